package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func (m *machine) control(f *frame, in *ir.Instr) signal {
	switch in.Op {
	case ir.If:
		if m.truth(f.get(in.A)) {
			return m.exec(f, block(in, 0))
		}
		return m.exec(f, block(in, 1))
	case ir.Loop:
		return m.loop(f, in)
	case ir.Range:
		return m.rangeOver(f, in)
	case ir.Scope:
		return f.leave(m.exec(f, block(in, 0)), false)
	case ir.Break, ir.Continue:
		f.depth = int(in.A)
		if in.Op == ir.Break {
			return breaking
		}
		return continuing
	case ir.Return:
		return m.ret(f, in)
	case ir.Throw:
		return m.throw(f, in)
	case ir.Try:
		return m.try(f, in)
	}
	if len(f.defers) < 1000 {
		f.defers = append(f.defers, block(in, 0))
	}
	return next
}

// leave is what the end of an inner block means for the structure around it: a
// break that aims here is done, one that aims further out goes on.
func (f *frame) leave(s signal, loop bool) signal {
	if s != breaking && s != continuing {
		return s
	}
	if f.depth > 0 {
		f.depth--
		return s
	}
	if s == continuing && !loop {
		return s
	}
	return next
}

// turn runs a loop's body; stop says that the loop ends with the signal.
func (m *machine) turn(f *frame, b ir.Block) (s signal, stop bool) {
	s = m.exec(f, b)
	switch {
	case s == next:
		return next, false
	case s == continuing && f.depth == 0:
		return next, false
	}
	return f.leave(s, true), true
}

func (m *machine) loop(f *frame, in *ir.Instr) signal {
	for turns := 0; ; turns++ {
		if s := m.exec(f, block(in, 0)); s != next {
			return s
		}
		m.run.Steps++ // an empty loop costs, too
		if m.run.Steps > m.limits.Steps {
			m.stopped = true
			return stopping
		}
		if in.A != ir.NoReg && !m.again(f.get(in.A), turns) {
			return m.exec(f, block(in, 3))
		}
		if s, stop := m.turn(f, block(in, 1)); stop {
			return s
		}
		if s := m.exec(f, block(in, 2)); s != next {
			return s
		}
	}
}

// again decides a loop's condition; one that nobody knows is true once.
func (m *machine) again(v any, turns int) bool {
	if u, ok := m.deref(v).(*Unknown); ok {
		return turns == 0 && m.truth(u)
	}
	return m.truth(v)
}

func (m *machine) rangeOver(f *frame, in *ir.Instr) signal {
	v := m.deref(f.get(in.A))
	switch x := v.(type) {
	case *Closure: // Go's range over a function
		return m.rangeFunc(f, in, x)
	case *value.MapValue:
		keys := append([]any(nil), x.Keys...)
		for _, k := range keys {
			kv, vv := k, x.Vals[k]
			if in.Dst == ir.NoReg { // Python iterates over keys
				vv = k
			}
			f.set(in.Dst, kv)
			f.set(in.B, vv)
			if s, stop := m.turn(f, block(in, 0)); stop {
				return s
			}
		}
		return m.exec(f, block(in, 1))
	}
	items, ok := m.iterate(v)
	if !ok {
		return m.signal(false)
	}
	for i, item := range items {
		f.set(in.Dst, int64(i))
		f.set(in.B, copied(item))
		m.run.Steps++
		if s, stop := m.turn(f, block(in, 0)); stop {
			return s
		}
	}
	return m.exec(f, block(in, 1))
}

// rangeFunc runs the body for what the function yields.
func (m *machine) rangeFunc(f *frame, in *ir.Instr, fn *Closure) signal {
	var pairs [][]any
	collect := &native{func(args []any) any {
		pairs = append(pairs, args)
		return len(pairs) < maxYields
	}}
	if _, ok := m.call(fn, []any{collect}, nil, nil); !ok {
		return m.signal(false)
	}
	for _, p := range pairs {
		for i, r := range []ir.Reg{in.Dst, in.B} {
			if i < len(p) {
				f.set(r, p[i])
			}
		}
		if s, stop := m.turn(f, block(in, 0)); stop {
			return s
		}
	}
	return m.exec(f, block(in, 1))
}

