package memory

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
)

// A state is what holds on one way: the registers of the running function, the
// memory, and what tests told of unknown numbers.
type state struct {
	regs    []val
	heap    []*object // by objID
	over    []touched // objects of the program's start that were changed since
	prog    *program
	run     *run
	main    bool // the program starts here: nothing has changed its variables
	facts   facts
	pairs   []pair  // what tests told of two numbers together
	have    factSet // which numbers facts speak of, at least
	env     []envVar
	marks   []mark // what models remember; shared, never changed
	owner   *byte
	guesses int // branches decided by nothing
	way     *turn
	ret     val
}

// A turn is the last branch of a way that nothing decided, and those before it.
type turn struct {
	at     *ir.Instr
	yes    bool
	before *turn
}

// maxTurnsKept bounds how many of them a flow remembers.
const maxTurnsKept = 200

// turns are the branches of a way that nothing decided, the first one first.
func (s *state) turns() []solve.Turn {
	var out []solve.Turn
	for t := s.way; t != nil && len(out) < maxTurnsKept; t = t.before {
		out = append(out, solve.Turn{At: t.at, Yes: t.yes})
	}
	slices.Reverse(out)
	return out
}

// A touched is an object of the program's start, as it is now.
type touched struct {
	id objID
	o  *object
}

// startBase is where the numbers of those objects begin.
const startBase objID = 1 << 24

// fixedBase is where those of a run begin that all its ways share.
const fixedBase objID = 1 << 26

func (s *state) fork() *state {
	c := &state{guesses: s.guesses, way: s.way, prog: s.prog, run: s.run, main: s.main}
	c.over = append([]touched(nil), s.over...)
	c.regs = append(make([]val, 0, len(s.regs)), s.regs...)
	c.heap = append(make([]*object, 0, len(s.heap)+4), s.heap...)
	c.env, c.have, c.facts, c.pairs, c.marks = s.env, s.have, s.facts, s.pairs, s.marks
	c.owner, s.owner = new(byte), new(byte)
	return c
}

// own is an object that may be changed.
func (s *state) own(id objID) *object {
	o := s.object(id)
	if o.owner == s.owner {
		return o
	}
	o = o.clone(s.owner)
	if id < startBase {
		s.heap[id] = o
		return o
	}
	for i := range s.over {
		if s.over[i].id == id {
			s.over[i].o = o
			return o
		}
	}
	s.over = append(s.over, touched{id, o})
	return o
}

func (s *state) alloc(o *object) objID {
	o.owner = s.owner
	s.heap = append(s.heap, o)
	return objID(len(s.heap) - 1)
}

func (s *state) object(id objID) *object {
	if id >= startBase {
		for i := range s.over {
			if s.over[i].id == id {
				return s.over[i].o
			}
		}
		if id >= fixedBase {
			return s.run.fixed[id-fixedBase]
		}
		return s.prog.atStart(id, s.main)
	}
	if id <= 0 || int(id) >= len(s.heap) {
		return nil
	}
	return s.heap[id]
}

// get reads a register with what is known of it here.
func (s *state) get(r ir.Reg) val {
	if r < 0 || int(r) >= len(s.regs) {
		return anything
	}
	return s.seen(s.regs[r])
}

func (s *state) set(r ir.Reg, v val) {
	if r >= 0 && int(r) < len(s.regs) {
		s.regs[r] = v
	}
}

// A factSet tells quickly that there is no fact of a number.
type factSet [4]uint64

func (f *factSet) add(n sym)      { f[n>>6&3] |= 1 << (n & 63) }
func (f *factSet) has(n sym) bool { return f[n>>6&3]&(1<<(n&63)) != 0 }

func (s *state) refine(v val) val {
	if v.sym == 0 || !s.have.has(v.sym) {
		return v
	}
	if f := s.facts.find(v.sym); f != nil {
		if lo := addSat(f.lo, v.add); lo >= v.lo && f.lo > minInt && (lo > v.lo || f.vlo) {
			v.lo = lo
			if f.vlo {
				v.fl &^= vagueLo
			}
		}
		if hi := addSat(f.hi, v.add); hi <= v.hi && f.hi < maxInt && (hi < v.hi || f.vhi) {
			v.hi = hi
			v.lab |= f.lab
			if f.vhi {
				v.fl &^= vagueHi
			}
		}
	}
	return v
}

// seen is a value with what is known of it here.
func (s *state) seen(v val) val {
	if v.sym == 0 {
		return v
	}
	if n, ok := s.chosen(v.sym); ok && v.lo != v.hi {
		v.lo = addSat(n, v.add)
		v.hi = v.lo
		v.fl &^= vagueLo | vagueHi
		return v
	}
	return s.refine(v)
}

