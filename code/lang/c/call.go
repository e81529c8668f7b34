package c

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

func (l *lowerer) callExpr(id syntax.ID, n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	if l.unused[id] {
		l.shape("clear", "is never read again, so that compilers leave the clearing out", s)
	}
	c := &l.t.Nodes[n.First]
	args := l.t.Nodes[n.First].Next
	switch c.Kind {
	case syntax.Member:
		if r, t, ok := l.methodCall(c, args, s); ok {
			return r, t
		}
	case syntax.Name:
		if l.moves(c) && args != 0 {
			p := l.place(args)
			return p.reg, p.asRef()
		}
		if owner := l.makes(c); owner != nil {
			return l.makeOwner(owner, args, s)
		}
		if r, t, ok := l.namedCall(c, args, s); ok {
			return r, t
		}
	}
	f, ft := l.value(n.First)
	ft = ft.strip()
	if ft.kind == tRecord {
		if ms := ft.rec.lookup("operator()", 0); len(ms) > 0 {
			return l.invoke(ms, f, ft, args, s)
		}
	}
	if ft.kind == tPtr {
		ft = ft.elem
	}
	if ft.kind != tFunc {
		ft = &ctype{kind: tFunc, size: 1, elem: anyType, variadic: true}
	}
	regs := l.arguments(args, ft)
	r := l.tmp()
	l.emit(ir.Instr{Op: ir.Call, Dst: r, A: f, B: ir.NoReg, C: ir.NoReg, Args: regs, Span: s})
	return r, ft.elem
}

// moves reports std::move and its kin, which give their argument back.
func (l *lowerer) moves(c *syntax.Node) bool {
	switch c.Text {
	case "std::move", "std::forward", "std::ref", "std::cref":
		return l.cpp
	}
	return false
}

// namedCall calls a function by its name.
func (l *lowerer) namedCall(c *syntax.Node, args syntax.ID, s ir.Span) (ir.Reg, *ctype, bool) {
	sym := l.lookup(c.Text)
	if sym == nil {
		sym = l.beside(c.Text, args)
	}
	if l.class != nil && (sym == nil || sym.kind == sFunc || sym.kind == sGlobal) {
		name := lastPart(dots(c.Text))
		if ms := l.class.lookup(name, 0); len(ms) > 0 {
			this := ir.NoReg // in a static method
			if t := l.names["this"]; t != nil {
				this = t.reg
			}
			r, t := l.invoke(ms, this, l.class.typ, args, s)
			return r, t, true
		}
	}
	switch {
	case sym == nil:
		name := dots(c.Text)
		if i := strings.LastIndexByte(name, '.'); i > 0 {
			if rec := l.recordOf(name[:i]); rec != nil {
				if ms := rec.lookup(name[i+1:], 0); len(ms) > 0 {
					this := ir.NoReg
					if t := l.names["this"]; t != nil {
						this = t.reg
					}
					r, t := l.invoke(ms, this, rec.typ, args, s)
					return r, t, true
				}
			}
		}
		return l.call(l.calling(name), s, l.arguments(args, nil)...), intType, true
	case sym.kind == sFunc:
		t := l.overload(sym, args)
		regs := l.arguments(args, t)
		l.memberBound(sym.name, args, regs, s)
		l.modeless(c.Text, args, s)
		r := l.call(l.calling(sym.called(t)), s, regs...)
		if t.elem.arithmetic() && !l.stub { // what a function gives whose body is not there
			l.code[len(l.code)-1].Aux = l.typed(t.elem)
		}
		return r, t.elem, true
	case sym.kind == sType:
		r, t := l.constructed2(sym.typ, args, s)
		return r, t, true
	}
	return 0, nil, false
}

