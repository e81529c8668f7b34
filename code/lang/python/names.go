package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// variable is the register of a local or captured variable; for one that lives
// in a cell it holds the cell.
func (l *lowerer) variable(name string) ir.Reg {
	b := l.scope.know(name)
	if b.reg == ir.NoReg {
		b.reg = l.reg(name)
	}
	return b.reg
}

// turn finds a variable of the comprehensions around, the innermost first.
func (l *lowerer) turn(name string) (ir.Reg, bool) {
	for i := len(l.turns) - 1; i >= 0; i-- {
		if l.turns[i].name == name {
			return l.turns[i].reg, true
		}
	}
	return ir.NoReg, false
}

// load reads a name.
func (l *lowerer) load(n syntax.Ref, name string) ir.Reg {
	if r, ok := l.turn(name); ok {
		return r
	}
	if l.inBody {
		if r, ok := l.fields[name]; ok {
			return r
		}
	}
	if l.isVariable(name) {
		r := l.variable(name)
		if l.scope.inCell(name) {
			in := l.at(ir.Load, n)
			in.A = r
			return l.do(in)
		}
		return r
	}
	if l.attrs {
		if _, ok := l.outer.fields[name]; ok {
			in := l.at(ir.GetField, n)
			in.A, in.Name = l.globalValue(n, l.outer.class), name
			return l.do(in)
		}
	}
	switch name {
	case "__name__":
		return l.str(n, "__main__")
	case "__file__":
		return l.str(n, l.u.Path)
	}
	return l.globalValue(n, l.global(name))
}

// global qualifies a name that is no variable of a function.
func (l *lowerer) global(name string) string {
	if target, ok := l.imported(name); ok {
		return target
	}
	if l.top.has(name, local) {
		return l.u.Module + "." + name
	}
	if converters[name] {
		return "builtin.to_" + name
	}
	return "builtin." + name
}

// imported follows an import of this function, of one around it, or of the file.
func (l *lowerer) imported(name string) (string, bool) {
	for f := l.frame; f != nil && f.scope.parent != nil; f = f.outer {
		if target, ok := f.aliases[name]; ok {
			return target, true
		}
		if f.scope.owns(name) {
			return "", false
		}
	}
	target, ok := l.u.Imports[name]
	return target, ok && !l.redefined[name]
}

// redefinitions lists the names that the module itself defines after importing
// them: "from html import escape", then "def escape(x): …".
func (l *lowerer) redefinitions() map[string]bool {
	out := map[string]bool{}
	b := binder{t: l.t, src: l.src}
	for n := range l.t.Children(l.t.Root) {
		if l.t.Kind(n) == syntax.Decorated {
			n = l.t.Last(n)
		}
		switch l.t.Kind(n) {
		case syntax.FunctionDef, syntax.ClassDef:
			out[l.text(l.t.First(n))] = true
		case syntax.Import, syntax.ImportFrom:
			for a := range l.t.Children(n) {
				if l.t.Kind(a) == syntax.Alias {
					bound, _ := b.alias(a)
					delete(out, bound)
				}
			}
		}
	}
	return out
}

// renamings takes "digest = hashlib.sha1" at the top of a file for what it is: an
// import under another name, when nothing else is ever assigned to the name.
func (l *lowerer) renamings() {
	times := map[string]int{}
	found := map[string]string{}
	for n := range l.t.Children(l.t.Root) {
		if l.t.Kind(n) != syntax.Assign || l.t.Kind(l.t.First(n)) != syntax.Name {
			continue
		}
		name := l.text(l.t.First(n))
		times[name]++
		if v := l.t.Child(n, 1); v == l.t.Last(n) && l.t.Kind(v) == syntax.Attribute {
			if target, rest, ok := l.dotted(v); ok && len(rest) == 0 && !l.isModule(target) {
				found[name] = target
			}
		}
	}
	for name, target := range found {
		if _, taken := l.u.Imports[name]; times[name] == 1 && !taken && !l.redefined[name] && !strings.Contains(l.src, "global "+name) {
			l.u.Imports[name] = target
		}
	}
}

