package tessera

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/ledgertest"
	"github.com/prunella/prunella/record"
)

// TestCrashBetweenFiles is the table of crashes for the files of tessera, which
// cannot be made to fail from outside. It says something, sees which files that
// wrote and in which order, and opens a directory in which the first of them
// were written and the others were not; then one in which the last of those is
// a leftover that was never put in place.
func TestCrashBetweenFiles(t *testing.T) {
	for _, c := range []struct{ had, says int }{{0, 0}, {0, 1}, {3, 1}, {3, 4}, {250, 20}, {256, 1}, {500, 100}} {
		t.Run(fmt.Sprintf("%d and %d more", c.had, c.says), func(t *testing.T) {
			before, after := folder(t), filepath.Join(folder(t), "p")
			if c.says > 0 {
				say(t, before, ledgertest.Statements(0, c.had)) // else it is made
			}
			if err := os.CopyFS(after, os.DirFS(before)); err != nil {
				t.Fatal(err)
			}
			news := ledgertest.Statements(c.had, c.says)
			say(t, after, news)
			written := changed(t, before, after)
			if len(written) < 4 {
				t.Fatalf("only %v were written", written)
			}
			for n := range len(written) + 1 {
				if n%31 != 0 && n < len(written)-9 {
					continue // the many bodies come first and are alike
				}
				t.Run(fmt.Sprintf("%d of %d files", n, len(written)), func(t *testing.T) {
					t.Parallel()
					crashed := filepath.Join(folder(t), "p")
					if err := os.CopyFS(crashed, os.DirFS(before)); err != nil {
						t.Fatal(err)
					}
					for _, name := range written[:n] {
						transplant(t, after, crashed, name, name)
					}
					if n < len(written) {
						transplant(t, after, crashed, written[n], written[n]+".tmp")
					}
					survives(t, crashed, fmt.Sprint(written[:n]), c.had, news)
				})
			}
		})
	}
}

func say(t *testing.T, dir string, all []record.Statement) {
	t.Helper()
	log := mustOpen(t, dir)
	if _, err := log.AppendAll(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	mustClose(t, log)
}

// order is that of the writes, by the beginning of the name: a file of an
// earlier row is on disk before one of a later row is begun. File times are too
// coarse to tell; this is what doc.go promises and tessera's sequenceBatch does.
var order = []string{
	".gitignore", "key", "key.pub", "log/.state/version", "blobs/", "log/tile/entries", "log/tile", "log/.state/treeState", "seen", "log/checkpoint",
}

// changed lists the files that differ, in the order they were written.
func changed(t *testing.T, before, after string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(after, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(after, path)
		old, readErr := os.ReadFile(filepath.Join(before, name))
		same := readErr == nil && bytes.Equal(old, read1(t, path))
		if !same && name != "lock" && !strings.HasSuffix(name, ".lock") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	row := func(name string) int {
		return slices.IndexFunc(order, func(o string) bool {
			return name == o || strings.HasPrefix(name, o) && strings.Contains(o, "/")
		})
	}
	slices.SortStableFunc(names, func(a, b string) int { return row(a) - row(b) })
	if row(names[0]) < 0 {
		t.Fatalf("when is %s written?", names[0])
	}
	return names
}

func transplant(t *testing.T, from, to, name, as string) {
	t.Helper()
	target := filepath.Join(to, as)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, target, read1(t, filepath.Join(from, name)))
}

// survives opens what a crash left: all that was promised is there, the rest is
// there whole or can be said again, and in the end the ledger is sound.
func survives(t *testing.T, dir, written string, had int, news []record.Statement) {
	t.Helper()
	log, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Errorf("does not open after writing %s: %v", written, err)
		return
	}
	if n := int(log.Size()); n != had && n != had+len(news) {
		t.Errorf("%d entries after writing %s, not %d or %d", n, written, had, had+len(news))
	}
	if _, err := log.AppendAll(t.Context(), append(ledgertest.Statements(0, had), news...)); err != nil {
		t.Errorf("after writing %s: %v", written, err)
	}
	mustClose(t, log)
	key, err := PublicKey(dir)
	if err != nil {
		t.Error(err)
	}
	if r, err := Verify(t.Context(), dir, key); err != nil || r.Entries != had+len(news) || r.Unsigned != 0 {
		t.Errorf("after writing %s and saying it again: %+v, %v", written, r.Entries, err)
	}
}

