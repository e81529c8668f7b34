package patch

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/prunella/prunella/record"
)

const edit = "--- a/x.go\n+++ b/x.go\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n"

func data(t *testing.T, diff string, files ...record.PatchFile) []byte {
	t.Helper()
	b, err := json.Marshal(record.Patch{Diff: diff, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sum(s string) record.Digest { return record.Sum([]byte(s)) }

func TestApply(t *testing.T) {
	file := record.PatchFile{Path: "x.go", Before: sum("one\ntwo\n"), After: sum("one\nthree\n")}
	p, err := Parse(data(t, edit, file))
	if err != nil {
		t.Fatal(err)
	}
	if p.ChangedLines != 2 {
		t.Errorf("%d changed lines", p.ChangedLines)
	}
	after, err := p.Apply(p.Files[0], []byte("one\ntwo\n"))
	if err != nil || string(after) != "one\nthree\n" {
		t.Errorf("got %q, %v", after, err)
	}
	if _, err := p.Apply(p.Files[0], []byte("one\ntwo!\n")); !errors.Is(err, ErrStale) {
		t.Errorf("other content: %v", err)
	}
}

func TestNewAndRemovedFiles(t *testing.T) {
	diff := "diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+hi\n" +
		"diff --git a/old b/old\ndeleted file mode 100644\n--- a/old\n+++ /dev/null\n@@ -1 +0,0 @@\n-bye\n"
	p, err := Parse(data(t, diff, record.PatchFile{Path: "old", Before: sum("bye\n")}, record.PatchFile{Path: "new", After: sum("hi\n")}))
	if err != nil {
		t.Fatal(err)
	}
	if after, err := p.Apply(p.Files[0], nil); err != nil || string(after) != "hi\n" {
		t.Errorf("new: %q, %v", after, err)
	}
	if after, err := p.Apply(p.Files[1], []byte("bye\n")); err != nil || after != nil {
		t.Errorf("old: %q, %v", after, err)
	}
	if _, err := p.Apply(p.Files[0], []byte("there already")); !errors.Is(err, ErrStale) {
		t.Errorf("a new file that exists: %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	on := func(path string) string { return strings.ReplaceAll(edit, "x.go", path) }
	file := func(path string) record.PatchFile {
		return record.PatchFile{Path: path, Before: sum("a"), After: sum("b")}
	}
	for name, d := range map[string][]byte{
		"no JSON":            []byte("{"),
		"unknown fields":     []byte(`{"diff":"","files":[],"more":1}`),
		"nothing":            data(t, ""),
		"broken hunk":        data(t, "--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n x\n", file("x")),
		"file not in diff":   data(t, edit, file("x.go"), file("y.go")),
		"diff not in files":  data(t, edit, file("y.go")),
		"twice":              data(t, edit, file("x.go"), file("x.go")),
		"twice in the diff":  data(t, edit+edit, file("x.go")),
		"out of the tree":    data(t, on("../x.go"), file("../x.go")),
		"git's folder":       data(t, on(".git/config"), file(".git/config")),
		"git's folder, NTFS": data(t, on("a/GIT~1/config"), file("a/GIT~1/config")),
		"git's folder, case": data(t, on(".GiT/config"), file(".GiT/config")),
		"git's folder, dots": data(t, on(".git. /config"), file(".git. /config")),
		"git's folder, HFS":  data(t, on(".g\u200cit/config"), file(".g\u200cit/config")),
		"a bad digest":       data(t, edit, record.PatchFile{Path: "x.go", Before: "sha256:1", After: sum("b")}),
		"new, but in place":  data(t, edit, record.PatchFile{Path: "x.go", After: sum("b")}),
		"mode":               data(t, "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n"+strings.ReplaceAll(edit, "x.go", "x"), file("x")),
		"rename":             data(t, "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", file("y")),
		"symbolic link":      data(t, "diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n", record.PatchFile{Path: "l", After: sum("/etc\n")}),
	} {
		if _, err := Parse(d); !errors.Is(err, ErrBad) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"diff":"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n","files":[{"path":"x"}]}`), []byte("a\n"))
	f.Fuzz(func(t *testing.T, d, before []byte) {
		p, err := Parse(d)
		if err != nil {
			return
		}
		for _, file := range p.Files {
			if after, err := p.Apply(file, before); err == nil && after != nil && record.Sum(after) != file.After {
				t.Errorf("%s became something else", file.Path)
			}
		}
	})
}
