package golang

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
)

// errShape is wrapped by every reason why a strategy does not fit.
var errShape = errors.New("does not fit")

func shape(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errShape}, args...)...)
}

// A source is one file under the knife: its tree, and the edits collected so far.
type source struct {
	unit    *ir.Unit
	fset    *token.FileSet
	file    *ast.File
	base    int // of the file's positions
	edits   []fix.Edit
	imports []string          // import paths to add
	helpers map[string]string // functions to append, by name
}

func open(u *ir.Unit) (*source, error) {
	if u == nil || u.Stub {
		return nil, shape("the code is not the project's own")
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, u.Path, u.Text, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil {
		return nil, shape("%s does not parse: %v", u.Path, err)
	}
	tf := fset.File(file.FileStart)
	if tf == nil {
		return nil, shape("%s does not parse", u.Path)
	}
	return &source{unit: u, fset: fset, file: file, base: tf.Base(), helpers: map[string]string{}}, nil
}

func (s *source) start(n ast.Node) uint32 { return uint32(int(n.Pos()) - s.base) }
func (s *source) end(n ast.Node) uint32   { return uint32(int(n.End()) - s.base) }

func (s *source) text(n ast.Node) string { return string(s.unit.Text[s.start(n):s.end(n)]) }

func (s *source) replace(n ast.Node, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: s.start(n), End: s.end(n), New: text})
}

func (s *source) insert(at uint32, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: at, End: at, New: text})
}

// done adds the imports and helpers asked for and gives the candidate.
func (s *source) done(why string, args ...any) ([]fix.Candidate, error) {
	s.addImports()
	s.addHelpers()
	return []fix.Candidate{{Why: fmt.Sprintf(why, args...), Edits: s.edits}}, nil
}

// nodesAt lists the nodes around the byte at, outermost first.
func (s *source) nodesAt(span ir.Span) []ast.Node {
	var path []ast.Node
	ast.Inspect(s.file, func(n ast.Node) bool {
		if n == nil || s.start(n) > span.Start || s.end(n) < span.End {
			return false
		}
		path = append(path, n)
		return true
	})
	return path
}

// callAt finds the call that a span stands for: the innermost that holds it.
func (s *source) callAt(span ir.Span) (*ast.CallExpr, []ast.Node) {
	path := s.nodesAt(span)
	for i := len(path) - 1; i >= 0; i-- {
		if c, ok := path[i].(*ast.CallExpr); ok {
			return c, path[:i]
		}
	}
	return nil, path
}

// funcOf is the innermost function around, from a path of nodes.
func funcOf(path []ast.Node) (body *ast.BlockStmt, typ *ast.FuncType) {
	for i := len(path) - 1; i >= 0; i-- {
		switch f := path[i].(type) {
		case *ast.FuncDecl:
			return f.Body, f.Type
		case *ast.FuncLit:
			return f.Body, f.Type
		}
	}
	return nil, nil
}

// stmtOf is the innermost statement in a block around, and the block's list.
func stmtOf(path []ast.Node) ast.Stmt {
	for i := len(path) - 1; i > 0; i-- {
		st, ok := path[i].(ast.Stmt)
		if !ok {
			continue
		}
		switch path[i-1].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			return st
		}
	}
	return nil
}

// indentOf is the white space a statement's line begins with.
func (s *source) indentOf(n ast.Node) string {
	at := int(s.start(n))
	from := strings.LastIndexByte(string(s.unit.Text[:at]), '\n') + 1
	end := from
	for end < at && (s.unit.Text[end] == ' ' || s.unit.Text[end] == '\t') {
		end++
	}
	return string(s.unit.Text[from:end])
}

// pkgName is what the file calls an imported package, "" when it does not import
// it.
func (s *source) pkgName(path string) string {
	for _, im := range s.file.Imports {
		if p, err := strconv.Unquote(im.Path.Value); err == nil && p == path {
			if im.Name != nil {
				return im.Name.Name
			}
			return path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	return ""
}

// use imports a package when needed and returns its name in the file.
func (s *source) use(path string) string {
	if name := s.pkgName(path); name != "" && name != "_" && name != "." {
		return name
	}
	for _, p := range s.imports {
		if p == path {
			return path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	s.imports = append(s.imports, path)
	return path[strings.LastIndexByte(path, '/')+1:]
}

// addImports writes the imports asked for: into the first block of them, in
// order, or as a new declaration.
func (s *source) addImports() {
	for _, path := range s.imports {
		s.addImport(path)
	}
}

func (s *source) addImport(path string) {
	line := strconv.Quote(path)
	for _, d := range s.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		if !g.Lparen.IsValid() {
			s.insert(s.end(g), "\nimport "+line)
			return
		}
		s.insertSorted(g, path, line)
		return
	}
	s.insert(uint32(int(s.file.Name.End())-s.base), "\n\nimport "+line)
}

// insertSorted puts an import behind the last one of the first group that sorts
// before it.
func (s *source) insertSorted(g *ast.GenDecl, path, line string) {
	at := uint32(int(g.Lparen)-s.base) + 1
	last := 0
	for _, spec := range g.Specs {
		im, ok := spec.(*ast.ImportSpec)
		if !ok {
			continue
		}
		row := s.fset.Position(im.Pos()).Line
		p, err := strconv.Unquote(im.Path.Value)
		if err != nil || p > path || last > 0 && row > last+1 {
			break
		}
		at, last = s.end(im), row
	}
	s.insert(at, "\n\t"+line)
}

// helper asks for a function at the end of the file, unless the package's file
// has one of that name already.
func (s *source) helper(name, text string) {
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == name {
			return
		}
	}
	s.helpers[name] = text
}

func (s *source) addHelpers() {
	names := make([]string, 0, len(s.helpers))
	for n := range s.helpers {
		names = append(names, n)
	}
	for _, n := range sorted(names) {
		s.insert(uint32(len(s.unit.Text)), "\n"+strings.TrimSpace(s.helpers[n])+"\n")
	}
}
