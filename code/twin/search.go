package twin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/solve"
)

// maxStale is how many runs on end may see no new code before a search is given up.
const maxStale = 20

// reach searches for harmless inputs with which the sink is reached, best first
// over what comparisons suggest and over unknown conditions.
func (r *replay) reach() (Inputs, *Run) {
	var second candidate // reached the sink by way of what is not known
	var reached *Run
	queue := append([]candidate{{in: r.first(), score: 2 * likely}}, r.tables()...)
	stale := 0 // runs on end that saw nothing new
	for n := 0; len(queue) > 0; n++ {
		if n >= r.effort.Search || stale >= maxStale || r.out.Work > r.effort.Work {
			r.limit = fmt.Sprintf("%d runs were not enough to find a way to it", n)
			break
		}
		if reached != nil && n > maxSecond {
			break
		}
		next := best(&queue)
		before := len(r.covered.blocks)
		run := r.runAlike(next.in)
		if run.Exhausted {
			r.limit = "the execution needs more steps than allowed"
		}
		if hits := r.hits(run); len(hits) > 0 && r.suits(hits) {
			if len(run.Unknowns) == 0 || !r.intoObjects() {
				return next.in, run
			}
			if reached == nil || second.score == likely { // texts before tables
				second, reached = next, run
			}
		} else if len(hits) > 0 && r.computes() {
			queue = append(queue, small(next.in, run)...)
		}
		if r.last == nil || run.Steps > r.last.Steps {
			r.last = run
		}
		fresh := len(r.covered.blocks) > before
		if stale++; fresh {
			stale = 0
		}
		queue = append(queue, r.expand(next, run, SourceKey{}, fresh)...)
	}
	return second.in, reached
}

// maxSecond is how many runs look for a way on which all is known.
const maxSecond = 12

// A candidate is an input that waits to be tried.
type candidate struct {
	in      Inputs
	depth   int
	score   int
	encoded bool // a source is written encoded already
}

// best takes the candidate with the highest score; of equals, the oldest.
func best(queue *[]candidate) candidate {
	at := 0
	for i, c := range *queue {
		if c.score > (*queue)[at].score {
			at = i
		}
	}
	out := (*queue)[at]
	*queue = append((*queue)[:at], (*queue)[at+1:]...)
	return out
}

// suits: a demand on the value itself needs the bad value, one on numbers from outside a
// number that does no harm.
func (r *replay) suits(hits []Event) bool {
	if r.flow.Violation.Labels != 0 {
		return !r.computes() || len(r.flow.Demand.Check(Abstract(hits[0].Args))) == 0
	}
	for _, h := range hits {
		if len(r.flow.Demand.Check(Abstract(h.Args))) > 0 {
			return true
		}
	}
	return false
}

// computes: the flow ends in arithmetic.
func (r *replay) computes() bool { return strings.HasPrefix(r.flow.Sink, "wrap.") }

// small are inputs with a small number in the place of each that was given.
func small(in Inputs, run *Run) []candidate {
	var out []candidate
	for _, k := range run.Asked {
		if given := run.Given[k]; given != smallNumber && isNumber(given) {
			out = append(out, candidate{in: in.With(k, smallNumber), score: likely})
		}
	}
	return out
}

const smallNumber = "7"

// first are the inputs to start with: what the solver saw tested on the way.
func (r *replay) first() Inputs {
	in := Inputs{Values: map[SourceKey]string{}, Flips: map[int]bool{}, Setup: r.setup, Main: r.main, Caller: r.flow.Entry == nil && r.callers()}
	if e := r.flow.Entry; e != nil && e.Methods != "" {
		method, _, _ := strings.Cut(e.Methods, ",")
		in.Values[SourceKey{"http.method", "method"}] = strings.TrimSpace(method)
	}
	for _, c := range r.flow.Conditions {
		if k := keyOf(c.Source.Kind, c.Source.Names); c.Holds && len(c.Fact.Via) == 0 && in.Values[k] == "" {
			if v, ok := satisfying(c, k); ok {
				in.Values[k] = v
			}
		}
	}
	return in
}

