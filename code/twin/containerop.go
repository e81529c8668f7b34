package twin

import (
	"unicode/utf8"

	"github.com/prunella/prunella/code/value"
)

// containerOp computes the operations on containers, whose elements may be
// objects that package ops knows nothing of.
func (m *machine) containerOp(name string, args []any) (any, bool) {
	switch name {
	case "len", "list.len":
		return m.length(m.deref(at(args, 0))), true
	case "list.enumerate":
		start, _ := m.number(at(args, 1))
		out := &value.ListValue{}
		for i, it := range m.items(at(args, 0)) {
			out.Items = append(out.Items, &value.ListValue{Items: []any{start + int64(i), it}, Tuple: true})
		}
		return out, true
	case "list.zip":
		return m.zip(args), true
	case "list.range":
		return m.numbers(args), true
	case "list.concat":
		out := &value.ListValue{}
		for _, a := range args {
			out.Items = append(out.Items, m.items(a)...)
		}
		return out, true
	case "list.reverse", "list.reversed":
		items := m.items(at(args, 0))
		for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
			items[i], items[j] = items[j], items[i]
		}
		return &value.ListValue{Items: items}, true
	}
	return nil, false
}

func at(args []any, i int) any {
	if i < len(args) {
		return args[i]
	}
	return nil
}

func (m *machine) length(v any) any {
	switch x := v.(type) {
	case string:
		if m.sem.ZeroValues {
			return int64(len(x))
		}
		return int64(utf8.RuneCountInString(x))
	case value.BytesValue:
		return int64(len(x))
	case *value.ListValue:
		return int64(len(x.Items))
	case *value.MapValue:
		return int64(len(x.Keys))
	case *Unknown:
		return &Unknown{Why: clip("the length of " + x.Why), World: x.World}
	case *Lazy:
		return int64(1)
	case *Object:
		if fn := m.p.Method(x.Class, "__len__"); fn != nil {
			if n, ok := m.invoke(&Closure{Fn: fn}, []any{x}, nil); ok {
				return n
			}
			m.thrown = nil
		}
		items, _ := m.iterate(x)
		return int64(len(items))
	}
	return int64(0)
}

func (m *machine) zip(args []any) any {
	out := &value.ListValue{}
	var lists [][]any
	shortest := -1
	for _, a := range args {
		items := m.items(a)
		lists = append(lists, items)
		if shortest < 0 || len(items) < shortest {
			shortest = len(items)
		}
	}
	for i := 0; i < shortest; i++ {
		t := &value.ListValue{Tuple: true}
		for _, l := range lists {
			t.Items = append(t.Items, l[i])
		}
		m.bytes += int64(16 * len(lists))
		out.Items = append(out.Items, t)
	}
	return out
}

// numbers is Python's range.
func (m *machine) numbers(args []any) any {
	start, stop, step := int64(0), int64(0), int64(1)
	switch len(args) {
	case 0:
	case 1:
		stop, _ = m.number(args[0])
	default:
		start, _ = m.number(args[0])
		stop, _ = m.number(args[1])
		if len(args) > 2 {
			step, _ = m.number(args[2])
		}
	}
	out := &value.ListValue{}
	for i := start; step != 0 && (step > 0 && i < stop || step < 0 && i > stop) && len(out.Items) < maxItems; i += step {
		out.Items = append(out.Items, i)
	}
	m.bytes += int64(16 * len(out.Items))
	return out
}
