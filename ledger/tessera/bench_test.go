package tessera

import (
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/ledgertest"
)

// BenchmarkRun is what one run of the command costs: open, say 300 things in
// three lists, prove one, close.
func BenchmarkRun(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		dir := b.TempDir()
		log, err := Open(b.Context(), dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for j := range 3 {
			entries, err := log.AppendAll(b.Context(), ledgertest.Statements(100*j, 100))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := log.Prove(b.Context(), entries[0].ID); err != nil {
				b.Fatal(err)
			}
		}
		if err := log.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAppend says things one by one.
func BenchmarkAppend(b *testing.B) {
	log, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := log.Append(b.Context(), ledgertest.Statement(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkScan reads a thousand entries.
func BenchmarkScan(b *testing.B) {
	log, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := log.AppendAll(b.Context(), ledgertest.Statements(0, 1000)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ledger.All(log.Scan(b.Context(), 0)); err != nil {
			b.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		b.Fatal(err)
	}
}
