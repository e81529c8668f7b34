package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/world"
)

// pause is how long watch waits between two looks at the tree.
const pause = 400 * time.Millisecond

// watch scans again whenever a file changes, and tells what became of it, until the
// user ends it. Files are lowered once for each content they have; what is said is
// what a scan from nothing would say.
func (o *options) watch(ctx context.Context, out io.Writer, t *target, engine *code.Engine, progress *progress) error {
	cache := o.cache()
	var before *render.Run
	var last string
	for ctx.Err() == nil {
		now, err := footprint(t.abs)
		if err != nil {
			return fail(err, "")
		}
		if now == last {
			wait(ctx, pause)
			continue
		}
		last = now
		start := time.Now()
		run, failed, err := o.once(ctx, out, t, engine, progress, cache)
		if ctx.Err() != nil {
			break
		}
		if err = errors.Join(failed, err); err != nil {
			return err
		}
		if !o.json {
			tellChange(out, before, run, time.Since(start))
		}
		before = run
	}
	return nil // ending a watch is no failure
}

func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// tellChange tells which findings are new and which are gone; the first time, all.
func tellChange(out io.Writer, before, now *render.Run, took time.Duration) {
	had := map[string]bool{}
	if before != nil {
		for _, c := range before.Cases {
			had[c.Key] = true
		}
	}
	fresh := *now
	fresh.Cases = nil
	for _, c := range now.Cases {
		if !had[c.Key] {
			fresh.Cases = append(fresh.Cases, c)
		}
		delete(had, c.Key)
	}
	for _, c := range fresh.Cases {
		tellLine(out, "new ", render.Look(now, c))
	}
	if before != nil {
		for _, c := range before.Cases {
			if had[c.Key] {
				tellLine(out, "gone", render.Look(before, c))
			}
		}
	}
	fmt.Fprintf(out, "%d findings (%d ms)\n", len(now.Cases), took.Milliseconds())
}

func tellLine(out io.Writer, word string, d render.Detail) {
	w := d.Finding.Where
	fmt.Fprintf(out, "%s %s:%d %s: %s\n", word, render.Plain(w.File), w.Line, d.Finding.Rule, render.Plain(d.Finding.Claim))
}

// footprint tells whether anything in a tree may have changed: names, sizes and
// times of all files that a scan would read.
func footprint(dir string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it went while we looked, or may not be read: the scan notes it
		}
		if d.IsDir() && name != dir && world.SkipDependencies(filepath.ToSlash(name), true) != "" {
			return filepath.SkipDir
		}
		if info, err := d.Info(); err == nil && d.Type().IsRegular() {
			fmt.Fprintf(h, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return string(h.Sum(nil)), err
}
