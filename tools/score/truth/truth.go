// Package truth is what a labelled corpus says and what an analyser answered: for
// tools/score and its loaders. A [Label] is one question with its right answer; a
// [Finding] is one thing an analyser said; [Judge] holds the one against the other.
//
// Limits: a label is judged by place and weakness class only; whether a finding's
// explanation is right is not asked.
package truth

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// A Region is lines of a file of the corpus; To 0 means the whole file. Paths are
// slash-separated, from the corpus's root (or that of its subject, see
// corpus.Corpus).
type Region struct {
	File string `json:"file"`
	From int    `json:"from,omitempty"`
	To   int    `json:"to,omitempty"`
}

func (r Region) holds(file string, from, to int) bool {
	return r.File == file && (r.To == 0 || from <= r.To && max(from, to) >= r.From)
}

// A Label is a question with its answer: is there a weakness of one of these
// numbers in one of these regions?
type Label struct {
	ID    string   `json:"id"`
	CWE   []int    `json:"cwe"` // the first is the label's row in the tables
	Bad   bool     `json:"bad"`
	Group string   `json:"group,omitempty"` // what the corpus files it under
	At    []Region `json:"at"`
	// Through asks whether a finding's path touches the region, not only its place;
	// for corpora that label the repaired function and not the sink.
	Through bool `json:"through,omitempty"`
	// Via tells a harmless flow from others into the same sink: a finding there is
	// wrong about this one only when its path touches one of these too. A weakness
	// is found when its sink is, for a finding shows one of its flows.
	Via []Region `json:"via,omitempty"`
	// Any accepts findings of every class; for corpora of one artificial sink.
	Any bool `json:"any,omitempty"`
}

// A Truth is a corpus, or the part of it that was asked for.
type Truth struct {
	Corpus string  `json:"corpus"`
	Labels []Label `json:"labels"`
	// Closed says that the corpus names every weakness in Files: a finding there
	// of a class that has labels, which hits no label's region, is a false alarm.
	Closed bool     `json:"closed"`
	Files  []string `json:"files"` // every file that was read; sorted

	left []string // what errata leave out
}

// A Finding is one thing an analyser said.
type Finding struct {
	Tool, Rule string
	CWE        []int
	File       string
	From, To   int
	Path       []Region // the steps of its path, if it shows one
	Shown      bool     // the tool says that its attack succeeded
}

// Below is the finding of a program that lies in a folder of the corpus.
func (f Finding) Below(folder string) Finding {
	f.File = path.Join(folder, f.File)
	f.Path = slices.Clone(f.Path)
	for i := range f.Path {
		f.Path[i].File = path.Join(folder, f.Path[i].File)
	}
	return f
}

// Sort puts labels and files into the one order of reports.
func (t *Truth) Sort() {
	slices.SortFunc(t.Labels, func(a, b Label) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(t.Files)
	t.Files = slices.Compact(t.Files)
}

// Check says what is wrong with a truth: labels without id, place or class, or two
// of one id. Loaders call it last.
func (t *Truth) Check() error {
	files := map[string]bool{}
	for _, f := range t.Files {
		files[f] = true
	}
	seen := map[string]bool{}
	for _, l := range t.Labels {
		switch {
		case l.ID == "" || len(l.At) == 0 || len(l.CWE) == 0 && !l.Any:
			return fmt.Errorf("label %q has no id, place or class", l.ID)
		case seen[l.ID]:
			return fmt.Errorf("two labels are called %q", l.ID)
		}
		seen[l.ID] = true
		for _, r := range l.At {
			if !files[r.File] {
				return fmt.Errorf("label %q is about %s, which is no file of the corpus", l.ID, r.File)
			}
		}
	}
	return nil
}
