package solve

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/ir"
)

// Waves are the order of roots: module bodies on one heap; the mains on what
// they left; the entries that those registered, and the entries these register;
// then functions that nothing reached, first those that nobody calls. The roots
// of a wave do not see each other, so they may run side by side, and the result
// does not depend on how many do.
type waves struct {
	*analysis
	opt     Options
	reached map[*ir.Func]bool
	whole   map[*ir.Func]bool // functions that some run executed to their end
	work    int64
	runs    []*run
	boot    *run
	unrun   []string // roots left out for want of budget
}

func (w *waves) all() {
	boot := &root{inits: initOrder(w.p)}
	if boot.inits == nil {
		boot.inits = []*ir.Func{}
	}
	w.wave([]*root{boot})
	w.boot = w.runs[0]
	var next []*root
	for _, f := range mains(w.p) {
		next = append(next, w.rootOf(f))
	}
	w.follow(append(w.entriesOf(w.runs), w.wave(next)...))
	started := maps.Clone(w.reached)
	for _, top := range []bool{true, false} {
		next = nil
		for _, f := range w.left(w.reached, top) {
			next = append(next, w.rootOf(f))
		}
		w.follow(w.wave(next))
	}
	w.follow(w.wave(w.offers(started)))
}

// offers are the functions of a library that others of it called as well, but that no
// start of the program led to: its users may call them too.
func (w *waves) offers(started map[*ir.Func]bool) []*root {
	var out []*root
	for _, f := range w.left(started, false) {
		if in := w.g.of[f]; w.reached[f] && w.hasOffer(in) {
			out = append(out, &root{fn0: f, from: w.boot, heap: w.boot.end, again: true})
		}
	}
	return out
}

func (w *waves) rootOf(f *ir.Func) *root {
	return &root{fn0: f, from: w.boot, heap: w.boot.end}
}

// maxGenerations bounds entries that register entries.
const maxGenerations = 4

// follow runs entries, and what they register.
func (w *waves) follow(entries []*root) {
	for n := 0; n < maxGenerations && len(entries) > 0; n++ {
		entries = w.wave(entries)
	}
}

// chunk is how many roots run side by side before the budget is looked at again
// and functions that were reached meanwhile are left out. It is fixed, so that
// results do not depend on the jobs.
const chunk = 4

// wave runs roots and returns the entries they registered.
func (w *waves) wave(roots []*root) []*root {
	from := len(w.runs)
	for len(roots) > 0 {
		var now []*root
		left := len(roots)
		for len(roots) > 0 && len(now) < chunk {
			if t := roots[0]; t.fn0 == nil || t.again || !w.reached[t.fn0] {
				now = append(now, t)
			}
			roots = roots[1:]
		}
		if w.work >= w.opt.Work && from > 0 {
			for _, t := range now {
				if f := t.fn(); f != nil {
					w.unrun = append(w.unrun, f.Name)
				}
			}
			continue
		}
		// Few roots need their full share, so eight times as much is promised.
		share := 8 * (w.opt.Work - w.work) / int64(left)
		w.side(now, max(min(share, w.opt.RootWork), min(w.opt.RootWork, 1000)))
	}
	for r := range w.deeds {
		if r != w.boot { // all that starts from it is done
			delete(w.deeds, r)
		}
	}
	return w.entriesOf(w.runs[from:])
}

// side runs roots side by side.
func (w *waves) side(roots []*root, budget int64) {
	if len(roots) == 0 {
		return
	}
	runs := make([]*run, len(roots))
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range min(w.opt.Jobs, len(roots)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range jobs {
				runs[i] = w.analysis.guarded(roots[i], budget)
				runs[i].finish()
			}
		}()
	}
	for i := range roots {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
	for _, r := range runs {
		w.work += r.work
		w.entered(r)
		for f, p := range r.past {
			w.past[f] = w.past[f].and(p)
		}
		for k := range r.found {
			w.found[k] = true
		}
		w.keep(r)
		w.runs = append(w.runs, r.rest())
	}
}

// entered notes which functions a run executed. Those that it only began stay roots of
// their own.
func (w *waves) entered(r *run) {
	for f, whole := range r.whole {
		w.whole[f] = w.whole[f] || whole
	}
	for look, limit := range r.overran {
		w.overran[look] = max(w.overran[look], limit)
	}
	for f := range r.reached {
		w.reached[f] = w.reached[f] || w.whole[f] || !slices.Contains(r.cut, f)
	}
}

