package twin

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// What a library's user may give who gives no text: an object, two of which have a name
// in common; a list; a function.
const (
	someTable    = `{"bq1":{"bq1":"bq1"}}`
	someRow      = `{"bq1":"bq1"}`
	someList     = `["bq1"]`
	someFunction = "function () {}"
)

// spelled are the arguments of an entry, of which the inputs of this run say some: they
// were made when the entry was registered, maybe for another run.
func (m *machine) spelled(args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		if l, ok := a.(*Lazy); ok && l.Source.Kind == "lib" && l.Type == nil {
			switch said, ok := m.in.Values[l.Source]; {
			case said == someFunction:
				out[i] = &native{fn: func([]any) any { return nil }}
			case ok:
				out[i] = m.decoded(m.ask(l.Source))
			}
		}
	}
	return out
}

// asked: a program asks of what a library's user gave whether it is an object, a list, a
// function, or what is in it, so it may be one.
func (m *machine) asked(l *Lazy, t *ir.Type) {
	if l.Source.Kind != "lib" || l.Type != nil || strings.Contains(l.Source.Name, ".") {
		return
	}
	switch {
	case t != nil && t.Kind == ir.FuncOf:
		m.hint(l.Source, someFunction)
	case t != nil && t.Kind == ir.ListOf:
		m.hint(l.Source, someTable)
		m.hint(l.Source, someList)
	default:
		m.hint(l.Source, someTable)
	}
}

// typeof is JavaScript's operator. What structured input is the program asks: it is taken
// for an object.
func (m *machine) typeof(x any) (any, bool) {
	switch x := m.deref(x).(type) {
	case *Unknown:
		return m.unknownOf(nil, "the type of "+x.Why), true
	case *Lazy:
		m.asked(x, nil)
		return "object", true
	case *Closure, *native, *TypeValue:
		return "function", true
	case string, value.BytesValue:
		return "string", true
	case bool:
		return "boolean", true
	case int64, float64:
		return "number", true
	case nil:
		return "undefined", true
	}
	return "object", true
}
