package gaps_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render/gaps"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/views/gap"
)

// report has one case that was applied and one, of a hostile name, that was found.
func report() gaps.Report {
	one := func(file string) *cases.Case {
		return &cases.Case{Findings: []ledger.Entry{{ID: "sha256:1", Statement: record.Statement{Body: record.Body{
			Finding: &record.Finding{Rule: "sql-injection", Where: record.Place{File: file, Line: 7}},
		}}}}}
	}
	certified, applied := 90*time.Second, 50*time.Hour
	return gaps.Report{
		Repo: "repo:shop", Cases: []*cases.Case{one("a.go"), one("<script>\x1b[31m\u202e\u009b.go")},
		Summary: gap.Summary{
			Gaps:  []gap.Gap{{Found: time.Second, Certified: &certified, Applied: &applied}, {Found: 2 * time.Second}},
			Found: gap.Spread{Count: 2, P50: time.Second, P95: 2 * time.Second, Max: 2 * time.Second}, Certified: gap.Spread{Count: 1, P50: certified, P95: certified, Max: certified},
		},
	}
}

// TestWriters: every format tells what was reached, and what not, and nothing of the
// project's gets through unescaped.
func TestWriters(t *testing.T) {
	for name, wants := range map[string][]string{
		"text": {"1.5 min", "2.1 d", "sql-injection a.go:7", "found         2 of 2  half within 1.00 s", "certified     1 of 2", "  -  "},
		"json": {`"certified": 90`, `"applied": 180000`, `"p95": 2`},
		"html": {"1.5 min", "2.1 d", `<circle class="applied"`, "default-src 'none'", "&lt;script&gt;"},
	} {
		var b bytes.Buffer
		if err := gaps.Writers()[name](&b, report()); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, &b)
			}
		}
		if strings.ContainsAny(b.String(), "\x1b\u202e\u009b") || name == "html" && strings.Contains(b.String(), "<script") {
			t.Errorf("%s: hostile text got through", name)
		}
		if name == "json" && !json.Valid(b.Bytes()) {
			t.Error("no JSON")
		}
	}
}
