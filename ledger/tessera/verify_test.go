package tessera

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/ledgertest"
	"github.com/prunella/prunella/record"
)

// told is a closed ledger of 300 entries, the last of which cites a blob.
func told(t *testing.T) (dir, key string, entries []ledger.Entry) {
	t.Helper()
	dir = folder(t)
	log := mustOpen(t, dir)
	d, err := log.Blobs().Put(t.Context(), []byte("a patch"))
	if err != nil {
		t.Fatal(err)
	}
	all := ledgertest.Statements(0, 299)
	last := ledgertest.Statement(299)
	last.Body.Evidence.Blobs = []record.Digest{d}
	if entries, err = log.AppendAll(t.Context(), append(all, last)); err != nil {
		t.Fatal(err)
	}
	mustClose(t, log)
	return dir, log.Key(), entries
}

func mustOpen(t *testing.T, dir string) ledger.Log {
	t.Helper()
	log, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func mustClose(t *testing.T, log ledger.Log) {
	t.Helper()
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestVerifySound(t *testing.T) {
	dir, key, entries := told(t)
	r, err := Verify(t.Context(), dir, key)
	if err != nil || r.Entries != 300 || r.Blobs != 1 || r.Gone != 0 || r.Unsigned != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if said, err := PublicKey(dir); err != nil || said != key {
		t.Errorf("public key %q, %v", said, err)
	}
	log := mustOpen(t, dir)
	ada := record.By{Kind: record.Person, Name: "ada"}
	if _, err := log.Erase(t.Context(), entries[7].ID, ada, "asked to"); err != nil {
		t.Fatal(err)
	}
	mustClose(t, log)
	r, err = Verify(t.Context(), dir, key, r.Checkpoint)
	if err != nil || r.Entries != 301 || r.Erased != 1 {
		t.Errorf("after an erasure: %+v, %v", r, err)
	}
}

// A forgery is what somebody does who can write the directory, and how it is
// found. Each starts from a sound ledger.
func TestForgeries(t *testing.T) {
	dir, key, entries := told(t)
	bundle := filepath.Join("log", "tile", "entries", "000")
	body := func(i int) string {
		name := strings.TrimPrefix(string(entries[i].ID), "sha256:")
		return filepath.Join("blobs", name[:1], name)
	}
	for _, f := range []struct {
		name, says string
		opens      bool // Open does not read bodies
		forge      func(t *testing.T, dir string)
	}{
		{"a body is edited", body(5), true, func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, body(5)), "number 5", "number 6")
		}},
		{"a body is put in place of another", body(5), true, func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, body(5)), read1(t, filepath.Join(dir, body(6))))
		}},
		{"a body is deleted", "entry 5: body", true, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, body(5)))
		}},
		{"a body is a link to a device", body(5), true, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, body(5)))
			if err := os.Symlink("/dev/zero", filepath.Join(dir, body(5))); err != nil {
				t.Skip(err)
			}
		}},
		{"a leaf is edited", "000", false, func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, bundle), `"kind":"evidence"`, `"kind":"decision"`)
		}},
		{"two leaves are swapped", "000", false, func(t *testing.T, dir string) {
			text := string(read1(t, filepath.Join(dir, bundle)))
			a, b := string(entries[3].ID), string(entries[4].ID)
			write(t, filepath.Join(dir, bundle), []byte(strings.NewReplacer(a, b, b, a).Replace(text)))
		}},
		{"a leaf is deleted", "000", false, func(t *testing.T, dir string) {
			text := read1(t, filepath.Join(dir, bundle))
			n := 2 + (int(text[0])<<8 | int(text[1]))
			write(t, filepath.Join(dir, bundle), text[n:])
		}},
		{"a bundle is deleted", "000", false, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, bundle))
		}},
		{"a tile is truncated", filepath.Join("tile", "0", "000"), false, func(t *testing.T, dir string) {
			path := filepath.Join(dir, "log", "tile", "0", "000")
			write(t, path, read1(t, path)[:100])
		}},
		{"the checkpoint is made smaller", "checkpoint", false, func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, "log", "checkpoint"), "\n300\n", "\n299\n")
		}},
		{"the checkpoint is deleted", "checkpoint", true, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "log", "checkpoint"))
		}},
		{"the checkpoint is signed by another key", "checkpoint", false, func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "log", "checkpoint"), forgedCheckpoint(t, dir))
		}},
		{"the key is changed too", "checkpoint", false, func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "log", "checkpoint"), forgedCheckpoint(t, dir))
			remove(t, filepath.Join(dir, "key"))
			remove(t, filepath.Join(dir, "key.pub"))
		}},
		{"the log is cut back with its state", "entries", false, func(t *testing.T, dir string) {
			hashes, err := files(dir).hashes(t.Context(), 256)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(state{Size: 256, Root: ledger.Root(hashes)})
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "log", statePath), text)
			remove(t, filepath.Join(dir, "log", "tile", "entries", "001.p"))
		}},
		{"the state is deleted", "treeState", false, func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "log", statePath))
		}},
		{"the state is rubbish", "treeState", false, func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "log", statePath), []byte(`{"size":-1}`))
		}},
		{"the blob is changed", "blobs", true, func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, blobFile(record.Sum([]byte("a patch")))), "patch", "botch")
		}},
	} {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			forged := filepath.Join(folder(t), "p")
			if err := os.CopyFS(forged, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			f.forge(t, forged)
			r, err := Verify(context.Background(), forged, key)
			if !errors.Is(err, ledger.ErrCorrupt) || !strings.Contains(err.Error(), f.says) {
				t.Errorf("not found by Verify: %+v\nerror is %v\nwant it to name %s", r.Entries, err, f.says)
			}
			log, err := Open(context.Background(), forged, Options{})
			if err == nil {
				err = log.Close()
			}
			if (err == nil) != f.opens {
				t.Errorf("opens: %v, want %v", err, f.opens)
			}
		})
	}
}

