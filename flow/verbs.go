package flow

import (
	"context"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// An Utterance is one noun as a verb hands it over: what it says, what that is
// about and rests on. Who says it is added by the loop, so that no part can
// speak in another's name.
type Utterance[Noun any] struct {
	Body  Noun
	About []record.Ref
	Cites []record.ID
}

// Seen, Remedy are the utterances of the verbs.
type (
	Seen   = Utterance[record.Evidence]
	Remedy = Utterance[record.Proposal]
)

// A Claim is a finding and the evidence it rests on. The evidence is said
// first, and the finding cites it. A claim whose finding has no rule says its
// evidence alone: what an analyzer saw that is nobody's fault.
type Claim struct {
	Finding record.Finding
	About   []record.Ref // of the finding, and of the evidence that names nothing
	Cites   []record.ID
	Because []Seen
}

// A Source sees: it turns a piece of the world into evidence. It hands over one
// thing at a time and stops at the error that say returns.
type Source interface {
	See(ctx context.Context, say func(Seen) error) error
}

// An Analyzer claims: it is shown evidence, one at a time, and says what is
// wrong; nil for what does not concern it.
type Analyzer interface {
	Analyze(ctx context.Context, seen ledger.Entry) ([]Claim, error)
}

// A Planner proposes what should be done about a case. The loop sees to it that
// a remedy cites the finding it is for.
type Planner interface {
	Plan(ctx context.Context, c *cases.Case) ([]Remedy, error)
}

// A Verifier adds evidence about a proposal, which was made for one or more
// cases. What could not be checked it says too, as evidence (law 4). The loop
// sees to it that the evidence cites the proposal.
type Verifier interface {
	Verify(ctx context.Context, p *cases.Proposal, of []*cases.Case) ([]Seen, error)
}

// A Judge decides about a proposal. It is a pure function of what is on the
// record: no I/O, no model, no clock. The evidence is that about the proposal.
type Judge interface {
	Judge(proposal ledger.Entry, evidence []ledger.Entry) (record.Decision, error)
}

// A Driver does what an order says. Orders are made of decided proposals only:
// the type parameter is the opened warrant, which package flow need not know.
type Driver[Order any] interface {
	Drive(ctx context.Context, order Order) (record.Receipt, error)
}

// Papers are what an order is asked for with. They are the warrant's own, so
// that the wiring can hand them on by conversion.
type Papers struct {
	Proposal ledger.Entry
	Decision ledger.Entry
	Evidence []ledger.Entry // all evidence that the decision cites, in the order of the ledger
	Proof    ledger.Proof   // that the decision is on the ledger
}

// A Refusal is the error of an opener for which the world is not as the proposal
// wants it, though it is allowed. It is no failure: it is said as a receipt, and
// the next run asks again.
type Refusal struct{ Reason string }

func (r *Refusal) Error() string { return r.Reason }

// An Opener makes the order of a decided proposal, or says why it may not.
type Opener[Order any] func(ctx context.Context, p Papers) (Order, error)
