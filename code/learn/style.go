package learn

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/record"
)

// A style is found by anti-unification: what the text before and the text after have in
// common becomes a hole, what the text after has alone is the house's own. Holes are named
// after what they are in the call at the sink:
//
//	${recv}       what the method is called on
//	${arg0} …     an argument
//	${values}     the values that are built into the text, with commas
//	${value}      one of them (level "value")
//	${query:?}    the text with a placeholder for each value; also $1, %s
//
// The levels say how much is replaced: one value, one argument, or the call.
const (
	levelValue    = "value"
	levelArgument = "argument"
	levelCall     = "call"
)

// A site is a call at a sink, read as a style needs it.
type site struct {
	call
	text     string
	argument int // the one that is built
	parts    []piece
	def      string // the line that defines the argument, where it is a variable
	variable string
}

// readSite reads a call. body is the text of the function before the call, for the
// definition of a variable that is built there and only used here.
func readSite(text, body string) (site, bool) {
	c, ok := readCall(text)
	if !ok {
		return site{}, false
	}
	s := site{call: c, text: text, argument: -1}
	for i, a := range c.args {
		p := pieces(a)
		def := ""
		if len(p) == 1 && p[0].value != "" {
			if line, value := definition(p[0].value, body); value != "" {
				if built := pieces(value); len(built) > 1 {
					p, def = built, line
				}
			}
		}
		if builds(p) && s.argument < 0 {
			s.argument, s.parts, s.def = i, p, def
			if def != "" {
				s.variable = a
			}
		}
	}
	for i, a := range c.args {
		if s.argument < 0 && !quoted(a) {
			s.argument, s.parts = i, []piece{{value: a}}
		}
	}
	return s, s.argument >= 0
}

// builds reports whether pieces are a text with values in it.
func builds(p []piece) bool {
	return len(p) > 1 && slices.ContainsFunc(p, func(x piece) bool { return x.value == "" }) && slices.ContainsFunc(p, func(x piece) bool { return x.value != "" })
}

var identifier = regexp.MustCompile(`^[A-Za-z_$][\w$]*$`)

// definition finds the one line that gives a variable its value.
func definition(name, body string) (line, value string) {
	if !identifier.MatchString(name) {
		return "", ""
	}
	re := regexp.MustCompile(`(?m)^[ \t]*(?:var |let |const |final |String |str )*` + regexp.QuoteMeta(name) + `[ \t]*:?=[ \t]*([^=\n].*?);?[ \t]*$`)
	all := re.FindAllStringSubmatch(body, 2)
	if len(all) != 1 {
		return "", ""
	}
	return all[0][0], all[0][1]
}

// values are the expressions that are put into the text.
func (s *site) values() []string {
	var out []string
	for _, p := range s.parts {
		if p.value != "" {
			out = append(out, p.value)
		}
	}
	return out
}

// placeholders are the marks of prepared statements, by how a style spells them.
func placeholder(kind string, n int) string {
	if kind == "$1" {
		return "$" + strconv.Itoa(n)
	}
	return kind
}

var placeholderKinds = []string{"?", "$1", "%s"}

// query is the text with placeholders; quotes around a value go with it.
func (s *site) query(kind string) string {
	var b strings.Builder
	n := 0
	for i, p := range s.parts {
		if p.value != "" {
			n++
			b.WriteString(placeholder(kind, n))
			continue
		}
		text := p.text
		if i > 0 {
			text = trimQuote(text, strings.TrimPrefix, s.parts[i-1])
		}
		if i+1 < len(s.parts) {
			text = trimQuote(text, strings.TrimSuffix, s.parts[i+1])
		}
		b.WriteString(text)
	}
	return b.String()
}

func trimQuote(text string, cut func(s, fix string) string, next piece) string {
	if next.value == "" {
		return text
	}
	if t := cut(text, "'"); t != text {
		return t
	}
	return cut(text, `\"`)
}

// StyleOf reads a style out of one correction: the call before, with the text of its
// function up to there, and what stands in its place after. It fails when nothing of the flow is
// left in what stands there now, for then it is no way to mend others.
func StyleOf(before, body, after string) (record.Style, error) {
	s, ok := readSite(before, body)
	if !ok {
		return record.Style{}, fmt.Errorf("the call before is none that can be read")
	}
	if !balanced(after) || len(after) > maxStyle {
		return record.Style{}, fmt.Errorf("what stands there now is no single expression")
	}
	st := record.Style{Callee: s.name, Argument: s.argument, Count: len(s.args), Examples: 1, Level: levelCall}
	if now, ok := readCall(after); ok && now.head == s.head && len(now.args) == len(s.args) && s.def == "" {
		if text, ok := valueStyle(s, now); ok {
			st.Level, st.Text = levelValue, text
			return st, nil
		}
		if differ(s.args, now.args, s.argument) {
			st.Level, after = levelArgument, now.args[s.argument]
		}
	}
	st.Text = s.generalise(after)
	if !strings.Contains(st.Text, "${values}") && !strings.Contains(st.Text, fmt.Sprintf("${arg%d}", s.argument)) {
		return record.Style{}, fmt.Errorf("none of the values of before is in what stands there now")
	}
	return st, nil
}

