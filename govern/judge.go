package govern

import (
	"errors"
	"fmt"
	"strings"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// A Judge decides by a policy. It is a pure function of what is on the record.
type Judge struct {
	Policy *Policy
	Until  int64 // when its decisions expire, Unix seconds; 0: with the state they were made for
}

// A Verdict is what a policy makes of a proposal.
type Verdict struct {
	Facts     Facts
	Automatic Answer // may it be done with nobody asked?
	Person    Answer // may it be done when a person signs?
	Broken    error  // the proposal cannot be read: neither may
}

// Weigh asks the policy both questions.
func (p *Policy) Weigh(proposal ledger.Entry, evidence []ledger.Entry) (Verdict, error) {
	body := proposal.Statement.Body.Proposal
	if p == nil || body == nil {
		return Verdict{}, errors.New("judge: no policy, or not a proposal")
	}
	f, err := FactsOf(proposal, evidence)
	if err != nil {
		return Verdict{Facts: f, Broken: err}, nil
	}
	return Verdict{Facts: f,
		Automatic: p.Ask(ByPolicy, body.Action, string(proposal.ID), f),
		Person:    p.Ask(ByPerson, body.Action, string(proposal.ID), f)}, nil
}

// Judge decides about a proposal, given the evidence about it in the order of
// the ledger.
func (j Judge) Judge(proposal ledger.Entry, evidence []ledger.Entry) (record.Decision, error) {
	v, err := j.Policy.Weigh(proposal, evidence)
	if err != nil {
		return record.Decision{}, err
	}
	d := record.Decision{Proposal: proposal.ID, Until: j.Until, Allow: v.Broken == nil && v.Automatic.Allow}
	switch {
	case v.Broken != nil:
		d.Reason = "forbidden: " + record.Text(v.Broken.Error())
	case v.Automatic.Allow:
		d.Policies = v.Automatic.Policies
		d.Reason = "allowed by " + strings.Join(d.Policies, ", ")
	case v.Person.Allow:
		d.Policies = v.Automatic.Policies // a forbid, if there was one
		d.Reason = "needs a person's signed approval: " + v.Facts.shortfall(v.Automatic)
	default:
		d.Policies = v.Person.Policies
		d.Reason = "forbidden: " + v.Facts.shortfall(v.Person)
	}
	return d, nil
}

// shortfall says in words why the answer was no.
func (f Facts) shortfall(a Answer) string {
	var why []string
	add := func(yes bool, format string, args ...any) {
		if yes {
			why = append(why, fmt.Sprintf(format, args...))
		}
	}
	add(len(a.Errors) > 0, "the policy failed (%s)", strings.Join(a.Errors, "; "))
	add(len(a.Policies) > 0, "forbidden by %s", strings.Join(a.Policies, ", "))
	add(f.Certificate == "", "there is no certificate")
	add(f.Certificate != "" && !f.Certified, "the certificate does not hold")
	add(len(f.Failed) > 0, "failed %s", strings.Join(f.Failed, ", "))
	add(len(f.NotRun) > 0, "not run %s", strings.Join(f.NotRun, ", "))
	add(f.Objections > 0, "%d objections", f.Objections)
	if len(why) == 0 {
		return "no policy allows it"
	}
	return record.Text(strings.Join(why, "; "))
}
