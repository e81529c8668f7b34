package java

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// switchLabel marks a target that a break without a label leaves.
const switchLabel = "<switch>"

// maxFallen bounds how many cases are written again for those that fall through.
const maxFallen = 64

func (l *lowerer) switchStmt(n syntax.Ref) {
	l.switchOf(n, target{label: switchLabel}, ir.NoReg)
}

// switchExpr gives the value that the chosen case yields.
func (l *lowerer) switchExpr(n syntax.Ref) ir.Reg {
	dst := l.reg("", nil)
	l.switchOf(n, target{label: switchLabel, yield: true, value: dst}, dst)
	return dst
}

// A switching is one switch being lowered.
type switching struct {
	cases  []syntax.Ref
	sel    ir.Reg
	dst    ir.Reg // of an expression
	budget int
}

func (l *lowerer) switchOf(n syntax.Ref, tg target, dst ir.Reg) {
	t := l.t
	first := t.First(n)
	if first == 0 || t.Kind(first) == syntax.Case {
		return
	}
	s := &switching{sel: l.expr(first), dst: dst, budget: maxFallen}
	for c := t.Next(first); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.Case {
			s.cases = append(s.cases, c)
		}
	}
	in := l.at(ir.Scope, n)
	l.targets = append(l.targets, tg)
	b := l.block(func() { l.scoped(func() { l.chain(n, s) }) })
	l.targets = l.targets[:len(l.targets)-1]
	in.Aux = &ir.Aux{Blocks: []ir.Block{b}}
	l.emit(in)
}

// chain emits the tests of the cases in order, each of which leaves the switch
// when it was the one, and default last.
func (l *lowerer) chain(n syntax.Ref, s *switching) {
	fallback := -1
	for i, c := range s.cases {
		if l.t.Has(c, syntax.Default) {
			fallback = i
		}
		labels := l.t.Child(c, syntax.CaseLabels)
		if labels == 0 || l.t.First(labels) == 0 {
			continue
		}
		l.scoped(func() {
			l.when(n, l.label(c, labels, s.sel), func() {
				l.caseBody(s, i)
				l.leaveSwitch(c)
			}, nil)
		})
	}
	if fallback >= 0 {
		l.caseBody(s, fallback)
	}
}

// leaveSwitch breaks out of the innermost switch.
func (l *lowerer) leaveSwitch(n syntax.Ref) {
	in := l.at(ir.Break, n)
	in.A = 0
	l.emit(in)
}

// label tests the selector against the labels of a case and its guard.
func (l *lowerer) label(c, labels syntax.Ref, sel ir.Reg) ir.Reg {
	t := l.t
	test := func(v syntax.Ref) ir.Reg {
		if t.Kind(v) == syntax.Pattern {
			return l.matches(v, sel)
		}
		if name := t.Text(v); t.Kind(v) == syntax.Name && !l.isValue(name) { // a constant of the selector's enum
			own := l.method(v, sel, "name", stringType)
			return l.binary(v, ir.Eq, own, l.str(v, name), boolType)
		}
		return l.binary(v, ir.Eq, sel, l.expr(v), boolType)
	}
	v := t.First(labels)
	ok := test(v)
	for v = t.Next(v); v != 0; v = t.Next(v) {
		in := l.at(ir.Or, v)
		in.A = ok
		in.Aux = &ir.Aux{Blocks: []ir.Block{l.block(func() { in.B = test(v) })}}
		ok = l.do(in, boolType)
	}
	if g := t.Child(c, syntax.Guard); g != 0 && t.First(g) != 0 {
		in := l.at(ir.And, g)
		in.A = ok
		in.Aux = &ir.Aux{Blocks: []ir.Block{l.block(func() { in.B = l.expr(t.First(g)) })}}
		ok = l.do(in, boolType)
	}
	return ok
}

// caseBody lowers what case i does, and what it falls through to.
func (l *lowerer) caseBody(s *switching, i int) {
	t := l.t
	for ; i < len(s.cases); i++ {
		c := s.cases[i]
		ends := t.Has(c, syntax.Arrow)
		for b := t.Next(t.Child(c, syntax.CaseLabels)); b != 0; b = t.Next(b) {
			if t.Kind(b) == syntax.Guard {
				continue
			}
			if s.dst != ir.NoReg && t.Has(c, syntax.Arrow) && t.Kind(b) == syntax.ExprStmt && t.First(b) != 0 {
				v := l.expr(t.First(b))
				l.copyTo(s.dst, b, v)
				l.f.RegTypes[s.dst] = l.typ(v)
				continue
			}
			l.statement(b)
			ends = ends || l.ends(b)
		}
		if s.budget--; ends || s.budget < 0 {
			return
		}
	}
}

// ends reports whether a statement never goes on to the next.
func (l *lowerer) ends(n syntax.Ref) bool {
	t := l.t
	switch t.Kind(n) {
	case syntax.Return, syntax.Throw, syntax.Break, syntax.Continue, syntax.Yield:
		return true
	case syntax.Block:
		if last := t.Last(n); last != 0 {
			return l.ends(last)
		}
	case syntax.If:
		yes := t.Next(t.First(n))
		if yes == 0 || t.Next(yes) == 0 {
			return false
		}
		return l.ends(yes) && l.ends(t.Next(yes))
	}
	return false
}

// yield gives a switch expression its value.
func (l *lowerer) yield(n syntax.Ref) {
	v := l.t.First(n)
	if v == 0 {
		return
	}
	r := l.expr(v)
	for i := len(l.targets) - 1; i >= 0; i-- {
		if l.targets[i].yield {
			l.copyTo(l.targets[i].value, n, r)
			l.f.RegTypes[l.targets[i].value] = l.typ(r)
			in := l.at(ir.Break, n)
			in.A = ir.Reg(len(l.targets) - 1 - i)
			l.emit(in)
			return
		}
	}
}
