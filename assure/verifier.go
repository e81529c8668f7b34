package assure

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/world"
)

// A Verifier certifies the patches of a session; it implements flow.Verifier.
type Verifier struct {
	By      record.By
	Session *code.Session
	Rungs   []Rung
	Runner  world.Runner // nil: rungs that run project code are not run
	// NoRunner is why there is no Runner.
	NoRunner string
	Key      Key
	Memory   *Memory // what was found when the patches were chosen; may be nil

	shared Shared
}

// Verify says the certificate of one proposal.
func (v *Verifier) Verify(ctx context.Context, p *cases.Proposal, _ []*cases.Case) ([]flow.Seen, error) {
	proposal := p.Entry.Statement.Body.Proposal
	patch, err := v.Session.PatchOf(ctx, *proposal)
	if err != nil {
		return nil, err
	}
	if patch == nil {
		return nil, nil // of an earlier run, about another tree
	}
	series, err := v.Session.Series(ctx)
	if err != nil {
		return nil, err
	}
	rungs, isolation := Climb(ctx, v.Rungs, &Subject{Engine: v.Session.Engine, Series: series, Patch: patch, Runner: v.Runner, NoRunner: v.NoRunner, Shared: &v.shared, Memory: v.Memory})
	if err := ctx.Err(); err != nil {
		return nil, err // a rung that was interrupted says nothing about the patch
	}
	cert, err := Certify(v.Key, v.By, p.Entry.ID, patch.Data, patch.Found.Finding, rungs, isolation)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(cert)
	if err != nil {
		return nil, fmt.Errorf("encoding the certificate: %w", err)
	}
	return []flow.Seen{{
		Body:  record.Evidence{Type: cases.Certificate, Summary: summary(cert), Data: data},
		About: []record.Ref{v.Session.Repo, record.Ref("rule:" + patch.Found.Rule.ID)},
	}}, nil
}

func summary(c record.Certification) string {
	if c.Certified {
		return "certified, grade " + c.Grade
	}
	for _, r := range c.Rungs {
		if r.Status == Failed {
			return fmt.Sprintf("refused: %s %s: %s", r.Rung, r.Name, r.Why)
		}
	}
	return "refused: too little is proved"
}
