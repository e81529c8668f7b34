// Package corpus is what a labelled corpus must bring to be scored: a name, and a
// loader that reads its ground truth from a checkout. A corpus is one folder below
// this one and one line of the list in tools/score. Corpora are fetched by whoever
// scores; none is kept here.
//
// Some corpora are split: one part may be looked at while the engine is built, the
// other is left to judge it. Loaders give the first part unless asked otherwise.
package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/tools/score/truth"
)

// A Part is which labels are wanted.
type Part string

// Parts. Those of a corpus that is not split are the same.
const (
	Tune  Part = "tune"  // those that may be looked at
	Judge Part = "judge" // those that may not
	All   Part = "all"
)

// Wants reports whether a label belongs to the part; open says whether it is one
// of those that may be looked at.
func (p Part) Wants(open bool) bool { return p == All || open == (p == Tune) }

// A Corpus is one labelled corpus.
type Corpus struct {
	Name  string // what users type
	About string // one line: what it is, how its labels are read
	From  string // where it is fetched: "owner/name" of a public repository
	Split string // which labels are of the part that may be looked at; "" for all
	// Load reads the truth of a checkout. Labels about files that are not there
	// (packages not fetched) are left out.
	Load func(checkout fs.FS, part Part) (*truth.Truth, error)
	// Subject makes the tree to analyse, where it is not the truth's files as they
	// are.
	Subject func(checkout fs.FS, t *truth.Truth) (map[string][]byte, error)
}

// Tree gives the files to analyse for a truth.
func (c Corpus) Tree(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	if c.Subject != nil {
		return c.Subject(checkout, t)
	}
	return Read(checkout, t.Files)
}

// Read reads files.
func Read(checkout fs.FS, files []string) (map[string][]byte, error) {
	out := make(map[string][]byte, len(files))
	for _, f := range files {
		text, err := fs.ReadFile(checkout, f)
		if err != nil {
			return nil, fmt.Errorf("reading the corpus: %w", err)
		}
		out[f] = text
	}
	return out, nil
}

// Walk lists the files below a folder that keep wants, in the order of their
// paths; a folder that is not there has none.
func Walk(checkout fs.FS, dir string, keep func(file string) bool) ([]string, error) {
	var out []string
	err := fs.WalkDir(checkout, path.Clean(dir), func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && file == path.Clean(dir):
			return fs.SkipAll
		case err != nil:
			return fmt.Errorf("listing the corpus: %w", err)
		case d.Type().IsRegular() && keep(file):
			out = append(out, file)
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}

// Lines splits a text for [truth.Region]: line n is Lines(text)[n-1].
func Lines(text []byte) []string { return strings.Split(string(text), "\n") }

// HasExt makes a filter for Walk.
func HasExt(exts ...string) func(string) bool {
	return func(file string) bool { return slices.Contains(exts, path.Ext(file)) }
}

// ErrEmpty is wrapped by loaders that find no labels: a wrong folder, mostly.
var ErrEmpty = fmt.Errorf("no labels found; is this the corpus's checkout?")

// Finish sorts and checks a truth; loaders return its result.
func Finish(t *truth.Truth) (*truth.Truth, error) {
	t.Sort()
	if len(t.Labels) == 0 {
		return nil, fmt.Errorf("%s: %w", t.Corpus, ErrEmpty)
	}
	if err := t.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", t.Corpus, err)
	}
	return t, nil
}
