package java

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// args lowers an argument list.
func (l *lowerer) args(n syntax.Ref) []ir.Reg {
	var out []ir.Reg
	if n == 0 {
		return nil
	}
	for a := l.t.First(n); a != 0; a = l.t.Next(a) {
		out = append(out, l.expr(a))
	}
	return out
}

// callExpr lowers a call: of a method of an object, a class, this or above, or of
// a constructor.
func (l *lowerer) callExpr(n syntax.Ref) ir.Reg {
	t := l.t
	first := t.First(n)
	if first == 0 {
		return l.unknown(n)
	}
	args := t.Last(n)
	second := t.Next(first)
	switch {
	case t.Kind(first) == syntax.This && second == args:
		return l.thisCall(n, args)
	case t.Kind(first) == syntax.Super && second == args:
		return l.superCall(n, constructor, args)
	case second == args && t.Kind(first) == syntax.Name:
		return l.plainCall(n, t.Text(first), args)
	case t.Kind(second) != syntax.Name || second == args:
		return l.broken(n)
	}
	name := t.Text(second)
	if name == "" {
		return l.broken(n)
	}
	if t.Kind(first) == syntax.Super {
		return l.superCall(n, name, args)
	}
	if l.u.Stub && t.Kind(first) == syntax.Name && t.Text(first) == ir.IntrinsicModule {
		return l.intrinsic(n, name, args)
	}
	if q := l.classNamed(first); q != "" {
		if q == "java.nio.file.Files" || q == "android.util.Log" {
			l.recorded(n, first, ir.NoReg, name, args)
		}
		return l.staticCall(n, q, name, args)
	}
	return l.methodCall(n, first, name, args)
}

func (l *lowerer) thisCall(n, args syntax.Ref) ir.Reg {
	if l.class == nil {
		return l.unknown(n, l.args(args)...)
	}
	in := l.at(ir.Call, n)
	in.Name = l.class.qualified + "." + constructor
	in.Args = l.list(append([]ir.Reg{l.this(n)}, l.args(args)...)...)
	return l.do(in, nil)
}

func (l *lowerer) superCall(n syntax.Ref, name string, args syntax.Ref) ir.Reg {
	in := l.at(ir.Method, n)
	in.A, in.Name, in.Flags, in.Args = l.this(n), name, ir.FlagSuper, l.list(l.args(args)...)
	return l.do(in, nil)
}

// plainCall lowers name(…).
func (l *lowerer) plainCall(n syntax.Ref, name string, args syntax.Ref) ir.Reg {
	if name == "" {
		return l.broken(n)
	}
	depth := 0
	instance := !l.static
	for c := l.class; c != nil; c = c.outer {
		if m := l.memberMethod(c, name, 0); m != nil {
			return l.ownCall(n, c, m, name, args, depth, instance)
		}
		instance = instance && !c.static
		depth++
	}
	if q, ok := l.statics[name]; ok {
		return l.staticCall(n, parent(q), name, args)
	}
	depth, instance = 0, !l.static
	for c := l.class; c != nil; c = c.outer {
		if l.foreign(c, 0) {
			if !instance {
				return l.method(n, l.global(n, c.qualified), name, nil, l.args(args)...)
			}
			return l.method(n, l.outward(n, depth), name, nil, l.args(args)...)
		}
		instance = instance && !c.static
		depth++
	}
	for _, q := range l.members {
		return l.staticCall(n, q, name, args)
	}
	if l.class != nil && !l.static {
		return l.method(n, l.this(n), name, nil, l.args(args)...)
	}
	return l.unknown(n, l.args(args)...)
}

// ownCall calls a method that a class of this file has.
func (l *lowerer) ownCall(n syntax.Ref, c *class, m *methods, name string, args syntax.Ref, depth int, instance bool) ir.Reg {
	if m.static && !m.instance || !instance {
		in := l.at(ir.Call, n)
		in.Name, in.Args = c.qualified+"."+name, l.list(l.args(args)...)
		if c.methods[name] == nil { // inherited
			return l.method(n, l.global(n, c.qualified), name, m.typ, in.Args...)
		}
		return l.do(in, m.typ)
	}
	return l.method(n, l.outward(n, depth), name, m.typ, l.args(args)...)
}

func (l *lowerer) staticCall(n syntax.Ref, q, name string, args syntax.Ref) ir.Reg {
	var typ *ir.Type
	if c := l.classes[q]; c != nil {
		m := l.memberMethod(c, name, 0)
		if m != nil {
			typ = m.typ
		}
		if m != nil && m.instance && !m.static && !l.static { // Iface.name() or Outer.name() of an instance
			return l.method(n, l.this(n), name, typ, l.args(args)...)
		}
	}
	if q == "java.lang.String" && (name == "format" || name == "valueOf" || name == "join" || name == "copyValueOf") {
		typ = stringType
	}
	listed := l.listedPatterns(q+"."+name, args)
	in := l.at(ir.Call, n)
	in.Name, in.Args = q+"."+name, l.list(l.args(args)...)
	if listed {
		judged(&in)
	}
	if q == "java.lang.Math" && strings.HasSuffix(name, "Exact") && !l.u.Stub {
		return l.exactly(n, in)
	}
	return l.do(in, typ)
}

