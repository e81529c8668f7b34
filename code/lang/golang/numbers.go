package golang

import (
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/code/ir"
)

// What a conversion to a smaller type leaves of a number, and how much room a program
// makes, are judged by calls of the builtin module beside them: of numbers that
// somebody could have chosen only, so not of constants, lengths and masked bits.

// small are the types that hold less than an int does.
var small = map[string]bool{"int8": true, "int16": true, "int32": true, "uint8": true, "byte": true, "uint16": true, "uint32": true, "rune": true}

// narrowed judges T(x).
func (l *lowerer) narrowed(e ast.Expr, to *ir.Type, x ir.Reg, sp ir.Span) {
	if l.unit.Stub || to.Kind != ir.Named || !small[to.Name] || to.Name == "rune" || !l.chosen(e) {
		return
	}
	l.builtin("narrow", sp, ir.NoReg, x, l.constant(ir.Value{Kind: ir.Str, Str: to.Name}, sp, ir.NoReg))
}

// room judges the sizes that make is given.
func (l *lowerer) room(sizes []ast.Expr, regs []ir.Reg, sp ir.Span) {
	for i, r := range regs {
		if !l.unit.Stub && l.chosen(sizes[i]) {
			l.builtin("room", sp, ir.NoReg, r)
			return
		}
	}
}

// chosen reports whether a number may be one that somebody else chose.
func (l *lowerer) chosen(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if at := l.lookup(e.Name); at != noEntry {
			t := l.entries[at].typ
			return t == nil || t.Kind != ir.Named || !small[t.Name]
		}
		return l.decls[e.Name].kind == token.VAR
	case *ast.SelectorExpr:
		_, pkg := l.importOf(e.X)
		return !pkg
	case *ast.IndexExpr, *ast.StarExpr:
		return true
	case *ast.BinaryExpr:
		switch e.Op {
		case token.ADD, token.SUB, token.MUL:
			return l.chosen(e.X) || l.chosen(e.Y)
		}
	case *ast.CallExpr:
		fun := l.callee(e.Fun)
		if id, ok := fun.(*ast.Ident); ok && l.lookup(id.Name) == noEntry && universe[id.Name] != 0 && len(e.Args) == 1 {
			return l.isType(fun) && !small[id.Name] && l.chosen(e.Args[0])
		}
		return true
	}
	return false
}
