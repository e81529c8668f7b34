package examples

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

// TestFindings holds the engine against the truth: every flaw is found, none of
// the look-alikes is flagged, and what a person can show with a request the twin
// shows too. What falls short is admitted in known, by id; an entry that is no
// longer true fails the test, so the list can only shrink.
func TestFindings(t *testing.T) {
	for _, program := range []string{"shop", "clinic"} {
		t.Run(program, func(t *testing.T) {
			rep, tr := findings(t, program), readTruth(t, program)
			table := score(t, rep, tr)
			t.Logf("\n%s", table.text())
			table.check(t, known[program])
		})
	}
}

// findings scans a program with everything the engine knows.
func findings(t *testing.T, program string) *code.Report {
	t.Helper()
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	e := &code.Engine{
		Languages: []lang.Language{golang.Language{}, python.Language{}}, Rules: all, Demands: demands.All(),
		Options: code.Options{Jobs: 2},
	}
	tree, err := world.OpenTree(program, world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	p, err := e.Load(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := e.Scan(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// result is what became of one item of the truth, or of one finding that no
// item explains.
type result struct {
	id, verdict, note string
}

type scoreTable struct{ results []result }

// score compares a report with the truth. The verdict of a flaw is "reproduced",
// "traced" (found, not shown on the twin), "located" (found, and nothing to
// show) or "missed"; of a look-alike "clear" or "flagged"; of a finding that is
// no item's "extra".
func score(t *testing.T, rep *code.Report, tr truth) scoreTable {
	var out scoreTable
	used := map[*code.Found]bool{}
	for _, it := range tr.Items {
		hits := matching(t, rep.Found, tr.Program, it)
		r := result{id: it.ID, verdict: verdict(it, hits)}
		for _, f := range hits {
			used[f] = true
			r.note = fmt.Sprintf("%s:%d %s: %s", f.Finding.Where.File, f.Finding.Where.Line, f.Finding.Rule, f.Replay.Reason)
		}
		if len(hits) == 0 && it.Kind == "flaw" && len(matching(t, rep.Refuted, tr.Program, it)) > 0 {
			r.note = "refuted on the twin"
		}
		out.results = append(out.results, r)
	}
	for _, f := range rep.Found {
		if !used[f] {
			w := f.Finding.Where
			out.results = append(out.results, result{fmt.Sprintf("%s %s:%d", f.Finding.Rule, w.File, w.Line), "extra", f.Replay.Verdict + "; " + f.Finding.Claim})
		}
	}
	return out
}

func verdict(it item, hits []*code.Found) string {
	switch {
	case it.Kind == "safe" && len(hits) == 0:
		return "clear"
	case it.Kind == "safe":
		return "flagged"
	case len(hits) == 0:
		return "missed"
	}
	for _, f := range hits {
		if f.Replay.Verdict == "reproduced" {
			return "reproduced"
		}
	}
	if len(hits[0].Flow().Sources) == 0 {
		return "located"
	}
	return "traced"
}

// matching lists the findings that are about an item: of its class, with a flow
// that ends at its place or passes it on the way, and comes from its source
// when it names one.
func matching(t *testing.T, found []*code.Found, program string, it item) []*code.Found {
	at := spanOf(t, program, place{it.File, it.Marker})
	if p, ok := elsewhere[it.ID]; ok {
		it.File, at = p.File, spanOf(t, program, p)
	}
	var out []*code.Found
	for _, f := range found {
		if !slices.Contains(f.Finding.CWE, it.CWE) {
			continue
		}
		if slices.ContainsFunc(f.Flows, func(flow *solve.Flow) bool {
			switch {
			case !passes(flow, it.File, at):
				return false
			case it.Source == nil || stored(flow):
				return true
			case it.Kind == "safe": // others of the same statement are not it
				return begins(flow, it.Source.File, spanOf(t, program, *it.Source))
			}
			return passes(flow, it.Source.File, spanOf(t, program, *it.Source))
		}) {
			out = append(out, f)
		}
	}
	return out
}

// stored says whether a flow begins in the data base: where one request left what
// another shows.
func stored(f *solve.Flow) bool {
	return !slices.ContainsFunc(f.Sources, func(s solve.Source) bool { return s.Kind != "db" })
}

// passes says whether a flow ends on, starts on or passes the lines of a place.
func passes(f *solve.Flow, file string, at ir.Span) bool {
	on := func(u *ir.Unit, s ir.Span) bool {
		return u != nil && u.Path == file && s.Start <= at.End && s.End >= at.Start
	}
	if on(f.At.Unit, f.At.Span) {
		return true
	}
	for _, s := range f.Path {
		if on(s.Unit, s.Span) {
			return true
		}
	}
	return begins(f, file, at)
}

// begins says whether a flow starts on the lines of a place.
func begins(f *solve.Flow, file string, at ir.Span) bool {
	return slices.ContainsFunc(f.Sources, func(s solve.Source) bool {
		return s.At.Unit != nil && s.At.Unit.Path == file && s.At.Span.Start <= at.End && s.At.Span.End >= at.Start
	})
}

// spanOf is a place of the truth, widened to whole lines.
func spanOf(t *testing.T, program string, p place) ir.Span {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(program, filepath.FromSlash(p.File)))
	if err != nil {
		t.Fatal(err)
	}
	start := bytes.Index(text, []byte(p.Marker))
	if start < 0 {
		t.Fatalf("%s has no %q", p.File, p.Marker)
	}
	end := start + len(p.Marker) - 1
	start = bytes.LastIndexByte(text[:start], '\n') + 1
	if n := bytes.IndexByte(text[end:], '\n'); n >= 0 {
		end += n
	}
	return ir.Span{Start: uint32(start), End: uint32(end)}
}

func (s scoreTable) text() string {
	var b strings.Builder
	count := map[string]int{}
	for _, r := range s.results {
		count[r.verdict]++
		fmt.Fprintf(&b, "%-10s %-28s %s\n", r.verdict, r.id, r.note)
	}
	for _, v := range []string{"reproduced", "located", "traced", "missed", "clear", "flagged", "extra"} {
		fmt.Fprintf(&b, "%s %d  ", v, count[v])
	}
	return b.String()
}

// check compares the verdicts with what is admitted.
func (s scoreTable) check(t *testing.T, known map[string]shortfall) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range s.results {
		admitted, ok := known[r.id]
		seen[r.id] = true
		switch good := slices.Contains([]string{"reproduced", "located", "clear"}, r.verdict); {
		case good && ok:
			t.Errorf("%s is %s now: take it out of known", r.id, r.verdict)
		case !good && !ok:
			t.Errorf("%s is %s (%s)", r.id, r.verdict, r.note)
		case !good && admitted.verdict != r.verdict:
			t.Errorf("%s is %s, known says %s", r.id, r.verdict, admitted.verdict)
		}
	}
	for id := range known {
		if !seen[id] {
			t.Errorf("known names %s, which the engine no longer says: take it out", id)
		}
	}
}

// elsewhere says where the engine reports a flaw whose cause stands on another
// line: at the call that makes it matter.
var elsewhere = map[string]place{
	"shop-key-default":     {"internal/auth/keys.go", `const defaultKey = "9f2b-copper-clay-session-4471"`},
	"shop-reset-random":    {"internal/auth/password.go", "code[i] = codeAlphabet[r.Intn(len(codeAlphabet))]"},
	"shop-server-timeouts": {"main.go", "return server.ListenAndServe()"},
	"clinic-xxe-referral":  {"clinic/services/records.py", "parser.parse(io.BytesIO(content))"},
}

// A shortfall is an answer of the engine that is admitted to fall short.
type shortfall struct{ verdict, why string }

// known admits what the engine gets wrong, by program and id of the truth. The
// place of an extra finding is its id.
var known = map[string]map[string]shortfall{
	"shop": {
		"shop-xss-review":     {"missed", "stored: one request writes the review, another shows it"},
		"shop-mail-header":    {"traced", "the twin does not pass all the checks on the way"},
		"shop-safe-mail-name": {"flagged", "the fields of a mail are put together in a loop, and are one there"},
		"shop-safe-mail-to":   {"flagged", "as shop-safe-mail-name"},
		"shop-jwt-none":       {"missed", "a table of the program's own checks of signatures; no library call is wrong"},
	},
	"clinic": {
		"clinic-jwt-unverified": {"missed", "the program's own parser of tokens; no library call is wrong"},
		"clinic-hook-optional":  {"missed", "the program's own check of a signature; no library call is wrong"},
		"clinic-safe-ldap-mail": {"flagged", "escaping character by character in a generator"},
	},
}
