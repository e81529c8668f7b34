// Package sarif reads findings from SARIF 2.1.0 of any tool. It asks for no more
// than a result's rule, its weakness numbers, its own or else its rule's, wherever the tool puts them (tags of
// the rule, taxa, properties), its place, and the places of its code flows.
//
// Limits: results that are suppressed, or of kind "pass", are no findings; a result
// without a file is left out.
package sarif

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/prunella/prunella/tools/score/cwe"
	"github.com/prunella/prunella/tools/score/truth"
)

type document struct {
	Runs []run `json:"runs"`
}

type run struct {
	Tool struct {
		Driver     component   `json:"driver"`
		Extensions []component `json:"extensions"`
	} `json:"tool"`
	Results []result `json:"results"`
}

type component struct {
	Name  string `json:"name"`
	Rules []rule `json:"rules"`
}

type rule struct {
	ID            string          `json:"id"`
	Properties    json.RawMessage `json:"properties"`
	Relationships json.RawMessage `json:"relationships"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    *int              `json:"ruleIndex"`
	Kind         string            `json:"kind"`
	Locations    []place           `json:"locations"`
	Flows        []codeFlow        `json:"codeFlows"`
	Taxa         json.RawMessage   `json:"taxa"`
	Properties   json.RawMessage   `json:"properties"`
	Suppressions []json.RawMessage `json:"suppressions"`
	Rule         struct {
		ID    string `json:"id"`
		Index *int   `json:"index"`
	} `json:"rule"`
}

type codeFlow struct {
	Threads []struct {
		Locations []struct {
			Location place `json:"location"`
		} `json:"locations"`
	} `json:"threadFlows"`
}

type place struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			StartLine int `json:"startLine"`
			EndLine   int `json:"endLine"`
		} `json:"region"`
	} `json:"physicalLocation"`
}

// Read reads the findings of all runs of a document, in their order.
func Read(r io.Reader) ([]truth.Finding, error) {
	var d document
	if err := json.NewDecoder(r).Decode(&d); err != nil {
		return nil, fmt.Errorf("reading SARIF: %w", err)
	}
	var out []truth.Finding
	for _, run := range d.Runs {
		numbers := run.numbers()
		for _, res := range run.Results {
			if f, ok := res.finding(); ok {
				f.Tool = run.Tool.Driver.Name
				if f.CWE = cwe.In(string(res.Taxa) + " " + string(res.Properties)); len(f.CWE) == 0 {
					f.CWE = numbers[f.Rule]
				}
				out = append(out, f)
			}
		}
	}
	return out, nil
}

// numbers lists the weaknesses of each rule.
func (r *run) numbers() map[string][]int {
	out := map[string][]int{}
	for _, c := range append([]component{r.Tool.Driver}, r.Tool.Extensions...) {
		for i, ru := range c.Rules {
			out[ru.ID] = append(out[ru.ID], ru.numbers()...)
			c.fill(r.Results, i, ru.ID)
		}
	}
	return out
}

// fill writes the id into results that name their rule by index only.
func (c *component) fill(results []result, index int, id string) {
	for i := range results {
		r := &results[i]
		if r.RuleID == "" {
			r.RuleID = r.Rule.ID
		}
		if r.RuleID == "" && (r.RuleIndex != nil && *r.RuleIndex == index || r.Rule.Index != nil && *r.Rule.Index == index) {
			r.RuleID = id
		}
	}
}

// numbers of a rule: named in its properties (tags, "cwe", "precision"…), or the
// target of a relationship to the CWE taxonomy.
func (r *rule) numbers() []int {
	out := cwe.In(string(r.Properties))
	var rel []struct {
		Target struct {
			ID        string          `json:"id"`
			Component json.RawMessage `json:"toolComponent"`
		} `json:"target"`
	}
	if json.Unmarshal(r.Relationships, &rel) != nil {
		return out
	}
	for _, one := range rel {
		id := one.Target.ID
		if strings.Contains(strings.ToLower(string(one.Target.Component)), "cwe") && !strings.HasPrefix(strings.ToLower(id), "cwe") {
			id = "CWE-" + id
		}
		out = append(out, cwe.In(id)...)
	}
	return out
}

func (r *result) finding() (truth.Finding, bool) {
	dropped := len(r.Suppressions) > 0 || r.Kind == "pass" || r.Kind == "notApplicable"
	if dropped || len(r.Locations) == 0 {
		return truth.Finding{}, false
	}
	at := r.Locations[0].region()
	f := truth.Finding{Rule: r.RuleID, File: at.File, From: at.From, To: at.To}
	for _, flow := range r.Flows {
		for _, t := range flow.Threads {
			for _, l := range t.Locations {
				f.Path = append(f.Path, l.Location.region())
			}
		}
	}
	f.Shown = r.reproduced()
	return f, at.File != ""
}

// reproduced reports what Prunella says of a result whose attack succeeded.
func (r *result) reproduced() bool {
	var p struct {
		Level string `json:"level"`
	}
	return json.Unmarshal(r.Properties, &p) == nil && p.Level == "reproduced"
}

func (p *place) region() truth.Region {
	at := p.Physical.Region
	r := truth.Region{File: p.Physical.Artifact.URI, From: at.StartLine, To: max(at.StartLine, at.EndLine)}
	if u, err := url.Parse(r.File); err == nil && (u.Scheme == "" || u.Scheme == "file") && u.Path != "" {
		r.File = u.Path
	}
	return r
}
