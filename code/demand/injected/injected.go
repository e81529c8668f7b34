// Package injected is the demand on source text that the program runs: template
// sources (CWE-1336) and evaluated code (CWE-94, CWE-95).
//
// Arguments: the source text. A template's source may not hold anybody's
// delimiters ({{, {%, <%, ${, #{); code may hold no more of anybody's than
// sums of numbers, or text inside a literal that cannot leave it.
package injected

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/demand/script"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Template is the demand on template sources.
type Template struct{}

// Code is the demand on evaluated code.
type Code struct{}

// Kind is "template".
func (Template) Kind() string { return "template" }

// Kind is "code".
func (Code) Kind() string { return "code" }

type templateLexer struct{}

func (templateLexer) Feed(string) {}

func (templateLexer) Hole(h *text.Hole, _ string) (string, string) {
	for _, d := range delimiters {
		if h.MayContain(d) {
			return "template source", "may contain " + d + ", which starts an expression of the template"
		}
	}
	return "template source", ""
}

// delimiters start expressions in Go's and Jinja's templates, in Mako, ERB,
// FreeMarker.
var delimiters = []string{"{{", "{%", "<%", "${", "#{"}

// arithmetic is what sums are written with: without letters, quotes and brackets
// nothing can be named or called.
const arithmetic = " \t*/%()"

type codeLexer struct{ js script.Lexer }

func (l *codeLexer) Feed(s string) { l.js.Feed(s) }

func (l *codeLexer) Hole(h *text.Hole, _ string) (string, string) {
	defer l.js.Skip()
	if lexical.Only(h, lexical.Number+arithmetic) {
		return "code", ""
	}
	if q := l.js.Quote(); q == '\'' || q == '"' {
		if b, ok := lexical.May(h, string(q)+"\\\n"); ok {
			return "code string " + string(q), lexical.Say(b, "leaves the literal")
		}
		return "code string " + string(q), ""
	}
	return "code", "is part of the code that runs"
}

// Check finds holes that may start an expression.
func (Template) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return templateLexer{} })
}

// Check finds holes that are more than data.
func (Code) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &codeLexer{} })
}

// Attacks compute something, once per notation.
func (Template) Attacks(demand.Violation) []string {
	return []string{"{{7*7331}}", "{{.}}", "{% if 1 %}x{% endif %}", "${7*7331}", "<%= 7*7331 %>", "#{7*7331}"}
}

// Attacks call the system.
func (Code) Attacks(v demand.Violation) []string {
	if q, ok := strings.CutPrefix(v.Context, "code string "); ok {
		return []string{q + "+__import__(" + q + "os" + q + ").popen(" + q + "id" + q + ").read()+" + q, q + ");prunella();(" + q, q}
	}
	return []string{"__import__('os').popen('id').read()", "1;prunella()", "prunella()", "7*7331"}
}

// Broken reports a template expression that the attacker brought.
func (Template) Broken(benign, attacked []any, input string) (bool, string) {
	was, is, start, end, ok := landed(benign, attacked, input)
	if !ok {
		return false, ""
	}
	for _, d := range delimiters {
		if strings.Count(is, d) > strings.Count(was, d) && strings.Contains(is[start:end], d) {
			return true, "the template has an expression that the attacker wrote: " + is[start:end]
		}
	}
	return false, ""
}

// Broken compares the tokens of the code.
func (Code) Broken(benign, attacked []any, input string) (bool, string) {
	was, is, start, end, ok := landed(benign, attacked, input)
	if !ok {
		return false, ""
	}
	a, b := script.Tokens(was), script.Tokens(is)
	same := len(a) == len(b)
	for i := 0; same && i < len(a); i++ {
		same = a[i] == b[i] || a[i] == "N" && b[i] == "N"
	}
	if same {
		return false, ""
	}
	return true, "the code that runs has a part that the attacker wrote: " + is[start:end]
}

func landed(benign, attacked []any, input string) (was, is string, start, end int, ok bool) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	start, end, ok3 := lexical.Landed(is, input)
	return was, is, start, end, ok1 && ok2 && ok3 && was != is
}
