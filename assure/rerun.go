package assure

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// Programs are the linked programs around the patch, of the finding's language;
// after is nil when the patch left none.
func (s *Subject) Programs() (before, after *link.Program) {
	before = s.Patch.Found.Program
	for _, p := range s.Patch.Report.Programs {
		if p.Lang.Name() == before.Lang.Name() {
			after = p
		}
	}
	return before, after
}

// Again finds in another version of the program what a flow of the finding
// executed: the entry of the same pattern in the same file, else the function of
// the same name. The result executes it on the twin; it is nil when that is gone.
func Again(p *link.Program, flow *solve.Flow) func(twin.Inputs) *twin.Run {
	if flow.Entry == nil {
		if flow.Root == nil {
			return start(p)
		}
		return againFunc(p, flow.Root)
	}
	for _, e := range twin.Entries(p, twin.Limits{}) {
		if same(e, flow.Entry) {
			return func(in twin.Inputs) *twin.Run { return twin.RunEntry(p, e, in, twin.Limits{}) }
		}
	}
	if flow.Entry.Handler != nil {
		return againFunc(p, flow.Entry.Handler)
	}
	return nil
}

func start(p *link.Program) func(twin.Inputs) *twin.Run {
	return func(in twin.Inputs) *twin.Run { return twin.RunStart(p, in, twin.Limits{}) }
}

func same(e twin.Entry, old *solve.Entry) bool {
	return e.Kind == old.Kind && e.Pattern == old.Pattern && e.Methods == old.Methods &&
		e.At.Unit != nil && old.At.Unit != nil && e.At.Unit.Path == old.At.Unit.Path
}

func againFunc(p *link.Program, f *ir.Func) func(twin.Inputs) *twin.Run {
	if f.Unit != nil && f == f.Unit.Init {
		return start(p)
	}
	now := p.Func(f.Name)
	if now == nil {
		return nil
	}
	return func(in twin.Inputs) *twin.Run { return twin.RunFunc(p, now, in, twin.Limits{}) }
}

// Sinks are the values that reached sinks of a kind, in order.
func Sinks(r *twin.Run, kind string) []twin.Event {
	var out []twin.Event
	for _, e := range r.Sinks {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}
