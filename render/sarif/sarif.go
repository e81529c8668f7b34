package sarif

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

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
		Tool:       tool{Driver: driver{Name: "Prunella", Version: r.Version, Language: language, Rules: []rule{}}},
		Results:    []result{},
		Runs:       []invocation{{Successful: true, Notes: notifications(r.Notes)}},
		ColumnKind: "utf16CodeUnits",
		Language:   language,
		Newlines:   []string{"\r\n", "\n"},
		Bases:      map[string]location{"%SRCROOT%": {}},
	}
	index, cwe := map[string]int{}, map[string][]string{}
	for i, ru := range r.Rules {
		index[ru.ID], cwe[ru.ID] = i, ru.CWE
		one.Tool.Driver.Rules = append(one.Tool.Driver.Rules, ruleOf(ru))
	}
	later := patched(r)
	for _, c := range r.Cases {
		d := render.Look(r, c)
		res := resultOf(d, index[d.Finding.Rule], !stale(d.Patch, later))
		if !slices.Equal(d.Finding.CWE, cwe[res.RuleID]) { // some of the rule's
			res.Properties.Tags = weaknesses(d.Finding.CWE)
		}
		one.Results = append(one.Results, res)
	}
	for _, h := range r.Held {
		d := render.Look(r, h.Case)
		res := resultOf(d, index[d.Finding.Rule], false)
		res.Suppressions = []suppression{suppressionOf(h)}
		one.Results = append(one.Results, res)
	}
	text, err := json.MarshalIndent(document{Schema: schema, Version: "2.1.0", Runs: []run{one}}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(render.Escape(text), '\n'))
	return err
}

const language = "en-GB"

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// weaknesses are tags as code hosts read them.
func weaknesses(cwe []string) []string {
	var out []string
	for _, c := range cwe {
		out = append(out, "external/cwe/"+strings.ToLower(c))
	}
	return out
}

func ruleOf(r render.Rule) rule {
	tags := append([]string{"security"}, weaknesses(r.CWE)...)
	return rule{
		ID: r.ID, Name: r.ID, Short: message{Text: r.Title},
		Help: help{Text: r.Prose, Markdown: r.Prose}, Default: config{Level: level(r.Severity)},
		Properties: properties{Tags: tags, Severity: score(r.Severity)},
	}
}

func resultOf(d render.Detail, rule int, fixable bool) result {
	f := d.Finding
	lines := linesOf(d.Path)
	res := result{
		RuleID: f.Rule, RuleIndex: rule, Level: level(f.Severity), Message: say(f.Claim),
		Locations:    []place{lines.place(f.Where, "")},
		Fingerprints: map[string]string{"prunella/v1": strings.TrimPrefix(string(record.Sum([]byte(f.Key))), "sha256:")},
		Properties:   resultProperties{ID: string(d.ID), Level: string(f.Level), Confidence: f.Confidence},
	}
	if d.Path != nil && len(d.Path.Steps) > 0 {
		res.Flows = []codeFlow{lines.flow(d.Path.Steps)}
		for _, steps := range d.Path.Others {
			res.Flows = append(res.Flows, lines.flow(steps))
		}
	}
	if d.Replay != nil {
		res.Properties.Witness = render.Plain(d.Replay.Witness)
	}
	if d.Cert != nil && d.Cert.Certified {
		res.Properties.Certificate, res.Properties.Grade = string(d.CertID), d.Cert.Grade
		if fixable {
			res.Fixes = fixesOf(d.Patch)
		}
	}
	return res
}

func suppressionOf(h render.Held) suppression {
	return suppression{
		Kind: "external", Status: "accepted", Justification: render.Plain(h.Why + " (" + h.Says() + ")"),
		Properties: suppressionProperties{Knowledge: string(h.By), Signer: h.Signer, Until: h.Until.UTC().Format(time.RFC3339)},
	}
}

// say makes a message of foreign text: harmless to show, and without the links
// that SARIF reads into brackets.
func say(text string) message {
	return message{Text: strings.NewReplacer("[", `\[`, "]", `\]`).Replace(render.Plain(text))}
}

func notifications(n record.Notes) []notification {
	out := []notification{}
	for _, one := range n.Notes {
		to := notification{Level: "note", Message: say(one.Text)}
		if one.File != "" {
			to.Locations = []place{lines(nil).place(record.Place{File: one.File, Line: one.Line}, "")}
		}
		out = append(out, to)
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
