package world

import (
	"bytes"
	"context"
	"fmt"
	"maps"
)

// A FakeRunner answers commands from a script and runs nothing.
type FakeRunner struct {
	// Reply answers a command given the files of its workspace. Nil means that
	// there is no sandbox: every command fails with ErrNoSandbox.
	Reply func(files map[string][]byte, c Command) (Result, error)
}

// Workspace implements Runner.
func (r FakeRunner) Workspace(ctx context.Context, tree Tree, changes map[string][]byte) (Workspace, error) {
	if r.Reply == nil {
		return nil, fmt.Errorf("%w: fake runner without a script", ErrNoSandbox)
	}
	full := Overlay(tree, changes)
	list, err := full.List(ctx)
	if err != nil {
		return nil, err
	}
	w := &fakeWorkspace{reply: r.Reply, files: map[string][]byte{}}
	for _, f := range list.Files {
		if w.files[f.Path], err = full.ReadFile(f.Path); err != nil {
			return nil, err
		}
	}
	return w, nil
}

type fakeWorkspace struct {
	reply func(map[string][]byte, Command) (Result, error)
	files map[string][]byte
}

func (w *fakeWorkspace) Run(ctx context.Context, c Command) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	return w.reply(maps.Clone(w.files), c)
}

func (w *fakeWorkspace) Write(name string, content []byte) error {
	if content == nil {
		delete(w.files, name)
		return nil
	}
	w.files[name] = bytes.Clone(content)
	return nil
}

func (w *fakeWorkspace) Close() error { return nil }
