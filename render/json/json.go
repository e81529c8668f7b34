// Package json writes a run as JSON: one object with a list of cases, each with
// everything that package render knows of it. Field names are those of package
// record; the ids lead back to the ledger.
package json

import (
	"encoding/json"
	"io"
	"time"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// Renderer is the format. The zero value is ready.
type Renderer struct{}

// Name is "json".
func (Renderer) Name() string { return "json" }

type run struct {
	Version string       `json:"version"`
	Repo    string       `json:"repo"`
	Tree    record.ID    `json:"tree"`
	Gap     spread       `json:"gap"`
	Cases   []oneCase    `json:"cases"`
	Held    []held       `json:"suppressed,omitempty"`
	Notes   record.Notes `json:"notes"`
}

// held is what people taught about a case; its finding only where it hides it.
type held struct {
	What      string          `json:"what"`
	Why       string          `json:"why"`
	Scope     string          `json:"scope,omitempty"`
	Knowledge record.ID       `json:"knowledge"`
	By        string          `json:"by"`
	Signer    string          `json:"signer"`
	Until     string          `json:"until"`
	ID        record.ID       `json:"id,omitempty"`
	Finding   *record.Finding `json:"finding,omitempty"`
}

func heldOf(h render.Held) held {
	return held{What: h.What, Why: h.Why, Scope: h.Scope, Knowledge: h.By, By: h.Who, Signer: h.Signer, Until: h.Until.UTC().Format(time.RFC3339)}
}

// spread sums up the gaps of the cases that have a certified patch.
type spread struct {
	Count int   `json:"count"`
	P50   int64 `json:"p50Millis"`
	P95   int64 `json:"p95Millis"`
	Max   int64 `json:"maxMillis"`
}

type oneCase struct {
	ID          record.ID             `json:"id"`
	State       string                `json:"state"`
	Finding     record.Finding        `json:"finding"`
	Path        *record.Path          `json:"path,omitempty"`
	Replay      *record.Replay        `json:"replay,omitempty"`
	Patch       *record.Patch         `json:"patch,omitempty"`
	Proposal    record.ID             `json:"proposal,omitempty"`
	Certificate *record.Certification `json:"certificate,omitempty"`
	CertID      record.ID             `json:"certificateId,omitempty"`
	GapMillis   int64                 `json:"gapMillis"`
	Known       []held                `json:"knowledge,omitempty"`
}

// Render implements render.Renderer.
func (Renderer) Render(w io.Writer, r *render.Run) error {
	out := run{Version: r.Version, Repo: r.Repo, Tree: r.Tree.ID, Cases: []oneCase{}, Gap: spread{r.Gap.Count, r.Gap.P50.Milliseconds(), r.Gap.P95.Milliseconds(), r.Gap.Max.Milliseconds()}, Notes: r.Notes}
	for _, c := range r.Cases {
		d := render.Look(r, c)
		k := oneCase{
			ID: d.ID, State: string(c.State), Finding: d.Finding, Path: d.Path, Replay: d.Replay, Patch: d.Patch,
			Certificate: d.Cert, CertID: d.CertID, GapMillis: d.Gap.Milliseconds(),
		}
		if d.Proposal != nil {
			k.Proposal = d.Proposal.Entry.ID
		}
		for _, h := range d.Known {
			k.Known = append(k.Known, heldOf(h))
		}
		out.Cases = append(out.Cases, k)
	}
	for _, h := range r.Held {
		d := render.Look(r, h.Case)
		one := heldOf(h)
		one.ID, one.Finding = d.ID, &d.Finding
		out.Held = append(out.Held, one)
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(render.Escape(text), '\n'))
	return err
}
