package golang

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// expr lowers e and gives the register of its value: dst when it is one, else a
// variable's own register or a temporary. dst is written last, so it may occur
// in e.
func (l *lowerer) expr(e ast.Expr, dst ir.Reg) ir.Reg {
	if l.depth > maxDepth {
		l.problem(l.between(e.Pos(), e.Pos()+1), "nested too deeply; the rest of this expression is taken as unknown")
		return l.unknown(l.between(e.Pos(), e.Pos()+1), dst)
	}
	l.depth++
	r := l.expression(e, dst)
	l.depth--
	return r
}

// value lowers e to a temporary or variable.
func (l *lowerer) value(e ast.Expr) ir.Reg { return l.expr(e, ir.NoReg) }

func (l *lowerer) expression(e ast.Expr, dst ir.Reg) ir.Reg {
	switch e := e.(type) {
	case *ast.Ident:
		return l.ident(e, dst)
	case *ast.BasicLit:
		return l.literal(e, dst)
	case *ast.ParenExpr:
		return l.expr(e.X, dst)
	case *ast.SelectorExpr:
		return l.selector(e, dst)
	case *ast.CallExpr:
		return l.call(e, dst)
	case *ast.BinaryExpr:
		return l.binary(e, dst)
	case *ast.UnaryExpr:
		return l.unary(e, dst)
	case *ast.StarExpr:
		return l.deref(e, dst)
	case *ast.IndexExpr:
		return l.index(e, dst)
	case *ast.IndexListExpr:
		return l.expr(e.X, dst)
	case *ast.SliceExpr:
		return l.slice(e, dst)
	case *ast.CompositeLit:
		return l.composite(e, l.literalType(e, nil), true, dst)
	case *ast.FuncLit:
		return l.funcLit(e, dst)
	case *ast.TypeAssertExpr:
		return l.assert(e, dst, ir.NoReg)
	case *ast.KeyValueExpr: // only in broken code
		return l.expr(e.Value, dst)
	case *ast.BadExpr, nil:
		return l.unknown(ir.Span{}, dst)
	}
	return l.typeValue(e, dst)
}

// unknown is a value nobody knows.
func (l *lowerer) unknown(sp ir.Span, dst ir.Reg) ir.Reg {
	dst = l.dest(dst)
	in := l.push(ir.Call, sp)
	in.Dst, in.Name = dst, ir.IntrinsicUnknown
	return dst
}

// typeValue stands for a type where a value is expected: broken code, or the
// argument of a function that takes types.
func (l *lowerer) typeValue(e ast.Expr, dst ir.Reg) ir.Reg {
	dst = l.dest(dst)
	in := l.push(ir.Convert, l.span(e))
	in.Dst, in.Aux = dst, l.withType(l.typeOf(e))
	return dst
}

func (l *lowerer) ident(e *ast.Ident, dst ir.Reg) ir.Reg {
	sp := l.span(e)
	if at := l.lookup(e.Name); at != noEntry {
		if l.entries[at].kind == typeEntry {
			return l.typeValue(e, dst)
		}
		return l.read(at, sp, dst)
	}
	if _, own := l.decls[e.Name]; !own {
		switch e.Name {
		case "nil":
			return l.constant(ir.Value{}, sp, dst)
		case "true":
			return l.constant(ir.Value{Kind: ir.Bool, Int: 1}, sp, dst)
		case "false":
			return l.constant(ir.Value{Kind: ir.Bool}, sp, dst)
		case "iota":
			return l.constant(ir.Value{Kind: ir.Int, Int: max(l.iota, 0)}, sp, dst)
		case "_":
			return l.unknown(sp, dst)
		}
		if k := universe[e.Name]; k != 0 {
			return l.global(l.member(builtinModule, e.Name), sp, dst)
		}
		if p, ok := l.importOf(e); ok { // a package is no value: broken code
			return l.global(p, sp, dst)
		}
	}
	return l.global(l.qualified(e.Name), sp, dst)
}

