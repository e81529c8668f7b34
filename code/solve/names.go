package solve

import (
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// called gives a text in which ways met a name of its own, so that what is learnt of
// it by a later test holds of it, whichever way it came: a default was put in for
// what was not given, and then the value is checked. reg is the register that holds
// it. A text of which some part is nameless keeps none.
func (r *run) called(v *val, reg int) *val {
	if r.widening > 0 || !r.nameless(v) {
		return v
	}
	return r.nameBy(v, mix(mix(0x6a01, uint64(r.top.info.index)), uint64(reg)))
}

// built names a text that was put together of named parts: the same parts, the same
// text.
func (r *run) built(v *val) *val {
	if !r.nameless(v) {
		return v
	}
	return r.nameBy(v, 0x6a02)
}

// nameless tells a text of somebody's that is no single unknown and has no name.
func (r *run) nameless(v *val) bool {
	if v == nil || v.labels == 0 || !v.hasText() || v.kind&^(value.Str|value.Bytes|value.Nil) != 0 && !r.sem.PropertyKeys || v.str.Sym != 0 {
		return false // JavaScript's requests give lists and objects where texts are wanted, and what is said of the text holds of that
	}
	_, single := v.str.Hole()
	return !single
}

func (r *run) nameBy(v *val, tag uint64) *val {
	b := birth{tag: mix(tag, lookOfText(v.str))}
	for _, q := range v.str.Alts {
		for i := range q {
			switch h := q[i].Hole; {
			case h == nil:
			case h.Sym == 0:
				return v
			case b.sym == 0:
				b.sym = h.Sym
			default:
				b.tag = mix(b.tag, uint64(h.Sym))
			}
		}
	}
	if b.sym == 0 {
		return v
	}
	c := *v
	c.h, c.str = 0, v.str.Named(r.ask(b))
	return &c
}

// assumed is v with a fact about the whole of its text put into it.
func (v *val) assumed(f text.Fact, holds bool) *val {
	s, ok := v.str.Assume(f, holds)
	if !ok {
		return v
	}
	c := *v
	c.h, c.str = 0, s
	if v.kind&^(value.Str|value.Bytes) == 0 {
		c.labels = v.labels&^textLabels(v.str) | textLabels(s)
	}
	return &c
}
