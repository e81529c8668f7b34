package reattack

import (
	"slices"
	"testing"
)

// TestTraced: only what the attacker sent is the attacker's doing.
func TestTraced(t *testing.T) {
	for _, c := range []struct {
		name, peace, storm, input string
		want                      bool
	}{
		{"it arrives", "SELECT 'bq1'", "SELECT '' OR 'pr'='pr'", "' OR 'pr'='pr", true},
		{"an answer of the program's own", "ORDER BY name", "ORDER BY id", "name; DROP TABLE t", false},
		{"a word that is there in peace too", "SELECT name", "SELECT name, id", "name", false},
		{"one sign", "a", "a'", "'", true},
		{"one sign that is taken out", "a", "a", "'", false},
	} {
		if got := traced(c.peace, c.storm, c.input); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestVary: an attack is tried where patches forget to look.
func TestVary(t *testing.T) {
	all := vary("../../etc/passwd")
	for _, want := range []string{"....//....//etc/passwd", "..%2F..%2Fetc%2Fpasswd", "\x00../../etc/passwd", "bqbqbqbqbqbq../../etc/passwd"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is not tried", want)
		}
	}
}
