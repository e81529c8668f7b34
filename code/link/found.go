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
	names   map[string]string
	methods map[member]*ir.Func
	before  map[*ir.Unit][]*ir.Unit
	process map[*ir.Func]map[*ir.Unit]bool
}

// A member is a name of a class.
type member struct{ class, name string }

// maxFound bounds either table: programs under attack make names up.
const maxFound = 1 << 16

func (f *found) open() {
	f.names, f.methods, f.before = map[string]string{}, map[member]*ir.Func{}, map[*ir.Unit][]*ir.Unit{}
	f.process = map[*ir.Func]map[*ir.Unit]bool{}
}

func (f *found) name(name string, follow func(string) string) string {
	return recall(&f.mu, f.names, name, follow)
}

func (f *found) method(m member, find func(member) *ir.Func) *ir.Func {
	return recall(&f.mu, f.methods, m, find)
}

func recall[K comparable, V any](mu *sync.RWMutex, known map[K]V, key K, find func(K) V) V {
	mu.RLock()
	v, ok := known[key]
	mu.RUnlock()
	if ok {
		return v
	}
	v = find(key)
	mu.Lock()
	defer mu.Unlock()
	if known != nil && len(known) < maxFound {
		known[key] = v
	}
	return v
}
