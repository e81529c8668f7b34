package solve

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// memory executes the instructions that read and write objects.
func (r *run) memory(fr *frame, in *ir.Instr, st *state) bool {
	switch in.Op {
	case ir.GetGlobal:
		st.set(in.Dst, r.copyOf(in, st, r.getGlobal(st, in.Name)))
	case ir.SetGlobal:
		v := refine(st.facts, st.get(in.A))
		r.credential(fr, st, in, v)
		r.setGlobal(st, in.Name, v)
	case ir.GetField:
		return r.readField(fr, in, st)
	case ir.SetField:
		x := r.stored(fr, in, st, in.B)
		if f, self := r.setter(st, st.get(in.A), in.Name); f != nil {
			_, alive := r.invoke(fr, in, st, f, nil, &arguments{pos: []*val{self, x}})
			return alive
		}
		r.setField(fr, st, in, st.get(in.A), in.Name, x)
	case ir.GetIndex:
		return r.readIndex(fr, in, st)
	case ir.SetIndex:
		return r.writeIndex(fr, in, st)
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
		p := st.get(in.A)
		v := r.load(st, in, p)
		if in.Flags&ir.FlagValue != 0 && slices.Equal(p.refs, v.refs) && len(v.refs) > 0 { // *p of a pointer that is the struct
			v = r.cloneStruct(st, in, v)
		} else {
			v = r.copyOf(in, st, v)
		}
		st.set(in.Dst, v)
	case ir.Store:
		r.storeThrough(st, st.get(in.A), r.stored(fr, in, st, in.B))
	case ir.FieldRef:
		if in.A == ir.NoReg {
			st.set(in.Dst, r.globalRef(in.Name))
		} else {
			st.set(in.Dst, r.pointerTo(st, st.get(in.A), in.Name))
		}
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
	if r.moves = v.labels != 0; !r.moves && len(v.refs)+len(v.fns)+len(v.items) > 0 {
		l, _ := r.reach(st, v)
		r.moves = l != 0
	}
	if v.labels != 0 && !fr.fn.Unit.Stub {
		v = v.traced(step(v.tr, v.labels, fr.fn, in.Span, "stored"))
	}
	return v
}

func (r *run) getGlobal(st *state, name string) *val {
	n := r.g.resolve(r.p, name)
	if n.hasCell {
		if o := r.object(st, n.cell); o != nil && o.rest != nil {
			return o.rest
		}
	}
	switch {
	case n.fn != nil:
		return fnVal(&closure{fn: n.fn, name: name})
	case n.decl != nil:
		return fnVal(&closure{decl: n.decl, name: n.decl.Name})
	case n.global != nil:
		return r.unknown(n.global.Type, r.about(n.cell, "*", 0, nil))
	}
	if object, member, ok := r.p.Exports(name); ok {
		if v := r.module(st, r.getGlobal(st, object), member); v != nil { // what a module exports may be a class
			return v
		}
		return r.getField(nil, st, &ir.Instr{Op: ir.GetField, Dst: ir.NoReg, A: ir.NoReg}, r.getGlobal(st, object), member)
	}
	return fnVal(&closure{name: name})
}

// globalRef is the address of a global.
func (r *run) globalRef(name string) *val {
	n := r.g.resolve(r.p, name)
	if !n.hasCell {
		return &val{kind: value.Object}
	}
	return refVal(value.Object, n.cell)
}

func (r *run) setGlobal(st *state, name string, v *val) {
	n := r.g.resolve(r.p, name)
	if !n.hasCell {
		return
	}
	o := *r.object(st, n.cell)
	switch {
	case n.fn != nil && n.fn.Unit.Stub: // what a library does may be replaced, and may be not
		v = join(fnVal(&closure{fn: n.fn, name: name}), v)
	case r.widening > 0:
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
	r.assign(fr, in, st, r.copyOf(in, st, r.getField(fr, st, in, v, in.Name)))
	return true
}

// module reads a member of a module or class that is held in a variable.
func (r *run) module(st *state, v *val, name string) *val {
	if len(v.fns) != 1 || v.kind != value.Func || v.fns[0].recv != nil || v.fns[0].fn != nil {
		return nil
	}
	c := v.fns[0]
	if c.decl != nil {
		if v := r.classVar(st, c.decl, name, 0); v != nil && r.sem.Overloads { // methods have names of their own
			return v
		}
		if f := r.p.Method(c.decl.Name, name); f != nil {
			m := &closure{fn: f, name: f.Name}
			if f.ClassM {
				m.recv = v
			}
			return fnVal(m)
		}
		if v := r.classVar(st, c.decl, name, 0); v != nil {
			return v
		}
		if f := r.p.Field(c.decl.Name, name); f != nil {
			return r.unknown(f.Type, question{})
		}
	}
	if c.name == "" {
		return nil
	}
	if n := r.g.resolve(r.p, c.name+"."+name); n.fn == nil && n.decl == nil && !n.hasCell && r.lacks(v) {
		return nil
	}
	return r.getGlobal(st, c.name+"."+name)
}

func (r *run) readIndex(fr *frame, in *ir.Instr, st *state) bool {
	v, k := r.through(st, st.get(in.A)), refine(st.facts, st.get(in.B))
	if ts := r.protocol(st, v, "__getitem__"); len(ts) > 0 {
		got, alive := r.runTargets(fr, in, st, ts, &arguments{pos: []*val{k}})
		if !alive {
			return false
		}
		if in.C != ir.NoReg {
			st.set(in.C, boolVal)
		}
		r.assign(fr, in, st, got)
		return true
	}
	if name, ok := r.computed(st, v, k); ok {
		got := r.module(st, v, name)
		if got == nil {
			got = r.copyOf(in, st, r.getField(fr, st, in, v, name))
		}
		r.assign(fr, in, st, got)
		return true
	}
	got, ok := r.tableLookup(st, in, v, k)
	if got == nil {
		got = r.prototype(st, in, v, k, r.copyOf(in, st, r.getIndex(st, in, v, k)))
		if in.C != ir.NoReg {
			got = r.lookup(fr, in, st, v, k, got)
		}
	} else if in.C != ir.NoReg {
		st.set(in.C, ok)
	}
	r.assign(fr, in, st, got)
	return true
}

// setter finds the function that a class of JavaScript runs for "o.name = x".
func (r *run) setter(st *state, v *val, name string) (*ir.Func, *val) {
	if !r.sem.PropertyKeys || v == nil || v.kind&value.Object == 0 {
		return nil, nil
	}
	v = r.through(st, v)
	class := v.typ.Base()
	if len(v.refs) > 0 {
		if o := r.object(st, v.refs[0].id); o != nil && o.decl != nil {
			class = o.decl.Name
		}
	}
	if class == "" {
		return nil, nil
	}
	return r.p.Method(class, name+".setter"), v
}

// computed is the name of a property that is read as o["name"] of an instance or a
// class: their methods are properties, too.
func (r *run) computed(st *state, v, k *val) (string, bool) {
	if !r.sem.PropertyKeys || k == nil || v.kind&^(value.Object|value.Func) != 0 {
		return "", false
	}
	for _, f := range v.refs {
		if o := r.object(st, f.id); o == nil || o.kind != aStruct || o.decl == nil {
			return "", false
		}
	}
	for _, c := range v.fns {
		if c.decl == nil {
			return "", false
		}
	}
	return k.constant()
}

// protocol finds the methods by which an object answers to an instruction.
func (r *run) protocol(st *state, v *val, name string) []callTarget {
	if len(v.refs) == 0 || v.kind&value.Object == 0 {
		return nil
	}
	var out []callTarget
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil || o.decl == nil {
			return nil
		}
		fn := r.p.Method(o.decl.Name, name)
		if fn == nil {
			return nil
		}
		out = addTarget(out, callTarget{fn: fn, recv: &val{kind: kindOf(o), refs: []ref{f}, typ: o.typ, labels: v.labels, tr: v.tr}})
	}
	return out
}

func (r *run) writeIndex(fr *frame, in *ir.Instr, st *state) bool {
	v, x := r.through(st, st.get(in.A)), r.stored(fr, in, st, in.C)
	if in.B == ir.NoReg {
		r.appendTo(st, v, x)
		return true
	}
	k := refine(st.facts, st.get(in.B))
	if ts := r.protocol(st, v, "__setitem__"); len(ts) > 0 {
		_, alive := r.runTargets(fr, in, st, ts, &arguments{pos: []*val{k, x}})
		return alive
	}
	if name, ok := r.computed(st, v, k); ok && len(v.refs) == 0 {
		r.setField(fr, st, in, v, name, x)
		return true
	}
	r.setIndex(st, in, v, k, x)
	return true
}

// appendTo adds an element to a list.
func (r *run) appendTo(st *state, v, x *val) {
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		if o.kind != aList || o.many || len(v.refs) > 1 || o.rest != nil || o.lazy || len(o.items) >= maxItems || r.widening > 0 {
			r.store(st, f.id, o.blur(nil, x))
			continue
		}
		c := *o
		c.items = append(o.items[:len(o.items):len(o.items)], x)
		r.store(st, f.id, &c)
	}
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
	switch {
	case o == nil || o.many:
	case o.kind == aList:
		if in.B != ir.NoReg {
			r.removeAt(st, v.refs[0].id, o, refine(st.facts, st.get(in.B)))
		}
	case name != "":
		r.store(st, v.refs[0].id, o.drop(name))
	}
}

