// Package reanalysis is rung L2: the finding is gone, and no new one came.
package reanalysis

import (
	"context"
	"fmt"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
)

// Rung is L2.
type Rung struct{}

// ID is "L2".
func (Rung) ID() string { return "L2" }

// Name is "re-analysis".
func (Rung) Name() string { return "re-analysis" }

// Check compares the findings before and after.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	earlier, later := s.Patch.Earlier, s.Patch.Report
	if code.Still(earlier, later, s.Patch.Found.Finding.Key) != nil {
		return assure.Result{Status: assure.Failed, Why: "the finding is still there"}
	}
	for _, f := range otherEnds(earlier, s.Patch.Found) {
		if code.Still(earlier, later, f.Finding.Key) != nil {
			return assure.Result{Status: assure.Failed, Why: "the same access still leaves its memory at the other end: " + f.Rule.ID}
		}
	}
	for _, f := range code.Brought(earlier, later) {
		return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("a new finding: %s at %s:%d", f.Rule.ID, f.Finding.Where.File, f.Finding.Where.Line)}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("%d findings before, %d after", len(earlier.Found), len(later.Found))}
}

// otherEnds are findings about the same access of memory: what may lie before it and
// behind it is one flaw, told by two rules.
func otherEnds(r *code.Report, of *code.Found) []*code.Found {
	var out []*code.Found
	for _, f := range r.Found {
		a, b := f.Flow().At, of.Flow().At
		if f != of && access(f) != "" && access(f) == access(of) && a.Unit == b.Unit && a.Span == b.Span {
			out = append(out, f)
		}
	}
	return out
}

// access says what a finding's access of memory does; "" for findings about other things.
func access(f *code.Found) string {
	verb, _, _ := strings.Cut(f.Flow().Sink, ".")
	if verb == "read" || verb == "write" {
		return verb
	}
	return ""
}
