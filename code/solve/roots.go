package solve

import (
	"slices"
	"sort"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/value"
)

// A root is where execution begins: the module bodies, a main function, an
// entry, or a function that nothing reached.
type root struct {
	inits   []*ir.Func // run one after the other
	fn0     *ir.Func   // or one function with unknown arguments
	handler *val       // or an entry's handler
	args    []*val
	entry   *Entry
	labels  []Source // an entry's, when they differ from those of the run it comes from
	heap    heap
	facts   *facts
	again   bool // though others reached it
	from    *run // whose objects, names and labels it starts from
}

// fn is the function that stands for the root in reports.
func (t *root) fn() *ir.Func {
	switch {
	case t == nil:
		return nil
	case t.fn0 != nil:
		return t.fn0
	case t.entry != nil && t.entry.Handler != nil:
		return t.entry.Handler
	case len(t.inits) > 0:
		return t.inits[0]
	}
	return nil
}

// liveIn is whose data can meet a sink that watches it in what a root may reach: data
// that it asks for, or that a model gives to parameters of its types. A handler may be
// wrapped, so for an entry all that is live in the program is.
func (a *analysis) liveIn(t *root) reach {
	info := a.g.of[t.fn0]
	if t.fn0 == nil || info == nil {
		return a.watched.live
	}
	all := info.reach
	if t.fn0.Class != "" && a.sem.Constructor != "" {
		if f := a.p.Method(t.fn0.Class, a.sem.Constructor); f != nil && a.g.of[f] != nil {
			all |= a.g.of[f].reach
		}
	}
	if a.offered(t.fn0) {
		all |= a.watched.source(callerKind)
	}
	return meeting(all|a.g.given) & a.watched.live
}

// setup is the function by itself that stands at the beginning of the root.
func (t *root) setup() *ir.Func {
	switch {
	case t == nil:
		return nil
	case t.entry != nil:
		return t.entry.By
	}
	return t.fn0
}

// modulesOf are the units an import names: the module, or the one its member is
// in.
func modulesOf(p *link.Program, name string) []*ir.Unit {
	if d := p.Type(name); d != nil && d.Unit != nil && p.Lang.Semantics().Overloads { // packages of many files: the type's own
		return []*ir.Unit{d.Unit}
	}
	for name != "" {
		if us := p.Module(name); len(us) > 0 {
			return us
		}
		i := len(name) - len(lastName(name)) - 1
		if i <= 0 {
			return nil
		}
		name = name[:i]
	}
	return nil
}

// mains are the functions that the system starts.
func mains(p *link.Program) []*ir.Func {
	var out []*ir.Func
	for _, u := range p.Units {
		if u.Stub || u.Test {
			continue
		}
		for _, f := range u.Funcs {
			if f.Class == "" && (f.Name == u.Module+".main" || f.Name == u.Module+".init") && len(f.Params) == 0 {
				out = append(out, f)
			}
		}
	}
	return out
}

// left lists the project functions with a sink in reach that no run entered;
// top keeps those that nothing calls by name.
func (a *analysis) left(reached map[*ir.Func]bool, top bool) []*ir.Func {
	var out []*ir.Func
	for _, in := range a.g.infos {
		f := in.fn
		if f.Unit.Stub || f.Unit.Test || reached[f] || !in.worth() && !a.hasOffer(in) || f == f.Unit.Init {
			continue
		}
		if top && in.called {
			continue
		}
		out = append(out, f)
	}
	sort.SliceStable(out, func(i, j int) bool { return a.g.of[out[i]].index < a.g.of[out[j]].index })
	return out
}

// worth tells whether executing a function nobody called may show something: a
// source that may meet a sink, a sink that judges constants, an entry.
func (f *funcInfo) worth() bool {
	return f.says || f.ends || f.reach&(toValue|toEntry) != 0 || meeting(f.reach) != 0
}

// perInstr is what each instruction of a root's own needs at least: what it calls of
// the library. A function so long that rootWork cannot be enough gets more.
const perInstr = 16

// guarded is run, but that a fault of the engine's own ends one root and not all.
func (a *analysis) guarded(t *root, budget int64) (r *run) {
	defer func() {
		if fault := recover(); fault != nil {
			r = newRun(a, t, 0)
			r.end, r.notes = t.heap, []Note{Fault(t.fn(), fault)}
		}
	}()
	return a.run(t, budget)
}

// run executes one root.
func (a *analysis) run(t *root, budget int64) *run {
	if own := a.g.of[t.fn()]; own != nil { // a long function, told to the end
		budget += max(0, perInstr*int64(own.size)-rootWork)
	}
	r := newRun(a, t, budget)
	st := &state{heap: t.heap, facts: t.facts}
	switch {
	case t.inits != nil:
		r.runInits(st, budget)
	case t.fn0 != nil:
		if r.died = !r.runFunc(st, t.fn0); r.died && r.hasLost {
			st.heap, r.died = r.lost, false
		}
	case t.handler != nil:
		fr := r.rootFrame(nil)
		in := &ir.Instr{Op: ir.Call, Dst: ir.NoReg, A: ir.NoReg, Span: t.entry.At.Span, Name: "handler"}
		r.callValue(fr, in, st, t.handler, &arguments{pos: t.args})
	}
	r.end = st.heap
	if r.exhausted {
		r.partial(t.fn())
	}
	return r
}

