package text

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestGoPatternsAgreeWithRegexp(t *testing.T) {
	patterns := []string{
		`^[a-z]+$`, `[<>]`, `a.c`, `^a|b$`, `(?i)script`, `(?m)^x$`, `\bfoo\b`, `(a|b)*abb`, `^\d{2,4}$`, `[^a-c]`,
		`^$`, `a??b`, `x*`, `(?s)a.b`, `\Aab\z`, `é+`, `[à-ü]{2}`, `^(?:ab|cd)+$`, `\Bx`, `a{0,2}b{3}`, ``, `^\w+@\w+\.com$`,
	}
	for _, p := range patterns {
		re := regexp.MustCompile(p)
		l, err := Compile(p, "go", Search)
		if err != nil {
			t.Fatal(p, err)
		}
		rapid.Check(t, func(t *rapid.T) {
			s := rapid.StringOfN(rapid.RuneFrom([]rune("abcxfo <>S\n1é\ufffd@.com_K")), 0, 8, -1).Draw(t, "s")
			if rapid.IntRange(0, 9).Draw(t, "break") == 0 {
				s += "\xc3"
			}
			want := re.MatchString(s)
			if want && !l.Match(s) {
				t.Errorf("%q matches %q; the language does not have it", p, s)
			}
			if !want && l.Surely(s) {
				t.Errorf("%q does not match %q; the language has it", p, s)
			}
			if l.Exact() && want != l.Match(s) {
				t.Errorf("%q, %q: %v", p, s, l.Match(s))
			}
		})
	}
}

func TestPythonPatterns(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		mode    Mode
		s       string
		want    Truth
	}{
		{`^[a-z]+$`, Search, "abc\n", Always}, // $ matches before the last newline
		{`^[a-z]+\Z`, Search, "abc\n", Never},
		{`[a-z]+`, Full, "abc\n", Never},
		{`[a-z]+`, Prefix, "abc;rm", Always}, // re.match leaves the end open
		{`[a-z]+`, Prefix, ";abc", Never},
		{`^https?://good\.org`, Prefix, "https://good.org.evil.com/", Always},
		{`^\d+$`, Search, "12", Always},
		{`^\d+$`, Search, "١٢", Maybe}, // Unicode digits
		{`(a)\1`, Full, "ab", Maybe},
		{`(?i)select`, Search, "SeLeCt", Always},
		{`a(?!b)`, Search, "ab", Maybe},
		{`a  # comment
		   b`, Search, "ab", Never},
		{`(?x) a  # comment
		   b`, Search, "ab", Always},
		{`(?P<y>[0-9]{4})-(?P<m>[0-9]{2})`, Full, "2024-05", Always},
		{`[]a]+`, Full, "]a", Always},
		{`a{,2}`, Full, "aa", Always},
		{`a{x`, Full, "a{x", Always},
	} {
		l, err := Compile(tt.pattern, "python", tt.mode)
		if err != nil {
			t.Errorf("%q: %v", tt.pattern, err)
			continue
		}
		got := Fact{Kind: Matches, Lang: l}.of(tt.s)
		if got != tt.want {
			t.Errorf("%q on %q: %v, want %v", tt.pattern, tt.s, got, tt.want)
		}
		if tt.want != Maybe {
			p, _ := Parse(tt.pattern, "python")
			if found := p.Find(tt.mode, tt.s, 0, 1e6) != nil; found != (tt.want == Always) {
				t.Errorf("%q on %q: the matcher says %v", tt.pattern, tt.s, found)
			}
		}
	}
	for _, bad := range []string{`(`, `)`, `[a`, `a**`, `\q`, `(?P<n>a)(?P<n>b)`, `\1`, `a{3,2}`, `*`} {
		if _, err := Compile(bad, "python", Search); err == nil {
			t.Errorf("%q: want an error", bad)
		}
	}
}

func TestWitnessPassesTheGuard(t *testing.T) {
	guard, _ := Compile(`^[\w./-]+$`, "python", Search)
	w, ok := guard.Common(Containing("../"))
	if !ok || w != "../" {
		t.Errorf("got %q %v", w, ok)
	}
	if w, ok = guard.Common(Containing("\n")); !ok || w[len(w)-1] != '\n' {
		t.Errorf("the last newline passes Python's $: got %q %v", w, ok)
	}
	tight, _ := Compile(`[\w.-]+`, "python", Full)
	if tight.ContainsWord("/") || !tight.ContainsWord("..") {
		t.Error("want no / and a possible ..")
	}
}

func TestReplaceIsASinglePass(t *testing.T) {
	for _, tt := range []struct {
		old, new, sub string
		may           bool
	}{
		{"../", "", "../", true}, // ....//
		{"..", "", "..", false},
		{"'", "''", "'", true},
		{"<", "&lt;", "<", false},
		{"<script", "", "<script", true},
		{"aa", "b", "aa", false},
		{"ab", "a", "ab", true}, // abb
	} {
		s := Top(1, 1).Apply(Replacing(tt.old, tt.new), []string{tt.old}, func(s Sym) Sym { return s })
		if got := s.MayContain(tt.sub); got != tt.may {
			t.Errorf("Replace(%q, %q) may contain %q: %v", tt.old, tt.new, tt.sub, got)
		}
	}
}
