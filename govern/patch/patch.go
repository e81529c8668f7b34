// Package patch reads the data of a "code.patch" proposal, a [record.Patch]: a
// unified diff and the content it was made against. The judge and the driver
// read it here, so that both see the same files.
//
// Paths are slash-separated and relative to the folder that was scanned. No
// digest before is a new file, none after a removed one. The list of files must
// name exactly those of the diff.
//
// Limits: text patches only; no renames, no copies, no changes of file mode.
package patch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"github.com/prunella/prunella/record"
)

// Action is the action of proposals this package reads.
const Action = "code.patch"

// ErrBad is wrapped by every error about a patch that cannot be read or applied.
var ErrBad = errors.New("bad patch")

// ErrStale is wrapped when the content is not what the patch was made against.
var ErrStale = errors.New("file changed since it was scanned")

// A Patch is checked data, ready to apply.
type Patch struct {
	Files        []record.PatchFile // sorted by path
	ChangedLines int                // added and removed lines
	Needs        []string           // environment variables that have to be set first
	parts        map[string]*gitdiff.File
}

// Parse reads and checks the data of a proposal.
func Parse(data []byte) (*Patch, error) {
	var d record.Patch
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBad, err)
	}
	parts, _, err := gitdiff.Parse(strings.NewReader(d.Diff))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBad, err)
	}
	p := &Patch{Files: slices.Clone(d.Files), Needs: d.Needs, parts: map[string]*gitdiff.File{}}
	slices.SortFunc(p.Files, func(a, b record.PatchFile) int { return strings.Compare(a.Path, b.Path) })
	for _, part := range parts {
		if err := p.add(part); err != nil {
			return nil, err
		}
	}
	return p, p.checkFiles()
}

func (p *Patch) add(part *gitdiff.File) error {
	name := part.NewName
	if part.IsDelete {
		name = part.OldName
	}
	name = p.listed(name)
	switch {
	case part.IsBinary || part.IsCopy || part.IsRename || part.OldName != "" && part.NewName != "" && part.OldName != part.NewName:
		return fmt.Errorf("%w: %q is renamed, copied or binary", ErrBad, name)
	case part.OldMode != part.NewMode && part.OldMode != 0 && part.NewMode != 0:
		return fmt.Errorf("%w: %q changes its mode", ErrBad, name)
	case part.IsNew && part.NewMode != 0 && part.NewMode != 0o100644:
		return fmt.Errorf("%w: new file %q is not a plain one", ErrBad, name)
	case p.parts[name] != nil:
		return fmt.Errorf("%w: %q twice", ErrBad, name)
	}
	p.parts[name] = part
	for _, f := range part.TextFragments {
		p.ChangedLines += int(f.LinesAdded + f.LinesDeleted)
	}
	return nil
}

// listed is the path that a name in the diff stands for. Diffs without git's own
// header lines keep the customary a/ or b/ before it. A wrong guess does no harm:
// the digests decide.
func (p *Patch) listed(name string) string {
	has := func(name string) bool {
		return slices.ContainsFunc(p.Files, func(f record.PatchFile) bool { return f.Path == name })
	}
	for _, prefix := range []string{"a/", "b/"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && !has(name) && has(rest) {
			return rest
		}
	}
	return name
}

func (p *Patch) checkFiles() error {
	if len(p.Files) == 0 {
		return fmt.Errorf("%w: no files", ErrBad)
	}
	for i, f := range p.Files {
		part := p.parts[f.Path]
		switch {
		case !record.SafePath(f.Path):
			return fmt.Errorf("%w: path %q", ErrBad, f.Path)
		case i > 0 && p.Files[i-1].Path == f.Path:
			return fmt.Errorf("%w: %q listed twice", ErrBad, f.Path)
		case part == nil:
			return fmt.Errorf("%w: %q is not in the diff", ErrBad, f.Path)
		case part.IsNew != (f.Before == "") || part.IsDelete != (f.After == ""):
			return fmt.Errorf("%w: the diff of %q does not match its digests", ErrBad, f.Path)
		case f.Before != "" && !f.Before.Valid() || f.After != "" && !f.After.Valid():
			return fmt.Errorf("%w: digest of %q", ErrBad, f.Path)
		}
	}
	if len(p.parts) != len(p.Files) {
		return fmt.Errorf("%w: the diff has %d files, the list %d", ErrBad, len(p.parts), len(p.Files))
	}
	return nil
}

// Base is the digest of what the files held before, as planners compute it for
// the proposal's base: a line "digest path" for each, sorted by path.
func (p *Patch) Base() record.Digest { return Base(p.Files) }

// Base is the digest of the Before of files.
func Base(files []record.PatchFile) record.Digest {
	var all []byte
	for _, f := range files {
		all = fmt.Appendf(all, "%s %s\n", f.Before, f.Path)
	}
	return record.Sum(all)
}

// Apply returns the content of one file after the patch; before is nil for a
// new file, and so is the result for a removed one. Both digests are checked.
func (p *Patch) Apply(f record.PatchFile, before []byte) ([]byte, error) {
	if f.Before == "" && before != nil || f.Before != "" && (before == nil || record.Sum(before) != f.Before) {
		return nil, fmt.Errorf("%s: %w", f.Path, ErrStale)
	}
	part := p.parts[f.Path]
	if part == nil {
		return nil, fmt.Errorf("%w: %q is not in it", ErrBad, f.Path)
	}
	var after bytes.Buffer
	if err := gitdiff.Apply(&after, bytes.NewReader(before), part); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBad, f.Path, err)
	}
	if f.After == "" {
		if after.Len() > 0 {
			return nil, fmt.Errorf("%w: %s is not wholly removed", ErrBad, f.Path)
		}
		return nil, nil
	}
	if record.Sum(after.Bytes()) != f.After {
		return nil, fmt.Errorf("%w: %s does not become what was certified", ErrBad, f.Path)
	}
	return append([]byte{}, after.Bytes()...), nil
}
