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

// A twin is a corpus of which each file was changed by itself, with its labels
// moved along.
type twin struct {
	original map[string][]byte
	files    map[string][]byte
	steps    map[string][]string // by file of the original: how it was changed
	labels   *truth.Truth        // with the lines that they have in the twin
	maker    mutate.Maker
}

// steps is how many transformations are tried on each file.
const steps = 4

// twin reads the corpus and makes its twin.
func (o *probing) twin(ctx context.Context) (*twin, error) {
	if o.corpus == "" {
		return nil, misuse("--corpus DIR names the programs", "--truth and --write need a corpus")
	}
	tree, err := world.OpenTree(o.corpus, world.TreeOptions{})
	if err != nil {
		return nil, fail(err, "name a folder that you may read")
	}
	defer tree.Close()
	listing, err := tree.List(ctx)
	if err != nil {
		return nil, fail(err, "")
	}
	t := &twin{original: map[string][]byte{}, files: map[string][]byte{}, steps: map[string][]string{}}
	t.maker = o.maker()
	if t.labels, err = o.labels(); err != nil {
		return nil, err
	}
	for _, f := range listing.Files {
		if t.original[f.Path], err = tree.ReadFile(f.Path); err != nil {
			return nil, fail(err, "")
		}
	}
	for _, f := range listing.Files {
		t.change(f.Path)
	}
	return t, nil
}

// change makes the twin of one file, and the files it needs beside it. One that would
// take the place of another stays as it is.
func (t *twin) change(path string) {
	h := fnv.New32a()
	h.Write([]byte(path))
	p := mutate.Program{ID: path, Files: map[string][]byte{path: t.original[path]}, Salt: fmt.Sprintf("%05x", h.Sum32()&0xfffff)}
	lines := t.lines(path)
	for _, line := range lines {
		p.Marks = append(p.Marks, mutate.Mark{File: path, Line: *line})
	}
	v, changed := t.maker.Mutate(p, steps)
	for name := range v.Files {
		if changed && name != path && t.original[name] != nil {
			v, changed = mutate.Variant{Program: p}, false
		}
	}
	if changed {
		t.steps[path] = v.Steps
		for i, m := range v.Marks {
			*lines[i] = m.Line
		}
	}
	for name, text := range v.Files {
		t.files[name] = text
	}
}

// lines are the first and last lines of the labels in a file, to be moved.
func (t *twin) lines(path string) []*int {
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

// write puts the twin and its labels into a folder.
func (t *twin) write(o *probing) error {
	for name, text := range t.files {
		to := filepath.Join(o.write, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fail(fmt.Errorf("writing the twin: %w", err), "")
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return fail(fmt.Errorf("writing the twin: %w", err), "")
		}
	}
	if o.truth == "" {
		return nil
	}
	text, err := json.MarshalIndent(t.labels, "", " ")
	if err == nil {
		err = os.WriteFile(filepath.Join(o.write, "truth.json"), text, 0o644)
	}
	if err != nil {
		return fail(fmt.Errorf("writing the labels: %w", err), "")
	}
	return nil
}
