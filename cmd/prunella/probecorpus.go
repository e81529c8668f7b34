package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/probe/blind"
	"github.com/prunella/prunella/probe/mutate"
	"github.com/prunella/prunella/tools/score/cwe"
	"github.com/prunella/prunella/tools/score/truth"
	"github.com/prunella/prunella/world"
)

// askCorpus compares what the engine says of a corpus and of its twin.
func (o *probing) askCorpus(ctx context.Context) (*blind.Report, error) {
	if o.truth == "" {
		return nil, misuse("tools/score -truth FILE writes the labels of a corpus", "--corpus needs --truth, or --write")
	}
	t, err := o.twin(ctx)
	if err != nil {
		return nil, err
	}
	e, err := newEngine(o.jobs)
	if err != nil {
		return nil, fail(err, "")
	}
	rep, err := t.compare(ctx, e, o)
	if err != nil {
		return nil, fail(err, "")
	}
	return rep, nil
}

// compare asks the engine every label's question of the corpus and of its twin.
func (t *twin) compare(ctx context.Context, e *code.Engine, o *probing) (*blind.Report, error) {
	labels, err := o.labels()
	if err != nil {
		return nil, err
	}
	before, err := answers(ctx, e, t.original, labels)
	if err != nil {
		return nil, err
	}
	after, err := answers(ctx, e, t.files, t.labels)
	if err != nil {
		return nil, err
	}
	var pairs []blind.Pair
	for i, l := range labels.Labels {
		changed := t.steps[l.At[0].File]
		if len(changed) == 0 || before[i].Label.ID != after[i].Label.ID {
			continue
		}
		p := mutate.Program{ID: l.ID, Rule: fmt.Sprintf("CWE-%d", l.CWE[0]), Bad: l.Bad}
		pairs = append(pairs, blind.Pair{
			Variant: mutate.Variant{Program: p, Of: l.ID, Steps: changed},
			Before:  problem(before[i]), After: problem(after[i]),
		})
	}
	return blind.Compare(pairs, o.seed), nil
}

// answers analyses files and holds what is found against labels.
func answers(ctx context.Context, e *code.Engine, files map[string][]byte, labels *truth.Truth) ([]truth.Verdict, error) {
	findings, err := found(ctx, e, files)
	if err != nil {
		return nil, err
	}
	return truth.Judge(labels, findings).Verdicts, nil
}

// found analyses files, and tells findings as tools/score reads them.
func found(ctx context.Context, e *code.Engine, files map[string][]byte) ([]truth.Finding, error) {
	project, err := e.Load(ctx, world.MemTree(files))
	if err != nil {
		return nil, err
	}
	rep, err := e.Scan(ctx, project)
	if err != nil {
		return nil, err
	}
	var out []truth.Finding
	for _, f := range rep.Found {
		w := f.Finding.Where
		one := truth.Finding{Rule: f.Finding.Rule, CWE: cwe.In(strings.Join(f.Rule.CWE, " ")), File: w.File, From: w.Line, To: max(w.Line, w.EndLine)}
		for _, s := range f.Path.Steps {
			one.Path = append(one.Path, truth.Region{File: s.File, From: s.Line, To: max(s.Line, s.EndLine)})
		}
		out = append(out, one)
	}
	return out, nil
}

// problem says what is wrong with an answer, "" when nothing is.
func problem(v truth.Verdict) string {
	switch at := v.Label.At[0]; {
	case v.Right():
		return ""
	case v.Label.Bad:
		return fmt.Sprintf("nothing in %s:%d", at.File, at.From)
	default:
		return "alarm: " + cmp.Or(strings.Join(v.By, ", "), at.File)
	}
}
