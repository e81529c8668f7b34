package memory

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// inputs are what the sources give in a concrete run.
type inputs struct {
	all       string // what each source gives that is not in by
	by        map[sourceKey]string
	fails     bool // allocations fail
	failAt    int  // only the one of this number does
	allocs    int  // how many were asked for
	other     int  // models that choose between two take the second from this choice on, unless 0
	choices   int  // how many there were
	reads     map[sourceKey]int
	ended     bool // what was asked last has given all it has
	bias      int  // how branches are taken that nothing decides
	pins      bool // numbers that the caller chose are the last ones that a test allows
	guesses   int
	waits     bool              // a source was asked for numbers again and again
	turns     int               // with those that ask once more of the same number
	places    map[*ir.Instr]int // how often it was guessed at each branch
	questions []sym             // the numbers that were asked for
	numbers   int               // of them: on numbers, not on whether there is something
	inner     int               // of them: on whether there is something, by a function that was called
	asked     []sourceKey
	given     map[sourceKey]string
	unset     bool                 // no variable of the environment is set
	known     []string             // only these are, unless it is nil
	variables []string             // of the environment that were asked for
	passed    bool                 // so are the root's parameters that are numbers
	way       map[*ir.Instr][]bool // how branches are taken instead, as long as it says so
	left      int                  // how many of them it still says
	limits    []int64              // numbers that what came in was compared with
}

// lacks notes that a variable of the environment is asked for; it tells whether it is
// not set.
func (in *inputs) lacks(name string) bool {
	if !slices.Contains(in.variables, name) {
		in.variables = append(in.variables, name)
	}
	return in.unset || in.known != nil && !slices.Contains(in.known, name)
}

// maxLimits bounds how many numbers are remembered that data was compared with.
const maxLimits = 8

// note remembers a number that what came in is compared with.
func (in *inputs) note(came, with val) {
	if came.lab == 0 || came.k != kInt || with.k != kInt || with.lo != with.hi || with.lab != 0 {
		return
	}
	if len(in.limits) < maxLimits && !slices.Contains(in.limits, with.lo) {
		in.limits = append(in.limits, with.lo)
	}
}

func (in *inputs) give(k sourceKey) string {
	v, ok := in.by[k]
	if !ok {
		v = in.all
	}
	if in.given == nil {
		in.given = map[sourceKey]string{}
	}
	if in.reads == nil {
		in.reads = map[sourceKey]int{}
	}
	in.reads[k]++
	in.ended = in.reads[k] > maxReads
	if _, old := in.given[k]; !old {
		in.asked = append(in.asked, k)
		in.given[k] = v
	}
	return v
}

// number is a number between two that a source gives which says n. One that is asked again
// and again gives others, by some biases: the ends of what it may give, and what such
// numbers were compared with. So a loop ends that waits for one (a file's end, a line's).
func (in *inputs) number(k sourceKey, n, lo, hi int64) int64 {
	turn := in.reads[k] - maxAlike
	in.waits = in.waits || turn > 0
	if turn > 0 && in.bias > 0 {
		words := append([]int64{lo, hi}, in.limits...)
		for _, w := range in.limits {
			words = append(words, addSat(w, -1), addSat(w, 1))
		}
		n = words[(turn+in.bias)%len(words)]
	}
	return max(lo, min(hi, n))
}

// fail tells whether the next allocation fails.
func (in *inputs) fail() bool {
	in.allocs++
	return in.fails || in.allocs == in.failAt
}

// maxReads is how often a source gives what it has before it ends.
const maxReads = 4

// second tells which of two values a model takes.
func (in *inputs) second() bool {
	in.choices++
	ended := in.ended
	in.ended = false
	return ended || in.other > 0 && in.choices >= in.other
}

// nothing is what a read gives that gives no bytes: it failed, or is at the end.
func (in *inputs) nothing() int64 {
	if in.other > 0 {
		return -1
	}
	return 0
}

// outcome is what the machine around answers, between two numbers: mostly that all
// went well.
func (in *inputs) outcome(lo, hi int64) int64 {
	in.choices++
	switch in.bias {
	case 0:
		return hi
	case 1:
		return lo
	}
	return lo + (hi-lo)/2
}

// An event is what reached a sink in a concrete run.
type event struct {
	kind string
	fn   *ir.Func
	at   *ir.Instr
	args []any
}

