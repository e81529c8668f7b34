package solve

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func (r *run) control(fr *frame, in *ir.Instr, st *state) bool {
	switch in.Op {
	case ir.If:
		return r.branch(fr, in, st)
	case ir.Loop:
		return r.loop(fr, in, st)
	case ir.Range:
		return r.rangeOver(fr, in, st)
	case ir.Scope:
		return r.scope(fr, in, st)
	case ir.Try:
		return r.try(fr, in, st)
	case ir.Break, ir.Continue:
		return r.leave(fr, in, st)
	case ir.Return:
		fr.returns = append(fr.returns, &state{regs: []*val{r.promised(fr, r.results(in, st))}, heap: st.heap, facts: st.facts})
		if len(fr.fn.ResultCells) > 0 && fr.cells == nil {
			fr.cells = st.regs
		}
		st.regs = nil
		if len(fr.returns) > 4*maxWays {
			fr.returns = []*state{r.mergeStates(fr.returns)}
			clear(fr.deferred)
		}
		return false
	case ir.Throw:
		r.throw(fr, in, st)
		return false
	case ir.Defer:
		r.deferBlock(fr, in, st)
	}
	return true
}

// promised gives values nobody knows the structs that the function's head promises, so
// that their methods are known.
func (r *run) promised(fr *frame, v *val) *val {
	list := fr.fn.Results
	if !r.sem.ZeroValues || fr.fn.Unit.Stub || len(list) == 0 {
		return v
	}
	if len(list) == 1 {
		return r.asStruct(v, list[0])
	}
	if !v.tuple || len(v.items) != len(list) {
		return v
	}
	var items []*val
	for i, x := range v.items {
		y := r.asStruct(x, list[i])
		if y != x && items == nil {
			items = slices.Clone(v.items)
		}
		if y != x {
			items[i] = y
		}
	}
	if items == nil {
		return v
	}
	return tupleVal(items)
}

// asStruct is a value nobody knows as the struct, or the pointer to one, that it must be.
func (r *run) asStruct(x *val, t *ir.Type) *val {
	if x == nil || x.kind != value.Unknown && !x.isNil() || x.typ != nil || len(x.refs) > 0 || x.tuple || t == nil {
		return x
	}
	of := t
	if t.Kind == ir.Pointer {
		of = t.Elem
	}
	if of == nil || of.Kind != ir.Named {
		return x
	}
	if decl := r.p.Type(of.Name); decl == nil || decl.Kind != ir.Struct {
		return x
	}
	if x.isNil() { // what was not set where this was looked at is set somewhere
		return named(x, t)
	}
	return r.cast(x, t)
}

// deferBlock keeps a block for the function's end, once however often a loop
// comes by. It sees the registers of this moment: what changes later and is
// shared lives in cells.
func (r *run) deferBlock(fr *frame, in *ir.Instr, st *state) {
	b := block(in, 0)
	for _, have := range fr.defers {
		if len(have) > 0 && len(b) > 0 && &have[0] == &b[0] {
			return
		}
	}
	fr.defers = append(fr.defers, b)
	fr.deferred = append(fr.deferred, len(fr.returns))
	regs := append([]*val(nil), st.regs...)
	for i, v := range fr.last {
		if i < len(regs) && regs[i] == nil {
			regs[i] = v
		}
	}
	fr.last = regs
}

// block is one of in's blocks; damaged code may lack it.
func block(in *ir.Instr, i int) ir.Block {
	if in.Aux == nil || i >= len(in.Aux.Blocks) {
		return nil
	}
	return in.Aux.Blocks[i]
}

// results is what Return gives: one value, or a tuple of several.
func (r *run) results(in *ir.Instr, st *state) *val {
	switch len(in.Args) {
	case 0:
		return nilVal
	case 1:
		return refine(st.facts, st.get(in.Args[0]))
	}
	items := make([]*val, len(in.Args))
	for i, a := range in.Args {
		items[i] = refine(st.facts, st.get(a))
	}
	return tupleVal(items)
}

