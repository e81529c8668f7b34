package code

import (
	"slices"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/solve"
)

func TestAFindingHasTheWeaknessesOfItsFlows(t *testing.T) {
	r := &rule.Rule{CWE: []string{"CWE-614", "CWE-1004"}, Weaknesses: map[string][]string{"clear": {"CWE-614"}, "scripts": {"CWE-1004"}}}
	tests := []struct {
		contexts []string
		want     []string
	}{
		{[]string{"clear"}, []string{"CWE-614"}},
		{[]string{"scripts"}, []string{"CWE-1004"}},
		{[]string{"scripts", "clear"}, []string{"CWE-614", "CWE-1004"}},
		{[]string{"scripts", "other"}, []string{"CWE-614", "CWE-1004"}},
	}
	for _, test := range tests {
		f := &Found{Rule: r}
		for _, c := range test.contexts {
			f.Flows = append(f.Flows, &solve.Flow{Violation: demand.Violation{Context: c}})
		}
		if got := f.weaknesses(); !slices.Equal(got, test.want) {
			t.Errorf("%v: %v", test.contexts, got)
		}
	}
}
