package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/views/gap"
)

// A ran names a run: the tree that it was about, and the digest of what its analysis
// came to, "" for the latest that was said of the tree.
type ran struct {
	tree record.ID
	scan record.Digest
}

// readRun reads a run back from the ledger: the tree's evidence and the cases
// whose holding finding rests on it.
func readRun(ctx context.Context, t *target, engine *code.Engine, which ran) (*render.Run, error) {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return nil, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	entry, err := t.log.Get(ctx, which.tree)
	if err != nil {
		return nil, fail(fmt.Errorf("reading the run: %w", err), "")
	}
	run := &render.Run{Repo: string(t.repo()), Root: t.root, Tree: entry, Version: version}
	scan, err := scanOf(ctx, t.log, entry, which.scan)
	if err != nil {
		return nil, err
	}
	run.Notes = scan.Notes
	seen := map[string]bool{}
	for _, c := range view.All() {
		if c.Repo != t.repo() || !restsOn(c.Finding(), which.tree) || !holds(scan, c.Key) {
			continue
		}
		run.Cases = append(run.Cases, c)
		if id := c.Finding().Statement.Body.Finding.Rule; !seen[id] {
			seen[id] = true
			run.Rules = append(run.Rules, ruleOf(engine, id))
		}
	}
	if err := t.applyTaught(ctx, run); err != nil {
		return nil, err
	}
	gaps, err := gap.Of(ctx, t.log, run.Cases)
	if err != nil {
		return nil, fail(fmt.Errorf("measuring the gap: %w", err), "prunella audit verify says what is wrong")
	}
	run.Gap = gaps.Certified
	sort.Slice(run.Rules, func(i, j int) bool { return run.Rules[i].ID < run.Rules[j].ID })
	return run, nil
}

// scanOf finds what an analysis of a tree came to: that of the digest, or else the
// latest that was said.
func scanOf(ctx context.Context, log ledger.Log, tree ledger.Entry, digest record.Digest) (record.Scan, error) {
	var scan record.Scan
	found := false
	err := scansOf(ctx, log, tree, func(s record.Scan) {
		if !found {
			scan, found = s, s.Digest() == digest
		}
	})
	return scan, err
}

// scansOf reads what the analyses of a tree came to, in the order they were said.
func scansOf(ctx context.Context, log ledger.Log, tree ledger.Entry, each func(record.Scan)) error {
	for e, err := range log.Scan(ctx, tree.Index) {
		if err != nil {
			return fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
		}
		ev := e.Statement.Body.Evidence
		if e.Erased || ev == nil || ev.Type != code.ScanEvidence || !restsOn(e, tree.ID) {
			continue
		}
		var scan record.Scan
		if err := json.Unmarshal(ev.Data, &scan); err != nil {
			return fail(fmt.Errorf("the scan in entry %d: %w", e.Index, err), "")
		}
		each(scan)
	}
	return nil
}

// holds reports whether a scan found this; an older version of Prunella may have
// claimed more about the same tree.
func holds(scan record.Scan, key string) bool {
	return scan.Findings > len(scan.Keys) || slices.Contains(scan.Keys, record.Sum([]byte(key)))
}

func restsOn(e ledger.Entry, tree record.ID) bool {
	for _, id := range e.Statement.Cites {
		if id == tree {
			return true
		}
	}
	return false
}

func ruleOf(engine *code.Engine, id string) render.Rule {
	r := engine.Rule(id)
	if r == nil {
		return render.Rule{ID: id, Title: id}
	}
	return render.Rule{ID: r.ID, Title: r.Title, Prose: r.Prose, Hint: r.Hint, CWE: r.CWE, Severity: r.Severity}
}

// lastFile names the last run, in the state folder: its tree, and what its analysis
// came to. What comes back after others says nothing new, so the record alone does not
// tell. The file may be deleted; then what was new last counts.
const lastFile = "last"

// remember keeps which run was the last.
func (t *target) remember(r ran) error {
	if err := os.WriteFile(filepath.Join(t.state, lastFile), fmt.Appendf(nil, "%s\n%s\n", r.tree, r.scan), 0o600); err != nil {
		return fail(fmt.Errorf("keeping which run was last: %w", err), "make room, or use --state DIR")
	}
	return nil
}

// lastRun finds the last run.
func lastRun(ctx context.Context, t *target) (ran, error) {
	said, _ := os.ReadFile(filepath.Join(t.state, lastFile)) // there may be none
	first, second, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
	kept := ran{record.ID(first), record.Digest(second)}
	var last record.ID
	for e, err := range t.log.Scan(ctx, 0) {
		if err != nil {
			return ran{}, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
		}
		if b := e.Statement.Body.Evidence; b != nil && b.Type == code.TreeEvidence {
			if last = e.ID; last == kept.tree {
				return kept, nil
			}
		}
	}
	if last == "" {
		return ran{}, fail(errors.New("no run is on the record"), "prunella heal PATH makes one")
	}
	return ran{tree: last}, nil
}

// left counts the findings that nobody has dealt with: for heal those without a
// certified patch, for scan all of them.
func (o *options) left(r *render.Run) int {
	n := 0
	for _, c := range r.Cases {
		d := render.Look(r, c)
		done := d.Cert != nil && d.Cert.Certified
		if o.apply {
			done = d.Proposal != nil && d.Proposal.Applied
		}
		if !o.mend || !done {
			n++
		}
	}
	return n
}
