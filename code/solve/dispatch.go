package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// maxTargets bounds how many functions one call of an unknown method follows.
const maxTargets = 4

// A callTarget is a function that a method call may run, and its receiver.
type callTarget struct {
	fn   *ir.Func
	recv *val
	f    *val // instead of fn: a function held in a field
}

func (t callTarget) closure() *closure { return nil }

// method calls v.Name: every function that v's types have under the name.
func (r *run) method(fr *frame, in *ir.Instr, st *state, v *val, a *arguments) (*val, bool) {
	v = refine(st.facts, v)
	if in.Flags&ir.FlagSuper != 0 {
		return r.super(fr, in, st, v, a)
	}
	if m := r.module(st, v, in.Name); m != nil {
		if f, list := r.listAsked(st, in, v, a); f != nil && m.absent() {
			return r.invoke(fr, in, st, f, nil, a.withRecv(list))
		}
		return r.callValue(fr, in, st, m, a)
	}
	whole := r.through(st, v)
	if len(whole.fns) > 0 && whole.kind&^(value.Func|value.Nil) == 0 {
		if f := r.funcMethod(whole, in.Name); f != nil {
			return r.invoke(fr, in, st, f, nil, a.withRecv(whole))
		}
		if r.sem.Functional {
			return r.callValue(fr, in, st, whole, a)
		}
	}
	ts := r.targets(fr, st, in, whole, in.Name)
	if len(ts) > 0 {
		return r.runTargets(fr, in, st, ts, a)
	}
	if f := r.anyProperty(st, whole); f != nil && r.sem.PropertyKeys {
		got, alive := r.invoke(fr, in, st, f, nil, &arguments{pos: []*val{whole, strVal(text.Lit(in.Name))}})
		if !alive {
			return nil, false
		}
		return r.callValue(fr, in, st, got, a.from(whole))
	}
	return r.unknownMethod(fr, in, st, whole, a)
}

// runTargets calls each of several methods on a state of its own.
func (r *run) runTargets(fr *frame, in *ir.Instr, st *state, ts []callTarget, a *arguments) (*val, bool) {
	todo := make([]func(*state) (*val, bool), len(ts))
	for i, t := range ts {
		todo[i] = func(s *state) (*val, bool) {
			switch {
			case t.f != nil:
				return r.callValue(fr, in, s, t.f, a.from(t.recv))
			case t.fn.Static:
				return r.invoke(fr, in, s, t.fn, nil, a)
			case t.fn.Property && r.sem.PropertyKeys: // what a getter gives is called
				got, alive := r.invoke(fr, in, s, t.fn, nil, &arguments{pos: []*val{t.recv}})
				if !alive {
					return nil, false
				}
				return r.callValue(fr, in, s, got, a.from(t.recv))
			}
			recv := t.recv
			if recv.labels != 0 && !fr.fn.Unit.Stub {
				recv = recv.traced(step(recv.tr, recv.labels, fr.fn, in.Span, "passed to "+in.Name))
			}
			return r.invoke(fr, in, s, t.fn, nil, a.withRecv(recv))
		}
	}
	return r.oneOf(fr, st, todo)
}

