package c

import (
	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// makers are the functions of the library that make an object and its owner at once.
var makers = map[string]string{
	"std::make_unique": "std.unique_ptr", "make_unique": "std.unique_ptr",
	"std::make_shared": "std.shared_ptr", "make_shared": "std.shared_ptr",
}

// makes gives the type of owner that a call of such a function makes, or nil.
func (l *lowerer) makes(c *syntax.Node) *ctype {
	owner := makers[c.Text]
	if owner == "" || c.First == 0 || !l.cpp {
		return nil
	}
	s := l.lookup(owner)
	if s == nil || s.kind != sType {
		return nil
	}
	t := *s.typ
	t.out, t.args = nil, []*ctype{l.typeArgument(c.First)}
	return &t
}

// typeArgument is an argument of a template that should be a type.
func (l *lowerer) typeArgument(id syntax.ID) *ctype {
	if n := &l.t.Nodes[id]; n.Kind == syntax.Name {
		return l.named(id, n)
	}
	return l.typeOf(id)
}

// makeOwner lowers make_unique<T>(arguments) as the owner of new T(arguments).
func (l *lowerer) makeOwner(owner *ctype, args syntax.ID, s ir.Span) (ir.Reg, *ctype) {
	t := owner.args[0]
	var addr ir.Reg
	if t.kind == tArray {
		e := t.elem
		k := l.intConst(max(t.n, 1), s)
		if args != 0 {
			v, vt := l.value(args)
			k = l.convert(v, vt, sizeType, s)
		}
		size := l.intConst(max(e.bytes(), 1), s)
		total := l.tmp()
		l.emit(ir.Instr{Op: ir.Binary, Tok: ir.Mul, Dst: total, A: k, B: size, C: ir.NoReg, Span: s, Aux: l.typed(sizeType)})
		addr = l.call("prunella.zeroed", s, l.constant(ir.Value{Kind: ir.Bytes, Str: "new[]"}, s), total)
		t = e
	} else {
		addr = l.call("prunella.new", s, l.intConst(max(t.bytes(), 1), s))
		l.begin(addr, t, args, true, s)
	}
	return l.constructed(owner, []ir.Reg{addr}, []*ctype{pointer(t)}, s)
}

// begin gives a new object its first value.
func (l *lowerer) begin(addr ir.Reg, t *ctype, args syntax.ID, zero bool, s ir.Span) {
	switch {
	case t.kind == tRecord:
		if zero && args == 0 && len(l.constructors(t)) == 0 && t.rec.size > 0 {
			l.zeroed(addr, t, s)
		}
		l.constructAt(addr, t, args, s)
	case args != 0:
		v, vt := l.value(args)
		l.assign(place{addr, true, t}, v, vt.strip(), s)
	case zero && t.scalar():
		l.assign(place{addr, true, t}, l.intConst(0, s), intType, s)
	}
}

// listed fills a container of the library with the values between braces.
func (l *lowerer) listed(addr ir.Reg, t *ctype, k syntax.ID, s ir.Span) {
	l.constructAt(addr, t, 0, s)
	ms := t.rec.lookup("push_back", 0)
	count := 0
	for ; k != 0; k = l.t.Nodes[k].Next {
		if count++; count > maxInit {
			l.call("prunella.havoc", s, addr)
			return
		}
		one := k
		l.statement(func() { l.invoke(ms, addr, t, l.only(one), s) })
	}
}

// list reports a container that is made of a list of its elements.
func (l *lowerer) list(t *ctype, n *syntax.Node) bool {
	if n.Kind != syntax.Init || n.First == 0 || l.t.Toks[n.Tok].Kind != pp.LBrace || t.kind != tRecord || len(t.args) == 0 || len(t.rec.lookup("push_back", 0)) == 0 {
		return false
	}
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		if kind := l.t.Nodes[k].Kind; kind == syntax.Init || kind == syntax.Designated {
			return false
		}
	}
	return true
}

// impliedDestructor declares the destructor that a class has without saying so: the
// one that ends its members and bases.
func (l *lowerer) impliedDestructor(r *record) {
	name := "~" + lastPart(r.name)
	if !l.cpp || l.stub || r.union || len(r.methods[name]) > 0 {
		return
	}
	parts := false
	for _, f := range r.own() {
		parts = parts || destructible(f.typ)
	}
	for _, b := range r.bases {
		parts = parts || destructible(b)
	}
	if !parts {
		return
	}
	l.method(r, name, &ctype{kind: tFunc, size: 1, elem: voidType}, 0)
	r.implied = true
}

// own are the members that a record has beside those of its bases.
func (r *record) own() []field {
	n := 0
	for _, b := range r.bases {
		if b.kind == tRecord && b.rec != r {
			n += len(b.rec.fields)
		}
	}
	return r.fields[min(n, len(r.fields)):]
}

// implied lowers such a destructor.
func (l *lowerer) implied(id syntax.ID, class *record) {
	if !class.implied {
		return
	}
	name := "~" + lastPart(class.name)
	f := &ir.Func{Unit: l.u, Span: l.spanOf(id), Class: l.u.Module + "." + class.name, Name: l.u.Module + "." + class.name + "." + name, Recv: true}
	f.NameSpan = ir.Span{Start: f.Span.Start, End: f.Span.Start}
	outer, was := l.builder, l.class
	l.builder, l.class = newBuilder(l, f), class
	l.bodyWith(f, &ctype{kind: tFunc, size: 1, elem: voidType}, nil, 0, class, nil)
	f.NoBody = false
	l.builder, l.class = outer, was
	l.seen[f.Name]++
	l.u.Funcs = append(l.u.Funcs, f)
}

// endParts ends the members and bases of an object whose destructor has run.
func (l *lowerer) endParts(class *record) {
	this := l.names["this"]
	if this == nil || l.stub {
		return
	}
	own := class.own()
	for i := len(own) - 1; i >= 0; i-- {
		if f := own[i]; destructible(f.typ) {
			l.statement(func() { l.destroy(l.memberAt(this.reg, f, l.fn.NameSpan).reg, f.typ, l.fn.NameSpan) })
		}
	}
	for _, b := range class.bases {
		if destructible(b) {
			m := b.rec.lookup("~"+lastPart(b.rec.name), 0)[0]
			l.statement(func() { l.call(methodName(m), l.fn.NameSpan, this.reg) })
		}
	}
}

// beginParts runs the constructors of members that a constructor does not mention.
func (l *lowerer) beginParts(addr ir.Reg, class *record, said map[string]bool, s ir.Span) {
	if l.stub {
		return
	}
	for _, f := range class.own() {
		if f.typ.kind == tRecord && f.init == 0 && !said[f.name] && f.name != "" && l.bare(f.typ) {
			l.statement(func() { l.constructAt(l.memberAt(addr, f, s).reg, f.typ, 0, s) })
		}
	}
	for _, b := range class.bases {
		if b.kind == tRecord && !said[dots(b.rec.name)] && !said[lastPart(b.rec.name)] && l.bare(b) {
			l.statement(func() { l.invoke(l.constructors(b), addr, b, 0, s) })
		}
	}
}

// bare reports a class with a constructor that needs no arguments.
func (l *lowerer) bare(t *ctype) bool {
	for _, m := range l.constructors(t) {
		if len(m.typ.params) == 0 {
			return true
		}
	}
	return false
}
