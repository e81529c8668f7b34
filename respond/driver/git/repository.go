package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver"
)

// A repository is the git repository around a scanned folder.
type repository struct {
	git    command
	prefix string // the scanned folder below the top: "" or "a/b/"
	common string // the folder that holds refs and objects
	head   string // the commit HEAD names
	zero   string // the id of nothing, as long as this repository's ids
}

// open finds the repository of a folder and looks it over.
func open(ctx context.Context, dir string) (*repository, error) {
	r := &repository{git: command{dir: dir}}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, &driver.Refusal{Reason: "the git program was not found", Advice: "install git, or take the diffs from the report"}
	}
	if bare, err := r.git.line(ctx, "rev-parse", "--is-bare-repository"); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, &driver.Refusal{Reason: fmt.Sprintf("%s is not in a git repository (%v)", dir, err),
			Advice: "patches go onto a git branch: run git init and commit first, or take the diffs from the report"}
	} else if bare == "true" {
		return nil, &driver.Refusal{Reason: dir + " is a bare repository, which has no files to mend", Advice: "use a clone of it"}
	}
	if inside, err := r.git.line(ctx, "rev-parse", "--is-inside-work-tree"); err != nil || inside != "true" {
		return nil, &driver.Refusal{Reason: dir + " is git's own folder, not a work tree", Advice: "name the folder with the files"}
	}
	var err error
	if r.prefix, err = r.git.line(ctx, "rev-parse", "--show-prefix"); err != nil {
		return nil, err
	}
	if r.common, err = r.git.line(ctx, "rev-parse", "--path-format=absolute", "--git-common-dir"); err != nil {
		return nil, err
	}
	if r.head, err = r.git.line(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err != nil {
		return nil, &driver.Refusal{Reason: "the repository has no commit yet", Advice: "commit your files, then scan again"}
	}
	r.zero = strings.Repeat("0", len(r.head))
	return r, nil
}

// contained makes sure that git will write below its own folder: a planted link
// there could send new files anywhere.
func (r *repository) contained(ref string) error {
	root, err := filepath.EvalSymlinks(r.common)
	if err != nil {
		return err
	}
	objects, err := os.ReadDir(filepath.Join(root, "objects"))
	if err != nil {
		return err
	}
	for _, e := range objects {
		if e.Type()&fs.ModeSymlink != 0 {
			return linked("objects/" + e.Name())
		}
	}
	for _, place := range []string{"objects", ref, "logs/" + ref} {
		for p := place; p != "."; p = filepath.Dir(p) {
			real, err := filepath.EvalSymlinks(filepath.Join(root, p))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if errors.Is(err, syscall.ENOTDIR) {
				return &driver.Refusal{Reason: fmt.Sprintf("a branch stands where %s wants a folder", p), Advice: "choose another name with --branch, or rename that branch"}
			}
			if err != nil || real != filepath.Join(root, p) {
				return linked(p)
			}
		}
	}
	return nil
}

func linked(place string) error {
	return &driver.Refusal{Reason: fmt.Sprintf("%s in git's folder is a symbolic link", place), Advice: "make it a folder of its own"}
}

// ref returns what a ref points to, "" when there is none.
func (r *repository) ref(ctx context.Context, name string) (string, error) {
	id, err := r.git.line(ctx, "rev-parse", "--verify", "--quiet", name+"^{commit}")
	if status(err) == 1 {
		return "", nil
	}
	return id, err
}

// ancestor reports whether commit a is b or comes before it.
func (r *repository) ancestor(ctx context.Context, a, b string) (bool, error) {
	_, err := r.git.run(ctx, "merge-base", "--is-ancestor", a, b)
	if status(err) == 1 {
		return false, nil
	}
	return err == nil, err
}

// checkedOut reports where a branch is checked out, "" when nowhere.
func (r *repository) checkedOut(ctx context.Context, ref string) (string, error) {
	return r.git.line(ctx, "for-each-ref", "--format=%(worktreepath)", ref)
}

// An object is a file in a commit.
type object struct{ mode, id string }

// file finds a file of the scanned folder in a commit; a missing one is zero.
func (r *repository) file(ctx context.Context, commit, name string) (object, error) {
	out, err := r.git.run(ctx, "ls-tree", "-z", "--full-tree", commit, "--", r.prefix+name)
	if err != nil || len(out) == 0 {
		return object{}, err
	}
	meta, _, _ := strings.Cut(string(out), "\t")
	f := strings.Fields(meta) // mode, type, id
	if len(f) != 3 || f[1] != "blob" || f[0] == "120000" {
		return object{}, &driver.Refusal{Reason: name + " is a link, a folder or a submodule in git"}
	}
	return object{f[0], f[2]}, nil
}

// content reads a file's content as it is stored; nil for a missing file.
func (r *repository) content(ctx context.Context, o object) ([]byte, error) {
	if o.id == "" {
		return nil, nil
	}
	size, err := r.git.line(ctx, "cat-file", "-s", o.id)
	if err != nil {
		return nil, err
	}
	if len(size) > 8 { // 100 MB and more: nothing that was scanned
		return nil, &driver.Refusal{Reason: "the file at HEAD has " + size + " bytes"}
	}
	out, err := r.git.run(ctx, "cat-file", "blob", o.id)
	if err == nil && out == nil {
		out = []byte{}
	}
	return out, err
}

// base is the digest of the files of a patch in a commit.
func (r *repository) base(ctx context.Context, commit string, p *patch.Patch) (record.Digest, error) {
	files := slices.Clone(p.Files)
	for i, f := range files {
		o, err := r.file(ctx, commit, f.Path)
		if err != nil {
			return "", err
		}
		content, err := r.content(ctx, o)
		if err != nil {
			return "", err
		}
		if files[i].Before = ""; content != nil {
			files[i].Before = record.Sum(content)
		}
	}
	return patch.Base(files), nil
}

// store writes a blob.
func (r *repository) store(ctx context.Context, content []byte) (string, error) {
	g := r.git
	g.stdin = content
	return g.line(ctx, "hash-object", "-w", "-t", "blob", "--no-filters", "--stdin")
}
