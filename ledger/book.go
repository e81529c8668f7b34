package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/record"
)

// A Tree is the tamper-evident list of leaves below a log: what an
// implementation of [Log] has to bring. [Open] makes a log of it. Its methods
// are called by one goroutine at a time, but for Close.
type Tree interface {
	// Leaves yields the encoded leaves from an index to the end.
	Leaves(ctx context.Context, from uint64) iter.Seq2[[]byte, error]

	// Add appends leaves in order. When it returns nil they are durable; after
	// an error any prefix of them may be.
	Add(ctx context.Context, at uint64, leaves [][]byte) error

	// Checkpoint signs the tree with everything added so far.
	Checkpoint(ctx context.Context) (Checkpoint, error)

	// Path is the audit path of a leaf in the tree of the given size.
	Path(ctx context.Context, index, size uint64) ([][]byte, error)

	// Key is the public key of the checkpoints.
	Key() string

	// Close publishes what was added and frees the tree.
	Close() error
}

// A book is the one implementation of Log, over any tree and any blob store.
type book struct {
	tree  Tree
	blobs blob.Store
	now   func() time.Time

	writing sync.Mutex // held for a whole append, proof or checkpoint: guards tree and stale
	stale   bool       // an Add failed: the tree may hold leaves we do not know
	closed  bool

	mu     sync.Mutex // guards what is below
	leaves []Leaf
	index  map[record.ID]uint64
	more   chan struct{} // closed when leaves grow
	done   chan struct{} // closed by Close

	folding sync.Mutex // guards the set of erased ids
	erased  map[record.ID]bool
	folded  uint64 // entries that were asked for erasures
}

// Open makes a log of a tree and the store of its bodies. The log owns the tree
// from then on and closes it. The clock tells the time of new entries.
func Open(ctx context.Context, tree Tree, blobs blob.Store, clock func() time.Time) (Log, error) {
	b := &book{
		tree: tree, blobs: blobs, now: clock,
		index: make(map[record.ID]uint64), erased: make(map[record.ID]bool),
		more: make(chan struct{}), done: make(chan struct{}),
	}
	if err := b.sync(ctx); err != nil {
		return nil, err
	}
	return b, nil
}

// sync learns the leaves that the tree holds and we do not know.
func (b *book) sync(ctx context.Context) error {
	var fresh []Leaf
	for text, err := range b.tree.Leaves(ctx, b.Size()) {
		if err != nil {
			return fmt.Errorf("ledger: read leaves: %w", err)
		}
		leaf, err := ParseLeaf(text)
		if err != nil {
			return fmt.Errorf("ledger: entry %d: %w", b.Size()+uint64(len(fresh)), err)
		}
		fresh = append(fresh, leaf)
	}
	b.learn(fresh)
	return nil
}

// learn makes new leaves visible and wakes the followers.
func (b *book) learn(fresh []Leaf) {
	if len(fresh) == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, leaf := range fresh {
		if _, known := b.index[leaf.ID]; !known {
			b.index[leaf.ID] = uint64(len(b.leaves))
		}
		b.leaves = append(b.leaves, leaf)
	}
	close(b.more)
	b.more = make(chan struct{})
}

// begin takes the writing lock and mends what a failed Add left unknown.
func (b *book) begin(ctx context.Context) error {
	b.writing.Lock()
	if b.closed {
		b.writing.Unlock()
		return ErrClosed
	}
	if !b.stale {
		return nil
	}
	if err := b.sync(ctx); err != nil {
		b.writing.Unlock()
		return err
	}
	b.stale = false
	return nil
}

// Append implements Log.
func (b *book) Append(ctx context.Context, s record.Statement) (Entry, error) {
	all, err := b.AppendAll(ctx, []record.Statement{s})
	if err != nil {
		return Entry{}, err
	}
	return all[0], nil
}

