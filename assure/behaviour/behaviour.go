// Package behaviour is rung L6: on benign inputs the patched program gives the
// same results and has the same side effects as before. A SQL statement with
// parameters is the same as one with the values written out, a command's argument
// vector the same as the shell line of those words.
//
// What is benign the program says, not a list of ours: a value counts when the old
// program worked with it. It gave no error, and the value broke no demand at the
// sink: a shell's word of two words, or a name that climbs, is no reason to refuse
// a patch. Values are taken from the program's own tests and comparisons, and
// from shapes that are usual where the flow ends (a file in a sub-folder, a name
// of two words). What the operator decides, such as a folder for data, is varied as
// well, since a patch may be right in one place and wrong in another.
package behaviour

import (
	"context"
	"fmt"
	"slices"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// Rung is L6.
type Rung struct{}

// ID is "L6".
func (Rung) ID() string { return "L6" }

// Name is "behaviour".
func (Rung) Name() string { return "behaviour" }

// Check runs the entry of the finding before and after with each benign value.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	if s.InMemory() {
		return inMemory(s)
	}
	then, now := s.Before(), s.After()
	res := notRun("the function cannot be entered from outside on the twin")
	if then != nil && now != nil {
		res = compare(s, then, now)
	}
	if res.Status == assure.Failed || !s.Series.Whole {
		return res
	}
	if why := elsewhere(s); why != "" {
		return assure.Result{Status: assure.Failed, Why: why}
	}
	return res
}

func notRun(why string) assure.Result { return assure.Result{Status: assure.NotRun, Why: why} }

type runner = func(twin.Inputs) *twin.Run

// compare runs both programs with every benign input; the first difference is the
// reason to refuse. Where no source is part of the finding, the function is given its
// texts as well: of a text that is unknown little can be compared.
func compare(s *assure.Subject, then, now runner) assure.Result {
	flow, out := s.Patch.Found.Flow(), s.Patch.Found.Outcome
	t := &trials{flow: flow, then: then, key: target(out, flow), base: out.Inputs, peace: out.Peace}
	if texts := textsOf(flow); len(texts) > 0 {
		given := *t
		given.base.Texts, given.peace.Texts = texts, texts
		if res := given.compare(s, now); res.Status != assure.NotRun {
			return res
		}
	}
	return t.compare(s, now)
}

// textsOf are the parameters that are texts, of a function that nobody registered.
func textsOf(f *solve.Flow) map[string]bool {
	if len(f.Sources) > 0 || f.Entry != nil {
		return nil
	}
	return textsIn(f.Root)
}

func textsIn(f *ir.Func) map[string]bool {
	if f == nil {
		return nil
	}
	out := map[string]bool{}
	for _, p := range f.Params {
		if p.Text {
			out[p.Name] = true
		}
	}
	return out
}

func (t *trials) compare(s *assure.Subject, now runner) assure.Result {
	flow := t.flow
	same, reached := 0, 0
	for _, in := range t.inputs(words(s, t)) {
		old := t.then(in)
		if !t.worked(old, in) || illegible(flow, old) {
			continue
		}
		is := now(later(flow, in, old))
		if is.Exhausted {
			continue
		}
		if file := falls(old, is); file != "" {
			return assure.Result{Status: assure.Failed, Why: difference([]string{file + " cannot be loaded any more"}, t.key, in)}
		}
		if why := changed(s, flow, old, is); len(why) > 0 {
			return assure.Result{Status: assure.Failed, Why: difference(why, t.key, in)}
		}
		same++
		if len(assure.Sinks(old, flow.Sink)) > 0 {
			reached++
		}
	}
	for _, wrong := range []func(*trials, runner) string{lost, fixed, garbled, untold} {
		if why := wrong(t, now); why != "" && !hides(s, t.key) {
			return assure.Result{Status: assure.Failed, Why: why}
		}
	}
	switch {
	case same == 0:
		return notRun("the old program worked with no input that was tried on the twin")
	case reached == 0:
		return notRun("no benign input comes to the patched place on the twin, so nothing was compared")
	case slices.Contains(told, flow.Sink):
		return notRun(fmt.Sprintf("the same kinds of effects on %d benign inputs, but other values: that is what the patch is for", same))
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("same results and effects on %d benign inputs, %d of which come to the patched place", same, reached)}
}

// falls names a file whose own statements end with an error when it is loaded, and did
// not before.
func falls(old, is *twin.Run) string {
	fell := map[string]bool{}
	for _, u := range old.Fell {
		fell[u.Path] = true
	}
	for _, u := range is.Fell {
		if !fell[u.Path] {
			return u.Path
		}
	}
	return ""
}

// later are the inputs of the patched program: a switch that only the patch asks for is
// set nowhere yet. A secret that moves out of the program is to be, and the key by which
// tokens are verified that were not.
func later(flow *solve.Flow, in twin.Inputs, old *twin.Run) twin.Inputs {
	if slices.Contains(own, flow.Sink) || flow.Sink == "jwt.verify" {
		return in
	}
	return in.KnownTo(old)
}

// apart is a run without what the patch is to change: the mode of a file that is
// open to everybody.
func apart(f *solve.Flow, r *twin.Run) *twin.Run {
	if f.Sink != "perm" {
		return r
	}
	out := *r
	out.Effects = slices.Clone(r.Effects)
	for i, e := range out.Effects {
		if e.Kind == "chmod" && len(e.Args) > 1 {
			out.Effects[i].Args = e.Args[:1]
		}
	}
	return &out
}

// difference tells what was given, what came of it before, and what comes now.
func difference(why []string, k twin.SourceKey, in twin.Inputs) string {
	out := clip(why[0])
	if len(why) > 1 {
		out += "; " + clip(why[1])
	}
	if given, ok := in.Values[k]; ok {
		return fmt.Sprintf("with %q: %s", given, out)
	}
	return out
}

// maxTold bounds how much of a difference is told.
const maxTold = 160

func clip(s string) string {
	if len(s) > maxTold {
		return s[:maxTold] + "…"
	}
	return s
}

// target is the source whose value is varied: the one that was attacked, else the
// first that the flow names.
func target(out twin.Outcome, flow *solve.Flow) twin.SourceKey {
	if out.Source.Kind != "" || len(flow.Sources) == 0 {
		return out.Source
	}
	return twin.Key(flow.Sources[0].Kind, flow.Sources[0].Names...)
}
