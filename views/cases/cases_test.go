package cases_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// A story is told to a ledger line by line; each line may cite earlier ones.
type story struct {
	t   *testing.T
	log ledger.Log
}

func newStory(t *testing.T) story {
	t.Helper()
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return story{t: t, log: log}
}

func (s story) say(by record.By, body record.Body, about record.Ref, cites ...record.ID) record.ID {
	s.t.Helper()
	st, err := record.New(by, body, []record.Ref{about}, cites)
	if err != nil {
		s.t.Fatal(err)
	}
	e, err := s.log.Append(s.t.Context(), st)
	if err != nil {
		s.t.Fatal(err)
	}
	return e.ID
}

var (
	tool  = record.By{Kind: record.Tool, Name: "prunella"}
	model = record.By{Kind: record.Model, Name: "oracle"}
	ada   = record.By{Kind: record.Person, Name: "ada"}
)

func (s story) finding(key string, sev record.Severity, level record.Level, cites ...record.ID) record.ID {
	return s.say(tool, record.Body{Finding: &record.Finding{
		Rule: "r", Claim: key, Severity: sev, Level: level, Key: key, Where: record.Place{File: "a.go", Line: 1},
	}}, "repo:shop", cites...)
}

func (s story) evidence(by record.By, kind, data string, cites ...record.ID) record.ID {
	e := &record.Evidence{Type: kind, Summary: "because"}
	if data != "" {
		e.Data = []byte(data)
	}
	return s.say(by, record.Body{Evidence: e}, "repo:shop", cites...)
}

func (s story) proposal(cites ...record.ID) record.ID {
	return s.say(tool, record.Body{Proposal: &record.Proposal{
		Action: "code.patch", Target: "repo:shop", Summary: "mend", Base: record.Sum(nil), Undo: "revert",
	}}, "repo:shop", cites...)
}

func (s story) decision(p record.ID) record.ID {
	return s.say(ada, record.Body{Decision: &record.Decision{Proposal: p, Allow: true, Reason: "fine"}}, "repo:shop", p)
}

func (s story) receipt(p, d record.ID, outcome string) record.ID {
	return s.say(tool, record.Body{Receipt: &record.Receipt{Proposal: p, Decision: d, Outcome: outcome}}, "repo:shop", p, d)
}

func (s story) view() *cases.View {
	s.t.Helper()
	v := cases.New(cases.Standard{})
	if err := v.Update(s.t.Context(), s.log); err != nil {
		s.t.Fatal(err)
	}
	return v
}

func TestStates(t *testing.T) {
	good, bad := `{"certified":true}`, `{"certified":false}`
	for name, c := range map[string]struct {
		want cases.State
		tell func(s story, f record.ID)
	}{
		"found": {cases.Open, func(story, record.ID) {}},
		"refuted by the twin": {cases.Refuted, func(s story, f record.ID) {
			s.evidence(tool, cases.Refutation, "", f)
		}},
		"refuted by a replay": {cases.Refuted, func(s story, f record.ID) {
			s.evidence(tool, "code.replay", `{"verdict":"refuted","reason":"the path is infeasible"}`, f)
		}},
		"reproduced by a replay": {cases.Open, func(s story, f record.ID) {
			s.evidence(tool, "code.replay", `{"verdict":"reproduced","reason":"the query changed"}`, f)
		}},
		"refuted by a person": {cases.Refuted, func(s story, f record.ID) {
			s.evidence(ada, cases.Refutation, "", f)
		}},
		"a model cannot close": {cases.Open, func(s story, f record.ID) {
			s.evidence(model, cases.Refutation, "", f)
		}},
		"refuted and found anew": {cases.Open, func(s story, f record.ID) {
			s.evidence(tool, cases.Refutation, "", f)
			s.finding("k", record.High, record.Reproduced)
		}},
		"proposed":  {cases.Proposed, func(s story, f record.ID) { s.proposal(f) }},
		"escalated": {cases.Escalated, func(s story, f record.ID) { s.evidence(tool, cases.Escalation, "", f) }},
		"certified": {cases.Certified, func(s story, f record.ID) {
			s.evidence(tool, cases.Certificate, good, s.proposal(f))
		}},
		"a model cannot certify": {cases.Proposed, func(s story, f record.ID) {
			s.evidence(model, cases.Certificate, good, s.proposal(f))
		}},
		"a certificate that does not hold": {cases.Proposed, func(s story, f record.ID) {
			s.evidence(tool, cases.Certificate, bad, s.proposal(f))
		}},
		"a certificate taken back": {cases.Proposed, func(s story, f record.ID) {
			p := s.proposal(f)
			s.evidence(tool, cases.Certificate, bad, p, s.evidence(tool, cases.Certificate, good, p))
		}},
		"a certificate without data": {cases.Proposed, func(s story, f record.ID) {
			s.evidence(tool, cases.Certificate, "", s.proposal(f))
		}},
		"applied": {cases.Applied, func(s story, f record.ID) {
			p := s.proposal(f)
			s.receipt(p, s.decision(p), record.Done)
		}},
		"applying failed": {cases.Proposed, func(s story, f record.ID) {
			p := s.proposal(f)
			s.receipt(p, s.decision(p), record.Failed)
		}},
		"about something else": {cases.Open, func(s story, f record.ID) {
			s.evidence(tool, cases.Refutation, "", s.finding("other", record.Low, record.Traced))
		}},
	} {
		s := newStory(t)
		c.tell(s, s.finding("k", record.High, record.Traced))
		for _, got := range s.view().All() {
			if got.Key == "k" && got.State != c.want {
				t.Errorf("%s: the case is %s, want %s", name, got.State, c.want)
			}
		}
	}
}

