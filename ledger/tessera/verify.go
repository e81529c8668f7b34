package tessera

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/transparency-dev/tessera/api/layout"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/blob"
	"github.com/prunella/prunella/record"
)

// A Report is what Verify found.
type Report struct {
	Checkpoint ledger.Checkpoint // the latest one, its signature checked
	Entries    int               // that it covers
	Unsigned   int               // entries behind it, which a crash left
	Erased     int               // bodies gone by an erasure on the record
	Blobs      int               // cited blobs that are there and whole
	Gone       int               // cited blobs that are not there, which is not wrong: they may be erased
	Problems   []error           // each wraps ledger.ErrCorrupt and names a file or an entry
}

// PublicKey is the key of the ledger in a directory, as it says itself. Who
// distrusts the directory gets the key from elsewhere.
func PublicKey(dir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "key.pub"))
	if err != nil {
		return "", fmt.Errorf("ledger: public key: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// Verify checks all of a ledger with its public key alone, and changes nothing:
// the signature of the checkpoint, the tree from its leaves up, every tile,
// every leaf and every body. Known checkpoints, kept elsewhere, show whether
// the log was cut back or written anew. The error joins the problems; a ledger
// that is open in another process may have problems that are none.
func Verify(ctx context.Context, dir, key string, known ...ledger.Checkpoint) (Report, error) {
	return VerifyEach(ctx, dir, key, func(ledger.Entry) {}, known...)
}

// VerifyEach is Verify that shows each statement that is there and whole, in the order of
// the log.
func VerifyEach(ctx context.Context, dir, key string, each func(ledger.Entry), known ...ledger.Checkpoint) (Report, error) {
	v := &verifier{files: files(dir), key: key, each: each}
	if err := v.run(ctx, known); err != nil {
		v.problem(err)
	}
	return v.report, errors.Join(v.report.Problems...)
}

type verifier struct {
	files
	key    string
	each   func(ledger.Entry)
	report Report
	leaves []ledger.Leaf
	hashes [][]byte
}

func (v *verifier) problem(err error) {
	if err == nil {
		return
	}
	if !errors.Is(err, ledger.ErrCorrupt) {
		err = fmt.Errorf("%w: %w", ledger.ErrCorrupt, err)
	}
	v.report.Problems = append(v.report.Problems, fmt.Errorf("ledger: %w", err))
}

// run stops at what makes the rest meaningless: no checkpoint, no leaves.
func (v *verifier) run(ctx context.Context, known []ledger.Checkpoint) error {
	cp, err := v.checkpoint(v.path(layout.CheckpointPath), v.key)
	if err != nil {
		return err
	}
	seen, err := v.checkpoint(v.seen(), v.key)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		v.problem(err)
	}
	published := cp
	if err == nil && seen.Size > cp.Size {
		cp = seen
	}
	v.report.Checkpoint, v.report.Entries = cp, int(cp.Size)
	if err := v.readLeaves(ctx, cp.Size); err != nil {
		return err
	}
	v.problem(prefix(ledger.Extends(v.hashes, published), v.path(layout.CheckpointPath)))
	if seen.Note != nil {
		v.problem(prefix(ledger.Extends(v.hashes, seen), v.seen()))
	}
	for i, k := range known {
		v.problem(prefix(ledger.Extends(v.hashes, k), fmt.Sprintf("known checkpoint %d of size %d", i+1, k.Size)))
	}
	for _, err := range v.badTiles(v.hashes) {
		v.problem(err)
	}
	v.order()
	return v.bodies(ctx)
}

func prefix(err error, where string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", where, err)
}

// readLeaves reads what the checkpoint covers, and what lies behind it when the
// state on disk says that there is more.
func (v *verifier) readLeaves(ctx context.Context, covered uint64) error {
	size := covered
	if s, err := v.state(); err != nil {
		v.problem(err)
	} else if s.Size > size {
		size = s.Size
		v.report.Unsigned = int(s.Size - covered)
	}
	for text, err := range v.files.leaves(ctx, 0, size) {
		if err != nil {
			return err
		}
		v.hashes = append(v.hashes, ledger.HashLeaf(text))
		leaf, err := ledger.ParseLeaf(text)
		if err != nil {
			v.problem(fmt.Errorf("entry %d: %w", len(v.leaves), err))
		}
		v.leaves = append(v.leaves, leaf)
	}
	return nil
}

// order checks what the tree cannot know: that nothing was said twice, and that
// time did not run backwards.
func (v *verifier) order() {
	seen := make(map[record.ID]int)
	for i, leaf := range v.leaves {
		if first, twice := seen[leaf.ID]; twice && leaf.ID != "" {
			v.problem(fmt.Errorf("entry %d: says again what entry %d said: %w", i, first, ledger.ErrCorrupt))
		}
		seen[leaf.ID] = i
		if i > 0 && leaf.Time < v.leaves[i-1].Time {
			v.problem(fmt.Errorf("entry %d: is older than the one before: %w", i, ledger.ErrCorrupt))
		}
	}
}

// bodies checks each statement, and each blob that statements cite.
func (v *verifier) bodies(ctx context.Context) error {
	store := blob.ReadDir(filepath.Join(string(v.files), "blobs"))
	missing := make(map[record.ID]int)
	erased := make(map[record.ID]bool)
	cited := make(map[record.Digest]bool)
	for i, leaf := range v.leaves {
		if err := ctx.Err(); err != nil {
			return err
		}
		body, err := store.Get(ctx, record.Digest(leaf.ID))
		if errors.Is(err, blob.ErrNotFound) {
			missing[leaf.ID] = i
			continue
		}
		e := leaf.Entry(uint64(i))
		if err == nil {
			e, err = e.Fill(body)
		}
		if err != nil {
			v.problem(prefix(err, fmt.Sprintf("entry %d", i)))
			continue
		}
		v.each(e)
		for _, id := range ledger.Erased(e.Statement) {
			erased[id] = true
		}
		for _, d := range e.Statement.Body.Blobs() {
			cited[d] = true
		}
	}
	for _, id := range sortedKeys(missing) {
		if erased[id] {
			v.report.Erased++
			continue
		}
		v.problem(fmt.Errorf("entry %d: body of %s is lost and nobody erased it: %w", missing[id], id, ledger.ErrCorrupt))
	}
	return v.blobs(ctx, store, sortedKeys(cited))
}

func (v *verifier) blobs(ctx context.Context, store blob.Reader, cited []record.Digest) error {
	for _, d := range cited {
		_, err := store.Get(ctx, d)
		switch {
		case err == nil:
			v.report.Blobs++
		case errors.Is(err, blob.ErrNotFound) || errors.Is(err, fs.ErrNotExist):
			v.report.Gone++
		default:
			v.problem(err)
		}
	}
	return ctx.Err()
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
