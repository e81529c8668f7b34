package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// throw hands the state to the innermost handler of the frame, or out of it. No
// handler anywhere: the way ends here.
func (r *run) throw(fr *frame, in *ir.Instr, st *state) {
	v := fr.resume
	if in.A != ir.NoReg {
		v = refine(st.facts, st.get(in.A))
		if len(v.fns) == 1 && v.fns[0].decl != nil { // raise Class
			t := &ir.Type{Kind: ir.Named, Name: v.fns[0].decl.Name}
			v = refVal(value.Object, r.alloc(st, in, &obj{kind: aStruct, typ: t, decl: v.fns[0].decl}))
		}
	}
	r.throwState(fr, orAny(v), st.take())
}

func (r *run) throwState(fr *frame, v *val, st *state) {
	if r.catching == 0 {
		r.lose(st)
		return
	}
	t := &fr.thrown
	if n := len(fr.tries); n > 0 {
		t = &fr.tries[n-1].thrown
		st = &state{regs: append(append(make([]*val, 0, len(st.regs)+1), v), st.regs...), heap: st.heap, facts: st.facts}
	} else {
		st = &state{regs: []*val{v}, heap: st.heap, facts: st.facts}
	}
	if *t = append(*t, st); len(*t) > 2*maxWays {
		*t = []*state{r.mergeStates(*t)}
	}
}

// lose keeps the heap of a way that ends the program: what runs beside it (a
// server's handlers) sees it so.
func (r *run) lose(st *state) {
	if r.widening == 0 {
		r.lost, r.hasLost = st.heap, true
	}
}

// rethrow carries what a callee threw into its caller.
func (r *run) rethrow(fr *frame, st *state, nf *frame) {
	for _, t := range nf.thrown {
		c := &state{regs: append([]*val(nil), st.regs...), heap: t.heap, facts: t.facts}
		r.throwState(fr, t.regs[0], c)
	}
}

// try runs a body with handlers, an else block, and a finally block.
func (r *run) try(fr *frame, in *ir.Instr, st *state) bool {
	handlers := in.Aux != nil && len(in.Aux.Handlers) > 0
	start := st.fork()
	t := &try{}
	if handlers {
		r.catching++
		fr.tries = append(fr.tries, t)
	}
	alive := r.exec(fr, block(in, 0), st)
	if handlers {
		fr.tries = fr.tries[:len(fr.tries)-1]
		r.catching--
	}
	var ends []*state
	implicit := []*state{start}
	if alive {
		implicit = append(implicit, st.fork())
		if r.exec(fr, block(in, 1), st) {
			ends = append(ends, st.take())
		}
	}
	if handlers {
		ends = append(ends, r.handle(fr, in, t.thrown, r.mergeStates(implicit))...)
	}
	return r.finally(fr, in, st, ends)
}

// handle runs every handler on the thrown states it may catch, and on the state
// that any operation of the body may have thrown from.
func (r *run) handle(fr *frame, in *ir.Instr, thrown []*state, implicit *state) []*state {
	var ends []*state
	for i := range in.Aux.Handlers {
		h := &in.Aux.Handlers[i]
		var mine, left []*state
		for _, s := range thrown {
			sure, may := r.catches(s, h)
			if may {
				mine = append(mine, s)
			}
			if !sure {
				left = append(left, s)
			}
		}
		thrown = left
		entry := implicit.fork()
		caught := r.unknown(handlerType(h), question{})
		if len(mine) > 0 {
			mine = append(mine, &state{regs: append([]*val{caught}, entry.regs...), heap: entry.heap, facts: entry.facts})
			m := r.mergeStates(mine)
			caught = orAny(m.regs[0])
			entry = &state{regs: m.regs[1:], heap: m.heap, facts: m.facts}
		}
		entry.set(h.Var, caught)
		old := fr.resume
		fr.resume = caught
		if r.exec(fr, h.Body, entry) {
			ends = append(ends, entry)
		}
		fr.resume = old
	}
	for _, s := range thrown {
		r.throwState(fr, s.regs[0], &state{regs: s.regs[1:], heap: s.heap, facts: s.facts})
	}
	return ends
}

