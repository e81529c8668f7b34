package code

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/world"
)

// A Project is a repository as the engine read it.
type Project struct {
	Tree     world.Tree
	Programs []*link.Program // one for each language that has files, in the engine's order
	Files    int
	Lines    int
	Notes    []Note
	Unread   int // files of the engine's languages that were left out
	Broken   int // files that were read only in parts
}

// A Note says what could not be read or analysed, and why. The rest was.
type Note struct {
	File string
	Line int // 0: the whole file
	Text string
}

// Load reads and lowers every file of the engine's languages. It fails only when
// the tree's root cannot be read or ctx ends; all else is a note.
func (e *Engine) Load(ctx context.Context, tree world.Tree) (*Project, error) {
	return e.load(ctx, tree, nil)
}

func (e *Engine) load(ctx context.Context, tree world.Tree, cache *units) (*Project, error) {
	p, files, err := e.list(ctx, tree)
	if err != nil {
		return nil, err
	}
	for _, l := range e.Languages {
		if paths := e.owned(tree, l, files); len(paths) > 0 {
			if err := e.loadLanguage(ctx, p, l, paths, cache); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

// list begins a project: its files, and what of the tree is passed over.
func (e *Engine) list(ctx context.Context, tree world.Tree) (*Project, []world.File, error) {
	listing, err := tree.List(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the tree: %w", err)
	}
	p := &Project{Tree: tree}
	for _, n := range listing.Notes {
		p.Notes = append(p.Notes, Note{File: n.Path, Text: n.Reason})
		if slices.ContainsFunc(e.Languages, func(l lang.Language) bool { return l.Owns(n.Path, nil) }) {
			p.Unread++
		}
	}
	for _, n := range listing.Skipped {
		if n.Reason == world.ReleasedLibrary {
			p.Notes = append(p.Notes, Note{File: n.Path, Text: n.Reason})
		}
	}
	return p, sorted(listing.Files), nil
}

// loadLanguage adds the program that the files of a language are.
func (e *Engine) loadLanguage(ctx context.Context, p *Project, l lang.Language, paths []string, cache *units) error {
	units, err := e.lower(ctx, p, l, paths, cache)
	if err != nil {
		return err
	}
	p.Programs = append(p.Programs, link.NewWith(l, units, cache.lowering(l)))
	return nil
}

// sorted puts files in the order of their paths, in which trees list them: what
// is found must not hang on the promise of a tree.
func sorted(files []world.File) []world.File {
	return slices.SortedFunc(slices.Values(files), func(a, b world.File) int { return strings.Compare(a.Path, b.Path) })
}

// owned lists the files of a language; only a script without an ending is
// opened to find out.
func (e *Engine) owned(tree world.Tree, l lang.Language, files []world.File) []string {
	var paths []string
	for _, f := range files {
		var head []byte
		if f.Executable && !bytes.ContainsRune([]byte(f.Path), '.') {
			head, _ = tree.ReadFile(f.Path)
			head = head[:min(len(head), 128)]
		}
		if l.Owns(f.Path, head) {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// lower reads the files of one language on as many workers as the options say.
func (e *Engine) lower(ctx context.Context, p *Project, l lang.Language, paths []string, cache *units) ([]*ir.Unit, error) {
	modules := l.Modules(paths, func(path string) []byte {
		text, _ := p.Tree.ReadFile(path)
		return text
	})
	paths = slices.DeleteFunc(paths, func(path string) bool { return modules[path] == "" || modelled(path) })
	for _, path := range paths {
		modules[path] = lang.Claimed(l, modules[path])
	}
	units := make([]*ir.Unit, len(paths))
	notes := make([]Note, len(paths))
	lower, salt := including(l, p.Tree, paths)
	parallel(e.Options.Jobs, len(paths), func(i int) {
		if ctx.Err() == nil {
			units[i], notes[i] = lowerFile(p.Tree, lower, salt, paths[i], modules[paths[i]], cache)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for i, u := range units {
		if notes[i].Text != "" {
			p.Notes = append(p.Notes, notes[i])
		}
		if u == nil {
			p.Unread++
			continue
		}
		if len(u.Problems) > 0 {
			p.Broken++
		}
		p.Files++
		p.Lines += len(u.Lines)
		p.Notes = append(p.Notes, problems(u)...)
	}
	return slices.DeleteFunc(units, func(u *ir.Unit) bool { return u == nil }), nil
}

// modelled reports a project's file that has the path of a library model, or the
// form of one: declarations for type checkers, which nobody runs.
func modelled(file string) bool {
	return strings.HasSuffix(file, ".pyi") || strings.HasSuffix(file, ".go.txt")
}

func lowerFile(tree world.Tree, lower link.Lowering, salt []byte, path, module string, cache *units) (*ir.Unit, Note) {
	text, err := tree.ReadFile(path)
	if err != nil {
		return nil, Note{File: path, Text: err.Error()}
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, Note{File: path, Text: "binary data, not source"}
	}
	key := unitKey{path, module, sha256.Sum256(append(salt[:len(salt):len(salt)], text...))}
	return cache.get(key, func() *ir.Unit { return lower(path, module, text) }), Note{}
}

// maxProblems bounds the notes of one file; a wrecked file is one story.
const maxProblems = 5

func problems(u *ir.Unit) []Note {
	var out []Note
	for i, pr := range u.Problems {
		if i == maxProblems {
			out = append(out, Note{File: u.Path, Text: fmt.Sprintf("%d more problems in this file", len(u.Problems)-i)})
			break
		}
		line, _ := lineCol(u.Lines, pr.Span.Start)
		out = append(out, Note{File: u.Path, Line: line, Text: pr.Text})
	}
	return out
}

// parallel calls do for 0 to n-1 on the given number of workers and waits.
func parallel(workers, n int, do func(int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, min(workers, n)) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
