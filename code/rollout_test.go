package code

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/record"
)

// TestRollout: a patch of a route is watched at the route, one of a setting at what the
// setting does, and each says when to take it back.
func TestRollout(t *testing.T) {
	route := &solve.Entry{Kind: "http", Methods: "GET", Pattern: "/goods"}
	for _, c := range []struct {
		name   string
		found  *Found
		canary string
		watch  []string
	}{
		{"a route", &Found{Flows: []*solve.Flow{{Sink: "sql", Entry: route}}, Outcome: twin.Outcome{Verdict: twin.Reproduced, Attack: "' OR 1"}},
			"1,000 requests to GET /goods", []string{"GET /goods", "database", "main.f", "witness"}},
		{"a setting", &Found{Flows: []*solve.Flow{{Sink: "timeout"}}}, "one instance, for a day", []string{"time limit", "main.f"}},
		{"nothing known of the sink", &Found{Flows: []*solve.Flow{{Sink: "new"}}}, "one instance, for a day", []string{"main.f"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.found.Finding = record.Finding{Where: record.Place{File: "a.go", Func: "main.f"}}
			got := rollout(c.found)
			if !strings.Contains(got.Canary, c.canary) || len(got.Watch) != len(c.watch) || !strings.Contains(got.RollBack, "revert") {
				t.Fatalf("%+v", got)
			}
			for i, w := range got.Watch {
				if !strings.Contains(w.Signal, c.watch[i]) || w.Limit == "" {
					t.Errorf("watch %d is %+v, want %s", i, w, c.watch[i])
				}
			}
		})
	}
}
