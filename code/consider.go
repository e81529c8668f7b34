package code

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// ErrTeaching is wrapped by what is wrong with knowledge as it was told, before the
// engine looks whether it is true.
var ErrTeaching = errors.New("cannot be learnt")

func teaching(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrTeaching, fmt.Sprintf(format, args...))
}

// Consider looks whether the engine can live with what somebody wants it to know, and
// fills in what the knowledge rests on. Of k a suppression needs Key, the sum of the
// finding's key, Scope and Path; a sanitizer Func and Rule; a source Func and Source.
func (e *Engine) Consider(ctx context.Context, tree world.Tree, action string, k record.Knowledge) (record.Knowledge, record.Lesson, error) {
	plain := *e
	plain.Known = nil
	cache := &units{}
	rep, err := plain.scanTree(ctx, tree, cache, nil)
	if err != nil {
		return k, record.Lesson{}, err
	}
	switch action {
	case record.LearnSuppression:
		return plain.considerSuppression(ctx, tree, rep, k, cache)
	case record.LearnSanitizer:
		return plain.considerSanitizer(ctx, tree, rep, k, cache)
	case record.LearnSource:
		return plain.considerSource(rep, k)
	case record.LearnAvoid:
		return considerAvoid(rep, k)
	}
	return k, record.Lesson{}, teaching("%q is no kind of knowledge that is told", action)
}

func (e *Engine) considerSuppression(ctx context.Context, tree world.Tree, rep *Report, k record.Knowledge, cache *units) (record.Knowledge, record.Lesson, error) {
	i := slices.IndexFunc(rep.Found, func(f *Found) bool { return record.Sum([]byte(f.Finding.Key)) == k.Key })
	if i < 0 {
		return k, record.Lesson{}, teaching("the finding is not in the tree as it is now")
	}
	f := rep.Found[i]
	pattern := k.Scope != record.ScopeFinding
	c := e.claimOf(rep, f, pattern)
	k.Rule, k.Lang, k.Bodies = f.Finding.Rule, c.Lang, learn.Bodies(f.Flows, pattern)
	if !pattern {
		if f.Outcome.Verdict == twin.Reproduced {
			return k, record.Lesson{Verdict: "open", Why: "the attack succeeds: this accepts the risk of one finding, it does not say that there is none", Witness: f.Replay.Witness}, nil
		}
		return k, record.Lesson{Verdict: "open", Why: "the engine could not show an attack: " + f.Replay.Reason}, nil
	}
	if k.Scope == record.ScopePath {
		if why := learn.ValidGlob(k.Path); why != "" {
			return k, record.Lesson{}, teaching("the path %q: %s", k.Path, why)
		}
		if !learn.MatchPath(k.Path, f.Finding.Where.File) {
			return k, record.Lesson{}, teaching("the path %q does not cover the finding's own file %s", k.Path, f.Finding.Where.File)
		}
	}
	k.Key = ""
	if why := learn.Patternless(c); why != "" {
		return k, record.Lesson{Verdict: "refuted", Why: why, Witness: witness(f)}, nil
	}
	shape := learn.ShapeOf(k.Rule, f.Flow(), f.Outcome.Assumed)
	k.Shape = &shape
	l := &learn.Lesson{Action: record.LearnSuppression, Knowledge: k}
	l.Believe = record.Sorted(append(slices.Clone(shape.Through), shape.Unknown...))
	believed, err := e.believe(ctx, tree, rep, l, cache)
	if err != nil {
		return k, record.Lesson{}, err
	}
	if believed.CutOff <= rep.CutOff && Still(rep, believed, f.Finding.Key) == nil {
		k.Believe = l.Believe
	}
	why := "it rests on what the engine cannot read: " + strings.Join(shape.Unknown, ", ")
	if len(shape.Unknown) == 0 {
		why = "the engine traced it and could not show an attack; it passes through " + strings.Join(shape.Through, ", ")
	}
	return k, record.Lesson{Verdict: "open", Why: record.Text(why)}, nil
}

// witness is what shows that a finding is real: an input, or how the demand breaks.
func witness(f *Found) string {
	if f.Replay.Witness != "" {
		return f.Replay.Witness
	}
	return at(f) + ": " + f.Path.Reason
}

