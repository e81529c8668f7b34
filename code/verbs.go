package code

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/world"
)

// The types of evidence that is about a whole tree: that it was read, and what
// the analysis came to.
const (
	TreeEvidence = "code.tree"
	ScanEvidence = "code.scan"
)

// A Session is one tree under the wing's eyes: the source, analyzer and planner of
// a run share it, so that the tree is read and solved once.
type Session struct {
	Engine *Engine
	Tree   world.Tree
	Repo   record.Ref // "repo:shop"
	Mends  bool       // look for patches, not only for findings
	Cache  *Cache     // of analyses before, for scans; nil for none
	// Changes are a patch that somebody else made: new content by file, nil for one
	// removed. Where there are any, they are weighed and nothing else is proposed.
	Changes map[string][]byte

	once   sync.Once
	series *Series
	err    error
	told   record.Digest
}

// Told is the digest of what Analyze said the scan came to; "" before it did. Where a
// tree was scanned before with another outcome, it tells which of them is this one: what
// was said before is not said again.
func (s *Session) Told() record.Digest { return s.told }

// Series is what the engine found and mended; the first call does the work.
func (s *Session) Series(ctx context.Context) (*Series, error) {
	s.once.Do(func() {
		if s.Changes != nil {
			s.series, s.err = s.Engine.Weigh(ctx, s.Tree, s.Changes)
			return
		}
		if s.Mends {
			s.series, s.err = s.Engine.Mend(ctx, s.Tree)
			return
		}
		rep, err := s.Engine.ScanTree(ctx, s.Tree, s.Cache)
		s.series, s.err = &Series{Base: s.Tree, First: rep, Last: rep}, err
	})
	return s.series, s.err
}

// See implements flow.Source: the tree, by its digest.
func (s *Session) See(ctx context.Context, say func(flow.Seen) error) error {
	listing, err := s.Tree.List(ctx)
	if err != nil {
		return fmt.Errorf("reading the tree: %w", err)
	}
	var all []byte
	for _, f := range sorted(listing.Files) {
		text, err := s.Tree.ReadFile(f.Path)
		if err != nil {
			continue // the scan notes it
		}
		all = fmt.Appendf(all, "%s %s\n", record.Sum(text), f.Path)
	}
	data, err := json.Marshal(map[string]any{"digest": record.Sum(all), "files": len(listing.Files)})
	if err != nil {
		return err
	}
	return say(flow.Seen{
		Body:  record.Evidence{Type: TreeEvidence, Summary: fmt.Sprintf("a tree of %d files", len(listing.Files)), Data: data},
		About: []record.Ref{s.Repo},
	})
}

// Analyze implements flow.Analyzer: what is wrong in the tree.
func (s *Session) Analyze(ctx context.Context, _ ledger.Entry) ([]flow.Claim, error) {
	series, err := s.Series(ctx)
	if err != nil {
		return nil, err
	}
	scan := scanOf(series.First)
	seen, err := evidence(ScanEvidence, fmt.Sprintf("%d findings, %d notes", len(series.First.Found), len(scan.Notes.Notes)), scan)
	if err != nil {
		return nil, err
	}
	s.told = scan.Digest()
	claims := []flow.Claim{{About: []record.Ref{s.Repo}, Because: []flow.Seen{seen}}}
	if s.Changes != nil {
		weighed, err := s.weighing(series)
		if err != nil {
			return nil, err
		}
		claims[0].Because = append(claims[0].Because, weighed)
	}
	for _, f := range series.First.Found {
		c, err := s.claim(series, f)
		if err != nil {
			return nil, err
		}
		claims = append(claims, c)
	}
	return claims, nil
}

// How much of a scan is put on the record, so that it stays one statement.
const (
	maxKeys  = 5000
	maxNotes = 500 // of each kind
)

