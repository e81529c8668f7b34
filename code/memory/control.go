package memory

import (
	"math"

	"github.com/prunella/prunella/code/ir"
)

// A cond is what the truth of a number says.
type cond struct {
	not  bool // of v
	tok  ir.Tok
	a, b val
}

func block(in *ir.Instr, n int) ir.Block {
	if in.Aux == nil || n >= len(in.Aux.Blocks) {
		return nil
	}
	return in.Aux.Blocks[n]
}

// split sends the states where a value may be true and where it may be false
// apart.
func (r *run) split(fr *frame, in *ir.Instr, reg ir.Reg, sts []*state) (yes, no []*state) {
	for _, st := range sts {
		v := r.used(fr, in, st, st.get(reg))
		r.asks(fr, in, st, v)
		if t, ok := truth(st, v); ok {
			if t {
				yes = append(yes, st)
			} else {
				no = append(no, st)
			}
			continue
		}
		if r.in != nil { // concrete: one way
			if t, known := r.guess(in, v); known {
				r.assume(st, v, t)
				if r.pin(st, v.cond, t); t {
					yes = append(yes, st)
				} else {
					no = append(no, st)
				}
			}
			continue
		}
		other := st.fork()
		r.work += int64(len(st.regs)+len(st.heap)) / 8 // what the copy costs
		st.way, other.way = &turn{in, true, st.way}, &turn{in, false, st.way}
		if r.assume(st, v, true) {
			yes = append(yes, st)
		}
		if r.assume(other, v, false) {
			no = append(no, other)
		}
	}
	return yes, no
}

// truth decides a value as a condition.
func truth(st *state, v val) (bool, bool) {
	switch v.k {
	case kPtr:
		return v.obj != 0 || v.lo != 0, true
	case kFunc:
		return true, true
	case kInt:
		switch {
		case v.lo > 0 || v.hi < 0:
			return true, true
		case v.lo == 0 && v.hi == 0:
			return false, true
		}
	case kFloat:
		lo, hi := v.floats()
		switch {
		case lo > 0 || hi < 0:
			return true, true
		case lo == 0 && hi == 0:
			return false, true
		}
	}
	if v.cond != nil {
		return decide(st, v.cond)
	}
	if v.sym != 0 {
		if f, ok := st.known(v.sym); ok && f.nonzero && v.add == 0 {
			return true, true
		}
	}
	return false, false
}

func decide(st *state, c *cond) (bool, bool) {
	if c.not {
		t, ok := truth(st, st.refine(c.a))
		return !t, ok
	}
	return compared(c.tok, st.refine(c.a), st.refine(c.b))
}

// compared decides a comparison by intervals.
func compared(tok ir.Tok, a, b val) (bool, bool) {
	if a.k == kFloat || b.k == kFloat {
		al, ah := a.floats()
		bl, bh := b.floats()
		return order(tok, al, ah, bl, bh)
	}
	a, b = placesOf(a, b)
	aNull, bNull := a.null(), b.null()
	switch {
	case aNull && bNull:
		return tok == ir.Eq || tok == ir.Le || tok == ir.Ge, true
	case (a.k == kPtr && a.obj != 0 || a.k == kFunc) && bNull, (b.k == kPtr && b.obj != 0 || b.k == kFunc) && aNull:
		return tok == ir.Ne || tok == ir.Gt && bNull || tok == ir.Ge && bNull || tok == ir.Lt && aNull, tok == ir.Eq || tok == ir.Ne || bNull
	case a.k == kPtr && b.k == kPtr && a.obj != b.obj && (tok == ir.Eq || tok == ir.Ne):
		return tok == ir.Ne, true
	case a.k == kFunc && b.k == kFunc:
		return (a.fn == b.fn) == (tok == ir.Eq), tok == ir.Eq || tok == ir.Ne
	case a.k == kPtr && b.k == kInt && b.exact() && b.lo == -1:
		return tok == ir.Ne, tok == ir.Eq || tok == ir.Ne
	case a.k == kInt && b.k == kInt:
		if a.sym != 0 && a.sym == b.sym { // x < x + 1
			return order(tok, a.add, a.add, b.add, b.add)
		}
		return order(tok, a.lo, a.hi, b.lo, b.hi)
	}
	return false, false
}

// placesOf are two addresses in one object as what is compared of them: their offsets.
func placesOf(a, b val) (val, val) {
	if a.k == kPtr && b.k == kPtr && a.obj == b.obj && a.obj != 0 {
		a.k, a.obj, b.k, b.obj = kInt, 0, kInt, 0
		if a.lo == 0 && a.hi == 0 && b.lo == 0 && b.hi == 0 { // no null
			return num(1), num(1)
		}
	}
	return a, b
}

