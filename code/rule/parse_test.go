package rule

import (
	"strings"
	"testing"
)

const sample = `# Tea

Tea is good.
-- rule.yaml --
id: tea
title: Tea
cwe: [CWE-1]
severity: low
sink: [cup]
sources: [http]
claim: "{source} reaches the cup"
-- bad/a.go --
package a
`

func TestParse(t *testing.T) {
	r, err := Parse("tea.txtar", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if r.Prose != "# Tea\n\nTea is good." || len(r.Cases) != 1 || r.Cases[0].Name != "a.go" {
		t.Errorf("parsed %+v", r)
	}
	if !r.Watches("http.query") || r.Watches("httpx") || r.Watches("env") {
		t.Error("Watches takes kinds by dotted prefix")
	}
}

func TestParseErrorsNameTheFault(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"id: tea", "id: coffee", "not the file's name"},
		{"-- rule.yaml --", "-- r.yaml --", `case "r.yaml"`},
		{"bad/a.go", "worse/a.go", `case "worse/a.go"`},
		{"sink: [cup]", "sink: []", "sink is required"},
		{"severity", "severty", "severty"},
		{"# Tea\n\nTea is good.\n", "", "prose"},
	} {
		_, err := Parse("tea.txtar", []byte(strings.Replace(sample, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "tea.txtar: ") {
			t.Errorf("%s: error %v, want one with %q", c.new, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Fuzz(func(t *testing.T, data []byte) { _, _ = Parse("tea.txtar", data) })
}
