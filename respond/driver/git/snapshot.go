package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/prunella/prunella/respond/driver"
)

// A File is a regular file of a commit.
type File struct {
	Path       string // from the folder that was asked for
	Executable bool
	Content    []byte
}

// Snapshot reads the files that a folder had in a revision, in the order of their
// paths, without those larger than max bytes. Links and submodules are left out. It
// changes nothing.
func Snapshot(ctx context.Context, dir, rev string, max int64) ([]File, error) {
	r, err := open(ctx, dir)
	if err != nil {
		return nil, err
	}
	commit, err := r.git.line(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, &driver.Refusal{Reason: fmt.Sprintf("git knows no revision %.100q", rev), Advice: "name a commit, a tag or a branch: HEAD~1, main"}
	}
	args := []string{"ls-tree", "-r", "-l", "-z", "--full-tree", commit}
	if r.prefix != "" {
		args = append(args, "--", r.prefix)
	}
	listing, err := r.git.run(ctx, args...)
	if err != nil {
		return nil, err
	}
	files, ids := r.listed(string(listing), max)
	return files, r.fill(ctx, files, ids)
}

// A Change is a commit that changed files, and what it was made on.
type Change struct {
	Commit, Parent string
	Author         string
	Files          []string // changed and still there, from the folder that was asked for
}

// History lists the last changes of a folder that have one parent, the newest first,
// without those that touch more than maxTouched files.
func History(ctx context.Context, dir string, max int) ([]Change, error) {
	r, err := open(ctx, dir)
	if err != nil {
		return nil, err
	}
	out, err := r.git.run(ctx, "log", "--no-merges", "-n", strconv.Itoa(max), "--format=%x01%H%x00%P%x00%an", "--name-only", "--no-renames", "--diff-filter=M", "-z", "HEAD")
	if err != nil {
		return nil, err
	}
	var all []Change
	for entry := range strings.SplitSeq(string(out), "\x01") {
		f := strings.Split(strings.TrimRight(entry, "\x00"), "\x00")
		if len(f) < 4 || len(f) > 3+maxTouched || !r.isID(f[0]) || !r.isID(f[1]) {
			continue // also what only looks like an entry: a name may hold the mark
		}
		c := Change{Commit: f[0], Parent: f[1], Author: strings.ToValidUTF8(f[2], "\uFFFD")}
		for _, name := range f[3:] {
			name = strings.TrimPrefix(name, "\n")
			if rest, ok := strings.CutPrefix(name, r.prefix); ok && name != "" {
				c.Files = append(c.Files, rest)
			}
		}
		all = append(all, c)
	}
	return all, nil
}

// isID reports the full id of one object.
func (r *repository) isID(s string) bool {
	return len(s) == len(r.zero) && strings.Trim(s, "0123456789abcdef") == ""
}

// maxTouched bounds the files of a change that is looked at: a remedy touches few.
const maxTouched = 20

// listed reads "mode type id size<tab>path" entries.
func (r *repository) listed(listing string, max int64) ([]File, []string) {
	var files []File
	var ids []string
	for entry := range strings.SplitSeq(listing, "\x00") {
		meta, path, ok := strings.Cut(entry, "\t")
		f := strings.Fields(meta)
		if !ok || len(f) != 4 || f[1] != "blob" || f[0] == "120000" {
			continue
		}
		if size, err := strconv.ParseInt(f[3], 10, 64); err != nil || size > max {
			continue
		}
		files = append(files, File{Path: strings.TrimPrefix(path, r.prefix), Executable: f[0] == "100755"})
		ids = append(ids, f[2])
	}
	return files, ids
}

// fill reads the contents in one run of git.
func (r *repository) fill(ctx context.Context, files []File, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	git := r.git
	git.stdin = []byte(strings.Join(ids, "\n") + "\n")
	out, err := git.run(ctx, "cat-file", "--batch")
	if err != nil {
		return err
	}
	in := bufio.NewReader(bytes.NewReader(out))
	for i := range files {
		head, err := in.ReadString('\n') // "id type size"
		if err != nil {
			return fmt.Errorf("git cat-file: %w", err)
		}
		f := strings.Fields(head)
		if len(f) != 3 || f[0] != ids[i] {
			return fmt.Errorf("git cat-file: %.100q in answer to %s", head, ids[i])
		}
		size, err := strconv.Atoi(f[2])
		if err != nil || size < 0 || size > len(out) {
			return fmt.Errorf("git cat-file: %.100q has no size", head)
		}
		text := make([]byte, size+1) // and the line's end
		if _, err := io.ReadFull(in, text); err != nil {
			return fmt.Errorf("git cat-file: %w", err)
		}
		files[i].Content = text[:size]
	}
	return nil
}

// Tracks reports whether the repository around a folder, if there is one, keeps
// anything of that name in the folder under version control.
func Tracks(ctx context.Context, dir, name string) (bool, error) {
	g := command{dir: dir}
	if inside, err := g.line(ctx, "rev-parse", "--is-inside-work-tree"); err != nil || inside != "true" {
		return false, ctx.Err()
	}
	out, err := g.run(ctx, "ls-files", "-z", "--", name)
	return len(out) > 0, err
}
