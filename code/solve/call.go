package solve

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

const (
	maxDepth     = 48 // activations above one another
	maxRecursion = 2  // activations of one function above one another
)

// callInstr executes Call and Method; false when no way returns.
func (r *run) callInstr(fr *frame, in *ir.Instr, st *state) bool {
	if in.Flags&ir.FlagSpawn == 0 {
		return r.callNow(fr, in, st)
	}
	idle := st.fork() // what is started beside us may not have come to anything yet
	if r.callNow(fr, in, st) {
		*st = *r.mergeStates([]*state{idle, st.take()})
	} else {
		*st = *idle
	}
	return true
}

func (r *run) callNow(fr *frame, in *ir.Instr, st *state) bool {
	a := r.arguments(fr, in, st)
	if !fr.fn.Unit.Stub {
		r.mark = len(r.labels)
	}
	var out *val
	alive := true
	switch {
	case in.Op == ir.Method:
		out, alive = r.method(fr, in, st, st.get(in.A), a)
	case in.A != ir.NoReg:
		if in.C != ir.NoReg {
			a = a.from(refine(st.facts, st.get(in.C)))
		}
		out, alive = r.callValue(fr, in, st, st.get(in.A), a)
	case ir.IsIntrinsic(in.Name):
		out = r.intrinsic(fr, in, st, a)
	default:
		out, alive = r.callValue(fr, in, st, r.getGlobal(st, in.Name), a)
	}
	if !alive {
		return false
	}
	if t := regType(fr, in.Dst); t != nil && out.kind == value.Unknown && out.typ == nil && len(out.refs) == 0 && t.Kind != ir.Any {
		out = r.cast(out, t)
	}
	r.assign(fr, in, st, out)
	return true
}

// callValue calls a function value: each function it may be, on a state of its
// own, joined.
func (r *run) callValue(fr *frame, in *ir.Instr, st *state, f *val, a *arguments) (*val, bool) {
	f = r.through(st, refine(st.facts, f))
	var todo []func(*state) (*val, bool)
	for _, c := range f.fns {
		todo = append(todo, func(s *state) (*val, bool) { return r.callClosure(fr, in, s, c, a) })
	}
	if len(f.refs) > 0 { // an object that can be called
		if ts := r.targets(fr, st, in, f, "__call__"); len(ts) > 0 {
			for _, t := range ts {
				todo = append(todo, func(s *state) (*val, bool) { return r.invoke(fr, in, s, t.fn, t.closure(), a.withRecv(t.recv)) })
			}
		}
	}
	if len(todo) == 0 && in.Flags&ir.FlagDecorator != 0 && len(a.pos) > 0 {
		return a.pos[0], true
	}
	if len(todo) == 0 {
		return r.unknownCall(fr, in, st, f, a, resType(f.typ)), true
	}
	return r.oneOf(fr, st, todo)
}

func resType(t *ir.Type) *ir.Type {
	if t == nil || t.Kind != ir.FuncOf {
		return nil
	}
	return typeOfResults(t.Res)
}

// oneOf runs alternatives on copies of the state and joins what comes out.
func (r *run) oneOf(fr *frame, st *state, todo []func(*state) (*val, bool)) (*val, bool) {
	if len(todo) == 1 {
		return todo[0](st)
	}
	var ends []*state
	for _, f := range todo {
		s := st.fork()
		if v, alive := f(s); alive {
			s.regs = append(s.regs, v)
			ends = append(ends, s)
		}
	}
	if len(ends) == 0 {
		return nil, false
	}
	m := r.mergeStates(ends)
	n := len(m.regs) - 1
	out := m.regs[n]
	*st = *m
	st.regs = m.regs[:n]
	return out, true
}

func (r *run) callClosure(fr *frame, in *ir.Instr, st *state, c *closure, a *arguments) (*val, bool) {
	switch {
	case c.decl != nil:
		return r.construct(fr, in, st, c.decl, a)
	case c.fn != nil && c.recv != nil:
		return r.invoke(fr, in, st, c.fn, c, a.withRecv(c.recv))
	case c.fn != nil && r.sem.PropertyKeys:
		return r.callFunction(fr, in, st, c, a)
	case c.fn != nil:
		return r.invoke(fr, in, st, c.fn, c, a)
	case c.recv != nil:
		return r.method(fr, in, st, c.recv, a)
	}
	if in.Flags&ir.FlagDecorator != 0 && len(a.pos) > 0 {
		return a.pos[0], true
	}
	return r.unknownCall(fr, in, st, fnVal(c), a, nil), true
}

