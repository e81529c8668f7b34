// Package blind finds out where an analyser is blind: it shows the analyser
// programs with known answers, then variants of them with known answers, and lists
// the variants that it gets wrong although it had the original right.
//
// An original that is wrong itself is counted and not varied. The analyser is a
// function value: this package knows no engine.
package blind

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/prunella/prunella/probe/mutate"
)

// An Engine analyses a program, as files by path, and says what it finds.
type Engine func(ctx context.Context, files map[string][]byte) ([]Said, error)

// Said is one finding, as far as it matters here.
type Said struct {
	Rule      string
	File      string
	Line, End int // End is Line or beyond
}

// A Spot is a blind one: a variant that is answered wrongly.
type Spot struct {
	Variant mutate.Variant
	Missed  bool // a flaw was not seen; else a flaw was seen where there is none
	Detail  string
}

// A Report is what came of all programs.
type Report struct {
	Seed      uint64
	Programs  int      // originals that were answered rightly, and varied
	Wrong     []string // originals that were not, with what is wrong
	Variants  int
	Spots     []Spot
	ByRule    []Count
	ByStep    []Count // a variant of several transformations counts for each
	Untrusted int     // programs without safe twins, for they have sources that nobody knows
}

// A Count is how many variants there were, and how many of them blind spots.
type Count struct {
	Name                     string
	Variants, Missed, Alarms int
}

// Options bound a run.
type Options struct {
	Maker mutate.Maker
	Jobs  int
}

// Find runs the engine over the variants of programs. The report is the same for
// any number of jobs.
func Find(ctx context.Context, e Engine, programs []mutate.Program, o Options) (*Report, error) {
	results := make([]result, len(programs))
	work := make(chan int)
	var wg sync.WaitGroup
	for range max(1, o.Jobs) {
		wg.Go(func() {
			for i := range work {
				if ctx.Err() == nil {
					results[i] = one(ctx, e, programs[i], &o.Maker)
				}
			}
		})
	}
	for i := range programs {
		work <- i
	}
	close(work)
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return collect(results, o.Maker.Seed)
}

// A result is what came of one program.
type result struct {
	wrong     string
	rule      string
	answers   []answer
	untrusted bool
	err       error
}

type answer struct {
	variant mutate.Variant
	problem string // "" when it is right
}

func one(ctx context.Context, e Engine, p mutate.Program, m *mutate.Maker) result {
	r := result{rule: p.Rule}
	said, err := e(ctx, p.Files)
	if err != nil {
		r.err = err
		return r
	}
	if problem := wrong(p, said); problem != "" {
		r.wrong = p.ID + ": " + problem
		return r
	}
	variants := m.Variants(p)
	twins, err := trusted(ctx, e, p, m, &r)
	if err != nil {
		r.err = err
		return r
	}
	for _, v := range append(variants, twins...) {
		if said, err = e(ctx, v.Files); err != nil {
			r.err = fmt.Errorf("%v: %w", v, err)
			return r
		}
		r.answers = append(r.answers, answer{v, wrong(v.Program, said)})
	}
	return r
}

// trusted makes the twins of a program; the safe ones only when nothing is found
// once all known sources are constants.
func trusted(ctx context.Context, e Engine, p mutate.Program, m *mutate.Maker, r *result) ([]mutate.Variant, error) {
	twins := m.Twins(p)
	if len(twins) == 0 {
		return nil, nil
	}
	constant, _ := m.Constant(p)
	said, err := e(ctx, constant.Files)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(said, func(s Said) bool { return s.Rule == p.Rule }) {
		r.untrusted = true
		twins = slices.DeleteFunc(twins, func(v mutate.Variant) bool { return !v.Bad })
	}
	return twins, nil
}

// wrong says what is wrong with an answer: a marked line without a finding of the
// rule, or a finding of the rule in a program that is not bad.
func wrong(p mutate.Program, said []Said) string {
	if !p.Bad {
		for _, s := range said {
			if s.Rule == p.Rule {
				return fmt.Sprintf("alarm in %s:%d", s.File, s.Line)
			}
		}
		return ""
	}
	for _, m := range p.Marks {
		if !slices.ContainsFunc(said, func(s Said) bool {
			return s.Rule == p.Rule && s.File == m.File && s.Line <= m.Line && m.Line <= max(s.Line, s.End)
		}) {
			return fmt.Sprintf("nothing in %s:%d", m.File, m.Line)
		}
	}
	return ""
}

// A Pair is a question that was put to a program and to its variant. Before and
// After say what is wrong with the answers, "" for what is right.
type Pair struct {
	Variant       mutate.Variant
	Before, After string
}

// Compare makes a report of answers that somebody else collected.
func Compare(pairs []Pair, seed uint64) *Report {
	results := make([]result, 0, len(pairs))
	for _, p := range pairs {
		r := result{rule: p.Variant.Rule, answers: []answer{{p.Variant, p.After}}}
		if p.Before != "" {
			r.wrong = p.Variant.Of + ": " + p.Before
		}
		results = append(results, r)
	}
	rep, _ := collect(results, seed) // only an engine fails
	return rep
}

func collect(results []result, seed uint64) (*Report, error) {
	rep := &Report{Seed: seed}
	rules, steps := map[string]*Count{}, map[string]*Count{}
	for _, r := range results {
		switch {
		case r.err != nil:
			return nil, r.err
		case r.wrong != "":
			rep.Wrong = append(rep.Wrong, r.wrong)
			continue
		case r.untrusted:
			rep.Untrusted++
		}
		rep.Programs++
		for _, a := range r.answers {
			rep.Variants++
			at(rules, r.rule).add(a)
			for _, name := range a.variant.Steps {
				at(steps, name).add(a)
			}
			if a.problem != "" {
				rep.Spots = append(rep.Spots, Spot{a.variant, a.variant.Bad, a.problem})
			}
		}
	}
	rep.ByRule, rep.ByStep = sorted(rules), sorted(steps)
	return rep, nil
}

func at(m map[string]*Count, name string) *Count {
	if m[name] == nil {
		m[name] = &Count{Name: name}
	}
	return m[name]
}

func (c *Count) add(a answer) {
	c.Variants++
	switch {
	case a.problem == "":
	case a.variant.Bad:
		c.Missed++
	default:
		c.Alarms++
	}
}

func sorted(m map[string]*Count) []Count {
	var out []Count
	for _, c := range m {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Count) int { return strings.Compare(a.Name, b.Name) })
	return out
}