// branch follows both sides of an If as far as they can be.
func (r *run) branch(fr *frame, in *ir.Instr, st *state) bool {
	c := r.tested(st, st.get(in.A))
	yes, mayYes := r.assumeVal(st.facts, c, true)
	no, mayNo := r.assumeVal(st.facts, c, false)
	switch {
	case !mayYes && !mayNo:
		return false
	case !mayNo:
		st.facts = yes
		return r.exec(fr, block(in, 0), st)
	case !mayYes:
		st.facts = no
		return r.exec(fr, block(in, 1), st)
	}
	other := st.fork()
	st.facts, other.facts = yes, no
	a := r.exec(fr, block(in, 0), st)
	b := r.exec(fr, block(in, 1), other)
	switch {
	case a && b:
		*st = *r.mergeStates([]*state{st.take(), other})
	case b:
		*st = *other
	}
	return a || b
}

// scope is a block that Break can leave.
func (r *run) scope(fr *frame, in *ir.Instr, st *state) bool {
	t := &target{}
	fr.targets = append(fr.targets, t)
	alive := r.exec(fr, block(in, 0), st)
	fr.targets = fr.targets[:len(fr.targets)-1]
	return r.meetAt(st, alive, t.breaks)
}

// meetAt joins st, when alive, with the states that jumped here.
func (r *run) meetAt(st *state, alive bool, others []*state) bool {
	all := others
	if alive {
		all = append([]*state{st.take()}, others...)
	}
	if len(all) == 0 {
		return false
	}
	*st = *r.mergeStates(all)
	return true
}

// leave hands the state to the target of a Break or Continue.
func (r *run) leave(fr *frame, in *ir.Instr, st *state) bool {
	n := int(in.A)
	if in.A < 0 {
		n = 0
	}
	i := len(fr.targets) - 1
	if in.Op == ir.Continue { // counted among all, but only loops go on
		i -= n
		for i >= 0 && !fr.targets[i].loop {
			i--
		}
	} else {
		i -= n
	}
	if i < 0 {
		return false
	}
	t := fr.targets[i]
	if in.Op == ir.Break {
		t.breaks = append(t.breaks, st.take())
	} else {
		t.nexts = append(t.nexts, st.take())
	}
	return false
}

const (
	maxTurns  = 3  // turns of a loop before its states are widened
	maxSure   = 24 // turns of a loop whose condition is decided each time
	maxSettle = 6  // widened turns
)

// A looping is one execution of a Loop or Range.
type looping struct {
	r     *run
	fr    *frame
	t     *target
	head  func(st *state) (exit *state, alive bool) // tests; leaves st in the body
	body  ir.Block
	step  ir.Block
	exits []*state
	keeps []bool // the registers that a turn may read as the last one left them
}

func (r *run) loop(fr *frame, in *ir.Instr, st *state) bool {
	l := &looping{r: r, fr: fr, t: &target{loop: true}, body: block(in, 1), step: block(in, 2), keeps: r.g.carried[in]}
	sure := false
	l.head = func(st *state) (*state, bool) {
		if !r.exec(fr, block(in, 0), st) {
			return nil, false
		}
		if in.A == ir.NoReg {
			return nil, true
		}
		c := r.tested(st, st.get(in.A))
		sure = c.truth(r.listsFalse()) == text.Always
		yes, mayYes := r.assumeVal(st.facts, c, true)
		no, mayNo := r.assumeVal(st.facts, c, false)
		var exit *state
		if mayNo {
			exit = st.fork()
			exit.facts = no
		}
		st.facts = yes
		return exit, mayYes
	}
	for turn := 0; r.widening == 0 && (turn < maxTurns || sure && turn < maxSure); turn++ {
		if again, alive := l.first(st); !again {
			return l.finish(st, alive, block(in, 3))
		}
	}
	l.settle(st)
	return l.end(st, block(in, 3))
}

