package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A repository that brings a state folder with links or with known keys is not
// trusted with the record.
func TestTrusted(t *testing.T) {
	link := func(name string) func(*testing.T, string) {
		return func(t *testing.T, state string) {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(state, name)), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(t.TempDir(), filepath.Join(state, name)); err != nil {
				t.Skip(err)
			}
		}
	}
	key := func(mode os.FileMode) func(*testing.T, string) {
		return func(t *testing.T, state string) {
			if err := os.WriteFile(filepath.Join(state, "certificate.key"), []byte("x"), mode); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name  string
		plant func(*testing.T, string)
		fine  bool
	}{
		{"nothing", func(*testing.T, string) {}, true},
		{"a secret key", key(0o600), true},
		{"a key others can read", key(0o644), false},
		{"a linked ledger", link("ledger"), false},
		{"a linked log", link("ledger/log"), false},
		{"linked blobs", link("ledger/blobs"), false},
		{"a linked folder of blobs", link("ledger/blobs/a"), false},
		{"a linked tile", link("ledger/log/tile"), false},
		{"a linked lock", link("ledger/lock"), false},
		{"a linked .gitignore", link(".gitignore"), false},
	} {
		state := t.TempDir()
		c.plant(t, state)
		if err := trusted(state); (err == nil) != c.fine {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
