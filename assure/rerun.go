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

// Before executes on the twin what the flow of the finding executed, in the
// program as it was; After does so in the patched one. They are nil when that is
// not there.
func (s *Subject) Before() func(twin.Inputs) *twin.Run {
	p, _ := s.Programs()
	return again(s.Patch.Earlier.Lab(p), p, s.Patch.Found.Flow())
}

// After is Before in the patched program.
func (s *Subject) After() func(twin.Inputs) *twin.Run {
	_, p := s.Programs()
	if p == nil {
		return nil
	}
	return again(s.Patch.Report.Lab(p), p, s.Patch.Found.Flow())
}

// again finds what a flow executed: the entry of the same pattern in the same
// file, else the function of the same name.
func again(lab *twin.Lab, p *link.Program, flow *solve.Flow) func(twin.Inputs) *twin.Run {
	if flow.Entry == nil {
		return againFunc(lab, p, flow.Root)
	}
	for _, e := range lab.Entries() {
		if same(e, flow.Entry) {
			return func(in twin.Inputs) *twin.Run { return lab.Entry(e, in) }
		}
	}
	if flow.Entry.Handler == nil {
		return nil
	}
	return againFunc(lab, p, flow.Entry.Handler)
}

func same(e twin.Entry, old *solve.Entry) bool {
	return e.Kind == old.Kind && e.Pattern == old.Pattern && e.Methods == old.Methods &&
		e.At.Unit != nil && old.At.Unit != nil && e.At.Unit.Path == old.At.Unit.Path
}

// againFunc executes the function of the same name; no function, or a module's
// body, is the program's start.
func againFunc(lab *twin.Lab, p *link.Program, f *ir.Func) func(twin.Inputs) *twin.Run {
	if f == nil || f.Unit != nil && f == f.Unit.Init {
		return lab.Start
	}
	now := p.Func(f.Name)
	if now == nil {
		return nil
	}
	return func(in twin.Inputs) *twin.Run { return lab.Func(now, in) }
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
