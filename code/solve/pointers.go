package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func (r *run) newCell(fr *frame, st *state, in *ir.Instr) {
	o := &obj{kind: aCell}
	if in.Aux != nil {
		o.typ = in.Aux.Type
	}
	if in.A != ir.NoReg {
		o.rest = r.stored(fr, in, st, in.A)
	} else {
		o.rest = r.zero(o.typ)
	}
	st.set(in.Dst, refVal(value.Object, r.alloc(st, in, o)))
}

// load reads what a pointer or cell points at.
func (r *run) load(st *state, in *ir.Instr, v *val) *val {
	var out *val
	for _, f := range v.refs {
		if o := r.object(st, f.id); o != nil {
			out = join(out, r.pointed(st, f, o))
		}
	}
	if out == nil {
		q := question{labels: v.labels, tr: v.tr}
		var t *ir.Type
		if v.typ != nil && v.typ.Kind == ir.Pointer {
			t = v.typ.Elem
		}
		return r.unknown(t, q)
	}
	return out
}

// storeThrough writes to what a pointer or cell points at.
func (r *run) storeThrough(st *state, p, x *val) {
	for _, f := range p.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		strong := len(p.refs) == 1 && !o.many
		switch {
		case f.sel != "" && f.sel[0] == '[':
			r.store(st, f.id, writeElement(o, keyOfSel(f.sel), x, strong))
		case f.sel != "":
			r.writeField(st, f.id, o, f.sel, x, strong)
		case o.kind == aCell && strong && o.rest != nil && len(o.rest.refs) > 0 && (fromOutside(x) || r.fills(st, x, o.rest)):
			r.storeThrough(st, o.rest, x) // bound to what the variable holds
		case o.kind == aCell:
			c := *o
			x := r.typedLike(x, o.typ, o.rest)
			if c.rest = x; !strong {
				c.rest = join(o.rest, x)
			}
			r.store(st, f.id, &c)
		default: // *p = struct
			r.overwrite(st, f.id, o, x, strong)
		}
	}
}

// fills reports an unknown value of somebody's that is stored where the language has
// a struct: it is read into the fields, which keep their types.
func (r *run) fills(st *state, x, old *val) bool {
	if x.kind != value.Unknown || x.labels == 0 || len(x.refs) > 0 || x.tuple || !r.sem.ZeroValues {
		return false
	}
	for _, f := range old.refs {
		if o := r.object(st, f.id); o == nil || o.kind != aStruct || o.decl == nil || f.sel != "" {
			return false
		}
	}
	return true
}

// bufferText is the part of a list of bytes that holds what was read into it.
const bufferText = "text"

// buffered is the text that a list of bytes holds, or nil.
func (r *run) buffered(st *state, v *val) *val {
	var out *val
	for _, f := range v.refs {
		if o := r.object(st, f.id); o != nil && o.kind == aList {
			out = join(out, o.field(bufferText))
		}
	}
	return out
}

// typedLike is an unknown value, or a text from outside, on its way to a place of a
// known type: it gets that type. What is bound to a struct is read into its fields.
func (r *run) typedLike(x *val, t *ir.Type, old *val) *val {
	if x.kind != value.Unknown && !fromOutside(x) || x.typ != nil || len(x.refs) > 0 {
		return x
	}
	if t == nil && old != nil {
		t = old.typ
	}
	if t == nil || t.Kind == ir.Any || x.kind != value.Unknown && !r.composed(t) {
		return x
	}
	return r.cast(x, t)
}

// fromOutside reports whether a value is nothing but a text of somebody's.
func fromOutside(x *val) bool {
	return x.labels != 0 && x.hasText() && x.kind != value.Unknown && len(x.refs) == 0 && !x.tuple
}

// composed reports whether a type is of values with parts, bytes excepted.
func (r *run) composed(t *ir.Type) bool {
	if t == nil {
		return false
	}
	switch t.Kind {
	case ir.ListOf:
		elem := t.Elem.Base()
		return elem != "" && elem != "byte" && elem != "uint8"
	case ir.MapOf:
		return true
	case ir.Pointer:
		return r.composed(t.Elem)
	case ir.Named:
		decl := r.p.Type(t.Name)
		return decl != nil && (decl.Kind == ir.Struct || decl.Kind == ir.Class || decl.Kind == ir.Defined && decl.Under != nil && decl.Under.Name != t.Name && r.composed(decl.Under))
	}
	return false
}

