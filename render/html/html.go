// Package html writes a run as one page that needs nothing else: no script, no
// font, no picture from outside, and a policy that forbids them. Everything from
// the project is escaped by html/template.
package html

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// Renderer is the format. The zero value is ready.
type Renderer struct{}

// Name is "html".
func (Renderer) Name() string { return "html" }

//go:embed page.html
var page string

// view is what the page shows.
type view struct {
	Run     *render.Run
	Details []render.Detail
	Counts  []count
	Held    []held
}

type held struct {
	render.Held
	Detail render.Detail
}

type count struct {
	Word string
	N    int
}

// Render implements render.Renderer.
func (Renderer) Render(w io.Writer, r *render.Run) error {
	t, err := template.New("page").Funcs(template.FuncMap{"plain": render.Plain, "code": func(s string) string { return render.Plain(record.Masked(s)) }, "where": render.Where, "short": short, "lines": lines, "class": class}).Parse(page)
	if err != nil {
		return err
	}
	v := view{Run: r}
	bySeverity := map[record.Severity]int{}
	certified := 0
	for _, c := range r.Cases {
		d := render.Look(r, c)
		v.Details = append(v.Details, d)
		bySeverity[d.Finding.Severity]++
		if d.Cert != nil && d.Cert.Certified {
			certified++
		}
	}
	for _, s := range []record.Severity{record.Critical, record.High, record.Medium, record.Low} {
		v.Counts = append(v.Counts, count{string(s), bySeverity[s]})
	}
	v.Counts = append(v.Counts, count{"with a certified patch", certified})
	for _, h := range r.Held {
		v.Held = append(v.Held, held{h, render.Look(r, h.Case)})
	}
	if len(v.Held) > 0 {
		v.Counts = append(v.Counts, count{"suppressed", len(v.Held)})
	}
	return t.Execute(w, v)
}

func short(id record.ID) string { return render.Short(id) }

func lines(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

// class names the style of a diff's line.
func class(line string) string {
	switch {
	case strings.HasPrefix(line, "+"):
		return "add"
	case strings.HasPrefix(line, "-"):
		return "del"
	}
	return "ctx"
}