func TestOneCaseForOneFlaw(t *testing.T) {
	s := newStory(t)
	path := s.evidence(tool, "code.path", "")
	s.finding("k", record.High, record.Traced, path)
	f := s.finding("k", record.High, record.Reproduced, path, s.evidence(tool, "code.replay", ""))
	s.say(tool, record.Body{Finding: &record.Finding{
		Rule: "r", Claim: "k", Severity: record.High, Level: record.Traced, Key: "k",
	}}, "repo:elsewhere")
	p := s.proposal(f)
	s.evidence(model, "ai.remark", "", p)
	all := s.view().All()
	if len(all) != 2 || all[1].Repo != "repo:shop" {
		t.Fatalf("%d cases, want one for each repository", len(all))
	}
	c := all[1]
	if len(c.Findings) != 2 || c.Finding().ID != f || len(c.Evidence) != 2 || len(c.Proposals) != 1 || len(c.Proposals[0].Evidence) != 1 {
		t.Errorf("%d findings, %d evidence, %d proposals", len(c.Findings), len(c.Evidence), len(c.Proposals))
	}
	v := s.view()
	if got := v.OfProposal(p); len(got) != 1 || got[0] != v.OfFinding(f) || v.Proposal(f) != nil {
		t.Errorf("the proposal belongs to %v", got)
	}
}

func TestWorstFirst(t *testing.T) {
	s := newStory(t)
	s.finding("c", record.Low, record.Traced)
	s.finding("b", record.Critical, record.Traced)
	s.finding("a", record.Low, record.Traced)
	var got []string
	for _, c := range s.view().All() {
		got = append(got, c.Key)
	}
	if strings.Join(got, " ") != "b a c" {
		t.Errorf("order is %v", got)
	}
}

// A view that was kept up to date is the one that is built anew.
func TestViewsAreDeletable(t *testing.T) {
	s := newStory(t)
	kept := s.view()
	f := s.finding("k", record.High, record.Traced)
	if err := kept.Update(t.Context(), s.log); err != nil {
		t.Fatal(err)
	}
	s.evidence(tool, cases.Certificate, `{"certified":true}`, s.proposal(f))
	if err := kept.Update(t.Context(), s.log); err != nil {
		t.Fatal(err)
	}
	a, b := kept.All()[0], s.view().All()[0]
	if a.State != b.State || a.Since.ID != b.Since.ID || len(a.Proposals) != len(b.Proposals) || a.State != cases.Certified {
		t.Errorf("kept: %s, built anew: %s", a.State, b.State)
	}
}
