package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/prunella/prunella/govern/knowledge"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/tessera"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver/git"
	"github.com/prunella/prunella/world"
)

// stateFolder is where a repository keeps its record; it hides itself from git.
const stateFolder = ".prunella"

// A target is a repository with its state.
type target struct {
	root  string // as the user named it
	abs   string
	state string
	tree  *world.DirTree
	log   ledger.Log
	// taught is what people taught about the repository; nil when nobody asked.
	taught []*knowledge.Item
}

// repo is the name the records know the repository by.
func (t *target) repo() record.Ref { return record.Ref("repo:" + filepath.Base(t.abs)) }

func (t *target) ledgerDir() string { return filepath.Join(t.state, "ledger") }

// openTarget opens the tree at path and, with it, its ledger.
func openTarget(ctx context.Context, path, state string, notice func(string)) (*target, error) {
	t, err := findTarget(path, state)
	if err != nil {
		return nil, err
	}
	if state == "" {
		if err := own(ctx, t.abs); err != nil {
			return nil, err
		}
	}
	if t.tree, err = world.OpenTree(t.abs, world.TreeOptions{}); err != nil {
		return nil, fail(err, "name a folder that you may read")
	}
	if err := os.MkdirAll(t.state, 0o700); err != nil {
		return nil, fail(fmt.Errorf("making the state folder: %w", err), "--state DIR keeps the state elsewhere")
	}
	if err := hide(t.state); err != nil {
		return nil, fail(fmt.Errorf("writing to the state folder: %w", err), "--state DIR keeps the state elsewhere")
	}
	t.log, err = tessera.Open(ctx, t.ledgerDir(), tessera.Options{Notice: notice})
	if err != nil {
		t.tree.Close()
		return nil, ledgerFailure(err, t.state)
	}
	return t, nil
}

// findTarget says where the tree and its state are, and opens nothing.
func findTarget(path, state string) (*target, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fail(err, "")
	}
	info, err := os.Stat(abs)
	if err != nil {
		return nil, fail(err, "name a folder that is there")
	}
	if !info.IsDir() {
		return nil, misuse("name the folder that the file is in", "%s is not a folder", path)
	}
	if state == "" {
		state = filepath.Join(abs, stateFolder)
		if err := trusted(state); err != nil {
			return nil, fail(err, "move it away, or use --state DIR")
		}
	}
	return &target{root: path, abs: abs, state: state}, nil
}

// trusted reports why a state folder in the tree is not one that Prunella made: a
// repository can bring a folder of that name, with links that lead writes out of
// the tree, or with keys that others know. Prunella's keys are its owner's alone,
// and version control cannot keep them so.
func trusted(state string) error {
	blobs := filepath.Join(state, "ledger", "blobs")
	return filepath.WalkDir(state, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // not there, or the error of whoever opens it
		case d.Type()&fs.ModeSymlink != 0:
			return fmt.Errorf("%s is a link: the state would be written somewhere else", file)
		case d.IsDir() && filepath.Dir(file) == blobs:
			return fs.SkipDir // blobs are many, and a linked one is no blob
		case filepath.Ext(file) == ".key" || filepath.Base(file) == "key":
			if info, err := d.Info(); err == nil && info.Mode().Perm()&0o077 != 0 {
				return fmt.Errorf("%s is a secret key that others can read (%v)", file, info.Mode().Perm())
			}
		}
		return nil
	})
}

// own refuses a state folder that version control brought: who made it knows its
// keys, however few can read them here.
func own(ctx context.Context, dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, stateFolder)); err != nil {
		return nil // none yet
	}
	tracked, err := git.Tracks(ctx, dir, stateFolder)
	if err != nil {
		return fail(fmt.Errorf("asking git about %s: %w", stateFolder, err), "--state DIR keeps the state elsewhere")
	}
	if tracked {
		return fail(fmt.Errorf("%s is under version control: somebody else may have made it", filepath.Join(dir, stateFolder)), "git rm -r --cached it and move it away, or use --state DIR")
	}
	return nil
}

// hide writes the .gitignore that keeps the state out of version control.
func hide(state string) error {
	file := filepath.Join(state, ".gitignore")
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(file, []byte("*\n"), 0o600)
}

func ledgerFailure(err error, state string) error {
	switch {
	case errors.Is(err, ledger.ErrLocked):
		return fail(err, "wait for the other run, or use --state DIR")
	case errors.Is(err, ledger.ErrCorrupt):
		return fail(err, "keep "+state+" for those who look into it, and start anew with --state DIR")
	}
	return fail(fmt.Errorf("opening the ledger: %w", err), "--state DIR keeps the state elsewhere")
}

// close ends the use of the target; the first error counts.
func (t *target) close() error {
	return errors.Join(t.log.Close(), t.tree.Close())
}
