// Package behaviour is rung L6: on benign inputs the patched program gives the
// same results and has the same side effects as before. A SQL statement with
// parameters is the same as one with the values written out.
package behaviour

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// Rung is L6.
type Rung struct{}

// ID is "L6".
func (Rung) ID() string { return "L6" }

// Name is "behaviour".
func (Rung) Name() string { return "behaviour" }

// words are the benign values that the attacked source is given in turn.
var words = []string{"", "1", "42", "alice", "Bob Smith", "report-2024.txt", "example.org", "x_y"}

// Check runs the entry of the finding before and after with each benign value.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	f := s.Patch.Found
	if f.Flow().Sink == "hash.weak" {
		return assure.Result{Status: assure.NotRun, Why: "another hash gives other values: that is what the patch is for"}
	}
	before, after := s.Programs()
	if after == nil {
		return assure.Result{Status: assure.NotRun, Why: "no program of this language is left"}
	}
	then, again := assure.Again(before, f.Flow()), assure.Again(after, f.Flow())
	if then == nil || again == nil {
		return assure.Result{Status: assure.NotRun, Why: "the function cannot be entered from outside on the twin"}
	}
	same, reached := 0, 0
	for _, in := range inputs(f.Outcome, benign(f.Flow())) {
		old, now := then(in), again(in)
		if old.Exhausted || now.Exhausted {
			continue
		}
		if why := twin.Compare(old, now); len(why) > 0 {
			return assure.Result{Status: assure.Failed, Why: why[0]}
		}
		same++
		if len(assure.Sinks(old, f.Flow().Sink)) > 0 {
			reached++
		}
	}
	if same == 0 {
		return assure.Result{Status: assure.NotRun, Why: "the twin's budget ran out on every benign input"}
	}
	if reached == 0 && f.Outcome.Verdict != twin.Reproduced {
		return assure.Result{Status: assure.NotRun, Why: "no benign input comes to the patched place on the twin, so nothing was compared"}
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("same results and effects on %d benign inputs", same)}
}

// benign are the words that make sense where the flow ends. Where a name of the
// database is meant, others are errors of the database: the names that the
// statement itself selects are left.
func benign(f *solve.Flow) []string {
	if f.Violation.Context != "sql identifier" {
		return words
	}
	var text strings.Builder
	for _, p := range f.Violation.Seq {
		if p.Hole != nil {
			break
		}
		text.WriteString(p.Text)
	}
	var names []string
	for _, w := range strings.FieldsFunc(text.String(), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.EqualFold(w, "from") {
			break // what follows are tables
		}
		if w == strings.ToLower(w) && !slices.Contains(names, w) {
			names = append(names, w)
		}
	}
	return names
}

func inputs(out twin.Outcome, words []string) []twin.Inputs {
	var all []twin.Inputs
	for _, w := range words {
		in := twin.Inputs{Values: map[twin.SourceKey]string{}, Kinds: out.Inputs.Kinds, Flips: out.Inputs.Flips, Setup: out.Inputs.Setup}
		for k, v := range out.Inputs.Values {
			in.Values[k] = v
		}
		if out.Source.Kind == "" {
			return append(all, in)
		}
		in.Values[out.Source] = w
		all = append(all, in)
	}
	return all
}
