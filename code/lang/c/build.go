package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// A builder writes one function.
type builder struct {
	l        *lowerer
	fn       *ir.Func
	code     []ir.Instr
	consts   map[ir.Value]int
	free     []ir.Reg // temporaries that may be used again
	used     []ir.Reg // temporaries of this statement
	targets  []target
	cleanup  []cleanup
	result   *ctype
	class    *record // of a method
	inferred **ctype // of a lambda: its result, to be learnt from what it returns
	prologue func()  // of a lambda: what comes after its parameters
	tryMark  int     // objects made before the innermost try around
	promise  bool    // it is written that the function has a result
	memory   map[string]bool
	decided  bool               // in a branch that a bit of a number chooses
	whole    syntax.ID          // the function that is lowered: its body
	sealed   map[string]bool    // names of what is encrypted or decrypted; nil: not looked for
	access   access             // what the next place is wanted for
	unused   map[syntax.ID]bool // calls that clear what nobody reads again
	labels   map[string]bool    // known labels of enclosing blocks
}

// A target is an enclosing Loop or Scope of the IR.
type target struct {
	label    string // goto to it leaves it
	again    string // goto to it starts it again
	isLoop   bool   // break and continue mean it
	isSwitch bool   // break means it
	cleanups int
}

// A cleanup is a local object with a destructor.
type cleanup struct {
	addr ir.Reg
	typ  *ctype
	span ir.Span // of its declaration
}

func newBuilder(l *lowerer, fn *ir.Func) *builder {
	return &builder{l: l, fn: fn, consts: map[ir.Value]int{}, memory: map[string]bool{}, labels: map[string]bool{}}
}

// variable makes a register with a name.
func (b *builder) variable(name string, t *ctype) ir.Reg {
	r := ir.Reg(b.fn.NumRegs)
	b.fn.NumRegs++
	b.fn.RegNames = append(b.fn.RegNames, name)
	var it *ir.Type
	if t != nil {
		it = t.ir()
	}
	b.fn.RegTypes = append(b.fn.RegTypes, it)
	return r
}

// tmp makes a register for one statement.
func (b *builder) tmp() ir.Reg {
	var r ir.Reg
	if n := len(b.free); n > 0 {
		r = b.free[n-1]
		b.free = b.free[:n-1]
	} else {
		r = b.variable("", nil)
	}
	b.used = append(b.used, r)
	return r
}

// statement runs do and gives back the temporaries it made.
func (b *builder) statement(do func()) {
	mark := len(b.used)
	do()
	for i := len(b.used) - 1; i >= mark; i-- {
		b.free = append(b.free, b.used[i])
	}
	b.used = b.used[:mark]
}

func (b *builder) emit(in ir.Instr) { b.code = append(b.code, in) }

// block runs do and gives what it emitted.
func (b *builder) block(do func()) ir.Block {
	saved := b.code
	b.code = nil
	do()
	out := b.code
	b.code = saved
	return out
}

func (b *builder) constant(v ir.Value, s ir.Span) ir.Reg {
	i, ok := b.consts[v]
	if !ok {
		i = len(b.fn.Consts)
		b.consts[v] = i
		b.fn.Consts = append(b.fn.Consts, v)
	}
	r := b.tmp()
	b.emit(ir.Instr{Op: ir.Const, Dst: r, A: ir.Reg(i), B: ir.NoReg, C: ir.NoReg, Span: s})
	return r
}

func (b *builder) intConst(v int64, s ir.Span) ir.Reg {
	return b.constant(ir.Value{Kind: ir.Int, Int: v}, s)
}

// op emits an instruction with a fresh result.
func (b *builder) op(op ir.Op, a, c ir.Reg, s ir.Span, aux *ir.Aux) ir.Reg {
	r := b.tmp()
	b.emit(ir.Instr{Op: op, Dst: r, A: a, B: c, C: ir.NoReg, Span: s, Aux: aux})
	return r
}

func (b *builder) call(name string, s ir.Span, args ...ir.Reg) ir.Reg {
	r := b.tmp()
	b.emit(ir.Instr{Op: ir.Call, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: name, Args: args, Span: s})
	return r
}

func (b *builder) copyTo(dst, v ir.Reg, s ir.Span) {
	b.emit(ir.Instr{Op: ir.Copy, Dst: dst, A: v, B: ir.NoReg, C: ir.NoReg, Span: s})
}

func (b *builder) brk(depth int) {
	b.emit(ir.Instr{Op: ir.Break, Dst: ir.NoReg, A: ir.Reg(depth), B: ir.NoReg, C: ir.NoReg})
}

func (b *builder) branch(c ir.Reg, yes, no func()) {
	b.emit(ir.Instr{Op: ir.If, Dst: ir.NoReg, A: c, B: ir.NoReg, C: ir.NoReg, Aux: &ir.Aux{Blocks: []ir.Block{b.block(yes), b.block(no)}}})
}

// scope emits a Scope that target leaves.
func (b *builder) scope(t target, do func()) {
	t.cleanups = len(b.cleanup)
	b.targets = append(b.targets, t)
	body := b.block(do)
	b.targets = b.targets[:len(b.targets)-1]
	b.emit(ir.Instr{Op: ir.Scope, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Aux: &ir.Aux{Blocks: []ir.Block{body}}})
}

// loop emits a Loop; cond gives the register it is decided by, or NoReg.
func (b *builder) loop(t target, cond func() ir.Reg, body, step func()) {
	t.cleanups = len(b.cleanup)
	c := ir.NoReg
	head := b.block(func() { c = cond() })
	b.targets = append(b.targets, t)
	main := b.block(body)
	after := b.block(step)
	b.targets = b.targets[:len(b.targets)-1]
	b.emit(ir.Instr{Op: ir.Loop, Dst: ir.NoReg, A: c, B: ir.NoReg, C: ir.NoReg, Aux: &ir.Aux{Blocks: []ir.Block{head, main, after, nil}}})
}

// finish gives the function what was emitted.
func (b *builder) finish() { b.fn.Body = b.code }

// typed is the aux of an instruction that computes in t.
func (l *lowerer) typed(t *ctype) *ir.Aux { return l.placed(t, t.bytes(), 0) }

func (l *lowerer) placed(t *ctype, size, offset int64) *ir.Aux {
	k := auxKey{t, size, offset}
	if a := l.aux[k]; a != nil {
		return a
	}
	a := &ir.Aux{Type: t.ir(), Size: size, Offset: offset}
	l.aux[k] = a
	return a
}
