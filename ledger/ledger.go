package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/record"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("not in the ledger")
	ErrClosed   = errors.New("ledger is closed")
	ErrLocked   = errors.New("in use by another process")
	ErrCorrupt  = errors.New("damaged or forged")
)

// An Entry is a statement and its place in the log.
type Entry struct {
	Index     uint64
	Time      time.Time // UTC, whole milliseconds; never before the entry at Index-1
	ID        record.ID
	Kind      string           // Body.Kind of the statement, known even when it was erased
	Statement record.Statement // empty when Erased
	Erased    bool
}

// A Log is where things are said. All methods may be called at once from many
// goroutines; entries of concurrent callers are ordered by the log.
type Log interface {
	// Append says one thing. When it returns, the entry is durable.
	Append(ctx context.Context, s record.Statement) (Entry, error)

	// AppendAll says many things in the order given, much faster than one by
	// one. Everything is validated before anything is said. After an error a
	// prefix may have been said; saying all of it again completes it.
	AppendAll(ctx context.Context, all []record.Statement) ([]Entry, error)

	// Get finds an entry by the ID of its statement, or is ErrNotFound. An
	// erased statement is no error: the entry is there and says so.
	Get(ctx context.Context, id record.ID) (Entry, error)

	// Size is the number of entries said so far.
	Size() uint64

	// Scan yields the entries from an index up to the size at the call.
	// After an error it yields nothing more.
	Scan(ctx context.Context, from uint64) iter.Seq2[Entry, error]

	// Follow yields the entries from an index and then each new one as it is
	// said, until ctx is done or the log is closed; neither is an error.
	Follow(ctx context.Context, from uint64) iter.Seq2[Entry, error]

	// Checkpoint is the signed state that covers everything said before the call.
	Checkpoint(ctx context.Context) (Checkpoint, error)

	// Prove shows that a statement is in the log.
	Prove(ctx context.Context, id record.ID) (Proof, error)

	// Erase removes the body of a statement, and says so on the log first, in
	// the words of who asks and why. The leaf, and with it the chain, remains.
	Erase(ctx context.Context, id record.ID, by record.By, why string) (Entry, error)

	// Key is the public key (C2SP signed-note verifier key) of the checkpoints.
	Key() string

	// Blobs is the store of the log's bodies and of all blobs that they cite.
	Blobs() blob.Store

	// Close publishes what was said and frees the log. A second call does nothing.
	Close() error
}

// ErasureType is the type of the evidence that says a body was erased. It is
// about "statement:" and the erased ID.
const ErasureType = "ledger.erasure"

// Erasure is the statement that a body was erased.
func Erasure(id record.ID, by record.By, why string) (record.Statement, error) {
	body := record.Body{Evidence: &record.Evidence{Type: ErasureType, Summary: why}}
	return record.New(by, body, []record.Ref{record.Ref("statement:" + string(id))}, []record.ID{id})
}

// Erased lists the ids that a statement says were erased, usually none.
func Erased(s record.Statement) []record.ID {
	if e := s.Body.Evidence; e == nil || e.Type != ErasureType {
		return nil
	}
	var out []record.ID
	for _, ref := range s.About {
		if ref.Kind() == "statement" {
			out = append(out, record.ID(ref.Name()))
		}
	}
	return out
}

// All collects what Scan or a bounded Follow yields.
func All(entries iter.Seq2[Entry, error]) ([]Entry, error) {
	var all []Entry
	for e, err := range entries {
		if err != nil {
			return all, fmt.Errorf("ledger: %w", err)
		}
		all = append(all, e)
	}
	return all, nil
}
