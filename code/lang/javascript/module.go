package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// declareTop notes the names that the module's body declares, before anything is
// lowered, and binds its imports.
func (l *lowerer) declareTop(root syntax.Ref) {
	l.tops = map[string]bool{}
	assigned := map[string]bool{}
	l.reassigned(root, assigned)
	for c := range l.t.Children(root) {
		l.topStatement(c, assigned)
	}
	for name := range l.direct {
		l.tops[name] = true
	}
	l.wholeExport(root)
}

// wholeExport notes which function of the module's body all of the module is, and
// the functions that are its properties, or those of the object exported: what the
// body assigns once, and what does not need to know its object.
func (l *lowerer) wholeExport(root syntax.Ref) {
	t := l.t
	count := map[string]int{}
	for i := range t.Nodes {
		if n := t.Nodes[i]; n.Kind == syntax.Assign && t.Kind(n.First) == syntax.Member {
			count[l.text(n.First)]++
		}
	}
	for i := range t.Nodes {
		e := syntax.Ref(i)
		if t.Kind(e) != syntax.Assign || !l.namesExports(t.First(e)) || t.Kind(t.Child(e, 1)) != syntax.Name {
			continue
		}
		if name := l.text(t.Child(e, 1)); l.direct[name] || l.declares(root, name) {
			l.whole = name
		}
	}
	members := map[string]bool{}
	for c := range t.Children(root) {
		for e := t.First(c); t.Kind(c) == syntax.ExprStmt && t.Kind(e) == syntax.Assign; e = t.Child(e, 1) {
			target, value := t.First(e), t.Child(e, 1)
			if l.isFunction(value) && !l.free[value].this {
				members[l.text(target)] = count[l.text(target)] == 1
			}
		}
	}
	l.parts = map[string]bool{}
	for text, once := range members {
		if path := l.exportPath(text); once && path != "" {
			l.parts[path] = true
		}
	}
}

// exportPath is what stands behind module.exports, or the function that the module
// is, in "exports.a.b"; "" for other targets, and names that the body has.
func (l *lowerer) exportPath(text string) string {
	rest, ok := strings.CutPrefix(text, "module.")
	of, path, dotted := strings.Cut(rest, ".")
	if alias, member, _ := strings.Cut(path, "."); l.aliases[of] && alias == "exports" {
		of, path, ok = "exports", member, true
	}
	if !dotted || ok && of != "exports" || of != "exports" && of != l.whole && !l.same[of] || of == "" {
		return ""
	}
	for _, name := range strings.Split(path, ".") {
		if !simple(name) || l.tops[name] || strings.ContainsAny(name, "()[]") {
			return ""
		}
	}
	return path
}

// partOf is the exported function, known by name, that an expression names.
func (l *lowerer) partOf(n syntax.Ref) (string, bool) {
	if len(l.parts) == 0 || l.t.Kind(n) != syntax.Member {
		return "", false
	}
	path := l.exportPath(l.text(n))
	for of := n; l.parts[path]; of = l.t.First(of) {
		if l.t.Kind(of) != syntax.Member {
			return path, l.exporting(of)
		} else if l.exporting(of) {
			return path, true
		}
	}
	return "", false
}

// declares finds a function statement of the module's body.
func (l *lowerer) declares(root syntax.Ref, name string) bool {
	for c := range l.t.Children(root) {
		if l.t.Kind(c) == syntax.FuncDecl && l.text(l.t.First(c)) == name {
			return true
		}
	}
	return false
}

// namesExports recognises "module.exports" and "exports" by their words alone.
func (l *lowerer) namesExports(n syntax.Ref) bool {
	text := l.text(n)
	of, _ := strings.CutSuffix(text, ".exports")
	return text == "exports" || text == "module.exports" || text != of && l.aliases[of]
}

// exporting tells an object whose properties are what the module exports: exports,
// and the function that is all of it.
func (l *lowerer) exporting(n syntax.Ref) bool {
	if l.isExports(n) {
		return true
	}
	name := l.text(n)
	return (l.whole != "" && name == l.whole || l.same[name]) && l.exports && l.t.Kind(n) == syntax.Name && l.scope.find(name) == nil && l.protos[name] == nil
}

