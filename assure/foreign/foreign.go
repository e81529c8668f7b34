// Package foreign reads a unified diff that somebody else made (a person, a bot, a
// model) and works out what it makes of a tree. A diff is hostile: it is applied
// in memory only, to files that the tree lists, and whatever is doubtful about it
// is a refusal that says why.
//
// The names in the diff may carry the customary a/ and b/; what applies is told by
// the tree. Lines must match exactly, at the place the diff says.
//
// Limits: text only; no renames, no copies, no changes of file mode; MaxBytes and
// MaxFiles.
package foreign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// What a diff may be at most.
const (
	MaxBytes = 1 << 20
	MaxFiles = 100
)

// ErrRefused is wrapped by every refusal of a diff.
var ErrRefused = errors.New("the diff is refused")

// A refusal says why a diff is not even weighed.
type refusal struct{ why string }

func (r *refusal) Error() string { return r.why }
func (r *refusal) Unwrap() error { return ErrRefused }

func refuse(format string, args ...any) error { return &refusal{fmt.Sprintf(format, args...)} }

// Read applies a diff to a tree in memory: the new content by file, nil for a file
// that is removed. An error that is no refusal is the tree's.
func Read(ctx context.Context, tree world.Tree, diff []byte) (map[string][]byte, error) {
	parts, err := parse(diff)
	if err != nil {
		return nil, err
	}
	listing, err := tree.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the tree: %w", err)
	}
	r := &reader{tree: tree, files: map[string]bool{}, out: listing.Skipped, odd: listing.Notes, changes: map[string][]byte{}}
	for _, f := range listing.Files {
		r.files[f.Path] = true
	}
	for _, p := range parts {
		if err := r.add(p); err != nil {
			return nil, err
		}
	}
	if len(r.changes) == 0 {
		return nil, refuse("it changes nothing")
	}
	return r.changes, nil
}

func parse(diff []byte) ([]*gitdiff.File, error) {
	switch {
	case len(bytes.TrimSpace(diff)) == 0:
		return nil, refuse("it is empty")
	case len(diff) > MaxBytes:
		return nil, refuse("it has %d bytes, %d are allowed", len(diff), MaxBytes)
	case bytes.IndexByte(diff, 0) >= 0:
		return nil, refuse("it is binary")
	}
	parts, _, err := gitdiff.Parse(bytes.NewReader(diff))
	switch {
	case err != nil:
		return nil, refuse("it is no unified diff: %s", strings.TrimPrefix(err.Error(), "gitdiff: "))
	case len(parts) == 0:
		return nil, refuse("it is no unified diff: it names no file")
	case len(parts) > MaxFiles:
		return nil, refuse("it has %d files, %d are allowed", len(parts), MaxFiles)
	}
	return parts, nil
}

// A reader joins the parts of one diff.
type reader struct {
	tree     world.Tree
	files    map[string]bool // that the tree lists
	out, odd []world.Note    // what the tree leaves out, and what it cannot list
	changes  map[string][]byte
}

func (r *reader) add(p *gitdiff.File) error {
	name := p.NewName
	if p.IsDelete {
		name = p.OldName
	}
	switch {
	case p.IsCopy:
		return refuse("it copies %q", p.OldName)
	case p.IsRename || p.OldName != "" && p.NewName != "" && p.OldName != p.NewName:
		return refuse("it renames %q", p.OldName)
	case p.IsBinary:
		return refuse("it changes %q, which is binary", name)
	case p.OldMode != p.NewMode && p.OldMode != 0 && p.NewMode != 0, p.IsNew && p.NewMode != 0 && p.NewMode != 0o100644:
		return refuse("it sets the mode of %q", name)
	}
	name, err := r.resolve(name, p.IsNew)
	if err != nil {
		return err
	}
	if _, twice := r.changes[name]; twice {
		return refuse("it changes %q twice", name)
	}
	return r.apply(p, name)
}

// resolve finds the file that a name in the diff stands for.
func (r *reader) resolve(name string, isNew bool) (string, error) {
	rest, stripped := strings.CutPrefix(name, "b/")
	if !stripped {
		rest, stripped = strings.CutPrefix(name, "a/")
	}
	if stripped && !r.files[name] {
		name = rest
	}
	if !record.SafePath(name) {
		return "", refuse("it names %q, which is no file of a repository", name)
	}
	for _, n := range r.out {
		if within(name, n.Path) {
			return "", refuse("it changes %q, which is not looked at: %s", name, n.Reason)
		}
	}
	for _, n := range r.odd {
		if within(name, n.Path) {
			return "", refuse("it changes %q, which cannot be read: %s", name, n.Reason)
		}
	}
	switch have := r.files[name]; {
	case have && isNew:
		return "", refuse("it makes %q, which is there already", name)
	case !have && !isNew:
		return "", refuse("it changes %q, which is not there%s", name, r.level(name))
	}
	return name, nil
}

func within(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }

// level says which other file may be meant, when names were cut elsewhere.
func (r *reader) level(name string) string {
	for rest := name; ; {
		_, after, ok := strings.Cut(rest, "/")
		if !ok {
			break
		}
		if rest = after; r.files[rest] {
			return fmt.Sprintf("; %q is: make the diff at the root of the repository", rest)
		}
	}
	found := ""
	for f := range r.files {
		if strings.HasSuffix(f, "/"+name) && (found == "" || f < found) {
			found = f
		}
	}
	if found != "" {
		return fmt.Sprintf("; %q is: make the diff at the root of the repository", found)
	}
	return ""
}

func (r *reader) apply(p *gitdiff.File, name string) error {
	var before []byte
	if !p.IsNew {
		var err error
		if before, err = r.tree.ReadFile(name); err != nil {
			return refuse("it changes %q, which cannot be read: %v", name, err)
		}
	}
	var after bytes.Buffer
	if err := gitdiff.Apply(&after, bytes.NewReader(before), p); err != nil {
		return refuse("it does not apply to %s: %s%s", name, strings.TrimPrefix(err.Error(), "gitdiff: "), endings(p, before))
	}
	switch {
	case p.IsDelete && after.Len() > 0:
		return refuse("it removes %q and leaves a part of it", name)
	case p.IsDelete:
		r.changes[name] = nil
	case p.IsNew || !bytes.Equal(before, after.Bytes()):
		r.changes[name] = append([]byte{}, after.Bytes()...)
	}
	return nil
}

// endings says so when only the ends of lines differ.
func endings(p *gitdiff.File, before []byte) string {
	file := bytes.Contains(before, []byte("\r\n"))
	for _, f := range p.TextFragments {
		for _, l := range f.Lines {
			if crlf := strings.HasSuffix(l.Line, "\r\n"); l.Op != gitdiff.OpAdd && crlf != file {
				return "; the lines of one end in CR LF, those of the other do not"
			}
		}
	}
	return ""
}
