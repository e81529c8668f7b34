package solve

import (
	"github.com/prunella/prunella/code/value"
)

// maxRefs and maxFns bound what one value may point to; beyond, it is unknown.
const (
	maxRefs = 12
	maxFns  = 8
)

// join is the least value above both. Equal values stay the same pointer, which
// is what keeps joins of states cheap.
func join(a, b *val) *val {
	switch {
	case a == b || b == nil:
		return a
	case a == nil:
		return b
	case a.hash() == b.hash():
		return a
	}
	out := &val{
		kind: a.kind | b.kind, labels: a.labels | b.labels,
		refs: joinRefs(a.refs, b.refs), fns: joinFns(a.fns, b.fns),
	}
	out.lo, out.hi = joinRange(a, b)
	if a.hasText() || b.hasText() {
		out.str = joinText(a, b)
	}
	if a.sym == b.sym {
		out.sym = a.sym
	}
	switch {
	case a.typ == b.typ || b.isNil() || b.typ == nil && b.kind&value.Unknown != value.Unknown:
		out.typ = a.typ
	case a.isNil() || a.typ == nil && a.kind&value.Unknown != value.Unknown:
		out.typ = b.typ
	case a.typ.String() == b.typ.String():
		out.typ = a.typ
	}
	if a.cond == b.cond {
		out.cond = a.cond
	}
	out.tr = joinTrace(a, b)
	joinTuples(out, a, b)
	return out
}

// joinTuples joins tuples of one length by element; others become a tuple of
// unknown length, whose only item stands for every element.
func joinTuples(out, a, b *val) {
	switch {
	case !a.tuple && !b.tuple:
		return
	case !a.tuple:
		out.tuple, out.items = true, b.items
	case !b.tuple:
		out.tuple, out.items = true, a.items
	case len(a.items) == len(b.items):
		out.tuple = true
		out.items = make([]*val, len(a.items))
		for i := range a.items {
			out.items[i] = join(a.items[i], b.items[i])
		}
	default:
		var all *val
		for _, e := range append(a.items[:len(a.items):len(a.items)], b.items...) {
			all = join(all, e)
		}
		out.tr, out.labels = joinTrace(out, orAny(all)), out.labels|orAny(all).labels
		out.typ = nil
	}
}

func orAny(v *val) *val {
	if v == nil {
		return anyVal
	}
	return v
}

func joinRange(a, b *val) (int64, int64) {
	const num = value.Int | value.Bool | value.Float
	switch {
	case a.kind&num == 0:
		return b.lo, b.hi
	case b.kind&num == 0:
		return a.lo, a.hi
	}
	return min(a.lo, b.lo), max(a.hi, b.hi)
}

func joinRefs(a, b []ref) []ref {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 || sameRefs(a, b) {
		return a
	}
	out := make([]ref, 0, min(len(a)+len(b), maxRefs))
	for i, j := 0, 0; (i < len(a) || j < len(b)) && len(out) < maxRefs; {
		switch {
		case j == len(b) || i < len(a) && a[i].before(b[j]):
			out = append(out, a[i])
			i++
		case i == len(a) || b[j].before(a[i]):
			out = append(out, b[j])
			j++
		default:
			out = append(out, a[i])
			i, j = i+1, j+1
		}
	}
	if sameRefs(out, a) { // nothing new
		return a
	}
	return out
}

func (f ref) before(g ref) bool { return f.id < g.id || f.id == g.id && f.sel < g.sel }

func sameRefs(a, b []ref) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func joinFns(a, b []*closure) []*closure {
	if len(a) == 0 {
		return b
	}
	out := a[:len(a):len(a)]
next:
	for _, c := range b {
		for _, d := range a {
			if c == d || c.hash() == d.hash() {
				continue next
			}
		}
		if len(out) < maxFns {
			out = append(out, c)
		}
	}
	return out
}

// widen is join that leaps to the end, so that loops come to rest.
func widen(old, next *val) *val {
	out := join(old, next)
	if old == nil || out == old || out.hash() == old.hash() {
		return out
	}
	const num = value.Int | value.Float
	if out.kind&num != 0 && (out.lo != old.lo || out.hi != old.hi) {
		c := *out
		c.h = 0
		if c.lo < old.lo {
			c.lo = minInt
		}
		if c.hi > old.hi {
			c.hi = maxInt
		}
		out = &c
	}
	if out.hasText() && old.hasText() && textHash(out.str) != textHash(old.str) {
		c := *out
		c.h = 0
		c.str = widenText(old.str, out.str)
		out = &c
	}
	return out
}
