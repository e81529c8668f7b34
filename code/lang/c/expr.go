package c

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// value lowers an expression to its value.
func (l *lowerer) value(id syntax.ID) (ir.Reg, *ctype) {
	l.access = toRead
	if id == 0 {
		return l.intConst(0, ir.Span{}), intType
	}
	n := &l.t.Nodes[id]
	s := l.span(id)
	switch n.Kind {
	case syntax.Number:
		return l.literal(n, s)
	case syntax.Char:
		t := intType
		if l.cpp {
			t = charType
		}
		return l.intConst(charValue(n.Text), s), t
	case syntax.String:
		if n.Flags&syntax.FlagWide != 0 {
			return l.constant(ir.Value{Kind: ir.Str, Str: n.Text}, s), wcharPtr
		}
		return l.constant(ir.Value{Kind: ir.Bytes, Str: n.Text}, s), charPtr
	case syntax.Name, syntax.Index, syntax.Member:
		if v, t, ok := l.named2(id, n, s); ok {
			return v, t
		}
		v, t := l.load(l.place(id), s)
		l.confide(n.Text, v, t, s)
		return v, t
	case syntax.Call:
		r, t := l.callExpr(id, n, s)
		if t.kind == tRef {
			return l.load(place{r, true, t.elem}, s)
		}
		l.confide(l.t.Nodes[n.First].Text, r, t, s)
		return r, t
	case syntax.Unary:
		return l.unary(id, n, s)
	case syntax.Postfix:
		return l.increment(id, n, s, true)
	case syntax.Binary:
		return l.binary(n, s)
	case syntax.Assign:
		return l.assignExpr(id, n, s)
	case syntax.Cond:
		return l.conditional(n, s)
	case syntax.Cast:
		return l.cast(n, s)
	case syntax.Sizeof, syntax.Offsetof:
		return l.sizeof(id, n, s), sizeType
	case syntax.Compound:
		return l.load(l.compound(n, s), s)
	case syntax.StmtExpr:
		return l.stmtExpr(n)
	case syntax.New:
		return l.newExpr(n, s)
	case syntax.Delete:
		return l.deleteExpr(n, s)
	case syntax.Construct:
		return l.construct(n, s)
	case syntax.Lambda:
		return l.lambda(id, n, s)
	case syntax.Throw:
		r := ir.NoReg
		if n.First != 0 {
			r, _ = l.value(n.First)
		}
		l.destroyTo(l.tryMark)
		l.emit(ir.Instr{Op: ir.Throw, Dst: ir.NoReg, A: r, B: ir.NoReg, C: ir.NoReg, Span: s})
		return l.intConst(0, s), intType
	case syntax.Init:
		if n.First != 0 {
			return l.value(n.First)
		}
		return l.intConst(0, s), intType
	}
	return l.unknown(s), anyType
}

// unknown is a value nobody knows.
func (l *lowerer) unknown(s ir.Span, args ...ir.Reg) ir.Reg {
	return l.call("prunella.unknown", s, args...)
}

func (l *lowerer) literal(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	v, t, ok := number(n.Text)
	if t.kind == tFloat {
		return l.constant(ir.Value{Kind: ir.Float, Float: float(n.Text)}, s), t
	}
	if !ok && n.Text == "" {
		return l.unknown(s), voidPtr
	}
	return l.intConst(v, s), t
}

// named2 lowers names that are no places: enumerators, functions.
func (l *lowerer) named2(id syntax.ID, n *syntax.Node, s ir.Span) (ir.Reg, *ctype, bool) {
	if n.Kind != syntax.Name {
		return 0, nil, false
	}
	sym := l.lookup(n.Text)
	if l.field(n.Text, sym) {
		return 0, nil, false
	}
	switch {
	case sym == nil:
		switch n.Text {
		case "__null":
			return l.intConst(0, s), voidPtr, true
		}
		r := l.tmp()
		l.emit(ir.Instr{Op: ir.GetGlobal, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: "extern." + dots(n.Text), Span: s})
		return r, anyType, true
	case sym.kind == sConst:
		return l.intConst(sym.value, s), sym.typ, true
	case sym.kind == sFunc:
		r := l.tmp()
		l.emit(ir.Instr{Op: ir.GetGlobal, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: sym.name, Span: s})
		return r, pointer(sym.typ), true
	case sym.kind == sType:
		return l.unknown(s), sym.typ, true
	}
	return 0, nil, false
}

