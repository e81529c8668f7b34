// Package codeql loads the tests of CodeQL's security queries: source files with
// inline expectations ("// $ Alert", "SPURIOUS: Alert", "MISSING: Alert"), or, where
// a test has none, the result table of its .expected file. Alerts and missing ones
// are weaknesses, spurious ones are none; the tests are complete, so an alarm on
// any other line is a false one.
//
// A test's weakness numbers are that of its folder and those its queries' tags name.
// Groups are "alert", "missing",
// "spurious".
package codeql

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Java, Python and Cpp are the loaders, one for each language of the checkout.
var (
	Java   = withSources(loader("codeql-java", "java", ".java"))
	Python = loader("codeql-python", "python", ".py")
	Cpp    = loader("codeql-cpp", "cpp", ".c", ".cpp")
)

func loader(name, dir string, exts ...string) corpus.Corpus {
	return corpus.Corpus{
		Name: name, About: "tests of CodeQL's security queries: inline expectations, or the table of expected results",
		From: "github/codeql",
		Load: func(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) { return load(checkout, name, dir, exts) },
	}
}

var number = regexp.MustCompile(`CWE-0*(\d+)`)

func load(checkout fs.FS, name, dir string, exts []string) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: name, Closed: true}
	files, err := corpus.Walk(checkout, dir+"/ql/test", func(f string) bool {
		return number.MatchString(f) && (slices.Contains(exts, path.Ext(f)) || path.Ext(f) == ".qlref" || path.Ext(f) == ".ql" || path.Ext(f) == ".expected")
	})
	if err != nil {
		return nil, err
	}
	for _, one := range tests(files, exts) {
		for _, f := range one.asked {
			one.queries = append(one.queries, readQuery(checkout, dir, f))
		}
		if err := one.read(checkout, t); err != nil {
			return nil, err
		}
	}
	merge(t)
	return corpus.Finish(t)
}

func withSources(c corpus.Corpus) corpus.Corpus {
	c.Subject = javaSubject
	return c
}

// A test is a folder with a query: its sources are those below it that are in no
// other test.
type test struct {
	dir      string
	sources  []string
	expected []string
	asked    []string // files that name its queries
	queries  []query
}

func tests(files, exts []string) []*test {
	byDir := map[string]*test{}
	var out []*test
	for _, f := range files {
		if e := path.Ext(f); e == ".qlref" || e == ".ql" {
			if byDir[path.Dir(f)] == nil {
				byDir[path.Dir(f)] = &test{dir: path.Dir(f)}
				out = append(out, byDir[path.Dir(f)])
			}
			byDir[path.Dir(f)].asked = append(byDir[path.Dir(f)].asked, f)
		}
	}
	for _, f := range files {
		one := nearest(byDir, path.Dir(f))
		switch {
		case one == nil:
		case slices.Contains(exts, path.Ext(f)):
			one.sources = append(one.sources, f)
		case path.Ext(f) == ".expected" && path.Dir(f) == one.dir:
			one.expected = append(one.expected, f)
		}
	}
	return out
}

func nearest(byDir map[string]*test, dir string) *test {
	for ; dir != "."; dir = path.Dir(dir) {
		if one := byDir[dir]; one != nil {
			return one
		}
	}
	return nil
}

// read adds the labels of a test, if it has any.
func (one *test) read(checkout fs.FS, t *truth.Truth) error {
	var said []place
	for _, f := range one.sources {
		text, err := fs.ReadFile(checkout, f)
		if err != nil {
			return fmt.Errorf("reading the corpus: %w", err)
		}
		said = append(said, inline(f, corpus.Lines(text))...)
	}
	if len(said) == 0 {
		for _, f := range one.expected {
			text, err := fs.ReadFile(checkout, f)
			if err != nil {
				return fmt.Errorf("reading the corpus: %w", err)
			}
			said = append(said, one.table(string(text))...)
		}
	}
	m := number.FindStringSubmatch(one.dir)
	if len(said) == 0 || m == nil {
		return nil
	}
	class, err := strconv.Atoi(m[1])
	if err != nil {
		return fmt.Errorf("the class of %s: %w", one.dir, err)
	}
	t.Files = append(t.Files, one.sources...)
	for _, p := range said {
		t.Labels = append(t.Labels, truth.Label{
			ID: fmt.Sprintf("%s:%04d", p.file, p.line), CWE: one.classes(class, p.words), Bad: p.group != "spurious", Group: p.group,
			At: []truth.Region{{File: p.file, From: p.line, To: p.line}},
		})
	}
	return nil
}

// merge keeps one label a line: what is expected at all, before what is missing,
// before what is spurious.
func merge(t *truth.Truth) {
	slices.SortStableFunc(t.Labels, func(a, b truth.Label) int {
		if c := strings.Compare(a.ID, b.ID); c != 0 {
			return c
		}
		return strings.Compare(a.Group, b.Group)
	})
	t.Labels = slices.CompactFunc(t.Labels, func(a, b truth.Label) bool { return a.ID == b.ID })
}

// A place is a line and what is expected there.
type place struct {
	file  string
	line  int
	group string
	words string // the comment that says so
}

var comment = regexp.MustCompile(`(?://|#)\s*\$(.*)$`)

// disabled is a line that is commented out, with what was expected there.
var disabled = regexp.MustCompile(`^\s*(?://|#)\s*[^$\s].*\(.*(?://|#)\s*\$`)

// inline reads the comments of a file.
func inline(file string, lines []string) []place {
	var out []place
	for i, line := range lines {
		m := comment.FindStringSubmatch(line)
		if m == nil || disabled.MatchString(line) {
			continue
		}
		if group := alerts(m[1]); group != "" {
			out = append(out, place{file, i + 1, group, m[1]})
		}
	}
	return out
}

// alerts says what a comment expects: "alert", "missing", "spurious" or nothing.
func alerts(words string) string {
	words, _, _ = strings.Cut(words, "//")
	words, _, _ = strings.Cut(words, "# ")
	words = strings.NewReplacer("MISSING:", " MISSING: ", "SPURIOUS:", " SPURIOUS: ").Replace(words)
	group := "alert"
	for _, w := range strings.Fields(words) {
		switch {
		case w == "MISSING:":
			group = "missing"
		case w == "SPURIOUS:":
			group = "spurious"
		case isAlert(w):
			return group
		}
	}
	return ""
}

// isAlert tells tags that say "reported here" from those that say what a library
// model sees. Old tests have a tag of their own for each query.
func isAlert(tag string) bool {
	tag, _, _ = strings.Cut(tag, "=")
	tag, _, _ = strings.Cut(tag, "[")
	return tag == "Alert" || strings.HasPrefix(tag, "has") && tag != "hasLocation"
}

// row matches a result of a table: | file:line:column:line:column | …
var row = regexp.MustCompile(`^\|\s*([^|\s:]+):(\d+):\d+:\d+:\d+\s*\|`)

// table reads the results of a .expected file: its #select section, or all of it
// when it has none.
func (one *test) table(text string) []place {
	sections := strings.Contains(text, "#select")
	reading := !sections
	var out []place
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '|' {
			reading = !sections && line != "edges" && line != "nodes" && line != "subpaths" || line == "#select"
			continue
		}
		m := row.FindStringSubmatch(line)
		if !reading || m == nil {
			continue
		}
		file := path.Join(one.dir, m[1])
		if n, err := strconv.Atoi(m[2]); err == nil && slices.Contains(one.sources, file) {
			out = append(out, place{file, n, "alert", ""})
		}
	}
	return out
}
