// Package html is the demand on markup that is written to a browser (CWE-79): a
// value may be text or an attribute's value, and never an element, an attribute,
// a script, or a javascript: address.
//
// Arguments: the markup; the content type, or nil when the program does not say
// (a browser, or Go's ResponseWriter, then looks at the content); optionally
// whether this is known to be the first write of the response; optionally whether it
// is a text, where a framework makes JSON of everything else: only what is known to be
// one is judged then. A content type that is not HTML, XHTML, SVG or XML makes every
// value harmless.
//
// Contexts follow the tokenizer of the HTML standard (13.2.5): text, attributes
// in double, single and no quotes, addresses (href, src, …), event handlers,
// script strings and script code, style, comments, tag names. The marks
// "html.safe" (escaped for its context by a template engine) and "json" (a JSON
// text) are honoured.
//
// Limits: style is judged by characters; markup split over several writes is
// judged write by write.
package html

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on markup.
type Demand struct{}

// Kind is "html".
func (Demand) Kind() string { return "html" }

// Check finds holes that can leave their context.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 || len(args) > 1 && !mayBeMarkup(args[1]) {
		return nil
	}
	if len(args) > 3 && args[3].Kind != value.Nil && !(args[3].Kind == value.Bool && args[3].Lo == 1) {
		return nil
	}
	if len(args) > 2 && unset(args[1]) && args[2].Kind == value.Bool && args[2].Lo == 1 && plainByContent(args[0]) {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &lexer{} })
}

func unset(a value.Abs) bool {
	s, ok := a.Str.Exact()
	return a.Kind == value.Nil || ok && s == ""
}

// mayBeMarkup reports whether a response of the content type may be shown as a
// page.
func mayBeMarkup(a value.Abs) bool {
	words, ok := a.Str.Exacts()
	if a.Kind&^(value.Str|value.Bytes) != 0 || !ok {
		return len(a.Str.Alts) == 0 || !prefixed(a)
	}
	for _, w := range words {
		if isMarkup(w) {
			return true
		}
	}
	return false
}

// prefixed reports whether the type is known to be harmless from its constant
// start ("text/plain; charset=" + x).
func prefixed(a value.Abs) bool {
	for _, seq := range a.Str.Alts {
		if len(seq) == 0 || seq[0].Hole != nil || !strings.Contains(seq[0].Text, ";") || isMarkup(seq[0].Text) {
			return false
		}
	}
	return a.Kind&^(value.Str|value.Bytes) == 0
}

func isMarkup(contentType string) bool {
	t, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	t = strings.TrimSpace(t)
	return t == "" || strings.Contains(t, "html") || strings.HasSuffix(t, "xml") || t == "*/*" || t == "unknown/unknown"
}

// plainByContent reports whether sniffing (WHATWG mimesniff 7.1, and Go's
// DetectContentType) takes the text for no markup: it starts with a constant
// that is no tag.
func plainByContent(a value.Abs) bool {
	for _, seq := range a.Str.Alts {
		if len(seq) == 0 || seq[0].Hole != nil {
			return false
		}
		s := strings.TrimLeft(seq[0].Text, "\t\n\x0c\r ")
		if s == "" || s[0] == '<' {
			return false
		}
	}
	return len(a.Str.Alts) > 0
}

// Attacks start an element, leave the attribute or the string.
func (Demand) Attacks(v demand.Violation) []string {
	switch v.Context {
	case "html attribute \"":
		return []string{`"><script>prunella()</script>`, `" onmouseover="prunella()" x="`, `"`}
	case "html attribute '":
		return []string{`'><script>prunella()</script>`, `' onmouseover='prunella()' x='`, `'`}
	case "html attribute":
		return []string{`x onmouseover=prunella()`, "x onmouseover=prunella``", `x><script>prunella()</script>`}
	case "html address":
		return []string{"javascript:prunella()", "JaVaScript:prunella()", "data:text/html,<script>prunella()</script>", "java\tscript:prunella()"}
	case "html script string":
		return []string{`'-prunella()-'`, `"-prunella()-"`, `</script><script>prunella()</script>`, `\`, "${prunella()}", `&#39;-prunella()-&#39;`, `&quot;-prunella()-&quot;`, "\nprunella()//"}
	case "html script":
		return []string{"prunella()", "1;prunella()", `</script><script>prunella()</script>`}
	case "html comment":
		return []string{"--><script>prunella()</script>"}
	case "html tag":
		return []string{"script", "img src=x onerror=prunella()", "x><script>prunella()</script>"}
	}
	return []string{"<script>prunella()</script>", "<img src=x onerror=prunella()>", "</title><script>prunella()</script>", "</textarea><script>prunella()</script>",
		"</style><script>prunella()</script>", "<svg/onload=prunella()>", "<scr<script>ipt>prunella()</script>", "<ScRiPt>prunella()</ScRiPt>", "<b>", "--><script>prunella()</script>"}
}
