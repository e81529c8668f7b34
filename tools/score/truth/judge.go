package truth

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/tools/score/cwe"
)

// A Verdict is a label and whether the analyser said yes.
type Verdict struct {
	Label Label    `json:"label"`
	Said  bool     `json:"said"`
	Shown bool     `json:"shown,omitempty"` // by an attack that succeeded
	By    []string `json:"by,omitempty"`    // "rule file:line" of what said so
}

// Right reports an answer that is the label's.
func (v Verdict) Right() bool { return v.Said == v.Label.Bad }

// A Judgement is the answers to all labels, and the findings of a closed corpus
// that are beside every label.
type Judgement struct {
	Verdicts []Verdict
	Extra    []Finding // one for each line and class
	Unknown  int       // findings in files that the truth does not know
}

// Judge holds findings against a truth. Paths of findings need not begin at the
// corpus's root: one is taken for the only file that has the same end.
func Judge(t *Truth, findings []Finding) *Judgement {
	names := newNames(t.Files)
	j := &Judgement{}
	byFile := map[string][]int{}
	known := make([]Finding, 0, len(findings))
	for _, f := range findings {
		f, ok := names.settle(f)
		if !ok {
			j.Unknown++
			continue
		}
		for _, file := range f.files() {
			byFile[file] = append(byFile[file], len(known))
		}
		known = append(known, f)
	}
	used := make([]bool, len(known))
	for _, l := range t.Labels {
		v := Verdict{Label: l}
		for _, i := range l.candidates(byFile) {
			if f := known[i]; l.hit(f) {
				v.Said, used[i] = true, true
				v.Shown = v.Shown || f.Shown
				v.By = append(v.By, fmt.Sprintf("%s %s:%d", f.Rule, f.File, f.From))
			}
		}
		j.Verdicts = append(j.Verdicts, v)
	}
	if t.Closed {
		j.Extra = extra(t, known, used)
	}
	return j
}

func (f Finding) files() []string {
	out := []string{f.File}
	for _, r := range f.Path {
		out = append(out, r.File)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l Label) candidates(byFile map[string][]int) []int {
	var out []int
	for _, r := range l.At {
		out = append(out, byFile[r.File]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l Label) hit(f Finding) bool {
	if !l.Any && !cwe.AnySame(l.CWE, f.CWE) {
		return false
	}
	if !l.Bad && len(l.Via) > 0 && len(f.Path) > 0 && !f.passes(l.Via) {
		return false
	}
	return slices.ContainsFunc(l.At, func(r Region) bool { return r.holds(f.File, f.From, f.To) }) || l.Through && f.passes(l.At)
}

// passes reports a path with a step in one of the regions.
func (f Finding) passes(regions []Region) bool {
	return slices.ContainsFunc(f.Path, func(p Region) bool {
		return slices.ContainsFunc(regions, func(r Region) bool { return r.holds(p.File, p.From, p.To) })
	})
}

// extra lists what hit no label although its class is one that the corpus labels
// in that file.
func extra(t *Truth, known []Finding, used []bool) []Finding {
	classes := map[string][]int{}
	for _, l := range t.Labels {
		for _, r := range l.At {
			classes[r.File] = append(classes[r.File], l.CWE...)
		}
	}
	seen := map[string]bool{}
	var out []Finding
	for i, f := range known {
		key := fmt.Sprint(f.File, f.From, f.CWE)
		if used[i] || seen[key] || slices.Contains(t.left, fmt.Sprintf("%s:%04d", f.File, f.From)) || !cwe.AnySame(classes[f.File], f.CWE) {
			continue
		}
		seen[key] = true
		out = append(out, f)
	}
	return out
}

// names finds a corpus's file for the path that a tool wrote.
type names struct {
	exact  map[string]bool
	byBase map[string][]string
}

func newNames(files []string) names {
	n := names{map[string]bool{}, map[string][]string{}}
	for _, f := range files {
		n.exact[f] = true
		n.byBase[path.Base(f)] = append(n.byBase[path.Base(f)], f)
	}
	return n
}

func (n names) settle(f Finding) (Finding, bool) {
	file, ok := n.find(f.File)
	steps := make([]Region, 0, len(f.Path))
	for _, r := range f.Path {
		if name, known := n.find(r.File); known {
			r.File = name
			steps = append(steps, r)
		}
	}
	if ok {
		f.File = file
	}
	f.Path = steps
	return f, ok || len(steps) > 0
}

func (n names) find(file string) (string, bool) {
	file = strings.TrimPrefix(path.Clean("/"+file), "/")
	if n.exact[file] {
		return file, true
	}
	found, count := "", 0
	for _, f := range n.byBase[path.Base(file)] {
		if strings.HasSuffix("/"+file, "/"+f) || strings.HasSuffix("/"+f, "/"+file) {
			found = f
			count++
		}
	}
	return found, count == 1
}
