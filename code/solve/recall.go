package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/text"
)

// A past call, as it can be had again by another of its shape: by this run or, when
// both start from the same heap, by a later one.
type deed struct {
	shape  *shape
	steps  []look
	start  objID // objects and names beyond these were made by the call
	syms   text.Sym
	cases  uint32
	alive  bool
	out    *val
	added  []fact
	writes []written
	fresh  map[objID]*obj // what it made and gave away
	born   map[text.Sym]birth
	homes  map[objID]partKey
	plain  map[objID]*obj // objects that are parts, as they are before anybody writes
	of     map[text.Sym]Source
	source map[uint8]Source // labels that are not of the arguments
	at     string           // the place of the call, when sources there are the caller's
	ctx    *ops.Context
	work   int64 // instructions it took
	stable bool  // it gives nothing new away: the same call gives the very same
}

type written struct {
	id    objID
	o     *obj
	moved bool
}

// A look is one thing that a call looked at, in the order in which it did: an object
// (base or numbered), a part of one, or a name.
type look struct {
	kind  lookKind
	num   int   // of the object in the shape, or -1 and
	id    objID // one that was there before the run
	key   string
	birth birth    // of a name: what it is of is num and named, when those are numbered
	named int      // of the name in the shape, or -1
	name  text.Sym // the name in the past call
	hash  uint64   // what was seen
	o     *obj     // base objects that are as they were before the run
}

type lookKind uint8

const (
	lookBase lookKind = iota
	lookSame
	lookObject
	lookPart
	lookName
)

const maxDeeds = 6 // of one key

// recallShare is how many instructions of a past call count as one when it is had
// again: what its answer holds must be renamed, and read by those who get it.
const recallShare = 2

// remember keeps what a call did, when it can be done again elsewhere.
func (r *run) remember(key uint64, s *shape, rec *recorder, before *facts, st *state, out *val, alive bool, cases uint32, at string, work int64) {
	if rec.spoilt || r.undone() || s.over || int64(len(rec.log)) > 12+work/8 || len(r.deeds[key]) >= maxDeeds {
		return
	}
	d := &deed{shape: s, start: rec.start, syms: rec.syms, cases: cases, alive: alive, ctx: r.opctx, at: at, work: work, stable: true}
	if !d.looked(r, rec.log) {
		return
	}
	if alive {
		if common(st.facts, before) != before {
			return
		}
		d.added, d.out = st.facts.since(before), out
		for _, w := range rec.writes {
			w.o = r.peek(st, w.id)
			d.writes = append(d.writes, w)
		}
		g := gathering{r: r, st: st, d: d}
		if !g.all() {
			return
		}
	}
	if r.widening > 0 && !d.stable {
		return
	}
	s.r, s.facts = nil, nil
	r.deeds[key] = append(r.deeds[key], d)
}

// looked turns a recorder's log into steps that can be taken again.
func (d *deed) looked(r *run, log []seen) bool {
	for _, x := range log {
		switch {
		case x.sym != 0:
			d.name(r, x)
		case int(x.id) < len(r.base):
			d.base(r, x)
		case indexOf(d.shape.objs, x.id) >= 0:
			d.steps = append(d.steps, look{kind: lookObject, num: indexOf(d.shape.objs, x.id), hash: d.shape.content(x.o)})
		case !d.part(r, x.id, x.o, 0):
			return false
		}
		if d.shape.over {
			return false
		}
	}
	return true
}

// name adds the step to a name; not when the call could not see what it is of.
func (d *deed) name(r *run, x seen) {
	s := d.shape
	l := look{kind: lookName, num: -1, named: -1, birth: x.birth, name: x.sym}
	if x.birth.hasObj && int(x.birth.obj) >= len(r.base) {
		if l.num = indexOf(s.objs, x.birth.obj); l.num < 0 {
			return
		}
	}
	if x.birth.sym > r.baseSyms() {
		if l.named = indexOf(s.syms, x.birth.sym); l.named < 0 {
			return
		}
	}
	l.hash = s.sym(x.sym)
	d.steps = append(d.steps, l)
}

// base adds the step to an object that was there before the run.
func (d *deed) base(r *run, x seen) {
	l := look{kind: lookBase, num: -1, id: x.id, o: x.o}
	if x.o != r.base[x.id] {
		l = look{kind: lookSame, num: -1, id: x.id, hash: d.shape.content(x.o)}
	}
	d.steps = append(d.steps, l)
}

// part adds the step to a part of something, after those to what it is a part of.
func (d *deed) part(r *run, id objID, o *obj, depth int) bool {
	s, h := d.shape, r.homeOf(id)
	if !h.ok || depth > maxNest {
		return false
	}
	l := look{kind: lookPart, key: h.name, id: h.id, num: -1, o: r.origin(id)}
	if int(h.id) >= len(r.base) {
		if indexOf(s.objs, h.id) < 0 && !d.part(r, h.id, r.origin(h.id), depth+1) {
			return false
		}
		l.num = indexOf(s.objs, h.id)
	}
	s.object(id)
	l.hash = s.content(o)
	d.steps = append(d.steps, l)
	return true
}

