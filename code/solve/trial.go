package solve

import "github.com/prunella/prunella/code/ir"

// A trial is a call in which nothing is at stake and that nobody's data enters.
// It is followed for what it may tell of constants and small objects, as long as
// that is cheap; one that runs on is undone and taken for unknown code, then and
// whenever the root calls the function again so.
type trial struct {
	fn     *ir.Func
	budget int64 // of the root
	rec    *recorder
	lost   heap
	had    bool
	over   bool
}

// trialWork is how many instructions a trial may take.
const trialWork = 160

// tryOut begins a trial, unless one is under way or the call may matter after all.
func (r *run) tryOut(fn *funcInfo, a *arguments, labelled bool) *trial {
	if labelled || r.trial != nil || r.stakes(fn) || r.mayCall(a) {
		return nil
	}
	t := &trial{fn: fn.fn, budget: r.budget, rec: r.rec, lost: r.lost, had: r.hasLost}
	r.budget = min(r.budget, r.work+trialWork)
	r.trial = t
	return t
}

// mayCall tells whether something is at stake in a function that is passed.
func (r *run) mayCall(a *arguments) bool {
	for _, v := range a.fns() {
		for _, c := range v.fns {
			if info := r.g.of[c.fn]; info != nil && r.stakes(info) {
				return true
			}
		}
	}
	return false
}

// endTrial gives the root its budget back. It reports whether the trial ran out of
// its own; then nothing of it stays.
func (r *run) endTrial(t *trial) bool {
	if t == nil {
		return false
	}
	r.trial, r.budget = nil, t.budget
	if t.over {
		r.dear[t.fn] = true
		r.rec, r.lost, r.hasLost = t.rec, t.lost, t.had
	}
	return t.over
}

// A past is what the executions of a function by nobody's data showed so far.
// The graph goes by names, so it thinks much within reach that is not.
type past struct {
	barren int  // times it ran to its end and showed nothing
	bore   bool // it did show something: a source, a flow, an entry
}

// A function is thought barren that showed nothing so often in a run, or in all.
const (
	enough    = 2
	enoughAll = 6
)

// stakes is what makes a call of a function worth following though nobody's data
// enters it. Programs register their entries when they start: then all that may
// lead to one is followed.
func (r *run) stakes(f *funcInfo) bool {
	if f.reach&atStake == 0 {
		return false
	}
	if f.reach&toEntry != 0 && r.root.inits != nil {
		return true
	}
	a, b := r.past[f.fn], r.analysis.past[f.fn]
	return a.bore || b.bore || a.barren < enough && a.barren+b.barren < enoughAll
}

// learnt notes what a call by nobody's data showed.
func (r *run) learnt(f *funcInfo, shown int, whole bool) {
	if f.reach&atStake == 0 {
		return
	}
	p := r.past[f.fn]
	switch {
	case r.shown != shown:
		p.bore = true
	case whole:
		p.barren++
	default:
		return
	}
	r.past[f.fn] = p
}

func (p past) and(q past) past { return past{p.barren + q.barren, p.bore || q.bore} }
