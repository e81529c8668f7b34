package record_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/prunella/prunella/record"
)

var (
	tool = record.By{Kind: record.Tool, Name: "prunella", Version: "1", Vendor: "us"}
	id   = record.ID(record.Sum([]byte("something said before")))
)

// one of each noun, with every field set and strings that want escaping.
func samples() map[string]record.Statement {
	about := []record.Ref{"file:a b.go", "repo:shop"}
	cites := []record.ID{id}
	d := record.Sum(nil)
	all := map[string]record.Body{
		"evidence": {Evidence: &record.Evidence{
			Type: "code.path", Summary: "a \"quoted\"\tline\n\x01 <b>é\u2028", Blobs: []record.Digest{d},
			Data: []byte("{ \"b\" : [1, -2, true, null], \"a\": {\"\\u00e9\": \"\\ud83d\\ude00\"} }"),
		}},
		"finding": {Finding: &record.Finding{
			Rule: "sql-injection", CWE: []string{"CWE-89", "CWE-20"}, Claim: "q reaches the query", Severity: record.High,
			Confidence: 90, Level: record.Traced, Key: "k", Hint: "bind it", Escalated: "no", MendedBy: "another at a/b.go:7:1",
			Where: record.Place{File: "a/b.go", Line: 1, Column: 2, EndLine: 3, EndCol: 4, Func: "f"},
		}},
		"proposal": {Proposal: &record.Proposal{
			Action: "code.patch", Target: "repo:shop", Summary: "bind", Against: "sql-injection at a/b.go:1", Base: d, Data: []byte(`"x"`), Blobs: []record.Digest{d}, Undo: "git revert",
		}},
		"decision": {Decision: &record.Decision{
			Proposal: id, Allow: true, Reason: "certified", Policies: []string{"p1", "p0"}, Until: 1767225600,
			Signatures: []record.Signature{{Key: "key:abc", Sig: []byte(strings.Repeat("s", 64))}},
		}},
		"receipt": {Receipt: &record.Receipt{
			Proposal: id, Decision: id, Outcome: record.Done, Summary: "on a branch", Output: d, Undo: []byte(`{"branch":"b"}`),
		}},
	}
	out := make(map[string]record.Statement)
	for kind, body := range all {
		out[kind] = record.Statement{By: tool, About: about, Cites: cites, Body: body}
	}
	return out
}

// The ids ever given depend on these bytes. A change here is a new format.
func TestGolden(t *testing.T) {
	for kind, want := range map[string]record.ID{
		"evidence": "sha256:fd95a9392e6aa2608d02e600aa89150d2e35f1cda717246f83751ad716e825be",
		"finding":  "sha256:93b5ed6a74826fd6290355a240f44b480719887d7df8c5a39f152f910205bf31",
		"proposal": "sha256:d5b3d9781229621ddea91fc5c195bb874b9339b92c008949689cc387ae4faceb",
		"decision": "sha256:2c4bcfed18bfda8b01e3d021f9f5961c02982d4273cc7086a1a05bb7fa1c5173",
		"receipt":  "sha256:1c8b4eb6474c20288038870e6494368c983b013bebc6f346a5ae82c8bdbd5519",
	} {
		text, err := record.Encode(samples()[kind])
		if err != nil {
			t.Fatal(err)
		}
		if got, err := samples()[kind].ID(); err != nil || got != want {
			t.Errorf("%s: id is %s, want %s, %v; encoded\n%s", kind, got, want, err, text)
		}
	}
}

