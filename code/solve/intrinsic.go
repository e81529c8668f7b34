package solve

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// intrinsic executes a primitive of a library model.
func (r *run) intrinsic(fr *frame, in *ir.Instr, st *state, a *arguments) *val {
	switch in.Name {
	case ir.IntrinsicSource:
		return r.source(fr, in, st, a)
	case ir.IntrinsicSink:
		r.sink(fr, in, st, a)
		return nilVal
	case ir.IntrinsicOp:
		return r.op(fr, in, st, a)
	case ir.IntrinsicEntry:
		return r.entry(fr, in, st, a)
	case ir.IntrinsicEffect:
		r.effect(st, a)
		return nilVal
	case ir.IntrinsicUnknown:
		q := question{}
		for _, v := range a.all() {
			l, tr := r.reach(st, v)
			if text := refine(st.facts, v).str; text.Labels() == l && text.Authentic() {
				continue // only the program itself can have written it
			}
			q.labels |= l
			if q.tr == nil {
				q.tr = tr
			}
		}
		if q.labels != 0 {
			q.sym = r.newSym(in)
		}
		return r.unknown(resultType(fr, in), q)
	case ir.IntrinsicClean:
		return r.unknown(resultType(fr, in), question{})
	case ir.IntrinsicMembers:
		return r.members(st, a)
	case ir.IntrinsicBecome:
		r.become(st, a)
		return nilVal
	case ir.IntrinsicNew:
		return r.incoming(fr, in, st, r.typeArg(fr, in, a), question{})
	}
	return nilVal
}

// effect notes that somebody else's data is written to the data base: what is read
// from there may then be somebody else's.
func (r *run) effect(st *state, a *arguments) {
	if len(a.pos) < 2 || r.stores || len(r.labels) == 0 {
		return
	}
	kind, _ := refine(st.facts, a.pos[0]).constant()
	if kind != "sql" && !strings.HasPrefix(kind, "db.") {
		return
	}
	for _, v := range a.pos[1:] {
		l, _ := r.reach(st, refine(st.facts, v))
		r.stores = r.stores || !r.only(l, sourceStored)
	}
}

// only tells labels of sources of one kind, or of nobody's data.
func (r *run) only(l text.Labels, kind string) bool {
	for n, s := range r.labels {
		if l&(1<<n) != 0 && s.Kind != kind {
			return false
		}
	}
	return true
}

// sourceStored is the kind of what a data base holds.
const sourceStored = "db"

// stored reports whether a flow is of stored data only.
func (f *Flow) stored() bool {
	for _, s := range f.Sources {
		if s.Kind != sourceStored {
			return false
		}
	}
	return len(f.Sources) > 0
}

// resultType is what an intrinsic's value is used as: its register's declared
// type, or what the enclosing model returns. What a model puts behind a pointer is
// not what it returns.
func resultType(fr *frame, in *ir.Instr) *ir.Type {
	if t := regType(fr, in.Dst); t != nil && t.Kind != ir.Any {
		return t
	}
	if fr.info.put[in.Dst] {
		return nil
	}
	switch len(fr.fn.Results) {
	case 0:
		return nil
	case 1:
		return fr.fn.Results[0]
	}
	return fr.fn.Results[0]
}

func regType(fr *frame, reg ir.Reg) *ir.Type {
	if reg >= 0 && int(reg) < len(fr.fn.RegTypes) {
		return fr.fn.RegTypes[reg]
	}
	return nil
}

func (r *run) typeArg(fr *frame, in *ir.Instr, a *arguments) *ir.Type {
	if in.Aux != nil && in.Aux.Type != nil {
		return in.Aux.Type
	}
	if len(a.pos) > 0 {
		v := a.pos[0]
		if len(v.fns) == 1 {
			c := v.fns[0]
			if c.decl != nil {
				return &ir.Type{Kind: ir.Named, Name: c.decl.Name}
			}
			return &ir.Type{Kind: ir.Named, Name: c.name}
		}
		if s, ok := v.constant(); ok {
			return &ir.Type{Kind: ir.Named, Name: s}
		}
		if v.typ != nil {
			return v.typ
		}
	}
	return resultType(fr, in)
}

// maxLabels is how many sources one run tells apart; the last bit stands for all
// further ones.
const maxLabels = 64

// maxQuiet bounds the sources that nobody watches and conditions may speak of.
const maxQuiet = 256

