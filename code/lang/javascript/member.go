package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// member reads a.b or a[b].
func (l *lowerer) member(n syntax.Ref) ir.Reg {
	t := l.t
	if name, ok := l.static(n); ok {
		return l.global(n, name)
	}
	object := t.First(n)
	if t.Kind(n) == syntax.Member && !l.stub && l.text(t.Child(n, 1)) == "stack" && errorNames[l.text(object)] {
		return l.call(n, "builtin.stack_of", l.expr(object))
	}
	of := l.subject(object)
	l.mayStop(n, of)
	return l.part(n, of)
}

// errorNames are what programs call an error that was caught or handed on.
var errorNames = map[string]bool{"e": true, "err": true, "error": true, "ex": true, "exception": true}

// subject lowers what a member is read of: there String is the class, where as a
// value by itself it is the function that converts.
func (l *lowerer) subject(n syntax.Ref) ir.Reg {
	if name := l.text(n); l.t.Kind(n) == syntax.Name && converters[name] && l.scope.find(name) == nil && l.qualified(name) == "builtin.to_"+name {
		return l.global(n, "builtin."+name)
	}
	return l.expr(n)
}

// part reads the property that a Member or Index names, of a value.
func (l *lowerer) part(n syntax.Ref, of ir.Reg) ir.Reg {
	t := l.t
	name := t.Child(n, 1)
	if t.Kind(n) == syntax.Index {
		if t.Kind(name) == syntax.Str {
			return l.field(n, of, t.StringValue(name))
		}
		in := l.at(ir.GetIndex, n)
		in.A, in.B = of, l.expr(name)
		if l.own[n] {
			in.Flags |= ir.FlagOwn
		}
		return l.do(in)
	}
	if l.text(name) == "length" && t.Kind(t.First(n)) != syntax.This {
		return l.op(n, "len", of)
	}
	return l.field(n, of, l.text(name))
}

func (l *lowerer) field(n syntax.Ref, of ir.Reg, name string) ir.Reg {
	if name == "" {
		return of // broken off: "x."
	}
	in := l.at(ir.GetField, n)
	in.A, in.Name = of, name
	return l.do(in)
}

// static is the qualified name of a member of an imported module, and of what
// CommonJS exports.
func (l *lowerer) static(n syntax.Ref) (string, bool) {
	t := l.t
	if t.Kind(n) != syntax.Member {
		return "", false
	}
	object, name := t.First(n), l.text(t.Child(n, 1))
	if name == "" {
		return "", false
	}
	if spec, ok := l.required(object); ok {
		return l.noteModule(spec) + "." + name, true
	}
	if path, ok := l.partOf(n); ok {
		return l.u.Module + "." + path, true
	}
	if l.isExports(n) {
		return l.u.Module + ".exports", true
	}
	if module, ok := l.moduleNamed(object); ok {
		if name == "default" && l.hasStub(module) { // of a library that is no ECMAScript module: all of it
			return module, true
		}
		return module + "." + name, true
	}
	return "", false
}

// moduleNamed is the module that a name stands for, or the name and ".default" behind
// it where a compiler turned "import x from" into require.
func (l *lowerer) moduleNamed(n syntax.Ref) (string, bool) {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		if target, module, ok := l.imported(l.text(n)); ok && module {
			return target, true
		}
	case syntax.Member:
		if l.text(t.Child(n, 1)) == "default" {
			module, ok := l.moduleNamed(t.First(n))
			return module, ok && l.hasStub(module)
		}
	}
	return "", false
}

// required recognises require("x") with a constant name.
func (l *lowerer) required(n syntax.Ref) (string, bool) {
	t := l.t
	if t.Kind(n) == syntax.Await {
		n = t.First(n)
	}
	if t.Kind(n) != syntax.Call {
		return "", false
	}
	callee := t.First(n)
	arg := t.First(t.Child(n, 1))
	if t.Kind(arg) == syntax.Call && interop[l.lastName(callee)] {
		return l.required(arg)
	}
	if t.Kind(callee) != syntax.Name || t.Kind(arg) != syntax.Str {
		if t.Kind(arg) != syntax.Template || t.Count(arg) != 1 {
			return "", false
		}
		arg = t.First(arg)
	}
	switch l.text(callee) {
	case "require", "import":
		return t.StringValue(arg), l.scope.find("require") == nil
	}
	return "", false
}

