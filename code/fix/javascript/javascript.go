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
		{Name: "data-format", Doc: "read JSON in place of code or serialised objects", Apply: parseData},
		{Name: "escape-html", Doc: "escape a value where it becomes part of markup", Apply: escapeHTML},
		{Name: "escape-ldap", Doc: "escape a value where it becomes part of a filter", Apply: escapeLDAP.apply},
		{Name: "escape-xpath", Doc: "refuse values that are no plain words in an XPath expression", Apply: plainXPath.apply},
		{Name: "guard-keys", Doc: "refuse keys that lead to the prototype of all objects", Apply: guardKeys},
		{Name: "local-redirect", Doc: "redirect to paths of this site only", Apply: localRedirect.apply},
		{Name: "modern-hash", Doc: "name SHA-256 instead of a broken hash function", Apply: modernHash},
		{Name: "no-entities", Doc: "leave external entities unresolved", Apply: noEntities},
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
		{Name: "quote-log", Doc: "write a value to the log as a JSON text", Apply: quoteLog.apply},
		{Name: "secure-cookie", Doc: "set Secure, HttpOnly and SameSite", Apply: secureCookie},
		{Name: "secure-random", Doc: "draw from the generator for secrets", Apply: secureRandom},
		{Name: "strong-key", Doc: "make keys of 3072 bits", Apply: strongKey},
		{Name: "text-condition", Doc: "make a text of a value in a condition", Apply: textCondition.apply},
		{Name: "tight-mode", Doc: "let only the owner write", Apply: tightMode},
		{Name: "verify-tls", Doc: "let certificates be verified", Apply: verifyTLS},
	}
}