func TestEncodingIsWhatItLooksLike(t *testing.T) {
	got, err := record.Encode(samples()["evidence"])
	if err != nil {
		t.Fatal(err)
	}
	want := `{"by":{"kind":"tool","name":"prunella","version":"1","vendor":"us"},"about":["file:a b.go","repo:shop"],"cites":["` + string(id) +
		`"],"body":{"evidence":{"type":"code.path","summary":"a \"quoted\"\tline\n\u0001 <b>é` + "\u2028" +
		`","data":{"a":{"é":"😀"},"b":[1,-2,true,null]},"blobs":["` + string(record.Sum(nil)) + `"]}}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDecodeIsTheInverse(t *testing.T) {
	for kind, s := range samples() {
		text, err := record.Encode(s)
		if err != nil {
			t.Fatal(kind, err)
		}
		for name, read := range map[string]func([]byte) (record.Statement, error){"Decode": record.Decode, "Parse": record.Parse} {
			back, err := read(text)
			if err != nil {
				t.Errorf("%s %s: %v", name, kind, err)
				continue
			}
			if diff := cmp.Diff(s, back, cmp.FilterPath(raw, cmp.Comparer(sameJSON))); diff != "" {
				t.Errorf("%s %s: something is lost (-written +read):\n%s", name, kind, diff)
			}
			again, err := record.Encode(back)
			if err != nil || string(again) != string(text) {
				t.Errorf("%s %s: read back as\n%s\nwas\n%s", name, kind, again, text)
			}
		}
	}
}

func raw(p cmp.Path) bool { return p.Last().Type() == reflect.TypeFor[json.RawMessage]() }

func sameJSON(a, b json.RawMessage) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && cmp.Equal(x, y)
}

func TestForeignText(t *testing.T) {
	good := `{"by":{"kind":"tool","name":"t"},"body":{"evidence":{"type":"a","summary":""}}}`
	for name, c := range map[string]struct {
		text          string
		parse, decode bool
	}{
		"as we write it":    {good, true, true},
		"white space":       {strings.ReplaceAll(good, ":", " : "), true, false},
		"other order":       {`{"body":{"evidence":{"summary":"","type":"a"}},"by":{"name":"t","kind":"tool"}}`, true, false},
		"needless escape":   {strings.Replace(good, `"a"`, `"\u0061"`, 1), true, false},
		"unknown field":     {strings.Replace(good, `"type"`, `"x":1,"type"`, 1), false, false},
		"field in capitals": {strings.Replace(good, `"type"`, `"Type"`, 1), false, false},
		"field twice":       {strings.Replace(good, `"type":"a"`, `"type":"a","type":"b"`, 1), false, false},
		"null for nothing":  {strings.Replace(good, `"body"`, `"cites":null,"body"`, 1), false, false},
		"empty list":        {strings.Replace(good, `"body"`, `"cites":[],"body"`, 1), false, false},
		"something behind":  {good + "{}", false, false},
		"cut":               {good[:len(good)-1], false, false},
		"nothing":           {"", false, false},
		"not UTF-8":         {strings.Replace(good, `"a"`, "\"\xff\"", 1), false, false},
		"half a surrogate":  {strings.Replace(good, `"a"`, `"\ud800"`, 1), false, false},
		"a float":           {strings.Replace(good, `"summary"`, `"data":1.5,"summary"`, 1), false, false},
		"minus nought":      {strings.Replace(good, `"summary":""`, `"summary":"","data":-0`, 1), false, false},
		"beyond 2^53":       {strings.Replace(good, `"summary":""`, `"summary":"","data":9007199254740992`, 1), false, false},
		"too deep":          {strings.Repeat("[", 1<<19), false, false},
		"deep in a string":  {strings.Replace(good, `"a"`, `"`+strings.Repeat("[", 100)+`"`, 1), true, true},
		"too large":         {strings.Replace(good, `"a"`, `"`+strings.Repeat("a", record.MaxSize)+`"`, 1), false, false},
	} {
		if _, err := record.Parse([]byte(c.text)); (err == nil) != c.parse {
			t.Errorf("%s: Parse says %v", name, err)
		}
		if _, err := record.Decode([]byte(c.text)); (err == nil) != c.decode {
			t.Errorf("%s: Decode says %v", name, err)
		}
	}
}

func TestDepthIsCountedAlike(t *testing.T) {
	s := samples()["evidence"]
	for depth := record.MaxDepth - 5; depth <= record.MaxDepth+1; depth++ {
		s.Body.Evidence.Data = []byte(strings.Repeat("[", depth) + strings.Repeat("]", depth))
		text, err := record.Encode(s)
		if want := depth <= record.MaxDepth-3; (err == nil) != want {
			t.Errorf("depth %d: encode says %v", depth, err)
		} else if err == nil {
			if _, err := record.Decode(text); err != nil {
				t.Errorf("depth %d: decode says %v", depth, err)
			}
		}
	}
}

func TestNotToBeSaid(t *testing.T) {
	for _, c := range []struct {
		kind, says string
		bend       func(s *record.Statement)
	}{
		{"finding", "by.kind", func(s *record.Statement) { s.By.Kind = "god" }},
		{"finding", "by.name", func(s *record.Statement) { s.By.Name = "" }},
		{"finding", "by holds", func(s *record.Statement) { s.By.Vendor = "\xff" }},
		{"finding", "0 nouns", func(s *record.Statement) { s.Body = record.Body{} }},
		{"finding", "2 nouns", func(s *record.Statement) { s.Body.Evidence = &record.Evidence{Type: "a"} }},
		{"finding", "about is not sorted", func(s *record.Statement) { s.About = []record.Ref{"b:b", "a:a"} }},
		{"finding", "about is not sorted", func(s *record.Statement) { s.About = []record.Ref{"a:a", "a:a"} }},
		{"finding", "not a reference", func(s *record.Statement) { s.About = []record.Ref{"shop"} }},
		{"finding", "not a reference", func(s *record.Statement) { s.About = []record.Ref{"Repo:shop"} }},
		{"finding", "control characters", func(s *record.Statement) { s.About = []record.Ref{"repo:a\x1b[2J"} }},
		{"finding", "not an id", func(s *record.Statement) { s.Cites = []record.ID{"sha256:ABC"} }},
		{"finding", "severity", func(s *record.Statement) { s.Body.Finding.Severity = "terrible" }},
		{"finding", "level", func(s *record.Statement) { s.Body.Finding.Level = "" }},
		{"finding", "confidence", func(s *record.Statement) { s.Body.Finding.Confidence = 101 }},
		{"finding", "clean path", func(s *record.Statement) { s.Body.Finding.Where.File = "../a" }},
		{"finding", "clean path", func(s *record.Statement) { s.Body.Finding.Where.File = "/etc/passwd" }},
		{"finding", "negative", func(s *record.Statement) { s.Body.Finding.Where.Line = -1 }},
		{"finding", "no file", func(s *record.Statement) { s.Body.Finding.Where.File = "" }},
		{"evidence", "type", func(s *record.Statement) { s.Body.Evidence.Type = "" }},
		{"evidence", "digest", func(s *record.Statement) { s.Body.Evidence.Blobs = []record.Digest{"x"} }},
		{"proposal", "undo", func(s *record.Statement) { s.Body.Proposal.Undo = "" }},
		{"proposal", "base", func(s *record.Statement) { s.Body.Proposal.Base = "" }},
		{"decision", "decision.proposal", func(s *record.Statement) { s.Body.Decision.Proposal = "" }},
		{"decision", "64", func(s *record.Statement) { s.Body.Decision.Signatures[0].Sig = nil }},
		{"receipt", "outcome", func(s *record.Statement) { s.Body.Receipt.Outcome = "perhaps" }},
	} {
		s := samples()[c.kind]
		c.bend(&s)
		_, err := record.Encode(s)
		if !errors.Is(err, record.ErrInvalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: want a complaint of %q, got %v", c.kind, c.says, err)
		}
	}
}

func TestNewSorts(t *testing.T) {
	about := []record.Ref{"b:b", "a:a", "b:b"}
	body := record.Body{Evidence: &record.Evidence{Type: "a"}}
	s, err := record.New(tool, body, about, []record.ID{id, id})
	if err != nil || !slices.Equal(s.About, []record.Ref{"a:a", "b:b"}) || len(s.Cites) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	if about[0] != "b:b" {
		t.Error("the caller's slice was changed")
	}
}

func TestKeysAreSortedByUTF16(t *testing.T) {
	// The example of RFC 8785, section 3.2.3.
	in := `{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"o"}`
	got, err := record.Canonical([]byte(in))
	want := "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\",\"€\":\"Euro Sign\",\"😀\":\"Emoji\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"
	if err != nil || string(got) != want {
		t.Errorf("got\n%s\nwant\n%s\n%v", got, want, err)
	}
}

func ExampleNew() {
	s, err := record.New(
		record.By{Kind: record.Tool, Name: "example"},
		record.Body{Evidence: &record.Evidence{Type: "test.run", Summary: "12 tests passed"}},
		[]record.Ref{"repo:shop"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := record.Encode(s)
	fmt.Printf("%s %v\n", text, err)
	// Output: {"by":{"kind":"tool","name":"example"},"about":["repo:shop"],"body":{"evidence":{"type":"test.run","summary":"12 tests passed"}}} <nil>
}

func FuzzParse(f *testing.F) {
	for _, s := range samples() {
		text, err := record.Encode(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"by":{"kind":"tool","name":"t"},"body":{"evidence":{"type":"a","summary":"","data":{"b":[1,{"\ud83d\ude00":null}]}}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if c, err := record.Canonical(text); err == nil {
			if again, err := record.Canonical(c); err != nil || string(again) != string(c) {
				t.Errorf("canonical of canonical differs:\n%q\n%q %v", c, again, err)
			}
		}
		s, err := record.Parse(text)
		if err != nil {
			return
		}
		encoded, err := record.Encode(s)
		if err != nil {
			t.Fatalf("parsed but not encoded: %v", err)
		}
		back, err := record.Decode(encoded)
		if err != nil {
			t.Fatalf("encoded but not decoded: %v\n%q", err, encoded)
		}
		if a, b := mustID(t, s), mustID(t, back); a != b {
			t.Errorf("ids differ: %s, %s", a, b)
		}
	})
}

func mustID(t *testing.T, s record.Statement) record.ID {
	t.Helper()
	id, err := s.ID()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func BenchmarkEncode(b *testing.B) {
	s := samples()["finding"]
	for b.Loop() {
		if _, err := record.Encode(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	text, err := record.Encode(samples()["finding"])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := record.Decode(text); err != nil {
			b.Fatal(err)
		}
	}
}
