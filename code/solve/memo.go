package solve

import (
	"math"

	"github.com/prunella/prunella/code/text"
)

// A memory is the result of a call that changed nothing older than itself and
// gave away nothing that it made: with the same arguments, and the same content
// in every object it looked at, the same result comes out again.
type memory struct {
	reads []read
	out   *val
	alive bool
	added []fact
	cases uint32 // cases above this number were made by the call
}

// A read is an object as a call saw it.
type read struct {
	id objID
	o  *obj
}

// A recorder watches what a call reads and writes of older objects.
type recorder struct {
	parent *recorder
	start  objID
	reads  []read
	moved  objID // the oldest object that somebody's data was put into
	shows  bool  // it is a model's, and showed a flow
	spoilt bool  // it wrote, registered an entry, threw, or looked at too much
}

// maxReads bounds how many objects a remembered call may depend on.
const maxReads = 48

func (c *recorder) see(id objID, o *obj) {
	if c.spoilt || id >= c.start {
		return
	}
	for i := range c.reads {
		if c.reads[i].id == id {
			return
		}
	}
	if len(c.reads) >= maxReads {
		c.spoilt = true
		return
	}
	c.reads = append(c.reads, read{id, o})
}

// callKey is the fingerprint of a call. What is known on the way counts when
// somebody's data goes in.
func (r *run) callKey(st *state, fn *funcInfo, c *closure, a *arguments, labelled bool) uint64 {
	h := mix(uint64(fn.index)+0x99, uint64(len(a.pos)))
	for _, v := range a.pos {
		h = mix(h, v.hash())
	}
	for i, n := range a.names {
		h = mix(mixString(h, n), a.kw[i].hash())
	}
	if a.rest != nil {
		h = mix(h, a.rest.hash()+1)
	}
	if a.kwRest != nil {
		h = mix(h, a.kwRest.hash()+2)
	}
	if c != nil {
		h = mix(h, c.hash())
	}
	if labelled {
		h = mix(h, st.facts.print())
	}
	return mix(h, bit(r.trial != nil)<<4|bit(len(r.labels) > 0)<<3|bit(r.catching > 0)<<2|bit(r.widening > 0)<<1|bit(r.idle > 0))
}

// recall answers a call from memory.
func (r *run) recall(st *state, key uint64) (*val, bool, bool) {
	m, ok := r.memo[key]
	if !ok {
		return nil, false, false
	}
	for _, x := range m.reads {
		if r.object(st, x.id) != x.o {
			return nil, false, false
		}
	}
	if !m.alive {
		return nil, false, true
	}
	for _, f := range m.added {
		st.facts = st.facts.push(f)
	}
	return r.again(m.out, m.cases, map[*cases]*cases{}, 0), true, true
}

// again gives the ways of a remembered result new names: this call may have gone
// another way than that one.
func (r *run) again(v *val, since uint32, known map[*cases]*cases, depth int) *val {
	if v == nil || depth > maxNest || v.cs == nil && !v.tuple {
		return v
	}
	c := *v
	c.h = 0
	if v.tuple {
		c.items = make([]*val, len(v.items))
		for i, e := range v.items {
			c.items[i] = r.again(e, since, known, depth+1)
		}
	}
	if v.cs == nil || v.cs.id <= since {
		return &c
	}
	cs := known[v.cs]
	if cs == nil {
		r.caseID++
		cs = &cases{id: r.caseID, extra: v.cs.extra}
		known[v.cs] = cs
	}
	c.cs, c.alts = cs, make([]*val, len(v.alts))
	for i, a := range v.alts {
		c.alts[i] = r.again(a, since, known, depth+1)
	}
	return &c
}

// watch begins to record a call.
func (r *run) watch() *recorder {
	r.rec = &recorder{parent: r.rec, start: objID(len(r.base) + len(r.objs)), moved: math.MaxUint32}
	return r.rec
}

// remember ends the recording and keeps the result when it may be used again.
func (r *run) remember(key uint64, rec *recorder, before *facts, st *state, out *val, alive bool, cases uint32, syms text.Sym) {
	r.rec = rec.parent
	if p := rec.parent; p != nil {
		p.spoilt, p.moved = p.spoilt || rec.spoilt, min(p.moved, rec.moved)
		for _, x := range rec.reads {
			p.see(x.id, x.o)
		}
	}
	if rec.spoilt || rec.shows || r.exhausted || alive && !old(out, rec.start, syms, 0) {
		return
	}
	m := &memory{reads: rec.reads, out: out, alive: alive, cases: cases}
	if alive {
		if common(st.facts, before) != before {
			return
		}
		m.added = st.facts.since(before)
	}
	r.memo[key] = m
}

// old tells whether a value holds no object and no name that is younger.
func old(v *val, start objID, syms text.Sym, depth int) bool {
	if v == nil {
		return true
	}
	if depth > maxNest || v.sym > syms || v.cond != nil && v.labels != 0 {
		return false
	}
	for _, f := range v.refs {
		if f.id >= start {
			return false
		}
	}
	for _, c := range v.fns {
		if len(c.cells) > 0 || c.recv != nil {
			return false
		}
	}
	if v.hasText() {
		for _, s := range symsOf(v.str) {
			if s > syms {
				return false
			}
		}
	}
	for _, e := range v.items {
		if !old(e, start, syms, depth+1) {
			return false
		}
	}
	for _, e := range v.alts {
		if !old(e, start, syms, depth+1) {
			return false
		}
	}
	return true
}
