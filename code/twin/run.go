package twin

import (
	"sort"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/value"
)

// Limits bound one execution. The zero Limits mean the defaults.
type Limits struct {
	Steps int64 // instructions; default 300,000
	Depth int   // nested calls; default 200
	Bytes int64 // text and containers made; default 64 MB
}

func (l Limits) orDefault() Limits {
	if l.Steps <= 0 {
		l.Steps = 300_000
	}
	if l.Depth <= 0 {
		l.Depth = 200
	}
	if l.Bytes <= 0 {
		l.Bytes = 64 << 20
	}
	return l
}

// A Place is where in the project something happened.
type Place struct {
	Unit *ir.Unit
	Func *ir.Func
	Span ir.Span
}

// An Event is a value that reached a sink, or an observable effect.
type Event struct {
	Kind    string
	Args    []any // plain values; see package value
	At      Place
	Unknown bool // a part of Args is not known and was made up

	hints, choices int // how many the run had by then
}

// A Hint is an input worth trying, learnt from a comparison.
type Hint struct {
	Source  SourceKey
	Value   string
	Encoded bool // Value is what was given, written as the program decodes it
}

// A Run is what one execution did.
type Run struct {
	Sinks   []Event
	Effects []Event
	Sums    []Event // operations on whole numbers; see sum
	Result  any     // what the entry returned
	Raised  string  // the uncaught exception or panic, "" when none
	Asked   []SourceKey
	// Setup and SetupChoices are how many of Asked and Choices come from before
	// the entry was called.
	Setup, SetupChoices int
	// SetupSteps is how many of Steps: the same whether the start was run or copied.
	SetupSteps int64
	Given      map[SourceKey]string
	Hints      []Hint
	// Documents are the kinds of sources whose text the program decodes, so that
	// its parts are sources of the same kind.
	Documents map[string]bool
	Choices   []string // conditions on unknown values, in order: what they came from
	// Credentials are the functions of the project that were given a credential,
	// and the sources it came from.
	Credentials []Credential
	Assumed     []string // texts of the world's that had to be these: a request's method
	// Unknowns tells what had to be made up, in order of first use.
	Unknowns  []string
	Covered   *Cover
	Steps     int64
	Session   bool // credentials were taken to be valid
	Exhausted bool // a budget ran out
	Handed    bool // code without a model was handed functions of the project, or may throw where that is caught
	// Fell are the files whose own statements ended with an error when they were loaded.
	Fell   []*ir.Unit
	lacked []SourceKey // variables that were asked for and are not set
}

// A Credential is a function that judges one.
type Credential struct {
	Func   string
	Source SourceKey
}

// An Entry is a function that the outside may call.
type Entry struct {
	Kind    string
	Methods string
	Pattern string
	Name    string // qualified name of the handler, as far as known
	At      Place
	handler any
	args    []any
	under   *Entry // the entry that registers it when called
}

// A machine is one execution.
type machine struct {
	p       *link.Program
	sem     lang.Semantics
	in      Inputs
	limits  Limits
	each    int64 // steps that one part of a start, or a call after it, may take
	run     *Run
	bytes   int64
	depth   int
	trying  int // bodies of try around, with handlers
	columns int // data base columns asked for
	making  int // nested instances of library types
	this    any // the receiver of the call that begins, for JavaScript functions that ask for one
	stopped bool

	globals  map[string]any
	loaded   map[*ir.Unit]bool
	types    map[string]*TypeValue
	entries  []Entry
	frames   []*frame
	thrown   any // the exception on its way up
	caught   []any
	seen     map[string]bool // notes made
	hinted   map[Hint]bool
	patterns *patterns                    // of the lab
	proto    *value.MapValue              // the prototype of JavaScript's objects, once somebody asked for it
	written  map[*ir.Instr]bool           // instructions whose writes were told
	sums     map[sumKey]bool              // operations on whole numbers that were noted, and whether they wrapped
	elems    map[*value.MapValue]*ir.Type // declared element types of maps

	// What a machine that goes on from another has not touched yet; see resume.
	base   *machine
	copier *copier
	shared int            // the first so many entries are base's, but for
	owned  map[int]*Entry // those that were asked for
}

// startShare: that many instructions of a start count as one, and it may take as many
// times what a call may, for most starts are copied.
const startShare = 16

func newMachine(p *link.Program, in Inputs, limits Limits, known *patterns) *machine {
	limits = limits.orDefault()
	each := limits.Steps
	limits.Steps *= startShare
	return &machine{
		p: p, sem: p.Lang.Semantics(), in: in, limits: limits, each: each,
		run:     &Run{Given: map[SourceKey]string{}, Documents: map[string]bool{}, Covered: newCover(nil)},
		globals: map[string]any{}, loaded: map[*ir.Unit]bool{}, types: map[string]*TypeValue{},
		seen: map[string]bool{}, hinted: map[Hint]bool{}, patterns: known, elems: map[*value.MapValue]*ir.Type{},
	}
}

// Entries lists what a program registers when it starts, as [Lab.Entries] does.
func Entries(p *link.Program, limits Limits) []Entry { return single(p, limits).Entries() }

// RunEntry is [Lab.Entry] for a single run.
func RunEntry(p *link.Program, e Entry, in Inputs, limits Limits) *Run {
	return single(p, limits).Entry(e, in)
}

// RunFunc is [Lab.Func] for a single run.
func RunFunc(p *link.Program, f *ir.Func, in Inputs, limits Limits) *Run {
	return single(p, limits).Func(f, in)
}

