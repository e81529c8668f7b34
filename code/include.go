package code

import (
	"crypto/sha256"
	"path"
	"sync"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/world"
)

// including is how a language's files are lowered: where files include others,
// with those at hand. The salt stands for the content of what may be included: a
// unit is as old as the oldest of all it was made of.
func including(l lang.Language, tree world.Tree, paths []string) (link.Lowering, []byte) {
	inc, ok := l.(lang.Including)
	if !ok {
		return l.Lower, nil
	}
	f := files{tree: tree, read: map[string][]byte{}, byBase: map[string][]string{}}
	sum := sha256.New()
	for _, p := range paths {
		f.byBase[path.Base(p)] = append(f.byBase[path.Base(p)], p)
		if inc.Included(p) {
			sum.Write([]byte(p))
			sum.Write(f.get(p))
		}
	}
	t := lang.Tree{Paths: paths, Read: f.get, ByBase: func(base string) []string { return f.byBase[base] }}
	return func(path, module string, text []byte) *ir.Unit { return inc.LowerWith(path, module, text, t) }, sum.Sum(nil)
}

// files keeps what was read: headers are read by every file that includes them.
type files struct {
	tree   world.Tree
	mu     sync.Mutex
	read   map[string][]byte
	byBase map[string][]string
}

func (f *files) get(path string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, ok := f.read[path]
	if !ok {
		text, _ = f.tree.ReadFile(path)
		f.read[path] = text
	}
	return text
}
