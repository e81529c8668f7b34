package warrant

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
)

// What flow gathers is what Open takes.
var _ = Papers(flow.Papers{})

var now = time.Unix(1_800_000_000, 0)

// An office is a ledger on which a proposal, its certificate and a decision were
// said, and the trust in it.
type office struct {
	t     *testing.T
	log   ledger.Log
	key   govern.Key
	trust Trust
}

func newOffice(t *testing.T) *office {
	log, err := memory.New(memory.Options{})
	must(t, err)
	policy, err := govern.Default()
	must(t, err)
	key, err := govern.NewKey(strings.NewReader(strings.Repeat("k", 32)))
	must(t, err)
	return &office{t, log, key, Trust{LedgerKey: log.Key(), Policy: policy, Approvers: []govern.PublicKey{key.Public()}, Now: now,
		Base: func(record.Proposal) (record.Digest, error) { return base, nil }}}
}

var base = record.Sum([]byte("the tree"))

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) say(by record.By, body record.Body, cites ...record.ID) ledger.Entry {
	o.t.Helper()
	s, err := record.New(by, body, []record.Ref{"repo:test"}, cites)
	must(o.t, err)
	e, err := o.log.Append(o.t.Context(), s)
	must(o.t, err)
	return e
}

func (o *office) propose(name string) ledger.Entry {
	diff := "--- a/" + name + "\n+++ b/" + name + "\n@@ -1 +1 @@\n-a\n+b\n"
	data, _ := json.Marshal(record.Patch{Diff: diff, Files: []record.PatchFile{{Path: name, Before: record.Sum([]byte("a\n")), After: record.Sum([]byte("b\n"))}}})
	return o.say(record.By{Kind: record.Tool, Name: "fix"}, record.Body{Proposal: &record.Proposal{
		Action: patch.Action, Target: "repo:test", Summary: "mend", Base: base, Data: data, Undo: "delete the branch"}}, record.ID(record.Sum([]byte("finding"))))
}

const (
	proved  = `{"certified":true,"grade":"A","rungs":[{"rung":"L0","status":"passed"},{"rung":"L2","status":"passed"},{"rung":"L4","status":"passed"},{"rung":"L8","status":"passed"}]}`
	thinner = `{"certified":true,"grade":"D","rungs":[{"rung":"L0","status":"passed"}]}`
	broken  = `{"certified":false,"grade":"F","rungs":[{"rung":"L0","status":"failed"}]}`
)

func (o *office) certify(p ledger.Entry, data string) ledger.Entry {
	by := record.By{Kind: record.Tool, Name: govern.Certifier}
	return o.say(by, record.Body{Evidence: &record.Evidence{Type: govern.CertificateType, Summary: "rungs", Data: []byte(data)}}, p.ID)
}

var (
	byPolicy = record.By{Kind: record.Policy, Name: "default"}
	byPerson = record.By{Kind: record.Person, Name: "ada"}
)

// decide says a decision and collects the papers for it.
func (o *office) decide(by record.By, d record.Decision, p ledger.Entry, evidence ...ledger.Entry) Papers {
	o.t.Helper()
	cites := []record.ID{p.ID}
	for _, e := range evidence {
		cites = append(cites, e.ID)
	}
	decision := o.say(by, record.Body{Decision: &d}, cites...)
	proof, err := o.log.Prove(o.t.Context(), decision.ID)
	must(o.t, err)
	return Papers{Proposal: p, Decision: decision, Evidence: evidence, Proof: proof}
}

// automatic is the way of a proven patch; approved that of one a person signs.
func (o *office) automatic() Papers {
	p := o.propose("x.go")
	c := o.certify(p, proved)
	d, err := govern.Judge{Policy: o.trust.Policy}.Judge(p, []ledger.Entry{c})
	must(o.t, err)
	return o.decide(byPolicy, d, p, c)
}

func (o *office) approved() Papers {
	p := o.propose("x.go")
	c := o.certify(p, thinner)
	return o.decide(byPerson, o.sign(o.key, p, c), p, c)
}

func (o *office) sign(key govern.Key, p, c ledger.Entry) record.Decision {
	d, err := govern.Approve(key, p.ID, c.ID, now.Unix()+60)
	must(o.t, err)
	return d
}

