package solve

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// unknownCall is a call of code we do not have. Its result carries what its
// receiver and arguments carry; functions passed to it are called; objects
// passed to it may afterwards hold what was passed along. What was learnt of such
// code counts here, and nowhere else.
func (r *run) unknownCall(fr *frame, in *ir.Instr, st *state, f *val, a *arguments, t *ir.Type) *val {
	args := a.all()
	if in.Flags&ir.FlagAwaited != 0 { // a row, an answer: what was asked with is not what comes back
		args = nil
	}
	if r.sem.PropertyKeys && in.Op == ir.Method && asks[in.Name] {
		args = slices.DeleteFunc(slices.Clone(args), func(v *val) bool { return len(v.fns) > 0 })
	}
	whose, byKey := f.labels, false
	if r.sem.PropertyKeys {
		name := callName(in, f)
		if a.answeredBack(name) {
			args = keyless(args)
		}
		byKey = findsByKey(name, args)
	}
	if f.kind != value.Func || len(f.fns) == 0 {
		args = append(args, f)
	}
	taught, tr := r.taught(fr, in, callName(in, f), t)
	labels := taught
	if r.lessons.Clean[callName(in, f)] || r.lessons.Clean[fr.fn.Name] {
		args = nil
	}
	for _, v := range args {
		l, way := r.reach(st, v)
		if labels|l != labels {
			labels |= l
			if tr == nil {
				tr = way
			}
		}
	}
	r.callbacks(fr, in, st, a, labels, tr)
	if labels != 0 && len(args) > 0 {
		r.note(fr, in, "no model of "+callName(in, f)+": its result is taken to carry what its arguments carry")
		r.mingle(st, args, taught, tr)
	}
	q := question{labels: labels, tr: tr}
	if labels != 0 {
		q.sym = r.newSym(in)
	}
	if t == nil {
		t = regType(fr, in.Dst)
	}
	out := r.unknown(t, q)
	if byKey && labels != 0 && labels&^taught != 0 && whose == 0 && out.kind == value.Unknown {
		return r.foundByKey(out)
	}
	if r.sem.PropertyKeys && labels != 0 && taught == 0 && out.kind == value.Unknown && !r.anyText(st, args, labels) {
		return tableOf(out)
	}
	return out
}

// asks are methods of lists whose callback only says yes or no, or which comes first: what
// it knows is not what they give.
var asks = map[string]bool{"find": true, "findLast": true, "findIndex": true, "filter": true, "some": true, "every": true, "sort": true, "forEach": true}

// anyText reports whether any of the labelled values is a text, or a list of texts.
func (r *run) anyText(st *state, vs []*val, labels text.Labels) bool {
	for _, v := range vs {
		v = r.through(st, v)
		if v.kind&(value.Str|value.Bytes) != 0 && v.labels&labels != 0 {
			return true
		}
		if len(v.refs) == 0 {
			continue
		}
		if o := r.object(st, v.refs[0].id); o == nil || o.kind != aList {
			continue
		}
		if e := r.element(st, nil, v, nil); e != nil && e.kind&(value.Str|value.Bytes) != 0 && e.labels&labels != 0 {
			return true
		}
	}
	return false
}

// tableOf is an unknown value without its texts. What unknown code makes of a table (a
// badge of options, a feed of entries, rows of orders) is its own work; only its parts
// may be those of the table.
func tableOf(v *val) *val {
	c := *v
	c.h, c.kind, c.str = 0, v.kind&^(value.Str|value.Bytes), text.Str{}
	return &c
}

// taught makes the source that unknown code of this name was said to be.
func (r *run) taught(fr *frame, in *ir.Instr, name string, t *ir.Type) (text.Labels, *trace) {
	kind, ok := r.lessons.Sources[name]
	if !ok {
		return 0, nil
	}
	at := r.place(in)
	n := r.label(Source{Kind: kind, Type: t, At: at, Learnt: name})
	if n >= maxLabels {
		return 0, nil
	}
	return 1 << n, &trace{labels: 1 << n, span: at.Span, fn: at.Func, note: "source " + kind + ", as was learnt"}
}

func callName(in *ir.Instr, f *val) string {
	if in.Name != "" {
		return in.Name
	}
	if len(f.fns) > 0 && f.fns[0].name != "" {
		return f.fns[0].name
	}
	return "a function value"
}

// mingle lets unknown code store what it was taught to give, and what each argument
// carries, into the others. An object alone holds what it held.
func (r *run) mingle(st *state, args []*val, taught text.Labels, tr *trace) {
	carried := make([]text.Labels, len(args))
	for i, v := range args {
		carried[i], _ = r.reach(st, v)
	}
	for i, v := range args {
		by := taught
		for j, l := range carried {
			if j != i {
				by |= l
			}
		}
		if by != 0 {
			r.taintObjects(st, v, &val{labels: by, tr: tr})
		}
	}
}

