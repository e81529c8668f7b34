package memory

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// An object is a piece of memory: a variable, what was allocated, a literal.
type object struct {
	kind    objKind
	freed   bool
	ended   int   // when it was freed, by the run's clock
	quiet   bool  // null would have been given where there was no memory for it
	escaped bool  // code that nobody knows may hold its address
	keeper  objID // the one variable of the program through which others know it; 0: they know it otherwise
	zero    bool  // what was never written is 0
	open    bool  // what was never written is unknown, not missing
	family  string
	class   string
	size    val // in bytes
	lab     text.Labels
	cells   []cell // in order of offset; they do not overlap
	at      place  // where it was made
	depth   int    // of the call that made it
	owner   *byte  // the state that may change it
}

type objKind uint8

const (
	oStack objKind = iota
	oHeap
	oGlobal
	oLiteral
	oForeign // what an unknown address points to
	oHandle  // an open file
)

// A cell is a stretch of bytes: elements of width w that are all v, or a string.
type cell struct {
	off, n int64
	w      int64
	v      val
	str    *str
}

// A str is a string that ends with a zero: between lo and hi characters of width w.
type str struct {
	lo, hi int64
	lab    text.Labels
	text   text.Str
	vague  bool // hi is not known
	open   bool // no zero ends it: it goes on in the next cell
	sym    sym  // names its length, once somebody asked
}

func (c *cell) end() int64 { return c.off + c.n }

// bytes is how many bytes a string takes at most, its end included.
func (s *str) bytes(w int64) int64 {
	if s.open {
		return s.hi * w
	}
	return (s.hi + 1) * w
}

// find is the cell that covers off, or the first after it.
func (o *object) find(off int64) (int, bool) {
	i, j := 0, len(o.cells)
	for i < j {
		m := (i + j) / 2
		if o.cells[m].end() <= off {
			i = m + 1
		} else {
			j = m
		}
	}
	return i, i < len(o.cells) && o.cells[i].off <= off
}

// rest is what a byte that was never written reads as.
func (o *object) rest(f form) val {
	switch {
	case o.zero:
		if f.float {
			return floats(0, 0)
		}
		if f.pointer {
			return null
		}
		return num(0)
	case o.open:
		return unknownOf(f, o.lab)
	}
	return val{}
}

// load reads what stands at one offset.
func (o *object) load(off, w int64, f form) val {
	i, ok := o.find(off)
	if !ok {
		return o.rest(f)
	}
	c := &o.cells[i]
	if c.str != nil {
		return c.char(off, w, f)
	}
	if c.w == w && (off-c.off)%w == 0 {
		v := c.v
		if v.k == kInt && f.pointer && v.lo == 0 && v.hi == 0 {
			return null
		}
		if v.k == kInt && (v.lo < f.min || v.hi > f.max) && !f.float && !f.pointer && !f.any {
			return recast(v, f)
		}
		return v
	}
	if w > c.w && !f.float && !f.pointer {
		if n, ok := o.spelt(off, w); ok {
			return val{k: kInt, lo: clip(n, f), hi: clip(n, f), lab: c.v.lab, fl: modular}
		}
	}
	if c.v.exact() && c.v.k == kInt && w < c.w { // bytes of a larger number
		return num(clip(c.v.lo>>(8*((off-c.off)%c.w)), f))
	}
	if c.v.exact() && c.v.k == kInt && c.v.lo == 0 && c.end() >= off+w {
		return num(0)
	}
	if c.v.k == kNone {
		return val{}
	}
	return unknownOf(f, c.v.lab)
}

// recast is a number that was written as one type and is read as another of its width.
func recast(v val, f form) val {
	if v.exact() {
		n := clip(v.lo, f)
		v.lo, v.hi, v.sym, v.add = n, n, 0, 0
		return v
	}
	out := unknownOf(f, v.lab)
	out.fl = v.fl
	return out
}

// spelt is a number that was written byte by byte.
func (o *object) spelt(off, w int64) (int64, bool) {
	n := uint64(0)
	for k := int64(0); k < w && k < 8; k++ {
		i, ok := o.find(off + k)
		if !ok || o.cells[i].w != 1 || o.cells[i].str != nil || !o.cells[i].v.exact() || o.cells[i].v.k != kInt {
			return 0, false
		}
		n |= uint64(uint8(o.cells[i].v.lo)) << (8 * uint(k))
	}
	return int64(n), w <= 8
}

// clip is n in the width of a form.
func clip(n int64, f form) int64 {
	switch {
	case f.size >= 8 || f.size == 0 || f.float:
		return n
	case f.unsigned:
		return n & (1<<(8*uint(f.size)) - 1)
	}
	s := 64 - 8*uint(f.size)
	return n << s >> s
}

// char reads a character of a string.
func (c *cell) char(off, w int64, f form) val {
	k := off - c.off
	if c.w != w || k%w != 0 {
		return unknownOf(f, c.str.lab)
	}
	k /= w
	if s, ok := c.str.text.Exact(); ok && c.str.lo == c.str.hi {
		if k < int64(len(s)) && w > 1 {
			return num(int64(s[k]))
		}
		if k < int64(len(s)) {
			return num(clip(int64(s[k]), f))
		}
		return num(0)
	}
	if k == c.str.hi && !c.str.vague && c.str.lo == c.str.hi {
		return num(0)
	}
	v := unknownOf(f, c.str.lab)
	return v
}

