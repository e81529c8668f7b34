package memory

import (
	"github.com/prunella/prunella/code/text"
	"strings"
)

// readable reads a string argument; the bytes of it must be there.
func (m *machine) readable(i int, w int64) (str, bool) {
	p := m.args[i]
	var n val = num(1)
	p, o := m.r.reach(m.fr, m.in, m.st, p, n, false)
	if o == nil {
		return str{}, false
	}
	m.args[i] = p
	return m.ended(p, o, w), true
}

// ended is the string at p, which must end in its object.
func (m *machine) ended(p val, o *object, w int64) str {
	s, ends := m.r.textOf(m.st, p, w)
	if !ends && o.kind != oForeign && o.size.fl&vagueHi == 0 && p.lo == p.hi && s.lo >= (o.size.hi-p.lo)/w && s.lo > 0 {
		fr, in := passed(m.fr, m.in, p, o, func(f *frame) bool { return f.younger(p.obj) })
		m.r.bounds(fr, in, m.st, p, num((s.lo+1)*w), o, false)
	}
	return s
}

func (s str) length() val {
	v := val{k: kInt, lo: s.lo, hi: s.hi, lab: s.lab}
	if s.vague {
		v.fl |= vagueHi
	}
	if s.lo != s.hi {
		v.sym = s.sym
	}
	return v
}

// nameLength keeps the name of a string's length with it.
func (m *machine) nameLength(p val, name sym, w int64) {
	o := m.st.object(p.obj)
	if p.k != kPtr || o == nil || p.lo != p.hi {
		return
	}
	if i, ok := o.find(p.lo); !ok && i == len(o.cells) && o.kind == oForeign && o.open { // a string of somebody's
		s := str{hi: maxInt, vague: true, lab: o.lab, text: text.Top(o.lab, 0), sym: name}
		own := m.st.own(p.obj)
		own.cells = append(own.cells, cell{off: p.lo, n: 1 << 40, w: w, str: &s})
	} else if ok && o.cells[i].str != nil && o.cells[i].off == p.lo {
		own := m.st.own(p.obj)
		s := *own.cells[i].str
		s.sym = name
		own.cells[i].str = &s
	}
}

func (m *machine) strlen() (val, bool) {
	s, ok := m.readable(0, m.width(1))
	if !ok {
		return val{}, false
	}
	v := s.length()
	v.fl |= measured
	if v.lo != v.hi && v.sym == 0 {
		v = m.r.fresh(v)
		m.nameLength(m.args[0], v.sym, m.width(1))
		if o := m.st.object(m.args[0].obj); v.lab == 0 && (o == nil || o.kind == oForeign) {
			m.r.given[v.sym] = true
		}
	}
	return v, true
}

// put writes a string of some length at p and the zero behind it.
func (m *machine) put(p val, s str, w int64) bool {
	n := m.times(s.length(), w)
	n.lo, n.hi = addSat(n.lo, w), addSat(n.hi, w)
	if n.sym != 0 {
		n.add = addSat(n.add, w)
	}
	q, o := m.r.reach(m.fr, m.in, m.st, p, n, true)
	if o == nil {
		return false
	}
	m.place(q, s, w)
	return true
}

// place is put without a check.
func (m *machine) place(q val, s str, w int64) {
	own := m.st.own(q.obj)
	if q.lo != q.hi || s.hi > 1<<30 && s.sym == 0 {
		own.weak(q.lo, own.size.hi, w, unknownOf(forms["char"], s.lab))
		return
	}
	c := s
	size := (min(s.hi, 1<<40) + 1) * w
	if s.hi > 1<<30 && own.size.hi > q.lo {
		size = min(size, own.size.hi-q.lo)
	}
	at := own.cut(q.lo, q.lo+size)
	own.cells = append(own.cells[:at:at], append([]cell{{off: q.lo, n: size, w: w, str: &c}}, own.cells[at:]...)...)
}

func (m *machine) strcpy() (val, bool) {
	w := m.width(2)
	s, ok := m.readable(1, w)
	m.pass(m.args[0], m.args[1], false)
	if !ok || !m.put(m.args[0], s, w) {
		return val{}, false
	}
	return m.args[0], true
}