func order[T int64 | float64](tok ir.Tok, al, ah, bl, bh T) (bool, bool) {
	switch tok {
	case ir.Lt:
		return ah < bl, ah < bl || al >= bh
	case ir.Le:
		return ah <= bl, ah <= bl || al > bh
	case ir.Gt:
		return al > bh, al > bh || ah <= bl
	case ir.Ge:
		return al >= bh, al >= bh || ah < bl
	case ir.Eq:
		return al == ah && bl == bh && al == bl, ah < bl || bh < al || al == ah && bl == bh
	case ir.Ne:
		return ah < bl || bh < al, ah < bl || bh < al || al == ah && bl == bh && al == bl
	}
	return false, false
}

// assume narrows a state to where a value has a truth; false when it cannot.
func (r *run) assume(st *state, v val, want bool) bool {
	if t, ok := truth(st, v); ok {
		return t == want
	}
	if c := v.cond; c != nil {
		if c.not {
			return r.assume(st, st.refine(c.a), !want)
		}
		tok := c.tok
		if !want {
			tok = negated[tok]
		}
		return r.assumeCompared(st, tok, st.refine(c.a), st.refine(c.b))
	}
	if v.sym == 0 {
		return true
	}
	if want {
		return r.assumeCompared(st, ir.Ne, v, num(0))
	}
	return r.assumeCompared(st, ir.Eq, v, num(0))
}

var negated = map[ir.Tok]ir.Tok{ir.Lt: ir.Ge, ir.Ge: ir.Lt, ir.Gt: ir.Le, ir.Le: ir.Gt, ir.Eq: ir.Ne, ir.Ne: ir.Eq}

func (r *run) assumeCompared(st *state, tok ir.Tok, a, b val) bool {
	if t, ok := compared(tok, a, b); ok {
		return t
	}
	if a.k == kFloat || b.k == kFloat {
		return r.assumeFloats(st, tok, a, b)
	}
	a, b = placesOf(a, b)
	if a.k == kAny || b.k == kAny {
		return r.assumeAddress(st, tok, a, b)
	}
	if a.k != kInt || b.k != kInt {
		return true
	}
	switch tok {
	case ir.Lt:
		return r.below(st, a, b, 1)
	case ir.Le:
		return r.below(st, a, b, 0)
	case ir.Gt:
		return r.below(st, b, a, 1)
	case ir.Ge:
		return r.below(st, b, a, 0)
	case ir.Eq:
		return r.below(st, a, b, 0) && r.below(st, b, a, 0)
	case ir.Ne:
		return r.apart(st, a, b) && r.apart(st, b, a)
	}
	return true
}

// below learns a + gap <= b.
func (r *run) below(st *state, a, b val, gap int64) bool {
	r.relate(st, a, b, gap)
	if a.sym != 0 && (b.hi < maxInt || b.exact()) {
		f := fact{sym: a.sym, lo: minInt, hi: addSat(b.hi-gap, -a.add), vhi: b.fl&vagueHi == 0, lab: b.lab}
		if !r.learn(st, f) {
			return false
		}
	}
	if b.sym != 0 && (a.lo > minInt || a.exact() && gap > 0) {
		f := fact{sym: b.sym, lo: addSat(a.lo+gap, -b.add), hi: maxInt, vlo: a.fl&vagueLo == 0}
		return r.learn(st, f)
	}
	return true
}

// apart learns a != b where b is one number.
func (r *run) apart(st *state, a, b val) bool {
	if a.sym == 0 || !b.exact() {
		return true
	}
	at := addSat(b.lo, -a.add)
	f := fact{sym: a.sym, lo: minInt, hi: maxInt, nonzero: at == 0}
	old := st.refine(a)
	if old.lo == b.lo {
		f.lo, f.vlo = at+1, a.fl&vagueLo == 0
	}
	if old.hi == b.lo {
		f.hi, f.vhi = at-1, a.fl&vagueHi == 0
	}
	return r.learn(st, f)
}

// learn adds a fact, and what follows from it for what the number came from.
func (r *run) learn(st *state, f fact) bool {
	if !st.learn(f) {
		return false
	}
	d, ok := r.derived[f.sym]
	if ok && d.text != nil {
		r.learnDerived(st, f, d.text)
	}
	if !ok || d.of.sym == 0 {
		return true
	}
	if d.op == "abs" && f.hi < maxInt && f.hi >= 0 {
		return st.learn(fact{sym: d.of.sym, lo: addSat(-f.hi, -d.of.add), hi: addSat(f.hi, -d.of.add), vlo: f.vhi, vhi: f.vhi})
	}
	return true
}

