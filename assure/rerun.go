package assure

import (
	"cmp"
	"slices"
	"strings"

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

// Function is the function that holds the finding's sink, before and after; now is nil
// when it is gone, or when no function holds it.
func (s *Subject) Function() (then, now *ir.Func) {
	_, after := s.Programs()
	then = s.Patch.Found.Flow().At.Func
	if after == nil || then == nil || then.Unit == nil || then.Unit.Stub || then == then.Unit.Init {
		return then, nil
	}
	return then, counterpart(after, then)
}

// Before executes on the twin what the flow of the finding executed, in the
// program as it was; After does so in the patched one. They are nil when that is
// not there.
func (s *Subject) Before() func(twin.Inputs) *twin.Run {
	p, _ := s.Programs()
	if s.InMemory() {
		return nil
	}
	return again(s.Patch.Earlier.Lab(p), p, s.Patch.Found.Flow())
}

// After is Before in the patched program.
func (s *Subject) After() func(twin.Inputs) *twin.Run {
	_, p := s.Programs()
	if p == nil || s.InMemory() {
		return nil
	}
	return again(s.Patch.Report.Lab(p), p, s.Patch.Found.Flow())
}

// AfterTwo is After for the second of two requests to one process.
func (s *Subject) AfterTwo() func(first, second twin.Inputs) *twin.Run {
	_, p := s.Programs()
	if p == nil || s.InMemory() {
		return nil
	}
	lab := s.Patch.Report.Lab(p)
	e, f := where(lab, p, s.Patch.Found.Flow())
	switch {
	case e != nil:
		return func(first, second twin.Inputs) *twin.Run { return lab.EntryTwice(*e, first, second) }
	case f != nil:
		return func(first, second twin.Inputs) *twin.Run { return lab.FuncTwice(f, first, second) }
	}
	return nil
}

// again executes what a flow executed: the entry of the same pattern in the same
// file, else the function of the same name. No function, or a module's body, is the
// program's start.
func again(lab *twin.Lab, p *link.Program, flow *solve.Flow) func(twin.Inputs) *twin.Run {
	e, f := where(lab, p, flow)
	switch {
	case e != nil:
		return func(in twin.Inputs) *twin.Run { return lab.Entry(*e, in) }
	case f != nil:
		return func(in twin.Inputs) *twin.Run { return lab.Func(f, in) }
	case flow.Entry == nil && (flow.Root == nil || flow.Root.Unit != nil && flow.Root == flow.Root.Unit.Init):
		return lab.Start
	case flow.Entry != nil && flow.Entry.Handler != nil && flow.Entry.Handler.Unit != nil && flow.Entry.Handler == flow.Entry.Handler.Unit.Init:
		return lab.Start
	}
	return nil
}

// where finds the entry that a flow came through, or the function where it began.
func where(lab *twin.Lab, p *link.Program, flow *solve.Flow) (*twin.Entry, *ir.Func) {
	if flow.Entry == nil {
		return nil, body(p, flow.Root)
	}
	entries := lab.Entries()
	if by := flow.Entry.By; by != nil && by.Unit != nil && by != by.Unit.Init {
		if now := counterpart(p, by); now != nil {
			entries = append(slices.Clone(entries), lab.EntriesBy(now)...)
		}
	}
	for i := range entries {
		if same(entries[i], flow.Entry) {
			return &entries[i], nil
		}
	}
	return nil, body(p, flow.Entry.Handler)
}

// body is the counterpart of a function that is called, not of a module's body.
func body(p *link.Program, f *ir.Func) *ir.Func {
	if f == nil || f.Unit != nil && f == f.Unit.Init {
		return nil
	}
	return counterpart(p, f)
}

func same(e twin.Entry, old *solve.Entry) bool {
	return e.Kind == old.Kind && e.Pattern == old.Pattern && e.Methods == old.Methods &&
		e.At.Unit != nil && old.At.Unit != nil && e.At.Unit.Path == old.At.Unit.Path
}

// counterpart is the function of the same name in another version of a program. A
// function without a name is called by its line, which a patch may move: it is the
// one at the same place among those of the same outer function.
func counterpart(p *link.Program, f *ir.Func) *ir.Func {
	outer, _, nameless := strings.Cut(f.Name, "<lambda:")
	if !nameless || f.Unit == nil {
		return overload(p, f)
	}
	n := slices.Index(lambdas(f.Unit, outer), f)
	for _, u := range p.Units {
		if u.Path != f.Unit.Path || u.Stub {
			continue
		}
		if all := lambdas(u, outer); n >= 0 && n < len(all) {
			return all[n]
		}
	}
	return nil
}

// overload is the function of the same name that takes the same, where there are several.
func overload(p *link.Program, f *ir.Func) *ir.Func {
	first := p.Func(f.Name)
	if first == nil {
		return nil
	}
	for _, o := range p.Overloads(first) {
		if o.Name == f.Name && takes(o) == takes(f) {
			return o
		}
	}
	return first
}

// takes writes down the types of a function's parameters.
func takes(f *ir.Func) string {
	var out []string
	for _, p := range f.Params {
		t := ""
		if p.Type != nil {
			t = p.Type.String()
		}
		out = append(out, t)
	}
	return strings.Join(out, ", ")
}

// lambdas lists the functions without a name of an outer one, as they stand.
func lambdas(u *ir.Unit, outer string) []*ir.Func {
	var out []*ir.Func
	for _, f := range u.Funcs {
		if name, _, ok := strings.Cut(f.Name, "<lambda:"); ok && name == outer {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *ir.Func) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// Dressed writes an attack as the one that worked was written: behind and before what
// the program asks of the value.
func Dressed(flow *solve.Flow, out twin.Outcome, attack string) string {
	seed := ""
	for _, a := range flow.Demand.Attacks(flow.Violation) {
		if len(a) > len(seed) && strings.Contains(out.Attack, a) {
			seed = a
		}
	}
	if seed == "" || strings.Contains(out.Attack, attack) && len(attack) > len(seed) {
		return attack
	}
	return strings.Replace(out.Attack, seed, attack, 1)
}

// Calm are the sinks of a harmless run of the patched program; where the patch lets
// that come there no more, those of the program before it, so that an attack which
// still comes there is compared with something.
func (s *Subject) Calm(after func(twin.Inputs) *twin.Run) []twin.Event {
	out, kind := s.Patch.Found.Outcome, s.Patch.Found.Flow().Sink
	events := Sinks(after(out.Peace), kind)
	if then := s.Before(); len(events) == 0 && then != nil {
		events = Sinks(then(out.Peace), kind)
	}
	return events
}

// Left reports what reached a sink at the place of another finding, which was there
// before the patch and is there after it: that the attack works in that place as well
// is not for this patch to mend.
func (s *Subject) Left() func(twin.Event) bool {
	type place struct {
		file string
		span ir.Span
		sink string
	}
	open := map[place]bool{}
	for _, f := range s.Patch.Report.Found {
		for _, flow := range f.Flows {
			if flow.At.Unit != nil {
				open[place{flow.At.Unit.Path, flow.At.Span, flow.Sink}] = true
			}
		}
	}
	return func(e twin.Event) bool {
		return e.At.Unit != nil && open[place{e.At.Unit.Path, e.At.Span, e.Kind}]
	}
}

// Sinks are the values that reached sinks of a kind, in order.
func Sinks(r *twin.Run, kind string) []twin.Event { return r.At(kind) }
