package ir

import "iter"

// Inner yields the blocks that an instruction has, its handlers' after the others.
func (in *Instr) Inner() iter.Seq[Block] {
	return func(yield func(Block) bool) {
		if in.Aux == nil {
			return
		}
		for _, b := range in.Aux.Blocks {
			if !yield(b) {
				return
			}
		}
		for i := range in.Aux.Handlers {
			if !yield(in.Aux.Handlers[i].Body) {
				return
			}
		}
	}
}

// All yields the instructions of a block and of the blocks in it, each before those
// that it has.
func (b Block) All() iter.Seq[*Instr] {
	return func(yield func(*Instr) bool) { b.all(yield) }
}

func (b Block) all(yield func(*Instr) bool) bool {
	for i := range b {
		if !yield(&b[i]) {
			return false
		}
		for inner := range b[i].Inner() {
			if !inner.all(yield) {
				return false
			}
		}
	}
	return true
}
