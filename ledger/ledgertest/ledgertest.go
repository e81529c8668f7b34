// Package ledgertest is what every ledger has to pass. A new kind of tree is
// proved by one call of [Run]:
//
//	func TestLedger(t *testing.T) {
//		ledgertest.Run(t, func(t *testing.T) ledgertest.Reopen {
//			dir := t.TempDir()
//			return func(t *testing.T) (ledger.Tree, blob.Store) { … open dir … }
//		})
//	}
//
// It holds the promises of [ledger.Log] one by one, and a table of crashes: each
// write of a short story fails before, in the middle of or after being done.
package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/record"
)

// Reopen opens the parts of one ledger, again on the same state each time. The
// tree of the opening before was closed.
type Reopen func(t *testing.T) (ledger.Tree, blob.Store)

// Run tests ledgers; fresh makes a new empty one.
func Run(t *testing.T, fresh func(t *testing.T) Reopen) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, *bench)
	}{
		{"said twice is said once", saidTwice},
		{"a list is said in order", inOrder},
		{"time never runs backwards", timeMonotone},
		{"what may not be said is refused whole", refused},
		{"who follows sees what comes", follows},
		{"scan stops at the size of the call", scans},
		{"every entry can be proved offline", proves},
		{"a proof of one thing proves no other", proofsAreTight},
		{"checkpoints extend each other", checkpoints},
		{"erased is gone, said, and still proved", erases},
		{"a lost body is reported", losesBody},
		{"a changed body is reported", changesBody},
		{"many speak at once", concurrent},
		{"a closed ledger says so", closes},
		{"all is there after opening again", persists},
		{"crashes", func(t *testing.T, b *bench) { crashes(t, fresh) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &bench{reopen: fresh(t), clock: new(Clock)}
			b.open(t)
			test.run(t, b)
			if err := b.log.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		})
	}
}

// A bench is one ledger under test.
type bench struct {
	reopen Reopen
	clock  *Clock
	log    ledger.Log
}

func (b *bench) open(t *testing.T) {
	t.Helper()
	tree, blobs := b.reopen(t)
	log, err := ledger.Open(t.Context(), tree, blobs, b.clock.Now)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	b.log = log
}

func (b *bench) append(t *testing.T, all ...record.Statement) []ledger.Entry {
	t.Helper()
	entries, err := b.log.AppendAll(t.Context(), all)
	if err != nil {
		t.Fatalf("append: %v", err)
	}
	return entries
}

// A Clock steps by one millisecond whenever it is asked, or by Step.
type Clock struct {
	now  time.Time
	Step time.Duration
}

// Now is the next time of the clock, which starts with the year 2026.
func (c *Clock) Now() time.Time {
	if c.now.IsZero() {
		c.now = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	step := c.Step
	if step == 0 {
		step = time.Millisecond
	}
	c.now = c.now.Add(step)
	return c.now
}

// Statement is the n-th of an endless row of different statements.
func Statement(n int) record.Statement {
	by := record.By{Kind: record.Tool, Name: "ledgertest"}
	body := record.Body{Evidence: &record.Evidence{
		Type: "test.number", Summary: fmt.Sprintf("number %d", n), Data: fmt.Appendf(nil, `{"n":%d}`, n),
	}}
	s, err := record.New(by, body, []record.Ref{"repo:test"}, nil)
	if err != nil {
		panic(err) // the statement above is at fault
	}
	return s
}

// Statements is the row from a number on.
func Statements(from, n int) []record.Statement {
	out := make([]record.Statement, n)
	for i := range out {
		out[i] = Statement(from + i)
	}
	return out
}

func mustID(t *testing.T, s record.Statement) record.ID {
	t.Helper()
	id, err := s.ID()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error is %v, want %v", err, want)
	}
}

// upTo bounds what must not wait for ever.
func upTo(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
