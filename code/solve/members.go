package solve

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// members lists what others can reach who hold a value: [name, value] of the
// properties of objects, of the methods of instances, of a class's own functions. What a library's objects can do is not the program's.
func (r *run) members(st *state, a *arguments) *val {
	list := &obj{kind: aList}
	if len(a.pos) > 0 {
		v := r.through(st, refine(st.facts, a.pos[0]))
		add := func(name string, x *val) {
			if x != nil && len(list.items) < maxItems {
				list.items = append(list.items, tupleVal([]*val{strVal(text.Lit(name)), x}))
			}
		}
		for _, f := range v.refs {
			if o := r.object(st, f.id); o != nil && f.sel == "" {
				r.membersOf(o, &val{kind: kindOf(o), refs: []ref{f}, typ: o.typ}, add)
			}
		}
		for _, c := range v.fns {
			if c.fn != nil || c.decl != nil {
				add("", fnVal(c))
			}
			if c.decl != nil {
				r.classMembers(st, c.decl, add)
			}
		}
	}
	return refVal(value.List, r.newObj(list))
}

func (r *run) membersOf(o *obj, self *val, add func(string, *val)) {
	for i, name := range o.names {
		if name = strings.TrimPrefix(name, "s:"); o.kind == aMap || len(o.vals[i].fns) > 0 {
			add(name, o.vals[i])
		}
	}
	if o.decl == nil {
		return
	}
	for _, name := range r.p.Methods(o.decl.Name) {
		if f := r.p.Method(o.decl.Name, name); f != nil && !f.Static && !f.ClassM && !f.Property && !f.Unit.Stub {
			add(name, fnVal(&closure{fn: f, recv: self}))
		}
	}
}

func (r *run) classMembers(st *state, d *ir.TypeDecl, add func(string, *val)) {
	for _, name := range r.p.Methods(d.Name) {
		if f := r.p.Method(d.Name, name); f != nil && (f.Static || f.ClassM) && !f.Unit.Stub {
			add(name, fnVal(&closure{fn: f}))
		}
	}
	if id, ok := r.g.classOf[d]; ok {
		if o := r.object(st, id); o != nil {
			for i, name := range o.names {
				add(name, o.vals[i])
			}
		}
	}
}