// maxKept bounds the calls that are remembered from one run to others.
const maxKept = 1 << 17

// keep hands what a run did on to later runs from the same heap.
func (w *waves) keep(r *run) {
	if r.root.from == nil {
		return
	}
	all := w.deeds[r.root.from]
	if all == nil {
		all = map[uint64][]*deed{}
		w.deeds[r.root.from] = all
	}
	for k, list := range r.deeds {
		if have := all[k]; len(have) < maxDeeds && len(all) < maxKept {
			all[k] = append(have, list[:min(len(list), maxDeeds-len(have))]...)
		}
	}
}

// finish freezes what later runs start from.
func (r *run) finish() {
	if len(r.entries) > 0 || r.root.inits != nil {
		r.freeze()
	}
}

// rest is what is needed of a run that is done: what it said and, when later runs
// start from it, its objects and names.
func (r *run) rest() *run {
	if r.opctx != nil { // calls to have again keep it for what it knows
		r.opctx.Derive = nil
	}
	out := &run{analysis: r.analysis, root: r.root, flows: r.flows, notes: r.notes, stores: r.stores, cut: r.cut}
	if r.frozen != nil {
		out.frozen, out.entries, out.end, out.died = r.frozen, r.entries, r.end, r.died
		out.syms, out.caseID, out.asked, out.parts = r.syms, r.caseID, r.asked, r.parts
		out.labels, out.quiet, out.symOf = r.labels, r.quiet, r.symOf
	}
	return out
}

// entriesOf makes roots of registered entries. They start from the heap that
// the registering run left; when it did not end, from the one it registered
// them with.
func (w *waves) entriesOf(runs []*run) []*root {
	var out []*root
	seen := map[string]bool{}
	for _, r := range runs {
		for _, e := range r.entries {
			e.from = r
			if !r.died {
				e.heap = r.end
			}
			key := e.entry.Kind + "|" + e.entry.Methods + "|" + e.entry.Pattern + "|" + itoa(int64(e.handler.hash()))
			if !seen[key] {
				seen[key] = true
				out = append(out, e)
			}
		}
	}
	return out
}

// result merges what the runs found, in the order of the roots, without repeats.
func (w *waves) result() *Result {
	res := &Result{Work: w.work}
	seen := map[string]bool{}
	stores := w.opt.Stored || slices.ContainsFunc(w.runs, func(r *run) bool { return r.stores })
	for _, r := range w.runs {
		for _, f := range r.flows {
			if k := f.key(); !seen[k] && (stores || !f.stored()) {
				seen[k] = true
				res.Flows = append(res.Flows, f)
			}
		}
		for _, e := range r.entries {
			res.Entries = append(res.Entries, *e.entry)
		}
		for _, f := range r.cut {
			if !w.whole[f] {
				r.partial(f)
			}
		}
		for _, n := range r.notes {
			if k := "note " + n.Text; !seen[k] {
				seen[k] = true
				res.Notes = append(res.Notes, n)
			}
		}
	}
	res.Notes = append(res.Notes, w.stopped()...)
	sort.SliceStable(res.Flows, func(i, j int) bool { return before(&res.Flows[i], &res.Flows[j]) })
	return res
}

// maxNamed bounds the functions that one note names.
const maxNamed = 20

func (w *waves) stopped() []Note {
	if len(w.unrun) == 0 {
		return nil
	}
	names := w.unrun
	more := ""
	if n := len(names) - maxNamed; n > 0 {
		names, more = names[:maxNamed], " and "+itoa(int64(n))+" more"
	}
	return []Note{{Partial: true, Text: "work budget used up: " + itoa(int64(len(w.unrun))) + " functions that nothing reached were not executed: " +
		strings.Join(names, ", ") + more}}
}

// key is what makes two flows the same finding: sink, context and sources.
func (f *Flow) key() string {
	var b strings.Builder
	b.WriteString(f.Sink + "|" + f.At.key() + "|" + f.Violation.Context + "|" + itoa(int64(f.Violation.Arg)))
	for _, s := range f.Sources {
		b.WriteString("|" + s.Kind + "@" + s.At.key())
	}
	return b.String()
}

func before(a, b *Flow) bool {
	if a.At.Unit != b.At.Unit && a.At.Unit != nil && b.At.Unit != nil {
		return a.At.Unit.Path < b.At.Unit.Path
	}
	if a.At.Span != b.At.Span {
		return a.At.Span.Start < b.At.Span.Start
	}
	return a.Sink < b.Sink
}
