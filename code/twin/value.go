package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// Values are nil, bool, int64, float64, string, value.BytesValue,
// *value.ListValue, *value.MapValue and the types below.

// An Object is a struct or an instance of a class. Struct objects of Go that are
// values, not pointers, are copied where the IR says so.
type Object struct {
	Class  string // qualified type name; "" when unknown
	Fields map[string]any
	value  bool
}

// A Closure is a function with its captured cells and, for a bound method, its
// receiver.
type Closure struct {
	Fn    *ir.Func
	cells []any
	recv  any
	bound bool
}

// A Cell is a variable that somebody holds the address of.
type Cell struct{ v any }

// A place is the address of a field, an element or a global.
type place struct {
	base any
	name string // field; global when base is nil
	key  any    // element, when name is empty
}

// A TypeValue is a class or type as a value; its fields are class variables.
type TypeValue struct {
	Name   string
	decl   *ir.TypeDecl
	fields map[string]any
}

// A Module is a module as a value.
type Module struct{ Name string }

// A Named is a value of a defined type that is no struct: type Handler func(…).
type Named struct {
	Type string
	v    any
}

// An Unknown is a value nobody knows: what a function without a model returned,
// a parameter of a function that nobody calls, the state of the world.
type Unknown struct {
	Type   *ir.Type
	Why    string // what it came from
	World  bool   // a clock, a count, a file's existence: either way can happen
	fields map[string]any
	chosen bool // it was decided as a condition, with the result:
	truth  bool
	not    *Unknown // it is the negation of
	turns  int      // Next-like methods called
	of     *Unknown // it says whether of equals this:
	equals any
	known  any // what a comparison found it to be
}

// A Lazy is structured data from a source (a JSON document): every part that is
// asked for is a source of its own.
type Lazy struct {
	Source SourceKey
	Type   *ir.Type // of the instance that it is, nil when nobody says
}

// plain looks through defined types.
func plain(v any) any {
	for i := 0; i < 8; i++ {
		n, ok := v.(*Named)
		if !ok {
			return v
		}
		v = n.v
	}
	return v
}

// deref looks through defined types, cells and addresses.
func (m *machine) deref(v any) any {
	for i := 0; i < 16; i++ {
		switch x := v.(type) {
		case *Named:
			v = x.v
		case *Cell:
			v = x.v
		case *place:
			v = m.loadPlace(x)
		default:
			return v
		}
	}
	return nil
}

// copied is v where the language copies structs.
func copied(v any) any {
	o, ok := v.(*Object)
	if !ok || !o.value {
		return v
	}
	return cloneObject(o, 0)
}

func cloneObject(o *Object, depth int) *Object {
	c := &Object{Class: o.Class, value: true, Fields: make(map[string]any, len(o.Fields))}
	for k, f := range o.Fields {
		if inner, ok := f.(*Object); ok && inner.value && depth < 8 {
			f = cloneObject(inner, depth+1)
		}
		c.Fields[k] = f
	}
	return c
}

func list(items ...any) *value.ListValue { return &value.ListValue{Items: items} }

func newMap() *value.MapValue { return &value.MapValue{Vals: map[any]any{}} }

// key makes a value fit for a map; others are keyed by what they print.
func (m *machine) key(v any) any {
	switch x := m.deref(v).(type) {
	case nil, bool, int64, string:
		return x
	case float64:
		if x != x {
			return "NaN"
		}
		return x
	case value.BytesValue:
		return string(x)
	default:
		return m.show(x, 0)
	}
}

func mapSet(mv *value.MapValue, k, v any) {
	if mv.Vals == nil {
		mv.Vals = map[any]any{}
	}
	if _, ok := mv.Vals[k]; !ok {
		mv.Keys = append(mv.Keys, k)
	}
	mv.Vals[k] = v
}

func mapDelete(mv *value.MapValue, k any) {
	if _, ok := mv.Vals[k]; !ok {
		return
	}
	delete(mv.Vals, k)
	for i, have := range mv.Keys {
		if have == k {
			mv.Keys = append(mv.Keys[:i:i], mv.Keys[i+1:]...)
			return
		}
	}
}
