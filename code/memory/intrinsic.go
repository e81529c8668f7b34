package memory

import (
	"math"

	"github.com/prunella/prunella/code/ir"
)

// modelArgs is how many arguments a primitive has at least; what is not given is 0.
const modelArgs = 5

// intrinsic runs one of the primitives that models call; doc.go lists them.
func (r *run) intrinsic(fr *frame, in *ir.Instr, st *state, name string, args []val) []*state {
	for len(args) < modelArgs {
		args = append(args, val{k: kInt})
	}
	m := &machine{r, fr, in, st, args}
	if f := simple[name]; f != nil {
		v, alive := f(m)
		if !alive {
			return nil
		}
		st.set(in.Dst, v)
		return []*state{st}
	}
	switch name {
	case "maybe_null":
		return r.maybeNull(fr, in, st, args[0], val{k: kPtr, fl: unchecked})
	case "maybe":
		return r.maybeNull(fr, in, st, args[0], args[1])
	case "realloc":
		return r.realloc(m)
	case "drop":
		return r.drop(m)
	case "getenv":
		return r.environment(m)
	case "either": // one of two values
		if r.in != nil {
			st.set(in.Dst, args[0])
			if r.in.second() {
				st.set(in.Dst, args[1])
			}
			return []*state{st}
		}
		other := st.fork()
		st.set(in.Dst, args[0])
		other.set(in.Dst, args[1])
		return []*state{st, other}
	case "exit":
		return nil
	}
	st.set(in.Dst, r.unknownCall(fr, in, st, nil, args))
	return []*state{st}
}

// maybeNull follows an allocation that failed beside the one that did not; failed is
// what it gave then.
func (r *run) maybeNull(fr *frame, in *ir.Instr, st *state, p, failed val) []*state {
	st.set(in.Dst, p)
	if st.object(p.obj) != nil {
		st.own(p.obj).quiet = true
	}
	if r.in != nil && !r.in.fail() {
		return []*state{st}
	}
	other := st
	if r.in == nil {
		other = st.fork()
	}
	if o := other.object(p.obj); o != nil {
		other.own(p.obj).freed = true
		other.own(p.obj).escaped = true
	}
	other.set(in.Dst, failed)
	if r.in != nil {
		return []*state{other}
	}
	return []*state{st, other}
}

// A machine is what an intrinsic works on.
type machine struct {
	r    *run
	fr   *frame
	in   *ir.Instr
	st   *state
	args []val
}

func (m *machine) word(i int) string {
	s, _ := m.r.textOf(m.st, m.args[i], 1)
	w, _ := s.text.Exact()
	return w
}

func (m *machine) width(i int) int64 {
	if m.args[i].k == kInt && m.args[i].lo > 0 {
		return m.args[i].lo
	}
	return 1
}

// number is an argument as an integer.
func (m *machine) number(i int) val {
	v := m.args[i]
	if v.k != kInt {
		return unknownOf(form{min: minInt, max: maxInt}, v.lab)
	}
	return v
}

// product is a size that an allocator multiplies itself, and checks; what was not given
// is 1.
func (m *machine) product(i, j int) val {
	n := m.number(i)
	if len(m.in.Args) <= j {
		return n
	}
	k := m.number(j)
	switch {
	case k.exact():
		return m.times(n, k.lo)
	case n.exact():
		return m.times(k, n.lo)
	}
	out := val{k: kInt, lo: mulSat(max(n.lo, 0), max(k.lo, 0)), hi: mulSat(n.hi, k.hi), lab: n.lab | k.lab, fl: n.fl | k.fl}
	return out
}

func (m *machine) times(v val, w int64) val {
	v.lo, v.hi = mulSat(v.lo, w), mulSat(v.hi, w)
	v.sym, v.add = m.r.scaled(v, w)
	return v
}

var simple = intrinsics()