func (l *lowerer) topStatement(c syntax.Ref, assigned map[string]bool) {
	t := l.t
	switch t.Kind(c) {
	case syntax.FuncDecl:
		name := l.text(t.First(c))
		l.tops[name] = true
	case syntax.ClassDecl:
		if name := l.text(t.First(c)); name != "" {
			l.tops[name], l.direct[name] = true, !assigned[name]
			if assigned[name] {
				l.globalVar(name)
			}
		}
	case syntax.VarDecl:
		for d := range t.Children(c) {
			l.topDeclarator(d, assigned)
		}
	case syntax.Enum, syntax.Namespace:
		name := l.text(t.First(c))
		l.tops[name] = true
		l.globalVar(name)
	case syntax.ImportEq:
		if spec, ok := l.required(t.Child(c, 1)); ok {
			l.bindImport(l.text(t.First(c)), l.module(spec), true)
		}
	case syntax.Import:
		l.imports(c)
	case syntax.ExportDecl, syntax.ExportDef:
		l.topStatement(t.First(c), assigned)
	case syntax.Block, syntax.If, syntax.For, syntax.ForIn, syntax.ForOf, syntax.While, syntax.DoWhile, syntax.Try, syntax.Catch, syntax.Switch, syntax.Case, syntax.Labeled:
		for inner := range t.Children(c) {
			if t.Kind(inner) != syntax.ClassDecl {
				l.topStatement(inner, assigned)
			}
		}
		if t.Kind(c) == syntax.Catch {
			l.topPattern(t.First(c))
		}
	}
}

func (l *lowerer) topDeclarator(d syntax.Ref, assigned map[string]bool) {
	t := l.t
	pattern, init := t.First(d), t.Child(d, 2)
	if l.isRequire(pattern, init) {
		l.bindRequire(pattern, init)
		return
	}
	if t.Kind(init) == syntax.Assign && l.namesExports(t.First(init)) && !assigned[l.text(pattern)] {
		l.same[l.text(pattern)] = true
	}
	if l.moduleAlias(init) {
		l.aliases[l.text(pattern)] = true
	}
	if name := l.text(pattern); t.Kind(pattern) == syntax.Name && l.directValue(init) && !assigned[name] && !l.tops[name] {
		l.direct[name] = true
		return
	}
	l.topPattern(pattern)
}

// directValue: a function or class that its constant name can stand for.
func (l *lowerer) directValue(n syntax.Ref) bool {
	k := l.t.Kind(n)
	return k == syntax.Arrow || k == syntax.FuncExpr || k == syntax.ClassExpr
}

func (l *lowerer) topPattern(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		l.tops[l.text(n)] = true
		l.globalVar(l.text(n))
	case syntax.Assign, syntax.Spread:
		l.topPattern(t.First(n))
	case syntax.Property:
		l.topPattern(t.Child(n, 1))
	case syntax.Object, syntax.Array:
		for c := range t.Children(n) {
			l.topPattern(c)
		}
	}
}

// reassigned collects the names that some assignment writes.
func (l *lowerer) reassigned(n syntax.Ref, out map[string]bool) {
	t := l.t
	for i := range t.Nodes {
		if k := t.Nodes[i].Kind; k == syntax.Assign || k == syntax.Update {
			if target := t.Nodes[i].First; t.Kind(target) == syntax.Name {
				out[t.Text(target)] = true
			}
		}
	}
}

// directDecl lowers "const f = () => …" and "const C = class …" at the top.
func (l *lowerer) directDecl(pattern, init syntax.Ref) {
	name := l.text(pattern)
	if l.t.Kind(init) == syntax.ClassExpr {
		l.classValue(init, name)
		return
	}
	if p := l.protos[name]; p != nil && p.decl == init {
		l.protoClass(p)
		return
	}
	f := l.newFunc(init, l.u.Module+"."+name)
	l.callsItself(init, f.Name)
	f.NameSpan = l.span(pattern)
	f.Span.Start = min(f.Span.Start, f.NameSpan.Start)
	l.function(init, f, init)
}

// isRequire recognises "x = require('y')" and "{x} = require('y')", ".z" behind it
// too.
func (l *lowerer) isRequire(pattern, init syntax.Ref) bool {
	t := l.t
	if t.Kind(init) == syntax.Member {
		if t.Kind(pattern) != syntax.Name {
			return false
		}
		init = t.First(init)
	}
	if _, ok := l.required(init); !ok {
		return false
	}
	if t.Kind(pattern) == syntax.Object {
		for p := range t.Children(pattern) {
			if t.Kind(p) != syntax.Property || l.keyName(p) == "" || t.Kind(t.Child(p, 1)) != syntax.Name {
				return false
			}
		}
		return true
	}
	return t.Kind(pattern) == syntax.Name
}

func (l *lowerer) bindRequire(pattern, init syntax.Ref) {
	t := l.t
	member := ""
	if t.Kind(init) == syntax.Member {
		member = "." + l.text(t.Child(init, 1))
		init = t.First(init)
	}
	spec, _ := l.required(init)
	module := l.module(spec)
	if t.Kind(pattern) == syntax.Name {
		l.bindImport(l.text(pattern), module+member, member == "")
		return
	}
	for p := range t.Children(pattern) {
		l.bindImport(l.text(t.Child(p, 1)), module+"."+l.keyName(p), false)
	}
}

