package world

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// MemTree is a tree in memory: content by name.
type MemTree map[string][]byte

// List implements Tree. Names that are no valid paths are notes.
func (t MemTree) List(ctx context.Context) (Listing, error) {
	var l Listing
	for _, name := range slices.Sorted(maps.Keys(t)) {
		if !fs.ValidPath(name) || name == "." {
			l.Notes = append(l.Notes, Note{printable(name), "not a path"})
			continue
		}
		l.Files = append(l.Files, File{Path: name, Size: int64(len(t[name]))})
	}
	return l, ctx.Err()
}

// ReadFile implements Tree.
func (t MemTree) ReadFile(name string) ([]byte, error) {
	data, ok := t[name]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: printable(name), Err: fs.ErrNotExist}
	}
	return bytes.Clone(data), nil
}

// Overlay is base with changes laid over it; nil content removes a file. It
// shows a patched tree without writing one. The maps must not change later.
func Overlay(base Tree, changes map[string][]byte) Tree { return overlay{base, changes} }

type overlay struct {
	base    Tree
	changes map[string][]byte
}

func (o overlay) List(ctx context.Context) (Listing, error) {
	l, err := o.base.List(ctx)
	if err != nil {
		return Listing{}, err
	}
	files := make(map[string]File, len(l.Files))
	for _, f := range l.Files {
		files[f.Path] = f
	}
	for name, data := range o.changes {
		if data == nil {
			delete(files, name)
			continue
		}
		files[name] = File{Path: name, Size: int64(len(data)), Executable: files[name].Executable}
	}
	l.Files = make([]File, 0, len(files))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		l.Files = append(l.Files, files[name])
	}
	return l, nil
}

func (o overlay) ReadFile(name string) ([]byte, error) {
	data, ok := o.changes[name]
	if !ok {
		return o.base.ReadFile(name)
	}
	if data == nil {
		return nil, &fs.PathError{Op: "read", Path: printable(name), Err: fs.ErrNotExist}
	}
	return bytes.Clone(data), nil
}

// A MemDir is a Dir in memory; the zero value is empty and ready. Fail, when
// set, may refuse a write or a removal: how tests fill the disk.
type MemDir struct {
	mu    sync.Mutex
	files map[string][]byte
	Fail  func(op, name string) error
}

// ReadFile implements Dir.
func (d *MemDir) ReadFile(name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return MemTree(d.files).ReadFile(name)
}

// WriteFile implements Dir.
func (d *MemDir) WriteFile(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." {
		return &fs.PathError{Op: "write", Path: printable(name), Err: fs.ErrInvalid}
	}
	return d.change("write", name, func() { d.files[name] = bytes.Clone(data) })
}

// Remove implements Dir.
func (d *MemDir) Remove(name string) error {
	return d.change("remove", name, func() { delete(d.files, name) })
}

func (d *MemDir) change(op, name string, do func()) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.Fail != nil {
		if err := d.Fail(op, name); err != nil {
			return &fs.PathError{Op: op, Path: name, Err: err}
		}
	}
	if d.files == nil {
		d.files = map[string][]byte{}
	}
	do()
	return nil
}

// Names implements Dir.
func (d *MemDir) Names(folder string) ([]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var names []string
	for name := range d.files {
		if folder != "." {
			rest, ok := strings.CutPrefix(name, path.Clean(folder)+"/")
			if !ok {
				continue
			}
			name = rest
		}
		first, _, _ := strings.Cut(name, "/")
		names = append(names, first)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