func intrinsics() map[string]func(m *machine) (val, bool) {
	return map[string]func(m *machine) (val, bool){
		"unknown": func(m *machine) (val, bool) {
			return m.r.unknownCall(m.fr, m.in, m.st, nil, nil), true
		},
		"alloc":  func(m *machine) (val, bool) { return m.alloc(m.word(0), m.number(1), false), true },
		"zeroed": func(m *machine) (val, bool) { return m.alloc(m.word(0), m.product(1, 2), true), true },
		"new":    func(m *machine) (val, bool) { return m.alloc("new", m.number(0), false), true },
		"new_array": func(m *machine) (val, bool) {
			return m.alloc("new[]", m.number(0), false), true
		},
		"delete":       func(m *machine) (val, bool) { return m.free(m.args[0], "new") },
		"delete_array": func(m *machine) (val, bool) { return m.free(m.args[0], "new[]") },
		"free":         func(m *machine) (val, bool) { return m.free(m.args[0], m.word(1)) },
		"member":       (*machine).member,
		"class":        (*machine).class,
		"kept":         (*machine).kept,
		"touch":        func(m *machine) (val, bool) { return m.access(true) },
		"write":        func(m *machine) (val, bool) { return m.access(true) },
		"read":         func(m *machine) (val, bool) { return m.access(false) },
		"copy": func(m *machine) (val, bool) {
			m.sized(2)
			m.pass(m.args[0], m.args[1], false)
			return m.args[0], m.r.copyBytes(m.fr, m.in, m.st, m.args[0], m.args[1], m.number(2))
		},
		"fill":           (*machine).fill,
		"strlen":         (*machine).strlen,
		"strcpy":         (*machine).strcpy,
		"strncpy":        (*machine).strncpy,
		"strcat":         (*machine).strcat,
		"strncat":        (*machine).strncat,
		"snprintf":       (*machine).snprintf,
		"strchr":         (*machine).strchr,
		"compare":        (*machine).compare,
		"equal":          (*machine).equal,
		"contains":       (*machine).contains,
		"contains_any":   (*machine).containsAny,
		"contains_other": (*machine).containsOther,
		"joined":         (*machine).joined,
		"part":           (*machine).part,
		"formatted":      (*machine).formatted,
		"places":         (*machine).places,
		"cloned":         (*machine).cloned,
		"put":            (*machine).putElement,
		"anywhere":       (*machine).anywhere,
		"slot":           (*machine).slot,
		"within":         (*machine).within,
		"input":          (*machine).input,
		"receive":        (*machine).receive,
		"text":           (*machine).sourceText,
		"number":         (*machine).sourceNumber,
		"parse":          (*machine).parse,
		"scan":           (*machine).scan,
		"sink":           (*machine).sink,
		"shown": func(m *machine) (val, bool) { // the texts that a format prints are read
			_, alive := m.format(m.args[0], m.args[1], m.width(2))
			return num(0), alive
		},
		"noreturn": func(m *machine) (val, bool) {
			m.r.report(m.fr, m.in, m.st, "noreturn", "ends without the result that it promises", 0)
			return num(0), true
		},
		"beyond":      (*machine).beyond,
		"difference":  (*machine).difference,
		"unread":      (*machine).unread,
		"element":     (*machine).element,
		"confide":     (*machine).confide,
		"disclose":    (*machine).disclose,
		"discloses":   (*machine).discloses,
		"text_member": (*machine).textMember,
		"behind":      (*machine).behind,
		"sums":        (*machine).sums,
		"kernel":      (*machine).fromKernel,
		"told":        (*machine).told,
		"mark":        (*machine).setTo,
		"marked":      (*machine).marked,
		"settled":     (*machine).settled,
		"certain":     (*machine).certain,
		"lock":        (*machine).lock,
		"elsewhere":   (*machine).elsewhere,
		"unlock":      (*machine).unlock,
		"dangerous":   func(m *machine) (val, bool) { return m.dangerous() },
		"abs":         (*machine).abs,
		"sqrt":        (*machine).sqrt,
		"open":        (*machine).open,
		"close":       (*machine).closeHandle,
		"file":        (*machine).file,
		"havoc": func(m *machine) (val, bool) {
			if o := m.st.object(m.args[0].obj); m.args[0].k == kPtr && o != nil {
				m.st.own(m.args[0].obj).forget(0)
			}
			return num(0), true
		},
		"escape": func(m *machine) (val, bool) {
			m.r.escape(m.st, m.args[0], 0)
			return m.args[0], true
		},
		"list": func(m *machine) (val, bool) {
			rest := append([]val(nil), m.args[:len(m.in.Args)]...)
			return val{k: kRest, rest: &rest}, true
		},
		"words": (*machine).words,
		"descriptor": func(m *machine) (val, bool) {
			v, _ := m.open()
			return v, true
		},
		"upto": (*machine).upto,
		"result": func(m *machine) (val, bool) { // a number between two
			lo, hi := m.args[0].lo, m.args[1].lo
			if m.r.in != nil { // the machine around does as it likes
				return num(m.r.in.outcome(lo, hi)), true
			}
			return m.r.fresh(between(lo, hi)), true
		},
	}
}

