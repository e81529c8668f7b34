package code

import (
	"crypto/sha256"
	"sync"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/link"
)

// units keeps lowered files by content, so that a tree that differs from the last
// one in a file costs the lowering of that file. Units are read-only once made.
type units struct {
	mu sync.Mutex
	by map[unitKey]*ir.Unit
}

type unitKey struct {
	path, module string
	content      [sha256.Size]byte
}

// lowering lowers stubs through the cache.
func (c *units) lowering(l lang.Language) link.Lowering {
	if c == nil {
		return l.Lower
	}
	return func(path, module string, text []byte) *ir.Unit {
		k := unitKey{path: path, module: module} // stubs are ours and do not change
		return c.get(k, func() *ir.Unit { return l.Lower(path, module, text) })
	}
}

func (c *units) get(k unitKey, lower func() *ir.Unit) *ir.Unit {
	if c == nil {
		return lower()
	}
	c.mu.Lock()
	u := c.by[k]
	c.mu.Unlock()
	if u != nil {
		return u
	}
	u = lower()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by == nil {
		c.by = map[unitKey]*ir.Unit{}
	}
	c.by[k] = u
	return u
}
