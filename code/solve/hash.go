package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// Fingerprints are 64-bit mixes; two different values of one analysis collide
// once in many billions, and what then happens is a lost distinction.
const seed = 0x9e3779b97f4a7c15

func mix(h, x uint64) uint64 {
	h ^= x + seed + h<<6 + h>>2
	h *= 0xff51afd7ed558ccd
	return h ^ h>>32
}

func mixString(h uint64, s string) uint64 {
	f := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		f = (f ^ uint64(s[i])) * 1099511628211
	}
	return mix(h, f^uint64(len(s)))
}

// hash is the fingerprint of everything that matters to an execution: the way
// (trace) does not.
func (v *val) hash() uint64 {
	if v == nil {
		return 1
	}
	if v.h != 0 {
		return v.h
	}
	h := mix(uint64(v.kind)+7, uint64(v.labels))
	h = mix(h, uint64(v.sym)<<2|bit(v.tuple)<<1|bit(v.float))
	if v.hasText() {
		h = mix(h, textHash(v.str))
	}
	h = mix(mix(h, uint64(v.lo)), uint64(v.hi))
	for _, r := range v.refs {
		h = mixString(mix(h, uint64(r.id)+3), r.sel)
	}
	for _, c := range v.fns {
		h = mix(h, c.hash())
	}
	for _, e := range v.items {
		h = mix(h, e.hash())
	}
	h = mix(h, typeHash(v.typ))
	if v.cond != nil {
		h = mix(h, v.cond.hash())
	}
	if v.cs != nil {
		h = mix(h, uint64(v.cs.id)<<1|1)
	}
	if h == 0 {
		h = 1
	}
	v.h = h
	return h
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

func (c *closure) hash() uint64 {
	if c.h != 0 {
		return c.h
	}
	h := mixString(5, c.name)
	if c.fn != nil {
		h = mixString(mixString(h, c.fn.Name), c.fn.Unit.Path)
		h = mix(h, uint64(c.fn.Span.Start))
	}
	if c.decl != nil {
		h = mixString(h, c.decl.Name)
	}
	for _, cell := range c.cells {
		h = mix(h, cell.hash())
	}
	h = mix(h, c.recv.hash())
	c.h = h | 1
	return c.h
}

func typeHash(t *ir.Type) uint64 {
	if t == nil {
		return 2
	}
	h := mixString(uint64(t.Kind)+11, t.Name)
	if t.Elem != nil {
		h = mix(h, typeHash(t.Elem))
	}
	if t.Key != nil {
		h = mix(h, typeHash(t.Key))
	}
	return mix(h, uint64(len(t.Args)))
}

func textHash(s text.Str) uint64 {
	h := uint64(len(s.Alts)) + uint64(s.Sym)<<8
	for _, seq := range s.Alts {
		h = mix(h, uint64(len(seq)))
		for i := range seq {
			h = partHash(h, &seq[i])
		}
	}
	return h
}

func partHash(h uint64, p *text.Part) uint64 {
	if p.Hole == nil {
		return mixString(h, p.Text)
	}
	o := p.Hole
	h = mix(mix(h, uint64(o.Sym)), uint64(o.Labels))
	for _, w := range o.Chars {
		h = mix(h, w)
	}
	for _, n := range o.Not {
		h = mixString(h, n)
	}
	h = mixString(mixString(h, o.Prefix), o.Suffix)
	h = mix(h, uint64(o.MaxLen)<<1|bit(o.Lang != nil))
	if o.Lang != nil {
		h = mix(h, o.Lang.Fingerprint())
	}
	for _, m := range o.Marks {
		h = mixString(h, m)
	}
	return h
}

// freeze fills in every fingerprint below v.
func (v *val) freeze() {
	if v == nil {
		return
	}
	v.hash()
	for _, e := range v.items {
		e.freeze()
	}
	for _, a := range v.alts {
		if a != nil && a.h == 0 {
			a.freeze()
		}
	}
	for _, c := range v.fns {
		c.hash()
		c.recv.freeze()
	}
	v.cond.freeze()
}

func (c *cond) freeze() {
	if c == nil {
		return
	}
	c.hash()
	c.a.freeze()
	c.b.freeze()
	if c.of != nil && c.of.h == 0 {
		c.of.freeze()
	}
}

func (o *obj) freeze() {
	for _, v := range o.vals {
		v.freeze()
	}
	for _, v := range o.items {
		v.freeze()
	}
	o.rest.freeze()
	o.key.freeze()
	o.proto.freeze()
}
