package code

import (
	"crypto/sha256"
	"sync"

	"github.com/prunella/prunella/code/ir"
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
