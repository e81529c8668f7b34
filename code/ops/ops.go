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
//
// # Names of derived values
//
// What an operation makes of the value called x is named by Context.Derive,
// with a key that says the operation and its other arguments. A test of the
// derived value (lower(x) contains "<script") tells something of x too: the
// solver asks [Context.Back], as often as it answers.
//
// # Limits
//
// Texts are bytes; languages that count characters say so with an argument.
// Where an operation treats characters outside ASCII in its own way (case,
// digits) the abstract reading only knows that they stay outside ASCII or
// become letters.
package ops

import (
	"sync"

	"github.com/prunella/prunella/code/value"
)

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

// All lists the operations, in the order of the files.
func All() []Op { return catalogue().list }

// Lookup finds an operation by its name.
func Lookup(name string) (Op, bool) {
	c := catalogue()
	at, ok := c.at[name]
	if !ok {
		return Op{}, false
	}
	return c.list[at], true
}

type index struct {
	list []Op
	at   map[string]int
}

// catalogue is built once; it never changes.
var catalogue = sync.OnceValue(func() index {
	out := index{at: map[string]int{}}
	for _, group := range [][]Op{
		textOps(), trimOps(), testOps(), listOps(), numberOps(), formulaOps(), formatOps(), escapeOps(), pathOps(), codecOps(), urlOps(), dsnOps(), regexOps(), moreOps(), mailOps(), runeOps(),
	} {
		for _, op := range group {
			op.Abstract = folding(op)
			out.at[op.Name] = len(out.list)
			out.list = append(out.list, op)
		}
	}
	return out
})
