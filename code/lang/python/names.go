package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// isLocal reports whether name is a variable of the function being lowered.
func (l *lowerer) isLocal(name string) bool {
	return l.scope.parent != nil && l.scope.owns(name)
}

// variable is the register of a local or captured variable; for one that lives
// in a cell it holds the cell.
func (l *lowerer) variable(name string) ir.Reg {
	r, ok := l.names[name]
	if !ok {
		r = l.reg(name)
		l.names[name] = r
	}
	return r
}

func (l *lowerer) captured(name string) bool {
	for _, f := range l.scope.free {
		if f == name {
			return true
		}
	}
	return false
}

// load reads a name.
func (l *lowerer) load(n syntax.Ref, name string) ir.Reg {
	if l.inBody {
		if r, ok := l.fields[name]; ok {
			return r
		}
	}
	if l.isVariable(name) {
		r := l.variable(name)
		if l.scope.cells[name] || l.captured(name) {
			in := l.at(ir.Load, n)
			in.A = r
			return l.do(in)
		}
		return r
	}
	switch name {
	case "__name__":
		return l.str(n, "__main__")
	case "__file__":
		return l.str(n, l.u.Path)
	}
	in := l.at(ir.GetGlobal, n)
	in.Name = l.global(name)
	return l.do(in)
}

// global qualifies a name that is no variable of a function.
func (l *lowerer) global(name string) string {
	if target, ok := l.u.Imports[name]; ok {
		return target
	}
	if l.top.locals[name] {
		return l.u.Module + "." + name
	}
	for _, in := range l.top.inner {
		if in.globals[name] {
			return l.u.Module + "." + name
		}
	}
	if converters[name] {
		return "builtin.to_" + name
	}
	return "builtin." + name
}

// converters are the builtin types that programs call to convert; the stub has a
// function for each.
var converters = map[string]bool{"str": true, "int": true, "float": true, "bool": true, "bytes": true, "bytearray": true,
	"list": true, "tuple": true, "set": true, "frozenset": true, "dict": true}

// store assigns to a name.
func (l *lowerer) store(n syntax.Ref, name string, v ir.Reg) {
	switch {
	case l.inBody:
		l.fields[name] = v
		in := l.at(ir.SetField, n)
		in.A, in.B, in.Name = l.self, v, name
		l.emit(in)
	case l.scope.parent != nil && !l.scope.globals[name]:
		l.storeLocal(n, name, v)
	default:
		in := l.at(ir.SetGlobal, n)
		in.A, in.Name = v, l.u.Module+"."+name
		l.emit(in)
	}
}

func (l *lowerer) storeLocal(n syntax.Ref, name string, v ir.Reg) {
	r := l.variable(name)
	if l.scope.cells[name] || l.captured(name) {
		in := l.at(ir.Store, n)
		in.A, in.B = r, v
		l.emit(in)
		return
	}
	in := l.at(ir.Copy, n)
	in.Dst, in.A = r, v
	l.emit(in)
}

// assign stores v to any target.
func (l *lowerer) assign(target syntax.Ref, v ir.Reg) {
	t := l.t
	switch t.Kind(target) {
	case syntax.Name:
		l.store(target, l.text(target), v)
	case syntax.Attribute:
		in := l.at(ir.SetField, target)
		in.A, in.B, in.Name = l.expr(t.First(target)), v, l.text(t.Child(target, 1))
		l.emit(in)
	case syntax.Subscript:
		in := l.at(ir.SetIndex, target)
		in.A, in.B, in.C = l.expr(t.First(target)), l.expr(t.Child(target, 1)), v
		l.emit(in)
	case syntax.Tuple, syntax.List:
		l.unpack(target, v)
	case syntax.Starred:
		l.assign(t.First(target), v)
	case syntax.Absent, syntax.Error:
	default:
		l.problem(target, "cannot assign to this")
	}
}

