package drivertest

import (
	"testing"
	"time"

	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/govern/warrant"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
)

// Order takes a proposal down the whole road, said, certified, decided and
// proved on a ledger in memory, under a policy that allows everything. There is
// no other way to an order, in tests either.
func Order(t testing.TB, p record.Proposal) warrant.Order {
	t.Helper()
	log, err := memory.New(memory.Options{})
	must(t, err)
	policy, err := govern.ParsePolicy("test.cedar", []byte(`@id("anything") permit (principal, action, resource);`))
	must(t, err)
	say := func(by record.By, body record.Body, cites ...record.ID) ledger.Entry {
		s, err := record.New(by, body, []record.Ref{"repo:test"}, cites)
		must(t, err)
		e, err := log.Append(t.Context(), s)
		must(t, err)
		return e
	}
	tool := record.By{Kind: record.Tool, Name: govern.Certifier}
	finding := say(tool, record.Body{Finding: &record.Finding{Rule: "test", Claim: "it is bad", Severity: record.High, Confidence: 90,
		Level: record.Traced, Where: record.Place{File: "x", Line: 1}, Key: "test"}})
	proposal := say(tool, record.Body{Proposal: &p}, finding.ID)
	certificate := say(tool, record.Body{Evidence: &record.Evidence{Type: govern.CertificateType, Summary: "proved",
		Data: []byte(`{"certified":true,"grade":"A","rungs":[]}`)}}, proposal.ID)
	d, err := govern.Judge{Policy: policy}.Judge(proposal, []ledger.Entry{certificate})
	must(t, err)
	decision := say(record.By{Kind: record.Policy, Name: "test"}, record.Body{Decision: &d}, proposal.ID, certificate.ID)
	proof, err := log.Prove(t.Context(), decision.ID)
	must(t, err)
	order, err := warrant.Open(warrant.Papers{Proposal: proposal, Decision: decision, Evidence: []ledger.Entry{certificate}, Proof: proof},
		warrant.Trust{LedgerKey: log.Key(), Policy: policy, Now: time.Unix(1_800_000_000, 0),
			Base: func(p record.Proposal) (record.Digest, error) { return p.Base, nil }})
	must(t, err)
	return order
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
