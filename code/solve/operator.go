package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// operatorMethods are the methods by which an object answers to an operator, on
// its left and on its right.
var operatorMethods = map[ir.Tok][2]string{
	ir.Add: {"__add__", "__radd__"}, ir.Div: {"__truediv__", "__rtruediv__"}, ir.Mod: {"__mod__", "__rmod__"},
	ir.BitOr: {"__or__", "__ror__"}, ir.BitAnd: {"__and__", "__rand__"}, ir.Mul: {"__mul__", "__rmul__"},
	ir.In: {"", "__contains__"}, ir.NotIn: {"", "__contains__"}, ir.Eq: {"__eq__", ""},
}

// operator runs the method of an object that is an operand, if it has one; done
// tells so.
func (r *run) operator(fr *frame, in *ir.Instr, st *state) (done, alive bool) {
	names, ok := operatorMethods[in.Tok]
	if !ok || r.sem.Constructor == "" {
		return false, true
	}
	a, b := r.through(st, st.get(in.A)), r.through(st, st.get(in.B))
	ts, other := r.protocol(st, a, names[0]), b
	if len(ts) == 0 {
		ts, other = r.protocol(st, b, names[1]), a
	}
	if len(ts) == 0 {
		return false, true
	}
	v, alive := r.runTargets(fr, in, st, ts, &arguments{pos: []*val{refine(st.facts, other)}})
	if !alive {
		return true, false
	}
	if in.Tok == ir.NotIn {
		v = r.not(v)
	}
	r.assign(fr, in, st, v)
	return true, true
}

// showObjects runs __str__ of the objects that a Concat joins, and joins.
func (r *run) showObjects(fr *frame, in *ir.Instr, st *state) (done, alive bool) {
	if r.sem.Constructor == "" {
		return false, true
	}
	found := false
	parts := make([]*val, len(in.Args))
	for i, a := range in.Args {
		v := r.through(st, st.get(a))
		if ts := r.protocol(st, v, "__str__"); len(ts) > 0 {
			found = true
			if v, alive = r.runTargets(fr, in, st, ts, &arguments{}); !alive {
				return true, false
			}
		}
		parts[i] = v
	}
	if !found {
		return false, true
	}
	for i, v := range parts {
		parts[i] = r.toText(st, v)
	}
	v := concatVals(parts)
	if in.Flags&ir.FlagBytes != 0 {
		v.kind = value.Bytes
	}
	r.assign(fr, in, st, v)
	return true, true
}