// A native is a function of ours that the program may call.
type native struct{ fn func(args []any) any }

func (m *machine) ret(f *frame, in *ir.Instr) signal {
	switch len(in.Args) {
	case 0:
		f.result = nil
	case 1:
		f.result = f.get(in.Args[0])
	default:
		l := &value.ListValue{Tuple: true}
		for _, a := range in.Args {
			l.Items = append(l.Items, copied(f.get(a)))
		}
		f.result = l
	}
	return returning
}

func (m *machine) throw(f *frame, in *ir.Instr) signal {
	if in.A == ir.NoReg {
		if n := len(m.caught); n > 0 {
			m.thrown = m.caught[n-1]
		} else {
			m.thrown = m.exception("RuntimeError", "no exception to raise again")
		}
		return throwing
	}
	v := m.deref(f.get(in.A))
	if t, ok := v.(*TypeValue); ok { // raise ValueError
		made, ok := m.call(t, nil, nil, nil)
		if !ok {
			return m.signal(false)
		}
		v = made
	}
	if v == nil {
		v = m.exception("RuntimeError", "nil")
	}
	m.thrown = v
	return throwing
}

// exception makes one of the language's own exceptions.
func (m *machine) exception(class, text string) any {
	name := m.sem.Builtin + "." + class
	return &Object{Class: name, Fields: map[string]any{"args": &value.ListValue{Items: []any{text}, Tuple: true}, "message": text}}
}

// raise is exception on its way.
func (m *machine) raise(class, text string) (any, bool) {
	m.thrown = m.exception(class, text)
	return nil, false
}

func (m *machine) try(f *frame, in *ir.Instr) signal {
	depth, frames := m.depth, len(m.frames)
	m.trying++
	s := m.exec(f, block(in, 0))
	m.trying--
	if s == throwing {
		if h := m.handler(in); h != nil {
			m.depth, m.frames = depth, m.frames[:min(frames, len(m.frames))]
			s = m.handle(f, h)
		}
	} else if s == next {
		s = m.exec(f, block(in, 1))
	}
	if len(block(in, 2)) == 0 {
		return s
	}
	thrown, result, leaving := m.thrown, f.result, f.depth
	m.thrown = nil
	if t := m.exec(f, block(in, 2)); t != next {
		return t
	}
	m.thrown, f.result, f.depth = thrown, result, leaving
	return s
}

func (m *machine) handle(f *frame, h *ir.Handler) signal {
	f.set(h.Var, m.thrown)
	m.caught = append(m.caught, m.thrown)
	if u := f.fn.Unit; f.fn == u.Init && m.sem.Overloads && len(h.Body) == 0 { // a class that could not be loaded, in a file of several
		m.run.Fell = append(m.run.Fell, u)
	}
	m.thrown = nil
	s := m.exec(f, h.Body)
	if n := len(m.caught); n > 0 {
		m.caught = m.caught[:n-1]
	}
	return s
}

func (m *machine) handler(in *ir.Instr) *ir.Handler {
	if in.Aux == nil {
		return nil
	}
	for i := range in.Aux.Handlers {
		h := &in.Aux.Handlers[i]
		if len(h.Types) == 0 {
			return h
		}
		for _, t := range h.Types {
			if m.catches(t) {
				return h
			}
		}
	}
	return nil
}

func (m *machine) catches(t *ir.Type) bool {
	o, ok := m.thrown.(*Object)
	if !ok {
		return true // an unknown exception
	}
	base := t.Base()
	return m.p.Is(o.Class, base) || base == m.sem.Builtin+".Exception" || base == m.sem.Builtin+".BaseException"
}
