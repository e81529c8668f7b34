package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A list of what is allowed is often made elsewhere: read from a setting, fetched from a
// data base, exported by code that is not there. What is in it nobody knows, and it is
// nobody's who sends a request either: what was found in it is one of a few.

// listMethods are methods by which a list is asked whether it holds something; sets and
// tables have some of them, and ask the same.
var listMethods = map[string]string{
	"includes": "includes", "indexOf": "indexOf", "has": "includes", "hasOwnProperty": "includes",
	"some": "some", "find": "find", "findLast": "find", "findIndex": "findIndex",
}

// listAsked is the method of lists that answers for a receiver nobody knows, and a list to
// ask; nil when the call asks for something else.
func (r *run) listAsked(st *state, in *ir.Instr, v *val, a *arguments) (*ir.Func, *val) {
	name, ok := listMethods[in.Name]
	if !ok || !r.sem.PropertyKeys || !v.elsewhere() || len(a.pos) != 1 {
		return nil, nil
	}
	if l, _ := r.reach(st, v); !r.only(l, "env") {
		return nil, nil
	}
	what := a.pos[0]
	if _, named := symOf(what.str); len(what.fns) == 0 && !(what.hasText() && named && what.labels|what.str.Labels() != 0) {
		return nil, nil
	}
	if takes := name != "includes" && name != "indexOf"; takes != (len(what.fns) > 0) {
		return nil, nil
	}
	f := r.p.Method(r.sem.Builtin+".list", name)
	return f, &val{kind: value.List, refs: []ref{{id: r.newObj(&obj{kind: aList, rest: anyVal})}}}
}

// underKey notes on what a table of the program's holds under somebody's key that, where
// this is anything, the key is one of the table's (or a property that all tables have).
func (r *run) underKey(st *state, v, k, out *val) *val {
	if !r.sem.PropertyKeys || k == nil || out == nil || out.cond != nil || out.cs != nil || !k.hasText() || k.labels|k.str.Labels() == 0 {
		return out
	}
	sym, ok := symOf(k.str)
	if !ok || !r.only(r.listLabels(st, v), "env") || !r.tableLike(st, v) {
		return out
	}
	c := *out
	c.h = 0
	c.cond = &cond{op: cBoth, a: textCond(sym, text.Fact{Kind: text.Marked, Mark: text.MarkFinite}, false), b: &cond{op: cVal, of: out}}
	return &c
}

// tableLike: a table that the program made, or a value of which nothing is known.
func (r *run) tableLike(st *state, v *val) bool {
	for _, f := range v.refs {
		if o := r.object(st, f.id); o == nil || o.kind != aMap || o.lazy {
			return false
		}
	}
	return len(v.refs) > 0 || v.elsewhere()
}

// elsewhere: nothing is known of the value, or it is exported by code that is not there.
func (v *val) elsewhere() bool {
	return v.kind == value.Unknown && len(v.refs) == 0 || v.absent()
}

// absent: the value is something with a name of which there is no code.
func (v *val) absent() bool {
	return len(v.refs) == 0 && len(v.fns) == 1 && v.fns[0].fn == nil && v.fns[0].decl == nil && v.fns[0].recv == nil
}

// present is what a value's being there says of the key that it was found by; nil when
// nothing.
func (v *val) present() *cond {
	if v.kind == value.Bool || v.cond == nil || v.cond.op != cBoth || v.cond.b.op != cVal {
		return nil
	}
	return v.cond.a
}
