package flow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// A Verb is the place of a step in the order of work.
type Verb int

// The verbs in the order they run.
const (
	See Verb = iota
	Analyze
	Plan
	Verify
	Judging
	Drive
)

// String is the verb as people say it.
func (v Verb) String() string {
	return [...]string{"see", "analyze", "plan", "verify", "judge", "drive"}[v]
}

// A Step is a verb ready to run: made by an adapter, run by the loop.
type Step struct {
	Verb Verb
	By   record.By

	// wants lists the subjects that an entry is work on, usually itself or none.
	wants func(e ledger.Entry, v *cases.View) []record.ID

	// do works on one subject and says what is to be appended, through say,
	// which stops it by an error. It reads the view and the log, both of which
	// nobody changes meanwhile.
	do func(ctx context.Context, subject record.ID, b board, say func(record.Statement) error) error
}

// A board is what a step may read.
type board struct {
	log  ledger.Log
	view *cases.View
}

// Sees makes a step of a source. It runs once, at the start.
func Sees(by record.By, s Source) Step {
	return Step{Verb: See, By: by, do: func(ctx context.Context, _ record.ID, _ board, say func(record.Statement) error) error {
		return s.See(ctx, func(seen Seen) error {
			st, err := evidence(by, seen, nil, nil)
			if err != nil {
				return err
			}
			return say(st)
		})
	}}
}

// Analyzes makes a step of an analyzer, which is shown evidence of the types
// given, or all evidence when none is given, but never what it said itself.
func Analyzes(by record.By, a Analyzer, types ...string) Step {
	wants := func(e ledger.Entry, _ *cases.View) []record.ID {
		ev := e.Statement.Body.Evidence
		if ev == nil || e.Statement.By == by || len(types) > 0 && !slices.Contains(types, ev.Type) {
			return nil
		}
		return []record.ID{e.ID}
	}
	return Step{Verb: Analyze, By: by, wants: wants, do: func(ctx context.Context, id record.ID, b board, say func(record.Statement) error) error {
		seen, err := b.log.Get(ctx, id)
		if err != nil {
			return err
		}
		claims, err := a.Analyze(ctx, seen)
		for _, c := range claims {
			if err := sayClaim(by, c, id, say); err != nil {
				return err
			}
		}
		return err
	}}
}

// sayClaim says the evidence of a claim and then the finding that cites it.
func sayClaim(by record.By, c Claim, seen record.ID, say func(record.Statement) error) error {
	cites := append(slices.Clone(c.Cites), seen)
	for _, because := range c.Because {
		st, err := evidence(by, because, c.About, []record.ID{seen})
		if err != nil {
			return err
		}
		id, err := st.ID()
		if err != nil {
			return err
		}
		cites = append(cites, id)
		if err := say(st); err != nil {
			return err
		}
	}
	if c.Finding.Rule == "" {
		return nil
	}
	st, err := record.New(by, record.Body{Finding: &c.Finding}, c.About, cites)
	if err != nil {
		return err
	}
	return say(st)
}

// evidence makes the statement of what was seen; about is used when it names
// nothing, cites are added.
func evidence(by record.By, s Seen, about []record.Ref, cites []record.ID) (record.Statement, error) {
	if len(s.About) == 0 {
		s.About = about
	}
	return record.New(by, record.Body{Evidence: &s.Body}, s.About, append(slices.Clone(s.Cites), cites...))
}

// Plans makes a step of a planner. It is asked about a case when a finding of
// it was said, once for all findings of the case.
func Plans(by record.By, p Planner) Step {
	wants := func(e ledger.Entry, v *cases.View) []record.ID {
		if c := v.OfFinding(e.ID); c != nil {
			return []record.ID{c.Findings[0].ID}
		}
		return nil
	}
	return Step{Verb: Plan, By: by, wants: wants, do: func(ctx context.Context, id record.ID, b board, say func(record.Statement) error) error {
		c := b.view.OfFinding(id)
		if c.State == cases.Refuted {
			return nil
		}
		remedies, err := p.Plan(ctx, c)
		for _, r := range remedies {
			f := c.Finding()
			if len(r.About) == 0 {
				r.About = f.Statement.About
			}
			st, err := record.New(by, record.Body{Proposal: &r.Body}, r.About, append(slices.Clone(r.Cites), f.ID))
			if err != nil {
				return err
			}
			if err := say(st); err != nil {
				return err
			}
		}
		return err
	}}
}

