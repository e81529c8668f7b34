package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

func noStep() {}

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
