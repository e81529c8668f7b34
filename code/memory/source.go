package memory

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// maxSources bounds how many origins of data are told apart.
const maxSources = 63

// label names the data that enters at the project's call around.
func (r *run) label(fr *frame, in *ir.Instr, kind string, names ...string) text.Labels {
	if fr != nil && fr.kernel {
		return 0
	}
	fn, at := r.project(fr, in)
	k := sourceKey{kind, fn, at}
	n, ok := r.bySite[k]
	if !ok {
		n = min(len(r.sources), maxSources)
		if n < maxSources {
			s := solve.Source{Kind: kind, Names: names}
			if fn != nil && at != nil {
				s.At = solve.Place{Unit: fn.Unit, Span: at.Span, Func: fn, Callee: at.Name}
			}
			r.sources = append(r.sources, s)
		}
		r.bySite[k] = n
	}
	return 1 << uint(min(n, maxSources-1))
}

// project is the innermost call in the project's own code.
func (r *run) project(fr *frame, in *ir.Instr) (*ir.Func, *ir.Instr) {
	for fr != nil && fr.fn.Unit.Stub && fr.caller != nil && fr.call != nil {
		in = fr.call
		fr = fr.caller
	}
	if fr == nil {
		return nil, in
	}
	return fr.fn, in
}

// ask is what the source gives in a concrete run.
func (m *machine) ask(kind string) (string, bool) {
	if m.r.in == nil {
		return "", false
	}
	return m.r.in.give(m.source(kind)), true
}

// source is a source of that kind that is asked here.
func (m *machine) source(kind string) sourceKey {
	fn, at := m.r.project(m.fr, m.in)
	return sourceKey{kind, fn, at}
}

// input is fgets: kind, d, n, width: at most n-1 characters and a zero.
func (m *machine) input() (val, bool) {
	kind, w, n := m.word(0), m.width(3), m.number(2)
	m.args[4] = m.args[1]
	lab := m.r.label(m.fr, m.in, kind)
	s := str{lo: 0, hi: maxInt, vague: true, lab: lab, text: text.Top(lab, m.name(lab))}
	given, concrete := m.ask(kind)
	if concrete {
		s = str{lo: int64(len(given)), hi: int64(len(given)), lab: lab, text: text.Lit(given)}
	}
	if n.hi >= 0 && n.lo != minInt {
		limit := n
		limit.lo, limit.hi = max(n.lo-1, 0), addSat(n.hi, -1)
		if concrete {
			s = s.cut(limit)
		} else {
			s.hi, s.vague = limit.hi, limit.fl&vagueHi != 0
		}
		q, o := m.r.reach(m.fr, m.in, m.st, m.args[1], m.times(n, w), true)
		if o == nil {
			return val{}, false
		}
		m.place(q, s, w)
		return m.args[1], true
	}
	if !m.put(m.args[1], s, w) {
		return val{}, false
	}
	return m.args[1], true
}

func (m *machine) name(lab text.Labels) text.Sym {
	m.r.syms++
	return text.Sym(m.r.syms)
}

// receive is recv: kind, d, n: at most n bytes and no zero; the result is how many,
// or -1.
func (m *machine) receive() (val, bool) {
	kind, n := m.word(0), m.number(2)
	w := m.width(3)
	if kind == "net" && !m.local(4) {
		m.disclosed(kind, m.args[1])
	}
	m.pass(m.args[1], null, false)
	lab := m.r.label(m.fr, m.in, kind)
	m.sized(2)
	q, o := m.r.reach(m.fr, m.in, m.st, m.args[1], m.times(n, w), true)
	if o == nil {
		return val{}, false
	}
	if given, ok := m.ask(kind); ok {
		if m.r.in.second() { // nothing is there, or no more
			return num(m.r.in.nothing()), true
		}
		own := m.st.own(q.obj)
		if i, ok := own.find(q.lo - 1); ok && own.cells[i].w == 4 {
			w = 4 // who sends to a program that wants wide characters sends those
		}
		if int64(len(given))*w > n.hi {
			given = given[:max(n.hi, 0)/w]
		}
		k := int64(len(given))
		for i := int64(0); i < k; i++ {
			v := num(int64(int8(given[i])))
			v.lab = lab
			own.store(q.lo+i*w, w, 1, v)
		}
		out := num(k * w)
		out.lab = lab
		return out, true
	}
	own := m.st.own(q.obj)
	if n.hi > 1<<30 || q.lo != q.hi {
		own.weak(q.lo, own.size.hi, w, unknownOf(forms["char"], lab))
	} else {
		own.store(q.lo, w, max(n.hi, 1), unknownOf(forms["char"], lab))
	}
	got := between(-1, n.hi)
	got.fl = n.fl & vagueHi
	return m.r.fresh(got), true
}

// A variable of the environment is the same each time it is asked for.
type envVar struct {
	name string
	is   val
}