// converters are the builtin types that programs call to convert; the stub has a
// function for each.
var converters = map[string]bool{"str": true, "int": true, "float": true, "bool": true, "bytes": true, "bytearray": true,
	"list": true, "tuple": true, "set": true, "frozenset": true, "dict": true}

// store assigns to a name.
func (l *lowerer) store(n syntax.Ref, name string, v ir.Reg) {
	if r, ok := l.turn(name); ok {
		l.copyTo(r, n, v)
		return
	}
	switch {
	case name == "":
		return
	case l.inBody:
		l.fields[name] = v
		in := l.at(ir.SetField, n)
		in.A, in.B, in.Name = l.self, v, name
		l.emit(in)
		l.configures(n, name, v)
	case l.scope.parent != nil && !l.scope.has(name, global):
		l.storeLocal(n, name, v)
	default:
		in := l.at(ir.SetGlobal, n)
		in.A, in.Name = v, l.u.Module+"."+name
		l.emit(in)
		l.configures(n, name, v)
	}
}

func (l *lowerer) storeLocal(n syntax.Ref, name string, v ir.Reg) {
	r := l.variable(name)
	if l.scope.inCell(name) {
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
		if name, rest, ok := l.dotted(target); ok && len(rest) == 0 && !isStubPath(l.u.Path) {
			in := l.at(ir.SetGlobal, target) // a member of a module, for everybody
			in.A, in.Name = v, name
			l.emit(in)
			return
		}
		in := l.at(ir.SetField, target)
		in.A, in.B, in.Name = l.expr(t.First(target)), v, l.text(t.Child(target, 1))
		if in.Name != "" {
			l.emit(in)
		}
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
	name, ok = l.imported(root)
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

// shadowed reports whether a variable hides the import of name.
func (l *lowerer) shadowed(name string) bool {
	if _, ok := l.turn(name); ok {
		return true
	}
	if l.inBody {
		if _, ok := l.fields[name]; ok {
			return true
		}
	}
	return l.isVariable(name)
}

// isModule reports whether a qualified name is surely a module: the file imports
// it as one, or there is a stub of that very name.
func (l *lowerer) isModule(name string) bool {
	if l.modules[name] {
		return true
	}
	return l.isStub(name)
}

func (l *lowerer) isStub(name string) bool {
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
	module := l.outside(absolute(l.u.Module, l.isPackage, int(t.Nodes[n].Extra), name))
	for c := t.Next(first); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.ImportStar {
			l.u.Imports["*"+module] = module
			continue
		}
		b := binder{t: t, src: l.src}
		bound, member := b.alias(c)
		l.bindImport(bound, strings.TrimPrefix(module+"."+member, "."))
	}
}

func (l *lowerer) importModule(alias syntax.Ref) {
	b := binder{t: l.t, src: l.src}
	bound, dotted := b.alias(alias)
	root := l.outside(bound)
	dotted = l.outside(dotted)
	for m := dotted; m != ""; m = parent(m) {
		l.modules[m] = true
	}
	if l.t.Kind(l.t.Child(alias, 1)) == syntax.Name {
		l.bindImport(bound, dotted)
		return
	}
	l.bindImport(bound, root)
	if dotted != root {
		l.u.Imports["import "+dotted] = dotted // loads the submodule's stub
	}
}

// outside is the name of a module that is imported: what library models are
// written with is not for projects.
func (l *lowerer) outside(module string) string {
	if isStubPath(l.u.Path) {
		return module
	}
	return lang.Outside(module)
}

// bindImport binds a name to what it stands for. What a handler imports is a
// substitute ("except ImportError: import json"): it counts only when the first
// choice has no model and the substitute has one.
func (l *lowerer) bindImport(bound, target string) {
	if bound == "" || target == "" {
		return
	}
	at := l.u.Imports
	if l.scope.parent != nil && l.scope.owns(bound) {
		if l.aliases == nil {
			l.aliases = map[string]string{}
		}
		at = l.aliases
		l.u.Imports["import "+target] = target
	}
	if old, ok := at[bound]; ok && l.substitute > 0 && (l.modelled(old) || !l.modelled(target)) {
		return
	}
	at[bound] = target
}

// modelled reports whether a stub tells of the module, or of the one a member is in.
func (l *lowerer) modelled(name string) bool { return l.isStub(name) || l.isStub(parent(name)) }
