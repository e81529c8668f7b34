// Package javascript holds the ways to mend JavaScript and TypeScript. Each edits
// the author's text by byte ranges found with the front end's parser; nothing is
// reformatted.
//
// # Limits
//
// A text is followed from the call to the one variable it was put together in, within
// the file. What is put together in several statements is left to people.
package javascript

import (
	"github.com/prunella/prunella/code/fix"
)

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{
		{Name: "argument-vector", Doc: "start the program with a list of arguments and no shell", Apply: argumentVector},
		{Name: "confine-path", Doc: "refuse names that leave their folder", Apply: confinePath},
		{Name: "escape-html", Doc: "escape a value where it becomes part of markup", Apply: escapeHTML},
		{Name: "modern-hash", Doc: "name SHA-256 instead of a broken hash function", Apply: modernHash},
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
		{Name: "secure-cookie", Doc: "set Secure, HttpOnly and SameSite", Apply: secureCookie},
		{Name: "secure-random", Doc: "draw from the generator for secrets", Apply: secureRandom},
		{Name: "verify-tls", Doc: "let certificates be verified", Apply: verifyTLS},
	}
}
