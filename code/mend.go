package code

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// A Series is the patches for a tree, each made against the tree with the ones
// before it applied, so that they become one commit each.
type Series struct {
	Base    world.Tree
	First   *Report // of Base
	Last    *Report // of the tree with all patches
	Patches []*Patch
	// Whole: the patches are one and the same change, looked at for each finding it
	// mends, and do not build upon each other.
	Whole bool
	// Stuck says, by finding key, why no patch was made.
	Stuck map[string]string
	// With names, by finding key, the key of the finding whose patch mends both.
	With map[string]string
}

// A Patch mends one finding. Before and After are the trees around it.
type Patch struct {
	Key           string // of the finding in the first report of the series
	Found         *Found // as it was in Before, where its key may be another
	Data          record.Patch
	Changes       map[string][]byte // new content by file
	Before, After world.Tree
	Report        *Report // of After
	Earlier       *Report // of Before
}

// candidates asks first how the house mends such a flaw, and then the strategies that
// the rule names, in its order, about one flow of a finding.
func (e *Engine) candidates(f *Found, flow *solve.Flow) (out []fix.Candidate, reasons []string) {
	language := f.Program.Lang.Name()
	out = e.house(f, flow, language)
	for _, words := range f.Rule.Fix[language] {
		name, args := strategyName(words)
		s := e.strategy(language, name)
		if s == nil {
			continue
		}
		cs, err := s.Apply(&fix.Input{Program: f.Program, Flow: flow, Rule: f.Rule, Args: args})
		if err != nil {
			reasons = append(reasons, fmt.Sprintf("%s: %v", name, err))
		}
		for _, c := range cs {
			if c.Strategy == "" {
				c.Strategy = name
			}
			out = append(out, c)
		}
	}
	for _, l := range e.avoids(f, language) {
		before := len(out)
		out = slices.DeleteFunc(out, func(c fix.Candidate) bool { return c.Strategy == l.Knowledge.Strategy })
		if len(out) < before {
			reasons = append(reasons, fmt.Sprintf("%s: it is not wanted here: %s", l.Knowledge.Strategy, l.Reason))
		}
	}
	return out, reasons
}

// avoids lists what was learnt of ways to mend a finding that are not wanted.
func (e *Engine) avoids(f *Found, language string) []*learn.Lesson {
	var out []*learn.Lesson
	for i := range e.Known {
		l := &e.Known[i]
		here := l.Scope == record.ScopePattern || l.Scope == record.ScopeFinding && l.Key == record.Sum([]byte(f.Finding.Key)) ||
			l.Scope == record.ScopePath && learn.MatchPath(l.Path, f.Finding.Where.File)
		if l.Action == record.LearnAvoid && l.Rule == f.Rule.ID && l.Lang == language && here {
			out = append(out, l)
		}
	}
	return out
}

// house lists what the styles that were learnt make of a flow. One that does not fit
// is nothing to tell of.
func (e *Engine) house(f *Found, flow *solve.Flow, language string) []fix.Candidate {
	var out []fix.Candidate
	for i := range e.Known {
		l := &e.Known[i]
		if l.Action != record.LearnFix || l.Fix == nil || l.Rule != f.Rule.ID || l.Lang != language {
			continue
		}
		cs, err := l.Strategy().Apply(&fix.Input{Program: f.Program, Flow: flow, Rule: f.Rule})
		if err == nil {
			out = append(out, cs...)
		}
	}
	return out
}

func strategyName(words string) (name string, args []string) {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return "", nil
	}
	return fields[0], fields[1:]
}

func (e *Engine) strategy(language, name string) *fix.Strategy {
	for i := range e.Strategies[language] {
		if e.Strategies[language][i].Name == name {
			return &e.Strategies[language][i]
		}
	}
	return nil
}

