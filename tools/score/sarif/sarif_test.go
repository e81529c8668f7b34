package sarif

import (
	"fmt"
	"strings"
	"testing"
)

// Tools put the weakness number in different places.
func TestRead(t *testing.T) {
	const at = `"locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b.go"}, "region": {"startLine": 3, "endLine": 4}}}]`
	for _, c := range []struct{ name, rules, result, want string }{
		{"tags, as code hosts want them", `{"id": "r", "properties": {"tags": ["external/cwe/cwe-089"]}}`, `"ruleId": "r", ` + at, "r [89] a b.go:3-4"},
		{"words, as Semgrep writes", `{"id": "r", "properties": {"tags": ["CWE-89: SQL", "OWASP"]}}`, `"ruleId": "r", ` + at, "r [89] a b.go:3-4"},
		{"a relationship, as gosec writes", `{"id": "G201", "relationships": [{"target": {"id": "89", "toolComponent": {"name": "CWE"}}}]}`, `"ruleId": "G201", ` + at, "G201 [89] a b.go:3-4"},
		{"a rule by index", `{"id": "r", "properties": {"cwe": "CWE-22"}}`, `"ruleIndex": 0, ` + at, "r [22] a b.go:3-4"},
		{"taxa of the result", `{"id": "r"}`, `"ruleId": "r", "taxa": [{"id": "CWE-79"}], ` + at, "r [79] a b.go:3-4"},
		{"some of its rule's", `{"id": "r", "properties": {"tags": ["CWE-614", "CWE-1004"]}}`, `"ruleId": "r", "properties": {"tags": ["external/cwe/cwe-1004"]}, ` + at, "r [1004] a b.go:3-4"},
		{"an attack that succeeded", `{"id": "r"}`, `"ruleId": "r", "properties": {"level": "reproduced"}, ` + at, "r [] a b.go:3-4 shown"},
		{"a suppressed one", `{"id": "r"}`, `"ruleId": "r", "suppressions": [{}], ` + at, ""},
		{"a rule that holds", `{"id": "r"}`, `"ruleId": "r", "kind": "pass", ` + at, ""},
		{"no place", `{"id": "r"}`, `"ruleId": "r"`, ""},
		{"a file by URI", `{"id": "r"}`, `"ruleId": "r", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "file:///x/y.go"}}}]`, "r [] /x/y.go:0-0"},
	} {
		text := `{"runs": [{"tool": {"driver": {"rules": [` + c.rules + `]}}, "results": [{` + c.result + `}]}]}`
		findings, err := Read(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got := ""
		for _, f := range findings {
			got += fmt.Sprintf("%s %v %s:%d-%d", f.Rule, f.CWE, f.File, f.From, f.To)
			if f.Shown {
				got += " shown"
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"runs": [{"results": [{"ruleIndex": 7, "locations": [{}]}]}]}`)
	f.Fuzz(func(_ *testing.T, text string) {
		_, _ = Read(strings.NewReader(text)) // foreign bytes: an error or findings, no panic
	})
}
