// Package securibench loads Stanford SecuriBench Micro: servlets whose sinks carry
// the comments /* BAD */ and /* OK */. All sinks are labelled, so an alarm on any
// other line is a false one.
package securibench

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "securibench", About: "SecuriBench Micro: sinks marked BAD and OK, every other alarm is false",
	From: "too4words/securibench-micro", Load: load,
}

var (
	mark   = regexp.MustCompile(`/\*\s*(BAD|OK)\b`)
	sinks  = regexp.MustCompile(`(?i)(execute|prepare|createStatement)|(File|getResource)|(sendRedirect)`)
	web    = []int{79, 89, 22, 601, 113}
	asWhat = []int{89, 22, 601}
)

func load(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "securibench", Closed: true}
	const root = "src/securibench/micro"
	files, err := corpus.Walk(checkout, root, corpus.HasExt(".java"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		text, err := fs.ReadFile(checkout, f)
		if err != nil {
			return nil, err
		}
		t.Files = append(t.Files, f)
		for i, line := range corpus.Lines(text) {
			m := mark.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			t.Labels = append(t.Labels, truth.Label{
				ID: fmt.Sprintf("%s:%03d", strings.TrimPrefix(f, root+"/"), i+1), CWE: classes(line), Bad: m[1] == "BAD",
				Group: path.Base(path.Dir(f)), At: []truth.Region{{File: f, From: i + 1, To: i + 1}},
			})
		}
	}
	return corpus.Finish(t)
}

// classes puts what the line's call suggests first. Any web class is an answer: the
// corpus says that a sink is reached, not which.
func classes(line string) []int {
	first := 79
	if m := sinks.FindStringSubmatch(line); m != nil {
		for i, group := range m[1:] {
			if group != "" {
				first = asWhat[i]
			}
		}
	}
	return append([]int{first}, web...)
}