func (l *lowerer) global(name string, sp ir.Span, dst ir.Reg) ir.Reg {
	stored := dst != ir.NoReg
	dst = l.dest(dst)
	in := l.push(ir.GetGlobal, sp)
	in.Dst, in.Name = dst, name
	if stored {
		in.Flags = ir.FlagValue
	}
	return dst
}

func (l *lowerer) constant(v ir.Value, sp ir.Span, dst ir.Reg) ir.Reg {
	dst = l.dest(dst)
	fn := l.fr.fn
	fn.Consts = append(fn.Consts, v)
	in := l.push(ir.Const, sp)
	in.Dst, in.A = dst, ir.Reg(len(fn.Consts)-1)
	return dst
}

func (l *lowerer) integer(n int64, sp ir.Span) ir.Reg {
	return l.constant(ir.Value{Kind: ir.Int, Int: n}, sp, ir.NoReg)
}

func (l *lowerer) literal(e *ast.BasicLit, dst ir.Reg) ir.Reg {
	return l.constant(literalValue(e), l.span(e), dst)
}

// literalValue reads a literal; a malformed one reads as far as it can.
func literalValue(e *ast.BasicLit) ir.Value {
	switch e.Kind {
	case token.STRING:
		return ir.Value{Kind: ir.Str, Str: unquote(e.Value)}
	case token.CHAR:
		r, _, _, _ := strconv.UnquoteChar(strings.TrimSuffix(strings.TrimPrefix(e.Value, "'"), "'"), '\'')
		return ir.Value{Kind: ir.Int, Int: int64(r)}
	case token.INT:
		n, err := strconv.ParseInt(e.Value, 0, 64)
		if err != nil {
			return ir.Value{Kind: ir.Int, Int: n, Str: e.Value}
		}
		return ir.Value{Kind: ir.Int, Int: n}
	}
	f, _ := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(e.Value, "_", ""), "i"), 64)
	return ir.Value{Kind: ir.Float, Float: f}
}

func unquote(lit string) string {
	if len(lit) >= 2 && lit[0] == '"' && strings.IndexByte(lit, '\\') < 0 && lit[len(lit)-1] == '"' {
		return lit[1 : len(lit)-1]
	}
	if s, err := strconv.Unquote(lit); err == nil {
		return s
	}
	return strings.Trim(lit, "\"`")
}

func (l *lowerer) selector(e *ast.SelectorExpr, dst ir.Reg) ir.Reg {
	if p, ok := l.importOf(e.X); ok {
		return l.global(l.member(p, e.Sel.Name), l.span(e), dst)
	}
	if name := l.methodExpr(e); name != "" {
		return l.global(name, l.span(e), dst)
	}
	x := l.value(e.X)
	stored := dst != ir.NoReg
	dst = l.dest(dst)
	in := l.push(ir.GetField, l.span(e))
	in.Dst, in.A, in.Name = dst, x, e.Sel.Name
	if stored {
		in.Flags = ir.FlagValue
	}
	return dst
}

// methodExpr is the name of the method that T.m or (*T).m is, when T is known to
// be a type.
func (l *lowerer) methodExpr(e *ast.SelectorExpr) string {
	switch ast.Unparen(e.X).(type) {
	case *ast.Ident, *ast.StarExpr, *ast.IndexExpr:
	default:
		return ""
	}
	if !l.isType(e.X) {
		return ""
	}
	if base := l.typeOf(e.X).Base(); base != "" {
		return base + "." + e.Sel.Name
	}
	return ""
}

var binaryToks = map[token.Token]ir.Tok{
	token.ADD: ir.Add, token.SUB: ir.Sub, token.MUL: ir.Mul, token.QUO: ir.Div, token.REM: ir.Mod,
	token.AND: ir.BitAnd, token.OR: ir.BitOr, token.XOR: ir.BitXor, token.SHL: ir.Shl, token.SHR: ir.Shr,
	token.AND_NOT: ir.AndNot, token.EQL: ir.Eq, token.NEQ: ir.Ne, token.LSS: ir.Lt, token.LEQ: ir.Le,
	token.GTR: ir.Gt, token.GEQ: ir.Ge,
}

