package main

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/govern/knowledge"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
)

// Who can write on the record can claim a scan in which true knowledge hides
// another finding; what the knowledge itself says is held against that.
func TestClaimedScan(t *testing.T) {
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	to := &target{abs: "/p", log: log}
	say := func(body record.Body, cites ...record.ID) record.ID {
		t.Helper()
		id, err := to.tell(t.Context(), tool("code"), body, cites...)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	evidence := func(kind string, shape any, cites ...record.ID) record.ID {
		data, err := json.Marshal(shape)
		if err != nil {
			t.Fatal(err)
		}
		return say(record.Body{Evidence: &record.Evidence{Type: kind, Summary: "s", Data: data}}, cites...)
	}
	const key = "sql-injection|a.go|f|Query|line"
	sum := record.Sum([]byte(key))
	for _, c := range []struct {
		name    string
		action  string
		k       record.Knowledge
		assumed []string
		state   knowledge.State
		hidden  bool
	}{
		{"its own finding", record.LearnSuppression, record.Knowledge{Rule: "sql-injection", Scope: record.ScopeFinding, Key: sum}, nil, knowledge.InForce, true},
		{"another finding", record.LearnSuppression, record.Knowledge{Rule: "sql-injection", Scope: record.ScopeFinding, Key: record.Sum(nil)}, nil, knowledge.InForce, false},
		{"a pattern over what is unknown", record.LearnSuppression, record.Knowledge{Rule: "sql-injection", Scope: record.ScopePattern}, []string{"guard.Ok"}, knowledge.InForce, true},
		{"a pattern over what is proven", record.LearnSuppression, record.Knowledge{Rule: "sql-injection", Scope: record.ScopePattern}, nil, knowledge.InForce, false},
		{"a sanitizer over what is proven", record.LearnSanitizer, record.Knowledge{Rule: "sql-injection", Func: "g.C"}, nil, knowledge.InForce, false},
		{"another rule", record.LearnSanitizer, record.Knowledge{Rule: "xss", Func: "g.C"}, []string{"g.C"}, knowledge.InForce, false},
		{"another path", record.LearnSuppression, record.Knowledge{Rule: "sql-injection", Scope: record.ScopePath, Path: "gen/**"}, []string{"g.C"}, knowledge.InForce, false},
		{"a style", record.LearnFix, record.Knowledge{Rule: "sql-injection"}, []string{"g.C"}, knowledge.InForce, false},
		{"expired", record.LearnSuppression, record.Knowledge{Rule: "sql-injection", Scope: record.ScopeFinding, Key: sum}, nil, knowledge.Expired, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			by := record.ID(record.Sum([]byte(c.name)))
			to.taught = []*knowledge.Item{{ID: by, Action: c.action, Knowledge: c.k, State: c.state, Until: time.Now().Unix()}}
			tree := evidence(code.TreeEvidence, map[string]string{"of": c.name})
			evidence(code.ScanEvidence, record.Scan{Known: []record.Known{{Key: sum, By: by, What: record.Suppressed}}}, tree)
			replay := evidence("code.replay", record.Replay{Verdict: "reproduced", Reason: "r", Assumed: c.assumed}, tree)
			say(record.Body{Finding: &record.Finding{Rule: "sql-injection", Claim: "c", Severity: record.High, Level: record.Reproduced, Key: key, Where: record.Place{File: "a.go", Line: 1}}}, tree, replay)
			view := cases.New(cases.Standard{})
			if err := view.Update(t.Context(), log); err != nil {
				t.Fatal(err)
			}
			run := &render.Run{Tree: ledger.Entry{ID: tree}, Cases: view.All()}
			if err := to.applyTaught(t.Context(), run); err != nil {
				t.Fatal(err)
			}
			if hidden := len(run.Held) == 1; hidden != c.hidden || len(run.Cases)+len(run.Held) != 1 {
				t.Errorf("%d open, %d hidden", len(run.Cases), len(run.Held))
			}
		})
	}
}
