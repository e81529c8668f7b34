// Package mutatetest is the conformance suite of languages of package mutate: an
// example in, and every variant of it must parse, keep its marks on the marked
// lines, come out the same again, and do the same when it is run.
package mutatetest

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/probe/mutate"
)

// Sink marks the flawed line of an example, in a name or a text of the line itself,
// for comments may go.
const Sink = "MARK"

// A Run executes programs, each by itself, and gives what each printed.
type Run func(t *testing.T, programs []map[string][]byte) []string

// Example holds a language to what it promises. The example is one file with one
// line that holds [Sink]; every name and file of it must be fit for run, which may
// be nil where the language cannot be run.
func Example(t *testing.T, l mutate.Language, file, text string, run Run) {
	t.Helper()
	p := mutate.Program{ID: "example", Rule: "sql-injection", Files: map[string][]byte{file: []byte(text)}, Bad: true, Flows: true}
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, Sink) {
			p.Marks = append(p.Marks, mutate.Mark{File: file, Line: i + 1})
		}
	}
	var variants []mutate.Variant
	for seed := range uint64(3) {
		m := mutate.Maker{Languages: []mutate.Language{l}, Seed: seed, Deep: 8}
		made := m.Variants(p)
		if again := m.Variants(p); !reflect.DeepEqual(made, again) {
			t.Errorf("seed %d: two makings differ", seed)
		}
		variants = append(variants, made...)
	}
	used(t, l, variants)
	for _, v := range variants {
		kept(t, l, v)
	}
	if run != nil {
		same(t, p, variants, run)
	}
	twins(t, l, p)
}

// used wants every transformation to find something in the example.
func used(t *testing.T, l mutate.Language, variants []mutate.Variant) {
	t.Helper()
	seen := map[string]bool{}
	for _, v := range variants {
		for _, s := range v.Steps {
			seen[s] = true
		}
	}
	for _, tr := range mutate.All(l) {
		if !seen[tr.Name] {
			t.Errorf("%s finds nothing to change in the example", tr.Name)
		}
	}
}

func kept(t *testing.T, l mutate.Language, v mutate.Variant) {
	t.Helper()
	for name, text := range v.Files {
		if _, ok := l.View(text); l.Owns(name) && !ok {
			t.Errorf("%v does not parse:\n%s", v, text)
		}
	}
	for _, m := range v.Marks {
		lines := bytes.Split(v.Files[m.File], []byte("\n"))
		if m.Line < 1 || m.Line > len(lines) || !bytes.Contains(lines[m.Line-1], []byte(Sink[:2])) {
			t.Errorf("%v: the mark is on line %d of\n%s", v, m.Line, v.Files[m.File])
		}
	}
}

// same runs the original and its variants.
func same(t *testing.T, p mutate.Program, variants []mutate.Variant, run Run) {
	t.Helper()
	programs := []map[string][]byte{p.Files}
	for _, v := range variants {
		programs = append(programs, v.Files)
	}
	out := run(t, programs)
	if len(out) != len(programs) || strings.TrimSpace(out[0]) == "" {
		t.Fatalf("%d outputs of %d programs; the original printed %q", len(out), len(programs), out[:min(1, len(out))])
	}
	for i, v := range variants {
		if out[i+1] != out[0] {
			t.Errorf("%v printed\n%s\nand the original\n%s\nits text is\n%s", v, out[i+1], out[0], show(v.Files))
		}
	}
}

func show(files map[string][]byte) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "-- %s --\n%s\n", name, files[name])
	}
	return b.String()
}

// twins must parse, and be of both kinds.
func twins(t *testing.T, l mutate.Language, p mutate.Program) {
	t.Helper()
	m := mutate.Maker{Languages: []mutate.Language{l}}
	safe, unsafe := 0, 0
	for _, v := range m.Twins(p) {
		kept(t, l, v)
		if v.Bad {
			unsafe++
		} else {
			safe++
		}
	}
	if safe == 0 || unsafe == 0 {
		t.Errorf("%d safe twins, %d unsafe ones", safe, unsafe)
	}
	if c, ok := m.Constant(p); !ok || reflect.DeepEqual(c.Files, p.Files) {
		t.Error("no source is known in the example")
	}
}