// textMethods are methods of texts, and what they give.
var textMethods = map[string]*ir.Type{
	"trim": stringType, "strip": stringType, "substring": stringType, "toLowerCase": stringType, "toUpperCase": stringType, "replace": stringType,
	"replaceAll": stringType, "replaceFirst": stringType, "concat": stringType, "intern": stringType, "repeat": stringType, "formatted": stringType,
	"charAt": charType, "length": intType, "indexOf": intType, "lastIndexOf": intType, "isEmpty": boolType, "contains": boolType, "startsWith": boolType, "endsWith": boolType,
	"matches": boolType, "equalsIgnoreCase": boolType,
}

// carried are the methods of classes that lead to what a program carries with it.
var carried = map[string]bool{"getResourceAsStream": true, "getResource": true, "getClassLoader": true}

// methodCall lowers value.name(…).
func (l *lowerer) methodCall(n, recv syntax.Ref, name string, args syntax.Ref) ir.Reg {
	if r, ok := l.carriedStream(n, name, args); ok {
		return r
	}
	var r ir.Reg
	if l.t.Kind(recv) == syntax.ClassLit && carried[name] { // any class leads to what the program carries
		r = l.call(recv, "java.lang.Class.any", nil)
	} else {
		r = l.expr(recv)
	}
	regs := l.args(args)
	l.recorded(n, recv, r, name, args)
	l.beginning(n, recv, name, args, regs)
	have := l.typ(r)
	if name == "equals" && len(regs) == 1 && (isText(have) || isText(l.typ(regs[0])) && l.t.Kind(l.t.First(args)) == syntax.Literal) {
		return l.binary(n, ir.Eq, r, regs[0], boolType)
	}
	var typ *ir.Type
	switch c := l.classOf(r); {
	case c != nil:
		if m := l.memberMethod(c, name, 0); m != nil {
			typ = m.typ
		}
	case isText(have):
		typ = textMethods[name]
	}
	if typ == nil && name == "toString" && len(regs) == 0 || name == "getParameter" || name == "getMessage" && len(regs) == 0 {
		typ = stringType
	}
	if typ == nil && name == "charAt" {
		typ = charType
	}
	return l.method(n, r, name, typ, regs...)
}

// intrinsic lowers prunella.name(…) in a stub.
func (l *lowerer) intrinsic(n syntax.Ref, name string, args syntax.Ref) ir.Reg {
	t := l.t
	switch name {
	case "make":
		return l.make(n, l.literalType(t.First(args)))
	case "list":
		in := l.at(ir.List, n)
		in.Args = l.list(l.args(args)...)
		return l.do(in, nil)
	case "map":
		return l.do(l.at(ir.Map, n), nil)
	}
	regs := l.args(args)
	switch {
	case name == "concat": // one list of several
		in := l.at(ir.List, n)
		in.Args, in.Aux, in.Flags = l.list(regs...), &ir.Aux{Spread: make([]bool, len(regs))}, ir.FlagSpread
		for i := range regs {
			in.Aux.Spread[i] = true
		}
		return l.do(in, nil)
	case name == "append" && len(regs) == 2:
		in := l.at(ir.SetIndex, n)
		in.A, in.C = regs[0], regs[1]
		l.emit(in)
		return regs[0]
	case name == "delete" && len(regs) == 2:
		in := l.at(ir.DelIndex, n)
		in.A, in.B = regs[0], regs[1]
		l.emit(in)
		return regs[0]
	case name == "has" && len(regs) == 2:
		return l.binary(n, ir.In, regs[1], regs[0], boolType)
	case name == "slice" && len(regs) == 3:
		in := l.at(ir.Slice, n)
		in.A, in.Args = regs[0], l.list(regs[1], regs[2], ir.NoReg)
		return l.do(in, nil)
	case name == "pairs" && len(regs) == 2: // f(key, value) for all of a map
		in := l.at(ir.Range, n)
		in.A, in.Dst, in.B = regs[0], l.reg("", nil), l.reg("", nil)
		in.Aux = &ir.Aux{Blocks: []ir.Block{l.block(func() {
			c := l.at(ir.Call, n)
			c.A, c.Args = regs[1], l.list(in.Dst, in.B)
			l.do(c, nil)
		}), nil}}
		l.emit(in)
		return regs[0]
	case name == "call" && len(regs) > 0:
		in := l.at(ir.Call, n)
		in.A, in.Args = regs[0], l.list(regs[1:]...)
		return l.do(in, nil)
	}
	in := l.at(ir.Call, n)
	in.Name, in.Args = ir.IntrinsicModule+"."+name, l.list(regs...)
	return l.do(in, nil)
}

