package memory

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// joined is a new text of two: a, b, width.
func (m *machine) joined() (val, bool) {
	w := m.width(2)
	a, ok := m.readable(0, w)
	if !ok {
		return val{}, false
	}
	b, ok := m.readable(1, w)
	if !ok {
		return val{}, false
	}
	return m.newText(joined(m.known(0, a, w), m.known(1, b, w)), w), true
}

// known is a string with its bytes, where a concrete run has them one by one.
func (m *machine) known(i int, s str, w int64) str {
	if _, ok := s.text.Exact(); ok || m.r.in == nil {
		return s
	}
	if whole, ok := m.spelt(m.args[i], w); ok {
		return exactly(whole, s.lab)
	}
	return s
}

func (m *machine) newText(s str, w int64) val { return m.r.foreignText(m.st, s, w) }

// part is n characters of a text from the i-th: s, i, n, width.
func (m *machine) part() (val, bool) {
	w := m.width(3)
	if m.args[0].k != kPtr {
		return m.newText(str{hi: maxInt, vague: true, lab: m.args[0].lab, text: topOf(m.args[0].lab, 0)}, w), true
	}
	s, ok := m.readable(0, w)
	if !ok {
		return val{}, false
	}
	s = m.known(0, s, w)
	i, n := m.number(1), m.number(2)
	if whole, ok := s.text.Exact(); ok && i.exact() && n.exact() && i.lo >= 0 && i.lo <= int64(len(whole)) {
		whole = whole[i.lo:]
		if n.lo >= 0 && n.lo < int64(len(whole)) {
			whole = whole[:n.lo]
		}
		return m.newText(exactly(whole, s.lab), w), true
	}
	if i.exact() && i.lo == 0 {
		s = s.cut(n)
	}
	s.lo, s.text = 0, partOf(s.text, s.lab)
	return m.newText(s, w), true
}

// partOf is any part of a text: it has no other characters and lacks what the
// whole lacks.
func partOf(t text.Str, lab text.Labels) text.Str {
	h, ok := t.Hole()
	if !ok {
		return text.Top(lab, 0)
	}
	return text.Unknown(text.Hole{Labels: h.Labels | lab, Chars: h.Chars, Not: h.Not, MaxLen: h.MaxLen})
}

// formatted is a new text made by a format: format, arguments, width.
func (m *machine) formatted() (val, bool) {
	w := m.width(2)
	s, alive := m.format(m.args[0], m.args[1], w)
	if !alive {
		return val{}, false
	}
	return m.newText(s, w), true
}

// places is the memory of a container: of any size, and gone with the container.
func (m *machine) places() (val, bool) {
	o := &object{kind: oStack, family: "places", open: true, depth: m.fr.depth, size: unknownSize()}
	o.at.fn, o.at.in = m.r.project(m.fr, m.in)
	return val{k: kPtr, obj: m.st.alloc(o)}, true
}

// cloned is a copy of the places of a container.
func (m *machine) cloned() (val, bool) {
	o := m.st.object(m.args[0].obj)
	if m.args[0].k != kPtr || o == nil || o.family != "places" {
		return m.args[0], true
	}
	return val{k: kPtr, obj: m.st.alloc(o.clone(nil))}, true
}

// elementSize bounds an element of a container; the models' prunella_T is as large.
const elementSize = 4096

// putElement copies what stands at an address into a place: place, address.
func (m *machine) putElement() (val, bool) {
	to, from := m.args[0], m.args[1]
	src := m.st.object(from.obj)
	if to.k != kPtr || m.st.object(to.obj) == nil {
		return num(0), true
	}
	if from.k != kPtr || src == nil || from.lo != from.hi || to.lo != to.hi {
		lab, v := from.lab, anything
		if from.k == kPtr && src != nil {
			lab |= src.lab
			if from.lo == from.hi {
				if i, ok := src.find(from.lo); ok && src.cells[i].str == nil {
					v = src.cells[i].v
				}
			}
		}
		v.lab |= lab
		m.r.escape(m.st, v, 0)
		own := m.st.own(to.obj)
		own.weak(to.lo, addSat(to.hi, 8), 8, v)
		if len(own.cells) == 0 {
			own.lab |= v.lab
		}
		return num(0), true
	}
	n := int64(elementSize)
	if src.size.exact() {
		n = min(n, max(0, src.size.lo-from.lo))
	}
	if strings.HasSuffix(src.class, "unique_ptr") && len(src.cells) > 0 {
		m.r.escape(m.st, src.cells[0].v, 0)
	}
	src = src.clone(nil)
	move(m.st.own(to.obj), to.lo, src, from.lo, n)
	return num(0), true
}

