package blind

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/probe/mutate"
	"github.com/prunella/prunella/probe/mutate/python"
)

const bad = "from flask import request\n\n\ndef handle(db):\n    name = request.args.get(\"q\", \"\")\n    return db.run(\"select \" + name)\n"

// grep is an engine that knows names: it sees the call of run, and takes whatever
// went through a function for safe.
func grep(_ context.Context, files map[string][]byte) ([]Said, error) {
	var out []Said
	for name, text := range files {
		for i, line := range strings.Split(string(text), "\n") {
			if strings.Contains(line, "db.run(") && bytes.Contains(text, []byte("= request.args")) {
				out = append(out, Said{Rule: "sql-injection", File: name, Line: i + 1})
			}
		}
	}
	return out, nil
}

func programs() []mutate.Program {
	return []mutate.Program{
		{ID: "bad", Rule: "sql-injection", Bad: true, Flows: true, Files: map[string][]byte{"a.py": []byte(bad)}, Marks: []mutate.Mark{{File: "a.py", Line: 6}}},
		{ID: "wrong", Rule: "sql-injection", Bad: true, Files: map[string][]byte{"a.py": []byte("x = 1\n")}, Marks: []mutate.Mark{{File: "a.py", Line: 1}}},
	}
}

func find(t *testing.T, jobs int) *Report {
	t.Helper()
	o := Options{Maker: mutate.Maker{Languages: []mutate.Language{python.Language{}}, Seed: 3, Deep: 2}, Jobs: jobs}
	rep, err := Find(t.Context(), grep, programs(), o)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestFind(t *testing.T) {
	rep := find(t, 1)
	if rep.Programs != 1 || len(rep.Wrong) != 1 || !strings.HasPrefix(rep.Wrong[0], "wrong: nothing in a.py:1") {
		t.Errorf("%d programs, wrong: %q", rep.Programs, rep.Wrong)
	}
	blind := map[string]bool{}
	for _, s := range rep.Spots {
		blind[strings.Join(s.Variant.Steps, "+")] = s.Missed
	}
	if missed, is := blind["check-copy"]; !is || !missed {
		t.Error("an engine that takes any function for a check should miss the one that checks a copy")
	}
	if _, is := blind["strip-comments"]; is {
		t.Error("this engine reads no comments")
	}
	if _, is := blind["check-list"]; is {
		t.Error("what is really safe is no blind spot for it")
	}
	n := 0
	for _, c := range rep.ByRule {
		n += c.Missed + c.Alarms
	}
	if n != len(rep.Spots) {
		t.Errorf("the counts come to %d, the spots are %d", n, len(rep.Spots))
	}
}

func TestCompare(t *testing.T) {
	v := func(id string, bad bool, steps ...string) mutate.Variant {
		return mutate.Variant{Program: mutate.Program{ID: id, Rule: "CWE-89", Bad: bad}, Of: id, Steps: steps}
	}
	rep := Compare([]Pair{
		{Variant: v("kept", true, "carry-map")},
		{Variant: v("lost", true, "carry-map", "reorder"), After: "nothing in a.py:3"},
		{Variant: v("alarm", false, "reorder"), After: "alarm in a.py:9"},
		{Variant: v("never known", true, "carry-map"), Before: "nothing in b.py:1", After: "nothing in b.py:1"},
	}, 7)
	want := &Report{
		Seed: 7, Programs: 3, Variants: 3, Wrong: []string{"never known: nothing in b.py:1"},
		Spots:  []Spot{{v("lost", true, "carry-map", "reorder"), true, "nothing in a.py:3"}, {v("alarm", false, "reorder"), false, "alarm in a.py:9"}},
		ByRule: []Count{{"CWE-89", 3, 1, 1}},
		ByStep: []Count{{"carry-map", 2, 1, 0}, {"reorder", 2, 1, 1}},
	}
	if !reflect.DeepEqual(rep, want) {
		t.Errorf("%+v\nwant\n%+v", rep, want)
	}
}

func TestSameForAnyJobs(t *testing.T) {
	if a, b := find(t, 1), find(t, 7); !reflect.DeepEqual(a, b) {
		t.Error("the report depends on the number of jobs")
	}
}

// A safe twin is only made where all sources are known.
func TestUnknownSource(t *testing.T) {
	alarmist := func(_ context.Context, _ map[string][]byte) ([]Said, error) {
		return []Said{{Rule: "sql-injection", File: "a.py", Line: 6, End: 99}}, nil
	}
	rep, err := Find(t.Context(), alarmist, programs()[:1], Options{Maker: mutate.Maker{Languages: []mutate.Language{python.Language{}}}})
	if err != nil {
		t.Fatal(err)
	}
	if rep.Untrusted != 1 {
		t.Errorf("%d programs without safe twins", rep.Untrusted)
	}
	for _, s := range rep.Spots {
		if !s.Missed {
			t.Errorf("%v was made although there is another source", s.Variant)
		}
	}
}

func TestSee(t *testing.T) {
	rep := find(t, 1)
	var kinds []string
	err := rep.See(t.Context(), func(s flow.Seen) error {
		if !json.Valid(s.Body.Data) {
			t.Errorf("%s is not JSON", s.Body.Data)
		}
		kinds = append(kinds, s.Body.Type)
		return nil
	})
	if err != nil || len(kinds) != 1+len(rep.Spots) || kinds[0] != RunEvidence {
		t.Errorf("said %v (%v)", kinds, err)
	}
}
