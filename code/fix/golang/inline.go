package golang

import (
	"go/ast"
	"go/types"
	"strings"
)

// inline looks through a call of a function of the project that only returns a
// text: its pieces, with the arguments in the place of the parameters.
func (s *source) inline(p piece) ([]piece, bool) {
	c, ok := p.expr.(*ast.CallExpr)
	if !ok || p.verb != "" && p.verb != "%s" && p.verb != "%v" || c.Ellipsis.IsValid() {
		return nil, false
	}
	id, ok := ast.Unparen(c.Fun).(*ast.Ident)
	if !ok {
		return nil, false
	}
	d, in := s.declaration(s.object(id))
	if d == nil || in.unit.Module != s.unit.Module {
		return nil, false
	}
	r := onlyReturn(d.Body)
	if r == nil || len(r.Results) != 1 {
		return nil, false
	}
	pieces, ok := in.pieces(r.Results[0])
	if !ok {
		return nil, false
	}
	args := map[types.Object]string{}
	i := 0
	for _, f := range d.Type.Params.List {
		for _, n := range f.Names {
			if i < len(c.Args) {
				args[in.object(n)] = s.text(c.Args[i])
			}
			i++
		}
	}
	if i != len(c.Args) {
		return nil, false
	}
	for j, q := range pieces {
		if q.constant() {
			continue
		}
		code, ok := in.moved(unescaped(in, q.expr), args, s)
		if !ok {
			return nil, false
		}
		pieces[j] = piece{code: code, verb: q.verb}
	}
	return pieces, true
}

// unescaped looks through the doubling of quotes, which a parameter does not need.
func unescaped(f *file, e ast.Expr) ast.Expr {
	c, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(c.Args) < 3 || !f.isCall(c, "strings", "ReplaceAll") && !f.isCall(c, "strings", "Replace") {
		return e
	}
	if isLiteral(c.Args[1], "'") && (isLiteral(c.Args[2], "''") || isLiteral(c.Args[2], `\'`)) {
		return c.Args[0]
	}
	return e
}

// moved writes an expression of file f for another file of its package: parameters
// become arguments, packages are imported there. It may name what is of the package, and
// what it declares itself.
func (f *file) moved(e ast.Expr, args map[types.Object]string, to *source) (string, bool) {
	var out strings.Builder
	at, ok := f.start(e), true
	ast.Inspect(e, func(n ast.Node) bool {
		id, isID := n.(*ast.Ident)
		if !isID {
			return true
		}
		obj, text := f.object(id), ""
		switch o := obj.(type) {
		case *types.PkgName:
			text = to.use(o.Imported().Path())
		default:
			arg, param := args[obj]
			if param {
				text = arg
			} else if obj != nil && obj.Pkg() != nil && obj.Parent() != obj.Pkg().Scope() && obj.Parent() != nil {
				ok = ok && e.Pos() <= obj.Pos() && obj.Pos() < e.End()
			}
		}
		if text != "" {
			out.Write(f.unit.Text[at:f.start(id)])
			out.WriteString(text)
			at = f.end(id)
		}
		return true
	})
	out.Write(f.unit.Text[at:f.end(e)])
	return out.String(), ok
}
