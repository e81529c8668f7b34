package text

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

// The answers of CPython 3.11's re: pattern, subject, and what search, match and
// fullmatch give (the match and its groups, or null).
func TestPatternsAgreeWithCPython(t *testing.T) {
	f, err := os.Open("testdata/python_re.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var row []json.RawMessage
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		var pattern, s string
		json.Unmarshal(row[0], &pattern)
		json.Unmarshal(row[1], &s)
		for mode := Search; mode <= Full; mode++ {
			var want []*string
			json.Unmarshal(row[2+mode], &want)
			p, err := Parse(pattern, "python")
			if err != nil {
				t.Fatal(err)
			}
			checkMatch(t, p, mode, s, want)
		}
	}
}

func checkMatch(t *testing.T, p *Pattern, mode Mode, s string, want []*string) {
	t.Helper()
	at := p.Find(mode, s, 0, 1e6)
	if (at == nil) != (want == nil) {
		t.Errorf("%q on %q, mode %d: %v", p.re.source, s, mode, at)
		return
	}
	for i, w := range want {
		if lo := at[2*i]; (lo < 0) != (w == nil) || w != nil && s[lo:at[2*i+1]] != *w {
			t.Errorf("%q on %q, mode %d: group %d is %v", p.re.source, s, mode, i, at[2*i:2*i+2])
		}
	}
	l := p.re.lang(mode)
	if at != nil && !l.Match(s) || at == nil && l.Surely(s) {
		t.Errorf("%q on %q, mode %d: may %v, surely %v", p.re.source, s, mode, l.Match(s), l.Surely(s))
	}
}
