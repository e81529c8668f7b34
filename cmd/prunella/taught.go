package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/govern/knowledge"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
)

// Knowledge counts when a key signed for it that the user trusts: the user's own, and
// those in a file. Neither lies in the repository, so what a project brings with it
// (a state folder, a ledger with keys that somebody else made) teaches nothing.

// signers lists the keys whose knowledge counts.
func signers(file string) ([]govern.PublicKey, error) {
	var out []govern.PublicKey
	dir, err := os.UserConfigDir()
	if err == nil {
		own := filepath.Join(dir, "prunella", "approver.key")
		if text, err := os.ReadFile(own); err == nil {
			k, err := govern.ParseKey(string(text))
			if err != nil {
				return nil, fail(fmt.Errorf("%s: %w", own, err), "move it away to have a new one made")
			}
			out = append(out, k.Public())
		}
	}
	if file == "" {
		return out, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fail(fmt.Errorf("reading the signers: %w", err), "--signers FILE lists public keys, one a line")
	}
	for n, line := range strings.Split(string(text), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		k, err := govern.ParsePublicKey(line)
		if err != nil {
			return nil, fail(fmt.Errorf("%s, line %d: %w", file, n+1, err), "prunella learn key prints yours")
		}
		out = append(out, k)
	}
	return out, nil
}

// recall reads what was taught about the repository.
func (t *target) recall(ctx context.Context, signersFile string) error {
	keys, err := signers(signersFile)
	if err != nil {
		return err
	}
	if t.taught, err = knowledge.Of(ctx, t.log, t.repo(), keys, time.Now()); err != nil {
		return fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	return nil
}

// lessons are those in force, as the wing takes them.
func (t *target) lessons() []learn.Lesson {
	var out []learn.Lesson
	for _, it := range knowledge.Held(t.taught) {
		out = append(out, learn.Lesson{ID: it.ID, Action: it.Action, Knowledge: it.Knowledge})
	}
	return out
}

// applyTaught parts the cases of a run by what was known of them when the tree was
// scanned. What is no longer in force says nothing, whatever the scan said.
func (t *target) applyTaught(ctx context.Context, run *render.Run) error {
	known, err := knownOf(ctx, t.log, run.Tree)
	if err != nil {
		return err
	}
	var open []*cases.Case
	for _, c := range run.Cases {
		c = t.without(c)
		key, hidden, gone := record.Sum([]byte(c.Key)), false, false
		for _, k := range known {
			if k.Key != key {
				continue
			}
			it := t.inForce(k.By)
			if it == nil {
				gone = gone || k.What == record.Taught
				continue
			}
			h := render.Held{Case: c, What: k.What, Why: k.Why, By: it.ID, Who: it.By.Name, Signer: it.Signer, Scope: it.Knowledge.Scope, Until: time.Unix(it.Until, 0)}
			switch {
			case !h.Hides():
				run.Remarked = append(run.Remarked, h)
			case !hidden && may(it, render.Look(run, c)):
				hidden = true
				run.Held = append(run.Held, h)
			}
		}
		if !hidden && !gone {
			open = append(open, c)
		}
	}
	run.Cases = open
	return nil
}

// may reports whether knowledge can hide a finding at all, by what is on the record of
// both: the scan says that it does, and whoever writes on the record may claim a scan.
func may(it *knowledge.Item, d render.Detail) bool {
	k, f := it.Knowledge, d.Finding
	proven := d.Replay != nil && d.Replay.Verdict == "reproduced" && len(d.Replay.Assumed) == 0
	switch {
	case k.Rule != f.Rule || k.Path != "" && !learn.MatchPath(k.Path, f.Where.File):
		return false
	case it.Action == record.LearnSuppression && k.Scope == record.ScopeFinding:
		return k.Key == record.Sum([]byte(f.Key))
	case it.Action == record.LearnSuppression || it.Action == record.LearnSanitizer:
		return !proven
	}
	return false
}

// without is a case without the patches that were turned down.
func (t *target) without(c *cases.Case) *cases.Case {
	f := c.Finding().Statement.Body.Finding
	var left []*cases.Proposal
	for _, p := range c.Proposals {
		var data record.Patch
		err := json.Unmarshal(p.Entry.Statement.Body.Proposal.Data, &data)
		if err != nil || p.Applied || !t.avoids(f, data.Strategy) {
			left = append(left, p)
		}
	}
	if len(left) == len(c.Proposals) {
		return c
	}
	one := *c
	one.Proposals = left
	return &one
}

// avoids reports whether somebody turned down patches of this making for a finding.
func (t *target) avoids(f *record.Finding, strategy string) bool {
	return slices.ContainsFunc(t.taught, func(it *knowledge.Item) bool {
		k := it.Knowledge
		return it.State == knowledge.InForce && it.Action == record.LearnAvoid && k.Rule == f.Rule && k.Strategy == strategy &&
			(k.Scope == record.ScopePattern || k.Scope == record.ScopeFinding && k.Key == record.Sum([]byte(f.Key)) || k.Scope == record.ScopePath && learn.MatchPath(k.Path, f.Where.File))
	})
}

func (t *target) inForce(id record.ID) *knowledge.Item {
	i := slices.IndexFunc(t.taught, func(it *knowledge.Item) bool { return it.ID == id && it.State == knowledge.InForce })
	if i < 0 {
		return nil
	}
	return t.taught[i]
}

// knownOf is what the analyses of a tree say knowledge did to its findings.
func knownOf(ctx context.Context, log ledger.Log, tree ledger.Entry) ([]record.Known, error) {
	var out []record.Known
	err := scansOf(ctx, log, tree, func(s record.Scan) {
		for _, k := range s.Known {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	})
	return out, err
}
