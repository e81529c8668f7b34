// Package fix turns a finding into patches. A patch is a few replacements of
// byte ranges, so that everything the author wrote elsewhere stays as it is.
//
// A [Strategy] is one way to mend one kind of flaw in one language; rules name
// them, best first. A strategy edits where it does least: at the sink
// (parameterise, argument vectors, a safe interface), at the value (an escaper
// for the context, a bound), or in a helper. It may add imports and helpers
// through [Buffer]. Strategies only propose: whether a patch mends anything is
// for the proof ladder to say, so a strategy that does not fit returns nothing
// and a reason, and never guesses.
//
// Languages bring their strategies in folders below this one.
package fix

import (
	"fmt"
	"sort"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/solve"
)

// An Edit replaces the bytes [Start, End) of a file.
type Edit struct {
	File       string
	Start, End uint32
	New        string
}

// A Candidate is one way to mend a finding.
type Candidate struct {
	Strategy string
	Why      string // one sentence for the reviewer
	Edits    []Edit
}

// An Input is what a strategy may look at.
type Input struct {
	Program *link.Program
	Flow    *solve.Flow
	Rule    *rule.Rule
	Args    []string // what follows the strategy's name in the rule
}

// A Strategy is one way to mend one kind of flaw.
type Strategy struct {
	Name string
	Doc  string
	// Apply returns candidates, best first. No candidate and no error means that
	// the strategy does not fit; the error says why it could have but did not.
	Apply func(in *Input) ([]Candidate, error)
}

// Unit finds the project file at path.
func (in *Input) Unit(path string) *ir.Unit {
	for _, u := range in.Program.Units {
		if u.Path == path && !u.Stub {
			return u
		}
	}
	return nil
}

// Apply makes the edits of a candidate and returns the new content of the files
// it touches. read gives a file's present content.
func Apply(edits []Edit, read func(path string) ([]byte, error)) (map[string][]byte, error) {
	byFile := map[string][]Edit{}
	for _, e := range edits {
		byFile[e.File] = append(byFile[e.File], e)
	}
	out := make(map[string][]byte, len(byFile))
	for file, es := range byFile {
		old, err := read(file)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		if out[file], err = splice(file, old, es); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// splice applies the edits of one file, which must not overlap; insertions at
// the same place keep their order and come before what is replaced there.
func splice(file string, old []byte, edits []Edit) ([]byte, error) {
	sort.SliceStable(edits, func(i, j int) bool {
		a, b := edits[i], edits[j]
		return a.Start < b.Start || a.Start == b.Start && a.End == a.Start && b.End > b.Start
	})
	var out []byte
	at := uint32(0)
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || int(e.End) > len(old) {
			return nil, fmt.Errorf("%s: edit of bytes %d to %d overlaps another or leaves the file", file, e.Start, e.End)
		}
		out = append(out, old[at:e.Start]...)
		out = append(out, e.New...)
		at = e.End
	}
	return append(out, old[at:]...), nil
}

// A Place is a range of a file.
type Place struct {
	Unit *ir.Unit
	Span ir.Span
}

// Constants lists where the constant parts of the values that reached the sink were
// written, then the stations of the flow and the sink itself.
func (in *Input) Constants() (out []Place) {
	for _, a := range in.Flow.Args {
		for _, alternative := range a.Str.Alts {
			for _, p := range alternative {
				if i := int(p.Unit) - 1; p.Hole == nil && i >= 0 && i < len(in.Program.Units) {
					out = append(out, Place{in.Program.Units[i], p.Span})
				}
			}
		}
	}
	for _, st := range in.Flow.Path {
		out = append(out, Place{st.Unit, st.Span})
	}
	return append(out, Place{in.Flow.At.Unit, in.Flow.At.Span})
}

// Around is the constant text before and behind the value in the address.
func Around(in *Input) (before, after string) {
	seen := false
	for _, p := range in.Flow.Violation.Seq {
		switch {
		case p.Hole != nil:
			seen = true
		case !seen:
			before += p.Text
		case after == "":
			after = p.Text
		}
	}
	return before, after
}
