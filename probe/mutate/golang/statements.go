package golang

import (
	"bytes"
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/probe/mutate"
)

// list reads the statements of one block that stand on lines of their own. A
// statement that is none of the simple ones ends a row.
func (r *reader) list(list []ast.Stmt) {
	r.blocks++
	for _, s := range list {
		st, ok := r.statement(s)
		if !ok {
			r.blocks++
			continue
		}
		r.view.Statements = append(r.view.Statements, st)
	}
}

func (r *reader) statement(s ast.Stmt) (mutate.Statement, bool) {
	out := mutate.Statement{Span: r.span(s), Block: r.blocks}
	switch s := s.(type) {
	case *ast.ExprStmt:
		_, out.Plain = s.X.(*ast.CallExpr)
	case *ast.AssignStmt:
		out.Plain = s.Tok != token.DEFINE
	case *ast.DeclStmt:
	default:
		return out, false
	}
	start := bytes.LastIndexByte(r.text[:out.From], '\n') + 1
	out.Indent = string(r.text[start:out.From])
	if len(bytes.TrimSpace(r.text[start:out.From])) > 0 {
		return out, false
	}
	r.effects(s, &out)
	return out, true
}

// effects lists the names that a statement reads and writes; every name of a call
// counts as both, for it may be changed behind a pointer.
func (r *reader) effects(s ast.Stmt, out *mutate.Statement) {
	written := map[ast.Node]bool{}
	if a, ok := s.(*ast.AssignStmt); ok {
		for _, l := range a.Lhs {
			if id, ok := l.(*ast.Ident); ok {
				out.Writes = append(out.Writes, id.Name)
				written[id] = a.Tok == token.ASSIGN || a.Tok == token.DEFINE
			}
		}
	}
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.FuncLit, *ast.IndexExpr, *ast.StarExpr, *ast.SliceExpr, *ast.TypeAssertExpr:
			out.Calls = true // a panic is an effect too
		case *ast.UnaryExpr:
			out.Calls = out.Calls || n.Op == token.ARROW || n.Op == token.AND
		case *ast.BinaryExpr:
			out.Calls = out.Calls || n.Op == token.QUO || n.Op == token.REM
		case *ast.SelectorExpr:
			out.Calls = true
		case *ast.ValueSpec:
			for _, id := range n.Names {
				out.Writes = append(out.Writes, id.Name)
			}
		case *ast.Ident:
			if !written[n] {
				out.Reads = append(out.Reads, n.Name)
			}
		}
		return true
	})
	if out.Calls {
		out.Writes = append(out.Writes, out.Reads...)
	}
}
