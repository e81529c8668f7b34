package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// deref is the object a reference leads to: itself, what its cell holds, or the
// part it selects.
func (r *run) deref(st *state, f ref) *obj {
	o := r.object(st, f.id)
	for hop := 0; o != nil && hop < 4; hop++ {
		var in *val
		switch {
		case f.sel != "":
			in = r.partOf(st, o, f)
		case o.kind == aCell:
			in = o.rest
		default:
			return o
		}
		if in == nil || len(in.refs) == 0 {
			return nil
		}
		f = in.refs[0]
		o = r.object(st, f.id)
	}
	return o
}

// through follows cells and pointers to parts until v refers to whole objects.
func (r *run) through(st *state, v *val) *val {
	for hop := 0; hop < 4 && r.indirect(st, v); hop++ {
		var out *val
		direct := true
		for _, f := range v.refs {
			o := r.object(st, f.id)
			if o == nil || f.sel == "" && o.kind != aCell {
				out = join(out, &val{kind: v.kind &^ value.Nil, refs: []ref{f}, typ: v.typ, labels: v.labels, tr: v.tr})
				continue
			}
			direct = false
			out = join(out, r.pointed(st, f, o))
		}
		if direct || out == nil {
			return v
		}
		v = out
	}
	return v
}

// indirect tells whether some reference of v is a cell or a pointer to a part.
func (r *run) indirect(st *state, v *val) bool {
	for _, f := range v.refs {
		if f.sel != "" {
			return true
		}
		if o := r.object(st, f.id); o != nil && o.kind == aCell {
			return true
		}
	}
	return false
}

// pointed reads what a pointer points at.
func (r *run) pointed(st *state, f ref, o *obj) *val {
	switch {
	case f.sel != "":
		return orNil(r.partOf(st, o, f))
	case o.kind == aCell:
		return r.cellValue(f.id, o)
	}
	return &val{kind: kindOf(o), refs: []ref{{id: f.id}}, typ: o.typ}
}

func kindOf(o *obj) value.Kind {
	switch o.kind {
	case aList:
		return value.List
	case aMap:
		return value.Map
	}
	return value.Object
}

func (r *run) cellValue(id objID, o *obj) *val {
	if o.rest == nil {
		if o.lazy {
			return r.unknown(o.typ, r.about(id, "*", o.label, o.tr))
		}
		return r.zero(o.typ)
	}
	return o.rest
}

func orNil(v *val) *val {
	if v == nil {
		return nilVal
	}
	return v
}

// partOf reads the part that a reference selects.
func (r *run) partOf(st *state, o *obj, f ref) *val {
	if len(f.sel) > 0 && f.sel[0] == '[' {
		return r.elementOf(st, f.id, o, keyOfSel(f.sel), nil)
	}
	v, _ := r.fieldOf(st, f.id, o, f.sel)
	return v
}

// getField reads v.name, whatever v may be.
func (r *run) getField(fr *frame, st *state, in *ir.Instr, v *val, name string) *val {
	v = r.through(st, v)
	var out *val
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		got, ok := r.fieldOf(st, f.id, o, name)
		if !ok {
			got = r.missing(fr, st, in, v, f, o, name)
		}
		out = join(out, got)
	}
	if len(v.refs) == 0 || v.kind == value.Unknown {
		out = join(out, r.fieldByType(fr, st, in, v, name))
	}
	return orAny(out)
}

// fieldOf reads a field of an object: written, lazily unknown, or zero; through
// embedded structs as well.
func (r *run) fieldOf(st *state, id objID, o *obj, name string) (*val, bool) {
	if o.kind == aMap && r.sem.PropertyKeys {
		v := r.elementOf(st, id, o, strVal(text.Lit(name)), nil)
		return v, v != nil
	}
	if v := o.field(name); v != nil {
		return v, true
	}
	decl := o.decl
	if decl != nil && decl.Kind == ir.Class {
		if f := r.p.Field(decl.Name, name); f != nil && o.lazy && o.label != 0 {
			return r.unset(id, o, f), true // whoever gave the instance gave it, whatever the default
		}
		if v := r.classVar(st, decl, name, 0); v != nil {
			return v, true
		}
		if !o.lazy {
			if v := o.rest; v != nil {
				return v, true
			}
			return nil, false
		}
	}
	if decl == nil {
		if o.rest != nil {
			return o.rest, true
		}
		if o.lazy && o.kind == aStruct {
			return r.unknown(nil, r.about(id, name, o.label, o.tr)), true
		}
		return nil, false
	}
	for i := range decl.Fields {
		f := &decl.Fields[i]
		if f.Name == name {
			return r.unset(id, o, f), true
		}
	}
	for i := range decl.Fields {
		f := &decl.Fields[i]
		if f.Embedded && f.Type != nil && r.p.Field(f.Type.Base(), name) != nil {
			inner := o.field(f.Name)
			if inner == nil {
				inner = r.unset(id, o, f)
			}
			return r.embedded(st, inner, name)
		}
	}
	if f := r.p.Field(decl.Name, name); f != nil {
		return r.unset(id, o, f), true
	}
	if o.rest != nil {
		return o.rest, true
	}
	return nil, false
}