// guess takes one side of a branch on a value that nobody knows.
func (r *run) guess(at *ir.Instr, v val) (bool, bool) {
	r.in.turns++
	if again := r.questioned(v); !again {
		r.in.guesses++
	}
	if r.in.guesses > r.most {
		r.budget = 0 // nothing that it could show now would be believed
	}
	if !ofAddress(v) {
		r.in.numbers++
	} else if r.top != nil && r.top.caller != nil {
		r.in.inner++
	}
	if next := r.in.way[at]; len(next) > 0 {
		r.in.way[at] = next[1:]
		r.in.left--
		return next[0], true
	}
	if r.in.places == nil {
		r.in.places = map[*ir.Instr]int{}
	}
	r.in.places[at]++
	other := r.in.places[at]%maxAlike == 0 // a loop whose end nobody knows ends
	switch r.in.bias {
	case 0:
		return !other, true
	case 1:
		return other, true
	}
	return r.in.turns%2 == 0, true
}

// maxAlike is how often a branch is guessed one way before it is guessed the other way,
// and a source gives one number before it gives others.
const maxAlike = 64

// along are inputs for a run that takes the branches which nothing decides as the flow
// says that they were taken.
func along(flow *solve.Flow, all string) *inputs {
	in := &inputs{all: all, bias: 1, way: map[*ir.Instr][]bool{}, left: len(flow.Turns)}
	for _, t := range flow.Turns {
		in.way[t.At] = append(in.way[t.At], t.Yes)
	}
	return in
}

// questioned reports a number that another guess was of already: a switch asks one
// question. That a switch has a way for what never comes, which gives null, is no flaw.
func (r *run) questioned(v val) bool {
	c := v.cond
	if c == nil || r.wanted == nil || r.wanted.Sink != "divide" || c.not || c.tok != ir.Eq && c.tok != ir.Ne || c.a.k != kInt || c.b.k != kInt {
		return false
	}
	a := c.a
	if a.exact() {
		a = c.b
	}
	if a.sym == 0 || slices.Contains(r.in.questions, a.sym) {
		return a.sym != 0
	}
	r.in.questions = append(r.in.questions, a.sym)
	return false
}

// ofAddress reports a condition that asks whether an address is null.
func ofAddress(v val) bool {
	for c := v.cond; c != nil; c = v.cond {
		if v = c.a; !c.not && c.b.k == kAny {
			v = c.b
		}
	}
	return v.k == kAny
}

// A Lab replays the flows of one program.
type Lab struct {
	program *program
	demands map[string]demand.Demand
	limits  sync.Map // by root, what near has found
	trials  sync.Map // by trialKey, what a run did
}

// NewLab prepares a program for replays.
func NewLab(p *link.Program, demands []demand.Demand) *Lab {
	l := &Lab{program: newProgram(p), demands: map[string]demand.Demand{}}
	for _, d := range demands {
		l.demands[d.Kind()] = d
	}
	return l
}

// biases is in how many ways branches are taken that nothing decides.
const biases = 3

// replayWork bounds one concrete run, flowWork all runs for one flow.
const (
	replayWork = 100_000
	flowWork   = 400_000
)

func (l *Lab) run(flow *solve.Flow, in *inputs) *run {
	r := newRun(l.program, flow.Root, l.demands, replayWork)
	r.in, r.deep, r.wanted = in, maxCalls, flow
	if r.most = maxInt; flow.Sink != "" {
		r.most = believed(flow)
	}
	in.pins = pinned(flow)
	r.runRoot()
	return r
}

// Replay executes the flow's root with concrete inputs on memory of bytes, to see
// the access leave its object, the freed memory used, the command changed.
func (l *Lab) Replay(flow *solve.Flow) twin.Outcome {
	out := twin.Outcome{Verdict: twin.Open}
	if flow.Root == nil {
		out.Reason = "nothing runs the function"
		return out
	}
	if flow.Violation.Labels != 0 && flow.Violation.Hole != nil {
		l.attack(flow, &out)
		return out
	}
	clear, guessed := true, len(flow.Root.Params) > 0 && bareName(flow.Root) != "main"
	if l.retraced(flow, &out) {
		return out
	}
	asks, asked, allocs := true, false, 0
	var last *trial // of this word, the first of its biases
	i := -1
	for in := range l.attempts(flow, flow.Root, &asked) {
		i++
		if i >= biases && !asks {
			break // what comes from outside makes no difference
		}
		if i >= biases && in.failAt > allocs {
			continue
		}
		if in.bias > 0 && last != nil && !last.biased {
			continue // the run would be the same
		}
		t, r := l.try(flow, in)
		if in.bias == 0 {
			last = t
		}
		asks = i > 0 && asks || t.asked || t.choices || t.allocs > 0
		asked = asked || t.asked
		allocs = max(allocs, t.allocs)
		if r != nil && r.shown(flow, in, believed(flow), &out) {
			return out
		}
		if r == nil {
			out.Runs++
			out.Work += t.work
		}
		if out.Work > flowWork {
			break
		}
		guessed = guessed || t.guessed
		clear = clear && !t.over && !t.guessed && !t.choices && t.allocs == 0 && len(flow.Root.Params) == 0
	}
	if clear && len(flow.Sources) == 0 && out.Runs > 0 {
		out.Verdict, out.Reason = twin.Refuted, "the execution is determined by the program alone, and does not do this"
		return out
	}
	out.Reason = fmt.Sprintf("none of %d runs did this", out.Runs)
	switch {
	case guessed:
		out.Verdict = twin.Refuted
		out.Reason += ", and it rests on values that nobody knows: parameters nobody passed, code nobody modelled"
	case len(flow.Sources) == 0 && flow.Violation.Labels == 0 && lived(flow.Sink):
		out.Verdict = twin.Refuted
		out.Reason += ", and it was seen only where ways of the program were taken together"
	case asks && len(flow.Sources) > 0 && !unbounded(flow):
		out.Verdict = twin.Refuted
		out.Reason += ", whatever came in"
	}
	return out
}