func TestOpen(t *testing.T) {
	o := newOffice(t)
	for name, p := range map[string]Papers{"automatic": o.automatic(), "approved": o.approved()} {
		order, err := Open(p, o.trust)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		body, err := order.Proposal()
		must(t, err)
		if body.Summary != "mend" || order.ID() != p.Proposal.ID || order.Decision() != p.Decision.ID || order.Certificate() != p.Evidence[0].ID ||
			!slices.Equal(order.Cites(), p.Proposal.Statement.Cites) {
			t.Errorf("%s: order %+v", name, order)
		}
	}
}

// Each attack starts from good papers and changes one thing.
func TestAttacks(t *testing.T) {
	allow := func(p ledger.Entry) record.Decision {
		return record.Decision{Proposal: p.ID, Allow: true, Reason: "trust me"}
	}
	for _, attack := range []struct {
		name string
		do   func(o *office) Papers
		want error
	}{
		{"a swapped proposal", func(o *office) Papers {
			p := o.automatic()
			p.Proposal = o.propose("y.go")
			return p
		}, ErrForged},
		{"a decision replayed for another proposal", func(o *office) Papers {
			p, q := o.automatic(), o.propose("y.go")
			return o.decide(byPolicy, *p.Decision.Statement.Body.Decision, q, o.certify(q, proved))
		}, ErrForged},
		{"another proposal's words under the decided id", func(o *office) Papers {
			p := o.automatic()
			p.Proposal.Statement = o.propose("y.go").Statement
			return p
		}, ErrForged},
		{"a changed proposal", func(o *office) Papers {
			p := o.automatic()
			changed := *p.Proposal.Statement.Body.Proposal
			changed.Summary = "something else"
			p.Proposal.Statement.Body.Proposal = &changed
			return p
		}, ErrForged},
		{"a decision turned from no to yes", func(o *office) Papers {
			prop := o.propose("x.go")
			c := o.certify(prop, thinner)
			p := o.decide(byPolicy, record.Decision{Proposal: prop.ID, Reason: "no"}, prop, c)
			yes := *p.Decision.Statement.Body.Decision
			yes.Allow = true
			p.Decision.Statement.Body.Decision = &yes
			return p
		}, ErrForged},
		{"a no", func(o *office) Papers {
			prop := o.propose("x.go")
			return o.decide(byPolicy, record.Decision{Proposal: prop.ID, Reason: "no"}, prop, o.certify(prop, proved))
		}, ErrForbidden},
		{"an expired decision", func(o *office) Papers {
			prop := o.propose("x.go")
			d := allow(prop)
			d.Until = now.Unix()
			return o.decide(byPolicy, d, prop, o.certify(prop, proved))
		}, ErrExpired},
		{"a yes the policy did not say", func(o *office) Papers {
			prop := o.propose("x.go")
			return o.decide(byPolicy, allow(prop), prop, o.certify(prop, thinner))
		}, ErrForbidden},
		{"a yes without a certificate", func(o *office) Papers {
			prop := o.propose("x.go")
			return o.decide(byPolicy, allow(prop), prop)
		}, ErrForbidden},
		{"the failing certificate left out", func(o *office) Papers {
			prop := o.propose("x.go")
			good, bad := o.certify(prop, proved), o.certify(prop, broken)
			p := o.decide(byPolicy, allow(prop), prop, good, bad)
			p.Evidence = p.Evidence[:1]
			return p
		}, ErrForged},
		{"certificates in the wrong order", func(o *office) Papers {
			prop := o.propose("x.go")
			good, bad := o.certify(prop, proved), o.certify(prop, broken)
			return o.decide(byPolicy, allow(prop), prop, bad, good)
		}, ErrForbidden},
		{"evidence the decision never saw", func(o *office) Papers {
			prop := o.propose("x.go")
			p := o.decide(byPolicy, allow(prop), prop)
			p.Evidence = []ledger.Entry{o.certify(prop, proved)}
			return p
		}, ErrForged},
		{"a model decides", func(o *office) Papers {
			prop := o.propose("x.go")
			return o.decide(record.By{Kind: record.Model, Name: "m"}, allow(prop), prop, o.certify(prop, proved))
		}, ErrForbidden},
		{"a person without a signature", func(o *office) Papers {
			prop := o.propose("x.go")
			return o.decide(byPerson, allow(prop), prop, o.certify(prop, thinner))
		}, govern.ErrSignature},
		{"an unknown key", func(o *office) Papers {
			stranger, err := govern.NewKey(strings.NewReader(strings.Repeat("s", 32)))
			must(o.t, err)
			prop := o.propose("x.go")
			c := o.certify(prop, thinner)
			return o.decide(byPerson, o.sign(stranger, prop, c), prop, c)
		}, govern.ErrSignature},
		{"a forged signature", func(o *office) Papers {
			prop := o.propose("x.go")
			c := o.certify(prop, thinner)
			d := o.sign(o.key, prop, c)
			d.Signatures[0].Sig[0] ^= 1
			return o.decide(byPerson, d, prop, c)
		}, govern.ErrSignature},
		{"a signature over an older certificate", func(o *office) Papers {
			prop := o.propose("x.go")
			old, worse := o.certify(prop, proved), o.certify(prop, thinner)
			return o.decide(byPerson, o.sign(o.key, prop, old), prop, old, worse)
		}, govern.ErrSignature},
		{"an approval with a longer life", func(o *office) Papers {
			prop := o.propose("x.go")
			c := o.certify(prop, thinner)
			d := o.sign(o.key, prop, c)
			d.Until += 1000
			return o.decide(byPerson, d, prop, c)
		}, govern.ErrSignature},
		{"an approval of what nobody may approve", func(o *office) Papers {
			prop := o.propose("x.go")
			c := o.certify(prop, broken)
			return o.decide(byPerson, o.sign(o.key, prop, c), prop, c)
		}, ErrForbidden},
		{"no proof", func(o *office) Papers {
			p := o.automatic()
			p.Proof = ledger.Proof{}
			return p
		}, ErrForged},
		{"the proof of another decision", func(o *office) Papers {
			p := o.automatic()
			p.Proof = o.approved().Proof
			return p
		}, ErrForged},
		{"another ledger", func(o *office) Papers { return newOffice(o.t).automatic() }, ErrForged},
		{"no papers", func(o *office) Papers { return Papers{} }, ErrForged},
	} {
		t.Run(attack.name, func(t *testing.T) {
			o := newOffice(t)
			order, err := Open(attack.do(o), o.trust)
			if !errors.Is(err, attack.want) {
				t.Errorf("got %v, want %v", err, attack.want)
			}
			if _, err := order.Proposal(); !errors.Is(err, ErrNoOrder) {
				t.Error("and the order works")
			}
		})
	}
}

