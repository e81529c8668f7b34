package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/prunella/prunella/record"
)

// Dir is a store in a directory: one file per blob, named by the 64 digits of
// its digest, in sixteen folders by the first digit. A file appears under its
// name whole and synced or not at all; what a crash leaves in tmp/ is removed
// when the directory is opened next. One process writes at a time.
type Dir struct {
	root string
	ops  ops
	temp atomic.Uint64 // names files in tmp/
}

// writers bounds the files that PutAll writes at once. Syncing waits for the
// disk, not for a processor, and disks sync many files as fast as one.
const writers = 16

// OpenDir opens a store, and makes its directory when there is none.
func OpenDir(root string) (*Dir, error) { return openDir(root, disk{}) }

// ReadDir reads a store that others may write, and touches nothing.
func ReadDir(root string) Reader { return &Dir{root: root} }

func openDir(root string, o ops) (*Dir, error) {
	if err := os.RemoveAll(filepath.Join(root, "tmp")); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	folders := []string{"tmp"}
	for _, digit := range "0123456789abcdef" {
		folders = append(folders, string(digit))
	}
	for _, f := range folders {
		if err := os.MkdirAll(filepath.Join(root, f), 0o700); err != nil {
			return nil, fmt.Errorf("blob: %w", err)
		}
	}
	d := &Dir{root: root, ops: o}
	if err := d.ops.syncDir(root); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return d, nil
}

// Path is the file of a blob, whether it exists or not.
func (d *Dir) Path(digest record.Digest) (string, error) {
	if !digest.Valid() {
		return "", fmt.Errorf("blob: %.80q is not a digest", string(digest))
	}
	name := strings.TrimPrefix(string(digest), "sha256:")
	return filepath.Join(d.root, name[:1], name), nil
}

// Put implements Store.
func (d *Dir) Put(ctx context.Context, data []byte) (record.Digest, error) {
	all, err := d.PutAll(ctx, [][]byte{data})
	if err != nil {
		return "", err
	}
	return all[0], nil
}

// PutAll implements Store.
func (d *Dir) PutAll(ctx context.Context, all [][]byte) ([]record.Digest, error) {
	digests := make([]record.Digest, len(all))
	fresh := make(map[string][]byte)
	for i, data := range all {
		if err := tooLarge(data); err != nil {
			return nil, err
		}
		digests[i] = record.Sum(data)
		path, err := d.Path(digests[i])
		if err != nil {
			return nil, err
		}
		if !d.holds(path, digests[i]) {
			fresh[path] = data
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(writers)
	folders := make(map[string]bool)
	for path, data := range fresh {
		folders[filepath.Dir(path)] = true
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return d.write(path, data)
		})
	}
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	var named errgroup.Group
	for folder := range folders {
		named.Go(func() error { return d.ops.syncDir(folder) })
	}
	if err := named.Wait(); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return digests, nil
}

// holds says whether a whole blob is there already. One that was damaged is
// written anew.
func (d *Dir) holds(path string, digest record.Digest) bool {
	data, err := read(path)
	return err == nil && check(digest, data) == nil
}

// write puts a file in place in one step: written and synced beside, renamed.
func (d *Dir) write(path string, data []byte) error {
	tmp := filepath.Join(d.root, "tmp", strconv.FormatUint(d.temp.Add(1), 10))
	if err := d.ops.write(tmp, data); err != nil {
		return err
	}
	return d.ops.rename(tmp, path)
}

// Get implements Store.
func (d *Dir) Get(_ context.Context, digest record.Digest) ([]byte, error) {
	path, err := d.Path(digest)
	if err != nil {
		return nil, err
	}
	data, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("blob: %s: %w", digest, ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	if err := check(digest, data); err != nil {
		return nil, fmt.Errorf("blob: %s: %w", path, err)
	}
	return data, nil
}

// read reads a regular file of at most MaxSize bytes; whoever can write the
// directory must not be able to make us read a device or a terabyte.
func read(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > MaxSize {
		return nil, fmt.Errorf("%s: %w: not a file of at most %d bytes", path, ErrCorrupt, MaxSize)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxSize+1))
}

// Erase implements Store.
func (d *Dir) Erase(_ context.Context, digest record.Digest) error {
	path, err := d.Path(digest)
	if err != nil {
		return err
	}
	if err := d.ops.remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("blob: %w", err)
	}
	if err := d.ops.syncDir(filepath.Dir(path)); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	return nil
}

// List is every digest in the store, sorted.
func (d *Dir) List() ([]record.Digest, error) {
	files, err := filepath.Glob(filepath.Join(d.root, "[0-9a-f]", "*"))
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	var out []record.Digest
	for _, f := range files {
		if digest := record.Digest("sha256:" + filepath.Base(f)); digest.Valid() {
			out = append(out, digest)
		}
	}
	slices.Sort(out)
	return out, nil
}
