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
		{Name: "all-schemes", Doc: "ask for all schemes of programs", Apply: allSchemes},
		{Name: "allow-host", Doc: "ask only hosts that a setting lists", Apply: allowHost.apply},
		{Name: "allow-identifier", Doc: "refuse what is no name where SQL takes no parameter", Apply: plainName.apply},
		{Name: "anchor-host", Doc: "tie an expression for a host to both ends", Apply: anchorHost},
		{Name: "any-case", Doc: "have an expression for a path match all spellings", Apply: anyCase},
		{Name: "argument-vector", Doc: "start the program with a list of arguments and no shell", Apply: argumentVector},
		{Name: "calculate", Doc: "compute a formula instead of running code", Apply: calculated},
		{Name: "confine-path", Doc: "refuse names that leave their folder", Apply: confinePath},
		{Name: "data-format", Doc: "read JSON in place of code or serialised objects", Apply: parseData},
		{Name: "encrypted", Doc: "ask over TLS for what was fetched in the clear", Apply: encrypted},
		{Name: "ends-with", Doc: "ask for the end of a text by the method for it", Apply: endsWith},
		{Name: "env-secret", Doc: "require a secret from the environment", Apply: envSecret},
		{Name: "escape-html", Doc: "escape a value where it becomes part of markup", Apply: escapeHTML},
		{Name: "escape-ldap", Doc: "escape a value where it becomes part of a filter", Apply: escapeLDAP.apply},
		{Name: "escape-url", Doc: "encode a value as one segment of an address", Apply: escapeURL.apply},
		{Name: "escape-xpath", Doc: "refuse values that are no plain words in an XPath expression", Apply: plainXPath.apply},
		{Name: "escaped-output", Doc: "have a page write a value escaped", Apply: escapedOutput},
		{Name: "even-random", Doc: "draw numbers that are all as probable", Apply: evenRandom},
		{Name: "exact-host", Doc: "have the dots of a host's name be dots", Apply: rewritten("exact-host", "dots in the name of the host are dots", func(p string) (string, bool) { return fix.Named(p, `\.`) })},
		{Name: "exact-range", Doc: "write the characters that a range was meant for", Apply: rewritten("exact-range", "the class holds what was meant and no more", fix.Meant)},
		{Name: "field-condition", Doc: "compare a field by a condition in place of code", Apply: fieldCondition},
		{Name: "guard-keys", Doc: "refuse keys that lead to the prototype of all objects", Apply: guardKeys},
		{Name: "hide-error", Doc: "log an error, and tell strangers that there was one", Apply: hideError.apply},
		{Name: "hide-secret", Doc: "leave a secret out of the log", Apply: hideSecret},
		{Name: "host-setting", Doc: "take the host that a mail names from a setting", Apply: hostSetting},
		{Name: "known-origins", Doc: "answer with credentials to origins that a setting lists", Apply: knownOrigins},
		{Name: "limit-read", Doc: "bound what is read of a request", Apply: limitBody},
		{Name: "limit-unpacked", Doc: "bound what a compressed text may become", Apply: limitUnpacked},
		{Name: "list-parameter", Doc: "take what is no list for an empty one", Apply: listParameter},
		{Name: "local-redirect", Doc: "redirect to paths of this site only", Apply: localRedirect.apply},
		{Name: "modern-hash", Doc: "name SHA-256 instead of a broken hash function", Apply: modernHash},
		{Name: "no-entities", Doc: "leave external entities unresolved", Apply: noEntities},
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
		{Name: "pass-error", Doc: "hand an error to who waits for the answer", Apply: passError},
		{Name: "pick-fields", Doc: "store only fields that are named", Apply: pickFields},
		{Name: "protection-on", Doc: "leave on what protects pages", Apply: protectionOn},
		{Name: "quote-log", Doc: "write a value to the log as a JSON text", Apply: quotedLog},
		{Name: "same-guard", Doc: "guard a handler as those beside it are", Apply: sameGuard},
		{Name: "same-origin", Doc: "take messages of the own site, and send to it, only", Apply: sameOrigin},
		{Name: "secure-cookie", Doc: "set Secure, HttpOnly and SameSite", Apply: secureCookie},
		{Name: "secure-random", Doc: "draw from the generator for secrets", Apply: secureRandom},
		{Name: "strong-key", Doc: "make keys of 3072 bits", Apply: strongKey},
		{Name: "text-condition", Doc: "make a text of a value in a condition", Apply: textCondition.apply},
		{Name: "text-parameter", Doc: "make a text of a parameter that may be a list", Apply: textParameter},
		{Name: "tight-mode", Doc: "let only the owner write", Apply: tightMode},
		{Name: "trim", Doc: "cut blanks off by the method for it", Apply: trimmed},
		{Name: "unambiguous-regex", Doc: "write an expression so that it matches in one way", Apply: rewritten("unambiguous-regex", "the expression matches the same texts in one way only", fix.Unambiguous, fix.Told)},
		{Name: "verify-tls", Doc: "let certificates be verified", Apply: verifyTLS},
		{Name: "verify-token", Doc: "check a token's signature", Apply: verifyToken},
		{Name: "web-link", Doc: "link to addresses of the web only", Apply: webLink},
		{Name: "whole-escape", Doc: "replace all that means something, in an order in which no step undoes another", Apply: wholeEscape},
		{Name: "whole-host", Doc: "compare the host of an address as a whole", Apply: wholeHost},
		{Name: "written-text", Doc: "write as text what a page took for markup", Apply: writtenText},
	}
}
