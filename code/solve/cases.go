package solve

import (
	"github.com/prunella/prunella/code/value"
)

// Cases remember, where several ways meet, what was known on each. A value that
// depends on the way keeps the value of each way beside the joined one. A later
// test of one such value (a flag, an error, nil) rules out ways, and with them
// what only they said: so a guard in a helper guards its caller.
type cases struct {
	id    uint32
	extra [][]fact // what each way knew beyond what all know
}

// maxWays bounds how many ways are kept apart; further ones are joined.
const maxWays = 8

func (c *cases) full() uint16 { return uint16(1)<<len(c.extra) - 1 }

// maxNest bounds how deep ways within ways are followed.
const maxNest = 6

// choose picks v's value for the ways still possible. What is known of the text that
// v was where the ways met, or of the number, is known of what it is now.
func (l *facts) choose(v *val, depth int) *val {
	out := l.pick(v)
	if name := v.str.Sym; out != v && name != 0 && out.hasText() && l.may(name) {
		for n := l; n != nil; n = n.prev {
			if n.kind == fText && n.sym == name {
				out = out.assumed(*n.text, !n.not)
			}
		}
	}
	if out != v && v.sym != 0 && v.sym != out.sym && out.kind == value.Int && l.may(v.sym) {
		c := *out
		c.sym = v.sym
		c = *refinePlain(l, &c)
		c.h, c.sym = 0, out.sym
		out = &c
	}
	return out
}

func (l *facts) pick(v *val) *val {
	for n := 0; v.cs != nil && n < maxNest; n++ {
		m := l.mask(v.cs)
		if m == v.cs.full() || m == 0 {
			return v
		}
		var out *val
		for i, a := range v.alts {
			if m&(1<<i) != 0 && a != nil {
				out = join(out, a)
			}
		}
		if out == nil || out == v {
			return v
		}
		v = out
	}
	return v
}

// chooseWays learns that only the ways in mask are possible, and what they have
// in common.
func chooseWays(l *facts, cs *cases, mask uint16) (*facts, bool) {
	if mask == l.mask(cs) {
		return l, true
	}
	l = l.push(fact{kind: fWay, cs: cs, mask: mask})
	return inCommon(l, cs, mask, func(l *facts, _ int) (*facts, bool) { return l, true })
}

// inCommon joins what each remaining way knew, then more of it says.
func inCommon(l *facts, cs *cases, mask uint16, more func(*facts, int) (*facts, bool)) (*facts, bool) {
	var out *facts
	found := false
	for i, extra := range cs.extra {
		if mask&(1<<i) == 0 {
			continue
		}
		w, ok := l, true
		for _, f := range extra {
			if w, ok = add(w, f); !ok {
				break
			}
		}
		if ok {
			w, ok = more(w, i)
		}
		switch {
		case !ok:
		case !found:
			out, found = w, true
		default:
			out = joinFacts(out, w)
		}
	}
	return out, found
}

// assumeWays rules out the ways on which v is not want.
func (r *run) assumeWays(l *facts, v *val, want bool) (*facts, bool) {
	return r.rule(l, v.cs, func(w *facts, i int) (*facts, bool) {
		a := v.alts[i]
		if a == nil {
			return w, true
		}
		return r.assumeVal(w, a, want)
	})
}

// rule keeps the ways on which test succeeds.
func (r *run) rule(l *facts, cs *cases, test func(*facts, int) (*facts, bool)) (*facts, bool) {
	mask := l.mask(cs)
	if r.nest > maxNest {
		return l, true
	}
	r.nest++
	defer func() { r.nest-- }()
	var keep uint16
	for i := range cs.extra {
		if mask&(1<<i) == 0 {
			continue
		}
		if _, ok := test(l, i); ok {
			keep |= 1 << i
		}
	}
	if keep == 0 {
		return l, false
	}
	if keep != mask {
		l = l.push(fact{kind: fWay, cs: cs, mask: keep})
	}
	return inCommon(l, cs, keep, test)
}

