package mutate

import (
	"strings"
	"testing"
)

// Marks go where their line goes.
func TestMarksMove(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []edit
		text  string
		line  int
	}{
		{"a line before", []edit{insert(0, "new\n")}, "new\none\ntwo\nthree\n", 3},
		{"a line after", []edit{insert(8, "new\n")}, "one\ntwo\nnew\nthree\n", 2},
		{"a line in front of it", []edit{insert(4, "new\n")}, "one\nnew\ntwo\nthree\n", 3},
		{"a line that goes", []edit{replace(Span{0, 4}, "")}, "two\nthree\n", 1},
		{"neighbours that change places", []edit{{Span{0, 3}, []piece{{old: Span{4, 7}}}}, {Span{4, 7}, []piece{{old: Span{0, 3}}}}}, "two\none\nthree\n", 1},
		{"a word inside", around(Span{5, 6}, "(", ")"), "one\nt(w)o\nthree\n", 2},
	} {
		p := Program{Files: map[string][]byte{"f": []byte("one\ntwo\nthree\n")}, Marks: []Mark{{"f", 2}}}
		p.rewrite("f", c.edits)
		if got := string(p.Files["f"]); got != c.text || p.Marks[0].Line != c.line {
			t.Errorf("%s: %q with the mark on line %d, want %q and %d", c.name, got, p.Marks[0].Line, c.text, c.line)
		}
	}
}

func TestIndependent(t *testing.T) {
	st := func(reads, writes string, calls bool) Statement {
		return Statement{Reads: strings.Fields(reads), Writes: strings.Fields(writes), Calls: calls}
	}
	for _, c := range []struct {
		name string
		a, b Statement
		want bool
	}{
		{"two constants", st("", "a", false), st("", "b", false), true},
		{"the second reads the first", st("", "a", false), st("a", "b", false), false},
		{"the first reads the second", st("b", "a", false), st("", "b", false), false},
		{"one variable twice", st("", "a", false), st("", "a", false), false},
		{"one calls", st("f", "a f", true), st("", "b", false), true},
		{"both call", st("f", "a f", true), st("g", "b g", true), false},
	} {
		if got := independent(c.a, c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestChecksHoldForTheirRules(t *testing.T) {
	number := Check{Rules: []string{"sql-injection"}, Not: []string{"code-injection"}}
	for rule, want := range map[string]bool{"sql-injection": true, "code-injection": false, "request-forgery": false} {
		if number.Holds(rule) != want {
			t.Errorf("%s: %v", rule, !want)
		}
	}
	if !(Check{}).Holds("sql-injection") {
		t.Error("a check without rules holds for all")
	}
}