// literalType is T of T.class.
func (l *lowerer) literalType(n syntax.Ref) *ir.Type {
	if n == 0 || l.t.Kind(n) != syntax.ClassLit {
		return nil
	}
	first := l.t.First(n)
	if l.t.Kind(first) == syntax.Type {
		return l.typeOf(first)
	}
	if typ, ok := plainTypes[l.dottedText(first)]; ok {
		return typ
	}
	return &ir.Type{Kind: ir.Named, Name: l.classNamed(first)}
}

// creation lowers new T(…), with a body of its own or not.
func (l *lowerer) creation(n syntax.Ref) ir.Reg {
	t := l.t
	outer, typeNode := ir.NoReg, t.Child(n, syntax.Type)
	if first := t.First(n); first != typeNode && first != 0 && t.Kind(first) != syntax.Annotation {
		outer = l.expr(first)
	}
	args := t.Child(n, syntax.Args)
	name := ""
	if typeNode != 0 {
		name = l.typeName(typeNode)
	}
	if name == "" {
		return l.unknown(n, l.args(args)...)
	}
	q := l.resolveType(name)
	if outer != ir.NoReg {
		if c := l.classOf(outer); c != nil {
			if in, ok := l.memberType(c, name, 0); ok {
				q = in
			}
		}
	}
	if t.Child(n, syntax.Body) != 0 {
		if l.nodes[n] != nil { // lowered before: what a switch falls through to is written twice
			return l.create(n, l.nodes[n], args, ir.NoReg, nil)
		}
		return l.create(n, l.anonymous(n, &ir.Type{Kind: ir.Named, Name: q}), args, ir.NoReg, nil)
	}
	if c := l.classes[q]; c != nil && (!c.static || c.frame != nil) {
		return l.create(n, c, args, outer, nil)
	}
	if q == "java.lang.String" {
		return l.call(n, "java.lang.String.create", stringType, l.args(args)...)
	}
	if plain, ok := plainTypes[name]; ok && plain != nil && plain != anyType && !l.declares(name) {
		return l.call(n, "java.lang."+name+".valueOf", plain, l.args(args)...)
	}
	in := l.at(ir.Call, n)
	in.Name, in.Args = q, l.list(l.args(args)...)
	r := l.do(in, &ir.Type{Kind: ir.Named, Name: q})
	if lastName(q) == "Cookie" {
		l.recorded(n, typeNode, r, "setValue", args)
	}
	return r
}

// maxZeros bounds the elements of a new array that are written out.
const maxZeros = 16

// newArray lowers new T[n] and new T[]{…}.
func (l *lowerer) newArray(n syntax.Ref) ir.Reg {
	t := l.t
	typeNode := t.Child(n, syntax.Type)
	elem := l.elementType(max(typeNode, 1))
	dims := int(t.Nodes[n].Dims)
	typ := l.arrays(elem, max(dims, 1))
	if init := t.Child(n, syntax.ArrayInit); init != 0 {
		return l.arrayInit(init, typ)
	}
	var sizes []ir.Reg
	var literal int64 = -1
	for s := t.Next(typeNode); s != 0; s = t.Next(s) {
		if len(sizes) == 0 && t.Kind(s) == syntax.Literal && t.Op(s) == syntax.LitInt {
			literal = integer(l.text(s)).Int
		}
		sizes = append(sizes, l.number(s, l.expr(s)))
		if l.chosen(s) {
			l.call(s, "java.lang.Checks.room", nil, sizes[len(sizes)-1])
		}
	}
	switch {
	case len(sizes) == 0 || elem == byteType && dims == 1: // what is read into it becomes its content
		return l.do(l.at(ir.List, n), typ)
	case len(sizes) == 1 && literal >= 0 && literal <= maxZeros:
		in := l.at(ir.List, n)
		zero := l.zero(n, typ.Elem)
		for ; literal > 0; literal-- {
			in.Args = append(in.Args, zero)
		}
		in.Aux = &ir.Aux{Type: typ}
		return l.do(in, typ)
	}
	return l.call(n, "java.lang.Arrays0.make", typ, append([]ir.Reg{l.zero(n, elem)}, sizes...)...)
}

// arrayInit lowers {a, b, …}.
func (l *lowerer) arrayInit(n syntax.Ref, typ *ir.Type) ir.Reg {
	var elem *ir.Type
	if typ != nil && typ.Kind == ir.ListOf {
		elem = typ.Elem
	}
	var regs []ir.Reg
	for v := l.t.First(n); v != 0; v = l.t.Next(v) {
		if l.t.Kind(v) == syntax.Annotation {
			continue
		}
		regs = append(regs, l.valueOf(v, elem))
	}
	in := l.at(ir.List, n)
	in.Args = l.list(regs...)
	if typ != nil {
		in.Aux = &ir.Aux{Type: typ}
	}
	return l.do(in, typ)
}