// overwrite copies the content of x into an object.
func (r *run) overwrite(st *state, id objID, o *obj, x *val, strong bool) {
	x = r.through(st, x)
	next := o
	for i, f := range x.refs {
		src := r.object(st, f.id)
		if src == nil || src.kind != o.kind {
			continue
		}
		if i == 0 && strong {
			c := *src
			c.many = o.many
			next = &c
			continue
		}
		next = combine(next, src, join)
	}
	switch {
	case len(x.refs) > 0:
	case o.kind == aList && x.hasText() && x.kind != value.Unknown && !r.composed(o.typ): // a buffer filled with text
		if !strong {
			x = join(x, o.field(bufferText))
		}
		next = o.put(bufferText, x)
	case x.labels != 0 && strong && o.kind != aCell:
		next = &obj{kind: o.kind, typ: o.typ, decl: o.decl, lazy: true, label: x.labels, tr: x.tr}
	case x.labels != 0:
		next = taint(o, x)
	}
	r.store(st, id, next)
}

// pointerTo is &v.sel.
func (r *run) pointerTo(st *state, v *val, sel string) *val {
	v = r.through(st, v)
	if len(v.refs) == 0 {
		return &val{kind: value.Object, labels: v.labels, tr: v.tr}
	}
	out := &val{kind: value.Object, labels: v.labels, tr: v.tr}
	for _, f := range v.refs {
		if o := r.object(st, f.id); o != nil && len(sel) > 0 && sel[0] != '[' {
			if inner, ok := r.fieldOf(st, f.id, o, sel); ok && isStructVal(r, st, inner) {
				out.refs = joinRefs(out.refs, inner.refs) // &s.inner is the inner struct itself
				continue
			}
		}
		out.refs = joinRefs(out.refs, []ref{{id: f.id, sel: sel}})
	}
	return out
}

func isStructVal(r *run, st *state, v *val) bool {
	if len(v.refs) == 0 || v.kind != value.Object {
		return false
	}
	for _, f := range v.refs {
		if o := r.object(st, f.id); o == nil || o.kind != aStruct || f.sel != "" {
			return false
		}
	}
	return true
}

// unpack assigns the elements of a list or tuple to several registers.
func (r *run) unpack(st *state, in *ir.Instr) {
	v := refineWays(st.facts, st.get(in.A))
	star := int(in.B)
	n := len(in.Args)
	if v.tuple && len(v.refs) == 0 && (star < 0 && len(v.items) == n || star >= 0 && len(v.items) >= n-1) {
		r.unpackItems(st, in, v.items, star)
		return
	}
	if known, _, exact := r.elements(st, in, refine(st.facts, v)); exact && (star < 0 && len(known) == n || star >= 0 && len(known) >= n-1) {
		items := make([]*val, len(known))
		for i, p := range known {
			items[i] = orAny(p.val)
		}
		r.unpackItems(st, in, items, star)
		return
	}
	for i, a := range in.Args {
		if i == star { // how many there are is not known, so each may be any
			st.set(a, refVal(value.List, r.alloc(st, in, &obj{kind: aList, rest: orAny(r.element(st, in, v, nil))})))
			continue
		}
		if n > 1 && len(v.refs) == 0 && !v.tuple && i > 0 && v.typ == nil && v.labels == 0 {
			st.set(a, anyVal)
			continue
		}
		st.set(a, orAny(r.element(st, in, v, intOf(int64(i)))))
	}
}

func (r *run) unpackItems(st *state, in *ir.Instr, items []*val, star int) {
	after := len(in.Args) - 1 - star
	for i, a := range in.Args {
		switch {
		case star < 0 || i < star:
			st.set(a, orAny(items[i]))
		case i == star:
			o := &obj{kind: aList, items: items[star : len(items)-after]}
			st.set(a, refVal(value.List, r.alloc(st, in, o)))
		default:
			st.set(a, orAny(items[len(items)-(len(in.Args)-i)]))
		}
	}
}

func refineWays(l *facts, v *val) *val {
	if v.cs != nil {
		return l.choose(v, 0)
	}
	return v
}

// taint makes an object carry the labels of a value that unknown code may have
// put into it.
func taint(o *obj, by *val) *obj {
	c := *o
	c.lazy = true
	c.label |= by.labels
	if c.tr == nil {
		c.tr = by.tr
	}
	unknown := &val{kind: anyVal.kind, lo: minInt, hi: maxInt, str: labelText(anyText, by.labels), labels: by.labels, tr: by.tr}
	if o.kind == aCell || o.rest != nil {
		c.rest = join(o.rest, unknown)
	}
	c.vals = make([]*val, len(o.vals))
	for i, v := range o.vals {
		c.vals[i] = join(v, unknown)
	}
	c.items = make([]*val, len(o.items))
	for i, v := range o.items {
		c.items[i] = join(v, unknown)
	}
	return &c
}