// memberBound tells how large the member is that memory is copied to, when others
// follow it in its record.
func (l *lowerer) memberBound(name string, args syntax.ID, regs []ir.Reg, s ir.Span) {
	switch name {
	case "strcpy", "wcscpy":
		l.memberText(args, regs, s)
		return
	case "memcpy", "memmove", "memset", "strncpy", "wmemcpy", "wmemmove", "wmemset":
	default:
		return
	}
	if len(regs) != 3 || l.stub {
		return
	}
	n := &l.t.Nodes[args]
	if n.Kind == syntax.Cast {
		n = &l.t.Nodes[l.t.Nodes[n.First].Next]
	}
	if n.Kind == syntax.Unary && n.Op == pp.Amp {
		if off, size := l.inRecord(n.First, 0); size > 0 {
			l.call("prunella.behind", s, regs[0], l.intConst(size-off, s), regs[2])
		}
		return
	}
	if n.Kind != syntax.Member {
		return
	}
	t := l.typeOfExpr(n.First).strip()
	if n.Flags&syntax.FlagArrow != 0 {
		t = l.pointee(t)
	}
	if t.kind != tRecord || t.rec.union {
		return
	}
	f, ok := t.rec.find(n.Text, 0)
	if !ok || f.typ.kind != tArray || f.typ.n <= 1 || f.off+f.typ.bytes() >= t.rec.size {
		return
	}
	k := regs[2]
	if strings.HasPrefix(name, "w") {
		total := l.tmp()
		l.emit(ir.Instr{Op: ir.Binary, Tok: ir.Mul, Dst: total, A: k, B: l.intConst(wcharType.size, s), C: ir.NoReg, Span: s, Aux: l.typed(sizeType)})
		k = total
	}
	l.call("prunella.member", s, regs[0], l.intConst(f.typ.bytes(), s), k)
}

// memberText tells how large the member is that a text is copied to, when others follow
// it in its record.
func (l *lowerer) memberText(args syntax.ID, regs []ir.Reg, s ir.Span) {
	n := &l.t.Nodes[args]
	if len(regs) != 2 || l.stub || n.Kind != syntax.Member && !(n.Kind == syntax.Name && l.field(n.Text, l.lookup(n.Text))) {
		return
	}
	t := l.typeOfExpr(args).strip()
	if off, size := l.inRecord(args, 0); t.kind == tArray && t.n > 0 && off+t.bytes() < size && !(n.Kind == syntax.Member && l.last(args)) {
		l.call("prunella.text_member", s, regs[0], l.intConst(t.bytes(), s), regs[1], l.intConst(t.elem.bytes(), s))
	}
}

// inRecord is where a member lies in the outermost record around, and the record's size.
func (l *lowerer) inRecord(id syntax.ID, depth int) (off, size int64) {
	n := &l.t.Nodes[id]
	switch {
	case depth > maxNest:
	case n.Kind == syntax.Name && l.field(n.Text, l.lookup(n.Text)):
		f, _ := l.class.find(lastPart(dots(n.Text)), 0)
		return f.off, l.class.size
	case n.Kind == syntax.Member:
		t := l.typeOfExpr(n.First).strip()
		if n.Flags&syntax.FlagArrow != 0 {
			t = l.pointee(t)
		}
		if t.kind != tRecord {
			return 0, 0
		}
		f, ok := t.rec.find(n.Text, 0)
		if !ok {
			return 0, 0
		}
		if n.Flags&syntax.FlagArrow == 0 {
			if outer, size := l.inRecord(n.First, depth+1); size > 0 {
				return outer + f.off, size
			}
		}
		return f.off, t.rec.size
	}
	return 0, 0
}

// calling is a function's name as a call says it: the intrinsics are for models
// alone.
func (l *lowerer) calling(name string) string {
	if rest, ok := strings.CutPrefix(name, "prunella_"); ok && l.stub {
		return ir.IntrinsicModule + "." + rest
	}
	return name
}

// arguments lowers a call's arguments as the parameters want them.
func (l *lowerer) arguments(id syntax.ID, ft *ctype) []ir.Reg {
	var out []ir.Reg
	for i := 0; id != 0; i++ {
		out = append(out, l.argument(id, paramOf(ft, i)))
		id = l.t.Nodes[id].Next
	}
	return out
}

func paramOf(ft *ctype, i int) *ctype {
	if ft == nil || i >= len(ft.params) {
		return nil
	}
	return ft.params[i]
}