// recall looks for a past call of the shape s that saw what is there now.
func (r *run) recall(st *state, key uint64, s *shape) *deed {
	if s.over {
		return nil
	}
	m := s.mark()
	for _, list := range [...][]*deed{r.deeds[key], r.old[key]} {
		for _, d := range list {
			if r.matches(st, d, s) {
				return d
			}
			s.back(m)
		}
	}
	return nil
}

func (r *run) matches(st *state, d *deed, s *shape) bool {
	for i := range d.steps {
		if !r.step(st, d, &d.steps[i], s) {
			return false
		}
	}
	return !s.over && len(s.objs) == len(d.shape.objs) && len(s.syms) == len(d.shape.syms) && len(s.labels) == len(d.shape.labels) &&
		len(s.ways) == len(d.shape.ways) && len(s.traces) == len(d.shape.traces)
}

// step looks at what a past call looked at, as it is here: is it the same?
func (r *run) step(st *state, d *deed, l *look, s *shape) bool {
	if !l.within(s) {
		return false
	}
	switch l.kind {
	case lookBase:
		return r.peek(st, l.id) == l.o
	case lookSame:
		return s.content(r.peek(st, l.id)) == l.hash
	case lookObject:
		return s.content(r.peek(st, s.objs[l.num])) == l.hash
	case lookPart:
		k := l.partHere(s)
		id, ok := r.part(k)
		if !ok { // nobody asked for it here: it is as it would be
			id = r.newObj(l.o)
			r.settleQuietly(id, k, d, s)
		}
		s.object(id)
		return s.content(r.peek(st, id)) == l.hash
	}
	return s.sym(r.askQuietly(l.birthHere(s))) == l.hash
}

// within tells whether the call at hand came to see what a look is about.
func (l *look) within(s *shape) bool {
	return l.num < len(s.objs) && (l.kind != lookName || l.named < len(s.syms))
}

// partHere is the part that a look at one is about, in the call at hand.
func (l *look) partHere(s *shape) partKey {
	if l.num >= 0 {
		return partKey{s.objs[l.num], l.key}
	}
	return partKey{l.id, l.key}
}

// birthHere is the question that a look at a name asks, in the call at hand.
func (l *look) birthHere(s *shape) birth {
	b := l.birth
	if l.num >= 0 {
		b.obj = s.objs[l.num]
	}
	if l.named >= 0 {
		b.sym = s.syms[l.named]
	}
	return b
}

// askQuietly asks without a note of it.
func (r *run) askQuietly(b birth) text.Sym {
	rec := r.rec
	r.rec = nil
	x := r.ask(b)
	r.rec = rec
	return x
}

// settleQuietly makes the part that a past call saw, for the object that takes the
// other's place here.
func (r *run) settleQuietly(id objID, k partKey, d *deed, s *shape) {
	rec := r.rec
	r.rec = nil
	r.settle(id, k)
	r.rec = rec
	n := renaming{r: r, d: d, s: s}
	r.objs[int(id)-len(r.base)] = n.content(r.objs[int(id)-len(r.base)])
}

// again does to the state what a past call did.
func (r *run) again(fr *frame, in *ir.Instr, st *state, d *deed, s *shape) (*val, bool) {
	r.work += 1 + d.work/recallShare
	if r.rec != nil {
		for i := range d.steps {
			r.seeAgain(st, &d.steps[i], s)
		}
	}
	r.adopt(d, s)
	if !d.alive {
		r.lose(st)
		return nil, false
	}
	n := &renaming{r: r, d: d, s: s, fr: fr, in: in, st: st}
	for _, w := range d.writes {
		id, o := n.object(w.id), n.content(w.o)
		r.moves = w.moved
		r.store(st, id, o)
	}
	r.moves = false
	for i := range d.added {
		st.facts = st.facts.push(n.fact(&d.added[i]))
	}
	return n.val(d.out), true
}

// adopt keeps what operations made the names of that a past call looked at: who learns of
// one learns of what it was made of.
func (r *run) adopt(d *deed, s *shape) {
	for i := range d.steps {
		if l := &d.steps[i]; l.kind == lookName && l.birth.op && d.ctx != nil {
			b := l.birthHere(s)
			r.opContext().Adopt(d.ctx, l.name, r.askQuietly(b), b.sym)
		}
	}
}

// seeAgain tells the caller's recorder what the past call looked at.
func (r *run) seeAgain(st *state, l *look, s *shape) {
	switch l.kind {
	case lookName:
		r.ask(l.birthHere(s))
	case lookObject:
		r.object(st, s.objs[l.num])
	case lookPart:
		id, _ := r.part(l.partHere(s))
		r.object(st, id)
	default:
		r.object(st, l.id)
	}
}

// peek is object without a note that it was looked at.
func (r *run) peek(st *state, id objID) *obj {
	if o := st.heap.get(id); o != nil {
		return o
	}
	return r.origin(id)
}
