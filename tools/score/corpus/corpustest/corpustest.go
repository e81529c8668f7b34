// Package corpustest is the conformance suite of corpus loaders: a small checkout
// in, labels out. It holds what all loaders promise; a loader's own test says which
// labels its example has.
package corpustest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Run loads an example and compares its labels, written by [Show], one a line.
func Run(t *testing.T, c corpus.Corpus, checkout map[string]string, part corpus.Part, want ...string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range checkout {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	got, err := c.Load(fsys, part)
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	var shown []string
	for _, l := range got.Labels {
		shown = append(shown, Show(l))
	}
	if g, w := strings.Join(shown, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s, labels of the part %q:\n%s\nwant:\n%s", c.Name, part, g, w)
	}
	promises(t, c, fsys, part, got)
}

// promises are those of every loader.
func promises(t *testing.T, c corpus.Corpus, fsys fstest.MapFS, part corpus.Part, got *truth.Truth) {
	t.Helper()
	if c.Name == "" || c.About == "" || c.From == "" {
		t.Errorf("%q does not say what it is and where it comes from", c.Name)
	}
	again, err := c.Load(fsys, part)
	if err != nil || !reflect.DeepEqual(got, again) {
		t.Errorf("%s: two readings of one checkout differ (%v)", c.Name, err)
	}
	if _, err := c.Load(fstest.MapFS{"README": &fstest.MapFile{}}, part); !errors.Is(err, corpus.ErrEmpty) {
		t.Errorf("%s: a folder without the corpus gives %v, want ErrEmpty", c.Name, err)
	}
	tree, err := c.Tree(fsys, got)
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	for _, l := range got.Labels {
		for _, r := range l.At {
			if text, ok := tree[r.File]; !ok || strings.Count(string(text), "\n")+1 < r.To {
				t.Errorf("%s: %s is about %v, which the tree to analyse does not have", c.Name, l.ID, r)
			}
		}
	}
}

// Show writes a label: "id bad CWE-89 file:3-5 file".
func Show(l truth.Label) string {
	words := []string{l.ID, "good"}
	if l.Bad {
		words[1] = "bad"
	}
	if l.Any {
		words = append(words, "any")
	}
	if len(l.CWE) > 0 {
		words = append(words, fmt.Sprintf("CWE-%d", l.CWE[0]))
	}
	for _, r := range l.At {
		switch {
		case r.To == 0:
			words = append(words, r.File)
		case r.From == r.To:
			words = append(words, fmt.Sprintf("%s:%d", r.File, r.From))
		default:
			words = append(words, fmt.Sprintf("%s:%d-%d", r.File, r.From, r.To))
		}
	}
	return strings.Join(words, " ")
}
