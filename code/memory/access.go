package memory

import (
	"fmt"
	"slices"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func abs(v val) value.Abs {
	return value.Abs{Kind: value.Int, Lo: v.lo, Hi: v.hi, Labels: v.lab}
}

func value0() value.Abs { return value.Abs{Kind: value.Int} }

// reach checks an access of n bytes at p. The object is nil when the way ends
// there.
func (r *run) reach(fr *frame, in *ir.Instr, st *state, p, n val, write bool) (val, *object) {
	p = r.used(fr, in, st, p)
	switch {
	case p.k == kInt && p.lo == 0 && p.hi == 0, p.null():
		if n.k == kInt && n.hi == 0 {
			return p, nil
		}
		kind, how := "null", "is null here"
		if p.fn != nil && (p.fl&answered != 0 || r.trusted(p.fn)) {
			return p, nil // a guess, and its callers know that it gives something
		}
		if r.in != nil && r.in.inner > 0 && p.fl&unchecked == 0 {
			return p, nil // what is called allows for null, but nobody says that it is given
		}
		if p.fl&unchecked != 0 {
			kind, how = "null.unchecked", "is null when there is no memory, and was not tested"
		}
		r.report(fr, in, st, kind, how, 0)
		return p, nil
	case p.k == kAny:
		p = r.foreign(st, fr, in, p)
	case p.k != kPtr:
		p = r.foreign(st, fr, in, anything)
	}
	o := st.object(p.obj)
	if o == nil {
		return p, nil
	}
	if o.freed {
		fr, in = passed(fr, in, p, o, func(f *frame) bool { return o.ended > 0 && o.ended < f.since })
		r.report(fr, in, st, "freed", "was freed before", 0)
		return p, nil
	}
	if !write && (p.hi < 0 || p.lo >= o.size.hi && o.size.exact()) { // it points to nothing of the object
		fr, in = passed(fr, in, p, o, func(f *frame) bool { return f.younger(p.obj) })
	}
	r.bounds(fr, in, st, p, n, o, write)
	return p, o
}

// younger reports an activation that began when an object was there already.
func (fr *frame) younger(id objID) bool { return id >= startBase || int(id) < fr.base }

// passed is the call that handed an address on as it was, by way of functions that
// began when what is wrong with it was so already: the mistake is there.
func passed(fr *frame, in *ir.Instr, p val, o *object, before func(*frame) bool) (*frame, *ir.Instr) {
	for fr.caller != nil && fr.call != nil {
		if !fr.fn.Unit.Stub {
			same := func(a val) bool {
				return a.k == kPtr && a.obj == p.obj && a.lo == p.lo && a.hi == p.hi || a.k == kAny && o.pointedBy(a.sym)
			}
			if !before(fr) || !slices.ContainsFunc(fr.args, same) {
				break
			}
		}
		fr, in = fr.caller, fr.call
	}
	return fr, in
}

// bounds checks that n bytes at p lie in the object.
func (r *run) bounds(fr *frame, in *ir.Instr, st *state, p, n val, o *object, write bool) {
	if n.k != kInt {
		n = unknownOf(form{min: 0, max: maxInt}, n.lab)
	}
	if n.hi <= 0 || o.kind == oHandle {
		return
	}
	if now := st.seen(o.size); now != o.size { // what was learnt of it since
		made := *o
		made.size = now
		o = &made
	}
	whole := o.size.add == 0 // made as long as a text, if it was measured
	lab := p.lab | n.lab | o.size.lab
	under := p.lo < 0 && (p.hi < 0 && p.fl&vagueHi == 0 || r.in == nil && (p.fl&vagueLo == 0 || p.lab != 0))
	if under && o.kind != oForeign {
		kind := "read.under"
		if write {
			kind = "write.under"
		}
		r.report(fr, in, st, kind, fmt.Sprintf("begins %s before the %s", bytesOf(p.lo, p.fl&vagueLo), o.name()), p.lab, abs(p), abs(n), abs(o.size))
		if r.in != nil || p.hi <= 0 {
			return
		}
		p.lo = 0 // and may leave it at the other end too
	}
	if n.sym != 0 && (n.sym == o.size.sym || r.denser(n, o.size)) && p.lo == p.hi { // both of one number: its size is not the question
		if p.lo+n.add <= o.size.add {
			return
		}
		n.lo, n.hi, n.fl = maxInt/2, maxInt/2, 0
		o = o.sized(maxInt/2 - (p.lo + n.add - o.size.add))
	}
	if ahead, ok := r.lead(st, p, o.size); ok && n.exact() && p.lo != p.hi && !o.size.exact() {
		if ahead+n.lo <= 0 {
			return
		}
		p.lo, p.hi, p.fl = maxInt/2+ahead, maxInt/2+ahead, 0
		o = o.sized(maxInt / 2)
	}
	end := addSat(p.hi, n.hi)
	first := addSat(max(p.lo, 0), max(n.lo, 1))
	sure := first > o.size.hi && o.size.fl&vagueHi == 0 && (p.lo <= 0 || p.fl&vagueLo == 0) && (n.lo <= 1 || n.fl&vagueLo == 0)
	known := (p.fl|n.fl)&vagueHi == 0
	may := end > o.size.lo && o.size.fl&vagueLo == 0 && (known || (p.fl&vagueHi == 0 || p.lab != 0) && (n.fl&vagueHi == 0 || n.lab != 0))
	if o.size.lab != 0 && o.size.lo < o.size.hi && n.lab&o.size.lab != 0 && !sure {
		may = false // the size was made for it
	}
	if r.in != nil {
		may = false // a run that shows something shows it for certain
	}
	if !sure && !may {
		return
	}
	kind := "read.over"
	if write {
		kind = "write.stack"
		if o.kind == oHeap {
			kind = "write.heap"
		}
	}
	if write && whole && o.kind == oHeap && o.at.fn != nil && o.size.fl&measured != 0 && !o.at.fn.Unit.Stub { // made as long as a text, without its end
		r.found(&frame{fn: o.at.fn}, o.at.in, nil, kind, demand.Violation{Labels: lab, Context: kind, Reason: "is as long as what is put into it, without the end"}, nil)
		return
	}
	how := fmt.Sprintf("can end %s after the %s of %s", bytesOf(end-o.size.lo, (p.fl|n.fl)&vagueHi), o.name(), bytesOf(o.size.lo, 0))
	r.report(fr, in, st, kind, how, lab, abs(p), abs(n), abs(o.size))
}

// denser reports n that is more times the same length than size is: characters of four
// bytes in memory that has one for each.
func (r *run) denser(n, size val) bool {
	if size.sym == 0 || size.fl&measured == 0 {
		return false
	}
	base, k := r.unscaled(n.sym)
	of, by := r.unscaled(size.sym)
	return base == of && k > by
}

// sized is an object of that kind and place, of another size.
func (o *object) sized(n int64) *object {
	size := num(n)
	size.fl = o.size.fl & measured
	return &object{kind: o.kind, at: o.at, size: size}
}

func bytesOf(n int64, vague flag) string {
	if n < 0 {
		n = -n
	}
	if vague != 0 || n > 1<<40 {
		return "any number of bytes"
	}
	if n == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", n)
}

func (o *object) name() string {
	switch o.kind {
	case oHeap:
		return "allocation"
	case oLiteral:
		return "string literal"
	case oForeign:
		return "memory"
	}
	return "variable"
}

func (r *run) load(fr *frame, in *ir.Instr, st *state) bool {
	f := typeOf(in)
	size := f.size
	if in.Aux != nil && in.Aux.Size > 0 {
		size = in.Aux.Size
	}
	q := st.get(in.A)
	if unsaid(in) {
		size = r.like(st, q, size)
		f.size = size
	}
	p, o := r.reach(fr, in, st, q, num(size), false)
	if o == nil {
		return false
	}
	v := r.read(st, p, o, size, f)
	if v.k == kNone && !fr.fn.Unit.Stub {
		if at, call := handedDown(fr, in, p.obj); at != fr {
			v = r.used(at, call, st, v) // who hands on what was never written answers for it
		}
	}
	st.set(in.Dst, v)
	return true
}

// handedDown is the call that handed an object on, by way of functions that began when
// it was there already.
func handedDown(fr *frame, in *ir.Instr, id objID) (*frame, *ir.Instr) {
	for fr.caller != nil && fr.call != nil && !fr.fn.Recv && fr.younger(id) && slices.ContainsFunc(fr.args, func(a val) bool { return a.k == kPtr && a.obj == id }) {
		fr, in = fr.caller, fr.call
	}
	return fr, in
}

// unsaid reports an access whose type nobody declared: a template's parameter.
func unsaid(in *ir.Instr) bool {
	return in.Aux != nil && in.Aux.Type != nil && in.Aux.Type.Kind == ir.Any
}

// like is the size of what stands at an address already, or of what is left of its
// object, but at most n.
func (r *run) like(st *state, p val, n int64) int64 {
	o := st.object(p.obj)
	if p.k != kPtr || o == nil {
		return n
	}
	if i, ok := o.find(max(p.lo, 0)); ok && o.cells[i].w > 0 {
		return min(n, o.cells[i].w)
	}
	if left := o.size.lo - p.lo; o.size.exact() && left > 0 {
		return min(n, left)
	}
	return n
}

// read is what stands where p points.
func (r *run) read(st *state, p val, o *object, size int64, f form) val {
	if p.lo == p.hi {
		v := o.load(p.lo, size, f)
		if v.k == kNone && (f.any || p.fl&(vagueLo|vagueHi) != 0 || p.lo >= o.size.hi) {
			return unknownOf(f, o.lab) // not what is known to lie there
		}
		if v.sym != 0 {
			return st.refine(v)
		}
		unknown := v.k == kAny || v.k == kInt && v.lo != v.hi
		if unknown && v.k != kNone && p.lo >= 0 {
			v = r.fresh(v)
			c := st.own(p.obj)
			if i, ok := c.find(p.lo); !ok || c.cells[i].str == nil {
				c.store(p.lo, size, 1, v)
			}
		}
		return v
	}
	return r.fresh(r.readRange(p, o, size, f))
}

// readRange is what may stand anywhere between two offsets.
func (r *run) readRange(p val, o *object, size int64, f form) val {
	var out val
	first := true
	add := func(v val) {
		if first {
			out, first = v, false
			return
		}
		if v.k == kNone || out.k == kNone {
			out = unknownOf(f, out.lab|v.lab)
			return
		}
		out = join(out, v)
	}
	at := max(p.lo, 0)
	for i := range o.cells {
		c := &o.cells[i]
		if c.end() <= p.lo || c.off > p.hi {
			continue
		}
		if c.off > at {
			add(o.rest(f))
		}
		if c.str != nil {
			add(c.char(c.off, c.w, form{size: f.size, min: f.min, max: f.max}))
			v := unknownOf(f, c.str.lab)
			add(v)
		} else if c.w == size {
			add(c.v)
		} else {
			add(unknownOf(f, c.v.lab))
		}
		at = c.end()
	}
	if first || at <= p.hi && (o.size.fl&vagueHi != 0 || at < o.size.hi) {
		v := o.rest(f)
		if v.k == kNone && (!first || p.fl&(vagueLo|vagueHi) != 0) {
			v = unknownOf(f, o.lab)
		}
		add(v)
	}
	if out.k == kNone {
		return out
	}
	out.sym, out.add, out.cond = 0, 0, nil
	out.lab |= o.lab
	return out
}

func (r *run) store(fr *frame, in *ir.Instr, st *state) bool {
	f := typeOf(in)
	size := f.size
	if in.Aux != nil && in.Aux.Size > 0 {
		size = in.Aux.Size
	}
	if in.Flags&ir.FlagValue != 0 {
		return r.copyBytes(fr, in, st, st.get(in.A), st.get(in.B), num(size))
	}
	if unsaid(in) {
		size = r.like(st, st.get(in.A), size)
	}
	p, o := r.reach(fr, in, st, st.get(in.A), num(size), true)
	if o == nil {
		return false
	}
	r.write(st, p, size, st.get(in.B))
	if r.in != nil && f.pointer && o.kind == oForeign && p.lo == 0 && p.hi == 0 {
		r.linked(st, p.obj)
	}
	return true
}

// write puts a value where p points.
func (r *run) write(st *state, p val, size int64, v val) {
	o := st.own(p.obj)
	if o.kind == oGlobal && p.lo == p.hi && !o.escaped {
		r.keep(st, p, size, v)
		o.store(p.lo, size, 1, v)
		return
	}
	if o.kind == oGlobal || o.escaped {
		r.escape(st, v, 0)
	}
	if p.lo == p.hi {
		o.store(p.lo, size, 1, v)
		return
	}
	r.somewhere(st, o, p.lo, addSat(p.hi, size), size, v)
}

// somewhere writes between two offsets, nobody knows where. A concrete run knows nothing
// of the object from then on, and others may know what it held.
func (r *run) somewhere(st *state, o *object, from, to, w int64, v val) {
	if r.in == nil {
		o.weak(from, to, w, v)
		return
	}
	r.escape(st, v, 0)
	r.giveAway(st, o)
	o.forget(v.lab)
}

// giveAway lets others know what an object holds, in a concrete run that loses sight of it.
func (r *run) giveAway(st *state, o *object) {
	if r.in == nil {
		return
	}
	for _, c := range o.cells {
		r.escape(st, c.v, 0)
	}
}
