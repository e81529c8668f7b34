// Package ops holds the primitive operations of library models: what the
// standard libraries of all languages do to texts, said once. Every operation
// has two readings: Concrete computes, for the twin; Abstract says what can
// become of an unknown text, for the solver. A property test holds them
// together: for every text x that an abstract argument stands for, Concrete(x)
// is among the texts that Abstract stands for.
//
// Library stubs name operations with the intrinsic prunella.op:
//
//	func EscapeString(s string) string { return prunella.Op("html.escape", s) }
//
// So no analysis ever asks what a function is called; a Replace that forgets a
// case and an escaper for the wrong context come out wrong by themselves.
package ops

import "github.com/prunella/prunella/code/value"

// An Op is one primitive operation.
type Op struct {
	Name string // "text.replace", "path.join", "html.escape"
	Doc  string // arguments, result, source (RFC, language reference)
	// Concrete computes the result. Arguments are nil, bool, int64, float64,
	// string, value.BytesValue, *value.ListValue or *value.MapValue. An error is
	// the program's error (the stub's language raises it), never ours.
	Concrete func(args []any) (any, error)
	// Abstract computes what the result may be.
	Abstract func(in *Context, args []value.Abs) value.Abs
}
