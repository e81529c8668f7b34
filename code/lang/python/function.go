package python

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// decorated lowers a definition with decorators, applied from the last up.
func (l *lowerer) decorated(n syntax.Ref) {
	var decorators []syntax.Ref
	def := syntax.Ref(0)
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		if l.t.Next(c) == 0 {
			def = c
			break
		}
		decorators = append(decorators, c)
	}
	switch l.t.Kind(def) {
	case syntax.FunctionDef:
		l.functionDef(def, decorators)
	case syntax.ClassDef:
		l.classDef(def, decorators)
	default:
		l.unknown(n)
	}
}

// functionDef lowers a def. At the top of a module or class the function is
// found by its name; elsewhere, or decorated, it is a value that is assigned.
func (l *lowerer) functionDef(n syntax.Ref, decorators []syntax.Ref) {
	nameNode := l.t.First(n)
	name := l.text(nameNode)
	if l.isOverload(decorators) {
		return
	}
	f := l.newFunc(n, name+l.accessor(decorators))
	decorators = l.builtinDecorators(f, decorators)
	l.earlyDefaults(l.t.Child(n, 2))
	captured := l.function(n, f)
	if f.Name == l.qualify(name+".setter") || f.Name == l.qualify(name+".deleter") {
		return // a property's other half: the name stays the getter's
	}
	byName := (l.inBody || l.scope.parent == nil) && f.Name == l.qualify(name) && len(captured) == 0
	if len(decorators) == 0 && byName {
		if l.inBody {
			delete(l.fields, name)
		}
		return
	}
	v := l.closure(n, f, captured)
	l.store(nameNode, name, l.decorate(v, decorators, l.t.Child(n, 2)))
}

// decorate calls the decorators on v, the last one first.
func (l *lowerer) decorate(v ir.Reg, decorators []syntax.Ref, params syntax.Ref) ir.Reg {
	for i := len(decorators) - 1; i >= 0; i-- {
		d := decorators[i]
		in := l.at(ir.Call, d)
		in.Flags = ir.FlagDecorator
		in.A, in.Args = l.decorator(d, params), l.list(v)
		v = l.do(in)
	}
	return v
}

// isOverload recognises declarations for type checkers: nothing of them is left
// when the program runs.
func (l *lowerer) isOverload(decorators []syntax.Ref) bool {
	for _, d := range decorators {
		if t := l.text(d); t == "overload" || t == "typing.overload" {
			return true
		}
	}
	return false
}

// accessor is ".setter" or ".deleter" for such a part of a property.
func (l *lowerer) accessor(decorators []syntax.Ref) string {
	for _, d := range decorators {
		if l.t.Kind(d) != syntax.Attribute {
			continue
		}
		switch attr := l.text(l.t.Child(d, 1)); attr {
		case "setter", "deleter":
			return "." + attr
		}
	}
	return ""
}

// builtinDecorators marks what Python itself knows and returns the others.
func (l *lowerer) builtinDecorators(f *ir.Func, decorators []syntax.Ref) []syntax.Ref {
	var rest []syntax.Ref
	for _, d := range decorators {
		switch l.text(d) {
		case "staticmethod":
			f.Static = true
		case "classmethod":
			f.ClassM = true
		case "property", "cached_property", "functools.cached_property":
			f.Property = true
		case "abstractmethod", "abc.abstractmethod", "override", "typing.override", "final", "typing.final":
		default:
			if l.accessor([]syntax.Ref{d}) != "" {
				continue
			}
			rest = append(rest, d)
		}
	}
	return rest
}

// qualify names what is defined here.
func (l *lowerer) qualify(name string) string {
	switch {
	case l.inBody:
		return l.class + "." + name
	case l.scope.parent == nil:
		return l.u.Module + "." + name
	}
	return l.f.Name + ".<" + name + ">"
}

