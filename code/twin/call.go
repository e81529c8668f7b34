package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// arguments reads a call's operands: by position, and by keyword.
func (m *machine) arguments(f *frame, in *ir.Instr) (args []any, named map[string]any) {
	regs := in.Args
	var extra any
	if in.Flags&ir.FlagKwSpread != 0 && len(regs) > 0 {
		extra = m.deref(f.get(regs[len(regs)-1]))
		regs = regs[:len(regs)-1]
	}
	nk := 0
	if in.Aux != nil {
		nk = min(len(in.Aux.Keys), len(regs))
	}
	pos := regs[:len(regs)-nk]
	args = make([]any, 0, len(pos))
	for i, r := range pos {
		v := f.get(r)
		switch {
		case in.Flags&ir.FlagSpread != 0 && i == len(pos)-1:
			args = append(args, m.items(v)...)
		case in.Flags&ir.FlagTuple != 0 && len(pos) == 1:
			if l, ok := v.(*value.ListValue); ok && l.Tuple && m.sem.ZeroValues {
				args = append(args, l.Items...)
				break
			}
			args = append(args, v)
		default:
			args = append(args, copied(v))
		}
	}
	if nk > 0 || extra != nil {
		named = map[string]any{}
		for i, k := range keysOf(in, nk) {
			named[k] = f.get(regs[len(regs)-nk+i])
		}
		if mv, ok := extra.(*value.MapValue); ok {
			for _, k := range mv.Keys {
				if s, ok := k.(string); ok {
					named[s] = mv.Vals[k]
				}
			}
		}
	}
	return args, named
}

func keysOf(in *ir.Instr, n int) []string {
	if n == 0 {
		return nil
	}
	return in.Aux.Keys[:n]
}

func (m *machine) callInstr(f *frame, in *ir.Instr) signal {
	args, named := m.arguments(f, in)
	if in.A == ir.NoReg {
		if ir.IsIntrinsic(in.Name) {
			v, ok := m.intrinsic(f, in, args, named)
			f.set(in.Dst, v)
			return m.signal(ok)
		}
		v, ok := m.callName(in, args, named)
		f.set(in.Dst, v)
		return m.signal(ok)
	}
	if in.C != ir.NoReg {
		m.this = f.get(in.C)
	}
	v, ok := m.call(f.get(in.A), args, named, in)
	f.set(in.Dst, v)
	return m.signal(ok)
}

// callName calls the global function, class or variable called name.
func (m *machine) callName(in *ir.Instr, args []any, named map[string]any) (any, bool) {
	if fn := m.p.Static(in.Name); fn != nil {
		if v, ok := m.held(m.p.Canonical(in.Name)); ok { // decorated or replaced
			return m.call(v, args, named, in)
		}
		m.this = nil
		return m.call(&Closure{Fn: fn}, args, named, in)
	}
	if m.sem.ZeroValues && in.Name == m.sem.Builtin+".recover" {
		return m.recover(), true
	}
	return m.call(m.global(in.Name), args, named, in)
}

// recover is Go's: it stops the panic of the function that is ending.
func (m *machine) recover() any {
	v := m.thrown
	m.thrown = nil
	return v
}

// call calls any value. ok is false when an exception is on its way.
func (m *machine) call(fn any, args []any, named map[string]any, in *ir.Instr) (any, bool) {
	this := m.this
	m.this = nil
	switch c := m.deref(fn).(type) {
	case *Closure:
		if in != nil && in.Dst == ir.NoReg && len(m.frames) > 0 && !m.frames[len(m.frames)-1].fn.Unit.Stub && c.Fn.Idle(m.sem.PropertyKeys) {
			return nil, true
		}
		if c.bound {
			args = append([]any{c.recv}, args...)
		} else if c.Fn.Recv && m.sem.PropertyKeys {
			return m.callFunction(c, this, args, in)
		}
		return m.invoke(c, args, named)
	case *native:
		return c.fn(args), true
	case *TypeValue:
		return m.construct(c, args, named)
	case *Object:
		if method := m.p.Method(c.Class, "__call__"); method != nil {
			return m.invoke(&Closure{Fn: method}, append([]any{c}, args...), named)
		}
	case *Unknown:
		if in != nil && in.Flags&ir.FlagDecorator != 0 && len(args) > 0 {
			return args[0], true
		}
		return m.callUnknown(c, args), true
	case nil:
		if m.sem.ZeroValues {
			return m.unknownOf(nil, "a call of nil"), true
		}
		return m.raise("TypeError", "not callable")
	}
	m.hand(args, 0)
	return m.unknownOf(nil, "a call of something that is no function"), true
}

