// Package text shows a run to a person: for each case the claim, the path, the
// witness, the patch, the rungs of its certificate and the gap.
//
// Prose is wrapped to the width that is given; what people copy (paths,
// witnesses, patches) never is.
package text

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// Renderer writes plain text. Its zero value wraps nothing and has no colours.
type Renderer struct {
	Color   bool
	Width   int  // of the terminal, in columns; 0: as wide as it gets
	Verbose bool // list the calls that no model covers
}

// Name is "text".
func (Renderer) Name() string { return "text" }

// Render implements render.Renderer.
func (t Renderer) Render(w io.Writer, r *render.Run) error {
	p := &printer{w: w, color: t.Color, width: t.Width}
	for _, c := range r.Cases {
		p.detail(render.Look(r, c))
	}
	p.held(r, t.Verbose)
	p.notes(r.Notes, t.Verbose)
	p.summary(r)
	return p.err
}

func (p *printer) detail(d render.Detail) {
	f := d.Finding
	names := strings.Join(append(slices.Clone(f.CWE), p.paint(gray, render.Short(d.ID))), " ")
	p.line("%s %s  %s:%d  %s", p.severity(f.Severity), f.Rule, render.Plain(f.Where.File), f.Where.Line, names)
	p.prose("  ", f.Claim)
	for _, h := range d.Known {
		p.prose("  "+p.paint(yellow, "learnt")+": ", h.Says()+": "+h.Why)
	}
	p.path(d.Path)
	p.replay(d.Replay)
	p.patch(d)
	p.certificate(d)
	p.line("")
}

func (p *printer) path(path *record.Path) {
	if path == nil || len(path.Steps) == 0 {
		return
	}
	p.line("  path")
	width := 0
	places := make([]string, len(path.Steps))
	for i, s := range path.Steps {
		places[i] = fmt.Sprintf("%s:%d", render.Plain(s.File), s.Line)
		width = max(width, min(len(places[i]), maxPlace))
	}
	for i, s := range path.Steps {
		p.line("    %-*s  %s%s", width, places[i], render.Plain(record.Masked(strings.TrimSpace(s.Text))), p.note(s.Note))
	}
}

// maxPlace is the width above which places no longer push the rest aside.
const maxPlace = 40

func (p *printer) note(n string) string {
	if n == "" {
		return ""
	}
	return p.paint(gray, "   ("+render.Plain(n)+")")
}

func (p *printer) replay(r *record.Replay) {
	if r == nil {
		return
	}
	p.prose("  "+p.paint(gray, r.Verdict)+": ", r.Reason)
	if r.Verdict == "reproduced" && len(r.Assumed) > 0 {
		p.line("  assuming %s", render.Plain(assumed(r.Assumed)))
	}
	if r.Witness != "" {
		p.line("  witness  %s", render.Plain(r.Witness))
	}
	if r.Attacked != "" {
		p.line("    in peace      %s", render.Plain(r.Benign))
		p.line("    under attack  %s", render.Plain(r.Attacked))
	}
}

// shown is how many assumptions a person wants to read; the record has them all.
const shown = 6

func assumed(list []string) string {
	if more := len(list) - shown; more > 1 {
		return fmt.Sprintf("%s; and %d more", strings.Join(list[:shown], "; "), more)
	}
	return strings.Join(list, "; ")
}

func (p *printer) patch(d render.Detail) {
	if d.Patch == nil {
		if d.Finding.Escalated != "" {
			p.prose("  "+p.paint(yellow, "not mended")+": ", d.Finding.Escalated)
		}
		if d.Finding.MendedBy != "" {
			p.prose("  mended by the patch for ", d.Finding.MendedBy)
		}
		if d.Finding.Hint != "" {
			p.prose("  hint: ", d.Finding.Hint)
		}
		return
	}
	p.line("  proposal %s  patch (%s): %s", render.Short(d.Proposal.Entry.ID), d.Patch.Strategy, render.Plain(d.Patch.Why))
	for _, l := range strings.Split(strings.TrimSuffix(d.Patch.Diff, "\n"), "\n") {
		p.line("    %s", p.diffLine(render.Plain(record.Masked(l))))
	}
	p.rollout(d.Patch.Rollout)
}

