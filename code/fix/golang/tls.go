package golang

import (
	"go/ast"

	"github.com/prunella/prunella/code/fix"
)

// verifyTLS takes InsecureSkipVerify: true away: in the sink's statement, else its
// function, else its package when it stands in one place there.
func verifyTLS(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	at, err := v.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	path := at.nodesAt(in.Flow.At.Span)
	for i := len(path) - 1; i > 0; i-- {
		if at.verify(path[i]) {
			return at.done("certificates are verified")
		}
	}
	var out []fix.Candidate
	for _, f := range at.siblings() {
		s, err := v.open(f.unit)
		if err != nil || !s.verify(s.tree) {
			continue
		}
		c, err := s.done("certificates are verified")
		if err != nil {
			return nil, err
		}
		out = append(out, c...)
	}
	if len(out) == 0 {
		return nil, shape("no InsecureSkipVerify is set in this package; a callback that accepts everything must be written anew")
	}
	return out, nil
}

// verify undoes what turns verification off below a node.
func (s *source) verify(n ast.Node) bool {
	done := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CompositeLit:
			for _, e := range x.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && s.isName(kv.Key, "InsecureSkipVerify") && s.text(kv.Value) == "true" {
					s.removeElement(x, e)
					done = true
				}
			}
		case *ast.AssignStmt:
			for i, l := range x.Lhs {
				if sel, ok := l.(*ast.SelectorExpr); ok && sel.Sel.Name == "InsecureSkipVerify" && i < len(x.Rhs) && s.text(x.Rhs[i]) == "true" {
					s.replace(x.Rhs[i], "false")
					done = true
				}
			}
		}
		return true
	})
	return done
}

func (f *file) isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}
