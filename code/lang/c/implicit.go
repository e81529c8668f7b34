package c

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// otherClass reports an object that is none of the class that is wanted, so that only a
// conversion can bring one.
func otherClass(have, want *ctype) bool {
	if want.kind != tRecord || !have.rec.defined || !want.rec.defined || generic(want) || generic(have) {
		return false
	}
	return !have.rec.is(want.rec, 0)
}

// generic reports the models' parameters of templates.
func generic(t *ctype) bool {
	return strings.HasSuffix(t.rec.name, "prunella_T") || strings.HasSuffix(t.rec.name, "prunella_V")
}

// is reports a class that is another, or derived from it.
func (r *record) is(of *record, depth int) bool {
	if r == of || r.name == of.name {
		return true
	}
	for _, b := range r.bases {
		if b.kind == tRecord && depth < maxNest && b.rec.is(of, depth+1) {
			return true
		}
	}
	return false
}

// converted makes an object of one class out of one of another, by a constructor or an
// operator; where neither is known, neither is the object.
func (l *lowerer) converted(v ir.Reg, have, want *ctype, s ir.Span) ir.Reg {
	for _, m := range l.constructors(want) {
		if len(m.typ.params) == 0 {
			continue
		}
		if p := m.typ.params[0].strip(); p.kind == tRecord && have.rec.is(p.rec, 0) {
			r, _ := l.constructed(want, []ir.Reg{v}, []*ctype{have}, s)
			return r
		}
	}
	if ms := have.rec.lookup("operator "+lastPart(want.rec.name), 0); len(ms) > 0 {
		return l.call(methodName(ms[0]), s, v)
	}
	return l.unknown(s, v)
}

// copied gives a new object the value of another; of what is no object of a known class
// nothing is known.
func (l *lowerer) copied(addr ir.Reg, t *ctype, v ir.Reg, vt *ctype, s ir.Span) {
	switch {
	case vt.kind != tRecord:
		l.call("prunella.havoc", s, addr)
	case otherClass(vt, t):
		v = l.converted(v, vt, t, s)
		fallthrough
	default:
		l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: addr, B: v, C: ir.NoReg, Flags: ir.FlagValue, Span: s, Aux: l.typed(t)})
	}
}

// taking is the constructor that copies or moves, or nil.
func taking(ms []*method, t *ctype) *method {
	for _, m := range ms {
		if len(m.typ.params) == 1 && m.typ.params[0].kind == tRef && m.typ.params[0].elem.kind == tRecord && m.typ.params[0].elem.rec == t.rec {
			return m
		}
	}
	return nil
}

// movable reports an argument that lives on where it is, and whose class has a
// constructor for a parameter that becomes it.
func (l *lowerer) movable(id syntax.ID, t *ctype) bool {
	switch l.t.Nodes[id].Kind {
	case syntax.Name, syntax.Member, syntax.Index, syntax.Unary:
		return destructible(t) && taking(l.constructors(t), t) != nil
	}
	return false
}

// movedOwner reports std::move(x) of an object that has something to end.
func (l *lowerer) movedOwner(id syntax.ID) bool {
	n := &l.t.Nodes[id]
	if n.Kind != syntax.Call {
		return false
	}
	c := &l.t.Nodes[n.First]
	if c.Kind != syntax.Name || c.Text != "std::move" {
		return false
	}
	t := l.typeOfExpr(id).strip()
	return destructible(t) && (t.rec.implied || taking(l.constructors(t), t) != nil)
}

// movedTo is a new object that takes what another one has.
func (l *lowerer) movedTo(id syntax.ID, s ir.Span) ir.Reg {
	v, t := l.value(id)
	t = t.strip()
	c := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(t))
	l.call("prunella.class", s, c, l.constant(ir.Value{Kind: ir.Bytes, Str: t.rec.name}, s))
	if m := taking(l.constructors(t), t); m != nil {
		l.call(methodName(m), s, c, v)
		return c
	}
	l.copied(c, t, v, t, s)
	l.emptied(v, t, s, 0)
	return c
}

// emptied leaves an object that others have taken over without anything to end: its
// owners hold nothing.
func (l *lowerer) emptied(addr ir.Reg, t *ctype, s ir.Span, depth int) {
	if !t.rec.implied {
		l.zeroed(addr, t, s)
		return
	}
	for _, f := range t.rec.own() {
		if destructible(f.typ) && depth < maxNest {
			l.emptied(l.memberAt(addr, f, s).reg, f.typ, s, depth+1)
		}
	}
}

// zeroed clears an object.
func (l *lowerer) zeroed(addr ir.Reg, t *ctype, s ir.Span) {
	l.call("prunella.fill", s, addr, l.intConst(0, s), l.intConst(t.bytes(), s))
}

// endParams notes the parameters that are objects with destructors: they end with the
// function.
func (l *lowerer) endParams(params []ir.Param, t *ctype) {
	if l.stub {
		return
	}
	for i, p := range params[:min(len(params), len(t.params))] {
		if pt := t.params[i]; destructible(pt) && taking(l.constructors(pt), pt) != nil {
			l.builder.cleanup = append(l.builder.cleanup, cleanup{p.Reg, pt, l.fn.NameSpan})
		}
	}
}

// bindMember makes a member that is a reference stand for what initialises it.
func (l *lowerer) bindMember(this ir.Reg, f field, init syntax.ID, s ir.Span) {
	if init == 0 {
		return
	}
	addr, _ := l.addressOf(init, s)
	r := l.tmp()
	l.emit(ir.Instr{Op: ir.FieldRef, Dst: r, A: this, B: ir.NoReg, C: ir.NoReg, Name: orName(f.name), Span: s, Aux: l.placed(f.typ, f.typ.bytes(), f.off)})
	l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: r, B: addr, C: ir.NoReg, Span: s, Aux: l.typed(f.typ)})
}