// callFunction is a call of a JavaScript function: one that asks for a receiver
// gets it, with new a fresh object that is also the result.
func (r *run) callFunction(fr *frame, in *ir.Instr, st *state, c *closure, a *arguments) (*val, bool) {
	if in.Flags&ir.FlagNew != 0 && c.fn.Recv && !c.fn.Unit.Stub {
		self := refVal(value.Map, r.alloc(st, in, &obj{kind: aMap}))
		out, alive := r.invoke(fr, in, st, c.fn, c, a.withRecv(self))
		if alive && len(out.refs) > 0 {
			return out, true
		}
		return self, alive
	}
	if c.fn.Recv {
		a = a.withRecv(orNil(a.this))
	}
	return r.invoke(fr, in, st, c.fn, c, a)
}

// construct is a call of a class.
func (r *run) construct(fr *frame, in *ir.Instr, st *state, d *ir.TypeDecl, a *arguments) (*val, bool) {
	t := &ir.Type{Kind: ir.Named, Name: d.Name}
	if len(a.pos) == 1 && (d.Kind == ir.Defined || r.sem.Constructor == "") {
		return r.convertTo(st, a.pos[0], t), true
	}
	v := refVal(value.Object, r.alloc(st, in, &obj{kind: aStruct, typ: t, decl: d}))
	v.typ = t
	init := r.p.Method(d.Name, r.sem.Constructor)
	if init == nil && r.sem.PropertyKeys {
		if f := r.classVar(st, d, r.sem.Constructor, 0); f != nil && len(f.fns) > 0 {
			_, alive := r.callValue(fr, in, st, f, a.from(v))
			return v, alive
		}
	}
	if init == nil || r.sem.Constructor == "" {
		r.fillFields(st, v, d, a)
		return v, true
	}
	if _, alive := r.invoke(fr, in, st, init, nil, a.withRecv(v)); !alive {
		return nil, false
	}
	return v, true
}

// fillFields gives a class without a constructor of its own (a dataclass, an
// exception) its arguments as fields.
func (r *run) fillFields(st *state, v *val, d *ir.TypeDecl, a *arguments) {
	id := v.refs[0].id
	o := r.object(st, id)
	for i, x := range a.pos {
		name := "arg" + itoa(int64(i))
		if i < len(d.Fields) {
			name = d.Fields[i].Name
		}
		o = o.put(name, x)
	}
	for i, n := range a.names {
		o = o.put(n, a.kw[i])
	}
	if len(a.pos)+len(a.names) > 0 {
		r.store(st, id, o)
	}
}