// shown counts a run and tells whether it did what the flow says.
func (r *run) shown(flow *solve.Flow, in *inputs, most int, out *twin.Outcome) bool {
	out.Runs++
	out.Work += r.work
	hit, guesses := r.hit(flow)
	if hit == nil || guesses > most {
		return false
	}
	out.Verdict, out.Reason = twin.Reproduced, hit.Violation.Reason
	witness(out, in, r)
	return true
}

// retraced tries the way on which the flow was seen. It takes every branch that leads
// there, also one that no run of the program does, so that of lives it may rest on one
// guess.
func (l *Lab) retraced(flow *solve.Flow, out *twin.Outcome) bool {
	if len(flow.Turns) == 0 || flow.Sink == "null.unchecked" {
		return false
	}
	words := []string{"2147483647", "-1", "0"}
	if len(flow.Sources) == 0 {
		words = words[:1]
	}
	most := believed(flow)
	if len(flow.Sources) == 0 && lived(flow.Sink) {
		most = 1
	}
	for _, w := range words {
		in := along(flow, w)
		if l.run(flow, in).shown(flow, in, most, out) {
			return true
		}
	}
	return false
}

// lived reports a sink of lives, first values and ends of objects, for which ways that
// are taken together are no evidence: what hangs together in them is lost.
func lived(sink string) bool {
	return sink == "read.over" || sink == "write.heap" || sink == "write.stack" || strings.HasPrefix(sink, "leak") || strings.HasPrefix(sink, "null") || strings.HasPrefix(sink, "free") || sink == "uninitialised"
}

// believed is on how many guesses a run may rest that shows a flow of nobody's data:
// programs keep to rules that no single function tells, and each guess may break
// one.
func believed(flow *solve.Flow) int {
	switch {
	case flow.Violation.Labels != 0 || len(flow.Sources) > 0, strings.HasPrefix(flow.Sink, "shape"): // a shape is wrong whatever the values are
		return maxInt
	case flow.Sink == "overflow", flow.Sink == "underflow":
		return 0
	case strings.HasPrefix(flow.Sink, "leak"), strings.HasPrefix(flow.Sink, "free"), flow.Sink == "freed", flow.Sink == "noreturn":
		return 6
	}
	return 2
}

// unbounded reports arithmetic on a number from outside that nothing narrowed: it
// needs no run to be believed.
func unbounded(flow *solve.Flow) bool {
	if len(flow.Args) < 4 || flow.Sink != "overflow" && flow.Sink != "underflow" {
		return false
	}
	f := flow.Args[1]
	for _, a := range flow.Args[2:] {
		if a.Labels != 0 && (a.Hi >= f.Hi && flow.Sink == "overflow" || a.Lo <= f.Lo && flow.Sink == "underflow") {
			return true
		}
	}
	return false
}

// hit is the flow as a concrete run shows it, and after how many guesses.
func (r *run) hit(flow *solve.Flow) (*solve.Flow, int) {
	for i := range r.flows {
		f := &r.flows[i]
		if f.Sink == flow.Sink && f.At.Unit == flow.At.Unit && f.At.Span == flow.At.Span {
			return f, r.when[i]
		}
	}
	return nil, 0
}

// attempts are the inputs worth trying on a function: numbers at the ends of the types
// and around those that the program compares with, lengths beyond every buffer. Once
// asked says that nothing asks for input there is no more to try.
func (l *Lab) attempts(flow *solve.Flow, root *ir.Func, asked *bool) iter.Seq[*inputs] {
	if flow.Sink == "null.unchecked" {
		return slices.Values([]*inputs{{fails: true, all: "5"}, {fails: true, all: "5", bias: 1}, {failAt: 2, all: "5"}, {failAt: 3, all: "5"}, {failAt: 4, all: "5"}})
	}
	return func(yield func(*inputs) bool) {
		for _, in := range tries([]string{"2147483647", "-1", "0"}, true) {
			if !yield(in) {
				return
			}
		}
		if asked != nil && !*asked {
			return // other words, and nobody asks
		}
		for _, in := range tries(append(l.near(root), moreWords...), false) { // what is near takes runs to know
			if !yield(in) {
				return
			}
		}
	}
}

