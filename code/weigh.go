package code

import (
	"context"
	"fmt"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// WeighedEvidence is the type of evidence about a patch of somebody else's.
const WeighedEvidence = "code.weighing"

// Weigh makes the series of a change that somebody else made. Which findings it is
// to mend is not asked, but seen: those of the tree that are gone with it. Each is a
// patch of the series, all of them with the same change; there is none when nothing
// is mended. What the change is worth is for the proof ladder to say.
func (e *Engine) Weigh(ctx context.Context, tree world.Tree, changes map[string][]byte) (*Series, error) {
	s, err := e.Scale(ctx, tree, &Cache{})
	if err != nil {
		return nil, err
	}
	return s.Weigh(ctx, changes)
}

// A Scale weighs changes of one tree, which is analysed once. It is for one
// goroutine at a time.
type Scale struct {
	engine *Engine
	tree   world.Tree
	first  *Report
	cache  *units
}

// Scale analyses a tree whose changes are to be weighed. Scales may share a cache.
func (e *Engine) Scale(ctx context.Context, tree world.Tree, c *Cache) (*Scale, error) {
	s := &Scale{engine: e, tree: tree, cache: &c.units}
	var err error
	s.first, err = e.scanTree(ctx, tree, s.cache, nil)
	return s, err
}

// Weigh makes the series of a change of the tree, as [Engine.Weigh] does.
func (s *Scale) Weigh(ctx context.Context, changes map[string][]byte) (*Series, error) {
	after := world.Overlay(s.tree, changes)
	last, err := s.engine.scanTree(ctx, after, s.cache, nil)
	if err != nil {
		return nil, err
	}
	series := &Series{Base: s.tree, First: s.first, Last: last, Whole: true, Stuck: map[string]string{}, With: map[string]string{}}
	for _, f := range s.first.Found {
		if Still(s.first, last, f.Finding.Key) != nil {
			continue
		}
		data, err := patchData(fix.Candidate{Strategy: "foreign", Why: "it is to mend " + at(f)}, s.tree, changes)
		if err != nil {
			return nil, err
		}
		series.Patches = append(series.Patches, &Patch{Key: f.Finding.Key, Found: f, Data: data, Changes: changes, Before: s.tree, After: after, Report: last, Earlier: s.first})
	}
	return series, nil
}

// at names a finding so that a person finds it.
func at(f *Found) string {
	w := f.Finding.Where
	return fmt.Sprintf("%s at %s:%d:%d", f.Finding.Rule, w.File, w.Line, w.Column)
}

// weighing says what a change of somebody else's does to the findings.
func (s *Session) weighing(series *Series) (flow.Seen, error) {
	data, err := patchData(fix.Candidate{}, s.Tree, s.Changes)
	if err != nil {
		return flow.Seen{}, err
	}
	w := record.Weighing{Files: data.Files}
	for _, p := range series.Patches {
		w.Mends = append(w.Mends, at(p.Found))
	}
	for _, f := range Brought(series.First, series.Last) {
		w.Brings = append(w.Brings, at(f))
	}
	return evidence(WeighedEvidence, fmt.Sprintf("a patch that mends %d findings and brings %d", len(w.Mends), len(w.Brings)), w)
}