// maxStyle bounds what is learnt from one place.
const maxStyle = 2000

// differ reports whether two lists of arguments differ in one place alone.
func differ(a, b []string, at int) bool {
	for i := range a {
		if (a[i] != b[i]) != (i == at) {
			return false
		}
	}
	return true
}

// valueStyle is how each value was wrapped in place, when that is all that happened.
func valueStyle(s site, now call) (string, bool) {
	if !differ(s.args, now.args, s.argument) {
		return "", false
	}
	after := pieces(now.args[s.argument])
	if len(after) != len(s.parts) {
		return "", false
	}
	out := ""
	for i, p := range after {
		old := s.parts[i]
		if p.text != old.text || (p.value == "") != (old.value == "") {
			return "", false
		}
		if p.value == old.value {
			continue
		}
		text := fill(p.value, []hole{{"${value}", old.value}})
		if !strings.Contains(text, "${value}") || out != "" && out != text {
			return "", false
		}
		out = text
	}
	return out, out != ""
}

// A hole is a text that stands for itself elsewhere.
type hole struct{ name, text string }

// generalise puts holes where the text after holds what the call before held, the
// longest first.
func (s *site) generalise(after string) string {
	var holes []hole
	for _, kind := range placeholderKinds {
		if len(s.parts) > 1 {
			holes = append(holes, hole{"${query:" + kind + "}", s.query(kind)})
		}
	}
	text := fillLiterals(after, holes)
	holes = []hole{{"${values}", strings.Join(s.values(), ", ")}}
	for i, a := range s.args {
		if a != holes[0].text {
			holes = append(holes, hole{fmt.Sprintf("${arg%d}", i), a})
		}
	}
	if s.receiver != "" {
		holes = append(holes, hole{"${recv}", s.receiver})
	}
	slices.SortStableFunc(holes, func(a, b hole) int { return len(b.text) - len(a.text) })
	return fill(text, holes)
}

// fillLiterals puts holes in the place of whole literals.
func fillLiterals(text string, holes []hole) string {
	var out strings.Builder
	at := 0
	for _, t := range tokens(text) {
		word := text[t.from:t.to]
		if !quoted(word) || wordByte(word[0]) {
			continue
		}
		for _, h := range holes {
			if unquote(word) == h.text {
				out.WriteString(text[at:t.from] + h.name)
				at = t.to
				break
			}
		}
	}
	return out.String() + text[at:]
}

// fill puts holes in the place of runs of tokens. A name that is selected from
// something else (x.name) is another name.
func fill(text string, holes []hole) string {
	ts := tokens(text)
	var out strings.Builder
	at := 0
	for i := 0; i < len(ts); i++ {
		if i >= 2 && text[ts[i-2].from:ts[i-1].to] == "${" || i > 0 && text[ts[i-1].from:ts[i-1].to] == "." {
			continue
		}
		for _, h := range holes {
			n := run(text, ts[i:], h.text)
			if n == 0 {
				continue
			}
			out.WriteString(text[at:ts[i].from] + h.name)
			at = ts[i+n-1].to
			i += n - 1
			break
		}
	}
	return out.String() + text[at:]
}

// run counts the tokens at the head of ts that spell a text; 0 when they do not.
func run(text string, ts []token, want string) int {
	w := tokens(want)
	if len(w) == 0 || len(w) > len(ts) {
		return 0
	}
	for i, t := range w {
		if want[t.from:t.to] != text[ts[i].from:ts[i].to] {
			return 0
		}
	}
	return len(w)
}

// SameStyle reports whether two styles do the same.
func SameStyle(a, b record.Style) bool {
	return a.Callee == b.Callee && a.Level == b.Level && a.Argument == b.Argument && a.Count == b.Count && a.Text == b.Text && slices.Equal(a.Imports, b.Imports)
}

// Join counts examples: styles that do the same become one. The order is that of the
// number of examples, then of the first.
func Join(all []record.Style) []record.Style {
	var out []record.Style
	for _, s := range all {
		if i := slices.IndexFunc(out, func(o record.Style) bool { return SameStyle(o, s) }); i >= 0 {
			out[i].Examples += s.Examples
			continue
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b record.Style) int { return b.Examples - a.Examples })
	return out
}