// TestCutBack shows the limit: an older copy of everything is sound in itself,
// and only who kept a newer checkpoint can tell.
func TestCutBack(t *testing.T) {
	dir, key, _ := told(t)
	old := filepath.Join(folder(t), "p")
	if err := os.CopyFS(old, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	log := mustOpen(t, dir)
	if _, err := log.Append(t.Context(), ledgertest.Statement(1000)); err != nil {
		t.Fatal(err)
	}
	kept, err := log.Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, log)
	if _, err := Verify(t.Context(), old, key); err != nil {
		t.Errorf("without a witness: %v", err)
	}
	if _, err := Verify(t.Context(), old, key, kept); !errors.Is(err, ledger.ErrCorrupt) {
		t.Errorf("with a witness: %v", err)
	}
	if _, err := Verify(t.Context(), dir, key, kept); err != nil {
		t.Errorf("the right one: %v", err)
	}
}

// TestEveryFlippedByte damages each file in three places. What is protected must
// be found; nothing may panic.
func TestEveryFlippedByte(t *testing.T) {
	dir, key, _ := told(t)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sound := read1(t, path)
		rel, _ := filepath.Rel(dir, path)
		free := strings.Contains(rel, "lock") || rel == ".gitignore" || rel == "key" || rel == "key.pub" || strings.HasSuffix(rel, "version") ||
			strings.HasPrefix(rel, "blobs") && len(sound) > 0 && !strings.HasSuffix(rel, "0") // a sixteenth of the bodies will do
		if free || len(sound) == 0 || superseded(t, path) {
			return nil
		}
		for _, at := range []int{0, len(sound) / 2, len(sound) - 1} {
			bent := bytes.Clone(sound)
			bent[at] ^= 0x55
			write(t, path, bent)
			if _, err := Verify(t.Context(), dir, key); err == nil && !strings.Contains(rel, ".state") {
				t.Errorf("%s: byte %d was flipped unseen", rel, at)
			}
			if _, _, err := openHeldForTest(t, dir); err == nil && !strings.HasPrefix(rel, "blobs") {
				t.Errorf("%s: opens with byte %d flipped", rel, at)
			}
		}
		write(t, path, sound)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(t.Context(), dir, key); err != nil {
		t.Errorf("mended: %v", err)
	}
}

// superseded says whether a file is the beginning of another one, which is read
// in its place. On a slow machine a list is added in two rounds, and the first
// leaves such.
func superseded(t *testing.T, path string) bool {
	t.Helper()
	whole, width, part := strings.Cut(path, ".p"+string(filepath.Separator))
	if !part || exists(whole) {
		return part
	}
	siblings, err := os.ReadDir(whole + ".p")
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(siblings, func(s fs.DirEntry) bool {
		return len(s.Name()) > len(width) || len(s.Name()) == len(width) && s.Name() > width
	})
}

// openHeldForTest is what Open checks, without starting anything.
func openHeldForTest(t *testing.T, dir string) (note.Signer, string, error) {
	d := files(dir)
	fresh, err := d.fresh()
	if err != nil {
		return nil, "", err
	}
	signer, public, err := loadKey(dir, nil, fresh)
	if err != nil {
		return nil, "", err
	}
	return signer, public, d.examine(t.Context(), public, func(string) {})
}

func blobFile(d record.Digest) string {
	name := strings.TrimPrefix(string(d), "sha256:")
	return filepath.Join("blobs", name[:1], name)
}

// forgedCheckpoint is a sound checkpoint of the tree by a key of our own.
func forgedCheckpoint(t *testing.T, dir string) []byte {
	t.Helper()
	secret, _, err := note.GenerateKey(rand.Reader, ledger.Origin)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	s, err := files(dir).state()
	if err != nil {
		t.Fatal(err)
	}
	cp, err := ledger.SignCheckpoint(s.Size, s.Root, signer)
	if err != nil {
		t.Fatal(err)
	}
	return cp.Note
}

func read1(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func edit(t *testing.T, path, old, then string) {
	t.Helper()
	text := read1(t, path)
	if !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s does not contain %q", path, old)
	}
	write(t, path, bytes.Replace(text, []byte(old), []byte(then), 1))
}
