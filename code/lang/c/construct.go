package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// constructed2 lowers "T(args)".
func (l *lowerer) constructed2(t *ctype, args syntax.ID, s ir.Span) (ir.Reg, *ctype) {
	if t.kind != tRecord {
		if args == 0 {
			return l.intConst(0, s), t
		}
		v, vt := l.value(args)
		return l.convert(v, vt.strip(), t, s), t
	}
	c := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(t))
	l.constructAt(c, t, args, s)
	return c, t
}

// constructed makes an object of values that are there already.
func (l *lowerer) constructed(t *ctype, vs []ir.Reg, vts []*ctype, s ir.Span) (ir.Reg, *ctype) {
	c := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(t))
	best, bestScore := (*method)(nil), -1
	for _, m := range l.constructors(t) {
		if len(m.typ.params) < len(vs) {
			continue
		}
		score := 0
		for i, v := range vts {
			score += l.taken(m, m.typ.params[i].strip(), v)
		}
		if len(m.typ.params) == len(vs) {
			score += 10
		}
		if score > bestScore {
			best, bestScore = m, score
		}
	}
	if best == nil {
		return l.unknown(s, vs...), t
	}
	args := []ir.Reg{c}
	for i, v := range vs {
		if p := best.typ.params[i].strip(); p.kind == tRecord && vts[i].kind != tRecord && vts[i].kind != tUnknown && !generic(p) && p.rec != t.rec {
			v, _ = l.constructed(p, []ir.Reg{v}, vts[i:i+1], s)
		}
		args = append(args, v)
	}
	l.call(methodName(best), s, args...)
	return c, t
}

func (l *lowerer) constructors(t *ctype) []*method {
	return t.rec.methods[lastPart(t.rec.name)]
}

// constructAt runs the constructor of an object at an address.
func (l *lowerer) constructAt(addr ir.Reg, t *ctype, args syntax.ID, s ir.Span) {
	if t.kind != tRecord {
		return
	}
	l.emit(ir.Instr{Op: ir.Call, Dst: l.tmp(), A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: "prunella.class", Args: []ir.Reg{addr, l.constant(ir.Value{Kind: ir.Bytes, Str: t.rec.name}, s)}, Span: s})
	ms := l.constructors(t)
	if len(ms) == 0 {
		if args == 0 {
			l.beginParts(addr, t.rec, nil, s)
		}
		l.defaults(addr, t.rec, nil, s)
		if args != 0 { // a copy, or an aggregate
			v, vt := l.value(args)
			l.copied(addr, t, v, vt.strip(), s)
			if l.t.Nodes[args].Next == 0 && l.movedOwner(args) {
				l.emptied(v, t, s, 0)
			}
		}
		return
	}
	if args != 0 && l.t.Nodes[args].Next == 0 {
		if at := l.typeOfExpr(args).strip(); at.kind == tRecord && at.rec == t.rec && taking(ms, t) == nil {
			v, _ := l.value(args)
			l.copied(addr, t, v, at, s)
			if l.movedOwner(args) {
				l.emptied(v, t, s, 0)
			}
			return
		}
	}
	l.invoke(ms, addr, t, args, s)
}

// template is the function template that "f<int>(x)" calls, which reads like a
// conversion; nil when it is one.
func (l *lowerer) template(typ syntax.ID) *syntax.Node {
	n := &l.t.Nodes[typ]
	if n.Kind != syntax.TName || n.First == 0 {
		return nil
	}
	if s := l.lookup(dots(n.Text)); s == nil && l.typeOf(typ) == anyType || s != nil && s.kind == sFunc {
		return n
	}
	return nil
}

func (l *lowerer) construct(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	args := l.t.Nodes[n.First].Next
	if c := l.template(n.First); c != nil {
		if r, t, ok := l.namedCall(c, args, s); ok {
			if l.lookup(dots(c.Text)) == nil {
				t = anyType
			}
			return r, t
		}
	}
	t := l.typeOf(n.First)
	if n.Text == "va_arg" {
		v, _ := l.value(args)
		return l.unknown(s, v), t
	}
	return l.constructed2(t, args, s)
}

func (l *lowerer) newExpr(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	t := l.typeOf(n.First)
	rest := l.t.Nodes[n.First].Next
	size := l.intConst(max(t.bytes(), 1), s)
	if t == anyType { // a template's parameter
		size = l.unknown(s)
	}
	name := "prunella.new"
	if t.kind == tArray { // new (T[n])
		name = "prunella.new_array"
	}
	if n.Flags&syntax.FlagArray != 0 && rest != 0 {
		k, kt := l.value(rest)
		k = l.convert(k, kt, sizeType, s)
		total := l.tmp()
		l.emit(ir.Instr{Op: ir.Binary, Tok: ir.Mul, Dst: total, A: k, B: size, C: ir.NoReg, Span: s, Aux: l.typed(sizeType)})
		size, name = total, "prunella.new_array"
		rest = l.t.Nodes[rest].Next
	}
	var addr ir.Reg
	if n.Flags&syntax.FlagPlacement != 0 && rest != 0 {
		pt := l.typeOfExpr(rest).strip().decay()
		addr, _ = l.value(rest)
		if pt.kind == tRecord || pt.kind == tUnknown || pt.arithmetic() { // (std::nothrow)
			addr = l.call("prunella.maybe_null", s, l.call(name, s, size))
		} else {
			l.call("prunella.touch", s, addr, size)
		}
		rest = l.t.Nodes[rest].Next
	} else {
		addr = l.call(name, s, size)
	}
	l.begin(addr, t, rest, n.Flags&syntax.FlagBrace != 0 && n.Flags&syntax.FlagArray == 0, s)
	if t.kind == tArray {
		t = t.elem
	}
	return addr, pointer(t)
}

func (l *lowerer) deleteExpr(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	v, t := l.value(n.First)
	if e := l.pointee(t); e.kind == tRecord && n.Flags&syntax.FlagArray == 0 {
		l.branch(v, func() { l.destroy(v, e, s) }, func() {})
		l.code[len(l.code)-1].Flags |= ir.FlagDecl // no test of the program's
	}
	name := "prunella.delete"
	if n.Flags&syntax.FlagArray != 0 {
		name = "prunella.delete_array"
	}
	return l.call(name, s, v), voidType
}

// destroy runs an object's destructor, if its class has one.
func (l *lowerer) destroy(addr ir.Reg, t *ctype, s ir.Span) {
	ms := t.rec.lookup("~"+lastPart(t.rec.name), 0)
	if len(ms) == 0 {
		return
	}
	m := ms[0]
	r := l.tmp()
	in := ir.Instr{Op: ir.Call, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: methodName(m), Args: []ir.Reg{addr}, Span: s}
	if m.virtual {
		in.Op, in.A, in.Args, in.Name, in.Aux = ir.Method, addr, nil, "~", &ir.Aux{Type: t.ir()}
	}
	l.emit(in)
}

// destructible reports a class with a destructor.
func destructible(t *ctype) bool {
	return t.kind == tRecord && len(t.rec.lookup("~"+lastPart(t.rec.name), 0)) > 0
}
