// Package gosec loads the samples of gosec's own tests: Go programs in string
// literals with the number of issues each rule must report. A sample with issues is
// bad, one without is good; where in the sample is not said.
package gosec

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "gosec", About: "samples of gosec's rules: a sample with issues is bad, one without is good",
	From: "securego/gosec", Load: load, Subject: subject,
}

// A sample is one program: files by name.
type sample struct {
	id, rule string
	files    []string
	issues   int
}

func load(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "gosec"}
	numbers, err := classes(checkout)
	if err != nil {
		return nil, err
	}
	samples, err := read(checkout)
	if err != nil {
		return nil, err
	}
	for _, s := range samples {
		l := truth.Label{ID: s.id, Bad: s.issues > 0, Group: s.rule, CWE: []int{numbers[s.rule]}}
		if numbers[s.rule] == 0 {
			continue // a rule that is about no weakness
		}
		for i := range s.files {
			t.Files = append(t.Files, s.name(i))
			l.At = append(l.At, truth.Region{File: s.name(i)})
		}
		t.Labels = append(t.Labels, l)
	}
	return corpus.Finish(t)
}

func (s sample) name(i int) string { return fmt.Sprintf("%s/file%d.go", s.id, i) }

// subject writes each sample into a folder of its own, as a module.
func subject(checkout fs.FS, _ *truth.Truth) (map[string][]byte, error) {
	samples, err := read(checkout)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, s := range samples {
		out[s.id+"/go.mod"] = []byte("module sample/" + strings.ToLower(s.id) + "\n\ngo 1.24\n")
		for i, text := range s.files {
			out[s.name(i)] = []byte(text)
		}
	}
	return out, nil
}

// read parses the samples out of testutils/*_samples.go.
func read(checkout fs.FS) ([]sample, error) {
	names, err := fs.Glob(checkout, "testutils/g*_samples.go")
	if err != nil {
		return nil, fmt.Errorf("listing the corpus: %w", err)
	}
	var out []sample
	for _, name := range names {
		values, err := variables(checkout, name)
		if err != nil {
			return nil, err
		}
		rule, _, _ := strings.Cut(strings.ToUpper(path.Base(name)), "_")
		for _, v := range values {
			for _, e := range v.Elts {
				if s, ok := sampleOf(e); ok {
					s.rule, s.id = rule, fmt.Sprintf("%s/%03d", rule, len(out))
					out = append(out, s)
				}
			}
		}
	}
	return out, nil
}

// variables lists the composite literals of a file's package variables.
func variables(checkout fs.FS, name string) ([]*ast.CompositeLit, error) {
	text, err := fs.ReadFile(checkout, name)
	if err != nil {
		return nil, fmt.Errorf("reading the corpus: %w", err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("reading the corpus: %w", err)
	}
	var out []*ast.CompositeLit
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range g.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				if c, ok := v.Values[0].(*ast.CompositeLit); ok {
					out = append(out, c)
				}
			}
		}
	}
	return out, nil
}

// sampleOf reads {[]string{`…`}, issues, config}.
func sampleOf(e ast.Expr) (sample, bool) {
	c, ok := e.(*ast.CompositeLit)
	if !ok || len(c.Elts) < 2 {
		return sample{}, false
	}
	files, ok := field(c.Elts[0]).(*ast.CompositeLit)
	count, isNumber := field(c.Elts[1]).(*ast.BasicLit)
	if !ok || !isNumber {
		return sample{}, false
	}
	var s sample
	for _, f := range files.Elts {
		text, ok := literal(f)
		if !ok {
			return s, false
		}
		s.files = append(s.files, text)
	}
	var err error
	s.issues, err = strconv.Atoi(count.Value)
	return s, err == nil && len(s.files) > 0
}

// field is the value of "Code: …", or the value itself.
func field(e ast.Expr) ast.Expr {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		return kv.Value
	}
	return e
}

// literal is a string, also one joined by plus.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		a, okA := literal(e.X)
		b, okB := literal(e.Y)
		return a + b, okA && okB && e.Op == token.ADD
	}
	return "", false
}

// classes reads gosec's own table of rules and weakness numbers.
func classes(checkout fs.FS) (map[string]int, error) {
	if _, err := fs.Stat(checkout, "issue/issue.go"); err != nil {
		return nil, fmt.Errorf("gosec: %w", corpus.ErrEmpty)
	}
	tables, err := variables(checkout, "issue/issue.go")
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for _, table := range tables {
		for _, e := range table.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			rule, okRule := literal(kv.Key)
			number, okNumber := literal(kv.Value)
			if n, err := strconv.Atoi(number); okRule && okNumber && err == nil {
				out[rule] = n
			}
		}
	}
	return out, nil
}