// callFunction calls a JavaScript function that asks for a receiver; with new that
// is a fresh object, and the result.
func (m *machine) callFunction(c *Closure, this any, args []any, in *ir.Instr) (any, bool) {
	if in == nil || in.Flags&ir.FlagNew == 0 || c.Fn.Unit.Stub {
		return m.invoke(c, append([]any{this}, args...), nil)
	}
	self := newMap()
	m.bytes += 64
	out, ok := m.invoke(c, append([]any{self}, args...), nil)
	switch m.deref(out).(type) {
	case *value.MapValue, *Object:
		return out, ok
	}
	return self, ok
}

// callUnknown is what a function without a model gives: nobody knows. Functions
// handed to it may be called by it, which the run tells.
func (m *machine) callUnknown(u *Unknown, args []any) any {
	var res *ir.Type
	if u.Type != nil && u.Type.Kind == ir.FuncOf && len(u.Type.Res) == 1 {
		res = u.Type.Res[0]
	}
	m.hand(args, 0)
	return m.unknownOf(res, u.Why)
}

// hand notes what code without a model may do besides: call functions of the project that
// it got, by themselves or in lists and tables; throw where that is caught.
func (m *machine) hand(args []any, depth int) {
	m.run.Handed = m.run.Handed || m.trying > 0
	for _, a := range args {
		switch x := m.deref(a).(type) {
		case *Closure:
			m.run.Handed = m.run.Handed || !x.Fn.Unit.Stub
		case *value.ListValue:
			if x != nil && depth < 2 {
				m.hand(x.Items, depth+1)
			}
		case *value.MapValue:
			for i := 0; x != nil && depth < 2 && i < len(x.Keys); i++ {
				m.hand([]any{x.Vals[x.Keys[i]]}, depth+1)
			}
		}
	}
}

// invoke runs a function's body.
func (m *machine) invoke(c *Closure, args []any, named map[string]any) (any, bool) {
	fn := c.Fn
	if group := m.p.Overloads(fn); group != nil {
		fn = m.overload(group, args)
	}
	if fn.NoBody {
		return m.noBody(fn, args), true
	}
	if m.depth >= m.limits.Depth {
		m.stopped = true
		return nil, false
	}
	if v, ok := m.judged(fn, args); ok {
		return v, true
	}
	m.loadFor(fn)
	f := &frame{fn: fn, regs: make([]any, max(fn.NumRegs, 0))}
	m.bytes += int64(16 * len(f.regs))
	for i, r := range fn.Captures {
		if i < len(c.cells) {
			f.set(r, c.cells[i])
		}
	}
	m.depth++
	m.frames = append(m.frames, f)
	s := m.bind(f, args, named)
	if s == next {
		s = m.exec(f, fn.Body)
	}
	s = m.runDefers(f, s)
	m.depth--
	if len(m.frames) > 0 {
		m.frames = m.frames[:len(m.frames)-1]
	}
	switch s {
	case throwing, stopping:
		return nil, false
	}
	if len(f.yields) > 0 || fn.Gen {
		return &value.ListValue{Items: f.yields}, true
	}
	return m.results(f), true
}

// loadFor makes sure that the module of a function is loaded.
func (m *machine) loadFor(fn *ir.Func) {
	if fn.Unit != nil && !m.isLoaded(fn.Unit) {
		m.load(fn.Unit)
	}
}

// results are what the function gives; named results that live in cells count
// as they are in the end.
func (m *machine) results(f *frame) any {
	if len(f.fn.ResultCells) == 0 {
		return f.result
	}
	out := &value.ListValue{Tuple: true}
	for _, r := range f.fn.ResultCells {
		out.Items = append(out.Items, m.deref(f.get(r)))
	}
	if len(out.Items) == 1 {
		return out.Items[0]
	}
	return out
}

func (m *machine) runDefers(f *frame, s signal) signal {
	if s == stopping {
		return s
	}
	for n := len(f.defers); n > 0; n = len(f.defers) {
		b := f.defers[n-1]
		f.defers = f.defers[:n-1]
		result := f.result
		switch t := m.exec(f, b); t {
		case stopping:
			return t
		case throwing:
			s = t
		default:
			f.result = result
			if s == throwing && m.thrown == nil { // recovered
				s = returning
			}
		}
	}
	return s
}

