// Package filter is the demand on search expressions: LDAP filters (CWE-90;
// RFC 4515 3) and XPath expressions (CWE-643; XPath 1.0 3.7).
//
// Arguments: ldap: the filter; xpath: the expression. The mark "ldap.escaped" is
// on texts escaped for a filter. XPath contexts: inside '…', inside "…", bare.
package filter

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// LDAP is the demand on LDAP filters.
type LDAP struct{}

// XPath is the demand on XPath expressions.
type XPath struct{}

// Kind is "ldap".
func (LDAP) Kind() string { return "ldap" }

// Kind is "xpath".
func (XPath) Kind() string { return "xpath" }

type ldapLexer struct{}

func (ldapLexer) Feed(string) {}

func (ldapLexer) Hole(h *text.Hole, _ string) (string, string) {
	if lexical.Marked(h, "ldap.escaped") {
		return "ldap filter", ""
	}
	if b, ok := lexical.May(h, "()*\x00"); ok {
		return "ldap filter", lexical.Say(b, "is special in a filter")
	}
	return "ldap filter", ""
}

// xpathLexer knows whether it is inside a literal; XPath has no escapes.
type xpathLexer struct{ quote byte }

func (l *xpathLexer) Feed(s string) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case l.quote == c:
			l.quote = 0
		case l.quote == 0 && (c == '\'' || c == '"'):
			l.quote = c
		}
	}
}

func (l *xpathLexer) Hole(h *text.Hole, _ string) (string, string) {
	if l.quote != 0 {
		context := "xpath literal " + string(l.quote)
		if h.MayContainByte(l.quote) {
			return context, lexical.Say(l.quote, "ends the literal")
		}
		return context, ""
	}
	if lexical.Only(h, lexical.Number) {
		return "xpath expression", ""
	}
	return "xpath expression", "is not quoted and is more than a number"
}

// Check finds holes that may contain a filter's special characters.
func (LDAP) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return ldapLexer{} })
}

// Check finds holes that leave their literal.
func (XPath) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &xpathLexer{} })
}

// Attacks widen the filter.
func (LDAP) Attacks(demand.Violation) []string {
	return []string{"*)(objectClass=*", "*", "x)(|(uid=*", "x*)(cn=*))(|(cn=*", "x)(&", "x\x00"}
}

// Attacks make the condition true.
func (XPath) Attacks(v demand.Violation) []string {
	if q, ok := strings.CutPrefix(v.Context, "xpath literal "); ok {
		return []string{q + " or " + q + "1" + q + "=" + q + "1", "x" + q + " or true() or " + q, q + "]|//*|//*[" + q}
	}
	return []string{"1 or 1=1", "1] | //* | //*[1", "x or true()"}
}

// Broken compares parentheses, operators and wildcards.
func (LDAP) Broken(benign, attacked []any, input string) (bool, string) {
	return differ(benign, attacked, input, ldapShape, "the filter has other parts than with harmless input")
}

// Broken compares the tokens outside of literals.
func (XPath) Broken(benign, attacked []any, input string) (bool, string) {
	return differ(benign, attacked, input, xpathShape, "the expression has other parts than with harmless input")
}

func differ(benign, attacked []any, input string, shape func(string) string, how string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	_, _, landed := lexical.Landed(is, input)
	if !ok1 || !ok2 || !landed || shape(was) == shape(is) {
		return false, ""
	}
	return true, how
}

func ldapShape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("()*\x00", s[i]) >= 0 {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func xpathShape(s string) string {
	var b strings.Builder
	l, word := xpathLexer{}, byte(0)
	for i := 0; i < len(s); i++ {
		was := l.quote
		l.Feed(s[i : i+1])
		c := s[i]
		switch {
		case was != 0 || l.quote != 0:
			if was == 0 || l.quote == 0 {
				b.WriteByte('"')
			}
			c = 0
		case strings.IndexByte(lexical.Digits, c) >= 0 && word != 'w':
			c = 'n'
		case strings.IndexByte(lexical.Word, c) >= 0:
			c = 'w'
		case c == ' ':
			c = 0
		}
		if c != 0 && (c != word || c != 'n' && c != 'w') {
			b.WriteByte(c)
		}
		word = c
	}
	return b.String()
}
