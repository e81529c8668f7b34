package tessera

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/api/layout"

	"github.com/prunella/prunella/ledger"
)

// maxResource bounds what is read of any file of the log: 256 leaves are less.
const maxResource = 1 << 20

// files reads the resources of a log below its directory.
type files string

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (d files) path(name string) string {
	return filepath.Join(string(d), "log", filepath.FromSlash(name))
}

// read reads one resource; what is not a small regular file is damage.
func (d files) read(name string) ([]byte, error) {
	path := d.path(name)
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxResource {
		return nil, fmt.Errorf("%s: %w: not a small file", path, ledger.ErrCorrupt)
	}
	return os.ReadFile(path)
}

// wide reads a tile or bundle of the given width. When it has grown since, the
// whole one holds the beginning we want.
func (d files) wide(name func(p uint8) string, width uint8) ([]byte, string, error) {
	text, err := d.read(name(width))
	if width == 0 || !errors.Is(err, fs.ErrNotExist) {
		return text, d.path(name(width)), err
	}
	whole, wholeErr := d.read(name(0))
	if errors.Is(wholeErr, fs.ErrNotExist) {
		return nil, d.path(name(width)), err
	}
	return whole, d.path(name(0)), wholeErr
}

// leaves yields the leaves of a tree of the given size from an index on.
func (d files) leaves(ctx context.Context, from, size uint64) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for next := from; next < size; {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			bundle := next / layout.EntryBundleWidth
			entries, err := d.bundle(bundle, size)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, leaf := range entries[next%layout.EntryBundleWidth:] {
				if !yield(leaf, nil) {
					return
				}
				next++
			}
		}
	}
}

// bundle reads the leaves that a bundle holds in a tree of the given size.
func (d files) bundle(index, size uint64) ([][]byte, error) {
	width := layout.PartialTileSize(0, index, size)
	text, path, err := d.wide(func(p uint8) string { return layout.EntriesPath(index, p) }, width)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, ledger.ErrCorrupt, err)
	}
	var b api.EntryBundle
	if err := b.UnmarshalText(text); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, ledger.ErrCorrupt, err)
	}
	want := int(width)
	if want == 0 {
		want = layout.EntryBundleWidth
	}
	if len(b.Entries) < want {
		return nil, fmt.Errorf("%s: %w: %d entries, not %d", path, ledger.ErrCorrupt, len(b.Entries), want)
	}
	return b.Entries[:want], nil
}

// tile reads a tile of hashes, for tessera's proof builder.
func (d files) tile(_ context.Context, level, index uint64, width uint8) ([]byte, error) {
	text, path, err := d.wide(func(p uint8) string { return layout.TilePath(level, index, p) }, width)
	if err != nil {
		return nil, err
	}
	if size := rfc6962.DefaultHasher.Size(); len(text)%size != 0 || len(text) == 0 || len(text) > layout.TileWidth*size {
		return nil, fmt.Errorf("%s: %w: %d bytes", path, ledger.ErrCorrupt, len(text))
	}
	return text, nil
}

// state is tessera's own note of the tree that is on disk.
type state struct {
	Size uint64 `json:"size"`
	Root []byte `json:"root"`
}

const statePath = ".state/treeState"

// state reads the tree's state; there is none before the first opening.
func (d files) state() (state, error) {
	var s state
	text, err := d.read(statePath)
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(text, &s); err != nil || len(s.Root) != rfc6962.DefaultHasher.Size() {
		return s, fmt.Errorf("%s: %w: %q is not a tree's state", d.path(statePath), ledger.ErrCorrupt, text)
	}
	return s, nil
}

// checkpoint reads a signed checkpoint; there is none before the first opening.
func (d files) checkpoint(path, key string) (ledger.Checkpoint, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return ledger.Checkpoint{}, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxResource {
		return ledger.Checkpoint{}, fmt.Errorf("%s: %w: not a small file", path, ledger.ErrCorrupt)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return ledger.Checkpoint{}, err
	}
	cp, err := ledger.OpenCheckpoint(text, key)
	if err != nil {
		return cp, fmt.Errorf("%s: %w", path, err)
	}
	return cp, nil
}
