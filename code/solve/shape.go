package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A shape numbers the objects, names, labels and ways that a call can see, in the
// order in which it comes to see them, and takes fingerprints in which the numbers
// stand for them. Two calls of one shape differ only in which objects, which
// unknowns and whose data (of one kind) they are about.
type shape struct {
	r      *run
	facts  *facts // at the call
	objs   []objID
	syms   []text.Sym
	labels []uint8
	ways   []*cases
	traces []*trace
	vals   []*val      // those with ways
	given  text.Labels // whose data the arguments hold or reach
	over   bool        // there is too much to see
}

// The bounds of what a remembered call may depend on.
const (
	maxSeen  = 200
	maxLooks = 100
)

// mark and back undo numbering.
func (s *shape) mark() [6]int {
	return [6]int{len(s.objs), len(s.syms), len(s.labels), len(s.ways), len(s.traces), len(s.vals)}
}

func (s *shape) back(m [6]int) {
	s.objs, s.syms, s.labels, s.ways, s.traces, s.vals = s.objs[:m[0]], s.syms[:m[1]], s.labels[:m[2]], s.ways[:m[3]], s.traces[:m[4]], s.vals[:m[5]]
	s.over = false
}

func indexOf[T comparable](list []T, x T) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == x {
			return i
		}
	}
	return -1
}

// object is what stands for an object: those made before the run are themselves.
func (s *shape) object(id objID) uint64 {
	if int(id) < len(s.r.base) {
		return uint64(id)<<1 | 1
	}
	i := indexOf(s.objs, id)
	if i < 0 {
		i = len(s.objs)
		s.objs = append(s.objs, id)
		s.over = s.over || i >= maxSeen
	}
	return uint64(i) << 1
}

// sym is what stands for a name, with all that is known of it when it is new.
func (s *shape) sym(x text.Sym) uint64 {
	if x == 0 {
		return 0
	}
	i := indexOf(s.syms, x)
	if i >= 0 {
		return uint64(i) + 1
	}
	s.syms = append(s.syms, x)
	s.over = s.over || len(s.syms) >= maxSeen
	h := uint64(len(s.syms))
	if x <= s.r.baseSyms() {
		h = mix(h, uint64(x))
	}
	return mix(h, s.known(x))
}

// known is the fingerprint of the facts about a name.
func (s *shape) known(x text.Sym) uint64 {
	h := uint64(0)
	if !s.facts.may(x) {
		return h
	}
	for l := s.facts; l != nil; l = l.prev {
		if l.kind != fWay && l.sym == x {
			f := l.fact
			f.sym = 0
			h = mix(h, f.fingerprint())
		}
	}
	return h
}

func (s *shape) whose(l text.Labels) uint64 {
	h := uint64(0)
	for n := uint8(0); l != 0; n++ {
		if l&(1<<n) == 0 {
			continue
		}
		l &^= 1 << n
		i := indexOf(s.labels, n)
		if i < 0 {
			i = len(s.labels)
			s.labels = append(s.labels, n)
			if int(n) < len(s.r.labels) {
				h = mixString(h, s.r.labels[n].Kind)
			}
		}
		h = mix(h, uint64(i))
	}
	return h
}

func (s *shape) way(c *cases, depth int) uint64 {
	if i := indexOf(s.ways, c); i >= 0 {
		return uint64(i) + 1
	}
	if depth > 3 || len(s.ways) > maxSeen {
		s.over = true
		return 0
	}
	s.ways = append(s.ways, c)
	h := mix(uint64(len(s.ways)), uint64(s.facts.mask(c))<<8|uint64(len(c.extra)))
	for _, way := range c.extra {
		h = mix(h, uint64(len(way)))
		for i := range way {
			h = mix(h, s.fact(&way[i], depth+1))
		}
	}
	return h
}

func (s *shape) fact(f *fact, depth int) uint64 {
	c := *f
	c.sym, c.cs = 0, nil
	h := mix(c.fingerprint(), s.sym(f.sym))
	if f.cs != nil {
		h = mix(h, s.way(f.cs, depth))
	}
	return h
}

func (s *shape) trace(l text.Labels, t *trace) uint64 {
	if l == 0 || t == nil {
		return 0
	}
	s.traces = append(s.traces, t)
	return 1
}

// val is the fingerprint of a value, but not of what its objects hold.
func (s *shape) val(v *val, depth int) uint64 {
	if v == nil {
		return 1
	}
	if v.bare() {
		return v.hash()
	}
	if depth > maxNest+2 {
		s.over = true
		return 0
	}
	if v.cs != nil {
		if i := indexOf(s.vals, v); i >= 0 {
			return uint64(i) + 5
		}
		if len(s.vals) > maxSeen {
			s.over = true
			return 0
		}
		s.vals = append(s.vals, v)
	}
	h := mix(uint64(v.kind)+7, uint64(bit(v.tuple)<<1|bit(v.float)))
	h = mix(mix(h, s.whose(v.labels)), s.sym(v.sym))
	if v.hasText() {
		h = mix(h, s.text(v.str))
	}
	h = mix(mix(h, uint64(v.lo)), uint64(v.hi))
	for _, f := range v.refs {
		h = mix(h, s.object(f.id)+3)
		if f.sel != "" {
			h = mixString(h, f.sel)
		}
	}
	for _, c := range v.fns {
		h = mix(h, s.closure(c, depth+1))
	}
	for _, e := range v.items {
		h = mix(h, s.val(e, depth+1))
	}
	h = mix(h, typeHash(v.typ))
	if v.cond != nil {
		h = mix(h, s.cond(v.cond, depth+1))
	}
	if v.cs != nil {
		h = mix(h, s.way(v.cs, 0))
		for _, a := range v.alts {
			h = mix(h, s.val(a, depth+1))
		}
	}
	h = mix(h, s.trace(v.labels, v.tr))
	return h
}

