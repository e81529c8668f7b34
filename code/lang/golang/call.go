package golang

import (
	"go/ast"
	"go/token"
	"strconv"

	"github.com/prunella/prunella/code/ir"
)

// call lowers f(x): a conversion, a built-in function, a function of a package, a
// method, or a function value.
func (l *lowerer) call(e *ast.CallExpr, dst ir.Reg) ir.Reg {
	fun := l.callee(e.Fun)
	if l.isType(fun) {
		return l.conversion(e, fun, dst)
	}
	if id, ok := fun.(*ast.Ident); ok {
		return l.callIdent(e, id, dst)
	}
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return l.callValue(e, l.value(fun), "", dst)
	}
	l.inClear(e, sel)
	if p, ok := l.importOf(sel.X); ok {
		return l.callMember(e, p, sel.Sel.Name, dst)
	}
	if name := l.methodExpr(sel); name != "" {
		return l.callValue(e, ir.NoReg, name, dst)
	}
	recv := l.value(sel.X)
	args, flags := l.arguments(e)
	dst = l.dest(dst)
	in := l.push(ir.Method, l.span(e))
	in.Dst, in.A, in.Name, in.Args, in.Flags = dst, recv, sel.Sel.Name, args, flags
	return dst
}

// callee takes parentheses and type arguments off what is called.
func (l *lowerer) callee(fun ast.Expr) ast.Expr {
	for {
		switch x := fun.(type) {
		case *ast.ParenExpr:
			fun = x.X
		case *ast.IndexListExpr:
			fun = x.X
		case *ast.IndexExpr:
			if !l.instantiates(x.X, x.Index) {
				return fun
			}
			fun = x.X
		default:
			return fun
		}
	}
}

// conversion is T(x).
func (l *lowerer) conversion(e *ast.CallExpr, t ast.Expr, dst ir.Reg) ir.Reg {
	to := l.typeOf(t)
	if len(e.Args) == 0 || isNil(e.Args[0]) {
		return l.zero(to, l.span(e), dst)
	}
	x := l.value(e.Args[0])
	l.narrowed(e.Args[0], to, x, l.span(e))
	dst = l.dest(dst)
	in := l.push(ir.Convert, l.span(e))
	in.Dst, in.A, in.Aux = dst, x, l.withType(to)
	return dst
}

func (l *lowerer) callIdent(e *ast.CallExpr, id *ast.Ident, dst ir.Reg) ir.Reg {
	if l.lookup(id.Name) != noEntry {
		return l.callValue(e, l.value(id), "", dst)
	}
	d, own := l.decls[id.Name]
	if !own && universe[id.Name] == universeFunc {
		return l.callBuiltin(e, id.Name, dst)
	}
	if own && d.kind != token.FUNC { // a package variable
		return l.callValue(e, l.value(id), "", dst)
	}
	return l.callValue(e, ir.NoReg, l.qualified(id.Name), dst)
}

// membership is prunella.In(item, list) of a model: the operator that other languages
// have, by which a list of the program's own is known from others'.
const membership = ir.IntrinsicModule + ".in"

// callMember calls a function of another package. In a library model, the
// package prunella is the set of intrinsics.
func (l *lowerer) callMember(e *ast.CallExpr, path, name string, dst ir.Reg) ir.Reg {
	full := l.member(path, name)
	if full == ir.IntrinsicNew && l.unit.Stub && len(e.Args) == 1 {
		dst = l.dest(dst)
		in := l.push(ir.Call, l.span(e))
		in.Dst, in.Name, in.Aux = dst, full, l.withType(l.typeOf(e.Args[0]))
		return dst
	}
	if full == membership && l.unit.Stub && len(e.Args) == 2 {
		item, list := l.value(e.Args[0]), l.value(e.Args[1])
		dst = l.dest(dst)
		in := l.push(ir.Binary, l.span(e))
		in.Tok, in.Dst, in.A, in.B = ir.In, dst, item, list
		return dst
	}
	if purposeful[path] && !l.unit.Stub && !e.Ellipsis.IsValid() {
		return l.callNamed(e, full, dst)
	}
	return l.callValue(e, ir.NoReg, full, dst)
}

// callValue calls the function in register fn, or the global called name.
func (l *lowerer) callValue(e *ast.CallExpr, fn ir.Reg, name string, dst ir.Reg) ir.Reg {
	args, flags := l.arguments(e)
	dst = l.dest(dst)
	in := l.push(ir.Call, l.span(e))
	in.Dst, in.A, in.Name, in.Args, in.Flags = dst, fn, name, args, flags
	return dst
}

