package memory

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
)

// An Input is what a concrete run is given: what every source answers, whether
// allocations fail, and how branches are taken that nothing decides (0 to 2).
type Input struct {
	All   string
	Fails bool
	Bias  int
}

// An Event is what reached a sink: a line that is printed, a file that is opened.
type Event struct {
	Kind string
	Args []any
	At   solve.Place
}

// An Observation is what a concrete run showed. It is Whole when the run came to its
// end within the bound of work.
type Observation struct {
	Flows   []solve.Flow
	Events  []Event
	Guesses int // branches taken on values that nobody knows
	Whole   bool
}

// Inputs are those that Replay tries for a flow without a source's text in it.
func (l *Lab) Inputs(flow *solve.Flow) []Input {
	var out []Input
	for _, in := range l.attempts(flow) {
		out = append(out, Input{All: in.all, Fails: in.fails, Bias: in.bias})
	}
	return out
}

// Observe runs a function.
func (l *Lab) Observe(root *ir.Func, in Input) Observation {
	given := &inputs{all: in.All, fails: in.Fails, bias: in.Bias}
	r := l.run(&solve.Flow{Root: root}, given)
	out := Observation{Flows: r.flows, Whole: !r.over, Guesses: given.guesses}
	for _, e := range r.events {
		at := solve.Place{Func: e.fn}
		if e.fn != nil && e.at != nil {
			at = solve.Place{Unit: e.fn.Unit, Span: e.at.Span, Func: e.fn, Callee: calleeOf(e.at)}
		}
		out.Events = append(out.Events, Event{Kind: e.kind, Args: e.args, At: at})
	}
	return out
}
