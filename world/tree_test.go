package world

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// plant makes a tree on disk.
func plant(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(file), 0o755))
		must(t, os.WriteFile(file, []byte(data), 0o644))
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string, opt TreeOptions) *DirTree {
	t.Helper()
	tree, err := OpenTree(dir, opt)
	must(t, err)
	t.Cleanup(func() { tree.Close() })
	return tree
}

func list(t *testing.T, tree Tree) (files, skipped, notes []string) {
	t.Helper()
	l, err := tree.List(context.Background())
	must(t, err)
	for _, f := range l.Files {
		files = append(files, f.Path)
	}
	for _, n := range l.Skipped {
		skipped = append(skipped, n.Path+": "+n.Reason)
	}
	for _, n := range l.Notes {
		notes = append(notes, n.Path+": "+n.Reason)
	}
	return
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestTreeListsSortedAndSkipsDependencies(t *testing.T) {
	dir := plant(t, map[string]string{"b.go": "b", "a/z.go": "z", "a.go": "a", "vendor/x/x.go": "", "ui/node_modules/p/i.js": "", ".git/config": ""})
	files, skipped, notes := list(t, open(t, dir, TreeOptions{}))
	same(t, "files", files, []string{"a.go", "a/z.go", "b.go"})
	same(t, "skipped", skipped, []string{".git: version control", "ui/node_modules: installed dependencies", "vendor: installed dependencies"})
	same(t, "notes", notes, []string(nil))

	files, _, _ = list(t, open(t, dir, TreeOptions{Skip: SkipState}))
	same(t, "files to build with", files, []string{"a.go", "a/z.go", "b.go", "ui/node_modules/p/i.js", "vendor/x/x.go"})
}

func TestSkipDependenciesKnowsReleasesAmongStaticFiles(t *testing.T) {
	for name, want := range map[string]string{
		"public/plugins/codemirror-5.17.0": ReleasedLibrary,
		"static/jquery-3.7":                ReleasedLibrary,
		"web/assets/js/d3-v7.8.5":          ReleasedLibrary,
		"public/plugins/own":               "",
		"codemirror-5.17.0":                "", // the tree may be the library's own
		"services/billing-2.0":             "",
		"public/2024-10.1":                 "",
	} {
		if got := SkipDependencies(name, true); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestTreeNotesWhatItCannotRead(t *testing.T) {
	outside := plant(t, map[string]string{"secret": "s3cret"})
	dir := plant(t, map[string]string{"ok.go": "ok", "big.bin": strings.Repeat("x", 100)})
	must(t, os.Symlink(outside, filepath.Join(dir, "out")))
	must(t, os.Symlink(filepath.Join(outside, "secret"), filepath.Join(dir, "secret")))
	must(t, os.Symlink(".", filepath.Join(dir, "loop")))
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "bad\xffname.go"), nil, 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "esc\x1b[2J.go"), nil, 0o644))
	tree := open(t, dir, TreeOptions{MaxFile: 50})
	files, _, notes := list(t, tree)
	same(t, "files", files, []string{"ok.go"})
	same(t, "notes", notes, []string{
		"bad\uFFFDname.go: name is not UTF-8",
		"big.bin: 100 bytes; the limit is 50",
		"esc\uFFFD[2J.go: name has control characters",
		"loop: symbolic link, not followed",
		"out: symbolic link, not followed",
		"pipe: FIFO, not read",
		"secret: symbolic link, not followed",
	})
	for name, want := range map[string]error{"big.bin": ErrTooLarge, "pipe": ErrIrregular, ".": ErrIrregular, "none": fs.ErrNotExist,
		"../x": fs.ErrInvalid, "/etc/passwd": fs.ErrInvalid} {
		if _, err := tree.ReadFile(name); !errors.Is(err, want) {
			t.Errorf("ReadFile(%q) = %v, want %v", name, err, want)
		}
	}
	for _, name := range []string{"secret", "out/secret"} {
		if data, err := tree.ReadFile(name); err == nil {
			t.Errorf("ReadFile(%q) left the tree and read %q", name, data)
		}
	}
}

func TestTreeUnreadableFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read every folder")
	}
	dir := plant(t, map[string]string{"ok.go": "", "locked/x.go": ""})
	locked := filepath.Join(dir, "locked")
	must(t, os.Chmod(locked, 0))
	t.Cleanup(func() { os.Chmod(locked, 0o755) })
	files, _, notes := list(t, open(t, dir, TreeOptions{}))
	same(t, "files", files, []string{"ok.go"})
	same(t, "notes", notes, []string{"locked: unreadable folder: permission denied"})
}

func TestTreeBounds(t *testing.T) {
	deep := plant(t, map[string]string{strings.Repeat("d/", 6) + "x.go": "", "y.go": ""})
	files, _, notes := list(t, open(t, deep, TreeOptions{MaxDepth: 3}))
	same(t, "files", files, []string{"y.go"})
	same(t, "notes", notes, []string{"d/d/d: nested deeper than 3 folders"})

	wide := plant(t, map[string]string{"a": "", "b": "", "c": ""})
	files, _, notes = list(t, open(t, wide, TreeOptions{MaxFiles: 3}))
	same(t, "files of a full tree", files, []string{"a", "b", "c"})
	same(t, "notes of a full tree", notes, []string(nil))
	_, _, notes = list(t, open(t, wide, TreeOptions{MaxFiles: 2}))
	same(t, "notes of an overfull tree", notes, []string{".: more than 2 files; the rest of this folder is not read"})
}

func TestOpenTreeRefusesWhatIsNoFolder(t *testing.T) {
	dir := plant(t, map[string]string{"file": ""})
	for _, p := range []string{filepath.Join(dir, "file"), filepath.Join(dir, "none")} {
		if _, err := OpenTree(p, TreeOptions{}); err == nil {
			t.Errorf("OpenTree(%s) succeeded", p)
		}
	}
}

func TestOverlay(t *testing.T) {
	base := MemTree{"a": []byte("1"), "b": []byte("2")}
	tree := Overlay(base, map[string][]byte{"a": nil, "c": []byte("3"), "b": {}})
	files, _, _ := list(t, tree)
	same(t, "files", files, []string{"b", "c"})
	if _, err := tree.ReadFile("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("removed file: %v", err)
	}
	if data, err := tree.ReadFile("b"); err != nil || len(data) != 0 {
		t.Errorf("emptied file: %q, %v", data, err)
	}
}
