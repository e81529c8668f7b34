package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// maxItems bounds a container.
const maxItems = 1 << 16

func (m *machine) newStruct(f *frame, in *ir.Instr) any {
	if in.Aux == nil {
		return &Object{Fields: map[string]any{}}
	}
	m.bytes += 64
	if len(in.Aux.Keys) > 0 && in.Aux.Keys[0] == "make" {
		return m.makeList(f, in)
	}
	name := m.p.Canonical(in.Aux.Type.Base())
	o := &Object{Class: name, Fields: make(map[string]any, len(in.Args)), value: in.Flags&ir.FlagValue != 0}
	decl := m.p.Type(name)
	for i, r := range in.Args {
		field := ""
		if i < len(in.Aux.Keys) {
			field = in.Aux.Keys[i]
		}
		if field == "" && decl != nil && i < len(decl.Fields) {
			field = decl.Fields[i].Name
		}
		if field != "" {
			v := copied(f.get(r))
			if u, ok := v.(*Unknown); ok && u.Type == nil {
				if fd := m.p.Field(name, field); fd != nil {
					u.Type = fd.Type
				}
			}
			m.fieldSink(name, field, v, nil)
			o.Fields[field] = v
		}
	}
	return o
}

// makeList is Go's make([]T, n).
func (m *machine) makeList(f *frame, in *ir.Instr) any {
	n, _ := m.number(f.get(in.Args[0]))
	n = max(0, min(n, maxItems))
	elem := in.Aux.Type
	if elem != nil {
		elem = elem.Elem
	}
	if elem != nil && elem.Kind == ir.Named && (elem.Name == "byte" || elem.Name == "uint8") {
		m.bytes += n
		return value.BytesValue(make([]byte, n))
	}
	l := &value.ListValue{}
	m.bytes += 16 * n
	for i := int64(0); i < n; i++ {
		l.Items = append(l.Items, m.zero(elem))
	}
	return l
}

func (m *machine) newList(f *frame, in *ir.Instr) {
	l := &value.ListValue{Tuple: in.Flags&ir.FlagTuple != 0, Set: in.Flags&ir.FlagSet != 0}
	for i, r := range in.Args {
		v := f.get(r)
		spread := in.Flags&ir.FlagSpread != 0 && in.Aux != nil && i < len(in.Aux.Spread) && in.Aux.Spread[i]
		if !spread {
			m.addItem(l, copied(v))
			continue
		}
		if b, ok := m.bytesAppend(l, in, f, i, v); ok {
			f.set(in.Dst, b)
			return
		}
		for _, item := range m.items(v) {
			m.addItem(l, item)
		}
	}
	m.bytes += int64(16*len(l.Items) + 32)
	f.set(in.Dst, l)
}

// bytesAppend is append(b, c…) where b is bytes, which are text here.
func (m *machine) bytesAppend(l *value.ListValue, in *ir.Instr, f *frame, i int, v any) (any, bool) {
	b, ok := m.deref(v).(value.BytesValue)
	if !ok || !m.sem.ZeroValues || i != 0 || len(l.Items) > 0 {
		return nil, false
	}
	out := []byte(b)
	for j, r := range in.Args[1:] {
		w := m.deref(f.get(r))
		if n, ok := w.(int64); ok {
			out = append(out, byte(n))
			continue
		}
		if j+1 < len(in.Aux.Spread) && in.Aux.Spread[j+1] {
			if lv, ok := w.(*value.ListValue); ok {
				for _, it := range lv.Items {
					n, _ := m.number(it)
					out = append(out, byte(n))
				}
				continue
			}
		}
		out = append(out, m.text(w)...)
	}
	m.bytes += int64(len(out))
	return value.BytesValue(out), true
}

// byteSet is b[i] = c where b is bytes, which are text here: a copy with another byte.
// Who else holds the same bytes does not see it.
func (m *machine) byteSet(base, key, v any) (value.BytesValue, bool) {
	b, ok := base.(value.BytesValue)
	if !ok || !m.sem.ZeroValues {
		return "", false
	}
	n, ok1 := m.number(key)
	c, ok2 := m.number(v)
	if !ok1 || !ok2 || n < 0 || n >= int64(len(b)) {
		return "", false
	}
	m.bytes += int64(len(b))
	out := []byte(b)
	out[n] = byte(c)
	return value.BytesValue(out), true
}

