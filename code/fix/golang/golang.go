// Package golang holds the ways to mend Go code. Each edits the author's text by
// byte ranges found with go/parser; go/types tells what names mean, libraries by
// their models. A file that gofmt had nothing to say about stays so; others keep
// their layout. Imports and variables that an edit leaves without use go with it.
//
// A value is made safe where it enters a text (see [spot]), never the whole text.
// Where more than one place will do, each is a candidate: whether it counts is for
// the engine, which reads the tree again.
//
// Limits: go.mod is not read, so that a remedy may need a newer Go than the module
// says (crypto/pbkdf2, crypto/rand.Text: 1.24); the build tells. Loops that build
// SQL, prepared statements, hashes of passwords, and DES, Triple DES, RC4 and ECB
// are left to people, with the reason.
package golang

import "github.com/prunella/prunella/code/fix"

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{
		{Name: "parameterise", Doc: "pass values spliced into a SQL text as parameters", Apply: parameterise},
		{Name: "allow-identifier", Doc: "let known column names through to a SQL text", Apply: allowIdentifier},
		{Name: "argument-vector", Doc: "call the program with a list of arguments, without a shell", Apply: argumentVector},
		{Name: "escape-html", Doc: "escape for HTML where the value enters the page", Apply: wrapOutside("the value is escaped for HTML", "<>", escapeHTML)},
		{Name: "strip-newlines", Doc: "remove CR and LF", Apply: wrapOutside("line breaks are removed from the value", "\r\n", stripNewlines)},
		{Name: "quote-log", Doc: "quote the value in the log line", Apply: quoteLog},
		{Name: "escape-ldap", Doc: "escape for LDAP filters (RFC 4515)", Apply: wrapValues("the value is escaped for filters", escapeLDAP)},
		{Name: "confine-path", Doc: "make the name local to its folder", Apply: confinePath},
		{Name: "quote-shell", Doc: "quote the value as one word of the shell", Apply: wrapValues("the value is quoted as one word of the shell", quoteShell)},
		{Name: "escape-xpath", Doc: "remove quotes from a value inside an XPath literal", Apply: wrapValues("the value stays inside its XPath literal", escapeXPath)},
		{Name: "modern-hash", Doc: "SHA-256 for MD5 and SHA-1", Apply: modernHash},
		{Name: "verify-tls", Doc: "verify certificates", Apply: verifyTLS},
		{Name: "secure-cookie", Doc: "set Secure, HttpOnly and SameSite", Apply: setField("the cookie is protected",
			[2]string{"HttpOnly", "true"}, [2]string{"Secure", "true"}, [2]string{"SameSite", "{pkg net/http}.SameSiteLaxMode"})},
		{Name: "set-timeout", Doc: "bound how long a peer may take", Apply: setTimeout},
		{Name: "tight-mode", Doc: "files for their owner only", Apply: tightMode},
		{Name: "limit-read", Doc: "bound how much is read", Apply: limitRead},
		{Name: "modern-crypto", Doc: "TLS 1.2, keys of 2048 bits", Apply: modernCrypto},
		{Name: "secure-random", Doc: "crypto/rand for math/rand", Apply: secureRandom},
		{Name: "verify-token", Doc: "verify a token's signature", Apply: verifyToken},
		{Name: "local-redirect", Doc: "redirect to local paths only", Apply: localRedirect},
		{Name: "allow-host", Doc: "call known hosts only", Apply: allowHost},
		{Name: "template-data", Doc: "give a value to a template as data", Apply: templateData},
		{Name: "data-format", Doc: "say why a format is not changed", Apply: dataFormat},
		{Name: "show-hidden", Doc: "write letters that hide what the program says so that they are seen", Apply: showHidden},
		{Name: "escape-url", Doc: "write a value as one segment or one parameter of an address", Apply: wrapValues("the value is one part of the address", escapeURL)},
		{Name: "html-template", Doc: "html/template for text/template", Apply: htmlTemplate},
		{Name: "exact-host", Doc: "have the dots of a host's name be dots", Apply: rewritten("dots in the name of the host are dots", exactHost)},
		{Name: "exact-range", Doc: "write the characters that a range was meant for", Apply: rewritten("the class holds what was meant and no more", exactRange)},
		{Name: "hide-secret", Doc: "leave a secret out of the log", Apply: hideSecret},
		{Name: "hide-error", Doc: "log a stack, and tell strangers that there was an error", Apply: hideError},
		{Name: "test-number", Doc: "refuse a number that is more than there is, than fits or than makes sense", Apply: testNumber},
		{Name: "env-secret", Doc: "read the secret from the environment", Apply: envSecret},
	}
}
