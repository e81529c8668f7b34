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

// Rerun executes on the twin what a flow of the finding executed, in another
// version of the program: the entry of the same pattern in the same file, else
// the function of the same name. It is nil when that is gone.
func Rerun(p *link.Program, flow *solve.Flow, in twin.Inputs) *twin.Run {
	if flow.Entry != nil {
		for _, e := range twin.Entries(p, twin.Limits{}) {
			if same(e, flow.Entry) {
				return twin.RunEntry(p, e, in, twin.Limits{})
			}
		}
		if flow.Entry.Handler != nil {
			return rerunFunc(p, flow.Entry.Handler, in)
		}
		return nil
	}
	if flow.Root == nil {
		return twin.RunStart(p, in, twin.Limits{})
	}
	return rerunFunc(p, flow.Root, in)
}

func same(e twin.Entry, old *solve.Entry) bool {
	return e.Kind == old.Kind && e.Pattern == old.Pattern && e.Methods == old.Methods &&
		e.At.Unit != nil && old.At.Unit != nil && e.At.Unit.Path == old.At.Unit.Path
}

func rerunFunc(p *link.Program, f *ir.Func, in twin.Inputs) *twin.Run {
	if f.Unit != nil && f == f.Unit.Init {
		return twin.RunStart(p, in, twin.Limits{})
	}
	if now := p.Func(f.Name); now != nil {
		return twin.RunFunc(p, now, in, twin.Limits{})
	}
	return nil
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
