package solve

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func keyType(t *ir.Type) *ir.Type {
	if t != nil && t.Kind == ir.MapOf {
		return t.Key
	}
	return nil
}

// concat joins the texts of several values (f-strings).
func (r *run) concat(fr *frame, st *state, in *ir.Instr) *val {
	parts := make([]*val, len(in.Args))
	for i, a := range in.Args {
		parts[i] = r.toText(st, r.written(fr, in, st, st.get(a)))
	}
	v := r.built(concatVals(parts))
	if in.Flags&ir.FlagBytes != 0 {
		v.kind = value.Bytes
	}
	return v
}

func concatVals(parts []*val) *val {
	out := &val{kind: value.Str}
	strs := make([]text.Str, len(parts))
	for i, p := range parts {
		strs[i] = p.str
		if p.labels|out.labels != out.labels {
			out.tr = joinTrace(out, p)
			out.labels |= p.labels
		}
	}
	out.str = text.Concat(strs...)
	return out
}

// add is a + b: texts, lists, numbers.
func (r *run) add(st *state, in *ir.Instr, a, b *val) *val {
	if r.sem.ZeroValues { // the slices that are added are of bytes
		a, b = r.bytesOf(st, a), r.bytesOf(st, b)
	}
	switch {
	case a.kind&^(value.Str|value.Bytes) == 0 && b.hasText(), b.kind&^(value.Str|value.Bytes) == 0 && a.hasText():
		v := concatVals([]*val{a, b})
		if a.kind == value.Bytes {
			v.kind = value.Bytes
		}
		return r.built(v)
	case r.sem.PropertyKeys && (a.kind&^(value.Str|value.Nil) == 0 && a.kind&value.Str != 0 || b.kind&^(value.Str|value.Nil) == 0 && b.kind&value.Str != 0):
		return r.built(concatVals([]*val{r.toText(st, a), r.toText(st, b)}))
	case a.tuple && b.tuple && len(a.refs)+len(b.refs) == 0:
		return tupleVal(append(append([]*val(nil), a.items...), b.items...))
	case a.kind&value.List != 0 && a.kind != value.Unknown && len(a.refs) > 0:
		return r.addLists(st, in, a, b)
	case a.hasText() && b.hasText() && a.labels|b.labels != 0: // unknown + unknown: most likely texts
		v := concatVals([]*val{a, b})
		v.kind = value.Unknown
		v.lo, v.hi = minInt, maxInt
		return v
	}
	return r.arith(ir.Add, a, b)
}

// bytesOf is a slice of bytes as the text that it is; nil is an empty one.
func (r *run) bytesOf(st *state, v *val) *val {
	none := &val{kind: value.Bytes, str: text.Const("", 0, ir.Span{})}
	switch {
	case v.isNil():
		return none
	case v.kind&^value.Nil == value.List && len(v.refs) > 0:
		if held := r.buffered(st, v); held != nil {
			return held
		}
		q := question{sym: v.sym}
		q.labels, q.tr = r.reach(st, v)
		return q.text(value.Bytes)
	case v.mayNil() && v.hasText() && v.kind != value.Unknown:
		c := *v
		c.h, c.kind = 0, c.kind&^value.Nil
		return join(&c, none)
	}
	return v
}

func (r *run) addLists(st *state, in *ir.Instr, a, b *val) *val {
	o := &obj{kind: aList}
	for _, v := range []*val{a, b} {
		known, any, exact := r.elements(st, in, v)
		for _, p := range known {
			if o.rest == nil && len(o.items) < maxItems {
				o.items = append(o.items, orAny(p.val))
			} else {
				o.rest = join(o.rest, p.val)
			}
		}
		if !exact {
			o.rest = join(o.rest, any.val)
		}
	}
	return refVal(value.List, r.alloc(st, in, o))
}

// written is what an object of a class that says how it is written gives: the
// text of its method __str__.
func (r *run) written(fr *frame, in *ir.Instr, st *state, v *val) *val {
	if len(v.refs) == 0 || r.sem.Constructor == "" {
		return v
	}
	whole := r.through(st, v)
	if len(whole.refs) != 1 || whole.kind&^(value.Object|value.Nil) != 0 {
		return v
	}
	o := r.object(st, whole.refs[0].id)
	if o == nil || o.decl == nil {
		return v
	}
	f := r.p.Method(o.decl.Name, "__str__")
	if f == nil || f.NoBody {
		return v
	}
	if out, alive := r.invoke(fr, in, st, f, nil, &arguments{pos: []*val{whole}}); alive && out.hasText() {
		return out
	}
	return v
}

