package solve

import "github.com/prunella/prunella/code/ir"

// carried marks the registers that a turn of a loop may read as an earlier turn, or
// what came before the loop, left them. All others are written first, so a loop has
// come to rest whatever they hold.
func carried(in *ir.Instr, regs int) []bool {
	s := &carrying{carried: make([]bool, regs), written: make([]bool, regs)}
	blocks := in.Aux.Blocks
	if in.Op == ir.Range {
		s.write(in.Dst)
		s.write(in.B)
		blocks = blocks[:min(1, len(blocks))]
	} else {
		blocks = blocks[:min(3, len(blocks))]
	}
	for i, b := range blocks {
		s.block(b)
		if i == 0 && in.Op == ir.Loop {
			s.read(in.A)
		}
	}
	return s.carried
}

type carrying struct {
	carried, written []bool
	undo             []ir.Reg // what was written in the blocks that are open
}

func (s *carrying) read(r ir.Reg) {
	if r >= 0 && int(r) < len(s.carried) && !s.written[r] {
		s.carried[r] = true
	}
}

func (s *carrying) write(r ir.Reg) {
	if r >= 0 && int(r) < len(s.written) && !s.written[r] {
		s.written[r] = true
		s.undo = append(s.undo, r)
	}
}

// inner is a block that need not be run, or not to its end.
func (s *carrying) inner(b ir.Block) {
	n := len(s.undo)
	s.block(b)
	for _, r := range s.undo[n:] {
		s.written[r] = false
	}
	s.undo = s.undo[:n]
}

func (s *carrying) block(b ir.Block) {
	for i := range b {
		s.instr(&b[i])
	}
}

func (s *carrying) instr(in *ir.Instr) {
	switch in.Op {
	case ir.Const, ir.Break, ir.Continue, ir.Nop:
	case ir.Unpack, ir.Assert, ir.Range:
		s.read(in.A)
	case ir.Loop: // A is computed by the first block
	case ir.GetIndex:
		s.read(in.A)
		s.read(in.B)
	case ir.And, ir.Or: // B is computed by the block
		s.read(in.A)
	default:
		s.read(in.A)
		s.read(in.B)
		s.read(in.C)
	}
	if in.Op != ir.Unpack {
		for _, a := range in.Args {
			s.read(a)
		}
	}
	for b := range in.Inner() {
		s.inner(b)
	}
	switch in.Op {
	case ir.Range, ir.Loop: // may have no turn
		return
	case ir.Unpack:
		for _, a := range in.Args {
			s.write(a)
		}
	case ir.Assert:
		s.write(in.B)
	case ir.GetIndex:
		s.write(in.C)
	}
	s.write(in.Dst)
}