// assumeFloats learns of a number that was converted, or of a float itself,
// whether it is zero.
func (r *run) assumeFloats(st *state, tok ir.Tok, a, b val) bool {
	if b.sym != 0 && a.sym == 0 {
		a, b, tok = b, a, mirrored[tok]
	}
	bl, bh := b.floats()
	if d, ok := r.derived[a.sym]; ok && d.op == "float" && !math.IsNaN(bl) && !math.IsNaN(bh) {
		limit := num(0)
		switch tok {
		case ir.Lt, ir.Le:
			limit = num(whole(math.Floor(bh)))
		case ir.Gt, ir.Ge:
			limit = num(whole(math.Ceil(bl)))
		default:
			limit.k = kNone
		}
		if limit.k == kInt && tok < ir.Gt && !r.below(st, st.refine(d.of), limit, 0) || limit.k == kInt && tok >= ir.Gt && !r.below(st, limit, st.refine(d.of), 0) {
			return false
		}
	}
	if a.sym == 0 || b.lo != b.hi {
		return true
	}
	switch {
	case (tok == ir.Gt || tok == ir.Ge) && bl > 0, tok == ir.Ne && bl == 0:
		st.learn(fact{sym: a.sym, lo: minInt, hi: maxInt, nonzero: true})
		if d, ok := r.derived[a.sym]; ok && d.of.sym != 0 {
			st.learn(fact{sym: d.of.sym, lo: minInt, hi: maxInt, nonzero: true})
		}
	}
	if math.IsNaN(bl) {
		return true
	}
	return true
}

var mirrored = map[ir.Tok]ir.Tok{ir.Lt: ir.Gt, ir.Gt: ir.Lt, ir.Le: ir.Ge, ir.Ge: ir.Le, ir.Eq: ir.Eq, ir.Ne: ir.Ne}

// whole is a float without a fraction as an integer.
func whole(f float64) int64 {
	switch {
	case f >= math.MaxInt64:
		return maxInt
	case f <= math.MinInt64:
		return minInt
	}
	return int64(f)
}

// assumeAddress learns whether an unknown address is null.
func (r *run) assumeAddress(st *state, tok ir.Tok, a, b val) bool {
	if b.k == kAny && a.k != kAny {
		a, b = b, a
	}
	if a.sym == 0 || !b.null() {
		return true
	}
	switch tok {
	case ir.Eq:
		if f, ok := st.known(a.sym); ok && f.nonzero {
			return false
		}
		none := null
		if b.fn != nil { // as null as what a guess gave
			none.fn, none.fl = b.fn, answered
		}
		for i := range st.regs {
			if st.regs[i].sym == a.sym {
				st.regs[i] = none
			}
		}
		for i := 1; i < len(st.heap); i++ {
			o := st.heap[i]
			if o == nil {
				continue
			}
			for j := range o.cells {
				if o.cells[j].v.sym == a.sym {
					st.own(objID(i)).cells[j].v = none
				}
			}
		}
	case ir.Ne:
		return st.learn(fact{sym: a.sym, lo: minInt, hi: maxInt, nonzero: true})
	}
	return true
}

func (r *run) branch(fr *frame, in *ir.Instr, sts []*state) []*state {
	yes, no := r.split(fr, in, in.A, sts)
	var out []*state
	if len(yes) > 0 {
		out = append(out, r.exec(fr, block(in, 0), yes)...)
	}
	if len(no) > 0 {
		out = append(out, r.exec(fr, block(in, 1), no)...)
	}
	return r.limit(out)
}

func (r *run) shortCircuit(fr *frame, in *ir.Instr, sts []*state) []*state {
	yes, no := r.split(fr, in, in.A, sts)
	skip, run, known := no, yes, int64(0)
	if in.Op == ir.Or {
		skip, run, known = yes, no, 1
	}
	for _, st := range skip {
		st.set(in.Dst, num(known))
	}
	run = r.exec(fr, block(in, 0), run)
	for _, st := range run {
		v := st.get(in.B)
		if t, ok := truth(st, v); ok {
			v = num(0)
			if t {
				v = num(1)
			}
		}
		st.set(in.Dst, v)
	}
	return append(skip, run...)
}

func (r *run) scope(fr *frame, in *ir.Instr, sts []*state) []*state {
	t := &target{}
	fr.targets = append(fr.targets, t)
	out := r.exec(fr, block(in, 0), sts)
	fr.targets = fr.targets[:len(fr.targets)-1]
	return r.limit(append(out, t.breaks...))
}

