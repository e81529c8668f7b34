// Package benchmarkjava loads OWASP BenchmarkJava 1.2: one servlet a file, one
// answer a servlet, in a CSV. A mutated twin with the same CSV loads as well.
//
// Open are the even test numbers; the tree to analyse holds them and the helpers
// they call, and none of the others.
package benchmarkjava

import (
	"encoding/csv"
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
	Name: "benchmarkjava", About: "OWASP BenchmarkJava 1.2: one servlet, one answer",
	From: "OWASP-Benchmark/BenchmarkJava", Split: "even test numbers", Load: load, Subject: subject,
}

var test = regexp.MustCompile(`^(BenchmarkTest(\d+))\.java$`)

func load(checkout fs.FS, part corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "benchmarkjava"}
	where := map[string]string{}
	files, err := corpus.Walk(checkout, ".", func(f string) bool { return test.MatchString(path.Base(f)) })
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		where[strings.TrimSuffix(path.Base(f), ".java")] = f
	}
	rows, err := answers(checkout)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		file, known := where[row[0]]
		m := test.FindStringSubmatch(row[0] + ".java")
		if !known || m == nil || !part.Wants(even(m[2])) {
			continue
		}
		number, err := strconv.Atoi(row[3])
		if err != nil {
			return nil, fmt.Errorf("the class of %s: %w", row[0], err)
		}
		t.Files = append(t.Files, file)
		t.Labels = append(t.Labels, truth.Label{
			ID: row[0], CWE: []int{number}, Bad: row[2] == "true", Group: row[1], At: []truth.Region{{File: file}},
		})
	}
	return corpus.Finish(t)
}

// even reports the numbers that may be looked at.
func even(number string) bool { return strings.ContainsRune("02468", rune(number[len(number)-1])) }

// answers reads name, category, "true" or "false", class.
func answers(checkout fs.FS) ([][]string, error) {
	names, err := fs.Glob(checkout, "expectedresults-*.csv")
	if err != nil || len(names) == 0 {
		return nil, nil
	}
	f, err := checkout.Open(names[len(names)-1])
	if err != nil {
		return nil, fmt.Errorf("reading the answers: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.Comment, r.TrimLeadingSpace = -1, '#', true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading the answers: %w", err)
	}
	var out [][]string
	for _, row := range rows {
		if len(row) >= 4 {
			out = append(out, row[:4])
		}
	}
	return out, nil
}

// subject is the tests asked for, and everything that is no test.
func subject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	others, err := corpus.Walk(checkout, "src/main", func(f string) bool {
		switch path.Ext(f) {
		case ".java", ".xml", ".properties":
			return !test.MatchString(path.Base(f))
		}
		return false
	})
	if err != nil {
		return nil, err
	}
	return corpus.Read(checkout, append(others, t.Files...))
}