// interop are the functions that compilers put around require: Babel, TypeScript,
// SWC, esbuild.
var interop = map[string]bool{
	"__importDefault": true, "__importStar": true, "_interopRequireDefault": true, "_interopRequireWildcard": true,
	"_interop_require_default": true, "_interop_require_wildcard": true, "__toESM": true, "_interopDefault": true, "_interopNamespace": true,
}

// lastName is a name, or that of a member.
func (l *lowerer) lastName(n syntax.Ref) string {
	if l.t.Kind(n) == syntax.Member {
		n = l.t.Child(n, 1)
	}
	return l.text(n)
}

// mayStop leaves the chain around when the value of its optional part is nil.
func (l *lowerer) mayStop(n syntax.Ref, of ir.Reg) {
	if !l.t.Has(n, syntax.Optional) || len(l.chains) == 0 {
		return
	}
	in := l.at(ir.If, n)
	in.A = l.isNil(n, of)
	out := l.block(func() {
		b := l.at(ir.Break, n)
		b.A = ir.Reg(l.depth - l.chains[len(l.chains)-1])
		l.emit(b)
	})
	in.Aux = &ir.Aux{Blocks: []ir.Block{out, nil}}
	l.emit(in)
}

// chain lowers a?.b.c: a block that is left with nil where a part is nil.
func (l *lowerer) chain(n syntax.Ref) ir.Reg {
	dst := l.temp()
	l.copyTo(dst, n, l.none(n))
	in := l.at(ir.Scope, n)
	body := l.block(func() {
		l.depth++
		l.chains = append(l.chains, l.depth)
		l.copyTo(dst, n, l.expr(l.t.First(n)))
		l.chains = l.chains[:len(l.chains)-1]
		l.depth--
	})
	in.Aux = &ir.Aux{Blocks: []ir.Block{body}}
	l.emit(in)
	return dst
}

// assignTo lowers "target = value" and gives the value.
func (l *lowerer) assignTo(target, value syntax.Ref) ir.Reg {
	t := l.t
	for l.isExports(target) && t.Kind(value) == syntax.Assign && l.isExports(t.First(value)) {
		value = t.Child(value, 1) // module.exports = exports = x
	}
	if l.isExports(target) && l.exportWhole(value) {
		return l.global(target, l.u.Module+".exports")
	}
	if name, ok := l.prototypeAssigned(target); ok {
		return l.global(target, name)
	}
	name := ""
	switch t.Kind(target) {
	case syntax.Name:
		name = l.text(target)
	case syntax.Member:
		name = l.text(t.Child(target, 1))
		if k := t.Kind(value); l.exports && l.scope.top && (k == syntax.FuncExpr || k == syntax.Arrow) && l.exporting(t.First(target)) && !l.isTop(name) {
			return l.exportFunction(target, name, value)
		} else if path, ok := l.partOf(target); ok && l.scope.top && l.isFunction(value) {
			return l.exportFunction(target, path, value)
		} else if k == syntax.Name && l.f == l.u.Init && l.whole != "" && l.exporting(t.First(target)) {
			l.exportNamed(name, l.text(value))
		}
	}
	v := l.named(name, value)
	l.assign(target, v)
	if name == "default" && t.Kind(target) == syntax.Member && l.scope.top && l.exports && l.exporting(t.First(target)) {
		l.exportDefaultly(target, value, v)
	}
	return v
}

// exportDefaultly notes "exports.default = x", which compilers make of a default export.
func (l *lowerer) exportDefaultly(target, value syntax.Ref, v ir.Reg) {
	if name := l.text(value); l.t.Kind(value) == syntax.Name && (l.isFunc(name) || l.direct[name]) {
		l.u.Imports["default"] = l.u.Module + "." + name
		return
	}
	if l.u.Imports["default"] == "" && l.t.Kind(value) != syntax.Unary { // "exports.default = void 0" comes first
		l.globalVar("default")
		in := l.at(ir.SetGlobal, target)
		in.A, in.Name = v, l.u.Module+".default"
		l.emit(in)
	}
}

