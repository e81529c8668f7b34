package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// callExpr lowers f(a, *b, k=c, **d).
func (l *lowerer) callExpr(n syntax.Ref) ir.Reg { return l.callWith(n, "", ir.NoReg) }

// callWith lowers a call with one more keyword argument, unless key is empty.
func (l *lowerer) callWith(n syntax.Ref, key string, extra ir.Reg) ir.Reg {
	fn := l.t.First(n)
	in := l.at(ir.Call, n)
	switch l.t.Kind(fn) {
	case syntax.Attribute:
		l.callee(fn, &in)
	case syntax.Name:
		name := l.text(fn)
		if l.isVariable(name) || l.attrs {
			in.A = l.load(fn, name)
		} else {
			in.Name = l.global(name)
		}
	default:
		in.A = l.expr(fn)
	}
	if r, ok := l.special(n, in.Name); ok {
		return r
	}
	if in.Op == ir.Method && l.answers(n, in.Name) {
		in.Flags |= ir.FlagAwaited
	}
	if how, ok := hostChecks[in.Name]; ok && in.Op == ir.Method {
		l.hostCheck(n, l.t.First(l.t.Child(n, 1)), how)
	}
	l.inClear(n, fn, in.Name)
	if key == "" && l.namesPurpose(in.Name) {
		key, extra = nameKey, l.str(n, l.named(in.Name, l.t.Child(n, 1)))
	}
	if key == "" {
		key, extra = l.needed(n, in.Name)
	}
	if key == "" {
		key, extra = l.templateOf(n, in.Name)
	}
	l.arguments(l.t.Child(n, 1), &in, key, extra)
	return l.do(in)
}

// written is the text of literals that are put together with +; "" for any other
// expression.
func (l *lowerer) written(n syntax.Ref) string {
	switch l.t.Kind(n) {
	case syntax.Str:
		return l.literal(n)
	case syntax.BinaryOp:
		a, b := l.written(l.t.First(n)), l.written(l.t.Child(n, 1))
		if l.t.Op(n) == syntax.Add && a != "" && b != "" {
			return a + b
		}
	}
	return ""
}

// special lowers the calls that are instructions: isinstance, attributes by a
// constant name, and what stubs are written with: prunella.append, getattr and
// setattr.
func (l *lowerer) special(n syntax.Ref, name string) (ir.Reg, bool) {
	args := l.t.Child(n, 1)
	first, second, third := l.t.First(args), l.t.Child(args, 1), l.t.Child(args, 2)
	switch count := l.t.Count(args); {
	case count == 2 && name == "builtin.isinstance":
		return l.isInstance(n, l.expr(first), second)
	case count == 2 && name == ir.IntrinsicModule+".append":
		in := l.at(ir.SetIndex, n)
		in.A, in.C = l.expr(first), l.expr(second)
		l.emit(in)
		return in.A, true
	case (count == 2 || count == 3) && name == "builtin.getattr" && l.written(second) != "":
		if l.t.Kind(first) == syntax.Name {
			if module, ok := l.imported(l.text(first)); ok && l.isModule(module) && !l.shadowed(l.text(first)) {
				return l.globalValue(n, module+"."+l.written(second)), true
			}
		}
		if count == 3 {
			break
		}
		in := l.at(ir.GetField, n)
		in.A, in.Name = l.expr(first), l.written(second)
		return l.do(in), true
	case count == 1 && (name == "importlib.import_module" || name == "builtin.__import__") && l.written(first) != "":
		module := l.outside(l.written(first))
		l.u.Imports["import "+module] = module
		return l.globalValue(n, module), true
	case count == 3 && name == "builtin.setattr" && l.t.Kind(second) == syntax.Str:
		in := l.at(ir.SetField, n)
		in.A, in.Name, in.B = l.expr(first), l.literal(second), l.expr(third)
		l.emit(in)
		return in.A, true
	case count == 2 && name == ir.IntrinsicModule+".getattr":
		in := l.at(ir.GetIndex, n)
		in.A, in.B = l.expr(first), l.expr(second)
		return l.do(in), true
	case count == 3 && name == ir.IntrinsicModule+".setattr":
		in := l.at(ir.SetIndex, n)
		in.A, in.B, in.C = l.expr(first), l.expr(second), l.expr(third)
		l.emit(in)
		return in.A, true
	}
	return ir.NoReg, false
}

