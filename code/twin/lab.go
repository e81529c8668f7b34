package twin

import (
	"slices"
	"sync"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/text"
)

// A Lab runs one program many times. Starting a program, with all its module
// bodies and main, is most of a short run; a lab keeps started programs and
// begins a run from a copy of one whenever the inputs that the start asked for
// are the same. It is safe for concurrent use; results are those of a fresh
// start.
type Lab struct {
	p      *link.Program
	limits Limits

	mu      sync.Mutex
	loaded  []*machine // module bodies have run
	started []*machine // main too; neither is run again, only copied
	plain   bool       // the program's state cannot be copied

	patterns patterns
	runs     runs
}

// patterns are the languages of the patterns that the program matches with.
type patterns struct{ known sync.Map }

type patternKey struct {
	pattern, dialect string
	mode             text.Mode
}

// compile is the language of a pattern, nil for what is none.
func (p *patterns) compile(pattern, dialect string, mode text.Mode) *text.Lang {
	k := patternKey{pattern, dialect, mode}
	if l, ok := p.known.Load(k); ok {
		return l.(*text.Lang)
	}
	l, err := text.Compile(pattern, dialect, mode)
	if err != nil {
		l = nil
	}
	p.known.Store(k, l)
	return l
}

// maxStarted bounds the programs a lab keeps of each kind: a search tries a few values
// of what the environment gives at the start.
const maxStarted = 32

// NewLab prepares runs of a program.
func NewLab(p *link.Program, limits Limits) *Lab { return &Lab{p: p, limits: limits} }

// Entries lists what the program registers when it starts with harmless inputs,
// in order.
func (l *Lab) Entries() []Entry { return l.boot(Inputs{}).entries }

// EntriesOf lists what one of several programs registers; see [Inputs.Main].
func (l *Lab) EntriesOf(main string) []Entry { return l.boot(Inputs{Main: main}).entries }

// EntriesBy lists what is registered when the program starts with a function that
// nobody calls, in order.
func (l *Lab) EntriesBy(f *ir.Func) []Entry { return l.boot(Inputs{Setup: f.Name}).entries }

// Entry starts the program and calls the entry that is registered at the same
// place for the same pattern as e.
func (l *Lab) Entry(e Entry, in Inputs) *Run {
	m := l.boot(in.at(e))
	m.enterUnder(e.under, 0)
	if have := m.find(e); have != nil {
		m.enter(have.handler, have.args)
	} else {
		m.unknown("the entry " + e.Pattern + " is not registered when the program starts")
	}
	return m.finish()
}

// EntryTwice is Entry for the second of two requests to one process, so that what
// the program remembers of the first has its part. The run tells of the second alone.
func (l *Lab) EntryTwice(e Entry, first, in Inputs) *Run {
	m := l.boot(first.at(e))
	m.enterUnder(e.under, 0)
	have := m.find(e)
	if have == nil {
		return m.finish()
	}
	m.enter(have.handler, have.args)
	m.forget(in.at(e))
	m.enter(have.handler, have.args)
	return m.finish()
}

// maxUnder bounds entries that entries register.
const maxUnder = 4

// enterUnder calls the entries that register another when called, the outermost
// first.
func (m *machine) enterUnder(e *Entry, depth int) {
	if e == nil || depth > maxUnder {
		return
	}
	m.enterUnder(e.under, depth+1)
	if have := m.find(*e); have != nil {
		m.enter(have.handler, have.args)
	}
	m.run.Raised = ""
}

// EntriesUnder lists what is registered once an entry has been called as well.
func (l *Lab) EntriesUnder(e Entry) []Entry {
	m := l.boot(Inputs{}.at(e))
	m.enterUnder(&e, 0)
	out := slices.Clone(m.entries)
	for i := range out {
		out[i].under = &e
	}
	return out
}

// FuncTwice is Func as EntryTwice is Entry.
func (l *Lab) FuncTwice(f *ir.Func, first, in Inputs) *Run {
	m := l.boot(first)
	m.enterFunc(f)
	m.forget(in)
	m.enterFunc(f)
	return m.finish()
}

// forget goes on with other inputs, and with nothing told of what happened before.
func (m *machine) forget(in Inputs) {
	m.in, m.run.Given = in, map[SourceKey]string{}
	m.run.Sinks, m.run.Effects, m.run.Sums, m.sums = nil, nil, nil, nil
	m.run.Hints, m.run.Result, m.run.Raised = nil, nil, ""
}

// Func starts the program and calls a function that nobody registered, with
// unknown instances of its parameters' types.
func (l *Lab) Func(f *ir.Func, in Inputs) *Run {
	m := l.boot(in)
	m.enterFunc(f)
	return m.finish()
}

// Start starts the program and calls nothing: for what module bodies and main do
// themselves.
func (l *Lab) Start(in Inputs) *Run {
	m := l.load(in)
	m.run.Setup, m.run.SetupChoices = 0, 0 // here the start is the run
	m.mains()
	return m.finish()
}

// boot gives a machine on which the program has started.
func (l *Lab) boot(in Inputs) *machine {
	if m := l.recall(&l.started, in); m != nil {
		return m
	}
	m := l.load(in)
	m.mains()
	if f := l.p.Func(in.Setup); f != nil {
		m.enterFunc(f)
		m.run.Raised = ""
	}
	m.limits.Steps = m.run.Steps + m.each
	l.keep(&l.started, m)
	return m
}

// load gives a machine on which the module bodies have run. They ask for less than
// main does, so more runs have them in common; a script's are its main.
func (l *Lab) load(in Inputs) *machine {
	setup := in.Setup
	in.Setup = ""
	m := l.recall(&l.loaded, in)
	if m == nil {
		m = newMachine(l.p, in, l.limits, &l.patterns)
		m.modules()
		if m.sem.ZeroValues {
			l.keep(&l.loaded, m)
		}
	}
	m.in.Setup = setup
	return m
}

// recall copies a machine that would have got as far in the same way.
func (l *Lab) recall(from *[]*machine, in Inputs) *machine {
	l.mu.Lock()
	kept := slices.Clone(*from)
	l.mu.Unlock()
	for _, m := range kept {
		if m.startsAlike(in) {
			out := m.resume()
			out.in = in
			return out
		}
	}
	return nil
}

// keep remembers a copy of a machine that has just got so far.
func (l *Lab) keep(in *[]*machine, m *machine) {
	m.run.Setup, m.run.SetupChoices, m.run.SetupSteps = len(m.run.Asked), len(m.run.Choices), m.run.Steps
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.plain || len(*in) >= maxStarted {
		return
	}
	m.whole()
	out := m.resume()
	out.whole()
	if out.copier.failed {
		l.plain = true
		return
	}
	out.copier = nil
	*in = append(*in, out)
}

// startsAlike reports whether a start with other inputs would ask for the same
// and be given the same.
func (m *machine) startsAlike(in Inputs) bool {
	if in.Session != m.in.Session || in.Setup != m.in.Setup || in.Main != m.in.Main {
		return false
	}
	for k, given := range m.run.Given {
		if in.value(k) != given || in.lacks(k) {
			return false
		}
	}
	for _, k := range m.run.lacked {
		if !in.lacks(k) {
			return false
		}
	}
	for n := range m.run.SetupChoices {
		if in.Flips[n] != m.in.Flips[n] {
			return false
		}
	}
	return true
}
