package memory

import (
	"fmt"
	"strconv"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
)

// An Input is what a concrete run is given: what every source answers, whether
// allocations fail, and how branches are taken that nothing decides (0 to 2).
type Input struct {
	All   string
	Fails bool
	Bias  int
	Unset bool // no variable of the environment is set
	// Known: only these variables of the environment are set, unless it is nil.
	Known []string
	// Passed: the function's own parameters that are numbers are what sources give,
	// and not unknown.
	Passed bool
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
	Asked   []string // variables of the environment
	Result  string   // what the function gave back; "" where that is not known
}

// Inputs are those that Replay tries on a function for a flow without a source's text
// in it.
func (l *Lab) Inputs(flow *solve.Flow, root *ir.Func) []Input {
	var out []Input
	for in := range l.attempts(flow, root, nil) {
		out = append(out, Input{All: in.all, Fails: in.fails, Bias: in.bias})
	}
	return out
}

// Observe runs a function.
func (l *Lab) Observe(root *ir.Func, in Input) Observation {
	given := &inputs{all: in.All, fails: in.Fails, bias: in.Bias, passed: in.Passed, unset: in.Unset, known: in.Known}
	r := l.run(&solve.Flow{Root: root}, given)
	out := Observation{Flows: r.flows, Whole: !r.over, Guesses: given.guesses, Result: r.result, Asked: given.variables}
	for _, e := range r.events {
		at := solve.Place{Func: e.fn}
		if e.fn != nil && e.at != nil {
			at = solve.Place{Unit: e.fn.Unit, Span: e.at.Span, Func: e.fn, Callee: calleeOf(e.at)}
		}
		out.Events = append(out.Events, Event{Kind: e.kind, Args: e.args, At: at})
	}
	return out
}

// told is a value as somebody sees it who called the function: the number, or what
// stands at the address.
func told(st *state, v val) string {
	switch {
	case v.k == kInt && v.lo == v.hi:
		return strconv.FormatInt(v.lo, 10)
	case v.null():
		return "null"
	case v.k == kPtr:
		return "the address of " + content(st.object(v.obj), v.lo)
	case v.k == kFloat && v.lo == v.hi:
		f, _ := v.floats()
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return ""
}

// maxTold bounds how much of an object is told.
const maxTold = 16

// content is what is known of an object from an offset on.
func content(o *object, from int64) string {
	if o == nil {
		return "something"
	}
	out := "("
	for i := range o.cells[:min(len(o.cells), maxTold)] {
		c := &o.cells[i]
		switch {
		case c.str != nil:
			text, known := c.str.text.Exact()
			if known {
				out += fmt.Sprintf(" %d: %q", c.off-from, text)
			}
		case c.v.k == kInt && c.v.lo == c.v.hi:
			out += fmt.Sprintf(" %d: %d", c.off-from, c.v.lo)
		}
	}
	return out + " )"
}