func handlerType(h *ir.Handler) *ir.Type {
	if len(h.Types) == 1 {
		return h.Types[0]
	}
	return nil
}

// catches tells whether a handler surely, or perhaps, takes what was thrown.
func (r *run) catches(s *state, h *ir.Handler) (sure, may bool) {
	if len(h.Types) == 0 {
		return true, true
	}
	v := s.regs[0]
	if len(v.refs) == 0 {
		return false, true
	}
	for _, f := range v.refs {
		o := r.object(s, f.id)
		if o == nil || o.decl == nil {
			return false, true
		}
		hit := false
		for _, t := range h.Types {
			base := r.p.Canonical(t.Base())
			switch {
			case r.p.Is(o.decl.Name, base):
				hit = true
			case lastName(base) == "Exception" || lastName(base) == "BaseException":
				hit = true
			}
		}
		may = may || hit
		sure = hit
	}
	return sure && len(v.refs) == 1, may
}

// finally runs the last block on every way out.
func (r *run) finally(fr *frame, in *ir.Instr, st *state, ends []*state) bool {
	last := block(in, 2)
	if len(ends) > 0 {
		*st = *r.mergeStates(ends)
		return r.exec(fr, last, st)
	}
	if len(last) > 0 && st.regs != nil {
		r.exec(fr, last, st)
	}
	return false
}

// runDefers runs the deferred blocks, last first, on every way out of a frame.
// They see the registers of the frame as the function left them.
func (r *run) runDefers(nf *frame) {
	if len(nf.defers) == 0 {
		return
	}
	if r.recoversIn(nf) {
		for _, t := range nf.thrown {
			nf.returns = append(nf.returns, &state{regs: []*val{r.recovered(nf)}, heap: t.heap, facts: t.facts})
		}
		nf.thrown = nil
	}
	if len(nf.returns) > maxWays {
		nf.returns = []*state{r.mergeStates(nf.returns)}
		clear(nf.deferred)
	}
	for k, ret := range nf.returns {
		st := &state{regs: append([]*val(nil), nf.last...), heap: ret.heap, facts: ret.facts}
		if st.regs == nil {
			st.regs = make([]*val, nf.fn.NumRegs)
		}
		old := nf.returns
		nf.returns = nil
		for i := len(nf.defers) - 1; i >= 0; i-- {
			if k < nf.deferred[i] {
				continue // the way out was taken before the defer statement
			}
			if !r.exec(nf, nf.defers[i], st) {
				break
			}
		}
		nf.returns = old
		nf.returns[k] = &state{regs: ret.regs, heap: st.heap, facts: st.facts}
	}
}

// cell is the cell that a register held when the frame was left.
func (nf *frame) cell(reg ir.Reg, st *state) *val {
	for _, regs := range [][]*val{nf.cells, st.regs, nf.last} {
		if int(reg) < len(regs) && reg >= 0 && regs[reg] != nil {
			return regs[reg]
		}
	}
	return nilVal
}

// recovered is what a function that recovered from a panic returns.
func (r *run) recovered(nf *frame) *val {
	items := make([]*val, len(nf.fn.Results))
	for i, t := range nf.fn.Results {
		items[i] = r.unknown(t, question{})
	}
	switch len(items) {
	case 0:
		return nilVal
	case 1:
		return items[0]
	}
	return tupleVal(items)
}

// recoversIn tells whether a deferred function of the frame recovers.
func (r *run) recoversIn(nf *frame) bool {
	if nf.info.recovers {
		return true
	}
	for _, c := range nf.info.calls {
		if r.g.infos[c].recovers {
			return true
		}
	}
	return false
}
