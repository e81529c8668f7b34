package golang

import (
	"go/ast"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// answers is the flag of a call that asks somebody else: it is handed a context, by
// which callers bound how long they wait. What comes back is not what it was asked with.
func (l *lowerer) answers(e *ast.CallExpr) ir.Flags {
	if len(e.Args) > 1 && !l.unit.Stub && isContext(e.Args[0]) {
		return ir.FlagAwaited
	}
	return 0
}

func isContext(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name == "ctx" || strings.HasSuffix(e.Name, "Ctx")
	case *ast.SelectorExpr:
		return e.Sel.Name == "ctx"
	case *ast.CallExpr:
		sel, ok := e.Fun.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		if of, ok := sel.X.(*ast.Ident); ok && of.Name == "context" {
			return true
		}
		return sel.Sel.Name == "Context" && len(e.Args) == 0
	}
	return false
}
