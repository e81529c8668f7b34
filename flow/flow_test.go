package flow_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// A small world in which everything goes well: three files, a flaw in each, a
// patch for each, a certificate, a yes, a deed.
type (
	files    []string
	greedy   struct{}
	patcher  struct{}
	checker  struct{}
	yes      struct{}
	order    struct{ proposal record.ID }
	recorder struct{ done []record.ID }
)

func (f files) See(_ context.Context, say func(flow.Seen) error) error {
	for _, name := range f {
		err := say(flow.Seen{
			Body:  record.Evidence{Type: "test.file", Summary: name, Data: fmt.Appendf(nil, `{"file":%q}`, name)},
			About: []record.Ref{"repo:test", record.Ref("file:" + name)},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (greedy) Analyze(_ context.Context, seen ledger.Entry) ([]flow.Claim, error) {
	name := seen.Statement.Body.Evidence.Summary
	return []flow.Claim{{
		Finding: record.Finding{
			Rule: "test", Claim: name + " is bad", Severity: record.High, Level: record.Traced, Key: name,
			Where: record.Place{File: name, Line: 1},
		},
		About:   []record.Ref{"repo:test"},
		Because: []flow.Seen{{Body: record.Evidence{Type: "test.path", Summary: "in " + name}}},
	}}, nil
}

func (patcher) Plan(_ context.Context, c *cases.Case) ([]flow.Remedy, error) {
	return []flow.Remedy{{Body: record.Proposal{
		Action: "test.patch", Target: "repo:test", Summary: "mend " + c.Key, Base: record.Sum(nil), Undo: "git revert",
	}}}, nil
}

func (checker) Verify(_ context.Context, p *cases.Proposal, of []*cases.Case) ([]flow.Seen, error) {
	return []flow.Seen{{Body: record.Evidence{
		Type: cases.Certificate, Summary: p.Entry.Statement.Body.Proposal.Summary, Data: []byte(`{"certified": true}`),
	}}}, nil
}

func (yes) Judge(_ ledger.Entry, evidence []ledger.Entry) (record.Decision, error) {
	return record.Decision{Allow: len(evidence) == 1, Reason: "certified"}, nil
}

func (r *recorder) Drive(_ context.Context, o order) (record.Receipt, error) {
	r.done = append(r.done, o.proposal)
	return record.Receipt{Outcome: record.Done, Summary: "done"}, nil
}

func openOrder(key string) flow.Opener[order] {
	return func(_ context.Context, p flow.Papers) (order, error) {
		if _, err := p.Proof.Verify(p.Decision.ID, key); err != nil || len(p.Evidence) != 1 {
			return order{}, fmt.Errorf("%d pieces of evidence, %w", len(p.Evidence), err)
		}
		return order{proposal: p.Proposal.ID}, nil
	}
}

func tool(name string) record.By { return record.By{Kind: record.Tool, Name: name} }

func newLog(t *testing.T) ledger.Log {
	t.Helper()
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func TestEverythingGoesWell(t *testing.T) {
	log := newLog(t)
	hand := new(recorder)
	loop := flow.Loop{Log: log, Workers: 4, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a", "b", "c"}),
		flow.Analyzes(tool("greedy"), greedy{}, "test.file"),
		flow.Plans(tool("patcher"), patcher{}),
		flow.Verifies(tool("checker"), checker{}),
		flow.Judges(record.By{Kind: record.Policy, Name: "yes"}, yes{}),
		flow.Drives(tool("hand"), hand, openOrder(log.Key()), "test.patch"),
	}}
	if err := loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	v := cases.New(cases.Standard{})
	if err := v.Update(t.Context(), log); err != nil {
		t.Fatal(err)
	}
	if len(v.All()) != 3 {
		t.Errorf("%d cases, want 3", len(v.All()))
	}
	for _, c := range v.All() {
		if c.State != cases.Applied || len(c.Evidence) != 2 {
			t.Errorf("case %s is %s with %d pieces of evidence", c.Key, c.State, len(c.Evidence))
		}
	}
	size := log.Size()
	if err := loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if log.Size() != size || len(hand.done) != 3 {
		t.Errorf("the second run said %d new things and did %d deeds", log.Size()-size, len(hand.done)-3)
	}
}