// funcMethod is the method called name of the one function type that has it.
func (r *run) funcMethod(v *val, name string) *ir.Func {
	if f := r.p.Method(v.typ.Base(), name); f != nil && v.typ.Base() != "" {
		return f
	}
	if r.sem.Functional {
		return r.p.Method(r.sem.Builtin+".func", name)
	}
	var found *ir.Func
	for _, f := range r.p.Candidates(name) {
		decl := r.p.Type(f.Class)
		if decl == nil || decl.Under == nil || decl.Under.Kind != ir.FuncOf {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// super calls the method above the enclosing class.
func (r *run) super(fr *frame, in *ir.Instr, st *state, v *val, a *arguments) (*val, bool) {
	if decl := r.p.Type(fr.fn.Class); decl != nil {
		for _, b := range decl.Bases {
			if f := r.p.Method(r.p.Canonical(b.Base()), in.Name); f != nil {
				return r.invoke(fr, in, st, f, nil, a.withRecv(v))
			}
		}
	}
	if in.Name == r.sem.Constructor {
		return nilVal, true
	}
	return r.unknownCall(fr, in, st, v, a, nil), true
}

// targets finds the functions called name on what v may be.
func (r *run) targets(fr *frame, st *state, in *ir.Instr, v *val, name string) []callTarget {
	var out []callTarget
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		self := v
		if len(v.refs) > 1 || v.kind&^kindOf(o) != 0 {
			self = &val{kind: kindOf(o), refs: []ref{f}, typ: o.typ, labels: v.labels, tr: v.tr}
		}
		out = addTarget(out, r.objectTarget(st, f.id, o, self, name))
	}
	if len(v.refs) > 0 && len(out) > 0 {
		if r.sem.PropertyKeys && v.kind&value.Str != 0 && v.labels != 0 { // or somebody's text
			if ct := r.typeTarget(v, r.sem.Builtin+".str", name); ct.fn != nil {
				ct.recv = r.stringOf(st, v)
				out = addTarget(out, ct)
			}
		}
		return out
	}
	if v.tuple && len(v.refs) == 0 {
		out = addTarget(out, r.typeTarget(v, r.sem.Builtin+".tuple", name))
		out = addTarget(out, r.typeTarget(v, r.sem.Builtin+".list", name))
	}
	if len(out) == 0 {
		out = r.targetsByType(fr, st, in, v, name)
	}
	return out
}

func addTarget(out []callTarget, t callTarget) []callTarget {
	if t.fn == nil && t.f == nil {
		return out
	}
	for i := range out {
		if out[i].fn == t.fn && t.f == nil && out[i].f == nil {
			c := *join(out[i].recv, t.recv)
			out[i].recv = &c
			return out
		}
	}
	if len(out) >= 2*maxTargets {
		return out
	}
	return append(out, t)
}

func (r *run) objectTarget(st *state, id objID, o *obj, self *val, name string) callTarget {
	if v := o.field(name); v != nil && o.kind == aStruct && (len(v.fns) > 0 || v.kind&value.Func != 0) {
		return callTarget{f: v, recv: self}
	}
	if o.kind == aMap && r.sem.PropertyKeys {
		if v := o.field("s:" + name); v != nil && len(v.fns) > 0 {
			return callTarget{f: v, recv: self}
		}
	}
	if o.decl != nil {
		if t := r.declTarget(st, id, o, self, name); t.fn != nil || t.f != nil {
			return t
		}
	}
	switch o.kind {
	case aList:
		if o.set {
			if t := r.typeTarget(self, r.sem.Builtin+".set", name); t.fn != nil {
				return t
			}
		}
		return r.typeTarget(self, r.sem.Builtin+".list", name)
	case aMap:
		return r.typeTarget(self, r.sem.Builtin+".dict", name)
	}
	if o.decl == nil && o.typ != nil {
		return r.typeTarget(self, o.typ.Base(), name)
	}
	return callTarget{}
}

// maxWithin bounds how deep an object may be embedded in others: it may be in itself.
const maxWithin = 8

// declTarget finds a method of the object's class, or of what it embeds.
func (r *run) declTarget(st *state, id objID, o *obj, self *val, name string) callTarget {
	if f := r.p.Func(o.decl.Name + "." + name); f != nil && !(f.NoBody && r.abstract(f, o)) {
		return callTarget{fn: f, recv: self}
	}
	for i := range o.decl.Fields {
		fd := &o.decl.Fields[i]
		if !fd.Embedded || fd.Type == nil || r.within >= maxWithin {
			continue
		}
		base := fd.Type.Base()
		decl := r.p.Type(base)
		if decl == nil || decl.Kind != ir.Interface && r.p.Method(base, name) == nil {
			continue
		}
		inner := o.field(fd.Name)
		if inner == nil {
			inner = r.unset(id, o, fd)
		}
		inner = r.through(st, inner)
		r.within++
		ts := r.targets(nil, st, nil, inner, name)
		r.within--
		if len(ts) > 0 {
			return ts[0]
		}
	}
	if f := r.p.Method(o.decl.Name, name); f != nil && !(f.NoBody && r.abstract(f, o)) {
		return callTarget{fn: f, recv: self}
	}
	if r.sem.PropertyKeys { // a method that captures variables
		if v := r.classVar(st, o.decl, name, 0); v != nil && len(v.fns) > 0 {
			return callTarget{f: v, recv: self}
		}
	}
	if f := r.p.Field(o.decl.Name, name); f != nil {
		if v, ok := r.fieldOf(st, id, o, name); ok {
			return callTarget{f: v, recv: self}
		}
	}
	return callTarget{}
}

// abstract: an instance of which only the type is known has a method of a type
// below it.
func (r *run) abstract(f *ir.Func, o *obj) bool {
	return r.sem.Overloads && o.lazy && len(r.p.Implementers(o.decl.Name, lastName(f.Name))) > 0
}

func (r *run) typeTarget(self *val, typ, name string) callTarget {
	if typ == "" {
		return callTarget{}
	}
	if f := r.p.Method(typ, name); f != nil {
		return callTarget{fn: f, recv: self}
	}
	return callTarget{}
}

// targetsByType dispatches a value of which only a type is known: its declared
// type's method, an interface's implementers, a text's or number's own methods.
func (r *run) targetsByType(fr *frame, st *state, in *ir.Instr, v *val, name string) []callTarget {
	t := v.typ
	if (t == nil || t.Kind == ir.Any) && fr != nil && in != nil {
		t = regType(fr, in.A)
	}
	if base := t.Base(); base != "" {
		if ct := r.typeTarget(v, base, name); ct.fn != nil && !ct.fn.NoBody {
			return []callTarget{ct}
		}
		if decl := r.p.Type(base); decl != nil && (decl.Kind == ir.Interface || r.sem.Overloads && r.p.Extended(decl.Name)) && !guesswork(fr, v, decl) {
			if out := r.implementers(decl, v, name); len(out) > 0 {
				return out
			}
		}
		if ct := r.typeTarget(v, base, name); ct.fn != nil {
			return []callTarget{ct}
		}
	}
	if v.kind&value.Str != 0 && v.kind != value.Str && v.labels != 0 && t == nil {
		if ct := r.typeTarget(v, r.sem.Builtin+".str", name); ct.fn != nil { // most likely a text
			ct.recv = r.stringOf(st, v)
			return []callTarget{ct}
		}
	}
	if typ := plainType(v, r.sem.Builtin); typ != "" {
		if ct := r.typeTarget(v, typ, name); ct.fn != nil {
			return []callTarget{ct}
		}
		return nil
	}
	return nil
}

// guesswork: a library model asks whether a value it knows nothing of happens to
// be a Stringer, or writes to what is nothing but some Writer. Following every type that
// is one would find nothing but cost, and a log that is a page.
func guesswork(fr *frame, v *val, iface *ir.TypeDecl) bool {
	return fr != nil && fr.fn.Unit.Stub && iface.Unit != nil && iface.Unit.Stub && (v.typ == nil || v.typ.Base() == iface.Name && len(v.refs) == 0)
}

func plainType(v *val, builtin string) string {
	switch v.kind &^ value.Nil {
	case value.Str:
		return builtin + ".str"
	case value.Bytes:
		return builtin + ".bytes"
	case value.Int:
		return builtin + ".int"
	case value.Float:
		return builtin + ".float"
	case value.List:
		return builtin + ".list"
	case value.Map:
		return builtin + ".dict"
	}
	return ""
}

// implementers lists the methods that a value of the interface may run, the
// project's own first.
func (r *run) implementers(iface *ir.TypeDecl, v *val, name string) []callTarget {
	var out []callTarget
	methods := methodsOf(r.p, iface, 0)
	candidates := r.p.Candidates(name)
	if r.sem.Overloads {
		candidates = r.p.Implementers(iface.Name, name)
	} else if len(methods) == 0 {
		return nil
	}
	for _, f := range r.promising(candidates) {
		if len(out) >= maxTargets {
			break
		}
		if f.Class == iface.Name || f.Unit.Test || f.NoBody {
			continue
		}
		if r.sem.Overloads || hasMethods(r.p, f.Class, methods) == text.Always {
			t := &ir.Type{Kind: ir.Named, Name: f.Class}
			q := question{labels: v.labels, sym: v.sym, tr: v.tr}
			if v.sym != 0 {
				q.part = &partKey{objID(v.sym) | 1<<31, "impl"}
			}
			out = append(out, callTarget{fn: f, recv: r.unknown(t, q)})
		}
	}
	return out
}

// promising puts functions from which something that is judged can be reached before
// others, where they are too many to follow them all.
func (r *run) promising(fs []*ir.Func) []*ir.Func {
	if len(fs) <= maxTargets {
		return fs
	}
	out, rest := make([]*ir.Func, 0, len(fs)), []*ir.Func(nil)
	for _, f := range fs {
		if info := r.g.of[f]; info != nil && !f.Unit.Stub && info.reach&toSink != 0 {
			out = append(out, f)
		} else {
			rest = append(rest, f)
		}
	}
	return append(out, rest...)
}

// unknownMethod calls a method of a receiver nobody knows. When something is at
// stake, the project's methods of that name are tried.
func (r *run) unknownMethod(fr *frame, in *ir.Instr, st *state, v *val, a *arguments) (*val, bool) {
	if f, list := r.listAsked(st, in, v, a); f != nil {
		return r.invoke(fr, in, st, f, nil, a.withRecv(list))
	}
	if fr.info.foreign[in] && lookups[in.Name] && len(a.pos) == 1 {
		return r.unknownCall(fr, in, st, v, &arguments{}, nil), true
	}
	if !fr.fn.Unit.Stub && !fr.info.foreign[in] && plainType(v, "") == "" && (v.typ == nil || v.kind == value.Unknown) {
		l := r.anyLabels(st, a)
		if m, _ := r.reach(st, v); l|m != 0 || len(a.fns()) > 0 {
			want := r.kindsOf(l|m) << maxPrefixes
			if len(a.fns()) > 0 {
				want = toSink | allSources
			}
			if ts := r.guesses(v, in.Name, len(a.pos), want); len(ts) > 0 {
				todo := []func(*state) (*val, bool){
					func(s *state) (*val, bool) { return r.unknownCall(fr, in, s, v, a, nil), true },
				}
				for _, t := range ts {
					todo = append(todo, func(s *state) (*val, bool) {
						return r.invoke(fr, in, s, t.fn, nil, a.withRecv(t.recv))
					})
				}
				return r.oneOf(fr, st, todo)
			}
		}
	}
	return r.unknownCall(fr, in, st, v, a, nil), true
}

// lookups are the names under which a library's caches and tables are asked for what
// was put in under a key: that is not made of the key.
var lookups = map[string]bool{"Get": true, "Load": true, "Lookup": true, "Peek": true}

// familiar: maps have a method of this name, and in JavaScript sets, lists and texts,
// and one of them it most likely is.
func (r *run) familiar(name string) bool {
	var classes []string
	switch {
	case r.sem.PropertyKeys:
		classes = []string{".Map", ".Set", ".list", ".str"}
	case !r.sem.Overloads: // there, types are declared
		classes = []string{".dict"}
	}
	for _, class := range classes {
		if r.p.Method(r.sem.Builtin+class, name) != nil {
			return true
		}
	}
	return false
}

// guesses are the project's methods of a name and arity through which something
// that is wanted is in reach; none when there are too many to tell.
func (r *run) guesses(v *val, name string, args int, want reach) []callTarget {
	var out []callTarget
	if r.familiar(name) {
		return nil
	}
	for _, f := range r.p.Candidates(name) {
		info := r.g.of[f]
		if f.Unit.Stub || f.Unit.Test || info == nil || info.reach&want == 0 || len(f.Params) != args+1 {
			continue
		}
		if len(out) == maxTargets {
			return nil
		}
		if out = append(out, callTarget{fn: f, recv: r.unknown(&ir.Type{Kind: ir.Named, Name: f.Class}, question{})}); len(out) > maxTargets {
			break
		}
	}
	return out
}
