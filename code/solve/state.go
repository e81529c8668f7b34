package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// A state is what holds at one point of a function: its registers, the heap and
// the facts.
type state struct {
	regs  []*val
	heap  heap
	facts *facts
}

func (s *state) fork() *state {
	c := *s
	c.regs = append(make([]*val, 0, len(s.regs)), s.regs...)
	return &c
}

// take moves the state out, leaving s dead.
func (s *state) take() *state {
	c := *s
	s.regs = nil
	return &c
}

// A frame is one activation of a function.
type frame struct {
	fn      *ir.Func
	info    *funcInfo
	caller  *frame
	ground  bool      // stands for the system below a root
	call    *ir.Instr // the caller's instruction; nil for roots
	depth   int
	targets []*target // what Break and Continue leave, innermost last
	tries   []*try
	returns []*state // regs[0] is the result
	thrown  []*state // regs[0] is the exception
	defers  []ir.Block
	// deferred is how many ways out there were when each of defers was met.
	deferred []int
	cells    []*val // the registers at a Return, for ResultCells
	last     []*val // the registers where a deferred block was met
	yields   *val
	resume   *val // the exception being handled, for a bare raise
}

// A target is an enclosing Loop, Range or Scope.
type target struct {
	loop   bool
	breaks []*state
	nexts  []*state
}

// A try is an enclosing Try body.
type try struct{ thrown []*state }

// origin is the object as it was made: in this run or before it.
func (r *run) origin(id objID) *obj {
	if int(id) < len(r.base) {
		return r.base[id]
	}
	if i := int(id) - len(r.base); i < len(r.objs) {
		return r.objs[i]
	}
	return nil
}

// object reads the heap.
func (r *run) object(st *state, id objID) *obj {
	o := st.heap.get(id)
	if o == nil {
		o = r.origin(id)
	}
	if r.rec != nil {
		r.rec.see(r, id, o)
	}
	return o
}

// alloc makes an object. In the settling turns of a loop one instruction in one
// calling context makes one object, which then stands for many.
func (r *run) alloc(st *state, at *ir.Instr, o *obj) objID {
	if r.widening == 0 || at == nil {
		return r.newObj(o)
	}
	key := siteKey{r.context(), at}
	id, ok := r.sites[key]
	if !ok {
		id = r.newObj(o)
		r.sites[key] = id
		return id
	}
	old := r.object(st, id)
	next := combine(old, o, join)
	next.many = true
	if r.rec != nil {
		r.rec.write(r, id, r.moves)
	}
	st.heap = st.heap.set(id, next)
	return id
}

func (r *run) newObj(o *obj) objID {
	r.objs = append(r.objs, o)
	return objID(len(r.base) + len(r.objs) - 1)
}

type siteKey struct {
	context uint64
	at      *ir.Instr
}

// context is a fingerprint of the calls that led here.
func (r *run) context() uint64 {
	h := uint64(1)
	for f := r.top; f != nil; f = f.caller {
		if f.call != nil {
			h = mix(mix(h, uint64(f.call.Span.Start)), uint64(f.call.Span.End))
		}
		h = mix(h, uint64(f.info.index))
	}
	return h
}

// newSym names an unknown. In the settling turns of a loop the same instruction
// names the same unknown.
func (r *run) newSym(at *ir.Instr) text.Sym {
	if r.widening > 0 && at != nil {
		key := siteKey{r.context(), at}
		s, ok := r.symSites[key]
		if !ok {
			r.syms++
			s = r.syms
			r.symSites[key] = s
		}
		return s
	}
	r.syms++
	return r.syms
}

// symFor names the unknown that a question stands for: the same question gets
// the same answer.
func (r *run) symFor(question uint64) text.Sym {
	s, ok := r.askedSym(question)
	if !ok {
		r.syms++
		s = r.syms
		r.asked[question] = s
	}
	return s
}

// store replaces the content of an object.
func (r *run) store(st *state, id objID, o *obj) {
	if r.rec != nil {
		r.rec.see(r, id, r.peek(st, id))
		r.rec.write(r, id, r.moves)
		if r.moves {
			r.rec.moved = min(r.rec.moved, id)
		}
	}
	st.heap = st.heap.set(id, o)
}
