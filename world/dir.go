package world

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
)

// A DiskDir is a Dir on disk. All names resolve below its root, whatever
// symbolic links a hostile tree holds.
type DiskDir struct{ root *os.Root }

// OpenDir opens an existing folder for writing below it.
func OpenDir(dir string) (*DiskDir, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	return &DiskDir{root}, nil
}

// Close releases the folder.
func (d *DiskDir) Close() error { return d.root.Close() }

// Sub makes the folder name when missing and opens it as a Dir of its own.
func (d *DiskDir) Sub(name string) (*DiskDir, error) {
	if err := d.root.MkdirAll(name, 0o755); err != nil {
		return nil, err
	}
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &DiskDir{root}, nil
}

// ReadFile implements Dir.
func (d *DiskDir) ReadFile(name string) ([]byte, error) { return d.root.ReadFile(name) }

// temporary marks files that a crash may leave behind; Names hides them.
const temporary = ".part~"

// WriteFile implements Dir. One writer at a time per name.
func (d *DiskDir) WriteFile(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." {
		return &fs.PathError{Op: "write", Path: printable(name), Err: fs.ErrInvalid}
	}
	if folder := path.Dir(name); folder != "." {
		if err := d.root.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	part := name + temporary
	if err := d.writePart(part, data); err != nil {
		return errors.Join(err, d.Remove(part))
	}
	if err := d.root.Rename(part, name); err != nil {
		return errors.Join(err, d.Remove(part))
	}
	return d.sync(path.Dir(name))
}

func (d *DiskDir) writePart(part string, data []byte) error {
	if err := d.Remove(part); err != nil { // may be a planted link
		return err
	}
	f, err := d.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// sync makes a rename durable. File systems that cannot sync a folder say
// EINVAL; there is nothing better to do there.
func (d *DiskDir) sync(folder string) error {
	f, err := d.root.Open(folder)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}

// Remove implements Dir.
func (d *DiskDir) Remove(name string) error {
	err := d.root.Remove(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Names implements Dir.
func (d *DiskDir) Names(folder string) ([]string, error) {
	f, err := d.root.Open(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := f.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	names := all[:0]
	for _, n := range all {
		if !strings.HasSuffix(n, temporary) {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names, nil
}
