package fix

import (
	"strings"
	"unicode"
)

// own are what a program signs with for itself alone: sessions and tokens that it made
// and takes back. All they lose by another key at each start is who was signed in.
var own = []string{"SECRET_KEY", "session secret", "jwt key", "token key"}

// HeldByOthers reports whether the secret of a finding is one that somebody else must
// know as well, or the program itself tomorrow: a password of a service, a key that
// something was encrypted or signed with. Another one in its place opens nothing and
// breaks everything, so that it has to be required.
func (in *Input) HeldByOthers() bool {
	for _, what := range own {
		if strings.HasPrefix(in.Flow.Violation.Reason, what+" ") {
			return false
		}
	}
	return true
}

// PartOf is the secret of a finding as a text, to find it by where it is a part of what
// is written: a password inside the name of a data source. "" when it is not known, or
// too short to be told from other texts.
func (in *Input) PartOf() string {
	if len(in.Flow.Args) == 0 {
		return ""
	}
	if text, ok := in.Flow.Args[0].Str.Exact(); ok && len(text) > 3 {
		return text
	}
	return ""
}

// SourceName is what the variable of the environment is called that holds the whole name
// of a data source.
func SourceName(dsn string) string {
	if strings.Contains(dsn, "://") || strings.HasPrefix(dsn, "jdbc:") {
		return "DATABASE_URL"
	}
	return "DATABASE_DSN"
}

// Capitals splits signingKey, signing key and SIGNING_KEY into capital words, of which names of
// variables of the environment are made.
func Capitals(name string) (out []string) {
	lower := false
	word := ""
	for _, r := range name + " " {
		if word != "" && (unicode.IsUpper(r) && lower || !unicode.IsLetter(r) && !unicode.IsDigit(r)) {
			out, word = append(out, strings.ToUpper(word)), ""
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			word += string(r)
		}
		lower = unicode.IsLower(r)
	}
	return out
}
