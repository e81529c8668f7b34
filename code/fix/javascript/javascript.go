// Package javascript holds the ways to mend JavaScript and TypeScript. Each edits
// the author's text by byte ranges found with the front end's parser; nothing is
// reformatted.
//
// # Limits
//
// A statement is followed from the call to the one variable it was put together in,
// within the file. Other flaws than SQL injection are left to people as yet.
package javascript

import (
	"github.com/prunella/prunella/code/fix"
)

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
	}
}
