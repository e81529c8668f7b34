package truth

import (
	"math"
	"strings"
	"testing"
)

func example() *Truth {
	return &Truth{Closed: true, Files: []string{"a/x.java", "b/x.java", "c.py"}, Labels: []Label{
		{ID: "1", CWE: []int{89}, Bad: true, At: []Region{{File: "a/x.java", From: 3, To: 5}}},
		{ID: "2", CWE: []int{89}, At: []Region{{File: "a/x.java", From: 8, To: 8}}},
		{ID: "3", CWE: []int{22}, Bad: true, Through: true, At: []Region{{File: "b/x.java"}}},
		{ID: "4", CWE: []int{78}, At: []Region{{File: "c.py", From: 4, To: 4}}, Via: []Region{{File: "c.py", From: 1, To: 1}}},
	}}
}

func step(file string, line int) []Region { return []Region{{File: file, From: line, To: line}} }

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name         string
		f            Finding
		said         string // the labels that are answered yes
		extra, alien int
	}{
		{"in the region", Finding{CWE: []int{89}, File: "a/x.java", From: 4, To: 4}, "1", 0, 0},
		{"reaching into it", Finding{CWE: []int{89}, File: "a/x.java", From: 1, To: 3}, "1", 0, 0},
		{"a child of the class", Finding{CWE: []int{564}, File: "a/x.java", From: 5}, "1", 0, 0},
		{"a harmless place", Finding{CWE: []int{89}, File: "a/x.java", From: 8}, "2", 0, 0},
		{"another class", Finding{CWE: []int{79}, File: "a/x.java", From: 4}, "", 0, 0},
		{"beside all labels", Finding{CWE: []int{89}, File: "a/x.java", From: 7}, "", 1, 0},
		{"a path through the file", Finding{CWE: []int{22}, File: "c.py", From: 9, Path: step("b/x.java", 7)}, "3", 0, 0},
		{"the scan began above", Finding{CWE: []int{89}, File: "/root/src/a/x.java", From: 4}, "1", 0, 0},
		{"the scan began below", Finding{CWE: []int{78}, File: "./c.py", From: 4}, "4", 0, 0},
		{"two files may be meant", Finding{CWE: []int{89}, File: "x.java", From: 4}, "", 0, 1},
		{"nobody's file", Finding{CWE: []int{89}, File: "d.py", From: 4}, "", 0, 1},
		{"another flow into the sink", Finding{CWE: []int{78}, File: "c.py", From: 4, Path: step("c.py", 2)}, "", 1, 0},
		{"the harmless flow", Finding{CWE: []int{78}, File: "c.py", From: 4, Path: step("c.py", 1)}, "4", 0, 0},
	} {
		j := Judge(example(), []Finding{c.f})
		var said []string
		for _, v := range j.Verdicts {
			if v.Said {
				said = append(said, v.Label.ID)
			}
		}
		if got := strings.Join(said, " "); got != c.said || len(j.Extra) != c.extra || j.Unknown != c.alien {
			t.Errorf("%s: yes to %q, %d extra, %d unknown; want %q, %d, %d", c.name, got, len(j.Extra), j.Unknown, c.said, c.extra, c.alien)
		}
	}
}

func TestCount(t *testing.T) {
	j := Judge(example(), []Finding{
		{CWE: []int{89}, File: "a/x.java", From: 4}, {CWE: []int{89}, File: "a/x.java", From: 5, Shown: true}, {CWE: []int{89}, File: "a/x.java", From: 8}, {CWE: []int{89}, File: "a/x.java", From: 20},
		{CWE: []int{89}, File: "a/x.java", From: 20}, // said twice
	})
	table := j.Count(ByCWE)
	all := table.Total
	if all.TP != 1 || all.FN != 1 || all.FP != 1 || all.TN != 1 || all.Extra != 1 || all.Shown != 1 {
		t.Errorf("the sum is %+v", all)
	}
	for name, pair := range map[string][2]float64{
		"recall": {all.Recall, 0.5}, "precision": {all.Precision, 1.0 / 3}, "F1": {all.F1, 0.4}, "J": {all.J, 0},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, pair[0], pair[1])
		}
	}
	var names []string
	for _, r := range table.Rows {
		names = append(names, r.Name)
	}
	if got := strings.Join(names, " "); got != "CWE-22 CWE-78 CWE-89" {
		t.Errorf("rows %s", got)
	}
	if table.Rows[2].Extra != 1 {
		t.Errorf("the extra alarm is not in its row: %+v", table.Rows[2])
	}
}

func TestCompare(t *testing.T) {
	before := Judge(example(), []Finding{{CWE: []int{89}, File: "a/x.java", From: 8}})
	after := Judge(example(), []Finding{{CWE: []int{89}, File: "a/x.java", From: 4}, {CWE: []int{78}, File: "c.py", From: 4}})
	var got []string
	for _, d := range Compare(before, after) {
		word := "-"
		if d.Better {
			word = "+"
		}
		got = append(got, word+d.Label.ID)
	}
	if s := strings.Join(got, " "); s != "+1 +2 -4" {
		t.Errorf("differences %s", s)
	}
}

func TestErrata(t *testing.T) {
	tr := example()
	tr.LeaveOut(Errata("# Errata\n\n## `2`\nThe value is constant.\n\n## `4` and why\n"))
	if len(tr.Labels) != 2 || tr.Labels[0].ID != "1" || tr.Labels[1].ID != "3" {
		t.Errorf("left: %v", tr.Labels)
	}
}

// A place beside all labels that errata call a flaw is no extra answer.
func TestErrataOfPlaces(t *testing.T) {
	tr := &Truth{Files: []string{"a.c"}, Closed: true, Labels: []Label{{ID: "a.c:0001", CWE: []int{121}, Bad: true, At: []Region{{File: "a.c", From: 1, To: 1}}}}}
	found := []Finding{{Rule: "r", CWE: []int{121}, File: "a.c", From: 7, To: 7}, {Rule: "r", CWE: []int{121}, File: "a.c", From: 8, To: 8}}
	tr.LeaveOut(Errata("## `a.c:0007`\nThe write ends behind the array.\n"))
	if j := Judge(tr, found); len(j.Extra) != 1 || j.Extra[0].From != 8 || len(j.Verdicts) != 1 {
		t.Errorf("extra %v of %d labels", j.Extra, len(j.Verdicts))
	}
}
