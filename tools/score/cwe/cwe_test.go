package cwe

import (
	"slices"
	"testing"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		want, got int
		same      bool
	}{
		{22, 23, true}, {23, 36, true}, {89, 564, true}, {80, 79, true}, {78, 77, true}, {121, 787, true}, {328, 327, true},
		{89, 79, false}, {78, 22, false}, {416, 476, false}, {501, 79, false}, {4711, 4711, true}, {330, 327, false}, {89, 90, false},
	} {
		if Same(c.want, c.got) != c.same || Same(c.got, c.want) != c.same {
			t.Errorf("CWE-%d and CWE-%d: the same is not %v", c.want, c.got, c.same)
		}
	}
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int
	}{
		{"external/cwe/cwe-089", []int{89}},
		{"CWE-79: Improper Neutralization", []int{79}},
		{"CWE-22, CWE-78, cwe-022", []int{22, 78}},
		{"cwe_020", []int{20}},
		{"CWE121_Stack_Based", nil}, // no border: names of folders are their loader's business
		{"https://cwe.mitre.org/data/definitions/89", nil},
	} {
		if got := In(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}
