package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// maxEach bounds the elements of a known container that a Range goes through
// one by one.
const maxEach = 24

// A pair is what one turn of a Range binds.
type pair struct{ key, val *val }

// rangeOver goes through the elements one by one when they are known, else
// through one that stands for all.
func (r *run) rangeOver(fr *frame, in *ir.Instr, st *state) bool {
	over := refine(st.facts, st.get(in.A))
	if ts := r.protocol(st, r.through(st, over), "__iter__"); len(ts) > 0 {
		got, alive := r.runTargets(fr, in, st, ts, &arguments{})
		if !alive {
			return false
		}
		over = got
	}
	known, any, exact := r.elements(st, in, over)
	l := &looping{r: r, fr: fr, t: &target{loop: true}, body: block(in, 0), keeps: r.g.carried[in]}
	bind := func(p pair) {
		if in.Dst != ir.NoReg {
			st.set(in.Dst, orAny(p.key))
		}
		if in.B != ir.NoReg {
			r.bindElement(fr, in, st, orAny(p.val))
		}
	}
	alive := true
	for _, p := range known {
		cur := p
		l.head = func(*state) (*state, bool) { bind(cur); return nil, true }
		if alive = l.turn(st); !alive {
			break
		}
	}
	if exact || !alive {
		if alive {
			l.exits = append(l.exits, st.take())
		}
		return l.end(st, block(in, 1))
	}
	l.head = func(cur *state) (*state, bool) {
		exit := cur.fork()
		if in.Dst != ir.NoReg {
			cur.set(in.Dst, r.resym(in, orAny(any.key)))
		}
		if in.B != ir.NoReg {
			r.bindElement(fr, in, cur, r.resym(in, orAny(any.val)))
		}
		return exit, true
	}
	for turn := 0; turn < 2 && r.widening == 0; turn++ { // twice as it is, then widened
		if again, alive := l.first(st); !again {
			return l.finish(st, alive, block(in, 1))
		}
	}
	l.settle(st)
	return l.end(st, block(in, 1))
}

func (r *run) bindElement(fr *frame, in *ir.Instr, st *state, v *val) {
	if v.labels != 0 && !fr.fn.Unit.Stub {
		v = v.traced(step(v.tr, v.labels, fr.fn, in.Span, noteAssign))
	}
	st.set(in.B, v)
}

// elements lists what a Range over v binds: known pairs in order, and a pair
// that stands for any other; exact when there are no others.
func (r *run) elements(st *state, in *ir.Instr, v *val) (known []pair, any pair, exact bool) {
	switch {
	case v.tuple && v.items != nil && len(v.items) <= maxEach && len(v.refs) == 0:
		for i, e := range v.items {
			known = append(known, pair{intOf(int64(i)), e})
		}
		return known, any, true
	case len(v.refs) == 1 && v.kind&^(value.List|value.Map|value.Nil) == 0:
		o := r.deref(st, v.refs[0])
		if o == nil {
			break
		}
		return r.elementsOf(st, in, v, o)
	case v.isNil():
		return nil, any, true
	case r.sem.EmptyIsFalse && v.kind == value.Str:
		if s, ok := v.constant(); ok && len(s) <= maxEach {
			for i, c := range []rune(s) {
				known = append(known, pair{intOf(int64(i)), &val{kind: value.Str, str: text.Lit(string(c))}})
			}
			return known, any, true
		}
	case v.isInt() && v.lo >= 0 && v.lo <= maxEach:
		for i := int64(0); i < v.lo; i++ {
			known = append(known, pair{intOf(i), intOf(i)})
		}
		return known, any, true
	case v.kind == value.Int:
		return nil, pair{intAny, intAny}, false
	}
	e := r.element(st, in, v, nil)
	return nil, pair{r.keyOf(st, v), e}, false
}

func (r *run) elementsOf(st *state, in *ir.Instr, v *val, o *obj) (known []pair, any pair, exact bool) {
	python := r.sem.EmptyIsFalse
	switch {
	case o.kind == aList && !o.lazy && !o.many && len(o.items) <= maxEach:
		for i, e := range o.items {
			known = append(known, pair{intOf(int64(i)), e})
		}
		exact = o.rest == nil
	case o.kind == aMap && !o.lazy && !o.many && len(o.names) <= maxEach:
		for i, n := range o.names {
			k := keyVal(n)
			p := pair{k, o.vals[i]}
			if python {
				p.val = k
			}
			known = append(known, p)
		}
		exact = o.rest == nil && o.key == nil
	}
	if exact {
		return known, any, true
	}
	any = pair{r.keyOf(st, v), r.element(st, in, v, nil)}
	if python && o.kind == aMap {
		any.val = any.key
	}
	return known, any, false
}

// resym gives an element that stands for many a name of its own, so that what is
// learnt of one is not believed of the next.
func (r *run) resym(in *ir.Instr, v *val) *val {
	if v.sym == 0 && (v.labels == 0 || !v.hasText()) {
		return v
	}
	turn := uint64(r.newSym(in))
	rename := func(old text.Sym) text.Sym {
		sym := r.symFor(mix(turn, uint64(old)))
		r.alias(sym, old)
		return sym
	}
	c := *v
	c.h = 0
	if v.sym != 0 {
		c.sym = rename(v.sym)
	}
	if v.hasText() {
		c.str = oneHole(v.str)
		_, whole := c.str.Hole()
		c.str = c.str.MapHoles(func(h text.Hole) text.Hole {
			switch {
			case h.Sym != 0:
				h.Sym = rename(h.Sym)
			case whole && h.Labels != 0:
				h.Sym = text.Sym(turn)
			}
			return h
		})
	}
	return &c
}

// oneHole makes one unknown of several: an element that is one of many parts of the
// outside's gets one name, so that tests can speak of it.
func oneHole(s text.Str) text.Str {
	if len(s.Alts) < 2 || s.Labels() == 0 {
		return s
	}
	for _, q := range s.Alts {
		if len(q) != 1 || q[0].Hole == nil || q[0].Hole.Labels == 0 {
			return s
		}
	}
	h := s.Flatten()
	h.Sym = 0
	return text.Str{Alts: []text.Seq{{{Hole: &h}}}}
}
