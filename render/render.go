// Package render is how a run is shown. A [Run] is a reading of the ledger: the
// cases of one tree, as the views fold them. A renderer is one folder below this
// one, writes a Run to a stream, and changes nothing; package text is for people
// at a terminal, json for programs, sarif for code hosts, html for sharing.
//
// Everything in a Run that came from a project is hostile: renderers escape it
// for their medium ([Plain] for terminals).
package render

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/views/gap"
)

// A Run is what is shown.
type Run struct {
	Repo    string
	Root    string // the folder as the user named it
	Tree    ledger.Entry
	Cases   []*cases.Case
	Rules   []Rule       // of the cases, sorted by id
	Notes   record.Notes // what could not be read, and where knowledge ended
	Gap     gap.Spread   // from a flaw being knowable to its certified patch
	Version string

	Held     []Held // cases that are not shown as open, since people answer for them
	Remarked []Held // what else was taught about Cases
}

// A Rule is what renderers tell about a rule.
type Rule struct {
	ID, Title, Prose, Hint string
	CWE                    []string
	Severity               record.Severity
}

// A Renderer writes a run.
type Renderer interface {
	// Name is the word users type: "text", "sarif".
	Name() string
	Render(w io.Writer, r *Run) error
}

// A Detail is everything there is to tell of a case, decoded.
type Detail struct {
	Case     *cases.Case
	ID       record.ID
	Finding  record.Finding
	Path     *record.Path
	Replay   *record.Replay
	Patch    *record.Patch
	Proposal *cases.Proposal
	Cert     *record.Certification
	CertID   record.ID
	Gap      time.Duration // from the tree being read to the certificate (or to the finding)
	Branch   string        // of the commit, when applied
	Known    []Held        // what people taught about it, when that hides nothing
}

// Look decodes a case. What does not decode is left out: the ledger checked it,
// and a shape this version does not know is not its to show.
func Look(r *Run, c *cases.Case) Detail {
	f := c.Finding()
	d := Detail{Case: c, ID: f.ID, Finding: *f.Statement.Body.Finding, Gap: f.Time.Sub(r.Tree.Time), Known: r.Remarks(c)}
	for _, e := range c.Evidence {
		ev := e.Statement.Body.Evidence
		switch {
		case ev == nil:
		case ev.Type == "code.path":
			d.Path = decode[record.Path](ev.Data)
		case ev.Type == "code.replay":
			d.Replay = decode[record.Replay](ev.Data)
		}
	}
	for _, p := range c.Proposals {
		if d.Proposal == nil || p.Certified {
			d.take(r, p)
		}
	}
	return d
}

func (d *Detail) take(r *Run, p *cases.Proposal) {
	d.Proposal = p
	d.Patch = decode[record.Patch](p.Entry.Statement.Body.Proposal.Data)
	for _, e := range p.Certificates {
		d.Cert, d.CertID = decode[record.Certification](e.Statement.Body.Evidence.Data), e.ID
		d.Gap = max(0, e.Time.Sub(r.Tree.Time)) // one from before the tree was there at once
	}
}

func decode[T any](data json.RawMessage) *T {
	v := new(T)
	if json.Unmarshal(data, v) != nil {
		return nil
	}
	return v
}

// Short is an id as people quote it: the first twelve hexadecimal digits.
func Short(id record.ID) string {
	_, hex, _ := strings.Cut(string(id), ":")
	return hex[:min(12, len(hex))]
}

// Where is the place of a note as people write it, "" for the whole tree.
func Where(n record.Note) string {
	if n.Line > 0 {
		return fmt.Sprintf("%s:%d", n.File, n.Line)
	}
	return n.File
}
