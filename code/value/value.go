// Package value is what the solver tells a primitive operation about a value,
// and what it is told back ([Abs]), and the concrete values that the twin
// computes with ([List], [Map], and Go's nil, bool, int64, float64, string).
package value

import "github.com/prunella/prunella/code/text"

// Kind is a set of forms a value may have.
type Kind uint16

// The forms.
const (
	Nil Kind = 1 << iota
	Bool
	Int
	Float
	Str
	Bytes // texts too: Abs.Str describes them
	List  // lists, tuples, sets
	Map
	Object
	Func
	Unknown Kind = 1<<iota - 1 // anything
)

// An Abs is what is known of a value.
type Abs struct {
	Kind   Kind
	Str    text.Str // when Kind has Str or Bytes
	Lo, Hi int64    // when Kind has Int or Bool (0, 1): the range; both extremes when unknown
	Labels text.Labels
	Guard  *Guard   // Bool: what its truth says of a text
	Items  []Abs    // List: the elements when all are known
	Keys   []string // Map: its keys when all are known texts, and
	Vals   []Abs    // the value of each
	Rest   *Abs     // List: what any (further) element is; nil: none
	Opaque any      // the solver's own (objects, functions); operations pass it on untouched
}

// A Guard says: the boolean is true exactly when (Exact) or only when the fact
// holds of the text called Sym. Not flips it. And joins guards that hold
// together when the boolean is true.
type Guard struct {
	Sym   text.Sym
	Fact  text.Fact
	Not   bool
	Exact bool
	And   []*Guard
}

// A ListValue is a concrete list, tuple or set.
type ListValue struct {
	Items []any
	Tuple bool
	Set   bool
}

// A MapValue is a concrete map that remembers insertion order. Keys are nil,
// bool, int64, float64 or string.
type MapValue struct {
	Keys []any
	Vals map[any]any
	Bare bool // inherits from nothing (JavaScript)
}

// Bytes is concrete binary text, distinct from string where a language tells
// them apart.
type BytesValue string
