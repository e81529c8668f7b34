package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A proto is a function of the module's body that programs use as a class: it has
// methods on its prototype, or inherits.
type proto struct {
	name string
	decl syntax.Ref // the FuncDecl, or the FuncExpr that is its value
	base string     // the class it inherits from, by name
	td   *ir.TypeDecl
}

// prototypes finds the functions at the module's top whose prototype is written to.
func (l *lowerer) prototypes() map[string]*proto {
	t := l.t
	funcs := map[string]syntax.Ref{}
	for c := range t.Children(t.Root) {
		switch t.Kind(c) {
		case syntax.FuncDecl:
			funcs[l.text(t.First(c))] = c
		case syntax.VarDecl:
			for d := range t.Children(c) {
				if t.Kind(t.Child(d, 2)) == syntax.FuncExpr && t.Kind(t.First(d)) == syntax.Name {
					funcs[l.text(t.First(d))] = t.Child(d, 2)
				}
			}
		}
	}
	out := map[string]*proto{}
	for name, decl := range funcs {
		if name != "" && name[0] >= 'A' && name[0] <= 'Z' && l.setsFields(t.Child(decl, 3)) {
			out[name] = &proto{name: name, decl: decl}
		}
	}
	note := func(name string) *proto {
		if decl, ok := funcs[name]; ok && out[name] == nil {
			out[name] = &proto{name: name, decl: decl}
		}
		return out[name]
	}
	for c := range t.Children(t.Root) {
		if t.Kind(c) != syntax.ExprStmt {
			continue
		}
		e := t.First(c)
		if t.Kind(e) == syntax.Assign {
			target := t.First(e)
			if t.Kind(target) == syntax.Member && l.text(t.Child(target, 1)) != "prototype" {
				target = t.First(target)
			}
			if name, ok := l.protoOf(target); ok {
				if p := note(name); p != nil && p.base == "" {
					p.base = l.inherited(t.Child(e, 1))
				}
			}
			continue
		}
		if args := t.Child(e, 1); t.Kind(e) == syntax.Call && l.calls(t.First(e), "inherits") {
			if p := note(l.text(t.First(args))); p != nil {
				p.base = l.text(t.Child(args, 1))
			}
		}
	}
	return out
}

// setsFields tells the body of a constructor: it stores functions in this.
func (l *lowerer) setsFields(body syntax.Ref) bool {
	t := l.t
	for s := range t.Children(body) {
		e := t.First(s)
		if t.Kind(s) == syntax.ExprStmt && t.Kind(e) == syntax.Assign && t.Kind(t.First(e)) == syntax.Member && t.Kind(t.First(t.First(e))) == syntax.This && l.isFunction(t.Child(e, 1)) {
			return true
		}
	}
	return false
}

// protoOf recognises "X.prototype".
func (l *lowerer) protoOf(n syntax.Ref) (string, bool) {
	t := l.t
	if t.Kind(n) != syntax.Member || l.text(t.Child(n, 1)) != "prototype" || t.Kind(t.First(n)) != syntax.Name {
		return "", false
	}
	return l.text(t.First(n)), true
}

func (l *lowerer) calls(callee syntax.Ref, name string) bool {
	if l.t.Kind(callee) == syntax.Member {
		callee = l.t.Child(callee, 1)
	}
	return l.text(callee) == name
}

// inherited reads "Object.create(Base.prototype)" and "new Base()".
func (l *lowerer) inherited(n syntax.Ref) string {
	t := l.t
	switch {
	case t.Kind(n) == syntax.New && t.Kind(t.First(n)) == syntax.Name:
		return l.text(t.First(n))
	case t.Kind(n) == syntax.Call && l.calls(t.First(n), "create"):
		if name, ok := l.protoOf(t.First(t.Child(n, 1))); ok {
			return name
		}
	}
	return ""
}

// protoClass makes a class of a function: the function is its constructor.
func (l *lowerer) protoClass(p *proto) {
	n := p.decl
	q := l.className(n, p.name)
	p.td = &ir.TypeDecl{Name: q, Unit: l.u, Kind: ir.Class, Span: l.span(n)}
	if p.base != "" {
		p.td.Bases = []*ir.Type{{Kind: ir.Named, Name: l.qualified(p.base)}}
	}
	l.u.Types = append(l.u.Types, p.td)
	outer := l.class
	l.class = q
	f := l.newFunc(n, q+".constructor")
	f.Class = q
	l.function(n, f, n)
	l.class = outer
}

// prototypeAssigned lowers "X.prototype.m = function" and "X.m = function" of such
// a class, and "X.prototype = {…}"; it is false for everything else.
func (l *lowerer) prototypeAssigned(target syntax.Ref) (string, bool) {
	t := l.t
	if !l.scope.top || len(l.protos) == 0 || t.Kind(target) != syntax.Member {
		return "", false
	}
	value := t.Next(target)
	if name, ok := l.protoOf(target); ok {
		p := l.protos[name]
		if p == nil || p.td == nil || t.Kind(value) != syntax.Object {
			return "", p != nil && p.td != nil && l.skipValue(value)
		}
		for m := range t.Children(value) {
			if fn := t.Child(m, 1); l.isFunction(fn) && l.keyName(m) != "constructor" {
				l.protoMethod(p, l.keyName(m), fn, false)
			}
		}
		return p.td.Name, true
	}
	if name, ok := l.protoOf(t.First(target)); ok {
		p := l.protos[name]
		if p == nil || p.td == nil || !l.isFunction(value) {
			return "", false
		}
		l.protoMethod(p, l.text(t.Child(target, 1)), value, false)
		return p.td.Name, true
	}
	if t.Kind(t.First(target)) == syntax.Name {
		p := l.protos[l.text(t.First(target))]
		if p != nil && p.td != nil && l.isFunction(value) {
			l.protoMethod(p, l.text(t.Child(target, 1)), value, true)
			return p.td.Name, true
		}
	}
	return "", false
}

func (l *lowerer) skipValue(syntax.Ref) bool { return false }

func (l *lowerer) isFunction(n syntax.Ref) bool {
	return l.t.Kind(n) == syntax.FuncExpr || l.t.Kind(n) == syntax.Arrow
}

func (l *lowerer) protoMethod(p *proto, name string, fn syntax.Ref, static bool) {
	if !simple(name) {
		return
	}
	f := l.newFunc(fn, p.td.Name+"."+name)
	f.Class = p.td.Name
	arrow := l.t.Kind(fn) == syntax.Arrow
	f.Static = arrow || static && !l.free[fn].this
	f.ClassM = static && !f.Static
	outer := l.class
	l.class = p.td.Name
	l.function(fn, f, fn)
	l.class = outer
	p.td.Methods = append(p.td.Methods, name)
}
