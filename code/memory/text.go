package memory

import (
	"github.com/prunella/prunella/code/text"
)

// textOf reads a string: how long it is, and what it says.
func (r *run) textOf(st *state, p val, w int64) (str, bool) {
	o := st.object(p.obj)
	if p.k != kPtr || o == nil {
		return str{lo: 0, hi: maxInt, vague: true, lab: p.lab, text: text.Top(p.lab, 0)}, false
	}
	if p.lo != p.hi {
		lab := o.lab | p.lab
		for _, c := range o.cells {
			if c.str != nil {
				lab |= c.str.lab
			}
			lab |= c.v.lab
		}
		return str{lo: 0, hi: maxInt, vague: true, lab: lab, text: text.Top(lab, 0)}, false
	}
	out := str{}
	var parts []text.Str
	at := p.lo
	for {
		i, ok := o.find(at)
		if !ok {
			switch {
			case o.zero && !(o.size.exact() && at >= o.size.hi):
				out.text = text.Concat(parts...)
				return out, true
			case o.open || o.size.fl&vagueHi != 0 || at < o.size.lo && o.open:
				out.lab |= o.lab
				out.hi, out.vague = max(out.hi, (o.size.hi-p.lo)/w-1), true
				if o.size.hi == maxInt {
					out.hi = maxInt
				}
				out.text = text.Top(out.lab, 0)
				return out, false
			}
			// Nothing was written: the string does not end in the object.
			out.text = text.Top(out.lab, 0)
			if out.lo == 0 && at == p.lo {
				out.hi = maxInt
				out.vague = true
				return out, false
			}
			out.hi, out.vague = addSat(max(out.hi, (o.size.hi-p.lo)/w), 0), false
			if (o.size.hi-p.lo)/w > out.lo {
				out.lo = (o.size.hi - p.lo) / w
			}
			return out, false
		}
		c := &o.cells[i]
		if c.str != nil && c.w != w {
			return r.misread(out, c, at, w)
		}
		if c.str != nil {
			k := (at - c.off) / w
			s := c.str
			if s.open {
				whole, _ := s.text.Exact()
				out.lo, out.hi, out.lab = addSat(out.lo, s.lo-k), addSat(out.hi, s.hi-k), out.lab|s.lab
				parts = append(parts, text.Lit(whole[min(k, int64(len(whole))):]))
				at = c.end()
				continue
			}
			if k == 0 && at == p.lo {
				out.sym = s.sym
			}
			out.lo = addSat(out.lo, max(0, s.lo-k))
			out.hi = addSat(out.hi, max(0, s.hi-k))
			out.lab |= s.lab
			out.vague = out.vague || s.vague
			t := s.text
			if k > 0 {
				if whole, ok := s.text.Exact(); ok && k <= int64(len(whole)) {
					t = text.Lit(whole[k:])
				} else {
					t = text.Top(s.lab, 0)
				}
			}
			out.text = text.Concat(append(parts, t)...)
			return out, true
		}
		n := (c.end() - at) / w
		v := c.v
		out.lab |= v.lab
		switch {
		case v.k == kInt && v.lo == 0 && v.hi == 0:
			out.text = text.Concat(parts...)
			return out, true
		case v.k == kInt && (v.lo > 0 || v.hi < 0):
			out.lo += n
			out.hi += n
			if v.exact() && n <= 4096 && w == 1 {
				parts = append(parts, text.Lit(repeat(byte(v.lo), n)))
			} else {
				parts = append(parts, text.Top(v.lab, 0))
			}
		default: // it may end anywhere here
			rest := r.after(o, c.end(), w)
			out.hi = addSat(addSat(out.hi, n), rest)
			if rest == maxInt {
				out.vague = true
			}
			out.text = text.Top(out.lab, 0)
			return out, false
		}
		at = c.end()
	}
}

// misread is a string read in another width than it was written in: of wide
// characters below 256 the second byte is zero.
func (r *run) misread(out str, c *cell, at, w int64) (str, bool) {
	out.lab |= c.str.lab
	out.text, out.vague = text.Top(out.lab, 0), true
	whole, exact := c.str.text.Exact()
	k := (at - c.off) / c.w
	if w == 1 && exact && c.str.lo > k && (at-c.off)%c.w == 0 && k < int64(len(whole)) {
		out.lo, out.hi, out.vague = out.lo+1, out.hi+1, false
		out.text = text.Lit(whole[k : k+1])
		return out, true
	}
	out.hi = maxInt
	return out, false
}

// after is how far a string can go on behind an offset.
func (r *run) after(o *object, at, w int64) int64 {
	n := int64(0)
	for {
		i, ok := o.find(at)
		switch {
		case !ok && o.zero:
			return n
		case !ok && o.size.fl&vagueHi != 0:
			return maxInt
		case !ok:
			return n + max(0, (o.size.hi-at)/w)
		}
		c := &o.cells[i]
		if c.str != nil && !c.str.open {
			return addSat(n, c.str.hi)
		}
		if c.str != nil {
			n, at = addSat(n, c.str.hi), c.end()
			continue
		}
		if c.v.k == kInt && c.v.lo == 0 && c.v.hi == 0 {
			return n
		}
		n += (c.end() - at) / w
		at = c.end()
	}
}

func repeat(b byte, n int64) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = b
	}
	return string(out)
}

// maxAlts bounds what a joined text tells apart.
const maxAlts = 6

func joinText(a, b text.Str, lab text.Labels) text.Str {
	switch {
	case a.Equal(b):
		return a
	case len(a.Alts)+len(b.Alts) <= maxAlts:
		return text.Str{Alts: append(a.Alts[:len(a.Alts):len(a.Alts)], b.Alts...)}
	}
	return text.Top(lab, 0)
}
