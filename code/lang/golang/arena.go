package golang

import "github.com/prunella/prunella/code/ir"

// An arena cuts the many small slices of a unit from few large ones, so that
// lowering costs little garbage. It lives as long as the unit.
type arena struct {
	instrs []ir.Instr
	regs   []ir.Reg
	auxes  []ir.Aux
	blocks []ir.Block
	types  []ir.Type
}

// The slab sizes, in elements.
const (
	instrSlab = 512
	regSlab   = 1024
	auxSlab   = 64
	blockSlab = 64
	typeSlab  = 32
)

// keep keeps a copy of code.
func (a *arena) keep(code []ir.Instr) ir.Block {
	n := len(code)
	if n == 0 {
		return nil
	}
	if n > cap(a.instrs)-len(a.instrs) {
		a.instrs = make([]ir.Instr, 0, max(n, instrSlab))
	}
	at := len(a.instrs)
	a.instrs = append(a.instrs, code...)
	return a.instrs[at : at+n : at+n]
}

// args makes room for n registers.
func (a *arena) args(n int) []ir.Reg {
	if n == 0 {
		return nil
	}
	if n > cap(a.regs)-len(a.regs) {
		a.regs = make([]ir.Reg, 0, max(n, regSlab))
	}
	at := len(a.regs)
	a.regs = a.regs[:at+n]
	return a.regs[at : at+n : at+n]
}

func (a *arena) aux() *ir.Aux {
	if len(a.auxes) == cap(a.auxes) {
		a.auxes = make([]ir.Aux, 0, auxSlab)
	}
	a.auxes = a.auxes[:len(a.auxes)+1]
	return &a.auxes[len(a.auxes)-1]
}

// withBlocks is an Aux that holds blocks.
func (a *arena) withBlocks(blocks ...ir.Block) *ir.Aux {
	n := len(blocks)
	if n > cap(a.blocks)-len(a.blocks) {
		a.blocks = make([]ir.Block, 0, max(n, blockSlab))
	}
	at := len(a.blocks)
	a.blocks = append(a.blocks, blocks...)
	x := a.aux()
	x.Blocks = a.blocks[at : at+n : at+n]
	return x
}

// withType is an Aux that holds a type.
func (a *arena) withType(t *ir.Type) *ir.Aux {
	x := a.aux()
	x.Type = t
	return x
}

func (a *arena) typ(t ir.Type) *ir.Type {
	if len(a.types) == cap(a.types) {
		a.types = make([]ir.Type, 0, typeSlab)
	}
	a.types = append(a.types, t)
	return &a.types[len(a.types)-1]
}