// source makes what the outside gives: a fresh value with a label of its own.
func (r *run) source(fr *frame, in *ir.Instr, st *state, a *arguments) *val {
	if len(a.pos) == 0 {
		return anyVal
	}
	kind, _ := refine(st.facts, a.pos[0]).constant()
	src := Source{Kind: kind, Type: resultType(fr, in), At: r.place(in)}
	named := len(a.pos) > 1
	for _, v := range a.pos[1:] {
		n, ok := refine(st.facts, v).constant()
		if !ok {
			named = false
			continue
		}
		src.Names = append(src.Names, n)
	}
	n := r.label(src)
	var labels text.Labels
	if n < maxLabels {
		labels = 1 << n
	}
	q := question{labels: labels}
	if named {
		q.sym = r.ask(birth{tag: mixString(mixString(0x50ce, kind), strings.Join(src.Names, "\x00"))})
	} else if labels != 0 {
		q.sym = r.newSym(in)
	}
	if q.sym != 0 {
		r.symOf[q.sym] = n
	}
	if labels != 0 {
		q.tr = &trace{labels: labels, span: src.At.Span, fn: src.At.Func, note: "source " + strings.Replace(kind, "http.query.form", "http.query", 1)}
	}
	v := r.unknown(src.Type, q)
	if v.kind&^(value.Int|value.Float) == 0 && v.labels != labels && ofGenerator(src) { // where it comes from is what is asked
		c := *v
		c.h, c.labels, c.tr = 0, labels, q.tr
		v = &c
	}
	return v
}

// ofGenerator tells what a generator of random numbers gives.
func ofGenerator(s Source) bool { return strings.HasPrefix(s.Kind, "random") }

// give hands an entry the labels of what was made for it alone (its request),
// and takes their bits back: other entries are other runs, so they may use the
// same bits. The place of such a source is the handler.
func (r *run) give(e *root) {
	e.labels = append([]Source(nil), r.labels...)
	if h := e.entry.Handler; h != nil && !h.Unit.Stub {
		for n := r.mark; n < len(e.labels); n++ {
			e.labels[n].At = Place{Unit: h.Unit, Span: h.NameSpan, Func: h, Callee: e.labels[n].At.Callee}
		}
	}
	if r.mark >= len(r.labels) {
		return
	}
	for _, s := range r.labels[r.mark:] {
		delete(r.labelOf, s.key())
	}
	r.labels = r.labels[:r.mark]
}

func (s Source) key() string {
	return s.Kind + "\x00" + strings.Join(s.Names, "\x00") + "\x00" + s.At.key()
}

// label gives a source its bit, or one that nobody watches a number beyond.
func (r *run) label(src Source) uint {
	key := src.key()
	n, ok := r.labelOf[key]
	if !ok && r.watched.source(src.Kind)&r.live == 0 {
		if len(r.quiet) < maxQuiet {
			r.quiet = append(r.quiet, src)
		}
		n, ok = uint(maxLabels+len(r.quiet)-1), true
		r.labelOf[key] = n
	}
	if !ok {
		n = r.newLabel(src)
		r.labelOf[key] = n
	}
	return n
}

// newLabel gives a source a label of its own while there are many left, and one per
// kind after that. The bodies of modules, whose labels every root inherits, leave
// enough for those.
func (r *run) newLabel(src Source) uint {
	plenty := maxLabels - 16
	if r.root != nil && len(r.root.inits) > 0 {
		plenty = maxLabels / 3
	}
	if len(r.labels) >= plenty {
		for i := len(r.labels) - 1; i >= 0; i-- {
			if r.labels[i].Kind == src.Kind {
				return uint(i)
			}
		}
	}
	if len(r.labels) < maxLabels {
		r.labels = append(r.labels, src)
	}
	return uint(len(r.labels) - 1)
}

// alias notes that what is learnt of one symbol tells of a source too.
func (r *run) alias(sym, from text.Sym) {
	if n, ok := r.sourceOf(from); ok && sym != from {
		r.symOf[sym] = n
	}
}

// op runs a primitive operation.
func (r *run) op(fr *frame, in *ir.Instr, st *state, a *arguments) *val {
	if len(a.pos) == 0 {
		return anyVal
	}
	name, _ := a.pos[0].constant()
	if name == ops.Purpose {
		return r.purpose(in)
	}
	if name == ops.Bare {
		return refVal(value.Map, r.alloc(st, in, &obj{kind: aMap, bare: true}))
	}
	op, ok := ops.Lookup(name)
	if !ok {
		r.note(fr, in, "no operation "+name+": its result carries what its arguments carry")
		return r.carry(st, in, a.all(), resultType(fr, in))
	}
	args := a.pos[1:]
	if a.rest != nil {
		args = append(args[:len(args):len(args)], a.rest)
	}
	if strings.HasPrefix(op.Name, "fmt.") {
		args = r.writtenIn(fr, in, st, args)
	}
	return r.lift(st, args, func(args []*val) *val { return r.applyOp(st, in, op, args) })
}