func (m *machine) addItem(l *value.ListValue, v any) {
	if len(l.Items) >= maxItems {
		return
	}
	if l.Set {
		for _, have := range l.Items {
			if m.spend(1) || m.equal(have, v) {
				return
			}
		}
	}
	l.Items = append(l.Items, v)
}

func (m *machine) newMapping(f *frame, in *ir.Instr) {
	mv := newMap()
	for i := 0; i+1 < len(in.Args); i += 2 {
		v := f.get(in.Args[i+1])
		if in.Args[i] != ir.NoReg {
			mapSet(mv, m.key(f.get(in.Args[i])), copied(v))
			continue
		}
		if from, ok := m.deref(v).(*value.MapValue); ok {
			for _, k := range from.Keys {
				mapSet(mv, k, from.Vals[k])
			}
		}
	}
	m.bytes += int64(48*len(mv.Keys) + 48)
	if in.Aux != nil && in.Aux.Type != nil && in.Aux.Type.Elem != nil {
		m.elems[mv] = in.Aux.Type.Elem
	}
	f.set(in.Dst, mv)
}

func (m *machine) getIndex(f *frame, in *ir.Instr) signal {
	base := m.deref(f.get(in.A))
	if o, ok := base.(*Object); ok {
		if fn := m.p.Method(o.Class, "__getitem__"); fn != nil {
			v, ok := m.invoke(&Closure{Fn: fn}, []any{o, f.get(in.B)}, nil)
			f.set(in.Dst, v)
			return m.signal(ok)
		}
	}
	if v, ok := m.inheritedPart(base, f.get(in.B)); ok {
		f.set(in.Dst, v)
		return next
	}
	if name, ok := m.computed(base, f.get(in.B)); ok {
		read := *in
		read.Op, read.Name = ir.GetField, name
		v, ok := m.getField(f, &read)
		f.set(in.Dst, v)
		return m.signal(ok)
	}
	v, found, ok := m.index(base, f.get(in.B))
	if !ok {
		return m.signal(false)
	}
	if mv, isMap := base.(*value.MapValue); isMap && !found {
		v = m.zero(m.elems[mv])
	}
	f.set(in.Dst, m.flagged(in, v))
	if in.C != ir.NoReg {
		f.set(in.C, found)
	}
	return next
}

// computed is the name of a property that is read as o["name"] of an instance or a
// class: their methods are properties, too.
func (m *machine) computed(base, key any) (string, bool) {
	name, ok := m.deref(key).(string)
	if !ok || !m.sem.PropertyKeys {
		return "", false
	}
	switch x := base.(type) {
	case *Object, *TypeValue:
		return name, true
	case *Unknown:
		return name, x.Type.Base() != ""
	}
	return "", false
}

// index is base[key]; ok is false when it raises.
func (m *machine) index(base, key any) (v any, found, ok bool) {
	switch x := m.deref(base).(type) {
	case *value.MapValue:
		k := m.key(key)
		m.compareKeys(k, x)
		v, found = x.Vals[k]
		if !found && !m.sem.ZeroValues && !m.sem.PropertyKeys {
			if !m.inProject() { // a model's table need not be complete
				return &Unknown{Why: "what " + m.modelName() + " holds", World: true}, true, true
			}
			_, ok = m.raise("KeyError", m.show(k, 0))
			return nil, false, ok
		}
		return v, found, true
	case *value.ListValue:
		return m.indexList(x, key)
	case string:
		return m.indexText(x, key)
	case value.BytesValue:
		n, _ := m.number(key)
		if n = wrap(n, len(x)); n < 0 || n >= int64(len(x)) {
			_, ok = m.raise("IndexError", "index out of range")
			return nil, false, ok
		}
		return int64(x[n]), true, true
	case *Lazy:
		return m.lazyPart(x, m.text(key)), true, true
	case *Object:
		if name, ok := m.deref(key).(string); ok { // an attribute by a computed name
			if v, found := m.field(x, name); found {
				return v, true, true
			}
		}
	case *Unknown:
		var elem *ir.Type
		if x.Type != nil {
			elem = x.Type.Elem
		}
		out := m.unknownOf(elem, clip("an element of "+x.Why))
		if u, ok := out.(*Unknown); ok {
			u.World = x.World
		}
		return out, true, true
	case nil:
		if !m.sem.ZeroValues {
			_, ok = m.raise("TypeError", "None has no elements")
			return nil, false, ok
		}
		return nil, false, true
	}
	return m.unknownOf(nil, "an element of "+m.className(base)), true, true
}

