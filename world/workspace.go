package world

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A copyDir is a private copy of a tree on disk. Commands never write to it, so
// it holds regular files of ours only.
type copyDir struct {
	dir   string // the workspace's folder: files in "tree"; "root" and "up" are empty places to mount on
	root  *os.Root
	owner int // give files to this user; -1: keep
}

func newCopy(ctx context.Context, scratch string, owner int, tree Tree) (_ *copyDir, err error) {
	dir, err := os.MkdirTemp(scratch, "prunella-run-")
	if err != nil {
		return nil, fmt.Errorf("workspace: %w", err)
	}
	c := &copyDir{dir: dir, owner: owner}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("workspace: %w", err), c.Close())
		}
	}()
	for _, sub := range []string{c.files(), filepath.Join(dir, "root"), filepath.Join(dir, "up")} {
		if err := os.Mkdir(sub, 0o755); err != nil {
			return nil, err
		}
	}
	if c.root, err = os.OpenRoot(c.files()); err != nil {
		return nil, err
	}
	if err := c.own("."); err != nil {
		return nil, err
	}
	return c, c.fill(ctx, tree)
}

func (c *copyDir) files() string { return filepath.Join(c.dir, "tree") }

func (c *copyDir) fill(ctx context.Context, tree Tree) error {
	list, err := tree.List(ctx)
	if err != nil {
		return err
	}
	for _, f := range list.Files {
		data, err := tree.ReadFile(f.Path)
		if err != nil {
			return err
		}
		if err := c.write(f.Path, data, f.Executable); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// Write implements Workspace.
func (c *copyDir) Write(name string, content []byte) error {
	if content == nil {
		err := c.root.Remove(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	info, err := c.root.Stat(name)
	return c.write(name, content, err == nil && info.Mode()&0o100 != 0)
}

func (c *copyDir) write(name string, data []byte, executable bool) error {
	if err := c.mkdir(path.Dir(name)); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if executable {
		mode = 0o755
	}
	if err := c.root.WriteFile(name, data, mode); err != nil {
		return err
	}
	return c.own(name)
}

func (c *copyDir) mkdir(folder string) error {
	if _, err := c.root.Stat(folder); err == nil {
		return nil
	}
	if err := c.mkdir(path.Dir(folder)); err != nil {
		return err
	}
	if err := c.root.Mkdir(folder, 0o755); err != nil {
		return err
	}
	return c.own(folder)
}

func (c *copyDir) own(name string) error {
	if c.owner < 0 {
		return nil
	}
	return c.root.Chown(name, c.owner, c.owner)
}

// Close implements Workspace.
func (c *copyDir) Close() error {
	if c.root != nil {
		c.root.Close()
	}
	return os.RemoveAll(c.dir)
}
