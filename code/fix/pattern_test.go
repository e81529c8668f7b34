package fix

import (
	"regexp"
	"testing"
)

// words lists all texts over the alphabet up to a length.
func words(alphabet string, length int) []string {
	out := []string{""}
	for from := 0; length > 0; length-- {
		to := len(out)
		for _, w := range out[from:to] {
			for _, c := range alphabet {
				out = append(out, w+string(c))
			}
		}
		from = to
	}
	return out
}

// TestUnambiguousKeepsTheLanguage compares an expression and its rewrite on all short
// texts.
func TestUnambiguousKeepsTheLanguage(t *testing.T) {
	for _, c := range []struct {
		before, after string
	}{
		{`^(a+)+$`, `^(a+)$`},
		{`^(a+)*$`, `^(a*)$`},
		{`^(a*)*b$`, `^(a*)b$`},
		{`^(?:[ab]+)+$`, `^(?:[ab]+)$`},
		{`^([ab]+[ -]?)+$`, `^[ab]+([ -][ab]+)*[ -]?$`},
		{`^([ab]+-?)*$`, `^(?:[ab]+(-[ab]+)*-?)?$`},
		{`^x(\w+\s?)+$`, `^x\w+(\s\w+)*\s?$`},
		{`^(a|a)*b$`, `^(a)*b$`},
		{`^(?:b|[ab]|-)+$`, `^(?:[ab]|-)+$`},
		{`^(\w|[ab])+$`, `^(\w)+$`},
		{`^(a|a)b$`, ""},
		{`^([ab]+b?)+$`, ""}, // b is in [ab]
		{`^(a+b)+$`, ""},     // already unambiguous
		{`^(a+)+?$`, ""},     // lazy
		{`^(a|b)+$`, ""},
		{`^[(]a+[)]+$`, ""},
		{`^(?P<x>a+)+$`, ""},
		{`^(.+-?)+$`, ""},
	} {
		got, ok := Unambiguous(c.before)
		if !ok {
			got = ""
		}
		if got != c.after {
			t.Errorf("Unambiguous(%s) = %s, want %s", c.before, got, c.after)
			continue
		}
		if !ok {
			continue
		}
		old, now := regexp.MustCompile(c.before), regexp.MustCompile(got)
		for _, w := range words("ab- ", 6) {
			if w = "x" + w; c.before[1] != 'x' {
				w = w[1:]
			}
			if old.MatchString(w) != now.MatchString(w) {
				t.Errorf("%s and %s differ on %q", c.before, got, w)
				break
			}
		}
	}
}

func FuzzSimplify(f *testing.F) {
	for _, seed := range []string{`(a+)+`, `([a-z]+-?)*`, `\(([a`, `(`, `([]a]+)+`, `[^`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		now, ok := Unambiguous(pattern)
		if !ok {
			return
		}
		old, err := regexp.Compile(`^(?:` + pattern + `)$`)
		if err != nil {
			return
		}
		again, err := regexp.Compile(`^(?:` + now + `)$`)
		if err != nil {
			t.Fatalf("%q became %q, which does not compile: %v", pattern, now, err)
		}
		for _, w := range words("a-", 5) {
			if old.MatchString(w) != again.MatchString(w) {
				t.Fatalf("%q and %q differ on %q", pattern, now, w)
			}
		}
	})
}

// TestToldKeepsTheLanguage compares on all short texts.
func TestToldKeepsTheLanguage(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{`^\S+@\S+$`, `^\S[^\s@]*@\S+$`},
		{`^[^ ]+-[^ ]+`, `^[^ ][^ -]*-[^ ]+`},
		{`^\w+@\w+$`, ""}, // no other way to read it
		{`^\S+@\S+\.x$`, ""},
	} {
		got, ok := Told(c.before)
		if ok != (c.after != "") || ok && got != c.after {
			t.Errorf("Told(%s) = %s, want %s", c.before, got, c.after)
			continue
		}
		old, now := regexp.MustCompile(c.before), regexp.MustCompile(got)
		for _, w := range words("a@- ", 6) {
			if old.MatchString(w) != now.MatchString(w) {
				t.Errorf("%s and %s differ on %q", c.before, got, w)
			}
		}
	}
}

// TestMeant: ranges and dots of which people thought otherwise.
func TestMeant(t *testing.T) {
	for before, after := range map[string]string{`^[A-z]+$`: `^[A-Za-z]+$`, `[a-z+-.]`: `[a-z+.-]`, `[a-z]`: `[a-z]`, `[\w.-]`: `[\w.-]`} {
		if got, ok := Meant(before); got != after || ok != (before != after) {
			t.Errorf("Meant(%s) = %s", before, got)
		}
	}
	for before, after := range map[string]string{`^www.example.com/`: `^www\.example\.com/`, `^(a|b).example\.com`: `^(a|b)\.example\.com`, `a.*b`: `a.*b`} {
		if got, _ := Named(before, `\.`); got != after {
			t.Errorf("Named(%s) = %s", before, got)
		}
	}
}