// moreWords are numbers around the ends of types, and texts of many lengths.
var moreWords = []string{"127", "32767", "9223372036854775807", "-2147483648", "-128", "-32768", "128", "32768", "255", "65535", "4294967295",
	"-9223372036854775808", "10", "100", "1000", strings.Repeat("A", 99), strings.Repeat("A", 4000), "-5", "1", "20", "46341", "200", "-100", "40000", "70000", "5",
	strings.Repeat("\xff", 128), strings.Repeat("\xff\xff\xff\x7f", 32)}

// tries are the runs for some words; with the first of all also those that do not
// hang on what comes in.
func tries(words []string, first bool) []*inputs {
	var out []*inputs
	for i, w := range words {
		for bias := range biases {
			out = append(out, &inputs{all: w, bias: bias})
		}
		if i > 0 || !first {
			continue
		}
		out = append(out, &inputs{all: "5", other: 1}, &inputs{all: "5", other: 2}, &inputs{all: ""})
		out = append(out, &inputs{failAt: 1, all: "5"}, &inputs{failAt: 2, all: "5"}, &inputs{failAt: 3, all: "5"})
	}
	return out
}

// near lists the numbers around those that a function compares with what comes in: a
// test that lets one value too many through shows at its limit only.
func (l *Lab) near(root *ir.Func) []string {
	if out, ok := l.limits.Load(root); ok {
		return slices.Clone(out.([]string))
	}
	var out []string
	for _, w := range []string{"5", "-1"} {
		in := &inputs{all: w}
		l.run(&solve.Flow{Root: root}, in)
		for _, n := range in.limits {
			for d := int64(-1); d <= 1; d++ {
				if w := strconv.FormatInt(n+d, 10); !slices.Contains(out, w) && w != "-1" && w != "0" {
					out = append(out, w)
				}
			}
		}
	}
	out = out[:min(len(out), maxNear)]
	l.limits.Store(root, slices.Clone(out))
	return out
}

// maxNear bounds how many numbers around limits are tried.
const maxNear = 12

// attack compares a harmless run with attacked ones, as the demand's oracle does.
func (l *Lab) attack(flow *solve.Flow, out *twin.Outcome) {
	for bias := 0; bias < 3; bias++ {
		benign := l.run(flow, &inputs{all: "bq7", bias: bias})
		out.Runs++
		was := benign.eventAt(flow)
		if was == nil {
			continue
		}
		out.Benign = was.args
		for _, a := range flow.Demand.Attacks(flow.Violation) {
			in := &inputs{all: a, bias: bias}
			r := l.run(flow, in)
			out.Runs++
			if out.Work += r.work; out.Work > flowWork {
				out.Reason = "no run within the bound of work changed what reaches the sink"
				return
			}
			is := r.eventAt(flow)
			if is == nil {
				continue
			}
			if broken, how := flow.Demand.Broken(was.args, is.args, a); broken {
				out.Verdict, out.Reason, out.Attacked = twin.Reproduced, how, is.args
				witness(out, in, r)
				return
			}
		}
	}
	out.Reason = fmt.Sprintf("none of %d runs changed what reaches the sink", out.Runs)
}

func (r *run) eventAt(flow *solve.Flow) *event {
	for i := range r.events {
		e := &r.events[i]
		if e.kind == flow.Sink && e.fn != nil && e.fn.Unit == flow.At.Unit && e.at.Span == flow.At.Span {
			return e
		}
	}
	return nil
}

// witness says what the sources gave.
func witness(out *twin.Outcome, in *inputs, r *run) {
	for _, k := range in.asked {
		v := in.given[k]
		if out.Attack == "" {
			out.Attack = v
		}
		w := &out.Witness
		switch k.kind {
		case "stdin":
			w.Kind, w.Stdin = "command", v
		case "args":
			w.Kind = "command"
			w.Args = []string{v}
		default:
			w.Values = append(w.Values, twin.Pair{Name: k.kind, Value: v})
		}
	}
	if len(in.asked) > 0 {
		out.Witness.Command = tell(in)
	}
	if in.guesses > 0 {
		out.Assumed = append(out.Assumed, strconv.Itoa(in.guesses)+" branches on values that nobody knows")
	}
	if r.opened > 0 {
		out.Assumed = append(out.Assumed, "code that nobody modelled does no harm")
	}
}

func tell(in *inputs) string {
	var parts []string
	for _, k := range in.asked {
		v := in.given[k]
		if len(v) > 60 {
			v = fmt.Sprintf("%s… (%d bytes)", v[:60], len(v))
		}
		parts = append(parts, fmt.Sprintf("%s: %q", k.kind, v))
	}
	return strings.Join(parts, ", ")
}
