package java

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// expr lowers an expression and returns the register that holds its value.
func (l *lowerer) expr(n syntax.Ref) ir.Reg {
	t := l.t
	switch t.Kind(n) {
	case syntax.Literal:
		return l.literal(n)
	case syntax.Name:
		return l.name(n)
	case syntax.This:
		return l.thisOf(n)
	case syntax.Paren:
		if t.First(n) == 0 {
			return l.unknown(n)
		}
		return l.expr(t.First(n))
	case syntax.Select:
		return l.selection(n)
	case syntax.Call:
		return l.callExpr(n)
	case syntax.New:
		return l.creation(n)
	case syntax.NewArray:
		return l.newArray(n)
	case syntax.ArrayInit:
		return l.arrayInit(n, nil)
	case syntax.Index:
		return l.read(n, l.placeOf(n))
	case syntax.Assign:
		return l.assign(n)
	case syntax.Binary:
		return l.binaryExpr(n)
	case syntax.Unary, syntax.Postfix:
		return l.unary(n)
	case syntax.Ternary:
		return l.ternary(n)
	case syntax.Instanceof:
		return l.instanceOf(n)
	case syntax.Cast:
		return l.cast(n)
	case syntax.Lambda:
		return l.lambda(n)
	case syntax.MethodRef:
		return l.methodRef(n)
	case syntax.Switch:
		return l.switchExpr(n)
	case syntax.ClassLit:
		return l.classLit(n)
	case syntax.Type:
		if q := l.classNamed(n); q != "" {
			return l.global(n, q)
		}
	}
	return l.broken(n)
}

// valueOf lowers an initial value of a declared type.
func (l *lowerer) valueOf(n syntax.Ref, typ *ir.Type) ir.Reg {
	if l.t.Kind(n) == syntax.ArrayInit {
		return l.arrayInit(n, typ)
	}
	r := l.expr(n)
	if typ == charType && isWhole(l.typ(r)) {
		return l.character(n, r)
	}
	if isWhole(typ) && l.typ(r) == charType {
		return l.number(n, r)
	}
	return r
}

// broken stands for what could not be read; its parts are lowered all the same.
func (l *lowerer) broken(n syntax.Ref) ir.Reg {
	var parts []ir.Reg
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		if k := l.t.Kind(c); k > syntax.Absent && k < syntax.Args {
			parts = append(parts, l.expr(c))
		} else if k >= syntax.Block && k < syntax.Absent {
			l.statement(c)
		}
	}
	return l.unknown(n, parts...)
}

// name reads a simple name.
func (l *lowerer) name(n syntax.Ref) ir.Reg {
	name := l.t.Text(n)
	if name == "" {
		return l.unknown(n)
	}
	if p, ok := l.namePlace(n, name); ok {
		return l.read(n, p)
	}
	if q := l.classNamed(n); q != "" {
		return l.global(n, q)
	}
	if p, ok := l.foreignPlace(n, name); ok {
		return l.read(n, p)
	}
	return l.unknown(n)
}

// thisOf reads this, or Outer.this.
func (l *lowerer) thisOf(n syntax.Ref) ir.Reg {
	r := l.this(n)
	q := l.t.First(n)
	if q == 0 {
		return r
	}
	want := l.classNamed(q)
	for c := l.class; c != nil && c.qualified != want && c.outer != nil && !c.static; c = c.outer {
		r = l.getField(n, r, outerField, nil)
	}
	return r
}

// selection reads a.b: an array's length, a class's or object's field.
func (l *lowerer) selection(n syntax.Ref) ir.Reg {
	if q := l.classNamed(n); q != "" {
		return l.global(n, q)
	}
	first := l.t.First(n)
	name := l.t.Text(l.t.Next(first))
	if name == "" {
		return l.broken(n)
	}
	if v, typ, ok := l.limit(n); ok {
		return l.constant(n, ir.Value{Kind: ir.Int, Int: v}, typ)
	}
	if name == "length" && l.classNamed(first) == "" {
		of := l.expr(first)
		if typ := l.typ(of); typ == nil || typ.Kind != ir.Named {
			return l.op(n, "len", intType, of)
		}
		return l.getField(n, of, name, nil)
	}
	return l.read(n, l.placeOf(n))
}

