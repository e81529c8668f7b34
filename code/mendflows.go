package code

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/world"
)

// maxFlows bounds how many candidates one patch may be made of.
const maxFlows = 4

// maxTries bounds how many candidates are tried for one finding: each costs an
// analysis, and what is not among the first is seldom among the others.
const maxTries = 16

// A mending is the search for the patch of one finding. All flows of a finding end
// in the same call, and each may need its own remedy: a candidate that cuts some of
// them, and does no harm, is kept, and the rest is mended on top of it.
type mending struct {
	engine *Engine
	found  *Found
	before world.Tree
	last   *Report // of before
	cache  *units
	tries  int   // candidates tried
	work   int64 // instructions that their analyses took
	budget int64 // of work
	// doubted are attempts after which the solver still sees the finding.
	doubted []attempt
}

// minTries is how many candidates are tried in any case, however big the program.
const minTries = 2

// spent says why no more candidates are tried, "" when there may be more.
func (m *mending) spent() string {
	switch {
	case m.tries >= maxTries:
		return fmt.Sprintf("%d candidates were tried", m.tries)
	case m.tries >= minTries && m.work >= m.budget:
		return fmt.Sprintf("the work budget of this finding was used up by %d candidates", m.tries)
	}
	return ""
}

// An attempt is what candidates have made of the tree so far.
type attempt struct {
	candidates []fix.Candidate
	changes    map[string][]byte // against the tree before
	tree       world.Tree
	report     *Report
	left       *Found // the finding with the flows that are left; nil when it is gone
}

// run tries the candidates on top of an attempt, those of the first flow that is
// left before those of the others, and gives the first patch that holds, or the
// reasons why none does.
func (m *mending) run(ctx context.Context, on attempt) (*Patch, []string, error) {
	var reasons []string
	tried := map[string]bool{}
	for i, flow := range on.left.Flows {
		if i >= maxFlows || m.spent() != "" {
			break
		}
		candidates, why := m.engine.candidates(on.left, flow)
		reasons = append(reasons, why...)
		p, why, err := m.runAll(ctx, on, candidates, tried)
		if p != nil || err != nil {
			return p, nil, err
		}
		reasons = append(reasons, why...)
	}
	return nil, reasons, nil
}

// runAll tries candidates that were not tried before on the same attempt.
func (m *mending) runAll(ctx context.Context, on attempt, candidates []fix.Candidate, tried map[string]bool) (*Patch, []string, error) {
	var reasons []string
	for _, c := range candidates {
		key := fmt.Sprintf("%+v", c.Edits)
		if tried[key] {
			continue
		}
		if why := m.spent(); why != "" {
			return nil, append(reasons, why), nil
		}
		tried[key] = true
		m.tries++
		a, why, err := m.try(ctx, on, c)
		if err != nil {
			return nil, nil, err
		}
		var p *Patch
		switch {
		case why != "":
		case a.left == nil:
			p, why = m.accept(ctx, a)
		case len(a.left.Flows) < len(on.left.Flows) && len(a.candidates) < maxFlows:
			var rest []string
			if p, rest, err = m.run(ctx, a); err != nil {
				return nil, nil, err
			}
			why = "one way to the call is mended, another is left: " + stuck(rest)
		default:
			m.doubted = append(m.doubted, a)
			why = "the finding is still there after the patch"
		}
		if p != nil {
			p.Data.Instead = passedOver(reasons, p.Data.Instead)
			return p, nil, nil
		}
		reasons = append(reasons, fmt.Sprintf("%s: %s", c.Strategy, why))
	}
	return nil, reasons, nil
}

// passedOver lists, once each, why other candidates were not taken.
func passedOver(reasons, later []string) []string {
	var out []string
	for _, r := range slices.Concat(reasons, later) {
		if !slices.Contains(out, r) && len(out) < maxReasons {
			out = append(out, r)
		}
	}
	return out
}

// try applies a candidate on top of an attempt and looks at what became of the
// tree.
func (m *mending) try(ctx context.Context, on attempt, c fix.Candidate) (attempt, string, error) {
	changes, err := fix.Apply(c.Edits, on.tree.ReadFile)
	if err != nil {
		return attempt{}, err.Error(), nil
	}
	all := maps.Clone(on.changes)
	if all == nil {
		all = map[string][]byte{}
	}
	maps.Copy(all, changes)
	return m.see(ctx, attempt{candidates: append(on.candidates[:len(on.candidates):len(on.candidates)], c), changes: all, tree: world.Overlay(m.before, all)})
}

// see looks at what became of the tree.
func (m *mending) see(ctx context.Context, a attempt) (attempt, string, error) {
	return m.seeWith(ctx, a, m.last.outside(a.changes, ""))
}

// seeWith is see where what is known of findings from their runs is what the report
// says.
func (m *mending) seeWith(ctx context.Context, a attempt, known *Report) (attempt, string, error) {
	var err error
	if a.report, err = m.engine.scanTree(ctx, a.tree, m.cache, known); err != nil {
		return attempt{}, "", err
	}
	m.work += a.report.Work
	a.left = Still(m.last, a.report, m.found.Finding.Key)
	return a, worse(m.last, a.report), nil
}

// maxDoubted bounds how many attempts are looked at twice.
const maxDoubted = 3

// settle runs, where nothing else holds, the attacks on attempts that the solver doubts:
// it knows some values less well than the runs do.
func (m *mending) settle(ctx context.Context) (*Patch, []string, error) {
	var reasons []string
	for _, a := range m.doubted[:min(len(m.doubted), maxDoubted)] {
		a, why, err := m.seeWith(ctx, a, m.last.outside(a.changes, m.found.Finding.Key))
		if err != nil {
			return nil, nil, err
		}
		if why != "" || a.left != nil {
			continue
		}
		p, why := m.accept(ctx, a)
		if p != nil {
			return p, nil, nil
		}
		reasons = append(reasons, fmt.Sprintf("%s: %s", a.candidates[0].Strategy, why))
	}
	return nil, reasons, nil
}

// outside is what a report found, without the finding that is looked at anew and, in
// languages whose values the solver knows less well than the runs do, without what is in
// files that changed: what was made of a finding before the change would outlive it.
func (r *Report) outside(changes map[string][]byte, anew string) *Report {
	changed := func(f *Found) bool {
		_, ok := changes[f.Finding.Where.File]
		return f.Finding.Key == anew || ok && f.Program.Lang.Semantics().Memory
	}
	return &Report{Found: slices.DeleteFunc(slices.Clone(r.Found), changed), Refuted: slices.DeleteFunc(slices.Clone(r.Refuted), changed)}
}

// accept makes a patch of an attempt that mends the finding, unless the engine's
// own ladder refuses it.
func (m *mending) accept(ctx context.Context, a attempt) (*Patch, string) {
	whole := fix.Candidate{Strategy: a.candidates[0].Strategy, Why: a.candidates[0].Why}
	for _, c := range a.candidates[1:] {
		if !strings.Contains(whole.Strategy, c.Strategy) {
			whole.Strategy += "+" + c.Strategy
		}
		if c.Why != whole.Why {
			whole.Why += "; " + c.Why
		}
	}
	data, err := patchData(whole, m.before, a.changes)
	if err != nil {
		return nil, err.Error()
	}
	p := &Patch{Found: m.found, Data: data, Changes: a.changes, Before: m.before, After: a.tree, Report: a.report, Earlier: m.last}
	if m.engine.Accept != nil {
		if why := m.engine.Accept(ctx, p); why != "" {
			return nil, why
		}
	}
	return p, ""
}
