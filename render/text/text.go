// Package text shows a run to a person: for each case the claim, the path, the
// witness, the patch, the rungs of its certificate and the gap.
package text

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// Renderer writes plain text, in colour when Color is set.
type Renderer struct{ Color bool }

// Name is "text".
func (Renderer) Name() string { return "text" }

// Render implements render.Renderer.
func (t Renderer) Render(w io.Writer, r *render.Run) error {
	p := &printer{w: w, color: t.Color}
	for _, c := range r.Cases {
		p.detail(render.Look(r, c))
	}
	p.notes(r.Notes)
	p.summary(r)
	return p.err
}

// A printer remembers the first error, so that the layout reads straight down.
type printer struct {
	w     io.Writer
	color bool
	err   error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// The colours of the terminal's own palette, so that themes apply.
const (
	red    = "1"
	green  = "2"
	yellow = "3"
	blue   = "4"
	gray   = "8"
)

func (p *printer) paint(color, s string) string {
	if !p.color {
		return s
	}
	return lipgloss.NewStyle().Foreground(lipgloss.Color(color)).Render(s)
}

func (p *printer) severity(s record.Severity) string {
	switch s {
	case record.Critical, record.High:
		return p.paint(red, string(s))
	case record.Medium:
		return p.paint(yellow, string(s))
	}
	return p.paint(blue, string(s))
}

func (p *printer) detail(d render.Detail) {
	f := d.Finding
	p.line("%s %s  %s:%d  %s %s", p.severity(f.Severity), f.Rule, render.Plain(f.Where.File), f.Where.Line, strings.Join(f.CWE, " "), p.paint(gray, render.Short(d.ID)))
	p.line("  %s", render.Plain(f.Claim))
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
	for _, s := range path.Steps {
		p.line("    %s:%d  %s%s", render.Plain(s.File), s.Line, render.Plain(s.Text), p.note(s.Note))
	}
}

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
	p.line("  %s: %s", p.paint(gray, r.Verdict), render.Plain(r.Reason))
	if r.Witness != "" {
		p.line("  witness  %s", render.Plain(r.Witness))
	}
	if r.Attacked != "" {
		p.line("    in peace      %s", render.Plain(r.Benign))
		p.line("    under attack  %s", render.Plain(r.Attacked))
	}
}

func (p *printer) patch(d render.Detail) {
	if d.Patch == nil {
		if d.Finding.Escalated != "" {
			p.line("  %s: %s", p.paint(yellow, "not mended"), render.Plain(d.Finding.Escalated))
		}
		if d.Finding.Hint != "" {
			p.line("  hint: %s", render.Plain(d.Finding.Hint))
		}
		return
	}
	p.line("  patch (%s): %s", d.Patch.Strategy, render.Plain(d.Patch.Why))
	for _, l := range strings.Split(strings.TrimSuffix(d.Patch.Diff, "\n"), "\n") {
		p.line("    %s", p.diffLine(render.Plain(l)))
	}
}

func (p *printer) diffLine(l string) string {
	switch {
	case strings.HasPrefix(l, "+"):
		return p.paint(green, l)
	case strings.HasPrefix(l, "-"):
		return p.paint(red, l)
	}
	return l
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
		why := ""
		if r.Why != "" {
			why = ": " + render.Plain(r.Why)
		}
		p.line("    %-3s %-8s %s%s", r.Rung, p.verdict(r.Status), r.Name, why)
	}
}

func (p *printer) verdict(v string) string {
	switch v {
	case "passed":
		return p.paint(green, fmt.Sprintf("%-8s", v))
	case "failed":
		return p.paint(red, fmt.Sprintf("%-8s", v))
	}
	return p.paint(yellow, fmt.Sprintf("%-8s", v))
}

func (p *printer) notes(notes []string) {
	for _, n := range notes {
		p.line("%s %s", p.paint(gray, "note:"), render.Plain(n))
	}
	if len(notes) > 0 {
		p.line("")
	}
}

// summary is the last line: what was found and what became of it.
func (p *printer) summary(r *render.Run) {
	if len(r.Cases) == 0 {
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
	p.line("%d findings, %d reproduced, %d with a certified patch, %d applied", len(r.Cases), reproduced, certified, applied)
}
