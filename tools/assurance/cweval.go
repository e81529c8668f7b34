package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/world"
)

// A pair is a task of CWEval: a solution with a flaw, and one without that passes the
// same tests of function, and those of security besides.
type pair struct {
	name, file     string
	unsafe, secure []byte
}

// cweval reads the tasks in C, JavaScript and Python of a checkout of CWEval. In C and
// JavaScript the flawed solution is a file; in Python it is a function of the tests.
func cweval(tree fs.FS) (out []pair, err error) {
	for _, l := range []struct{ dir, tail string }{{"c", "_c_task.c"}, {"js", "_js_task.js"}, {"py", "_task.py"}} {
		files, err := fs.Glob(tree, path.Join("benchmark/core", l.dir, "*"+l.tail))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			p := pair{name: "cweval/" + path.Base(f), file: path.Base(f)}
			if p.secure, err = fs.ReadFile(tree, f); err != nil {
				return nil, fmt.Errorf("reading a task: %w", err)
			}
			if l.dir == "py" {
				tests, err := fs.ReadFile(tree, strings.TrimSuffix(f, "task.py")+"test.py")
				if err != nil {
					return nil, fmt.Errorf("reading the tests of a task: %w", err)
				}
				p.unsafe = flawed(tests)
			} else if p.unsafe, err = fs.ReadFile(tree, strings.Replace(f, "_task.", "_unsafe.", 1)); errors.Is(err, fs.ErrNotExist) {
				continue
			} else if err != nil {
				return nil, fmt.Errorf("reading a task: %w", err)
			}
			if p.unsafe = []byte(strings.ReplaceAll(string(p.unsafe), "_unsafe", "")); len(p.unsafe) > 0 {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// statement begins something at the left margin of a Python file.
var statement = regexp.MustCompile(`(?m)^[^\s#)\]}]`)

// flawed is the part of a Python test file that holds the flawed solution: what it
// imports, and the functions whose names say so.
func flawed(tests []byte) []byte {
	var out strings.Builder
	found := false
	for at := statement.FindAllIndex(tests, -1); len(at) > 0; at = at[1:] {
		end := len(tests)
		if len(at) > 1 {
			end = at[1][0]
		}
		part := string(tests[at[0][0]:end])
		head, _, _ := strings.Cut(part, "(")
		flaw := strings.HasPrefix(head, "def ") && strings.HasSuffix(head, "_unsafe") && !strings.HasPrefix(head, "def test")
		imports := (strings.HasPrefix(part, "import ") || strings.HasPrefix(part, "from ")) && !strings.Contains(part, "pytest") && !strings.Contains(part, "_task")
		if flaw || imports {
			out.WriteString(part)
		}
		found = found || flaw
	}
	if !found {
		return nil
	}
	return []byte(out.String())
}

// tasks makes right patches of CWEval's tasks whose flaw the engine sees; it tells how
// many there were.
func tasks(ctx context.Context, e *code.Engine, dir string, spoken []*mutants.Language) (out []*mutants.Right, all int, err error) {
	pairs, err := cweval(os.DirFS(dir))
	if err != nil {
		return nil, 0, err
	}
	for _, p := range pairs {
		for _, l := range spoken {
			if !strings.HasSuffix(l.File("a"), path.Ext(p.file)) {
				continue
			}
			all++
			r, err := mutants.Pair(ctx, e, l, world.MemTree{p.file: p.unsafe}, world.MemTree{p.file: p.secure})
			if err != nil {
				return nil, all, fmt.Errorf("%s: %w", p.name, err)
			}
			if r != nil {
				r.Name, r.Origin = p.name, "CWEval"
				out = append(out, r)
			}
		}
	}
	return out, all, nil
}
