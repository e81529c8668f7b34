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
		{Name: "allow-identifier", Doc: "refuse what is no name where SQL takes no parameter", Apply: wrapped("allow-identifier", "what is no plain name is refused: SQL takes no parameter in this place", 0, checkedName)},
		{Name: "argument-vector", Doc: "call a program with a list of words", Apply: argumentVector},
		{Name: "checked-host", Doc: "compare the host with its certificate", Apply: checkedHost},
		{Name: "confine-path", Doc: "refuse names that lead out of their folder", Apply: confinePath},
		{Name: "csrf-on", Doc: "leave the check of forged requests on", Apply: csrfOn},
		{Name: "encrypted", Doc: "ask over TLS for what credentials are sent to", Apply: encrypted},
		{Name: "env-secret", Doc: "require a secret from the environment", Apply: envSecret},
		{Name: "escape-html", Doc: "escape a value where it becomes part of markup", Apply: escapeHTML},
		{Name: "escape-ldap", Doc: "escape a value for LDAP filters", Apply: wrapped("escape-ldap", "the value is escaped for filters (RFC 4515)", -1, escapedLDAP)},
		{Name: "escape-xpath", Doc: "refuse quotes in a value of an XPath expression", Apply: wrapped("escape-xpath", "a value with quotes, for which XPath has no escape, is refused", -1, xpathText)},
		{Name: "exact-arithmetic", Doc: "throw where a number would wrap around", Apply: exactArithmetic},
		{Name: "exact-range", Doc: "write the characters that a range was meant for", Apply: rewritten("exact-range", "the class holds what was meant and no more", fix.Meant)},
		{Name: "filter-objects", Doc: "let in only the classes that are expected", Apply: filterObjects},
		{Name: "filtered-credentials", Doc: "name the classes that credentials may be of", Apply: filteredCredentials},
		{Name: "folder-end", Doc: "compare a folder to the end of its name", Apply: folderEnd},
		{Name: "guarded-endpoints", Doc: "ask who wants to know of the running program", Apply: guardedEndpoints},
		{Name: "hide-error", Doc: "log an error, and tell strangers that there was one", Apply: hideError},
		{Name: "hide-secret", Doc: "leave a secret out of the log", Apply: hideSecret},
		{Name: "immutable-intent", Doc: "let nobody fill in a pending intent", Apply: immutableIntent},
		{Name: "limit-unpacked", Doc: "bound what is read of a compressed stream", Apply: limitUnpacked},
		{Name: "local-redirect", Doc: "follow only paths of the site", Apply: wrapped("local-redirect", "only paths of the site are followed", -1, keptLocal)},
		{Name: "modern-cipher", Doc: "encrypt by AES in GCM", Apply: modernCipher},
		{Name: "modern-hash", Doc: "name SHA-256 instead of a broken hash function", Apply: modernHash},
		{Name: "no-entities", Doc: "refuse document types", Apply: noEntities},
		{Name: "no-grants", Doc: "give intents back without flags that let others in", Apply: noGrants},
		{Name: "one-segment", Doc: "refuse names that lead to another folder", Apply: wrapped("one-segment", "the value is a name in its folder; one that leads elsewhere is refused", 0, oneSegment)},
		{Name: "one-word", Doc: "refuse what is more than a word of a command", Apply: wrapped("one-word", "what is more than one word is refused: the systems that the program runs on quote in different ways", -1, oneWord)},
		{Name: "own-name", Doc: "look up names that are no addresses", Apply: wrapped("own-name", "an address of a server is refused: it would choose what is made of the answer", 0, ownName)},
		{Name: "own-package", Doc: "send secrets to the program's own parts only", Apply: ownPackage},
		{Name: "own-seed", Doc: "leave the seed to the system", Apply: ownSeed},
		{Name: "own-temporary", Doc: "make a temporary file that only its owner reads", Apply: ownTemporary},
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
		{Name: "protection-on", Doc: "leave on what protects content", Apply: protectionOn},
		{Name: "quote-log", Doc: "keep a value on its line of the log", Apply: wrapped("quote-log", "the value cannot begin a line of its own", -1, oneLine)},
		{Name: "quote-regex", Doc: "take a value as the text it is", Apply: wrapped("quote-regex", "the value is text and no pattern", 0, quotedRegex)},
		{Name: "quote-shell", Doc: "quote a value as one word of the shell", Apply: wrapped("quote-shell", "the value is one word of the shell, whatever is in it", -1, quotedForShell)},
		{Name: "same-guard", Doc: "guard a handler as those beside it are", Apply: sameGuard},
		{Name: "secure-cookie", Doc: "set Secure and HttpOnly", Apply: secureCookie},
		{Name: "secure-random", Doc: "draw from the generator for secrets", Apply: secureRandom},
		{Name: "simple-context", Doc: "evaluate an expression over data only", Apply: simpleContext},
		{Name: "steady-time", Doc: "compare secrets in a time that says nothing", Apply: steadyTime},
		{Name: "strip-newlines", Doc: "take line ends out of a header's value", Apply: wrapped("strip-newlines", "the value cannot end the header", -1, oneLine)},
		{Name: "test-divisor", Doc: "divide by nothing that is zero", Apply: testDivisor},
		{Name: "test-number", Doc: "refuse numbers that are more than there is", Apply: testNumber},
		{Name: "tight-mode", Doc: "let nobody else write", Apply: tightMode},
		{Name: "unambiguous-regex", Doc: "write an expression so that it matches in one way", Apply: rewritten("unambiguous-regex", "the expression matches the same texts in one way only", fix.Unambiguous, fix.Told)},
		{Name: "validate", Doc: "refuse values of another form before they are trusted", Apply: wrapped("validate", "the value has a form that is checked before the session trusts it", -1, checkedValue)},
		{Name: "verify-tls", Doc: "leave the checks of hosts and certificates on", Apply: verifyTLS},
		{Name: "verify-token", Doc: "check a token's signature", Apply: verifyToken},
		{Name: "xpath-variable", Doc: "pass values spliced into an XPath expression as variables", Apply: xpathVariable},
	}
}
