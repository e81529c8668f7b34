package java

import (
	"strconv"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// newFunc makes a function of a class; this comes first when it has one.
func (l *lowerer) newFunc(n, nameNode syntax.Ref, c *class, name string, static bool) *frame {
	f := &ir.Func{Name: c.qualified + "." + name, Unit: l.u, Class: c.qualified, Recv: !static, Static: static, Span: l.span(n), NameSpan: l.span(nameNode)}
	f.Offered = l.offered(n, c)
	fr := &frame{f: f, class: c, static: static, self: ir.NoReg}
	if !static {
		fr.self = 0
		f.RegNames, f.RegTypes = append(f.RegNames, "this"), append(f.RegTypes, &ir.Type{Kind: ir.Named, Name: c.qualified})
		f.Params = append(f.Params, ir.Param{Name: "this", Type: f.RegTypes[0]})
	}
	return fr
}

// offered: a method that users of a library call, public in public types. Members of
// an interface are public without the word.
func (l *lowerer) offered(n syntax.Ref, c *class) bool {
	if l.t.Kind(n) != syntax.Method || !l.public(n) && c.sort != syntax.SortInterface {
		return false
	}
	for ; c != nil; c = c.outer {
		if c.node == 0 || c.frame != nil || !l.shown(c) {
			return false
		}
	}
	return true
}

// shown: users of a library can get hold of instances: the type is public, or it is
// behind one that it extends.
func (l *lowerer) shown(c *class) bool {
	mods := l.t.Child(c.node, syntax.Mods)
	private := mods != 0 && l.t.Has(mods, syntax.Private)
	return l.public(c.node) || c.outer != nil && c.outer.sort == syntax.SortInterface || !private && len(c.decl.Bases) > 0
}

func (l *lowerer) public(decl syntax.Ref) bool {
	mods := l.t.Child(decl, syntax.Mods)
	return mods != 0 && l.t.Has(mods, syntax.Public)
}

// params declares a function's parameters.
func (l *lowerer) params(n syntax.Ref) {
	if n == 0 {
		return
	}
	for p := l.t.First(n); p != 0; p = l.t.Next(p) {
		if l.t.Kind(p) != syntax.Param && l.t.Kind(p) != syntax.Name || l.t.Kind(p) == syntax.Param && l.t.Child(p, syntax.This) != 0 {
			continue
		}
		typ, variadic := l.paramType(p), l.t.Kind(p) == syntax.Param && l.t.Has(p, syntax.Variadic)
		local := typ
		if variadic {
			local = l.arrays(typ, 1)
		}
		name := l.paramName(p)
		r := l.declare(name, local)
		l.f.Params = append(l.f.Params, ir.Param{Name: name, Reg: r, Type: local, Variadic: variadic})
	}
}

// methodDecl lowers a method.
func (l *lowerer) methodDecl(c *class, m syntax.Ref) {
	t := l.t
	nameNode := t.Child(m, syntax.Name)
	name := t.Text(nameNode)
	if name == "" {
		return
	}
	mods := t.Child(m, syntax.Mods)
	fr := l.newFunc(m, nameNode, c, name, mods != 0 && t.Has(mods, syntax.Static))
	fr.typeVars = l.typeVars(t.Child(m, syntax.TypeParams))
	body := t.Child(m, syntax.Block)
	fr.f.NoBody = body == 0
	fr.answers = l.answers(c, m)
	l.in(fr, func() {
		if typ := l.arrays(l.typeOf(t.Child(m, syntax.Type)), int(t.Nodes[m].Dims)); typ != nil {
			l.f.Results = []*ir.Type{typ}
		}
		l.params(t.Child(m, syntax.Params))
		if body != 0 {
			l.statements(body)
		} else if l.mapped(m) {
			fr.f.NoBody = false
		}
	})
	l.u.Funcs = append(l.u.Funcs, fr.f)
}

// constructors lowers those of a class, or the one it has without saying so.
func (l *lowerer) constructors(c *class) {
	if c.decl.Kind == ir.Interface {
		return
	}
	made := false
	for _, m := range c.ctors {
		if c.sort == syntax.SortRecord && l.t.Child(m, syntax.Params) != 0 && l.t.First(l.t.Child(m, syntax.Params)) == 0 && len(c.record) > 0 {
			l.recordConstructor(c, l.t.Child(m, syntax.Block))
			made = true
			continue
		}
		l.constructor(c, m)
		made = true
	}
	switch {
	case c.sort == syntax.SortRecord && len(c.ctors) == 0:
		l.recordConstructor(c, 0)
	case l.u.Stub && len(c.ctors) == 0 && len(c.inits) == 0: // takes the constructor above
	case !made && c.frame == nil || !made && c.node != 0 && l.t.Kind(c.node) == syntax.Class:
		fr := l.newFunc(max(c.node, 1), l.nameNode(c), c, constructor, false)
		l.spanOf(fr.f, c)
		l.in(fr, func() {
			l.superInit(max(c.node, 1), c, nil)
			l.fieldInits(c)
		})
		l.u.Funcs = append(l.u.Funcs, fr.f)
	}
}

func (l *lowerer) nameNode(c *class) syntax.Ref {
	if c.node != 0 {
		if n := l.t.Child(c.node, syntax.Name); n != 0 {
			return n
		}
		return c.node
	}
	return 1
}

// spanOf: the function of a fragment's class spans the file.
func (l *lowerer) spanOf(f *ir.Func, c *class) {
	f.Span = c.decl.Span
	if f.NameSpan.Start < f.Span.Start || f.NameSpan.End > f.Span.End {
		f.NameSpan = ir.Span{Start: f.Span.Start, End: f.Span.Start}
	}
}

func (l *lowerer) constructor(c *class, m syntax.Ref) {
	t := l.t
	fr := l.newFunc(m, t.Child(m, syntax.Name), c, constructor, false)
	fr.typeVars = l.typeVars(t.Child(m, syntax.TypeParams))
	l.in(fr, func() {
		l.params(t.Child(m, syntax.Params))
		body := t.Child(m, syntax.Block)
		first := syntax.Ref(0)
		if body != 0 {
			first = t.First(body)
		}
		kind := l.explicitCall(first)
		if kind == 0 {
			l.superInit(m, c, nil)
		}
		if kind != 0 {
			l.statement(first)
		}
		if kind != syntax.This {
			l.fieldInits(c)
		}
		for s := first; s != 0; s = t.Next(s) {
			if s != first || kind == 0 {
				l.statement(s)
			}
		}
	})
	// field initialisers stand outside the constructor's text
	fr.f.Span = c.decl.Span
	l.u.Funcs = append(l.u.Funcs, fr.f)
}

// explicitCall tells whether a statement is this(…) or super(…): This, Super or 0.
func (l *lowerer) explicitCall(s syntax.Ref) syntax.Kind {
	t := l.t
	if s == 0 || t.Kind(s) != syntax.ExprStmt || t.Kind(t.First(s)) != syntax.Call {
		return 0
	}
	switch k := t.Kind(t.First(t.First(s))); k {
	case syntax.This, syntax.Super:
		if t.Kind(t.Next(t.First(t.First(s)))) == syntax.Args {
			return k
		}
	}
	return 0
}

// superInit runs the constructor above.
func (l *lowerer) superInit(n syntax.Ref, c *class, args []ir.Reg) {
	if len(c.decl.Bases) <= 1 && len(args) == 0 && (len(c.decl.Bases) == 0 || c.decl.Bases[0].Name == "java.lang.Object") {
		return
	}
	in := l.at(ir.Method, n)
	in.A, in.Name, in.Flags, in.Args = l.this(n), constructor, ir.FlagSuper, l.list(args...)
	l.do(in, nil)
}

// fieldInits gives the fields of an instance their initial values.
func (l *lowerer) fieldInits(c *class) {
	for _, m := range c.inits {
		if l.t.Kind(m) == syntax.Init {
			l.scoped(func() { l.statement(l.t.First(m)) })
			continue
		}
		l.fieldValues(c, m, l.this(m))
	}
}

// recordConstructor sets the components, after the body of a compact one.
func (l *lowerer) recordConstructor(c *class, body syntax.Ref) {
	fr := l.newFunc(c.node, l.nameNode(c), c, constructor, false)
	l.in(fr, func() {
		l.params(l.t.Child(c.node, syntax.RecordParams))
		if body != 0 {
			l.statements(body)
		}
		for _, p := range c.record {
			if r, _, ok := l.local(l.frame, l.paramName(p)); ok {
				l.setField(p, l.self, l.paramName(p), r)
			}
		}
	})
	l.u.Funcs = append(l.u.Funcs, fr.f)
}

// accessors of a record's components that it does not write itself.
func (l *lowerer) accessors(c *class) {
	for _, p := range c.record {
		name := l.paramName(p)
		if name == "" || c.methods[name] != nil {
			continue
		}
		fr := l.newFunc(p, p, c, name, false)
		l.in(fr, func() {
			typ := c.fields[name].typ
			if typ != nil {
				l.f.Results = []*ir.Type{typ}
			}
			in := l.at(ir.Return, p)
			in.Args = l.list(l.getField(p, l.self, name, typ))
			l.emit(in)
		})
		l.u.Funcs = append(l.u.Funcs, fr.f)
	}
}

// anonymous declares the class of new T(…) {…} or of an enum constant's body.
func (l *lowerer) anonymous(n syntax.Ref, base *ir.Type) *class {
	l.unnamed++
	c := l.newClass(n, "<anonymous:"+strconv.Itoa(l.unnamed)+">", l.class)
	c.sort, c.decl.Kind = syntax.SortClass, ir.Class
	c.static = l.static
	c.frame = l.frame
	l.base(c, base)
	l.base(c, &ir.Type{Kind: ir.Named, Name: "java.lang.Object"})
	l.declareInner(c)
	l.memberNames(c)
	args := l.countArgs(n)
	fr := l.newFunc(n, n, c, constructor, false)
	l.in(fr, func() {
		var regs []ir.Reg
		for i := 0; i < args; i++ {
			name := "arg" + strconv.Itoa(i)
			r := l.reg(name, nil)
			l.f.Params = append(l.f.Params, ir.Param{Name: name, Reg: r})
			regs = append(regs, r)
		}
		l.superInit(n, c, regs)
		l.fieldInits(c)
	})
	l.u.Funcs = append(l.u.Funcs, fr.f)
	l.classDecl(c)
	return c
}

func (l *lowerer) countArgs(n syntax.Ref) int {
	count := 0
	if args := l.t.Child(n, syntax.Args); args != 0 {
		for a := l.t.First(args); a != 0; a = l.t.Next(a) {
			count++
		}
	}
	return count
}

// declareInner makes the classes inside a local class known.
func (l *lowerer) declareInner(c *class) {
	for m := l.t.First(c.body); m != 0; m = l.t.Next(m) {
		if l.t.Kind(m) != syntax.Class {
			continue
		}
		inner := l.newClass(m, l.t.Text(l.t.Child(m, syntax.Name)), c)
		l.declareInner(inner)
		l.header(inner)
	}
}

// localClass lowers a class declared among statements.
func (l *lowerer) localClass(n syntax.Ref) {
	name := l.t.Text(l.t.Child(n, syntax.Name))
	if name == "" || l.nodes[n] != nil {
		return
	}
	l.unnamed++
	c := l.newClass(n, "<local:"+strconv.Itoa(l.unnamed)+">"+name, l.class)
	c.name = name
	c.static = l.static || c.sort != syntax.SortClass
	c.frame = l.frame
	l.vars = append(l.vars, variable{name: "class " + name, reg: ir.NoReg, typ: &ir.Type{Kind: ir.Named, Name: c.qualified}})
	l.declareInner(c)
	l.header(c)
	l.classDecl(c)
}

// create makes an instance of a class of this file: its outer object and what it
// captured are there before its constructor runs.
func (l *lowerer) create(n syntax.Ref, c *class, args syntax.Ref, outer ir.Reg, before func(ir.Reg)) ir.Reg {
	regs := l.args(args)
	typ := &ir.Type{Kind: ir.Named, Name: c.qualified}
	in := l.at(ir.New, n)
	in.Aux = &ir.Aux{Type: typ}
	o := l.do(in, typ)
	if !c.static {
		if outer == ir.NoReg {
			outer = l.outerFor(n, c)
		}
		if outer != ir.NoReg {
			l.setField(n, o, outerField, outer)
		}
	}
	for _, name := range c.captured {
		if v, ok := l.load(n, name); ok {
			l.setField(n, o, valuePrefix+name, v)
		}
	}
	if before != nil {
		before(o)
	}
	init := l.at(ir.Call, n)
	init.Name, init.Args = c.qualified+"."+constructor, l.list(append([]ir.Reg{o}, regs...)...)
	l.do(init, nil)
	return o
}

// outerFor is the object around a new instance of c: this, or one around it.
func (l *lowerer) outerFor(n syntax.Ref, c *class) ir.Reg {
	if l.static {
		return ir.NoReg
	}
	at := l.class
	r := l.this(n)
	for at != nil && at != c.outer && !l.inherits(at, c.outer, 0) {
		if at.static || at.outer == nil {
			return l.this(n)
		}
		r = l.getField(n, r, outerField, nil)
		at = at.outer
	}
	return r
}

func (l *lowerer) inherits(c, base *class, hop int) bool {
	if c == base {
		return true
	}
	for _, b := range c.decl.Bases {
		if next := l.classes[b.Name]; next != nil && hop < 8 && l.inherits(next, base, hop+1) {
			return true
		}
	}
	return false
}

// lambda lowers an anonymous function.
func (l *lowerer) lambda(n syntax.Ref) ir.Reg {
	t := l.t
	body := t.Last(n)
	return l.closure(n, func() {
		for p := t.First(n); p != 0 && p != body; p = t.Next(p) {
			if t.Kind(p) == syntax.Params {
				l.params(p)
			} else if t.Kind(p) == syntax.Name {
				name := t.Text(p)
				l.f.Params = append(l.f.Params, ir.Param{Name: name, Reg: l.declare(name, nil)})
			}
		}
		if t.Kind(body) == syntax.Block {
			l.statements(body)
			return
		}
		v := l.expr(body)
		in := l.at(ir.Return, body)
		in.Args = l.list(v)
		l.emit(in)
	})
}

// closure makes a function value of what body lowers, and captures what it uses.
func (l *lowerer) closure(n syntax.Ref, body func()) ir.Reg {
	name := "<lambda>"
	if l.class != nil {
		name = lambdaName(l.f.Name, l.line(n))
	}
	class := ""
	if l.class != nil {
		class = l.class.qualified
	}
	f := &ir.Func{Name: name, Unit: l.u, Class: class, Span: l.span(n), NameSpan: l.span(n)}
	fr := &frame{f: f, class: l.class, static: l.static, self: ir.NoReg, outer: l.frame}
	l.in(fr, body)
	in := l.at(ir.MakeFunc, n)
	in.Aux = &ir.Aux{Fn: f}
	for _, c := range fr.captured {
		f.Captures = append(f.Captures, c.cell)
		cell := l.at(ir.Cell, n)
		if c.name == "this" {
			cell.A = l.this(n)
		} else {
			cell.A, _ = l.load(n, c.name)
		}
		in.Args = append(in.Args, l.do(cell, nil))
	}
	return l.do(in, nil)
}
