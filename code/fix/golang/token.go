package golang

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// verifyToken takes an entry for "none" out of a table of algorithms, and gives
// ParseUnverified the key that the program verifies with elsewhere.
func verifyToken(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	if c := v.dropNone(in); c != nil {
		return c, nil
	}
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, shape("the token is not parsed by a call here")
	}
	switch sel.Sel.Name {
	case "ParseUnverified":
		return s.verifyParse(call)
	case "NewWithClaims", "New":
		return nil, shape("a token without a signature is issued; the key to sign with is not known")
	}
	return nil, shape("the key to verify with is not known")
}

// dropNone removes the table entry under the constant "none" or the table element.
func (v *view) dropNone(in *fix.Input) []fix.Candidate {
	for _, st := range constantPlaces(in) {
		s, err := v.open(st.unit)
		if err != nil {
			continue
		}
		path := s.nodesAt(st.span)
		for i := len(path) - 1; i > 0; i-- {
			lit, ok := path[i-1].(*ast.CompositeLit)
			if !ok {
				continue
			}
			e, ok := path[i].(ast.Expr)
			if !ok || !s.saysNone(e) || elementIndex(lit, e) < 0 {
				continue
			}
			s.removeElement(lit, e)
			if c, err := s.done("a token without a signature is not accepted"); err == nil {
				return c
			}
		}
	}
	return nil
}

func (f *file) saysNone(e ast.Expr) bool {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		e = kv.Key
	}
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return false
	}
	text, err := strconv.Unquote(lit.Value)
	return err == nil && strings.EqualFold(text, "none")
}

// verifyParse makes p.ParseUnverified(token, claims) a verifying call with the key
// function that the package uses elsewhere.
func (s *source) verifyParse(call *ast.CallExpr) ([]fix.Candidate, error) {
	key := ""
	for _, f := range s.siblings() {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok || key != "" {
				return key == ""
			}
			if sel, ok := c.Fun.(*ast.SelectorExpr); ok && len(c.Args) >= 2 {
				at := map[string]int{"Parse": 1, "ParseWithClaims": 2}[sel.Sel.Name]
				if at > 0 && at < len(c.Args) {
					if id, ok := ast.Unparen(c.Args[at]).(*ast.Ident); ok {
						if obj := f.object(id); obj != nil && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() {
							key = id.Name
						}
					}
				}
			}
			return true
		})
	}
	if key == "" {
		return nil, shape("the package has no key function to verify with")
	}
	path := s.nodesAt(spanOf(s.file, call.Pos()))
	for i := len(path) - 1; i >= 0; i-- {
		a, ok := path[i].(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 3 || len(a.Rhs) != 1 || len(call.Args) != 2 {
			continue
		}
		if id, ok := a.Lhs[1].(*ast.Ident); !ok || id.Name != "_" {
			return nil, shape("the parts of the token are used")
		}
		sel := call.Fun.(*ast.SelectorExpr)
		s.replace(sel.Sel, "ParseWithClaims")
		s.insert(s.end(call.Args[1]), ", "+key)
		s.replaceRange(s.end(a.Lhs[0]), s.start(a.Lhs[2]), ", ")
		return s.done("the token's signature is verified with %s", key)
	}
	return nil, shape("the results of the call are used in another way")
}
