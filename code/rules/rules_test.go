package rules_test

import (
	"testing"

	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
)

func TestAllRulesLoad(t *testing.T) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	sinks := map[string]string{}
	for _, r := range all {
		for _, s := range r.Sink {
			for _, from := range append([]string{}, r.Sources...) {
				k := s + " from " + from
				if other, ok := sinks[k]; ok {
					t.Errorf("%s and %s both watch %s", other, r.ID, k)
				}
				sinks[k] = r.ID
			}
		}
	}
}
