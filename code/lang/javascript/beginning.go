package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// beginningTest lowers the ways to ask how a text begins that are older than
// startsWith to the same question: `s.slice(0, p.length) === p` (substring, substr),
// and `s.lastIndexOf(p, 0) === 0`.
func (l *lowerer) beginningTest(n, a, b syntax.Ref, not bool) (ir.Reg, bool) {
	s, p := l.beginning(a, b)
	if s == 0 {
		s, p = l.beginning(b, a)
	}
	if s == 0 {
		return ir.NoReg, false
	}
	whole := l.expr(s)
	r := l.op(n, "text.has_prefix", whole, l.expr(p))
	if not {
		r = l.not(n, r)
	}
	return r, true
}

// beginning finds the text and what it is said to begin with, where a call is compared
// with a value.
func (l *lowerer) beginning(call, value syntax.Ref) (s, p syntax.Ref) {
	t := l.t
	if t.Kind(call) != syntax.Call || t.Kind(t.First(call)) != syntax.Member || t.Count(t.Child(call, 1)) != 2 {
		return 0, 0
	}
	of := t.First(t.First(call))
	first := t.First(t.Child(call, 1))
	second := t.Next(first)
	switch l.text(t.Child(t.First(call), 1)) {
	case "slice", "substring", "substr":
		if l.text(first) == "0" && l.plainName(value) && t.Kind(second) == syntax.Member && l.text(t.Child(second, 1)) == "length" && l.text(t.First(second)) == l.text(value) {
			return of, value
		}
	case "lastIndexOf":
		if l.text(second) == "0" && l.text(value) == "0" {
			return of, first
		}
	}
	return 0, 0
}

// plainName reports a name, or fields of one: what may be read twice.
func (l *lowerer) plainName(n syntax.Ref) bool {
	for l.t.Kind(n) == syntax.Member {
		n = l.t.First(n)
	}
	k := l.t.Kind(n)
	return k == syntax.Name || k == syntax.This
}
