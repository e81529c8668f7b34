package solve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// maxAbsDepth bounds lists within lists that operations and demands see.
const maxAbsDepth = 4

// maxKeys bounds the keys of a map that demands see.
const maxKeys = 96

// toAbs is what operations and demands see of a value.
func (r *run) toAbs(st *state, v *val, depth int) value.Abs {
	v = refine(st.facts, v)
	if len(v.refs) > 0 {
		v = refine(st.facts, r.through(st, v))
	}
	a := value.Abs{Kind: v.kind, Labels: v.labels, Lo: v.lo, Hi: v.hi, Opaque: v}
	if v.hasText() {
		a.Str = v.str
	}
	if v.kind&(value.List|value.Map|value.Object) != 0 && len(v.refs) > 0 {
		a.Labels |= r.objLabels(st, v)
	}
	if v.kind&^value.Nil == value.Map && depth < maxAbsDepth && len(v.refs) == 1 {
		a.Keys, a.Vals = r.absMap(st, v, depth)
	}
	if v.kind&value.List == 0 || depth >= maxAbsDepth || v.kind == value.Unknown && !v.tuple {
		return a
	}
	if known, any, exact := r.elements(st, nil, v); exact {
		a.Items = make([]value.Abs, len(known))
		for i, p := range known {
			a.Items[i] = r.toAbs(st, orAny(p.val), depth+1)
		}
	} else {
		for _, p := range known {
			any.val = join(any.val, p.val)
		}
		rest := r.toAbs(st, orAny(any.val), depth+1)
		a.Rest = &rest
	}
	return a
}

// absMap lists the keys and values of a map when all that are somebody's have known names.
func (r *run) absMap(st *state, v *val, depth int) (keys []string, vals []value.Abs) {
	o := r.object(st, v.refs[0].id)
	if o == nil || o.kind != aMap || o.lazy || len(o.names) > maxKeys || r.ofOthers(st, o.rest) || r.ofOthers(st, o.key) {
		return nil, nil
	}
	for i, n := range o.names {
		w, ok := keyVal(n).constant()
		if !ok {
			return nil, nil
		}
		keys, vals = append(keys, w), append(vals, r.toAbs(st, o.vals[i], depth+1))
	}
	return keys, vals
}

// ofOthers reports whether anything of v is somebody's.
func (r *run) ofOthers(st *state, v *val) bool {
	if v == nil {
		return false
	}
	labels, _ := r.reach(st, v)
	return labels != 0
}

// fromAbs is the value that an operation made.
func (r *run) fromAbs(st *state, a value.Abs, tr *trace) *val {
	if v, ok := a.Opaque.(*val); ok && a.Kind == v.kind && (!v.hasText() || sameText(a.Str, v.str)) && a.Guard == nil {
		return v
	}
	v := &val{kind: a.Kind, labels: a.Labels, lo: a.Lo, hi: a.Hi, cond: guardCond(a.Guard), tr: tr}
	if v.hasText() {
		v.str = a.Str
		if textIsNone(v.str) {
			v.str = text.Top(a.Labels, 0)
		}
		v.labels |= textLabels(v.str)
	}
	if v.labels == 0 {
		v.tr = nil
	}
	if a.Kind&value.List == 0 || a.Kind == value.Unknown || a.Items == nil && a.Rest == nil {
		return v
	}
	o := &obj{kind: aList}
	for _, it := range a.Items {
		o.items = append(o.items, r.fromAbs(st, it, tr))
	}
	if a.Rest != nil {
		o.rest = r.fromAbs(st, *a.Rest, tr)
	}
	v.refs = []ref{{id: r.newObj(o)}}
	for _, e := range append(o.items[:len(o.items):len(o.items)], o.rest) {
		if e != nil {
			v.labels |= e.labels
		}
	}
	return v
}

func sameText(a, b text.Str) bool { return textHash(a) == textHash(b) }

// applyOp runs the abstract reading of an operation.
func (r *run) applyOp(st *state, at *ir.Instr, op ops.Op, args []*val) *val {
	in := make([]value.Abs, len(args))
	var tr *trace
	for i, v := range args {
		in[i] = r.toAbs(st, v, 0)
		if r.sem.ZeroValues && (strings.HasPrefix(op.Name, "fmt.") || slices.Contains(writing, op.Name)) {
			tr = r.printed(st, &in[i], tr)
		}
		if in[i].Labels != 0 && (tr == nil || in[i].Labels&^tr.labels != 0) {
			tr = r.also(st, tr, v)
		}
	}
	out := r.doOp(op, in)
	if h, ok := lone(out.Str); ok && h.Sym == 0 && h.Labels != 0 {
		sym, ok := r.symOfOp(op, in)
		if !ok && at != nil {
			sym, ok = r.newSym(at), true
		}
		if ok {
			out.Str = out.Str.MapHoles(func(h text.Hole) text.Hole {
				h.Sym = sym
				return h
			})
		}
	}
	for _, v := range args {
		if of := r.generators(v); of != 0 && out.Kind&value.Str != 0 {
			out.Str, out.Labels, tr = labelText(out.Str, of), out.Labels|of, cmp.Or(tr, v.tr)
		}
	}
	if op.Name == "len" && r.sem.ZeroValues { // what is in memory already is as long as it may be
		out.Labels = 0
	}
	v := r.fromAbs(st, out, tr)
	if op.Name == "text.len" && v.labels != 0 && v.sym == 0 && !v.isInt() { // the same text is as long whenever it is asked
		v.sym, _ = r.symOfOp(op, in)
	}
	if v.kind == value.Int && v.labels != 0 && v.sym == 0 && !v.isInt() && at != nil && r.g.wraps {
		v.sym = r.newSym(at) // a number that the program may compare
	}
	return v
}

