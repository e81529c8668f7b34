package flow

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// A Loop joins steps to a log.
type Loop struct {
	Log     ledger.Log
	Steps   []Step        // their order is the order of work within a verb
	Reading cases.Reading // what evidence means; cases.Standard when nil
	Workers int           // 1 when less
	Events  func(Event)   // may be nil; called by one goroutine at a time
}

// Errors that callers tell apart with errors.Is.
var (
	ErrPanic   = errors.New("panic") // wrapped by the failure of a step that panicked
	ErrEndless = fmt.Errorf("flow: steps keep answering each other after %d stages", maxStages)
)

// A Panic is what became of a step that panicked. The stack is for a report of
// the fault, not for the user's terminal.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) Error() string { return fmt.Sprintf("%v: %v", ErrPanic, p.Value) }

func (p *Panic) Unwrap() error { return ErrPanic }

// maxStages ends a run in which steps have something new to say about whatever
// is said. An honest run has one stage for each verb and a few more.
const maxStages = 200

// A Failure is one step that failed on one subject.
type Failure struct {
	By      record.By
	Verb    Verb
	Subject record.ID
	Err     error
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%s %s: %v", f.By.Name, f.Verb, f.Err)
}

func (f *Failure) Unwrap() error { return f.Err }

// A task is one step's work on one subject.
type task struct {
	step    int
	subject record.ID
}

// A run is one call of Run: the work list and the view the steps read.
type run struct {
	Loop
	view    *cases.View
	pending []task
	queued  map[task]bool
	handled map[record.ID]bool // statements whose work was queued in this run
	telling sync.Mutex
	failed  []error
}

// Run lets the sources see and then works until nobody has anything to say.
// The seeds, if any, are statements on the record to begin with besides what
// the sources see: new approvals, say, or an interrupted case. Run returns the
// failures of steps joined, each a *[Failure]; when the log or ctx fails it
// stops at once.
func (l Loop) Run(ctx context.Context, seeds ...record.ID) error {
	r := &run{Loop: l, queued: make(map[task]bool), handled: make(map[record.ID]bool)}
	if r.Reading == nil {
		r.Reading = cases.Standard{}
	}
	r.view = cases.New(r.Reading)
	if err := r.view.Update(ctx, l.Log); err != nil {
		return err
	}
	for i, s := range r.Steps {
		if s.Verb == See {
			r.queue(task{step: i})
		}
	}
	for _, id := range seeds {
		e, err := l.Log.Get(ctx, id)
		if err != nil {
			return err
		}
		r.offer(e)
	}
	for stages := 0; len(r.pending) > 0; stages++ {
		if stages == maxStages {
			return ErrEndless
		}
		if err := r.stage(ctx); err != nil {
			return err
		}
	}
	return errors.Join(r.failed...)
}

func (r *run) queue(t task) {
	if !r.queued[t] {
		r.queued[t] = true
		r.pending = append(r.pending, t)
	}
}

// offer queues the work that an entry makes for each step. An entry is offered
// once in a run.
func (r *run) offer(e ledger.Entry) {
	if r.handled[e.ID] {
		return
	}
	r.handled[e.ID] = true
	for i, s := range r.Steps {
		if s.wants == nil {
			continue
		}
		for _, id := range s.wants(e, r.view) {
			r.queue(task{step: i, subject: id})
		}
	}
}

// stage does all pending work of the first verb that has some, and appends what
// it says in the order of the work. Deeds are done one at a time and said at
// once, so that little is left unsaid by a crash.
func (r *run) stage(ctx context.Context) error {
	work := r.take()
	verb := r.Steps[work[0].step].Verb
	r.tell(Event{Stage: &Stage{Verb: verb, Work: len(work)}})
	if verb != Drive {
		return r.batch(ctx, work)
	}
	for _, t := range work {
		if err := r.batch(ctx, []task{t}); err != nil {
			return err
		}
	}
	return nil
}

// batch does some work of one verb and appends what it says. When ctx is done
// in the middle, what was said until then is appended still. Evidence about a proposal
// is waited for, and goes on the record as soon as all the work before it is done; what
// follows from it waits for the others, so that the record is the same either way.
func (r *run) batch(ctx context.Context, work []task) error {
	t := &telling{run: r, verb: r.Steps[work[0].step].Verb, said: make([][]record.Statement, len(work)), ended: make([]bool, len(work))}
	errs := make([]error, len(work))
	done := make(chan int, len(work))
	go func() {
		defer close(done)
		r.parallel(len(work), func(i int) {
			if errs[i] = ctx.Err(); errs[i] == nil {
				t.said[i], errs[i] = r.do(ctx, work[i])
			}
			done <- i
		})
	}()
	for i := range done {
		if t.end(i); t.verb == Verify && len(done) == 0 {
			t.tell(ctx)
		}
	}
	t.tell(ctx)
	for i, task := range work {
		if step := r.Steps[task.step]; errs[i] != nil {
			r.failed = append(r.failed, &Failure{By: step.By, Verb: step.Verb, Subject: task.subject, Err: errs[i]})
		}
	}
	if t.failed != nil {
		return t.failed
	}
	if err := r.follow(ctx, t.entries); err != nil {
		return err
	}
	return ctx.Err()
}

// follow queues the work that entries make.
func (r *run) follow(ctx context.Context, entries []ledger.Entry) error {
	if err := r.view.Update(context.WithoutCancel(ctx), r.Log); err != nil {
		return err
	}
	for _, e := range entries {
		r.offer(e)
	}
	return nil
}

// take removes the pending work of the first verb, in the order of the steps
// and, within a step, in which it was queued.
func (r *run) take() []task {
	first := Drive
	for _, t := range r.pending {
		first = min(first, r.Steps[t.step].Verb)
	}
	var work, rest []task
	for _, t := range r.pending {
		if r.Steps[t.step].Verb != first {
			rest = append(rest, t)
			continue
		}
		work = append(work, t)
		delete(r.queued, t)
	}
	r.pending = rest
	slices.SortStableFunc(work, func(a, b task) int { return a.step - b.step })
	return work
}

// parallel calls do for 0 to n-1 on the workers of the loop and waits.
func (r *run) parallel(n int, do func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(max(r.Workers, 1), n) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// do runs one task and collects what it says; a panic is a failure like others.
func (r *run) do(ctx context.Context, t task) (said []record.Statement, err error) {
	step := r.Steps[t.step]
	r.tell(Event{Started: &Started{Verb: step.Verb, By: step.By, Subject: t.subject}})
	defer func() {
		if p := recover(); p != nil {
			err = &Panic{Value: p, Stack: debug.Stack()}
		}
		r.tell(Event{Ended: &Ended{Verb: step.Verb, By: step.By, Subject: t.subject, Said: len(said), Err: err}})
	}()
	err = step.do(ctx, t.subject, board{log: r.Log, view: r.view}, func(s record.Statement) error {
		if err := s.Validate(); err != nil {
			return err
		}
		said = append(said, s)
		return ctx.Err()
	})
	return said, err
}

func (r *run) tell(e Event) {
	if r.Events == nil {
		return
	}
	r.telling.Lock()
	defer r.telling.Unlock()
	r.Events(e)
}