func TestUnsignedTailIsTold(t *testing.T) {
	before := folder(t)
	say(t, before, ledgertest.Statements(0, 3))
	log := mustOpen(t, before)
	if _, err := log.Append(t.Context(), ledgertest.Statement(3)); err != nil {
		t.Fatal(err)
	}
	old := read1(t, filepath.Join(before, "log", "checkpoint"))
	crashed := filepath.Join(folder(t), "p")
	if err := os.CopyFS(crashed, os.DirFS(before)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(crashed, "log", "checkpoint"), old)
	mustClose(t, log)
	var told []string
	log, err := Open(t.Context(), crashed, Options{Notice: func(s string) { told = append(told, s) }})
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, log)
	if len(told) > 1 || len(told) == 1 && !strings.HasPrefix(told[0], "1 entries were said but not signed") {
		t.Errorf("told %q", told)
	}
}

func TestOneProcessAtATime(t *testing.T) {
	dir := folder(t)
	log := mustOpen(t, dir)
	_, err := Open(t.Context(), dir, Options{})
	if !errors.Is(err, ledger.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("opened twice: %v", err)
	}
	mustClose(t, log)
	mustClose(t, mustOpen(t, dir))
}

func TestExistingMakesNothing(t *testing.T) {
	dir := filepath.Join(folder(t), "p")
	if _, err := Open(t.Context(), dir, Options{Existing: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
	if exists(dir) {
		t.Error("a directory was made")
	}
	mustClose(t, mustOpen(t, dir))
	log, err := Open(t.Context(), dir, Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, log)
}

func TestKeyIsSecret(t *testing.T) {
	dir := folder(t)
	mustClose(t, mustOpen(t, dir))
	info, err := os.Stat(filepath.Join(dir, "key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("key has mode %v, %v", info.Mode(), err)
	}
	if text := read1(t, filepath.Join(dir, ".gitignore")); !bytes.Contains(text, []byte("\n*\n")) {
		t.Errorf(".gitignore is %q", text)
	}
}

func TestKeyLost(t *testing.T) {
	for name, c := range map[string]struct {
		bend func(dir string)
		says string
	}{
		"gone":              {func(dir string) { remove(t, filepath.Join(dir, "key")) }, "key: no such file"},
		"rubbish":           {func(dir string) { write(t, filepath.Join(dir, "key"), []byte("x+y")) }, "/key: "},
		"public half":       {func(dir string) { write(t, filepath.Join(dir, "key.pub"), []byte("x")) }, "/key.pub is not"},
		"public half gone":  {func(dir string) { remove(t, filepath.Join(dir, "key.pub")) }, ""},
		"a directory":       {func(dir string) { remove(t, filepath.Join(dir, "key")); mkdir(t, filepath.Join(dir, "key")) }, "/key"},
		"blobs are a file":  {func(dir string) { remove(t, filepath.Join(dir, "blobs")); write(t, filepath.Join(dir, "blobs"), nil) }, "blobs"},
		"log is a file":     {func(dir string) { remove(t, filepath.Join(dir, "log")); write(t, filepath.Join(dir, "log"), nil) }, "log"},
		"log is gone":       {func(dir string) { remove(t, filepath.Join(dir, "log")) }, "treeState is missing"},
		"version is beyond": {func(dir string) { write(t, filepath.Join(dir, "log", ".state", "version"), []byte("99")) }, "version"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			say(t, dir, ledgertest.Statements(0, 2))
			c.bend(dir)
			log, err := Open(t.Context(), dir, Options{})
			if err == nil {
				mustClose(t, log)
			}
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("want an error with %q, got %v", c.says, err)
			}
		})
	}
}

func mkdir(t *testing.T, path string) {
	t.Helper()
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
}