// kept says who owns memory: the owner, what it owns. A container ends its elements by
// itself.
func (m *machine) kept() (val, bool) {
	if o := m.st.object(m.args[0].obj); m.args[0].k == kPtr && o != nil && o.family == "places" {
		m.r.escape(m.st, m.args[1], 0)
	}
	return num(0), true
}

// within says where an index is not below how many elements there are: index, length.
func (m *machine) within() (val, bool) {
	i, n := m.number(0), m.number(1)
	sure := i.lo >= n.hi && (i.fl&vagueLo|n.fl&vagueHi) == 0
	if ahead, ok := m.r.lead(m.st, i, n); ok && ahead < 0 {
		return num(0), true
	}
	may := m.r.in == nil && n.fl&vagueLo == 0 && i.hi >= n.lo && i.lab != 0 && n.exact()
	if sure || may {
		m.r.report(m.fr, m.in, m.st, "read.over", "can be behind the last element", i.lab, abs(i), abs(num(1)), abs(n))
	}
	return num(0), true
}

// anywhere is an address somewhere in a container: places.
func (m *machine) anywhere() (val, bool) {
	p := m.args[0]
	o := m.st.object(p.obj)
	if p.k != kPtr || o == nil {
		return p, true
	}
	p.lo, p.hi = 0, 0
	if n := len(o.cells); n > 0 {
		p.lo, p.hi = o.cells[0].off, o.cells[n-1].off
	}
	if p.lo != p.hi {
		p.fl |= vagueLo | vagueHi
	}
	return p, true
}

// slot is the place that a key has in a container: places, address of the key, size
// of an entry.
func (m *machine) slot() (val, bool) {
	p, k := m.args[0], m.args[1]
	o, src := m.st.object(p.obj), m.st.object(k.obj)
	size := m.width(2)
	if p.k != kPtr || o == nil {
		return p, true
	}
	if k.k == kPtr && src != nil && k.lo == k.hi {
		if n, ok := m.keyOf(src, k.lo); ok {
			p.lo = mulSat(n, size)
			p.hi = p.lo
			return p, true
		}
	}
	m.args[0] = p
	return m.anywhere()
}

// keyOf is a number for a key that is constant.
func (m *machine) keyOf(o *object, off int64) (int64, bool) {
	i, ok := o.find(off)
	if !ok {
		return 0, false
	}
	v := m.st.seen(o.cells[i].v)
	switch {
	case o.cells[i].str != nil:
		return 0, false
	case v.k == kInt && v.exact():
		return (v.lo%4096 + 4096) % 4096, true
	case v.k == kPtr:
		s, _ := m.r.textOf(m.st, v, 1)
		if whole, ok := s.text.Exact(); ok && s.lo == s.hi {
			n := int64(0)
			for _, c := range []byte(whole) {
				n = (n*31 + int64(c)) % 65521
			}
			return 4096 + n, true
		}
	}
	return 0, false
}

// drop frees what an owner holds, however it was made.
func (r *run) drop(m *machine) []*state {
	m.st.set(m.in.Dst, num(0))
	p := m.args[0]
	o := m.st.object(p.obj)
	if p.k != kPtr || o == nil || o.kind != oHeap {
		return []*state{m.st}
	}
	outs := []*state{m.st}
	if end := r.destructor(o); end != nil && !o.freed {
		if m.fr.depth >= r.deep || r.recursive(m.fr, end, m.args) {
			r.escape(m.st, p, 0)
		} else {
			outs = r.enter(m.fr, m.in, m.st, end, []val{p})
		}
	}
	alive := outs[:0]
	for _, st := range outs {
		m.st = st
		if _, ok := m.free(p, o.family); ok {
			alive = append(alive, st)
		}
	}
	return alive
}

// destructor is what runs when an object of a class ends.
func (r *run) destructor(o *object) *ir.Func {
	if o.class == "" {
		return nil
	}
	return r.method(o.class, "~"+o.class[strings.LastIndexByte(o.class, '.')+1:], 1)
}
