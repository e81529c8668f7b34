package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/value"
)

// overload chooses the function of a name that the arguments mean.
func (r *run) overload(st *state, group []*ir.Func, a *arguments) *ir.Func {
	return link.Pick(group, len(a.pos), func(i int, t *ir.Type) int { return r.fits(st, a.pos[i], t) })
}

// fits grades a value for a declared type: -1 impossible, 0 perhaps, 1 so far as is
// known, 2 exactly.
func (r *run) fits(st *state, v *val, t *ir.Type) int {
	if t == nil || t.Kind == ir.Any {
		return 0
	}
	v = r.through(st, v)
	if v.kind == value.Unknown || v.isNil() {
		return r.fitsType(v.typ, t)
	}
	kind := v.kind &^ value.Nil
	switch r.builtinName(t.Name) {
	case "str":
		return known(kind == value.Str, kind&value.Str != 0)
	case "int", "byte":
		return known(kind == value.Int, kind&(value.Int|value.Float) != 0)
	case "bool":
		return known(kind == value.Bool, kind&value.Bool != 0)
	case "float":
		return known(kind == value.Float, kind&(value.Int|value.Float) != 0)
	}
	switch {
	case t.Kind == ir.ListOf && isByte(t.Elem) && kind == value.Bytes:
		return 2
	case t.Kind == ir.ListOf:
		return known(kind == value.List, kind&(value.List|value.Unknown) != 0)
	case t.Kind != ir.Named || kind&^(value.Object|value.Func|value.Map) != 0 && kind&value.Object == 0:
		return known(false, t.Kind == ir.Named && kind&value.Func != 0)
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil || o.typ.Base() == "" {
			continue
		}
		if g := r.fitsType(o.typ, t); g != 0 {
			return g
		}
	}
	if kind == value.Func {
		return 1
	}
	return r.fitsType(v.typ, t)
}

// fitsType grades a declared type for another.
func (r *run) fitsType(have, want *ir.Type) int {
	a, b := have.Base(), want.Base()
	switch {
	case a == "" || b == "":
		return 0
	case a == b:
		return 2
	case r.p.Is(a, b):
		return 1
	case r.p.Type(a) != nil && r.p.Type(b) != nil && r.p.Is(b, a):
		return 0
	case r.p.Type(a) == nil || r.p.Type(b) == nil:
		return 0
	}
	return -1
}

func known(exact, may bool) int {
	switch {
	case exact:
		return 2
	case may:
		return 0
	}
	return -1
}
