package memory

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
)

// A trial is what a concrete run of a root did, without the run: other flows of the
// root that ask for the same one are answered from it, unless it shows them.
type trial struct {
	shows   []flowKey
	asked   bool // a source was asked
	choices bool
	biased  bool // it hangs on how branches are taken that nothing decides, or what follows a source's first numbers
	guessed bool
	over    bool
	allocs  int
	work    int64
}

// A trialKey is all that a run depends on which takes no way that a flow tells.
type trialKey struct {
	root                *ir.Func
	all                 string
	bias, other, failAt int
	fails, pins, divide bool
	most                int
}

// try runs a root, or tells what an earlier run with the same inputs did when that did
// not show the flow; the run is nil then.
func (l *Lab) try(flow *solve.Flow, in *inputs) (*trial, *run) {
	k := trialKey{root: flow.Root, all: in.all, bias: in.bias, other: in.other, failAt: in.failAt, fails: in.fails,
		pins: pinned(flow), divide: flow.Sink == "divide", most: believed(flow)}
	if old, ok := l.trials.Load(k); ok {
		if t := old.(*trial); !slices.Contains(t.shows, keyOf(flow)) {
			return t, nil
		}
	}
	r := l.run(flow, in)
	t := &trial{asked: len(in.asked) > 0, choices: in.choices > 0, biased: in.turns > 0 || in.choices > 0 || in.waits, guessed: in.guesses > 0 || r.opened > 0,
		over: r.over, allocs: in.allocs, work: r.work}
	if hit, _ := r.hit(flow); hit == nil { // it came to its own end
		for i := range r.flows {
			t.shows = append(t.shows, keyOf(&r.flows[i]))
		}
		l.trials.Store(k, t)
	}
	return t, r
}

func keyOf(f *solve.Flow) flowKey { return flowKey{f.Sink, f.At.Unit, f.At.Span} }

// pinned reports a flow for which numbers that the caller chose are the last ones that a
// test allows.
func pinned(f *solve.Flow) bool {
	return strings.HasPrefix(f.Sink, "write.") || strings.HasPrefix(f.Sink, "read.")
}