// newFunc starts a function; a second one of the same name gets a number.
func (l *lowerer) newFunc(n syntax.Ref, name string) *ir.Func {
	q := l.qualify(name)
	if k := l.seen[q]; k > 0 {
		l.seen[q]++
		q += "#" + strconv.Itoa(k+1)
	} else {
		l.seen[q] = 1
	}
	f := &ir.Func{Name: q, Unit: l.u, Span: l.span(n), NameSpan: l.span(l.t.First(n))}
	if l.inBody {
		f.Class = l.class
	}
	l.u.Funcs = append(l.u.Funcs, f)
	return f
}

// function lowers parameters and body into f; it returns the names captured.
func (l *lowerer) function(n syntax.Ref, f *ir.Func) []string {
	t := l.t
	f.Async = t.Has(n, syntax.Async)
	body := t.Child(n, 4)
	if r := l.typeOf(t.Child(n, 3)); r != nil {
		f.Results = []*ir.Type{r}
	}
	f.NoBody = l.isPlaceholder(body)
	return l.in(n, f, func() {
		l.params(t.Child(n, 2), f)
		f.Body = l.block(func() {
			l.cellParams(t.Child(n, 2))
			l.statements(body)
		})
	})
}

// isPlaceholder reports a body of "..." alone: a stub's declaration.
func (l *lowerer) isPlaceholder(body syntax.Ref) bool {
	first := l.t.First(body)
	return first != 0 && l.t.Next(first) == 0 && l.t.Kind(first) == syntax.ExprStmt && l.t.Kind(l.t.First(first)) == syntax.Ellipsis
}

// in runs lower with f as the function being written.
func (l *lowerer) in(n syntax.Ref, f *ir.Func, lower func()) []string {
	s := l.scopes[n]
	if s == nil {
		s = newScope(l.scope)
	}
	outer := l.frame
	l.frame = &frame{f: f, scope: s, class: outer.class, self: ir.NoReg, outer: outer}
	lower()
	for _, name := range s.free {
		f.Captures = append(f.Captures, l.variable(name))
	}
	f.Gen = s.gen
	l.finish(f)
	l.frame = outer
	return s.free
}

// finish counts the registers.
func (l *lowerer) finish(f *ir.Func) {
	f.NumRegs = len(f.RegNames)
	f.RegTypes = append(f.RegTypes, make([]*ir.Type, f.NumRegs-len(f.RegTypes))...)
}

// params declares the parameters; they take the first registers.
func (l *lowerer) params(n syntax.Ref, f *ir.Func) {
	t := l.t
	i := 0
	for p := t.First(n); p != 0; p = t.Next(p) {
		name := l.text(t.First(p))
		par := ir.Param{Name: name, Reg: l.reg(name), Type: l.typeOf(t.Child(p, 1))}
		if par.Type == nil && i < 2 {
			par.Type = l.view(name)
		}
		switch t.Op(p) {
		case syntax.ParamVarArgs:
			par.Variadic = true
		case syntax.ParamKwArgs:
			par.KwVariadic = true
		case syntax.ParamKwOnly:
			par.KwOnly = true
		}
		if i == 0 && f.Class != "" && !f.Static {
			f.Recv = true
			l.self = par.Reg
			if par.Type == nil && !f.ClassM {
				par.Type = &ir.Type{Kind: ir.Named, Name: f.Class}
			}
		}
		l.typed(par.Reg, par.Type)
		if !l.scope.has(name, cell) {
			l.scope.know(name).reg = par.Reg
		}
		f.Params = append(f.Params, par)
		i++
	}
	l.defaults(n, f)
}

// view is the type of the parameter that views take by custom, in files that use a
// framework which calls them with it: nobody else says what it is.
func (l *lowerer) view(name string) *ir.Type {
	if name != "request" || isStubPath(l.u.Path) {
		return nil
	}
	for _, target := range l.u.Imports {
		if root, _, _ := strings.Cut(target, "."); root == "django" || root == "rest_framework" {
			return &ir.Type{Kind: ir.Named, Name: "django.http.HttpRequest"}
		}
	}
	return nil
}

