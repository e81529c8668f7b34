package golang

import (
	"go/ast"
	"go/token"
	"go/types"
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
	known := s.knownKey()
	if known.key == "" {
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
		if known.call != "" {
			s.replace(sel, known.call)
		} else {
			s.replace(sel.Sel, "ParseWithClaims")
		}
		s.insert(s.end(call.Args[1]), ", "+known.key)
		s.replaceRange(s.end(a.Lhs[0]), s.start(a.Lhs[2]), ", ")
		return s.done("the token's signature is verified as elsewhere in the package")
	}
	return nil, shape("the results of the call are used in another way")
}

// A verification is how the package verifies tokens elsewhere: the function that is
// called, its key function and the options beside it.
type verification struct{ call, key string }

// knownKey finds a verification that names nothing which only the other place has. A
// parser has its options from where it is made, so that options beside the key ask for
// the package's function.
func (s *source) knownKey() verification {
	var out verification
	for _, f := range s.siblings() {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok && out.key == "" {
				out = f.verifies(c, s)
			}
			return out.key == ""
		})
	}
	return out
}

func (f *file) verifies(c *ast.CallExpr, to *source) verification {
	sel, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || len(c.Args) < 2 {
		return verification{}
	}
	at := map[string]int{"Parse": 1, "ParseWithClaims": 2}[sel.Sel.Name]
	if at == 0 || at >= len(c.Args) || !f.isKeyFunc(c.Args[at]) {
		return verification{}
	}
	var parts []string
	for _, a := range c.Args[at:] {
		text, ok := f.moved(a, nil, to)
		if !ok {
			return verification{}
		}
		parts = append(parts, text)
	}
	out := verification{key: strings.Join(parts, ", ")}
	if id, ok := sel.X.(*ast.Ident); ok && len(parts) > 1 {
		if p, ok := f.object(id).(*types.PkgName); ok {
			out.call = to.use(p.Imported().Path()) + ".ParseWithClaims"
		}
	}
	return out
}

// isKeyFunc tells a function that gives keys from other arguments that stand there.
func (f *file) isKeyFunc(e ast.Expr) bool {
	if _, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		return true
	}
	t := f.typeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}