// environment is getenv: kind, name, width: a text, or null.
func (r *run) environment(m *machine) []*state {
	name := m.word(1)
	for _, e := range m.st.env {
		if e.name == name && name != "" {
			m.st.set(m.in.Dst, e.is)
			return []*state{m.st}
		}
	}
	none := m.st
	if r.in == nil {
		none = m.st.fork()
	} else if lacks := r.in.lacks(name); !r.in.second() && !lacks {
		none = nil
	}
	out := []*state{}
	if none != m.st {
		v, _ := m.sourceText()
		m.setting(v, name)
		m.st.set(m.in.Dst, v)
		m.st.env = append(m.st.env[:len(m.st.env):len(m.st.env)], envVar{name, v})
		out = append(out, m.st)
	}
	if none != nil {
		none.set(m.in.Dst, null)
		none.env = append(none.env[:len(none.env):len(none.env)], envVar{name, null})
		out = append(out, none)
	}
	return out
}

// sourceText is getenv: kind, name, width: a string of the outside's.
func (m *machine) sourceText() (val, bool) {
	kind := m.word(0)
	lab := m.r.label(m.fr, m.in, kind, m.word(1))
	s := str{lo: 0, hi: maxInt, vague: true, lab: lab, text: text.Top(lab, m.name(lab))}
	if given, ok := m.ask(kind); ok {
		s = str{lo: int64(len(given)), hi: int64(len(given)), lab: lab, text: text.Lit(given)}
	}
	return m.r.foreignText(m.st, s, m.width(2)), true
}

// foreignText is memory outside that holds a string.
func (r *run) foreignText(st *state, s str, w int64) val {
	o := &object{kind: oForeign, open: true, escaped: true, lab: s.lab, size: val{k: kInt, lo: 1, hi: maxInt, fl: vagueHi | vagueLo, lab: s.lab}}
	o.cells = []cell{{off: 0, n: addSat(min(s.hi, 1<<40), 1) * w, w: w, str: &s}}
	return val{k: kPtr, obj: st.alloc(o)}
}

// sourceNumber is rand: kind, lo, hi.
func (m *machine) sourceNumber() (val, bool) {
	kind := m.word(0)
	lab := m.r.label(m.fr, m.in, kind)
	v := between(m.args[1].lo, m.args[2].lo)
	if given, ok := m.ask(kind); ok {
		v = num(m.r.in.number(m.source(kind), parseInt(given), v.lo, v.hi))
		v.lab = lab
		return v, true
	}
	v.lab, v.fl = lab, vagueLo|vagueHi
	return m.r.fresh(v), true
}

// parse is atoi: a number that a string spells; s, lo, hi; lo > hi: a float.
func (m *machine) parse() (val, bool) {
	w := m.width(3)
	s, ok := m.readable(0, w)
	if !ok {
		return val{}, false
	}
	lo, hi := m.args[1].lo, m.args[2].lo
	whole, exact := s.text.Exact()
	if exact && s.lo == s.hi {
		if lo > hi {
			f := parseFloat(whole)
			v := floats(f, f)
			v.lab = s.lab
			return v, true
		}
		n := max(lo, min(hi, parseInt(whole)))
		return val{k: kInt, lo: n, hi: n, lab: s.lab}, true
	}
	if m.r.in != nil { // bytes that were received
		if spelt, ok := m.spelt(m.args[0], w); ok {
			n := max(lo, min(hi, parseInt(spelt)))
			if lo > hi {
				f := parseFloat(spelt)
				v := floats(f, f)
				v.lab = s.lab
				return v, true
			}
			return val{k: kInt, lo: n, hi: n, lab: s.lab}, true
		}
	}
	if lo > hi {
		return m.r.fresh(unknownOf(form{float: true}, s.lab)), true
	}
	v := between(lo, hi)
	v.lab, v.fl = s.lab, vagueLo|vagueHi
	return m.r.fresh(v), true
}

// spelt reads the characters at an address one by one.
func (m *machine) spelt(p val, w int64) (string, bool) {
	o := m.st.object(p.obj)
	if p.k != kPtr || o == nil || p.lo != p.hi {
		return "", false
	}
	var b []byte
	for at := p.lo; len(b) < 1<<16; at += w {
		v := o.load(at, w, form{size: w, min: minInt, max: maxInt})
		if !v.exact() {
			return string(b), len(b) > 0
		}
		if v.lo == 0 {
			return string(b), true
		}
		b = append(b, byte(v.lo))
	}
	return string(b), true
}

