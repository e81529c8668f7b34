package pattern

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct{ kind, pattern, says string }{
		{"regex.cost", `^(\w+\s?)+!`, "exponential"},
		{"regex.cost", `(a|a)*b`, "exponential"},
		{"regex.cost", `(?:x+x+)+y`, "exponential"},
		{"regex.cost", `^(\w+\s)+!`, ""},
		{"regex.cost", `[a-z]+@[a-z]+`, ""},
		{"regex.range", `[A-z]`, "too"},
		{"regex.range", `[0-93-5]`, "already"},
		{"regex.range", `[\w,.-?:*+]`, "too"},
		{"regex.range", `[z-a]`, "empty"},
		{"regex.range", `[0-9\d]`, "already"},
		{"regex.range", `[a-zA-Z0-9_.-]`, ""},
		{"regex.range", `[\x00-\x7F]|[ -~]|[!-~]|[+-/]`, ""},
		{"regex.range", `\[A-z`, ""},
		{"regex.tag", `(?i)<script.*?>.*?</script>`, "browsers"},
		{"regex.tag", `(?is)<script.*?>.*?</script[^>]*>`, ""},
		{"regex.tag", `(?is)<!--.*--!?>`, ""},
		{"regex.tag", `(?i)<!--.*--!?>`, "browsers"},
		{"regex.tag", `postscript`, ""},
		{"regex.host", `^https?://(www|beta).example.com/`, "any character"},
		{"regex.host", `(www|beta).example\.com$`, "any character"},
		{"regex.host", `(www|beta)\.example\.com$`, ""},
		{"regex.host", `a.b`, ""},
	} {
		for _, d := range All() {
			if d.Name != c.kind {
				continue
			}
			for range 2 { // the second time it is remembered
				_, _, said := d.Judge([]value.Abs{{Kind: value.Str, Str: text.Lit(c.pattern)}})
				if (said == "") != (c.says == "") || !strings.Contains(said, c.says) {
					t.Errorf("%s of %s says %q, want %q", c.kind, c.pattern, said, c.says)
				}
			}
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add(`[a-\x`)
	f.Add(`[[:alpha:]^]-`)
	f.Add(`(?i)<script[`)
	f.Fuzz(func(t *testing.T, p string) {
		if len(p) > 200 {
			return
		}
		for _, d := range All() {
			d.Judge([]value.Abs{{Kind: value.Str, Str: text.Lit(p)}})
		}
	})
}
