package memory

import "github.com/prunella/prunella/code/ir"

// A share is how a root may spend its work: its own instructions come first, calls may
// take what is left. So a root comes to its end, and calls are left out, not what stands
// after them.
type share struct {
	budget int64
	most   int  // ways followed apart at first
	whole  bool // all that is called can be afforded
	calls  int64
	main   bool              // the root is the program's: whatever calls look like, they are tried
	tries  bool              // so are calls that look not much too dear
	dear   map[*ir.Func]bool // those that were
}

const (
	callParts = 4  // a call may take one of so many parts of what there is for calls
	tryRatio  = 16 // how much dearer than that a call may look that is tried: tests may be decided
	onceWork  = 3  // what following few ways costs beside following one
)

// share plans a root. A large function has a larger budget, up to three times, and fewer
// ways from its beginning, so that its last instruction is executed too.
func (p *program) share(root *ir.Func, budget int64, deep int) share {
	s := share{tries: deep == maxCalls, main: bareName(root) == "main", dear: map[*ir.Func]bool{}}
	s.budget = max(budget, min(3*budget, onceWork*p.cost(costKey{root, 0, 1}).work))
	for s.most = maxStates; s.most > 1 && p.cost(costKey{root, 0, s.most}).work > 2*s.budget; {
		s.most /= 2
	}
	s.whole = p.cost(costKey{root, deep, maxStates}).work <= budget
	s.calls = max(budget/4, (budget-p.cost(costKey{root, 0, maxStates}).work)/2)
	return s
}

// ways is how many ways are followed apart now: fewer as the work comes to its end.
func (r *run) ways() int {
	left := r.share.budget - r.work
	switch {
	case r.in != nil:
		return maxStates
	case 2*left > r.share.budget:
		return r.share.most
	case 4*left > r.share.budget:
		return max(1, r.share.most/2)
	case 8*left > r.share.budget:
		return max(1, r.share.most/4)
	}
	return 1
}

// afford follows a call that takes no more than a part of what there is for calls. One that
// looks dearer is tried where that is allowed: when it has used its part up it is undone,
// and unknown from then on.
func (r *run) afford(fr *frame, in *ir.Instr, st *state, fn *ir.Func, args []val) []*state {
	part, looks := r.share.calls/callParts, r.cost(costKey{fn, max(0, r.deep-fr.depth-1), maxStates}).work
	if r.ways() < r.share.most || looks > part && (!r.share.tries || r.share.dear[fn] || looks > tryRatio*part && !r.share.main) {
		return r.notFollowed(fr, in, st, fn, args)
	}
	before, budget := r.work, r.budget
	var kept *state
	if looks > part {
		kept = st.fork()
		r.budget = min(budget, r.work+part)
	}
	r.share.whole = true
	out := r.enter(fr, in, st, fn, args)
	r.share.whole = false
	r.share.calls = max(0, r.share.calls-(r.work-before))
	spent := kept != nil && r.over && r.work <= budget
	r.budget = budget
	if !spent {
		return out
	}
	r.over, r.share.dear[fn] = false, true
	return r.notFollowed(fr, in, kept, fn, args)
}
