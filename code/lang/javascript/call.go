package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// callExpr lowers f(a, ...b) and o.m(a).
func (l *lowerer) callExpr(n syntax.Ref) ir.Reg {
	t := l.t
	fn, args := t.First(n), t.Child(n, 1)
	if spec, ok := l.required(n); ok {
		return l.global(n, l.noteModule(spec))
	}
	if t.Kind(fn) == syntax.Super {
		return l.superCall(n, args)
	}
	if r, ok := l.special(n, fn, args); ok {
		return r
	}
	if t.Kind(fn) == syntax.Name && l.text(fn) == "import" && t.Count(args) > 0 {
		return l.call(n, "builtin.require", l.expr(t.First(args)))
	}
	in := l.callee(n, fn)
	if l.awaited[n] {
		in.Flags |= ir.FlagAwaited
	}
	if t.Has(n, syntax.Optional) && in.A != ir.NoReg {
		l.mayStop(n, in.A)
	}
	if l.stub && in.Op == ir.Call && in.A == ir.NoReg {
		if r, ok := l.stubCall(n, in.Name, args); ok {
			return r
		}
	}
	l.inClear(n, fn, args)
	l.arguments(args, &in)
	if in.Name == "use" && in.Op == ir.Method {
		l.errorHandlers(args, in.Args)
	}
	if r, ok := l.renders(n, fn, args, in); ok {
		return r
	}
	if r, ok := l.inline(n, args, in); ok {
		return r
	}
	return l.do(in)
}

// errorHandlers marks functions of four parameters among the arguments of use: they
// get the error first.
func (l *lowerer) errorHandlers(args syntax.Ref, given []ir.Reg) {
	i := 0
	for c := range l.t.Children(args) {
		if l.isFunction(c) && l.t.Count(l.t.Child(c, 1)) == 4 && i < len(given) {
			given[i] = l.call(c, "builtin.ErrorHandler", given[i])
		}
		i++
	}
}

// waits notes the calls whose results the program waits for: await f(), f().then(…),
// Promise.all([f(), g()]), and what an async function returns.
func (l *lowerer) waits(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.Chain, syntax.Await:
		l.waits(t.First(n))
	case syntax.Cond:
		l.waits(t.Child(n, 1))
		l.waits(t.Child(n, 2))
	case syntax.Call:
		if l.awaited == nil {
			l.awaited = map[syntax.Ref]bool{}
		}
		l.awaited[n] = true
		if f := t.First(n); t.Kind(f) == syntax.Member && l.text(t.First(f)) == "Promise" {
			if list := t.First(t.Child(n, 1)); t.Kind(list) == syntax.Array {
				for c := range t.Children(list) {
					l.waits(c)
				}
			}
		}
	}
}

// noteModule keeps that the file needs a module, so that it is loaded.
func (l *lowerer) noteModule(spec string) string {
	name := l.module(spec)
	l.u.Imports["import "+name] = name
	return name
}

// callee begins a call: of a global, a method, or a value.
func (l *lowerer) callee(n, fn syntax.Ref) ir.Instr {
	t := l.t
	in := l.at(ir.Call, n)
	switch t.Kind(fn) {
	case syntax.Name:
		name := l.text(fn)
		if l.scope.find(name) != nil {
			in.A = l.load(fn, name)
		} else if name == "exports" && l.exports {
			in.A = l.load(fn, name)
		} else {
			in.Name = l.qualified(name)
		}
	case syntax.Member, syntax.Index:
		l.methodCallee(fn, &in)
	case syntax.Chain:
		if inner := t.First(fn); t.Kind(inner) == syntax.Member { // (a?.b)(c)
			l.methodCallee(inner, &in)
			break
		}
		in.A = l.expr(fn)
	default:
		if spec, ok := l.required(fn); ok {
			in.Name = l.noteModule(spec)
			break
		}
		in.A = l.expr(fn)
	}
	return in
}

func (l *lowerer) methodCallee(fn syntax.Ref, in *ir.Instr) {
	t := l.t
	object, key := t.First(fn), t.Child(fn, 1)
	if last := l.t.Nodes[object].End; strings.Contains(l.src[last:max(last, l.t.Nodes[key].Start)], "\n") {
		in.Span.Start = l.t.Nodes[key].Start // a chain over several lines: each call has its own
	}
	if name, ok := l.static(fn); ok && name != l.u.Module+".exports" {
		in.Name = name
		if spec, ok := l.required(object); ok {
			l.noteModule(spec)
		}
		return
	}
	name := l.text(key)
	if t.Kind(fn) == syntax.Index {
		name = ""
		if t.Kind(key) == syntax.Str {
			name = t.StringValue(key)
		}
	}
	if t.Kind(object) == syntax.Super && name != "" {
		in.Op, in.A, in.Name, in.Flags = ir.Method, l.thisValue(object), name, ir.FlagSuper
		return
	}
	of := l.subject(object)
	l.mayStop(fn, of)
	if name == "" { // o[k](…): the function found there, with o as this
		in.A, in.C = l.part(fn, of), of
		return
	}
	in.Op, in.A, in.Name = ir.Method, of, name
}