// binary walks down the left side in a loop: generated code has sums of
// thousands of terms.
func (l *lowerer) binary(e *ast.BinaryExpr, dst ir.Reg) ir.Reg {
	var spine []*ast.BinaryExpr
	var first ast.Expr = e
	for {
		b, ok := first.(*ast.BinaryExpr)
		if !ok {
			break
		}
		spine = append(spine, b)
		first = b.X
	}
	start := first.Pos()
	left := l.value(first)
	for i := len(spine) - 1; i >= 0; i-- {
		b, to := spine[i], ir.NoReg
		if i == 0 {
			to = dst
		}
		left = l.binaryStep(b, left, l.between(start, b.End()), to)
	}
	return left
}

func (l *lowerer) binaryStep(b *ast.BinaryExpr, left ir.Reg, sp ir.Span, dst ir.Reg) ir.Reg {
	if b.Op == token.LAND || b.Op == token.LOR {
		op := ir.And
		if b.Op == token.LOR {
			op = ir.Or
		}
		return l.shortCircuit(op, left, sp, dst, func() ir.Reg { return l.value(b.Y) })
	}
	l.compared(b)
	right := l.value(b.Y)
	dst = l.dest(dst)
	in := l.push(ir.Binary, sp)
	in.Tok, in.Dst, in.A, in.B = binaryToks[b.Op], dst, left, right
	return dst
}

func (l *lowerer) shortCircuit(op ir.Op, left ir.Reg, sp ir.Span, dst ir.Reg, rest func() ir.Reg) ir.Reg {
	var right ir.Reg
	block := l.inBlock(func() { right = rest() })
	dst = l.dest(dst)
	in := l.push(op, sp)
	in.Dst, in.A, in.B, in.Aux = dst, left, right, l.withBlocks(block)
	return dst
}

func (l *lowerer) unary(e *ast.UnaryExpr, dst ir.Reg) ir.Reg {
	sp := l.span(e)
	var tok ir.Tok
	switch e.Op {
	case token.AND:
		return l.address(e.X, sp, dst)
	case token.ARROW:
		return l.builtin("recv", sp, dst, l.value(e.X))
	case token.SUB:
		tok = ir.Neg
	case token.NOT:
		tok = ir.Not
	case token.XOR:
		tok = ir.BitNot
	case token.ADD:
		tok = ir.Plus
	default: // ~T in a constraint
		return l.expr(e.X, dst)
	}
	x := l.value(e.X)
	dst = l.dest(dst)
	in := l.push(ir.Unary, sp)
	in.Tok, in.Dst, in.A = tok, dst, x
	return dst
}

// address is &x.
func (l *lowerer) address(x ast.Expr, sp ir.Span, dst ir.Reg) ir.Reg {
	switch x := ast.Unparen(x).(type) {
	case *ast.CompositeLit:
		return l.composite(x, l.literalType(x, nil), false, dst)
	case *ast.Ident:
		if at := l.lookup(x.Name); at != noEntry && l.entries[at].kind == varEntry {
			l.markCell(at)
			return l.copyTo(l.access(at), sp, dst)
		}
		return l.ref(ir.FieldRef, ir.NoReg, ir.NoReg, l.qualified(x.Name), sp, dst)
	case *ast.SelectorExpr:
		if p, ok := l.importOf(x.X); ok {
			return l.ref(ir.FieldRef, ir.NoReg, ir.NoReg, l.member(p, x.Sel.Name), sp, dst)
		}
		return l.ref(ir.FieldRef, l.value(x.X), ir.NoReg, x.Sel.Name, sp, dst)
	case *ast.IndexExpr:
		a := l.value(x.X)
		return l.ref(ir.IndexRef, a, l.value(x.Index), "", sp, dst)
	case *ast.StarExpr:
		return l.expr(x.X, dst)
	default:
		v := l.value(x)
		dst = l.dest(dst)
		in := l.push(ir.Cell, sp)
		in.Dst, in.A = dst, v
		return dst
	}
}

