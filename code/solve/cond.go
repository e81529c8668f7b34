package solve

import (
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A cond says what the truth of a boolean tells about other values: a leaf (what
// holds when true, and what when false), or a combination. It belongs to the
// value, so it works wherever the boolean is carried and tested.
type cond struct {
	op      condOp
	yes, no fact // cLeaf
	hasYes  bool
	hasNo   bool
	a, b    *cond
	of      *val // cVal: the truth of this value
	h       uint64
}

type condOp uint8

const (
	cLeaf condOp = iota
	cNot
	cAnd
	cOr
	cVal
	cBoth // two readings of one test
)

func leaf(yes, no *fact) *cond {
	c := &cond{op: cLeaf}
	if yes != nil {
		c.yes, c.hasYes = *yes, true
	}
	if no != nil {
		c.no, c.hasNo = *no, true
	}
	return c
}

func (c *cond) hash() uint64 {
	if c == nil {
		return 3
	}
	if c.h == 0 {
		h := mix(uint64(c.op)+17, c.yes.fingerprint())
		h = mix(mix(h, c.no.fingerprint()), bit(c.hasYes)<<1|bit(c.hasNo))
		h = mix(mix(h, c.a.hash()), c.b.hash())
		h = mix(h, c.of.hash())
		c.h = h | 1
	}
	return c.h
}

func notCond(c *cond) *cond {
	if c == nil {
		return nil
	}
	if c.op == cNot {
		return c.a
	}
	return &cond{op: cNot, a: c}
}

// assume adds what c being want says; false when that cannot be.
func (r *run) assume(l *facts, c *cond, want bool) (*facts, bool) {
	if c == nil {
		return l, true
	}
	switch c.op {
	case cNot:
		return r.assume(l, c.a, !want)
	case cAnd, cOr:
		if (c.op == cAnd) == want {
			l, ok := r.assume(l, c.a, want)
			if !ok {
				return l, false
			}
			return r.assume(l, c.b, want)
		}
		return r.either(l, c, want)
	case cVal:
		return r.assumeVal(l, c.of, want)
	case cBoth:
		l, ok := r.assume(l, c.a, want)
		if !ok {
			return l, false
		}
		return r.assume(l, c.b, want)
	}
	if want && c.hasYes {
		return r.learn(l, c.yes)
	}
	if !want && c.hasNo {
		return r.learn(l, c.no)
	}
	return l, true
}

// either joins the two ways in which an And is false or an Or is true.
func (r *run) either(l *facts, c *cond, want bool) (*facts, bool) {
	x, okX := r.assume(l, c.a, want)
	y, okY := r.assume(l, c.a, !want)
	if okY {
		y, okY = r.assume(y, c.b, want)
	}
	switch {
	case okX && okY:
		return joinFacts(x, y), true
	case okX:
		return x, true
	}
	return y, okY
}

// maxBack bounds how far a fact is carried back.
const maxBack = 6

// learn adds a fact, and what it says of the values that the named one was made
// of: a host that is one of a few names tells of the whole address.
func (r *run) learn(l *facts, f fact) (*facts, bool) {
	l, ok := add(l, f)
	for n := 0; ok && f.kind == fText && f.sym != 0 && n < maxBack; n++ {
		parent, about, turned, known := r.opContext().Back(f.sym, *f.text)
		if !known || parent == 0 || about.Kind == text.Marked && f.not != turned {
			break // that a value lacks a mark says nothing
		}
		f = fact{kind: fText, sym: parent, not: f.not != turned, text: &about}
		l, ok = add(l, f)
	}
	return l, ok
}

// add learns one fact, or finds that it contradicts what is known.
func add(l *facts, f fact) (*facts, bool) {
	if f.kind == fWay {
		m := l.mask(f.cs) & f.mask
		if m == 0 {
			return l, false
		}
		return chooseWays(l, f.cs, m)
	}
	if f.sym == 0 {
		return l, true
	}
	if l.may(f.sym) && contradicts(l, f) {
		return l, false
	}
	return l.push(f), true
}

func contradicts(l *facts, f fact) bool {
	for ; l != nil; l = l.prev {
		if l.sym != f.sym || l.kind != f.kind {
			continue
		}
		switch f.kind {
		case fRange:
			if l.hi < f.lo || f.hi < l.lo {
				return true
			}
		case fNil, fTruth:
			if l.not != f.not {
				return true
			}
		case fText:
			if opposed(l.fact, f) {
				return true
			}
		}
	}
	return false
}

// opposed compares two facts about one text, as far as words tell.
func opposed(a, b fact) bool {
	if a.not != b.not {
		b.not = a.not
		return a.fingerprint() == b.fingerprint()
	}
	x, ok := words(a)
	y, ok2 := words(b)
	if !ok || !ok2 || len(a.text.Via)+len(b.text.Via) > 0 {
		return false
	}
	for _, w := range x {
		for _, u := range y {
			if w == u {
				return false
			}
		}
	}
	return true
}

// guardCond translates what an operation says of its boolean result.
func guardCond(g *value.Guard) *cond {
	if g == nil {
		return nil
	}
	c := leafOf(g)
	for _, more := range g.And {
		m := guardCond(more)
		switch {
		case c == nil:
			c = m
		case m != nil:
			c = &cond{op: cAnd, a: c, b: m}
		}
	}
	if g.Not {
		return notCond(c)
	}
	return c
}

func leafOf(g *value.Guard) *cond {
	if g.Sym == 0 {
		return nil
	}
	yes := fact{kind: fText, sym: g.Sym, text: &g.Fact}
	if !g.Exact {
		return leaf(&yes, nil)
	}
	no := yes
	no.not = true
	return leaf(&yes, &no)
}

// assumeVal adds what v being true (or false) says.
func (r *run) assumeVal(l *facts, v *val, want bool) (*facts, bool) {
	switch v.truth(r.listsFalse()) {
	case text.Always:
		if !want {
			return l, false
		}
	case text.Never:
		if want {
			return l, false
		}
	}
	l, ok := r.assume(l, v.cond, want)
	if !ok {
		return l, false
	}
	if v.cs != nil {
		return r.assumeWays(l, v, want)
	}
	if v.cond != nil {
		return l, true
	}
	return r.assumePlain(l, v, want)
}

// assumePlain learns from testing a value that is no comparison: a flag, a
// pointer, a text (empty is false in Python).
func (r *run) assumePlain(l *facts, v *val, want bool) (*facts, bool) {
	if v.hasText() && v.kind&^(value.Str|value.Bytes|value.Nil) == 0 && r.sem.EmptyIsFalse {
		if sym, ok := symOf(v.str); ok {
			return r.learn(l, fact{kind: fText, sym: sym, not: want, text: &text.Fact{Kind: text.Equals}})
		}
	}
	if v.sym != 0 {
		return add(l, fact{kind: fTruth, sym: v.sym, not: !want})
	}
	return l, true
}

// tested is v as a condition: a container whose length is known is true or
// false, where empty ones are false.
func (r *run) tested(st *state, v *val) *val {
	if !r.sem.EmptyIsFalse || r.sem.PropertyKeys || v.kind&(value.List|value.Map) == 0 || v.kind&^(value.List|value.Map) != 0 {
		return v
	}
	if v.tuple && len(v.refs) == 0 {
		return boolOf(len(v.items) > 0)
	}
	if len(v.refs) != 1 {
		return v
	}
	o := r.object(st, v.refs[0].id)
	switch {
	case o == nil || o.lazy || o.many:
	case len(o.items) > 0, len(o.names) > 0 && !o.rough:
		return trueVal
	case o.rest == nil && len(o.names) == 0 && (o.kind == aList || o.kind == aMap):
		return falseVal
	}
	return v
}
