package twin

import (
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func (m *machine) methodInstr(f *frame, in *ir.Instr) signal {
	args, named := m.arguments(f, in)
	recv := f.get(in.A)
	if in.Flags&ir.FlagSuper != 0 {
		v, ok := m.superCall(f.fn, recv, in.Name, args, named)
		f.set(in.Dst, v)
		return m.signal(ok)
	}
	if in.A >= 0 && int(in.A) < len(f.fn.RegTypes) && f.fn.RegTypes[in.A] != nil {
		recv = m.declared(recv, f.fn.RegTypes[in.A])
	}
	v, ok := m.method(recv, in.Name, args, named, in)
	f.set(in.Dst, v)
	return m.signal(ok)
}

// declared is a receiver as the variable that holds it says.
func (m *machine) declared(recv any, t *ir.Type) any {
	if recv == nil {
		return m.unknownOf(t, "a variable that was never set")
	}
	if x, ok := recv.(*Unknown); ok && (x.Type == nil || x.Type.Kind == ir.Any) && t.Kind == ir.Named { // a cast told
		x.Type = t
	}
	return recv
}

// superCall runs the method of the class above the enclosing one.
func (m *machine) superCall(fn *ir.Func, recv any, name string, args []any, named map[string]any) (any, bool) {
	if decl := m.p.Type(fn.Class); decl != nil {
		for _, b := range decl.Bases {
			if f := m.p.Method(b.Base(), name); f != nil {
				return m.invoke(&Closure{Fn: f}, append([]any{recv}, args...), named)
			}
		}
	}
	if name == m.sem.Constructor {
		return nil, true
	}
	return m.unknownOf(nil, "the superclass of "+fn.Class), true
}

// method calls recv.name(args).
func (m *machine) method(recv any, name string, args []any, named map[string]any, in *ir.Instr) (any, bool) {
	if x, ok := m.deref(recv).(*value.MapValue); ok && m.sem.PropertyKeys {
		if fn, own := x.Vals[name]; own {
			m.this = x
			return m.call(fn, args, named, in)
		}
	}
	if fn, self := m.lookup(recv, name); fn != nil {
		if fn.NoBody {
			return m.stubMethod(recv, fn, args), true
		}
		switch {
		case fn.Property && m.sem.PropertyKeys: // what a getter gives is called
			got, ok := m.invoke(&Closure{Fn: fn}, []any{self}, nil)
			if !ok {
				return nil, false
			}
			m.this = self
			return m.call(got, args, named, in)
		case fn.Static:
		case fn.ClassM:
			args = append([]any{m.typeValue(m.className(recv))}, args...)
		default:
			args = append([]any{self}, args...)
		}
		return m.invoke(&Closure{Fn: fn}, args, named)
	}
	switch x := m.deref(recv).(type) {
	case *Closure, *native:
		if m.sem.Functional {
			return m.call(x, args, named, in)
		}
	case *Unknown:
		return m.unknownMethod(x, name, args, in)
	case *Lazy:
		if fn := m.p.Method(m.sem.Builtin+".str", name); fn != nil && m.sem.PropertyKeys && m.p.Method(m.sem.Builtin+".dict", name) == nil {
			return m.invoke(&Closure{Fn: fn}, append([]any{m.lazyText(x)}, args...), named)
		}
		return m.lazyMethod(x, name, args)
	case nil:
		if !m.sem.ZeroValues {
			return m.raise("AttributeError", "None has no "+name)
		}
		return m.unknownOf(nil, "the method "+name+" of nil"), true
	}
	if fn, ok := m.field(recv, name); ok {
		if m.sem.PropertyKeys {
			m.this = m.deref(recv)
		}
		return m.call(fn, args, named, in)
	}
	if o, ok := m.deref(recv).(*Object); ok && m.sem.PropertyKeys {
		if fn := m.p.Method(o.Class, "__getattr__"); fn != nil {
			got, ok := m.invoke(&Closure{Fn: fn}, []any{o, name}, nil)
			if !ok {
				return nil, false
			}
			m.this = o
			return m.call(got, args, named, in)
		}
	}
	m.hand(args, 0)
	return m.unknownOf(nil, "the method "+name+" of "+m.className(recv)), true
}

// lookup finds the method of a value's class, and the receiver it wants: with
// embedded structs that is the embedded one.
func (m *machine) lookup(recv any, name string) (*ir.Func, any) {
	for hop := 0; hop < 16; hop++ {
		switch x := recv.(type) {
		case *Cell, *place:
			if n, ok := loadOnce(m, x).(*Named); ok {
				if fn := m.p.Method(n.Type, name); fn != nil {
					return fn, recv
				}
			}
			recv = loadOnce(m, x)
			continue
		case *Named:
			if fn := m.p.Method(x.Type, name); fn != nil {
				return fn, x
			}
			recv = x.v
			continue
		case *Object:
			return m.objectMethod(x, name, 0)
		case *TypeValue:
			if _, ok := x.fields[name]; ok {
				return nil, nil
			}
			fn := m.p.Method(x.Name, name)
			if fn != nil && !fn.Static && !fn.ClassM && fn.Recv {
				return nil, nil // Class.method(obj, …)
			}
			return fn, x
		case *Module:
			return nil, nil
		case *Closure:
			return m.funcMethod(name), x
		case *Unknown:
			if x.Type == nil {
				return nil, nil
			}
			return m.typedMethod(x, name)
		}
		break
	}
	if class := m.className(recv); class != "" {
		return m.p.Method(class, name), recv
	}
	return nil, nil
}

// funcMethod is the method called name of the one function type that has it.
func (m *machine) funcMethod(name string) *ir.Func {
	var found *ir.Func
	for _, f := range m.p.Candidates(name) {
		decl := m.p.Type(f.Class)
		if decl == nil || decl.Under == nil || decl.Under.Kind != ir.FuncOf {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

func loadOnce(m *machine, v any) any {
	switch x := v.(type) {
	case *Cell:
		return x.v
	case *place:
		return m.loadPlace(x)
	}
	return nil
}

// typedMethod finds the method of an unknown value's declared type; of an
// interface, the only implementation there is.
func (m *machine) typedMethod(u *Unknown, name string) (*ir.Func, any) {
	base := u.Type.Base()
	if fn := m.p.Method(base, name); fn != nil {
		if !fn.NoBody || !m.sem.Overloads {
			return fn, u
		}
		if below := m.p.Implementers(base, name); len(below) > 0 && (len(below) == 1 || !below[0].Unit.Stub) {
			return below[0], m.unknownOf(&ir.Type{Kind: ir.Named, Name: below[0].Class}, u.Why)
		}
		return fn, u
	}
	if decl := m.p.Type(base); decl == nil || decl.Kind != ir.Interface {
		if class := builtinOf(u.Type); class != "" {
			return m.p.Method(m.sem.Builtin+"."+class, name), u
		}
		return nil, nil
	}
	var only *ir.Func
	for _, fn := range m.p.Candidates(name) {
		if fn.Unit.Test || fn.NoBody {
			continue
		}
		if only != nil && only.Unit.Stub == fn.Unit.Stub {
			return nil, nil
		}
		if only == nil {
			only = fn
		}
	}
	if only == nil {
		return nil, nil
	}
	return only, m.unknownOf(&ir.Type{Kind: ir.Named, Name: only.Class}, u.Why)
}

func (m *machine) objectMethod(o *Object, name string, hop int) (*ir.Func, any) {
	if _, own := o.Fields[name]; own {
		return nil, nil
	}
	if t := m.class(o.Class); t != nil {
		if _, own := t.fields[name]; own {
			return nil, nil
		}
	}
	fn := m.p.Method(o.Class, name)
	if fn == nil || fn.Class == o.Class || !m.sem.ZeroValues || hop > 8 {
		return fn, o
	}
	decl := m.p.Type(o.Class)
	if decl == nil {
		return fn, o
	}
	for i := range decl.Fields {
		fd := &decl.Fields[i]
		if !fd.Embedded || fd.Type == nil || m.p.Method(fd.Type.Base(), name) == nil {
			continue
		}
		inner, _ := m.field(o, fd.Name)
		if in, ok := m.deref(inner).(*Object); ok {
			return m.objectMethod(in, name, hop+1)
		}
		return fn, inner
	}
	return fn, o
}

// className is the qualified class of a value.
func (m *machine) className(v any) string {
	switch x := m.deref(v).(type) {
	case *Object:
		return x.Class
	case *TypeValue:
		return x.Name
	case *Unknown:
		return x.Type.Base()
	case string:
		return m.sem.Builtin + ".str"
	case value.BytesValue:
		return m.sem.Builtin + ".bytes"
	case *value.ListValue:
		switch {
		case x.Tuple:
			return m.sem.Builtin + ".tuple"
		case x.Set:
			return m.sem.Builtin + ".set"
		}
		return m.sem.Builtin + ".list"
	case *value.MapValue, *Lazy:
		return m.sem.Builtin + ".dict"
	case int64:
		return m.sem.Builtin + ".int"
	case float64:
		return m.sem.Builtin + ".float"
	case bool:
		return m.sem.Builtin + ".bool"
	case *Closure, *native:
		if m.sem.Functional {
			return m.sem.Builtin + ".func"
		}
	}
	return ""
}

// stubMethod is a method that is only declared. Containers' methods that change
// them are known well enough.
func (m *machine) stubMethod(recv any, fn *ir.Func, args []any) any {
	name := fn.Name[strings.LastIndexByte(fn.Name, '.')+1:]
	switch x := m.deref(recv).(type) {
	case *value.ListValue:
		switch name {
		case "clear":
			x.Items = nil
			return nil
		case "reverse":
			for i, j := 0, len(x.Items)-1; i < j; i, j = i+1, j-1 {
				x.Items[i], x.Items[j] = x.Items[j], x.Items[i]
			}
			return nil
		case "sort":
			sort.SliceStable(x.Items, func(i, j int) bool { return m.show(x.Items[i], 0) < m.show(x.Items[j], 0) })
			return nil
		case "remove", "discard":
			m.removeItem(x, args)
			return nil
		}
	case *value.MapValue:
		if name == "clear" {
			x.Keys, x.Vals = nil, map[any]any{}
			return nil
		}
	}
	return m.noBody(fn, args)
}

func (m *machine) removeItem(l *value.ListValue, args []any) {
	for i, it := range l.Items {
		if len(args) > 0 && m.equal(it, args[0]) {
			l.Items = append(l.Items[:i:i], l.Items[i+1:]...)
			return
		}
	}
}

// unknownMethod is a method of a value nobody knows. A method that asks for the
// next row says yes once.
func (m *machine) unknownMethod(u *Unknown, name string, args []any, in *ir.Instr) (any, bool) {
	switch name {
	case "Next", "Scan", "next", "More":
		u.turns++
		if len(args) == 0 {
			return u.turns == 1, true
		}
	case "__enter__", "__aenter__":
		return u, true
	case "Error", "String", "__str__":
		return "unknown", true
	}
	m.hand(args, 0)
	why := u.Why
	if in != nil {
		why = "the method " + name + " of " + why
	}
	out := m.unknownOf(nil, clip(why))
	if v, ok := out.(*Unknown); ok {
		v.World = u.World
	}
	return out, true
}

func clip(s string) string {
	if len(s) > 120 {
		return s[:120] + "…"
	}
	return s
}