// upto is an index below a length: n, and from where it was looked for (or nothing).
func (m *machine) upto() (val, bool) {
	n, from := m.number(0), num(0)
	if len(m.in.Args) > 1 {
		from = m.number(1)
	}
	if m.r.in != nil {
		return num(max(0, from.lo, n.lo-1)), true
	}
	v := between(max(0, from.lo), max(0, from.lo, addSat(n.hi, -1)))
	v.lab, v.fl = n.lab, n.fl&vagueHi
	v = m.r.fresh(v)
	m.r.relate(m.st, v, n, 1)
	m.r.relate(m.st, from, v, 0)
	return v, true
}

func (m *machine) alloc(family string, n val, zero bool) val {
	o := &object{kind: oHeap, family: family, zero: zero, depth: m.fr.depth, size: n}
	o.at.fn, o.at.in = m.r.project(m.fr, m.in)
	if n.hi < 0 {
		o.size = unknownSize()
	}
	o.size.lo = max(o.size.lo, 0)
	if family == "alloca" {
		o.kind = oStack
	}
	if m.fr.fn.Unit.Stub {
		m.sizedAs(n)
	}
	m.affordable(n)
	return val{k: kPtr, obj: m.st.alloc(o)}
}

// affordable reports memory of a size that the outside chooses and nothing bounds.
func (m *machine) affordable(n val) {
	const much = 1 << 28
	if n.lab == 0 || n.fl&measured != 0 || n.hi < much || m.r.in != nil && n.lo < much {
		return
	}
	m.r.report(m.fr, m.in, m.st, "alloc.size", "is what the outside says, however large", n.lab, abs(n))
}

// sized reports a length that was a negative number before it became a size.
func (m *machine) sized(i int) { m.sizedAs(m.number(i)) }

func (m *machine) sizedAs(n val) {
	if n.fl&extended != 0 && n.hi >= maxInt-1<<32 && (n.lab != 0 && m.r.in == nil || n.lo > maxInt-1<<40) {
		m.r.report(m.fr, m.in, m.st, "sign", "can be negative, and then is a huge size", n.lab, abs(n))
	}
}

func (m *machine) free(p val, family string) (val, bool) {
	p = m.r.used(m.fr, m.in, m.st, p)
	if p.k == kAny && p.sym != 0 && (m.r.in == nil || m.r.in.numbers == 0) { // else by a rule that nobody told
		p = m.r.foreign(m.st, m.fr, m.in, p)
	}
	if p.null() || p.k != kPtr || p.obj == 0 {
		return num(0), true
	}
	o := m.st.object(p.obj)
	switch {
	case o == nil:
	case o.freed:
		m.r.report(m.fr, m.in, m.st, "free.twice", "was freed before", 0)
		return num(0), false
	case o.kind == oForeign:
	case o.kind != oHeap:
		m.r.report(m.fr, m.in, m.st, "free.foreign", "is a "+o.name()+" that was not allocated", 0)
		return num(0), true
	case p.lo > 0 || p.hi < 0:
		m.r.report(m.fr, m.in, m.st, "free.foreign", "does not point to the beginning of the allocation", 0)
	case o.family != family:
		m.r.report(m.fr, m.in, m.st, "free.mismatch", "was made by "+o.family+" and is given back as if by "+family, 0)
	}
	m.r.clock++
	own := m.st.own(p.obj)
	own.freed, own.ended = true, m.r.clock
	return num(0), true
}