// arguments lowers an argument list.
func (l *lowerer) arguments(args syntax.Ref, in *ir.Instr) {
	l.argumentsFrom(l.t.First(args), in)
}

// argumentsFrom lowers an argument and those after it.
func (l *lowerer) argumentsFrom(first syntax.Ref, in *ir.Instr) {
	var pos, joined []ir.Reg
	var spread []bool
	args := first
	for c := first; c != 0; c = l.t.Next(c) {
		star := l.t.Kind(c) == syntax.Spread
		r := l.expr(c)
		if star || len(joined) > 0 {
			joined, spread = append(joined, r), append(spread, star)
			continue
		}
		pos = append(pos, r)
	}
	switch {
	case len(joined) == 1:
		in.Flags |= ir.FlagSpread
		pos = append(pos, joined[0])
	case len(joined) > 1:
		list := l.at(ir.List, args)
		list.Flags, list.Args, list.Aux = ir.FlagSpread, l.list(joined...), &ir.Aux{Spread: spread}
		in.Flags |= ir.FlagSpread
		pos = append(pos, l.do(list))
	}
	in.Args = l.list(pos...)
}

// special lowers the calls that are more than calls: what functions and promises
// have for methods.
func (l *lowerer) special(n, fn, args syntax.Ref) (ir.Reg, bool) {
	t := l.t
	if t.Kind(fn) != syntax.Member {
		return ir.NoReg, false
	}
	if _, ok := l.static(fn); ok {
		return ir.NoReg, false
	}
	object := t.First(fn)
	count := t.Count(args)
	switch name := l.text(t.Child(fn, 1)); name {
	case "call", "apply":
		if k := t.Kind(object); count == 0 || k != syntax.Member && k != syntax.Name && k != syntax.FuncExpr && k != syntax.Arrow && k != syntax.Index {
			return ir.NoReg, false
		}
		return l.applied(n, object, args, name == "apply")
	case "bind":
		if k := t.Kind(t.First(args)); count == 0 || k != syntax.This && k != syntax.Null && k != syntax.Name && k != syntax.Member {
			return ir.NoReg, false
		}
		return l.helper(n, "builtin.bind", object, args), true
	case "then", "catch", "finally":
		if count == 0 || count > 2 {
			return ir.NoReg, false
		}
		l.waits(object)
		return l.helper(n, "builtin.promise_"+name, object, args), true
	}
	return ir.NoReg, false
}

// helper calls a model's function with a receiver and arguments.
func (l *lowerer) helper(n syntax.Ref, name string, object, args syntax.Ref) ir.Reg {
	in := l.at(ir.Call, n)
	in.Name = name
	self := l.expr(object)
	l.arguments(args, &in)
	in.Args = l.list(append([]ir.Reg{self}, in.Args...)...)
	return l.do(in)
}

// applied lowers f.call(self, a) and f.apply(self, list). A method of a class's
// prototype, or a built-in value's, is the method of self.
func (l *lowerer) applied(n, object, args syntax.Ref, spread bool) (ir.Reg, bool) {
	t := l.t
	self := t.First(args)
	in := l.at(ir.Call, n)
	if proto, name, ok := l.ofPrototype(object); ok {
		in.Op, in.A, in.Name = ir.Method, l.expr(self), name
		if proto == "Array" {
			in.A = l.call(n, "builtin.to_Array", in.A)
		}
	} else if name, ok := l.baseConstructor(object, self); ok {
		in.Op, in.A, in.Name, in.Flags = ir.Method, l.thisValue(self), name, ir.FlagSuper
	} else {
		in.A = l.expr(object)
		in.C = l.expr(self)
	}
	if list := t.Next(self); spread && list != 0 {
		in.Flags |= ir.FlagSpread
		in.Args = l.list(l.expr(list))
	} else {
		l.argumentsFrom(list, &in)
	}
	return l.do(in), true
}

// ofPrototype recognises "Array.prototype.slice", "[].slice" and "Object.prototype.x".
func (l *lowerer) ofPrototype(n syntax.Ref) (class, name string, ok bool) {
	t := l.t
	if t.Kind(n) != syntax.Member {
		return "", "", false
	}
	object := t.First(n)
	name = l.text(t.Child(n, 1))
	if t.Kind(object) == syntax.Array && t.First(object) == 0 {
		return "Array", name, true
	}
	if t.Kind(object) == syntax.Member && l.text(t.Child(object, 1)) == "prototype" && t.Kind(t.First(object)) == syntax.Name {
		class = l.text(t.First(object))
		return class, name, l.scope.find(class) == nil && !l.isTop(class) && name != ""
	}
	return "", "", false
}

