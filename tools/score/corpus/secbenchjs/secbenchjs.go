// Package secbenchjs loads SecBench.js: npm packages with a known weakness, and the
// place of its sink. The packages are fetched by whoever scores, with npm, into the
// folder of each (node_modules below it); those that are not there have no label.
// The corpus names no safe places.
//
// Analysers pass over folders called node_modules; so in the tree of files to
// analyse, and in the labels, these folders are called "installed".
//
// Open are the packages A to M.
package secbenchjs

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "secbenchjs", About: "SecBench.js: the sinks of known weaknesses in npm packages (install them first)",
	From: "cristianstaicu/SecBench.js", Split: "packages A to M", Load: load, Subject: subject,
}

// classes are the folders of the corpus.
var classes = map[string]int{
	"code-injection": 94, "command-injection": 78, "path-traversal": 22, "prototype-pollution": 1321, "redos": 1333,
}

// A manifest is as much of a package.json as the corpus adds.
type manifest struct {
	Dependencies map[string]string `json:"dependencies"`
	Sink         string            `json:"sink"` // "lib/file.js:26:25"
}

func load(checkout fs.FS, part corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "secbenchjs"}
	names, err := fs.Glob(checkout, "*/*/package.json")
	if err != nil {
		return nil, fmt.Errorf("listing the corpus: %w", err)
	}
	for _, name := range names {
		dir := path.Dir(name)
		class := classes[path.Dir(dir)]
		if class == 0 || !part.Wants(open(path.Base(dir))) {
			continue
		}
		text, err := fs.ReadFile(checkout, name)
		if err != nil {
			return nil, fmt.Errorf("reading the corpus: %w", err)
		}
		var m manifest
		if json.Unmarshal(text, &m) != nil {
			continue // the corpus holds a few broken ones
		}
		if l, ok := label(checkout, dir, m); ok {
			l.CWE, l.Group = []int{class}, path.Dir(dir)
			t.Labels = append(t.Labels, l)
			for _, r := range l.At {
				t.Files = append(t.Files, r.File)
			}
		}
	}
	return corpus.Finish(t)
}

// open reports the packages A to M.
func open(name string) bool {
	first := strings.ToLower(strings.TrimLeft(name, "@._-"))
	return first != "" && first[0] >= 'a' && first[0] <= 'm'
}

// label finds the sink's file in the installed package. Some manifests name only
// the end of its path.
func label(checkout fs.FS, dir string, m manifest) (truth.Label, bool) {
	parts := strings.Split(m.Sink, ":")
	if len(parts) < 2 {
		return truth.Label{}, false
	}
	line, err := strconv.Atoi(strings.TrimSpace(parts[1]))
	if err != nil || line < 1 {
		return truth.Label{}, false
	}
	end := "/" + strings.TrimPrefix(path.Clean("/"+strings.TrimSpace(parts[0])), "/")
	l := truth.Label{ID: dir, Bad: true, Through: true}
	for name := range m.Dependencies {
		files, err := corpus.Walk(checkout, path.Join(dir, "node_modules", name), func(f string) bool { return strings.HasSuffix(f, end) })
		if err != nil {
			return l, false
		}
		for _, f := range files {
			if text, err := fs.ReadFile(checkout, f); err == nil && len(corpus.Lines(text)) >= line {
				l.At = append(l.At, truth.Region{File: installed(f), From: line, To: line})
			}
		}
	}
	sortRegions(l.At)
	return l, len(l.At) > 0
}

func installed(file string) string {
	return strings.ReplaceAll(file, "/node_modules/", "/installed/")
}

func sortRegions(at []truth.Region) {
	for i := 1; i < len(at); i++ {
		for j := i; j > 0 && at[j].File < at[j-1].File; j-- {
			at[j], at[j-1] = at[j-1], at[j]
		}
	}
}

// subject is the installed packages of the labels.
func subject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, l := range t.Labels {
		files, err := corpus.Walk(checkout, path.Join(l.ID, "node_modules"), corpus.HasExt(".js", ".cjs", ".mjs", ".ts", ".json"))
		if err != nil {
			return nil, err
		}
		texts, err := corpus.Read(checkout, files)
		if err != nil {
			return nil, err
		}
		for name, text := range texts {
			out[installed(name)] = text
		}
	}
	return out, nil
}
