package javascript

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// functionDecl lowers a function statement. At the top of a module the function is
// found by its name; elsewhere it is a value that is assigned.
func (l *lowerer) functionDecl(n syntax.Ref) {
	t := l.t
	name := l.text(t.First(n))
	if t.Kind(t.Child(n, 3)) == syntax.Absent && !l.stub || name == "" {
		return // an overload
	}
	if l.scope.top {
		if p := l.protos[name]; p != nil && p.decl == n {
			l.protoClass(p)
			return
		}
		f := l.newFunc(n, l.u.Module+"."+name)
		l.function(n, f, n)
		if f.Name != l.u.Module+"."+name { // a second one of the name
			l.storeClosure(n, name, f, nil)
		}
		return
	}
	f := l.newFunc(n, l.f.Name+".<"+name+">")
	captured := l.function(n, f, n)
	l.storeClosure(n, name, f, captured)
}

func (l *lowerer) storeClosure(n syntax.Ref, name string, f *ir.Func, captured []ir.Reg) {
	l.store(n, name, l.closure(n, f, captured))
}

// funcExpr lowers a function that is a value.
func (l *lowerer) funcExpr(n syntax.Ref) ir.Reg {
	name := l.taken()
	if own := l.text(l.t.First(n)); own != "" {
		name = own
	}
	if !simple(name) {
		line, _ := lineOf(l.u.Lines, l.span(n).Start)
		name = "lambda:" + strconv.Itoa(line)
	}
	f := l.newFunc(n, l.f.Name+".<"+name+">")
	self := l.text(l.t.First(n))
	if self == "" || !uses(l.free[n].names, self) {
		return l.closure(n, f, l.function(n, f, n))
	}
	// the function calls itself by its name: a variable around it
	outer := l.scope
	v := variable{name: self, reg: l.reg(""), cell: true}
	l.scope = &scope{outer: outer, vars: []variable{v}}
	in := l.at(ir.Cell, n)
	in.Dst, in.A = v.reg, l.none(n)
	l.emit(in)
	captured := l.function(n, f, n)
	r := l.closure(n, f, captured)
	l.write(n, &v, r)
	l.scope = outer
	return r
}

