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
	mu   sync.Mutex
	by   map[unitKey]*kept
	turn int
}

// kept is a unit and the turn it was last asked for.
type kept struct {
	unit *ir.Unit
	turn int
}

type unitKey struct {
	path, module string
	content      [sha256.Size]byte
}

// keptTurns is for how many trees a unit stays that none of them holds: long enough
// for a change that is taken back.
const keptTurns = 4

// next begins another tree and drops what the last ones did not hold.
func (c *units) next() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	for k, u := range c.by {
		if u.turn < c.turn-keptTurns {
			delete(c.by, k)
		}
	}
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
	if u := c.by[k]; u != nil {
		u.turn = c.turn
		c.mu.Unlock()
		return u.unit
	}
	c.mu.Unlock()
	u := lower()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by == nil {
		c.by = map[unitKey]*kept{}
	}
	c.by[k] = &kept{u, c.turn}
	return u
}
