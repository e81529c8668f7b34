package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

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
