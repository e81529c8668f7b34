// Package attack is rung L4: on the twin the attack succeeds before the patch
// and fails after it, with its variants: every input that the demand knows to
// try in this place.
package attack

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// MaxVariants bounds how many variants of the attack are tried.
const MaxVariants = 40

// Rung is L4.
type Rung struct{}

// ID is "L4".
func (Rung) ID() string { return "L4" }

// Name is "attack".
func (Rung) Name() string { return "attack" }

// Check replays the attack that reproduced the finding, and its variants.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	f := s.Patch.Found
	if f.Outcome.Verdict != twin.Reproduced {
		return assure.Result{Status: assure.NotRun, Why: "the attack was not reproduced before the patch: " + f.Outcome.Reason}
	}
	if s.InMemory() {
		return inMemory(s)
	}
	again := s.After()
	switch {
	case again == nil:
		return assure.Result{Status: assure.NotRun, Why: "the entry is not there after the patch"}
	case idle(s, again, s.Patch.Found.Outcome.Peace) && !permitted(s, again):
		return assure.Result{Status: assure.Failed, Why: "the attack fails because nothing happens any more: what the program did for honest users is gone"}
	case f.Flow().Violation.Labels == 0:
		return value(s, again, f.Flow(), f.Outcome)
	}
	return attacks(s, again, f.Flow(), f.Outcome)
}

// idle reports a patched program that does nothing at all where it did something:
// where nothing works, no attack does.
func idle(s *assure.Subject, again func(twin.Inputs) *twin.Run, peace twin.Inputs) bool {
	then, out := s.Before(), s.Patch.Found.Outcome
	if then == nil {
		return false
	}
	old, now := then(out.Peace), again(peace)
	if old.Exhausted && now.Raised != "" {
		return true // what went on and on is over at once
	}
	was, f := s.Function()
	only := was == nil || f == nil || calls(was.Body) <= setting || calls(f.Body) > 0
	if s.Patch.Found.Flow().Violation.Labels == 0 && len(old.Effects) == 0 && only && (old.Result == nil || now.Result != nil) {
		return false // a setting that is made no more, where nothing else was to be seen
	}
	if f != nil && now.Raised == "" && busy(now, f.Body) {
		return false // what it does leaves no trace that is modelled
	}
	empty := now.Result == nil || now.Result == ""
	return len(old.Effects)+len(old.Sinks) > 0 && len(now.Effects)+len(now.Sinks) == 0 && empty && !now.Exhausted
}

// permitted reports a patched program that works with what it lists itself, or once its
// operator lists what it may do: in a variable of the environment for which the old one did not ask.
func permitted(s *assure.Subject, again func(twin.Inputs) *twin.Run) bool {
	out := s.Patch.Found.Outcome
	peace, then := out.Peace, s.Before()
	if then == nil {
		return false
	}
	if s.Patch.Found.Flow().Sink == "url" { // a word is no address, whatever is listed
		peace = peace.With(out.Source, twin.Benign(twin.Key(out.Source.Kind, "url")))
	}
	old := then(peace)
	if s.Patch.Found.Flow().Violation.Context == "sql identifier" { // the twin's word is no column, whatever is listed
		for _, h := range again(peace).Hints {
			if h.Source == out.Source && !idle(s, again, peace.With(h.Source, h.Value)) {
				return true
			}
		}
	}
	if s.Patch.Found.Flow().Sink == "deserialize" {
		for _, data := range []string{"{}", base64.StdEncoding.EncodeToString([]byte("{}"))} { // honest people write the new format
			if !idle(s, again, peace.With(out.Source, data)) {
				return true
			}
		}
	}
	for _, h := range again(peace).Hints {
		if h.Source.Kind == "env" && !slices.Contains(old.Asked, h.Source) && !idle(s, again, peace.With(h.Source, h.Value)) {
			return true
		}
	}
	return false
}

// setting is how many calls a setting takes: to get at what is set, and to set it.
const setting = 2

