// Package c holds the ways to mend C and C++. Each edits the author's text by byte
// ranges found with the front end's parser; nothing is reformatted.
//
// # Limits
//
// A buffer's size is what its declaration or its one allocation says.
package c

import (
	"github.com/prunella/prunella/code/fix"
)

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{}
}
