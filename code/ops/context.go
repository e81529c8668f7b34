package ops

import (
	"github.com/prunella/prunella/code/text"
)

// A Context is what the solver lends an operation: fresh names for the unknown
// values it makes.
type Context struct {
	Dialect string // regular expression dialect of the language: "go", "python"
	// Derive names the value that op makes of the value called from; the same
	// question gets the same answer.
	Derive func(op string, from text.Sym) text.Sym
}