// scan is scanf: kind, format, arguments, width.
func (m *machine) scan() (val, bool) {
	kind, w := m.word(0), m.width(3)
	m.fr.kernel = m.fr.kernel || m.own(4)
	lab := m.r.label(m.fr, m.in, kind)
	f, _ := m.r.textOf(m.st, m.args[1], w)
	whole, _ := f.text.Exact()
	var args []val
	if m.args[2].k == kRest && m.args[2].rest != nil {
		args = *m.args[2].rest
	}
	given, concrete := m.ask(kind)
	count := int64(0)
	for _, d := range directives(whole) {
		if d.verb == 0 || d.skip {
			continue
		}
		if len(args) == 0 {
			break
		}
		p := args[0]
		args = args[1:]
		count++
		if !m.scanned(d, p, lab, given, concrete, w) {
			return val{}, false
		}
	}
	if concrete {
		return num(count), true
	}
	return m.r.fresh(between(-1, count)), true
}

// scanned stores one conversion of scanf.
func (m *machine) scanned(d directive, p val, lab text.Labels, given string, concrete bool, w int64) bool {
	switch d.verb {
	case 's', '[', 'S':
		s := str{lo: 1, hi: maxInt, vague: true, lab: lab, text: text.Top(lab, m.name(lab))}
		if concrete {
			s = str{lo: int64(len(given)), hi: int64(len(given)), lab: lab, text: text.Lit(given)}
		}
		if d.width > 0 {
			s = s.cut(num(d.width))
		}
		return m.put(p, s, w)
	case 'f', 'g', 'e', 'a':
		size := int64(4)
		if d.size == 'l' {
			size = 8
		}
		v := m.r.fresh(unknownOf(form{float: true}, lab))
		if concrete {
			f := parseFloat(given)
			v = floats(f, f)
			v.lab = lab
		}
		return m.storeScanned(p, size, v)
	}
	f := form{size: 4, min: -1 << 31, max: 1<<31 - 1}
	switch {
	case d.verb == 'c':
		f = forms["char"]
	case d.size == 'l':
		f = forms["long"]
	case d.size == 'h':
		f = forms["short"]
	case d.size == 'H':
		f = forms["char"]
	}
	if d.verb == 'u' || d.verb == 'x' {
		f.unsigned = true
		if f.size < 8 {
			f.min, f.max = 0, 1<<(8*uint(f.size))-1
		} else {
			f.min = 0
		}
	}
	v := m.r.fresh(unknownOf(f, lab))
	if concrete {
		n := max(f.min, min(f.max, parseInt(given)))
		v = num(n)
		v.lab = lab
	}
	return m.storeScanned(p, f.size, v)
}

func (m *machine) storeScanned(p val, size int64, v val) bool {
	q, o := m.r.reach(m.fr, m.in, m.st, p, num(size), true)
	if o == nil {
		return false
	}
	m.r.write(m.st, q, size, v)
	return true
}

// sink hands values to a demand: kind, values…
func (m *machine) sink() (val, bool) {
	kind := m.word(0)
	d := m.r.demands[kind]
	if d == nil {
		return num(0), true
	}
	var args []value.Abs
	var plain []any
	for i := 1; i < len(m.in.Args) && i < len(m.args); i++ {
		a, p := m.described(m.args[i])
		args, plain = append(args, a), append(plain, p)
	}
	if m.r.in != nil {
		fn, at := m.r.project(m.fr, m.in)
		m.r.events = append(m.r.events, event{kind, fn, at, plain})
		for _, v := range d.Check(args) {
			if v.Labels == 0 && v.Hole == nil { // what is wrong of a constant
				m.r.found(m.fr, m.in, m.st, kind, v, args)
			}
		}
		return num(0), true
	}
	for _, v := range d.Check(args) {
		if v.Labels == 0 && v.Hole != nil {
			continue
		}
		m.r.found(m.fr, m.in, m.st, kind, v, args)
	}
	return num(0), true
}

// described is a value as demands see it; addresses are the strings there.
func (m *machine) described(v val) (value.Abs, any) {
	switch {
	case v.k == kRest:
		out := value.Abs{Kind: value.List}
		l := &value.ListValue{}
		if v.rest != nil {
			for _, x := range *v.rest {
				a, p := m.described(x)
				out.Items, l.Items = append(out.Items, a), append(l.Items, p)
				out.Labels |= a.Labels
			}
		}
		return out, l
	case v.k == kInt:
		return abs(v), v.lo
	case v.null():
		return value.Abs{Kind: value.Nil}, nil
	case v.k == kPtr:
		w := int64(1)
		if o := m.st.object(v.obj); o != nil && len(o.cells) > 0 && o.cells[0].w == 4 {
			w = 4
		}
		s, _ := m.r.textOf(m.st, v, w)
		whole, ok := s.text.Exact()
		if !ok && m.r.in != nil {
			whole, _ = m.spelt(v, w)
		}
		return value.Abs{Kind: value.Str, Str: s.text, Labels: s.lab}, whole
	}
	return value.Abs{Kind: value.Unknown, Labels: v.lab, Str: text.Top(v.lab, 0), Lo: minInt, Hi: maxInt}, ""
}