// AppendAll implements Log.
func (b *book) AppendAll(ctx context.Context, all []record.Statement) ([]Entry, error) {
	bodies := make([][]byte, len(all))
	for i, s := range all {
		body, err := record.Encode(s)
		if err != nil {
			return nil, fmt.Errorf("ledger: statement %d: %w", i, err)
		}
		bodies[i] = body
	}
	if err := b.begin(ctx); err != nil {
		return nil, err
	}
	defer b.writing.Unlock()
	at := b.nextTime()
	leaves := make([]Leaf, len(all))
	fresh := make(map[record.ID]bool)
	var news []Leaf
	var newBodies [][]byte
	for i, s := range all {
		leaf := NewLeaf(s, bodies[i], at)
		leaves[i] = leaf
		if _, known := b.find(leaf.ID); known || fresh[leaf.ID] {
			continue
		}
		fresh[leaf.ID] = true
		news, newBodies = append(news, leaf), append(newBodies, bodies[i])
	}
	if err := b.say(ctx, news, newBodies); err != nil {
		return nil, err
	}
	out := make([]Entry, len(all))
	for i, leaf := range leaves {
		if out[i], _ = b.find(leaf.ID); fresh[leaf.ID] {
			out[i].Statement = all[i]
			continue
		}
		e, err := b.fill(ctx, out[i]) // it may have been erased since
		if err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}

// say makes new bodies durable, then their leaves, then all of it visible.
func (b *book) say(ctx context.Context, leaves []Leaf, bodies [][]byte) error {
	if len(leaves) == 0 {
		return nil
	}
	if _, err := b.blobs.PutAll(ctx, bodies); err != nil {
		return fmt.Errorf("ledger: store bodies: %w", err)
	}
	encoded := make([][]byte, len(leaves))
	for i, leaf := range leaves {
		encoded[i] = leaf.Encode()
	}
	if err := b.tree.Add(ctx, b.Size(), encoded); err != nil {
		b.stale = true
		return fmt.Errorf("ledger: add to tree: %w", err)
	}
	b.learn(leaves)
	return nil
}

// nextTime is now, or the time of the last entry when the clock ran backwards.
func (b *book) nextTime() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := b.now()
	if n := len(b.leaves); n > 0 && at.UnixMilli() < b.leaves[n-1].Time {
		at = time.UnixMilli(b.leaves[n-1].Time)
	}
	return at
}

func (b *book) find(id record.ID) (Entry, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i, ok := b.index[id]
	if !ok {
		return Entry{}, false
	}
	return b.leaves[i].Entry(i), true
}

// Get implements Log.
func (b *book) Get(ctx context.Context, id record.ID) (Entry, error) {
	e, ok := b.find(id)
	if !ok {
		return Entry{}, fmt.Errorf("ledger: %s: %w", id, ErrNotFound)
	}
	return b.fill(ctx, e)
}

// fill reads the body of an entry, or finds out why it is not there.
func (b *book) fill(ctx context.Context, e Entry) (Entry, error) {
	body, err := b.blobs.Get(ctx, record.Digest(e.ID))
	if err == nil {
		return e.Fill(body)
	}
	if !errors.Is(err, blob.ErrNotFound) {
		return e, fmt.Errorf("ledger: entry %d: %w: %w", e.Index, ErrCorrupt, err)
	}
	erased, err := b.wasErased(ctx, e.ID)
	if err != nil {
		return e, err
	}
	if !erased {
		return e, fmt.Errorf("ledger: entry %d: body of %s is lost and nobody erased it: %w", e.Index, e.ID, ErrCorrupt)
	}
	e.Erased = true
	return e, nil
}

// Size implements Log.
func (b *book) Size() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return uint64(len(b.leaves))
}

// Key implements Log.
func (b *book) Key() string { return b.tree.Key() }

// Blobs implements Log.
func (b *book) Blobs() blob.Store { return b.blobs }

// Close implements Log.
func (b *book) Close() error {
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	close(b.done)
	return b.tree.Close()
}