// Mend makes the series of patches for a tree. A candidate is taken when the tree
// with it still reads as well as before, the finding is gone and no new one came;
// what more it is worth is for the proof ladder to say.
func (e *Engine) Mend(ctx context.Context, tree world.Tree) (*Series, error) {
	cache := &units{}
	first, err := e.scanTree(ctx, tree, cache, nil)
	if err != nil {
		return nil, err
	}
	if err := e.hold(ctx, tree, first, cache); err != nil {
		return nil, err
	}
	s := &Series{Base: tree, First: first, Last: first, Stuck: map[string]string{}, With: map[string]string{}}
	var later []*Patch
	purse := &purse{work: e.Options.mendWork(), findings: len(first.Found)}
	purse.least = -purse.work / 2
	for _, f := range purse.order(first) {
		if f.Held() {
			continue
		}
		p, err := e.mendOne(ctx, s, f.Finding.Key, cache, purse)
		switch {
		case err != nil:
			return nil, err
		case p == nil:
		case e.Later != nil && e.Later(ctx, p):
			later = append(later, p)
		default:
			s.add(p)
			if e.Mended != nil {
				e.Mended(p)
			}
		}
	}
	purse.findings, purse.least = len(later), purse.least-e.Options.mendWork()/2
	for _, was := range later {
		p, err := e.mendAgain(ctx, s, was, cache, purse)
		if err != nil {
			return nil, err
		}
		if p != nil {
			s.add(p)
		}
	}
	return s, nil
}

// mendAgain puts a patch that was made for an earlier tree of the series on top of it.
// Where others have changed its files since, or it does not hold any more, the search
// begins anew.
func (e *Engine) mendAgain(ctx context.Context, s *Series, was *Patch, cache *units, purse *purse) (*Patch, error) {
	f, _ := s.follow(was.Key)
	if f == nil || !untouched(was, s.tree()) || purse.work <= purse.least {
		return e.mendOne(ctx, s, was.Key, cache, purse)
	}
	if s.Last == was.Earlier {
		return was, nil
	}
	m := &mending{engine: e, found: f, before: s.tree(), last: s.Last, cache: cache}
	whole := fix.Candidate{Strategy: was.Data.Strategy, Why: was.Data.Why}
	a, why, err := m.see(ctx, attempt{candidates: []fix.Candidate{whole}, changes: was.Changes, tree: world.Overlay(m.before, was.Changes)})
	purse.work -= m.work
	if err != nil {
		return nil, err
	}
	if why == "" && a.left == nil {
		if p, _ := m.accept(ctx, a); p != nil {
			purse.findings--
			p.Key, p.Data.Needs, p.Data.Instead = was.Key, needs(s.Last, p.Report), was.Data.Instead
			return p, nil
		}
	}
	return e.mendOne(ctx, s, was.Key, cache, purse)
}

// untouched: the files of a patch are in a tree as they were before it.
func untouched(p *Patch, tree world.Tree) bool {
	for file := range p.Changes {
		old, err := p.Before.ReadFile(file)
		now, err2 := tree.ReadFile(file)
		if (err == nil) != (err2 == nil) || !bytes.Equal(old, now) {
			return false
		}
	}
	return true
}

// A purse is the work that patches may cost: what is left of it is shared out
// evenly among the findings that are left, so that the first cannot take it all.
type purse struct {
	work     int64
	findings int
	least    int64 // where it is overdrawn so far that nothing more is tried
}

// order lists the findings of a tree as they are to be mended: as they stand, or, where
// the purse will not do for all, the worst and the surest first.
func (p *purse) order(r *Report) []*Found {
	if r.Work*minTries*int64(len(r.Found)) <= p.work-p.least {
		return r.Found
	}
	out := slices.Clone(r.Found)
	slices.SortStableFunc(out, func(a, b *Found) int {
		if surer := reproduced(b) - reproduced(a); surer != 0 {
			return surer
		}
		return b.Finding.Severity.Rank() - a.Finding.Severity.Rank()
	})
	return out
}

func reproduced(f *Found) int {
	if f.Outcome.Verdict == twin.Reproduced {
		return 1
	}
	return 0
}

// share is what the next finding may spend.
func (p *purse) share() int64 {
	n := max(1, p.findings)
	p.findings--
	return max(0, p.work) / int64(n)
}

