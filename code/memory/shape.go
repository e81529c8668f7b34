package memory

import (
	"github.com/prunella/prunella/code/ir"
)

// beyond reports the bound of a loop that its counter's type does not hold: bound,
// largest.
func (m *machine) beyond() (val, bool) {
	if n := m.number(0); n.hi > m.args[1].lo && n.fl&vagueHi == 0 {
		m.r.report(m.fr, m.in, m.st, "shape.wide", "is compared with a number that its type does not hold: it wraps, and the loop goes on", 0)
	}
	return num(0), true
}

// difference reports a - b > 0 of numbers without a sign where b may be the larger one: a,
// b, whether the program has told something of the two, so that it must be certain.
func (m *machine) difference() (val, bool) {
	a, b := m.number(0), m.number(1)
	t, ok := compared(ir.Ge, a, b)
	if less := ok && !t || m.r.above(m.st, b, a); ok && t || m.r.above(m.st, a, b) || m.args[2].lo != 0 && !less {
		return num(0), true
	}
	m.r.report(m.fr, m.in, m.st, "shape.difference", "is never below 0: where the second number is larger, it wraps and is huge", 0)
	return num(0), true
}

// unread reports what is read into without a look at whether it was read: where it is,
// the text that it is read from, if any. What is known to be there is read.
func (m *machine) unread() (val, bool) {
	p, from := m.args[0], m.args[1]
	o := m.st.object(p.obj)
	if p.k != kPtr || o == nil || p.lo != p.hi || o.kind != oStack && o.kind != oHeap {
		return num(0), true
	}
	if from.k == kPtr {
		if s, _ := m.r.textOf(m.st, from, 1); s.lo == s.hi {
			return num(0), true
		}
	}
	if o.load(p.lo, 1, forms["char"]).k == kNone {
		m.r.report(m.fr, m.in, m.st, "shape.unread", "is not looked at: where nothing could be read, the variable holds what was in memory before", 0)
	}
	return num(0), true
}

// above reports a >= b by what tests told of them together.
func (r *run) above(st *state, a, b val) bool {
	if a.sym == 0 || b.sym == 0 {
		return false
	}
	if d := r.derived[b.sym]; d.op == "part" && d.of.sym == a.sym && b.add <= 0 && d.of.add <= a.add {
		return true
	}
	far, ok := st.excess(b.sym, a.sym, maxSteps)
	return ok && far+b.add-a.add <= 0
}

// sums reports a sum in a test that may wrap: a, b, largest. Sizes that the program
// keeps are small; what came in, and what code answers that nobody knows, need not be.
func (m *machine) sums() (val, bool) {
	a, b := m.number(0), m.number(1)
	if (a.fl|b.fl)&answered == 0 && a.lab|b.lab == 0 {
		return num(0), true
	}
	if addSat(a.hi, b.hi) <= m.args[2].lo {
		return num(0), true
	}
	m.r.report(m.fr, m.in, m.st, "shape.sum", "can wrap, and then the test lets through what it is there to stop", 0)
	return num(0), true
}

// A tested is a place where a program asks whether what new gave is null: it is not,
// new throws. It is wrong when nothing else is asked there, on any way.
type tested struct {
	in    *ir.Instr
	made  place
	other bool
}

// asks notes that a value is tested for null.
func (r *run) asks(fr *frame, in *ir.Instr, st *state, v val) {
	if fr.fn.Unit.Stub || in.Flags&ir.FlagDecl != 0 || r.root == nil || v.k == kInt && v.cond != nil {
		return
	}
	o := st.object(v.obj)
	fresh := v.k == kPtr && o != nil && v.lo == 0 && v.hi == 0 && o.kind == oHeap && !o.quiet && (o.family == "new" || o.family == "new[]") && o.at.fn == fr.fn
	i, ok := r.asked[in]
	if !ok {
		if !fresh && v.k != kPtr && v.k != kAny && !v.null() {
			return // a number
		}
		i = len(r.tests)
		r.asked[in] = i
		r.tests = append(r.tests, tested{in: in})
	}
	t := &r.tests[i]
	if !fresh || t.made.in != nil && t.made.in != o.at.in {
		t.other = true
	}
	if fresh {
		t.made = o.at
		if r.in != nil && !t.other {
			r.reportAt(st, t.made.fn, t.made.in, "shape.new", neverNull)
		}
	}
}

// asksEqual is asks for "p == NULL".
func (r *run) asksEqual(fr *frame, in *ir.Instr, st *state, a, b val) {
	switch {
	case b.null():
		r.asks(fr, in, st, a)
	case a.null():
		r.asks(fr, in, st, b)
	}
}

const neverNull = "throws when there is no memory, and is asked whether it is null"

// sure reports the tests of what new gave that were nothing else in any run.
func (s *solving) sure(runs []*run) {
	other := map[*ir.Instr]bool{}
	for _, r := range runs {
		for _, t := range r.tests {
			other[t.in] = other[t.in] || t.other
		}
	}
	for _, r := range runs {
		for _, t := range r.tests {
			if !other[t.in] && t.made.in != nil && !r.over {
				r.reportAt(nil, t.made.fn, t.made.in, "shape.new", neverNull)
			}
		}
	}
}

// element reports an index behind the elements of a member: index, how many, their size,
// whether it is written to.
func (m *machine) element() (val, bool) {
	i, n, size := m.number(0), m.args[1].lo, m.args[2].lo
	sure := i.lo >= n && i.fl&vagueLo == 0
	if i.k != kInt || !sure && (i.hi < n || i.fl&vagueHi != 0 && i.lab == 0) || m.r.in != nil && !sure {
		return num(0), true
	}
	at := m.times(i, size)
	kind := "read.over"
	if m.args[3].lo == 1 {
		kind = "write.stack"
	}
	m.r.report(m.fr, m.in, m.st, kind, "can end "+bytesOf(mulSat(i.hi-n+1, size), i.fl&vagueHi)+" after the member of "+bytesOf(n*size, 0), i.lab, abs(at), abs(num(size)), abs(num(n*size)))
	return num(0), true
}

// behind reports more bytes from a member on than its whole record has: address, how many
// there are, how many are meant.
func (m *machine) behind() (val, bool) {
	room, n := m.args[1].lo, m.number(2)
	if o := m.st.object(m.args[0].obj); n.lo <= room || n.fl&vagueLo != 0 || m.args[0].k == kPtr && o != nil && o.kind != oForeign {
		return num(0), true // the object's own size tells
	}
	m.r.report(m.fr, m.in, m.st, "write.stack", "ends "+bytesOf(n.lo-room, 0)+" after the record of the member", n.lab, abs(num(0)), abs(n), abs(num(room)))
	return num(0), true
}

// textMember reports a text that is longer than the member it is copied to: address, the
// member's size, text, width. What leaves the object too the copy itself tells.
func (m *machine) textMember() (val, bool) {
	w, room := m.width(3), m.args[1].lo
	src, ok := m.r.textOf(m.st, m.args[2], w)
	if n := addSat(src.lo, 1) * w; ok && n > room && src.lo < 1<<30 {
		m.r.report(m.fr, m.in, m.st, "write.stack", "ends "+bytesOf(n-room, 0)+" after the member of "+bytesOf(room, 0), src.lab, abs(num(0)), abs(num(n)), abs(num(room)))
	}
	return num(0), true
}
