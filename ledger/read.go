package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/record"
)

// at returns the entry at an index, and a channel that is closed when there is
// more to read.
func (b *book) at(i uint64) (e Entry, ok bool, more <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i >= uint64(len(b.leaves)) {
		return Entry{}, false, b.more
	}
	return b.leaves[i].Entry(i), true, b.more
}

// Scan implements Log.
func (b *book) Scan(ctx context.Context, from uint64) iter.Seq2[Entry, error] {
	end := b.Size()
	return func(yield func(Entry, error) bool) {
		for i := from; i < end; i++ {
			if !b.emit(ctx, i, yield) {
				return
			}
		}
	}
}

// emit yields one entry and says whether to go on.
func (b *book) emit(ctx context.Context, i uint64, yield func(Entry, error) bool) bool {
	if err := ctx.Err(); err != nil {
		yield(Entry{}, err)
		return false
	}
	e, _, _ := b.at(i)
	e, err := b.fill(ctx, e)
	return yield(e, err) && err == nil
}

// Follow implements Log.
func (b *book) Follow(ctx context.Context, from uint64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for i := from; ctx.Err() == nil; {
			_, there, more := b.at(i)
			if there {
				if !b.emit(ctx, i, yield) {
					return
				}
				i++
				continue
			}
			select {
			case <-more:
			case <-ctx.Done():
				return
			case <-b.done:
				return
			}
		}
	}
}

// Checkpoint implements Log.
func (b *book) Checkpoint(ctx context.Context) (Checkpoint, error) {
	if err := b.begin(ctx); err != nil {
		return Checkpoint{}, err
	}
	defer b.writing.Unlock()
	return b.tree.Checkpoint(ctx)
}

// Prove implements Log.
func (b *book) Prove(ctx context.Context, id record.ID) (Proof, error) {
	e, ok := b.find(id)
	if !ok {
		return Proof{}, fmt.Errorf("ledger: %s: %w", id, ErrNotFound)
	}
	if err := b.begin(ctx); err != nil {
		return Proof{}, err
	}
	defer b.writing.Unlock()
	cp, err := b.tree.Checkpoint(ctx)
	if err != nil {
		return Proof{}, err
	}
	path, err := b.tree.Path(ctx, e.Index, cp.Size)
	if err != nil {
		return Proof{}, fmt.Errorf("ledger: prove entry %d: %w", e.Index, err)
	}
	leaf := Leaf{ID: e.ID, Kind: e.Kind, Time: e.Time.UnixMilli()}
	p := Proof{Index: e.Index, Leaf: leaf.Encode(), Path: path, Checkpoint: cp.Note}
	if _, err := p.Verify(id, b.Key()); err != nil {
		return Proof{}, fmt.Errorf("ledger: entry %d: the tree on disk does not prove it: %w", e.Index, err)
	}
	return p, nil
}

// Erase implements Log.
func (b *book) Erase(ctx context.Context, id record.ID, by record.By, why string) (Entry, error) {
	e, err := b.Get(ctx, id)
	if err != nil {
		return Entry{}, err
	}
	if ev := e.Statement.Body.Evidence; ev != nil && ev.Type == ErasureType {
		return Entry{}, fmt.Errorf("ledger: %s says that something was erased and stays", id)
	}
	said, err := Erasure(id, by, why)
	if err != nil {
		return Entry{}, err
	}
	entry, err := b.Append(ctx, said)
	if err != nil {
		return Entry{}, err
	}
	if err := b.blobs.Erase(ctx, record.Digest(id)); err != nil {
		return Entry{}, fmt.Errorf("ledger: the erasure is said but not done: %w", err)
	}
	return entry, nil
}

// wasErased says whether the log excuses the absence of a body. It folds the
// erasures into a set, from where the last such question stopped reading.
func (b *book) wasErased(ctx context.Context, id record.ID) (bool, error) {
	b.folding.Lock()
	defer b.folding.Unlock()
	for ; ; b.folded++ {
		e, there, _ := b.at(b.folded)
		if !there || b.erased[id] {
			return b.erased[id], nil
		}
		if e.Kind != "evidence" {
			continue
		}
		body, err := b.blobs.Get(ctx, record.Digest(e.ID))
		if errors.Is(err, blob.ErrNotFound) {
			continue // missing itself, so it cannot excuse another
		} else if err != nil {
			return false, fmt.Errorf("ledger: entry %d: %w: %w", e.Index, ErrCorrupt, err)
		}
		if e, err = e.Fill(body); err != nil {
			return false, err
		}
		for _, gone := range Erased(e.Statement) {
			b.erased[gone] = true
		}
	}
}