// strncpy writes n characters; without a zero where the source is longer.
func (m *machine) strncpy() (val, bool) {
	w := m.width(3)
	n := m.number(2)
	m.sized(2)
	m.pass(m.args[0], m.args[1], false)
	s, ok := m.readable(1, w)
	if !ok {
		return val{}, false
	}
	p, o := m.r.reach(m.fr, m.in, m.st, m.args[0], m.times(n, w), true)
	if o == nil {
		return val{}, n.hi == 0
	}
	switch {
	case n.exact() && s.hi < n.lo:
		m.place(p, s, w)
	case n.exact() && n.lo <= s.lo && p.lo == p.hi: // no zero at the end
		v := unknownOf(form{min: 1, max: 127}, s.lab)
		if whole, ok := s.text.Exact(); ok && len(whole) > 0 && strings.Count(whole, whole[:1]) == len(whole) {
			v = num(int64(whole[0]))
		}
		m.st.own(p.obj).store(p.lo, w, n.lo, v)
	default:
		own := m.st.own(p.obj)
		hi := n.hi
		if p.lo == p.hi && hi < 1<<30 {
			own.store(p.lo, w, max(hi, 1), unknownOf(forms["char"], s.lab))
		} else {
			own.weak(p.lo, own.size.hi, w, unknownOf(forms["char"], s.lab))
		}
	}
	return m.args[0], true
}

// joined is one string behind another.
func joined(a, b str) str {
	named := sym(0) // as long as the one, where the other is empty
	switch {
	case a.hi == 0:
		named = b.sym
	case b.hi == 0:
		named = a.sym
	}
	return str{sym: named, lo: addSat(a.lo, b.lo), hi: addSat(a.hi, b.hi), lab: a.lab | b.lab, vague: a.vague || b.vague, text: text.Concat(a.text, b.text)}
}

func (m *machine) strcat() (val, bool) {
	w := m.width(2)
	m.pass(m.args[0], m.args[1], true)
	a, ok := m.readable(0, w)
	if !ok {
		return val{}, false
	}
	b, ok := m.readable(1, w)
	if !ok {
		return val{}, false
	}
	if a.vague && a.lab == 0 { // what stands there is not known
		return m.args[0], true
	}
	s := joined(a, b)
	if s.sym == 0 {
		s.sym = m.r.together(a.sym, b.sym)
	}
	return m.args[0], m.put(m.args[0], s, w)
}

func (m *machine) strncat() (val, bool) {
	w := m.width(3)
	n := m.number(2)
	m.pass(m.args[0], m.args[1], true)
	a, ok := m.readable(0, w)
	if !ok {
		return val{}, false
	}
	b, ok := m.readable(1, w)
	if !ok {
		return val{}, false
	}
	if a.vague && a.lab == 0 {
		return m.args[0], true
	}
	return m.args[0], m.put(m.args[0], joined(a, b.cut(n)), w)
}

// cut is at most n characters of a string.
func (s str) cut(n val) str {
	s.sym = 0
	if n.hi >= s.hi && (n.fl&vagueHi != 0 || n.lo >= s.hi) {
		return s
	}
	if n.hi < s.hi {
		s.hi, s.vague = max(n.hi, 0), n.fl&vagueHi != 0
	}
	s.lo = min(s.lo, max(n.lo, 0))
	if whole, ok := s.text.Exact(); ok && n.exact() && n.lo >= 0 && n.lo < int64(len(whole)) {
		s.text = text.Lit(whole[:n.lo])
	}
	return s
}

// snprintf writes a formatted text: d, n (negative: no bound), format, arguments, width.
func (m *machine) snprintf() (val, bool) {
	w := m.width(4)
	out, alive := m.format(m.args[2], m.args[3], w)
	if !alive {
		return val{}, false
	}
	m.pass(m.args[0], null, false)
	for _, p := range m.texts(m.args[2], m.args[3], w) {
		m.pass(m.args[0], p, true)
	}
	length := out.length()
	n := m.number(1)
	if n.hi >= 0 {
		m.sized(1)
		if n.hi == 0 {
			return length, true
		}
		limit := n
		limit.lo, limit.hi = n.lo-1, addSat(n.hi, -1)
		out = out.cut(limit)
	}
	if !m.put(m.args[0], out, w) {
		return val{}, false
	}
	return length, true
}

