package solve

import "github.com/prunella/prunella/code/ir"

// A trial is a call with a bound of its own, below what its root has left. One that
// runs on is undone and taken for unknown code, then and whenever it is called so
// again; what it showed until then counts. There are two kinds:
//
//   - calls in which nothing is at stake and that nobody's data enters: they are followed
//     for what they may tell of constants and small objects, as long as that is cheap;
//   - all others of the project's functions: one alone may not use up what is left.
type trial struct {
	outer  *trial
	fn     *ir.Func
	look   uint64
	idle   bool  // of the first kind
	limit  int64 // instructions
	budget int64 // of what is around it
	rec    *recorder
	lost   heap
	had    bool
	over   bool
}

const (
	trialWork  = 160  // instructions that a trial of the first kind may take
	leastShare = 2000 // and that one of the second kind may always take
)

// tryOut begins a trial; nil when the call has no bound of its own.
func (r *run) tryOut(fr *frame, f *funcInfo, a *arguments, look uint64, stakes bool) *trial {
	limit := int64(trialWork)
	switch {
	case r.trial != nil && r.trial.idle, f.fn == f.fn.Unit.Init:
		return nil
	case !stakes && r.mayCall(a), stakes && (f.fn.Unit.Stub || r.begins(fr, f.fn)):
		return nil
	case stakes:
		limit = r.share()
	}
	t := &trial{outer: r.trial, fn: f.fn, look: look, idle: !stakes, limit: limit, budget: r.budget, rec: r.rec, lost: r.lost, had: r.hasLost}
	r.budget = min(r.budget, r.work+limit)
	r.trial = t
	return t
}

// share is what one call may take of what is left, so that there is some for those
// after it.
func (r *run) share() int64 {
	left := r.budget - r.work
	return max(left-left/8, leastShare)
}

// ranOn tells whether calls of this look ran on before, with a share hardly less than
// the one at hand.
func (r *run) ranOn(look uint64) bool {
	limit := max(r.overran[look], r.analysis.overran[look])
	return limit > 0 && r.share() < limit+limit/4
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

// endTrial gives what is around the trial its budget back. It reports whether the
// trial ran out of its own; then nothing of it stays.
func (r *run) endTrial(t *trial) bool {
	if t == nil {
		return false
	}
	r.trial, r.budget = t.outer, t.budget
	if !t.over {
		return false
	}
	r.rec, r.lost, r.hasLost = t.rec, t.lost, t.had
	if t.idle {
		r.dear[t.fn] = true
	} else {
		r.overran[t.look] = max(r.overran[t.look], t.limit)
		r.cut = append(r.cut, t.fn)
	}
	return true
}

// undone tells whether the call that is being executed comes to nothing.
func (r *run) undone() bool { return r.exhausted || r.trial != nil && r.trial.over }
