package main

import (
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/record"
)

func TestBaselineDays(t *testing.T) {
	f := &record.Finding{Rule: "sql-injection", Key: "k"}
	line := string(record.Sum([]byte("k"))) + " sql-injection a.go:f"
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateTime, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		text string
		now  string
		want bool
	}{
		{line, "2026-01-01 00:00:00", true},
		{line + " # for good", "2999-01-01 00:00:00", true},
		{line + " until 2026-03-31", "2026-03-31 23:59:59", true},
		{line + " until 2026-03-31 # why", "2026-04-01 00:00:00", false},
		{line + " until 2026-03-31\n" + line + " until 2027-03-31", "2026-04-01 00:00:00", true},
		{strings.Replace(line, "sql-injection", "weak-hash", 1), "2026-01-01 00:00:00", false},
		{"# nothing\n\n", "2026-01-01 00:00:00", false},
	} {
		b, err := parseBaseline([]byte(c.text))
		if err != nil {
			t.Fatalf("%q: %v", c.text, err)
		}
		if got := b.covers(f, day(c.now)); got != c.want {
			t.Errorf("%q on %s: %v", c.text, c.now, got)
		}
	}
}

func TestBaselineErrors(t *testing.T) {
	sum := string(record.Sum(nil))
	for _, text := range []string{"sql-injection a.go", sum, sum + " sql-injection", sum[:20] + " sql-injection a.go:f", sum + " r p until 2026-13-01"} {
		if _, err := parseBaseline([]byte(text)); err == nil {
			t.Errorf("%q is taken for a baseline", text)
		}
	}
}

// What is written is read back as the same, whatever names a project has.
func FuzzBaseline(f *testing.F) {
	f.Add("a.go:f", "why")
	f.Add("a b#c\n.go:\x1b[31m", "# until 2026-01-01")
	f.Fuzz(func(t *testing.T, place, text string) {
		if b, err := parseBaseline([]byte(text)); err == nil {
			_ = b.String()
		}
		b := baseline{{key: record.Sum([]byte(place)), rule: "sql-injection", place: oneWord(place)}}
		again, err := parseBaseline([]byte(b.String()))
		if err != nil || len(again) != 1 || again[0].key != b[0].key || again.String() != b.String() {
			t.Errorf("%q is read back as %v (%v)", b.String(), again, err)
		}
	})
}