// scanOf is a report as records know it.
func scanOf(r *Report) record.Scan {
	out := record.Scan{Findings: len(r.Found)}
	for _, f := range r.Found {
		out.Keys = append(out.Keys, record.Sum([]byte(f.Finding.Key)))
	}
	for _, f := range r.Found {
		out.Known = append(out.Known, f.Known...)
	}
	if len(out.Known) > maxKeys {
		out.Known = out.Known[:maxKeys]
	}
	if len(out.Keys) > maxKeys {
		out.Keys = nil
	}
	list := func(notes []Note) []record.Note {
		out.More += max(0, len(notes)-maxNotes)
		var all []record.Note
		for _, n := range notes[:min(len(notes), maxNotes)] {
			text := record.Text(n.Text)
			all = append(all, record.Note{File: record.Text(n.File), Line: n.Line, Text: strings.ToValidUTF8(text[:min(len(text), maxLine)], "")})
		}
		return all
	}
	out.Notes.Notes, out.Unknown = list(r.Notes), list(r.Unknown)
	out.Partial = r.Partial()
	return out
}

func (s *Session) claim(series *Series, f *Found) (flow.Claim, error) {
	finding := f.Finding
	finding.Escalated = series.Stuck[finding.Key]
	if other := series.First.find(series.With[finding.Key]); other != nil {
		finding.MendedBy = at(other)
	}
	c := flow.Claim{Finding: finding, About: s.about(f)}
	path, err := evidence("code.path", f.Path.Reason, f.Path)
	if err != nil {
		return c, err
	}
	c.Because = append(c.Because, path)
	if f.Replay.Verdict != "" {
		replay, err := evidence("code.replay", f.Replay.Verdict+": "+f.Replay.Reason, f.Replay)
		if err != nil {
			return c, err
		}
		c.Because = append(c.Because, replay)
	}
	return c, nil
}

func (s *Session) about(f *Found) []record.Ref {
	return []record.Ref{s.Repo, record.Ref("file:" + f.Finding.Where.File), record.Ref("rule:" + f.Rule.ID)}
}

// evidence makes a piece of evidence whose data has a shape of package record.
func evidence(kind, summary string, shape any) (flow.Seen, error) {
	data, err := json.Marshal(shape)
	if err != nil {
		return flow.Seen{}, fmt.Errorf("encoding %s: %w", kind, err)
	}
	return flow.Seen{Body: record.Evidence{Type: kind, Summary: summary, Data: data}}, nil
}

// Plan implements flow.Planner: the patch of the series that mends the case.
func (s *Session) Plan(ctx context.Context, c *cases.Case) ([]flow.Remedy, error) {
	series, err := s.Series(ctx)
	if err != nil {
		return nil, err
	}
	var out []flow.Remedy
	for _, p := range series.Patches {
		if p.Key != c.Key {
			continue
		}
		r, err := s.remedy(p)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (s *Session) remedy(p *Patch) (flow.Remedy, error) {
	patch := p.Data
	patch.Rollout = rollout(p.Found)
	data, err := json.Marshal(patch)
	if err != nil {
		return flow.Remedy{}, err
	}
	return flow.Remedy{
		Body: record.Proposal{
			Action: "code.patch", Target: s.Repo, Summary: p.Data.Why, Against: against(p.Found.Finding), Base: baseOf(p.Data), Data: data,
			Undo: "delete the branch, or revert the commit",
		},
		About: s.about(p.Found),
	}, nil
}

// against names a finding in one line.
func against(f record.Finding) string {
	return fmt.Sprintf("%s at %s:%d: %s", f.Rule, f.Where.File, f.Where.Line, f.Claim)
}

// baseOf is the digest of what the touched files held before the patch.
func baseOf(p record.Patch) record.Digest {
	var all []byte
	for _, f := range p.Files {
		all = fmt.Appendf(all, "%s %s\n", f.Before, f.Path)
	}
	return record.Sum(all)
}

// PatchOf finds the patch that a proposal was made from, or nil.
func (s *Session) PatchOf(ctx context.Context, proposal record.Proposal) (*Patch, error) {
	series, err := s.Series(ctx)
	if err != nil {
		return nil, err
	}
	var data record.Patch
	if err := json.Unmarshal(proposal.Data, &data); err != nil {
		return nil, fmt.Errorf("reading the proposal: %w", err)
	}
	data.Rollout = nil // it follows from the finding, not from the patch
	for _, p := range series.Patches {
		if reflect.DeepEqual(p.Data, data) {
			return p, nil
		}
	}
	return nil, nil
}
