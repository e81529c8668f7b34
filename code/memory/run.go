package memory

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
)

// A run is the execution of one root.
type run struct {
	*program
	demands map[string]demand.Demand
	root    *ir.Func
	in      *inputs // concrete: what the sources give; nil: abstract
	budget  int64
	fault   any // of the engine itself
	deep    int // nested calls that are followed
	share   share
	work    int64
	over    bool
	top     *frame
	syms    sym
	derived map[sym]derivation
	given   map[sym]bool // numbers that the caller of a root chose, in a concrete run
	globals map[string]objID
	lits    map[*ir.Func]map[int]objID
	scales  map[scale]sym
	places  map[sym][]objID // what unknown addresses point to, by their names: on some way it is there
	fixed   []*object       // literals and variables that every way knows by the same number
	sources []solve.Source
	bySite  map[sourceKey]int
	flows   []solve.Flow
	when    []int       // concrete: after how many guesses each was seen
	most    int         // concrete: guesses beyond which nothing is believed
	wanted  *solve.Flow // concrete: the run ends when it has shown this one
	seen    map[flowKey]bool
	reached map[*ir.Func]bool
	events  []event
	widened int    // loops being settled
	opened  int    // unknown functions met
	clock   int    // counts calls and frees
	counted int    // calls of a function within itself that were followed for its counter
	result  string // concrete: what the root gave back
	asked   map[*ir.Instr]int
	tests   []tested
}

type sourceKey struct {
	kind string
	fn   *ir.Func
	in   *ir.Instr
}

type flowKey struct {
	kind string
	unit *ir.Unit
	span ir.Span
}

// A derivation says what a number was computed from.
type derivation struct {
	op   string // "abs", "text", "minus" (k less it), "over" (k by it), "times" (k times it), "part" (at most it), "sum" (it and with)
	of   val
	with sym
	k    int64
	text *textTest
}

// A frame is one activation of a function.
type frame struct {
	fn      *ir.Func
	call    *ir.Instr
	caller  *frame
	depth   int
	args    []val
	base    int    // objects that existed before
	marks   []mark // that models had made before
	targets []*target
	since   int // when it began, by the run's clock
	returns []*state
	tries   int
	thrown  []*state
	kernel  bool // a model that reads what the system itself wrote
}

// A target is an enclosing Loop or Scope.
type target struct {
	breaks []*state
	nexts  []*state
}

const (
	maxStates  = 8  // ways followed apart, where a function is not too large for that
	maxCalls   = 16 // nested calls
	maxCounted = 12 // calls of a function within itself, counted by a known number
	maxCounts  = 64 // calls of that kind that one root follows
	maxAlone   = 3  // nested calls below a function that is executed for its own sake
)

// exec runs a block on every state and gives those that reach its end.
func (r *run) exec(fr *frame, b ir.Block, sts []*state) []*state {
	for i := range b {
		in := &b[i]
		if r.work += int64(len(sts)); r.work > r.budget {
			r.over = true
			return nil
		}
		switch in.Op {
		case ir.If:
			sts = r.branch(fr, in, sts)
		case ir.And, ir.Or:
			sts = r.shortCircuit(fr, in, sts)
		case ir.Loop:
			sts = r.loop(fr, in, sts)
		case ir.Scope:
			sts = r.scope(fr, in, sts)
		case ir.Try:
			sts = r.try(fr, in, sts)
		case ir.Call, ir.Method:
			var out []*state
			for _, st := range sts {
				out = append(out, r.call(fr, in, st)...)
			}
			sts = r.limit(out)
		case ir.Break, ir.Continue:
			if n := len(fr.targets) - 1 - int(in.A); n >= 0 {
				t := fr.targets[n]
				if in.Op == ir.Break {
					t.breaks = append(t.breaks, sts...)
				} else {
					t.nexts = append(t.nexts, sts...)
				}
			}
			return nil
		case ir.Return:
			for _, st := range sts {
				st.ret = num(0)
				if len(in.Args) > 0 {
					st.ret = st.get(in.Args[0])
					if st.ret.k == kNone && !fr.fn.Unit.Stub {
						st.ret = r.used(fr, in, st, st.ret)
					}
				}
			}
			fr.returns = append(fr.returns, sts...)
			return nil
		case ir.Throw:
			if fr.tries == 0 && !fr.fn.Unit.Stub { // the function ends here
				for _, st := range sts {
					v, regs := st.get(in.A), st.regs
					st.regs = nil
					r.leaks(fr, st, v)
					st.regs = regs
				}
			}
			fr.thrown = append(fr.thrown, sts...)
			return nil
		default:
			k := 0
			for _, st := range sts {
				if r.simple(fr, in, st) {
					sts[k] = st
					k++
				}
			}
			sts = sts[:k]
		}
		if len(sts) == 0 {
			return nil
		}
	}
	return sts
}

