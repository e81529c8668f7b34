package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// expr lowers an expression and returns the register that holds its value.
func (l *lowerer) expr(n syntax.Ref) ir.Reg {
	t := l.t
	for _, f := range l.faults[n] {
		l.call(n, ir.IntrinsicSink, l.str(n, f.Kind), l.str(n, f.What))
	}
	switch t.Kind(n) {
	case syntax.Name:
		return l.load(n, l.text(n))
	case syntax.Number, syntax.BigInt:
		return l.constant(n, number(l.text(n)))
	case syntax.Str, syntax.TemplateText, syntax.JSXText:
		return l.str(n, t.StringValue(n))
	case syntax.True, syntax.False:
		return l.boolean(n, t.Kind(n) == syntax.True)
	case syntax.Null, syntax.Absent, syntax.Meta:
		return l.none(n)
	case syntax.This, syntax.Super:
		return l.thisValue(n)
	case syntax.Template:
		return l.template(n)
	case syntax.Tagged:
		return l.tagged(n)
	case syntax.Regex:
		return l.regex(n)
	case syntax.Member, syntax.Index:
		return l.member(n)
	case syntax.Chain:
		return l.chain(n)
	case syntax.Call:
		return l.callExpr(n)
	case syntax.New:
		return l.newExpr(n)
	case syntax.Binary:
		return l.binaryExpr(n)
	case syntax.Logical:
		return l.logical(n, t.Op(n), func() ir.Reg { return l.expr(t.First(n)) }, func() ir.Reg { return l.expr(t.Child(n, 1)) })
	case syntax.Unary:
		return l.unary(n)
	case syntax.Update:
		return l.update(n)
	case syntax.Assign:
		return l.assignExpr(n)
	case syntax.Cond:
		return l.choose(n, t.First(n), t.Child(n, 1), t.Child(n, 2))
	case syntax.FuncExpr, syntax.FuncDecl, syntax.Arrow:
		return l.funcExpr(n)
	case syntax.ClassExpr, syntax.ClassDecl:
		return l.classValue(n, l.taken())
	case syntax.Array:
		return l.array(n)
	case syntax.Object:
		return l.object(n)
	case syntax.Sequence:
		last := ir.NoReg
		for c := range t.Children(n) {
			last = l.expr(c)
		}
		return last
	case syntax.Spread:
		return l.expr(t.First(n))
	case syntax.Await:
		in := l.at(ir.Await, n)
		l.waits(t.First(n))
		in.A = l.expr(t.First(n))
		return l.do(in)
	case syntax.Yield:
		in := l.at(ir.Yield, n)
		in.A = l.expr(t.First(n))
		if t.Has(n, syntax.Delegate) {
			in.Flags = ir.FlagSpread
		}
		return l.do(in)
	case syntax.JSX:
		return l.jsx(n)
	}
	return l.unknown(n)
}

// unknown stands for what could not be read; its parts are lowered all the same.
func (l *lowerer) unknown(n syntax.Ref) ir.Reg {
	var parts []ir.Reg
	for c := range l.t.Children(n) {
		if k := l.t.Kind(c); k >= syntax.Name {
			parts = append(parts, l.expr(c))
		} else if k != syntax.Absent {
			l.statement(c)
		}
	}
	return l.call(n, ir.IntrinsicUnknown, parts...)
}

func (l *lowerer) thisValue(n syntax.Ref) ir.Reg {
	if v := l.scope.find("this"); v != nil {
		return l.read(n, v)
	}
	if l.exports {
		return l.global(n, l.u.Module+".exports")
	}
	return l.none(n)
}

// taken is the name of the variable or property whose value is lowered now, once.
func (l *lowerer) taken() string {
	name := l.name
	l.name = ""
	return name
}

// named lowers a value that is assigned to a name: a function without one of its
// own gets it.
func (l *lowerer) named(name string, n syntax.Ref) ir.Reg {
	l.name = name
	r := l.expr(n)
	l.name = ""
	return r
}

func (l *lowerer) template(n syntax.Ref) ir.Reg {
	var args []ir.Reg
	for c := range l.t.Children(n) {
		if l.t.Kind(c) == syntax.TemplateText && l.t.Nodes[c].Start == l.t.Nodes[c].End {
			continue
		}
		args = append(args, l.expr(c))
	}
	return l.concat(n, args...)
}

func (l *lowerer) concat(n syntax.Ref, args ...ir.Reg) ir.Reg {
	in := l.at(ir.Concat, n)
	in.Args, in.Aux = l.list(args...), &ir.Aux{Keys: make([]string, len(args))}
	return l.do(in)
}