// arguments lowers the arguments of a call. FlagTuple marks f(g()), whose one
// argument may be several.
func (l *lowerer) arguments(e *ast.CallExpr) ([]ir.Reg, ir.Flags) {
	args := l.args(len(e.Args))
	for i, a := range e.Args {
		args[i] = l.value(a)
	}
	var flags ir.Flags
	if e.Ellipsis.IsValid() && len(args) > 0 {
		flags |= ir.FlagSpread
	} else if len(args) == 1 {
		if inner, ok := ast.Unparen(e.Args[0]).(*ast.CallExpr); ok && !l.isType(inner.Fun) {
			flags |= ir.FlagTuple
		}
	}
	return args, flags | l.answers(e)
}

// builtin calls a function of the builtin module's model.
func (l *lowerer) builtin(name string, sp ir.Span, dst ir.Reg, args ...ir.Reg) ir.Reg {
	kept := l.args(len(args))
	copy(kept, args)
	dst = l.dest(dst)
	in := l.push(ir.Call, sp)
	in.Dst, in.Name, in.Args = dst, l.member(builtinModule, name), kept
	return dst
}

// callBuiltin lowers the built-in functions that are instructions; the others
// are calls of the builtin module.
func (l *lowerer) callBuiltin(e *ast.CallExpr, name string, dst ir.Reg) ir.Reg {
	sp := l.span(e)
	if len(e.Args) == 0 && name != "recover" && name != "print" && name != "println" {
		return l.unknown(sp, dst) // broken code
	}
	switch name {
	case "append":
		return l.appendTo(e, dst)
	case "make":
		return l.makeOf(e.Args[0], e.Args[1:], sp, dst)
	case "new":
		return l.newOf(e.Args[0], sp, dst)
	case "copy":
		return l.copyInto(e, dst)
	case "panic":
		x := l.value(e.Args[0])
		l.push(ir.Throw, sp).A = x
		return l.dest(dst)
	case "delete":
		m := l.value(e.Args[0])
		key := ir.NoReg
		if len(e.Args) > 1 {
			key = l.value(e.Args[1])
		}
		in := l.push(ir.DelIndex, sp)
		in.A, in.B = m, key
		return l.dest(dst)
	}
	args, flags := l.arguments(e)
	dst = l.dest(dst)
	in := l.push(ir.Call, sp)
	in.Dst, in.Name, in.Args, in.Flags = dst, l.member(builtinModule, name), args, flags
	return dst
}

// appendTo is a new list: append(a, x) is [*a, x]. Bytes are a text, to which a
// text is added, or one byte after another.
func (l *lowerer) appendTo(e *ast.CallExpr, dst ir.Reg) ir.Reg {
	sp := l.span(e)
	args, flags := l.arguments(e)
	if l.isBytes(e.Args[0]) && len(args) > 1 && len(args) < 16 {
		return l.appendBytes(sp, args, flags&ir.FlagSpread != 0, l.dest(dst))
	}
	dst = l.dest(dst)
	aux := l.aux()
	aux.Spread = make([]bool, len(args))
	aux.Spread[0] = true
	if flags&ir.FlagSpread != 0 {
		aux.Spread[len(args)-1] = true
	}
	in := l.push(ir.List, sp)
	in.Dst, in.Args, in.Aux, in.Flags = dst, args, aux, ir.FlagSpread
	return dst
}

func (l *lowerer) appendBytes(sp ir.Span, args []ir.Reg, spread bool, dst ir.Reg) ir.Reg {
	sum := args[0]
	for i, x := range args[1:] {
		if !spread {
			c := l.push(ir.Convert, sp)
			c.Dst, c.A, c.Aux = l.temp(), x, l.withType(&ir.Type{Kind: ir.Named, Name: "string"})
			x = c.Dst
		}
		to := dst
		if i < len(args)-2 {
			to = l.temp()
		}
		in := l.push(ir.Binary, sp)
		in.Tok, in.Dst, in.A, in.B = ir.Add, to, sum, x
		sum = to
	}
	return dst
}

// isBytes reports whether e is certainly a []byte.
func (l *lowerer) isBytes(e ast.Expr) bool {
	var t *ir.Type
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if at := l.lookup(e.Name); at != noEntry {
			t = l.entries[at].typ
		}
	case *ast.CallExpr:
		if fun := l.callee(e.Fun); l.isType(fun) {
			t = l.typeOf(fun)
		}
	case *ast.SliceExpr:
		return l.isBytes(e.X)
	}
	return isByteList(t)
}

func isByteList(t *ir.Type) bool {
	return t != nil && t.Kind == ir.ListOf && t.Elem != nil && t.Elem.Kind == ir.Named && (t.Elem.Name == "byte" || t.Elem.Name == "uint8")
}

