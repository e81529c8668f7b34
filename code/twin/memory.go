package twin

import (
	"strings"

	"github.com/prunella/prunella/code/demand/secret"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// credentialStored notes a constant that is stored under the name of a secret, as the
// solver reports it.
func (m *machine) credentialStored(f *frame, name string, v any) {
	word, ok := v.(string)
	if ok && !f.fn.Unit.Stub && !f.fn.Unit.Test && secret.Written(name, word) {
		m.run.Sinks = m.event(m.run.Sinks, "secret", []any{word, name[strings.LastIndexByte(name, '.')+1:]})
	}
}

// memory executes the instructions about globals, objects and containers.
func (m *machine) memory(f *frame, in *ir.Instr) signal {
	switch in.Op {
	case ir.GetGlobal:
		f.set(in.Dst, m.flagged(in, m.global(in.Name)))
	case ir.SetGlobal:
		v := f.get(in.A)
		m.credentialStored(f, in.Name, v)
		m.globals[m.p.Canonical(in.Name)] = v
	case ir.GetField:
		v, ok := m.getField(f, in)
		f.set(in.Dst, m.flagged(in, v))
		return m.signal(ok)
	case ir.SetField:
		m.writes(in, f.get(in.A))
		if fn, self := m.setter(f.get(in.A), in.Name); fn != nil {
			_, ok := m.invoke(&Closure{Fn: fn}, []any{self, f.get(in.B)}, nil)
			return m.signal(ok)
		}
		m.setField(f.get(in.A), in.Name, copied(f.get(in.B)))
	case ir.GetIndex:
		return m.getIndex(f, in)
	case ir.SetIndex:
		m.writes(in, f.get(in.A))
		if b, ok := m.byteSet(f.get(in.A), f.get(in.B), f.get(in.C)); ok {
			f.set(in.A, b)
			return next
		}
		return m.signal(m.setIndex(f.get(in.A), in.B, f.get(in.B), copied(f.get(in.C))))
	case ir.DelIndex:
		m.delIndex(f, in)
	case ir.Slice:
		v, ok := m.slice(f, in)
		f.set(in.Dst, v)
		return m.signal(ok)
	case ir.New:
		f.set(in.Dst, m.newStruct(f, in))
	case ir.List:
		m.newList(f, in)
	case ir.Map:
		m.newMapping(f, in)
	case ir.Cell:
		v := f.get(in.A)
		if in.A == ir.NoReg && in.Aux != nil {
			v = m.zero(in.Aux.Type)
		}
		f.set(in.Dst, &Cell{copied(v)})
	case ir.Load:
		f.set(in.Dst, m.flagged(in, m.load1(f.get(in.A))))
	case ir.Store:
		m.store(f.get(in.A), f.get(in.B))
	case ir.FieldRef:
		p := &place{base: f.get(in.A), name: in.Name}
		if in.A == ir.NoReg {
			p.name = m.p.Canonical(in.Name)
		}
		f.set(in.Dst, p)
	case ir.IndexRef:
		f.set(in.Dst, &place{base: f.get(in.A), key: f.get(in.B)})
	case ir.Unpack:
		return m.unpack(f, in)
	}
	return next
}

func (m *machine) flagged(in *ir.Instr, v any) any {
	if in.Flags&ir.FlagValue != 0 {
		return copied(v)
	}
	return v
}

func (m *machine) getField(f *frame, in *ir.Instr) (any, bool) {
	recv := f.get(in.A)
	if v, ok := m.field(recv, in.Name); ok {
		return v, true
	}
	if m.thrown != nil {
		return nil, false
	}
	if fn, self := m.lookup(recv, in.Name); fn != nil {
		switch {
		case fn.Property:
			return m.invoke(&Closure{Fn: fn}, []any{self}, nil)
		case fn.Static:
			return &Closure{Fn: fn}, true
		}
		return &Closure{Fn: fn, recv: self, bound: true}, true
	}
	switch x := m.deref(recv).(type) {
	case *value.MapValue, *value.ListValue, string, int64, float64, bool, *Closure:
		if m.sem.PropertyKeys { // undefined
			return nil, true
		}
	case *TypeValue:
		if fn := m.p.Method(x.Name, in.Name); fn != nil {
			return &Closure{Fn: fn}, true
		}
		if m.sem.PropertyKeys && m.p.Whole(x.Name) { // undefined
			return nil, true
		}
	case *Object:
		return m.missingField(x, in.Name)
	case nil:
		if !m.sem.ZeroValues {
			return m.raise("AttributeError", "None has no "+in.Name)
		}
		var t *ir.Type
		if in.A >= 0 && int(in.A) < len(f.fn.RegTypes) {
			t = f.fn.RegTypes[in.A]
		}
		if t == nil {
			return m.unknownOf(nil, "the field "+in.Name+" of nil"), true
		}
		v, _ := m.field(m.unknownOf(t, "a variable that was never set"), in.Name)
		return v, true
	}
	return m.unknownOf(nil, "the field "+in.Name+" of "+m.className(recv)), true
}

// missingField: in a class whose ancestors are all known, an attribute that is
// not there is an error; else nobody knows.
func (m *machine) missingField(o *Object, name string) (any, bool) {
	if fn := m.p.Method(o.Class, "__getattr__"); fn != nil {
		return m.invoke(&Closure{Fn: fn}, []any{o, name}, nil)
	}
	if m.p.Whole(o.Class) { // undefined
		return nil, true
	}
	v := m.unknownOf(nil, "the field "+name+" of "+o.Class)
	o.Fields[name] = v
	return v, true
}

// field reads a field that is there or declared.
func (m *machine) field(recv any, name string) (any, bool) {
	switch x := m.deref(recv).(type) {
	case *Object:
		if v, ok := x.Fields[name]; ok {
			return v, true
		}
		return m.inherited(x, name)
	case *value.MapValue:
		if m.sem.PropertyKeys {
			v, own := x.Vals[name]
			return v, own
		}
	case *TypeValue:
		if v, ok := m.classField(x.Name, name, 0); ok || !m.sem.Overloads || m.p.Type(x.Name+"."+name) == nil {
			return v, ok
		}
		return m.typeValue(x.Name + "." + name), true // a nested class
	case *Module:
		full := x.Name + "." + name
		if v := m.global(full); v != nil {
			return v, true
		}
		return nil, true
	case *Lazy:
		return m.lazyPart(x, name), true
	case *Unknown:
		if v, ok := x.fields[name]; ok {
			return v, true
		}
		if x.Type == nil {
			return &Unknown{Why: clip("the field " + name + " of " + x.Why), World: x.World}, true
		}
		fd := m.p.Field(x.Type.Base(), name)
		if fd == nil {
			return nil, false
		}
		if x.fields == nil {
			x.fields = map[string]any{}
		}
		v := m.unknownOf(fd.Type, clip("the field "+name+" of "+x.Why))
		if u, ok := v.(*Unknown); ok {
			u.World = x.World
		}
		x.fields[name] = v
		return v, true
	}
	return nil, false
}

// inherited is a field of the class, of an embedded struct, or a zero value.
func (m *machine) inherited(o *Object, name string) (any, bool) {
	if v, ok := m.classField(o.Class, name, 0); ok {
		return v, true
	}
	if !m.sem.ZeroValues {
		return nil, false
	}
	decl := m.p.Type(o.Class)
	if decl == nil {
		return nil, false
	}
	for i := range decl.Fields {
		fd := &decl.Fields[i]
		if fd.Name == name {
			v := m.zero(fd.Type)
			o.Fields[name] = v
			return v, true
		}
	}
	for i := range decl.Fields {
		fd := &decl.Fields[i]
		if fd.Embedded && fd.Type != nil && m.p.Field(fd.Type.Base(), name) != nil {
			inner, _ := m.field(o, fd.Name)
			if inner == nil {
				inner = m.unknownOf(fd.Type, "an embedded field that was never set")
			}
			return m.field(inner, name)
		}
	}
	return nil, false
}

// classField is a class variable, own or inherited.
func (m *machine) classField(class, name string, hop int) (any, bool) {
	if class == "" || hop > 16 {
		return nil, false
	}
	if t := m.class(class); t != nil {
		if v, ok := t.fields[name]; ok {
			return v, true
		}
	}
	decl := m.p.Type(class)
	if decl == nil {
		return nil, false
	}
	if decl.Unit != nil && !m.isLoaded(decl.Unit) {
		m.load(decl.Unit)
		return m.classField(class, name, hop+1)
	}
	for _, b := range decl.Bases {
		if v, ok := m.classField(m.p.Canonical(b.Base()), name, hop+1); ok {
			return v, true
		}
	}
	return nil, false
}

// setter finds the function that a class of JavaScript runs for "o.name = x".
func (m *machine) setter(recv any, name string) (*ir.Func, any) {
	if !m.sem.PropertyKeys {
		return nil, nil
	}
	self := m.deref(recv)
	switch x := self.(type) {
	case *Object:
		return m.p.Method(x.Class, name+".setter"), self
	case *Unknown:
		if class := x.Type.Base(); class != "" {
			return m.p.Method(class, name+".setter"), self
		}
	}
	return nil, nil
}

// setField writes a field; some fields are sinks.
func (m *machine) setField(recv any, name string, v any) {
	switch x := m.deref(recv).(type) {
	case *Object:
		m.fieldSink(x.Class, name, v, x.Fields["type"])
		if m.sem.ZeroValues {
			x = m.owner(x, name)
		}
		x.Fields[name] = v
	case *value.MapValue:
		if m.sem.PropertyKeys {
			m.bytes += 32
			mapSet(x, name, v)
		}
	case *TypeValue:
		x.fields[name] = v
	case *Module:
		m.globals[x.Name+"."+name] = v
	case *Unknown:
		if x.Type != nil {
			m.fieldSink(x.Type.Base(), name, v, nil)
		}
		if x.fields == nil {
			x.fields = map[string]any{}
		}
		x.fields[name] = v
	}
}

// owner is the embedded struct that a promoted field belongs to.
func (m *machine) owner(o *Object, name string) *Object {
	for hop := 0; hop < 8; hop++ {
		decl := m.p.Type(o.Class)
		if decl == nil {
			return o
		}
		inner := (*Object)(nil)
		for i := range decl.Fields {
			fd := &decl.Fields[i]
			if fd.Name == name {
				return o
			}
			if fd.Embedded && fd.Type != nil && m.p.Field(fd.Type.Base(), name) != nil {
				v, _ := m.field(o, fd.Name)
				inner, _ = m.deref(v).(*Object)
			}
		}
		if inner == nil {
			return o
		}
		o = inner
	}
	return o
}

func (m *machine) load1(v any) any {
	switch x := v.(type) {
	case *Cell:
		return x.v
	case *place:
		return m.loadPlace(x)
	case *Named:
		return m.load1(x.v)
	}
	return v // a pointer to a struct is the struct
}

func (m *machine) loadPlace(p *place) any {
	switch {
	case p.base == nil && p.key == nil:
		return m.global(p.name)
	case p.name != "":
		v, _ := m.field(p.base, p.name)
		return v
	}
	v, _, _ := m.index(p.base, p.key)
	return v
}

func (m *machine) store(to, v any) {
	v = copied(v)
	switch x := to.(type) {
	case *Cell:
		if l, ok := v.(*Lazy); ok {
			if o, ok := m.deref(x.v).(*Object); ok {
				m.fill(o, l)
				return
			}
		}
		x.v = m.likeOld(x.v, v)
	case *Named:
		m.store(x.v, v)
	case *place:
		switch {
		case x.base == nil && x.key == nil:
			m.globals[x.name] = v
		case x.name != "":
			m.setField(x.base, x.name, v)
		default:
			m.setIndex(x.base, 0, x.key, v)
		}
	case *Object:
		switch y := m.deref(v).(type) {
		case *Object:
			x.Fields = cloneObject(y, 0).Fields
		case *Lazy:
			m.fill(x, y)
		}
	}
}

// likeOld gives a text from outside the form of the variable it is stored in:
// a scanned column in an integer is one.
func (m *machine) likeOld(old, v any) any {
	s, ok := v.(string)
	if !ok {
		return v
	}
	switch m.deref(old).(type) {
	case int64:
		return m.asNumber(s)
	case bool:
		return s != "" && s != "false"
	case float64:
		return 1.0
	case value.BytesValue:
		return value.BytesValue(s)
	}
	return v
}

// fill gives the declared fields of a struct what structured input says.
func (m *machine) fill(o *Object, l *Lazy) {
	decl := m.p.Type(o.Class)
	if decl == nil {
		return
	}
	for i := range decl.Fields {
		fd := &decl.Fields[i]
		o.Fields[fd.Name] = m.typedPart(l.Source.child(tagName(fd, l.Source.Kind)), fd.Type, 0)
	}
}

func (m *machine) unpack(f *frame, in *ir.Instr) signal {
	v := m.deref(f.get(in.A))
	if u, ok := v.(*Unknown); ok {
		for _, r := range in.Args {
			f.set(r, m.unknownTarget(f.fn, r, u))
		}
		return next
	}
	items, ok := m.iterate(v)
	if !ok {
		return m.signal(false)
	}
	star := int(in.B)
	after := len(in.Args) - star - 1
	for i, r := range in.Args {
		switch {
		case star >= 0 && i == star:
			end := max(len(items)-after, i)
			f.set(r, list(items[min(i, len(items)):min(end, len(items))]...))
		case star >= 0 && i > star:
			f.set(r, itemAt(items, len(items)-(len(in.Args)-i)))
		default:
			f.set(r, itemAt(items, i))
		}
	}
	return next
}

func itemAt(items []any, i int) any {
	if i < 0 || i >= len(items) {
		return nil
	}
	return items[i]
}

// unknownTarget is a part of an unknown result. By Go's convention the variable
// err gets no error and ok gets true.
func (m *machine) unknownTarget(fn *ir.Func, r ir.Reg, u *Unknown) any {
	name := ""
	if r >= 0 && int(r) < len(fn.RegNames) {
		name = fn.RegNames[r]
	}
	if m.sem.ZeroValues {
		switch name {
		case "err":
			return nil
		case "ok":
			return true
		}
	}
	return m.unknownOf(nil, u.Why)
}
