package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// What a handler depends on reads the request by its own signature: Depends(f) gets
// that of f, a function or a class of the same module; Depends() that of the class
// which the parameter is declared to be. Functions of other modules are called
// without arguments.

const depends = "fastapi.Depends"

// maxNeeds bounds how deep what something depends on is followed.
const maxNeeds = 4

// needed is the keyword argument for the signature of what a call of Depends names.
func (l *lowerer) needed(call syntax.Ref, callee string) (string, ir.Reg) {
	if callee != depends && callee != "fastapi.Security" || l.needs >= maxNeeds {
		return "", ir.NoReg
	}
	first := l.t.First(l.t.Child(call, 1))
	if l.t.Kind(first) != syntax.Name {
		return "", ir.NoReg
	}
	return l.signatureOf(call, l.text(first))
}

func (l *lowerer) signatureOf(n syntax.Ref, name string) (string, ir.Reg) {
	params, bound := l.paramsOf(name)
	if params == 0 {
		return "", ir.NoReg
	}
	l.needs++
	defer func() { l.needs-- }()
	return signatureKey, l.signature(params, bound)
}

// paramsOf finds the parameters of a function of the module, or of a class's
// constructor, whose first one is bound.
func (l *lowerer) paramsOf(name string) (params syntax.Ref, bound bool) {
	for n := range l.t.Children(l.t.Root) {
		if l.t.Kind(n) == syntax.Decorated {
			n = l.t.Last(n)
		}
		if l.text(l.t.First(n)) != name {
			continue
		}
		switch l.t.Kind(n) {
		case syntax.FunctionDef:
			params, bound = l.t.Child(n, 2), false
		case syntax.ClassDef:
			for m := range l.t.Children(l.t.Child(n, 3)) {
				if l.t.Kind(m) == syntax.FunctionDef && l.text(l.t.First(m)) == "__init__" {
					params, bound = l.t.Child(m, 2), true
				}
			}
		}
	}
	return params, bound
}

// dependsOn is a call of Depends without arguments, for a class of the module.
func (l *lowerer) dependsOn(call syntax.Ref, typ *ir.Type) (ir.Reg, bool) {
	if l.t.Kind(call) != syntax.Call || l.t.First(l.t.Child(call, 1)) != 0 || l.needs >= maxNeeds {
		return ir.NoReg, false
	}
	if name, _, ok := l.dotted(l.t.First(call)); !ok && l.global(l.text(l.t.First(call))) != depends || ok && name != depends {
		return ir.NoReg, false
	}
	name := typ.Base()
	key, signature := l.signatureOf(call, strings.TrimPrefix(name, l.u.Module+"."))
	if key == "" {
		return ir.NoReg, false
	}
	class := l.at(ir.GetGlobal, call)
	class.Name = name
	in := l.at(ir.Call, call)
	in.Name, in.Args = depends, l.list(l.do(class), signature)
	in.Aux = &ir.Aux{Keys: []string{key}}
	return l.do(in), true
}