// removeAt takes an element out of a list of which all elements are known; of any
// other one, what it holds stays.
func (r *run) removeAt(st *state, id objID, o *obj, at *val) {
	if !at.isInt() || o.rest != nil || o.lazy || r.widening > 0 {
		return
	}
	i := at.lo
	if i < 0 {
		i += int64(len(o.items))
	}
	if i < 0 || i >= int64(len(o.items)) {
		return
	}
	c := *o
	c.items = append(o.items[:i:i], o.items[i+1:]...)
	r.store(st, id, &c)
}

// become puts the content of one container into another.
func (r *run) become(st *state, a *arguments) {
	if len(a.pos) < 2 {
		return
	}
	to, from := r.through(st, a.pos[0]), r.through(st, a.pos[1])
	for _, f := range to.refs {
		o := r.object(st, f.id)
		if o == nil || o.kind != aList && o.kind != aMap {
			continue
		}
		var content *obj
		if len(from.refs) == 1 {
			content = r.object(st, from.refs[0].id)
		}
		if content == nil || content.kind != o.kind || o.many || len(to.refs) > 1 || r.widening > 0 {
			if content != nil {
				r.store(st, f.id, o.blur(content.key, content.all()))
			}
			continue
		}
		c := *o
		c.names, c.vals, c.items = content.names, content.vals, content.items
		c.rest, c.key, c.lazy, c.rough, c.label, c.tr = content.rest, content.key, content.lazy, content.rough, content.label, content.tr
		r.store(st, f.id, &c)
	}
}
