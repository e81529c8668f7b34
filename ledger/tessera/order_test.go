package tessera

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// Entries stand in the order in which they were handed over, however many there are
// and however busy the machine is: tessera's own batches may overtake each other.
func TestOrderUnderLoad(t *testing.T) {
	o := Options{}
	tr, _, err := open(t.Context(), folder(t), &o)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	var stop atomic.Bool
	var wg sync.WaitGroup
	defer wg.Wait()
	defer stop.Store(true)
	for range 4 * runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for !stop.Load() {
			}
		})
	}
	at := uint64(0)
	for round := range 4 {
		leaves := make([][]byte, 2500)
		for i := range leaves {
			leaves[i] = fmt.Appendf(nil, "leaf %d of round %d", i, round)
		}
		if err := tr.Add(t.Context(), at, leaves); err != nil {
			t.Fatal(err)
		}
		at += uint64(len(leaves))
	}
}
