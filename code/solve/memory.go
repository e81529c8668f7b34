package solve

import (
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// memory executes the instructions that read and write objects.
func (r *run) memory(fr *frame, in *ir.Instr, st *state) bool {
	switch in.Op {
	case ir.GetGlobal:
		st.set(in.Dst, r.copyOf(in, st, r.getGlobal(st, in.Name)))
	case ir.SetGlobal:
		r.setGlobal(st, in.Name, refine(st.facts, st.get(in.A)))
	case ir.GetField:
		return r.readField(fr, in, st)
	case ir.SetField:
		r.setField(fr, st, in, st.get(in.A), in.Name, r.stored(fr, in, st, in.B))
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
		st.set(in.Dst, r.copyOf(in, st, r.load(st, in, st.get(in.A))))
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
	got, ok := r.tableLookup(st, in, v, k)
	if got == nil {
		got = r.copyOf(in, st, r.getIndex(st, in, v, k))
		if in.C != ir.NoReg {
			got = r.lookup(fr, in, st, v, k, got)
		}
	} else if in.C != ir.NoReg {
		st.set(in.C, ok)
	}
	r.assign(fr, in, st, got)
	return true
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
	r.setIndex(st, v, k, x)
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

// tableLookup reads a table of constants at a key that is not known: one way for
// each group of keys with one value, and one for a miss. So what is learnt of
// the value tells of the key.
func (r *run) tableLookup(st *state, in *ir.Instr, v, k *val) (got, ok *val) {
	sym, named := symOf(k.str)
	if !named || !k.hasText() || len(v.refs) != 1 || r.widening > 0 {
		return nil, nil
	}
	o := r.object(st, v.refs[0].id)
	if o == nil || o.kind != aMap || o.lazy || o.many || o.rough || o.rest != nil || len(o.names) == 0 || len(o.names) > maxWords {
		return nil, nil
	}
	m := &merging{r: r, base: st.facts}
	var alts, oks []*val
	var keys []string
	add := func(v, ok *val, f fact) {
		if l, may := r.learn(st.facts, f); may && len(alts) < maxWays {
			m.states = append(m.states, &state{facts: l})
			alts, oks = append(alts, v), append(oks, ok)
			got = join(got, v)
		}
	}
	for _, g := range groups(o) {
		keys = append(keys, g.keys...)
		add(g.val, trueVal, fact{kind: fText, sym: sym, text: &text.Fact{Kind: text.OneOf, Set: g.keys}})
	}
	if r.sem.ZeroValues || in.C != ir.NoReg { // a miss gives the zero value
		sort.Strings(keys)
		zero := r.zero(elemType(r.under(o.typ)))
		if o.typ == nil && len(alts) > 0 {
			zero = zeroLike(alts[0])
		}
		add(zero, falseVal, fact{kind: fText, sym: sym, not: true, text: &text.Fact{Kind: text.OneOf, Set: keys}})
	}
	if len(alts) < 2 {
		return got, oks0(oks)
	}
	return m.tag(got, alts), m.tag(boolVal, oks)
}

func oks0(oks []*val) *val {
	if len(oks) == 1 {
		return oks[0]
	}
	return boolVal
}

// zeroLike is the zero value of another value's kind.
func zeroLike(v *val) *val {
	switch v.kind {
	case value.Str:
		return emptyStr
	case value.Bool:
		return falseVal
	case value.Int:
		return zeroInt
	}
	return nilVal
}

type keyGroup struct {
	keys []string
	val  *val
}

// groups are the text keys of a table by their value; past the bound on ways
// the last group takes all.
func groups(o *obj) []keyGroup {
	var out []keyGroup
next:
	for i, n := range o.names {
		if len(n) < 2 || n[:2] != "s:" {
			continue
		}
		for j := range out {
			if out[j].val.hash() == o.vals[i].hash() || len(out) >= maxWays-1 && j == len(out)-1 {
				out[j].keys = append(out[j].keys, n[2:])
				out[j].val = join(out[j].val, o.vals[i])
				continue next
			}
		}
		out = append(out, keyGroup{[]string{n[2:]}, o.vals[i]})
	}
	return out
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
