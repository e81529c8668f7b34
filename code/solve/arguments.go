package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Arguments are what a call passes, with spread lists and maps opened.
type arguments struct {
	pos    []*val
	rest   *val // further positional ones, of a spread list of unknown length
	names  []string
	kw     []*val
	kwRest *val // further keywords, of a spread map
	this   *val // the receiver, for functions that ask for one (JavaScript)
}

// from is the arguments of a call of a function that was found in an object.
func (a *arguments) from(v *val) *arguments {
	c := *a
	c.this = v
	return &c
}

func (a *arguments) all() []*val {
	out := append(append([]*val(nil), a.pos...), a.kw...)
	if a.rest != nil {
		out = append(out, a.rest)
	}
	if a.kwRest != nil {
		out = append(out, a.kwRest)
	}
	return out
}

// withRecv is the arguments with the receiver before them.
func (a *arguments) withRecv(v *val) *arguments {
	c := *a
	c.pos = append(append(make([]*val, 0, len(a.pos)+1), v), a.pos...)
	return &c
}

func (r *run) arguments(fr *frame, in *ir.Instr, st *state) *arguments {
	a := &arguments{}
	regs := in.Args
	if in.Flags&ir.FlagKwSpread != 0 && len(regs) > 0 {
		r.spreadKeywords(st, a, st.get(regs[len(regs)-1]))
		regs = regs[:len(regs)-1]
	}
	if in.Aux != nil && len(in.Aux.Keys) > 0 && len(in.Aux.Keys) <= len(regs) {
		n := len(regs) - len(in.Aux.Keys)
		for i, reg := range regs[n:] {
			a.names = append(a.names, in.Aux.Keys[i])
			a.kw = append(a.kw, r.passed(fr, in, st, reg))
		}
		regs = regs[:n]
	}
	a.pos = make([]*val, 0, len(regs)+1)
	for i, reg := range regs {
		v := r.passed(fr, in, st, reg)
		if i == len(regs)-1 && in.Flags&ir.FlagSpread != 0 {
			r.spreadPositional(st, in, a, v)
			break
		}
		if in.Flags&ir.FlagTuple != 0 && v.tuple && len(regs) == 1 {
			a.pos = append(a.pos, v.items...)
			break
		}
		a.pos = append(a.pos, v)
	}
	return a
}

// passed is an argument, refined, with the step that passes it.
func (r *run) passed(fr *frame, in *ir.Instr, st *state, reg ir.Reg) *val {
	v := refine(st.facts, st.get(reg))
	if v.labels != 0 && !fr.fn.Unit.Stub {
		v = v.traced(step(v.tr, v.labels, fr.fn, in.Span, "passed to "+shortName(in.Name)))
	}
	return v
}

func shortName(name string) string {
	if name == "" {
		return "a function value"
	}
	return lastName(name)
}

func (r *run) spreadPositional(st *state, in *ir.Instr, a *arguments, v *val) {
	known, any, exact := r.elements(st, in, v)
	for _, p := range known {
		a.pos = append(a.pos, orAny(p.val))
	}
	if !exact {
		a.rest = orAny(any.val)
	}
}

func (r *run) spreadKeywords(st *state, a *arguments, v *val) {
	v = r.through(st, refine(st.facts, v))
	if len(v.refs) != 1 {
		a.kwRest = orAny(r.element(st, nil, v, anyVal))
		return
	}
	o := r.object(st, v.refs[0].id)
	if o == nil || o.kind != aMap {
		a.kwRest = anyVal
		return
	}
	for i, n := range o.names {
		if len(n) > 2 && n[:2] == "s:" {
			a.names, a.kw = append(a.names, n[2:]), append(a.kw, o.vals[i])
		}
	}
	if o.rest != nil || o.lazy {
		a.kwRest = orAny(r.element(st, nil, v, anyVal))
	}
}

// bind fills a callee's parameters. Defaults run in the callee's frame.
func (r *run) bind(nf *frame, st *state, a *arguments) {
	used := make([]bool, len(a.names))
	next := 0
	for i := range nf.fn.Params {
		p := &nf.fn.Params[i]
		st.set(p.Reg, r.param(nf, st, p, a, &next, used))
	}
}

