// Package program loads programs that bring their own testdata/truth.json, as those
// below examples/ do: items of kind "flaw" and "safe", placed by a marker that is a
// piece of the sink's line, and told apart by the marker of their source.
package program

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/cwe"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "program", About: "programs with a testdata/truth.json of their own, as examples/shop",
	From: "examples", Load: load,
}

type document struct {
	Program string `json:"program"`
	Items   []item `json:"items"`
}

type item struct {
	ID, CWE, Kind, File, Marker string
	Source                      *struct{ File, Marker string }
}

func load(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "program"}
	names, err := corpus.Walk(checkout, ".", func(f string) bool { return strings.HasSuffix("/"+f, "/testdata/truth.json") })
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(checkout, name)
		if err != nil {
			return nil, fmt.Errorf("reading the corpus: %w", err)
		}
		var d document
		if err := json.Unmarshal(text, &d); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		root := path.Dir(path.Dir(name))
		for _, it := range d.Items {
			l := truth.Label{ID: it.ID, CWE: cwe.In(it.CWE), Bad: it.Kind == "flaw", Group: d.Program, Through: true}
			if l.At, err = lines(checkout, path.Join(root, it.File), it.Marker); err != nil {
				return nil, fmt.Errorf("%s: %w", it.ID, err)
			}
			if it.Source != nil {
				if l.Via, err = lines(checkout, path.Join(root, it.Source.File), it.Source.Marker); err != nil {
					return nil, fmt.Errorf("%s: %w", it.ID, err)
				}
			}
			t.Labels = append(t.Labels, l)
		}
		if err := addFiles(checkout, root, t); err != nil {
			return nil, err
		}
	}
	return corpus.Finish(t)
}

// addFiles lists the program's text files, without tests' data.
func addFiles(checkout fs.FS, root string, t *truth.Truth) error {
	files, err := corpus.Walk(checkout, root, func(f string) bool {
		return !slices.Contains([]string{".db", ".png", ".zip"}, path.Ext(f)) && !strings.Contains("/"+f, "/testdata/")
	})
	t.Files = append(t.Files, files...)
	return err
}

// lines finds the lines that a marker touches: all its places, for a marker may be
// of several.
func lines(checkout fs.FS, file, marker string) ([]truth.Region, error) {
	text, err := fs.ReadFile(checkout, file)
	if err != nil {
		return nil, fmt.Errorf("reading the corpus: %w", err)
	}
	var out []truth.Region
	s := string(text)
	for at := 0; marker != ""; {
		i := strings.Index(s[at:], marker)
		if i < 0 {
			break
		}
		from := 1 + strings.Count(s[:at+i], "\n")
		out = append(out, truth.Region{File: file, From: from, To: from + strings.Count(marker, "\n")})
		at += i + len(marker)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s does not hold %q", file, marker)
	}
	return out, nil
}