// invoke runs a function's body in a frame of its own.
func (r *run) invoke(fr *frame, in *ir.Instr, st *state, fn *ir.Func, c *closure, a *arguments) (*val, bool) {
	if group := r.p.Overloads(fn); group != nil {
		fn = r.overload(st, group, a)
	}
	if fn.NoBody {
		return r.declared(in, st, fn, a), true
	}
	if in.Dst == ir.NoReg && !fr.fn.Unit.Stub && !ir.IsIntrinsic(in.Name) && fn.Idle(r.sem.PropertyKeys) {
		return nilVal, true
	}
	info := r.g.of[fn]
	if info == nil || r.tooDeep(fn, fr.depth) {
		if fr.depth >= maxDepth && !fn.Unit.Stub {
			r.partly(fr, in, "work budget used up: calls nested too deep at "+fn.Name+", its result is taken to carry what its arguments carry")
		}
		return r.declared(in, st, fn, a), true
	}
	if r.recursion(fn) == maxRecursion {
		a = a.widened()
	}
	s, key := r.shapeOf(st, info, c, a, in)
	if !fr.ground {
		if d := r.recall(st, key, s); d != nil {
			return r.again(fr, in, st, d, s)
		}
	}
	labelled := s.given != 0
	look := r.look(st, info, c, a, labelled)
	if !r.begins(fr, fn) && r.skips(info, a, labelled, look) {
		return r.unknown(resultsType(fn), question{}), true
	}
	if !r.begins(fr, fn) && r.ranOn(look) {
		return r.declared(in, st, fn, a), true
	}
	r.reached[fn] = true
	stakes := labelled || r.begins(fr, fn) || r.stakes(info, look)
	trial, shown := r.tryOut(fr, info, a, look, stakes), r.shown
	rec, before, cases, syms := r.watch(), st.facts, r.caseID, r.syms
	flows, began := len(r.flows), r.work
	nf := &frame{fn: fn, info: info, caller: fr, call: in, depth: fr.depth + 1}
	cs := &state{regs: make([]*val, fn.NumRegs), heap: st.heap, facts: st.facts}
	if !stakes {
		r.idle++
		defer func() { r.idle-- }()
	}
	r.top = nf
	r.captures(nf, cs, c)
	r.bind(nf, cs, a)
	out, alive := r.body(nf, cs)
	r.top = fr
	if r.endTrial(trial) {
		r.rethrow(fr, st, nf) // what it threw before is as true as what it showed
		return r.declared(in, st, fn, a), true
	}
	r.whole[fn] = r.whole[fn] || !r.undone()
	if !stakes {
		r.learntIdle(info, out, alive, rec)
	} else {
		r.learnt(look, shown, r.tells(cs, out, alive, before, rec, syms), !r.undone())
	}
	r.rethrow(fr, st, nf)
	r.unwatch(rec, fn.Unit.Stub)
	if len(nf.thrown) == 0 && !(rec.placed && fn.Unit.Stub) && !r.undone() && r.repeatable(fn, flows) {
		at := ""
		if fn.Unit.Stub {
			at = r.placeOf(fr, in).key()
		}
		r.remember(key, s, rec, before, cs, out, alive, cases, at, r.work-began)
	}
	if !alive {
		return nil, false
	}
	st.heap, st.facts = cs.heap, cs.facts
	return out, true
}

// repeatable tells whether what a call showed need not be shown again by another of
// its shape: nothing, or values that are wrong in the project's own function.
func (r *run) repeatable(fn *ir.Func, flows int) bool {
	for i := flows; i < len(r.flows); i++ {
		if fn.Unit.Stub || len(r.flows[i].Sources) > 0 {
			return false
		}
	}
	return true
}

// begins tells whether a call is what its root is for: the root's own function, or
// the handler that a model calls.
func (r *run) begins(fr *frame, fn *ir.Func) bool {
	return fr.ground || r.root.entry != nil && fr.fn.Unit.Stub && !fn.Unit.Stub
}

const (
	idleSize  = 48 // instructions of a function that is followed for its constants
	idleDepth = 4  // such functions above one another
	smallSize = 8  // of a function that is rather executed than thought about
)

// stakes is what makes a call of a function worth following though nobody's data
// enters it. Programs register their entries when they start: then all that may
// lead to one is followed.
func (r *run) stakes(f *funcInfo, look uint64) bool {
	if f.reach&(r.live|toValue|toEntry|toKept) == 0 {
		return false
	}
	if f.reach&toEntry != 0 && r.root.inits != nil {
		return true
	}
	return !r.barren(f, look)
}

// skips tells whether a call can be left out: nothing is at stake in it, nobody's
// data goes in, and it is too big to be about a constant or a small object.
func (r *run) skips(f *funcInfo, a *arguments, labelled bool, look uint64) bool {
	switch {
	case f.fn == f.fn.Unit.Init: // module bodies make the globals that others use
		return false
	case labelled:
		return f.size >= smallSize && r.barren(f, look)
	case r.stakes(f, look):
		return false
	case r.dear[f.fn] || f.size >= smallSize && r.barren(f, idleLook(f)):
		return !r.mayCall(a)
	}
	return (f.size > idleSize || r.idle >= idleDepth) && len(a.fns()) == 0
}

func (r *run) tooDeep(fn *ir.Func, depth int) bool {
	if depth >= maxDepth {
		return true
	}
	return r.recursion(fn) > maxRecursion
}

