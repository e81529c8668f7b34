package python_test

import (
	"io/fs"
	"os/exec"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/ops"
)

func stubFiles(t *testing.T) (names []string, texts [][]byte) {
	t.Helper()
	l := python.Language{}
	entries, err := fs.ReadDir(l.Stubs(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := fs.ReadFile(l.Stubs(), e.Name())
		if err != nil {
			t.Fatal(err)
		}
		names, texts = append(names, e.Name()), append(texts, text)
	}
	return names, texts
}

// Stubs are read without a problem by our own parser, and name only operations
// and intrinsics that exist.
func TestStubsAreSound(t *testing.T) {
	l := python.Language{}
	names, texts := stubFiles(t)
	intrinsics := map[string]bool{ir.IntrinsicSource: true, ir.IntrinsicSink: true, ir.IntrinsicOp: true, ir.IntrinsicEntry: true,
		ir.IntrinsicUnknown: true, ir.IntrinsicClean: true, ir.IntrinsicNew: true, ir.IntrinsicEffect: true, ir.IntrinsicBecome: true}
	for i, name := range names {
		u := l.Lower("lib/python/"+name, strings.TrimSuffix(name, ".pyi"), texts[i])
		for _, p := range u.Problems {
			t.Errorf("%s: %s", name, p.Text)
		}
		funcs := append([]*ir.Func{u.Init}, u.Funcs...)
		for _, f := range funcs {
			walk(f.Body, func(in *ir.Instr) {
				if in.Op != ir.Call || !strings.HasPrefix(in.Name, ir.IntrinsicModule+".") {
					return
				}
				if !intrinsics[in.Name] {
					t.Errorf("%s: %s calls %s", name, f.Name, in.Name)
				}
				if in.Name == ir.IntrinsicOp && len(in.Args) > 0 {
					op := constantOf(f, in.Args[0])
					if _, ok := ops.Lookup(op); !ok && op != "" && !awaited[op] {
						t.Errorf("%s: %s uses the operation %q, which does not exist", name, f.Name, op)
					}
				}
			})
		}
	}
}

// awaited are operations that the models name and package ops does not have yet;
// until then their results are unknown.
var awaited = map[string]bool{"ip.valid": true, "js.escape": true}

func walk(b ir.Block, see func(*ir.Instr)) {
	for i := range b {
		see(&b[i])
		if a := b[i].Aux; a != nil {
			for _, inner := range a.Blocks {
				walk(inner, see)
			}
			for _, h := range a.Handlers {
				walk(h.Body, see)
			}
		}
	}
}

// constantOf finds the text constant that a register holds.
func constantOf(f *ir.Func, reg ir.Reg) string {
	out := ""
	walk(f.Body, func(in *ir.Instr) {
		if in.Op == ir.Const && in.Dst == reg && f.Consts[in.A].Kind == ir.Str {
			out = f.Consts[in.A].Str
		}
	})
	return out
}

// Stubs are Python to Python itself.
func TestStubsParseInPython(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not here")
	}
	names, texts := stubFiles(t)
	cmd := exec.Command("python3", "-c", `
import ast, sys
for part in sys.stdin.read().split("\0"):
    name, _, text = part.partition("\n")
    try:
        ast.parse(text)
    except SyntaxError as e:
        print(name, e)
`)
	var in strings.Builder
	for i, name := range names {
		if i > 0 {
			in.WriteString("\x00")
		}
		in.WriteString(name + "\n" + string(texts[i]))
	}
	cmd.Stdin = strings.NewReader(in.String())
	out, err := cmd.CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// What a stub imports from another stub is there.
func TestStubImportsResolve(t *testing.T) {
	l := python.Language{}
	names, texts := stubFiles(t)
	var units []*ir.Unit
	for i, name := range names {
		u := l.Lower("lib/python/"+name, strings.TrimSuffix(name, ".pyi"), texts[i])
		u.Stub = true
		units = append(units, u)
	}
	p := link.New(l, units)
	for _, u := range units {
		for bound, target := range u.Imports {
			if bound[0] == '*' || strings.HasPrefix(bound, "import ") || len(p.Module(target)) > 0 || !strings.Contains(target, ".") {
				continue
			}
			if p.Func(target) == nil && p.Type(target) == nil && p.Global(target) == nil {
				t.Errorf("%s imports %s, which is not there", u.Path, target)
			}
		}
	}
}
