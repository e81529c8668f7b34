package twin

import (
	"sort"

	"github.com/prunella/prunella/code/value"
)

// members lists [name, value] of what others can reach who hold a value: the
// properties of an object, the methods of an instance, a class's own functions.
func (m *machine) members(args []any) any {
	out := &value.ListValue{}
	if len(args) == 0 {
		return out
	}
	add := func(name string, v any) {
		if m.bytes += 48; len(out.Items) < maxItems {
			out.Items = append(out.Items, list(name, v))
		}
	}
	switch x := m.deref(args[0]).(type) {
	case *Closure:
		add("", x)
	case *value.MapValue:
		for _, k := range x.Keys {
			if name, ok := k.(string); ok {
				add(name, x.Vals[k])
			}
		}
	case *Object:
		m.fieldMembers(x.Fields, add)
		for _, name := range m.p.Methods(x.Class) {
			if f := m.p.Method(x.Class, name); f != nil && !f.Static && !f.ClassM && !f.Property && !f.Unit.Stub {
				add(name, &Closure{Fn: f, recv: x, bound: true})
			}
		}
	case *TypeValue:
		add("", x)
		for _, name := range m.p.Methods(x.Name) {
			if f := m.p.Method(x.Name, name); f != nil && (f.Static || f.ClassM) && !f.Unit.Stub {
				add(name, &Closure{Fn: f})
			}
		}
		m.fieldMembers(x.fields, add)
	}
	return out
}

// fieldMembers are the functions among the fields.
func (m *machine) fieldMembers(fields map[string]any, add func(string, any)) {
	names := make([]string, 0, len(fields))
	for name, v := range fields {
		if _, ok := m.deref(v).(*Closure); ok {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		add(name, fields[name])
	}
}
