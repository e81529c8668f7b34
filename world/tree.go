package world

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"sort"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"
)

// TreeOptions say how a tree is read. Zero fields take the defaults.
type TreeOptions struct {
	MaxFile  int64 // bytes of one file; DefaultMaxFile
	MaxFiles int   // files and folders together; DefaultMaxFiles
	MaxDepth int   // nested folders; DefaultMaxDepth
	// Skip says why a path is left out, or "" to keep it. SkipDependencies is
	// the default. It is the caller's alone: nothing in the tree can change it.
	Skip func(name string, folder bool) string
}

// The defaults of TreeOptions.
const (
	DefaultMaxFile  = 2 << 20
	DefaultMaxFiles = 1 << 20
	DefaultMaxDepth = 100
)

// SkipDependencies leaves out what the project's authors did not write:
// version control, installed dependencies, virtual environments, caches, and
// libraries copied among static files under their name and release.
func SkipDependencies(name string, folder bool) string {
	if !folder {
		return ""
	}
	switch path.Base(name) {
	case ".git", ".hg", ".svn", ".bzr", ".jj":
		return "version control"
	case "node_modules", "vendor", "bower_components", "site-packages", ".venv", "venv", ".tox", ".nox", ".eggs":
		return "installed dependencies"
	case "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".gradle", ".terraform":
		return "cache"
	case ".prunella":
		return "Prunella's own state"
	}
	if handedOut.MatchString(name) {
		return ReleasedLibrary
	}
	return ""
}

// ReleasedLibrary is why a library among the files handed to browsers is left out.
const ReleasedLibrary = "a library's release among the files handed to browsers is not read"

// handedOut are folders of libraries that were copied, as they were released, to where a web
// server's static files lie: public/plugins/codemirror-5.17.0.
var handedOut = regexp.MustCompile(`(^|/)(public|static|assets|www|wwwroot|webapp|htdocs)/(.*/)?[A-Za-z][A-Za-z0-9._]*-v?[0-9]+\.[0-9]+(\.[0-9]+)*$`)

// SkipState leaves out only version control and Prunella's own state: the rule
// for copies in which a project must build.
func SkipState(name string, folder bool) string {
	if why := SkipDependencies(name, folder); why == "version control" || why == "Prunella's own state" {
		return why
	}
	return ""
}

// A DirTree is a tree on disk.
type DirTree struct {
	root *os.Root
	opt  TreeOptions
}

// OpenTree opens the folder dir, which may itself be a symbolic link.
func OpenTree(dir string, opt TreeOptions) (*DirTree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open tree: %w", err)
	}
	if opt.MaxFile <= 0 {
		opt.MaxFile = DefaultMaxFile
	}
	if opt.MaxFiles <= 0 {
		opt.MaxFiles = DefaultMaxFiles
	}
	if opt.MaxDepth <= 0 {
		opt.MaxDepth = DefaultMaxDepth
	}
	if opt.Skip == nil {
		opt.Skip = SkipDependencies
	}
	return &DirTree{root: root, opt: opt}, nil
}

// Close releases the root. Reads that follow fail.
func (t *DirTree) Close() error { return t.root.Close() }

// List implements Tree.
func (t *DirTree) List(ctx context.Context) (Listing, error) {
	w := walk{tree: t, ctx: ctx, left: t.opt.MaxFiles}
	if err := w.folder(".", 0); err != nil {
		return Listing{}, fmt.Errorf("list tree: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return Listing{}, err
	}
	l := w.list
	sort.Slice(l.Files, func(i, j int) bool { return l.Files[i].Path < l.Files[j].Path })
	sortNotes(l.Skipped)
	sortNotes(l.Notes)
	return l, nil
}

func sortNotes(notes []Note) {
	sort.Slice(notes, func(i, j int) bool {
		a, b := notes[i], notes[j]
		return a.Path < b.Path || a.Path == b.Path && a.Reason < b.Reason
	})
}

// A walk is one listing under way.
type walk struct {
	tree *DirTree
	ctx  context.Context
	list Listing
	left int // entries that may still be seen
}

// folder lists one folder. Its error is about that folder alone.
func (w *walk) folder(name string, depth int) error {
	f, err := w.tree.root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	entries, err := f.ReadDir(w.left + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	for _, e := range entries {
		if w.ctx.Err() != nil {
			return nil
		}
		if w.left == 0 {
			w.note(name, fmt.Sprintf("more than %d files; the rest of this folder is not read", w.tree.opt.MaxFiles))
			return nil
		}
		w.left--
		w.entry(path.Join(name, e.Name()), e.Name(), e, depth)
	}
	return nil
}

func (w *walk) entry(name, base string, e fs.DirEntry, depth int) {
	if why := badName(base); why != "" {
		w.note(name, why)
		return
	}
	if why := w.tree.opt.Skip(name, e.IsDir()); why != "" {
		w.list.Skipped = append(w.list.Skipped, Note{name, why})
		return
	}
	switch {
	case e.IsDir() && depth+1 >= w.tree.opt.MaxDepth:
		w.note(name, fmt.Sprintf("nested deeper than %d folders", w.tree.opt.MaxDepth))
	case e.IsDir():
		if err := w.folder(name, depth+1); err != nil {
			w.note(name, "unreadable folder: "+plain(err))
		}
	case e.Type().IsRegular():
		w.file(name, e)
	default:
		w.note(name, irregular(e.Type()))
	}
}

func (w *walk) file(name string, e fs.DirEntry) {
	info, err := e.Info()
	switch {
	case err != nil:
		w.note(name, "unreadable file: "+plain(err))
	case info.Size() > w.tree.opt.MaxFile:
		w.note(name, fmt.Sprintf("%d bytes; the limit is %d", info.Size(), w.tree.opt.MaxFile))
	default:
		w.list.Files = append(w.list.Files, File{Path: name, Size: info.Size(), Executable: info.Mode()&0o111 != 0})
	}
}

func (w *walk) note(name, reason string) {
	w.list.Notes = append(w.list.Notes, Note{printable(name), reason})
}

// ReadFile implements Tree. It refuses anything but a regular file even when
// the tree changed since it was listed, and never blocks on a FIFO.
func (t *DirTree) ReadFile(name string) ([]byte, error) {
	data, err := t.read(name)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: printable(name), Err: bare(err)}
	}
	return data, nil
}

func (t *DirTree) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	f, err := t.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrIrregular
	}
	data, err := io.ReadAll(io.LimitReader(f, t.opt.MaxFile+1))
	if err == nil && int64(len(data)) > t.opt.MaxFile {
		return nil, ErrTooLarge
	}
	return data, err
}

func irregular(m fs.FileMode) string {
	switch {
	case m&fs.ModeSymlink != 0:
		return "symbolic link, not followed"
	case m&fs.ModeNamedPipe != 0:
		return "FIFO, not read"
	case m&fs.ModeSocket != 0:
		return "socket, not read"
	case m&fs.ModeDevice != 0:
		return "device, not read"
	}
	return "not a regular file"
}

func badName(base string) string {
	if !utf8.ValidString(base) {
		return "name is not UTF-8"
	}
	if strings.ContainsFunc(base, unicode.IsControl) {
		return "name has control characters"
	}
	if strings.Contains(base, `\`) {
		return "name has a backslash"
	}
	return ""
}

// printable makes a hostile name safe to show and to encode.
func printable(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '\uFFFD'
		}
		return r
	}, name)
}

// bare strips the path that the os package wraps around an error, because it
// may be absolute and so differ between machines.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func plain(err error) string { return bare(err).Error() }