// writtenIn replaces the objects among a format's arguments, and in lists and maps
// of them, by what they are written as.
func (r *run) writtenIn(fr *frame, in *ir.Instr, st *state, args []*val) []*val {
	if r.sem.Constructor == "" {
		return args
	}
	out := append([]*val(nil), args...)
	for i, a := range args {
		if len(a.refs) != 1 {
			continue
		}
		o := r.deref(st, a.refs[0])
		if o == nil || o.lazy || o.many || o.kind == aStruct || o.kind == aCell {
			out[i] = r.written(fr, in, st, a)
			continue
		}
		c, changed := *o, false
		c.items, c.vals = append([]*val(nil), o.items...), append([]*val(nil), o.vals...)
		for _, list := range [][]*val{c.items, c.vals} {
			for j, e := range list {
				list[j] = r.written(fr, in, st, e)
				changed = changed || list[j] != e
			}
		}
		if changed {
			out[i] = refVal(a.kind, r.newObj(&c))
		}
	}
	return out
}

// toText is how a value reads inside a text.
func (r *run) toText(st *state, v *val) *val {
	v = r.through(st, v)
	if b := r.buffered(st, v); b != nil {
		return b
	}
	switch {
	case v.kind&^(value.Str|value.Bytes) == 0:
		return v
	case v.isInt():
		return &val{kind: value.Str, str: text.Lit(itoa(v.lo))}
	case v.kind == value.Int:
		return r.drawn(v, numberText)
	case v.kind == value.Bool && !r.sem.EmptyIsFalse:
		return boolText
	case v.kind&^(value.Int|value.Float|value.Bool) == 0:
		return r.drawn(v, floatText)
	case v.isNil() && r.sem.Null != "":
		return &val{kind: value.Str, str: text.Lit(r.sem.Null)}
	case v.isNil() && r.sem.EmptyIsFalse:
		return &val{kind: value.Str, str: text.Lit("None")}
	}
	if v.kind&^(value.Str|value.Nil) == 0 && v.hasText() { // a group of a match: what stands for nothing is the program's own word
		c := *v
		c.h, c.kind = 0, value.Str
		return &c
	}
	labels, tr := r.reach(st, v)
	if v.kind&value.Unknown == value.Unknown && len(v.refs) == 0 && v.hasText() {
		c := &val{kind: value.Str, str: v.str, labels: labels, tr: tr}
		return c
	}
	return &val{kind: value.Str, str: text.Top(labels, 0), labels: labels, tr: tr}
}

// drawn is how a number reads, with where it comes from when that is a generator:
// nobody can do harm with digits, but who knows them may.
func (r *run) drawn(v, shown *val) *val {
	of := r.generators(v)
	if of == 0 {
		return shown
	}
	c := *shown
	c.h, c.labels, c.tr = 0, of, v.tr
	c.str = c.str.MapHoles(func(h text.Hole) text.Hole { h.Labels |= of; return h })
	return &c
}

// generators are the labels of a value that come of generators.
func (r *run) generators(v *val) text.Labels {
	var of text.Labels
	if v.labels == 0 {
		return of
	}
	for n, src := range r.labels {
		if v.labels&(1<<n) != 0 && ofGenerator(src) {
			of |= 1 << n
		}
	}
	return of
}

var (
	numberText = &val{kind: value.Str, str: text.Unknown(text.Hole{Chars: text.Digits().Add('-')})}
	floatText  = &val{kind: value.Str, str: text.Unknown(text.Hole{Chars: text.Alnum().Add('-').Add('+').Add('.')})}
	boolText   = &val{kind: value.Str, str: text.Join(text.Lit("true"), text.Lit("false"))}
)

func (r *run) repeat(a, b *val) *val {
	if !a.hasText() {
		a, b = b, a
	}
	if b.isInt() && b.lo >= 0 && b.lo <= 8 {
		parts := make([]*val, b.lo)
		for i := range parts {
			parts[i] = a
		}
		return concatVals(parts)
	}
	h := a.str.Flatten()
	h.Sym, h.Prefix, h.Suffix, h.MaxLen, h.Lang, h.Not, h.Marks = 0, "", "", 0, nil, nil, nil
	return &val{kind: value.Str, str: text.Unknown(h), labels: a.labels, tr: a.tr}
}