// makeOf is make(T, n), also the zero value of an array.
func (l *lowerer) makeOf(t ast.Expr, sizes []ast.Expr, sp ir.Span, dst ir.Reg) ir.Reg {
	switch under := l.underlying(t).(type) {
	case *ast.MapType:
		dst = l.dest(dst)
		in := l.push(ir.Map, sp)
		in.Dst, in.Aux = dst, l.withType(l.typeOf(t))
		return dst
	case *ast.ChanType:
		dst = l.dest(dst)
		elem := l.typ(ir.Type{Kind: ir.Named, Name: chanType, Args: []*ir.Type{l.typeOf(under.Value)}})
		in := l.push(ir.New, sp)
		in.Dst, in.Aux = dst, l.withType(elem)
		return dst
	}
	args := l.args(min(len(sizes), 2))
	aux := l.withType(l.typeOf(t))
	aux.Keys = []string{"make", "cap"}[:len(args)]
	for i := range args {
		args[i] = l.value(sizes[i])
	}
	l.room(sizes, args, sp)
	dst = l.dest(dst)
	in := l.push(ir.New, sp)
	in.Dst, in.Args, in.Aux, in.Flags = dst, args, aux, ir.FlagValue
	return dst
}

// chanType is the model of a channel.
const chanType = builtinModule + ".Chan"

// newOf is new(T), or a pointer to a copy of a value, new(x).
func (l *lowerer) newOf(e ast.Expr, sp ir.Span, dst ir.Reg) ir.Reg {
	t := l.typeOf(e)
	if t.Kind == ir.Named && universe[t.Name] == 0 && t.Name != "" {
		dst = l.dest(dst)
		in := l.push(ir.New, sp)
		in.Dst, in.Aux = dst, l.withType(t)
		return dst
	}
	v := ir.NoReg
	if !l.isType(e) {
		v = l.value(e)
	}
	dst = l.dest(dst)
	in := l.push(ir.Cell, sp)
	in.Dst, in.A, in.Aux = dst, v, l.withType(t)
	return dst
}

// copyInto is copy(dst, src). Bytes are a value here, so where the target is a
// variable, it is assigned.
func (l *lowerer) copyInto(e *ast.CallExpr, dst ir.Reg) ir.Reg {
	sp := l.span(e)
	args, _ := l.arguments(e)
	if root := rootIdent(e.Args[0]); root != nil && len(args) == 2 {
		if at := l.lookup(root.Name); at != noEntry && l.entries[at].kind == varEntry {
			old := l.value(root)
			l.write(at, l.builtin("copied", sp, ir.NoReg, old, args[0], args[1]), sp)
		}
	}
	return l.builtin("copy", sp, dst, args...)
}

// rootIdent is x in x, x[:], x[1:2].
func rootIdent(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SliceExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// funcLit is a function literal.
func (l *lowerer) funcLit(e *ast.FuncLit, dst ir.Reg) ir.Reg {
	sp := l.span(e)
	if l.nesting > maxNesting {
		l.problem(sp, "nested too deeply; this function is taken as unknown")
		return l.unknown(sp, dst)
	}
	line := l.line(sp.Start)
	label := "<lambda:" + strconv.Itoa(line)
	if l.fr.lambdas == nil {
		l.fr.lambdas = map[int]int{}
	}
	if l.fr.lambdas[line]++; l.fr.lambdas[line] > 1 {
		label += "." + strconv.Itoa(l.fr.lambdas[line])
	}
	return l.closure(e.Type, e.Body, label+">", sp, dst)
}

// closure makes a function value with the cells it captures.
func (l *lowerer) closure(t *ast.FuncType, body *ast.BlockStmt, label string, sp ir.Span, dst ir.Reg) ir.Reg {
	outer, depth := l.fr, l.depth
	fn := &ir.Func{Name: outer.fn.Name + "." + label, Unit: l.unit, Span: sp, NameSpan: l.between(t.Pos(), t.Pos()+4)}
	f := &frame{parent: outer, fn: fn}
	l.fr, l.depth = f, 0
	l.nesting++
	scope, mark := l.openScope(), len(l.code)
	f.written = l.written(body)
	l.signature(nil, t, true)
	l.funcBody(body)
	fn.Body = l.cut(mark)
	l.closeScope(scope)
	l.nesting--
	l.fr, l.depth = outer, depth
	args := l.args(len(f.captures))
	for i, at := range f.captures {
		args[i] = l.captured(outer, at)
	}
	dst = l.dest(dst)
	aux := l.aux()
	aux.Fn = fn
	in := l.push(ir.MakeFunc, sp)
	in.Dst, in.Args, in.Aux = dst, args, aux
	return dst
}