// turn runs condition, body and step once; false when the loop cannot go on.
func (l *looping) turn(st *state) bool {
	exit, alive := l.head(st)
	if exit != nil {
		l.exits = append(l.exits, exit)
	}
	if !alive {
		return false
	}
	l.fr.targets = append(l.fr.targets, l.t)
	alive = l.r.exec(l.fr, l.body, st)
	l.fr.targets = l.fr.targets[:len(l.fr.targets)-1]
	nexts := l.t.nexts
	l.t.nexts = nil
	return l.r.meetAt(st, alive, nexts) && l.r.exec(l.fr, l.step, st)
}

// first runs a turn on the state as it is, not widened. It tells whether more turns
// may show more, and whether the loop goes on at all.
func (l *looping) first(st *state) (again, alive bool) {
	head, made := st.fork(), l.r.nextObj()
	if !l.turn(st) {
		return false, false
	}
	return l.r.widenStates(head, st, l.keeps, made) != nil, true
}

// finish leaves a loop that has come to rest, or does not go on.
func (l *looping) finish(st *state, alive bool, or ir.Block) bool {
	if alive {
		l.rest(st)
	}
	return l.end(st, or)
}

// rest leaves the loop once more: what the last turn wrote only for those who come
// after the loop is not in the other ways out.
func (l *looping) rest(st *state) {
	if exit, _ := l.head(st); exit != nil {
		l.exits = append(l.exits, exit)
	}
}

// settle turns the loop until its head state no longer grows.
func (l *looping) settle(st *state) {
	l.r.widening++
	defer func() { l.r.widening-- }()
	exits, breaks := l.exits, l.t.breaks
	head := st.take()
	for n := 0; n < maxSettle; n++ {
		l.exits, l.t.breaks = exits[:len(exits):len(exits)], breaks[:len(breaks):len(breaks)]
		cur, made := head.fork(), l.r.nextObj()
		if !l.turn(cur) {
			return
		}
		next := l.r.widenStates(head, cur, l.keeps, made)
		if next == nil {
			l.rest(cur)
			return
		}
		head = next
	}
}

// end runs the else block after the normal exits and joins the breaks.
func (l *looping) end(st *state, or ir.Block) bool {
	alive := l.r.meetAt(st, false, l.exits)
	if alive {
		alive = l.r.exec(l.fr, or, st)
	}
	return l.r.meetAt(st, alive, l.t.breaks)
}

// nextObj is the first object that is still to be made.
func (r *run) nextObj() objID { return objID(len(r.base) + len(r.objs)) }

// widenStates joins the end of a turn into its head; nil when nothing is new that
// the next turn could see: neither a register that it writes before it reads it, nor
// an object that was made in this turn and is in no older one.
func (r *run) widenStates(head, end *state, keeps []bool, made objID) *state {
	out := &state{regs: make([]*val, len(head.regs)), facts: joinFacts(head.facts, end.facts)}
	changed := out.facts != head.facts
	for i := range head.regs {
		old := head.regs[i]
		out.regs[i] = old
		if end.regs[i] == old || end.regs[i] == nil {
			continue
		}
		if old == nil { // a temporary of the body: written again before it is read
			out.regs[i] = end.regs[i]
			continue
		}
		if v := widen(old, end.regs[i]); v.hash() != old.hash() {
			out.regs[i] = v
			changed = changed || i >= len(keeps) || keeps[i]
		}
	}
	out.heap = meet(head.heap, end.heap, func(id objID, x, y *obj) *obj {
		if x == nil {
			x = r.origin(id)
		}
		if y == nil || x == y {
			return x
		}
		if x == nil || id >= made {
			return y
		}
		grew := false
		o := combine(x, y, func(a, b *val) *val {
			v := widen(a, b)
			if v.hash() != a.hash() {
				grew = true
			}
			return v
		})
		if !grew && len(o.names) == len(x.names) && len(o.items) == len(x.items) {
			return x
		}
		changed = true
		return o
	})
	if !changed {
		return nil
	}
	return out
}