// considerSanitizer executes the function's own body: what the engine can read of it
// counts as it is, and only what it calls that nobody can read is believed. When data
// still gets through, the claim is refuted.
func (e *Engine) considerSanitizer(ctx context.Context, tree world.Tree, rep *Report, k record.Knowledge, cache *units) (record.Knowledge, record.Lesson, error) {
	if e.Rule(k.Rule) == nil {
		return k, record.Lesson{}, teaching("there is no rule %q", k.Rule)
	}
	if k.Path != "" {
		if why := learn.ValidGlob(k.Path); why != "" {
			return k, record.Lesson{}, teaching("the path %q: %s", k.Path, why)
		}
	}
	if !strings.Contains(k.Func, ".") {
		return k, record.Lesson{}, teaching("%q is no full name: want package and function, as in example.org/shop/safe.Clean", k.Func)
	}
	l := &learn.Lesson{Action: record.LearnSanitizer, Knowledge: k}
	l.Bodies = learn.FunctionDigests(rep.Programs, k.Func)
	believed, err := e.believe(ctx, tree, rep, l, cache)
	if err != nil {
		return k, record.Lesson{}, err
	}
	if believed.CutOff > rep.CutOff {
		return k, record.Lesson{Verdict: "refuted", Why: "the analysis was cut off, so that nothing is known of what is left"}, nil
	}
	gone, told := 0, k.Lang != ""
	for _, f := range rep.Found {
		l.Lang = f.Program.Lang.Name()
		if !concerns(l, f) || told && k.Lang != l.Lang {
			continue
		}
		left := Still(rep, believed, f.Finding.Key)
		switch {
		case left == nil && !e.proven(rep, f):
			if k.Lang != "" && k.Lang != l.Lang {
				return k, record.Lesson{}, teaching("%s is called in %s and in %s: say which language is meant", k.Func, k.Lang, l.Lang)
			}
			k.Lang = l.Lang
			gone++
		case left != nil && left.passes(k.Func):
			return k, record.Lesson{Verdict: "refuted", Witness: witness(left),
				Why: record.Text(fmt.Sprintf("the body of %s lets it through all the same: %s %s", k.Func, at(left), left.Path.Reason))}, nil
		}
	}
	if gone == 0 {
		return k, record.Lesson{}, teaching("no finding of %s depends on what nobody can read of %s: there is nothing to learn", k.Rule, k.Func)
	}
	k.Bodies = l.Bodies
	return k, record.Lesson{Verdict: "open", Why: record.Text(fmt.Sprintf("what the engine can read of %s lets nothing through; the rest is taken at the signer's word, for %d findings", k.Func, gone))}, nil
}

// considerAvoid lets a way to mend be turned down. It hides nothing: the finding stays
// open, and other ways are tried.
func considerAvoid(rep *Report, k record.Knowledge) (record.Knowledge, record.Lesson, error) {
	i := slices.IndexFunc(rep.Found, func(f *Found) bool { return record.Sum([]byte(f.Finding.Key)) == k.Key })
	if i < 0 {
		return k, record.Lesson{}, teaching("the finding is not in the tree as it is now")
	}
	f := rep.Found[i]
	k.Rule, k.Lang = f.Finding.Rule, f.Program.Lang.Name()
	if k.Scope == record.ScopePath {
		if why := learn.ValidGlob(k.Path); why != "" {
			return k, record.Lesson{}, teaching("the path %q: %s", k.Path, why)
		}
	}
	if k.Scope != record.ScopeFinding {
		k.Key = ""
	}
	return k, record.Lesson{Verdict: "agrees", Why: "nothing is hidden: the finding stays open, and other ways to mend it are tried"}, nil
}

// considerSource admits a source that the engine cannot read. It can only add findings.
func (e *Engine) considerSource(rep *Report, k record.Knowledge) (record.Knowledge, record.Lesson, error) {
	watched := false
	for _, r := range e.Rules {
		for _, prefix := range r.Sources {
			watched = watched || k.Source == prefix || strings.HasPrefix(k.Source, prefix+".")
		}
	}
	switch {
	case !watched:
		return k, record.Lesson{}, teaching("no rule watches data of the kind %q; kinds are http.query, http.body, net, file, db and the like", k.Source)
	case !strings.Contains(k.Func, "."):
		return k, record.Lesson{}, teaching("%q is no full name: want package and function", k.Func)
	case len(learn.Functions(rep.Programs, k.Func)) > 0:
		return k, record.Lesson{Verdict: "refuted", Why: record.Text("the engine reads the body of " + k.Func + " and knows where its values come from")}, nil
	}
	return k, record.Lesson{Verdict: "open", Why: record.Text("nobody can read " + k.Func + "; a source can only add findings")}, nil
}
