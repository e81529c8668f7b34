package tessera

import (
	"os"
	"testing"
	"time"
)

// folder is t.TempDir for a ledger. The appender that is told to stop may still be about
// to write a file, and nobody can wait for it; so its folder is removed until it is gone.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 200 {
			if err = os.RemoveAll(dir); err == nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Error(err)
	})
	return dir
}