func (r *run) embedded(st *state, inner *val, name string) (*val, bool) {
	var out *val
	inner = r.through(st, inner)
	for _, f := range inner.refs {
		if o := r.object(st, f.id); o != nil {
			if v, ok := r.fieldOf(st, f.id, o, name); ok {
				out = join(out, v)
			}
		}
	}
	return out, out != nil
}

// unset is what a declared field holds that was never written. The zero struct
// in a field has the field for its home, so that writes to it are not lost.
func (r *run) unset(id objID, o *obj, f *ir.Field) *val {
	if o.rest != nil {
		return o.rest
	}
	if o.lazy {
		return r.unknown(f.Type, r.about(id, f.Name, o.label, o.tr))
	}
	if o.kind == aStruct && f.Type != nil && f.Type.Kind == ir.Named && r.sem.ZeroValues {
		if decl := r.p.Type(f.Type.Name); decl != nil && decl.Kind == ir.Struct {
			return r.lazyZero(id, f, decl)
		}
	}
	return r.zero(f.Type)
}

func (r *run) lazyZero(id objID, f *ir.Field, decl *ir.TypeDecl) *val {
	key := partKey{id, f.Name + "|zero"}
	have, ok := r.part(key)
	if !ok {
		have = r.newObj(&obj{kind: aStruct, typ: f.Type, decl: decl})
		r.settle(have, key)
	}
	return refVal(value.Object, have)
}

// setField writes v.name = x into every object v may be.
func (r *run) setField(fr *frame, st *state, in *ir.Instr, v *val, name string, x *val) {
	v = r.through(st, v)
	for _, c := range v.fns { // a class's variable
		if id, ok := r.g.classOf[c.decl]; ok && c.decl != nil {
			if o := r.object(st, id); o != nil {
				r.writeField(st, id, o, name, x, len(v.fns) == 1)
			}
		}
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		r.writeField(st, f.id, o, name, x, len(v.refs) == 1 && !o.many)
		r.protoWritten(st, in, o)
		r.fieldSink(fr, st, in, o, name, x)
	}
}

func (r *run) writeField(st *state, id objID, o *obj, name string, x *val, strong bool) {
	if o.kind == aMap && r.sem.PropertyKeys {
		r.store(st, id, writeElement(o, strVal(text.Lit(name)), x, strong))
		return
	}
	if o.decl != nil && o.field(name) == nil && !ownField(o.decl, name) {
		if inner := r.embeddedHome(st, id, o, name); inner != nil {
			for _, f := range inner.refs {
				if e := r.object(st, f.id); e != nil {
					r.writeField(st, f.id, e, name, x, strong && len(inner.refs) == 1 && !e.many)
				}
			}
			return
		}
	}
	if !strong {
		old, ok := r.fieldOf(st, id, o, name)
		if ok || o.many {
			x = join(old, x)
		} else {
			x = join(x, orNil(old))
		}
	}
	r.store(st, id, o.put(name, x))
}

func ownField(d *ir.TypeDecl, name string) bool {
	for i := range d.Fields {
		if d.Fields[i].Name == name {
			return true
		}
	}
	return false
}

// embeddedHome is the embedded struct that declares a promoted field.
func (r *run) embeddedHome(st *state, id objID, o *obj, name string) *val {
	for i := range o.decl.Fields {
		f := &o.decl.Fields[i]
		if f.Embedded && f.Type != nil && r.p.Field(f.Type.Base(), name) != nil {
			inner := o.field(f.Name)
			if inner == nil {
				inner = r.unset(id, o, f)
			}
			return r.through(st, inner)
		}
	}
	return nil
}
