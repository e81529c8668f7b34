// Package blob stores bytes under their SHA-256: bodies of statements, patches,
// anything large or personal that statements cite by digest. What is read is
// checked against its name, so a flipped bit is an error and never an answer.
//
// Limits: a blob is held in memory whole; there is no garbage collection, for
// what nobody cites may be cited tomorrow; [Store.Erase] is the only way out.
package blob

import (
	"context"
	"errors"
	"fmt"

	"github.com/prunella/prunella/record"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("no such blob")
	ErrCorrupt  = errors.New("blob does not match its digest")
)

// MaxSize is the largest blob a store takes and gives, in bytes.
const MaxSize = 64 << 20

// A Store keeps blobs. All methods may be called from many goroutines.
type Store interface {
	// Put stores a blob durably and returns its name. Putting it again is free.
	Put(ctx context.Context, data []byte) (record.Digest, error)

	// PutAll stores many blobs, all durable when it returns.
	PutAll(ctx context.Context, all [][]byte) ([]record.Digest, error)

	// Get returns a blob; ErrNotFound, or ErrCorrupt when it does not match.
	Get(ctx context.Context, d record.Digest) ([]byte, error)

	// Erase removes a blob for good. Erasing what is not there is no error.
	Erase(ctx context.Context, d record.Digest) error
}

// A Reader is the half of a store that changes nothing.
type Reader interface {
	// Get is the Get of Store.
	Get(ctx context.Context, d record.Digest) ([]byte, error)
}

// check is the last word on every read.
func check(d record.Digest, data []byte) error {
	if got := record.Sum(data); got != d {
		return fmt.Errorf("%w: %s hashes to %s", ErrCorrupt, d, got)
	}
	return nil
}

func tooLarge(data []byte) error {
	if len(data) > MaxSize {
		return fmt.Errorf("blob: %d bytes, at most %d are stored", len(data), MaxSize)
	}
	return nil
}
