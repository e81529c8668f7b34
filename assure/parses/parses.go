// Package parses is rung L0: the touched files read as well as before.
package parses

import (
	"context"
	"fmt"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
)

// Rung is L0.
type Rung struct{}

// ID is "L0".
func (Rung) ID() string { return "L0" }

// Name is "parses".
func (Rung) Name() string { return "parses" }

// Check compares the notes on the touched files before and after.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	for _, file := range s.Touched() {
		before, after := notes(s.Patch.Earlier, file), notes(s.Patch.Report, file)
		if len(after) > len(before) {
			n := after[len(after)-1]
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("%s:%d: %s", n.File, n.Line, n.Text)}
		}
	}
	return assure.Result{Status: assure.Passed}
}

func notes(r *code.Report, file string) []code.Note {
	var out []code.Note
	for _, n := range r.Notes {
		if n.File == file {
			out = append(out, n)
		}
	}
	return out
}
