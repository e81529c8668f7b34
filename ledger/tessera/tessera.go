package tessera

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/go-logr/logr"
	tiles "github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/api/layout"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
	"k8s.io/klog/v2"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
)

// Options choose what a ledger takes from the world. The zero value takes the
// wall clock and the system's random source, and tells nobody what it mended.
type Options struct {
	Clock  func() time.Time
	Rand   io.Reader    // makes the signing key
	Notice func(string) // is told what was found unfinished and mended

	// Existing opens only what is there: where there is no ledger, nothing is
	// made, and the error wraps fs.ErrNotExist.
	Existing bool
}

// Tessera gathers entries until there are so many of them or the first is so old, and a
// batch that its age ends may be overtaken by the next one, on a machine that is busy
// enough. So batches end by their number alone, and entries are handed over in batches
// of these sizes, each waited for: their order is that in which they are given.
var batches = [...]uint{1024, 256, 64, 16, 4, 1}

// A checkpoint is published at most each publishEvery (tessera's minimum).
const (
	never        = 24 * time.Hour
	publishEvery = 100 * time.Millisecond
	publishWait  = 10 * time.Second // for the last checkpoint, on a slow or full disk
)

// Open opens the ledger in a directory, and makes one where there is none. The
// directory belongs to this process until Close.
func Open(ctx context.Context, dir string, o Options) (ledger.Log, error) {
	tree, blobs, err := open(ctx, dir, &o)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	log, err := ledger.Open(ctx, tree, blobs, o.Clock)
	if err != nil {
		return nil, errors.Join(err, tree.Close())
	}
	return log, nil
}

// open is Open for the parts, so that tests can put failures between them.
func open(ctx context.Context, dir string, o *Options) (*tree, blob.Store, error) {
	o.complete()
	if o.Existing && !exists(files(dir).path(statePath)) {
		return nil, nil, fmt.Errorf("no ledger in %s: %w", dir, fs.ErrNotExist)
	}
	if err := makeDir(dir); err != nil {
		return nil, nil, err
	}
	held, err := lock(dir)
	if err != nil {
		return nil, nil, err
	}
	t, blobs, err := openHeld(ctx, dir, o)
	if err != nil {
		return nil, nil, errors.Join(err, held.Close())
	}
	t.held = held
	return t, blobs, nil
}

func openHeld(ctx context.Context, dir string, o *Options) (*tree, blob.Store, error) {
	d := files(dir)
	fresh, err := d.fresh()
	if err != nil {
		return nil, nil, err
	}
	signer, public, err := loadKey(dir, o.Rand, fresh)
	if err != nil {
		return nil, nil, err
	}
	if !fresh {
		if err := d.examine(ctx, public, o.Notice); err != nil {
			return nil, nil, err
		}
	}
	blobs, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	if err != nil {
		return nil, nil, err
	}
	t := &tree{files: d, signer: signer, key: public}
	return t, blobs, t.start()
}

func (o *Options) complete() {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Notice == nil {
		o.Notice = func(string) {}
	}
}

func makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(dir, ".gitignore")
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return writeFile(path, []byte("# Made by prunella: the key in here is secret.\n*\n"), 0o644)
}

// A tree is tessera's log as ledger.Open wants it.
type tree struct {
	files
	signer    note.Signer
	key       string
	held      *os.File                      // the lock
	appenders [len(batches)]*tiles.Appender // one for each size of a batch
	shutdown  func(context.Context) error   // of the one that publishes
	cancel    context.CancelFunc
	signed    ledger.Checkpoint // the latest given out
}

// hush keeps tessera's library from logging to our user's terminal; it returns
// as errors what matters. Its logger is one for the whole process.
var hush = sync.OnceFunc(func() { klog.SetLogger(logr.Discard()) })

// start runs tessera, whose goroutines end with Close and not with a caller.
func (t *tree) start() error {
	hush()
	ctx, cancel := context.WithCancel(context.Background())
	driver, err := posix.New(ctx, posix.Config{Path: t.path("")})
	if err != nil {
		cancel()
		return err
	}
	every := publishEvery // by the first appender; the others' entries are seen by it
	for i, size := range batches {
		options := tiles.NewAppendOptions().
			WithCheckpointSigner(t.signer).
			WithBatching(size, never).
			WithCheckpointInterval(every).
			WithCheckpointRepublishInterval(never).
			WithShutdownTimeout(publishWait)
		appender, shutdown, _, err := tiles.NewAppender(ctx, driver, options)
		if err != nil {
			cancel()
			return fmt.Errorf("%s: %w", t.path(""), err)
		}
		if t.appenders[i] = appender; i == 0 {
			t.shutdown, every = shutdown, never
		}
	}
	t.cancel = cancel
	return nil
}