// op emits a primitive operation.
func (l *lowerer) op(n syntax.Ref, name string, typ *ir.Type, args ...ir.Reg) ir.Reg {
	return l.call(n, ir.IntrinsicOp, typ, append([]ir.Reg{l.str(n, name)}, args...)...)
}

// placeOf lowers what can be assigned.
func (l *lowerer) placeOf(n syntax.Ref) place {
	t := l.t
	switch t.Kind(n) {
	case syntax.Paren:
		if t.First(n) != 0 {
			return l.placeOf(t.First(n))
		}
	case syntax.Name:
		name := t.Text(n)
		if name == "" {
			break
		}
		if p, ok := l.namePlace(n, name); ok {
			return p
		}
		if p, ok := l.foreignPlace(n, name); ok {
			return p
		}
	case syntax.Select:
		first := t.First(n)
		name := t.Text(t.Next(first))
		if name == "" {
			break
		}
		if q := l.classNamed(first); q != "" {
			p := place{kind: inField, reg: l.global(first, q), name: name}
			if c := l.classes[q]; c != nil {
				if f := l.memberField(c, name, 0); f != nil {
					p.typ = f.typ
				}
			}
			return p
		}
		of := l.expr(first)
		p := place{kind: inField, reg: of, name: name}
		if c := l.classOf(of); c != nil {
			if f := l.memberField(c, name, 0); f != nil {
				p.typ = f.typ
			}
		}
		return p
	case syntax.Index:
		first := t.First(n)
		of := l.expr(first)
		p := place{kind: inArray, reg: of, index: ir.NoReg}
		if typ := l.typ(of); typ != nil && typ.Kind == ir.ListOf {
			p.typ = typ.Elem
		}
		if at := t.Next(first); at != 0 {
			p.index = l.number(at, l.expr(at))
			if l.chosen(at) {
				l.call(n, "java.lang.Checks.index", nil, p.reg, p.index)
			}
		} else {
			p.index = l.unknown(n)
		}
		return p
	}
	l.broken(n)
	return place{}
}

// chosen tells whether a number may be somebody's choice: a variable or what a call
// gives, not the counter of a loop nor a sum. Models are taken to be right.
func (l *lowerer) chosen(n syntax.Ref) bool {
	t := l.t
	for t.Kind(n) == syntax.Paren {
		n = t.First(n)
	}
	switch t.Kind(n) {
	case syntax.Name:
		return !l.u.Stub && !l.counters[t.Text(n)]
	case syntax.Select, syntax.Call:
		return !l.u.Stub
	}
	return false
}

// classOf is the class of this file that a value has by its declared type.
func (l *lowerer) classOf(r ir.Reg) *class {
	if t := l.typ(r); t != nil && t.Kind == ir.Named {
		return l.classes[t.Name]
	}
	return nil
}

func (l *lowerer) assign(n syntax.Ref) ir.Reg {
	t := l.t
	target := t.First(n)
	value := t.Next(target)
	p := l.placeOf(target)
	if value == 0 {
		return l.unknown(n)
	}
	var v ir.Reg
	if op := t.Op(n); op == syntax.NoOp {
		v = l.valueOf(value, p.typ)
	} else {
		old := l.read(target, p)
		v = l.arithmetic(n, op, old, l.expr(value))
		l.narrowed(p.typ)
		if p.typ == charType {
			v = l.character(n, v)
		}
	}
	l.write(n, p, v)
	if p.kind == inVariable {
		return p.reg
	}
	return v
}

