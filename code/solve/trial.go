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
func (r *run) tryOut(fn *funcInfo, a *arguments, stakes bool) *trial {
	if stakes || r.trial != nil || r.mayCall(a) || fn.fn == fn.fn.Unit.Init {
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
			if info := r.g.of[c.fn]; info != nil && r.stakes(info, uint64(info.index)*2+1) {
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
