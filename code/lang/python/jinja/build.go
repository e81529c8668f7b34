package jinja

import "github.com/prunella/prunella/code/ir"

// A fn is a function being written.
type fn struct {
	f       *ir.Func
	code    []ir.Instr
	locals  map[string]ir.Reg
	context ir.Reg
	escape  ir.Reg
	blocks  ir.Reg
	before  ir.Reg // the caller's markup before
	super   ir.Reg
	out     ir.Reg // the text so far, of templates that are no markup
	markup  string // constant markup since the function's start
}

func (l *lowerer) instr(op ir.Op, at ir.Span) ir.Instr {
	return ir.Instr{Op: op, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: l.place(at)}
}

func (l *lowerer) reg(name string) ir.Reg {
	l.f.RegNames = append(l.f.RegNames, name)
	return ir.Reg(len(l.f.RegNames) - 1)
}

func (l *lowerer) emit(in ir.Instr) { l.code = append(l.code, in) }

func (l *lowerer) do(in ir.Instr) ir.Reg {
	in.Dst = l.reg("")
	l.emit(in)
	return in.Dst
}

func (l *lowerer) block(body func()) ir.Block {
	outer := l.code
	l.code = nil
	body()
	b := ir.Block(l.code)
	l.code = outer
	return b
}

func (l *lowerer) constant(at ir.Span, v ir.Value) ir.Reg {
	l.f.Consts = append(l.f.Consts, v)
	in := l.instr(ir.Const, at)
	in.A = ir.Reg(len(l.f.Consts) - 1)
	return l.do(in)
}

func (l *lowerer) str(at ir.Span, s string) ir.Reg {
	return l.constant(at, ir.Value{Kind: ir.Str, Str: s})
}

func (l *lowerer) boolean(at ir.Span, b bool) ir.Reg {
	v := ir.Value{Kind: ir.Bool}
	if b {
		v.Int = 1
	}
	return l.constant(at, v)
}

func (l *lowerer) copyTo(dst, from ir.Reg, at ir.Span) {
	in := l.instr(ir.Copy, at)
	in.Dst, in.A = dst, from
	l.emit(in)
}

func (l *lowerer) global(at ir.Span, name string) ir.Reg {
	in := l.instr(ir.GetGlobal, at)
	in.Name = name
	return l.do(in)
}

// model calls a function of the library model.
func (l *lowerer) model(at ir.Span, name string, args ...ir.Reg) ir.Reg {
	return l.call(at, Model+"."+name, args...)
}

func (l *lowerer) call(at ir.Span, name string, args ...ir.Reg) ir.Reg {
	in := l.instr(ir.Call, at)
	in.Name, in.Args = name, args
	return l.do(in)
}

func (l *lowerer) concat(at ir.Span, args ...ir.Reg) ir.Reg {
	in := l.instr(ir.Concat, at)
	in.Args = args
	return l.do(in)
}

// branch emits an If whose ways both set the register it returns.
func (l *lowerer) branch(at ir.Span, cond ir.Reg, then, other func() ir.Reg) ir.Reg {
	dst := l.reg("")
	in := l.instr(ir.If, at)
	in.A = cond
	in.Aux = &ir.Aux{Blocks: []ir.Block{
		l.block(func() { l.copyTo(dst, then(), at) }),
		l.block(func() { l.copyTo(dst, other(), at) }),
	}}
	l.emit(in)
	return dst
}

// in writes a function of the template's parameters.
func (l *lowerer) in(name string, at ir.Span, body func()) {
	outer := l.fn
	l.fn = &fn{f: &ir.Func{Name: name, Unit: l.unit, Span: l.place(at), NameSpan: l.place(at)}, locals: map[string]ir.Reg{}, out: ir.NoReg}
	l.context, l.escape, l.blocks = l.param("context", nil), l.param("escape", &ir.Value{}), l.param("blocks", nil)
	none := &l.f.Params[len(l.f.Params)-1]
	none.HasDefault, none.Default = true, l.block(func() { l.copyTo(l.blocks, l.do(l.instr(ir.Map, at)), at) })
	l.before, l.super = l.param("before", &ir.Value{Kind: ir.Str}), l.param("super", &ir.Value{})
	l.write(at, body)
	l.fn = outer
}

// write lowers the body and ends the function.
func (l *lowerer) write(at ir.Span, body func()) {
	l.f.Body = l.block(func() {
		if !l.isMarkup {
			l.out = l.reg("text")
			l.copyTo(l.out, l.str(at, ""), at)
		}
		body()
		in := l.instr(ir.Return, at)
		in.Args = []ir.Reg{l.result(at)}
		l.emit(in)
	})
	l.f.NumRegs = len(l.f.RegNames)
	l.f.RegTypes = make([]*ir.Type, l.f.NumRegs)
	l.unit.Funcs = append(l.unit.Funcs, l.f)
}

// result is what the function gives: the text, or for markup, whose holes were
// judged each, a text of nobody's.
func (l *lowerer) result(at ir.Span) ir.Reg {
	if l.isMarkup {
		return l.model(at, "page")
	}
	return l.out
}

func (l *lowerer) param(name string, value *ir.Value) ir.Reg {
	r := l.reg(name)
	p := ir.Param{Name: name, Reg: r}
	if value != nil {
		p.HasDefault = true
		p.Default = l.block(func() { l.copyTo(r, l.constant(ir.Span{}, *value), ir.Span{}) })
	}
	l.f.Params = append(l.f.Params, p)
	return r
}
