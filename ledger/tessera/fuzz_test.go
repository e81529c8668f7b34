package tessera

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/ledgertest"
)

// FuzzFiles puts anything in place of the files of a sound ledger of three
// entries. Nothing may panic, and what Verify believes is what was said.
func FuzzFiles(f *testing.F) {
	dir := f.TempDir()
	log, err := Open(f.Context(), dir, Options{})
	if err != nil {
		f.Fatal(err)
	}
	if _, err := log.AppendAll(f.Context(), ledgertest.Statements(0, 3)); err != nil {
		f.Fatal(err)
	}
	if err := log.Close(); err != nil {
		f.Fatal(err)
	}
	names := []string{"log/.state/treeState", "log/checkpoint", "log/tile/entries/000.p/3", "log/tile/0/000.p/3"}
	var sound [4][]byte
	for i, name := range names {
		if sound[i], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			f.Fatal(err)
		}
	}
	f.Add(sound[0], sound[1], sound[2], sound[3])
	f.Add([]byte(`{"size":18446744073709551615,"root":"AAAA"}`), sound[1], []byte("\xff\xff"), []byte{})
	f.Fuzz(func(t *testing.T, state, checkpoint, bundle, tile []byte) {
		for i, text := range [][]byte{state, checkpoint, bundle, tile} {
			if err := os.WriteFile(filepath.Join(dir, names[i]), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		openErr := files(dir).examine(t.Context(), log.Key(), func(string) {})
		r, err := Verify(t.Context(), dir, log.Key())
		if err == nil && (r.Entries != 3 || string(bundle[:len(sound[2])]) != string(sound[2])) {
			t.Errorf("believed: %+v of %q", r, bundle)
		}
		if openErr == nil && err != nil && string(checkpoint) == string(sound[1]) {
			t.Errorf("opens, but is wrong: %v", err)
		}
	})
}

var _ ledger.Tree = (*tree)(nil)
