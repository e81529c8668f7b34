package twin

import (
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// basic names the form of a builtin type: "str", "bytes", "int", "float",
// "bool", "error" or "".
func basic(t *ir.Type) string {
	if t == nil || t.Kind != ir.Named {
		if t != nil && t.Kind == ir.ListOf && t.Elem != nil && t.Elem.Kind == ir.Named && (t.Elem.Name == "byte" || t.Elem.Name == "uint8") {
			return "bytes"
		}
		return ""
	}
	switch strings.TrimPrefix(t.Name, "builtin.") {
	case "string", "str":
		return "str"
	case "bytes", "bytearray":
		return "bytes"
	case "bool":
		return "bool"
	case "error":
		return "error"
	case "float", "float32", "float64":
		return "float"
	case "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "byte", "rune":
		return "int"
	}
	return ""
}

// builtinOf is the builtin class whose methods a type has.
func builtinOf(t *ir.Type) string {
	if b := basic(t); b != "" {
		return b
	}
	if t != nil {
		switch t.Kind {
		case ir.ListOf:
			return "list"
		case ir.MapOf:
			return "dict"
		case ir.TupleOf:
			return "tuple"
		}
	}
	return ""
}

// zero is the zero value of a declared type.
func (m *machine) zero(t *ir.Type) any {
	if !m.sem.ZeroValues {
		return nil
	}
	switch basic(t) {
	case "str":
		return ""
	case "int":
		return int64(0)
	case "float":
		return 0.0
	case "bool":
		return false
	case "error", "bytes":
		return nil
	}
	if t == nil || t.Kind != ir.Named {
		return nil
	}
	decl := m.p.Type(t.Name)
	for hop := 0; decl != nil && decl.Kind == ir.Defined && hop < 8; hop++ {
		if decl.Under == nil {
			return nil
		}
		if decl.Under.Kind != ir.Named || basic(decl.Under) != "" {
			return m.zero(decl.Under)
		}
		decl = m.p.Type(decl.Under.Name)
	}
	if decl == nil || decl.Kind == ir.Interface {
		return nil
	}
	return &Object{Class: decl.Name, Fields: map[string]any{}, value: true}
}

// unknownOf is a value nobody knows, of a type. No error and no nil comes of it:
// unknown code is taken to work.
func (m *machine) unknownOf(t *ir.Type, why string) any {
	if basic(t) == "error" {
		m.unknown(why)
		return nil
	}
	if t != nil && t.Kind == ir.TupleOf {
		out := &value.ListValue{Tuple: true}
		for _, e := range t.Args {
			out.Items = append(out.Items, m.unknownOf(e, why))
		}
		return out
	}
	m.bytes += 64
	if v, ok := m.modelled(t); ok {
		return v
	}
	return &Unknown{Type: t, Why: why}
}

// modelled is an instance of a library type as its model makes one for what
// comes from outside: its method called unknown.
func (m *machine) modelled(t *ir.Type) (any, bool) {
	base := t.Base()
	if base == "" || m.making > 4 {
		return nil, false
	}
	fn := m.p.Method(base, "unknown")
	if fn == nil || !fn.Unit.Stub || fn.NoBody {
		return nil, false
	}
	m.making++
	v, ok := m.invoke(&Closure{Fn: fn}, []any{nil}, nil)
	m.making--
	if !ok {
		m.thrown = nil
	}
	return v, ok && v != nil
}

// convert is Type(A).
func (m *machine) convert(f *frame, in *ir.Instr) any {
	if in.Aux == nil {
		return f.get(in.A)
	}
	t := in.Aux.Type
	if in.A == ir.NoReg {
		return m.zero(t)
	}
	return m.convertTo(f.get(in.A), t)
}

func (m *machine) convertTo(v any, t *ir.Type) any {
	decl := m.p.Type(t.Base())
	if decl != nil && decl.Kind == ir.Defined && t.Kind == ir.Named {
		return &Named{Type: decl.Name, v: m.converted(plain(v), decl.Under)}
	}
	return m.converted(v, t)
}

func (m *machine) converted(v any, t *ir.Type) any {
	switch basic(t) {
	case "str":
		switch x := m.deref(v).(type) {
		case int64:
			return string(rune(x))
		case *value.ListValue:
			return m.fromRunes(x)
		case *Lazy, *Unknown:
			return x
		}
		return m.text(v)
	case "bytes":
		switch x := m.deref(v).(type) {
		case *value.ListValue, nil, *Unknown:
			return x
		}
		return value.BytesValue(m.text(v))
	case "int":
		return m.narrowed(m.deref(v), t.Name)
	case "float":
		if x, ok := toFloat(m.deref(v)); ok {
			return x
		}
	}
	if t != nil && t.Kind == ir.ListOf && t.Elem != nil && t.Elem.Kind == ir.Named && (t.Elem.Name == "rune" || t.Elem.Name == "int32") {
		if s, ok := m.deref(v).(string); ok {
			return &value.ListValue{Items: m.characters(s)}
		}
	}
	return v
}

func (m *machine) fromRunes(l *value.ListValue) string {
	var b strings.Builder
	for _, it := range l.Items {
		n, _ := m.number(it)
		if n < 0 || n > utf8.MaxRune {
			n = utf8.RuneError
		}
		b.WriteRune(rune(n))
	}
	return b.String()
}

func (m *machine) narrowed(v any, name string) any {
	if f, ok := v.(float64); ok {
		if f != f || f > 1<<62 || f < -1<<62 {
			return int64(0)
		}
		v = int64(f)
	}
	n, ok := v.(int64)
	if !ok {
		return v
	}
	switch strings.TrimPrefix(name, "builtin.") {
	case "int8":
		return int64(int8(n))
	case "int16":
		return int64(int16(n))
	case "int32", "rune":
		return int64(int32(n))
	case "uint8", "byte":
		return int64(uint8(n))
	case "uint16":
		return int64(uint16(n))
	case "uint32":
		return int64(uint32(n))
	}
	return n
}

// assert is A.(Type), and isinstance.
func (m *machine) assert(f *frame, in *ir.Instr) signal {
	v := f.get(in.A)
	var t *ir.Type
	if in.Aux != nil {
		t = in.Aux.Type
	}
	switch x := m.deref(v).(type) {
	case *Unknown:
		if x.Type == nil || x.Type.Base() == "" {
			x.Type = t // it is taken to be what is asked for
		}
		ok := m.is(v, t) || m.choose(&Unknown{Why: x.Why, World: x.World})
		f.set(in.B, ok)
		f.set(in.Dst, v)
		return next
	case *Lazy:
		m.asked(x, t)
		v = m.typedPart(x.Source, t, 0)
	}
	ok := m.is(v, t)
	f.set(in.B, ok)
	switch {
	case ok:
		f.set(in.Dst, v)
	case in.B != ir.NoReg:
		f.set(in.Dst, m.zero(t))
	default:
		_, _ = m.raise("TypeError", "interface conversion")
		return throwing
	}
	return next
}

// is reports whether a value is of a type.
func (m *machine) is(v any, t *ir.Type) bool {
	if t == nil || t.Kind == ir.Any {
		return m.deref(v) != nil
	}
	if n, ok := v.(*Named); ok && t.Kind == ir.Named {
		return m.p.Is(n.Type, t.Name)
	}
	x := m.deref(v)
	switch basic(t) {
	case "str":
		_, ok := x.(string)
		return ok
	case "bytes":
		_, ok := x.(value.BytesValue)
		return ok
	case "bool":
		_, ok := x.(bool)
		return ok
	case "int":
		_, ok := x.(int64)
		return ok
	case "float":
		_, ok := x.(float64)
		return ok
	}
	switch t.Kind {
	case ir.ListOf, ir.TupleOf:
		l, ok := x.(*value.ListValue)
		return ok && (t.Kind != ir.TupleOf || l.Tuple)
	case ir.MapOf:
		_, ok := x.(*value.MapValue)
		_, lazy := x.(*Lazy)
		return ok || lazy
	case ir.FuncOf:
		switch x.(type) {
		case *Closure, *native:
			return true
		case *TypeValue:
			return m.sem.PropertyKeys // typeof a class is "function"
		}
		return false
	}
	return m.isClass(x, t)
}

func (m *machine) isClass(x any, t *ir.Type) bool {
	if x == nil {
		return false
	}
	class := m.className(x)
	if m.p.Is(class, t.Base()) {
		return true
	}
	decl := m.p.Type(t.Base())
	if decl == nil || decl.Kind != ir.Interface || len(decl.Methods) == 0 {
		return decl != nil && decl.Kind == ir.Interface && class == ""
	}
	for _, name := range decl.Methods {
		if m.p.Method(class, name) == nil {
			return false
		}
	}
	return true
}