// calls counts the calls that a block has.
func calls(b ir.Block) int {
	n := 0
	for i := range b {
		if b[i].Op == ir.Call || b[i].Op == ir.Method {
			n++
		}
		if b[i].Aux != nil {
			for _, inner := range b[i].Aux.Blocks {
				n += calls(inner)
			}
		}
	}
	return n
}

// busy reports whether a run called anything in a block.
func busy(r *twin.Run, b ir.Block) bool {
	for i := range b {
		if in := &b[i]; r.Covered.Has(in) && (in.Op == ir.Call || in.Op == ir.Method) || in.Aux != nil && slices.ContainsFunc(in.Aux.Blocks, func(inner ir.Block) bool { return busy(r, inner) }) {
			return true
		}
	}
	return false
}

// value: the bad value must not reach the sink any more.
func value(s *assure.Subject, again func(twin.Inputs) *twin.Run, flow *solve.Flow, out twin.Outcome) assure.Result {
	run, left := again(out.Inputs), s.Left()
	for _, e := range assure.Sinks(run, flow.Sink) {
		if left(e) || given(run, e) {
			continue // whoever runs the program says it, not the source
		}
		if e.At.Func == nil || flow.At.Func == nil || e.At.Func.Name != flow.At.Func.Name {
			continue
		}
		if bad := flow.Demand.Check(twin.Abstract(e.Args)); len(bad) > 0 && !e.Unknown {
			return assure.Result{Status: assure.Failed, Why: bad[0].Reason}
		}
	}
	if flow.Sink == "secret" && empty(again, flow, out) {
		return assure.Result{Status: assure.Failed, Why: "where nobody has set the variable, the secret is empty"}
	}
	if then := s.Before(); slices.Contains(credentials, flow.Sink) && then != nil && untold(then(out.Peace), again, out.Peace) {
		return assure.Result{Status: assure.Failed, Why: "where nobody has set the variable, the program goes on with nothing, and nobody is told"}
	}
	return assure.Result{Status: assure.Passed, Why: "the bad value reaches the sink no more"}
}

// given reports an argument that is what a source gave.
func given(run *twin.Run, e twin.Event) bool {
	for _, v := range run.Given {
		for i := range e.Args {
			if s, ok := lexical.AsText(e.Args, i); ok && len(v) > 3 && strings.Contains(s, v) {
				return true
			}
		}
	}
	return false
}

// attacks sends the attack and its variants to the patched program.
func attacks(s *assure.Subject, again func(twin.Inputs) *twin.Run, flow *solve.Flow, out twin.Outcome) assure.Result {
	calm, left := s.Calm(again), s.Left()
	tried := 0
	for _, input := range variants(flow, out) {
		attacked := again(out.Inputs.With(out.Source, input))
		tried++
		if attacked.Exhausted {
			return assure.Result{Status: assure.NotRun, Why: "the twin's budget ran out on a variant of the attack"}
		}
		if why := broken(flow, calm, assure.Sinks(attacked, flow.Sink), input, left); why != "" {
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("%q still works: %s", input, why)}
		}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("it succeeds before and fails after, in %d variants", tried)}
}

func variants(flow *solve.Flow, done twin.Outcome) []string {
	out := []string{done.Attack}
	for _, v := range flow.Demand.Attacks(flow.Violation) {
		for _, form := range []string{v, assure.Dressed(flow, done, v)} {
			if !slices.Contains(out, form) && len(out) < MaxVariants {
				out = append(out, form)
			}
		}
	}
	return out
}

// broken compares what reached the sinks of the kind, one after the other; those of
// other findings are left out.
func broken(flow *solve.Flow, calm, storm []twin.Event, input string, left func(twin.Event) bool) string {
	for i := range storm {
		if i >= len(calm) {
			break // more of the program runs; what it does is for other findings
		}
		if left(storm[i]) {
			continue
		}
		if bad, why := flow.Demand.Broken(calm[i].Args, storm[i].Args, input); bad {
			return why
		}
	}
	return ""
}