// tagged lowers tag`a${b}`: a call with the texts and the values.
func (l *lowerer) tagged(n syntax.Ref) ir.Reg {
	t := l.t
	in := l.callee(n, t.First(n))
	texts := l.at(ir.List, n)
	var parts, args []ir.Reg
	for c := range t.Children(t.Child(n, 1)) {
		r := l.expr(c)
		if t.Kind(c) == syntax.TemplateText {
			parts = append(parts, r)
		} else {
			args = append(args, r)
		}
	}
	texts.Args = l.list(parts...)
	in.Args = l.list(append([]ir.Reg{l.do(texts)}, args...)...)
	return l.do(in)
}

// regex makes a RegExp; the flags that change what matches go into the pattern.
func (l *lowerer) regex(n syntax.Ref) ir.Reg {
	lit := l.text(n)
	body, flags, ok := cutLast(lit, '/')
	if !ok || len(body) == 0 {
		return l.none(n)
	}
	inline := ""
	for _, f := range flags {
		if f == 'i' || f == 'm' || f == 's' {
			inline += string(f)
		}
	}
	pattern := body[1:]
	if inline != "" {
		pattern = "(?" + inline + ")" + pattern
	}
	return l.call(n, "builtin.RegExp", l.str(n, pattern), l.none(n), l.boolean(n, strings.Contains(flags, "g")), l.boolean(n, telling(pattern)))
}

// telling picks the patterns of which it is worth asking whether they say what they
// mean: that read ranges over more than letters, names of hosts, or tags.
func telling(pattern string) bool {
	return strings.Contains(pattern, "A-z") || strings.Contains(pattern, ".-") || strings.Contains(pattern, "://") || strings.Contains(pattern, `:\/\/`) || strings.Contains(pattern, "<script")
}

func (l *lowerer) array(n syntax.Ref) ir.Reg {
	in := l.at(ir.List, n)
	var args []ir.Reg
	var spread []bool
	any := false
	for c := range l.t.Children(n) {
		star := l.t.Kind(c) == syntax.Spread
		any = any || star
		args, spread = append(args, l.expr(c)), append(spread, star)
	}
	if any {
		in.Flags, in.Aux = ir.FlagSpread, &ir.Aux{Spread: spread}
	}
	in.Args = l.list(args...)
	return l.do(in)
}

// object lowers {a: b, [c]: d, e() {}, ...f}.
func (l *lowerer) object(n syntax.Ref) ir.Reg {
	t := l.t
	var args []ir.Reg
	for c := range t.Children(n) {
		switch t.Kind(c) {
		case syntax.Spread:
			args = append(args, ir.NoReg, l.expr(t.First(c)))
		case syntax.Property, syntax.Method:
			key := l.key(c)
			value := t.Child(c, 1)
			v := l.named(l.keyName(c), value)
			if t.Kind(c) == syntax.Method && t.Has(c, syntax.Getter) {
				in := l.at(ir.Call, c)
				in.A = v
				v = l.do(in)
			}
			args = append(args, key, v)
		default:
			l.expr(c)
		}
	}
	in := l.at(ir.Map, n)
	in.Args = l.list(args...)
	return l.do(in)
}

// key lowers the key of a property.
func (l *lowerer) key(p syntax.Ref) ir.Reg {
	k := l.t.First(p)
	if l.t.Has(p, syntax.Computed) {
		return l.expr(k)
	}
	return l.str(k, l.t.StringValue(k))
}

// keyName is the constant name of a property or member, "" for a computed one.
func (l *lowerer) keyName(p syntax.Ref) string {
	k := l.t.First(p)
	if l.t.Has(p, syntax.Computed) {
		switch {
		case l.t.Kind(k) == syntax.Str:
			return l.t.StringValue(k)
		case l.text(k) == "Symbol.iterator", l.text(k) == "Symbol.asyncIterator":
			return "__iter__"
		}
		return ""
	}
	return l.t.StringValue(k)
}

// choose lowers "test ? a : b".
func (l *lowerer) choose(n, test, a, b syntax.Ref) ir.Reg {
	dst := l.temp()
	in := l.at(ir.If, n)
	in.A = l.expr(test)
	then := l.block(func() { l.copyTo(dst, a, l.expr(a)) })
	other := l.block(func() { l.copyTo(dst, b, l.expr(b)) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
	return dst
}

// logical lowers &&, || and ??.
func (l *lowerer) logical(n syntax.Ref, op syntax.Op, left, right func() ir.Reg) ir.Reg {
	a := left()
	if op == syntax.Nullish {
		dst := l.temp()
		in := l.at(ir.If, n)
		in.A = l.isNil(n, a)
		then := l.block(func() { l.copyTo(dst, n, right()) })
		other := l.block(func() { l.copyTo(dst, n, a) })
		in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
		l.emit(in)
		return dst
	}
	in := l.at(ir.Or, n)
	if op == syntax.And {
		in.Op = ir.And
	}
	in.A = a
	body := l.block(func() { in.B = right() })
	in.Aux = &ir.Aux{Blocks: []ir.Block{body}}
	return l.do(in)
}

func (l *lowerer) isNil(n syntax.Ref, r ir.Reg) ir.Reg { return l.binary(n, ir.Eq, r, l.none(n)) }

func (l *lowerer) binary(n syntax.Ref, tok ir.Tok, a, b ir.Reg) ir.Reg {
	in := l.at(ir.Binary, n)
	in.Tok, in.A, in.B = tok, a, b
	return l.do(in)
}

var binaryToks = map[syntax.Op]ir.Tok{
	syntax.Add: ir.Add, syntax.Sub: ir.Sub, syntax.Mul: ir.Mul, syntax.Div: ir.Div, syntax.Mod: ir.Mod, syntax.Pow: ir.Pow,
	syntax.Shl: ir.Shl, syntax.Shr: ir.Shr, syntax.UShr: ir.Shr, syntax.BitAnd: ir.BitAnd, syntax.BitOr: ir.BitOr, syntax.BitXor: ir.BitXor,
	syntax.Eq: ir.Eq, syntax.StrictEq: ir.Eq, syntax.NotEq: ir.Ne, syntax.StrictNotEq: ir.Ne,
	syntax.Lt: ir.Lt, syntax.LtE: ir.Le, syntax.Gt: ir.Gt, syntax.GtE: ir.Ge, syntax.In: ir.In,
}

func (l *lowerer) binaryExpr(n syntax.Ref) ir.Reg {
	t := l.t
	a, b := t.First(n), t.Child(n, 1)
	op := t.Op(n)
	switch op {
	case syntax.Add:
		if l.textual(n) {
			return l.concat(n, l.summands(n, nil)...)
		}
	case syntax.Eq, syntax.StrictEq, syntax.NotEq, syntax.StrictNotEq:
		if l.text(a) == "require.main" && l.text(b) == "module" { // the program is the one that is started
			return l.boolean(n, op == syntax.Eq || op == syntax.StrictEq)
		}
		not := op == syntax.NotEq || op == syntax.StrictNotEq
		if r, ok := l.typeofTest(n, a, b, not); ok {
			return r
		}
		if r, ok := l.beginningTest(n, a, b, not); ok {
			return r
		}
	case syntax.InstanceOf:
		return l.instanceOf(n, l.expr(a), b)
	}
	x := l.expr(a)
	return l.binary(n, binaryToks[op], x, l.expr(b))
}

// textual tells that a sum is text, from its form.
func (l *lowerer) textual(n syntax.Ref) bool {
	for l.t.Kind(n) == syntax.Binary && l.t.Op(n) == syntax.Add {
		if k := l.t.Kind(l.t.Child(n, 1)); k == syntax.Str || k == syntax.Template {
			return true
		}
		n = l.t.First(n)
	}
	return l.t.Kind(n) == syntax.Str || l.t.Kind(n) == syntax.Template
}

// summands lists the parts of a sum that is text: those to the left of the first
// text are added up before.
func (l *lowerer) summands(n syntax.Ref, rest []ir.Reg) []ir.Reg {
	var parts []syntax.Ref
	for l.t.Kind(n) == syntax.Binary && l.t.Op(n) == syntax.Add && l.textual(l.t.First(n)) {
		parts = append(parts, l.t.Child(n, 1))
		n = l.t.First(n)
	}
	var out []ir.Reg
	if l.t.Kind(n) == syntax.Binary && l.t.Op(n) == syntax.Add {
		out = append(out, l.expr(l.t.First(n)), l.expr(l.t.Child(n, 1)))
	} else {
		out = append(out, l.expr(n))
	}
	for i := len(parts) - 1; i >= 0; i-- {
		out = append(out, l.expr(parts[i]))
	}
	return append(out, rest...)
}

// typeofTest lowers `typeof x === "string"` to a test of x's type.
func (l *lowerer) typeofTest(n, a, b syntax.Ref, not bool) (ir.Reg, bool) {
	t := l.t
	if t.Kind(a) == syntax.Str {
		a, b = b, a
	}
	if t.Kind(a) != syntax.Unary || t.Op(a) != syntax.Typeof || t.Kind(b) != syntax.Str {
		return ir.NoReg, false
	}
	operand := t.First(a)
	name := ""
	switch t.StringValue(b) {
	case "string":
		name = "str"
	case "boolean":
		name = "bool"
	case "number":
		name = "int"
	case "function":
		name = "func"
	case "undefined":
		if t.Kind(operand) == syntax.Name && l.scope.find(l.text(operand)) == nil && !l.isTop(l.text(operand)) {
			return l.call(n, ir.IntrinsicClean), true // "typeof window": which world it is
		}
		r := l.isNil(n, l.expr(operand))
		if not {
			r = l.not(n, r)
		}
		return r, true
	default:
		return ir.NoReg, false
	}
	r := l.hasType(n, l.expr(operand), kindNamed(name))
	if not {
		r = l.not(n, r)
	}
	return r, true
}

func (l *lowerer) hasType(n syntax.Ref, v ir.Reg, typ *ir.Type) ir.Reg {
	in := l.at(ir.Assert, n)
	in.A, in.B, in.Aux = v, l.temp(), &ir.Aux{Type: typ}
	l.do(in)
	return in.B
}

func (l *lowerer) not(n syntax.Ref, r ir.Reg) ir.Reg {
	in := l.at(ir.Unary, n)
	in.Tok, in.A = ir.Not, r
	return l.do(in)
}

func (l *lowerer) instanceOf(n syntax.Ref, v ir.Reg, class syntax.Ref) ir.Reg {
	if typ := l.typeOf(class); typ != nil {
		return l.hasType(n, v, typ)
	}
	return l.call(n, ir.IntrinsicClean, l.expr(class))
}

func (l *lowerer) unary(n syntax.Ref) ir.Reg {
	t := l.t
	operand := t.First(n)
	in := l.at(ir.Unary, n)
	switch t.Op(n) {
	case syntax.Not:
		in.Tok = ir.Not
	case syntax.Neg:
		if t.Kind(operand) == syntax.Number {
			v := number(l.text(operand))
			v.Int, v.Float = -v.Int, -v.Float
			return l.constant(n, v)
		}
		in.Tok = ir.Neg
	case syntax.Plus:
		return l.call(n, "builtin.to_Number", l.expr(operand))
	case syntax.BitNot:
		in.Tok = ir.BitNot
	case syntax.Void:
		l.expr(operand)
		return l.none(n)
	case syntax.Typeof:
		return l.call(n, "builtin.typeof", l.expr(operand))
	case syntax.Delete:
		return l.deleteExpr(n, operand)
	}
	in.A = l.expr(operand)
	return l.do(in)
}

func (l *lowerer) deleteExpr(n, operand syntax.Ref) ir.Reg {
	t := l.t
	in := l.at(ir.DelIndex, n)
	switch t.Kind(operand) {
	case syntax.Member:
		in.A = l.expr(t.First(operand))
		in.B = l.str(n, l.text(t.Child(operand, 1)))
		l.emit(in)
	case syntax.Index:
		in.A = l.expr(t.First(operand))
		in.B = l.expr(t.Child(operand, 1))
		l.emit(in)
	default:
		l.expr(operand)
	}
	return l.boolean(n, true)
}

// update lowers ++ and --.
func (l *lowerer) update(n syntax.Ref) ir.Reg {
	target := l.t.First(n)
	old := l.temp()
	l.copyTo(old, n, l.expr(target))
	tok := ir.Add
	if l.t.Op(n) == syntax.Dec {
		tok = ir.Sub
	}
	v := l.binary(n, tok, old, l.constant(n, ir.Value{Kind: ir.Int, Int: 1}))
	l.assign(target, v)
	if l.t.Has(n, syntax.Prefix) {
		return v
	}
	return old
}

func (l *lowerer) assignExpr(n syntax.Ref) ir.Reg {
	t := l.t
	target, value := t.First(n), t.Child(n, 1)
	switch op := t.Op(n); op {
	case syntax.NoOp:
		return l.assignTo(target, value)
	case syntax.And, syntax.Or, syntax.Nullish:
		return l.logical(n, op, func() ir.Reg { return l.expr(target) }, func() ir.Reg {
			v := l.expr(value)
			l.assign(target, v)
			return v
		})
	case syntax.Add:
		a := l.expr(target)
		b := l.expr(value)
		var v ir.Reg
		if l.textual(value) {
			v = l.concat(n, a, b)
		} else {
			v = l.binary(n, ir.Add, a, b)
		}
		l.assign(target, v)
		return v
	default:
		a := l.expr(target)
		v := l.binary(n, binaryToks[op], a, l.expr(value))
		l.assign(target, v)
		return v
	}
}
