package solve

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// exec runs a block on st, in place. It reports whether the end of the block is
// reached; if not, st was moved to whoever continues (a break's target, the
// returns of the frame, a handler) or nobody does.
func (r *run) exec(fr *frame, b ir.Block, st *state) bool {
	for i := range b {
		r.work++
		if r.work > r.budget {
			return r.outOfBudget(st)
		}
		if !r.instr(fr, &b[i], st) {
			return false
		}
	}
	return true
}

// outOfBudget ends every way: of the call on trial, or of the root.
func (r *run) outOfBudget(st *state) bool {
	switch {
	case r.trial != nil:
		r.trial.over = true
	case !r.exhausted:
		r.exhausted = true
		r.lose(st)
	}
	return false
}

func (r *run) instr(fr *frame, in *ir.Instr, st *state) bool {
	switch in.Op {
	case ir.Const:
		st.set(in.Dst, fr.info.constant(in))
	case ir.Copy:
		r.assign(fr, in, st, r.copyOf(in, st, st.get(in.A)))
	case ir.Unary:
		a := st.get(in.A)
		if in.Tok == ir.Not {
			a = r.tested(st, a)
		}
		st.set(in.Dst, r.unary(in.Tok, a))
	case ir.Binary:
		if done, alive := r.operator(fr, in, st); done {
			return alive
		}
		r.assign(fr, in, st, r.binary(fr, in, st, st.get(in.A), st.get(in.B)))
	case ir.And, ir.Or:
		return r.shortCircuit(fr, in, st)
	case ir.Concat:
		if done, alive := r.showObjects(fr, in, st); done {
			return alive
		}
		r.assign(fr, in, st, r.concat(fr, st, in))
	case ir.Convert:
		r.assign(fr, in, st, r.convert(fr, st, in))
	case ir.Assert:
		r.assertType(st, in)
	case ir.MakeFunc:
		st.set(in.Dst, r.makeFunc(st, in))
	case ir.Call, ir.Method:
		return r.callInstr(fr, in, st)
	case ir.Await:
		st.set(in.Dst, st.get(in.A))
	case ir.Yield:
		r.yield(fr, in, st)
	case ir.If, ir.Loop, ir.Range, ir.Scope, ir.Try, ir.Break, ir.Continue, ir.Return, ir.Throw, ir.Defer:
		return r.control(fr, in, st)
	case ir.Nop:
	default:
		return r.memory(fr, in, st)
	}
	return true
}

// get reads a register; what the way here rules out is not in it.
func (s *state) get(reg ir.Reg) *val {
	if reg < 0 || int(reg) >= len(s.regs) {
		return anyVal
	}
	v := s.regs[reg]
	if v == nil {
		return nilVal
	}
	if s.facts != nil {
		if v.cs != nil {
			v = s.facts.choose(v, 0)
		}
		if v.sym != 0 && s.facts.may(v.sym) {
			v = refinePlain(s.facts, v)
		}
		if v.str.Sym != 0 && s.facts.may(v.str.Sym) {
			v = refineText(s.facts, v) // its name is lost where it becomes part of another
		}
	}
	return v
}

// set writes a register; damaged code may name none.
func (s *state) set(reg ir.Reg, v *val) {
	if reg >= 0 && int(reg) < len(s.regs) {
		s.regs[reg] = v
	}
}

// assign sets in's result and notes labelled data's step.
func (r *run) assign(fr *frame, in *ir.Instr, st *state, v *val) {
	if v.labels != 0 && !fr.fn.Unit.Stub {
		note := ""
		if int(in.Dst) >= 0 && int(in.Dst) < len(fr.fn.RegNames) && fr.fn.RegNames[in.Dst] != "" {
			note = noteAssign
		}
		if t := step(v.tr, v.labels, fr.fn, in.Span, note); t != v.tr {
			v = v.traced(t)
		}
	}
	st.set(in.Dst, v)
}

func (f *funcInfo) constant(in *ir.Instr) *val {
	n := int(in.A)
	if n < 0 || n >= len(f.consts) {
		return nilVal
	}
	if f.at[n] == in.Span && f.consts[n] != nil {
		return f.consts[n]
	}
	return constVal(f.fn.Consts[n], f.unit, in)
}

// copyOf copies struct values; everything else, pointers to them too, is shared.
func (r *run) copyOf(in *ir.Instr, st *state, v *val) *val {
	if in.Flags&ir.FlagValue == 0 || len(v.refs) == 0 || slices.ContainsFunc(v.refs, func(f ref) bool { return r.pointer(st, f) }) {
		return v
	}
	return r.cloneStruct(st, in, v)
}