// defaults lowers what parameters are when the caller gives nothing. What names
// nothing but the module's or the class's things is computed in the function;
// the rest was computed by [lowerer.earlyDefaults].
func (l *lowerer) defaults(n syntax.Ref, f *ir.Func) {
	i := -1
	for p := l.t.First(n); p != 0; p = l.t.Next(p) {
		i++
		d := l.t.Child(p, 2)
		if l.t.Kind(d) == syntax.Absent {
			continue
		}
		par := &f.Params[i]
		par.HasDefault = true
		if name := defaultName(d); l.scope.has(name, outside) {
			par.Default = l.block(func() { l.copyTo(par.Reg, d, l.load(d, name)) })
			continue
		}
		inner := l.frame
		l.frame = &frame{f: f, scope: l.top, self: ir.NoReg, outer: inner.outer, attrs: inner.outer.inBody}
		par.Default = l.block(func() { l.copyTo(par.Reg, d, l.expr(d)) })
		l.frame = inner
	}
}

// earlyDefaults computes the defaults that name variables of the function around
// a definition, where the definition stands.
func (l *lowerer) earlyDefaults(params syntax.Ref) {
	for p := l.t.First(params); p != 0; p = l.t.Next(p) {
		d := l.t.Child(p, 2)
		if name := defaultName(d); l.scope.has(name, local) {
			l.storeLocal(d, name, l.expr(d))
		}
	}
}

// defaultName is the hidden variable that a default is kept in; no program can
// write its name.
func defaultName(n syntax.Ref) string { return "default#" + strconv.Itoa(int(n)) }

// cellParams moves parameters that inner functions use, and makes the cells of
// the other such variables.
func (l *lowerer) cellParams(params syntax.Ref) {
	for i := range l.scope.names {
		b := &l.scope.names[i]
		if b.is&cell == 0 {
			continue
		}
		in := l.at(ir.Cell, params)
		for _, p := range l.f.Params {
			if p.Name == b.name {
				in.A = p.Reg
			}
		}
		in.Dst = l.variable(b.name)
		l.emit(in)
	}
}

// closure makes a function value; captured names are passed as their cells.
func (l *lowerer) closure(n syntax.Ref, f *ir.Func, captured []string) ir.Reg {
	in := l.at(ir.MakeFunc, n)
	in.Aux = &ir.Aux{Fn: f}
	var cells []ir.Reg
	for _, name := range captured {
		cells = append(cells, l.variable(name))
	}
	in.Args = l.list(cells...)
	return l.do(in)
}

func (l *lowerer) lambda(n syntax.Ref) ir.Reg {
	line, _ := lineOf(l.u.Lines, l.span(n).Start)
	f := l.newFuncNamed(n, "<lambda:"+strconv.Itoa(line)+">")
	t := l.t
	l.earlyDefaults(t.First(n))
	captured := l.in(n, f, func() {
		l.params(t.First(n), f)
		f.Body = l.block(func() {
			l.cellParams(t.First(n))
			in := l.at(ir.Return, t.Child(n, 1))
			in.Args = l.list(l.expr(t.Child(n, 1)))
			l.emit(in)
		})
	})
	return l.closure(n, f, captured)
}

func (l *lowerer) newFuncNamed(n syntax.Ref, name string) *ir.Func {
	q := l.f.Name + "." + name
	if k := l.seen[q]; k > 0 {
		l.seen[q]++
		q += "#" + strconv.Itoa(k+1)
	} else {
		l.seen[q] = 1
	}
	f := &ir.Func{Name: q, Unit: l.u, Span: l.span(n), NameSpan: l.span(n)}
	l.u.Funcs = append(l.u.Funcs, f)
	return f
}

// lineOf finds the line and column, from 1, of a byte offset.
func lineOf(lines []uint32, at uint32) (line, col int) {
	lo, hi := 0, len(lines)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; lines[mid] <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + 1, int(at-lines[lo]) + 1
}