// limit joins ways that are alike, and those beyond the bound.
func (r *run) limit(sts []*state) []*state {
	if len(sts) < 2 {
		return sts
	}
	out := sts[:0:len(sts)]
	for _, st := range sts {
		dup := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-4; i-- {
			if same(out[i], st) {
				out[i].meet(st)
				dup = true
				break
			}
		}
		if !dup {
			out = append(out, st)
		}
	}
	for most := r.ways(); len(out) > most; {
		n := len(out) - 1
		merge(out[n-1], out[n], func(a, b val) val { return r.named(join(a, b)) })
		out = out[:n]
	}
	return out
}

// simple runs an instruction that neither branches nor calls; false ends the way.
func (r *run) simple(fr *frame, in *ir.Instr, st *state) bool {
	switch in.Op {
	case ir.Const:
		st.set(in.Dst, r.constant(fr, in, st))
	case ir.Copy:
		if in.A == ir.NoReg {
			v := val{}
			if in.Aux != nil && in.Aux.Type != nil && in.Aux.Type.Kind == ir.Any {
				v = anything // a class, perhaps, which makes itself
			}
			st.set(in.Dst, v)
			return true
		}
		st.set(in.Dst, st.get(in.A))
	case ir.Unary:
		st.set(in.Dst, r.unary(fr, in, st))
	case ir.Binary:
		v, alive := r.binary(fr, in, st)
		st.set(in.Dst, v)
		return alive
	case ir.Convert:
		v := r.convert(fr, in, st)
		if v.k == kInt {
			v.fl |= st.get(in.A).fl & measured
		}
		st.set(in.Dst, r.named(v))
	case ir.GetGlobal:
		st.set(in.Dst, r.global(fr, in.Name))
	case ir.MakeFunc:
		st.set(in.Dst, closure(in, st))
	case ir.Cell:
		r.cell(fr, in, st)
	case ir.FieldRef, ir.IndexRef:
		return r.address(fr, in, st)
	case ir.Load:
		return r.load(fr, in, st)
	case ir.Store:
		return r.store(fr, in, st)
	}
	return true
}

func (r *run) constant(fr *frame, in *ir.Instr, st *state) val {
	if in.A < 0 || int(in.A) >= len(fr.fn.Consts) {
		return anything
	}
	c := fr.fn.Consts[in.A]
	switch c.Kind {
	case ir.Int, ir.Bool:
		return num(c.Int)
	case ir.Float:
		return floats(c.Float, c.Float)
	case ir.Bytes, ir.Str:
		return r.literal(fr, int(in.A), c, st)
	}
	return null
}

// literal is the address of a string literal, the same one each time.
func (r *run) literal(fr *frame, n int, c ir.Value, st *state) val {
	m := r.lits[fr.fn]
	if m == nil {
		m = map[int]objID{}
		r.lits[fr.fn] = m
	}
	id, ok := m[n]
	if !ok {
		id = r.fix(st, literalOf(c))
		m[n] = id
	}
	return val{k: kPtr, obj: id}
}

func literalOf(c ir.Value) *object {
	w := int64(1)
	if c.Kind == ir.Str {
		w = 4
	}
	k := int64(len(c.Str))
	o := &object{kind: oLiteral, size: num((k + 1) * w), zero: true}
	said, rest, more := strings.Cut(c.Str, "\x00")
	n := int64(len(said))
	o.cells = []cell{{off: 0, n: (n + 1) * w, w: w, str: &str{lo: n, hi: n, text: text.Lit(said)}}}
	for i := 0; more && i < len(rest); i++ {
		o.store((n+1+int64(i))*w, w, 1, num(clip(int64(rest[i]), forms["char"])))
	}
	return o
}

// global is a function's address, or a value nobody knows.
func (r *run) global(fr *frame, name string) val {
	if f := r.resolve(fr.fn.Unit, name, -1); f != nil {
		return val{k: kFunc, fn: f}
	}
	if name == "extern.stdin" || name == "extern.stdout" || name == "extern.stderr" {
		return anything
	}
	return anything
}

// fresh names an unknown number.
func (r *run) fresh(v val) val {
	r.syms++
	v.sym, v.add = r.syms, 0
	return v
}

// cell makes a variable.
func (r *run) cell(fr *frame, in *ir.Instr, st *state) {
	o := &object{kind: oStack, at: place{fr.fn, in}, depth: fr.depth, zero: in.A != ir.NoReg, family: "stack"}
	switch {
	case in.B != ir.NoReg:
		o.size = st.get(in.B)
	case in.Aux != nil && in.Aux.Size > 0:
		o.size = num(in.Aux.Size)
	default:
		o.size = unknownSize()
		o.open = true
	}
	if in.Aux != nil && untold(in.Aux.Type) {
		o.open = true
		o.size = unknownSize()
	}
	st.set(in.Dst, val{k: kPtr, obj: st.alloc(o)})
}

