// Package cases joins what was said about one flaw into one case: the finding
// in all its levels, the evidence, the proposals with their evidence and
// certificates, the decisions and the receipts. It is a fold over the ledger:
// it holds nothing that was not said, and may be thrown away and built again.
//
// What joins: findings with the same key about the same repository are one
// case; evidence joins the cases whose findings cite it or are cited by it, and
// the proposals it cites; a proposal joins the cases whose findings it cites;
// decisions and receipts join the proposal they name.
//
// Limits: the fold reads the whole log into memory, and an entry is joined only
// to what was said before it, which the hashes in Cites guarantee anyway.
package cases

import (
	"cmp"
	"context"
	"slices"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// A State is how far a case has come.
type State string

// The states. Refuted and Applied hold until a finding is said anew; a
// certificate holds until a later one about the same proposal does not.
const (
	Open      State = "open"
	Refuted   State = "refuted"   // a deterministic proof or a person says it is no flaw
	Proposed  State = "proposed"  // a remedy is on the table
	Escalated State = "escalated" // nobody could mend it; the reason is on the record
	Certified State = "certified" // a remedy passed the proofs
	Applied   State = "applied"   // a receipt says the remedy is in place
)

// A Case is everything said about one flaw, each list in the order of the log.
type Case struct {
	Key       string         // of the findings
	Repo      record.Ref     // "" when the findings name no repository
	Findings  []ledger.Entry // one flaw as it rose through the levels; the last one holds
	Evidence  []ledger.Entry // what the findings cite, and what cites them
	Proposals []*Proposal
	State     State
	Since     ledger.Entry // what brought it into this state

	refuted, escalated bool // by the latest word on it
	settled            int  // proposals of before the flaw came back
}

// A Proposal is one remedy of a case and what came of it.
type Proposal struct {
	Entry        ledger.Entry
	Evidence     []ledger.Entry // says something about it
	Certificates []ledger.Entry // those among Evidence that are certificates
	Passed       []ledger.Entry // those among Certificates that certify it
	Decisions    []ledger.Entry
	Receipts     []ledger.Entry
	Certified    bool // by the latest certificate
	Applied      bool // by the latest receipt
}

// DoneUnder says whether a receipt shows the proposal done under a decision.
func (p *Proposal) DoneUnder(decision record.ID) bool {
	return slices.ContainsFunc(p.Receipts, func(e ledger.Entry) bool {
		r := e.Statement.Body.Receipt
		return r.Decision == decision && r.Outcome == record.Done
	})
}

// Finding is the finding that holds now.
func (c *Case) Finding() ledger.Entry { return c.Findings[len(c.Findings)-1] }

// A View is the fold. The zero value is not ready; use New.
type View struct {
	judge     Reading
	cases     []*Case
	byKey     map[key]*Case
	byFinding map[record.ID]*Case
	proposals map[record.ID]*Proposal
	owners    map[record.ID][]*Case // the cases a proposal is to mend
	evidence  map[record.ID]ledger.Entry
	next      uint64 // index of the first entry not yet folded
}

type key struct {
	repo record.Ref
	key  string
}

// New returns an empty view that reads evidence as told.
func New(r Reading) *View {
	return &View{
		judge: r, byKey: make(map[key]*Case), byFinding: make(map[record.ID]*Case),
		proposals: make(map[record.ID]*Proposal), owners: make(map[record.ID][]*Case),
		evidence: make(map[record.ID]ledger.Entry),
	}
}

// Update folds what was said since the last call.
func (v *View) Update(ctx context.Context, log ledger.Log) error {
	for e, err := range log.Scan(ctx, v.next) {
		if err != nil {
			return err
		}
		v.Add(e)
	}
	return nil
}

// Add folds one entry. Entries come in the order of the log.
func (v *View) Add(e ledger.Entry) {
	v.next = e.Index + 1
	switch b := e.Statement.Body; {
	case b.Evidence != nil:
		v.addEvidence(e)
	case b.Finding != nil:
		v.addFinding(e, b.Finding)
	case b.Proposal != nil:
		v.addProposal(e)
	case b.Decision != nil:
		if p := v.proposals[b.Decision.Proposal]; p != nil {
			p.Decisions = append(p.Decisions, e)
		}
	case b.Receipt != nil:
		v.addReceipt(e, b.Receipt)
	}
}

func (v *View) addFinding(e ledger.Entry, f *record.Finding) {
	k := key{repo: repoOf(e.Statement), key: f.Key}
	c := v.byKey[k]
	if c == nil {
		c = &Case{Key: k.key, Repo: k.repo, State: Open, Since: e}
		v.byKey[k] = c
		v.cases = append(v.cases, c)
	}
	c.Findings = append(c.Findings, e)
	v.byFinding[e.ID] = c
	if c.State == Applied {
		c.settled = len(c.Proposals) // it is back
	}
	c.refuted, c.escalated = false, f.Escalated != ""
	c.settle(e)
	for _, id := range e.Statement.Cites {
		if ev, ok := v.evidence[id]; ok {
			c.addEvidence(ev)
		}
	}
}

func (v *View) addEvidence(e ledger.Entry) {
	v.evidence[e.ID] = e
	for _, id := range e.Statement.Cites {
		if p := v.proposals[id]; p != nil {
			v.about(p, e)
			continue
		}
		c := v.byFinding[id]
		if c == nil {
			continue
		}
		c.addEvidence(e)
		c.refuted = c.refuted || v.judge.Refutes(e)
		c.escalated = c.escalated || v.judge.Escalates(e)
		c.settle(e)
	}
}

// about adds evidence to a proposal and moves its cases when it certifies.
func (v *View) about(p *Proposal, e ledger.Entry) {
	p.Evidence = append(p.Evidence, e)
	isCertificate, passed := v.judge.Certifies(e)
	if !isCertificate {
		return
	}
	p.Certificates = append(p.Certificates, e)
	p.Certified = passed
	if passed {
		p.Passed = append(p.Passed, e)
	}
	for _, c := range v.owners[p.Entry.ID] {
		c.settle(e)
	}
}

func (v *View) addProposal(e ledger.Entry) {
	p := &Proposal{Entry: e}
	v.proposals[e.ID] = p
	for _, id := range e.Statement.Cites {
		c := v.byFinding[id]
		if c == nil || slices.Contains(c.Proposals, p) {
			continue
		}
		c.Proposals = append(c.Proposals, p)
		v.owners[e.ID] = append(v.owners[e.ID], c)
		c.escalated = false
		c.settle(e)
	}
}

func (v *View) addReceipt(e ledger.Entry, r *record.Receipt) {
	p := v.proposals[r.Proposal]
	if p == nil {
		return
	}
	p.Receipts = append(p.Receipts, e)
	p.Applied = r.Outcome == record.Done
	for _, c := range v.owners[r.Proposal] {
		c.settle(e)
	}
}

// settle works out the state after an entry was joined.
func (c *Case) settle(because ledger.Entry) {
	if s := c.state(); s != c.State {
		c.State, c.Since = s, because
	}
}

func (c *Case) state() State {
	live := c.Proposals[c.settled:]
	switch {
	case c.refuted:
		return Refuted
	case slices.ContainsFunc(live, func(p *Proposal) bool { return p.Applied }):
		return Applied
	case slices.ContainsFunc(live, func(p *Proposal) bool { return p.Certified }):
		return Certified
	case c.escalated:
		return Escalated
	case len(live) > 0:
		return Proposed
	}
	return Open
}

func (c *Case) addEvidence(e ledger.Entry) {
	if !slices.ContainsFunc(c.Evidence, func(o ledger.Entry) bool { return o.ID == e.ID }) {
		c.Evidence = append(c.Evidence, e)
	}
}

func repoOf(s record.Statement) record.Ref {
	for _, r := range s.About {
		if r.Kind() == "repo" {
			return r
		}
	}
	return ""
}

// All lists the cases, worst first: by severity, then by place, then by key.
func (v *View) All() []*Case {
	out := slices.Clone(v.cases)
	slices.SortStableFunc(out, func(a, b *Case) int {
		f, g := a.Finding().Statement.Body.Finding, b.Finding().Statement.Body.Finding
		return cmp.Or(
			cmp.Compare(g.Severity.Rank(), f.Severity.Rank()),
			cmp.Compare(a.Repo, b.Repo),
			cmp.Compare(f.Where.File, g.Where.File),
			cmp.Compare(f.Where.Line, g.Where.Line),
			cmp.Compare(a.Key, b.Key),
		)
	})
	return out
}

// OfFinding is the case of a finding, nil when it is not known.
func (v *View) OfFinding(id record.ID) *Case { return v.byFinding[id] }

// OfProposal lists the cases that a proposal is to mend.
func (v *View) OfProposal(id record.ID) []*Case { return v.owners[id] }

// Proposal finds a proposal, nil when it is not known.
func (v *View) Proposal(id record.ID) *Proposal { return v.proposals[id] }
