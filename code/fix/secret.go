package fix

import "strings"

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
