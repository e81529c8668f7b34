// Package parses is rung L0: the touched files are read, and as well as before. A
// change of a file that no language reads, and that is not for people alone, cannot
// be judged, and is refused; so is one that makes a file a test.
package parses

import (
	"context"
	"fmt"
	"slices"

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
		if !read(s.Patch, file) && !assure.IsProse(file) && !beside(s, file) {
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("no language here reads %s, so that nobody knows what its change does", file)}
		}
		if testing(s.Patch.Report, file) && !testing(s.Patch.Earlier, file) && (there(s, file) || !beside(s, file)) {
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("%s is taken for a test after it, in which nothing is looked for", file)}
		}
		before, after := notes(s.Patch.Earlier, file), notes(s.Patch.Report, file)
		if len(after) > len(before) {
			n := after[len(after)-1]
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("%s:%d: %s", n.File, n.Line, n.Text)}
		}
		if name := unknownName(s, file); name != "" {
			return assure.Result{Status: assure.Failed, Why: fmt.Sprintf("%s asks for %s, which nothing defines", file, name)}
		}
	}
	return assure.Result{Status: assure.Passed}
}

// read reports whether a file is part of a program, before or after.
func read(p *code.Patch, file string) bool {
	for _, r := range []*code.Report{p.Earlier, p.Report} {
		for _, prog := range r.Programs {
			for _, u := range prog.Units {
				if u.Path == file && !u.Stub {
					return true
				}
			}
		}
	}
	return false
}

// testing reports a file whose language takes it for a test: by its name, its folder
// or what it imports.
func testing(r *code.Report, file string) bool {
	for _, prog := range r.Programs {
		for _, u := range prog.Units {
			if u.Path == file && u.Test {
				return true
			}
		}
	}
	return false
}

// beside reports what somebody else's patch may bring although no language reads it: what
// tests read, and the project's next version. Rung L8 says how far.
func beside(s *assure.Subject, file string) bool {
	return s.Series.Whole && (assure.IsTest(file) || slices.ContainsFunc(assure.Parts(s.Patch.Data.Diff), func(p assure.Part) bool { return p.File == file && p.Versions() }))
}

// there reports a file that was there before the patch.
func there(s *assure.Subject, file string) bool {
	_, err := s.Patch.Before.ReadFile(file)
	return err == nil
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