// requireDecl tells that a declaration was bound as an import.
func (l *lowerer) requireDecl(pattern, init syntax.Ref) bool {
	if !l.isRequire(pattern, init) {
		return false
	}
	if l.scope.top {
		return true
	}
	return false
}

// imports binds what an import statement names.
func (l *lowerer) imports(n syntax.Ref) {
	t := l.t
	source := t.First(n)
	if t.Kind(source) != syntax.Str {
		return
	}
	module := l.module(t.StringValue(source))
	l.u.Imports["import "+module] = module
	for s := t.Next(source); s != 0; s = t.Next(s) {
		local := l.text(t.Child(s, 1))
		switch t.Op(s) {
		case syntax.ImportNamespace:
			l.bindImport(local, module, true)
		case syntax.ImportDefault:
			l.importDefault(local, module)
		default:
			imported := l.t.StringValue(t.First(s))
			if imported == "default" {
				l.importDefault(local, module)
				continue
			}
			l.bindImport(local, module+"."+imported, l.hasStub(module+"/"+imported))
			if l.hasStub(module + "/" + imported) { // import {promises} from "fs"
				l.bindImport(local, module+"/"+imported, true)
			}
		}
	}
}

// importDefault: a library's default export is what its name stands for.
func (l *lowerer) importDefault(local, module string) {
	if l.hasStub(module) || module[0] != '.' && module[0] != '@' {
		l.bindImport(local, module, true)
		return
	}
	l.bindImport(local, module+".default", false)
}

func (l *lowerer) moduleStatement(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.ExportDecl, syntax.ExportDef:
		if t.Kind(t.First(n)) != syntax.FuncDecl {
			l.exported(n, t.First(n))
		}
	case syntax.ExportSpecs:
		l.exportSpecs(n)
	case syntax.ExportAll:
		source := t.First(n)
		if t.Kind(source) != syntax.Str {
			return
		}
		module := l.module(t.StringValue(source))
		if name := t.Child(n, 1); t.Kind(name) != syntax.Absent {
			l.bindImport(t.StringValue(name), module, true)
			return
		}
		l.u.Imports["*"+module] = module
	case syntax.ExportEq:
		l.setExports(n, l.expr(t.First(n)))
	case syntax.ImportEq:
		if _, ok := l.required(t.Child(n, 1)); !ok {
			l.assign(t.First(n), l.expr(t.Child(n, 1)))
		}
	}
}

func (l *lowerer) setExports(n syntax.Ref, v ir.Reg) {
	l.globalVar("exports")
	in := l.at(ir.SetGlobal, n)
	in.A, in.Name = v, l.u.Module+".exports"
	l.emit(in)
}

// exported lowers "export declaration" and "export default value".
func (l *lowerer) exported(n, what syntax.Ref) {
	t := l.t
	byDefault := t.Kind(n) == syntax.ExportDef
	name := l.text(t.First(what))
	switch t.Kind(what) {
	case syntax.FuncDecl:
		if byDefault && name == "" {
			f := l.newFunc(what, l.u.Module+".default")
			l.function(what, f, what)
			return
		}
		l.functionDecl(what)
	case syntax.ClassDecl:
		if byDefault && name == "" {
			l.classValue(what, "default")
			return
		}
		l.classDecl(what)
	default:
		if !byDefault {
			l.statement(what)
			return
		}
		l.exportDefault(n, what)
		return
	}
	if byDefault {
		l.u.Imports["default"] = l.u.Module + "." + name
	}
}

func (l *lowerer) exportDefault(n, what syntax.Ref) {
	t := l.t
	if name := l.text(what); t.Kind(what) == syntax.Name && l.scope.find(name) == nil {
		l.u.Imports["default"] = l.qualified(name)
		return
	}
	if k := t.Kind(what); k == syntax.Arrow || k == syntax.FuncExpr {
		f := l.newFunc(what, l.u.Module+".default")
		l.callsItself(what, f.Name)
		l.function(what, f, what)
		return
	}
	if t.Kind(what) == syntax.ClassExpr {
		l.classValue(what, "default")
		return
	}
	v := l.named("default", what)
	l.globalVar("default")
	in := l.at(ir.SetGlobal, n)
	in.A, in.Name = v, l.u.Module+".default"
	l.emit(in)
}