func (l *lowerer) ternary(n syntax.Ref) ir.Reg {
	t := l.t
	test := t.First(n)
	yes := t.Next(test)
	no := syntax.Ref(0)
	if yes != 0 {
		no = t.Next(yes)
	}
	if no == 0 {
		return l.broken(n)
	}
	dst := l.reg("", nil)
	var types [2]*ir.Type
	l.when(n, l.expr(test),
		func() { v := l.expr(yes); types[0] = l.typ(v); l.copyTo(dst, yes, v) },
		func() { v := l.expr(no); types[1] = l.typ(v); l.copyTo(dst, no, v) })
	if types[0] == types[1] {
		l.f.RegTypes[dst] = types[0]
	}
	return dst
}

func (l *lowerer) instanceOf(n syntax.Ref) ir.Reg {
	t := l.t
	first := t.First(n)
	what := t.Next(first)
	v := l.expr(first)
	if what == 0 {
		return l.unknown(n, v)
	}
	return l.matches(what, v)
}

// matches tests a value against a type or pattern and binds its names.
func (l *lowerer) matches(n syntax.Ref, v ir.Reg) ir.Reg {
	t := l.t
	if t.Kind(n) == syntax.Type {
		return l.assert(n, v, l.typeOf(n), "")
	}
	name := ""
	if id := t.Child(n, syntax.Name); id != 0 {
		name = t.Text(id)
	}
	typ := l.typeOf(t.Child(n, syntax.Type))
	if typ == nil { // var x
		l.copyTo(l.declare(name, nil), n, v)
		return l.boolean(n, true)
	}
	ok := l.assert(n, v, typ, name)
	if !t.Has(n, syntax.Record) {
		return ok
	}
	i := 0
	c := l.classes[typ.Name]
	for p := t.First(n); p != 0; p = t.Next(p) {
		if t.Kind(p) != syntax.Pattern {
			continue
		}
		part := l.unknown(p, v)
		if c != nil && i < len(c.record) {
			part = l.getField(p, v, l.paramName(c.record[i]), nil)
		}
		i++
		in := l.at(ir.And, p)
		in.A = ok
		in.Aux = &ir.Aux{Blocks: []ir.Block{l.block(func() { in.B = l.matches(p, part) })}}
		ok = l.do(in, boolType)
	}
	return ok
}

// assert tests a value's type; name, when there is one, is bound to it.
func (l *lowerer) assert(n syntax.Ref, v ir.Reg, typ *ir.Type, name string) ir.Reg {
	in := l.at(ir.Assert, n)
	in.A = v
	in.B = l.reg("", boolType)
	if name != "" {
		in.Dst = l.declare(name, typ)
	} else {
		in.Dst = l.reg("", typ)
	}
	in.Aux = &ir.Aux{Type: typ}
	l.emit(in)
	return in.B
}

// cast lowers (T) x. The program is taken to be right about the type.
func (l *lowerer) cast(n syntax.Ref) ir.Reg {
	t := l.t
	typ := l.typeOf(t.First(n))
	operand := t.Last(n)
	if operand == t.First(n) {
		return l.unknown(n)
	}
	if c, ok := l.root(operand); ok && isWhole(typ) {
		return l.constant(n, ir.Value{Kind: ir.Int, Int: c}, typ)
	}
	v := l.expr(operand)
	have := l.typ(v)
	switch {
	case typ == charType:
		return l.character(n, v)
	case isWhole(typ):
		if have == charType {
			return l.number(n, v)
		}
		if isWhole(have) {
			l.narrowed(typ)
			if small := widths[typ]; small != "" && bits[small] < bits[widths[have]] && l.chosen(operand) {
				l.call(n, "java.lang.Checks.narrow", nil, v, l.str(n, small))
			}
			return l.typed(n, v, typ)
		}
		if prim := t.Has(t.First(n), syntax.Primitive); prim || have == floatType {
			in := l.at(ir.Convert, n)
			in.A, in.Aux = v, &ir.Aux{Type: sized[typ]}
			return l.do(in, typ)
		}
	case typ == floatType && t.Has(t.First(n), syntax.Primitive):
		in := l.at(ir.Convert, n)
		in.A, in.Aux = v, &ir.Aux{Type: floatType}
		return l.do(in, floatType)
	case typ == nil || typ == anyType:
		return v
	}
	if l.downcast(typ, have) {
		in := l.at(ir.Assert, n)
		in.A, in.Aux = v, &ir.Aux{Type: typ}
		in.B = l.reg("", boolType)
		return l.do(in, typ)
	}
	dst := l.reg("", typ)
	l.copyTo(dst, n, v)
	return dst
}

// typed is a whole number as one of another type; the same register when it was.
func (l *lowerer) typed(n syntax.Ref, v ir.Reg, typ *ir.Type) ir.Reg {
	have := l.typ(v)
	if have == typ {
		return v
	}
	in := l.at(ir.Convert, n)
	in.A, in.Aux = v, &ir.Aux{Type: sized[typ]}
	if typ == longType || typ == intType && have != longType { // nothing is lost: it is what it was
		in.Aux.Type = sized[have]
	}
	return l.do(in, typ)
}

// sized are the whole numbers as types that say how much they hold.
var sized = map[*ir.Type]*ir.Type{
	byteType: {Kind: ir.Named, Name: "int8"}, shortType: {Kind: ir.Named, Name: "int16"}, intType: {Kind: ir.Named, Name: "int32"}, longType: {Kind: ir.Named, Name: "int64"},
}

// downcast: the value was known as something more general.
func (l *lowerer) downcast(typ, have *ir.Type) bool {
	if have != nil && have.Kind == ir.Named && have.Name == typ.Name || typ.Kind != ir.Named {
		return false
	}
	return l.classes[typ.Name] != nil && len(typ.Args) == 0
}

func (l *lowerer) classLit(n syntax.Ref) ir.Reg {
	first := l.t.First(n)
	if first == 0 {
		return l.unknown(n)
	}
	if q := l.classNamed(first); q != "" {
		return l.global(n, q)
	}
	return l.unknown(n)
}

// methodRef lowers a::b.
func (l *lowerer) methodRef(n syntax.Ref) ir.Reg {
	t := l.t
	first := t.First(n)
	if first == 0 {
		return l.unknown(n)
	}
	if t.Has(n, syntax.NewRef) {
		return l.constructorRef(n, first)
	}
	name := ""
	if id := t.Next(first); id != 0 {
		name = t.Text(id)
	}
	if name == "" {
		return l.unknown(n)
	}
	if t.Kind(first) == syntax.Super {
		return l.getField(n, l.this(n), name, nil)
	}
	if q := l.classNamed(first); q != "" {
		if c := l.classes[q]; c != nil {
			if m := c.methods[name]; m != nil && m.static && !m.instance {
				return l.global(n, q+"."+name)
			}
		}
		return l.typeRef(n, q, name)
	}
	return l.getField(n, l.expr(first), name, nil)
}

// typeRef is Type::method of a class whose methods we do not see: a function that
// calls it on the class when that has it, else on its first argument.
func (l *lowerer) typeRef(n syntax.Ref, q, name string) ir.Reg {
	in := l.at(ir.GetField, n)
	in.A, in.Name = l.global(n, q), name
	return l.do(in, nil)
}

// constructorRef is T::new: a function of as many arguments as it is given.
func (l *lowerer) constructorRef(n, first syntax.Ref) ir.Reg {
	q := l.classNamed(first)
	return l.closure(n, func() {
		r := l.declare("arguments", nil)
		l.f.Params = append(l.f.Params, ir.Param{Name: "arguments", Reg: r, Variadic: true})
		var v ir.Reg
		if l.t.Kind(first) == syntax.Type && l.t.Nodes[first].Dims > 0 || q == "" {
			in := l.at(ir.List, n)
			v = l.do(in, nil)
		} else {
			in := l.at(ir.Call, n)
			in.Name, in.Args, in.Flags = q, l.list(r), ir.FlagSpread
			v = l.do(in, &ir.Type{Kind: ir.Named, Name: q})
		}
		ret := l.at(ir.Return, n)
		ret.Args = l.list(v)
		l.emit(ret)
	})
}
