package main

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/rungs"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/govern/warrant"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/tessera"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver/git"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/world"
)

// tool names a part of Prunella on the record.
func tool(name string) record.By {
	return record.By{Kind: record.Tool, Name: name, Version: version}
}

// steps lists the verbs of the run.
func (o *options) steps(ctx context.Context, s *code.Session, t *target) ([]flow.Step, error) {
	steps := []flow.Step{
		flow.Sees(tool("tree"), s),
		flow.Analyzes(tool("code"), s, code.TreeEvidence),
	}
	if !o.mend {
		return steps, nil
	}
	key, err := t.certificateKey()
	if err != nil {
		return nil, err
	}
	policy, err := o.readPolicy()
	if err != nil {
		return nil, err
	}
	verifier := &assure.Verifier{By: tool(govern.Certifier), Session: s, Rungs: o.rungs(), Key: key, Memory: &assure.Memory{}}
	verifier.NoRunner = "--no-run"
	if !o.noRun {
		if verifier.Runner, err = world.NewRunner(""); err != nil {
			verifier.Runner, verifier.NoRunner = nil, err.Error()
		}
	}
	silent := 0
	if verifier.Runner == nil {
		silent = len(verifier.Rungs) - len(rungs.Readers())
	}
	choose(s.Engine, verifier.Memory, silent)
	steps = append(steps,
		flow.Plans(tool("fix"), s),
		flow.Verifies(tool(govern.Certifier), verifier, "code.patch"),
		flow.Judges(record.By{Kind: record.Policy, Name: "policy", Version: version}, govern.Judge{Policy: policy}))
	if o.apply {
		drive, err := driver(ctx, t, policy, key.Public())
		if err != nil {
			return nil, err
		}
		steps = append(steps, drive)
	}
	return steps, nil
}

// rungs lists the ladder with the caches it may use.
func (o *options) rungs() []assure.Rung { return rungs.All(cacheFolder("go-build")) }

func (o *options) readPolicy() (*govern.Policy, error) {
	if o.policy == "" {
		return govern.Default()
	}
	text, err := os.ReadFile(o.policy)
	if err != nil {
		return nil, fail(fmt.Errorf("reading the policy: %w", err), "--policy FILE takes a Cedar file")
	}
	p, err := govern.ParsePolicy(o.policy, text)
	if err != nil {
		return nil, fail(err, "the default policy, govern/default.cedar, explains the form")
	}
	return p, nil
}

// driver makes the step that commits certified patches to a new branch. The key
// is the one that certificates are signed with.
func driver(ctx context.Context, t *target, policy *govern.Policy, key ed25519.PublicKey, approvers ...govern.PublicKey) (flow.Step, error) {
	public, err := tessera.PublicKey(t.ledgerDir())
	if err != nil {
		return flow.Step{}, ledgerFailure(err, t.state)
	}
	now := time.Now()
	d := &git.Driver{Dir: t.abs, Branch: "prunella/heal-" + now.UTC().Format("20060102-150405"), Time: now}
	if err := goOn(ctx, d, t); err != nil {
		return flow.Step{}, err
	}
	open := func(ctx context.Context, p flow.Papers) (warrant.Order, error) {
		order, err := warrant.Open(warrant.Papers(p), warrant.Trust{
			LedgerKey: public, Policy: policy, Approvers: approvers, Now: time.Now(),
			Base: func(p record.Proposal) (record.Digest, error) { return d.Base(ctx, p) },
		})
		if errors.Is(err, warrant.ErrStale) && committed(ctx, d, t, *p.Proposal.Statement.Body.Proposal) {
			return warrant.Order{}, &flow.Refusal{Reason: "the patch is made on top of another one of its series that is not applied"}
		}
		if err != nil {
			return warrant.Order{}, err
		}
		if err := genuine(p, order.Certificate(), key); err != nil {
			return warrant.Order{}, err
		}
		return order, nil
	}
	return flow.Drives(tool("git"), d, open, d.Actions()...), nil
}

// goOn lets the driver go on where it stopped: patches of one series build upon one
// another, and some wait for a person. A folder without git is told of when there is
// something to apply.
func goOn(ctx context.Context, d *git.Driver, t *target) error {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return ledgerFailure(err, t.state)
	}
	var receipts []ledger.Entry
	for _, c := range view.All() {
		for _, p := range c.Proposals {
			receipts = append(receipts, p.Receipts...)
		}
	}
	if len(receipts) == 0 {
		return nil
	}
	slices.SortFunc(receipts, func(a, b ledger.Entry) int { return cmp.Compare(a.Index, b.Index) })
	done := make([]record.Receipt, len(receipts))
	for i, e := range receipts {
		done[i] = *e.Statement.Body.Receipt
	}
	if err := d.Continue(ctx, done); err != nil {
		return fail(err, "")
	}
	return nil
}

// committed reports whether the files of a patch are at HEAD as they are in the
// work tree. A patch that does not fit then was made on top of another one.
func committed(ctx context.Context, d *git.Driver, t *target, proposal record.Proposal) bool {
	p, err := patch.Parse(proposal.Data)
	if err != nil {
		return false
	}
	files := slices.Clone(p.Files)
	for i := range files {
		text, err := t.tree.ReadFile(files[i].Path)
		if err != nil {
			return false
		}
		files[i].Before = record.Sum(text)
	}
	head, err := d.Base(ctx, proposal)
	return err == nil && head == patch.Base(files)
}

// genuine checks the signature of the certificate that the decision weighed. Who
// can write to the record cannot certify; only who holds the key can.
func genuine(p flow.Papers, certificate record.ID, key ed25519.PublicKey) error {
	for _, e := range p.Evidence {
		if e.ID != certificate {
			continue
		}
		var c record.Certification
		if err := json.Unmarshal(e.Statement.Body.Evidence.Data, &c); err != nil {
			return fmt.Errorf("%w: %w", assure.ErrForged, err)
		}
		return assure.Verify(c, p.Proposal.ID, key)
	}
	return fmt.Errorf("%w: there is none", assure.ErrForged)
}
