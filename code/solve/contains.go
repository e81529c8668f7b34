package solve

import (
	"slices"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// contains is k in v: an element of a list, a key of a map, a part of a text.
func (r *run) contains(st *state, k, v *val) *val {
	k, v = refine(st.facts, k), refine(st.facts, r.through(st, v))
	if v.hasText() && len(v.refs) == 0 && !v.tuple {
		return containsText(v, k)
	}
	words, all, sure := r.keysOf(st, v)
	if !k.hasText() {
		if t := r.has(st, v, k); t != text.Maybe {
			return boolOf(t == text.Always)
		}
		return boolVal
	}
	if w, ok := k.constant(); ok && sure {
		if slices.Contains(words, w) {
			if all {
				return trueVal
			}
			return boolVal
		}
		return falseVal
	}
	sym, ok := symOf(k.str)
	if !ok {
		return boolVal
	}
	switch {
	case sure && len(words) <= maxWords:
		f := text.Fact{Kind: text.OneOf, Set: words}
		switch k.str.Decide(f) {
		case text.Never:
			return falseVal
		case text.Always:
			if all && k.kind == value.Str {
				return trueVal
			}
		}
		return &val{kind: value.Bool, lo: 0, hi: 1, cond: textCond(sym, f, all)}
	case r.only(r.listLabels(st, v), "env"):
		// Some list of the program's own, or of whoever runs it: what is in it is not the
		// attacker's choice.
		return &val{kind: value.Bool, lo: 0, hi: 1, cond: textCond(sym, text.Fact{Kind: text.Marked, Mark: text.MarkFinite}, false)}
	}
	return boolVal
}

// containsText is "k in v" on texts.
func containsText(v, k *val) *val {
	w, ok := k.constant()
	if !ok {
		return boolVal
	}
	f := text.Fact{Kind: text.Contains, Text: w}
	if v.kind&^(value.Str|value.Bytes) == 0 {
		switch v.str.Decide(f) {
		case text.Always:
			return trueVal
		case text.Never:
			return falseVal
		}
	}
	sym, ok := symOf(v.str)
	if !ok {
		return boolVal
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: textCond(sym, f, true)}
}

// keysOf lists the texts that "in" compares with; sure when there are no other
// ones, all when each is surely there.
func (r *run) keysOf(st *state, v *val) (words []string, all, sure bool) {
	all, sure = true, true
	add := func(e *val) {
		if e == nil {
			return
		}
		ws, ok := e.str.Exacts()
		if !e.hasText() || e.kind&^(value.Str|value.Bytes|value.Nil) != 0 || !ok {
			sure = sure && e.kind&(value.Str|value.Bytes) == 0
			return
		}
		all = all && len(ws) == 1
		words = append(words, ws...)
	}
	if len(v.refs) == 0 && !v.tuple {
		return nil, false, false
	}
	for _, e := range v.items {
		add(e)
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil || o.lazy || o.kind == aStruct || o.proto != nil {
			return nil, false, false
		}
		all = all && !o.rough && len(v.refs) == 1
		for _, e := range o.items {
			add(e)
		}
		if o.kind == aList {
			add(o.rest)
			all = all && o.rest == nil
			continue
		}
		for _, n := range o.names {
			add(keyVal(n))
		}
		if o.rest != nil && o.key == nil {
			sure = false
		}
		add(o.key)
		all = all && o.key == nil
	}
	slices.Sort(words)
	return slices.Compact(words), all, sure
}

// listLabels is whose data the elements or keys of a container are.
func (r *run) listLabels(st *state, v *val) text.Labels {
	l := v.labels
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		l |= o.label
		switch {
		case o.kind == aMap:
			if o.key != nil {
				l |= o.key.labels
			}
		default:
			if e := o.all(); e != nil {
				l |= e.labels
			}
		}
	}
	return l
}

// keyOf is what the keys or indexes of a container may be.
func (r *run) keyOf(st *state, v *val) *val {
	v = r.through(st, v)
	var out *val
	for _, f := range v.refs {
		o := r.object(st, f.id)
		switch {
		case o == nil:
		case o.kind == aList:
			out = join(out, &val{kind: value.Int, lo: 0, hi: maxInt})
		default:
			out = join(out, r.keysIn(f.id, o))
		}
	}
	if out == nil {
		if !v.anything() && v.kind&(value.List|value.Str) != 0 {
			return &val{kind: value.Int, lo: 0, hi: maxInt}
		}
		q := question{labels: v.labels, tr: v.tr}
		if v.sym != 0 {
			q.sym = r.ask(birth{tag: 0x6b6579, sym: v.sym})
			r.alias(q.sym, v.sym)
		}
		return r.unknown(keyType(v.typ), q)
	}
	return out
}

func (r *run) keysIn(id objID, o *obj) *val {
	out := o.key
	for _, n := range o.names {
		out = join(out, keyVal(n))
	}
	if o.lazy {
		out = join(out, r.unknown(keyType(r.under(o.typ)), r.about(id, "key", o.label, o.tr)))
	}
	return out
}