// RunStart is [Lab.Start] for a single run.
func RunStart(p *link.Program, in Inputs, limits Limits) *Run {
	return single(p, limits).Start(in)
}

// single is a lab for one run: it keeps nothing.
func single(p *link.Program, limits Limits) *Lab { return &Lab{p: p, limits: limits, plain: true} }

func (m *machine) find(e Entry) *Entry {
	for i := range m.entries {
		have := &m.entries[i]
		if have.Kind == e.Kind && have.Pattern == e.Pattern && have.At.Unit == e.At.Unit && have.At.Span == e.At.Span && have.Methods == e.Methods {
			return m.entry(i)
		}
	}
	return nil
}

func (m *machine) finish() *Run {
	m.run.Exhausted, m.run.Session = m.stopped, m.in.Session
	return m.run
}

// modules runs the module bodies. What fails there is a part's failure: the next
// module starts all the same.
func (m *machine) modules() {
	for _, u := range m.p.Units {
		if !u.Stub && !u.Test {
			m.load(u)
		}
	}
}

// mains runs the main function of the program that is started, or those of all.
func (m *machine) mains() {
	for _, f := range m.p.Mains() {
		if m.in.Main == "" || m.in.Main == f.Name {
			m.begin(f)
		}
	}
}

// begin runs a part of a start: a module's body, a main function. One that does not end
// is left where it is, and the next starts all the same.
func (m *machine) begin(f *ir.Func) {
	all := m.limits.Steps
	m.limits.Steps = min(all, m.run.Steps+m.each)
	m.enter(&Closure{Fn: f}, nil)
	m.limits.Steps = all
	if m.stopped && m.run.Steps <= all && m.bytes <= m.limits.Bytes {
		m.stopped = false
		m.unknown("what " + f.Name + " does beyond what is executed of it")
	}
}

// load runs a module's body once, after the modules it imports.
func (m *machine) load(u *ir.Unit) {
	if m.isLoaded(u) || m.stopped {
		return
	}
	m.loaded[u] = true
	for _, v := range m.p.Before(u) {
		m.load(v)
	}
	if u.Init != nil {
		m.begin(u.Init)
		if m.run.Raised != "" {
			m.run.Fell = append(m.run.Fell, u)
		}
		m.run.Raised = ""
	}
}

// enter calls a function from outside; an exception ends there.
func (m *machine) enter(f any, args []any) {
	frames, depth, thrown, caught := len(m.frames), m.depth, m.thrown, len(m.caught)
	m.thrown, m.run.Raised = nil, ""
	v, ok := m.call(f, m.spelled(args), nil, nil)
	if !ok && m.thrown != nil {
		m.run.Raised = m.show(m.thrown, 0)
	}
	m.frames, m.depth, m.thrown, m.caught = m.frames[:min(frames, len(m.frames))], depth, thrown, m.caught[:min(caught, len(m.caught))]
	m.run.Result = m.export(v, 0)
}

func (m *machine) enterFunc(f *ir.Func) {
	args := make([]any, 0, len(f.Params))
	var recv any
	for i, p := range f.Params {
		t := p.Type
		if i == 0 && f.Recv && t == nil {
			t = &ir.Type{Kind: ir.Named, Name: f.Class}
		}
		switch {
		case p.Variadic || p.KwVariadic || p.HasDefault:
		case i == 0 && f.ClassM:
			args = append(args, m.typeValue(f.Class))
		case m.in.Caller && f.Offered && (basic(t) == "str" || p.Text), m.in.Texts[p.Name]:
			if basic(t) != "str" {
				t = &ir.Type{Kind: ir.Named, Name: "str"}
			}
			args = append(args, m.typedPart(keyOf("lib", []string{p.Name}), t, 0))
		default:
			recv = m.unknownOf(t, "the parameter "+p.Name+" of "+f.Name)
			if i == 0 && f.Recv {
				recv = m.constructed(f, recv)
			}
			args = append(args, recv)
		}
	}
	m.enter(&Closure{Fn: f}, args)
}

// constructed is an instance as its constructor makes it of unknown arguments; of
// classes without one it stays unknown.
func (m *machine) constructed(f *ir.Func, or any) any {
	init := m.p.Method(f.Class, m.sem.Constructor)
	if m.sem.Constructor == "" || init == nil || init == f || init.NoBody || init.Unit.Stub {
		return or
	}
	var args []any
	for i := 1; i < len(init.Params); i++ {
		if p := &init.Params[i]; !p.KwOnly && !p.Variadic && !p.KwVariadic && !p.HasDefault {
			args = append(args, m.unknownOf(p.Type, "the parameter "+p.Name+" of "+init.Name))
		}
	}
	out, ok := m.construct(m.typeValue(f.Class), args, nil)
	if !ok {
		m.thrown = nil
		return or
	}
	return out
}

// unknown notes something that had to be made up.
func (m *machine) unknown(why string) {
	if why != "" && !m.seen[why] {
		m.seen[why] = true
		m.run.Unknowns = append(m.run.Unknowns, why)
	}
}

// Blocks lists the covered places in order.
func (r *Run) Blocks() []ir.Span {
	out := []ir.Span{}
	for in := range r.Covered.All() {
		out = append(out, in.Span)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].Start < out[j].Start || out[i].Start == out[j].Start && out[i].End < out[j].End
	})
	return out
}
