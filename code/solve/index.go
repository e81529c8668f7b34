package solve

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// keyName is the name under which a container keeps what is stored at a constant
// key: "s:name", "i:3"; "" for keys that are not constant.
func keyName(k *val) string {
	if k == nil {
		return ""
	}
	if s, ok := k.constant(); ok {
		return "s:" + s
	}
	switch {
	case k.isInt():
		return "i:" + strconv.FormatInt(k.lo, 10)
	case k.kind == value.Bool && k.lo == k.hi:
		return "b:" + strconv.FormatInt(k.lo, 10)
	case k.isNil():
		return "n:"
	}
	return ""
}

// keyVal is the value a key name stands for.
func keyVal(name string) *val {
	switch {
	case strings.HasPrefix(name, "s:"):
		return &val{kind: value.Str, str: text.Lit(name[2:])}
	case strings.HasPrefix(name, "i:"):
		n, _ := strconv.ParseInt(name[2:], 10, 64)
		return intOf(n)
	case strings.HasPrefix(name, "b:"):
		return boolOf(name == "b:1")
	case name == "n:":
		return nilVal
	}
	return anyVal
}

// selOfKey and keyOfSel write a key into a reference's selector and back.
func selOfKey(k *val) string { return "[" + keyName(k) }

func keyOfSel(sel string) *val {
	if len(sel) < 2 {
		return anyVal
	}
	return keyVal(sel[1:])
}

// getIndex reads v[k].
func (r *run) getIndex(st *state, in *ir.Instr, v, k *val) *val {
	v = r.through(st, v)
	return r.underKey(st, v, k, orAny(r.element(st, in, v, k)))
}

// element is what v[k] may be; k nil asks for any element.
func (r *run) element(st *state, in *ir.Instr, v, k *val) *val {
	var out *val
	if v.tuple {
		out = tupleElement(v, k)
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		if f.sel != "" || o.kind == aCell {
			inner := r.through(st, &val{kind: v.kind, refs: []ref{f}})
			if len(inner.refs) > 0 && inner.refs[0] != f {
				out = join(out, r.element(st, in, inner, k))
			}
			continue
		}
		out = join(out, r.elementOf(st, f.id, o, k, in))
	}
	if len(v.refs) == 0 && v.hasText() && !r.ofNoText(k) {
		out = join(out, r.charAt(v, k))
	}
	if out == nil && len(v.refs) > 0 {
		return nilVal
	}
	if out == nil || len(v.refs) == 0 && !v.tuple && v.anything() {
		q := question{labels: v.labels, tr: v.tr}
		if v.sym != 0 && k != nil {
			q.sym = r.ask(birth{tag: mix(0x1d, k.hash()), sym: v.sym})
			r.alias(q.sym, v.sym)
		} else if v.labels != 0 {
			q.sym = r.newSym(in)
			r.alias(q.sym, v.sym)
		}
		out = join(out, r.unknown(elemType(v.typ), q))
	}
	return out
}

// ofNoText tells a key that no text has: one that is a text itself.
func (r *run) ofNoText(k *val) bool { return k != nil && k.kind == value.Str && !r.sem.PropertyKeys }

// charAt is v[k] of a text: the very character when both are known.
func (r *run) charAt(v, k *val) *val {
	w, ok := v.constant()
	if !ok || k == nil || !k.isInt() || v.kind != value.Str || !r.sem.EmptyIsFalse || !text.ASCII(w) {
		return byteOf(v, r.sem.EmptyIsFalse)
	}
	n := k.lo
	if n < 0 && !r.sem.PropertyKeys {
		n += int64(len(w))
	}
	if n < 0 || n >= int64(len(w)) {
		return byteOf(v, true)
	}
	return &val{kind: value.Str, str: text.Lit(w[n : n+1])}
}

func elemType(t *ir.Type) *ir.Type {
	if t == nil {
		return nil
	}
	switch t.Kind {
	case ir.ListOf, ir.MapOf, ir.ChanOf:
		return t.Elem
	case ir.Pointer:
		return elemType(t.Elem)
	}
	return nil
}

func tupleElement(v, k *val) *val {
	if k != nil && k.isInt() {
		n := k.lo
		if n < 0 {
			n += int64(len(v.items))
		}
		if n >= 0 && n < int64(len(v.items)) {
			return v.items[n]
		}
	}
	var out *val
	for _, e := range v.items {
		out = join(out, e)
	}
	return out
}

// byteOf is one byte or character of a text.
func byteOf(v *val, chars bool) *val {
	if !chars {
		return runeOf(v)
	}
	return charOf(v)
}

// elementOf reads o[k].
func (r *run) elementOf(st *state, id objID, o *obj, k *val, in *ir.Instr) *val {
	if o.kind == aList {
		return r.listElement(id, o, k)
	}
	if o.kind == aStruct && k != nil {
		if s, ok := k.constant(); ok {
			if v, ok := r.fieldOf(st, id, o, s); ok {
				return v
			}
		}
	}
	if name := keyName(k); name != "" {
		if v := o.field(name); v != nil {
			return join(v, o.rest)
		}
		if o.rest != nil {
			return r.named(id, o.rest, k)
		}
		if o.lazy {
			return r.unknown(elemType(r.under(o.typ)), r.about(id, name, o.label, o.tr))
		}
		return nil
	}
	if v := r.member(o, k); v != nil {
		return v
	}
	out := o.rest
	for _, v := range o.vals {
		out = join(out, v)
	}
	if o.lazy {
		out = join(out, r.unknown(elemType(r.under(o.typ)), r.about(id, "[]"+hashName(k), o.label, o.tr)))
	}
	return out
}

