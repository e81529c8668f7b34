package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/mutants"
	mutantgo "github.com/prunella/prunella/assure/mutants/golang"
	mutantjs "github.com/prunella/prunella/assure/mutants/javascript"
	mutantpython "github.com/prunella/prunella/assure/mutants/python"
	"github.com/prunella/prunella/assure/parses"
	"github.com/prunella/prunella/assure/proof"
	"github.com/prunella/prunella/assure/reanalysis"
	"github.com/prunella/prunella/assure/reattack"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	fixgo "github.com/prunella/prunella/code/fix/golang"
	fixjs "github.com/prunella/prunella/code/fix/javascript"
	fixpython "github.com/prunella/prunella/code/fix/python"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

// languages lists the languages that mutants are made in.
func languages() []*mutants.Language {
	return []*mutants.Language{mutantgo.Language(), mutantjs.Language(), mutantpython.Language()}
}

func engine() (*code.Engine, error) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		return nil, fmt.Errorf("the built-in rules: %w", err)
	}
	return &code.Engine{
		Languages: []lang.Language{golang.Language{}, javascript.Language{}, python.Language{}}, Rules: all, Demands: demands.All(),
		Strategies: map[string][]fix.Strategy{"go": fixgo.Strategies(), "javascript": fixjs.Strategies(), "python": fixpython.Strategies()},
		Options:    code.Options{Jobs: 1},
	}, nil
}

// ladder lists the rungs that run no project code.
func ladder() []assure.Rung {
	return []assure.Rung{parses.Rung{}, reanalysis.Rung{}, scope.Rung{}, attack.Rung{}, reattack.Rung{}, behaviour.Rung{}, proof.Rung{}}
}

type options struct {
	every, jobs     int
	rule, kind      string
	passed, refused bool
}

// results are the trials, in the order of rules, cases and kinds.
type results struct{ right, wrong []mutants.Trial }

// A case is one patch to try.
type attempt struct {
	right         *mutants.Right
	kind          string // "" for a right one
	name          string
	before, after world.MemTree
	trial         mutants.Trial
	err           error
}

// measure makes the patches and tries them.
func measure(ctx context.Context, o options) (*results, error) {
	e, err := engine()
	if err != nil {
		return nil, err
	}
	maker := *e
	memory := &assure.Memory{}
	maker.Accept = assure.Accept(e, memory, scope.Rung{}, attack.Rung{}, behaviour.Rung{}) // as heal chooses
	rights, err := rightsOf(ctx, &maker, o)
	if err != nil {
		return nil, err
	}
	var all []*attempt
	n := 0
	for _, r := range rights {
		for i, after := range r.Variants() {
			all = append(all, &attempt{right: r, name: fmt.Sprintf("%s, variant %d", r.Name, i), before: r.Before, after: after})
		}
		for _, k := range mutants.Kinds() {
			for _, m := range k.Make(r) {
				if n++; n%o.every == 0 && (o.kind == "" || o.kind == m.Kind) {
					all = append(all, &attempt{right: r, kind: m.Kind, name: m.Name, before: m.Before, after: m.After})
				}
			}
		}
	}
	court := &mutants.Court{Engine: e, Rungs: ladder()}
	parallel(o.jobs, len(all), func(i int) {
		a := all[i]
		a.trial, a.err = court.Try(ctx, a.right, a.before, a.after)
		a.trial.Kind, a.trial.Name = a.kind, a.name
	})
	res := &results{}
	for _, a := range all {
		err = errors.Join(err, a.err)
		if a.kind == "" {
			res.right = append(res.right, a.trial)
		} else {
			res.wrong = append(res.wrong, a.trial)
		}
	}
	return res, err
}

func rightsOf(ctx context.Context, e *code.Engine, o options) (out []*mutants.Right, err error) {
	made := make([][]*mutants.Right, len(e.Rules))
	failed := make([]error, len(e.Rules))
	parallel(o.jobs, len(e.Rules), func(i int) {
		if r := e.Rules[i]; o.rule == "" || o.rule == r.ID {
			made[i], failed[i] = mutants.Rights(ctx, e, r, languages())
		}
	})
	for _, m := range made {
		out = append(out, m...)
	}
	return out, errors.Join(failed...)
}

// parallel calls do for 0 to n-1 on the given number of workers and waits.
func parallel(workers, n int, do func(int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, min(workers, n)) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
