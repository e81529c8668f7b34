package twin

import (
	"fmt"
	"maps"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// A Verdict is what a replay found out.
type Verdict uint8

// The verdicts.
const (
	Open       Verdict = iota // not known: Outcome.Reason says why
	Reproduced                // an input breaks the demand: Outcome.Witness
	Refuted                   // no input does, for a reason that rests on nothing unknown
)

// String is the word for it.
func (v Verdict) String() string {
	switch v {
	case Reproduced:
		return "reproduced"
	case Refuted:
		return "refuted"
	}
	return "open"
}

// An Outcome is the answer of [Replay].
type Outcome struct {
	Verdict  Verdict
	Reason   string // for a person: how the demand breaks, or why that is not known
	Witness  Witness
	Attack   string // what the attacked source was given
	Source   SourceKey
	Benign   []any // what reached the sink in the harmless run
	Attacked []any // and in the attacked one
	// Assumed lists what was not known on the way and taken for granted; empty
	// when the execution was wholly concrete.
	Assumed []string
	// Inputs are those of the attacked run, to run it again after a fix; when no
	// attack succeeded, those of the harmless run that came to the sink.
	Inputs Inputs
	Peace  Inputs // of the harmless run that the attack is compared with
	Runs   int
	Work   int64 // instructions
}

// Effort bounds a replay. The zero Effort means the defaults.
type Effort struct {
	Search int   // runs to find a way to the sink; default 64
	Attack int   // runs with attacks; default 96
	Work   int64 // instructions of all these runs; default 1,000,000
	Limits Limits
	Lab    *Lab // of the program, to share its starts between replays; made when nil
}

func (e Effort) orDefault() Effort {
	if e.Search <= 0 {
		e.Search = 64
	}
	if e.Attack <= 0 {
		e.Attack = 96
	}
	if e.Work <= 0 {
		e.Work = 1_000_000
	}
	return e
}

// A replay is one flow being tried.
type replay struct {
	p       *link.Program
	flow    *solve.Flow
	effort  Effort
	lab     *Lab
	entry   *Entry
	setup   string // a function that registers the entry and that nobody calls
	main    string // of several programs, the one that is started
	out     Outcome
	covered coverage
	seen    map[string]bool
	last    *Run // the run that got furthest
	started int  // other starts of a large program that were tried
	// why the search could not look everywhere; "" when it did
	limit string
}

// Replay executes the flow with harmless and with attacking inputs. A fault of the model
// itself leaves the verdict open.
func Replay(p *link.Program, flow *solve.Flow, effort Effort) (out Outcome) {
	r := &replay{p: p, flow: flow, effort: effort.orDefault(), seen: map[string]bool{}, covered: newCoverage()}
	defer func() {
		if fault := recover(); fault != nil {
			out = Outcome{Runs: r.out.Runs, Work: r.out.Work, Reason: fmt.Sprintf("a fault of the model itself ended it, and ought to be reported: %v", fault)}
		}
	}()
	if r.lab = r.effort.Lab; r.lab == nil {
		r.lab = NewLab(p, r.effort.Limits)
	}
	r.main = process(p, flow)
	r.findEntry()
	in, benign := r.reach()
	if benign == nil && r.entry != nil && flow.Entry == nil {
		// The way in is not found; the function by itself may still tell.
		r.entry, r.setup, r.seen, r.limit = nil, "", map[string]bool{}, ""
		in, benign = r.reach()
	}
	if benign != nil {
		r.out.Inputs, r.out.Peace = in, in
	}
	switch {
	case benign == nil:
		r.notReached()
	case flow.Violation.Labels == 0:
		r.judgeValue(in, benign)
	default:
		r.attack(in, benign)
	}
	return r.out
}

// findEntry looks for the registered entry the solver came from; for a function
// that the solver executed by itself, the entry whose handler wraps it.
func (r *replay) findEntry() {
	if r.entry = r.entryAmong(r.lab.EntriesOf(r.main)); r.entry != nil {
		return
	}
	if e := r.flow.Entry; e != nil && e.Under != nil {
		r.entry = r.entryUnder(e, 0)
		return
	}
	if e := r.flow.Entry; e != nil && e.By != nil && !isInit(e.By) {
		if r.entry = r.entryAmong(r.lab.EntriesBy(e.By)); r.entry != nil {
			r.setup = e.By.Name
		}
	}
}

// entryUnder calls the entries around an entry until it is registered.
func (r *replay) entryUnder(e *solve.Entry, depth int) *Entry {
	entries := r.lab.EntriesOf(r.main)
	if e.Under != nil && depth < maxUnder {
		outer := r.entryUnder(e.Under, depth+1)
		if outer == nil {
			return nil
		}
		entries = r.lab.EntriesUnder(*outer)
	}
	for i := range entries { // what a library registers inside has no place of the project's
		if have := &entries[i]; same(have, e) || e.Under != nil && have.At.Unit != nil && have.At.Unit.Stub && have.Kind == e.Kind && have.Pattern == e.Pattern {
			return have
		}
	}
	return nil
}

func same(have *Entry, e *solve.Entry) bool {
	return have.Kind == e.Kind && have.Pattern == e.Pattern && have.At.Unit == e.At.Unit && have.At.Span == e.At.Span
}

func (r *replay) entryAmong(entries []Entry) *Entry {
	tests := []func(have *Entry) bool{
		func(have *Entry) bool {
			e := r.flow.Entry
			return e != nil && same(have, e) && (r.flow.Root == nil || wraps(have.handler, r.flow.Root, 0))
		},
		func(have *Entry) bool { e := r.flow.Entry; return e != nil && same(have, e) },
		func(have *Entry) bool {
			e := r.flow.Entry
			return e != nil && e.Handler != nil && have.Name == e.Handler.Name && have.Pattern == e.Pattern
		},
		func(have *Entry) bool {
			return r.flow.Entry == nil && r.flow.Root != nil && !isInit(r.flow.Root) && wraps(have.handler, r.flow.Root, 0)
		},
	}
	for _, test := range tests {
		for i := range entries {
			if test(&entries[i]) {
				return &entries[i]
			}
		}
	}
	return nil
}

// wraps reports whether a handler is the function, or holds it: a decorator's
// closure, a bound object's field.
func wraps(handler any, fn *ir.Func, depth int) bool {
	if depth > 6 {
		return false
	}
	switch h := handler.(type) {
	case *Closure:
		if h.Fn == fn {
			return true
		}
		for _, c := range h.cells {
			if wraps(c, fn, depth+1) {
				return true
			}
		}
		if _, own := h.recv.(*Object); h.bound && !own {
			return wraps(h.recv, fn, depth+1)
		}
	case *Cell:
		return wraps(h.v, fn, depth+1)
	case *Named:
		return wraps(h.v, fn, depth+1)
	}
	return false
}

// run executes the flow's root once.
func (r *replay) run(in Inputs) *Run { return r.count(r.execute(in)) }

// runAlike is run for harmless inputs: flows of one root begin with the same.
func (r *replay) runAlike(in Inputs) *Run {
	k := runKey{root: r.flow.Root, inputs: in.fingerprint()}
	if r.entry != nil {
		k.at, k.pattern = r.entry.At, r.entry.Kind+" "+r.entry.Methods+" "+r.entry.Pattern
		if k.root = nil; r.entry.under != nil {
			return r.run(in)
		}
	}
	run := r.lab.runs.find(k)
	if run == nil {
		run = r.execute(in)
		r.lab.runs.keep(k, run)
	}
	return r.count(run)
}

func (r *replay) execute(in Inputs) *Run {
	switch {
	case r.entry != nil:
		return r.lab.Entry(*r.entry, in)
	case r.flow.Root != nil && !isInit(r.flow.Root):
		return r.lab.Func(r.flow.Root, in)
	}
	return r.lab.Start(in)
}

// count adds a run to what the replay spent and saw.
func (r *replay) count(run *Run) *Run {
	r.out.Runs++
	r.out.Work += run.Steps - run.SetupSteps + run.SetupSteps/startShare
	r.covered.add(run.Covered)
	return run
}

func isInit(f *ir.Func) bool {
	return f.Unit != nil && (f.Unit.Init == f || strings.HasSuffix(f.Name, ".main") && f.Name == f.Unit.Module+".main")
}

// hits are the events of a run at the flow's sink. What a framework writes for a
// handler happens in no project code; the solver names the place where the
// handler gave it.
// byGlue: what the front end made around a handler writes what the handler gave.
func (r *replay) byGlue(at Place) bool {
	e := r.flow.Entry
	return e != nil && at.Func != nil && at.Func == e.Handler && at.Span == at.Func.NameSpan
}

func (r *replay) hits(run *Run) []Event {
	var exact, framework []Event
	for _, e := range run.kept(r.flow.Sink) {
		switch {
		case e.Kind != r.flow.Sink || e.At.Unit == nil:
		case e.At.Unit == r.flow.At.Unit && e.At.Span == r.flow.At.Span:
			exact = append(exact, e)
		case r.byGlue(e.At), e.At.Unit.Stub, e.At.Func != nil && e.At.Func == r.flow.At.Func && e.At.Span == e.At.Func.NameSpan:
			framework = append(framework, e)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return framework
}

// notReached says why no run got to the sink.
func (r *replay) notReached() {
	run := r.last
	r.out.Verdict = Open
	switch {
	case r.limit != "":
		r.out.Reason = "the sink was not reached: " + r.limit
	case run == nil:
		r.out.Reason = "the program has no such entry"
	case len(run.Unknowns) > 0:
		r.out.Reason = "the sink was not reached, and this is not known: " + strings.Join(firstOf(run.Unknowns, 3), "; ")
	case run.Raised != "":
		r.out.Reason = "the execution ends before the sink with the error " + clip(run.Raised)
	case run.Handed:
		r.out.Reason = "the sink was not reached, and code without a model may call the functions that it is handed, or throw"
	case len(run.Asked) > 0 || len(run.Choices) > 0:
		r.out.Reason = fmt.Sprintf("no input that the comparisons suggest leads to the sink (%d runs)", r.out.Runs)
	default:
		r.out.Verdict = Refuted
		r.out.Reason = "the execution depends on no input and does not reach the sink"
	}
	if run != nil {
		r.out.Assumed = run.Unknowns
	}
}

func firstOf(list []string, n int) []string { return list[:min(len(list), n)] }

// judgeValue is for demands on the value itself: it was seen.
func (r *replay) judgeValue(in Inputs, run *Run) {
	for _, h := range r.hits(run) {
		vs := r.flow.Demand.Check(Abstract(h.Args))
		if len(vs) == 0 {
			continue
		}
		if h.Unknown {
			r.out.Verdict, r.out.Reason = Open, "a part of the value is not known"
			continue
		}
		r.out.Verdict, r.out.Reason = Reproduced, vs[0].Reason
		r.out.Attacked, r.out.Inputs, r.out.Assumed = h.Args, in, run.Unknowns
		r.out.Witness = witness(r.entry, run)
		return
	}
}

// attack gives the flow's sources the demand's attacks.
func (r *replay) attack(in Inputs, benign *Run) {
	r.out.Benign = r.hits(benign)[0].Args
	if !r.asks(benign) {
		in, benign = r.askFor(in, benign)
		r.out.Benign, r.out.Peace = r.hits(benign)[0].Args, in
	}
	targets, seen := r.targets(benign)
	if len(targets) == 0 {
		r.out.Reason = "the execution reaches the sink without asking for the source"
		r.out.Assumed = benign.Unknowns
		return
	}
	t := tally{clear: len(benign.Unknowns) == 0, seen: seen}
	t.why = strings.Join(firstOf(benign.Unknowns, 3), "; ")
	attacks := r.attacks(benign, targets[:min(len(targets), max(seen, 1))])
	budget := r.effort.Attack
	for _, a := range attacks {
		for i, k := range targets {
			if i >= seen && seen > 0 {
				break // the others are unlikely where some are seen
			}
			if r.try(in, benign, k, a, &budget, &t) {
				return
			}
		}
	}
	r.conclude(t, attacks, budget)
}

// a tally counts how attacks failed.
type tally struct {
	runs           int
	kept, rejected int
	seen           int  // targets whose harmless word is in the sink
	clear          bool // nothing unknown had a part in any run
	why            string
}

// maxVariants is how many forms of one attack are tried, and half of it where
// the sink is reached with it.
const maxVariants = 6

// try runs one attack on one source, and what the comparisons on the way make of
// it. It reports whether the demand broke.
func (r *replay) try(in Inputs, benign *Run, k SourceKey, attack string, budget *int, t *tally) bool {
	queue := r.placed(in, k, attack)
	reached := false
	for n := 0; len(queue) > 0 && n < maxVariants && !(reached && n >= maxVariants/2) && *budget > 0; n++ {
		if *budget--; r.out.Work > r.effort.Work {
			*budget = 0
		}
		next := best(&queue)
		before := len(r.covered.blocks)
		run := r.run(next.in)
		t.runs++
		given := next.in.value(k)
		if len(run.Unknowns) > 0 || run.Exhausted {
			t.clear = false
			t.why = strings.Join(firstOf(run.Unknowns, 3), "; ")
		}
		hits := r.hits(run)
		reached = reached || len(hits) > 0
		how, args, ok := r.brokenBy(benign, hits, given, attack)
		if ok && !maps.Equal(next.in.Flips, in.Flips) {
			calm := in.clone()
			calm.Flips = next.in.Flips
			if alike := r.runAlike(calm); len(r.hits(alike)) > 0 { // what nobody knows made the difference, perhaps
				if how, args, ok = r.brokenBy(alike, hits, given, attack); ok {
					r.out.Peace = calm
				}
			}
		}
		if ok {
			r.out.Verdict, r.out.Reason, r.out.Attack, r.out.Source = Reproduced, how, given, k
			r.out.Attacked, r.out.Inputs, r.out.Assumed = args, next.in, run.Unknowns
			r.out.Witness = witness(r.entry, run)
			return true
		}
		queue = append(queue, r.expand(next, run, k, len(r.covered.blocks) > before)...)
	}
	if reached {
		t.kept++
	} else {
		t.rejected++
	}
	return false
}

// brokenBy is broken for a text that was given, or for the attack that it is when it was
// decoded on its way.
func (r *replay) brokenBy(benign *Run, hits []Event, given, attack string) (string, []any, bool) {
	how, args, ok := r.broken(benign, hits, given)
	if !ok && given != attack {
		how, args, ok = r.broken(benign, hits, attack)
	}
	return how, args, ok
}

// broken asks the oracle about each value that reached the sink, against those
// of the harmless run.
func (r *replay) broken(benign *Run, hits []Event, given string) (string, []any, bool) {
	was := r.hits(benign)
	for i, h := range hits {
		first, broken := "", true
		for j, b := range was {
			if len(was) == len(hits) && i != j {
				continue
			}
			ok, how := r.flow.Demand.Broken(b.Args, h.Args, given)
			broken = broken && ok
			first = how
		}
		if broken {
			return first, h.Args, true
		}
	}
	return "", nil, false
}

// conclude tells refuted from open.
func (r *replay) conclude(t tally, attacks []string, budget int) {
	switch {
	case budget <= 0:
		r.out.Reason = fmt.Sprintf("none of %d attacked runs broke the demand; more were not allowed", t.runs)
	case len(attacks) == 0:
		r.out.Reason = "no attack is known for this demand"
	case !t.clear:
		r.out.Reason = "no attack broke the demand, but this is not known: " + t.why
	case t.seen == 0:
		r.out.Reason = "no attack broke the demand, but the source's text is not seen in the sink either"
	case t.rejected > 0 && t.kept == 0:
		r.out.Reason = fmt.Sprintf("all %d attacks were turned away before the sink", t.rejected)
	case t.rejected > 0:
		r.out.Reason = fmt.Sprintf("%d attacks were turned away before the sink, %d reached it and changed nothing", t.rejected, t.kept)
	default:
		r.out.Verdict = Refuted
		r.out.Reason = fmt.Sprintf("all %d attacks reached the sink as harmless text; nothing on the way is unknown", t.kept)
	}
}
