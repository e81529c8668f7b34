package ledgertest

import (
	"bytes"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

var person = record.By{Kind: record.Person, Name: "ada"}

func saidTwice(t *testing.T, b *bench) {
	first := b.append(t, Statement(1))[0]
	b.append(t, Statement(2))
	again := b.append(t, Statement(1))[0]
	if first.Index != again.Index || first.ID != again.ID || !first.Time.Equal(again.Time) {
		t.Errorf("said again: %+v, first: %+v", again, first)
	}
	twins := b.append(t, Statement(3), Statement(3), Statement(1))
	if twins[0].Index != 2 || twins[1].Index != 2 || twins[2].Index != 0 || b.log.Size() != 3 {
		t.Errorf("twins in one list: %d %d %d, size %d", twins[0].Index, twins[1].Index, twins[2].Index, b.log.Size())
	}
}

func inOrder(t *testing.T, b *bench) {
	b.append(t) // nothing is nothing
	const n = 600
	for i, e := range b.append(t, Statements(0, n)...) {
		if e.Index != uint64(i) || e.ID != mustID(t, Statement(i)) || e.Kind != "evidence" {
			t.Fatalf("entry %d is %+v", i, e)
		}
	}
	all, err := ledger.All(b.log.Scan(t.Context(), n-1))
	if err != nil || len(all) != 1 || all[0].Statement.Body.Evidence.Summary != "number 599" {
		t.Errorf("the last one: %+v, %v", all, err)
	}
}

func timeMonotone(t *testing.T, b *bench) {
	before := b.append(t, Statement(1))[0].Time
	b.clock.Step = -time.Hour
	after := b.append(t, Statement(2))[0].Time
	if after.Before(before) {
		t.Errorf("the clock ran backwards, and so did the log: %v, %v", before, after)
	}
}

func refused(t *testing.T, b *bench) {
	bad := Statement(2)
	bad.By.Kind = "oracle"
	_, err := b.log.AppendAll(t.Context(), []record.Statement{Statement(1), bad})
	wantError(t, err, record.ErrInvalid)
	if b.log.Size() != 0 {
		t.Errorf("%d entries were said in spite of the error", b.log.Size())
	}
	_, err = b.log.Get(t.Context(), mustID(t, Statement(1)))
	wantError(t, err, ledger.ErrNotFound)
	_, err = b.log.Prove(t.Context(), mustID(t, Statement(1)))
	wantError(t, err, ledger.ErrNotFound)
}

func follows(t *testing.T, b *bench) {
	b.append(t, Statements(0, 3)...)
	ctx := upTo(t, time.Minute)
	seen := make(chan uint64)
	go func() {
		defer close(seen)
		for e, err := range b.log.Follow(ctx, 1) {
			if err != nil {
				t.Errorf("follow: %v", err)
			}
			seen <- e.Index
		}
	}()
	for want := range uint64(6) {
		if want == 0 {
			continue // from 1 on
		}
		if want >= 3 {
			b.append(t, Statement(int(want)))
		}
		if got := <-seen; got != want {
			t.Fatalf("followed to %d, want %d", got, want)
		}
	}
	if err := b.log.Close(); err != nil {
		t.Error(err)
	}
	if got, more := <-seen; more {
		t.Errorf("after close came entry %d", got)
	}
}

func scans(t *testing.T, b *bench) {
	b.append(t, Statements(0, 5)...)
	entries := b.log.Scan(t.Context(), 2)
	b.append(t, Statement(5))
	all, err := ledger.All(entries)
	if err != nil || len(all) != 3 || all[0].Index != 2 {
		t.Errorf("scanned %d entries, %v", len(all), err)
	}
	if all, err := ledger.All(b.log.Scan(t.Context(), 99)); err != nil || len(all) != 0 {
		t.Errorf("beyond the end: %d entries, %v", len(all), err)
	}
}

func proves(t *testing.T, b *bench) {
	for i := range 9 {
		b.append(t, Statement(i))
		for j := range i + 1 {
			id := mustID(t, Statement(j))
			p, err := b.log.Prove(t.Context(), id)
			if err != nil {
				t.Fatalf("prove %d of %d: %v", j, i+1, err)
			}
			e, err := p.Verify(id, b.log.Key())
			if err != nil || e.Index != uint64(j) || e.ID != id || e.Kind != "evidence" {
				t.Fatalf("verify %d of %d: %+v, %v", j, i+1, e, err)
			}
		}
	}
	b.append(t, Statements(9, 700)...)
	for _, j := range []int{0, 8, 255, 256, 511, 512, 708} {
		id := mustID(t, Statement(j))
		p, err := b.log.Prove(t.Context(), id)
		if err != nil {
			t.Fatalf("prove %d of 709: %v", j, err)
		}
		if _, err := p.Verify(id, b.log.Key()); err != nil {
			t.Errorf("verify %d of 709: %v", j, err)
		}
	}
}

func proofsAreTight(t *testing.T, b *bench) {
	e := b.append(t, Statements(0, 5)...)
	p, err := b.log.Prove(t.Context(), e[2].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Verify(e[3].ID, b.log.Key()); err == nil {
		t.Error("proves another statement")
	}
	for name, bend := range map[string]func(p *ledger.Proof){
		"index":      func(p *ledger.Proof) { p.Index = 3 },
		"leaf":       func(p *ledger.Proof) { p.Leaf = bytes.Replace(p.Leaf, []byte(`"time":1`), []byte(`"time":2`), 1) },
		"path":       func(p *ledger.Proof) { p.Path[0] = p.Path[1] },
		"short path": func(p *ledger.Proof) { p.Path = p.Path[1:] },
		"checkpoint": func(p *ledger.Proof) { p.Checkpoint = bytes.Replace(p.Checkpoint, []byte("\n5\n"), []byte("\n6\n"), 1) },
		"nothing":    func(p *ledger.Proof) { *p = ledger.Proof{} },
	} {
		bent := ledger.Proof{Index: p.Index, Leaf: bytes.Clone(p.Leaf), Path: slices.Clone(p.Path), Checkpoint: bytes.Clone(p.Checkpoint)}
		bend(&bent)
		if _, err := bent.Verify(e[2].ID, b.log.Key()); err == nil {
			t.Errorf("a proof with a bent %s is believed", name)
		}
	}
}

func checkpoints(t *testing.T, b *bench) {
	var hashes [][]byte
	var given []ledger.Checkpoint
	for i := range 6 {
		cp, err := b.log.Checkpoint(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if opened, err := ledger.OpenCheckpoint(cp.Note, b.log.Key()); err != nil || opened.Size != uint64(len(hashes)) {
			t.Errorf("checkpoint %d: size %d, %v", i, opened.Size, err)
		}
		given = append(given, cp)
		for _, e := range b.append(t, Statements(10*i, i+1)...) {
			hashes = append(hashes, ledger.HashLeaf(ledger.Leaf{ID: e.ID, Kind: e.Kind, Time: e.Time.UnixMilli()}.Encode()))
		}
	}
	for i, cp := range given {
		if err := ledger.Extends(hashes, cp); err != nil {
			t.Errorf("checkpoint %d: %v", i, err)
		}
	}
	last := given[len(given)-1]
	wantError(t, ledger.Extends(hashes[:last.Size-1], last), ledger.ErrCorrupt)
	hashes[0], hashes[1] = hashes[1], hashes[0]
	wantError(t, ledger.Extends(hashes, last), ledger.ErrCorrupt)
}

func erases(t *testing.T, b *bench) {
	e := b.append(t, Statements(0, 3)...)
	said, err := b.log.Erase(t.Context(), e[1].ID, person, "the customer asked")
	if err != nil {
		t.Fatal(err)
	}
	if said.Index != 3 || said.Statement.By != person {
		t.Errorf("the erasure is said as %+v", said)
	}
	check := func() {
		t.Helper()
		all, err := ledger.All(b.log.Scan(t.Context(), 0))
		if err != nil || len(all) != 4 || !all[1].Erased || all[1].Statement.Body.Kind() != "" || all[2].Erased {
			t.Errorf("after the erasure: %+v, %v", all, err)
		}
		p, err := b.log.Prove(t.Context(), e[1].ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Verify(e[1].ID, b.log.Key()); err != nil {
			t.Errorf("the erased one is not proved: %v", err)
		}
		if again := b.append(t, Statement(1))[0]; !again.Erased || again.Index != 1 {
			t.Errorf("said again after the erasure: %+v", again)
		}
	}
	check()
	if err := b.log.Close(); err != nil {
		t.Error(err)
	}
	b.open(t)
	check()
	if _, err := b.log.Erase(t.Context(), said.ID, person, "cover up"); err == nil {
		t.Error("an erasure was erased")
	}
}

func losesBody(t *testing.T, b *bench) {
	e := b.append(t, Statements(0, 3)...)
	if err := b.log.Blobs().Erase(t.Context(), record.Digest(e[1].ID)); err != nil {
		t.Fatal(err)
	}
	_, err := b.log.Get(t.Context(), e[1].ID)
	wantError(t, err, ledger.ErrCorrupt)
	_, err = ledger.All(b.log.Scan(t.Context(), 0))
	wantError(t, err, ledger.ErrCorrupt)
	if _, err := b.log.Get(t.Context(), e[2].ID); err != nil {
		t.Errorf("another one: %v", err)
	}
}

func changesBody(t *testing.T, b *bench) {
	e := b.append(t, Statement(0))[0]
	other, err := record.Encode(Statement(1))
	if err != nil {
		t.Fatal(err)
	}
	_, err = ledger.Leaf{ID: e.ID, Kind: e.Kind, Time: e.Time.UnixMilli()}.Entry(0).Fill(other)
	wantError(t, err, ledger.ErrCorrupt)
}

func concurrent(t *testing.T, b *bench) {
	const speakers, words = 8, 10
	var wg sync.WaitGroup
	for s := range speakers {
		wg.Go(func() {
			for w := range words {
				// Neighbours say some of the same things.
				if _, err := b.log.Append(t.Context(), Statement(s*words/2+w)); err != nil {
					t.Errorf("speaker %d: %v", s, err)
				}
			}
		})
	}
	wg.Go(func() {
		for range words {
			if _, err := b.log.Checkpoint(t.Context()); err != nil {
				t.Errorf("checkpoint: %v", err)
			}
		}
	})
	wg.Wait()
	all, err := ledger.All(b.log.Scan(t.Context(), 0))
	if want := (speakers + 1) * words / 2; err != nil || len(all) != want {
		t.Errorf("%d entries, want %d, %v", len(all), want, err)
	}
}

func closes(t *testing.T, b *bench) {
	if err := b.log.Close(); err != nil {
		t.Error(err)
	}
	_, err := b.log.Append(t.Context(), Statement(1))
	wantError(t, err, ledger.ErrClosed)
	_, err = b.log.Checkpoint(t.Context())
	wantError(t, err, ledger.ErrClosed)
}

func persists(t *testing.T, b *bench) {
	key := b.log.Key()
	b.append(t, Statements(0, 300)...)
	old, err := b.log.Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := b.log.Close(); err != nil {
			t.Fatal(err)
		}
		b.open(t)
	}
	if e := b.append(t, Statement(7), Statement(300)); e[0].Index != 7 || e[1].Index != 300 {
		t.Errorf("after opening again: %d and %d", e[0].Index, e[1].Index)
	}
	if b.log.Key() != key {
		t.Error("the key has changed")
	}
	if _, err := ledger.OpenCheckpoint(old.Note, b.log.Key()); err != nil {
		t.Error(err)
	}
}