// tables are the inputs of a library's user who gives objects first: what merges them,
// or writes into them, is looked for with two that have a name in common.
func (r *replay) tables() []candidate {
	if !r.intoObjects() {
		return nil
	}
	one := r.first().With(argument(1), someTable)
	return []candidate{{in: one.With(argument(2), someTable), score: likely}, {in: one, score: likely}}
}

// intoObjects: what is written to is what a library's user gave.
func (r *replay) intoObjects() bool { return r.callers() && strings.HasPrefix(r.flow.Sink, "proto") }

func argument(n int) SourceKey { return keyOf("lib", []string{fmt.Sprintf("argument %d", n)}) }

// callers: the flow begins with what a library's user gives.
func (r *replay) callers() bool {
	return slices.ContainsFunc(r.flow.Sources, func(s solve.Source) bool { return s.Kind == "lib" })
}

// expand lists the inputs that a run suggests. The last comparison before a run
// went astray, or came to the sink, is the likeliest to matter, and a run that saw new
// code is the likeliest to be on the way. attacked is the source that keeps its
// value unless the suggestion contains it.
func (r *replay) expand(from candidate, run *Run, attacked SourceKey, fresh bool) []candidate {
	var out []candidate
	base := -from.depth
	if fresh {
		base += 1000
	}
	encoded := from.encoded
	add := func(next Inputs, behind int) bool {
		f := next.fingerprint()
		if r.seen[f] {
			return false
		}
		r.seen[f] = true
		out = append(out, candidate{in: next, depth: from.depth + 1, score: base - 10*behind, encoded: encoded})
		return true
	}
	restart := func(next Inputs, behind int) {
		if r.mayRestart(run) && add(next, behind) {
			r.started++
		}
	}
	in := from.in
	if len(run.Credentials) > 0 && !in.Session && attacked == (SourceKey{}) {
		add(in.loggedIn(), 0)
	}
	hints, choices := r.before(run)
	for n, i := range lastFirst(len(run.Hints), hints) {
		h := run.Hints[i]
		if h.Source != attacked || h.Encoded || strings.HasPrefix(h.Value, "../") || strings.Contains(h.Value, in.value(attacked)) {
			if h.Encoded && from.encoded {
				continue
			}
			behind := n
			encoded = from.encoded || h.Encoded
			if h.Source == attacked {
				behind -= 50 // it is the attack's own way through
			}
			if next := in.With(h.Source, h.Value); slices.Contains(run.Asked[:min(run.Setup, len(run.Asked))], h.Source) {
				restart(next, behind)
			} else {
				add(next, behind)
			}
		}
	}
	encoded = from.encoded
	for n, i := range lastFirst(len(run.Choices), choices) {
		if n < 12 && i >= run.SetupChoices && len(in.Flips) < 4 {
			add(in.Flipped(i), n)
		}
	}
	if attacked == (SourceKey{}) { // how the program was started matters least
		for n := max(run.SetupChoices-1, 0); n >= 0 && n < run.SetupChoices && n >= run.SetupChoices-40; n-- {
			if len(in.Flips) < 2 {
				restart(in.Flipped(n), 500+run.SetupChoices-n)
			}
		}
	}
	return out
}

// Starts of large programs are dear: a replay tries few other ones.
const (
	restartWork = 1_500_000 // steps that they may take, but for
	minRestarts = 4
)

// mayRestart reports whether the program may be started in another way once more.
func (r *replay) mayRestart(run *Run) bool {
	return r.started < minRestarts || int64(r.started+1)*run.SetupSteps <= restartWork
}

// before tells how many hints and choices a run had when it last came to the sink; all
// when it did not.
func (r *replay) before(run *Run) (hints, choices int) {
	hits := r.hits(run)
	if len(hits) == 0 {
		return len(run.Hints), len(run.Choices)
	}
	last := hits[len(hits)-1]
	return min(last.hints, len(run.Hints)), min(last.choices, len(run.Choices))
}

// lastFirst are the numbers below n, from at downwards, and then the others.
func lastFirst(n, at int) []int {
	out := make([]int, 0, n)
	for i := at - 1; i >= 0; i-- {
		out = append(out, i)
	}
	for i := n - 1; i >= at; i-- {
		out = append(out, i)
	}
	return out
}