func (s *Series) add(p *Patch) {
	s.Patches = append(s.Patches, p)
	s.Last.rest() // nobody runs what was before the patch
	s.Last = p.Report
}

func (e *Engine) scanTree(ctx context.Context, tree world.Tree, cache *units, earlier *Report) (*Report, error) {
	p, err := e.load(ctx, tree, cache)
	if err != nil {
		return nil, err
	}
	return e.scan(ctx, p, earlier)
}

// mendOne finds the patch that goes next in the series for the finding of that key.
// When there is none the series says why.
func (e *Engine) mendOne(ctx context.Context, s *Series, key string, cache *units, purse *purse) (*Patch, error) {
	share := purse.share()
	before := s.tree()
	f, ended := s.follow(key)
	if f == nil {
		s.With[key] = ended.Key
		return nil, nil
	}
	if purse.work <= purse.least {
		s.Stuck[key] = "the work budget for patches of this tree was used up by others; apply those, and heal again"
		return nil, nil
	}
	m := &mending{engine: e, found: f, before: before, last: s.Last, cache: cache, budget: share}
	p, reasons, err := m.run(ctx, attempt{tree: before, report: s.Last, left: f})
	if p == nil && err == nil {
		var more []string
		p, more, err = m.settle(ctx)
		reasons = append(reasons, more...)
	}
	purse.work -= m.work
	switch {
	case err != nil:
	case p == nil && len(f.Rule.Fix[f.Program.Lang.Name()]) == 0 && len(reasons) == 0:
		s.Stuck[key] = "left to a person: " + f.Rule.Hint
	case p == nil:
		s.Stuck[key] = stuck(reasons)
	default:
		p.Key, p.Data.Needs = key, needs(s.Last, p.Report)
	}
	return p, err
}

func stuck(reasons []string) string {
	if len(reasons) == 0 {
		return "no strategy fits the shape of this code"
	}
	var told []string
	for _, r := range reasons {
		if !slices.Contains(told, r) {
			told = append(told, r)
		}
	}
	if more := len(told) - maxReasons; more > 0 {
		last := told[len(told)-1] // why the search ended
		told = append(told[:maxReasons-1], fmt.Sprintf("%d more reasons", more), last)
	}
	return strings.Join(told, "; ")
}

// maxReasons bounds how many candidates are told of when none would do.
const maxReasons = 4

func (s *Series) tree() world.Tree {
	if n := len(s.Patches); n > 0 {
		return s.Patches[n-1].After
	}
	return s.Base
}

func (r *Report) find(key string) *Found {
	for _, f := range r.Found {
		if f.Finding.Key == key {
			return f
		}
	}
	return nil
}

// worse says what is wrong with the tree after a patch, "" when nothing is.
func worse(before, after *Report) string {
	if len(after.Notes) > len(before.Notes) {
		return "the patched code does not read as well: " + after.Notes[len(after.Notes)-1].Text
	}
	for _, f := range Brought(before, after) {
		return fmt.Sprintf("the patch brings a new finding: %s at %s:%d", f.Finding.Rule, f.Finding.Where.File, f.Finding.Where.Line)
	}
	return ""
}

// patchData is the patch as records know it.
func patchData(c fix.Candidate, before world.Tree, changes map[string][]byte) (record.Patch, error) {
	p := record.Patch{Strategy: c.Strategy, Why: c.Why}
	files := make([]string, 0, len(changes))
	for file := range changes {
		files = append(files, file)
	}
	sort.Strings(files)
	for _, file := range files {
		old, err := before.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return p, fmt.Errorf("reading %s: %w", file, err)
		}
		f, from, to := record.PatchFile{Path: file}, "/dev/null", "/dev/null" // as where no file is
		if err == nil {
			f.Before, from = record.Sum(old), "a/"+file
		}
		if changes[file] != nil {
			f.After, to = record.Sum(changes[file]), "b/"+file
		}
		p.Diff += udiff.Unified(from, to, string(old), string(changes[file]))
		p.Files = append(p.Files, f)
	}
	return p, nil
}
