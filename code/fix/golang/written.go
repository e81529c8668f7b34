package golang

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// wrapOutside is wrapValues with a wrapper that declines expressions in which the
// program itself wrote one of the marks: escaping its markup, or taking the line
// breaks out of a whole head, would silence the finding and break the program.
func wrapOutside(why, marks string, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return wrapValues(why, func(s *source, p spot, e string) string {
		if s.writes(p.expr, marks, maxWritten) {
			return ""
		}
		return w(s, p, e)
	})
}

// maxWritten bounds through how many names and calls constant text is sought.
const maxWritten = 4

// writes reports whether constant text with one of the marks is part of what an
// expression makes: in itself, in what its variables were set to, or in what the
// project's functions that it calls give back.
func (f *file) writes(e ast.Expr, marks string, depth int) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(x.Value)
		return err == nil && strings.ContainsAny(text, marks)
	case *ast.BinaryExpr:
		return f.writes(x.X, marks, depth) || f.writes(x.Y, marks, depth)
	case *ast.Ident:
		return depth > 0 && f.setTo(x, marks, depth-1)
	case *ast.CompositeLit:
		for _, el := range x.Elts {
			if f.writes(el, marks, depth) {
				return true
			}
		}
	case *ast.CallExpr:
		return f.callWrites(x, marks, depth)
	}
	return false
}

// setTo looks into what a constant or a variable of the function is set to.
func (f *file) setTo(id *ast.Ident, marks string, depth int) bool {
	if spec, i, in := f.constant(f.object(id)); spec != nil && i < len(spec.Values) {
		return in.writes(spec.Values[i], marks, depth)
	}
	body, _ := funcOf(f.nodesAt(spanOf(f, id.Pos())))
	if body == nil {
		return false
	}
	for _, a := range assignments(body, id.Name) {
		if f.writes(a.value, marks, depth) {
			return true
		}
	}
	return false
}

// callWrites looks into the arguments of a conversion, of fmt and of Join, and
// into what a function of the package returns.
func (f *file) callWrites(c *ast.CallExpr, marks string, depth int) bool {
	keeps := f.info().Types[c.Fun].IsType()
	for _, name := range []string{"Sprintf", "Sprint", "Sprintln", "Appendf"} {
		keeps = keeps || f.isCall(c, "fmt", name)
	}
	if keeps || f.isCall(c, "strings", "Join") {
		for _, a := range c.Args {
			if f.writes(a, marks, depth) {
				return true
			}
		}
		return false
	}
	id, ok := ast.Unparen(c.Fun).(*ast.Ident)
	if !ok || depth == 0 {
		return false
	}
	fn, ok := f.object(id).(*types.Func)
	if !ok {
		return false
	}
	found := false
	for _, g := range f.siblings() {
		for _, d := range g.tree.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Body == nil || decl.Name.Pos() != fn.Pos() {
				continue
			}
			ast.Inspect(decl.Body, func(n ast.Node) bool {
				if r, ok := n.(*ast.ReturnStmt); ok && !found {
					for _, e := range r.Results {
						found = found || g.writes(e, marks, depth-1)
					}
				}
				_, inner := n.(*ast.FuncLit)
				return !inner
			})
		}
	}
	return found
}
