package flow

import (
	"context"
	"fmt"
	"slices"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// A telling puts what some work of one verb says on the record, in the order of the
// work, whatever is done first.
type telling struct {
	run     *run
	verb    Verb
	said    [][]record.Statement
	ended   []bool
	next    int // all work before it has ended
	told    int // and all before this is on the record
	entries []ledger.Entry
	failed  error
}

// end notes that a piece of work has ended.
func (t *telling) end(i int) {
	for t.ended[i] = true; t.next < len(t.ended) && t.ended[t.next]; {
		t.next++
	}
}

// tell puts on the record what may be, although ctx is done.
func (t *telling) tell(ctx context.Context) {
	if t.failed == nil && t.next > t.told {
		var more []ledger.Entry
		more, t.failed = t.run.append(context.WithoutCancel(ctx), t.verb, slices.Concat(t.said[t.told:t.next]...))
		t.entries, t.told = append(t.entries, more...), t.next
	}
}

// append puts statements on the record.
func (r *run) append(ctx context.Context, verb Verb, all []record.Statement) ([]ledger.Entry, error) {
	if len(all) == 0 {
		return nil, nil
	}
	size := r.Log.Size()
	entries, err := r.Log.AppendAll(ctx, all)
	if err != nil {
		return nil, fmt.Errorf("flow: append what was said: %w", err)
	}
	for _, e := range entries {
		isNew := e.Index == size
		if isNew {
			size++
		}
		r.tell(Event{Said: &Said{Verb: verb, Entry: e, New: isNew}})
	}
	return entries, nil
}