// maxCells bounds what is known of one object.
const maxCells = 400

// store writes n elements of width w that are all v at off.
func (o *object) store(off, w, n int64, v val) {
	v.cond = nil
	if len(o.cells) >= maxCells {
		o.forget(v.lab)
		return
	}
	if c := o.within(off, w*n); c != nil && o.edit(c, off, w, n, v) {
		return
	}
	i := o.cut(off, off+w*n)
	if i > 0 {
		p := &o.cells[i-1]
		if p.str == nil && p.end() == off && p.w == w && p.v == v {
			p.n += w * n
			return
		}
	}
	o.cells = slices.Insert(o.cells, i, cell{off: off, n: w * n, w: w, v: v})
}

// within is the string that a write lies in.
func (o *object) within(off, n int64) *cell {
	i, ok := o.find(off)
	if ok && o.cells[i].str != nil && o.cells[i].end() >= off+n {
		return &o.cells[i]
	}
	return nil
}

// edit writes a character into a string: a zero ends it there.
func (o *object) edit(c *cell, off, w, n int64, v val) bool {
	k := off - c.off
	if c.w != w || n != 1 || k%w != 0 || v.k != kInt {
		return false
	}
	k /= w
	s := *c.str
	s.sym = 0
	whole, exact := s.text.Exact()
	switch {
	case v.exact() && v.lo == 0:
		if k >= s.hi && s.lo == s.hi {
			return true
		}
		s.lo, s.hi, s.vague, s.open = min(s.lo, k), min(s.hi, k), false, false
		if exact && s.lo == k && k <= int64(len(whole)) {
			s.text = text.Lit(whole[:k])
		} else if exact {
			s.text = text.Lit(whole)
		}
		c.n = (s.hi + 1) * w
	case k >= s.lo:
		return false
	case exact && v.exact() && w == 1:
		b := []byte(whole)
		b[k] = byte(v.lo)
		s.text = text.Lit(string(b))
	default:
		s.lab |= v.lab
		s.text = text.Top(s.lab, 0)
		if v.lo <= 0 && v.hi >= 0 {
			s.lo = min(s.lo, k)
		}
	}
	c.str = &s
	return true
}

// cut makes room: cells in between go, cells at the ends are shortened. It gives
// the index at which a new cell belongs.
func (o *object) cut(from, to int64) int {
	i, _ := o.find(from)
	for j := i; j < len(o.cells) && o.cells[j].off < to; {
		c := o.cells[j]
		var keep []cell
		if c.off < from {
			keep = append(keep, c.part(c.off, from))
		}
		if c.end() > to {
			keep = append(keep, c.part(to, c.end()))
		}
		o.cells = slices.Replace(o.cells, j, j+1, keep...)
		j += len(keep)
		if c.off < from {
			i++
		}
	}
	return i
}

// part is a stretch of a cell; of a string it is characters.
func (c cell) part(from, to int64) cell {
	if c.str == nil {
		return cell{off: from, n: to - from, w: c.w, v: c.v}
	}
	if s, ok := c.str.part((from-c.off)/c.w, (to-c.off)/c.w); ok && (from-c.off)%c.w == 0 && (to-c.off)%c.w == 0 {
		return cell{off: from, n: to - from, w: c.w, str: s}
	}
	f := form{size: c.w, min: -128, max: 127}
	v := unknownOf(f, c.str.lab)
	if (to-c.off)/c.w <= c.str.lo { // before its end: no zero among them
		v.lo, v.hi = 1, 127
	}
	return cell{off: from, n: to - from, w: c.w, v: v}
}

// part is the characters of a constant string between two indices.
func (s *str) part(from, to int64) (*str, bool) {
	whole, ok := s.text.Exact()
	n := int64(len(whole))
	if !ok || s.lo != s.hi || s.lo != n || from >= to || from > n {
		return nil, false
	}
	out := &str{lab: s.lab, open: to <= n || s.open, text: text.Lit(whole[from:min(to, n)])}
	out.lo = min(to, n) - from
	out.hi = out.lo
	return out, true
}

// forget leaves everything open.
func (o *object) forget(lab text.Labels) {
	o.lab |= lab
	for _, c := range o.cells {
		o.lab |= c.v.lab
		if c.str != nil {
			o.lab |= c.str.lab
		}
	}
	o.cells, o.zero, o.open = nil, false, true
}

// weak writes v somewhere between two offsets.
func (o *object) weak(from, to, w int64, v val) {
	for i := range o.cells {
		c := &o.cells[i]
		if c.off >= to || c.end() <= from {
			continue
		}
		if c.str != nil {
			s := *c.str
			s.lab |= v.lab
			if !(v.k == kInt && v.lo > 0) {
				s.lo = 0
			}
			s.text = text.Top(s.lab, 0)
			c.str = &s
			continue
		}
		if c.w == w {
			c.v = join(c.v, v)
		} else {
			c.v = unknownOf(form{size: c.w, min: minInt, max: maxInt}, c.v.lab|v.lab)
		}
	}
	o.lab |= v.lab
	o.zero, o.open = false, true
}

func (o *object) clone(owner *byte) *object {
	c := *o
	c.cells = slices.Clone(o.cells)
	c.owner = owner
	return &c
}

// A place is an instruction in a function.
type place struct {
	fn *ir.Func
	in *ir.Instr
}