// mergeStates joins states whose registers have one frame. Facts of one way that
// others do not know are kept as cases of the values that differ.
func (r *run) mergeStates(states []*state) *state {
	if len(states) == 1 {
		return states[0]
	}
	for len(states) > maxWays {
		n := len(states)
		states = append(states[:n-2:n-2], r.mergeStates([]*state{states[n-2], states[n-1]}))
	}
	out := &state{heap: states[0].heap, facts: states[0].facts}
	for _, s := range states[1:] {
		out.facts = joinFacts(out.facts, s.facts)
	}
	m := r.newMerge(states, out.facts)
	out.regs = append([]*val(nil), states[0].regs...)
	for i := range out.regs {
		same := true
		for _, s := range states[1:] {
			if s.regs[i] != out.regs[i] {
				same = false
				break
			}
		}
		if !same {
			out.regs[i] = r.called(m.merge(func(k int) *val { return states[k].regs[i] }), i)
		}
	}
	for k, s := range states[1:] {
		out.heap = r.mergeHeaps(out.heap, s.heap, m, k+1)
	}
	return out
}

// A merging is one join of several states.
type merging struct {
	r      *run
	states []*state
	base   *facts
	cs     *cases
}

func (r *run) newMerge(states []*state, base *facts) *merging {
	return &merging{r: r, states: states, base: base}
}

// merge joins the values that each way has for one variable. Each is refined by
// the facts of its way first, for the joined state forgets them.
func (m *merging) merge(at func(int) *val) *val {
	alts := make([]*val, len(m.states))
	var out *val
	tells := false
	for k, s := range m.states {
		v := at(k)
		if v == nil {
			continue
		}
		alts[k] = refine(s.facts, v)
		tells = tells || distinct(alts[k])
		out = join(out, alts[k])
	}
	if out == nil || m.r.widening > 0 {
		return out
	}
	for _, a := range alts {
		if a == out && !tells {
			return out
		}
	}
	if m.r.ranged(out) {
		if m.r.g.typed { // what a comparison says holds for what is computed of it, too
			return m.r.oneName(out)
		}
		return m.tag(m.r.oneName(out), alts)
	}
	return m.tag(out, alts)
}

// tag gives v its alternatives.
func (m *merging) tag(v *val, alts []*val) *val {
	h := alts[0].hash()
	same := true
	for _, a := range alts[1:] {
		same = same && a.hash() == h
	}
	if same {
		return v
	}
	c := *v
	c.h, c.cs, c.alts = 0, m.ways(), alts
	if v.tuple && v.items != nil {
		c.items = make([]*val, len(v.items))
		for i := range c.items {
			col := make([]*val, len(alts))
			for k, a := range alts {
				if a != nil && len(a.items) == len(v.items) {
					col[k] = a.items[i]
				}
			}
			c.items[i] = m.tag(v.items[i], col)
		}
	}
	return &c
}

func (m *merging) ways() *cases {
	if m.cs == nil {
		m.r.caseID++
		m.cs = &cases{id: m.r.caseID, extra: make([][]fact, len(m.states))}
		for k, s := range m.states {
			m.cs.extra[k] = s.facts.since(common(s.facts, m.base))
		}
	}
	return m.cs
}

// distinct values are those a program tests to find out which way was taken.
func distinct(v *val) bool {
	if v.kind == value.Nil || v.kind == value.Bool && v.lo == v.hi || v.isInt() {
		return true
	}
	_, ok := v.constant()
	return ok
}

// mergeHeaps joins two heaps by object.
func (r *run) mergeHeaps(a, b heap, m *merging, k int) heap {
	fa, fb := m.states[0].facts, m.states[k].facts
	return meet(a, b, func(id objID, x, y *obj) *obj {
		if x == nil {
			x = r.origin(id)
		}
		if y == nil {
			y = r.origin(id)
		}
		switch {
		case x == nil || x == y:
			return y
		case y == nil:
			return x
		}
		if r.widening > 0 {
			return combine(x, y, join)
		}
		return combine(x, y, func(v, w *val) *val {
			if k == 1 {
				v = refineMaybe(fa, v)
			}
			w = refineMaybe(fb, w)
			out := join(v, w)
			if out != nil && out != v && out != w && out.sym == 0 && r.ranged(out) {
				return r.oneName(out)
			}
			return out
		})
	})
}

func refineMaybe(l *facts, v *val) *val {
	if v == nil {
		return nil
	}
	return refine(l, v)
}
