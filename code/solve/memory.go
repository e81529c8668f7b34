package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// memory executes the instructions that read and write objects.
func (r *run) memory(fr *frame, in *ir.Instr, st *state) bool {
	switch in.Op {
	case ir.GetGlobal:
		st.set(in.Dst, r.getGlobal(st, in.Name))
	case ir.SetGlobal:
		r.setGlobal(st, in.Name, refine(st.facts, st.get(in.A)))
	case ir.GetField:
		return r.readField(fr, in, st)
	case ir.SetField:
		r.setField(fr, st, in, st.get(in.A), in.Name, r.stored(fr, in, st, in.B))
	case ir.GetIndex:
		r.readIndex(fr, in, st)
	case ir.SetIndex:
		r.setIndex(st, st.get(in.A), refine(st.facts, st.get(in.B)), r.stored(fr, in, st, in.C))
	case ir.DelIndex:
		r.delIndex(st, in)
	case ir.Slice:
		r.assign(fr, in, st, r.slice(st, in))
	case ir.New:
		st.set(in.Dst, r.newStruct(fr, st, in))
	case ir.List:
		st.set(in.Dst, r.newList(fr, st, in))
	case ir.Map:
		st.set(in.Dst, r.newMap(st, in))
	case ir.Cell:
		r.newCell(fr, st, in)
	case ir.Load:
		st.set(in.Dst, r.load(st, in, st.get(in.A)))
	case ir.Store:
		r.storeThrough(st, st.get(in.A), r.stored(fr, in, st, in.B))
	case ir.FieldRef:
		st.set(in.Dst, r.pointerTo(st, st.get(in.A), in.Name))
	case ir.IndexRef:
		st.set(in.Dst, r.pointerTo(st, st.get(in.A), selOfKey(refine(st.facts, st.get(in.B)))))
	case ir.Unpack:
		r.unpack(st, in)
	}
	return true
}

// stored is the value of a register on its way into the heap.
func (r *run) stored(fr *frame, in *ir.Instr, st *state, reg ir.Reg) *val {
	v := st.get(reg)
	if v.labels != 0 && !fr.fn.Unit.Stub {
		v = v.traced(step(v.tr, v.labels, fr.fn, in.Span, "stored"))
	}
	return v
}

func (r *run) getGlobal(st *state, name string) *val {
	n := r.g.resolve(r.p, name)
	if n.global != nil {
		id := n.cell
		if o := st.heap.get(id); o != nil && o.rest != nil {
			return o.rest
		}
		if n.fn == nil && n.decl == nil {
			return r.unknown(n.global.Type, r.about(id, "*", 0, nil))
		}
	}
	switch {
	case n.fn != nil:
		return fnVal(&closure{fn: n.fn, name: name})
	case n.decl != nil:
		return fnVal(&closure{decl: n.decl, name: n.decl.Name})
	}
	return fnVal(&closure{name: name})
}

func (r *run) setGlobal(st *state, name string, v *val) {
	n := r.g.resolve(r.p, name)
	if n.global == nil {
		return
	}
	o := *r.object(st, n.cell)
	if r.widening > 0 {
		v = join(o.rest, v)
	}
	o.rest = v
	r.store(st, n.cell, &o)
}

// readField reads a field; a property runs its function.
func (r *run) readField(fr *frame, in *ir.Instr, st *state) bool {
	v := st.get(in.A)
	if m := r.module(st, v, in.Name); m != nil {
		st.set(in.Dst, m)
		return true
	}
	if r.sem.Constructor != "" {
		if done, alive := r.property(fr, in, st, v); done {
			return alive
		}
	}
	r.assign(fr, in, st, r.getField(fr, st, in, v, in.Name))
	return true
}

// module reads a member of a module or class that is held in a variable.
func (r *run) module(st *state, v *val, name string) *val {
	if len(v.fns) != 1 || v.kind != value.Func || v.fns[0].recv != nil || v.fns[0].fn != nil {
		return nil
	}
	c := v.fns[0]
	if c.decl != nil {
		if f := r.p.Method(c.decl.Name, name); f != nil {
			m := &closure{fn: f, name: f.Name}
			if f.ClassM {
				m.recv = v
			}
			return fnVal(m)
		}
		if n := r.g.resolve(r.p, c.decl.Name+"."+name); n.global != nil {
			return r.getGlobal(st, c.decl.Name+"."+name)
		}
		if f := r.p.Field(c.decl.Name, name); f != nil {
			return r.unknown(f.Type, question{})
		}
	}
	if c.name == "" {
		return nil
	}
	return r.getGlobal(st, c.name+"."+name)
}

func (r *run) readIndex(fr *frame, in *ir.Instr, st *state) {
	v, k := st.get(in.A), refine(st.facts, st.get(in.B))
	got := r.getIndex(st, in, v, k)
	if in.C != ir.NoReg {
		got = r.lookup(fr, in, st, v, k, got)
	}
	r.assign(fr, in, st, got)
}

// lookup is v, ok := m[k]: ok says that k is among m's keys, and a miss gives
// nothing.
func (r *run) lookup(fr *frame, in *ir.Instr, st *state, v, k, got *val) *val {
	ok := r.contains(st, k, v)
	switch {
	case ok.isTrue():
		st.set(in.C, ok)
		return got
	case ok.isFalse():
		st.set(in.C, ok)
		return r.zero(nil)
	}
	m := &merging{r: r, states: []*state{st, st}, base: st.facts}
	yes, okYes := r.assumeVal(st.facts, ok, true)
	no, okNo := r.assumeVal(st.facts, ok, false)
	if !okYes || !okNo || r.widening > 0 {
		st.set(in.C, ok)
		return got
	}
	m.states = []*state{{facts: yes}, {facts: no}}
	st.set(in.C, m.tag(boolVal, []*val{trueVal, falseVal}))
	return m.tag(join(got, nilVal), []*val{got, nilVal})
}

func (v *val) isTrue() bool  { return v.kind == value.Bool && v.lo >= 1 }
func (v *val) isFalse() bool { return v.kind == value.Bool && v.hi <= 0 }

func (r *run) delIndex(st *state, in *ir.Instr) {
	v := r.through(st, st.get(in.A))
	if len(v.refs) != 1 {
		return
	}
	o := r.object(st, v.refs[0].id)
	name := in.Name
	if in.B != ir.NoReg {
		name = keyName(refine(st.facts, st.get(in.B)))
	}
	if o == nil || o.many || name == "" || o.kind == aList {
		return
	}
	r.store(st, v.refs[0].id, o.drop(name))
}

func (r *run) newStruct(fr *frame, st *state, in *ir.Instr) *val {
	o := &obj{kind: aStruct}
	if in.Aux == nil {
		return refVal(value.Object, r.alloc(st, in, o))
	}
	o.typ = in.Aux.Type
	o.decl = r.p.Type(o.typ.Base())
	if u := r.under(o.typ); u != nil && (u.Kind == ir.ListOf || u.Kind == ir.MapOf) && o.decl != nil && o.decl.Kind == ir.Defined {
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
	for _, a := range in.Args {
		o.items = append(o.items, r.stored(fr, in, st, a))
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
