package solve

import (
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A past is what the executions of a function showed so far for arguments of one
// look (see [run.look]): how often something new, how often nothing.
type past struct{ bore, barren int }

// A function is thought barren that showed nothing so often in a run, or in all;
// something new that it showed outweighs one time more.
const (
	enough    = 2
	enoughAll = 6
	maxBore   = 4
)

func (p past) and(q past) past { return past{p.bore + q.bore, p.barren + q.barren} }

func (p past) over(limit int) bool { return p.barren >= limit+min(p.bore, maxBore) }

// barren tells whether more of the same is not worth while: calls that looked like
// this one told their callers nothing of anybody's data, and showed nothing new.
// Never of a model: what it shows and tells belongs to the place that calls it.
func (r *run) barren(f *funcInfo, look uint64) bool {
	a := r.past[look]
	all := a.and(r.analysis.past[look])
	if f.fn.Unit.Stub {
		return false
	}
	return a.over(enough) || all.over(enoughAll)
}

// learnt notes what an execution showed. One that tells its caller of somebody's
// data is left out: its result is wanted each time.
func (r *run) learnt(look uint64, shown int, tells, whole bool) {
	p := r.past[look]
	switch {
	case r.shown != shown:
		p.bore++
	case whole && !tells:
		p.barren++
	default:
		return
	}
	r.past[look] = p
}

// tells reports whether a caller learns of somebody's data from a call: by its
// result, by what the call put into older objects, or by a test that it passed.
func (r *run) tells(st *state, out *val, alive bool, before *facts, rec *recorder, syms text.Sym) bool {
	if rec.moved < rec.start {
		return true
	}
	if !alive {
		return false
	}
	if l, _ := r.reach(st, out); l != 0 {
		return true
	}
	return st.facts.speaks(before, syms) || speaks(out, syms, 0)
}

// speaks reports whether facts beyond before are about a text that has a name up to
// syms.
func (l *facts) speaks(before *facts, syms text.Sym) bool {
	for ; l != nil && l != before; l = l.prev {
		if l.fact.speaks(syms) {
			return true
		}
	}
	return false
}

func (f *fact) speaks(syms text.Sym) bool { return f.kind == fText && f.sym <= syms }

func speaks(v *val, syms text.Sym, depth int) bool {
	if v == nil || depth > maxNest {
		return false
	}
	if v.cs != nil {
		for _, way := range v.cs.extra {
			for i := range way {
				if way[i].speaks(syms) {
					return true
				}
			}
		}
	}
	for _, e := range v.items {
		if speaks(e, syms, depth+1) {
			return true
		}
	}
	return v.cond.speaks(syms, depth)
}

func (c *cond) speaks(syms text.Sym, depth int) bool {
	if c == nil || depth > maxNest {
		return false
	}
	if c.hasYes && c.yes.speaks(syms) || c.hasNo && c.no.speaks(syms) {
		return true
	}
	return c.a.speaks(syms, depth+1) || c.b.speaks(syms, depth+1) || c.of != nil && speaks(c.of, syms, depth+1)
}

// look is a rough fingerprint of a call: which function, and where in its arguments
// whose kind of data is, after which treatment. Calls by nobody's data look alike.
func (r *run) look(st *state, fn *funcInfo, c *closure, a *arguments, labelled bool) uint64 {
	h := uint64(fn.index)*2 + 1
	if fn.reach&toValue != 0 {
		h = r.lookOfConstants(st, fn, a, h)
	}
	if !labelled {
		return h
	}
	h = mix(h, uint64(len(a.pos)))
	for _, v := range a.pos {
		h = mix(h, r.lookOf(st, v, 0))
	}
	for i, n := range a.names {
		h = mix(mixString(h, n), r.lookOf(st, a.kw[i], 0))
	}
	for _, v := range [...]*val{a.rest, a.kwRest} {
		if v != nil {
			h = mix(h, r.lookOf(st, v, 0)+1)
		}
	}
	if c != nil {
		for _, v := range c.cells {
			h = mix(h, r.lookOf(st, v, 0)+2)
		}
	}
	return h
}

// lookOfConstants adds the constants that a call passes, for functions that may judge
// those: the third algorithm asked for is not like the first two. Of objects a
// model is told what their fields say.
func (r *run) lookOfConstants(st *state, fn *funcInfo, a *arguments, h uint64) uint64 {
	depth := 0
	if fn.fn.Unit.Stub {
		depth = 2
	}
	for i, v := range a.pos {
		h = r.lookOfConstant(st, v, mix(h, uint64(i)), depth)
	}
	for i, n := range a.names {
		h = r.lookOfConstant(st, a.kw[i], mixString(h, n), depth)
	}
	return h
}

func (r *run) lookOfConstant(st *state, v *val, h uint64, depth int) uint64 {
	if v == nil {
		return h
	}
	if c, ok := v.constant(); ok {
		return mixString(h, c)
	}
	if v.kind&(value.Int|value.Bool|value.Float) != 0 && v.kind&value.Unknown != value.Unknown && v.lo == v.hi {
		return mix(mix(h, uint64(v.kind)), uint64(v.lo))
	}
	if depth == 0 {
		return h
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		for i := 0; o != nil && i < len(o.vals); i++ {
			h = r.lookOfConstant(st, o.vals[i], mixString(h, o.names[i]), depth-1)
		}
	}
	return h
}

func (r *run) lookOf(st *state, v *val, depth int) uint64 {
	if v == nil {
		return 3
	}
	l, _ := r.reach(st, v)
	h := mix(uint64(v.kind), uint64(r.kindsOf(l)))
	for _, c := range v.fns {
		if c.fn != nil {
			h = mix(h, uint64(r.g.of[c.fn].number()))
		}
	}
	if l == 0 {
		return h
	}
	if v.hasText() {
		h = mix(h, lookOfText(v.str))
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		h = mix(h, typeHash(o.typ))
		if o.decl != nil {
			h = mixString(h, o.decl.Name)
		}
		for i := 0; depth < 2 && i < len(o.vals); i++ {
			h = mix(mixString(h, o.names[i]), r.lookOf(st, o.vals[i], depth+1))
		}
		if depth < 2 && o.rest != nil {
			h = mix(h, r.lookOf(st, o.rest, depth+1))
		}
	}
	return h
}

func (f *funcInfo) number() int {
	if f == nil {
		return -1
	}
	return f.index
}

// lookOfText is the fingerprint of a text but for whose data it is and which.
func lookOfText(s text.Str) uint64 {
	h := uint64(len(s.Alts))
	for _, seq := range s.Alts {
		h = mix(h, uint64(len(seq)))
		for i := range seq {
			p := seq[i]
			if p.Hole != nil {
				o := *p.Hole
				o.Sym = 0
				o.Labels = min(o.Labels, 1)
				p.Hole = &o
			}
			h = partHash(h, &p)
		}
	}
	return h
}

// kindsOf is what the rules tell apart of the sources that labels stand for.
func (r *run) kindsOf(l text.Labels) reach {
	var out reach
	for n := 0; l != 0 && n < len(r.labels); n++ {
		if l&(1<<n) != 0 {
			out |= r.watched.source(r.labels[n].Kind)
			l &^= 1 << n
		}
	}
	return out
}

// idleLook is the look of all calls of a function in which nothing is at stake.
func idleLook(f *funcInfo) uint64 { return uint64(f.index) * 2 }

// learntIdle notes whether such a call was of use: it told a constant, or changed
// an object or made one.
func (r *run) learntIdle(f *funcInfo, out *val, alive bool, rec *recorder) {
	p := r.past[idleLook(f)]
	switch {
	case rec.spoilt || len(rec.writes) > 0 || !alive || r.exhausted:
		return
	case r.telling(out, 0):
		p.bore++
	default:
		p.barren++
	}
	r.past[idleLook(f)] = p
}

// telling reports whether more is known of a value than its type.
func (r *run) telling(v *val, depth int) bool {
	switch {
	case v == nil || v.isNil() || depth > 2:
		return false
	case v.labels != 0 || len(v.fns) > 0 || v.cond != nil:
		return true
	case v.tuple:
		for _, e := range v.items {
			if r.telling(e, depth+1) {
				return true
			}
		}
		return false
	case len(v.refs) > 0:
		o := r.origin(v.refs[0].id)
		return o != nil && !o.lazy
	case v.kind&(value.Int|value.Bool|value.Float) != 0 && v.kind&value.Unknown != value.Unknown:
		return v.lo == v.hi
	}
	_, ok := v.constant()
	return ok || v.hasText() && v.kind&value.Unknown != value.Unknown && !unknownText(v.str)
}

// unknownText tells whether a text is a single hole of which nothing is known.
func unknownText(s text.Str) bool {
	return len(s.Alts) == 1 && len(s.Alts[0]) == 1 && s.Alts[0][0].Hole != nil && lookOfText(s) == lookOfText(anyText)
}