// try runs a body; what is thrown in it goes to every handler.
func (r *run) try(fr *frame, in *ir.Instr, sts []*state) []*state {
	thrown := fr.thrown
	fr.thrown = nil
	fr.tries++
	out := r.exec(fr, block(in, 0), sts)
	fr.tries--
	caught := fr.thrown
	fr.thrown = thrown
	if in.Aux == nil || len(caught) == 0 {
		return out
	}
	for i := range in.Aux.Handlers {
		h := &in.Aux.Handlers[i]
		var forked []*state
		for _, st := range caught {
			c := st
			if i < len(in.Aux.Handlers)-1 {
				c = st.fork()
			}
			c.set(h.Var, anything)
			forked = append(forked, c)
		}
		out = append(out, r.exec(fr, h.Body, forked)...)
	}
	return r.limit(out)
}

const (
	maxTurns = 2   // turns of a loop that is not decided, before it is widened
	maxSure  = 130 // turns of a loop whose condition is decided each time
)

func (r *run) loop(fr *frame, in *ir.Instr, sts []*state) []*state {
	var out []*state
	for _, st := range sts {
		out = append(out, r.loopFrom(fr, in, st)...)
	}
	return r.limit(out)
}

func (r *run) loopFrom(fr *frame, in *ir.Instr, st *state) []*state {
	t := &target{}
	var exits []*state
	cur := []*state{st}
	open := 0
	for turn := 0; len(cur) > 0 && !r.over; turn++ {
		var left int
		cur, left = r.turn(fr, in, t, cur, &exits)
		if left > 0 {
			open++
		}
		if r.in != nil {
			continue
		}
		if open > maxTurns || turn > maxSure || len(cur) > 1 && turn > 6 {
			break
		}
	}
	if len(cur) > 0 && !r.over {
		r.settle(fr, in, t, cur, &exits)
	}
	return append(exits, t.breaks...)
}

// turn runs condition, body and step; left tells how many states left the loop
// or may have.
func (r *run) turn(fr *frame, in *ir.Instr, t *target, cur []*state, exits *[]*state) ([]*state, int) {
	left := len(*exits) + len(t.breaks)
	cur = r.exec(fr, block(in, 0), cur)
	if in.A != ir.NoReg {
		var no []*state
		cur, no = r.split(fr, in, in.A, cur)
		*exits = append(*exits, no...)
	}
	if len(cur) == 0 {
		return nil, 1
	}
	fr.targets = append(fr.targets, t)
	cur = r.exec(fr, block(in, 1), cur)
	cur = r.limit(append(cur, t.nexts...))
	t.nexts = nil
	if len(cur) > 0 {
		cur = r.exec(fr, block(in, 2), cur)
	}
	fr.targets = fr.targets[:len(fr.targets)-1]
	return cur, len(*exits) + len(t.breaks) - left
}

// settle turns a widened loop until nothing new comes of it.
func (r *run) settle(fr *frame, in *ir.Instr, t *target, cur []*state, exits *[]*state) {
	r.widened++
	defer func() { r.widened-- }()
	head := cur[0]
	for _, st := range cur[1:] {
		merge(head, st, join)
	}
	entry := head.fork()
	head, ok := r.pass(fr, in, t, head, entry.fork(), func(a, b val) val { return r.named(widen(a, b)) })
	if ok {
		head, ok = r.pass(fr, in, t, head, entry, func(a, b val) val { return r.named(join(a, b)) })
	}
	if ok {
		r.turn(fr, in, t, []*state{head}, exits)
	}
}

// pass turns the loop once and joins what comes of it into a copy of its entry;
// who leaves the loop meanwhile is not kept.
func (r *run) pass(fr *frame, in *ir.Instr, t *target, head, into *state, how func(a, b val) val) (*state, bool) {
	breaks, returns, thrown := t.breaks, len(fr.returns), len(fr.thrown)
	outer := make([]int, len(fr.targets))
	for i, o := range fr.targets {
		outer[i] = len(o.breaks)
	}
	var exits []*state
	next, _ := r.turn(fr, in, t, []*state{head}, &exits)
	t.breaks, fr.returns, fr.thrown = breaks, fr.returns[:returns], fr.thrown[:thrown]
	for i, o := range fr.targets {
		o.breaks = o.breaks[:outer[i]]
	}
	for _, st := range next {
		merge(into, st, how)
	}
	return into, !r.over
}

// named gives a widened number a name, so that the condition can narrow it.
func (r *run) named(v val) val {
	if (v.k == kInt || v.k == kPtr) && v.sym == 0 && v.lo != v.hi {
		return r.fresh(v)
	}
	return v
}
