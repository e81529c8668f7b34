package solve

import (
	"slices"
	"sort"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// tableLookup reads a table of constants at a key that is not known: one way for
// each group of keys with one value, and one for a miss. So what is learnt of
// the value tells of the key.
func (r *run) tableLookup(st *state, in *ir.Instr, v, k *val) (got, ok *val) {
	sym, named := symOf(k.str)
	if !named || !k.hasText() || len(v.refs) != 1 || r.widening > 0 {
		return nil, nil
	}
	o := r.object(st, v.refs[0].id)
	if o == nil || o.kind != aMap || o.lazy || o.many || o.rough || o.rest != nil || len(o.names) == 0 || len(o.names) > maxWords {
		return nil, nil
	}
	m := &merging{r: r, base: st.facts}
	var alts, oks []*val
	var keys []string
	add := func(v, ok *val, f fact) {
		if l, may := r.learn(st.facts, f); may && len(alts) < maxWays {
			m.states = append(m.states, &state{facts: l})
			alts, oks = append(alts, v), append(oks, ok)
			got = join(got, v)
		}
	}
	gs := groups(o)
	if r.sem.PropertyKeys && slices.ContainsFunc(gs, func(g keyGroup) bool { return len(g.val.refs) > 0 }) {
		return nil, nil // an object among them may be the prototype of all
	}
	for _, g := range gs {
		keys = append(keys, g.keys...)
		add(g.val, trueVal, fact{kind: fText, sym: sym, text: &text.Fact{Kind: text.OneOf, Set: g.keys}})
	}
	sort.Strings(keys)
	miss := fact{kind: fText, sym: sym, not: true, text: &text.Fact{Kind: text.OneOf, Set: keys}}
	switch {
	case r.sem.PropertyKeys: // and nothing in JavaScript
		add(nilVal, falseVal, miss)
	case r.sem.ZeroValues || in.C != ir.NoReg: // a miss gives the zero value
		zero := r.zero(elemType(r.under(o.typ)))
		if o.typ == nil && len(alts) > 0 {
			zero = zeroLike(alts[0])
		}
		add(zero, falseVal, miss)
	}
	if len(alts) < 2 {
		return got, oks0(oks)
	}
	return m.tag(got, alts), m.tag(boolVal, oks)
}

func oks0(oks []*val) *val {
	if len(oks) == 1 {
		return oks[0]
	}
	return boolVal
}

// zeroLike is the zero value of another value's kind.
func zeroLike(v *val) *val {
	switch v.kind {
	case value.Str:
		return emptyStr
	case value.Bool:
		return falseVal
	case value.Int:
		return zeroInt
	}
	return nilVal
}

type keyGroup struct {
	keys []string
	val  *val
}

// groups are the text keys of a table by their value; past the bound on ways
// the last group takes all.
func groups(o *obj) []keyGroup {
	var out []keyGroup
next:
	for i, n := range o.names {
		if len(n) < 2 || n[:2] != "s:" {
			continue
		}
		for j := range out {
			if out[j].val.hash() == o.vals[i].hash() || len(out) >= maxWays-1 && j == len(out)-1 {
				out[j].keys = append(out[j].keys, n[2:])
				out[j].val = join(out[j].val, o.vals[i])
				continue next
			}
		}
		out = append(out, keyGroup{[]string{n[2:]}, o.vals[i]})
	}
	return out
}

// lookup is v, ok := m[k]: ok says that k is among m's keys, and a miss gives
// nothing.
func (r *run) lookup(fr *frame, in *ir.Instr, st *state, v, k, got *val) *val {
	ok := r.contains(st, k, v)
	switch {
	case ok.isTrue():
		st.set(in.C, ok)
		return got
	case ok.isFalse():
		st.set(in.C, ok)
		return r.zero(nil)
	}
	m := &merging{r: r, states: []*state{st, st}, base: st.facts}
	yes, okYes := r.assumeVal(st.facts, ok, true)
	no, okNo := r.assumeVal(st.facts, ok, false)
	if !okYes || !okNo || r.widening > 0 {
		st.set(in.C, ok)
		return got
	}
	m.states = []*state{{facts: yes}, {facts: no}}
	st.set(in.C, m.tag(boolVal, []*val{trueVal, falseVal}))
	return m.tag(join(got, nilVal), []*val{got, nilVal})
}
