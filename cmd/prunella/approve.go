package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
)

// approval is how long a signature for a patch holds.
const approval = 30 * 24 * time.Hour

func newApprove() *cobra.Command {
	o := &options{}
	var path, key, by string
	c := &cobra.Command{
		Use:   "approve PROPOSAL",
		Short: "Sign for a patch that policy leaves to a person, and apply it",
		Long: "Approve signs for one proposal and the certificate it has, with your own key, puts the decision on the record and\n" +
			"applies the patch to a new git branch. Policy still says for what a person may sign.",
		Example: "prunella approve 24d908e8ff47 --path examples/shop",
		Args:    cobra.ExactArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return o.approve(c, path, key, by, args[0]) },
	}
	c.Flags().StringVar(&path, "path", ".", "the repository at `PATH`")
	c.Flags().StringVar(&o.state, "state", "", "the state is in `DIR`")
	c.Flags().StringVar(&o.policy, "policy", "", "decide by the Cedar policy in `FILE`")
	c.Flags().StringVar(&key, "key", "", "your key is in `FILE` (default: made on first use in your configuration folder)")
	c.Flags().StringVar(&by, "by", os.Getenv("USER"), "your `NAME`")
	return c
}

func (o *options) approve(c *cobra.Command, path, keyFile, by, id string) error {
	ctx := c.Context()
	if err := mustHaveState(path, o.state); err != nil {
		return err
	}
	key, err := approverKey(keyFile)
	if err != nil {
		return err
	}
	policy, err := o.readPolicy()
	if err != nil {
		return err
	}
	t, err := openTarget(ctx, path, o.state, func(string) {})
	if err != nil {
		return err
	}
	defer t.close()
	p, err := findProposal(ctx, t, id)
	if err != nil {
		return err
	}
	statement, err := sign(p, key, by)
	if err != nil {
		return err
	}
	said, err := t.log.Append(ctx, statement)
	if err != nil {
		return fail(fmt.Errorf("putting the decision on the record: %w", err), "")
	}
	certifier, err := t.certificateKey()
	if err != nil {
		return err
	}
	drive, err := driver(ctx, t, policy, certifier.Public(), key.Public())
	if err != nil {
		return err
	}
	var outcome string
	loop := flow.Loop{Log: t.log, Steps: []flow.Step{drive}, Events: func(e flow.Event) {
		if e.Said != nil && e.Said.Entry.Statement.Body.Receipt != nil {
			outcome = e.Said.Entry.Statement.Body.Receipt.Summary
		}
	}}
	if err := loop.Run(ctx, said.ID); err != nil {
		return runFailure(ctx, err)
	}
	fmt.Fprintf(c.OutOrStdout(), "approved %s as %s\n%s\n", render.Short(p.Entry.ID), key.Public().Fingerprint()[:16], render.Plain(outcome))
	return nil
}

// sign is the statement of a person who allows a proposal with its certificate.
func sign(p *cases.Proposal, key govern.Key, by string) (record.Statement, error) {
	if len(p.Certificates) == 0 {
		return record.Statement{}, fail(errors.New("the proposal has no certificate to sign for"), "prunella heal makes one")
	}
	certificate := p.Certificates[len(p.Certificates)-1].ID
	decision, err := govern.Approve(key, p.Entry.ID, certificate, time.Now().Add(approval).Unix())
	if err != nil {
		return record.Statement{}, fail(err, "")
	}
	cites := []record.ID{p.Entry.ID}
	for _, e := range p.Evidence {
		cites = append(cites, e.ID)
	}
	if by == "" {
		by = "somebody"
	}
	s, err := record.New(record.By{Kind: record.Person, Name: by}, record.Body{Decision: &decision}, p.Entry.Statement.About, cites)
	if err != nil {
		return s, fail(err, "")
	}
	return s, nil
}

// findProposal finds the proposal whose id, or whose finding's id, begins so.
func findProposal(ctx context.Context, t *target, id string) (*cases.Proposal, error) {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return nil, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	var found *cases.Proposal
	for _, c := range view.All() {
		for _, p := range c.Proposals {
			short := strings.HasPrefix(render.Short(p.Entry.ID), id) || strings.HasPrefix(render.Short(c.Finding().ID), id)
			if len(id) < 6 || !short {
				continue
			}
			if found != nil && found.Entry.ID != p.Entry.ID {
				return nil, misuse("give more digits", "%q names more than one proposal", id)
			}
			found = p
		}
	}
	if found == nil {
		return nil, misuse("prunella heal shows the ids", "%q names no proposal", id)
	}
	return found, nil
}

// approverKey reads a person's key; only the one in the default place is made.
func approverKey(file string) (govern.Key, error) {
	made := file == ""
	if made {
		dir, err := os.UserConfigDir()
		if err != nil {
			return govern.Key{}, fail(err, "--key FILE names your key")
		}
		file = filepath.Join(dir, "prunella", "approver.key")
	}
	text, err := os.ReadFile(file)
	switch {
	case err == nil:
		k, err := govern.ParseKey(string(text))
		if err != nil {
			return k, fail(fmt.Errorf("%s: %w", file, err), "--key FILE names another key")
		}
		return k, nil
	case !made || !errors.Is(err, fs.ErrNotExist):
		return govern.Key{}, fail(err, "--key FILE names your key")
	}
	k, err := govern.NewKey(rand.Reader)
	if err != nil {
		return k, fail(err, "")
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return k, fail(err, "--key FILE names your key")
	}
	if err := os.WriteFile(file, []byte(k.Marshal()), 0o600); err != nil {
		return k, fail(err, "--key FILE names your key")
	}
	return k, nil
}