// taintObjects lets unknown code store labelled data into the objects it got.
func (r *run) taintObjects(st *state, v, by *val) {
	v = r.through(st, v)
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil || o.label|by.labels == o.label || len(v.refs) > 4 {
			continue
		}
		if f.sel != "" {
			r.storeThrough(st, &val{refs: []ref{f}}, by)
			continue
		}
		r.moves = true
		r.store(st, f.id, taint(o, by))
	}
}

// fns lists the functions among the arguments.
func (a *arguments) fns() []*val {
	var out []*val
	for _, v := range a.all() {
		if len(v.fns) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// callbacks calls the project functions among the arguments with unknown
// arguments, so that nothing hides behind unknown code.
func (r *run) callbacks(fr *frame, in *ir.Instr, st *state, a *arguments, labels text.Labels, tr *trace) {
	for _, v := range a.fns() {
		for _, c := range v.fns {
			if c.fn == nil || c.fn.Unit.Stub || fr.depth > maxDepth/2 {
				continue
			}
			info := r.g.of[c.fn]
			if info == nil || info.reach == 0 && labels == 0 {
				continue
			}
			args := &arguments{}
			for i := range c.fn.Params {
				if i == 0 && (c.fn.Recv || c.recv != nil) && c.recv != nil {
					continue
				}
				q := question{labels: labels, tr: tr}
				if labels != 0 {
					q.sym = r.newSym(in)
				}
				args.pos = append(args.pos, r.incoming(fr, in, st, c.fn.Params[i].Type, q))
			}
			s := st.fork()
			if _, alive := r.callClosure(fr, in, s, c, args); alive {
				*st = *r.mergeStates([]*state{st.take(), s})
			}
		}
	}
}

// convert is Type(A).
func (r *run) convert(fr *frame, st *state, in *ir.Instr) *val {
	if in.A == ir.NoReg && in.Aux != nil {
		return r.zero(in.Aux.Type)
	}
	v := st.get(in.A)
	if in.Aux == nil || in.Aux.Type == nil {
		return v
	}
	return r.convertTo(st, v, in.Aux.Type)
}

func (r *run) convertTo(st *state, v *val, t *ir.Type) *val {
	u := r.under(t)
	name := ""
	if u.Kind == ir.Named {
		name = r.builtinName(u.Name)
	}
	switch {
	case name == "string" || name == "str":
		return named(r.stringOf(st, v), t)
	case name == "bytes", u.Kind == ir.ListOf && isByte(u.Elem):
		if v.hasText() || len(v.refs) == 0 {
			c := *v
			c.h, c.kind = 0, value.Bytes
			if !v.hasText() {
				c.str = text.Top(v.labels, 0)
			}
			return named(&c, t)
		}
	case u.Kind == ir.ListOf && v.hasText(): // []rune
		c := *v
		c.h, c.kind = 0, value.Str
		return named(&c, t)
	case name == "float32" || name == "float64":
		if v.isInt() {
			return &val{kind: value.Float, lo: v.lo, hi: v.hi}
		}
		return r.stillDrawn(v, floatAny)
	case len(name) > 2 && (name[:3] == "int" || name[:3] == "uin") || name == "byte" || name == "rune":
		return r.stillDrawn(v, intVal(v, t))
	}
	return named(v, t)
}

// stillDrawn keeps what v tells of a generator for the number that it became.
func (r *run) stillDrawn(v, number *val) *val {
	of := r.generators(v)
	if of&^number.labels == 0 {
		return number
	}
	c := *number
	c.h, c.labels, c.tr = 0, number.labels|of, v.tr
	return &c
}

func isByte(t *ir.Type) bool {
	return t != nil && t.Kind == ir.Named && (t.Name == "byte" || t.Name == "uint8" || lastName(t.Name) == "byte" || lastName(t.Name) == "uint8")
}

func intVal(v *val, t *ir.Type) *val {
	if v.kind == value.Int {
		return named(clipped(v, t), t)
	}
	if v.kind == value.Float && v.lo == v.hi && v.lo > minInt {
		return named(intOf(v.lo), t)
	}
	return named(intAny, t)
}

// named gives a value its declared type.
func named(v *val, t *ir.Type) *val {
	if v.typ == t || t == nil {
		return v
	}
	c := *v
	c.h, c.typ = 0, t
	return &c
}

// stringOf is string(v): bytes and runes as text, a number as a character.
func (r *run) stringOf(st *state, v *val) *val {
	v = r.through(st, v)
	if b := r.buffered(st, v); b != nil {
		v = b
	}
	switch {
	case v.kind&^(value.Str|value.Bytes|value.Nil) == 0 && v.hasText():
		c := *v
		c.h, c.kind = 0, value.Str
		return &c
	case v.kind == value.Int && !textIsNone(v.str): // a character of a text
		return &val{kind: value.Str, str: v.str, labels: textLabels(v.str), tr: v.tr}
	case v.kind == value.Int:
		if v.isInt() && v.lo > 0 && v.lo < 0x110000 {
			return &val{kind: value.Str, str: text.Lit(string(rune(v.lo)))}
		}
		return anyStr
	}
	l, tr := r.reach(st, v)
	out := &val{kind: value.Str, str: text.Top(l, v.sym), labels: l, tr: tr}
	if v.hasText() {
		out.str = v.str
	}
	return out
}

// assertType is A.(Type), with B for "ok".
func (r *run) assertType(st *state, in *ir.Instr) {
	v := refine(st.facts, r.through(st, st.get(in.A)))
	out, ok := v, boolVal
	if in.Aux != nil && in.Aux.Type != nil {
		out, ok = r.asserted(st, v, in.Aux.Type)
	}
	st.set(in.Dst, out)
	if in.B != ir.NoReg {
		st.set(in.B, ok)
	}
}

// asserted keeps what of v can have the type.
func (r *run) asserted(st *state, v *val, t *ir.Type) (*val, *val) {
	base := r.p.Canonical(t.Base())
	if strings.HasPrefix(lastName(base), ir.IntrinsicModule+"_") && !r.made(st, v, base) {
		return nilVal, falseVal // a class of the models' own, which no unknown value is of
	}
	if decl := r.p.Type(base); decl != nil && decl.Kind == ir.Interface {
		switch r.implements(st, v, decl) {
		case text.Never:
			return nilVal, falseVal
		case text.Always:
			return v, trueVal
		}
		return v, boolVal
	}
	if len(v.refs) == 0 {
		return r.assertPlain(v, t)
	}
	if t.Kind == ir.FuncOf && r.sem.PropertyKeys {
		return r.assertFunc(v)
	}
	var keep []ref
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o != nil && base == "" && o.decl != nil && !o.lazy {
			continue // an object is no list or map
		}
		if o != nil && o.decl == nil && (t.Kind == ir.MapOf && o.kind == aList || (t.Kind == ir.ListOf || t.Kind == ir.TupleOf) && o.kind == aMap || t.Kind == ir.Named && builtinScalar[r.builtinName(t.Name)]) {
			continue
		}
		if o != nil && o.decl == nil && !o.lazy && r.sem.Overloads && (o.kind == aList || o.kind == aMap) && r.class(base) {
			continue // an array is of no class
		}
		if o != nil && o.lazy && r.foreign(o.decl, t) {
			continue
		}
		if o == nil || o.decl == nil || base == "" || r.p.Is(o.decl.Name, base) || o.lazy {
			keep = append(keep, f)
		}
	}
	switch {
	case len(keep) == 0:
		return r.zero(t), falseVal
	case r.sem.Overloads && t.Kind == ir.ListOf && len(keep) == len(v.refs) && !v.mayNil():
		return v, r.arrayOf(st, v, t.Elem.Base())
	case len(keep) == len(v.refs) && !v.mayNil() && base == "" && r.sem.EmptyIsFalse:
		if o := r.object(st, keep[0].id); o != nil && (o.kind == aList || o.kind == aMap) {
			return v, trueVal
		}
		return v, boolVal
	case len(keep) == len(v.refs) && !v.mayNil() && base != "":
		if o := r.object(st, keep[0].id); o != nil && o.decl != nil && !o.lazy {
			return v, trueVal
		}
		return v, boolVal
	}
	c := *v
	c.h, c.refs, c.cs, c.alts = 0, keep, nil, nil
	return &c, boolVal
}

// foreign reports whether an object that is declared to be of one of the program's
// classes can be nothing of type t (Java): no text or number, and of no class that
// neither it nor one below it inherits from.
func (r *run) foreign(decl *ir.TypeDecl, t *ir.Type) bool {
	if decl == nil || !r.sem.Overloads || decl.Unit == nil || decl.Unit.Stub || decl.Kind == ir.Interface {
		return false
	}
	base := r.p.Canonical(t.Base())
	if t.Kind == ir.Named && builtinScalar[r.builtinName(base)] {
		return true
	}
	is := r.p.Type(base)
	return is != nil && is.Kind != ir.Interface && !strings.HasPrefix(base, r.sem.Builtin+".") && !r.p.Compatible(decl.Name, base)
}

// arrayOf tells whether a value is an array of a class of elements (Java): of any (""), or
// of texts, among which characters are.
func (r *run) arrayOf(st *state, v *val, class string) *val {
	for _, f := range v.refs {
		if o := r.object(st, f.id); o == nil || o.kind != aList || o.lazy {
			return boolVal
		}
	}
	if class == "" {
		return trueVal
	}
	if e := r.element(st, nil, v, nil); r.builtinName(class) == "str" && e != nil && e.kind == value.Str {
		return trueVal
	}
	return boolVal
}

// class reports a declared class, which is no interface and none of the language's own.
func (r *run) class(name string) bool {
	decl := r.p.Type(name)
	return decl != nil && decl.Kind == ir.Struct && !strings.HasPrefix(name, r.sem.Builtin+".")
}

// assertFunc keeps the functions of what may be an object as well: those of
// JavaScript are told by typeof.
func (r *run) assertFunc(v *val) (*val, *val) {
	if len(v.fns) == 0 {
		return nilVal, falseVal
	}
	return &val{kind: value.Func, fns: v.fns, labels: v.labels, tr: v.tr}, boolVal
}

// made reports whether v may be an object that a model made of its own class.
func (r *run) made(st *state, v *val, class string) bool {
	for _, f := range v.refs {
		if o := r.object(st, f.id); o != nil && o.decl != nil && !o.lazy && r.p.Is(o.decl.Name, class) {
			return true
		}
	}
	return false
}

func (r *run) assertPlain(v *val, t *ir.Type) (*val, *val) {
	want := r.unknown(t, question{labels: v.labels, sym: v.sym, tr: v.tr})
	if v.kind != value.Unknown {
		if v.kind&want.kind == 0 || v.isNil() && want.kind&^value.Nil != 0 { // nothing is of no type, though variables of a type may be nothing
			return r.zero(t), falseVal
		}
		if v.kind&^want.kind == 0 && !v.mayNil() {
			return v, trueVal
		}
		const texts = value.Str | value.Bytes
		if v.kind&texts == 0 || want.kind&texts != 0 {
			return v, boolVal
		}
	}
	return want, boolVal
}

// implements tells whether a value surely has, or lacks, an interface's methods.
func (r *run) implements(st *state, v *val, iface *ir.TypeDecl) text.Truth {
	methods := methodsOf(r.p, iface, 0)
	switch {
	case v.isNil():
		return text.Never
	case len(methods) == 0:
		return text.Maybe
	case len(v.refs) == 0 && v.kind != value.Unknown && v.typ.Base() == "":
		if v.kind&(value.Object|value.Func) == 0 {
			return text.Never
		}
		return text.Maybe
	case len(v.refs) == 0:
		if name := r.builtinName(v.typ.Base()); v.kind&^(value.Int|value.Float|value.Bool) == 0 && name != "-" && name != "" {
			return text.Never // numbers of the language's own types have no methods
		}
		if base := v.typ.Base(); base != "" && r.p.Type(base) != nil && r.p.Type(base).Kind != ir.Interface {
			return hasMethods(r.p, base, methods)
		}
		return text.Maybe
	}
	yes, no := false, v.mayNil()
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil || o.kind == aStruct && o.decl == nil {
			return text.Maybe
		}
		t := text.Never
		if o.decl != nil {
			t = hasMethods(r.p, o.decl.Name, methods)
		}
		yes, no = yes || t == text.Always, no || t == text.Never
	}
	switch {
	case yes && !no:
		return text.Always
	case no && !yes:
		return text.Never
	}
	return text.Maybe
}

func hasMethods(p *link.Program, typ string, methods []string) text.Truth {
	for _, m := range methods {
		if p.Method(typ, m) == nil {
			return text.Never
		}
	}
	return text.Always
}

// methodsOf lists an interface's methods, embedded ones too.
func methodsOf(p *link.Program, d *ir.TypeDecl, hop int) []string {
	var out []string
	for _, m := range d.Methods {
		out = append(out, lastName(m))
	}
	if hop > 8 {
		return out
	}
	for _, b := range d.Bases {
		if base := p.Type(b.Base()); base != nil {
			out = append(out, methodsOf(p, base, hop+1)...)
		}
	}
	for i := range d.Fields {
		if f := &d.Fields[i]; f.Embedded {
			if base := p.Type(f.Type.Base()); base != nil && base.Kind == ir.Interface {
				out = append(out, methodsOf(p, base, hop+1)...)
			}
		}
	}
	return out
}

// builtinScalar are the types whose values are no objects, lists or maps.
var builtinScalar = map[string]bool{"str": true, "bytes": true, "int": true, "float": true, "bool": true}