// rollout is the plan for after it is applied, in three lines.
func (p *printer) rollout(r *record.Rollout) {
	if r == nil {
		return
	}
	var watch []string
	for _, w := range r.Watch {
		watch = append(watch, w.Signal+" ("+w.Limit+")")
	}
	p.prose("  rollout: first ", r.Canary)
	p.prose("    watch ", strings.Join(watch, "; "))
	p.prose("    roll back: ", r.RollBack)
}

func (p *printer) certificate(d render.Detail) {
	if d.Cert == nil {
		return
	}
	word := p.paint(red, "refused")
	if d.Cert.Certified {
		word = p.paint(green, "certified, grade "+d.Cert.Grade)
	}
	p.line("  certificate %s  %s  gap %.2f s", render.Short(d.CertID), word, d.Gap.Seconds())
	for _, r := range d.Cert.Rungs {
		head := fmt.Sprintf("    %-3s %s %s", r.Rung, p.verdict(r.Status), r.Name)
		if r.Why == "" {
			p.line("%s", head)
			continue
		}
		p.prose(head+": ", r.Why)
		if r.Offer != nil {
			p.prose("        offered: ", fmt.Sprintf("%s, %d lines, in the certificate", r.Offer.Path, strings.Count(r.Offer.Text, "\n")))
		}
	}
}

// heldShown is how many suppressed findings are listed without --verbose.
const heldShown = 5

// held lists what is not shown as open, and who answers for it.
func (p *printer) held(r *render.Run, verbose bool) {
	for i, h := range r.Held {
		if i == heldShown && !verbose && len(r.Held) > heldShown+1 {
			p.line("%s %d more are suppressed; --verbose lists them", p.paint(gray, "suppressed:"), len(r.Held)-i)
			break
		}
		f := h.Case.Finding().Statement.Body.Finding
		p.prose(fmt.Sprintf("%s %s  %s:%d  %s  ", p.paint(gray, "suppressed:"), f.Rule, render.Plain(f.Where.File), f.Where.Line, render.Short(h.Case.Finding().ID)),
			h.Why+" ("+h.Says()+")")
	}
	if len(r.Held) > 0 {
		p.line("")
	}
}

// notes tells what was not read, and how much was not known.
func (p *printer) notes(n record.Notes, verbose bool) {
	for _, one := range n.Notes {
		p.about("note:", one)
	}
	switch {
	case verbose:
		for _, one := range n.Unknown {
			p.about("without a model:", one)
		}
	case len(n.Unknown) == 1:
		p.line("%s 1 call of code without a model; --verbose shows it", p.paint(gray, "note:"))
	case len(n.Unknown) > 1:
		p.line("%s %d calls of code without a model; --verbose lists them", p.paint(gray, "note:"), len(n.Unknown))
	}
	if n.More > 0 {
		p.line("%s %d more are not on the record", p.paint(gray, "note:"), n.More)
	}
	for _, why := range n.Partial {
		p.line("%s %s: findings may be missing", p.paint(yellow, "partial:"), why)
	}
	if len(n.Notes)+len(n.Unknown)+len(n.Partial) > 0 {
		p.line("")
	}
}

func (p *printer) about(head string, n record.Note) {
	head = p.paint(gray, head) + " "
	if at := render.Where(n); at != "" {
		head += render.Plain(at) + ": "
	}
	p.prose(head, n.Text)
}

// summary is the last line: what was found and what became of it.
func (p *printer) summary(r *render.Run) {
	if len(r.Cases) == 0 {
		if len(r.Held) > 0 {
			p.line("no findings but %d suppressed", len(r.Held))
			return
		}
		p.line("no findings")
		return
	}
	reproduced, certified, applied := 0, 0, 0
	for _, c := range r.Cases {
		d := render.Look(r, c)
		if d.Finding.Level == record.Reproduced {
			reproduced++
		}
		if d.Cert != nil && d.Cert.Certified {
			certified++
		}
		if d.Proposal != nil && d.Proposal.Applied {
			applied++
		}
	}
	findings := "findings"
	if len(r.Cases) == 1 {
		findings = "finding"
	}
	p.line("%d %s, %d reproduced, %d with a certified patch, %d applied", len(r.Cases), findings, reproduced, certified, applied)
	if g := r.Gap; g.Count > 0 {
		p.line("gap from the tree to the certificate: half within %.2f s, all within %.2f s", g.P50.Seconds(), g.Max.Seconds())
	}
}