// recursion counts how often a function is being executed. A model that is called
// by what it calls back (forEach in the function given to forEach) is no recursion
// of its own: that of the program's function between them counts.
func (r *run) recursion(fn *ir.Func) int {
	n := 0
	for f := r.top; f != nil; f = f.caller {
		if f.fn == fn && !f.ground {
			n++
		}
		if fn.Unit.Stub && !f.fn.Unit.Stub {
			break
		}
	}
	return n
}

// widened is the arguments of the last turn of a recursion that is followed: it
// stands for all further ones, so numbers that count the turns are any.
func (a *arguments) widened() *arguments {
	c := *a
	c.pos = slices.Clone(a.pos)
	for i, v := range c.pos {
		if v.isInt() && v.labels == 0 {
			c.pos[i] = intAny
		}
	}
	return &c
}

func (r *run) captures(nf *frame, st *state, c *closure) {
	if c == nil {
		return
	}
	for i, reg := range nf.fn.Captures {
		if i < len(c.cells) {
			st.set(reg, c.cells[i])
		}
	}
}

// body runs a bound frame to its end; st becomes the joined end state.
func (r *run) body(nf *frame, st *state) (*val, bool) {
	fn := nf.fn
	if nf.info.recovers || r.recoversIn(nf) {
		r.catching++
		defer func() { r.catching-- }()
	}
	if r.exec(nf, fn.Body, st) {
		nf.returns = append(nf.returns, &state{regs: []*val{nilVal}, heap: st.heap, facts: st.facts})
	}
	r.runDefers(nf)
	r.resultCells(nf, st)
	if fn.Gen {
		return r.generated(nf, st), true
	}
	if len(nf.returns) == 0 {
		return nil, false
	}
	m := r.mergeStates(nf.returns)
	st.heap, st.facts = m.heap, m.facts
	return m.regs[0], true
}

// resultCells reads named results that deferred code may have changed.
func (r *run) resultCells(nf *frame, st *state) {
	cells := nf.fn.ResultCells
	if len(cells) == 0 {
		return
	}
	for k, ret := range nf.returns {
		items := make([]*val, len(cells))
		for i, reg := range cells {
			c := nf.cell(reg, st)
			items[i] = refine(ret.facts, r.load(ret, nil, c))
		}
		v := items[0]
		if len(items) > 1 {
			v = tupleVal(items)
		}
		nf.returns[k] = &state{regs: []*val{v}, heap: ret.heap, facts: ret.facts}
	}
}

// generated is what a generator function returns: a list of what it yields.
func (r *run) generated(nf *frame, st *state) *val {
	if len(nf.returns) > 0 {
		m := r.mergeStates(nf.returns)
		st.heap, st.facts = m.heap, m.facts
	}
	o := &obj{kind: aList, rest: nf.yields}
	return refVal(value.List, r.newObj(o))
}

func (r *run) yield(fr *frame, in *ir.Instr, st *state) {
	v := refine(st.facts, st.get(in.A))
	if in.Flags&ir.FlagSpread != 0 {
		v = orAny(r.element(st, in, r.through(st, v), nil))
	}
	fr.yields = join(fr.yields, v)
	st.set(in.Dst, anyVal)
}

// declared is the result of a function of which only the declaration is known.
func (r *run) declared(in *ir.Instr, st *state, fn *ir.Func, a *arguments) *val {
	if in.Flags&ir.FlagAwaited != 0 && !fn.Unit.Stub { // as in unknownCall
		if fn.Recv && r.sem.Overloads && len(a.pos) > 0 { // who looks in a document gives a part of it
			return r.carry(st, in, a.pos[:1], resultsType(fn))
		}
		return r.unknown(resultsType(fn), question{})
	}
	return r.carry(st, in, a.all(), resultsType(fn))
}

func resultsType(fn *ir.Func) *ir.Type { return typeOfResults(fn.Results) }

func typeOfResults(ts []*ir.Type) *ir.Type {
	switch len(ts) {
	case 0:
		return nil
	case 1:
		return ts[0]
	}
	return &ir.Type{Kind: ir.TupleOf, Args: ts}
}
