package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/record"
)

// A moment is when a write fails.
type moment string

const (
	before moment = "fails and is not done"
	within moment = "fails and is half done"
	after  moment = "fails but is done"
)

var errInjected = errors.New("injected failure")

// A fault lets the n-th write fail. It wraps both parts of a ledger, and counts
// their writes together.
type fault struct {
	n     int
	when  moment
	count int
}

func (f *fault) hit() (moment, bool) {
	f.count++
	return f.when, f.count == f.n
}

type faultyTree struct {
	ledger.Tree
	*fault
}

func (f faultyTree) Add(ctx context.Context, at uint64, leaves [][]byte) error {
	when, now := f.hit()
	if !now {
		return f.Tree.Add(ctx, at, leaves)
	}
	switch when {
	case within:
		leaves = leaves[:len(leaves)/2]
	case before:
		leaves = nil
	}
	if len(leaves) > 0 {
		if err := f.Tree.Add(ctx, at, leaves); err != nil {
			return err
		}
	}
	return errInjected
}

type faultyStore struct {
	blob.Store
	*fault
}

func (f faultyStore) PutAll(ctx context.Context, all [][]byte) ([]record.Digest, error) {
	when, now := f.hit()
	if !now {
		return f.Store.PutAll(ctx, all)
	}
	switch when {
	case within:
		all = all[:len(all)/2]
	case before:
		all = nil
	}
	if _, err := f.Store.PutAll(ctx, all); err != nil {
		return nil, err
	}
	return nil, errInjected
}

// A story is what is said in each row of the table: single things and lists.
// Its writes are numbered from 1, two for each line: the bodies and the leaves.
type story struct {
	name  string
	lines [][]record.Statement
	from  int // the first write that fails in some row
}

func stories() []story {
	return []story{
		{"a few", [][]record.Statement{Statements(0, 1), Statements(1, 6), Statements(5, 4), Statements(9, 1)}, 1},
		{"over the edge of a tile", [][]record.Statement{Statements(0, 250), Statements(250, 20)}, 3},
	}
}

// crashes goes through the table: every write of the stories, every moment, and
// the process either dies of it or tries again.
func crashes(t *testing.T, fresh func(t *testing.T) Reopen) {
	for _, s := range stories() {
		for n := s.from; n <= 2*len(s.lines); n++ {
			for _, when := range []moment{before, within, after} {
				for _, dies := range []bool{true, false} {
					t.Run(fmt.Sprintf("%s, write %d %s, dies %v", s.name, n, when, dies), func(t *testing.T) {
						t.Parallel() // it mostly waits
						crash(t, fresh(t), s, &fault{n: n, when: when}, dies)
					})
				}
			}
		}
	}
}

func crash(t *testing.T, reopen Reopen, s story, f *fault, dies bool) {
	b := &bench{clock: new(Clock), reopen: func(t *testing.T) (ledger.Tree, blob.Store) {
		tree, blobs := reopen(t)
		return faultyTree{tree, f}, faultyStore{blobs, f}
	}}
	b.open(t)
	promised := make(map[record.ID]uint64)
	for _, all := range s.lines {
		entries, err := b.log.AppendAll(t.Context(), all)
		if err != nil {
			wantError(t, err, errInjected)
			if dies {
				reopenCrashed(t, b)
			}
			kept(t, b, promised)
			if entries, err = b.log.AppendAll(t.Context(), all); err != nil {
				t.Fatalf("trying again: %v", err)
			}
		}
		for _, e := range entries {
			promised[e.ID] = e.Index
		}
	}
	kept(t, b, promised)
	all, err := ledger.All(b.log.Scan(t.Context(), 0))
	if err != nil || len(all) != len(promised) {
		t.Errorf("in the end %d entries, want %d, %v", len(all), len(promised), err)
	}
	for i, e := range all {
		if e.ID != mustID(t, Statement(i)) {
			t.Fatalf("entry %d is %q", i, e.Statement.Body.Evidence.Summary)
		}
	}
	if _, err := b.log.Prove(t.Context(), all[len(all)-1].ID); err != nil {
		t.Error(err)
	}
	if err := b.log.Close(); err != nil {
		t.Error(err)
	}
}

func reopenCrashed(t *testing.T, b *bench) {
	t.Helper()
	if err := b.log.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	b.open(t)
}

// kept checks that whatever was promised is there, once, where it was promised.
func kept(t *testing.T, b *bench, promised map[record.ID]uint64) {
	t.Helper()
	for id, index := range promised {
		if e, err := b.log.Get(t.Context(), id); err != nil || e.Index != index {
			t.Errorf("promised at %d: %+v, %v", index, e, err)
		}
	}
	seen := make(map[record.ID]bool)
	for e, err := range b.log.Scan(t.Context(), 0) {
		if err != nil || seen[e.ID] {
			t.Errorf("entry %d is there twice, or %v", e.Index, err)
		}
		seen[e.ID] = true
	}
}
