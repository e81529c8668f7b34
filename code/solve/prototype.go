package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// sinkProto is the demand on the key by which the prototype of all objects is
// reached before it is written to. In JavaScript object["__proto__"] is an object
// like any other: so a key of somebody else's that may be that name gives, besides
// what is stored, one object that remembers the key. Whoever writes to it is a
// sink.
const (
	sinkProto = "proto.key"
	protoName = "__proto__"
)

func (g *graph) protoSink(in *ir.Instr) reach {
	if in.Flags&ir.FlagProto == 0 {
		return 0
	}
	return g.watch.sink(sinkProto)
}

// prototype adds the prototype to what base[k] may be.
func (r *run) prototype(st *state, in *ir.Instr, base, k, got *val) *val {
	if in.Flags&ir.FlagProto == 0 || k.labels == 0 || len(r.demands[sinkProto]) == 0 || k.hasText() && k.str.Admits(protoName) == text.Never || !r.ordinary(st, base) {
		return got
	}
	return join(got, refVal(value.Map, r.alloc(st, in, &obj{kind: aMap, proto: k})))
}

// ordinary tells an object, or what may be one, that inherits from the prototype of
// all objects.
func (r *run) ordinary(st *state, v *val) bool {
	if v.kind&(value.Map|value.List|value.Object) == 0 || v.tuple {
		return false
	}
	for _, f := range v.refs {
		if o := r.object(st, f.id); o != nil && o.decl == nil && !o.bare {
			return true
		}
	}
	return len(v.refs) == 0
}

// protoWritten is a write to an object: of the prototype's the key is judged, with
// what is known of it by now.
func (r *run) protoWritten(st *state, in *ir.Instr, o *obj) {
	if o.proto != nil {
		r.check(in, st, sinkProto, []*val{refine(st.facts, o.proto)})
	}
}

// eitherKey is one of two keys that led to the prototype. What counts of them is
// whose they are, and whether both are surely not its name.
func eitherKey(a, b *val) *val {
	switch {
	case a == nil:
		return b
	case b == nil || a.hash() == b.hash():
		return a
	}
	str := text.Top(a.labels|b.labels, 0)
	if a.hasText() && b.hasText() && a.str.Admits(protoName) == text.Never && b.str.Admits(protoName) == text.Never {
		str = str.MapHoles(func(h text.Hole) text.Hole { return h.WithMark(text.MarkIsnt + protoName) })
	}
	return &val{kind: a.kind | b.kind, labels: a.labels | b.labels, str: str, lo: minInt, hi: maxInt, tr: a.tr}
}
