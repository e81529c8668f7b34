package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/page"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A scope is a block: the variables it declares. Those of a module's top are
// globals and have no registers.
type scope struct {
	outer *scope
	top   bool // the module's body, and blocks in it
	fn    bool // a function's outermost
	vars  []variable
}

type variable struct {
	name string
	reg  ir.Reg
	cell bool
}

func (s *scope) find(name string) *variable {
	for ; s != nil; s = s.outer {
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].name == name {
				return &s.vars[i]
			}
		}
	}
	return nil
}

// declare makes a variable of the current block, in a cell when inner functions
// use it.
func (l *lowerer) declare(n syntax.Ref, name string) *variable {
	if name == "" {
		return nil
	}
	if l.scope.top {
		l.globalVar(name)
		return nil
	}
	for i := range l.scope.vars {
		if l.scope.vars[i].name == name {
			return &l.scope.vars[i]
		}
	}
	v := variable{name: name, reg: l.reg(name), cell: l.needs[name]}
	if v.cell {
		in := l.at(ir.Cell, n)
		in.Dst, in.A = v.reg, l.none(n)
		l.emit(in)
	}
	l.scope.vars = append(l.scope.vars, v)
	return &l.scope.vars[len(l.scope.vars)-1]
}

// load reads a name.
func (l *lowerer) load(n syntax.Ref, name string) ir.Reg {
	if v := l.scope.find(name); v != nil {
		return l.read(n, v)
	}
	switch name {
	case "undefined":
		return l.none(n)
	case "NaN", "Infinity":
		return l.constant(n, ir.Value{Kind: ir.Float, Float: 1e308})
	case "__filename":
		return l.str(n, "/srv/app/"+l.u.Path)
	case "__dirname":
		dir, _, _ := cutLast(l.u.Path, '/')
		return l.str(n, strings.TrimSuffix("/srv/app/"+dir, "/"))
	case "exports":
		if l.exports {
			return l.global(n, l.u.Module+".exports")
		}
	}
	return l.global(n, l.qualified(name))
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return "", s, false
}

func (l *lowerer) read(n syntax.Ref, v *variable) ir.Reg {
	if !v.cell {
		return v.reg
	}
	in := l.at(ir.Load, n)
	in.A = v.reg
	return l.do(in)
}

func (l *lowerer) global(n syntax.Ref, name string) ir.Reg {
	in := l.at(ir.GetGlobal, n)
	in.Name = name
	return l.do(in)
}

// qualified names what is no variable of a function.
func (l *lowerer) qualified(name string) string {
	if target, ok := l.u.Imports[name]; ok {
		return target
	}
	if l.isTop(name) {
		return l.u.Module + "." + name
	}
	if q, ok := l.selves[name]; ok {
		return q
	}
	if converters[name] {
		return "builtin.to_" + name
	}
	if l.shelljs && shellNames[name] {
		l.u.Imports["import shelljs"] = "shelljs"
		return "shelljs." + name
	}
	return "builtin." + name
}

// callsItself lets a function value at the top be found by its own name, which only
// it knows.
func (l *lowerer) callsItself(n syntax.Ref, q string) {
	name := l.text(l.t.First(n))
	if l.t.Kind(n) != syntax.FuncExpr || name == "" || l.selves[name] != "" {
		return
	}
	if l.selves == nil {
		l.selves = map[string]string{}
	}
	l.selves[name] = q
}

// shellNames are what require("shelljs/global") makes global.
var shellNames = map[string]bool{"exec": true, "cat": true, "rm": true, "cp": true, "mv": true, "mkdir": true, "test": true, "which": true, "cd": true, "pwd": true, "ls": true, "exit": true}

// converters are classes of the language that programs call to convert.
var converters = map[string]bool{"String": true, "Number": true, "Boolean": true, "Array": true, "Object": true, "BigInt": true, "Symbol": true}

// isTop: a name of this module's body.
func (l *lowerer) isTop(name string) bool { return l.tops[name] }

// store assigns to a name.
func (l *lowerer) store(n syntax.Ref, name string, v ir.Reg) {
	if name == "" {
		return
	}
	if x := l.scope.find(name); x != nil {
		l.write(n, x, v)
		return
	}
	in := l.at(ir.SetGlobal, n)
	in.A, in.Name = v, l.u.Module+"."+name
	if name == "exports" && l.exports {
		return // "exports = x" changes nothing but the name; "exports = module.exports = x" is the usual
	}
	if !l.isTop(name) {
		l.tops[name] = true
		l.globalVar(name)
	}
	l.emit(in)
}

func (l *lowerer) write(n syntax.Ref, x *variable, v ir.Reg) {
	if x.cell {
		in := l.at(ir.Store, n)
		in.A, in.B = x.reg, v
		l.emit(in)
		return
	}
	l.copyTo(x.reg, n, v)
}

// inScope runs body in a block of its own.
func (l *lowerer) inScope(body func()) {
	outer := l.scope
	l.scope = &scope{outer: outer, top: outer.top}
	body()
	l.scope = outer
}

// module is the module that a specifier names, as the program knows it.
func (l *lowerer) module(spec string) string {
	name := resolve(l.u.Module, l.index, spec)
	if l.stub || strings.HasPrefix(name, ".") || name == pageModel && page.Is(l.u.Path) {
		return name
	}
	name = lang.Outside(name)
	if l.hasStub(name) {
		return name
	}
	if name == "lodash-es" || name == "underscore" || name == "es-toolkit" || name == "es-toolkit/compat" || name == "radash" {
		return "lodash"
	}
	if part, ok := strings.CutPrefix(name, "lodash."); ok {
		return "lodash." + part
	}
	if dir, last, ok := cutLast(name, '/'); ok && l.hasStub(dir) {
		return dir + "." + last
	}
	return name
}

func (l *lowerer) hasStub(module string) bool {
	k, ok := l.known[module]
	if !ok {
		_, k = l.lang.stubFile(module)
		l.known[module] = k
	}
	return k
}

// bindImport binds a name to a module or a member of one.
func (l *lowerer) bindImport(local, target string, module bool) {
	if local == "" || target == "" {
		return
	}
	l.u.Imports[local] = target
	l.modules[local] = module
}

// imported is what a name of the file stands for, unless a variable hides it.
func (l *lowerer) imported(name string) (target string, module, ok bool) {
	if l.scope.find(name) != nil {
		return "", false, false
	}
	target, ok = l.u.Imports[name]
	return target, l.modules[name], ok
}
