package git

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/respond/driver"
)

func snapshot(t *testing.T, dir, rev string) string {
	t.Helper()
	files, err := Snapshot(t.Context(), dir, rev, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		out = append(out, fmt.Sprintf("%s=%q%v", f.Path, f.Content, map[bool]string{true: "x"}[f.Executable]))
	}
	return strings.Join(out, " ")
}

func TestSnapshot(t *testing.T) {
	r := newRepo(t)
	r.git("rm", "-qr", "a")
	r.write("b/one.go", "1\n")
	r.write("b/c/äöü two.go", "")
	r.write("b/large.go", strings.Repeat("x", 1001))
	r.write("b/run", "#!/bin/sh")
	must(t, os.Chmod(filepath.Join(r.top, "b/run"), 0o755))
	must(t, os.Symlink("/etc/passwd", filepath.Join(r.top, "b/link")))
	r.git("add", ".")
	r.git("commit", "-q", "-m", "second")
	r.write("b/one.go", "changed and not committed\n")
	want := `c/äöü two.go="" one.go="1\n" run="#!/bin/sh"x`
	if got := snapshot(t, filepath.Join(r.top, "b"), "HEAD"); got != want {
		t.Errorf("the folder has\n%s, want\n%s", got, want)
	}
	if got := snapshot(t, r.top, "HEAD~1"); !strings.Contains(got, "a/x.go=") || strings.Contains(got, "b/") {
		t.Errorf("the commit before has %s", got)
	}
}

func TestNoSuchRevision(t *testing.T) {
	r := newRepo(t)
	for _, rev := range []string{"no-such", "--help", "HEAD:a/x.go", ""} {
		_, err := Snapshot(t.Context(), r.top, rev, 1000)
		var refusal *driver.Refusal
		if !errors.As(err, &refusal) || refusal.Advice == "" {
			t.Errorf("%q: %v", rev, err)
		}
	}
}

// Names of people and of files may hold what git's own output is parted by.
func TestHistoryOfHostileNames(t *testing.T) {
	r := newRepo(t)
	r.write("a/x.go", "changed\n")
	r.write("a/\x01--output=x", "1")
	r.git("add", ".")
	r.git("commit", "-qm", "second")
	r.write("a/\x01--output=x", "2")
	r.write("a/x.go", "changed again\n")
	r.git("commit", "-qam", "third", "--author", "a\x01HEAD <a@example.org>")
	changes, err := History(t.Context(), r.top, 10)
	must(t, err)
	for _, c := range changes {
		if c.Commit != r.git("rev-parse", "--verify", c.Commit+"^{commit}") || c.Parent != r.git("rev-parse", c.Commit+"^") {
			t.Errorf("%+v is no commit and its parent", c)
		}
	}
	if len(changes) == 0 {
		t.Error("the commit before is lost as well")
	}
}

func TestTracks(t *testing.T) {
	r := newRepo(t)
	r.write("a/state/key", "")
	for dir, want := range map[string]bool{r.top: true, filepath.Join(r.top, "a/state"): false, t.TempDir(): false} {
		if got, err := Tracks(t.Context(), dir, "a"); err != nil || got != want {
			t.Errorf("%s: %v, %v, want %v", dir, got, err, want)
		}
	}
	if got, err := Tracks(t.Context(), filepath.Join(r.top, "a"), "state"); err != nil || got {
		t.Errorf("what is not added is tracked: %v, %v", got, err)
	}
}