// Verifies makes a step of a verifier of proposals with the actions given, or
// of all proposals when none is given.
func Verifies(by record.By, ver Verifier, actions ...string) Step {
	wants := func(e ledger.Entry, _ *cases.View) []record.ID {
		p := e.Statement.Body.Proposal
		if p == nil || len(actions) > 0 && !slices.Contains(actions, p.Action) {
			return nil
		}
		return []record.ID{e.ID}
	}
	return Step{Verb: Verify, By: by, wants: wants, do: func(ctx context.Context, id record.ID, b board, say func(record.Statement) error) error {
		p := b.view.Proposal(id)
		about, err := ver.Verify(ctx, p, b.view.OfProposal(id))
		for _, s := range about {
			st, err := evidence(by, s, p.Entry.Statement.About, []record.ID{id})
			if err != nil {
				return err
			}
			if err := say(st); err != nil {
				return err
			}
		}
		return err
	}}
}

// Judges makes a step of a judge. It is asked about a proposal when the
// proposal, or evidence about it, was said.
func Judges(by record.By, j Judge) Step {
	wants := func(e ledger.Entry, v *cases.View) []record.ID {
		if e.Statement.Body.Proposal != nil {
			return []record.ID{e.ID}
		}
		if e.Statement.Body.Evidence == nil {
			return nil
		}
		return slices.DeleteFunc(slices.Clone(e.Statement.Cites), func(id record.ID) bool { return v.Proposal(id) == nil })
	}
	return Step{Verb: Judging, By: by, wants: wants, do: func(_ context.Context, id record.ID, b board, say func(record.Statement) error) error {
		p := b.view.Proposal(id)
		d, err := j.Judge(p.Entry, p.Evidence)
		if err != nil {
			return err
		}
		d.Proposal = id
		cites := []record.ID{id}
		for _, e := range p.Evidence {
			cites = append(cites, e.ID)
		}
		st, err := record.New(by, record.Body{Decision: &d}, p.Entry.Statement.About, cites)
		if err != nil {
			return err
		}
		return say(st)
	}}
}

// Drives makes a step of a driver of proposals with the actions given. It is
// handed an order for each decision that allows one and has no receipt yet; the
// opener refuses what has no right to be done.
func Drives[Order any](by record.By, d Driver[Order], open Opener[Order], actions ...string) Step {
	wants := func(e ledger.Entry, v *cases.View) []record.ID {
		dec := e.Statement.Body.Decision
		if dec == nil || !dec.Allow {
			return nil
		}
		p := v.Proposal(dec.Proposal)
		if p == nil || !slices.Contains(actions, p.Entry.Statement.Body.Proposal.Action) {
			return nil
		}
		return []record.ID{e.ID}
	}
	return Step{Verb: Drive, By: by, wants: wants, do: func(ctx context.Context, id record.ID, b board, say func(record.Statement) error) error {
		decision, err := b.log.Get(ctx, id)
		if err != nil {
			return err
		}
		p := b.view.Proposal(decision.Statement.Body.Decision.Proposal)
		if p.DoneUnder(id) {
			return nil
		}
		papers, err := b.papers(ctx, p.Entry, decision)
		if err != nil {
			return err
		}
		receipt, err := drive(ctx, d, open, papers)
		if err != nil {
			return err
		}
		receipt.Proposal, receipt.Decision = p.Entry.ID, id
		st, err := record.New(by, record.Body{Receipt: &receipt}, p.Entry.Statement.About, []record.ID{id, p.Entry.ID})
		if err != nil {
			return err
		}
		return say(st)
	}}
}

// drive has the order opened and done; a refusal is a receipt.
func drive[Order any](ctx context.Context, d Driver[Order], open Opener[Order], papers Papers) (record.Receipt, error) {
	order, err := open(ctx, papers)
	var refused *Refusal
	if errors.As(err, &refused) {
		return record.Receipt{Outcome: record.Refused, Summary: record.Text(refused.Reason)}, nil
	}
	if err != nil {
		return record.Receipt{}, fmt.Errorf("no order: %w", err)
	}
	return d.Drive(ctx, order)
}

// papers gathers what an order is asked for with.
func (b board) papers(ctx context.Context, proposal, decision ledger.Entry) (Papers, error) {
	p := Papers{Proposal: proposal, Decision: decision}
	for _, id := range decision.Statement.Cites {
		e, err := b.log.Get(ctx, id)
		if err != nil {
			return p, err
		}
		if e.Kind == "evidence" {
			p.Evidence = append(p.Evidence, e)
		}
	}
	slices.SortFunc(p.Evidence, func(a, b ledger.Entry) int { return cmp.Compare(a.Index, b.Index) })
	proof, err := b.log.Prove(ctx, decision.ID)
	p.Proof = proof
	return p, err
}