func (r *run) param(nf *frame, st *state, p *ir.Param, a *arguments, next *int, used []bool) *val {
	switch {
	case p.Variadic:
		return r.variadic(st, p, a, next)
	case p.KwVariadic:
		return r.kwVariadic(st, a, used)
	case !p.KwOnly && *next < len(a.pos):
		*next++
		return r.received(nf, p, a.pos[*next-1])
	}
	for i, n := range a.names {
		if n == p.Name {
			used[i] = true
			return r.received(nf, p, a.kw[i])
		}
	}
	var out *val
	if !p.KwOnly && a.rest != nil {
		out = a.rest
	} else if a.kwRest != nil {
		out = a.kwRest
	}
	if p.HasDefault {
		if r.exec(nf, p.Default, st) {
			out = join(out, orNil(st.regs[p.Reg]))
		}
		return out
	}
	if out == nil {
		if r.sem.PropertyKeys && nf.caller != nil && !nf.caller.ground {
			return nilVal
		}
		out = r.unknown(p.Type, question{})
	}
	return r.received(nf, p, out)
}

// received is an argument as the parameter sees it: a declared type tells what
// an otherwise unknown value is.
func (r *run) received(nf *frame, p *ir.Param, v *val) *val {
	if v.kind == value.Unknown && v.typ == nil && len(v.refs) == 0 && p.Type != nil && p.Type.Kind != ir.Any {
		v = r.cast(v, p.Type)
	}
	if v.labels != 0 && !nf.fn.Unit.Stub {
		v = v.traced(step(v.tr, v.labels, nf.fn, nf.fn.NameSpan, "parameter "+p.Name))
	}
	return v
}

// cast is an unknown value seen as one of a declared type.
func (r *run) cast(v *val, t *ir.Type) *val {
	if v.sym != 0 || v.labels != 0 {
		out := r.unknown(t, question{labels: v.labels, sym: v.sym, tr: v.tr})
		if out.kind&^(value.Int|value.Float) == 0 {
			return r.stillDrawn(v, out)
		}
		return out
	}
	c := r.unknown(t, question{})
	return c
}

func (r *run) variadic(st *state, p *ir.Param, a *arguments, next *int) *val {
	items := []*val{} // not nil: that none were given is known
	if *next < len(a.pos) {
		items = a.pos[*next:]
	}
	*next = len(a.pos)
	if a.rest == nil && r.sem.Overloads && len(items) == 1 && (items[0].tuple || items[0].kind&^value.Nil == value.List) {
		return items[0] // an array in place of the values
	}
	if a.rest == nil {
		return tupleVal(items)
	}
	o := &obj{kind: aList, items: items, rest: a.rest, typ: p.Type}
	if p.Type != nil && p.Type.Kind != ir.ListOf {
		o.typ = &ir.Type{Kind: ir.ListOf, Elem: p.Type}
	}
	return refVal(value.List, r.newObj(o))
}

func (r *run) kwVariadic(st *state, a *arguments, used []bool) *val {
	o := &obj{kind: aMap}
	for i, n := range a.names {
		if !used[i] {
			o = o.put("s:"+n, a.kw[i])
		}
	}
	if a.kwRest != nil {
		o = o.blur(anyVal, a.kwRest)
	}
	return refVal(value.Map, r.newObj(o))
}

// anyLabels is whose data the arguments hold themselves or within reach.
func (r *run) anyLabels(st *state, a *arguments) text.Labels {
	if len(r.labels) == 0 {
		return 0
	}
	var l text.Labels
	for _, v := range a.pos {
		m, _ := r.reach(st, v)
		l |= m
	}
	for _, v := range a.kw {
		m, _ := r.reach(st, v)
		l |= m
	}
	for _, v := range [...]*val{a.rest, a.kwRest} {
		if v != nil {
			m, _ := r.reach(st, v)
			l |= m
		}
	}
	return l
}
