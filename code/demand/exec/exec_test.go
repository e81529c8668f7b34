package exec

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/value"
)

func list(texts ...string) value.Abs {
	a := value.Abs{Kind: value.List}
	for _, s := range texts {
		a.Items = append(a.Items, demandtest.Text(s))
	}
	return a
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		program string
		args    []string
		context string
	}{
		{"{}", nil, "exec program"},
		{"/usr/bin/{}", nil, "exec program"},
		{"ls", []string{"{}"}, ""},
		{"sh", []string{"-c", "ls {}"}, "shell word"},
		{"/bin/bash", []string{"-c", "ls {word}"}, ""},
		{"python3", []string{"-c", "print({})"}, "exec script"},
		{"git", []string{"clone", "{}"}, "exec option"},
		{"git", []string{"clone", "--", "{}"}, ""},
		{"git", []string{"log", "--end-of-options", "{}"}, ""},
		{"git", []string{"clone", "{--}"}, ""},
		{"git", []string{"clone", "https://{}"}, ""},
	} {
		for form, args := range map[string][]value.Abs{"two": {demandtest.Text(c.program), list(c.args...)}, "one": {list(append([]string{c.program}, c.args...)...)}} {
			vs := Demand{}.Check(args)
			got := ""
			if len(vs) > 0 {
				got = vs[0].Context
			}
			if got != c.context {
				t.Errorf("%s %q (%s lists): %q, want %q", c.program, c.args, form, got, c.context)
			}
		}
	}
}

// A list that two branches filled holds at each place what either put there.
func TestProgramsOfTwoBranches(t *testing.T) {
	either := func(a, b string) value.Abs {
		v := demandtest.Text(a)
		v.Str.Alts = append(v.Str.Alts, demandtest.Text(b).Str.Alts...)
		return v
	}
	args := []value.Abs{{Kind: value.List, Items: []value.Abs{either("cmd.exe", "sh"), either("/c", "-c"), demandtest.Text("ls {}")}}}
	seen := map[string]bool{}
	for _, v := range (Demand{}).Check(args) {
		seen[v.Context] = true
	}
	if !seen["shell word"] || !seen["exec script"] || len(seen) != 2 {
		t.Errorf("%v", seen)
	}
}

func TestBroken(t *testing.T) {
	vec := func(w ...any) []any { return []any{w[0], &value.ListValue{Items: w[1:]}} }
	for _, c := range []struct {
		was, is []any
		input   string
		broken  bool
	}{
		{vec("ls", "a"), vec("ls", "b; id"), "b; id", false},
		{vec("sh", "-c", "ls a"), vec("sh", "-c", "ls b; id"), "b; id", true},
		{vec("sh", "-c", "ls 'a'"), vec("sh", "-c", "ls 'b; id'"), "b; id", false},
		{vec("git", "clone", "a"), vec("git", "clone", "--upload-pack=id"), "--upload-pack=id", true},
		{vec("a"), vec("/tmp/evil"), "/tmp/evil", true},
	} {
		if got, how := (Demand{}).Broken(c.was, c.is, c.input); got != c.broken {
			t.Errorf("%v: %v %s", c.is, got, how)
		}
	}
}