// bind gives parameters their arguments.
func (m *machine) bind(f *frame, args []any, named map[string]any) signal {
	fn := f.fn
	given := make([]bool, len(fn.Params))
	at := 0
	for i, p := range fn.Params {
		switch {
		case p.Variadic:
			if l, ok := m.deref(last(args, at)).(*value.ListValue); ok && m.sem.Overloads {
				f.set(p.Reg, l) // an array in place of the values
				at = len(args)
				given[i] = true
				break
			}
			rest := &value.ListValue{Tuple: !m.sem.ZeroValues}
			if at < len(args) {
				rest.Items = append(rest.Items, args[at:]...)
				at = len(args)
			}
			f.set(p.Reg, rest)
			given[i] = true
		case p.KwVariadic || p.KwOnly:
		case at < len(args):
			f.set(p.Reg, m.declaredAs(args[at], p.Type))
			given[i] = true
			at++
		}
	}
	m.bindNamed(f, named, given)
	for i, p := range fn.Params {
		if given[i] {
			continue
		}
		switch {
		case p.HasDefault:
			if s := m.exec(f, p.Default); s != next {
				return s
			}
		case p.KwVariadic:
			f.set(p.Reg, newMap())
		case m.sem.PropertyKeys && len(m.frames) > 1: // undefined
			f.set(p.Reg, nil)
		default:
			f.set(p.Reg, m.unknownOf(p.Type, "the parameter "+p.Name+" of "+fn.Name+", which the call does not give"))
		}
	}
	return next
}

// declaredAs is a value of which nothing is known but that it comes from outside, as
// the parameter's type has it.
func (m *machine) declaredAs(v any, t *ir.Type) any {
	if _, ok := v.(*Lazy); !ok || t == nil {
		return v
	}
	if made, ok := m.modelled(t); ok {
		return made
	}
	return v
}

func (m *machine) bindNamed(f *frame, named map[string]any, given []bool) {
	if len(named) == 0 {
		return
	}
	used := map[string]bool{}
	for i, p := range f.fn.Params {
		if v, ok := named[p.Name]; ok && !p.KwVariadic && !p.Variadic {
			f.set(p.Reg, v)
			given[i], used[p.Name] = true, true
		}
	}
	for i, p := range f.fn.Params {
		if !p.KwVariadic {
			continue
		}
		rest := newMap()
		for _, k := range sorted(named) {
			if !used[k] {
				mapSet(rest, k, named[k])
			}
		}
		f.set(p.Reg, rest)
		given[i] = true
	}
}

// construct makes an instance of a class.
func (m *machine) construct(t *TypeValue, args []any, named map[string]any) (any, bool) {
	if m.sem.ZeroValues && len(args) == 1 { // a conversion to another package's type
		return m.convertTo(args[0], &ir.Type{Kind: ir.Named, Name: t.Name}), true
	}
	o := &Object{Class: t.Name, Fields: map[string]any{}}
	m.bytes += 64
	if init := m.p.Method(t.Name, m.sem.Constructor); init != nil && m.sem.Constructor != "" {
		_, ok := m.invoke(&Closure{Fn: init}, append([]any{o}, args...), named)
		return o, ok
	}
	if m.sem.PropertyKeys {
		if init, ok := m.classField(t.Name, m.sem.Constructor, 0); ok {
			m.this = o
			_, ok := m.call(init, args, named, nil)
			return o, ok
		}
	}
	if t.decl == nil {
		return m.unknownOf(&ir.Type{Kind: ir.Named, Name: t.Name}, t.Name), true
	}
	for i, fd := range t.decl.Fields { // a data class
		if v, ok := named[fd.Name]; ok {
			m.setField(o, fd.Name, v)
		} else if i < len(args) {
			m.setField(o, fd.Name, args[i])
		}
	}
	if len(args) > 0 && len(t.decl.Fields) == 0 {
		o.Fields["args"] = &value.ListValue{Items: args, Tuple: true}
	}
	return o, true
}

// noBody is what a function that is only declared gives.
func (m *machine) noBody(fn *ir.Func, args []any) any {
	why := "what " + fn.Name + " does, which is only declared"
	if len(fn.Results) <= 1 {
		var t *ir.Type
		if len(fn.Results) == 1 {
			t = fn.Results[0]
		}
		return m.unknownOf(t, why)
	}
	out := &value.ListValue{Tuple: true}
	for _, t := range fn.Results {
		out.Items = append(out.Items, m.unknownOf(t, why))
	}
	return out
}
