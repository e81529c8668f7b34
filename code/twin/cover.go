package twin

import (
	"iter"
	"maps"

	"github.com/prunella/prunella/code/ir"
)

// A Cover is the blocks that a run entered, by their first instructions. Those of the
// start that it went on from are that start's own: most runs enter few more.
type Cover struct {
	start *Cover // of a machine that does not run any more
	own   map[*ir.Instr]bool
}

func newCover(start *Cover) *Cover { return &Cover{start, map[*ir.Instr]bool{}} }

// Has reports whether the block that begins with an instruction was entered.
func (c *Cover) Has(first *ir.Instr) bool {
	for ; c != nil; c = c.start {
		if c.own[first] {
			return true
		}
	}
	return false
}

// All yields each block once, in no order.
func (c *Cover) All() iter.Seq[*ir.Instr] {
	return maps.Keys(c.whole().own)
}

// whole is the same blocks, with nothing shared.
func (c *Cover) whole() *Cover {
	if c != nil && c.start == nil {
		return c
	}
	out := newCover(nil)
	for ; c != nil; c = c.start {
		maps.Copy(out.own, c.own)
	}
	return out
}

// A coverage adds up what runs entered.
type coverage struct {
	blocks map[*ir.Instr]bool
	starts map[*Cover]bool // those that are in it
}

func newCoverage() coverage { return coverage{map[*ir.Instr]bool{}, map[*Cover]bool{}} }

func (c *coverage) add(run *Cover) {
	for k := range run.own {
		c.blocks[k] = true
	}
	for s := run.start; s != nil && !c.starts[s]; s = s.start {
		c.starts[s] = true
		maps.Copy(c.blocks, s.own)
	}
}