func (l *lowerer) ref(op ir.Op, a, b ir.Reg, name string, sp ir.Span, dst ir.Reg) ir.Reg {
	dst = l.dest(dst)
	in := l.push(op, sp)
	in.Dst, in.A, in.B, in.Name = dst, a, b, name
	return dst
}

// copyTo makes sure the value in r is in dst too, when there is a dst.
func (l *lowerer) copyTo(r ir.Reg, sp ir.Span, dst ir.Reg) ir.Reg {
	if dst == ir.NoReg || dst == r {
		return r
	}
	in := l.push(ir.Copy, sp)
	in.Dst, in.A = dst, r
	return dst
}

func (l *lowerer) deref(e *ast.StarExpr, dst ir.Reg) ir.Reg {
	if l.isType(e) {
		return l.typeValue(e, dst)
	}
	x := l.value(e.X)
	stored := dst != ir.NoReg
	dst = l.dest(dst)
	in := l.push(ir.Load, l.span(e))
	in.Dst, in.A = dst, x
	if stored {
		in.Flags = ir.FlagValue
	}
	return dst
}

func (l *lowerer) index(e *ast.IndexExpr, dst ir.Reg) ir.Reg {
	if l.instantiates(e.X, e.Index) {
		return l.expr(e.X, dst)
	}
	return l.indexOk(e, dst, ir.NoReg)
}

// instantiates reports whether x[i] gives type arguments to a generic function.
func (l *lowerer) instantiates(x, i ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		if l.lookup(x.Name) != noEntry {
			return l.isType(x)
		}
		if d, own := l.decls[x.Name]; own {
			return d.kind == token.FUNC || d.kind == token.TYPE
		}
		return l.likeType(i)
	case *ast.SelectorExpr:
		_, pkg := l.importOf(x.X)
		return pkg && l.likeType(i)
	}
	return false
}

// indexOk is a[i], with the register of its second value when that is wanted.
func (l *lowerer) indexOk(e *ast.IndexExpr, dst, ok ir.Reg) ir.Reg {
	a := l.value(e.X)
	i := l.value(e.Index)
	stored := dst != ir.NoReg
	dst = l.dest(dst)
	in := l.push(ir.GetIndex, l.span(e))
	in.Dst, in.A, in.B, in.C = dst, a, i, ok
	if stored {
		in.Flags = ir.FlagValue
	}
	return dst
}

func (l *lowerer) slice(e *ast.SliceExpr, dst ir.Reg) ir.Reg {
	x := l.value(e.X)
	args := l.args(3)
	for i, bound := range []ast.Expr{e.Low, e.High, e.Max} {
		args[i] = ir.NoReg
		if bound != nil {
			args[i] = l.value(bound)
		}
	}
	dst = l.dest(dst)
	in := l.push(ir.Slice, l.span(e))
	in.Dst, in.A, in.Args = dst, x, args
	return dst
}

// assert is x.(T), with the register of its second value when that is wanted.
func (l *lowerer) assert(e *ast.TypeAssertExpr, dst, ok ir.Reg) ir.Reg {
	x := l.value(e.X)
	if e.Type == nil { // x.(type) outside a switch: broken code
		return l.copyTo(x, l.span(e), dst)
	}
	return l.assertTo(x, l.typeOf(e.Type), l.span(e), dst, ok)
}

func (l *lowerer) assertTo(x ir.Reg, t *ir.Type, sp ir.Span, dst, ok ir.Reg) ir.Reg {
	dst = l.dest(dst)
	in := l.push(ir.Assert, sp)
	in.Dst, in.A, in.B, in.Aux = dst, x, ok, l.withType(t)
	return dst
}
