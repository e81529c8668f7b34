package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// items lists what iterating over v gives; nothing for what cannot be iterated.
func (m *machine) items(v any) []any {
	items, ok := m.iterate(m.deref(v))
	if !ok {
		m.thrown = nil
	}
	return items
}

// iterate lists what a loop over v sees. An unknown list has one element.
func (m *machine) iterate(v any) ([]any, bool) {
	switch x := v.(type) {
	case *value.ListValue:
		m.spend(len(x.Items) / 16)
		return append([]any(nil), x.Items...), true
	case *value.MapValue:
		m.spend(len(x.Keys) / 16)
		return append([]any(nil), x.Keys...), true
	case string:
		return m.characters(x), true
	case value.BytesValue:
		out := make([]any, 0, len(x))
		for i := 0; i < len(x); i++ {
			out = append(out, int64(x[i]))
		}
		return out, true
	case int64:
		return m.upTo(x), true
	case *Object:
		return m.iterateObject(x)
	case *Unknown:
		var elem *ir.Type
		if x.Type != nil {
			elem = x.Type.Elem
		}
		m.unknown(x.Why)
		return []any{m.unknownOf(elem, clip("an element of "+x.Why))}, true
	case *Lazy:
		return []any{m.lazyPart(x, "0")}, true
	}
	return nil, true
}

func (m *machine) upTo(n int64) []any {
	n = clamp(n, maxItems)
	m.bytes += 16 * n
	out := make([]any, n)
	for i := range out {
		out[i] = int64(i)
	}
	return out
}

func (m *machine) characters(s string) []any {
	var out []any
	for _, r := range s {
		if m.sem.ZeroValues {
			out = append(out, int64(r))
		} else {
			out = append(out, string(r))
		}
	}
	m.bytes += int64(16 * len(out))
	return out
}

func (m *machine) iterateObject(o *Object) ([]any, bool) {
	for _, name := range []string{"__iter__", "__aiter__"} {
		if fn := m.p.Method(o.Class, name); fn != nil {
			v, ok := m.invoke(&Closure{Fn: fn}, []any{o}, nil)
			if !ok {
				return nil, false
			}
			if v == any(o) {
				return nil, true
			}
			return m.items(v), true
		}
	}
	return nil, true
}