// repeatList is a list times a number: what is in it, some number of times.
func (r *run) repeatList(st *state, a, b *val) *val {
	if a.kind == value.Int {
		a, b = b, a
	}
	if a.kind != value.List || b.kind != value.Int || len(a.refs) == 0 && !a.tuple {
		return nil
	}
	known, any, _ := r.elements(st, nil, a)
	rest := any.val
	for _, p := range known {
		rest = join(rest, p.val)
	}
	return &val{kind: value.List, refs: []ref{{id: r.newObj(&obj{kind: aList, rest: rest})}}}
}

// percent is Python's text % values.
func (r *run) percent(fr *frame, in *ir.Instr, st *state, f, args *val) *val {
	format, ok := f.constant()
	if !ok {
		if v, ok := r.between(fr, in, st, f, args); ok {
			return v
		}
		l, tr := r.reach(st, args)
		v := &val{kind: value.Str, labels: l | f.labels, tr: tr}
		if f.tr != nil {
			v.tr = f.tr
		}
		v.str = text.Concat(text.Top(v.labels, 0))
		return v
	}
	src := f.str.Alts[0]
	var parts []*val
	next := 0
	for len(format) > 0 {
		i := strings.IndexByte(format, '%')
		if i < 0 || i+1 >= len(format) {
			parts = append(parts, litAt(format, src))
			break
		}
		if i > 0 {
			parts = append(parts, litAt(format[:i], src))
		}
		name, verb, rest := directive(format[i+1:])
		format = rest
		if verb == '%' {
			parts = append(parts, litAt("%", src))
			continue
		}
		parts = append(parts, r.formatted(st, verb, r.written(fr, in, st, r.operand(st, args, name, next))))
		next++
	}
	return concatVals(parts)
}

// maxBetween bounds the values that an unknown format keeps apart.
const maxBetween = 4

// between is an unknown format with the values it is given in it, in some order:
// the format is nobody's or somebody's, what is known of the values stays theirs.
func (r *run) between(fr *frame, in *ir.Instr, st *state, f, args *val) (*val, bool) {
	args = r.through(st, args)
	values := []*val{args}
	switch {
	case args.tuple && len(args.refs) == 0:
		values = args.items
	case len(args.refs) > 0:
		o := r.object(st, args.refs[0].id)
		if len(args.refs) > 1 || o == nil || o.kind != aMap || o.lazy || o.many || o.rest != nil {
			return nil, false
		}
		values = o.vals
	}
	if len(values) == 0 || len(values) > maxBetween {
		return nil, false
	}
	around := &val{kind: value.Str, str: text.Top(f.labels, 0), labels: f.labels, tr: f.tr}
	parts := []*val{around}
	for _, v := range values {
		parts = append(parts, r.toText(st, refine(st.facts, r.written(fr, in, st, v))), around)
	}
	return concatVals(parts), true
}

func litAt(s string, src text.Seq) *val {
	if len(src) == 1 {
		return &val{kind: value.Str, str: text.Const(s, src[0].Unit, src[0].Span)}
	}
	return &val{kind: value.Str, str: text.Lit(s)}
}

// directive splits "(name)-5.2s rest".
func directive(s string) (name string, verb byte, rest string) {
	if strings.HasPrefix(s, "(") {
		if j := strings.IndexByte(s, ')'); j > 0 {
			name, s = s[1:j], s[j+1:]
		}
	}
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("0123456789.-+ #*lh", s[i]) < 0 {
			return name, s[i], s[i+1:]
		}
	}
	return name, '%', ""
}

// operand is the value that a directive formats.
func (r *run) operand(st *state, args *val, name string, n int) *val {
	if name != "" {
		return orAny(r.element(st, nil, r.through(st, args), &val{kind: value.Str, str: text.Lit(name)}))
	}
	if args.tuple {
		return orAny(tupleElement(args, intOf(int64(n))))
	}
	return args
}

