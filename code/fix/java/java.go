// Package java holds the ways to mend Java. Each edits the author's text by byte
// ranges found with the front end's parser; nothing is reformatted.
//
// # Limits
//
// A text is followed from the call to the one variable it was put together in, within
// the method. What is put together in several statements or methods is left to people.
// Types are those written at declarations.
package java

import (
	"github.com/prunella/prunella/code/fix"
)

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
	}
}
