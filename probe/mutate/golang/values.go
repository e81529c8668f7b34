//lint:file-ignore SA1019 the parser's scopes are enough for one file: names that they may get wrong are left alone (see names)

package golang

import (
	"go/ast"
	"slices"

	"github.com/prunella/prunella/probe/mutate"
)

// sources are methods that give a text from a request.
var sources = []string{
	"FormValue", "PostFormValue", "PathValue", // net/http
	"Query", "Param", "PostForm", "DefaultQuery", "GetHeader", "QueryParam", "Params", // gin, echo, fiber
}

// call lists the sources and the local variables that are passed on.
func (r *reader) call(c *ast.CallExpr) {
	if isSource(c) {
		r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(c), Source: true, Text: true})
	}
	if name, ok := c.Fun.(*ast.Ident); ok && slices.Contains([]string{"make", "new", "delete", "recover", "print", "println", "panic", "clear"}, name.Name) {
		return
	}
	for _, a := range c.Args {
		if id, ok := a.(*ast.Ident); ok && id.Obj != nil && id.Obj.Kind == ast.Var && id.Name != "_" {
			r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(id), Text: isText(id)})
		}
	}
}

// isSource reports r.FormValue("x"), r.URL.Query().Get("x"), r.Header.Get("x").
func isSource(c *ast.CallExpr) bool {
	sel, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || len(c.Args) == 0 {
		return false
	}
	if _, text := c.Args[0].(*ast.BasicLit); !text {
		return false
	}
	if slices.Contains(sources, sel.Sel.Name) {
		return true
	}
	switch x := sel.X.(type) {
	case *ast.CallExpr:
		inner, ok := x.Fun.(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Get" && inner.Sel.Name == "Query" && len(x.Args) == 0
	case *ast.SelectorExpr:
		return sel.Sel.Name == "Get" && x.Sel.Name == "Header"
	}
	return false
}

// isVars reports mux.Vars(r)["x"].
func isVars(e *ast.IndexExpr) bool {
	c, ok := e.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := c.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Vars" && len(c.Args) == 1
}

// isText reports a variable that is declared as a text or from one.
func isText(id *ast.Ident) bool {
	switch d := id.Obj.Decl.(type) {
	case *ast.Field:
		t, ok := d.Type.(*ast.Ident)
		return ok && t.Name == "string"
	case *ast.AssignStmt:
		if len(d.Lhs) != 1 || len(d.Rhs) != 1 {
			return false
		}
		c, ok := d.Rhs[0].(*ast.CallExpr)
		return ok && isSource(c)
	}
	return false
}

// names groups the uses of local variables by what the parser resolved them to.
func (r *reader) names() {
	uses := map[*ast.Object][]mutate.Span{}
	barred := map[*ast.Object]bool{}
	var order []*ast.Object
	inFunc := map[*ast.Object]bool{}
	for _, d := range r.file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && id.Obj != nil {
					barred[id.Obj] = true // the parser takes the names of fields for variables
				}
			case *ast.TypeSwitchStmt:
				if a, ok := n.Assign.(*ast.AssignStmt); ok {
					if id, ok := a.Lhs[0].(*ast.Ident); ok && id.Obj != nil {
						barred[id.Obj] = true
					}
				}
			case *ast.Ident:
				o := n.Obj
				if o == nil || o.Kind != ast.Var || n.Name == "_" || o.Pos() < fn.Pos() || o.Pos() >= fn.End() {
					return true
				}
				if !inFunc[o] {
					inFunc[o] = true
					order = append(order, o)
				}
				uses[o] = append(uses[o], r.span(n))
			}
			return true
		})
	}
	for _, o := range order {
		if !barred[o] {
			r.view.Names = append(r.view.Names, mutate.Name{Text: o.Name, Uses: uses[o]})
		}
	}
}
