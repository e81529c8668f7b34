package twin

import (
	"sync"

	"github.com/prunella/prunella/code/ir"
)

// runs remembers the latest harmless runs of a lab. A scan replays findings in
// the order of their places, so that neighbours begin with the same run; nobody
// changes a run that has ended.
type runs struct {
	mu     sync.Mutex
	latest [maxRuns]struct {
		key runKey
		run *Run
	}
	next int
}

// maxRuns is how many runs are remembered: a few, for what reached sinks in a run may be large.
const maxRuns = 8

// A runKey tells what was executed, with what.
type runKey struct {
	root    *ir.Func // of an execution without an entry
	at      Place
	pattern string
	inputs  string
}

// find gives the run, nil when it is not remembered.
func (r *runs) find(k runKey) *Run {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, kept := range r.latest {
		if kept.key == k {
			return kept.run
		}
	}
	return nil
}

// keep remembers a run in the place of the oldest.
func (r *runs) keep(k runKey, run *Run) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.latest[r.next].key, r.latest[r.next].run = k, run
	r.next = (r.next + 1) % maxRuns
}
