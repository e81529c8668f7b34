// Package juliet loads NIST's Juliet suites for C/C++ and Java. A test case is one
// to five files; what is wrong is in its functions called bad…, what only looks
// wrong in those called good…. A case gives two labels: is the weakness seen in any
// bad function, is it claimed in any good one? The second is strict: one false
// alarm in six good functions makes it wrong.
package juliet

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/braces"
	"github.com/prunella/prunella/tools/score/truth"
)

// C is the loader of the C and C++ suite.
var C = suite{
	name: "juliet-c", root: "testcases", ext: []string{".c", ".cpp"},
	shared: []string{"testcasesupport"}, open: []int{23, 78, 121, 124, 134, 190, 194, 401, 415, 476},
}.corpus("arichardson/juliet-test-suite-c")

// Java is the loader of the Java suite.
var Java = suite{
	name: "juliet-java", root: "src/testcases", ext: []string{".java"},
	shared: []string{"src/testcasesupport", "src/testcases/common"}, open: []int{23, 80, 89, 190},
}.corpus("find-sec-bugs/juliet-test-suite")

type suite struct {
	name   string
	root   string
	ext    []string
	shared []string // folders that all cases use
	open   []int    // classes that may be looked at
}

func (s suite) corpus(from string) corpus.Corpus {
	var open []string
	for _, n := range s.open {
		open = append(open, strconv.Itoa(n))
	}
	return corpus.Corpus{
		Name: s.name, About: "NIST Juliet: a label each for the bad and the good functions of a case",
		From: from, Split: "CWE " + strings.Join(open, ", "), Load: s.load, Subject: s.subject,
	}
}

var (
	folder = regexp.MustCompile(`^CWE(\d+)_`)
	// caseOf takes "_63b", "_82_goodG2B", "_81_base" apart: the case, and what kind of
	// file it is.
	caseOf = regexp.MustCompile(`^(CWE.*?_\d\d)([a-z]?)(?:_(\w+))?$`)
)

func (s suite) load(checkout fs.FS, part corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: s.name}
	labels := map[string]*pair{}
	files, err := corpus.Walk(checkout, s.root, func(f string) bool {
		n := class(s.root, f)
		return slices.Contains(s.ext, path.Ext(f)) && n > 0 && part.Wants(slices.Contains(s.open, n))
	})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		m := caseOf.FindStringSubmatch(strings.TrimSuffix(path.Base(f), path.Ext(f)))
		if m == nil {
			continue
		}
		text, err := fs.ReadFile(checkout, f)
		if err != nil {
			return nil, err
		}
		t.Files = append(t.Files, f)
		if labels[m[1]] == nil {
			labels[m[1]] = &pair{class: class(s.root, f)}
		}
		labels[m[1]].add(f, m[1]+m[2], m[3], string(text))
	}
	for name, p := range labels {
		t.Labels = append(t.Labels, p.labels(name)...)
	}
	return corpus.Finish(t)
}

// class is the number in the name of the folder below root.
func class(root, file string) int {
	rest := strings.TrimPrefix(file, root+"/")
	if m := folder.FindStringSubmatch(rest); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}

// A pair is the two labels of a case.
type pair struct {
	class     int
	bad, good []truth.Region
}

// add files the functions of one file: by the file's kind when it has one
// ("_82_bad.cpp"), else by their own names.
func (p *pair) add(file, prefix, kind, text string) {
	for _, f := range braces.Functions(text) {
		name := f.Name
		if i := strings.LastIndex(name, "::"); i >= 0 {
			name = name[i+2:]
		}
		switch is := verdict(kind, strings.TrimPrefix(name, prefix)); {
		case name == "main" || is == "":
		case is == "bad":
			p.bad = append(p.bad, truth.Region{File: file, From: f.From, To: f.To})
		default:
			p.good = append(p.good, truth.Region{File: file, From: f.From, To: f.To})
		}
	}
}

func verdict(kind, function string) string {
	for _, name := range []string{kind, function} {
		name = strings.ToLower(name)
		switch {
		case strings.Contains(name, "good"):
			return "good"
		case strings.Contains(name, "bad"):
			return "bad"
		}
	}
	return ""
}

func (p *pair) labels(name string) []truth.Label {
	var out []truth.Label
	group := "flow " + name[strings.LastIndexByte(name, '_')+1:]
	if len(p.bad) > 0 {
		out = append(out, truth.Label{ID: name + "/bad", CWE: []int{p.class}, Bad: true, Group: group, At: p.bad})
	}
	if len(p.good) > 0 {
		out = append(out, truth.Label{ID: name + "/good", CWE: []int{p.class}, Group: group, At: p.good})
	}
	return out
}

// subject is the folders of the labels, with their headers, and what all cases use.
func (s suite) subject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	wanted := map[string]bool{}
	for _, f := range t.Files {
		wanted[path.Dir(f)] = true
	}
	keep := func(f string) bool {
		return wanted[path.Dir(f)] && (path.Ext(f) == ".h" || slices.Contains(s.ext, path.Ext(f)))
	}
	files, err := corpus.Walk(checkout, s.root, keep)
	if err != nil {
		return nil, err
	}
	for _, dir := range s.shared {
		more, err := corpus.Walk(checkout, dir, func(f string) bool { return path.Ext(f) != "" })
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	return corpus.Read(checkout, files)
}
