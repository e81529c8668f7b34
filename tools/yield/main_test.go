package main

import (
	"strings"
	"testing"
)

// TestYield mends the cases of one rule: all that is reproduced is counted, and what is
// left says why.
func TestYield(t *testing.T) {
	o := options{rule: "jndi-injection", jobs: 1, left: true}
	all, err := measure(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no reproduced findings")
	}
	for _, f := range all {
		if !f.certified && f.why == "" {
			t.Errorf("%s:%d is left without a reason", f.program, f.line)
		}
	}
	var b strings.Builder
	if err := write(&b, all, o); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "| java |") {
		t.Errorf("no row for the language:\n%s", b.String())
	}
}
