// Package gaps shows the security gap of a record: for each case when its flaw could
// be known, and how long it took from there until it was found, until a remedy was
// certified, and until that was applied. It writes text for people, JSON for programs,
// and one HTML page with a plot, which needs nothing from elsewhere and runs nothing.
//
// What a case has not come to is missing, never zero.
package gaps

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"math"
	"time"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/views/gap"
)

// A Report is the gap of some cases; Cases and Summary.Gaps have the same order.
type Report struct {
	Repo    string
	Cases   []*cases.Case
	Summary gap.Summary
}

// A Writer writes a report in one format.
type Writer func(w io.Writer, r Report) error

// Writers are the formats by the words that users type.
func Writers() map[string]Writer {
	return map[string]Writer{"text": Text, "json": JSON, "html": HTML}
}

// Text writes a line for each case and a line for each percentile.
func Text(w io.Writer, r Report) error {
	if len(r.Cases) == 0 {
		_, err := fmt.Fprintln(w, "no findings are on the record")
		return err
	}
	out := &sticky{w: w}
	out.line("%-20s  %10s  %10s  %10s  finding", "knowable", "found", "certified", "applied")
	for i, g := range r.Summary.Gaps {
		f := r.Cases[i].Finding().Statement.Body.Finding
		out.line("%-20s  %10s  %10s  %10s  %s %s:%d", g.Knowable.UTC().Format("2006-01-02 15:04:05"), words(&g.Found), words(g.Certified), words(g.Applied),
			render.Plain(f.Rule), render.Plain(f.Where.File), f.Where.Line)
	}
	out.line("")
	for _, row := range r.rows() {
		out.line("%-9s  %4d of %d  half within %s, 95 %% within %s, all within %s", row.Name, row.Count, len(r.Cases), words(&row.P50), words(&row.P95), words(&row.Max))
	}
	return out.err
}

type sticky struct {
	w   io.Writer
	err error
}

func (s *sticky) line(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format+"\n", args...)
	}
}

// words is a duration as people say it, "-" when there is none.
func words(d *time.Duration) string {
	switch {
	case d == nil:
		return "-"
	case *d < time.Minute:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case *d < 2*time.Hour:
		return fmt.Sprintf("%.1f min", d.Minutes())
	case *d < 48*time.Hour:
		return fmt.Sprintf("%.1f h", d.Hours())
	}
	return fmt.Sprintf("%.1f d", d.Hours()/24)
}

type row struct {
	Name string
	gap.Spread
}

// rows are the stages that any case has come to.
func (r Report) rows() (out []row) {
	for _, one := range []row{{"found", r.Summary.Found}, {"certified", r.Summary.Certified}, {"applied", r.Summary.Applied}} {
		if one.Count > 0 {
			out = append(out, one)
		}
	}
	return out
}

// JSON writes the report as one object; durations are in seconds.
func JSON(w io.Writer, r Report) error {
	type one struct {
		Finding   record.ID `json:"finding"`
		Rule      string    `json:"rule"`
		File      string    `json:"file"`
		Line      int       `json:"line"`
		Knowable  time.Time `json:"knowable"`
		Found     float64   `json:"found"`
		Certified *float64  `json:"certified,omitempty"`
		Applied   *float64  `json:"applied,omitempty"`
	}
	type spread struct {
		Count int     `json:"count"`
		P50   float64 `json:"p50"`
		P95   float64 `json:"p95"`
		Max   float64 `json:"max"`
	}
	seconds := func(d *time.Duration) *float64 {
		if d == nil {
			return nil
		}
		s := d.Seconds()
		return &s
	}
	all, spreads := []one{}, map[string]spread{}
	for i, g := range r.Summary.Gaps {
		e := r.Cases[i].Finding()
		f := e.Statement.Body.Finding
		all = append(all, one{e.ID, f.Rule, f.Where.File, f.Where.Line, g.Knowable.UTC(), g.Found.Seconds(), seconds(g.Certified), seconds(g.Applied)})
	}
	for _, row := range r.rows() {
		spreads[row.Name] = spread{row.Count, row.P50.Seconds(), row.P95.Seconds(), row.Max.Seconds()}
	}
	text, err := json.MarshalIndent(map[string]any{"repo": r.Repo, "cases": all, "spread": spreads}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(render.Escape(text), '\n'))
	return err
}

//go:embed page.html
var page string

// The plot's size, in its own units.
const (
	width, height = 900.0, 320.0
	left, bottom  = 70.0, 40.0
)

// A mark is one stage of one case in the plot.
type mark struct {
	X, Y  float64
	Class string // "found", "certified", "applied"
	Title string
}

// A tick is a line of the plot's scale, which is logarithmic.
type tick struct {
	Y    float64
	Word string
}

// HTML writes a page with a plot: the cases in the order in which they could be
// known, and above each how long the stages took.
func HTML(w io.Writer, r Report) error {
	t, err := template.New("page").Funcs(template.FuncMap{"words": func(d time.Duration) string { return words(&d) }, "plain": render.Plain}).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		Report
		Rows          []row
		Marks         []mark
		Ticks         []tick
		Width, Height float64
		Lines         []line
	}{r, r.rows(), r.marks(), ticks(), width, height, r.lines()})
}

// A line is a case in the page's table.
type line struct {
	When, Rule, File          string
	Line                      int
	Found, Certified, Applied string
}

func (r Report) lines() (out []line) {
	for i, g := range r.Summary.Gaps {
		f := r.Cases[i].Finding().Statement.Body.Finding
		out = append(out, line{g.Knowable.UTC().Format("2006-01-02 15:04:05"), render.Plain(f.Rule), render.Plain(f.Where.File), f.Where.Line, words(&g.Found), words(g.Certified), words(g.Applied)})
	}
	return out
}

// shortest and longest are the ends of the scale: a hundredth of a second, a year.
const (
	shortest = 10 * time.Millisecond
	longest  = 365 * 24 * time.Hour
)

func y(d time.Duration) float64 {
	d = min(max(d, shortest), longest)
	share := math.Log(float64(d)/float64(shortest)) / math.Log(float64(longest)/float64(shortest))
	return math.Round(height - bottom - share*(height-bottom-10))
}

func ticks() (out []tick) {
	for _, t := range []struct {
		d    time.Duration
		word string
	}{{shortest, "10 ms"}, {time.Second, "1 s"}, {time.Minute, "1 min"}, {time.Hour, "1 h"}, {24 * time.Hour, "1 d"}, {30 * 24 * time.Hour, "30 d"}, {longest, "1 y"}} {
		out = append(out, tick{y(t.d), t.word})
	}
	return out
}

func (r Report) marks() (out []mark) {
	step := (width - left - 20) / float64(max(len(r.Cases), 1))
	for i, g := range r.Summary.Gaps {
		x := math.Round(left + step*(float64(i)+0.5))
		f := r.Cases[i].Finding().Statement.Body.Finding
		add := func(class string, d *time.Duration) {
			if d != nil {
				out = append(out, mark{x, y(*d), class, fmt.Sprintf("%s %s:%d %s after %s", render.Plain(f.Rule), render.Plain(f.Where.File), f.Where.Line, class, words(d))})
			}
		}
		add("found", &g.Found)
		add("certified", g.Certified)
		add("applied", g.Applied)
	}
	return out
}