func (r *run) formatted(st *state, verb byte, v *val) *val {
	switch verb {
	case 'd', 'i', 'x', 'X', 'o', 'c', 'u':
		if v.isInt() && verb == 'd' {
			return r.toText(st, v)
		}
		return floatText
	case 'f', 'F', 'e', 'E', 'g', 'G':
		return floatText
	case 'r', 'a':
		v = r.toText(st, v)
		return &val{kind: value.Str, str: text.Top(v.labels, 0), labels: v.labels, tr: v.tr}
	}
	return r.toText(st, v)
}

// slice is v[i:j].
func (r *run) slice(st *state, in *ir.Instr) *val {
	v := refine(st.facts, r.through(st, st.get(in.A)))
	bounds := make([]*val, 3)
	for i := range bounds {
		bounds[i] = nilVal
		if i < len(in.Args) && in.Args[i] != ir.NoReg {
			bounds[i] = st.get(in.Args[i])
		}
	}
	switch {
	case v.tuple && len(v.refs) == 0:
		return sliceTuple(v, bounds)
	case len(v.refs) > 0:
		if b := r.buffered(st, v); b != nil {
			return r.sliceText(st, b, bounds)
		}
		return r.sliceList(st, in, v, bounds)
	case v.hasText():
		return r.sliceText(st, v, bounds)
	}
	return v
}

func (r *run) sliceText(st *state, v *val, bounds []*val) *val {
	if op, ok := ops.Lookup("text.slice"); ok {
		got := r.applyOp(st, nil, op, append([]*val{v}, bounds...))
		if v.kind == value.Unknown {
			return join(got, v)
		}
		return got
	}
	if v.labels == 0 {
		return &val{kind: v.kind & (value.Str | value.Bytes), str: anyText}
	}
	h := v.str.Flatten()
	return &val{
		kind: v.kind, labels: v.labels, tr: v.tr, lo: v.lo, hi: v.hi,
		str: text.Unknown(text.Hole{Labels: v.labels, Chars: h.Chars, Not: h.Not, MaxLen: h.MaxLen}),
	}
}

// stride is a slice's step, when it is known.
func stride(v *val) (int64, bool) {
	if v.isNil() {
		return 1, true
	}
	return v.lo, v.isInt()
}

// window is the range of elements that constant bounds select.
func window(n int, bounds []*val) (lo, hi int, ok bool) {
	lo, hi = 0, n
	at := func(v *val, or int) (int, bool) {
		switch {
		case v.isNil():
			return or, true
		case !v.isInt():
			return 0, false
		case v.lo < 0:
			return max(0, n+int(max(v.lo, -1<<30))), true
		}
		return min(n, int(min(v.lo, 1<<30))), true
	}
	var ok2 bool
	lo, ok = at(bounds[0], 0)
	hi, ok2 = at(bounds[1], n)
	return lo, max(lo, hi), ok && ok2
}

func sliceTuple(v *val, bounds []*val) *val {
	lo, hi, ok := window(len(v.items), bounds)
	if !ok {
		e := tupleElement(v, nil)
		return &val{kind: value.List, labels: v.labels, tr: v.tr, tuple: true, items: []*val{orAny(e)}}
	}
	return tupleVal(v.items[lo:hi])
}

func (r *run) sliceList(st *state, in *ir.Instr, v *val, bounds []*val) *val {
	o := &obj{kind: aList}
	if len(v.refs) == 1 {
		src := r.object(st, v.refs[0].id)
		if src != nil && src.kind == aList {
			o.typ, o.decl, o.lazy, o.label, o.tr, o.rest = src.typ, src.decl, src.lazy, src.label, src.tr, src.rest
			step, stepped := stride(bounds[2])
			if lo, hi, ok := window(len(src.items), bounds); ok && stepped && step == 1 && (src.rest == nil && !src.lazy || lo == 0 && hi == len(src.items)) {
				o.items = src.items[lo:hi]
			} else if stepped && step == -1 && bounds[0].isNil() && bounds[1].isNil() && src.rest == nil && !src.lazy {
				o.items = slices.Clone(src.items)
				slices.Reverse(o.items)
			} else {
				for _, e := range src.items {
					o.rest = join(o.rest, e)
				}
			}
			out := refVal(value.List, r.alloc(st, in, o))
			out.typ = v.typ
			return out
		}
	}
	o.rest = r.element(st, in, v, nil)
	return refVal(value.List, r.alloc(st, in, o))
}
