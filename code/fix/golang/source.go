package golang

import (
	"errors"
	"fmt"
	"go/ast"
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
	*file
	edits   []fix.Edit
	imports []string          // import paths to add
	helpers map[string]string // functions to append, by name
}

// open takes a file of the project under the knife.
func (v *view) open(u *ir.Unit) (*source, error) {
	if u == nil || u.Stub {
		return nil, shape("the code is not the project's own")
	}
	f, err := v.file(u)
	if err != nil {
		return nil, err
	}
	return &source{file: f, helpers: map[string]string{}}, nil
}

func (f *file) start(n ast.Node) uint32 { return uint32(int(n.Pos()) - f.base) }
func (f *file) end(n ast.Node) uint32   { return uint32(int(n.End()) - f.base) }

func (f *file) text(n ast.Node) string { return string(f.unit.Text[f.start(n):f.end(n)]) }

func (s *source) replace(n ast.Node, text string) { s.replaceRange(s.start(n), s.end(n), text) }

func (s *source) replaceRange(from, to uint32, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: from, End: to, New: text})
}

func (s *source) insert(at uint32, text string) { s.replaceRange(at, at, text) }

// done gives the candidate that the edits of this file make.
func (s *source) done(why string, args ...any) ([]fix.Candidate, error) {
	return finish(fmt.Sprintf(why, args...), s)
}

// finish gives the candidate that the edits of all files make, with the imports
// and helpers they ask for and without what is no longer used.
func finish(why string, sources ...*source) ([]fix.Candidate, error) {
	var edits []fix.Edit
	for _, s := range sources {
		es, err := s.finished()
		if err != nil {
			return nil, err
		}
		edits = append(edits, es...)
	}
	return []fix.Candidate{{Why: why, Edits: edits}}, nil
}

// nodesAt lists the nodes around the byte at, outermost first.
func (f *file) nodesAt(span ir.Span) []ast.Node {
	var path []ast.Node
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if n == nil || f.start(n) > span.Start || f.end(n) < span.End {
			return false
		}
		path = append(path, n)
		return true
	})
	return path
}

// callAt finds the call that a span stands for: the innermost that holds it.
func (f *file) callAt(span ir.Span) (*ast.CallExpr, []ast.Node) {
	path := f.nodesAt(span)
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
func (f *file) indentOf(n ast.Node) string {
	at := int(f.start(n))
	from := strings.LastIndexByte(string(f.unit.Text[:at]), '\n') + 1
	end := from
	for end < at && (f.unit.Text[end] == ' ' || f.unit.Text[end] == '\t') {
		end++
	}
	return string(f.unit.Text[from:end])
}