func (m *machine) indexList(l *value.ListValue, key any) (any, bool, bool) {
	n, isNumber := m.number(key)
	if !isNumber {
		return m.unknownOf(nil, "an element at an unknown place"), true, true
	}
	if m.sem.PropertyKeys && (n < 0 || n >= int64(len(l.Items))) {
		return nil, false, true
	}
	if !m.sem.ZeroValues {
		n = wrap(n, len(l.Items))
	}
	if n < 0 || n >= int64(len(l.Items)) {
		_, ok := m.raise("IndexError", "index out of range")
		return nil, false, ok
	}
	return l.Items[n], true, true
}

func (m *machine) indexText(s string, key any) (any, bool, bool) {
	n, isNumber := m.number(key)
	if !isNumber {
		return m.unknownOf(nil, "a part of a text by a name"), true, true
	}
	if m.sem.ZeroValues {
		if n < 0 || n >= int64(len(s)) {
			_, ok := m.raise("IndexError", "index out of range")
			return nil, false, ok
		}
		return int64(s[n]), true, true
	}
	runes := []rune(s)
	if m.sem.PropertyKeys && (n < 0 || n >= int64(len(runes))) {
		return nil, false, true
	}
	if n = wrap(n, len(runes)); n < 0 || n >= int64(len(runes)) {
		_, ok := m.raise("IndexError", "string index out of range")
		return nil, false, ok
	}
	return string(runes[n]), true, true
}

func (m *machine) setIndex(base any, keyReg ir.Reg, key, v any) bool {
	switch x := m.deref(base).(type) {
	case *value.MapValue:
		if m.bytes += 32; m.setsPrototype(x, m.key(key)) {
			return true
		}
		mapSet(x, m.key(key), v)
	case *value.ListValue:
		m.bytes += 16
		if keyReg == ir.NoReg {
			m.addItem(x, v)
			return true
		}
		n, ok := m.number(key)
		if m.sem.PropertyKeys && ok && n >= int64(len(x.Items)) && n < maxItems {
			for int64(len(x.Items)) < n {
				x.Items = append(x.Items, nil)
			}
			m.addItem(x, v)
			return true
		}
		if m.sem.PropertyKeys && (!ok || n < 0) {
			return true
		}
		if n = wrap(n, len(x.Items)); !ok || n < 0 || n >= int64(len(x.Items)) {
			_, ok := m.raise("IndexError", "index out of range")
			return ok
		}
		x.Items[n] = v
	case *Object:
		if fn := m.p.Method(x.Class, "__setitem__"); fn != nil {
			_, ok := m.invoke(&Closure{Fn: fn}, []any{x, key, v}, nil)
			return ok
		}
		if name, ok := m.deref(key).(string); ok { // an attribute by a computed name
			m.setField(x, name, v)
		}
	case *TypeValue:
		if name, ok := m.deref(key).(string); ok && m.sem.PropertyKeys {
			m.setField(x, name, v)
		}
	}
	return true
}

func (m *machine) delIndex(f *frame, in *ir.Instr) {
	base := m.deref(f.get(in.A))
	if in.B == ir.NoReg {
		if o, ok := base.(*Object); ok {
			delete(o.Fields, in.Name)
		}
		return
	}
	switch x := base.(type) {
	case *value.MapValue:
		mapDelete(x, m.key(f.get(in.B)))
	case *value.ListValue:
		n, _ := m.number(f.get(in.B))
		if n = wrap(n, len(x.Items)); n >= 0 && n < int64(len(x.Items)) {
			x.Items = append(x.Items[:n:n], x.Items[n+1:]...)
		}
	}
}
