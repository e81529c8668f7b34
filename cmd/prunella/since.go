package main

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/respond/driver/git"
	"github.com/prunella/prunella/world"
)

// sinceRevision leaves in a run what a revision did not have: the tree of the
// revision is analysed too, and findings are paired by their keys, and by rule,
// function and call where the line itself was edited.
func (o *options) sinceRevision(ctx context.Context, t *target, s *code.Session, run *render.Run) error {
	files, err := git.Snapshot(ctx, t.abs, o.since, world.DefaultMaxFile)
	if err != nil {
		return fail(err, hintOf(err))
	}
	before, err := s.Engine.ScanTree(ctx, newCommitTree(files), s.Cache)
	if err != nil {
		return fail(err, "")
	}
	series, err := s.Series(ctx)
	if err != nil {
		return fail(err, "")
	}
	fresh := map[string]bool{}
	for _, f := range code.Brought(before, series.First) {
		fresh[f.Finding.Key] = true
	}
	kept := run.Cases[:0]
	for _, c := range run.Cases {
		if fresh[c.Key] {
			kept = append(kept, c)
		}
	}
	run.Cases = kept
	return nil
}

// hintOf is what an error itself advises.
func hintOf(err error) string {
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) {
		return hinted.Hint()
	}
	return ""
}

// A commitTree is the tree of a revision, without what is left out of trees on disk.
type commitTree struct {
	world.MemTree
	executable map[string]bool
}

func newCommitTree(files []git.File) commitTree {
	t := commitTree{world.MemTree{}, map[string]bool{}}
	for _, f := range files {
		if skipped(f.Path) || !fs.ValidPath(f.Path) {
			continue
		}
		t.MemTree[f.Path] = f.Content
		t.executable[f.Path] = f.Executable
	}
	return t
}

// skipped reports a file in a folder of dependencies or of state.
func skipped(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if world.SkipDependencies(dir, true) != "" {
			return true
		}
	}
	return false
}

// List implements world.Tree.
func (t commitTree) List(ctx context.Context) (world.Listing, error) {
	l, err := t.MemTree.List(ctx)
	l.Files = slices.Clone(l.Files)
	for i := range l.Files {
		l.Files[i].Executable = t.executable[l.Files[i].Path]
	}
	return l, err
}
