// Package regex is the demand on regular expressions of engines that backtrack
// (CWE-1333): nobody else's pattern, and no ambiguous pattern for anybody else's
// long subject.
//
// Arguments: the pattern; the subject. Models of engines that do not backtrack
// (Go's) do not call the sink.
//
// A pattern is ambiguous when a loop without bound contains another and a run of
// the inner one's text can be cut into turns of the outer one in several ways.
// The oracle counts the steps of a backtracking match (Thompson's program, run
// depth first).
//
// Where that finds nothing, the automaton of the pattern is asked (text.Ambiguity).
// [Slow] is the demand on patterns whose cost grows as a power of the subject's length.
package regex

import (
	"regexp/syntax"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on patterns and subjects. The zero value is ready for use; one
// of [New] remembers what it learnt of patterns.
type Demand struct{ known *known }

// New makes the two demands of this package, which share what they learn.
func New() (Demand, Slow) {
	k := &known{of: map[string]cost{}}
	return Demand{k}, Slow{k}
}

// Kind is "regex".
func (Demand) Kind() string { return "regex" }

type lexer struct{}

func (lexer) Feed(string) {}

func (lexer) Hole(h *text.Hole, _ string) (string, string) {
	if b, ok := lexical.May(h, "+*{"); ok {
		if _, group := lexical.May(h, "("); group {
			return "regex pattern", lexical.Say(b, "makes a pattern of exponential cost")
		}
	}
	return "regex pattern", ""
}

// shortSubject is the length below which no pattern takes long.
const shortSubject = 20

// Check finds patterns of others, and subjects of others for ambiguous patterns.
func (d Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	out := lexical.Check(0, args[0], func() lexical.Lexer { return lexer{} })
	if len(args) < 2 || !others(args[1], shortSubject) {
		return out
	}
	for _, pattern := range patterns(args[0]) {
		if _, bad := d.known.pump(pattern); bad {
			return d.meets(out, args, pattern)
		}
	}
	return out
}

// patterns are the constants that a pattern may be: one out of a table may be any of it.
func patterns(a value.Abs) (out []string) {
	for _, seq := range a.Str.Alts {
		if w, ok := seq.Exact(); ok {
			out = append(out, w)
		}
	}
	return out
}

// meets adds the stretches of others in the subject of an ambiguous pattern.
func (Demand) meets(out []demand.Violation, args []value.Abs, pattern string) []demand.Violation {
	for _, seq := range lexical.Texts(args[1]) {
		for _, p := range seq {
			if h := p.Hole; h != nil && h.Labels != 0 && (h.MaxLen == 0 || h.MaxLen > shortSubject) {
				// The constant pattern goes with the violation, for Attacks.
				out = append(out, demand.Violation{Arg: 1, Labels: h.Labels, Context: "regex subject", Reason: "is matched with an ambiguous pattern, at exponential cost", Hole: h, Seq: text.Seq{{Text: pattern}, {Hole: h}}})
			}
		}
	}
	return out
}

// Attacks are an ambiguous pattern, or a subject that the pattern is slow on.
func (d Demand) Attacks(v demand.Violation) []string {
	if v.Context == "regex subject" && len(v.Seq) > 0 {
		if subject, ok := d.known.pump(v.Seq[0].Text); ok {
			return []string{subject, subject + subject}
		}
	}
	return []string{"(a+)+$", "(.*)*x"}
}

// Broken counts the steps of a backtracking match.
func (d Demand) Broken(benign, attacked []any, input string) (bool, string) {
	pattern, ok := lexical.AsText(attacked, 0)
	if !ok {
		return false, ""
	}
	was, _ := lexical.AsText(benign, 0)
	if _, _, landed := lexical.Landed(pattern, input); landed && was != pattern {
		_, bad := d.known.pump(pattern)
		return bad, "the pattern that the attacker gave has exponential cost"
	}
	subject, _ := lexical.AsText(attacked, 1)
	if _, _, landed := lexical.Landed(subject, input); landed && steps(pattern, subject) >= slowSteps {
		return true, "matching the attacker's text takes more than a million steps"
	}
	return false, ""
}

// Pump makes a subject that the pattern is slow on; false when it is not
// ambiguous or cannot be read.
func Pump(pattern string) (string, bool) {
	if len(pattern) > 2000 {
		return "", false
	}
	re, err := parse(pattern)
	if err != nil {
		return "", false
	}
	before, unit, ok := ambiguous(re)
	if !ok || unit == "" {
		return "", false
	}
	subject := before + strings.Repeat(unit, 40) + "\x00!"
	return subject, slow(pattern, subject)
}

// parse reads a pattern. Go's parser knows no back references: they are left out, which
// makes the pattern match more, and cost what it costs without them.
func parse(pattern string) (*syntax.Regexp, error) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err == nil {
		return re, nil
	}
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '\\' || i+1 == len(pattern) {
			b.WriteByte(pattern[i])
			continue
		}
		i++
		if c := pattern[i]; c < '1' || c > '9' {
			b.WriteByte('\\')
			b.WriteByte(c)
			continue
		}
		b.WriteString("(?:)")
	}
	return syntax.Parse(b.String(), syntax.Perl)
}

// ambiguous finds a loop without bound whose turns can be cut in several ways:
// the text before it, and one turn.
func ambiguous(re *syntax.Regexp) (before, unit string, ok bool) {
	if loop(re) {
		body := bare(re.Sub[0])
		if u, bad := manyWays(body); bad {
			return "", u, true
		}
	}
	for _, sub := range re.Sub {
		if b, u, ok := ambiguous(sub); ok {
			return before + b, u, true
		}
		if re.Op == syntax.OpConcat {
			before += shortest(sub)
		}
	}
	return "", "", false
}

func loop(re *syntax.Regexp) bool {
	return re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat && re.Max < 0
}

func bare(re *syntax.Regexp) *syntax.Regexp {
	for re.Op == syntax.OpCapture && len(re.Sub) == 1 {
		re = re.Sub[0]
	}
	return re
}

// manyWays finds a text that the body of a loop matches, and some repetitions of
// it too: so a run of it can be cut into turns in many ways, as in (a+)+ and
// (x+x+)*.
func manyWays(body *syntax.Regexp) (string, bool) {
	for _, unit := range units(body, 0) {
		ways := 0
		for n := 1; n <= 4 && unit != ""; n++ {
			if matches(body, strings.Repeat(unit, n)) {
				ways++
			}
		}
		if ways >= 2 {
			return unit, true
		}
	}
	return "", false
}

// units are the shortest turns of the loops inside.
func units(re *syntax.Regexp, depth int) []string {
	var out []string
	if loop(re) {
		out = append(out, shortest(re.Sub[0]))
	}
	for _, sub := range re.Sub {
		if depth < 20 && len(out) < 20 {
			out = append(out, units(sub, depth+1)...)
		}
	}
	return out
}

// matches reports whether re matches the whole of s.
func matches(re *syntax.Regexp, s string) bool {
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return false
	}
	m := matcher{prog: prog, in: []rune(s), left: 10_000, whole: true}
	return m.match(uint32(prog.Start), 0, nil)
}
