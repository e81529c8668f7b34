package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// Some frameworks read a handler's signature by reflection to know what of a
// request it wants. The decorators of theirs that are called in a module which
// imports them get it as the keyword argument prunella_signature: a list of
// tuples (name, name of the declared type or "", give, default), where give(kind)
// is a source of that kind and of the parameter's declared type.

// reflecting lists the packages of such frameworks.
var reflecting = []string{"fastapi", "ninja", "typer"}

const signatureKey = "prunella_signature"

// reflects reports whether the file imports such a framework.
func (l *lowerer) reflects() bool {
	for _, target := range l.u.Imports {
		for _, p := range reflecting {
			if target == p || strings.HasPrefix(target, p+".") {
				return true
			}
		}
	}
	return false
}

// decorator lowers the expression of a decorator of a function with the given
// parameters.
func (l *lowerer) decorator(d, params syntax.Ref) ir.Reg {
	if params != 0 && l.t.Kind(d) == syntax.Call && l.t.Kind(l.t.First(d)) == syntax.Attribute && !isStubPath(l.u.Path) && l.reflects() {
		return l.callWith(d, signatureKey, l.signature(params, false))
	}
	return l.expr(d)
}

// signature lowers the list of a function's parameters; the first one may be bound.
func (l *lowerer) signature(params syntax.Ref, bound bool) ir.Reg {
	t := l.t
	var rows []ir.Reg
	for p := t.First(params); p != 0; p = t.Next(p) {
		if op := t.Op(p); op == syntax.ParamVarArgs || op == syntax.ParamKwArgs {
			continue
		}
		if bound && p == t.First(params) {
			continue
		}
		name := l.text(t.First(p))
		typ := l.typeOf(t.Child(p, 1))
		row := l.at(ir.List, p)
		row.Flags = ir.FlagTuple
		row.Args = l.list(l.str(p, name), l.str(p, kindOf(typ)), l.giver(p, name, typ), l.meant(t.Child(p, 1), t.Child(p, 2), typ))
		rows = append(rows, l.do(row))
	}
	in := l.at(ir.List, params)
	in.Args = l.list(rows...)
	return l.do(in)
}

// kindOf names a parameter's type; lists and dictionaries are what they are.
func kindOf(t *ir.Type) string {
	if t != nil && (t.Kind == ir.ListOf || t.Kind == ir.MapOf) {
		return "list or dict"
	}
	return t.Base()
}

// meant is the default of a parameter, or what stands for it in Annotated[T, …].
func (l *lowerer) meant(annotation, value syntax.Ref, typ *ir.Type) ir.Reg {
	t := l.t
	if r, ok := l.dependsOn(value, typ); ok {
		return r
	}
	if t.Kind(annotation) == syntax.Subscript && strings.HasSuffix(l.text(t.First(annotation)), "Annotated") {
		if meta := t.Last(t.Child(annotation, 1)); t.Kind(meta) == syntax.Call {
			return l.expr(meta)
		}
	}
	return l.expr(value)
}

// giver makes the function that gives a parameter's value.
func (l *lowerer) giver(p syntax.Ref, name string, typ *ir.Type) ir.Reg {
	f := l.newFuncNamed(p, "<give "+name+">")
	if typ == nil {
		typ = &ir.Type{Kind: ir.Named, Name: "str"}
	}
	f.Results = []*ir.Type{typ}
	l.in(p, f, func() {
		kind, called := l.reg("kind"), l.reg("name")
		f.Params = []ir.Param{{Name: "kind", Reg: kind}, {Name: "name", Reg: called}}
		f.Body = l.block(func() {
			in := l.at(ir.Return, p)
			in.Args = l.list(l.call(p, ir.IntrinsicSource, kind, called))
			l.emit(in)
		})
	})
	return l.closure(p, f, nil)
}
