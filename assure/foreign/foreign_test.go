package foreign_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/assure/foreign"
	"github.com/prunella/prunella/world"
)

var tree = world.MemTree{
	"main.go":     []byte("one\ntwo\nthree\n"),
	"sub/deep.go": []byte("one\n"),
	"dos.go":      []byte("one\r\ntwo\r\n"),
	"a/a.go":      []byte("one\n"),
	"cut.go":      []byte("one"),
}

const edit = "@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"

// TestRead is the table of diffs: what they make of the tree, or why they are
// refused.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, diff, want string }{
		{"an edit", "--- a/main.go\n+++ b/main.go\n" + edit, `main.go="one\n2\nthree\n"`},
		{"git's own form", "diff --git a/main.go b/main.go\nindex 1..2 100644\n--- a/main.go\n+++ b/main.go\n" + edit, `main.go="one\n2\nthree\n"`},
		{"a letter before it", "Dear maintainer,\n\nplease take this.\n\n--- a/main.go\n+++ b/main.go\n" + edit, `main.go="one\n2\nthree\n"`},
		{"names without a prefix", "--- main.go\n+++ main.go\n" + edit, `main.go="one\n2\nthree\n"`},
		{"a folder called a", "--- a/a/a.go\n+++ b/a/a.go\n@@ -1 +1 @@\n-one\n+1\n", `a/a.go="1\n"`},
		{"a file without a last newline", "--- a/cut.go\n+++ b/cut.go\n@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+1\n\\ No newline at end of file\n", `cut.go="1"`},
		{"lines that end in CR LF", "--- a/dos.go\n+++ b/dos.go\n@@ -1,2 +1,2 @@\n one\r\n-two\r\n+2\r\n", `dos.go="one\r\n2\r\n"`},
		{"a new file", "--- /dev/null\n+++ b/new.go\n@@ -0,0 +1 @@\n+hi\n", `new.go="hi\n"`},
		{"a file removed", "--- a/sub/deep.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n", `sub/deep.go=nil`},

		{"nothing", "", "it is empty"},
		{"blank", "\n \n", "it is empty"},
		{"a letter alone", "Dear maintainer,\nnothing.\n", "names no file"},
		{"a wrong count", "--- a/main.go\n+++ b/main.go\n@@ -1,9 +1,3 @@\n one\n-two\n", "no unified diff"},
		{"another state", "--- a/main.go\n+++ b/main.go\n@@ -1,3 +1,3 @@\n one\n-zwei\n+2\n three\n", "does not apply to main.go"},
		{"another place", "--- a/main.go\n+++ b/main.go\n@@ -7,3 +7,3 @@\n one\n-two\n+2\n three\n", "does not apply to main.go"},
		{"lines ends were lost", "--- a/dos.go\n+++ b/dos.go\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n", "CR LF"},
		{"line ends were added", "--- a/main.go\n+++ b/main.go\n@@ -1,3 +1,3 @@\n one\r\n-two\r\n+2\r\n three\r\n", "CR LF"},
		{"no change", "--- a/main.go\n+++ b/main.go\n@@ -1,2 +1,2 @@\n one\n-two\n+two\n", "changes nothing"},
		{"a rename", "diff --git a/main.go b/other.go\nsimilarity index 100%\nrename from main.go\nrename to other.go\n", "renames"},
		{"a copy", "diff --git a/main.go b/other.go\nsimilarity index 100%\ncopy from main.go\ncopy to other.go\n", "copies"},
		{"a mode", "diff --git a/main.go b/main.go\nold mode 100644\nnew mode 100755\n", "mode"},
		{"a link", "diff --git a/ln b/ln\nnew file mode 120000\n--- /dev/null\n+++ b/ln\n@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n", "mode"},
		{"binary", "diff --git a/main.go b/main.go\nindex 1..2 100644\nBinary files a/main.go and b/main.go differ\n", "binary"},
		{"zero bytes", "--- a/main.go\n+++ b/main.go\n\x00", "binary"},
		{"twice", "--- a/main.go\n+++ b/main.go\n" + edit + "--- a/main.go\n+++ b/main.go\n" + edit, "twice"},
		{"out of the tree", "--- a/../main.go\n+++ b/../main.go\n" + edit, "no file of a repository"},
		{"far out of it", "--- a/sub/../../main.go\n+++ b/sub/../../main.go\n" + edit, "no file of a repository"},
		{"an absolute name", "--- /etc/passwd\n+++ /etc/passwd\n" + edit, "no file of a repository"},
		{"git's own folder", "--- /dev/null\n+++ b/.git/hooks/pre-commit\n@@ -0,0 +1 @@\n+x\n", "no file of a repository"},
		{"and disguised", "--- /dev/null\n+++ b/sub/.GIT /config\n@@ -0,0 +1 @@\n+x\n", "no file of a repository"},
		{"a backslash", "--- /dev/null\n+++ b/..\\x.go\n@@ -0,0 +1 @@\n+x\n", "no file of a repository"},
		{"one folder too many", "--- a/src/main.go\n+++ b/src/main.go\n" + edit, `"main.go" is: make the diff at the root`},
		{"one folder too few", "--- a/deep.go\n+++ b/deep.go\n@@ -1 +1 @@\n-one\n+1\n", `"sub/deep.go" is: make the diff at the root`},
		{"not there", "--- a/no.go\n+++ b/no.go\n" + edit, "is not there"},
		{"there already", "--- /dev/null\n+++ b/main.go\n@@ -0,0 +1 @@\n+hi\n", "there already"},
		{"half removed", "--- a/main.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n", "main.go"},
		{"huge", "--- a/main.go\n+++ b/main.go\n" + strings.Repeat("+", foreign.MaxBytes), "bytes"},
		{"many files", many(foreign.MaxFiles + 1), "files"},
	} {
		changes, err := foreign.Read(t.Context(), tree, []byte(c.diff))
		got := shown(changes)
		if err != nil {
			if got = err.Error(); !errors.Is(err, foreign.ErrRefused) {
				t.Errorf("%s: %v is no refusal", c.name, err)
			}
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func shown(changes map[string][]byte) string {
	var out []string
	for name, text := range changes {
		if text == nil {
			out = append(out, name+"=nil")
			continue
		}
		out = append(out, fmt.Sprintf("%s=%q", name, text))
	}
	return strings.Join(out, " ")
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "--- /dev/null\n+++ b/f%d\n@@ -0,0 +1 @@\n+x\n", i)
	}
	return b.String()
}