// untold reports a type that nobody declared, or an array of such: its size is not known.
func untold(t *ir.Type) bool {
	for t != nil && t.Kind == ir.ListOf {
		t = t.Elem
	}
	return t != nil && t.Kind == ir.Any
}

// closure is a function with the addresses of what it captures.
func closure(in *ir.Instr, st *state) val {
	if in.Aux == nil || in.Aux.Fn == nil {
		return anything
	}
	v := val{k: kFunc, fn: in.Aux.Fn}
	if len(in.Args) > 0 {
		o := &object{kind: oStack, size: num(8 * int64(len(in.Args)))}
		for i, a := range in.Args {
			o.store(8*int64(i), 8, 1, st.get(a))
		}
		v.obj = st.alloc(o)
	}
	return v
}

func unknownSize() val { return val{k: kInt, lo: 0, hi: maxInt, fl: vagueLo | vagueHi} }

func (r *run) address(fr *frame, in *ir.Instr, st *state) bool {
	if in.A == ir.NoReg {
		st.set(in.Dst, val{k: kPtr, obj: r.globalObject(fr, in, st)})
		return true
	}
	p := r.used(fr, in, st, st.get(in.A))
	if in.Op == ir.FieldRef {
		off := int64(0)
		if in.Aux != nil {
			off = in.Aux.Offset
		}
		if p.null() && p.k == kPtr { // &p->f of null: the access will tell
			p.fl |= turning
			st.set(in.Dst, val{k: kPtr, fl: p.fl, fn: p.fn})
			return true
		}
		by := num(off)
		if off >= foreignOffset {
			by.fl = vagueLo | vagueHi
		}
		st.set(in.Dst, r.moved(st, fr, in, p, by))
		return true
	}
	i := r.used(fr, in, st, st.get(in.B))
	size := int64(1)
	if in.Aux != nil && in.Aux.Size > 0 {
		size = in.Aux.Size
	}
	if unsaid(in) {
		size = r.like(st, p, size)
	}
	if i.k != kInt {
		i = unknownOf(form{min: minInt, max: maxInt}, i.lab)
	}
	by := val{k: kInt, lo: mulSat(i.lo, size), hi: mulSat(i.hi, size), lab: i.lab, fl: i.fl}
	by.sym, by.add = r.scaled(i, size)
	st.set(in.Dst, r.moved(st, fr, in, p, by))
	return true
}

// foreignOffset is where members lie of types that nobody declared: apart from each
// other, and nobody knows where.
const foreignOffset = 1 << 20

// moved is an address plus an offset.
func (r *run) moved(st *state, fr *frame, in *ir.Instr, p, by val) val {
	switch {
	case p.k == kPtr && p.obj != 0:
		p.sym, p.add = movedName(p, by)
		p.lo, p.hi = addSat(p.lo, by.lo), addSat(p.hi, by.hi)
		p.lab |= by.lab
		p.fl |= by.fl & (vagueLo | vagueHi | turning)
		return p
	case p.null():
		return val{k: kPtr, fl: p.fl, fn: p.fn}
	case p.k == kAny:
		q := r.foreign(st, fr, in, p)
		return r.moved(st, fr, in, q, by)
	}
	return anything
}

// movedName names the offset of an address plus an offset, where one is a constant.
func movedName(p, by val) (sym, int64) {
	switch {
	case by.lo == by.hi:
		return p.sym, p.add + by.lo
	case p.lo == p.hi && by.sym != 0:
		return by.sym, by.add + p.lo
	}
	return 0, 0
}

// foreign gives an unknown address an object of its own: what it points to, of
// unknown size. The same address gets the same object.
func (r *run) foreign(st *state, fr *frame, in *ir.Instr, p val) val {
	key := p.sym
	for _, id := range r.places[key] {
		if int(id) < len(st.heap) && st.heap[id].pointedBy(key) {
			return val{k: kPtr, obj: id}
		}
	}
	o := &object{kind: oForeign, open: true, escaped: true, size: unknownSize(), lab: p.lab, depth: int(key)}
	if key == 0 {
		o.at = place{fr.fn, in}
		return val{k: kPtr, obj: st.alloc(o)}
	}
	id := st.alloc(o)
	if !slices.Contains(r.places[key], id) {
		r.places[key] = append(r.places[key], id)
	}
	return val{k: kPtr, obj: id}
}

// pointedBy reports what an unknown address of that name points to.
func (o *object) pointedBy(name sym) bool {
	return o != nil && o.kind == oForeign && o.at.in == nil && name != 0 && sym(o.depth) == name
}

// used is a value that something is made of: one that was never written is a
// flaw.
func (r *run) used(fr *frame, in *ir.Instr, st *state, v val) val {
	if v.k != kNone {
		return v
	}
	r.report(fr, in, st, "uninitialised", "is read before anything was written to it", 0)
	return anything
}
