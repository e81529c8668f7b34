package golang

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
)

// A wrapper writes a safe form of an expression of type string; "" when it has
// none for that place.
type wrapper func(s *source, p spot, expr string) string

// maxSpots bounds how many places a strategy offers.
const maxSpots = 10

// wrapValues makes a strategy that passes a value of the flow through a wrapper
// where it enters a text. Each place is a candidate, best first; the last one
// wraps all values of the sink's own statement.
func wrapValues(why string, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		v := look(in)
		spots := v.spots()
		var out []fix.Candidate
		for _, p := range spots {
			if len(out) < maxSpots {
				out = append(out, v.wrap(why, w, p)...)
			}
		}
		var all []spot
		for _, p := range spots {
			if p.near <= 1 && p.builds && p.file.unit == in.Flow.At.Unit {
				all = append(all, p)
			}
		}
		if len(all) > 1 {
			out = append(out, v.wrap(why, w, all...)...)
		}
		if len(out) == 0 {
			return nil, shape("the place where the value enters the text was not found")
		}
		return out, nil
	}
}

// wrap is the candidate that wraps the values of spots of one file, none when the
// wrapper takes none of them.
func (v *view) wrap(why string, w wrapper, spots ...spot) []fix.Candidate {
	s, err := v.open(spots[0].file.unit)
	if err != nil {
		return nil
	}
	done := false
	for _, p := range spots {
		done = s.wrapOne(p, w) || done
	}
	if !done {
		return nil
	}
	out, err := s.done("%s", why)
	if err != nil {
		return nil
	}
	return out
}

func (s *source) wrapOne(p spot, w wrapper) bool {
	value, back := s.text(p.expr), ""
	switch t := s.typeOf(p.expr); {
	case s.isString(p.expr):
	case s.isBytes(p.expr):
		value, back = "string("+value+")", "[]byte"
	case p.verb == "%s" || p.verb == "%v":
		if b, ok := t.(*types.Basic); t == nil || ok && b.Info()&types.IsNumeric != 0 {
			return false
		}
		value = s.use("fmt") + ".Sprint(" + value + ")"
	default:
		return false
	}
	safe := w(s, p, value)
	if safe == "" {
		return false
	}
	if back != "" {
		safe = back + "(" + safe + ")"
	}
	s.replace(p.expr, safe)
	return true
}

func unitAt(in *fix.Input, i int) *ir.Unit {
	if i < 0 || i >= len(in.Program.Units) {
		return nil
	}
	return in.Program.Units[i]
}

// exprAt finds the expression with exactly that span.
func (f *file) exprAt(span ir.Span) ast.Expr {
	for _, n := range f.nodesAt(span) {
		if e, ok := n.(ast.Expr); ok && f.start(n) == span.Start && f.end(n) == span.End {
			return e
		}
	}
	return nil
}

// escapeHTML escapes for the place in the page: by entities in text and quoted
// attributes, as JSON in a script.
func escapeHTML(s *source, _ spot, e string) string {
	context := s.view.in.Flow.Violation.Context
	switch {
	case context == "html script string":
		return s.use("html/template") + ".JSEscapeString(" + e + ")"
	case context == "html script":
		return s.helper("scriptValue", scriptValue) + "(" + e + ")"
	case context == "html tag", context == "html style", context == "html address", context == "html comment", context == "html attribute":
		return "" // entities do not help there
	}
	if s.pkgName("html/template") != "" {
		return s.use("html/template") + ".HTMLEscapeString(" + e + ")"
	}
	return s.use("html") + ".EscapeString(" + e + ")"
}

const scriptValue = `
// NAME writes text as a JavaScript value that is safe inside a script element.
func NAME(text string) string {
	value, err := {pkg encoding/json}.Marshal(text)
	if err != nil {
		return "null"
	}
	return string(value)
}`

// stripNewlines leaves whole messages alone: their line breaks are meant.
func stripNewlines(s *source, p spot, e string) string {
	if s.isBytes(p.expr) && !p.builds {
		return ""
	}
	return s.use("strings") + `.NewReplacer("\r", "", "\n", "").Replace(` + e + ")"
}

// escapeLines changes nothing but what does harm in a log: line breaks, and the
// escape character that commands terminals.
func escapeLines(s *source, p spot, e string) string {
	if strings.HasSuffix(p.verb, "q") {
		return ""
	}
	return s.use("strings") + `.NewReplacer("\n", "\\n", "\r", "\\r", "\x1b", "\\x1b").Replace(` + e + ")"
}

func quoteValue(s *source, p spot, e string) string {
	if strings.HasSuffix(p.verb, "q") {
		return ""
	}
	return s.use("strconv") + ".Quote(" + e + ")"
}