func dots(name string) string { return strings.ReplaceAll(name, "::", ".") }

// field reports a name that is a member of this.
func (l *lowerer) field(name string, sym *symbol) bool {
	if l.class == nil || sym != nil && (sym.kind == sLocal || sym.kind == sConst) {
		return false
	}
	_, ok := l.class.find(lastPart(dots(name)), 0)
	return ok
}

func (l *lowerer) unary(id syntax.ID, n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	switch n.Op {
	case pp.Amp:
		return l.addressOf(n.First, s)
	case pp.Star:
		return l.load(l.place(id), s)
	case pp.PlusPlus, pp.MinusMinus:
		return l.increment(id, n, s, false)
	}
	if name := unaryNames[n.Op]; name != "" {
		if p, ok := l.overloaded(name, n.First, 0, s); ok {
			return l.load(p, s)
		}
	}
	v, t := l.value(n.First)
	t = t.strip()
	switch n.Op {
	case pp.Not:
		l.mistaken(t, boolType, s)
		r := l.tmp()
		l.emit(ir.Instr{Op: ir.Unary, Tok: ir.Not, Dst: r, A: v, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: l.typed(intType)})
		return r, intType
	case pp.Plus:
		return l.convert(v, t, promote(t), s), promote(t)
	}
	pt := promote(t)
	v = l.convert(v, t, pt, s)
	tok := ir.Neg
	if n.Op == pp.Tilde {
		tok = ir.BitNot
	}
	r := l.tmp()
	l.emit(ir.Instr{Op: ir.Unary, Tok: tok, Dst: r, A: v, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: l.typed(pt)})
	return r, pt
}

var unaryNames = map[pp.Kind]string{pp.Not: "operator!", pp.Minus: "operator-", pp.Tilde: "operator~"}

// increment lowers ++ and --; post gives the value before.
func (l *lowerer) increment(id syntax.ID, n *syntax.Node, s ir.Span, post bool) (ir.Reg, *ctype) {
	name := "operator++"
	if n.Op == pp.MinusMinus {
		name = "operator--"
	}
	if p, ok := l.overloaded(name, n.First, 0, s); ok {
		return l.load(p, s)
	}
	l.access = toWrite
	p := l.place(n.First)
	v, t := l.load(p, s)
	if post && !p.memory {
		old := l.tmp()
		l.copyTo(old, v, s)
		v = old
	}
	one := l.intConst(1, s)
	tok := ir.Add
	if n.Op == pp.MinusMinus {
		tok = ir.Sub
	}
	next, nt := l.arith(tok, v, t, one, intType, s)
	got := l.assign(p, next, nt, s)
	if post {
		return v, t
	}
	return got, t
}

var binaryToks = map[pp.Kind]ir.Tok{
	pp.Plus: ir.Add, pp.Minus: ir.Sub, pp.Star: ir.Mul, pp.Slash: ir.Div, pp.Percent: ir.Mod, pp.Shl: ir.Shl, pp.Shr: ir.Shr,
	pp.Amp: ir.BitAnd, pp.Pipe: ir.BitOr, pp.Caret: ir.BitXor, pp.EqEq: ir.Eq, pp.NotEq: ir.Ne, pp.Less: ir.Lt, pp.LessEq: ir.Le,
	pp.Greater: ir.Gt, pp.GreaterEq: ir.Ge,
	pp.PlusEq: ir.Add, pp.MinusEq: ir.Sub, pp.StarEq: ir.Mul, pp.SlashEq: ir.Div, pp.PercentEq: ir.Mod, pp.ShlEq: ir.Shl, pp.ShrEq: ir.Shr,
	pp.AmpEq: ir.BitAnd, pp.PipeEq: ir.BitOr, pp.CaretEq: ir.BitXor,
}

var operatorText = map[pp.Kind]string{
	pp.Plus: "+", pp.Minus: "-", pp.Star: "*", pp.Slash: "/", pp.Percent: "%", pp.Shl: "<<", pp.Shr: ">>", pp.EqEq: "==", pp.NotEq: "!=", pp.Less: "<",
	pp.LessEq: "<=", pp.Greater: ">", pp.GreaterEq: ">=", pp.PlusEq: "+=", pp.MinusEq: "-=", pp.Eq: "=", pp.StarEq: "*=", pp.SlashEq: "/=", pp.Amp: "&", pp.Pipe: "|",
}