func (l *lowerer) argument(id syntax.ID, want *ctype) ir.Reg {
	s := l.span(id)
	if have := l.typeOfExpr(id).strip(); want != nil && have.kind == tRecord && otherClass(have, want.strip()) {
		v, _ := l.value(id)
		return l.converted(v, have, want.strip(), s)
	}
	if want != nil && want.strip().kind == tRecord && l.movedOwner(id) {
		return l.movedTo(id, s)
	}
	if want != nil && want.kind == tRef {
		if t := l.typeOfExpr(id).strip(); want.elem.kind == tRecord && t.kind != tRecord && t.kind != tUnknown && len(l.constructors(want.elem)) > 0 {
			v, _ := l.value(id)
			r, _ := l.constructed(want.elem, []ir.Reg{v}, []*ctype{t.decay()}, s)
			return r
		}
		l.access = toPoint
		p := l.place(id)
		if e := want.elem; e.scalar() && (p.typ.kind == tArray && e.kind == tPtr || e.arithmetic() && p.typ.arithmetic() && (e.kind != p.typ.kind || e.size != p.typ.size)) {
			v, t := l.load(p, s) // bound to a value of its own type
			return l.temporary(l.convert(v, t, e, s), e, s)
		}
		if p.memory {
			return p.reg
		}
		return l.temporary(p.reg, p.typ, s)
	}
	v, t := l.value(id)
	t = t.strip()
	switch {
	case t.kind == tRecord && (want == nil || want.kind == tRecord):
		c := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(t))
		if want != nil && l.movable(id, t) {
			l.call(methodName(taking(l.constructors(t), t)), s, c, v)
			return c
		}
		l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: c, B: v, C: ir.NoReg, Flags: ir.FlagValue, Span: s, Aux: l.typed(t)})
		return c
	case want != nil && want.kind == tRecord:
		r, _ := l.constructed(want, []ir.Reg{v}, []*ctype{t}, s)
		return r
	case want == nil:
		if t.kind == tFloat && t.size < 8 {
			return l.convert(v, t, doubleType, s)
		}
		return l.convert(v, t, promote(t), s)
	}
	return l.convert(v, t, want, s)
}

// temporary gives a value an address.
func (l *lowerer) temporary(v ir.Reg, t *ctype, s ir.Span) ir.Reg {
	c := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(t))
	l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: c, B: v, C: ir.NoReg, Span: s, Aux: l.typed(t)})
	return c
}

// methodCall calls a member function; false when the member is a plain field.
func (l *lowerer) methodCall(c *syntax.Node, args syntax.ID, s ir.Span) (ir.Reg, *ctype, bool) {
	t := l.typeOfExpr(c.First).strip()
	if c.Flags&syntax.FlagArrow != 0 && t.kind != tRecord {
		t = l.pointee(t)
	} else if c.Flags&syntax.FlagArrow != 0 {
		if ms := t.rec.lookup("operator->", 0); len(ms) > 0 {
			t = l.pointee(l.resultOf(ms[0].typ, t))
		}
	}
	if t.kind != tRecord {
		if !l.cpp || t.kind != tUnknown {
			return 0, nil, false
		}
		p := l.place(c.First) // a class nobody declared
		regs := append([]ir.Reg{p.reg}, l.arguments(args, nil)...)
		return l.call("unknown."+orName(c.Text), s, regs...), anyType, true
	}
	ms := t.rec.lookup(c.Text, 0)
	if len(ms) == 0 {
		return 0, nil, false
	}
	this, tt := l.object(c, s)
	if tt != nil {
		t = tt
	}
	r, rt := l.invoke(ms, this, t, args, s)
	return r, rt, true
}

// object is the address of what stands before . or ->.
func (l *lowerer) object(c *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	if c.Flags&syntax.FlagArrow == 0 {
		p := l.place(c.First)
		if p.typ.kind == tRecord {
			l.endsHere(c.First, p, s)
			return p.reg, p.typ
		}
		return p.reg, nil
	}
	if p, ok := l.overloaded("operator->", c.First, 0, s); ok {
		r, t := l.load(p, s)
		return r, l.pointee(t)
	}
	r, t := l.value(c.First)
	if e := l.pointee(t); e.kind == tRecord {
		return r, e
	}
	return r, nil
}

// endsHere hands over what an object without a name owns that a method is called of
// ("make().ok()"): its destructor, which is not called for it here, frees that.
func (l *lowerer) endsHere(id syntax.ID, p place, s ir.Span) {
	if n := &l.t.Nodes[id]; n.Kind != syntax.Construct && (n.Kind != syntax.Call || l.moves(&l.t.Nodes[n.First])) {
		return
	}
	if l.cpp && !l.stub && destructible(p.typ) && l.typeOfExpr(id).kind == tRecord {
		l.call("prunella.escape", s, p.reg)
	}
}

func (l *lowerer) placeOf(r ir.Reg, t *ctype) place {
	switch t.kind {
	case tRef:
		return place{r, true, t.elem}
	case tRecord:
		return place{r, true, t}
	}
	return place{r, false, t}
}
