package tessera

import (
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/ledger/ledgertest"
)

func TestLedger(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) ledgertest.Reopen {
		dir := folder(t)
		return func(t *testing.T) (ledger.Tree, blob.Store) {
			tree, blobs, err := open(t.Context(), dir, &Options{})
			if err != nil {
				t.Fatal(err)
			}
			return tree, blobs
		}
	})
}