// realloc follows memory that was made larger, and the old that is left where it
// could not be.
func (r *run) realloc(m *machine) []*state {
	var out []*state
	if n := m.number(1); n.exact() && n.lo == 0 && !m.args[0].null() { // frees, in glibc
		m.st.set(m.in.Dst, null)
		if _, alive := m.free(m.args[0], "malloc"); !alive {
			return nil
		}
		return []*state{m.st}
	}
	fails := r.in != nil && r.in.fail()
	if r.in == nil || fails {
		failed := m.st
		if r.in == nil {
			failed = m.st.fork()
		}
		failed.set(m.in.Dst, val{k: kPtr, fl: unchecked})
		out = append(out, failed)
	}
	if r.in == nil || !fails {
		if v, alive := m.moved(); alive {
			m.st.set(m.in.Dst, v)
			out = append([]*state{m.st}, out...)
		}
	}
	return out
}

// moved is what realloc gives: p, n.
func (m *machine) moved() (val, bool) {
	p, n := m.args[0], m.product(1, 2)
	out := m.alloc("malloc", n, false)
	if o := m.st.object(p.obj); p.k == kPtr && o != nil {
		if o.freed {
			m.r.report(m.fr, m.in, m.st, "freed", "was freed before", 0)
			return null, false
		}
		c := m.st.own(out.obj)
		c.cells, c.lab, c.open = append([]cell(nil), o.cells...), o.lab, o.open
		if n.exact() {
			c.cut(n.lo, maxInt)
		}
		m.r.clock++
		own := m.st.own(p.obj)
		own.freed, own.ended = true, m.r.clock
	} else if p.k == kAny {
		m.st.own(out.obj).open = true
	}
	return out, true
}

// member says where more is written to a member than it holds: address, its size,
// how much.
func (m *machine) member() (val, bool) {
	p, size, n := m.args[0], m.number(1), m.number(2)
	o := m.st.object(p.obj)
	if p.k != kPtr || o == nil || o.kind == oForeign || n.lo <= size.hi || n.fl&vagueLo != 0 {
		return num(0), true
	}
	kind := "write.stack"
	if o.kind == oHeap {
		kind = "write.heap"
	}
	m.r.report(m.fr, m.in, m.st, kind, "ends "+bytesOf(n.lo-size.hi, 0)+" after the member of "+bytesOf(size.hi, 0), n.lab, abs(num(0)), abs(n), abs(size))
	return num(0), true
}

func (m *machine) class() (val, bool) {
	if p := m.args[0]; p.k == kPtr && m.st.object(p.obj) != nil && p.lo == 0 && p.hi == 0 {
		m.st.own(p.obj).class = m.word(1)
	}
	return num(0), true
}

func (m *machine) access(write bool) (val, bool) {
	n := m.number(1)
	if n.hi == 0 {
		return num(0), true
	}
	m.sized(1)
	_, o := m.r.reach(m.fr, m.in, m.st, m.args[0], n, write)
	return num(0), o != nil
}

