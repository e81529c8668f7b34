package lang

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A Sight is what a source file shows to who reads its letters, whatever the program
// does: where, the kind of sink that judges it, and what that is given.
type Sight struct {
	Start, End int
	Sink       string
	Args       []string
}

// Seen lists the sights of a file: credentials whose issuer gave them a form that is
// known by itself (secret: the text, what it is), and letters that make editors show
// another program than the compiler reads (hidden: their name).
func Seen(text []byte) []Sight {
	var out []Sight
	for _, c := range issued {
		if !bytes.Contains(text, []byte(c.begin)) {
			continue
		}
		for _, at := range c.form.FindAllIndex(text, 32) {
			word := string(text[at[0]:at[1]])
			if !strings.HasSuffix(word, "EXAMPLE") && distinct(word[len(c.begin):]) > 5 {
				out = append(out, Sight{at[0], at[1], "secret", []string{word, c.name}})
			}
		}
	}
	for at := 0; len(out) < 64; {
		i := bytes.Index(text[at:], []byte{0xe2, 0x80})
		j := bytes.Index(text[at:], []byte{0xe2, 0x81})
		if i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			break
		}
		r, n := utf8.DecodeRune(text[at+i:])
		if n < 2 {
			n = 2
		}
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			out = append(out, Sight{at + i, at + i + n, "hidden", []string{fmt.Sprintf("U+%04X", r)}})
		}
		at += i + n
	}
	return out
}

// issued are forms of credentials as their issuers document them.
var issued = []struct {
	name, begin string
	form        *regexp.Regexp
}{
	{"a GitHub token", "ghp_", regexp.MustCompile(`\bghp_[A-Za-z0-9]{36}\b`)},
	{"a GitHub token", "gho_", regexp.MustCompile(`\bgho_[A-Za-z0-9]{36}\b`)},
	{"a GitHub token", "ghu_", regexp.MustCompile(`\bghu_[A-Za-z0-9]{36}\b`)},
	{"a GitHub token", "ghs_", regexp.MustCompile(`\bghs_[A-Za-z0-9]{36}\b`)},
	{"a GitHub token", "ghr_", regexp.MustCompile(`\bghr_[A-Za-z0-9]{36}\b`)},
	{"a GitHub token", "github_pat_", regexp.MustCompile(`\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b`)},
	{"a GitLab token", "glpat-", regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20}\b`)},
	{"an AWS access key", "AKIA", regexp.MustCompile(`\bAKIA[A-Z0-9]{16}\b`)},
	{"an AWS access key", "ASIA", regexp.MustCompile(`\bASIA[A-Z0-9]{16}\b`)},
	{"a Google API key", "AIza", regexp.MustCompile(`\bAIza[A-Za-z0-9_-]{35}\b`)},
	{"a Slack token", "xox", regexp.MustCompile(`\bxox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}\b`)},
	{"a Stripe key", "sk_live_", regexp.MustCompile(`\bsk_live_[A-Za-z0-9]{24,}\b`)},
	{"a private key", "-----BEGIN ", regexp.MustCompile(`-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----(?:\\n|\s)*[A-Za-z0-9+/=]{40,}`)},
}

// distinct counts the letters of a text: placeholders have few.
func distinct(s string) int {
	seen := map[rune]bool{}
	for _, c := range s {
		seen[c] = true
	}
	return len(seen)
}