func escapeLDAP(s *source, _ spot, e string) string {
	for _, im := range s.tree.Imports {
		p, err := strconv.Unquote(im.Path.Value)
		if err == nil && (strings.HasPrefix(p, "github.com/go-ldap/ldap") || strings.HasPrefix(p, "gopkg.in/ldap")) {
			return s.use(p) + ".EscapeFilter(" + e + ")"
		}
	}
	return s.use("strings") + `.NewReplacer("\\", "\\5c", "*", "\\2a", "(", "\\28", ")", "\\29", "\x00", "\\00").Replace(` + e + ")"
}

const xpathText = `
// NAME writes text as an XPath string literal, whatever quotes are in it.
func NAME(text string) string {
	return "'" + {pkg strings}.NewReplacer("'", "", "\"", "").Replace(text) + "'"
}`

// escapeXPath takes the quotes out of a value inside a literal: XPath 1.0 has no
// escape for them.
func escapeXPath(s *source, _ spot, e string) string {
	if !strings.Contains(s.view.in.Flow.Violation.Context, "'") && !strings.Contains(s.view.in.Flow.Violation.Context, `"`) &&
		!strings.Contains(s.view.in.Flow.Violation.Context, "string") {
		return s.helper("xpathText", xpathText) + "(" + e + ")"
	}
	return s.use("strings") + `.NewReplacer("'", "", "\"", "").Replace(` + e + ")"
}

// quoteLog offers %q for %s and for a lone error first, then a quoted value.
func quoteLog(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	out := v.printQuoted("the error is quoted, so that it stays one line")
	for _, p := range v.spots() {
		if p.verb != "%s" && p.verb != "%v" || p.format == nil || p.file.typeOf(p.expr) == nil {
			continue
		}
		if !p.file.isString(p.expr) && !p.file.isBytes(p.expr) && !p.file.isError(p.expr) {
			continue
		}
		s, err := v.open(p.file.unit)
		if err != nil {
			continue
		}
		if s.changeVerb(p, "%q") {
			if c, err := s.done("the value is quoted, so that it stays one line"); err == nil {
				out = append(out, c...)
			}
		}
	}
	escaped, err := wrapValues("line breaks are written as \\n and \\r, so that the value stays one line", escapeLines)(in)
	if err == nil {
		out = append(out, escaped...)
	}
	rest, err := wrapValues("the value is quoted, so that it stays one line", quoteValue)(in)
	if err != nil && len(out) == 0 {
		return nil, err
	}
	return append(out, rest...), nil
}

func (f *file) isError(e ast.Expr) bool {
	t := f.typeOf(e)
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// changeVerb writes another verb for a spot into the format's literal.
func (s *source) changeVerb(p spot, verb string) bool {
	raw := s.text(p.format)
	text, err := strconv.Unquote(raw)
	if err != nil {
		return false
	}
	inText, ok := verbsOf(text)
	inRaw, ok2 := verbsOf(raw)
	if !ok || !ok2 || len(inText) != len(inRaw) {
		return false
	}
	for i, v := range inText {
		if v.at == p.at && inRaw[i].verb == v.verb {
			at := s.start(p.format) + uint32(inRaw[i].at)
			s.replaceRange(at, at+uint32(len(v.verb)), verb)
			return true
		}
	}
	return false
}

const shellQuote = `
// NAME makes one word of a shell of text.
func NAME(text string) string {
	return "'" + {pkg strings}.ReplaceAll(text, "'", ` + "`'\\''`" + `) + "'"
}`

// quoteShell quotes the value as a shell word. Inside quotes of the command line
// that would be undone.
func quoteShell(s *source, p spot, e string) string {
	if context := s.view.in.Flow.Violation.Context; context != "shell word" || !p.builds {
		return ""
	}
	return s.helper("shellQuote", shellQuote) + "(" + e + ")"
}

// printQuoted rewrites a log.Print of a single error as a log.Printf with %q: an
// error is no string that could be wrapped where it stands.
func (v *view) printQuoted(why string) []fix.Candidate {
	at := v.in.Flow.At
	if at.Unit == nil {
		return nil
	}
	s, err := v.open(at.Unit)
	if err != nil {
		return nil
	}
	call, ok := s.exprAt(at.Span).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || call.Ellipsis.IsValid() || !s.isError(call.Args[0]) {
		return nil
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	formatted, ok := map[string]string{"Print": "Printf", "Println": "Printf", "Panic": "Panicf", "Panicln": "Panicf", "Fatal": "Fatalf", "Fatalln": "Fatalf"}[f.Sel.Name]
	if !ok {
		return nil
	}
	s.replace(f.Sel, formatted)
	s.replace(call.Args[0], `"%q", `+s.text(call.Args[0]))
	out, err := s.done("%s", why)
	if err != nil {
		return nil
	}
	return out
}