// writing are the operations that write what they are given, whatever it is.
var writing = []string{"json.encode", "json.encode_raw", "template.render", "xml.encode", "yaml.encode"}

// printed gives a struct of the program whose fields such an operation writes the labels
// of what can be reached through it, and those the way tr.
func (r *run) printed(st *state, a *value.Abs, tr *trace) *trace {
	for i := range a.Items {
		tr = r.printed(st, &a.Items[i], tr)
	}
	if a.Rest != nil {
		tr = r.printed(st, a.Rest, tr)
	}
	v, _ := a.Opaque.(*val)
	if v == nil || !slices.ContainsFunc(v.refs, func(f ref) bool { return r.ownStruct(st, f) }) {
		return tr
	}
	l, way := r.reach(st, v)
	a.Labels |= l
	if l != 0 && (tr == nil || l&^tr.labels != 0) && way != nil {
		tr = r.also(st, tr, &val{tr: way, labels: l})
	}
	return tr
}

// ownStruct tells a struct of the program from one of a library, which writes
// itself as its model says.
func (r *run) ownStruct(st *state, f ref) bool {
	o := r.object(st, f.id)
	return o != nil && o.kind == aStruct && (o.decl == nil || o.decl.Unit == nil || !o.decl.Unit.Stub)
}

// also adds the way of a value to the way of those before it.
func (r *run) also(st *state, tr *trace, v *val) *trace {
	next := v.tr
	if next == nil {
		_, next = r.reach(st, v)
	}
	if tr == nil || next == nil {
		return cmp.Or(tr, next)
	}
	return &trace{labels: tr.labels | next.labels, prev: tr, other: next}
}

// lone is the hole that a text consists of.
func lone(s text.Str) (*text.Hole, bool) {
	if len(s.Alts) != 1 || len(s.Alts[0]) != 1 || s.Alts[0][0].Hole == nil {
		return nil, false
	}
	return s.Alts[0][0].Hole, true
}

// symOfOp names what an operation makes of arguments of which every part has a
// name, so that what is learnt of the result holds for it wherever it goes.
func (r *run) symOfOp(op ops.Op, args []value.Abs) (text.Sym, bool) {
	h := mixString(0x0b5, op.Name)
	for _, a := range args {
		if len(a.Items) > 0 || a.Rest != nil || a.Kind&^(value.Str|value.Bytes|value.Nil|value.Int|value.Bool) != 0 {
			return 0, false
		}
		for _, q := range a.Str.Alts {
			for _, p := range q {
				if p.Hole != nil && p.Hole.Sym == 0 {
					return 0, false
				}
			}
		}
		h = mix(h, textHash(a.Str)+uint64(a.Lo))
	}
	return r.symFor(h), true
}

func (r *run) opContext() *ops.Context {
	if r.opctx == nil {
		r.opctx = &ops.Context{Dialect: r.sem.RegexDialect, Derive: func(op string, from text.Sym) text.Sym {
			if from == 0 {
				return 0
			}
			s := r.ask(birth{tag: mixString(0xde1, op), sym: from, op: true})
			return s
		}}
	}
	return r.opctx
}

// objLabels is whose data a container or object holds at its first level.
func (r *run) objLabels(st *state, v *val) text.Labels {
	l := v.labels
	for _, f := range v.refs {
		o := r.object(st, f.id)
		if o == nil {
			continue
		}
		l |= o.label
		if e := o.all(); e != nil && o.kind != aStruct {
			l |= e.labels
		}
	}
	return l
}

// maxReach bounds how far through objects labels are looked for.
const maxReach = 4

// reach collects whose data can be reached through a value, and one way to it.
func (r *run) reach(st *state, v *val) (text.Labels, *trace) {
	if len(v.refs) == 0 && len(v.items) == 0 && len(v.fns) == 0 || len(r.labels) == 0 {
		return v.labels, v.tr
	}
	w := &r.reacher
	*w = reacher{r: r, st: st, seen: w.seen[:0]}
	w.value(v, 0)
	w.st = nil
	return w.labels, w.tr
}

type reacher struct {
	r      *run
	st     *state
	seen   []objID
	labels text.Labels
	tr     *trace
}

func (w *reacher) note(l text.Labels, tr *trace) {
	if w.labels|l != w.labels {
		w.labels |= l
		if w.tr == nil {
			w.tr = tr
		} else if tr != nil && tr != w.tr {
			w.tr = &trace{labels: w.labels, prev: w.tr, other: tr}
		}
	}
}

func (w *reacher) value(v *val, depth int) {
	if v == nil || depth > maxReach {
		return
	}
	w.note(v.labels, v.tr)
	for _, e := range v.items {
		w.value(e, depth+1)
	}
	for _, c := range v.fns {
		w.value(c.recv, depth+1)
		for _, cell := range c.cells {
			w.value(cell, depth+1)
		}
	}
	for i := range v.refs {
		w.object(v.refs[i].id, depth)
	}
}

func (w *reacher) object(id objID, depth int) {
	if len(w.seen) > 64 || slices.Contains(w.seen, id) {
		return
	}
	w.seen = append(w.seen, id)
	o := w.r.peek(w.st, id)
	if o == nil {
		return
	}
	w.note(o.label, o.tr)
	for _, e := range o.vals {
		w.value(e, depth+1)
	}
	for _, e := range o.items {
		w.value(e, depth+1)
	}
	w.value(o.rest, depth+1)
	w.value(o.key, depth+1)
}
