package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/mutants"
	mutantc "github.com/prunella/prunella/assure/mutants/c"
	mutantgo "github.com/prunella/prunella/assure/mutants/golang"
	mutantjava "github.com/prunella/prunella/assure/mutants/java"
	mutantjs "github.com/prunella/prunella/assure/mutants/javascript"
	mutantpython "github.com/prunella/prunella/assure/mutants/python"
	"github.com/prunella/prunella/assure/rungs"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix/fixes"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

// languages lists the languages that mutants are made in.
func languages() []*mutants.Language {
	return []*mutants.Language{mutantc.Language(), mutantgo.Language(), mutantjava.Language(), mutantjs.Language(), mutantpython.Language()}
}

func engine() (*code.Engine, error) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		return nil, fmt.Errorf("the built-in rules: %w", err)
	}
	return &code.Engine{
		Languages: langs.All(), Rules: all, Demands: demands.All(),
		Strategies: fixes.All(),
		Options:    code.Options{Jobs: 1},
	}, nil
}

// ladder lists the rungs that run no project code.
func ladder() []assure.Rung {
	return rungs.Readers()
}

// spoken lists the languages that are asked for.
func (o options) spoken() []*mutants.Language {
	return slices.DeleteFunc(languages(), func(l *mutants.Language) bool { return o.language != "" && o.language != l.Name })
}

type options struct {
	every, offset   int // one wrong patch of every, counted from the offset
	jobs            int
	rule, kind      string
	language, save  string
	cweval          string
	passed, refused bool
}

// results are the trials, in the order of rules, cases and kinds.
type results struct {
	right, wrong []mutants.Trial
	took         []time.Duration // of the processor, from a right patch to its verdict
	tasks, seen  int             // of CWEval: how many there are, and whose flaw is found
}

// An attempt is one patch to try.
type attempt struct {
	kind          string // "" for a right one
	name          string
	before, after world.MemTree
}

// measure makes the patches and tries them.
func measure(ctx context.Context, o options) (*results, error) {
	e, err := engine()
	if err != nil {
		return nil, err
	}
	maker := *e
	maker.Accept = assure.Accept(e, &assure.Memory{}, scope.Rung{}, attack.Rung{}, behaviour.Rung{}) // as heal chooses
	rights, err := rightsOf(ctx, &maker, o)
	if err != nil {
		return nil, err
	}
	res := &results{}
	if o.cweval != "" {
		more, all, err := tasks(ctx, e, o.cweval, o.spoken())
		if err != nil {
			return nil, err
		}
		rights, res.tasks, res.seen = append(rights, more...), all, len(more)
	}
	attempts := o.attempts(rights)
	took := make([][]time.Duration, len(rights))
	trials, failed := make([][]mutants.Trial, len(rights)), make([]error, len(rights))
	cache := &code.Cache{}
	parallel(o.jobs, len(rights), func(i int) {
		court := &mutants.Court{Engine: e, Rungs: ladder(), Cache: cache}
		for _, a := range attempts[i] {
			began := processor()
			t, err := court.Try(ctx, rights[i], a.before, a.after)
			if a.kind == "" && len(trials[i]) > 0 { // the first also analyses what was before
				took[i] = append(took[i], processor()-began)
			}
			t.Kind, t.Name = a.kind, a.name
			if o.save != "" && t.Certified != (a.kind == "") {
				err = errors.Join(err, a.save(filepath.Join(o.save, fmt.Sprintf("%03d-%03d", i, len(trials[i])))))
			}
			trials[i], failed[i] = append(trials[i], t), errors.Join(failed[i], err)
		}
	})
	res.took = slices.Concat(took...)
	for _, t := range slices.Concat(trials...) {
		if t.Kind == "" {
			res.right = append(res.right, t)
		} else {
			res.wrong = append(res.wrong, t)
		}
	}
	return res, errors.Join(failed...)
}

// save writes the trees around the patch.
func (a attempt) save(dir string) error {
	all := map[string][]byte{"about": []byte(a.kind + "\n" + a.name + "\n")}
	for part, tree := range map[string]world.MemTree{"before": a.before, "after": a.after} {
		for name, text := range tree {
			all[filepath.Join(part, filepath.FromSlash(name))] = text
		}
	}
	for name, text := range all {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("saving a patch: %w", err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return fmt.Errorf("saving a patch: %w", err)
		}
	}
	return nil
}

// attempts lists the patches to try, by the right one they are made of.
func (o options) attempts(rights []*mutants.Right) [][]attempt {
	out := make([][]attempt, len(rights))
	n := 0
	for i, r := range rights {
		for v, after := range r.Variants() {
			out[i] = append(out[i], attempt{name: fmt.Sprintf("%s, variant %d", r.Name, v), before: r.Before, after: after})
		}
		for _, k := range mutants.Kinds() {
			for _, m := range k.Make(r) {
				if n++; n%o.every == o.offset%o.every && (o.kind == "" || o.kind == m.Kind) {
					out[i] = append(out[i], attempt{kind: m.Kind, name: m.Name, before: m.Before, after: m.After})
				}
			}
		}
	}
	return out
}

func rightsOf(ctx context.Context, e *code.Engine, o options) (out []*mutants.Right, err error) {
	made := make([][]*mutants.Right, len(e.Rules))
	failed := make([]error, len(e.Rules))
	parallel(o.jobs, len(e.Rules), func(i int) {
		if r := e.Rules[i]; o.rule == "" || o.rule == r.ID {
			made[i], failed[i] = mutants.Rights(ctx, e, r, o.spoken())
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
