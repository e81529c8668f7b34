// Package cweval loads CWEval: one function a task, in a safe form (…_task) and an
// unsafe one (…_unsafe; in Python a function of the test file). Open are C, Java-
// Script and Python.
package cweval

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "cweval", About: "CWEval: each task's safe and unsafe function",
	From: "Co1lin/CWEval", Split: "C, JavaScript, Python", Load: load,
}

var (
	task   = regexp.MustCompile(`^cwe_0*(\d+)_\w*?(task|unsafe|test)\.(c|js|py|cpp|go)$`)
	unsafe = regexp.MustCompile(`^(?:async )?def \w+_unsafe\(`)
	top    = regexp.MustCompile(`^\S`)
)

func load(checkout fs.FS, part corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "cweval"}
	files, err := corpus.Walk(checkout, "benchmark", func(f string) bool {
		language := path.Base(path.Dir(f))
		return task.MatchString(path.Base(f)) && part.Wants(language == "c" || language == "js" || language == "py")
	})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		at := truth.Region{File: f}
		m := task.FindStringSubmatch(path.Base(f))
		language := path.Base(path.Dir(f))
		if m[2] == "test" {
			text, err := fs.ReadFile(checkout, f)
			if err != nil {
				return nil, fmt.Errorf("reading the corpus: %w", err)
			}
			if at = unsafeIn(f, corpus.Lines(text)); language != "py" || at.To == 0 {
				continue
			}
		}
		number, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, fmt.Errorf("the class of %s: %w", f, err)
		}
		t.Files = append(t.Files, f)
		t.Labels = append(t.Labels, truth.Label{
			ID: strings.TrimPrefix(f, "benchmark/"), CWE: []int{number}, Bad: m[2] != "task", Group: language, At: []truth.Region{at},
		})
	}
	return corpus.Finish(t)
}

// unsafeIn finds the Python function whose name ends in _unsafe.
func unsafeIn(file string, lines []string) truth.Region {
	r := truth.Region{File: file}
	for i, line := range lines {
		switch {
		case r.From == 0 && unsafe.MatchString(line):
			r.From, r.To = i+1, i+1
		case r.From == 0:
		case top.MatchString(line) && !strings.HasPrefix(line, ")"):
			return r
		case strings.TrimSpace(line) != "":
			r.To = i + 1
		}
	}
	return r
}