// isInstance tests v for one type, or for each of a tuple.
func (l *lowerer) isInstance(n syntax.Ref, v ir.Reg, class syntax.Ref) (ir.Reg, bool) {
	var classes []syntax.Ref
	if l.t.Kind(class) == syntax.Tuple {
		for c := l.t.First(class); c != 0; c = l.t.Next(c) {
			classes = append(classes, c)
		}
	} else {
		classes = []syntax.Ref{class}
	}
	ok := ir.NoReg
	for _, c := range classes {
		test := func() ir.Reg {
			in := l.at(ir.Assert, n)
			in.A, in.B, in.Aux = v, l.temp(), &ir.Aux{Type: l.typeOf(c)}
			l.do(in)
			return in.B
		}
		if ok == ir.NoReg {
			ok = test()
			continue
		}
		ok = l.shortCircuit(n, false, ok, test)
	}
	return ok, ok != ir.NoReg
}

// isVariable reports whether name is a variable here, of this function or one
// around it, and not bound by an import.
func (l *lowerer) isVariable(name string) bool {
	if _, ok := l.turn(name); ok {
		return true
	}
	if l.inBody {
		if _, ok := l.fields[name]; ok {
			return true
		}
	}
	if l.scope.parent == nil || !l.scope.owns(name) && !l.scope.has(name, outside) {
		return false
	}
	_, imported := l.imported(name)
	return !imported
}

// callee lowers the function part of a.b(…): a global of a module, a method of
// the superclass, or a method.
func (l *lowerer) callee(fn syntax.Ref, in *ir.Instr) {
	if name, rest, ok := l.dotted(fn); ok && len(rest) == 0 {
		in.Name = name
		return
	}
	in.Op, in.Name = ir.Method, l.text(l.t.Child(fn, 1))
	value := l.t.First(fn)
	if in.Name == "" { // broken off: "x.("
		in.Op, in.A = ir.Call, l.expr(value)
		return
	}
	if l.isSuper(value) && l.self != ir.NoReg {
		in.A, in.Flags = l.self, ir.FlagSuper
		return
	}
	in.A = l.expr(value)
}

// isSuper recognises super() and super(Class, self).
func (l *lowerer) isSuper(n syntax.Ref) bool {
	if l.t.Kind(n) != syntax.Call {
		return false
	}
	fn := l.t.First(n)
	return l.t.Kind(fn) == syntax.Name && l.text(fn) == "super" && !l.isVariable("super")
}

// arguments lowers an argument list: positions first, then keywords.
func (l *lowerer) arguments(args syntax.Ref, in *ir.Instr, key string, extra ir.Reg) {
	t := l.t
	var pos, named []ir.Reg
	var keys []string
	var spreads, kwSpreads []ir.Reg
	stars := 0
	for c := t.First(args); c != 0; c = t.Next(c) {
		switch t.Kind(c) {
		case syntax.Keyword:
			keys = append(keys, l.text(t.First(c)))
			named = append(named, l.expr(t.Child(c, 1)))
		case syntax.KeywordSpread:
			kwSpreads = append(kwSpreads, l.expr(t.First(c)))
		case syntax.Starred:
			stars++
			spreads = append(spreads, l.expr(c))
		default:
			r := l.expr(c)
			if stars > 0 {
				spreads = append(spreads, l.do(l.single(c, r)))
				continue
			}
			pos = append(pos, r)
		}
	}
	if key != "" {
		keys, named = append(keys, key), append(named, extra)
	}
	if len(spreads) > 0 {
		in.Flags |= ir.FlagSpread
		pos = append(pos, l.joinAll(args, spreads))
	}
	pos = append(pos, named...)
	if len(kwSpreads) > 0 {
		in.Flags |= ir.FlagKwSpread
		pos = append(pos, l.merge(args, kwSpreads))
	}
	if len(keys) > 0 {
		in.Aux = &ir.Aux{Keys: keys}
	}
	in.Args = l.list(pos...)
}

// single wraps one argument after a *spread into a list, to be spread with it.
func (l *lowerer) single(n syntax.Ref, r ir.Reg) ir.Instr {
	in := l.at(ir.List, n)
	in.Args = l.list(r)
	return in
}

func (l *lowerer) joinAll(n syntax.Ref, lists []ir.Reg) ir.Reg {
	if len(lists) == 1 {
		return lists[0]
	}
	in := l.at(ir.List, n)
	in.Flags = ir.FlagSpread
	spread := make([]bool, len(lists))
	for i := range spread {
		spread[i] = true
	}
	in.Args, in.Aux = l.list(lists...), &ir.Aux{Spread: spread}
	return l.do(in)
}

func (l *lowerer) merge(n syntax.Ref, maps []ir.Reg) ir.Reg {
	if len(maps) == 1 {
		return maps[0]
	}
	in := l.at(ir.Map, n)
	var args []ir.Reg
	for _, m := range maps {
		args = append(args, ir.NoReg, m)
	}
	in.Args = l.list(args...)
	return l.do(in)
}
