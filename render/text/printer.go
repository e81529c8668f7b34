package text

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// A printer remembers the first error, so that the layout reads straight down.
type printer struct {
	w     io.Writer
	color bool
	width int
	err   error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// narrow is the width below which wrapping does more harm than good.
const narrow = 40

// prose writes foreign text behind a head of ours, wrapped below itself.
func (p *printer) prose(head, text string) {
	text = render.Plain(text)
	indent := min(ansi.StringWidth(head), 16)
	if p.width < narrow || ansi.StringWidth(head)+ansi.StringWidth(text) <= p.width {
		p.line("%s%s", head, text)
		return
	}
	pad := strings.Repeat("\u00a0", ansi.StringWidth(head)-indent) // holds the place of the head's end
	wrapped := ansi.Wordwrap(pad+text, p.width-indent, "")
	lines := strings.Split(strings.TrimPrefix(wrapped, pad), "\n")
	p.line("%s%s", head, lines[0])
	for _, l := range lines[1:] {
		p.line("%s%s", strings.Repeat(" ", indent), l)
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

func (p *printer) diffLine(l string) string {
	switch {
	case strings.HasPrefix(l, "+"):
		return p.paint(green, l)
	case strings.HasPrefix(l, "-"):
		return p.paint(red, l)
	}
	return l
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
