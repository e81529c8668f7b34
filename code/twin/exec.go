package twin

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// A frame is a function being executed.
type frame struct {
	fn     *ir.Func
	regs   []any
	span   ir.Span  // of the instruction being executed
	rest   ir.Block // what follows it in its block
	defers []ir.Block
	result any
	depth  int // of a break or continue on its way
	yields []any
}

// signal is how a block ended.
type signal uint8

const (
	next signal = iota
	breaking
	continuing
	returning
	throwing // m.thrown
	stopping // a budget ran out
)

func (f *frame) get(r ir.Reg) any {
	if r < 0 || int(r) >= len(f.regs) {
		return nil
	}
	return f.regs[r]
}

func (f *frame) set(r ir.Reg, v any) {
	if r >= 0 && int(r) < len(f.regs) {
		f.regs[r] = v
	}
}

func block(in *ir.Instr, i int) ir.Block {
	if in.Aux == nil || i >= len(in.Aux.Blocks) {
		return nil
	}
	return in.Aux.Blocks[i]
}

func (m *machine) exec(f *frame, b ir.Block) signal {
	if len(b) > 0 && !f.fn.Unit.Stub {
		m.run.Covered.own[&b[0]] = true
	}
	for i := range b {
		m.run.Steps++
		if m.run.Steps > m.limits.Steps || m.bytes > m.limits.Bytes {
			m.stopped = true
		}
		if m.stopped {
			return stopping
		}
		f.span = b[i].Span
		f.rest = b[i+1:]
		if s := m.step(f, &b[i]); s != next {
			return s
		}
	}
	return next
}

// step executes one instruction.
func (m *machine) step(f *frame, in *ir.Instr) signal {
	switch in.Op {
	case ir.Nop:
	case ir.Const:
		f.set(in.Dst, constant(f.fn, in.A))
	case ir.Copy:
		v := f.get(in.A)
		if in.Flags&ir.FlagValue != 0 {
			v = copied(v)
		}
		f.set(in.Dst, v)
	case ir.Unary:
		f.set(in.Dst, m.unary(in.Tok, f.get(in.A)))
	case ir.Binary:
		return m.signal(m.operation(f, in))
	case ir.And, ir.Or:
		return m.shortCircuit(f, in)
	case ir.Concat:
		return m.concat(f, in)
	case ir.Convert:
		f.set(in.Dst, m.convert(f, in))
	case ir.Assert:
		return m.assert(f, in)
	case ir.MakeFunc:
		m.makeFunc(f, in)
	case ir.Call:
		return m.callInstr(f, in)
	case ir.Method:
		return m.methodInstr(f, in)
	case ir.Await:
		f.set(in.Dst, f.get(in.A))
	case ir.Yield:
		return m.yield(f, in)
	case ir.If, ir.Loop, ir.Range, ir.Scope, ir.Break, ir.Continue, ir.Return, ir.Throw, ir.Try, ir.Defer:
		return m.control(f, in)
	default:
		return m.memory(f, in)
	}
	return next
}

// spend counts work inside one instruction; it reports whether to stop.
func (m *machine) spend(steps int) bool {
	m.run.Steps += int64(steps)
	if m.run.Steps > m.limits.Steps || m.bytes > m.limits.Bytes {
		m.stopped = true
	}
	return m.stopped
}

func (m *machine) signal(ok bool) signal {
	switch {
	case m.stopped:
		return stopping
	case ok:
		return next
	}
	return throwing
}

func constant(fn *ir.Func, at ir.Reg) any {
	if at < 0 || int(at) >= len(fn.Consts) {
		return nil
	}
	switch c := &fn.Consts[at]; c.Kind {
	case ir.Bool:
		return c.Int != 0
	case ir.Int:
		return c.Int
	case ir.Float:
		return c.Float
	case ir.Str:
		return c.Str
	case ir.Bytes:
		return value.BytesValue(c.Str)
	}
	return nil
}

func (m *machine) shortCircuit(f *frame, in *ir.Instr) signal {
	a := f.get(in.A)
	f.set(in.Dst, a)
	if m.truth(a) != (in.Op == ir.And) {
		return next
	}
	if s := m.exec(f, block(in, 0)); s != next {
		return s
	}
	f.set(in.Dst, f.get(in.B))
	return next
}

func (m *machine) makeFunc(f *frame, in *ir.Instr) {
	if in.Aux == nil || in.Aux.Fn == nil {
		f.set(in.Dst, m.unknownOf(nil, "a damaged function"))
		return
	}
	c := &Closure{Fn: in.Aux.Fn}
	for _, a := range in.Args {
		c.cells = append(c.cells, f.get(a))
	}
	f.set(in.Dst, c)
}

// concat joins texts: f-strings and templates.
func (m *machine) concat(f *frame, in *ir.Instr) signal {
	var b strings.Builder
	specs := strings.Split(in.Name, "\x00")
	for i, a := range in.Args {
		v := f.get(a)
		if i < len(specs) && specs[i] != "" && len(specs) == len(in.Args) {
			out, ok := m.op("fmt.fstring_spec", []any{v, specs[i]})
			if !ok {
				return m.signal(false)
			}
			v = out
		}
		b.WriteString(m.text(v))
	}
	m.bytes += int64(b.Len())
	if in.Flags&ir.FlagBytes != 0 {
		f.set(in.Dst, value.BytesValue(b.String()))
	} else {
		f.set(in.Dst, b.String())
	}
	return next
}

// maxYields bounds what a generator may give before its first value is used.
const maxYields = 256

func (m *machine) yield(f *frame, in *ir.Instr) signal {
	v := f.get(in.A)
	if in.Flags&ir.FlagSpread != 0 {
		f.yields = append(f.yields, m.items(v)...)
	} else {
		f.yields = append(f.yields, v)
	}
	f.set(in.Dst, nil)
	if len(f.yields) >= maxYields {
		return returning
	}
	return next
}
