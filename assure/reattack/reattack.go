// Package reattack is rung L5: the patched program is attacked again, on the twin,
// by somebody who has read the patch. The attacks that the demand knows are varied
// by grammar (longer, nested, encoded, in other letters, behind what the patch
// compares with) and sent on their own and as a second request, until a stretch of
// runs has seen no new code of what the patch touched.
//
// Limits: one source of the finding is varied, the one that was attacked.
package reattack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// Bounds of an attack on one patch.
const (
	MaxRuns  = 400 // runs in all
	maxStale = 60  // runs on end that see no new code
	maxSeeds = 8   // attacks of the demand that are varied
)

// Rung is L5.
type Rung struct{}

// ID is "L5".
func (Rung) ID() string { return "L5" }

// Name is "re-attack".
func (Rung) Name() string { return "re-attack" }

// Check attacks the patched program.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	f := s.Patch.Found
	flow, out := f.Flow(), f.Outcome
	switch {
	case flow.Violation.Labels == 0:
		return assure.Result{Status: assure.Passed, Why: "the value is the program's own: no input has a part in it"}
	case out.Verdict != twin.Reproduced:
		return assure.Result{Status: assure.NotRun, Why: "the attack was not reproduced before the patch"}
	}
	if s.InMemory() {
		return assure.Result{Status: assure.NotRun, Why: "texts are not varied on memory of bytes yet"}
	}
	once, again := s.After(), s.AfterTwo()
	if once == nil {
		return assure.Result{Status: assure.NotRun, Why: "the entry is not there after the patch"}
	}
	c := &campaign{flow: flow, key: out.Source, base: out.Inputs, peace: out.Peace, once: once, again: again, seen: map[string]bool{}, left: s.Left()}
	c.calm = s.Calm(once)
	if then := s.Before(); then != nil { // what only the patch asks the environment for is set nowhere yet
		c.base = c.base.KnownTo(then(c.base))
	}
	if won := c.run(out); won != "" {
		return assure.Result{Status: assure.Failed, Why: won}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("%d varied attacks, %d places of the program seen, no new one in the last %d", c.runs, len(c.covered), c.stale)}
}

// A campaign is the attack on one patch.
type campaign struct {
	flow    *solve.Flow
	key     twin.SourceKey
	base    twin.Inputs
	peace   twin.Inputs
	calm    []twin.Event          // that reached the sink in peace
	left    func(twin.Event) bool // at the place of another finding
	once    func(twin.Inputs) *twin.Run
	again   func(first, second twin.Inputs) *twin.Run // nil where there is no second time
	seen    map[string]bool
	covered map[string]bool
	runs    int
	stale   int
}

// run sends variants, those first that a comparison of the program suggests, and
// returns how one of them won.
func (c *campaign) run(out twin.Outcome) string {
	c.covered = map[string]bool{}
	queue := []string{out.Attack}
	for _, a := range c.flow.Demand.Attacks(c.flow.Violation) {
		if a = assure.Dressed(c.flow, out, a); len(queue) < maxSeeds {
			queue = append(queue, a)
		}
	}
	seeds := slices.Clone(queue)
	for _, a := range seeds {
		queue = append(queue, vary(a)...)
	}
	var hinted []string // what comparisons suggest takes turns: each may suggest another for ever
	for turn := 0; len(queue)+len(hinted) > 0 && c.runs < MaxRuns && c.stale < maxStale; turn++ {
		from := &queue
		if len(queue) == 0 || turn%2 == 1 && len(hinted) > 0 {
			from = &hinted
		}
		input := (*from)[0]
		*from = (*from)[1:]
		if c.seen[input] {
			continue
		}
		c.seen[input] = true
		r := c.once(c.base.With(c.key, input))
		if won := c.judge(c.calm, r, input); won != "" {
			return won
		}
		var suggested []string
		for _, h := range r.Hints {
			if h.Source == c.key && !c.seen[h.Value] && len(h.Value) < 4096 {
				suggested = append(suggested, h.Value)
			}
		}
		hinted = append(suggested[:min(len(suggested), 4)], hinted...)
	}
	return c.second(seeds)
}