func (l *lowerer) exportSpecs(n syntax.Ref) {
	t := l.t
	from := ""
	if source := t.First(n); t.Kind(source) == syntax.Str {
		from = l.module(t.StringValue(source))
	}
	for s := t.Next(t.First(n)); s != 0; s = t.Next(s) {
		local, name := t.StringValue(t.First(s)), t.StringValue(t.Child(s, 1))
		switch {
		case from != "":
			l.u.Imports[name] = from + "." + local
		case local != name:
			l.u.Imports[name] = l.qualified(local)
		}
	}
}

// isExports recognises "module.exports", and "exports" in CommonJS.
func (l *lowerer) isExports(n syntax.Ref) bool {
	t := l.t
	if !l.exports {
		return false
	}
	switch t.Kind(n) {
	case syntax.Name:
		return l.text(n) == "exports" && l.scope.find("exports") == nil
	case syntax.Member:
		of := l.text(t.First(n))
		return t.Kind(t.First(n)) == syntax.Name && (of == "module" || l.aliases[of]) && l.text(t.Child(n, 1)) == "exports" && l.scope.find(of) == nil
	}
	return false
}

// moduleAlias tells the value of a variable that is module where there is one:
// "typeof module == 'object' && module && !module.nodeType && module".
func (l *lowerer) moduleAlias(n syntax.Ref) bool {
	t := l.t
	if t.Kind(n) == syntax.Logical && t.Op(n) == syntax.And {
		last := t.Child(n, 1)
		return t.Kind(last) == syntax.Name && l.text(last) == "module" || l.moduleAlias(t.First(n))
	}
	return false
}

// exportWhole lowers "module.exports = f" where f is a function or class that its
// name stands for: the module is f then.
func (l *lowerer) exportWhole(value syntax.Ref) bool {
	t := l.t
	if !l.scope.top && (l.f != l.u.Init || t.Kind(value) != syntax.Name) {
		return false
	}
	if spec, ok := l.required(value); ok && l.scope.top && l.seen[l.u.Module+".exports"] == 0 {
		l.dropGlobal("exports")
		l.u.Imports["exports"] = l.noteModule(spec)
		return true
	}
	switch k := t.Kind(value); {
	case k == syntax.Name:
		name := l.text(value)
		if target, module, ok := l.imported(name); ok && module && l.scope.top {
			l.dropGlobal("exports")
			l.u.Imports["exports"] = target
			return true
		}
		if !l.isFunc(name) && !l.direct[name] {
			return false
		}
		l.dropGlobal("exports")
		l.u.Imports["exports"] = l.u.Module + "." + name
		return true
	case (k == syntax.FuncExpr || k == syntax.Arrow) && l.seen[l.u.Module+".exports"] == 0:
		l.dropGlobal("exports")
		f := l.newFunc(value, l.u.Module+".exports")
		l.callsItself(value, f.Name)
		l.function(value, f, value)
		return true
	case k == syntax.ClassExpr:
		l.dropGlobal("exports")
		name := l.text(t.First(value))
		q := l.classValue(value, "exports")
		_ = q
		if name != "" && name != "exports" {
			l.u.Imports["exports"] = l.u.Module + "." + name
		}
		return true
	}
	return false
}

// isFunc: a function statement of the module's body.
func (l *lowerer) isFunc(name string) bool {
	return l.seen[l.u.Module+"."+name] > 0 && l.isTop(name)
}

func (l *lowerer) dropGlobal(name string) {
	for i, g := range l.u.Globals {
		if g.Name == name {
			l.u.Globals = append(l.u.Globals[:i:i], l.u.Globals[i+1:]...)
			return
		}
	}
}

// exportNamed notes "f.name = function" where f is all that the module is, and the
// function one of the module's body.
func (l *lowerer) exportNamed(name, function string) {
	if name == l.whole || function == l.whole || !l.isFunc(function) && !l.direct[function] || name != function && l.isTop(name) {
		return
	}
	if name != function {
		l.u.Imports[name] = l.u.Module + "." + function
	}
	l.exportedFuncs = append(l.exportedFuncs, name)
}

// exportFunction lowers "exports.f = function": the function is "module.f" for
// those who import it, and a property of what is exported.
func (l *lowerer) exportFunction(target syntax.Ref, name string, value syntax.Ref) ir.Reg {
	of := l.t.First(target)
	f := l.newFunc(value, l.u.Module+"."+name)
	l.callsItself(value, f.Name)
	if f.Name == l.u.Module+"."+name {
		l.exportedFuncs = append(l.exportedFuncs, name)
	}
	captured := l.function(value, f, value)
	v := l.closure(value, f, captured)
	in := l.at(ir.SetField, target)
	in.B, in.Name = v, l.text(l.t.Child(target, 1))
	if in.A = ir.NoReg; name == in.Name {
		in.A = l.global(target, l.u.Module+".exports")
	} else {
		in.A = l.expr(of)
	}
	l.emit(in)
	return v
}
