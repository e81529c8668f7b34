package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/record"
)

// tree writes the tree of a commit with the patch applied.
func (d *Driver) tree(ctx context.Context, r *repository, parent string, p *patch.Patch) (string, error) {
	var changes bytes.Buffer // for update-index -z --index-info
	for _, f := range p.Files {
		o, content, err := d.apply(ctx, r, parent, p, f)
		if err != nil {
			return "", err
		}
		if content == nil {
			fmt.Fprintf(&changes, "0 %s\t%s%s\x00", r.zero, r.prefix, f.Path)
			continue
		}
		blob, err := r.store(ctx, content)
		if err != nil {
			return "", err
		}
		if o.mode == "" {
			o.mode = "100644"
		}
		fmt.Fprintf(&changes, "%s %s\t%s%s\x00", o.mode, blob, r.prefix, f.Path)
	}
	if err := d.at("blobs written"); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "prunella-index-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	g := r.git
	g.env = []string{"GIT_INDEX_FILE=" + filepath.Join(dir, "index")}
	if _, err := g.run(ctx, "read-tree", parent); err != nil {
		return "", err
	}
	g.stdin = changes.Bytes()
	if _, err := g.run(ctx, "update-index", "-z", "--index-info"); err != nil {
		return "", err
	}
	return g.line(ctx, "write-tree")
}

// apply returns one file of the parent, and its content after the patch. The
// patch may be made against the parent (the patches before it applied) or
// against HEAD; then git merges.
func (d *Driver) apply(ctx context.Context, r *repository, parent string, p *patch.Patch, f record.PatchFile) (object, []byte, error) {
	now, err := r.file(ctx, parent, f.Path)
	if err != nil {
		return object{}, nil, err
	}
	current, err := r.content(ctx, now)
	if err != nil {
		return object{}, nil, err
	}
	after, err := p.Apply(f, current)
	if !errors.Is(err, patch.ErrStale) {
		return now, after, err
	}
	scanned, err := r.file(ctx, r.head, f.Path)
	if err != nil {
		return object{}, nil, err
	}
	before, err := r.content(ctx, scanned)
	if err != nil {
		return object{}, nil, err
	}
	after, err = p.Apply(f, before)
	if errors.Is(err, patch.ErrStale) {
		return object{}, nil, &conflict{f.Path + " at HEAD is not what was scanned, or a patch that comes before this one is missing: " +
			"commit your changes (or undo them), then scan again"}
	}
	if err != nil {
		return object{}, nil, err
	}
	merged, err := d.merge(ctx, current, before, after)
	return now, merged, err
}

// merge joins a patch with what earlier commits of the branch did to its file.
func (d *Driver) merge(ctx context.Context, current, before, after []byte) ([]byte, error) {
	if current == nil || before == nil || after == nil {
		return nil, &conflict{"an earlier patch on the branch adds or removes the same file"}
	}
	if bytes.Equal(current, after) {
		return after, nil
	}
	dir, err := os.MkdirTemp("", "prunella-merge-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	names := []string{"current", "before", "after"}
	for i, content := range [][]byte{current, before, after} {
		if err := os.WriteFile(filepath.Join(dir, names[i]), content, 0o600); err != nil {
			return nil, err
		}
	}
	// Outside the repository, whose configuration has no say in this.
	out, err := command{dir: dir, env: []string{"GIT_DIR=/dev/null"}}.run(ctx, append([]string{"merge-file", "-p", "-q"}, names...)...)
	if n := status(err); n > 0 && n < 128 {
		return nil, &conflict{"an earlier patch on the branch changes the same lines"}
	}
	return out, err
}
