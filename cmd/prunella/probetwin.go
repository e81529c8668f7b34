package main

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"

	"github.com/prunella/prunella/probe/mutate"
	"github.com/prunella/prunella/tools/score/truth"
	"github.com/prunella/prunella/world"
)

// writeTwin writes a mutated twin of a corpus: each file changed by itself, with
// its labels moved along.
func (o *probing) writeTwin(ctx context.Context) error {
	if o.corpus == "" {
		return misuse("--corpus DIR names the programs", "--write needs a corpus")
	}
	tree, err := world.OpenTree(o.corpus, world.TreeOptions{})
	if err != nil {
		return fail(err, "name a folder that you may read")
	}
	defer tree.Close()
	listing, err := tree.List(ctx)
	if err != nil {
		return fail(err, "")
	}
	labels, err := o.labels()
	if err != nil {
		return err
	}
	t := &twinning{options: o, maker: mutate.Maker{Languages: mutable(), Seed: o.seed}, labels: labels, there: map[string]bool{}}
	for _, f := range listing.Files {
		t.there[f.Path] = true
	}
	for _, f := range listing.Files {
		text, err := tree.ReadFile(f.Path)
		if err != nil {
			return fail(err, "")
		}
		if err := t.file(f.Path, text); err != nil {
			return fail(err, "")
		}
	}
	return o.writeLabels(labels)
}

func (o *probing) labels() (*truth.Truth, error) {
	t := &truth.Truth{}
	if o.truth == "" {
		return t, nil
	}
	text, err := os.ReadFile(o.truth)
	if err == nil {
		err = json.Unmarshal(text, t)
	}
	if err != nil {
		return nil, fail(fmt.Errorf("reading the labels: %w", err), "tools/score -truth FILE writes them")
	}
	return t, nil
}

func (o *probing) writeLabels(t *truth.Truth) error {
	if o.truth == "" {
		return nil
	}
	text, err := json.MarshalIndent(t, "", " ")
	if err == nil {
		err = os.WriteFile(filepath.Join(o.write, "truth.json"), text, 0o644)
	}
	if err != nil {
		return fail(fmt.Errorf("writing the labels: %w", err), "")
	}
	return nil
}

// A twinning is one twin being written.
type twinning struct {
	options *probing
	maker   mutate.Maker
	labels  *truth.Truth
	there   map[string]bool
}

// steps is how many transformations are tried on each file.
const steps = 4

// file writes the twin of one file, and the files it needs beside it.
func (t *twinning) file(path string, text []byte) error {
	h := fnv.New32a()
	h.Write([]byte(path))
	p := mutate.Program{ID: path, Files: map[string][]byte{path: text}, Salt: fmt.Sprintf("%05x", h.Sum32()&0xfffff)}
	lines := t.lines(path)
	for _, line := range lines {
		p.Marks = append(p.Marks, mutate.Mark{File: path, Line: *line})
	}
	v, changed := t.maker.Mutate(p, steps)
	for name := range v.Files {
		if changed && name != path && t.there[name] {
			v, changed = mutate.Variant{Program: p}, false
		}
	}
	if changed {
		for i, m := range v.Marks {
			*lines[i] = m.Line
		}
	}
	for name, text := range v.Files {
		to := filepath.Join(t.options.write, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("writing the twin: %w", err)
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return fmt.Errorf("writing the twin: %w", err)
		}
	}
	return nil
}

// lines are the first and last lines of the labels in a file, to be moved.
func (t *twinning) lines(path string) []*int {
	var out []*int
	for i := range t.labels.Labels {
		for j := range t.labels.Labels[i].At {
			if r := &t.labels.Labels[i].At[j]; r.File == path && r.To > 0 {
				out = append(out, &r.From, &r.To)
			}
		}
	}
	return out
}