// format is the text that a format makes of its arguments.
func (m *machine) format(f, rest val, w int64) (str, bool) {
	fs, _ := m.r.textOf(m.st, f, w)
	whole, ok := fs.text.Exact()
	if !ok {
		fs.lo, fs.hi, fs.vague = 0, maxInt, true
		return fs, true
	}
	var args []val
	if rest.k == kRest && rest.rest != nil {
		args = *rest.rest
	}
	out := str{text: text.Lit("")}
	for _, p := range directives(whole) {
		if p.verb == 0 {
			out = joined(out, str{lo: int64(len(p.text)), hi: int64(len(p.text)), text: text.Lit(p.text)})
			continue
		}
		for range p.stars {
			if len(args) > 0 {
				args = args[1:]
			}
		}
		var a val = anything
		if len(args) > 0 {
			a, args = args[0], args[1:]
		}
		part, alive := m.directive(p, a, w)
		if !alive {
			return str{}, false
		}
		out = joined(out, part)
	}
	return out, true
}

func (m *machine) directive(p directive, a val, w int64) (str, bool) {
	switch p.verb {
	case 's', 'S':
		if p.long || p.verb == 'S' {
			w = 4
		} else if w == 4 && p.verb == 's' {
			w = 4
		}
		if a.k != kPtr && !a.null() && (a.k != kAny || a.sym == 0) {
			return str{lo: 0, hi: maxInt, vague: true, lab: a.lab, text: text.Top(a.lab, 0)}, true
		}
		q, o := m.r.reach(m.fr, m.in, m.st, a, num(1), false)
		if o == nil {
			return str{}, false
		}
		if p.precision < 0 && p.stars == 0 {
			return m.ended(q, o, w), true
		}
		s, _ := m.r.textOf(m.st, q, w)
		if p.precision >= 0 {
			s = s.cut(num(p.precision))
		}
		return s, true
	case 'c':
		return str{lo: 1, hi: 1, lab: a.lab, text: text.Top(a.lab, 0)}, true
	case 'd', 'i', 'u', 'x', 'X', 'o', 'p':
		if p.verb == 'u' && a.k == kInt && a.exact() && a.lo < 0 && p.size != 'l' { // read as a number without a sign
			a = num(a.lo & (1<<32 - 1))
		}
		decimal := p.verb == 'd' || p.verb == 'i' || p.verb == 'u' && a.lo >= 0
		if a.k == kInt && a.exact() && decimal {
			s := itoa(a.lo)
			return str{lo: int64(len(s)), hi: max(int64(len(s)), p.width), text: text.Lit(s)}, true
		}
		if a.k == kInt && decimal && p.precision < 0 {
			n := max(int64(len(itoa(a.lo))), int64(len(itoa(a.hi))), p.width)
			return str{lo: max(1, p.width), hi: n, text: text.Unknown(text.Hole{Chars: text.Of("0123456789- +")})}, true
		}
		n := int64(20)
		if p.verb == 'p' { // 0x and 47 bits
			n = 14
		}
		return str{lo: 1, hi: max(n, p.width), lab: 0, text: text.Unknown(text.Hole{Chars: text.Of("0123456789abcdefABCDEFx-")})}, true
	}
	n := int64(330)
	if p.verb != 'f' && p.verb != 'F' { // an exponent in the place of digits
		n = max(24, p.precision+10)
	}
	return str{lo: 1, hi: max(n, p.width), text: text.Unknown(text.Hole{Chars: text.Of("0123456789.einfa-+")})}, true
}

// strchr points somewhere into the string, or nowhere.
func (m *machine) strchr() (val, bool) {
	s, ok := m.readable(0, m.width(1))
	if !ok {
		return val{}, false
	}
	p := m.args[0]
	p.hi = addSat(p.hi, mulSat(s.hi, m.width(1)))
	p.fl |= vagueHi | vagueLo
	p.sym, p.add = 0, 0
	return p, true
}
