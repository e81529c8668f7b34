package solve

import (
	"fmt"
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Options bound an analysis. The zero Options mean the defaults.
type Options struct {
	RootWork int64 // instructions for one root; default 20,000
	Work     int64 // instructions in all; default 1,000,000 and 16 for each the program has
	Jobs     int   // roots solved at once; default 1. Results do not depend on it
	// Watch maps kinds of sinks to the kinds of sources (prefixes: "http" covers
	// "http.query") whose data may not reach them so that it breaks the demand.
	// Data that no sink watches is followed as anybody's, which is much cheaper;
	// what is learnt of it on the way is kept. nil: every sink watches everything.
	// A kind with no sources, or with the source "", is judged by itself, whoever's it
	// is; one that is missing not at all.
	Watch map[string][]string
	// Stored: what the data base holds is somebody's also where the program stores
	// nobody's data; others may write there.
	Stored bool
	// Learnt is what people said of code that nobody can read.
	Learnt Learnt
}

// Learnt tells what unknown code does. A nil map tells nothing. What the executor
// can read for itself is never asked for here.
type Learnt struct {
	// Clean: unknown calls of these names, or written in the bodies of project
	// functions of these names, give nothing on of what they are given.
	Clean map[string]bool
	// Sources: what calls of these names give is of such a kind.
	Sources map[string]string
}

// rootWork is what a root may cost unless somebody says otherwise.
const rootWork = 20_000

func (o Options) orDefault() Options {
	if o.RootWork <= 0 {
		o.RootWork = rootWork
	}
	if o.Jobs <= 0 {
		o.Jobs = 1
	}
	return o
}

// A Result is everything an analysis found, in a fixed order.
type Result struct {
	Flows   []Flow
	Entries []Entry
	Notes   []Note
	Work    int64 // instructions executed, and half of those had again from memory
}

// A Flow is a value that can break a sink's demand.
type Flow struct {
	Sink      string           // kind
	Demand    demand.Demand    // whose Check found it
	Violation demand.Violation // how
	Args      []value.Abs      // what reaches the sink
	At        Place            // the project's call that leads into the sink
	Sources   []Source         // whose data it is; none when the value itself is wrong
	Path      []Step           // from the first source to the sink
	Stack     []Place          // the calls from the root to At, outermost first
	Entry     *Entry           // how the outside gets here, or nil
	Root      *ir.Func         // where the execution began
	// Conditions are the tests passed on the way that speak of sources: what an
	// input must satisfy besides breaking the demand.
	Conditions []Condition
	Turns      []Turn // package memory: the branches on the way that nothing decided
}

// A Turn is a branch and the side that was taken.
type Turn struct {
	At  *ir.Instr
	Yes bool
}

// A Place is a call (or a store into a field that is a sink).
type Place struct {
	Unit   *ir.Unit
	Span   ir.Span
	Func   *ir.Func
	Callee string // qualified name of what is called, as far as known
}

// A Source is where labelled data entered.
type Source struct {
	Kind  string
	Names []string // the parameter's name…, when constant
	Type  *ir.Type
	At    Place
	// Learnt is the name under which the source was learnt; "" for those of models.
	Learnt string
}

// A Step is one station of a flow.
type Step struct {
	Unit *ir.Unit
	Span ir.Span
	Func string
	Note string
}

// A Condition is a test on a source's value that holds on the way.
type Condition struct {
	Source Source
	Fact   text.Fact
	Holds  bool
}

// An Entry is a function that the outside may call.
type Entry struct {
	Kind    string // "http"
	Methods string // "GET,POST", or "" for any
	Pattern string
	Handler *ir.Func // nil when unknown
	Args    []value.Abs
	At      Place // where it is registered
	// By is the function that nothing reached in which it is registered; nil when
	// the program registers it as it starts.
	By *ir.Func
	// Under is the entry that registers it when called; nil as above.
	Under *Entry
}

// A Note tells what the analysis could not do, and where.
type Note struct {
	Unit    *ir.Unit
	Span    ir.Span
	Text    string
	Partial bool // something was left out that ought to have been analysed
}

// Fault is the note of a fault of the engine's own, which ended the execution of a function:
// what it would have told is missing.
func Fault(f *ir.Func, fault any) Note {
	n := Note{Text: fmt.Sprintf("a fault of the analysis itself ended it early, and ought to be reported: %v", fault), Partial: true}
	if f != nil {
		n.Unit, n.Span, n.Text = f.Unit, f.NameSpan, n.Text+" (in "+f.Name+")"
	}
	return n
}

// Solve executes the program abstractly and reports what can break a demand.
func Solve(p *link.Program, demands []demand.Demand, opt Options) *Result {
	opt = opt.orDefault()
	watch := newWatch(opt.Watch)
	a := &analysis{p: p, sem: p.Lang.Semantics(), g: newGraph(p, watch, opt.Learnt.Sources), watched: watch, lessons: opt.Learnt, past: map[uint64]past{}, overran: map[uint64]int64{}, found: map[string]bool{}, demands: map[string][]demand.Demand{}, deeds: map[*run]map[uint64][]*deed{}, shop: &workshop{done: map[opKey]worked{}}}
	for _, d := range demands {
		a.demands[d.Kind()] = append(a.demands[d.Kind()], d)
	}
	if opt.Work <= 0 {
		opt.Work = 1_000_000 + 16*a.g.size()
	}
	w := &waves{analysis: a, opt: opt, reached: map[*ir.Func]bool{}, whole: map[*ir.Func]bool{}}
	w.all()
	return w.result()
}