func (l *lowerer) binary(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	b := l.t.Nodes[n.First].Next
	switch n.Op {
	case pp.Comma:
		l.value(n.First)
		return l.value(b)
	case pp.AmpAmp, pp.PipePipe:
		l.conflated(n, s)
		return l.logical(n, b, s)
	case pp.DotStar, pp.ArrowStar:
		l.value(n.First)
		l.value(b)
		return l.unknown(s), anyType
	}
	if text := operatorText[n.Op]; text != "" {
		if p, ok := l.overloaded("operator"+text, n.First, b, s); ok {
			return l.load(p, s)
		}
	}
	l.scaled(n, s)
	l.difference(n, s)
	x, xt := l.value(n.First)
	y, yt := l.value(b)
	return l.arith(binaryToks[n.Op], x, xt, y, yt, s)
}

func (l *lowerer) logical(n *syntax.Node, b syntax.ID, s ir.Span) (ir.Reg, *ctype) {
	x, _ := l.value(n.First)
	var y ir.Reg
	blk := l.block(func() { y, _ = l.value(b) })
	op := ir.And
	if n.Op == pp.PipePipe {
		op = ir.Or
	}
	r := l.tmp()
	l.emit(ir.Instr{Op: op, Dst: r, A: x, B: y, C: ir.NoReg, Aux: &ir.Aux{Type: intType.ir(), Blocks: []ir.Block{blk}}})
	return r, boolType
}

// arith computes in the operands' common type; with pointers, in addresses.
func (l *lowerer) arith(tok ir.Tok, x ir.Reg, xt *ctype, y ir.Reg, yt *ctype, s ir.Span) (ir.Reg, *ctype) {
	xt, yt = xt.strip(), yt.strip()
	emit := func(t *ctype) ir.Reg {
		r := l.tmp()
		l.emit(ir.Instr{Op: ir.Binary, Tok: tok, Dst: r, A: x, B: y, C: ir.NoReg, Span: s, Aux: l.typed(t)})
		return r
	}
	compare := tok >= ir.Eq && tok <= ir.Ge
	switch {
	case compare && (xt.pointing() || yt.pointing()):
		return emit(voidPtr), intType
	case xt.pointing() && yt.pointing() && tok == ir.Sub:
		r := emit(longType)
		if size := l.pointee(xt).bytes(); size > 1 {
			k := l.intConst(size, s)
			q := l.tmp()
			l.emit(ir.Instr{Op: ir.Binary, Tok: ir.Div, Dst: q, A: r, B: k, C: ir.NoReg, Span: s, Aux: l.typed(longType)})
			r = q
		}
		return r, longType
	case yt.pointing() && !xt.pointing() && tok == ir.Add:
		x, xt, y, yt = y, yt, x, xt
		fallthrough
	case xt.pointing() && (tok == ir.Add || tok == ir.Sub):
		y = l.convert(y, yt, widened(yt), s)
		if tok == ir.Sub {
			r := l.tmp()
			l.emit(ir.Instr{Op: ir.Unary, Tok: ir.Neg, Dst: r, A: y, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: l.typed(longType)})
			y = r
		}
		e := l.pointee(xt)
		return l.op(ir.IndexRef, x, y, s, l.placed(e, max(e.bytes(), 1), 0)), xt.decay()
	}
	t := common(xt, yt)
	if tok == ir.Shl || tok == ir.Shr {
		t = promote(xt)
		x = l.convert(x, xt, t, s)
	} else {
		x, y = l.convert(x, xt, t, s), l.convert(y, yt, t, s)
	}
	r := emit(t)
	if compare {
		return r, intType
	}
	return r, t
}

func (l *lowerer) assignExpr(id syntax.ID, n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	b := l.t.Nodes[n.First].Next
	if text := operatorText[n.Op]; text != "" {
		if p, ok := l.overloaded("operator"+text, n.First, b, s); ok {
			return l.load(p, s)
		}
	}
	if n.Op == pp.Eq {
		if l.t.Nodes[b].Kind == syntax.Init {
			p := l.place(n.First)
			l.initialise(p, b, s)
			return p.reg, p.typ
		}
		l.kept(b, l.typeOfExpr(n.First).strip())
		l.reended(n, s)
		v, vt := l.value(b)
		if a := &l.t.Nodes[n.First]; a.Kind == syntax.Name {
			l.judged(l.lookup(a.Text), b)
		}
		l.access = toWrite
		p := l.place(n.First)
		return l.assign(p, v, vt.strip(), s), p.typ
	}
	l.access = toWrite
	p := l.place(n.First)
	old, ot := l.load(p, s)
	v, vt := l.value(b)
	next, nt := l.arith(binaryToks[n.Op], old, ot, v, vt, s)
	return l.assign(p, next, nt, s), p.typ
}

