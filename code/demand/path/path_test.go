package path

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestContexts(t *testing.T) {
	demandtest.Run(t, Demand{}, demandtest.Options{}, []demandtest.Case{
		{"/srv/files/{}", "path below"},
		{"files/{}", "path below"},
		{"/srv/files/{}.txt", "path below"},
		{"/srv/files/{-/}", ""},
		{"/srv/files/{-/}/index", "path below"},
		{"/srv/files/{!..}/index", ""},
		{"/srv/files/{=path.local}", ""},
		{"{}", "path whole"},
		{"{-/}", ""},
		{"{=path.local}", ""},
		{"{=path.clean}", "path whole"},
		{"{=path.clean ^/srv/files/}", ""},
		{"{=path.below}", "path whole"},
		{"{=path.child}", ""},
		{"{^/}", "path whole"},
		{"{^/srv/files/}", "path below"},
		{"/srv/files/report-{word}.pdf", ""},
		{"/etc/hosts", ""},
	})
}

func TestOracle(t *testing.T) {
	for _, c := range []struct {
		was, is, input string
		broken         bool
	}{
		{"/a", "/passwd", "../../../../etc/passwd", false},
		{"/srv/a", "/etc/passwd", "../../../../etc/passwd", true},
		{"/srv/f/a", "/srv", "..", false}, // Join(base, "..")
		{"/srv/f/a", "/etc/passwd", "../../../../etc/passwd", true},
		{"/srv/f/a", "/srv/f/etc/passwd", "../../../../etc/passwd", false},
		{"/srv/f/a", "/srv/f/passwd", "../../../../etc/passwd", false},
		{"/srv/f/a", "/srv/f/../x", "../x", true},
		{"/srv/f/a", "/srv/f/..%2fx", "..%2fx", false},
		{"/srv/f/a", "/srv/f/../../../../etc/passwd", "....//....//....//....//etc/passwd", true}, // "../" removed once
		{"data/in/bq1", "data/in-x/f", "../in-x/f", true},                                         // HasPrefix(path, "data/in")
		{"data/bq1/f", "data/in-x/f", "../in-x", false},
		{"a", "/etc/passwd", "/etc/passwd", true},
		{"a", "passwd", "/etc/passwd", false},
		{"/srv/a", "/srv/../etc/passwd", "/../etc/passwd", true}, // root + url
		{"/a", "/etc/passwd", "/etc/passwd", true},               // the URL itself
		{"/srv/pre-a", "/srv/pre-/../x", "/../x", false},
		{"/srv/f/a", "/srv/f/default.txt", "../../../../etc/passwd", false},
	} {
		got, how := Demand{}.Broken([]any{c.was}, []any{c.is}, c.input)
		if got != c.broken {
			t.Errorf("%q -> %q: %v %s", c.was, c.is, got, how)
		}
	}
}
