package code

import (
	"context"
	"maps"
	"slices"

	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// What people taught. A finding is made and replayed as ever; knowledge only says
// how it is shown, and whether it is mended. What a source adds is a finding like others.

// learnt is what the executor is told of code that it cannot read.
func (e *Engine) learnt() solve.Learnt {
	out := solve.Learnt{Clean: e.clean}
	for i := range e.Known {
		if s := e.Known[i].Solver().Sources; s != nil {
			if out.Sources == nil {
				out.Sources = map[string]string{}
			}
			maps.Copy(out.Sources, s)
		}
	}
	return out
}

// hold lets the knowledge in force speak about the findings of a report. The first
// piece that covers a finding counts.
func (e *Engine) hold(ctx context.Context, tree world.Tree, rep *Report, cache *units) error {
	for i := range e.Known {
		l := &e.Known[i]
		switch l.Action {
		case record.LearnSuppression:
			if err := e.suppress(ctx, tree, rep, l, cache); err != nil {
				return err
			}
		case record.LearnSource:
			rep.taught(l)
		case record.LearnSanitizer:
			if err := e.answer(ctx, tree, rep, l, cache); err != nil {
				return err
			}
		}
	}
	return nil
}

// Held reports whether knowledge answers for a finding, so that it is neither shown
// as open nor mended.
func (f *Found) Held() bool {
	return slices.ContainsFunc(f.Known, func(k record.Known) bool { return k.What == record.Suppressed || k.What == record.Answered })
}

func (f *Found) know(l *learn.Lesson, what, why string) {
	f.Known = append(f.Known, record.Known{Key: record.Sum([]byte(f.Finding.Key)), By: l.ID, What: what, Why: record.Text(why)})
}

// suppress looks which findings a suppression covers. Those of a pattern must also be
// gone when the unknown code that it rests on is believed.
func (e *Engine) suppress(ctx context.Context, tree world.Tree, rep *Report, l *learn.Lesson, cache *units) error {
	var believed *Report
	for _, f := range rep.Found {
		if f.Held() || f.Finding.Rule != l.Rule {
			continue
		}
		what, why := l.Covers(e.claimOf(rep, f, l.Scope != record.ScopeFinding))
		if what == record.Suppressed && len(l.Believe) > 0 {
			if believed == nil {
				var err error
				if believed, err = e.believe(ctx, tree, rep, l, cache); err != nil {
					return err
				}
			}
			if believed.CutOff > rep.CutOff || Still(rep, believed, f.Finding.Key) != nil {
				continue
			}
		}
		if what != "" {
			f.know(l, what, why)
		}
	}
	return nil
}

// taught marks the findings that are there because of a source.
func (r *Report) taught(l *learn.Lesson) {
	for _, f := range r.Found {
		for _, flow := range f.Flows {
			if slices.ContainsFunc(flow.Sources, func(s solve.Source) bool { return s.Learnt == l.Func }) {
				f.know(l, record.Taught, l.Reason)
				break
			}
		}
	}
}

// claimOf is a finding as knowledge looks at it. For a pattern every flow must have
// been on the twin: a replay ends at the first that succeeds, and another may be the
// real one. A finding with more flows than are tried is no claim that a pattern covers.
func (e *Engine) claimOf(rep *Report, f *Found, pattern bool) learn.Claim {
	c := learn.Claim{Finding: f.Finding, Lang: f.Program.Lang.Name()}
	if pattern && len(f.Flows) > maxReplays {
		return c
	}
	var play player
	for i, flow := range f.Flows {
		out := f.Outcome
		if i > 0 && pattern {
			if play == nil {
				play = e.player(f, e.memoryLabs(rep.Programs), 1, rep)
			}
			out = play(flow)
		}
		c.Flows = append(c.Flows, learn.Seen{Flow: flow, Reproduced: out.Verdict == twin.Reproduced, Unknown: out.Assumed})
	}
	return c
}

// answer finds out what is left when a sanitizer is believed. Nothing but findings of
// its rule is touched, whatever else the belief would hide.
func (e *Engine) answer(ctx context.Context, tree world.Tree, rep *Report, l *learn.Lesson, cache *units) error {
	var concerned []*Found
	for _, f := range rep.Found {
		if !f.Held() && concerns(l, f) {
			concerned = append(concerned, f)
		}
	}
	if len(concerned) == 0 {
		return nil
	}
	if why := l.Holds(rep.Programs); why != "" {
		for _, f := range concerned {
			if f.passes(l.Func) {
				f.know(l, record.Lapsed, why)
			}
		}
		return nil
	}
	believed, err := e.believe(ctx, tree, rep, l, cache)
	if err != nil || believed.CutOff > rep.CutOff {
		return err
	}
	for _, f := range concerned {
		if Still(rep, believed, f.Finding.Key) == nil && !e.proven(rep, f) {
			f.know(l, record.Answered, l.Reason)
		}
	}
	return nil
}

// concerns reports whether a sanitizer can have a say about a finding.
func concerns(l *learn.Lesson, f *Found) bool {
	return f.Finding.Rule == l.Rule && f.Program.Lang.Name() == l.Lang && (l.Path == "" || learn.MatchPath(l.Path, f.Finding.Where.File))
}

// passes reports whether some way to the sink goes through a function.
func (f *Found) passes(name string) bool {
	return slices.ContainsFunc(f.Flows, func(flow *solve.Flow) bool { return learn.Passes(flow, name) })
}

func (e *Engine) proven(rep *Report, f *Found) bool {
	return slices.ContainsFunc(e.claimOf(rep, f, true).Flows, learn.Seen.Proven)
}

// believe analyses a tree again with one sanitizer taken at its word.
func (e *Engine) believe(ctx context.Context, tree world.Tree, rep *Report, l *learn.Lesson, cache *units) (*Report, error) {
	b := *e
	b.clean = l.Solver().Clean
	return b.scanTree(ctx, tree, cache, rep)
}