// assign stores v to any target.
func (l *lowerer) assign(target syntax.Ref, v ir.Reg) {
	t := l.t
	switch t.Kind(target) {
	case syntax.Name:
		l.store(target, l.text(target), v)
	case syntax.Member, syntax.Index:
		l.setMember(target, v)
	case syntax.Object:
		l.takeObject(target, v)
	case syntax.Array:
		l.takeArray(target, v)
	case syntax.Assign:
		l.assign(t.First(target), l.orDefault(target, v, t.Child(target, 1)))
	case syntax.Spread, syntax.Chain:
		l.assign(t.First(target), v)
	case syntax.Absent, syntax.Error:
	default:
		l.expr(target)
	}
}

func (l *lowerer) setMember(target syntax.Ref, v ir.Reg) {
	t := l.t
	if l.isExports(target) {
		in := l.at(ir.SetGlobal, target)
		in.A, in.Name = v, l.u.Module+".exports"
		l.emit(in)
		return
	}
	if name, ok := l.static(target); ok {
		in := l.at(ir.SetGlobal, target)
		in.A, in.Name = v, name
		l.emit(in)
		return
	}
	l.kept(target, v)
	of := l.expr(t.First(target))
	key := t.Child(target, 1)
	name := l.text(key)
	if t.Kind(target) == syntax.Index {
		name = ""
		if t.Kind(key) == syntax.Str {
			name = t.StringValue(key)
		}
	}
	if name != "" {
		in := l.at(ir.SetField, target)
		in.A, in.B, in.Name = of, v, name
		l.emit(in)
		return
	}
	in := l.at(ir.SetIndex, target)
	in.A, in.B, in.C = of, l.expr(key), v
	l.emit(in)
}

// orDefault is v, or the default when v is undefined.
func (l *lowerer) orDefault(n syntax.Ref, v ir.Reg, value syntax.Ref) ir.Reg {
	dst := l.temp()
	in := l.at(ir.If, n)
	in.A = l.isNil(n, v)
	then := l.block(func() { l.copyTo(dst, n, l.expr(value)) })
	other := l.block(func() { l.copyTo(dst, n, v) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
	return dst
}

// takeObject takes a value apart by {a, b: c = 1, ...d}.
func (l *lowerer) takeObject(pattern syntax.Ref, v ir.Reg) {
	t := l.t
	for p := range t.Children(pattern) {
		switch t.Kind(p) {
		case syntax.Property:
			var part ir.Reg
			if name := l.keyName(p); name != "" {
				if name == "length" {
					part = l.op(p, "len", v)
				} else {
					part = l.field(p, v, name)
				}
			} else {
				in := l.at(ir.GetIndex, p)
				in.A, in.B = v, l.key(p)
				part = l.do(in)
			}
			l.assign(t.Child(p, 1), part)
		case syntax.Spread:
			l.assign(t.First(p), v)
		}
	}
}

// takeArray takes a value apart by [a, , b = 1, ...c].
func (l *lowerer) takeArray(pattern syntax.Ref, v ir.Reg) {
	t := l.t
	i := int64(0)
	for p := range t.Children(pattern) {
		if t.Kind(p) == syntax.Spread {
			in := l.at(ir.Slice, p)
			in.A = v
			in.Args = l.list(l.constant(p, ir.Value{Kind: ir.Int, Int: i}), ir.NoReg, ir.NoReg)
			l.assign(t.First(p), l.do(in))
			return
		}
		if t.Kind(p) != syntax.Absent {
			in := l.at(ir.GetIndex, p)
			in.A, in.B = v, l.constant(p, ir.Value{Kind: ir.Int, Int: i})
			l.assign(p, l.do(in))
		}
		i++
	}
}
