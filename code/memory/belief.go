package memory

import "github.com/prunella/prunella/code/ir"

// beliefs are what the callers of the project's functions believe of them: how many ask
// whether what a function gives is null, and how many use it as it is. Where most do
// the latter, a null that only a guess within the function brings is no evidence
// (Engler, Chen, Hallem, Chou and Chelf, "Bugs as Deviant Behavior", SOSP 2001).
type beliefs map[*ir.Func]belief

type belief struct{ asked, used int }

// trusted reports a function whose result most callers use without a question.
func (p *program) trusted(f *ir.Func) bool {
	b := p.beliefs[f]
	return b.used > 1 && b.used >= b.asked
}

// believer reads one function. A result is followed through variables; of what is done
// with it first only whether it is asked for counts, wherever that is.
type believer struct {
	p     *program
	unit  *ir.Unit
	calls []callUse
	held  map[ir.Reg]int // 1 + index of the call whose result a register, or the variable at it, holds
	cells map[ir.Reg]bool
}

type callUse struct {
	fn          *ir.Func
	asked, used bool
}

func (p *program) believe(f *ir.Func) {
	b := &believer{p: p, unit: f.Unit, held: map[ir.Reg]int{}, cells: map[ir.Reg]bool{}}
	b.block(f.Body)
	for _, c := range b.calls {
		sum := p.beliefs[c.fn]
		switch {
		case c.asked:
			sum.asked++
		case c.used:
			sum.used++
		}
		p.beliefs[c.fn] = sum
	}
}

func (b *believer) block(code ir.Block) {
	for i := range code {
		b.instr(&code[i])
		for inner := range code[i].Inner() {
			b.block(inner)
		}
		if code[i].Op == ir.Loop {
			b.ask(code[i].A)
		}
	}
}

func (b *believer) instr(in *ir.Instr) {
	switch in.Op {
	case ir.Cell:
		b.cells[in.Dst] = true
	case ir.Call:
		b.call(in)
	case ir.Copy, ir.Convert:
		b.pass(in.A, in.Dst)
	case ir.Store:
		if b.cells[in.A] {
			b.pass(in.B, in.A)
		} else {
			b.use(in.A)
		}
	case ir.Unary, ir.If, ir.And, ir.Or:
		b.ask(in.A)
		delete(b.held, in.Dst)
	case ir.Binary:
		if in.Tok == ir.Eq || in.Tok == ir.Ne {
			b.ask(in.A)
			b.ask(in.B)
		}
		delete(b.held, in.Dst)
	case ir.Load:
		if b.cells[in.A] {
			b.pass(in.A, in.Dst)
			return
		}
		b.use(in.A)
		delete(b.held, in.Dst)
	case ir.FieldRef, ir.IndexRef:
		if !b.cells[in.A] {
			b.use(in.A)
		}
		delete(b.held, in.Dst)
	default:
		delete(b.held, in.Dst)
	}
}

func (b *believer) call(in *ir.Instr) {
	delete(b.held, in.Dst)
	if in.A != ir.NoReg {
		return
	}
	f := b.p.resolve(b.unit, in.Name, len(in.Args))
	if f == nil || f.Unit.Stub || f.NoBody || len(f.Results) == 0 || !formOf(f.Results[0]).pointer {
		return
	}
	b.calls = append(b.calls, callUse{fn: f})
	b.held[in.Dst] = len(b.calls)
}

func (b *believer) pass(from, to ir.Reg) {
	if k := b.held[from]; k > 0 && from != ir.NoReg {
		b.held[to] = k
	} else {
		delete(b.held, to)
	}
}

func (b *believer) ask(r ir.Reg) {
	if k := b.held[r]; r != ir.NoReg && k > 0 {
		b.calls[k-1].asked = true
	}
}

func (b *believer) use(r ir.Reg) {
	if k := b.held[r]; r != ir.NoReg && k > 0 {
		b.calls[k-1].used = true
	}
}
