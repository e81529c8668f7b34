package twin

import (
	"fmt"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/value"
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
	Covered map[*ir.Instr]bool
	Inputs  Inputs // of the attacked run: run it again after a fix
	Runs    int
	Work    int64 // instructions
}

// Effort bounds a replay. The zero Effort means the defaults.
type Effort struct {
	Search int // runs to find a way to the sink; default 64
	Attack int // runs with attacks; default 96
	Limits Limits
}

func (e Effort) orDefault() Effort {
	if e.Search <= 0 {
		e.Search = 64
	}
	if e.Attack <= 0 {
		e.Attack = 96
	}
	return e
}

// A replay is one flow being tried.
type replay struct {
	p      *link.Program
	flow   *solve.Flow
	effort Effort
	entry  *Entry
	out    Outcome
	seen   map[string]bool
	last   *Run // the run that got furthest
	// why the search could not look everywhere; "" when it did
	limit string
}

// Replay executes the flow with harmless and with attacking inputs.
func Replay(p *link.Program, flow *solve.Flow, effort Effort) Outcome {
	r := &replay{p: p, flow: flow, effort: effort.orDefault(), seen: map[string]bool{}}
	r.out.Covered = map[*ir.Instr]bool{}
	r.findEntry()
	in, benign := r.reach()
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

// findEntry looks for the registered entry the solver came from.
func (r *replay) findEntry() {
	e := r.flow.Entry
	if e == nil {
		return
	}
	entries := Entries(r.p, r.effort.Limits)
	for i := range entries {
		have := &entries[i]
		if have.Kind == e.Kind && have.Pattern == e.Pattern && have.At.Unit == e.At.Unit && have.At.Span == e.At.Span {
			r.entry = have
			return
		}
	}
	for i := range entries { // the same handler under what it was registered as
		if have := &entries[i]; e.Handler != nil && have.Name == e.Handler.Name && (e.Pattern == "" || have.Pattern == e.Pattern) {
			r.entry = have
			return
		}
	}
}

// run executes the flow's root once.
func (r *replay) run(in Inputs) *Run {
	var run *Run
	switch {
	case r.entry != nil:
		run = RunEntry(r.p, *r.entry, in, r.effort.Limits)
	case r.flow.Root != nil && !isInit(r.flow.Root):
		run = RunFunc(r.p, r.flow.Root, in, r.effort.Limits)
	default:
		run = RunStart(r.p, in, r.effort.Limits)
	}
	r.out.Runs++
	r.out.Work += run.Steps
	for k := range run.Covered {
		r.out.Covered[k] = true
	}
	return run
}

func isInit(f *ir.Func) bool {
	return f.Unit != nil && (f.Unit.Init == f || strings.HasSuffix(f.Name, ".main") && f.Name == f.Unit.Module+".main")
}

// hits are the events of a run at the flow's sink. What a framework writes for a
// handler happens in no project code; the solver names the place where the
// handler gave it.
func (r *replay) hits(run *Run) []Event {
	var exact, framework []Event
	for _, e := range run.Sinks {
		switch {
		case e.Kind != r.flow.Sink || e.At.Unit == nil:
		case e.At.Unit == r.flow.At.Unit && e.At.Span == r.flow.At.Span:
			exact = append(exact, e)
		case e.At.Unit.Stub:
			framework = append(framework, e)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return framework
}

// reach searches for harmless inputs with which the sink is reached: breadth
// first over what comparisons suggest and over unknown conditions.
func (r *replay) reach() (Inputs, *Run) {
	queue := []Inputs{r.first()}
	for n := 0; n < len(queue); n++ {
		if n >= r.effort.Search {
			r.limit = fmt.Sprintf("%d runs were not enough to find a way to it", n)
			return Inputs{}, nil
		}
		run := r.run(queue[n])
		if run.Exhausted {
			r.limit = "the execution needs more steps than allowed"
		}
		if hits := r.hits(run); len(hits) > 0 && r.suits(hits) {
			return queue[n], run
		}
		if r.last == nil || run.Steps > r.last.Steps {
			r.last = run
		}
		queue = r.expand(queue, queue[n], run, SourceKey{})
	}
	return Inputs{}, nil
}

// suits: a demand on the value itself needs the bad value.
func (r *replay) suits(hits []Event) bool {
	if r.flow.Violation.Labels != 0 {
		return true
	}
	for _, h := range hits {
		if len(r.flow.Demand.Check(Abstract(h.Args))) > 0 {
			return true
		}
	}
	return false
}

// first are the inputs to start with: what the solver saw tested on the way.
func (r *replay) first() Inputs {
	in := Inputs{Values: map[SourceKey]string{}, Flips: map[int]bool{}}
	if e := r.flow.Entry; e != nil && e.Methods != "" {
		method, _, _ := strings.Cut(e.Methods, ",")
		in.Values[SourceKey{"http.method", "method"}] = strings.TrimSpace(method)
	}
	for _, c := range r.flow.Conditions {
		if k := keyOf(c.Source.Kind, c.Source.Names); c.Holds && len(c.Fact.Via) == 0 && in.Values[k] == "" {
			if v, ok := satisfying(c, k); ok {
				in.Values[k] = v
			}
		}
	}
	return in
}

// maxQueue bounds what waits to be tried.
const maxQueue = 512

// expand adds the inputs that a run suggests. attacked is the source that keeps
// its value unless the suggestion contains it.
func (r *replay) expand(queue []Inputs, in Inputs, run *Run, attacked SourceKey) []Inputs {
	add := func(next Inputs) {
		if f := next.fingerprint(); !r.seen[f] && len(queue) < maxQueue {
			r.seen[f] = true
			queue = append(queue, next)
		}
	}
	for _, h := range run.Hints {
		if h.Source == attacked && !strings.Contains(h.Value, in.value(attacked)) {
			continue
		}
		add(in.with(h.Source, h.Value))
	}
	for n := run.SetupChoices; n < min(len(run.Choices), run.SetupChoices+8); n++ {
		if len(in.Flips) < 3 {
			add(in.flipped(n))
		}
	}
	return queue
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
	targets := r.targets(benign)
	if len(targets) == 0 {
		r.out.Reason = "the execution reaches the sink without asking for the source"
		r.out.Assumed = benign.Unknowns
		return
	}
	t := tally{clear: len(benign.Unknowns) == 0}
	attacks := r.flow.Demand.Attacks(r.flow.Violation)
	budget := r.effort.Attack
	for _, a := range attacks {
		for _, k := range targets {
			if r.try(in, benign, k, a, &budget, &t) {
				return
			}
		}
	}
	r.conclude(t, attacks, budget)
}

// a tally counts how attacks failed.
type tally struct {
	kept, rejected int
	clear          bool // nothing unknown had a part in any run
	why            string
}

// try runs one attack on one source, and what the comparisons on the way make of
// it. It reports whether the demand broke.
func (r *replay) try(in Inputs, benign *Run, k SourceKey, attack string, budget *int, t *tally) bool {
	queue := []Inputs{in.with(k, attack)}
	reached := false
	for n := 0; n < len(queue) && n < 6 && *budget > 0; n++ {
		*budget--
		run := r.run(queue[n])
		given := queue[n].value(k)
		if len(run.Unknowns) > 0 || run.Exhausted {
			t.clear = false
			t.why = strings.Join(firstOf(run.Unknowns, 3), "; ")
		}
		hits := r.hits(run)
		reached = reached || len(hits) > 0
		if how, args, ok := r.broken(benign, hits, given); ok {
			r.out.Verdict, r.out.Reason, r.out.Attack, r.out.Source = Reproduced, how, given, k
			r.out.Attacked, r.out.Inputs, r.out.Assumed = args, queue[n], run.Unknowns
			r.out.Witness = witness(r.entry, run)
			return true
		}
		queue = r.expand(queue, queue[n], run, k)
	}
	if reached {
		t.kept++
	} else {
		t.rejected++
	}
	return false
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
		r.out.Reason = fmt.Sprintf("none of %d attacked runs broke the demand; more were not allowed", r.effort.Attack)
	case len(attacks) == 0:
		r.out.Reason = "no attack is known for this demand"
	case !t.clear:
		r.out.Reason = "no attack broke the demand, but this is not known: " + t.why
	case t.rejected > 0 && t.kept == 0:
		r.out.Reason = fmt.Sprintf("all %d attacks were turned away before the sink", t.rejected)
	case t.rejected > 0:
		r.out.Reason = fmt.Sprintf("%d attacks were turned away before the sink, %d reached it and changed nothing", t.rejected, t.kept)
	default:
		r.out.Verdict = Refuted
		r.out.Reason = fmt.Sprintf("all %d attacks reached the sink as harmless text; nothing on the way is unknown", t.kept)
	}
}

// targets are the sources to attack: the flow's, as the harmless run asked for
// them. A structured source is attacked part by part.
func (r *replay) targets(run *Run) []SourceKey {
	var out []SourceKey
	seen := map[SourceKey]bool{}
	add := func(k SourceKey) {
		if !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	for _, s := range r.flow.Sources {
		k := keyOf(s.Kind, s.Names)
		if _, asked := run.Given[k]; asked {
			add(k)
		}
	}
	var rest []SourceKey
	for _, s := range r.flow.Sources {
		for k := range run.Given {
			if k.Kind == s.Kind && (len(s.Names) == 0 || structured(s.Kind, s.Names) || run.Documents[s.Kind] || strings.HasPrefix(k.Name, strings.Join(s.Names, "."))) {
				rest = append(rest, k)
			}
		}
	}
	sort.Slice(rest, func(i, j int) bool { return rest[i].Kind+rest[i].Name < rest[j].Kind+rest[j].Name })
	landed := reachedText(r.hits(run))
	for _, k := range rest { // those whose word is seen in the sink come first
		if strings.Contains(landed, run.Given[k]) {
			add(k)
		}
	}
	for _, k := range rest {
		add(k)
	}
	return out[:min(len(out), 12)]
}

func reachedText(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		for _, a := range e.Args {
			switch x := a.(type) {
			case string:
				b.WriteString(x)
			case value.BytesValue:
				b.WriteString(string(x))
			case *value.ListValue:
				for _, it := range x.Items {
					if s, ok := it.(string); ok {
						b.WriteString(s + "\n")
					}
				}
			}
		}
	}
	return b.String()
}
