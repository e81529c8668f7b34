package main

import (
	"testing"

	"github.com/prunella/prunella/tools/score/stat"
)

// TestSample tries a fixed sample of wrong patches, and right ones of one rule. A wrong
// patch that is certified is a hole in a rung; docs/assurance.md lists those that are
// known, which is why a few may be.
func TestSample(t *testing.T) {
	if testing.Short() {
		t.Skip("tries some hundred patches")
	}
	res, err := measure(t.Context(), options{every: 9, jobs: 2, rule: "sql-injection"})
	if err != nil {
		t.Fatal(err)
	}
	passed := 0
	for _, trial := range res.wrong {
		if trial.Certified {
			passed++
			t.Logf("certified, grade %s: %s: %s", trial.Grade, trial.Kind, trial.Name)
		}
	}
	if n := len(res.wrong); n < 30 || passed*50 > n {
		t.Errorf("%d of %d wrong patches are certified; at most one of fifty may be (%v)", passed, n, stat.ClopperPearson(passed, n, 0.95))
	}
	accepted := 0
	for _, trial := range res.right {
		if trial.Certified {
			accepted++
		}
	}
	if n := len(res.right); n < 20 || accepted*10 < n*7 {
		t.Errorf("%d of %d right patches are certified", accepted, n)
	}
}
