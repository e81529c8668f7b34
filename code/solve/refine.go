package solve

import (
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// refine is v with all that is known on the way here put into it.
func refine(l *facts, v *val) *val {
	if l == nil || v == nil {
		return v
	}
	v = l.choose(v, 0)
	if v.hasText() {
		v = refineText(l, v)
	}
	if v.sym != 0 && l.may(v.sym) {
		v = refinePlain(l, v)
	}
	return v
}

func refineText(l *facts, v *val) *val {
	out := v.str
	changed := false
	for _, sym := range symsOf(v.str) {
		if !l.may(sym) {
			continue
		}
		for n := l; n != nil; n = n.prev {
			if n.kind == fText && n.sym == sym {
				out, changed = assumeText(out, sym, *n.text, !n.not), true
			}
		}
	}
	if !changed || textIsNone(out) {
		return v
	}
	c := *v
	c.h, c.str = 0, out
	c.labels = v.labels&^textLabels(v.str) | textLabels(out)
	if v.kind&^(value.Str|value.Bytes) != 0 {
		c.labels = v.labels
	}
	return &c
}

// refinePlain applies what is known of a named number, pointer or flag.
func refinePlain(l *facts, v *val) *val {
	c := *v
	for n := l; n != nil; n = n.prev {
		if n.sym != v.sym {
			continue
		}
		switch n.kind {
		case fRange:
			c.lo, c.hi = max(c.lo, n.lo), min(c.hi, n.hi)
		case fNot:
			c.without(n.lo)
		case fNil:
			if n.not {
				c.kind &^= value.Nil
			} else {
				c.kind &= value.Nil
			}
		case fTruth:
			c = decided(c, !n.not)
		}
	}
	if c.kind == 0 || c.lo > c.hi || c.kind == v.kind && c.lo == v.lo && c.hi == v.hi {
		return v
	}
	c.h = 0
	return &c
}

// without takes a number off the end of what v may be.
func (v *val) without(n int64) {
	switch {
	case v.lo >= v.hi:
	case v.lo == n:
		v.lo++
	case v.hi == n:
		v.hi--
	}
}

// decided is a value whose truth is known.
func decided(c val, truth bool) val {
	if c.kind == value.Bool {
		c.lo, c.hi = int64(bit(truth)), int64(bit(truth))
	} else if truth {
		c.kind &^= value.Nil
	}
	return c
}

// symsOf lists the names of a text and of its unknown stretches.
func symsOf(s text.Str) []text.Sym {
	var out []text.Sym
	if s.Sym != 0 {
		out = append(out, s.Sym)
	}
	for _, q := range s.Alts {
	parts:
		for i := range q {
			if q[i].Hole == nil || q[i].Hole.Sym == 0 {
				continue
			}
			for _, have := range out {
				if have == q[i].Hole.Sym {
					continue parts
				}
			}
			out = append(out, q[i].Hole.Sym)
		}
	}
	return out
}

// symOf is the name of a text as a whole.
func symOf(s text.Str) (text.Sym, bool) {
	sym := s.Name()
	return sym, sym != 0
}
