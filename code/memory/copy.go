package memory

import (
	"github.com/prunella/prunella/code/ir"
)

// copyBytes is memmove.
func (r *run) copyBytes(fr *frame, in *ir.Instr, st *state, d, s, n val) bool {
	if n.k == kInt && n.lo == 0 && n.hi == 0 {
		return true
	}
	if r.in != nil && n.k == kInt && !n.exact() && n.lab == 0 { // any number will do
		r.settled(st, n)
		d, s, n = st.seen(d), st.seen(s), st.seen(n)
	}
	s, so := r.reach(fr, in, st, s, n, false)
	if so == nil {
		return false
	}
	d, do := r.reach(fr, in, st, d, n, true)
	if do == nil {
		return false
	}
	if d.obj == s.obj && d.lo == s.lo && d.hi == s.hi {
		return true
	}
	src := st.object(s.obj).clone(nil)
	o := st.own(d.obj)
	if !n.exact() || d.lo != d.hi || s.lo != s.hi || n.lo > 1<<30 {
		lab := src.lab | s.lab
		for _, c := range src.cells {
			lab |= c.v.lab
			if c.str != nil {
				lab |= c.str.lab
			}
		}
		r.giveAway(st, src)
		r.somewhere(st, o, d.lo, addSat(d.hi, n.hi), 1, unknownOf(forms["char"], lab))
		return true
	}
	r.work += int64(len(src.cells)+len(o.cells)) / 4 // what the copy costs
	move(o, d.lo, src, s.lo, n.lo)
	if len(o.cells) > maxCells {
		r.giveAway(st, o)
		o.forget(0)
	}
	if o.kind == oGlobal || o.escaped {
		for _, c := range o.cells {
			r.escape(st, c.v, 0)
		}
	}
	return true
}

// move copies n bytes between objects, cell by cell.
func move(to *object, d int64, from *object, s, n int64) {
	at := to.cut(d, d+n)
	var add []cell
	pos := s
	gap := func(end int64) {
		if end <= pos {
			return
		}
		c := cell{off: d + pos - s, n: end - pos, w: 1}
		switch {
		case from.zero:
			c.v = num(0)
		case from.open:
			c.v = unknownOf(forms["char"], from.lab)
		}
		if c.v.k != kNone || to.zero || to.open {
			add = append(add, c)
		}
	}
	for _, c := range from.cells {
		if c.end() <= s || c.off >= s+n {
			continue
		}
		gap(c.off)
		if c.off < s || c.end() > s+n {
			whole := c.str != nil && c.off >= s
			if whole && c.off+c.str.bytes(c.w) > s+n || !whole {
				c = c.part(max(c.off, s), min(c.end(), s+n))
			}
		}
		pos = c.end()
		c.off += d - s
		add = append(add, c)
	}
	gap(s + n)
	for i := range add {
		add[i].v.cond = nil
	}
	tail := append(add, to.cells[at:]...)
	to.cells = append(to.cells[:at:at], tail...)
}
