// Package memory is the ledger that is gone with the process: the twin of the
// one on disk for tests, one-off runs and editors. Its proofs and checkpoints
// are as good as the other's; only its durability is not.
package memory

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"iter"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
)

// Options choose what a log takes from the world. The zero value takes the
// wall clock, the system's random source and a fresh store of blobs.
type Options struct {
	Clock func() time.Time
	Rand  io.Reader  // makes the signing key
	Blobs blob.Store // holds the bodies
}

// New returns an empty log.
func New(o Options) (ledger.Log, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Blobs == nil {
		o.Blobs = new(blob.Memory)
	}
	t, err := newTree(o.Rand)
	if err != nil {
		return nil, fmt.Errorf("ledger: make key: %w", err)
	}
	return ledger.Open(context.Background(), t, o.Blobs, o.Clock)
}

// A tree keeps leaves and their hashes. Its callers hold the log's lock.
type tree struct {
	signer note.Signer
	key    string
	leaves [][]byte
	hashes [][]byte
}

func newTree(random io.Reader) (*tree, error) {
	secret, public, err := note.GenerateKey(random, ledger.Origin)
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(secret)
	return &tree{signer: signer, key: public}, err
}

func (t *tree) Leaves(_ context.Context, from uint64) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, leaf := range t.leaves[from:] {
			if !yield(leaf, nil) {
				return
			}
		}
	}
}

func (t *tree) Add(_ context.Context, at uint64, leaves [][]byte) error {
	if at != uint64(len(t.leaves)) {
		return fmt.Errorf("tree has %d leaves, not %d", len(t.leaves), at)
	}
	for _, leaf := range leaves {
		t.leaves = append(t.leaves, leaf)
		t.hashes = append(t.hashes, ledger.HashLeaf(leaf))
	}
	return nil
}

func (t *tree) Checkpoint(context.Context) (ledger.Checkpoint, error) {
	return ledger.SignCheckpoint(uint64(len(t.hashes)), ledger.Root(t.hashes), t.signer)
}

func (t *tree) Path(_ context.Context, index, size uint64) ([][]byte, error) {
	return ledger.Path(t.hashes[:size], int(index)), nil
}

func (t *tree) Key() string { return t.key }

func (t *tree) Close() error { return nil }