// purpose names what the project's call that led here makes its result to. That
// is not among the arguments of the models in between, so they are not remembered.
func (r *run) purpose(in *ir.Instr) *val {
	if r.rec != nil {
		r.rec.placed = true
	}
	at := r.place(in)
	if at.Func == nil {
		return nilVal
	}
	return strVal(text.Lit(at.Func.Purpose(at.Span)))
}

// lift computes an operation once for each way its first argument keeps apart,
// when there are few; so a text that is one of two stays one of two.
func (r *run) lift(st *state, args []*val, f func([]*val) *val) *val {
	return f(args)
}

// carry is an unknown that carries what the values carry.
func (r *run) carry(st *state, in *ir.Instr, vs []*val, t *ir.Type) *val {
	q := question{}
	for _, v := range vs {
		l, tr := r.reach(st, v)
		if q.labels|l != q.labels {
			q.labels |= l
			if q.tr == nil {
				q.tr = tr
			}
		}
	}
	if q.labels != 0 {
		q.sym = r.newSym(in)
	}
	return r.unknown(t, q)
}

// entry notes that the outside may call a handler; it is a root of its own.
func (r *run) entry(fr *frame, in *ir.Instr, st *state, a *arguments) *val {
	if len(a.pos) < 4 {
		return anyVal
	}
	e := &root{heap: st.heap, handler: refine(st.facts, a.pos[3]), args: a.pos[4:]}
	e.entry = &Entry{At: r.place(in), By: r.root.setup(), Under: r.root.entry}
	e.entry.Kind, _ = refine(st.facts, a.pos[0]).constant()
	e.entry.Methods, _ = refine(st.facts, a.pos[1]).constant()
	e.entry.Pattern, _ = refine(st.facts, a.pos[2]).constant()
	e.entry.Handler = r.handlerOf(st, e.handler, 0)
	for _, v := range e.args {
		e.entry.Args = append(e.entry.Args, r.toAbs(st, v, 0))
	}
	r.entries = append(r.entries, e)
	r.shown++
	r.give(e)
	if r.rec != nil {
		r.rec.spoilt = true
	}
	return e.handler
}

// handlerOf is the project's function behind a handler: itself, or what a
// model's wrapper holds.
func (r *run) handlerOf(st *state, v *val, depth int) *ir.Func {
	if v == nil || depth > 4 {
		return nil
	}
	var wrapper *ir.Func
	for _, c := range v.fns {
		if c.fn != nil && !c.fn.Unit.Stub {
			return c.fn
		}
		for _, cell := range c.cells {
			if f := r.handlerOf(st, cell, depth+1); f != nil && !f.Unit.Stub {
				return f
			}
		}
		if f := r.handlerOf(st, c.recv, depth+1); f != nil && !f.Unit.Stub {
			return f
		}
		wrapper = c.fn
	}
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil || o.kind == aMap || o.kind == aList {
			continue
		}
		if h := r.handlerOf(st, o.rest, depth+1); h != nil && !h.Unit.Stub {
			return h
		}
	}
	return wrapper
}

// place is the innermost project call that led here.
func (r *run) place(in *ir.Instr) Place { return r.placeOf(r.top, in) }

// placeOf is the innermost project call that leads to an instruction of a frame.
func (r *run) placeOf(top *frame, in *ir.Instr) Place {
	at := in
	for f := top; f != nil; f = f.caller {
		if !f.fn.Unit.Stub {
			return Place{Unit: f.fn.Unit, Span: at.Span, Func: f.fn, Callee: calleeName(at)}
		}
		if f.call == nil {
			break
		}
		at = f.call
	}
	if r.root != nil && r.root.entry != nil {
		h := r.root.entry.Handler
		if h == nil || h.Unit.Stub {
			return r.root.entry.At
		}
		return Place{Unit: h.Unit, Span: h.NameSpan, Func: h, Callee: calleeName(in)}
	}
	if top != nil {
		return Place{Unit: top.fn.Unit, Span: in.Span, Func: top.fn, Callee: calleeName(in)}
	}
	return Place{Span: in.Span}
}

func calleeName(in *ir.Instr) string { return in.Name }

func (p Place) key() string {
	if p.Unit == nil {
		return "?"
	}
	return p.Unit.Path + ":" + itoa(int64(p.Span.Start)) + "-" + itoa(int64(p.Span.End))
}

// partly notes what was left out.
func (r *run) partly(fr *frame, in *ir.Instr, msg string) {
	n := len(r.notes)
	if r.note(fr, in, msg); len(r.notes) > n {
		r.notes[n].Partial = true
	}
}

func (r *run) note(fr *frame, in *ir.Instr, msg string) {
	if r.noted[msg] {
		return
	}
	r.noted[msg] = true
	at := r.place(in)
	r.notes = append(r.notes, Note{Unit: at.Unit, Span: at.Span, Text: msg})
}
