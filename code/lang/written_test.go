package lang

import (
	"strings"
	"testing"
)

func TestSeen(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`t := "ghp_iR54dhCYg9Tfmoywi9xLmmKZrrnAw438BYh3"`, "secret a GitHub token"},
		{`t := "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"`, ""},
		{`k = 'AKIAI44QH8DHBKX2LMPO'`, "secret an AWS access key"},
		{`k = 'AKIAI44QH8DHBEXAMPLE'`, ""},
		{`k = "AIzajtGS_aJGkoiAmSbXzu9I-1eytAi9Lrlh-vT"`, "secret a Google API key"},
		{"-----BEGIN PRIVATE KEY-----", ""},
		{"if admin \u202e\u2066// check", "hidden U+202E hidden U+2066"},
		{"name := \"caf\u00e9 \u200e \u2028\"", ""},
		{"\xe2\x80", ""},
	} {
		var got []string
		for _, s := range Seen([]byte(c.text)) {
			got = append(got, s.Sink+" "+s.Args[len(s.Args)-1])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q and not %q", c.text, got, c.want)
		}
	}
}

func FuzzSeen(f *testing.F) {
	f.Add([]byte("AKIA\u202e"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, s := range Seen(text) {
			if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
				t.Fatal("a sight outside the text")
			}
		}
	})
}
