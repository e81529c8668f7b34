package record

import (
	"regexp"
	"strings"
)

// dots stand for what is not to be repeated.
const dots = "…"

// known are credentials that their issuers gave a form: of GitHub, GitLab, Amazon, Slack,
// Stripe, Google, and tokens signed as JSON.
var known = regexp.MustCompile(`\b(gh[opsur]_|github_pat_|glpat-|AKIA|ASIA|xox[abprs]-|[sr]k_live_|AIza|npm_|pypi-)[A-Za-z0-9_-]{10,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+|-----BEGIN [A-Z ]*PRIVATE KEY-----.*`)

// held are values that a line says are credentials: the text behind such a name, the
// password in an address or in a query, the second of a pair for "auth".
var held = []*regexp.Regexp{
	regexp.MustCompile(`(?i)((?:password|passwd|passphrase|\bpwd|secret|token|credential|\bkey|[_-]key|apikey|privatekey)\w*["']?\]?\s*(?::=|=>|==?|:|,)\s*\w{0,2}(?:\[\]byte\()?["'` + "`" + `])([^"'` + "`" + `\s]{4,})(["'` + "`" + `])`),
	regexp.MustCompile(`(://[^/\s:@"']*:)([^/\s@"']+)(@)`),
	regexp.MustCompile(`(?i)([?&](?:\w*token|\w*key|\w*secret|password|passwd|pwd|sig|signature)=)([^&\s"'` + "`" + `]+)()`),
	regexp.MustCompile(`(\bauth\s*=\s*\(\s*["'][^"']*["']\s*,\s*["'])([^"']+)(["'])`),
}

// Masked is a line of a program as it may be repeated where others read it: without the
// credentials that it holds, as far as their form or the name before them tells. It is for
// people; what programs work with stays as it is.
func Masked(line string) string {
	if !strings.ContainsAny(line, `"'`+"`:=") {
		return line
	}
	line = known.ReplaceAllStringFunc(line, func(s string) string {
		if i := strings.IndexAny(s, "_-"); i > 0 && i < 12 && !strings.HasPrefix(s, "eyJ") && !strings.HasPrefix(s, "---") {
			return s[:i+1] + dots
		}
		return s[:min(len(s), 4)] + dots
	})
	for _, h := range held {
		line = h.ReplaceAllString(line, "${1}"+dots+"${3}")
	}
	return line
}