// pointer tells a reference that is a pointer from one that is a struct itself.
func (r *run) pointer(st *state, f ref) bool {
	o := r.object(st, f.id)
	return o != nil && (f.sel != "" || o.whole || o.kind == aCell)
}

// cloneStruct makes a copy of a struct with value semantics.
func (r *run) cloneStruct(st *state, in *ir.Instr, v *val) *val {
	var all *obj
	for _, ref := range v.refs {
		o := r.deref(st, ref)
		if o == nil || o.kind != aStruct {
			return v
		}
		if all == nil {
			all = o
		} else {
			all = combine(all, o, join)
		}
	}
	if all.many || all.whole {
		c := *all
		c.many, c.whole = false, false
		all = &c
	}
	all = r.copyInner(st, in, v.refs[0].id, all, 0)
	c := *v
	c.h = 0
	c.refs = []ref{{id: r.alloc(st, in, all)}}
	return &c
}

// copyInner copies the structs that are part of a struct.
func (r *run) copyInner(st *state, in *ir.Instr, id objID, o *obj, depth int) *obj {
	if o.decl == nil || depth > 4 {
		return o
	}
	for i := range o.decl.Fields {
		f := &o.decl.Fields[i]
		if f.Type == nil || f.Type.Kind != ir.Named {
			continue
		}
		v := o.field(f.Name)
		if v == nil {
			if have, ok := r.part(partKey{id, f.Name + "|zero"}); ok {
				v = refVal(value.Object, have)
			}
		}
		if v == nil || len(v.refs) != 1 || v.kind&^value.Object != 0 {
			continue
		}
		src := r.object(st, v.refs[0].id)
		if src == nil || src.kind != aStruct || src.decl == nil || src.decl.Kind == ir.Class {
			continue
		}
		if t := r.p.Type(f.Type.Name); t == nil || t.Kind != ir.Struct { // not an interface that holds a pointer
			continue
		}
		c := *v
		c.h = 0
		c.refs = []ref{{id: r.newObj(r.copyInner(st, in, v.refs[0].id, src, depth+1))}}
		o = o.put(f.Name, &c)
	}
	return o
}

func (r *run) makeFunc(st *state, in *ir.Instr) *val {
	if in.Aux == nil || in.Aux.Fn == nil {
		return anyVal
	}
	c := &closure{fn: in.Aux.Fn}
	for _, a := range in.Args {
		c.cells = append(c.cells, st.get(a))
	}
	return fnVal(c)
}

// shortCircuit is && and ||: the second operand runs only where it is needed.
func (r *run) shortCircuit(fr *frame, in *ir.Instr, st *state) bool {
	if in.Aux == nil || len(in.Aux.Blocks) == 0 {
		return true
	}
	a := st.get(in.A)
	want := in.Op == ir.And // the truth of a that makes b run
	test := r.tested(st, a)
	run, mayRun := r.assumeVal(st.facts, test, want)
	skip, maySkip := r.assumeVal(st.facts, test, !want)
	if !mayRun {
		if !maySkip {
			return true
		}
		st.facts = skip
		st.set(in.Dst, a)
		return true
	}
	var other *state
	if maySkip {
		other = st.fork()
		other.facts = skip
	}
	st.facts = run
	if !r.exec(fr, in.Aux.Blocks[0], st) {
		if other == nil {
			return false
		}
		*st = *other
		st.set(in.Dst, a)
		return true
	}
	b := st.get(in.B)
	if other == nil {
		st.set(in.Dst, b)
		return true
	}
	*st = *r.mergeStates([]*state{st.take(), other})
	st.set(in.Dst, r.called(combineBools(in.Op, a, b), int(in.Dst)))
	return true
}

// combineBools is the value of a && b or a || b when b did run or may have.
func combineBools(op ir.Op, a, b *val) *val {
	if a.kind != value.Bool || b.kind != value.Bool {
		out := join(a, b)
		if op == ir.And && b.kind == value.Bool && a.kind&^(value.Str|value.Nil|value.Bool) == 0 && a.cs == nil && out.cs == nil { // text && test: true when both are
			c := *out
			c.h, c.cond = 0, &cond{op: cAnd, a: condOf(a), b: condOf(b)}
			return &c
		}
		return out
	}
	out := &val{kind: value.Bool, lo: 0, hi: 1, cond: &cond{op: cAnd, a: condOf(a), b: condOf(b)}}
	if op == ir.Or {
		out.cond.op = cOr
		out.lo = max(a.lo, b.lo)
		return out
	}
	out.hi = min(a.hi, b.hi)
	return out
}

// condOf is what the truth of v says, as a part of a larger condition.
func condOf(v *val) *cond {
	if v.cs == nil && v.cond != nil {
		return v.cond
	}
	return &cond{op: cVal, of: v}
}
