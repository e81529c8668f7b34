package solve

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/text"
)

// A run executes one root. It owns everything it writes, so that runs can go
// side by side; what it starts from (base) is never written.
type run struct {
	*analysis
	root   *root
	frozen []*obj // base and objs, when done
	base   []*obj // objects made before this run
	objs   []*obj // objects made by it, as they were made
	top    *frame
	work   int64

	live      reach // source kinds that can meet a sink in what the root may reach
	budget    int64
	exhausted bool
	widening  int // in the settling turns of so many loops
	idle      int // activations in which nothing is at stake
	nest      int // ways within ways
	within    int // embedded objects, looking for a method
	catching  int // enclosing handlers, over all frames
	trial     *trial
	dear      map[*ir.Func]bool // functions whose trial was not worth it
	overran   map[uint64]int64  // by look: calls that ran on, and the share they had
	cut       []*ir.Func        // their functions
	whole     map[*ir.Func]bool // functions that ran to their end
	past      map[uint64]past   // what calls showed, by their look
	shown     int               // flows and entries found
	moves     bool              // what was last on its way into the heap holds somebody's data

	syms     text.Sym
	caseID   uint32
	asked    map[uint64]text.Sym
	sites    map[siteKey]objID
	symSites map[siteKey]text.Sym
	parts    map[partKey]objID

	mark    int                // labels before the project's call that is being executed
	labels  []Source           // what each label bit stands for
	quiet   []Source           // sources that nobody watches; numbered from maxLabels
	labelOf map[string]uint    // by kind, names and place
	callers []text.Sym         // texts that a library's user gives
	symOf   map[text.Sym]uint  // the label of a source's symbol
	deeds   map[uint64][]*deed // calls to have again, by shape
	old     map[uint64][]*deed // those of earlier runs from the same heap
	born    map[text.Sym]birth
	homes   []home    // of objs
	rec     *recorder // of the innermost call
	opctx   *ops.Context
	worked  map[opKey]worked // what operations gave
	reacher reacher
	reached map[*ir.Func]bool
	noted   map[string]bool

	flows   []Flow
	found   map[string]bool // their keys
	entries []*root
	notes   []Note
	lost    heap // where the last way that ended the program was
	hasLost bool
	end     heap // when the root was done
	died    bool // no way reached its end
	stores  bool // others' data was written to the data base
}

func newRun(a *analysis, t *root, budget int64) *run {
	r := &run{
		analysis: a, root: t, live: a.liveIn(t), budget: budget, base: a.g.cells, asked: map[uint64]text.Sym{}, sites: map[siteKey]objID{},
		symSites: map[siteKey]text.Sym{}, parts: map[partKey]objID{}, labelOf: map[string]uint{}, symOf: map[text.Sym]uint{},
		deeds: map[uint64][]*deed{}, old: a.deeds[t.from], born: map[text.Sym]birth{}, reached: map[*ir.Func]bool{}, dear: map[*ir.Func]bool{}, overran: map[uint64]int64{}, whole: map[*ir.Func]bool{}, past: map[uint64]past{}, noted: map[string]bool{}, worked: map[opKey]worked{}, found: map[string]bool{},
	}
	if p := t.from; p != nil {
		r.base, r.syms, r.caseID = p.frozen, p.syms, p.caseID
		r.labels = append(r.labels, p.labels...)
		if t.labels != nil {
			r.labels = append([]Source(nil), t.labels...)
		}
		r.quiet = append(r.quiet, p.quiet...)
		for n, s := range r.quiet {
			r.labelOf[s.key()] = uint(n + maxLabels)
		}
		for n, s := range r.labels {
			r.labelOf[s.key()] = uint(n)
		}
		r.mark = len(r.labels)
	}
	return r
}

// freeze makes everything of a finished run fit to be shared: later runs start
// from it side by side, so no fingerprint may be left to be filled in.
func (r *run) freeze() {
	r.frozen = append(append(make([]*obj, 0, len(r.base)+len(r.objs)), r.base...), r.objs...)
	for _, o := range r.objs {
		o.freeze()
	}
	r.end.each(func(o *obj) { o.freeze() })
	for _, e := range r.entries {
		e.heap.each(func(o *obj) { o.freeze() })
		e.handler.freeze()
		for _, a := range e.args {
			a.freeze()
		}
	}
}

// An analysis is what all runs share.
type analysis struct {
	p       *link.Program
	sem     lang.Semantics
	g       *graph
	watched *watch
	lessons Learnt
	past    map[uint64]past // of the runs of earlier chunks
	overran map[uint64]int64
	found   map[string]bool // flows of the runs of earlier chunks
	demands map[string][]demand.Demand
	shop    *workshop
	deeds   map[*run]map[uint64][]*deed // by the run whose heap they start from
}

type partKey struct {
	id   objID
	name string
}

// askedSym, part and sourceOf look a question up here and in the runs this one
// starts from, which nobody writes any more.
func (r *run) askedSym(q uint64) (text.Sym, bool) {
	for ; r != nil; r = r.root.from {
		if s, ok := r.asked[q]; ok {
			return s, true
		}
	}
	return 0, false
}

func (r *run) part(k partKey) (objID, bool) {
	for ; r != nil; r = r.root.from {
		if id, ok := r.parts[k]; ok {
			return id, true
		}
	}
	return 0, false
}

func (r *run) sourceOf(s text.Sym) (uint, bool) {
	for from := r; from != nil; from = from.root.from {
		if n, ok := from.symOf[s]; ok {
			return n, r.hasSource(n)
		}
	}
	return 0, false
}

// hasSource reports a number that stands for a source here: an entry has the labels that
// there were when it was registered, and not those that came later.
func (r *run) hasSource(n uint) bool {
	if n < maxLabels {
		return int(n) < len(r.labels)
	}
	return int(n-maxLabels) < len(r.quiet)
}
