package attack

import (
	"fmt"
	"slices"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
)

// inMemory runs the patched function on memory of bytes with all that was tried to
// reproduce the finding: nowhere in the mended function may it happen again.
func inMemory(s *assure.Subject) assure.Result {
	pair, flow := s.Pair(), s.Patch.Found.Flow()
	if pair == nil {
		return assure.Result{Status: assure.NotRun, Why: "the function is not there after the patch"}
	}
	if flow.Violation.Labels != 0 && flow.Violation.Hole != nil {
		return texts(pair, flow)
	}
	other := others(s)
	runs, guessed := 0, ""
	for _, in := range pair.Now.Inputs(flow, pair.NowRoot) {
		seen := pair.Now.Observe(pair.NowRoot, in)
		runs++
		for _, f := range seen.Flows {
			if why := instead(s, pair, in, &f); why != "" && seen.Guesses == 0 {
				return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("with %q something else happens: %s", in.All, why)}
			}
			if !again(flow, &f) || other[f.At.Span] {
				continue
			}
			if seen.Guesses > 0 {
				guessed = in.All
			} else {
				return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("with %q it still happens: %s", in.All, f.Violation.Reason)}
			}
		}
	}
	if guessed != "" {
		return assure.Result{Status: assure.NotRun, Why: fmt.Sprintf("with %q it still happens where a branch is guessed", guessed)}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("it happens before, and in none of %d runs after", runs)}
}

// beyond are the kinds of harm that a run sees for itself: bytes that are not the object's,
// or not any more.
var beyond = []string{"write.stack", "write.heap", "write.under", "read.over", "read.under", "freed", "free.twice"}

// instead is harm of another kind that a run comes to in the function, and that nobody
// knew there before the patch: the flaw has moved.
func instead(s *assure.Subject, pair *assure.Pair, in memory.Input, f *solve.Flow) string {
	if f.At.Func == nil || !s.Series.Whole || again(s.Patch.Found.Flow(), f) || !slices.Contains(beyond, f.Sink) {
		return ""
	}
	for _, had := range slices.Concat(s.Patch.Earlier.Found, s.Patch.Earlier.Refuted, s.Patch.Report.Found) {
		if was := had.Flow(); was.Sink == f.Sink && was.At.Func != nil && was.At.Func.Name == f.At.Func.Name {
			return ""
		}
	}
	for _, was := range pair.Then.Observe(pair.ThenRoot, in).Flows {
		if again(&was, f) {
			return ""
		}
	}
	return f.Violation.Reason
}

// again: the same happens in the same function.
func again(was, is *solve.Flow) bool {
	return was.Sink == is.Sink && was.At.Func != nil && is.At.Func != nil && was.At.Func.Name == is.At.Func.Name
}

// others are the places of findings of the same kind that the patch is not about.
func others(s *assure.Subject) map[ir.Span]bool {
	out := map[ir.Span]bool{}
	for _, f := range s.Patch.Report.Found {
		if f.Rule.ID == s.Patch.Found.Rule.ID {
			for _, flow := range f.Flows {
				out[flow.At.Span] = true
			}
		}
	}
	return out
}

// texts sends the demand's attacks: what reaches the sink may not change its
// structure.
func texts(pair *assure.Pair, flow *solve.Flow) assure.Result {
	sent := 0
	for bias := range 3 {
		calm := sinkOf(pair.Now.Observe(pair.NowRoot, memory.Input{All: "bq7", Bias: bias}), flow)
		for _, a := range flow.Demand.Attacks(flow.Violation) {
			storm := sinkOf(pair.Now.Observe(pair.NowRoot, memory.Input{All: a, Bias: bias}), flow)
			sent++
			if calm == nil || storm == nil {
				continue
			}
			if bad, why := flow.Demand.Broken(calm.Args, storm.Args, a); bad {
				return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("%q still works: %s", a, why)}
			}
		}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("it succeeds before and fails after, in %d runs", sent)}
}

func sinkOf(seen memory.Observation, flow *solve.Flow) *memory.Event {
	for i, e := range seen.Events {
		if e.Kind == flow.Sink && e.At.Func != nil && flow.At.Func != nil && e.At.Func.Name == flow.At.Func.Name {
			return &seen.Events[i]
		}
	}
	return nil
}
