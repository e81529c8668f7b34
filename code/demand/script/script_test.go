package script

import (
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for src, want := range map[string]string{
		`var x = 'a'; // it's`: "var x = S ;",
		`f("a\"b", 12)`:        "f ( S , N )",
		"`a${b}`":              "S ${",
		`a /* ' */ + b`:        "a + b",
		`'unclosed`:            "S",
		`x = '-prunella()-'`:   "x = S",
		`x = ''-prunella()-''`: "x = S - prunella ( ) - S",
	} {
		if got := strings.Join(Tokens(src), " "); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("var x = 'a'; // b")
	f.Fuzz(func(t *testing.T, s string) { Tokens(s) })
}
