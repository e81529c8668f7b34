package golang

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// An arena holds what the IR of a unit consists of.
type arena struct {
	instrs lang.Slab[ir.Instr]
	regs   lang.Slab[ir.Reg]
	auxes  lang.Slab[ir.Aux]
	blocks lang.Slab[ir.Block]
	types  lang.Slab[ir.Type]
}

// keep keeps a copy of code.
func (a *arena) keep(code []ir.Instr) ir.Block { return a.instrs.Keep(code...) }

// args makes room for n registers.
func (a *arena) args(n int) []ir.Reg { return a.regs.Room(n) }

// aux makes an empty Aux.
func (a *arena) aux() *ir.Aux { return a.auxes.New() }

// withBlocks is an Aux that holds blocks.
func (a *arena) withBlocks(blocks ...ir.Block) *ir.Aux {
	x := a.aux()
	x.Blocks = a.blocks.Keep(blocks...)
	return x
}

// withType is an Aux that holds a type.
func (a *arena) withType(t *ir.Type) *ir.Aux {
	x := a.aux()
	x.Type = t
	return x
}

func (a *arena) typ(t ir.Type) *ir.Type {
	x := a.types.New()
	*x = t
	return x
}
