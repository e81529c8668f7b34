package link

import (
	"sync"

	"github.com/prunella/prunella/code/ir"
)

// found remembers what names were followed to. Executors ask for the same few
// names all the time, and many of them lead nowhere, which takes longest to see. It
// remembers nothing before the program is whole.
type found struct {
	mu      sync.RWMutex
	most    int // entries of each table
	names   map[string]string
	methods map[member]*ir.Func
	below   map[member][]*ir.Func
	supers  map[*ir.TypeDecl][]string
	before  map[*ir.Unit][]*ir.Unit
	process map[*ir.Func]map[*ir.Unit]bool
}

// A member is a name of a class.
type member struct{ class, name string }

// minFound is how much each table holds at least. The names of a program decide how
// much more: none may be without bound, since programs under attack make names up.
const minFound = 1 << 16

// open begins to remember; names are how many the program has.
func (f *found) open(names int) {
	f.most = max(minFound, 16*names)
	f.names, f.methods, f.below = map[string]string{}, map[member]*ir.Func{}, map[member][]*ir.Func{}
	f.supers, f.before = map[*ir.TypeDecl][]string{}, map[*ir.Unit][]*ir.Unit{}
	f.process = map[*ir.Func]map[*ir.Unit]bool{}
}

func (f *found) name(name string, follow func(string) string) string {
	return recall(f, f.names, name, follow)
}

func (f *found) method(m member, find func(member) *ir.Func) *ir.Func {
	return recall(f, f.methods, m, find)
}

func recall[K comparable, V any](f *found, known map[K]V, key K, find func(K) V) V {
	f.mu.RLock()
	v, ok := known[key]
	f.mu.RUnlock()
	if ok {
		return v
	}
	v = find(key)
	f.mu.Lock()
	defer f.mu.Unlock()
	if known != nil && len(known) < f.most {
		known[key] = v
	}
	return v
}
