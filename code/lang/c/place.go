package c

import (
	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// A place is where a value lives: a register, or memory at an address.
type place struct {
	reg    ir.Reg
	memory bool
	typ    *ctype
}

// asRef is the type of an expression that names the place.
func (p place) asRef() *ctype {
	if p.memory {
		return refTo(p.typ)
	}
	return p.typ
}

// load is the value at a place; arrays decay, records stay addresses.
func (l *lowerer) load(p place, s ir.Span) (ir.Reg, *ctype) {
	if !p.memory {
		return p.reg, p.typ
	}
	switch p.typ.kind {
	case tArray:
		return p.reg, pointer(p.typ.elem)
	case tRecord:
		return p.reg, p.typ
	case tFunc:
		return p.reg, pointer(p.typ)
	}
	return l.op(ir.Load, p.reg, ir.NoReg, s, l.typed(p.typ)), p.typ
}

// assign stores a value of type t.
func (l *lowerer) assign(p place, v ir.Reg, t *ctype, s ir.Span) ir.Reg {
	if p.typ.kind == tRecord {
		switch {
		case p.memory && t.kind == tUnknown:
			l.call("prunella.havoc", s, p.reg)
		case p.memory && t.kind == tRecord:
			if otherClass(t, p.typ) {
				v = l.converted(v, t, p.typ, s)
			}
			l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: p.reg, B: v, C: ir.NoReg, Flags: ir.FlagValue, Span: s, Aux: l.typed(p.typ)})
		}
		return p.reg
	}
	v = l.convert(v, t, p.typ, s)
	if !p.memory {
		l.copyTo(p.reg, v, s)
		return p.reg
	}
	l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: p.reg, B: v, C: ir.NoReg, Span: s, Aux: l.typed(p.typ)})
	return v
}

// convert emits what changes a value from one type to another, if anything does.
func (l *lowerer) convert(v ir.Reg, from, to *ctype, s ir.Span) ir.Reg {
	if from != nil && to != nil {
		l.mistaken(from, to, s)
	}
	if from == to || to == nil || from == nil || to.kind == tVoid || to.kind == tRecord || to.kind == tUnknown || from.kind == tRecord {
		return v
	}
	if from.kind == to.kind && from.size == to.size && from.signed == to.signed && (from.name == "bool") == (to.name == "bool") {
		return v
	}
	if !to.arithmetic() && !from.arithmetic() {
		return v
	}
	return l.op(ir.Convert, v, ir.NoReg, s, l.typed(to))
}

// place lowers an expression to where its value lives.
func (l *lowerer) place(id syntax.ID) place {
	n := &l.t.Nodes[id]
	s := l.span(id)
	switch n.Kind {
	case syntax.Name:
		return l.namePlace(n, s)
	case syntax.Index:
		return l.indexPlace(n, s)
	case syntax.Member:
		return l.memberPlace(n, s)
	case syntax.Unary:
		switch n.Op {
		case pp.Star:
			if p, ok := l.overloaded("operator*", n.First, 0, s); ok {
				return p
			}
			v, t := l.value(n.First)
			if t.kind == tPtr && t.elem.kind == tFunc {
				return place{v, false, t}
			}
			return place{v, true, l.pointee(t)}
		case pp.PlusPlus, pp.MinusMinus:
			p := l.place(n.First)
			v, t := l.load(p, s)
			tok := ir.Add
			if n.Op == pp.MinusMinus {
				tok = ir.Sub
			}
			next, nt := l.arith(tok, v, t, l.intConst(1, s), intType, s)
			l.assign(p, next, nt, s)
			return p
		}
	case syntax.Cast:
		if t := l.typeOf(n.First); t.kind == tRef {
			p := l.place(l.t.Nodes[n.First].Next)
			p.typ = t.elem
			return p
		}
	case syntax.Assign:
		v, t := l.value(id)
		if t.kind == tRecord {
			return place{v, true, t}
		}
		if l.t.Nodes[n.First].Kind == syntax.Name {
			return l.place(n.First)
		}
		return l.boxed(v, t, s)
	case syntax.Compound:
		return l.compound(n, s)
	case syntax.Binary:
		if n.Op == pp.Comma {
			l.value(n.First)
			return l.place(l.t.Nodes[n.First].Next)
		}
	case syntax.Call:
		v, t := l.callExpr(id, n, s)
		if t.kind == tRef {
			return place{v, true, t.elem}
		}
		return l.boxed(v, t, s)
	case syntax.String:
		v, t := l.value(id)
		return place{v, true, array(t.elem, int64(len(n.Text))+1)}
	}
	v, t := l.value(id)
	return l.boxed(v, t, s)
}

// boxed gives a value a place of its own.
func (l *lowerer) boxed(v ir.Reg, t *ctype, s ir.Span) place {
	if t.kind == tRecord || t.kind == tUnknown {
		return place{v, true, t}
	}
	return place{v, false, t}
}

func (l *lowerer) pointee(t *ctype) *ctype {
	t = t.strip()
	if t.pointing() && t.elem.kind != tVoid {
		return t.elem
	}
	if t.pointing() {
		return charType
	}
	return anyType
}

