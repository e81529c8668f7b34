package c

import (
	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

func noStep() {}

func (l *lowerer) stmt(id syntax.ID) { l.statement(func() { l.stmtIn(id) }) }

func (l *lowerer) stmtIn(id syntax.ID) {
	if id == 0 {
		return
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case syntax.Block:
		l.blockStmt(id)
	case syntax.Expr:
		v, _ := l.value(n.First)
		if t := l.typeOfExpr(n.First); l.t.Nodes[n.First].Kind == syntax.Call && t.kind == tRecord && destructible(t) && !l.moves(&l.t.Nodes[l.t.Nodes[n.First].First]) {
			l.destroy(v, t, l.span(id)) // a result that nobody takes
		}
	case syntax.Decl, syntax.Group, syntax.TStruct, syntax.TEnum, syntax.Func:
		l.localDecl(id, n)
	case syntax.If:
		l.ifStmt(n)
	case syntax.While:
		l.whileStmt(n)
	case syntax.Do:
		l.doStmt(n)
	case syntax.For:
		l.forStmt(n)
	case syntax.RangeFor:
		l.rangeFor(id, n)
	case syntax.Switch:
		l.switchStmt(id, n)
	case syntax.Break, syntax.Continue:
		l.leave(n.Kind == syntax.Continue)
	case syntax.Goto:
		l.gotoStmt(n)
	case syntax.Return:
		l.returnStmt(id, n)
	case syntax.Asm:
		l.asm(id, n)
	case syntax.Try:
		l.tryStmt(n)
	case syntax.Using:
		l.usingName(n)
	}
}

// blockStmt lowers a block; labels in it become structure: what stands before a
// label is a Scope that a goto forwards leaves, what follows one that is jumped
// back to is a Loop.
func (l *lowerer) blockStmt(id syntax.ID) {
	mark, clean := len(l.undo), len(l.builder.cleanup)
	types := len(l.using)
	l.sequence(l.t.Kids(id))
	l.destroyTo(clean)
	l.builder.cleanup = l.builder.cleanup[:clean]
	l.using = l.using[:types]
	l.unscope(mark)
}

func (l *lowerer) sequence(kids []syntax.ID) {
	last := -1
	for i := len(kids) - 1; i >= 0; i-- {
		if l.t.Nodes[kids[i]].Kind == syntax.Label {
			last = i
			break
		}
	}
	if last < 0 || len(l.targets) > maxNest {
		for _, k := range kids {
			l.stmt(k)
		}
		return
	}
	label := l.t.Nodes[kids[last]].Text
	before, after := kids[:last], kids[last+1:]
	if l.jumps(before, label, 0) {
		l.scope(target{label: label}, func() { l.sequence(before) })
	} else {
		l.sequence(before)
	}
	if !l.jumps(after, label, 0) {
		l.sequence(after)
		return
	}
	l.loop(target{again: label}, func() ir.Reg { return ir.NoReg }, func() {
		l.sequence(after)
		l.brk(0)
	}, noStep)
}

// jumps reports a goto to a label in some statements.
func (l *lowerer) jumps(kids []syntax.ID, label string, depth int) bool {
	for _, k := range kids {
		n := &l.t.Nodes[k]
		if n.Kind == syntax.Goto && n.Text == label {
			return true
		}
		if n.Kind < syntax.Block || n.Kind > syntax.Asm || depth > maxNest || n.Kind == syntax.Expr {
			continue
		}
		if l.jumps(l.t.Kids(k), label, depth+1) {
			return true
		}
	}
	return false
}

func (l *lowerer) gotoStmt(n *syntax.Node) {
	for i := len(l.targets) - 1; i >= 0; i-- {
		t := &l.targets[i]
		depth := len(l.targets) - 1 - i
		switch n.Text {
		case t.label:
			l.destroyTo(t.cleanups)
			l.brk(depth)
			return
		case t.again:
			l.destroyTo(t.cleanups)
			l.emit(ir.Instr{Op: ir.Continue, Dst: ir.NoReg, A: ir.Reg(depth), B: ir.NoReg, C: ir.NoReg})
			return
		}
	}
	// Into a block, or computed: nobody knows where it goes.
	l.emit(ir.Instr{Op: ir.Return, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
}

func (l *lowerer) leave(again bool) {
	for i := len(l.targets) - 1; i >= 0; i-- {
		t := &l.targets[i]
		if !t.isLoop && (again || !t.isSwitch) {
			continue
		}
		l.destroyTo(t.cleanups)
		depth := len(l.targets) - 1 - i
		if again {
			l.emit(ir.Instr{Op: ir.Continue, Dst: ir.NoReg, A: ir.Reg(depth), B: ir.NoReg, C: ir.NoReg})
		} else {
			l.brk(depth)
		}
		return
	}
}

// destroyTo runs the destructors of the objects made since.
func (l *lowerer) destroyTo(mark int) {
	for i := len(l.builder.cleanup) - 1; i >= mark; i-- {
		c := l.builder.cleanup[i]
		l.destroy(c.addr, c.typ, c.span)
	}
}

// test lowers a condition, which may be a declaration.
func (l *lowerer) test(id syntax.ID) ir.Reg {
	n := &l.t.Nodes[id]
	if n.Kind == syntax.Decl {
		l.localDecl(id, n)
		if s := l.names[n.Text]; s != nil {
			v, _ := l.load(place{s.reg, s.memory, s.typ.strip()}, l.span(id))
			return v
		}
	}
	v, t := l.value(id)
	l.mistaken(t.strip(), boolType, l.span(id))
	if t.strip().kind == tRecord {
		if ms := t.strip().rec.lookup("operator bool", 0); len(ms) > 0 {
			v, _ = l.invoke(ms, v, t.strip(), 0, l.span(id))
		} else {
			v = l.unknown(l.span(id), v)
		}
	}
	return v
}

func (l *lowerer) ifStmt(n *syntax.Node) {
	mark := len(l.undo)
	then := l.t.Nodes[n.First].Next
	or := l.t.Nodes[then].Next
	l.sumTest(n.First, then, or)
	c := l.test(n.First)
	bit := l.flagged(n.First)
	l.branch(c, func() { l.branchOf(then, bit == 1) }, func() { l.branchOf(or, bit == 2) })
	l.unscope(mark)
}

// inner lowers a statement that is a scope of its own.
func (l *lowerer) inner(id syntax.ID) {
	if id == 0 {
		return
	}
	mark := len(l.undo)
	l.stmt(id)
	l.unscope(mark)
}

func (l *lowerer) whileStmt(n *syntax.Node) {
	mark := len(l.undo)
	body := l.t.Nodes[n.First].Next
	l.loop(target{isLoop: true}, func() ir.Reg {
		l.counter(n.First, body)
		return l.test(n.First)
	}, func() { l.inner(body) }, noStep)
	l.unscope(mark)
}

func (l *lowerer) doStmt(n *syntax.Node) {
	c := l.t.Nodes[n.First].Next
	if v, ok := l.eval(c); ok && v == 0 { // do { … } while (0)
		l.loop(target{isLoop: true}, func() ir.Reg { return ir.NoReg }, func() { l.inner(n.First) }, func() { l.brk(0) })
		return
	}
	l.loop(target{isLoop: true}, func() ir.Reg { return ir.NoReg }, func() { l.inner(n.First) }, func() {
		v := l.test(c)
		l.branch(v, func() {}, func() { l.brk(0) })
	})
}

func (l *lowerer) forStmt(n *syntax.Node) {
	mark, clean := len(l.undo), len(l.builder.cleanup)
	cond := l.t.Nodes[n.First].Next
	step := l.t.Nodes[cond].Next
	body := l.t.Nodes[step].Next
	l.stmt(n.First)
	l.loop(target{isLoop: true}, func() ir.Reg {
		if l.t.Nodes[cond].Kind == syntax.Empty {
			return ir.NoReg
		}
		l.counter(cond, step, body)
		return l.test(cond)
	}, func() { l.inner(body) }, func() {
		if l.t.Nodes[step].Kind != syntax.Empty {
			l.statement(func() { l.value(step) })
		}
	})
	l.destroyTo(clean)
	l.builder.cleanup = l.builder.cleanup[:clean]
	l.unscope(mark)
}

// rangeFor lowers "for (T x : xs)": arrays by index, all else by turns whose
// number nobody knows.
func (l *lowerer) rangeFor(id syntax.ID, n *syntax.Node) {
	mark := len(l.undo)
	d := n.First
	over := l.t.Nodes[d].Next
	body := l.t.Nodes[over].Next
	s := l.span(over)
	ot := l.typeOfExpr(over).strip()
	t := l.typeOf(l.t.Nodes[d].First)
	if ot.kind == tRecord && len(ot.rec.lookup("begin", 0)) > 0 && len(ot.rec.lookup("end", 0)) > 0 {
		l.iterate(&l.t.Nodes[d], t, over, ot, body, s)
		return
	}
	i := l.variable("", longType)
	zero := l.intConst(0, s)
	l.copyTo(i, zero, s)
	elem := anyType
	p := l.place(over)
	if ot.kind == tArray {
		elem = ot.elem
	}
	if t.strip() == anyType {
		if t.kind == tRef {
			t = refTo(elem)
		} else {
			t = elem
		}
	}
	base := l.variable("", voidPtr)
	l.copyTo(base, p.reg, s)
	reg := l.variable(l.t.Nodes[d].Text, t)
	l.declare(l.t.Nodes[d].Text, &symbol{kind: sLocal, typ: t, reg: reg, memory: t.kind == tRecord})
	l.loop(target{isLoop: true}, func() ir.Reg {
		if ot.kind == tArray && ot.n >= 0 {
			k := l.intConst(ot.n, s)
			c, _ := l.arith(ir.Lt, i, longType, k, longType, s)
			return c
		}
		return l.unknown(s, base)
	}, func() {
		if ot.kind == tArray {
			at := l.op(ir.IndexRef, base, i, s, l.placed(elem, elem.bytes(), 0))
			if t.kind == tRef || t.kind == tRecord {
				l.copyTo(reg, at, s)
			} else {
				v, vt := l.load(place{at, true, elem}, s)
				l.copyTo(reg, l.convert(v, vt, t, s), s)
			}
		} else {
			l.copyTo(reg, l.unknown(s, base), s)
		}
		l.inner(body)
	}, func() {
		one := l.intConst(1, s)
		next, _ := l.arith(ir.Add, i, longType, one, longType, s)
		l.copyTo(i, next, s)
	})
	l.unscope(mark)
}

// iterate lowers "for (T x : xs)" of a container by its iterators.
func (l *lowerer) iterate(d *syntax.Node, t *ctype, over syntax.ID, ot *ctype, body syntax.ID, s ir.Span) {
	mark := len(l.undo)
	base := l.variable("", voidPtr)
	l.copyTo(base, l.place(over).reg, s)
	b, it := l.invoke(ot.rec.lookup("begin", 0), base, ot, 0, s)
	end := l.variable("", voidPtr)
	e, _ := l.invoke(ot.rec.lookup("end", 0), base, ot, 0, s)
	l.copyTo(end, e, s)
	i := l.variable("", voidPtr)
	l.copyTo(i, b, s)
	it = it.strip()
	method := func(name string, args ...ir.Reg) (ir.Reg, *ctype) {
		if it.kind != tRecord || len(it.rec.lookup(name, 0)) == 0 {
			return l.unknown(s, append([]ir.Reg{i}, args...)...), anyType
		}
		m := it.rec.lookup(name, 0)[0]
		return l.call(methodName(m), s, append([]ir.Reg{i}, args...)...), l.resultOf(m.typ, it)
	}
	l.loop(target{isLoop: true}, func() ir.Reg {
		if it.kind == tPtr {
			c, _ := l.arith(ir.Ne, i, it, end, it, s)
			return c
		}
		c, _ := method("operator!=", end)
		return c
	}, func() {
		v, et := i, refTo(l.pointee(it))
		if it.kind != tPtr {
			v, et = method("operator*")
		}
		l.bindElement(d, t, v, et, s)
		l.inner(body)
	}, func() {
		if it.kind == tPtr {
			next, _ := l.arith(ir.Add, i, it, l.intConst(1, s), intType, s)
			l.copyTo(i, next, s)
			return
		}
		method("operator++")
	})
	l.unscope(mark)
}

// bindElement declares the variable of a range loop: the element, or a copy of it.
func (l *lowerer) bindElement(d *syntax.Node, t *ctype, v ir.Reg, et *ctype, s ir.Span) {
	p := l.placeOf(v, et)
	switch {
	case t == anyType:
		t = et.strip()
	case t.kind == tRef && t.elem == anyType:
		t = refTo(et.strip())
	}
	reg := l.variable(d.Text, t)
	l.declare(d.Text, &symbol{kind: sLocal, typ: t, reg: reg, memory: t.kind == tRecord})
	if t.kind == tRef || t.kind == tRecord {
		l.copyTo(reg, p.reg, s)
		return
	}
	e, vt := l.load(p, s)
	l.copyTo(reg, l.convert(e, vt, t, s), s)
}

// switchStmt is a chain of tests; what falls through is carried in a register.
func (l *lowerer) switchStmt(id syntax.ID, n *syntax.Node) {
	mark := len(l.undo)
	s := l.span(n.First)
	v, vt := l.value(n.First)
	vt = promote(vt.strip())
	on := l.variable("", vt)
	l.copyTo(on, v, s)
	fell := l.variable("", boolType)
	l.copyTo(fell, l.intConst(0, s), s)
	body := l.t.Nodes[n.First].Next
	kids := []syntax.ID{body}
	if l.t.Nodes[body].Kind == syntax.Block {
		kids = l.t.Kids(body)
	}
	groups, def := l.caseGroups(kids)
	clean := len(l.builder.cleanup)
	l.scope(target{isSwitch: true}, func() {
		for i, g := range groups {
			l.caseGroup(g, groups, i == def, i == len(groups)-1, on, vt, fell, s)
		}
	})
	l.builder.cleanup = l.builder.cleanup[:clean]
	l.unscope(mark)
}

// A caseGroup is the labels of a switch that stand together, and what follows.
type caseGroup struct {
	cases []syntax.ID
	deflt bool
	body  []syntax.ID
}

func (l *lowerer) caseGroups(kids []syntax.ID) (groups []caseGroup, def int) {
	def = -1
	for _, k := range kids {
		kind := l.t.Nodes[k].Kind
		if kind != syntax.Case && kind != syntax.Default {
			if len(groups) == 0 {
				if kind != syntax.Decl && kind != syntax.Group {
					continue
				}
				groups = append(groups, caseGroup{})
			}
			groups[len(groups)-1].body = append(groups[len(groups)-1].body, k)
			continue
		}
		if len(groups) == 0 || len(groups[len(groups)-1].body) > 0 {
			groups = append(groups, caseGroup{})
		}
		g := &groups[len(groups)-1]
		if kind == syntax.Default {
			g.deflt, def = true, len(groups)-1
		} else {
			g.cases = append(g.cases, k)
		}
	}
	return groups, def
}

func (l *lowerer) caseGroup(g caseGroup, all []caseGroup, deflt, last bool, on ir.Reg, vt *ctype, fell ir.Reg, s ir.Span) {
	run := func() {
		l.sequence(g.body)
		if !last && !l.ends(g.body) {
			l.copyTo(fell, l.intConst(1, s), s)
		}
	}
	if deflt && last {
		run()
		return
	}
	if len(g.cases) == 0 && !g.deflt { // declarations before the first label
		for _, k := range g.body {
			l.stmt(k)
		}
		return
	}
	c := fell
	test := func(cases []syntax.ID) {
		for _, k := range cases {
			prev := c
			var eq ir.Reg
			blk := l.block(func() { eq = l.caseTest(k, on, vt, s) })
			r := l.tmp()
			l.emit(ir.Instr{Op: ir.Or, Dst: r, A: prev, B: eq, C: ir.NoReg, Aux: &ir.Aux{Type: intType.ir(), Blocks: []ir.Block{blk}}})
			c = r
		}
	}
	if !g.deflt {
		test(g.cases)
		l.branch(c, run, func() {})
		return
	}
	// A default that others follow: when none of them is meant.
	c = l.intConst(0, s)
	for _, o := range all {
		test(o.cases)
	}
	none := l.tmp()
	l.emit(ir.Instr{Op: ir.Unary, Tok: ir.Not, Dst: none, A: c, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: l.typed(intType)})
	r := l.tmp()
	l.emit(ir.Instr{Op: ir.Or, Dst: r, A: none, B: fell, C: ir.NoReg, Aux: &ir.Aux{Type: intType.ir(), Blocks: []ir.Block{nil}}})
	c = r
	test(g.cases)
	l.branch(c, run, func() {})
}

func (l *lowerer) caseTest(k syntax.ID, on ir.Reg, vt *ctype, s ir.Span) ir.Reg {
	lo := l.t.Nodes[k].First
	hi := l.t.Nodes[lo].Next
	if hi == 0 {
		v, t := l.value(lo)
		r, _ := l.arith(ir.Eq, on, vt, v, t, s)
		return r
	}
	v, t := l.value(lo)
	a, _ := l.arith(ir.Ge, on, vt, v, t, s)
	w, wt := l.value(hi)
	b, _ := l.arith(ir.Le, on, vt, w, wt, s)
	r, _ := l.arith(ir.BitAnd, a, intType, b, intType, s)
	return r
}

// ends reports that the end of some statements is not reached.
func (l *lowerer) ends(kids []syntax.ID) bool {
	if len(kids) == 0 {
		return false
	}
	n := &l.t.Nodes[kids[len(kids)-1]]
	switch n.Kind {
	case syntax.Break, syntax.Continue, syntax.Return, syntax.Goto:
		return true
	case syntax.Block:
		return l.ends(l.t.Kids(kids[len(kids)-1]))
	}
	return false
}

func (l *lowerer) returnStmt(id syntax.ID, n *syntax.Node) {
	s := l.span(id)
	in := ir.Instr{Op: ir.Return, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: s}
	if n.First != 0 {
		var r ir.Reg
		res := l.result
		l.kept(n.First, res)
		switch {
		case res != nil && res.kind == tRef:
			r = l.place(n.First).reg
		case res != nil && res.kind == tRecord && l.t.Nodes[n.First].Kind == syntax.Init:
			r, _ = l.constructed2(res, l.t.Nodes[n.First].First, s)
		default:
			v, t := l.value(n.First)
			t = t.strip()
			if l.inferred != nil && *l.inferred == anyType {
				*l.inferred = t.decay()
			}
			if res != nil && res.kind == tRecord && t.kind != tRecord && t.kind != tUnknown {
				v, _ = l.constructed(res, []ir.Reg{v}, []*ctype{t}, s)
			} else if res != nil && t.kind == tRecord && otherClass(t, res) {
				v = l.converted(v, t, res, s)
			}
			r = l.convert(v, t, res, s)
		}
		in.Args = []ir.Reg{r}
	} else if l.promise {
		l.call("prunella.noreturn", s)
	}
	for i := len(l.builder.cleanup) - 1; i >= 0; i-- { // all but what is handed out
		if c := l.builder.cleanup[i]; len(in.Args) == 0 || c.addr != in.Args[0] {
			l.destroy(c.addr, c.typ, c.span)
		}
	}
	l.emit(in)
}

// asm is assembler: what it names it may change.
func (l *lowerer) asm(id syntax.ID, n *syntax.Node) {
	s := l.span(id)
	seen := map[*symbol]bool{}
	for i := n.Tok; i < n.End && int(i) < len(l.t.Toks); i++ {
		sym := l.names[l.t.Toks[i].Text]
		if l.t.Toks[i].Kind != pp.Ident || sym == nil || sym.kind != sLocal || seen[sym] {
			continue
		}
		seen[sym] = true
		l.statement(func() {
			if sym.memory || sym.typ.kind == tRef {
				l.call(ir.IntrinsicModule+".havoc", s, sym.reg)
			} else {
				l.copyTo(sym.reg, l.unknown(s), s)
			}
		})
	}
}

func (l *lowerer) tryStmt(n *syntax.Node) {
	outer := l.tryMark
	l.tryMark = len(l.builder.cleanup)
	aux := &ir.Aux{Blocks: []ir.Block{l.block(func() { l.inner(n.First) }), nil, nil}}
	l.tryMark = outer
	for k := l.t.Nodes[n.First].Next; k != 0; k = l.t.Nodes[k].Next {
		c := &l.t.Nodes[k]
		if c.Kind != syntax.Catch {
			continue
		}
		mark := len(l.undo)
		h := ir.Handler{Var: ir.NoReg}
		p := &l.t.Nodes[c.First]
		if p.Kind == syntax.Decl {
			t := l.typeOf(p.First)
			h.Var = l.variable(p.Text, t)
			l.declare(p.Text, &symbol{kind: sLocal, typ: t, reg: h.Var, memory: t.kind == tRecord})
		}
		h.Body = l.block(func() { l.inner(p.Next) })
		l.unscope(mark)
		aux.Handlers = append(aux.Handlers, h)
	}
	l.emit(ir.Instr{Op: ir.Try, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Aux: aux})
}
