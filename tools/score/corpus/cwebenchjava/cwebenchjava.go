// Package cwebenchjava loads CWE-Bench-Java: vulnerable releases of open source
// projects, and the methods that the repair changed. A vulnerability counts as
// found, as in the paper on IRIS (Li, Dutta, Naik, 2024), when the path of a
// finding of its class passes through one of these methods. Projects are fetched
// by whoever scores into project-sources/; those that are not there have no label.
// The corpus names no safe places.
//
// The corpus's line numbers are of the repair's versions, a few lines beside those of the
// release: methods are looked for by name.
//
// Open are the projects whose owner and name both begin with A to K.
package cwebenchjava

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/braces"
	"github.com/prunella/prunella/tools/score/cwe"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "cwebenchjava", About: "CWE-Bench-Java: a path of the class through a repaired method (fetch the projects first)",
	From: "iris-sast/cwe-bench-java", Split: "owner and name A to K", Load: load, Subject: subject,
}

const sources = "project-sources"

func load(checkout fs.FS, part corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "cwebenchjava"}
	projects, err := table(checkout, "data/project_info.csv")
	if err != nil {
		return nil, err
	}
	fixes, err := table(checkout, "data/fix_info.csv")
	if err != nil {
		return nil, err
	}
	for _, p := range projects {
		if !part.Wants(open(p["project_slug"])) {
			continue
		}
		l := truth.Label{ID: p["project_slug"], CWE: cwe.In(p["cwe_id"]), Bad: true, Through: true, Group: p["cwe_id"]}
		for _, fix := range fixes {
			if fix["project_slug"] == l.ID {
				l.At = append(l.At, region(checkout, fix)...)
			}
		}
		if len(l.At) == 0 {
			continue
		}
		t.Labels = append(t.Labels, l)
		for _, r := range l.At {
			t.Files = append(t.Files, r.File)
		}
	}
	return corpus.Finish(t)
}

// open reports owner__name_CVE… with both parts in A to K.
func open(slug string) bool {
	owner, name, _ := strings.Cut(slug, "__")
	return early(owner) && early(name)
}

func early(s string) bool {
	s = strings.ToLower(s)
	return s != "" && s[0] >= 'a' && s[0] <= 'k'
}

// region is the repaired method, in all its forms, or its class where the repair added
// it, or the file; nothing when the file is not there.
func region(checkout fs.FS, fix map[string]string) []truth.Region {
	file := path.Join(sources, fix["project_slug"], fix["file"])
	text, err := fs.ReadFile(checkout, file)
	if err != nil || path.Ext(file) != ".java" || strings.Contains("/"+fix["file"], "/test/") {
		return nil
	}
	var out []truth.Region
	for _, f := range braces.Functions(string(text)) {
		if fix["method"] != "" && f.Name == fix["method"] {
			out = append(out, truth.Region{File: file, From: f.From, To: f.To})
		}
	}
	if len(out) > 0 {
		return out
	}
	r := truth.Region{File: file}
	from, errFrom := strconv.Atoi(fix["class_start"])
	to, errTo := strconv.Atoi(fix["class_end"])
	if lines := len(corpus.Lines(text)); errFrom == nil && errTo == nil && from >= 1 && from <= lines {
		r.From, r.To = from, min(to, lines)
	}
	return []truth.Region{r}
}

// table reads a CSV with a head.
func table(checkout fs.FS, name string) ([]map[string]string, error) {
	f, err := checkout.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cwebenchjava: %w", corpus.ErrEmpty)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		one := map[string]string{}
		for i, v := range row {
			if i < len(rows[0]) {
				one[rows[0][i]] = v
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// subject is the Java files of the labelled projects, without their tests.
func subject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, l := range t.Labels {
		files, err := corpus.Walk(checkout, path.Join(sources, l.ID), func(f string) bool {
			return !strings.Contains(f, "/src/test/") && (path.Ext(f) == ".java" || path.Base(f) == "pom.xml")
		})
		if err != nil {
			return nil, err
		}
		texts, err := corpus.Read(checkout, files)
		if err != nil {
			return nil, err
		}
		for name, text := range texts {
			out[name] = text
		}
	}
	return out, nil
}