// Leaves implements ledger.Tree.
func (t *tree) Leaves(ctx context.Context, from uint64) iter.Seq2[[]byte, error] {
	s, err := t.state()
	if err != nil {
		return func(yield func([]byte, error) bool) { yield(nil, err) }
	}
	return t.leaves(ctx, from, s.Size)
}

// Add implements ledger.Tree.
func (t *tree) Add(ctx context.Context, at uint64, leaves [][]byte) error {
	s, err := t.state() // also sees to it that the directory is still there
	if err != nil {
		return err
	}
	if s.Size != at {
		return fmt.Errorf("%s has %d entries, not %d: %w", t.path(""), s.Size, at, ledger.ErrCorrupt)
	}
	for len(leaves) > 0 {
		n, err := t.handOver(context.WithoutCancel(ctx), at, leaves)
		if err != nil {
			return err
		}
		at, leaves = at+uint64(n), leaves[n:]
	}
	return nil
}

// handOver adds the first of some leaves, as many as the largest batch that they fill,
// and waits for them.
func (t *tree) handOver(ctx context.Context, at uint64, leaves [][]byte) (int, error) {
	i := slices.IndexFunc(batches[:], func(size uint) bool { return size <= uint(len(leaves)) })
	futures := make([]tiles.IndexFuture, batches[i])
	for n := range futures {
		futures[n] = t.appenders[i].Add(ctx, tiles.NewEntry(leaves[n]))
	}
	var failed error
	for n, future := range futures {
		got, err := future()
		if err == nil && got.Index != at+uint64(n) {
			err = fmt.Errorf("entry %d was put at %d: %w", at+uint64(n), got.Index, ledger.ErrCorrupt)
		}
		if failed == nil {
			failed = err
		}
	}
	return len(futures), failed
}

// Checkpoint implements ledger.Tree. It signs at once rather than wait for the
// next checkpoint that tessera publishes, and keeps a copy apart, so that the
// log cannot lose unseen what was once given out.
func (t *tree) Checkpoint(context.Context) (ledger.Checkpoint, error) {
	s, err := t.state()
	if err != nil {
		return ledger.Checkpoint{}, err
	}
	if s.Size == t.signed.Size && t.signed.Note != nil {
		return t.signed, nil
	}
	cp, err := ledger.SignCheckpoint(s.Size, s.Root, t.signer)
	if err != nil {
		return cp, err
	}
	if err := writeFile(filepath.Join(string(t.files), "seen"), cp.Note, 0o644); err != nil {
		return ledger.Checkpoint{}, err
	}
	t.signed = cp
	return cp, nil
}

// Path implements ledger.Tree.
func (t *tree) Path(ctx context.Context, index, size uint64) ([][]byte, error) {
	b, err := client.NewProofBuilder(ctx, size, t.tile)
	if err != nil {
		return nil, err
	}
	return b.InclusionProof(ctx, index)
}

// Key implements ledger.Tree.
func (t *tree) Key() string { return t.key }

// Close implements ledger.Tree. It publishes the checkpoint itself, for tessera
// would let us wait up to publishEvery, and looks again when tessera is gone.
// What cannot be published is not waited for.
func (t *tree) Close() error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cp, err := t.Checkpoint(ctx)
	if err == nil {
		err = t.publish(cp)
	}
	if err != nil {
		cancel()
	}
	err = errors.Join(err, t.shutdown(ctx))
	t.cancel()
	if err == nil {
		err = t.publish(cp)
	}
	return errors.Join(err, t.held.Close())
}

// publish puts a checkpoint in place, unless it is there.
func (t *tree) publish(cp ledger.Checkpoint) error {
	path := t.path(layout.CheckpointPath)
	published, err := t.checkpoint(path, t.key)
	if err == nil && published.Size == cp.Size {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return writeFile(path, cp.Note, 0o644)
}
