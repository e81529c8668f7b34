package twin

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// text writes a value as text. What is not known becomes a word.
func (m *machine) text(v any) string {
	switch x := m.deref(v).(type) {
	case string:
		return x
	case value.BytesValue:
		return string(x)
	case *Unknown:
		m.blur(x)
		return madeUp(x.Type)
	case *Lazy:
		return m.lazyText(x)
	}
	return m.show(v, 0)
}

func madeUp(t *ir.Type) string {
	switch basic(t) {
	case "int", "float":
		return "1"
	case "bool":
		return "true"
	}
	return "unknown"
}

// blur notes that a value nobody knows became part of a text.
func (m *machine) blur(u *Unknown) {
	if !u.World {
		m.unknown(u.Why)
	}
}

// show prints any value, for texts and messages.
func (m *machine) show(v any, depth int) string {
	if depth > 4 || m.spend(1) {
		return "…"
	}
	switch x := m.deref(v).(type) {
	case nil:
		if m.sem.Null != "" {
			return m.sem.Null
		}
		if m.sem.ZeroValues {
			return "<nil>"
		}
		return "None"
	case bool:
		if m.sem.ZeroValues || m.sem.Null != "" {
			return strconv.FormatBool(x)
		}
		return map[bool]string{true: "True", false: "False"}[x]
	case int64:
		return strconv.FormatInt(x, 10)
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case *value.ListValue:
		return m.showList(x, depth)
	case *value.MapValue:
		var parts []string
		for _, k := range x.Keys[:min(len(x.Keys), 100)] {
			parts = append(parts, m.show(k, depth+1)+": "+m.show(x.Vals[k], depth+1))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case *Object:
		return m.showObject(x, depth)
	case string, value.BytesValue, *Unknown, *Lazy:
		return m.text(x)
	case *TypeValue:
		return x.Name
	case *Closure:
		return x.Fn.Name
	}
	return fmt.Sprintf("%T", v)
}

func (m *machine) showList(l *value.ListValue, depth int) string {
	var parts []string
	for _, it := range l.Items[:min(len(l.Items), 100)] {
		parts = append(parts, m.show(it, depth+1))
	}
	if m.sem.PropertyKeys { // JavaScript's lists as text are their members
		return strings.Join(parts, ",")
	}
	if m.sem.ZeroValues {
		return "[" + strings.Join(parts, " ") + "]"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (m *machine) showObject(o *Object, depth int) string {
	for _, name := range []string{"__str__", "__html__", "String", "Error"} {
		fn := m.p.Method(o.Class, name)
		if fn == nil || fn.NoBody || m.depth > m.limits.Depth-10 {
			continue
		}
		saved := m.thrown
		v, ok := m.invoke(&Closure{Fn: fn}, []any{o}, nil)
		m.thrown = saved
		if ok {
			if _, again := m.deref(v).(*Object); !again {
				return m.show(v, depth+1)
			}
		}
	}
	if msg, ok := o.Fields["message"].(string); ok {
		return msg
	}
	if m.sem.ZeroValues {
		return m.showFields(o, depth)
	}
	return "<" + o.Class + ">"
}

// showFields writes a struct as fmt does: its fields in the order of their
// declaration.
func (m *machine) showFields(o *Object, depth int) string {
	var parts []string
	if decl := m.p.Type(o.Class); decl != nil && !decl.Unit.Stub {
		for _, f := range decl.Fields {
			if v, ok := o.Fields[f.Name]; ok {
				parts = append(parts, m.show(v, depth+1))
			}
		}
	}
	return "{" + strings.Join(parts, " ") + "}"
}

// fielded is an object, and those among its fields, as a map of its fields: whoever
// fills a layout asks for them by name.
func (m *machine) fielded(v any, depth int) any {
	o, ok := m.deref(v).(*Object)
	if !ok || depth > 4 {
		return v
	}
	out := newMap()
	for _, name := range sorted(o.Fields) {
		mapSet(out, name, m.fielded(o.Fields[name], depth+1))
	}
	for _, name := range sorted(o.Fields) { // what is embedded has its fields promoted
		in, ok := m.deref(o.Fields[name]).(*Object)
		if !ok || in.Class != name && !strings.HasSuffix(in.Class, "."+name) {
			continue
		}
		for _, field := range sorted(in.Fields) {
			if _, has := out.Vals[field]; !has {
				mapSet(out, field, m.fielded(in.Fields[field], depth+1))
			}
		}
	}
	return out
}

func sorted[V any](mm map[string]V) []string {
	out := make([]string, 0, len(mm))
	for k := range mm {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