// second sends an attack after a request that was harmless, and after itself: a
// guard may remember.
func (c *campaign) second(seeds []string) string {
	if c.again == nil {
		return ""
	}
	for _, a := range seeds[:min(len(seeds), 3)] {
		bad := c.base.With(c.key, a)
		for _, first := range []twin.Inputs{c.peace, bad} {
			calm := assure.Sinks(c.again(first, c.peace), c.flow.Sink)
			if len(calm) == 0 {
				calm = c.calm
			}
			if won := c.judge(calm, c.again(first, bad), a); won != "" {
				return won + ", the second time"
			}
		}
	}
	return ""
}

// judge counts a run and says how it broke the demand.
func (c *campaign) judge(peace []twin.Event, r *twin.Run, input string) string {
	c.runs++
	c.stale++
	for _, b := range r.Blocks() {
		if k := fmt.Sprint(b); !c.covered[k] {
			c.covered[k], c.stale = true, 0
		}
	}
	input = meant(input)
	storm := assure.Sinks(r, c.flow.Sink)
	for i := range min(len(peace), len(storm)) {
		if c.left(storm[i]) || !traced(fmt.Sprint(peace[i].Args), fmt.Sprint(storm[i].Args), input) {
			continue // what came there is the program's own, or another finding's
		}
		if bad, why := c.flow.Demand.Broken(peace[i].Args, storm[i].Args, input); bad {
			return fmt.Sprintf("%q works: %s", clip(input), why)
		}
	}
	return ""
}

// trace is how long a part of an input must be to be known again.
const trace = 4

// traced reports whether a part of the input is seen that is not there in peace: a
// program that answers an attack with something of its own may well do other things.
func traced(peace, storm, input string) bool {
	if len(input) < trace {
		return strings.Contains(storm, input)
	}
	for i := 0; i+trace <= len(input); i++ {
		if part := input[i : i+trace]; strings.Contains(storm, part) && !strings.Contains(peace, part) {
			return true
		}
	}
	return false
}

func clip(s string) string { return s[:min(len(s), 80)] }

// vary writes an attack in other forms that mean the same to somebody.
func vary(a string) []string {
	middle := len(a) / 2
	return []string{
		listed(a), "bq" + a, a + "bq", "bqbqbqbqbqbq" + a, "1" + a, // somewhere else
		a + strings.Repeat("a", 300), strings.Repeat("a", 300) + a, // longer than is looked at
		strings.ToUpper(a), strings.ToLower(a), swapCase(a), // in other letters
		a[:middle] + a + a[middle:], strings.ReplaceAll(a, "../", "....//"), strings.ReplaceAll(a, "../", "......///"), // taken out once
		url.QueryEscape(a), url.PathEscape(a), url.QueryEscape(url.QueryEscape(a)), // decoded later
		"\n" + a, a + "\n", " " + a, "\x00" + a, // what patterns forget
		strings.ReplaceAll(a, " ", "\t"), strings.ReplaceAll(a, " ", "/**/"), strings.ReplaceAll(a, "\r\n", "\n"), strings.ReplaceAll(a, "\n", "\r"),
		a + a,
		odd(a, func(c byte) string { return string(rune(c) + 0xFEE0) }),                                                          // wide, as forms of compatibility are
		odd(a, func(c byte) string { return string(rune(c) + 0x100) }),                                                           // cut to its lowest byte
		odd(a, func(c byte) string { return string([]byte{c | 0x80}) }),                                                          // without its highest bit
		strings.NewReplacer("'", "\u2019", `"`, "\u201D", "<", "\u2039", ">", "\u203A", "/", "\u2215", "-", "\u2010").Replace(a), // alike to the eye
	}
}

// listed is a list of one text, as a framework of JavaScript makes of "?name[]=".
func listed(a string) string {
	out, err := json.Marshal([]string{a})
	if err != nil {
		return a
	}
	return string(out)
}

// meant is the text that a list of one text holds.
func meant(input string) string {
	var list []string
	if strings.HasPrefix(input, `["`) && json.Unmarshal([]byte(input), &list) == nil && len(list) == 1 {
		return list[0]
	}
	return input
}

// odd writes what is neither letter nor digit in another way.
func odd(s string, write func(byte) string) string {
	var out strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f && !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			out.WriteString(write(c))
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}

func swapCase(s string) string {
	out := []byte(s)
	for i, c := range out {
		if i%2 == 0 && c >= 'a' && c <= 'z' {
			out[i] = c - 'a' + 'A'
		}
	}
	return string(out)
}
