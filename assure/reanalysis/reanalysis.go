// Package reanalysis is rung L2: the finding is gone, and no new one came.
package reanalysis

import (
	"context"
	"fmt"

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
	for _, f := range code.Brought(earlier, later) {
		return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("a new finding: %s at %s:%d", f.Rule.ID, f.Finding.Where.File, f.Finding.Where.Line)}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("%d findings before, %d after", len(earlier.Found), len(later.Found))}
}
