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

// readRun reads a run back from the ledger: the tree's evidence and the cases
// whose holding finding rests on it.
func readRun(ctx context.Context, t *target, engine *code.Engine, tree record.ID) (*render.Run, error) {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return nil, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	entry, err := t.log.Get(ctx, tree)
	if err != nil {
		return nil, fail(fmt.Errorf("reading the run: %w", err), "")
	}
	run := &render.Run{Repo: string(t.repo()), Root: t.root, Tree: entry, Version: version}
	scan, err := scanOf(ctx, t.log, entry)
	if err != nil {
		return nil, err
	}
	run.Notes = scan.Notes
	seen := map[string]bool{}
	for _, c := range view.All() {
		if c.Repo != t.repo() || !restsOn(c.Finding(), tree) || !holds(scan, c.Key) {
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

// scanOf finds what the latest analysis of a tree came to.
func scanOf(ctx context.Context, log ledger.Log, tree ledger.Entry) (record.Scan, error) {
	var scan record.Scan
	return scan, scansOf(ctx, log, tree, func(s record.Scan) { scan = s })
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

// lastFile names the tree of the last run, in the state folder. A tree that comes
// back after others says nothing new, so the record alone does not tell. The file
// may be deleted; then the tree that was new last counts.
const lastFile = "last"

// remember keeps which tree the last run was about.
func (t *target) remember(tree record.ID) error {
	if err := os.WriteFile(filepath.Join(t.state, lastFile), []byte(tree+"\n"), 0o600); err != nil {
		return fail(fmt.Errorf("keeping which run was last: %w", err), "make room, or use --state DIR")
	}
	return nil
}

// lastTree finds the tree of the last run.
func lastTree(ctx context.Context, t *target) (record.ID, error) {
	said, _ := os.ReadFile(filepath.Join(t.state, lastFile)) // there may be none
	kept := record.ID(strings.TrimSpace(string(said)))
	var last record.ID
	for e, err := range t.log.Scan(ctx, 0) {
		if err != nil {
			return "", fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
		}
		if b := e.Statement.Body.Evidence; b != nil && b.Type == code.TreeEvidence {
			if last = e.ID; last == kept {
				return kept, nil
			}
		}
	}
	if last == "" {
		return "", fail(errors.New("no run is on the record"), "prunella heal PATH makes one")
	}
	return last, nil
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
