package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/rungs"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix/fixes"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

func engine() (*code.Engine, error) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		return nil, fmt.Errorf("the built-in rules: %w", err)
	}
	return &code.Engine{
		Languages: langs.All(),
		Rules:     all, Demands: demands.All(),
		Strategies: fixes.All(),
		Options:    code.Options{Jobs: 1},
	}, nil
}

// A fate is what became of one reproduced finding.
type fate struct {
	program   string
	lang      string
	rule      string
	file      string
	line      int
	named     bool // the rule names a way to mend the language
	certified bool
	strategy  string
	diff      string
	why       string // of what is not certified
}

// A program is what is mended at once.
type program struct {
	name string
	tree world.Tree
}

func programs(e *code.Engine, o options) ([]program, error) {
	var out []program
	for _, dir := range o.dirs {
		tree, err := world.OpenTree(dir, world.TreeOptions{})
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", dir, err)
		}
		out = append(out, program{dir, tree})
	}
	if len(o.dirs) > 0 {
		return out, nil
	}
	for _, r := range e.Rules {
		for _, p := range r.Programs() {
			if p.Want == "bad" && (o.rule == "" || r.ID == o.rule) && written(p.Files, o.lang) {
				out = append(out, program{r.ID + "/" + p.Name, world.MemTree(p.Files)})
			}
		}
	}
	return out, nil
}

// written reports whether a program has a file of the language; any will do when none
// is asked for.
func written(files map[string][]byte, name string) bool {
	for _, l := range langs.All() {
		for path, text := range files {
			if name == "" || l.Name() == name && l.Owns(path, text) {
				return true
			}
		}
	}
	return false
}

// measure mends every program by itself.
func measure(ctx context.Context, o options) ([]fate, error) {
	e, err := engine()
	if err != nil {
		return nil, err
	}
	todo, err := programs(e, o)
	if err != nil {
		return nil, err
	}
	fates, failed := make([][]fate, len(todo)), make([]error, len(todo))
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, o.jobs) {
		wg.Go(func() {
			for i := range next {
				fates[i], failed[i] = mended(ctx, *e, todo[i], o)
			}
		})
	}
	for i := range todo {
		next <- i
	}
	close(next)
	wg.Wait()
	var all []fate
	for _, f := range fates {
		all = append(all, f...)
	}
	return all, errors.Join(failed...)
}

// mended tells the fates of what is found in a program, as heal would decide them.
func mended(ctx context.Context, e code.Engine, p program, o options) ([]fate, error) {
	memory := &assure.Memory{}
	e.Accept = assure.Accept(&e, memory, scope.Rung{}, attack.Rung{}, behaviour.Rung{})
	s, err := e.Mend(ctx, p.tree)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.name, err)
	}
	climbs := map[*code.Patch]fate{}
	for _, patch := range s.Patches {
		climbs[patch] = climbed(ctx, &e, memory, s, patch)
	}
	var out []fate
	for _, f := range s.First.Found {
		if f.Finding.Level != record.Reproduced {
			continue
		}
		got := fate{why: cmp.Or(s.Stuck[f.Finding.Key], "no strategy fits the shape of this code")}
		if patch := ended(s, f.Finding.Key); patch != nil {
			got = climbs[patch]
		}
		got.program, got.lang, got.rule = p.name, f.Program.Lang.Name(), f.Finding.Rule
		got.file, got.line = f.Finding.Where.File, f.Finding.Where.Line
		got.named = len(f.Rule.Fix[got.lang]) > 0
		if (o.rule == "" || got.rule == o.rule) && (o.lang == "" || got.lang == o.lang) {
			out = append(out, got)
		}
	}
	slices.SortStableFunc(out, func(a, b fate) int { return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.file, b.file)) })
	return out, nil
}

// ended is the patch after which a finding is there no more.
func ended(s *code.Series, key string) *code.Patch {
	for _, p := range s.Patches {
		f := code.Still(p.Earlier, p.Report, key)
		if f == nil {
			return p
		}
		key = f.Finding.Key
	}
	return nil
}

// climbed has a patch climb the ladder.
func climbed(ctx context.Context, e *code.Engine, m *assure.Memory, s *code.Series, p *code.Patch) fate {
	subject := &assure.Subject{Engine: e, Series: s, Patch: p, NoRunner: "no project code is run", Shared: &assure.Shared{}, Memory: m}
	steps, _ := assure.Climb(ctx, rungs.Readers(), subject)
	f := fate{strategy: p.Data.Strategy, diff: p.Data.Diff}
	if f.certified, _ = assure.Grade(steps); f.certified {
		return f
	}
	f.why = f.strategy + ": too little is proved"
	for _, step := range steps {
		if step.Status == assure.Failed {
			f.why = f.strategy + ": " + step.Rung + " " + step.Why
		}
	}
	return f
}
