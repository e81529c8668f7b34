package codeql

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What a query looks for it says itself: its tags name the weaknesses, often more
// exactly than the folder of its test does. cpp/uncontrolled-allocation-size is
// tested below CWE-190 and tagged cwe-190 and cwe-789.

// A query is one that a test runs: its name ("cpp/sql-injection") and the weaknesses
// of its tags.
type query struct {
	id  string
	cwe []int
}

var (
	queryID  = regexp.MustCompile(`(?m)^\s*\*\s*@id\s+(\S+)`)
	queryTag = regexp.MustCompile(`external/cwe/cwe-0*(\d+)`)
	queryRef = regexp.MustCompile(`(?m)^(?:query:)?\s*([^\s:][^:\n]*\.ql)\s*$`)
)

// readQuery reads the query that a test's file (.qlref, or .ql) names, below the
// folder of its language. One that cannot be read has no tags.
func readQuery(checkout fs.FS, lang, file string) query {
	text, err := fs.ReadFile(checkout, file)
	if err == nil && path.Ext(file) == ".qlref" {
		m := queryRef.FindSubmatch(text)
		if m == nil {
			return query{}
		}
		text, err = fs.ReadFile(checkout, lang+"/ql/src/"+string(m[1]))
	}
	if err != nil {
		return query{}
	}
	head, _, _ := strings.Cut(string(text), "*/")
	var q query
	if m := queryID.FindStringSubmatch(head); m != nil {
		q.id = m[1]
	}
	for _, m := range queryTag.FindAllStringSubmatch(head, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			q.cwe = append(q.cwe, n)
		}
	}
	return q
}

var tagQueries = regexp.MustCompile(`\bAlert\[([^\]]*)\]`)

// classes are the weaknesses of a place: its folder's first, then those of the
// queries that its tags name, or of all the test's when they name none.
func (one *test) classes(folder int, words string) []int {
	var named []string
	for _, m := range tagQueries.FindAllStringSubmatch(words, -1) {
		for id := range strings.SplitSeq(m[1], ",") {
			named = append(named, strings.TrimSpace(id))
		}
	}
	out := []int{folder}
	for _, q := range one.queries {
		if len(named) == 0 || slices.Contains(named, q.id) {
			out = append(out, q.cwe...)
		}
	}
	slices.Sort(out[1:])
	out = append(out[:1], slices.DeleteFunc(slices.Compact(out[1:]), func(n int) bool { return n == folder })...)
	return out
}
