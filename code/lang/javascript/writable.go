package javascript

import "github.com/prunella/prunella/code/ir"

// markWritable flags the reads o[k] of a function whose value may be written to
// later: there o["__proto__"] matters, which is the prototype of all objects. A
// value may be written to that is the target of a write, or leaves the function's
// registers: as an argument, a result, in a variable that others share.
func markWritable(f *ir.Func) {
	used := make([]bool, len(f.RegNames))
	reads := false
	for changed, turn := true, 0; changed && turn < 4; turn++ {
		changed = false
		mark := func(rs ...ir.Reg) {
			for _, r := range rs {
				if r >= 0 && int(r) < len(used) && !used[r] {
					used[r], changed = true, true
				}
			}
		}
		instrs(f.Body, func(in *ir.Instr) {
			switch in.Op {
			case ir.GetIndex:
				reads = true
			case ir.SetField, ir.SetIndex:
				mark(in.A)
			case ir.Call, ir.Method, ir.Return:
				mark(in.Args...)
				mark(in.C)
			case ir.Cell, ir.SetGlobal, ir.Yield:
				mark(in.A)
			case ir.Store:
				mark(in.B)
			case ir.Copy:
				if in.Dst >= 0 && used[in.Dst] {
					mark(in.A)
				}
			case ir.And, ir.Or:
				if in.Dst >= 0 && used[in.Dst] {
					mark(in.A, in.B)
				}
			case ir.List, ir.Map: // what holds it leaves
				if in.Dst >= 0 && used[in.Dst] {
					mark(in.Args...)
				}
			}
		})
		if !reads {
			return
		}
	}
	instrs(f.Body, func(in *ir.Instr) {
		if in.Op == ir.GetIndex && in.Dst >= 0 && used[in.Dst] && in.Flags&ir.FlagOwn == 0 {
			in.Flags |= ir.FlagProto
		}
	})
}

// instrs visits every instruction of a block and of the blocks in it.
func instrs(b ir.Block, visit func(*ir.Instr)) {
	for i := range b {
		visit(&b[i])
		if a := b[i].Aux; a != nil {
			for _, inner := range a.Blocks {
				instrs(inner, visit)
			}
			for _, h := range a.Handlers {
				instrs(h.Body, visit)
			}
		}
	}
}
