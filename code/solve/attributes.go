package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// missing reads an attribute that an object does not hold: a method, bound.
func (r *run) missing(fr *frame, st *state, in *ir.Instr, v *val, f ref, o *obj, name string) *val {
	self := &val{kind: kindOf(o), refs: []ref{f}, typ: o.typ}
	if t := r.objectTarget(st, f.id, o, self, name); t.fn != nil {
		return fnVal(&closure{fn: t.fn, recv: t.recv})
	}
	if o.decl != nil {
		if v := r.classVar(st, o.decl, name, 0); v != nil {
			return v
		}
	}
	if r.sem.PropertyKeys && !o.lazy && (o.kind != aStruct || o.decl != nil && r.p.Whole(o.decl.Name)) { // undefined
		return nilVal
	}
	q := r.about(f.id, name, o.label|v.labels, o.tr)
	if q.labels == 0 && !o.lazy {
		q.sym = 0
	}
	if q.tr == nil {
		q.tr = v.tr
	}
	return r.unknown(nil, q)
}

// classVar is a class's variable, own or inherited; nil when there is none.
func (r *run) classVar(st *state, d *ir.TypeDecl, name string, hop int) *val {
	if id, ok := r.g.classOf[d]; ok {
		if o := r.object(st, id); o != nil {
			if v := o.field(name); v != nil {
				return v
			}
		}
	}
	if hop > 8 {
		return nil
	}
	for _, b := range d.Bases {
		if base := r.p.Type(b.Base()); base != nil {
			if v := r.classVar(st, base, name, hop+1); v != nil {
				return v
			}
		}
	}
	return nil
}

// fieldByType reads an attribute of a value of which only a type is known.
func (r *run) fieldByType(fr *frame, st *state, in *ir.Instr, v *val, name string) *val {
	if len(v.fns) > 0 && v.kind&^(value.Func|value.Nil) == 0 { // a function type's method
		if f := r.funcMethod(v, name); f != nil {
			return fnVal(&closure{fn: f, recv: v})
		}
	}
	if ts := r.targetsByType(fr, st, in, v, name); len(ts) == 1 {
		return fnVal(&closure{fn: ts[0].fn, recv: ts[0].recv})
	}
	if r.lacks(v) { // undefined
		return nilVal
	}
	q := question{labels: v.labels, tr: v.tr}
	if v.sym != 0 {
		q.sym = r.ask(birth{tag: mixString(0xf1e1d, name), sym: v.sym})
		r.alias(q.sym, v.sym)
	}
	var t *ir.Type
	if base := v.typ.Base(); base != "" {
		if f := r.p.Field(base, name); f != nil {
			t = f.Type
		}
	}
	return r.unknown(t, q)
}

// lacks tells that a value is a class of JavaScript all of whose ancestors are known:
// a property that it was not given is not there.
func (r *run) lacks(v *val) bool {
	if !r.sem.PropertyKeys || v.kind != value.Func || len(v.fns) != 1 || v.fns[0].decl == nil {
		return false
	}
	d := v.fns[0].decl
	return d.Unit != nil && !d.Unit.Stub && r.p.Whole(d.Name)
}

// property runs a property's function; done tells that there was one.
func (r *run) property(fr *frame, in *ir.Instr, st *state, v *val) (done, alive bool) {
	whole := r.through(st, refineWays(st.facts, v))
	var fn *ir.Func
	switch {
	case len(whole.refs) > 0:
		o := r.object(st, whole.refs[0].id)
		if o == nil || o.decl == nil || o.field(in.Name) != nil {
			return false, true
		}
		fn = r.p.Method(o.decl.Name, in.Name)
	case whole.typ.Base() != "":
		fn = r.p.Method(whole.typ.Base(), in.Name)
	}
	a := &arguments{pos: []*val{whole}}
	if fn == nil && (r.sem.PropertyKeys || r.absent(st, whole, in.Name)) {
		fn = r.anyProperty(st, whole)
		a.pos = append(a.pos, strVal(text.Lit(in.Name)))
	}
	if fn == nil || !fn.Property && len(a.pos) == 1 { // a method, or nothing
		return false, true
	}
	out, alive := r.invoke(fr, in, st, fn, nil, a)
	if alive {
		r.assign(fr, in, st, out)
	}
	return true, alive
}

// absent tells that an object has no attribute of the name, so that its class is
// asked for one (Python's __getattr__).
func (r *run) absent(st *state, v *val, name string) bool {
	if len(v.refs) != 1 || r.sem.Constructor == "" {
		return false
	}
	o := r.object(st, v.refs[0].id)
	return o != nil && o.kind == aStruct && o.decl != nil && (!o.lazy || o.decl.Unit != nil && o.decl.Unit.Stub) &&
		r.p.Field(o.decl.Name, name) == nil && r.classVar(st, o.decl, name, 0) == nil
}

// anyProperty is the method __getattr__ of a model's class, which is asked for any
// property that is not there.
func (r *run) anyProperty(st *state, v *val) *ir.Func {
	base := v.typ.Base()
	if len(v.refs) > 0 {
		if o := r.object(st, v.refs[0].id); o != nil && o.decl != nil {
			base = o.decl.Name
		}
	}
	if base == "" {
		return nil
	}
	return r.p.Method(base, "__getattr__")
}
