package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"golang.org/x/tools/txtar"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/render/html"
	jsonformat "github.com/prunella/prunella/render/json"
	sarifformat "github.com/prunella/prunella/render/sarif"
	"github.com/prunella/prunella/render/text"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/views/gap"
	"github.com/prunella/prunella/world"
)

var update = flag.Bool("update", false, "write the golden file")

var formats = []render.Renderer{
	text.Renderer{}, text.Renderer{Color: true, Width: 60, Verbose: true}, jsonformat.Renderer{}, sarifformat.Renderer{}, html.Renderer{},
}

// A teller puts a run on a record, as the wing and the ladder do.
type teller struct {
	t    *testing.T
	log  ledger.Log
	now  time.Time
	tree ledger.Entry
}

func newTeller(t *testing.T) *teller {
	tell := &teller{t: t, now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	log, err := memory.New(memory.Options{Rand: world.SeededRandom(1), Clock: func() time.Time {
		tell.now = tell.now.Add(500 * time.Millisecond)
		return tell.now
	}})
	if err != nil {
		t.Fatal(err)
	}
	tell.log = log
	tell.tree = tell.evidence("code.tree", map[string]int{"files": 3})
	return tell
}

func (t *teller) say(name string, b record.Body, cites ...ledger.Entry) ledger.Entry {
	t.t.Helper()
	var ids []record.ID
	for _, e := range cites {
		ids = append(ids, e.ID)
	}
	s, err := record.New(record.By{Kind: record.Tool, Name: name}, b, []record.Ref{"repo:shop"}, ids)
	if err != nil {
		t.t.Fatal(err)
	}
	e, err := t.log.Append(t.t.Context(), s)
	if err != nil {
		t.t.Fatal(err)
	}
	return e
}

func (t *teller) evidence(kind string, shape any, cites ...ledger.Entry) ledger.Entry {
	t.t.Helper()
	data, err := json.Marshal(shape)
	if err != nil {
		t.t.Fatal(err)
	}
	return t.say("assure", record.Body{Evidence: &record.Evidence{Type: kind, Summary: "seen", Data: data}}, cites...)
}

// flaw tells a whole case whose every text from the project is given.
func (t *teller) flaw(rule, file, foreign string, line string) {
	column := strings.Index(line, "Query") + 1
	at := record.Place{File: file, Line: 7, Column: column, EndLine: 7, EndCol: column + 5, Func: "shop.byName"}
	path := t.evidence("code.path", record.Path{
		Sources: []string{foreign}, Sink: "Query", Reason: foreign,
		Steps: []record.PathStep{{Place: at, Text: line, Note: foreign}},
	}, t.tree)
	replay := t.evidence("code.replay", record.Replay{
		Verdict: "reproduced", Reason: foreign, Witness: "curl '" + foreign + "'", Benign: foreign, Attacked: foreign + "'",
	}, t.tree)
	finding := t.say("code", record.Body{Finding: &record.Finding{
		Rule: rule, CWE: []string{"CWE-89"}, Claim: "query parameter " + foreign + " becomes part of a statement at Query and may contain ', which ends the literal",
		Severity: record.Critical, Confidence: 99, Level: record.Reproduced, Where: at, Key: rule + foreign, Hint: "Pass it as a parameter.",
	}}, t.tree, path, replay)
	data, err := json.Marshal(record.Patch{
		Diff:  "--- a/x.go\n+++ b/x.go\n@@ -6,3 +6,3 @@\n a\n-" + line + "\n+" + line + " // " + foreign + "\n b\n",
		Files: []record.PatchFile{{Path: "x.go", Before: record.Sum([]byte("a")), After: record.Sum([]byte("b"))}}, Strategy: "parameterise", Why: foreign,
	})
	if err != nil {
		t.t.Fatal(err)
	}
	proposal := t.say("fix", record.Body{Proposal: &record.Proposal{
		Action: "code.patch", Target: "repo:shop", Summary: "mend", Base: record.Sum(nil), Data: data, Undo: "revert",
	}}, finding)
	t.evidence(cases.Certificate, record.Certification{Certified: true, Grade: "B", Severity: record.Critical, Rungs: []record.Rung{
		{Rung: "L0", Name: "parses", Status: "passed"}, {Rung: "L1", Name: "builds", Status: "not run", Why: foreign},
	}, Statement: "{}", Signature: record.Signature{Key: "key:x", Sig: []byte{1}}}, proposal)
}

func (t *teller) run(notes record.Notes) *render.Run {
	t.t.Helper()
	view := cases.New(cases.Standard{})
	if err := view.Update(t.t.Context(), t.log); err != nil {
		t.t.Fatal(err)
	}
	gaps, err := gap.Of(t.t.Context(), t.log, view.All())
	if err != nil {
		t.t.Fatal(err)
	}
	return &render.Run{Gap: gaps.Certified, Repo: "repo:shop", Root: "shop", Tree: t.tree, Cases: view.All(), Notes: notes, Version: "1.0.0", Rules: []render.Rule{
		{ID: "sql-injection", Title: "SQL injection", Prose: "# SQL injection\n\nA text.", Hint: "Do not.", CWE: []string{"CWE-89"}, Severity: record.Critical},
	}}
}

func friendly(t *testing.T) *render.Run {
	tell := newTeller(t)
	tell.flaw("sql-injection", "store/goods.go", `"q"`, "\trows := db.Query(\"grün \" + q)")
	tell.say("code", record.Body{Finding: &record.Finding{
		Rule: "weak-hash", Claim: "MD5 is broken", Severity: record.Low, Confidence: 80, Level: record.Located,
		Where: record.Place{File: "store/goods.go", Line: 3, Column: 2}, Key: "k", Hint: "Use SHA-256.", Escalated: "no strategy fits the shape of this code",
	}}, tell.tree)
	return tell.run(record.Notes{
		Notes:   []record.Note{{File: "bad.go", Line: 4, Text: "expected expression"}, {File: "huge.go", Text: "file too large"}, {Text: "work budget spent"}},
		Unknown: []record.Note{{File: "store/goods.go", Line: 9, Text: "a call of example.org/x.F"}}, More: 2,
	})
}

func render1(t *testing.T, f render.Renderer, r *render.Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Render(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGolden holds each format to what it was; -update writes it anew.
func TestGolden(t *testing.T) {
	file := filepath.Join("testdata", "golden.txtar")
	names := []string{"text", "terminal", "json", "sarif", "html"}
	got := &txtar.Archive{Comment: []byte("One run in every format. go test ./render -update writes it.\n\n")}
	for i, f := range formats {
		got.Files = append(got.Files, txtar.File{Name: names[i], Data: []byte(strings.ReplaceAll(render1(t, f, friendly(t)), "\x1b", "ESC"))})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range got.Files {
		if i >= len(want.Files) || !bytes.Equal(want.Files[i].Data, f.Data) {
			t.Errorf("%s is not what it was; see the difference after -update", f.Name)
		}
	}
}

// hostile is what a project may say about itself.
const hostile = "\x1b]0;owned\x07\x1b[2J \u202e\u2066 \u200b\u009b31m <script>alert(1)</script> {{.}} [click](http://evil.example) \U000e0041 end\r\n"

// TestHostile shows a project that wants to command the terminal, the browser and
// whoever reads SARIF.
func TestHostile(t *testing.T) {
	tell := newTeller(t)
	tell.flaw("sql-injection", "a\x1b[31m\u202e<script>.go", hostile, "\trows := db.Query(\""+hostile[:len(hostile)-2]+"\")")
	r := tell.run(record.Notes{Notes: []record.Note{{File: hostile, Text: hostile}}, Unknown: []record.Note{{Text: hostile}}})
	by := render.Held{Case: r.Cases[0], What: record.Taught, Why: hostile, By: r.Tree.ID, Who: hostile, Signer: "key:x", Scope: hostile, Until: tell.now}
	r.Remarked = []render.Held{by}
	by.What = record.Suppressed
	r.Held = []render.Held{by}
	for _, f := range formats {
		out := render1(t, f, r)
		if color, ok := f.(text.Renderer); ok && color.Color {
			out = strip(out)
		}
		for _, c := range out {
			if c != '\n' && !unicode.IsPrint(c) {
				t.Errorf("%s: %U gets through", f.Name(), c)
				break
			}
		}
		if !strings.Contains(out, "owned") {
			t.Errorf("%s: nothing is shown", f.Name())
		}
		if f.Name() != "text" && strings.Contains(out, "<script") {
			t.Errorf("%s: a script gets through", f.Name())
		}
	}
	doc := open(t, render1(t, sarifformat.Renderer{}, r))
	if got := *doc.Runs[0].Results[0].Message.Text; strings.Contains(strings.ReplaceAll(got, `\[`, ""), "[") {
		t.Errorf("a link gets through: %s", got)
	}
}

// What people answer for is not among the open findings, and is shown nevertheless,
// with who does and until when.
func TestHeld(t *testing.T) {
	r := friendly(t)
	held := render.Held{Case: r.Cases[0], What: record.Suppressed, Why: "behind the VPN", By: r.Tree.ID, Who: "ann", Signer: "key:x", Scope: record.ScopePattern, Until: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	r.Cases, r.Held = r.Cases[1:], []render.Held{held}
	for _, f := range formats {
		out := strings.Join(strings.Fields(strip(render1(t, f, r))), " ") // however it is wrapped
		for _, want := range []string{"behind the VPN", "ann", "2026-03-01", "sql-injection"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s does not tell %q", f.Name(), want)
			}
		}
	}
	doc := open(t, render1(t, sarifformat.Renderer{}, r))
	if err := doc.Validate(); err != nil {
		t.Error(err)
	}
	open, suppressed := 0, 0
	for _, res := range doc.Runs[0].Results {
		if len(res.Suppressions) > 0 {
			suppressed++
		} else {
			open++
		}
	}
	if open != 1 || suppressed != 1 {
		t.Errorf("%d results are open and %d suppressed, want one of each", open, suppressed)
	}
}

// strip takes our own colours away, and nothing else.
func strip(s string) string {
	for _, c := range []string{"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[90m", "\x1b[m", "\x1b[0m"} {
		s = strings.ReplaceAll(s, c, "")
	}
	return s
}

func open(t *testing.T, text string) *sarif.Report {
	t.Helper()
	doc, err := sarif.FromBytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestSARIF holds the format to the standard's schema, as another library has it.
func TestSARIF(t *testing.T) {
	doc := open(t, render1(t, sarifformat.Renderer{}, friendly(t)))
	if err := doc.Validate(); err != nil {
		t.Error(err)
	}
	empty := open(t, render1(t, sarifformat.Renderer{}, newTeller(t).run(record.Notes{})))
	if err := empty.Validate(); err != nil {
		t.Error("without findings: ", err)
	}
	res := doc.Runs[0].Results[0]
	fix := res.Fixes[0].ArtifactChanges[0].Replacements[0]
	if *fix.DeletedRegion.StartLine != 7 || *fix.DeletedRegion.EndLine != 8 || !strings.HasPrefix(*fix.InsertedContent.Text, "\trows") {
		t.Errorf("the fix replaces lines %d to %d with %q", *fix.DeletedRegion.StartLine, *fix.DeletedRegion.EndLine, *fix.InsertedContent.Text)
	}
}

// TestColumns: columns count UTF-16 units, and are not said where the line is not
// known.
func TestColumns(t *testing.T) {
	for _, c := range []struct {
		name, line string
		column     int // of Query, in UTF-16 units
	}{
		{"plain", "\tx := db.Query()", 10},
		{"two bytes, one unit", "\tü := db.Query()", 10},
		{"three bytes, one unit", "\tx€ := db.Query()", 11},
		{"four bytes, two units", "\tx😀 := db.Query()", 12},
		{"broken", "\tx\uFFFD := db.Query()", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			tell := newTeller(t)
			tell.flaw("sql-injection", "x.go", "q", c.line)
			region := open(t, render1(t, sarifformat.Renderer{}, tell.run(record.Notes{}))).Runs[0].Results[0].Locations[0].PhysicalLocation.Region
			got := 0
			if region.StartColumn != nil {
				got = *region.StartColumn
			}
			if got != c.column {
				t.Errorf("column %d, want %d", got, c.column)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"plain":            "plain",
		"a\tb":             "a    b",
		"a\nb":             `a\nb`,
		"\x1b[31m":         `\x1b[31m`,
		"\u202eevil":       `\u202eevil`,
		"\u009b31m":        `\u009b31m`,
		"\U000e0041":       `\U000e0041`,
		"grün 日本 😀 \ufffd": "grün 日本 😀 \ufffd",
		"\xff":             "\ufffd",
	} {
		if got := render.Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzPlain: whatever comes in, only what is seen as itself comes out, and what
// is harmless stays as it is.
func FuzzPlain(f *testing.F) {
	f.Add(hostile)
	f.Add("\xff\xfe plain")
	f.Fuzz(func(t *testing.T, s string) {
		got := render.Plain(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not text", got)
		}
		for _, r := range got {
			if !unicode.IsPrint(r) {
				t.Errorf("%q lets %U through", got, r)
			}
		}
		if again := render.Plain(got); again != got {
			t.Errorf("%q becomes %q the second time", got, again)
		}
	})
}

// FuzzEscape: escaped JSON says what it said before.
func FuzzEscape(f *testing.F) {
	f.Add(hostile)
	f.Fuzz(func(t *testing.T, s string) {
		plain, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var before, after string
		if json.Unmarshal(plain, &before) != nil || json.Unmarshal(render.Escape(plain), &after) != nil || before != after {
			t.Errorf("%q becomes %q", before, after)
		}
	})
}

// TestWrap wraps prose and nothing that people copy.
func TestWrap(t *testing.T) {
	out := render1(t, text.Renderer{Width: 60}, friendly(t))
	for _, l := range strings.Split(out, "\n") {
		if utf8.RuneCountInString(l) > 60 && !strings.Contains(l, "Query") && !strings.Contains(l, "rows") && !strings.HasPrefix(l, "critical") && !strings.Contains(l, "findings") && !strings.HasPrefix(l, "gap") {
			t.Errorf("too wide: %q", l)
		}
	}
	if !strings.Contains(out, "\n  and may contain ', which ends the literal\n") {
		t.Errorf("the claim is not wrapped below itself:\n%s", out)
	}
}

// TestBrokenPipe: a writer that fails ends every format with its error.
func TestBrokenPipe(t *testing.T) {
	r := friendly(t)
	for _, f := range formats {
		if err := f.Render(closed{}, r); err == nil {
			t.Errorf("%s: no error", f.Name())
		}
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }
