package tessera

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/prunella/prunella/ledger/ledgertest"
	"github.com/prunella/prunella/record"
)

const speaksIn = "PRUNELLA_TEST_SPEAKS_IN"

// TestSpeaker is the process that TestKill kills: it says things, one or ten at
// a time, and prints each number once it was promised.
func TestSpeaker(t *testing.T) {
	dir := os.Getenv(speaksIn)
	if dir == "" {
		t.Skip("is run by TestKill")
	}
	log := mustOpen(t, dir)
	for n := int(log.Size()); ; {
		count := 1 + n%2*9
		if _, err := log.AppendAll(t.Context(), ledgertest.Statements(n, count)); err != nil {
			t.Fatal(err)
		}
		n += count
		fmt.Printf("\n%d\n", n)
	}
}

// TestKill kills a process that says things, at another time in each round. All
// that it was promised is there, once, and the ledger is sound.
func TestKill(t *testing.T) {
	dir := filepath.Join(folder(t), "p")
	promised := 0
	for round := range 8 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestSpeaker$")
		cmd.Env = append(os.Environ(), speaksIn+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for heard := 0; heard <= round && lines.Scan(); {
			var n int
			if _, err := fmt.Sscanf(lines.Text(), "%d", &n); err == nil {
				promised = n
				heard++
			}
		}
		time.Sleep(time.Duration(round) * 1700 * time.Microsecond) // into the next writes
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() // it was killed; there is nothing else to learn
		check(t, dir, promised)
	}
	if promised == 0 {
		t.Error("nothing was ever said")
	}
}

func check(t *testing.T, dir string, promised int) {
	t.Helper()
	log := mustOpen(t, dir)
	seen := make(map[record.ID]bool)
	for e, err := range log.Scan(t.Context(), 0) {
		if err != nil || seen[e.ID] {
			t.Errorf("entry %d is there twice, or %v", e.Index, err)
		}
		seen[e.ID] = true
	}
	for n := range promised {
		id, err := ledgertest.Statement(n).ID()
		if err != nil || !seen[id] {
			t.Errorf("number %d was promised and is lost, %v", n, err)
		}
	}
	key := log.Key()
	mustClose(t, log)
	if _, err := Verify(t.Context(), dir, key); err != nil {
		t.Error(err)
	}
}

// A directory that vanishes under an open ledger is an error, not a panic.
func TestVanishes(t *testing.T) {
	dir := filepath.Join(folder(t), "p")
	log := mustOpen(t, dir)
	if _, err := log.Append(t.Context(), ledgertest.Statement(0)); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+".gone"); err != nil { // at one go: the ledger writes on meanwhile
		t.Fatal(err)
	}
	if _, err := log.Append(t.Context(), ledgertest.Statement(1)); err == nil {
		t.Error("said into nothing")
	}
	if err := log.Close(); err == nil {
		t.Error("closed nothing")
	}
}