// baseConstructor: "Base.call(this, …)" in a class by prototype is super(…).
func (l *lowerer) baseConstructor(object, self syntax.Ref) (string, bool) {
	if l.class == "" || l.t.Kind(self) != syntax.This || l.t.Kind(object) != syntax.Name {
		return "", false
	}
	for _, p := range l.protos {
		if l.u.Module+"."+p.name == l.class && p.base == l.text(object) {
			return "constructor", true
		}
	}
	return "", false
}

// stubCall lowers what stubs are written with: prunella.append(list, x),
// prunella.get(o, key) and prunella.set(o, key, x) are instructions.
func (l *lowerer) stubCall(n syntax.Ref, name string, args syntax.Ref) (ir.Reg, bool) {
	first, second, third := l.t.First(args), l.t.Child(args, 1), l.t.Child(args, 2)
	switch name {
	case ir.IntrinsicModule + ".append":
		in := l.at(ir.SetIndex, n)
		in.A, in.C = l.expr(first), l.expr(second)
		l.emit(in)
		return in.A, true
	case ir.IntrinsicModule + ".get":
		in := l.at(ir.GetIndex, n)
		in.A, in.B = l.expr(first), l.expr(second)
		return l.do(in), true
	case ir.IntrinsicModule + ".set":
		in := l.at(ir.SetIndex, n)
		in.A, in.B, in.C = l.expr(first), l.expr(second), l.expr(third)
		l.emit(in)
		return in.A, true
	case ir.IntrinsicModule + ".items":
		return l.loop(n, l.expr(first)), true
	case ir.IntrinsicModule + ".is":
		return l.hasType(n, l.expr(first), kindNamed(l.t.StringValue(second))), true
	}
	return ir.NoReg, false
}

// kindNamed is the type for the name of a kind of values, or of a class.
func kindNamed(name string) *ir.Type {
	switch name {
	case "list":
		return &ir.Type{Kind: ir.ListOf}
	case "dict":
		return &ir.Type{Kind: ir.MapOf}
	case "func":
		return &ir.Type{Kind: ir.FuncOf}
	}
	return &ir.Type{Kind: ir.Named, Name: name}
}

// loop is the list of what iterating over a value gives.
func (l *lowerer) loop(n syntax.Ref, v ir.Reg) ir.Reg {
	in := l.at(ir.List, n)
	in.Flags, in.Args, in.Aux = ir.FlagSpread, l.list(v), &ir.Aux{Spread: []bool{true}}
	return l.do(in)
}

func (l *lowerer) superCall(n, args syntax.Ref) ir.Reg {
	in := l.at(ir.Method, n)
	in.A, in.Name, in.Flags = l.thisValue(n), "constructor", ir.FlagSuper
	l.arguments(args, &in)
	return l.do(in)
}

// isPromise knows the classes of libraries that are as good as Promise.
func (l *lowerer) isPromise(name string) bool {
	library, member, _ := strings.Cut(name, ".")
	return promiseLibraries[library] && (member == "" || member == "Promise" || member == "default")
}

var promiseLibraries = map[string]bool{"bluebird": true, "es6-promise": true, "rsvp": true, "q": true, "when": true, "any-promise": true}

// newExpr lowers new C(a).
func (l *lowerer) newExpr(n syntax.Ref) ir.Reg {
	t := l.t
	class, args := t.First(n), t.Child(n, 1)
	in := l.at(ir.Call, n)
	in.Flags = ir.FlagNew
	switch t.Kind(class) {
	case syntax.Name:
		switch name := l.text(class); {
		case l.scope.find(name) != nil:
			in.A = l.load(class, name)
		case name == "Promise" && !l.isTop(name), l.isPromise(l.qualified(name)):
			in.Name = "builtin.promise"
		default:
			in.Name = l.qualified(name)
		}
	case syntax.This:
		if l.class != "" {
			in.Name = l.class
			break
		}
		in.A = l.expr(class)
	default:
		if name, ok := l.static(class); ok {
			in.Name = name
			if l.isPromise(name) {
				in.Name = "builtin.promise"
			}
			if spec, ok := l.required(t.First(class)); ok {
				l.noteModule(spec)
			}
			break
		}
		if spec, ok := l.required(class); ok {
			in.Name = l.noteModule(spec)
			break
		}
		in.A = l.expr(class)
	}
	l.arguments(args, &in)
	return l.do(in)
}