// fill is memset: p, c, n, width.
func (m *machine) fill() (val, bool) {
	w := m.width(3)
	n := m.times(m.number(2), w)
	m.sized(2)
	m.pass(m.args[0], null, false)
	if n.hi == 0 {
		return m.args[0], true
	}
	p, o := m.r.reach(m.fr, m.in, m.st, m.args[0], n, true)
	if o == nil {
		return val{}, false
	}
	v := m.number(1)
	if v.exact() && w == 1 {
		v = num(clip(v.lo, forms["char"]))
	}
	own := m.st.own(p.obj)
	if n.exact() && p.lo == p.hi && n.lo < 1<<30 {
		own.store(p.lo, w, n.lo/w, v)
	} else {
		own.weak(p.lo, addSat(p.hi, n.hi), w, v)
	}
	return m.args[0], true
}

func (m *machine) abs() (val, bool) {
	v := m.args[0]
	if v.k == kFloat {
		lo, hi := v.floats()
		out := floats(0, math.Max(math.Abs(lo), math.Abs(hi)))
		if lo > 0 {
			out = floats(lo, hi)
		}
		out.lab, out.fl = v.lab, v.fl
		if v.sym == 0 {
			return out, true
		}
		out = m.r.fresh(out)
		m.r.derived[out.sym] = derivation{op: "abs", of: v}
		return out, true
	}
	v = m.number(0)
	out := v
	out.sym, out.add = 0, 0
	switch {
	case v.lo >= 0:
		return v, true
	case v.hi <= 0:
		out.lo, out.hi = mulSat(v.hi, -1), mulSat(v.lo, -1)
	default:
		out.lo, out.hi = 0, max(mulSat(v.lo, -1), v.hi)
	}
	out.fl &^= vagueLo
	out = m.r.fresh(out)
	m.r.derived[out.sym] = derivation{op: "abs", of: v}
	return out, true
}

func (m *machine) sqrt() (val, bool) {
	lo, hi := m.args[0].floats()
	out := floats(math.Sqrt(math.Max(0, lo)), math.Sqrt(math.Max(0, hi)))
	out.lab, out.fl = m.args[0].lab, m.args[0].fl
	return out, true
}

func (m *machine) open() (val, bool) {
	o := &object{kind: oHandle, family: m.word(0), open: true, size: unknownSize(), depth: m.fr.depth}
	o.at.fn, o.at.in = m.r.project(m.fr, m.in)
	m.named(o, 1)
	return val{k: kPtr, obj: m.st.alloc(o)}, true
}

// file says where an open file is wanted and there is none.
func (m *machine) file() (val, bool) {
	p := m.r.used(m.fr, m.in, m.st, m.args[0])
	o := m.st.object(p.obj)
	switch {
	case p.null() && p.fl&unchecked != 0:
		m.r.report(m.fr, m.in, m.st, "null.unchecked", "is null when the file cannot be opened, and was not tested", 0)
		return num(0), false
	case p.null():
		m.r.report(m.fr, m.in, m.st, "null", "is null here", 0)
		return num(0), false
	case p.k == kPtr && o != nil && o.kind == oHandle && o.freed:
		m.r.report(m.fr, m.in, m.st, "freed", "was closed before", 0)
		return num(0), false
	}
	return m.fromKernel()
}

func (m *machine) closeHandle() (val, bool) {
	p := m.args[0]
	if o := m.st.object(p.obj); p.k == kPtr && o != nil && o.kind == oHandle {
		m.st.own(p.obj).freed = true
	}
	return num(0), true
}

// words reads a list of arguments that ends with a null: execv's.
func (m *machine) words() (val, bool) {
	var rest []val
	p := m.args[0]
	o := m.st.object(p.obj)
	for at := p.lo; p.k == kPtr && o != nil && p.lo == p.hi && len(rest) < 64; at += 8 {
		v := o.load(at, 8, form{pointer: true, size: 8})
		if v.k != kPtr || v.obj == 0 {
			break
		}
		rest = append(rest, v)
	}
	return val{k: kRest, rest: &rest}, true
}

func (m *machine) dangerous() (val, bool) {
	m.r.report(m.fr, m.in, m.st, "dangerous", m.word(0), 0)
	return num(0), true
}
