package solve

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func (r *run) newStruct(fr *frame, st *state, in *ir.Instr) *val {
	o := &obj{kind: aStruct, whole: in.Flags&ir.FlagValue == 0}
	if in.Aux == nil {
		return refVal(value.Object, r.alloc(st, in, o))
	}
	o.typ = in.Aux.Type
	o.decl = r.p.Type(o.typ.Base())
	if u := r.under(o.typ); u != nil && (u.Kind == ir.ListOf || u.Kind == ir.MapOf) {
		return r.newNamedContainer(fr, st, in, u)
	}
	for i, a := range in.Args {
		name := ""
		if i < len(in.Aux.Keys) {
			name = in.Aux.Keys[i]
		}
		if name == "" && o.decl != nil && i < len(o.decl.Fields) {
			name = o.decl.Fields[i].Name
		}
		if name != "" {
			v := r.stored(fr, in, st, a)
			o = o.put(name, v)
			r.fieldSink(fr, st, in, o, name, v)
		}
	}
	if o.decl == nil && len(in.Args) == 0 { // a type nobody described
		o.lazy = true
	}
	v := refVal(value.Object, r.alloc(st, in, o))
	v.typ = o.typ
	return v
}

// newNamedContainer makes a value of a named map or list type.
func (r *run) newNamedContainer(fr *frame, st *state, in *ir.Instr, u *ir.Type) *val {
	o := &obj{kind: aList, typ: in.Aux.Type, decl: r.p.Type(in.Aux.Type.Base())}
	kind := value.List
	if u.Kind == ir.MapOf {
		o.kind, kind = aMap, value.Map
	}
	for i, a := range in.Args {
		key := ""
		if i < len(in.Aux.Keys) {
			key = in.Aux.Keys[i]
		}
		x := r.stored(fr, in, st, a)
		switch {
		case key == "make" || key == "cap":
			if key == "make" && !(x.isInt() && x.lo == 0) {
				o.rest = r.zero(u.Elem)
			}
		case key == "":
			o.items = append(o.items, x)
		default: // a constant of the program names the key
			k := r.getGlobal(st, key)
			if !strings.Contains(key, ".") {
				k = r.getGlobal(st, fr.fn.Unit.Module+"."+key)
			}
			o = writeElement(o, k, x, true)
		}
	}
	v := refVal(kind, r.alloc(st, in, o))
	v.typ = in.Aux.Type
	return v
}

func (r *run) newList(fr *frame, st *state, in *ir.Instr) *val {
	items, rest := r.spreadArgs(fr, st, in)
	if in.Flags&ir.FlagTuple != 0 && rest == nil {
		return tupleVal(items)
	}
	o := &obj{kind: aList, set: in.Flags&ir.FlagSet != 0, items: items, rest: rest}
	if in.Aux != nil {
		o.typ = in.Aux.Type
	}
	if len(o.items) > maxItems {
		for _, v := range o.items[maxItems:] {
			o.rest = join(o.rest, v)
		}
		o.items = o.items[:maxItems]
	}
	v := refVal(value.List, r.alloc(st, in, o))
	v.typ = o.typ
	return v
}

// spreadArgs evaluates the elements of a list, with the spread ones inlined.
func (r *run) spreadArgs(fr *frame, st *state, in *ir.Instr) (items []*val, rest *val) {
	for i, a := range in.Args {
		v := r.stored(fr, in, st, a)
		if in.Aux == nil || i >= len(in.Aux.Spread) || !in.Aux.Spread[i] {
			if rest != nil {
				rest = join(rest, v)
			} else {
				items = append(items, v)
			}
			continue
		}
		known, any, exact := r.elements(st, in, refine(st.facts, v))
		for _, p := range known {
			if rest != nil {
				rest = join(rest, p.val)
			} else {
				items = append(items, orAny(p.val))
			}
		}
		if !exact {
			rest = join(rest, any.val)
		}
	}
	return items, rest
}

func (r *run) newMap(st *state, in *ir.Instr) *val {
	o := &obj{kind: aMap}
	if in.Aux != nil && in.Aux.Type != nil {
		o.typ, o.decl = in.Aux.Type, r.p.Type(in.Aux.Type.Base())
	}
	for i := 0; i+1 < len(in.Args); i += 2 {
		v := refine(st.facts, st.get(in.Args[i+1]))
		if in.Args[i] == ir.NoReg {
			o = r.mergeMap(st, o, v)
			continue
		}
		o = writeElement(o, refine(st.facts, st.get(in.Args[i])), v, true)
	}
	v := refVal(value.Map, r.alloc(st, in, o))
	v.typ = o.typ
	return v
}

// mergeMap adds every entry of the map v to o.
func (r *run) mergeMap(st *state, o *obj, v *val) *obj {
	v = r.through(st, v)
	for _, f := range v.refs {
		m := r.object(st, f.id)
		if m == nil {
			continue
		}
		for i, n := range m.names {
			if m.kind == aStruct { // fields become keys
				n = "s:" + n
			}
			o = o.put(n, m.vals[i])
		}
		if m.rest != nil {
			o = o.blur(m.key, m.rest)
		}
		if m.lazy {
			o = o.blur(anyVal, r.element(st, nil, v, anyVal))
		}
	}
	if len(v.refs) == 0 && !v.isNil() {
		o = o.blur(anyVal, r.element(st, nil, v, anyVal))
	}
	return o
}