func (l *lowerer) conditional(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	then := l.t.Nodes[n.First].Next
	or := l.t.Nodes[then].Next
	c, ct := l.value(n.First)
	t := l.typeOfExpr(or).strip()
	if l.t.Nodes[then].Kind != syntax.Empty {
		t2 := l.typeOfExpr(then).strip()
		switch {
		case t.arithmetic() && t2.arithmetic():
			t = common(t, t2)
		case !t.pointing() && t.kind != tRecord:
			t = t2
		}
	}
	t = t.decay()
	r := l.tmp()
	l.branch(c, func() {
		if l.t.Nodes[then].Kind == syntax.Empty {
			l.copyTo(r, l.convert(c, ct, t, s), s)
			return
		}
		v, vt := l.value(then)
		l.copyTo(r, l.convert(v, vt.strip(), t, s), s)
	}, func() {
		v, vt := l.value(or)
		l.copyTo(r, l.convert(v, vt.strip(), t, s), s)
	})
	return r, t
}

func (l *lowerer) cast(n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	t := l.typeOf(n.First)
	id := l.t.Nodes[n.First].Next
	if t.kind == tRef {
		p := l.place(id)
		p.typ = t.elem
		return l.load(p, s)
	}
	v, vt := l.value(id)
	vt = vt.strip()
	l.recast(vt, t, id, s)
	if t.kind == tRecord && vt.kind != tRecord {
		return l.constructed(t, []ir.Reg{v}, []*ctype{vt}, s)
	}
	r := l.convert(v, vt, t, s)
	if r != v && t.kind == tInt && l.explicit(vt, t) {
		in := &l.code[len(l.code)-1]
		in.Flags |= ir.FlagDecl // the author says so
		if k := l.t.Nodes[id].Kind; k != syntax.Name && k != syntax.Member && k != syntax.Index {
			in.Name = "result" // and of how much of a result is wanted
		}
	}
	return r, t
}

// explicit: a cast that narrows is what the author wants.
func (l *lowerer) explicit(from, to *ctype) bool { return from.kind == tInt }

func (l *lowerer) sizeof(id syntax.ID, n *syntax.Node, s ir.Span) ir.Reg {
	if v, ok := l.eval(id); ok {
		return l.intConst(v, s)
	}
	if n.Kind == syntax.Sizeof && n.Flags&syntax.FlagType == 0 && l.t.Nodes[n.First].Kind == syntax.Name {
		if sym := l.lookup(l.t.Nodes[n.First].Text); sym != nil && sym.typ != nil && sym.typ.kind == tArray && sym.typ.length != ir.NoReg {
			size := l.intConst(sym.typ.elem.bytes(), s)
			r := l.tmp()
			l.emit(ir.Instr{Op: ir.Binary, Tok: ir.Mul, Dst: r, A: sym.typ.length, B: size, C: ir.NoReg, Span: s, Aux: l.typed(sizeType)})
			return r
		}
	}
	return l.unknown(s)
}

// compound lowers "(T){ … }".
func (l *lowerer) compound(n *syntax.Node, s ir.Span) place {
	t := l.typeOf(n.First)
	init := l.t.Nodes[n.First].Next
	if t.kind == tArray && t.n < 0 {
		t = l.sizedBy(t, init)
	}
	zero := l.intConst(0, s)
	c := l.op(ir.Cell, zero, ir.NoReg, s, l.typed(t))
	p := place{c, true, t}
	l.initialise(p, init, s)
	return p
}

func (l *lowerer) stmtExpr(n *syntax.Node) (ir.Reg, *ctype) {
	out, t := ir.NoReg, voidType
	mark := len(l.undo)
	for k := l.t.Nodes[n.First].First; k != 0; k = l.t.Nodes[k].Next {
		if l.t.Nodes[k].Next == 0 && l.t.Nodes[k].Kind == syntax.Expr {
			out, t = l.value(l.t.Nodes[k].First)
			continue
		}
		l.stmt(k)
	}
	l.unscope(mark)
	if out == ir.NoReg {
		return l.intConst(0, ir.Span{}), intType
	}
	return out, t
}