// unpack spreads v over the targets of a tuple or list.
func (l *lowerer) unpack(target syntax.Ref, v ir.Reg) {
	in := l.at(ir.Unpack, target)
	in.A = v
	var outs []ir.Reg
	for c := l.t.First(target); c != 0; c = l.t.Next(c) {
		if l.t.Kind(c) == syntax.Starred {
			in.B = ir.Reg(len(outs))
		}
		outs = append(outs, l.temp())
	}
	in.Args = l.list(outs...)
	l.emit(in)
	i := 0
	for c := l.t.First(target); c != 0; c = l.t.Next(c) {
		l.assign(c, outs[i])
		i++
	}
}

// dotted resolves a chain such as os.path.join, rooted in an imported module, to
// the qualified name of the member: as many attributes as name modules, and one.
// The rest of the chain, outermost last, is left to GetField.
func (l *lowerer) dotted(n syntax.Ref) (name string, rest []syntax.Ref, ok bool) {
	var attrs []syntax.Ref
	for l.t.Kind(n) == syntax.Attribute {
		attrs = append(attrs, l.t.Child(n, 1))
		n = l.t.First(n)
	}
	if l.t.Kind(n) != syntax.Name {
		return "", nil, false
	}
	root := l.text(n)
	if l.shadowed(root) {
		return "", nil, false
	}
	name, ok = l.u.Imports[root]
	if !ok || !l.isModule(name) {
		return "", nil, false
	}
	i := len(attrs) - 1
	for i >= 0 {
		more := l.isModule(name)
		if !more {
			break
		}
		name += "." + l.text(attrs[i])
		i--
	}
	for ; i >= 0; i-- {
		rest = append(rest, attrs[i])
	}
	return name, rest, true
}

// shadowed reports whether a variable hides the file's import of name.
func (l *lowerer) shadowed(name string) bool {
	if l.inBody {
		if _, ok := l.fields[name]; ok {
			return true
		}
	}
	return l.scope.parent != nil && (l.isLocal(name) || l.captured(name)) && !l.importedHere(name)
}

// importedHere: imports inside functions bind a local, but stand for the module.
func (l *lowerer) importedHere(name string) bool {
	_, ok := l.u.Imports[name]
	return ok && l.names != nil && !l.assigned(name)
}

func (l *lowerer) assigned(name string) bool { _, ok := l.names[name]; return ok }

// isModule reports whether a qualified name is surely a module: the file imports
// it as one, or there is a stub of that very name.
func (l *lowerer) isModule(name string) bool {
	if l.modules[name] {
		return true
	}
	k, ok := l.known[name]
	if !ok {
		k = l.lang.hasStub(name)
		l.known[name] = k
	}
	return k
}

// imports lowers an import statement: it binds names, and nothing runs.
func (l *lowerer) imports(n syntax.Ref) {
	t := l.t
	if t.Kind(n) == syntax.Import {
		for c := t.First(n); c != 0; c = t.Next(c) {
			l.importModule(c)
		}
		return
	}
	first := t.First(n)
	name := ""
	if t.Kind(first) == syntax.DottedName {
		name = l.text(first)
	}
	module := absolute(l.u.Module, l.isPackage, int(t.Nodes[n].Extra), name)
	for c := t.Next(first); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.ImportStar {
			l.u.Imports["*"+module] = module
			continue
		}
		b := binder{t: t, src: l.src}
		bound, member := b.alias(c)
		l.u.Imports[bound] = strings.TrimPrefix(module+"."+member, ".")
	}
}

func (l *lowerer) importModule(alias syntax.Ref) {
	b := binder{t: l.t, src: l.src}
	bound, dotted := b.alias(alias)
	for m := dotted; m != ""; m = parent(m) {
		l.modules[m] = true
	}
	if l.t.Kind(l.t.Child(alias, 1)) == syntax.Name {
		l.u.Imports[bound] = dotted
		return
	}
	l.u.Imports[bound] = bound
	if dotted != bound {
		l.u.Imports["import "+dotted] = dotted // loads the submodule's stub
	}
}