func (s *state) known(of sym) (fact, bool) {
	if !s.have.has(of) {
		return fact{sym: of, lo: minInt, hi: maxInt}, false
	}
	if f := s.facts.find(of); f != nil {
		return *f, true
	}
	return fact{sym: of, lo: minInt, hi: maxInt}, false
}

// learn adds a fact to what is known of a number.
func (s *state) learn(f fact) bool {
	old, _ := s.known(f.sym)
	if old.lo > f.lo || old.lo == f.lo && old.vlo {
		f.lo, f.vlo = old.lo, old.vlo
	}
	if old.hi < f.hi || old.hi == f.hi && old.vhi {
		f.hi, f.vhi = old.hi, old.vhi
	}
	f.nonzero = f.nonzero || old.nonzero
	if f.nonzero {
		if f.lo == 0 {
			f.lo = 1
		}
		if f.hi == 0 {
			f.hi = -1
		}
	}
	if f.lo > f.hi {
		return false
	}
	s.facts = s.facts.with(&f)
	s.have.add(f.sym)
	return true
}

// same reports states that differ in nothing but facts.
func same(a, b *state) bool {
	if len(a.heap) != len(b.heap) {
		return false
	}
	for i, o := range a.heap {
		if o != b.heap[i] {
			return false
		}
	}
	if !slices.Equal(a.over, b.over) || !slices.Equal(a.marks, b.marks) {
		return false
	}
	for i := range a.regs {
		if a.regs[i] != b.regs[i] {
			x, y := a.regs[i], b.regs[i]
			x.cond, y.cond = nil, nil
			if x != y {
				return false
			}
		}
	}
	return true
}

// merge joins b into a, value by value. Objects that only share their number are
// told apart first.
func merge(a, b *state, how func(x, y val) val) {
	apart(a, b)
	var lost []objID
	told := func(x, y val) val {
		v := how(a.seen(x), b.seen(y))
		if v.k == kAny {
			lost = append(lost, addressOf(x), addressOf(y))
		}
		return v
	}
	for i := range a.regs {
		if a.regs[i] != b.regs[i] || a.regs[i].sym != 0 {
			a.regs[i] = told(a.regs[i], b.regs[i])
		}
	}
	n := min(len(a.heap), len(b.heap))
	for i := 1; i < n; i++ {
		x, y := a.heap[i], b.heap[i]
		if x == y || y == nil {
			continue
		}
		if x == nil {
			a.heap[i] = y
			continue
		}
		c := mergeObjects(x, y, told)
		c.owner = a.owner
		a.heap[i] = c
	}
	for i := n; i < len(b.heap); i++ {
		a.heap = append(a.heap, b.heap[i])
	}
	for _, t := range b.over {
		if x := a.object(t.id); x != nil && x != t.o {
			c := mergeObjects(x, t.o, told)
			*a.own(t.id) = *c
			a.own(t.id).owner = a.owner
		}
	}
	for i := range a.over {
		if y := b.object(a.over[i].id); y != nil && y != a.over[i].o {
			c := mergeObjects(a.over[i].o, y, told)
			c.owner = a.owner
			a.over[i].o = c
		}
	}
	for _, id := range lost {
		a.unfollowed(id, 0)
	}
	a.joinMarks(b, told)
	a.meet(b)
	if !slices.Equal(a.env, b.env) {
		a.env = nil
	}
	a.guesses = max(a.guesses, b.guesses)
}

func addressOf(v val) objID {
	if v.k == kPtr {
		return v.obj
	}
	return 0
}

// unfollowed notes that an address of an object is no longer known to be one: who
// frees it is not seen.
func (s *state) unfollowed(id objID, depth int) {
	o := s.object(id)
	if o == nil || o.kind != oHeap && o.kind != oHandle || o.escaped || depth > 6 {
		return
	}
	s.own(id).escaped = true
	for _, c := range o.cells {
		s.unfollowed(addressOf(c.v), depth+1)
	}
}

// apart gives the objects of b new numbers that are something else in a.
func apart(a, b *state) {
	moved := map[objID]objID(nil)
	n := len(b.heap)
	for i := 1; i < min(len(a.heap), n); i++ {
		x, y := a.heap[i], b.heap[i]
		if x == y || x == nil || y == nil || x.like(y) {
			continue
		}
		if moved == nil {
			moved = map[objID]objID{}
			for len(b.heap) < len(a.heap) {
				b.heap = append(b.heap, nil)
			}
		}
		moved[objID(i)] = objID(len(b.heap))
		if key := sym(y.depth); b.run != nil && y.pointedBy(key) {
			b.run.places[key] = append(b.run.places[key], objID(len(b.heap)))
		}
		b.heap = append(b.heap, y)
		b.heap[i] = nil
	}
	if moved != nil {
		b.renumber(moved)
	}
}

