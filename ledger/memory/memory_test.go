package memory

import (
	"crypto/rand"
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/ledger/ledgertest"
)

func TestLedger(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) ledgertest.Reopen {
		kept, err := newTree(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		blobs := new(blob.Memory)
		return func(*testing.T) (ledger.Tree, blob.Store) { return kept, blobs }
	})
}

func BenchmarkAppend(b *testing.B) {
	log, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := log.Append(b.Context(), ledgertest.Statement(i)); err != nil {
			b.Fatal(err)
		}
	}
}