// partial notes that a root, or one of the module bodies, used up its share.
func (r *run) partial(f *ir.Func) {
	if f != nil {
		r.notes = append(r.notes, Note{Unit: f.Unit, Span: f.NameSpan, Text: "work budget used up in " + f.Name + ": results are partial", Partial: true})
	}
}

var nobody = &ir.Func{Name: "", Unit: &ir.Unit{Stub: true}}

// rootFrame is the frame below all others.
func (r *run) rootFrame(fn *ir.Func) *frame {
	if fn == nil {
		fn = nobody
	}
	info := r.g.of[fn]
	if info == nil {
		info = &funcInfo{fn: fn}
	}
	return &frame{fn: fn, info: info, ground: true}
}

// incoming is an unknown argument. A type with a method called unknown says
// itself what an unknown instance is: so a handler that nobody registered still
// gets a request from outside.
func (r *run) incoming(fr *frame, in *ir.Instr, st *state, t *ir.Type, q question) *val {
	if base := t.Base(); base != "" {
		if f := r.p.Method(base, "unknown"); f != nil && !f.NoBody {
			if v, alive := r.invoke(fr, in, st, f, nil, &arguments{pos: []*val{nilVal}}); alive {
				return v
			}
		}
	}
	return r.unknown(t, q)
}

// constructed runs the constructor of an instance that nobody made, so that its
// fields hold what instances hold.
func (r *run) constructed(fr *frame, in *ir.Instr, st *state, f *ir.Func, self *val) {
	init := r.p.Method(f.Class, r.sem.Constructor)
	if r.sem.Constructor == "" || init == nil || init == f || init.NoBody || init.Unit.Stub || len(self.refs) != 1 {
		return
	}
	a := &arguments{pos: []*val{self}}
	for i := 1; i < len(init.Params); i++ {
		if p := &init.Params[i]; !p.KwOnly && !p.Variadic && !p.KwVariadic && !p.HasDefault {
			a.pos = append(a.pos, r.incoming(fr, in, st, p.Type, question{sym: r.newSym(nil)}))
		}
	}
	s := st.fork()
	if _, alive := r.invoke(fr, in, s, init, nil, a); alive {
		r.forget(s, self.refs[0].id)
		st.heap, st.facts = s.heap, s.facts
	}
}

// forget drops from an instance what its constructor left empty and others set later:
// whoever calls a method of it may have called those before.
func (r *run) forget(st *state, id objID) {
	o := r.object(st, id)
	if o == nil || !o.lazy {
		return
	}
	had := o
	for i, name := range had.names {
		if v := had.vals[i]; (v.isNil() || v.isFalse() || v.isInt() && v.lo == 0) && r.setLater(o.decl, name, 0) {
			o = o.drop(name)
		}
	}
	r.store(st, id, o)
}

// setLater tells whether a class, or one above it, sets a field of instances that are made already.
func (r *run) setLater(decl *ir.TypeDecl, name string, depth int) bool {
	if decl == nil || depth > 8 {
		return false
	}
	return r.g.later[decl.Name+"."+name] || slices.ContainsFunc(decl.Bases, func(b *ir.Type) bool { return r.setLater(r.p.Type(b.Base()), name, depth+1) })
}

// runInits runs module bodies on one heap, each with a budget of its own.
func (r *run) runInits(st *state, budget int64) {
	for _, f := range r.root.inits {
		r.budget = r.work + budget
		r.hasLost = false
		if !r.runFunc(st, f) && r.hasLost {
			st.heap = r.lost
		}
		st.facts = nil
		if r.exhausted {
			r.partial(f)
			r.exhausted = false
		}
	}
}

// runFunc runs a function with unknown arguments of its declared types.
func (r *run) runFunc(st *state, f *ir.Func) bool {
	a := &arguments{}
	fr := r.rootFrame(f)
	r.top = fr
	in := &ir.Instr{Op: ir.Call, Dst: ir.NoReg, A: ir.NoReg, Span: f.NameSpan, Name: f.Name}
	for i := range f.Params {
		p := &f.Params[i]
		if p.KwOnly || p.Variadic || p.KwVariadic || p.HasDefault && p.Type == nil {
			break
		}
		q := question{sym: r.newSym(nil)}
		t := p.Type
		if i == 0 && f.Recv && t == nil && f.Class != "" {
			t = &ir.Type{Kind: ir.Named, Name: f.Class}
		} else if p.Text && r.offered(f) {
			t = &ir.Type{Kind: ir.Named, Name: "str"}
		}
		v := r.incoming(fr, in, st, t, r.given(f, p, q))
		if i == 0 && f.Recv {
			r.constructed(fr, in, st, f, v)
		}
		a.pos = append(a.pos, v)
	}
	c := &closure{fn: f}
	info := r.g.of[f]
	for n := range f.Captures {
		cell := &obj{kind: aCell, lazy: true}
		if n < len(info.captured) {
			cell.typ = info.captured[n]
		}
		c.cells = append(c.cells, refVal(value.Object, r.newObj(cell)))
	}
	_, alive := r.invoke(fr, in, st, f, c, a)
	return alive
}
