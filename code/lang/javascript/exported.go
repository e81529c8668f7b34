package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// exportedFunc is the name of the function that gives a table of what an ECMAScript
// module exports, and of the functions that are properties of a CommonJS module's
// function. No program has it; a package's manifest calls it.
const exportedFunc = "<exported>"

// exportTable makes the function of that name.
func (l *lowerer) exportTable() {
	names, modules := l.exportNames()
	names = append(names, l.exportedFuncs...)
	if target := l.u.Imports["exports"]; target != "" && target[0] == '.' && len(names) == 0 && l.u.Imports["import "+target] != "" {
		modules = append(modules, target) // module.exports = require("./x")
	}
	if l.stub || len(names)+len(modules) == 0 && !l.exports {
		return
	}
	f := &ir.Func{Name: l.u.Module + "." + exportedFunc, Unit: l.u}
	none := ir.NoReg
	in := func(op ir.Op, name string) ir.Reg {
		dst := ir.Reg(len(f.RegNames))
		f.RegNames = append(f.RegNames, "")
		f.Body = append(f.Body, ir.Instr{Op: op, Dst: dst, A: none, B: none, C: none, Name: name})
		return dst
	}
	var entries []ir.Reg
	for _, module := range modules {
		entries = append(entries, none, in(ir.Call, module+"."+exportedFunc))
	}
	for _, name := range names {
		key := in(ir.Const, "")
		f.Body[len(f.Body)-1].A = ir.Reg(len(f.Consts))
		f.Consts = append(f.Consts, ir.Value{Kind: ir.Str, Str: name})
		entries = append(entries, key, in(ir.GetGlobal, l.u.Module+"."+name))
	}
	table := in(ir.Map, "")
	f.Body[len(f.Body)-1].Args = entries
	f.Body = append(f.Body, ir.Instr{Op: ir.Return, Dst: none, A: none, B: none, C: none, Args: []ir.Reg{table}})
	f.NumRegs, f.RegTypes = len(f.RegNames), make([]*ir.Type, len(f.RegNames))
	l.u.Funcs = append(l.u.Funcs, f)
}

// exportNames are the names that the module exports, in order, and the modules of
// the project all of whose names it exports too.
func (l *lowerer) exportNames() (names, modules []string) {
	t := l.t
	for c := range t.Children(t.Root) {
		switch t.Kind(c) {
		case syntax.ExportDef:
			names = append(names, "default")
		case syntax.ExportDecl:
			names = l.declaredNames(t.First(c), names)
		case syntax.ExportSpecs:
			for s := t.Next(t.First(c)); s != 0; s = t.Next(s) {
				names = append(names, t.StringValue(t.Child(s, 1)))
			}
		case syntax.ExportAll:
			if source := t.First(c); t.Kind(source) == syntax.Str && t.Kind(t.Child(c, 1)) == syntax.Absent {
				if m := l.module(t.StringValue(source)); m[0] == '.' {
					modules = append(modules, m)
				}
			}
		}
	}
	return names, modules
}

func (l *lowerer) declaredNames(n syntax.Ref, names []string) []string {
	t := l.t
	switch t.Kind(n) {
	case syntax.FuncDecl, syntax.ClassDecl:
		return append(names, l.text(t.First(n)))
	case syntax.VarDecl:
		for d := range t.Children(n) {
			if t.Kind(t.First(d)) == syntax.Name {
				names = append(names, l.text(t.First(d)))
			}
		}
	}
	return names
}