func uses(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// simple tells a name that can be part of a qualified one.
func simple(name string) bool {
	return name != "" && len(name) < 80 && !strings.ContainsAny(name, ".<>/ \n")
}

// newFunc starts a function; a second one of the same name gets a number.
func (l *lowerer) newFunc(n syntax.Ref, q string) *ir.Func {
	if k := l.seen[q]; k > 0 {
		l.seen[q]++
		q += "#" + strconv.Itoa(k+1)
	} else {
		l.seen[q] = 1
	}
	f := &ir.Func{Name: q, Unit: l.u, Span: l.span(n), NameSpan: l.span(n)}
	if name := l.t.First(n); l.t.Kind(name) == syntax.Name {
		f.NameSpan = l.span(name)
	} else if f.NameSpan.End > f.NameSpan.Start {
		f.NameSpan.End = max(f.NameSpan.Start, l.t.Nodes[l.t.Child(n, 1)].End)
	}
	l.u.Funcs = append(l.u.Funcs, f)
	return f
}

// function lowers parameters and body of n into f; it returns the cells that the
// closure captures. holder is the node whose free names count: n itself, or the
// class of a constructor.
func (l *lowerer) function(n syntax.Ref, f *ir.Func, holder syntax.Ref) []ir.Reg {
	return l.functionWith(n, f, holder, nil)
}

// functionWith runs first in the function, before its own code.
func (l *lowerer) functionWith(n syntax.Ref, f *ir.Func, holder syntax.Ref, first func()) []ir.Reg {
	t := l.t
	fr := l.free[n]
	needs := fr.inner
	names := fr.names
	if holder != n {
		needs, names = union(needs, l.free[holder].inner), append(append([]string(nil), names...), l.free[holder].names...)
	}
	outer := l.frame
	l.frame = &frame{f: f, scope: &scope{fn: true}, needs: needs, class: outer.class, this: ir.NoReg, outer: outer}
	arrow := t.Kind(n) == syntax.Arrow
	f.Async, f.Gen = t.Has(n, syntax.Async), fr.yield && !arrow
	l.later = f.Async || strings.HasPrefix(strings.TrimLeft(l.text(t.Child(n, 2)), ": "), "Promise<")
	if r := l.typeOfText(t.Child(n, 2)); r != nil {
		f.Results = []*ir.Type{r}
	}
	if !arrow && !f.Static && (fr.this || f.Class != "" || holder != n) {
		l.receiver(f)
	}
	patterns, defaults := l.params(t.Child(n, 1), f)
	rest := ir.NoReg
	if fr.args && !arrow {
		rest = l.hiddenRest(f)
	}
	captured := l.captures(outer, names, f)
	defaults()
	body := t.Child(n, 3)
	f.NoBody = l.stub && t.Kind(body) == syntax.Absent
	f.Body = l.block(func() {
		l.cellParams(n)
		if fr.args && !arrow {
			l.argumentsList(n, rest)
		}
		for _, p := range patterns {
			l.declarePattern(p.pattern)
			l.assign(p.pattern, p.reg)
		}
		if first != nil {
			first()
		}
		l.body(body)
	})
	l.finish(f)
	noteTexts(f)
	l.frame = outer
	return captured
}

func union(a, b map[string]bool) map[string]bool {
	if len(b) == 0 {
		return a
	}
	out := make(map[string]bool, len(a)+len(b))
	for k := range a {
		out[k] = true
	}
	for k := range b {
		out[k] = true
	}
	return out
}

func (l *lowerer) body(body syntax.Ref) {
	switch l.t.Kind(body) {
	case syntax.Block:
		for c := range l.t.Children(body) {
			l.hoist(c)
		}
		l.statements(l.t.First(body))
	case syntax.Absent:
	default: // x => x + 1
		in := l.at(ir.Return, body)
		if l.later {
			l.waits(body)
		}
		in.Args = l.list(l.expr(body))
		l.emit(in)
	}
}

// receiver declares this as the first parameter.
func (l *lowerer) receiver(f *ir.Func) {
	f.Recv = true
	p := ir.Param{Name: "this", Reg: l.reg("this")}
	if f.Class != "" && !f.ClassM {
		p.Type = &ir.Type{Kind: ir.Named, Name: f.Class}
		l.typed(p.Reg, p.Type)
	}
	f.Params = append(f.Params, p)
	l.this = p.Reg
	l.scope.vars = append(l.scope.vars, variable{name: "this", reg: p.Reg})
}

// A taker is a parameter that is a pattern, and the register it arrives in.
type taker struct {
	pattern syntax.Ref
	reg     ir.Reg
}

// params declares the parameters; they take the first registers. lower computes
// their defaults, once the captured variables are known.
func (l *lowerer) params(n syntax.Ref, f *ir.Func) (patterns []taker, lower func()) {
	t := l.t
	type late struct {
		param int
		value syntax.Ref
	}
	var defaults []late
	for p := range t.Children(n) {
		if t.Kind(p) != syntax.Param {
			continue
		}
		pattern := t.First(p)
		name := ""
		if t.Kind(pattern) == syntax.Name {
			name = l.text(pattern)
		}
		if name == "this" { // TypeScript's declaration of what this is
			continue
		}
		par := ir.Param{Name: name, Reg: l.reg(name), Type: l.typeOfText(t.Child(p, 1)), Variadic: t.Has(p, syntax.Rest)}
		if par.Variadic && par.Type != nil && par.Type.Kind == ir.ListOf {
			par.Type = par.Type.Elem
		}
		if !par.Variadic {
			l.typed(par.Reg, par.Type)
		}
		if value := t.Child(p, 2); t.Kind(value) != syntax.Absent && t.Kind(value) != syntax.Decorator {
			par.HasDefault = true
			defaults = append(defaults, late{len(f.Params), value})
		}
		f.Params = append(f.Params, par)
		if name != "" {
			l.scope.vars = append(l.scope.vars, variable{name: name, reg: par.Reg})
		} else {
			patterns = append(patterns, taker{pattern, par.Reg})
		}
	}
	l.handlerTypes(f)
	return patterns, func() {
		for _, d := range defaults {
			reg := f.Params[d.param].Reg
			f.Params[d.param].Default = l.block(func() { l.copyTo(reg, d.value, l.expr(d.value)) })
		}
	}
}

// handlerTypes gives the parameters of request handlers their types where nobody says
// them: by what everybody calls them, in the order in which servers pass them.
func (l *lowerer) handlerTypes(f *ir.Func) {
	if l.stub || len(f.Params) == 0 {
		return
	}
	ps := f.Params
	if f.Recv {
		ps = ps[1:]
	}
	if len(ps) > 2 && (ps[0].Name == "err" || ps[0].Name == "error") {
		ps = ps[1:]
	}
	want := handlerParams(ps)
	for i, name := range want {
		if ps[i].Type == nil && !ps[i].HasDefault && !ps[i].Variadic {
			module, _, _ := strings.Cut(name, ".")
			l.u.Imports["import "+module] = module
			ps[i].Type = &ir.Type{Kind: ir.Named, Name: name}
			l.typed(ps[i].Reg, ps[i].Type)
		}
	}
}

// handlerParams are the types of (req, res, …) and (ctx, next).
func handlerParams(ps []ir.Param) []string {
	if len(ps) < 2 {
		return nil
	}
	switch a, b := ps[0].Name, ps[1].Name; {
	case (a == "req" || a == "request") && (b == "res" || b == "response" || b == "resp"):
		return []string{"express.Request", "express.Response"}
	case (a == "ctx" || a == "context") && b == "next" && len(ps) == 2:
		return []string{"koa.Context"}
	}
	return nil
}

// hiddenRest takes what is passed beyond the parameters, for arguments.
func (l *lowerer) hiddenRest(f *ir.Func) ir.Reg {
	for _, p := range f.Params {
		if p.Variadic {
			return p.Reg
		}
	}
	r := l.reg("")
	f.Params = append(f.Params, ir.Param{Name: "arguments", Reg: r, Variadic: true})
	return r
}

// captures registers the variables of the function around that n uses.
func (l *lowerer) captures(outer *frame, names []string, f *ir.Func) []ir.Reg {
	var cells []ir.Reg
	done := map[string]bool{}
	for _, name := range names {
		if done[name] {
			continue
		}
		done[name] = true
		v := outer.scope.find(name)
		if v == nil || l.scope.find(name) != nil {
			continue
		}
		if !v.cell {
			continue // a parameter's default: its variable is not in a cell yet
		}
		r := l.reg(name)
		l.scope.vars = append(l.scope.vars, variable{name: name, reg: r, cell: true})
		f.Captures = append(f.Captures, r)
		cells = append(cells, v.reg)
	}
	return cells
}

// cellParams moves parameters that inner functions use into cells.
func (l *lowerer) cellParams(n syntax.Ref) {
	for i := range l.scope.vars {
		v := &l.scope.vars[i]
		if v.cell || !l.needs[v.name] {
			continue
		}
		in := l.at(ir.Cell, n)
		in.A = v.reg
		v.reg, v.cell = l.reg(v.name), true
		in.Dst = v.reg
		l.emit(in)
	}
}

// argumentsList makes the list that arguments is.
func (l *lowerer) argumentsList(n syntax.Ref, rest ir.Reg) {
	in := l.at(ir.List, n)
	var args []ir.Reg
	var spread []bool
	for _, p := range l.f.Params {
		if p.Reg == l.this || p.Reg == rest {
			continue
		}
		args, spread = append(args, p.Reg), append(spread, false)
	}
	in.Flags, in.Args = ir.FlagSpread, l.list(append(args, rest)...)
	in.Aux = &ir.Aux{Spread: append(spread, true)}
	r := l.do(in)
	l.declare(n, "arguments")
	l.store(n, "arguments", r)
}

// closure makes a function value.
func (l *lowerer) closure(n syntax.Ref, f *ir.Func, captured []ir.Reg) ir.Reg {
	in := l.at(ir.MakeFunc, n)
	in.Aux = &ir.Aux{Fn: f}
	in.Args = l.list(captured...)
	return l.do(in)
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