func TestTrustIsNeeded(t *testing.T) {
	o := newOffice(t)
	p := o.automatic()
	for name, change := range map[string]func(*Trust){
		"no key":    func(t *Trust) { t.LedgerKey = "" },
		"no policy": func(t *Trust) { t.Policy = nil },
		"no clock":  func(t *Trust) { t.Now = time.Time{} },
		"no base":   func(t *Trust) { t.Base = nil },
	} {
		trust := o.trust
		change(&trust)
		if _, err := Open(p, trust); !errors.Is(err, ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	trust := o.trust
	trust.Base = func(record.Proposal) (record.Digest, error) { return record.Sum([]byte("another tree")), nil }
	if _, err := Open(p, trust); !errors.Is(err, ErrStale) {
		t.Errorf("another state: %v", err)
	}
}

func TestZeroOrderIsNone(t *testing.T) {
	if _, err := (Order{}).Proposal(); !errors.Is(err, ErrNoOrder) {
		t.Errorf("got %v", err)
	}
}

// What is done with the papers or with an answer later does not reach the order.
func TestOrderDoesNotChange(t *testing.T) {
	o := newOffice(t)
	p := o.automatic()
	order, err := Open(p, o.trust)
	must(t, err)
	want := string(p.Proposal.Statement.Body.Proposal.Data)
	p.Proposal.Statement.Body.Proposal.Data[0] = 'X'
	p.Proposal.Statement.Body.Proposal.Summary = "changed"
	p.Proposal.Statement.Cites[0] = "changed"
	first, _ := order.Proposal()
	first.Data[1] = 'X'
	order.Cites()[0] = "changed"
	second, _ := order.Proposal()
	if string(second.Data) != want || second.Summary != "mend" || order.Cites()[0] == "changed" {
		t.Error("the order changed")
	}
}
