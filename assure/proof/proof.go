// Package proof is rung L7: in the patched program every path from a source to
// the sink is cut by what meets the demand. The solver over-approximates, so that
// it reports nothing is the proof, as long as nothing was left out for lack of
// budget, and as long as the patch keeps nothing from one request to the next.
package proof

import (
	"context"
	"fmt"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
)

// Rung is L7.
type Rung struct{}

// ID is "L7".
func (Rung) ID() string { return "L7" }

// Name is "proof".
func (Rung) Name() string { return "proof" }

// Check asks whether the analysis was complete and is silent about the rule in
// the mended function.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	rep := s.Patch.Report
	if rep.Exhausted != "" {
		return assure.Result{Status: assure.NotRun, Why: "the analysis is not complete: " + rep.Exhausted}
	}
	where, known := s.Patch.Found.Finding.Where, others(s)
	for _, f := range rep.Found {
		if f.Rule.ID == s.Patch.Found.Rule.ID && f.Finding.Where.File == where.File && code.SameFunc(f.Finding.Where.Func, where.Func) && !known[f.Finding.Key] {
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("a path is left at line %d", f.Finding.Where.Line)}
		}
	}
	was := map[string]int{} // refuted before the patch, as harmless as now
	for _, f := range s.Patch.Earlier.Refuted {
		was[said(f)]++
	}
	for _, f := range rep.Refuted {
		if f.Rule.ID != s.Patch.Found.Rule.ID || f.Finding.Where.File != where.File || !code.SameFunc(f.Finding.Where.Func, where.Func) {
			continue
		}
		if was[said(f)]--; was[said(f)] < 0 {
			return assure.Result{Status: unsure(s), Why: fmt.Sprintf("a path is left at line %d, though none of the known attacks comes through", f.Finding.Where.Line)}
		}
	}
	if name := assure.Remembers(s.Programs()); name != "" {
		return assure.Result{Status: unsure(s), Why: fmt.Sprintf("the patch writes %s, which outlives a request, and the proof is for the first one", name)}
	}
	return assure.Result{Status: assure.Passed, Why: "no path to the sink breaks its demand"}
}

// unsure is what a proof that is not to be had counts as: against a patch of somebody
// else's, who may know attacks that we do not.
func unsure(s *assure.Subject) string {
	if s.Series.Whole {
		return assure.Failed
	}
	return assure.NotRun
}

// said is what a finding says and the statement that it is about; where that stands a
// patch may have moved.
func said(f *code.Found) string {
	at, statement := f.Flow().At, ""
	if u := at.Unit; u != nil && int(at.Span.End) <= len(u.Text) && at.Span.Start <= at.Span.End {
		statement = string(u.Text[at.Span.Start:at.Span.End])
	}
	return f.Rule.ID + "\n" + f.Finding.Where.File + "\n" + statement
}

// others are the findings that were there before the patch and are not its to mend, by
// the keys they have now.
func others(s *assure.Subject) map[string]bool {
	out := map[string]bool{}
	for _, f := range s.Patch.Earlier.Found {
		if f.Finding.Key == s.Patch.Found.Finding.Key {
			continue
		}
		if now := code.Still(s.Patch.Earlier, s.Patch.Report, f.Finding.Key); now != nil {
			out[now.Finding.Key] = true
		}
	}
	return out
}
