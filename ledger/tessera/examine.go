package tessera

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/transparency-dev/tessera/api/layout"

	"github.com/prunella/prunella/ledger"
)

func (d files) seen() string { return filepath.Join(string(d), "seen") }

// fresh says whether the directory holds no log yet. Tessera makes the state
// first, so a checkpoint without one is a log that lost it.
func (d files) fresh() (bool, error) {
	_, err := d.read(statePath)
	if err == nil {
		return false, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	for _, path := range []string{d.path(layout.CheckpointPath), d.path(layout.EntriesPath(0, 0)), d.path("tile"), d.seen()} {
		if exists(path) {
			return false, fmt.Errorf("%s is there, but %s is missing: %w", path, d.path(statePath), ledger.ErrCorrupt)
		}
	}
	return true, nil
}

// examine compares the leaves with the tree's state, and that with all that was
// ever signed. It tells of entries that a crash left unsigned.
func (d files) examine(ctx context.Context, key string, notice func(string)) error {
	s, err := d.state()
	if err != nil {
		return err
	}
	hashes, err := d.hashes(ctx, s.Size)
	if err != nil {
		return err
	}
	if root := ledger.Root(hashes); !bytes.Equal(root, s.Root) {
		return fmt.Errorf("%s: the leaves do not hash to the root in %s: %w", d.path("tile/entries"), d.path(statePath), ledger.ErrCorrupt)
	}
	if bad := d.badTiles(hashes); len(bad) > 0 {
		return errors.Join(bad...)
	}
	signed, err := d.extends(hashes, d.path(layout.CheckpointPath), key)
	if err != nil {
		return err
	}
	seen, err := d.extends(hashes, d.seen(), key)
	if err != nil {
		return err
	}
	switch covered := max(signed, seen); {
	case s.Size > 0 && covered == 0 && !exists(d.path(layout.CheckpointPath)):
		return fmt.Errorf("%s is missing, and nothing else is signed: %w", d.path(layout.CheckpointPath), ledger.ErrCorrupt)
	case covered < s.Size:
		notice(fmt.Sprintf("%d entries were said but not signed when the ledger was last closed; they are kept", s.Size-covered))
	case !exists(d.path(layout.CheckpointPath)):
		notice(d.path(layout.CheckpointPath) + " was missing and is written anew")
	}
	return nil
}

// extends checks that the log has grown from the checkpoint in a file, if there
// is one, and returns its size.
func (d files) extends(hashes [][]byte, path, key string) (uint64, error) {
	cp, err := d.checkpoint(path, key)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if err := ledger.Extends(hashes, cp); err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	return cp.Size, nil
}

// badTiles compares every tile with the hashes it should hold. Level 0 are the
// leaves; each full tile is one hash of the level above.
func (d files) badTiles(hashes [][]byte) []error {
	var bad []error
	for level := uint64(0); len(hashes) > 0; level++ {
		var above [][]byte
		for index, tile := range slices.Collect(slices.Chunk(hashes, layout.TileWidth)) {
			if err := d.badTile(level, uint64(index), tile); err != nil {
				bad = append(bad, err)
			}
			if len(tile) == layout.TileWidth {
				above = append(above, ledger.Root(tile))
			}
		}
		hashes = above
	}
	return bad
}

func (d files) badTile(level, index uint64, want [][]byte) error {
	text, path, err := d.wide(func(p uint8) string { return layout.TilePath(level, index, p) }, uint8(len(want)%layout.TileWidth))
	if err != nil {
		return fmt.Errorf("%s: %w: %w", path, ledger.ErrCorrupt, err)
	}
	if !bytes.HasPrefix(text, bytes.Join(want, nil)) {
		return fmt.Errorf("%s: the hashes are not those of the leaves below: %w", path, ledger.ErrCorrupt)
	}
	return nil
}

// hashes are the leaf hashes of a tree of the given size.
func (d files) hashes(ctx context.Context, size uint64) ([][]byte, error) {
	var out [][]byte
	for leaf, err := range d.leaves(ctx, 0, size) {
		if err != nil {
			return nil, err
		}
		out = append(out, ledger.HashLeaf(leaf))
	}
	return out, nil
}