// member reads a map of flags that is used as a set: the truth of what it gives
// says that the key is one of those that are there. A key that is not there gives
// the zero value.
func (r *run) member(o *obj, k *val) *val {
	if k == nil || !k.hasText() || !r.sem.ZeroValues || o.kind != aMap || o.lazy || o.many || o.rest != nil || o.key != nil || len(o.names) == 0 || len(o.names) > maxWords {
		return nil
	}
	sym, ok := symOf(k.str)
	if !ok {
		return nil
	}
	words, exact := []string{}, !o.rough
	for i, n := range o.names {
		w, ok := keyVal(n).constant()
		if v := o.vals[i]; !ok || v.kind != value.Bool {
			return nil
		} else if v.hi >= 1 {
			words, exact = append(words, w), exact && v.lo == 1
		}
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: textCond(sym, text.Fact{Kind: text.OneOf, Set: words}, exact)}
}

// named gives what stands for many elements a name for this key, so that two
// keys do not share what is learnt of one.
func (r *run) named(id objID, v, k *val) *val {
	if v.sym == 0 && v.labels == 0 || k == nil {
		return v
	}
	turn := mix(0x77, k.hash())
	rename := func(old text.Sym) text.Sym {
		s := r.ask(birth{tag: turn, obj: id, hasObj: true, sym: old})
		r.alias(s, old)
		return s
	}
	c := *v
	c.h = 0
	if v.sym != 0 {
		c.sym = rename(v.sym)
	}
	if v.hasText() {
		c.str = v.str.MapHoles(func(h text.Hole) text.Hole {
			if h.Sym != 0 {
				h.Sym = rename(h.Sym)
			}
			return h
		})
	}
	return &c
}

func hashName(k *val) string {
	if k == nil {
		return ""
	}
	return strconv.FormatUint(k.hash(), 36)
}

func (r *run) listElement(id objID, o *obj, k *val) *val {
	if k != nil && k.isInt() {
		n := k.lo
		if n < 0 && o.rest == nil && !o.lazy {
			n += int64(len(o.items))
		}
		if n >= 0 && n < int64(len(o.items)) {
			return o.items[n]
		}
	}
	var out *val
	if o.rest != nil {
		out = r.named(id, o.rest, k)
	}
	if k == nil || !k.isInt() {
		for _, v := range o.items {
			out = join(out, v)
		}
	}
	if o.lazy {
		name := "[]" + hashName(k)
		out = join(out, r.unknown(elemType(r.under(o.typ)), r.about(id, name, o.label, o.tr)))
	}
	return out
}

// under is the type that a defined type stands for.
func (r *run) under(t *ir.Type) *ir.Type {
	for hop := 0; t != nil && t.Kind == ir.Named && hop < 8; hop++ {
		decl := r.p.Type(t.Name)
		if decl == nil || decl.Under == nil {
			return t
		}
		t = decl.Under
	}
	return t
}

// has tells whether a container surely has, lacks, or may have a key; the second
// result is its value.
func (r *run) has(st *state, v, k *val) text.Truth {
	v = r.through(st, v)
	name := keyName(k)
	if len(v.refs) != 1 || name == "" {
		return text.Maybe
	}
	o := r.object(st, v.refs[0].id)
	switch {
	case o == nil || o.many || o.lazy || o.kind != aMap || o.proto != nil:
		return text.Maybe
	case o.field(name) != nil:
		if o.rough {
			return text.Maybe
		}
		return text.Always
	case o.rest == nil:
		return text.Never
	}
	return text.Maybe
}

// setIndex writes v[k] = x.
func (r *run) setIndex(st *state, in *ir.Instr, v, k, x *val) {
	v = r.through(st, v)
	if len(v.refs) == 0 && r.sem.ZeroValues && v.kind&^value.Nil == value.Bytes && v.hasText() && in.A != ir.NoReg && !plainByte(x) {
		l := v.labels | x.labels
		st.set(in.A, &val{kind: value.Bytes, str: text.Top(l, 0), typ: v.typ, labels: l, tr: v.tr}) // any of its bytes may be another one now
		return
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		strong := len(v.refs) == 1 && !o.many
		r.protoWritten(st, in, o)
		r.store(st, f.id, writeElement(o, k, x, strong))
	}
}

// plainByte reports a letter, a digit or the like, which breaks nothing wherever it is.
func plainByte(x *val) bool {
	if !x.isInt() {
		return false
	}
	c := x.lo
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '-'
}

func writeElement(o *obj, k, x *val, strong bool) *obj {
	name := keyName(k)
	if o.kind == aList {
		n := int64(-1)
		if k != nil && k.isInt() {
			if n = k.lo; n < 0 && o.rest == nil && !o.lazy {
				n += int64(len(o.items))
			}
		}
		if n < 0 || n >= int64(len(o.items)) {
			return o.blur(nil, x)
		}
		c := *o
		c.items = append([]*val(nil), o.items...)
		if !strong {
			x = join(c.items[n], x)
		}
		c.items[n] = x
		return &c
	}
	if name == "" {
		return o.blur(k, x)
	}
	if o.kind == aStruct { // an attribute by a computed name
		name = strings.TrimPrefix(name, "s:")
	}
	if old := o.field(name); !strong && old != nil {
		x = join(old, x)
	}
	return o.put(name, x)
}
