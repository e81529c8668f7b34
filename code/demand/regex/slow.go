package regex

import (
	"regexp"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Slow is the demand on patterns that take time that grows as a power of the
// subject's length, as \s+$ does: harmless for a name, not for a body of a megabyte.
// Arguments: the pattern; the subject; its length, where that is asked for.
type Slow struct{ known *known }

// Kind is "regex.slow".
func (Slow) Kind() string { return "regex.slow" }

// longSubject is the length below which no such pattern takes long.
const longSubject = 1000

// Check finds subjects of others that may be long, and may be one of those that
// take long.
func (d Slow) Check(args []value.Abs) []demand.Violation {
	if len(args) < 2 || !others(args[1], longSubject) || len(args) > 2 && args[2].Kind == value.Int && args[2].Hi > 0 && args[2].Hi <= longSubject {
		return nil
	}
	for _, pattern := range patterns(args[0]) {
		if c := d.known.cost(pattern); c.kind == text.Polynomial {
			if out := c.meets(args, pattern); out != nil {
				return out
			}
		}
	}
	return nil
}

// meets finds a stretch of others that may be a subject on which the pattern is slow.
func (c cost) meets(args []value.Abs, pattern string) []demand.Violation {
	for _, seq := range lexical.Texts(args[1]) {
		for _, p := range seq {
			if h := p.Hole; h != nil && h.Labels != 0 && (h.MaxLen == 0 || h.MaxLen > longSubject) && (len(seq) > 1 || h.Admits(c.pump.Subject(8)) != text.Never) {
				return []demand.Violation{{Arg: 1, Labels: h.Labels, Context: "regex subject", Reason: "is matched with a pattern whose cost grows with a power of the length", Hole: h, Seq: text.Seq{{Text: pattern}, {Hole: h}}}}
			}
		}
	}
	return nil
}

// Attacks are subjects on which the pattern takes more than a million steps.
func (d Slow) Attacks(v demand.Violation) []string {
	if len(v.Seq) == 0 {
		return nil
	}
	c := d.known.cost(v.Seq[0].Text)
	if c.kind != text.Polynomial {
		return nil
	}
	var out []string
	for _, n := range []int{500, 2000, 6000} {
		if s := c.pump.Subject(n); len(s) < 20_000 && steps(v.Seq[0].Text, s) >= slowSteps {
			out = append(out, s)
			break
		}
	}
	return out
}

// Broken counts the steps of a backtracking match.
func (Slow) Broken(_, attacked []any, input string) (bool, string) {
	pattern, ok := lexical.AsText(attacked, 0)
	subject, _ := lexical.AsText(attacked, 1)
	if _, _, landed := lexical.Landed(subject, input); !ok || !landed || steps(pattern, subject) < slowSteps {
		return false, ""
	}
	return true, "matching a text of a few kilobytes takes more than a million steps"
}

// others reports whether somebody else's stretch of a text may be longer than n.
func others(a value.Abs, n int) bool {
	if a.Labels == 0 {
		return false
	}
	for _, seq := range lexical.Texts(a) {
		for _, p := range seq {
			if h := p.Hole; h != nil && h.Labels != 0 && (h.MaxLen == 0 || h.MaxLen > n) {
				return true
			}
		}
	}
	return false
}

// known is what was learnt of patterns; nil remembers nothing.
type known struct {
	mu sync.Mutex
	of map[string]cost
}

type cost struct {
	kind    text.Ambiguous
	pump    text.Pump
	subject string // that an exponential pattern is slow on
}

func (k *known) cost(pattern string) cost {
	if k == nil {
		return costOf(pattern)
	}
	k.mu.Lock()
	c, ok := k.of[pattern]
	k.mu.Unlock()
	if ok {
		return c
	}
	c = costOf(pattern)
	k.mu.Lock()
	k.of[pattern] = c
	k.mu.Unlock()
	return c
}

func (k *known) pump(pattern string) (string, bool) {
	c := k.cost(pattern)
	return c.subject, c.kind == text.Exponential
}

// costOf asks the form of the pattern first, which is quick, and its automaton. A
// pattern without a loop without bound is linear.
func costOf(pattern string) cost {
	if len(pattern) > 2000 || !unbounded(pattern) {
		return cost{}
	}
	if subject, ok := Pump(pattern); ok {
		return cost{kind: text.Exponential, subject: subject}
	}
	kind, pump := text.AmbiguityIn(pattern, dialect, text.Search)
	return cost{kind: kind, pump: pump, subject: pump.Subject(40)}
}

// unbounded reports a loop without bound: "*", "+" or "{n,}" that are not written in a
// class or behind a backslash.
func unbounded(pattern string) bool {
	class := false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
			if rest := strings.TrimPrefix(pattern[i+1:], "^"); strings.HasPrefix(rest, "]") {
				i += len(pattern[i+1:]) - len(rest) + 1 // "[]" and "[^]" begin with that letter in most dialects
			}
		case c == '*' || c == '+':
			return true
		case c == '{' && open.MatchString(pattern[i:]):
			return true
		}
	}
	return false
}

var open = regexp.MustCompile(`^\{\d*,\}`)

// dialect is that of most engines that backtrack: the automaton reads what they
// have in common.
const dialect = "js"

// steps of a backtracking search.
func steps(pattern, subject string) int {
	if slow(pattern, subject) {
		return slowSteps
	}
	n, _ := text.Backtrack(pattern, dialect, subject, slowSteps)
	return n
}
