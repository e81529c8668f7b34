package sarif

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// Renderer is the format. The zero value is ready.
type Renderer struct{}

// Name is "sarif".
func (Renderer) Name() string { return "sarif" }

// Render implements render.Renderer.
func (Renderer) Render(w io.Writer, r *render.Run) error {
	one := run{
		Tool:       tool{Driver: driver{Name: "Prunella", Version: r.Version, Rules: []rule{}}},
		Results:    []result{},
		ColumnKind: "utf16CodeUnits",
		Bases:      map[string]location{"%SRCROOT%": {}},
	}
	index := map[string]int{}
	for i, ru := range r.Rules {
		index[ru.ID] = i
		one.Tool.Driver.Rules = append(one.Tool.Driver.Rules, ruleOf(ru))
	}
	for _, c := range r.Cases {
		d := render.Look(r, c)
		one.Results = append(one.Results, resultOf(d, index[d.Finding.Rule]))
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(document{Schema: schema, Version: "2.1.0", Runs: []run{one}})
}

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

func ruleOf(r render.Rule) rule {
	tags := []string{"security"}
	for _, c := range r.CWE {
		tags = append(tags, "external/cwe/"+strings.ToLower(c))
	}
	return rule{
		ID: r.ID, Name: r.ID, Short: message{Text: r.Title},
		Help: help{Text: r.Prose, Markdown: r.Prose}, Default: config{Level: level(r.Severity)},
		Properties: properties{Tags: tags, Severity: score(r.Severity)},
	}
}

func resultOf(d render.Detail, rule int) result {
	f := d.Finding
	res := result{
		RuleID: f.Rule, RuleIndex: rule, Level: level(f.Severity), Message: message{Text: f.Claim},
		Locations:    []place{placeOf(f.Where, "")},
		Fingerprints: map[string]string{"prunella/v1": f.Key},
		Properties:   resultProperties{ID: string(d.ID), Level: string(f.Level), Confidence: f.Confidence},
	}
	if d.Path != nil && len(d.Path.Steps) > 0 {
		res.Flows = []codeFlow{flowOf(d.Path)}
	}
	if d.Replay != nil {
		res.Properties.Witness = d.Replay.Witness
	}
	if d.Cert != nil && d.Cert.Certified {
		res.Properties.Certificate, res.Properties.Grade = string(d.CertID), d.Cert.Grade
	}
	return res
}

func flowOf(p *record.Path) codeFlow {
	var t threadFlow
	for _, s := range p.Steps {
		t.Locations = append(t.Locations, threadLocation{Location: placeOf(s.Place, s.Note)})
	}
	return codeFlow{Threads: []threadFlow{t}}
}

// placeOf is a place as SARIF says it. Our columns count bytes; on the rare line
// with other characters before the place they are too high, never too low.
func placeOf(p record.Place, note string) place {
	out := place{Physical: physical{
		Artifact: artifact{URI: (&url.URL{Path: p.File}).EscapedPath(), Base: "%SRCROOT%"},
		Region:   region{StartLine: p.Line, StartColumn: p.Column, EndLine: p.EndLine, EndColumn: p.EndCol},
	}}
	if note != "" {
		out.Message = &message{Text: note}
	}
	if p.Func != "" {
		out.Logical = []logical{{Name: p.Func, Kind: "function"}}
	}
	return out
}

func level(s record.Severity) string {
	switch s {
	case record.Critical, record.High:
		return "error"
	case record.Medium:
		return "warning"
	}
	return "note"
}

// score is the number code hosts sort by; the middle of the CVSS band.
func score(s record.Severity) string {
	switch s {
	case record.Critical:
		return "9.5"
	case record.High:
		return "8.0"
	case record.Medium:
		return "5.5"
	}
	return "2.5"
}