// TestLeftOut: what is not looked at cannot be certified, and links lead nowhere.
func TestLeftOut(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"vendor/x.go", "real/x.go", ".prunella/x.go"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("one\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"link.go": "real/x.go", "folder": "real", "out": t.TempDir()} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Fatal(err)
		}
	}
	onDisk, err := world.OpenTree(dir, world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer onDisk.Close()
	for name, want := range map[string]string{
		"vendor/x.go": "not looked at", ".prunella/x.go": "not looked at", "link.go": "symbolic link", "folder/x.go": "symbolic link", "out/x.go": "symbolic link",
	} {
		for _, head := range []string{"--- a/" + name + "\n+++ b/" + name + "\n@@ -1 +1 @@\n-one\n+1\n", "--- /dev/null\n+++ b/" + name + "2\n@@ -0,0 +1 @@\n+1\n"} {
			if strings.HasPrefix(head, "--- /dev/null") && !strings.Contains(name, "/") {
				continue
			}
			_, err := foreign.Read(t.Context(), onDisk, []byte(head))
			if !errors.Is(err, foreign.ErrRefused) || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want a refusal: %s", name, err, want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("--- a/main.go\n+++ b/main.go\n" + edit)
	f.Add("diff --git a/main.go b/other.go\nsimilarity index 100%\nrename from main.go\nrename to other.go\n")
	f.Fuzz(func(t *testing.T, diff string) {
		changes, err := foreign.Read(t.Context(), tree, []byte(diff))
		if err != nil && !errors.Is(err, foreign.ErrRefused) {
			t.Errorf("%v is no refusal", err)
		}
		if err == nil && len(changes) == 0 {
			t.Error("nothing is changed, and nothing refused")
		}
	})
}
