// Package warrant is the only road from a decision to a deed (law 2). Drivers
// take an [Order]; nothing but [Open] makes one that works, and Open checks the
// papers as if a stranger had handed them in:
//
//   - the decision is on the ledger, shown by an inclusion proof against the
//     ledger's public key, and so are the words it was taken on: every statement
//     is held to its id;
//   - it allows exactly this proposal, and has not expired;
//   - all that it cites is at hand, and the policy, asked again, still answers as
//     the decision says: a decision by policy is worked out anew, one by a person
//     counts only where the policy lets a person decide, and carries signatures
//     by trusted keys over this proposal and its certificate;
//   - the state is the one the proposal was made against.
//
// Limits: an order is good at the moment it was opened; drivers act on it at
// once and check what they touch once more. Who holds the ledger's key and an
// approver's key can order what the policy allows a person.
package warrant

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// Errors that callers tell apart.
var (
	ErrForbidden = errors.New("not allowed")
	ErrExpired   = errors.New("decision expired")
	ErrStale     = errors.New("made against another state")
	ErrForged    = errors.New("papers do not hold")
	ErrNoOrder   = errors.New("no order: it was not made by warrant.Open")
)

// Papers are what an order is asked for with.
type Papers struct {
	Proposal ledger.Entry
	Decision ledger.Entry
	Evidence []ledger.Entry // all evidence that the decision cites, in the order of the ledger
	Proof    ledger.Proof   // that the decision is on the ledger
}

// Trust is what the one who opens believes in. All but Approvers is needed.
type Trust struct {
	LedgerKey string // public key of the ledger's checkpoints
	Policy    *govern.Policy
	Approvers []govern.PublicKey
	Now       time.Time
	// Base is the digest of the state now, measured as the proposal's own base was.
	Base func(record.Proposal) (record.Digest, error)
}

// An Order is leave to do one thing. Its zero value is refused by every driver.
type Order struct {
	open        bool
	id          record.ID
	decision    record.ID
	certificate record.ID
	cites       []record.ID
	proposal    record.Proposal
}

// Open checks the papers and makes the order.
func Open(p Papers, t Trust) (Order, error) {
	if t.LedgerKey == "" || t.Policy == nil || t.Now.IsZero() || t.Base == nil {
		return Order{}, fmt.Errorf("open warrant: %w: nothing to trust in", ErrForged)
	}
	for _, check := range []func(Papers, Trust) error{checkWords, checkDecision, checkPolicy, checkBase} {
		if err := check(p, t); err != nil {
			return Order{}, fmt.Errorf("open warrant: %w", err)
		}
	}
	facts, err := govern.FactsOf(p.Proposal, inOrder(p.Evidence))
	if err != nil {
		return Order{}, fmt.Errorf("open warrant: %w", err)
	}
	return Order{open: true, id: p.Proposal.ID, decision: p.Decision.ID, certificate: facts.Certificate,
		cites: slices.Clone(p.Proposal.Statement.Cites), proposal: clone(*p.Proposal.Statement.Body.Proposal)}, nil
}

// checkWords holds every statement to its id, the evidence to what the decision
// cites, and the decision to the ledger.
func checkWords(p Papers, t Trust) error {
	for _, e := range append([]ledger.Entry{p.Proposal, p.Decision}, p.Evidence...) {
		id, err := e.Statement.ID()
		if err != nil || id != e.ID {
			return fmt.Errorf("%w: a statement is not the one named %q", ErrForged, e.ID)
		}
	}
	if p.Proposal.Statement.Body.Proposal == nil || p.Decision.Statement.Body.Decision == nil {
		return fmt.Errorf("%w: not a proposal and a decision", ErrForged)
	}
	cited := []record.ID{p.Proposal.ID}
	for _, e := range p.Evidence {
		if e.Statement.Body.Evidence == nil {
			return fmt.Errorf("%w: %s is no evidence", ErrForged, e.ID)
		}
		cited = append(cited, e.ID)
	}
	if !slices.Equal(record.Sorted(cited), p.Decision.Statement.Cites) {
		return fmt.Errorf("%w: the evidence is not what the decision was taken on", ErrForged)
	}
	if _, err := p.Proof.Verify(p.Decision.ID, t.LedgerKey); err != nil {
		return fmt.Errorf("%w: %w", ErrForged, err)
	}
	return nil
}

func checkDecision(p Papers, t Trust) error {
	d := p.Decision.Statement.Body.Decision
	switch {
	case d.Proposal != p.Proposal.ID:
		return fmt.Errorf("%w: the decision is about another proposal", ErrForged)
	case !d.Allow:
		return fmt.Errorf("%w: %s", ErrForbidden, d.Reason)
	case d.Until != 0 && t.Now.Unix() >= d.Until:
		return fmt.Errorf("%w at %s", ErrExpired, time.Unix(d.Until, 0).UTC().Format(time.RFC3339))
	}
	return nil
}

// checkPolicy asks the policy again.
func checkPolicy(p Papers, t Trust) error {
	v, err := t.Policy.Weigh(p.Proposal, inOrder(p.Evidence))
	if err != nil {
		return err
	}
	if v.Broken != nil {
		return fmt.Errorf("%w: %w", ErrForbidden, v.Broken)
	}
	d := *p.Decision.Statement.Body.Decision
	switch p.Decision.Statement.By.Kind {
	case record.Policy:
		if !v.Automatic.Allow {
			return fmt.Errorf("%w: the policy does not say what the decision says", ErrForbidden)
		}
		if len(d.Signatures) > 0 {
			return govern.Verify(d, v.Facts.Certificate, t.Approvers)
		}
		return nil
	case record.Person:
		if !v.Person.Allow {
			return fmt.Errorf("%w: the policy does not leave this to a person", ErrForbidden)
		}
		return govern.Verify(d, v.Facts.Certificate, t.Approvers)
	}
	return fmt.Errorf("%w: a %s does not decide", ErrForbidden, p.Decision.Statement.By.Kind)
}

// inOrder sorts evidence by its place on the ledger, which decides between
// certificates.
func inOrder(evidence []ledger.Entry) []ledger.Entry {
	sorted := slices.Clone(evidence)
	slices.SortStableFunc(sorted, func(a, b ledger.Entry) int { return cmp.Compare(a.Index, b.Index) })
	return sorted
}

func checkBase(p Papers, t Trust) error {
	proposal := *p.Proposal.Statement.Body.Proposal
	now, err := t.Base(proposal)
	if err != nil {
		return fmt.Errorf("state now: %w", err)
	}
	if now != proposal.Base {
		return fmt.Errorf("%w: the state is %s, the proposal was made against %s", ErrStale, now, proposal.Base)
	}
	return nil
}

func clone(p record.Proposal) record.Proposal {
	p.Data, p.Blobs = slices.Clone(p.Data), slices.Clone(p.Blobs)
	return p
}

// Proposal is what to do; a copy, and ErrNoOrder for an order that Open did not make.
func (o Order) Proposal() (record.Proposal, error) {
	if !o.open {
		return record.Proposal{}, ErrNoOrder
	}
	return clone(o.proposal), nil
}

// ID is the id of the proposal.
func (o Order) ID() record.ID { return o.id }

// Decision is the id of the decision that the order rests on.
func (o Order) Decision() record.ID { return o.decision }

// Certificate is the id of the certificate that was weighed, "" when there is none.
func (o Order) Certificate() record.ID { return o.certificate }

// Cites are the ids that the proposal rests on: the findings it mends.
func (o Order) Cites() []record.ID { return slices.Clone(o.cites) }