func (s *shape) closure(c *closure, depth int) uint64 {
	if len(c.cells) == 0 && c.recv == nil {
		return c.hash()
	}
	h := mixString(5, c.name)
	if c.fn != nil {
		h = mix(h, uint64(s.r.g.of[c.fn].number()))
	}
	if c.decl != nil {
		h = mixString(h, c.decl.Name)
	}
	for _, cell := range c.cells {
		h = mix(h, s.val(cell, depth))
	}
	return mix(h, s.val(c.recv, depth))
}

func (s *shape) cond(c *cond, depth int) uint64 {
	if c == nil {
		return 3
	}
	if depth > 2*maxNest {
		s.over = true
		return 0
	}
	h := uint64(c.op) + 17
	if c.hasYes {
		h = mix(h, s.fact(&c.yes, 1))
	}
	if c.hasNo {
		h = mix(h, s.fact(&c.no, 1)+1)
	}
	h = mix(mix(h, s.cond(c.a, depth+1)), s.cond(c.b, depth+1))
	return mix(h, s.val(c.of, depth+1))
}

func (s *shape) text(t text.Str) uint64 {
	h := uint64(len(t.Alts))
	if t.Sym != 0 {
		h = mix(h, s.sym(t.Sym))
	}
	for _, q := range t.Alts {
		h = mix(h, uint64(len(q)))
		for i := range q {
			h = s.part(h, &q[i])
		}
	}
	return h
}

// part counts where constants were written: fixers ask for it.
func (s *shape) part(h uint64, p *text.Part) uint64 {
	if p.Hole == nil {
		return mix(mix(partHash(h, p), uint64(p.Unit)), uint64(p.Span.Start)<<32|uint64(p.Span.End))
	}
	o := *p.Hole
	h = mix(mix(h, s.sym(o.Sym)), s.whose(o.Labels))
	o.Sym, o.Labels = 0, 0
	q := text.Part{Hole: &o}
	return partHash(h, &q)
}

// content is the fingerprint of what an object holds itself.
func (s *shape) content(o *obj) uint64 {
	if o == nil {
		return 1
	}
	h := uint64(o.kind)<<6 | bit(o.whole)<<5 | bit(o.bare)<<4 | bit(o.set)<<3 | bit(o.lazy)<<2 | bit(o.rough)<<1 | bit(o.many)
	h = mix(h, typeHash(o.typ))
	if o.decl != nil {
		h = mixString(h, o.decl.Name)
	}
	for i, n := range o.names {
		h = mix(mixString(h, n), s.val(o.vals[i], 0))
	}
	for _, v := range o.items {
		h = mix(h, s.val(v, 0))
	}
	h = mix(mix(mix(h, s.val(o.rest, 0)), s.val(o.key, 0)), s.val(o.proto, 0))
	h = mix(h, s.whose(o.label))
	return mix(h, s.trace(o.label, o.tr))
}

func (s *shape) reached(st *state, v *val) uint64 {
	if v == nil || v.bare() {
		return 0
	}
	l, _ := s.r.reach(st, v)
	s.given |= l
	return s.whose(l)
}

// bare tells that a value speaks of nothing but itself.
func (v *val) bare() bool {
	if v.labels != 0 || v.sym != 0 || len(v.refs) > 0 || len(v.fns) > 0 || len(v.items) > 0 || v.cond != nil || v.cs != nil {
		return false
	}
	if v.kind&(value.Str|value.Bytes) == 0 {
		return true
	}
	if v.str.Sym != 0 {
		return false
	}
	for _, q := range v.str.Alts {
		for i := range q {
			if o := q[i].Hole; o == nil && q[i].Unit != 0 || o != nil && (o.Sym != 0 || o.Labels != 0) {
				return false
			}
		}
	}
	return true
}

// shapeOf is the shape of a call before it runs, and the key it is kept under.
func (r *run) shapeOf(st *state, fn *funcInfo, c *closure, a *arguments, in *ir.Instr) (*shape, uint64) {
	s := &shape{r: r, facts: st.facts}
	h := mix(uint64(fn.index)+0x99, uint64(len(a.pos)))
	for _, v := range a.pos {
		h = mix(h, s.val(v, 0))
	}
	for i, n := range a.names {
		h = mix(mixString(h, n), s.val(a.kw[i], 0))
	}
	if a.rest != nil {
		h = mix(h, s.val(a.rest, 0)+1)
	}
	if a.kwRest != nil {
		h = mix(h, s.val(a.kwRest, 0)+2)
	}
	if a.this != nil {
		h = mix(h, s.val(a.this, 0)+3)
	}
	if c != nil {
		h = mix(h, s.closure(c, 0))
	}
	// Whose data is within reach of the arguments.
	if len(r.labels) > 0 {
		for _, v := range a.pos {
			h = mix(h, s.reached(st, v))
		}
		for _, v := range a.kw {
			h = mix(h, s.reached(st, v))
		}
		h = mix(mix(h, s.reached(st, a.rest)), s.reached(st, a.kwRest))
		for i := 0; c != nil && i < len(c.cells); i++ {
			h = mix(h, s.reached(st, c.cells[i]))
		}
	}
	h = mix(mix(h, uint64(in.Flags)), uint64(r.live)) // in another root the same source may be nobody's
	return s, mix(h, bit(r.root.inits != nil)<<5|bit(r.trial != nil && r.trial.idle)<<4|bit(len(r.labels) > 0)<<3|bit(r.catching > 0)<<2|bit(r.idle > 0))
}
