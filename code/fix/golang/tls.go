package golang

import (
	"go/ast"
	"strings"

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
		if at.verify(path[i], isOff(path[i])) {
			return at.done("certificates are verified")
		}
	}
	var out []fix.Candidate
	for _, f := range at.siblings() {
		s, err := v.open(f.unit)
		if err != nil || !s.verify(s.tree, (*source).isTrue) {
			continue
		}
		c, err := s.done("certificates are verified")
		if err != nil {
			return nil, err
		}
		out = append(out, c...)
	}
	if strings.Contains(string(at.unit.Text[in.Flow.At.Span.Start:in.Flow.At.Span.End]), "InsecureIgnoreHostKey") {
		return nil, shape("which keys the host has is for people to say: give knownhosts.New the file that lists them, or ssh.FixedHostKey the key")
	}
	if len(out) == 0 {
		return nil, shape("no InsecureSkipVerify is set in this package; a callback that accepts everything must be written anew")
	}
	return out, nil
}

// isTrue: a setting is the constant as it is written.
func (s *source) isTrue(e ast.Expr) bool { return s.text(e) == "true" }

// isOff is what a setting must be to be taken for the one that is meant: within the
// sink's own statement any but false, elsewhere the constant.
func isOff(n ast.Node) func(*source, ast.Expr) bool {
	switch n.(type) {
	case *ast.BlockStmt, *ast.FuncDecl, *ast.FuncLit, *ast.GenDecl:
		return (*source).isTrue
	}
	return func(s *source, e ast.Expr) bool { return s.text(e) != "false" }
}

// verify undoes what turns verification off below a node.
func (s *source) verify(n ast.Node, off func(*source, ast.Expr) bool) bool {
	done := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CompositeLit:
			for _, e := range x.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && s.isName(kv.Key, "InsecureSkipVerify") && off(s, kv.Value) {
					s.removeElement(x, e)
					done = true
				}
			}
		case *ast.AssignStmt:
			for i, l := range x.Lhs {
				if sel, ok := l.(*ast.SelectorExpr); ok && sel.Sel.Name == "InsecureSkipVerify" && i < len(x.Rhs) && off(s, x.Rhs[i]) {
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
