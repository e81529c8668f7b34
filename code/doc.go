// Package code is the wing for what is written: it reads a repository, finds
// what is wrong by what the code means, replays the attack on the twin, and
// proposes patches. docs/code-wing.md is the map of its parts.
//
// An [Engine] is the wing's knowledge: languages, rules, demands, strategies. It
// holds no state of a run and reads files only through world.Tree. [Engine.Load]
// lowers a tree, [Engine.Scan] finds, [Engine.Mend] proposes; the verbs of
// package flow are thin wrappers around them.
package code

import (
	"context"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/code/rule"
)

// An Engine is what the wing knows. It is read-only once made.
type Engine struct {
	Languages  []lang.Language
	Rules      []*rule.Rule
	Demands    []demand.Demand
	Strategies map[string][]fix.Strategy // by language
	Options    Options
	// Accept says what is wrong with a patch that re-analysis is content with, ""
	// for nothing; then the next candidate is tried. It is for the proof ladder's
	// cheap rungs; nil accepts all.
	Accept func(context.Context, *Patch) string
	// Later reports a patch that had better come behind the others of its series,
	// since it will need a person: what is made on top of it must wait for it.
	// nil: the patches come in the order of the findings.
	Later func(context.Context, *Patch) bool
	// Mended is told of each patch as soon as it is chosen, long before the series is
	// whole; may be nil.
	Mended func(*Patch)
	// Known is what people taught and what is in force, in the order it was said.
	Known []learn.Lesson

	clean map[string]bool // a sanitizer that is tried
}

// Options bound the work of an engine. Zero fields mean defaults.
type Options struct {
	Jobs     int   // files lowered and roots solved at once
	RootWork int64 // instructions the solver spends on one root
	Work     int64 // and in all
	MendWork int64 // instructions of the analyses of candidate patches, in all; 0: a default
}

// defaultMendWork is some fifty analyses of a program of fifteen thousand lines. Each
// finding may try minTries candidates whatever they cost, until half as much again is
// spent, and half as much for patches that are put on top of others: on a large tree the
// worst findings are mended, and of the rest it is said why not.
const defaultMendWork = 16_000_000

func (o Options) mendWork() int64 {
	if o.MendWork > 0 {
		return o.MendWork
	}
	return defaultMendWork
}

// Rule finds a rule by its id, or nil.
func (e *Engine) Rule(id string) *rule.Rule {
	for _, r := range e.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}
