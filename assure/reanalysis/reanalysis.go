// Package reanalysis is rung L2: the finding is gone, and no new one came.
package reanalysis

import (
	"context"
	"fmt"

	"github.com/prunella/prunella/assure"
)

// Rung is L2.
type Rung struct{}

// ID is "L2".
func (Rung) ID() string { return "L2" }

// Name is "re-analysis".
func (Rung) Name() string { return "re-analysis" }

// Check compares the findings before and after by their keys.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	before := map[string]bool{}
	for _, f := range s.Patch.Earlier.Found {
		before[f.Finding.Key] = true
	}
	for _, f := range s.Patch.Report.Found {
		if f.Finding.Key == s.Patch.Found.Finding.Key {
			return assure.Result{Status: assure.Failed, Why: "the finding is still there"}
		}
		if !before[f.Finding.Key] {
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("a new finding: %s at %s:%d", f.Rule.ID, f.Finding.Where.File, f.Finding.Where.Line)}
		}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("%d findings before, %d after", len(s.Patch.Earlier.Found), len(s.Patch.Report.Found))}
}
