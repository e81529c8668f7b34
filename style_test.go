package prunella_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// The figures of a code base that is read with pleasure: the best quartile of
// 25 trees we learn from has a median file of 150 lines and a median function of
// 12. Medians say how it reads and leave some room; limits stop the worst.
const (
	maxFile        = 600 // lines
	maxFunc        = 150
	medianFile     = 180
	medianFunc     = 12
	documented     = 95 // percent of the exported names
	minPackageDocs = 40 // characters: a sentence
)

// TestStyle looks at everything that is not a test, an example or generated.
func TestStyle(t *testing.T) {
	var s style
	for _, p := range readTree(t) {
		s.addPackage(t, p)
	}
	if len(s.files) == 0 {
		t.Fatal("no files found")
	}
	file, fn := s.report(t)
	t.Logf("%d files: median %d, largest %d lines; %d functions: median %d, largest %d; %d of %d exported names documented",
		len(s.files), file, slices.Max(s.files), len(s.funcs), fn, slices.Max(s.funcs), s.documented, s.exported)
}

// report checks what is true of the tree as a whole.
func (s *style) report(t *testing.T) (file, fn int) {
	t.Helper()
	slices.Sort(s.files)
	slices.Sort(s.funcs)
	file, fn = s.files[len(s.files)/2], s.funcs[len(s.funcs)/2]
	if file > medianFile {
		t.Errorf("the median file has %d lines, more than %d", file, medianFile)
	}
	if fn > medianFunc {
		t.Errorf("the median function has %d lines, more than %d", fn, medianFunc)
	}
	if 100*s.documented < documented*s.exported {
		t.Errorf("%d of %d exported names are documented, less than %d%%; these are not:\n\t%s",
			s.documented, s.exported, documented, strings.Join(s.bare, "\n\t"))
	}
	return file, fn
}

type style struct {
	files, funcs         []int // lines of each
	exported, documented int
	bare                 []string // exported names without a comment
}

func (s *style) addPackage(t *testing.T, p *pkg) {
	t.Helper()
	docs := 0
	for _, f := range p.files {
		docs = max(docs, len(f.ast.Doc.Text()))
		if f.generated {
			continue
		}
		s.files = append(s.files, f.lines)
		if f.lines > maxFile {
			t.Errorf("%s: %d lines, more than %d", f.path, f.lines, maxFile)
		}
		for _, d := range f.ast.Decls {
			s.addDecl(t, d)
		}
	}
	if docs < minPackageDocs {
		t.Errorf("%s: the package has no comment that says what it is, for whom, and its limits", p.dir)
	}
}

func (s *style) addDecl(t *testing.T, d ast.Decl) {
	t.Helper()
	switch d := d.(type) {
	case *ast.FuncDecl:
		s.addFunc(t, d)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			s.addSpec(d, spec)
		}
	}
}

func (s *style) addFunc(t *testing.T, d *ast.FuncDecl) {
	t.Helper()
	at := positions.Position(d.Pos())
	lines := positions.Position(d.End()).Line - at.Line + 1
	s.funcs = append(s.funcs, lines)
	if lines > maxFunc {
		t.Errorf("%s: %s has %d lines, more than %d", at, d.Name.Name, lines, maxFunc)
	}
	if d.Recv == nil && d.Name.Name == "init" {
		t.Errorf("%s: init runs whether wanted or not; wire it where it is used", at)
	}
	if d.Recv == nil || receiverExported(d.Recv.List[0].Type) {
		s.name(d.Name, d.Doc != nil)
	}
}

func receiverExported(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverExported(e.X)
	case *ast.IndexExpr:
		return receiverExported(e.X)
	case *ast.IndexListExpr:
		return receiverExported(e.X)
	case *ast.Ident:
		return e.IsExported()
	}
	return false
}

// addSpec counts the names of a declaration. A comment on a group speaks for
// all constants and variables in it.
func (s *style) addSpec(d *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		s.name(spec.Name, spec.Doc != nil || spec.Comment != nil || d.Doc != nil)
	case *ast.ValueSpec:
		for _, n := range spec.Names {
			s.name(n, spec.Doc != nil || spec.Comment != nil || d.Doc != nil)
		}
	}
}

func (s *style) name(n *ast.Ident, hasDoc bool) {
	if !token.IsExported(n.Name) {
		return
	}
	s.exported++
	if hasDoc {
		s.documented++
		return
	}
	s.bare = append(s.bare, fmt.Sprintf("%s: %s", positions.Position(n.Pos()), n.Name))
}
