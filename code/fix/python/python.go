// Package python holds the ways to mend Python code. Each edits the author's text
// by byte ranges found with package syntax; nothing is reformatted. Imports go
// where their like stand, helpers before the statement that needs them.
//
// It is for package code, which applies a candidate, scans the tree again and
// keeps it only when the finding is gone and no new one came. So a strategy may
// offer several candidates, best first, but never one that would change what an
// honest input does without saying so in Why.
//
// # Reading order
//
// source.go (a file under the knife), imports.go, helpers.go; taint.go (which
// expressions carry a flow); parts.go and pieces.go (how a text is put together);
// wrap.go (pass values through a function); then the strategies.
//
// # Limits
//
// Texts are followed through one function, a caller that hands parameters on, and
// methods that collect parts; beyond that a strategy says that it does not fit.
// Template files are edited hole by hole (template.go) only.
package python

import "github.com/prunella/prunella/code/fix"

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
		{Name: "allow-identifier", Doc: "check names of columns against those the program knows", Apply: allowIdentifier},
		{Name: "argument-vector", Doc: "call the program with a list of arguments, without a shell", Apply: argumentVector},
		{Name: "quote-shell", Doc: "quote the value as one word for the shell", Apply: wrapValues("the value is quoted as one word", quoteShell)},
		{Name: "confine-path", Doc: "refuse names that leave their folder", Apply: confinePath},
		{Name: "template-context", Doc: "escape a template's expression for the place it stands in", Apply: templateContext},
		{Name: "escape-html", Doc: "escape for HTML where the value enters the page", Apply: wrapOutside("the value is escaped for HTML", []string{"<"}, escapeHTML)},
		{Name: "escape-ldap", Doc: "escape for LDAP filters (RFC 4515)", Apply: own("the value is escaped for filters by ", escapeName, wrapValues("the value is escaped for filters", escapeLDAP))},
		{Name: "literal-eval", Doc: "read a value instead of running code", Apply: literalEval},
		{Name: "template-data", Doc: "give values to a template as data", Apply: templateData},
		{Name: "strip-newlines", Doc: "remove CR and LF", Apply: wrapOutside("line breaks are removed from the value", []string{`\n`, `\r`, "\n"}, stripNewlines)},
		{Name: "quote-log", Doc: "quote the value in the log line", Apply: quoteLog},
		{Name: "verify-tls", Doc: "verify certificates", Apply: verifyTLS},
		{Name: "modern-crypto", Doc: "TLS 1.2 or later, longer keys", Apply: modernCrypto},
		{Name: "modern-hash", Doc: "SHA-256 for MD5 and SHA-1, passwords aside", Apply: modernHash},
		{Name: "secure-random", Doc: "draw from the system's generator", Apply: secureRandom},
		{Name: "verify-token", Doc: "check a token's signature", Apply: verifyToken},
		{Name: "safe-loader", Doc: "read YAML without making objects", Apply: safeLoader},
		{Name: "data-format", Doc: "JSON instead of pickles, at both ends", Apply: dataFormat},
		{Name: "local-redirect", Doc: "redirect to paths of the site only", Apply: localRedirect},
		{Name: "no-entities", Doc: "parse XML without external entities", Apply: noEntities},
		{Name: "secure-cookie", Doc: "set Secure, HttpOnly and SameSite", Apply: secureCookie},
		{Name: "xpath-variable", Doc: "pass values to lxml's xpath as variables", Apply: xpathVariable},
		{Name: "escape-xpath", Doc: "refuse quotes in values of XPath expressions", Apply: wrapValues("values with quotes are refused", escapeXPath)},
		{Name: "env-secret", Doc: "read the secret from the environment", Apply: envSecret},
		{Name: "allow-host", Doc: "ask only hosts that the program has business with", Apply: allowHost},
		{Name: "unambiguous-regex", Doc: "rewrite nested repetitions", Apply: unambiguousRegex},
		{Name: "exact-host", Doc: "have the dots of a host's name be dots", Apply: rewritten("dots in the name of the host are dots", exactHost)},
		{Name: "exact-range", Doc: "write the characters that a range was meant for", Apply: rewritten("the class holds what was meant and no more", fix.Meant)},
		{Name: "literal-pattern", Doc: "seek what somebody gives as text, not as a pattern", Apply: literalPattern},
		{Name: "bound-input", Doc: "refuse long texts", Apply: boundInput},
		{Name: "set-timeout", Doc: "bound how long a peer may take", Apply: setTimeout},
		{Name: "limit-read", Doc: "bound how much is read", Apply: limitRead},
		{Name: "tight-mode", Doc: "files for their owner only", Apply: tightMode},
		{Name: "show-hidden", Doc: "write letters that hide what the program says so that they are seen", Apply: showHidden},
		{Name: "whole-match", Doc: "have a check look at the whole value", Apply: repaired("the check looks at the whole value", wholeMatch)},
		{Name: "escape-quotes", Doc: "escape quotes as well", Apply: repaired("quotes are escaped as well", quotesToo)},
		{Name: "escape-url", Doc: "write a value as one part of an address", Apply: wrapValues("the value is one part of the address", escapeURL)},
		{Name: "escape-pages", Doc: "have templates escape what they are given", Apply: escapePages},
		{Name: "own-temporary-file", Doc: "make a temporary file together with its name", Apply: ownTemporary},
		{Name: "debug-off", Doc: "no debugger for visitors", Apply: debugOff},
	}
}