// like reports objects that were made by the same instruction, or are what the
// same unknown address points to.
func (o *object) like(p *object) bool {
	return o.kind == p.kind && o.at == p.at && o.depth == p.depth && o.family == p.family && o.class == p.class
}

// renumber changes the numbers of objects wherever addresses are kept.
func (s *state) renumber(moved map[objID]objID) {
	in := func(v val) val {
		if to, ok := moved[v.obj]; ok && (v.k == kPtr || v.k == kFunc) {
			v.obj = to
		}
		if v.rest != nil {
			rest := slices.Clone(*v.rest)
			for i := range rest {
				if to, ok := moved[rest[i].obj]; ok && (rest[i].k == kPtr || rest[i].k == kFunc) {
					rest[i].obj = to
				}
			}
			v.rest = &rest
		}
		v.cond = nil
		return v
	}
	for i, v := range s.regs {
		if v.k == kPtr || v.k == kFunc || v.rest != nil || v.cond != nil {
			s.regs[i] = in(v)
		}
	}
	s.ret = in(s.ret)
	s.remark(moved)
	held := func(o *object) bool {
		return o != nil && slices.ContainsFunc(o.cells, func(c cell) bool { _, ok := moved[c.v.obj]; return ok && (c.v.k == kPtr || c.v.k == kFunc) })
	}
	for i := 1; i < len(s.heap); i++ {
		if held(s.heap[i]) {
			o := s.own(objID(i))
			for j := range o.cells {
				o.cells[j].v = in(o.cells[j].v)
			}
		}
	}
	for i := range s.over {
		if held(s.over[i].o) {
			o := s.own(s.over[i].id)
			for j := range o.cells {
				o.cells[j].v = in(o.cells[j].v)
			}
		}
	}
}

func mergeObjects(x, y *object, how func(a, b val) val) *object {
	c := *x
	c.freed = x.freed && y.freed
	c.escaped = x.escaped || y.escaped || x.freed != y.freed
	if x.keeper != y.keeper {
		c.keeper = 0
	}
	c.lab |= y.lab
	c.zero, c.open = x.zero && y.zero, x.open || y.open || x.zero != y.zero
	c.size = join(x.size, y.size)
	c.cells = nil
	for _, p := range x.cells {
		i, ok := y.find(p.off)
		if !ok {
			if y.zero && p.str == nil && p.v.k == kInt {
				p.v = how(p.v, num(0))
				c.cells = append(c.cells, p)
				continue
			}
			c.open = true
			c.lab |= p.v.lab
			continue
		}
		q := y.cells[i]
		switch {
		case p == q:
		case p.str == nil && q.str == nil && p.w == q.w && p.off == q.off:
			p.n = min(p.n, q.n)
			p.v = how(p.v, q.v)
		case p.str != nil && q.str != nil && p.w == q.w && p.off == q.off && !p.str.open && !q.str.open:
			s := *p.str
			if s.sym != q.str.sym {
				s.sym = 0
			}
			s.lo, s.hi = min(s.lo, q.str.lo), max(s.hi, q.str.hi)
			s.lab |= q.str.lab
			s.vague = s.vague || q.str.vague
			s.text = joinText(s.text, q.str.text, s.lab)
			p.str = &s
			p.n = max(p.n, q.n)
		default:
			c.open = true
			c.lab |= p.v.lab | q.v.lab
			continue
		}
		if k := len(c.cells); k > 0 && c.cells[k-1].end() > p.off {
			continue
		}
		c.cells = append(c.cells, p)
	}
	if len(y.cells) > len(c.cells) {
		c.open = true
		for _, q := range y.cells {
			c.lab |= q.v.lab
			if q.str != nil {
				c.lab |= q.str.lab
			}
		}
	}
	return &c
}

// meet keeps the facts that both states know.
func (s *state) meet(o *state) {
	s.facts = s.facts.meet(o.facts)
	s.meetPairs(o)
	for i := range s.have {
		s.have[i] &= o.have[i]
	}
}

func addSat(a, b int64) int64 {
	c := a + b
	switch {
	case a > 0 && b > 0 && c < 0:
		return maxInt
	case a < 0 && b < 0 && c >= 0:
		return minInt
	}
	return c
}

func mulSat(a, b int64) int64 {
	if a == 0 || b == 0 {
		return 0
	}
	c := a * b
	if c/b != a || a == -1 && b == minInt || b == -1 && a == minInt {
		if (a > 0) == (b > 0) {
			return maxInt
		}
		return minInt
	}
	return c
}