func (l *lowerer) namePlace(n *syntax.Node, s ir.Span) place {
	sym := l.lookup(n.Text)
	if l.field(n.Text, sym) {
		f, _ := l.class.find(lastPart(dots(n.Text)), 0)
		this := l.names["this"]
		if this != nil {
			return l.memberAt(this.reg, f, s)
		}
	}
	switch {
	case sym == nil || sym.kind == sType || sym.kind == sConst:
		v, t := l.value0(n, s)
		return place{v, false, t}
	case sym.kind == sGlobal:
		r := l.tmp()
		l.emit(ir.Instr{Op: ir.FieldRef, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: sym.name, Span: s, Aux: l.typed(sym.typ.strip())})
		if sym.typ.kind == tRef {
			r = l.op(ir.Load, r, ir.NoReg, s, l.typed(sym.typ))
		}
		return place{r, true, sym.typ.strip()}
	case sym.kind == sFunc:
		v, t := l.value0(n, s)
		return place{v, false, t}
	}
	if sym.typ.kind == tRef {
		return place{sym.reg, true, sym.typ.elem}
	}
	return place{sym.reg, sym.memory, sym.typ}
}

func (l *lowerer) value0(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	v, t, _ := l.named2(0, n, s)
	if t == nil {
		return l.unknown(s), anyType
	}
	return v, t
}

func (l *lowerer) indexPlace(n *syntax.Node, s ir.Span) place {
	how := l.access
	l.access = toRead
	i := l.t.Nodes[n.First].Next
	a, at, ok := l.items(n.First, s)
	if !ok {
		if p, ok := l.overloaded("operator[]", n.First, i, s); ok {
			return p
		}
		a, at = l.value(n.First)
	}
	k, kt := l.value(i)
	if kt.pointing() && !at.pointing() {
		a, at, k, kt = k, kt, a, at
	}
	e := l.pointee(at)
	k = l.convert(k, kt, widened(kt), s)
	l.inMember(n, k, how, s)
	r := l.op(ir.IndexRef, a, k, s, l.placed(e, e.bytes(), 0))
	return place{r, true, e}
}

// items is the array that an object of a model's class stands for, where the class
// says so by a method prunella_items.
func (l *lowerer) items(id syntax.ID, s ir.Span) (ir.Reg, *ctype, bool) {
	if !l.cpp {
		return 0, nil, false
	}
	t := l.typeOfExpr(id).strip()
	if t.kind != tRecord {
		return 0, nil, false
	}
	ms := t.rec.lookup("prunella_items", 0)
	if len(ms) == 0 {
		return 0, nil, false
	}
	p := l.place(id)
	r, it := l.invoke(ms, p.reg, t, 0, s)
	return r, it, true
}

// widened is the type in which an index is added to an address.
func widened(t *ctype) *ctype {
	if t.kind == tInt && t.size < 8 {
		if t.signed || t.size < 4 {
			return longType
		}
		return basics["unsigned long"]
	}
	return t
}

func (l *lowerer) memberPlace(n *syntax.Node, s ir.Span) place {
	var base ir.Reg
	var t *ctype
	if n.Flags&syntax.FlagArrow != 0 {
		if p, ok := l.overloaded("operator->", n.First, 0, s); ok {
			base, t = l.load(p, s)
		} else {
			base, t = l.value(n.First)
		}
		t = l.pointee(t)
	} else {
		p := l.place(n.First)
		base, t = p.reg, p.typ
		if !p.memory && t.kind == tPtr { // x.f of a pointer: broken code
			t = t.elem
		}
	}
	if t.kind == tRecord {
		if f, ok := t.rec.find(n.Text, 0); ok {
			f.typ = l.replaced(f.typ, t, 0)
			return l.memberAt(base, f, s)
		}
	}
	f := field{name: n.Text, typ: anyType, off: unknownOffset(n.Text)}
	return l.memberAt(base, f, s)
}

// unknownOffset keeps members of a type nobody declared apart.
func unknownOffset(name string) int64 {
	h := int64(0)
	for _, c := range []byte(name) {
		h = (h*31 + int64(c)) & 0xfff
	}
	return 1<<20 + h*16
}

func (l *lowerer) memberAt(base ir.Reg, f field, s ir.Span) place {
	t := f.typ.strip()
	r := l.tmp()
	l.emit(ir.Instr{Op: ir.FieldRef, Dst: r, A: base, B: ir.NoReg, C: ir.NoReg, Name: orName(f.name), Span: s, Aux: l.placed(t, f.typ.bytes(), f.off)})
	if f.typ.kind == tRef {
		r = l.op(ir.Load, r, ir.NoReg, s, l.typed(f.typ))
	}
	return place{r, true, t}
}

func orName(name string) string {
	if name == "" {
		return "<unnamed>"
	}
	return name
}

func (l *lowerer) addressOf(id syntax.ID, s ir.Span) (ir.Reg, *ctype) {
	l.access = toPoint
	p := l.place(id)
	if !p.memory {
		if p.typ.kind == tPtr && p.typ.elem.kind == tFunc {
			return p.reg, p.typ
		}
		c := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(p.typ))
		l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: c, B: p.reg, C: ir.NoReg, Span: s, Aux: l.typed(p.typ)})
		return c, pointer(p.typ)
	}
	return p.reg, pointer(p.typ)
}
