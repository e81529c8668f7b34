package solve

import (
	"cmp"
	"math"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A question asks for an unknown value: of which type, whose data, under which
// name. part, when set, is the part of an object that it fills, so that asking
// again finds the same thing.
type question struct {
	labels text.Labels
	sym    text.Sym
	tr     *trace
	part   *partKey
}

// about is a question for a part of something.
func (r *run) about(id objID, name string, labels text.Labels, tr *trace) question {
	q := question{labels: labels, tr: tr, part: &partKey{id, name}}
	q.sym = r.ask(birth{tag: mixString(41, name), obj: id, hasObj: true})
	return q
}

// unknown is any value of the declared type. Structs, lists and maps become
// objects whose parts are made when they are asked for.
func (r *run) unknown(t *ir.Type, q question) *val { return r.unknownIn(t, q, 0) }

func (r *run) unknownIn(t *ir.Type, q question, depth int) *val {
	if t == nil || t.Kind == ir.Any || depth > 8 {
		return q.anything(nil)
	}
	switch t.Kind {
	case ir.Named:
		return r.unknownNamed(t, q, depth)
	case ir.Pointer:
		v := r.unknownIn(t.Elem, q, depth+1)
		c := *v
		c.h = 0
		c.kind |= value.Nil
		if c.sym == 0 && len(c.refs) > 0 {
			c.sym = q.sym
		}
		return &c
	case ir.ListOf, ir.ChanOf:
		return r.lazyObject(value.List|value.Nil, &obj{kind: aList, typ: t, lazy: true}, q)
	case ir.MapOf:
		return r.lazyObject(value.Map|value.Nil, &obj{kind: aMap, typ: t, lazy: true}, q)
	case ir.FuncOf:
		return &val{kind: value.Func | value.Nil, typ: t, labels: q.labels, tr: q.tr, sym: q.sym}
	case ir.TupleOf:
		items := make([]*val, len(t.Args))
		for i, a := range t.Args {
			sub := q
			sub.part = nil
			if q.sym != 0 {
				sub.sym = r.ask(birth{tag: mix(0x51, uint64(i)), sym: q.sym})
				r.alias(sub.sym, q.sym)
			}
			items[i] = r.unknownIn(a, sub, depth+1)
		}
		return tupleVal(items)
	}
	return q.anything(t)
}

// unknownInt is a whole number; whose it is matters where its range is asked for.
func (r *run) unknownInt(q question, lo, hi int64) *val {
	if r.g.wraps {
		return &val{kind: value.Int, lo: lo, hi: hi, sym: q.sym, labels: q.labels, tr: q.tr}
	}
	return &val{kind: value.Int, lo: lo, hi: hi, sym: q.sym}
}

func (r *run) unknownNamed(t *ir.Type, q question, depth int) *val {
	switch r.builtinName(t.Name) {
	case "string", "str":
		return q.text(value.Str)
	case "bytes", "bytearray":
		return q.text(value.Bytes)
	case "bool":
		return &val{kind: value.Bool, lo: 0, hi: 1, sym: q.sym}
	case "int", "int64":
		return r.unknownInt(q, minInt, maxInt)
	case "int8", "int16", "int32", "rune":
		of := wholes[cmp.Or(sizes[t.Name], "int")]
		return r.unknownInt(q, of.lo, of.hi)
	case "uint", "uint64", "uintptr":
		return r.unknownInt(q, 0, maxInt)
	case "uint8", "byte":
		return r.unknownInt(q, 0, math.MaxUint8)
	case "uint16":
		return r.unknownInt(q, 0, math.MaxUint16)
	case "uint32":
		return r.unknownInt(q, 0, math.MaxUint32)
	case "float", "float32", "float64", "complex64", "complex128":
		return &val{kind: value.Float, lo: minInt, hi: maxInt}
	case "None", "NoneType":
		return nilVal
	case "error":
		return &val{kind: value.Object | value.Nil, typ: t, labels: q.labels, tr: q.tr, sym: q.sym}
	case "list", "set", "frozenset", "List", "Set", "Iterable", "Sequence":
		return r.lazyObject(value.List, &obj{kind: aList, lazy: true, typ: listOf(t)}, q)
	case "dict", "Dict", "Mapping":
		return r.lazyObject(value.Map, &obj{kind: aMap, lazy: true, typ: mapOf(t)}, q)
	case "any", "object", "Any", "":
		return q.anything(nil)
	}
	decl := r.p.Type(t.Name)
	if decl == nil {
		return q.anything(t)
	}
	switch {
	case decl.Kind == ir.Interface:
		return q.anything(t)
	case decl.Kind == ir.Defined && decl.Under != nil && decl.Under.Name != t.Name:
		v := *r.unknownIn(decl.Under, q, depth+1)
		v.h, v.typ = 0, t
		return &v
	}
	return r.lazyObject(value.Object, &obj{kind: aStruct, typ: t, decl: decl, lazy: true}, q)
}

// builtinName is the bare name of a built-in type, "-" for others.
func (r *run) builtinName(name string) string {
	if !strings.Contains(name, ".") {
		return name
	}
	if rest, ok := strings.CutPrefix(name, r.sem.Builtin+"."); ok {
		return rest
	}
	if rest, ok := strings.CutPrefix(name, "typing."); ok {
		return rest
	}
	return "-"
}

func listOf(t *ir.Type) *ir.Type {
	if len(t.Args) == 0 {
		return nil
	}
	return &ir.Type{Kind: ir.ListOf, Elem: t.Args[0]}
}

func mapOf(t *ir.Type) *ir.Type {
	if len(t.Args) < 2 {
		return nil
	}
	return &ir.Type{Kind: ir.MapOf, Key: t.Args[0], Elem: t.Args[1]}
}

// anything is a value of which nothing but perhaps a type's name is known.
func (q question) anything(t *ir.Type) *val {
	if q.labels == 0 && q.sym == 0 {
		if t == nil {
			return anyVal
		}
		return &val{kind: value.Unknown, lo: minInt, hi: maxInt, str: anyText, typ: t}
	}
	return &val{
		kind: value.Unknown, lo: minInt, hi: maxInt, typ: t, labels: q.labels, sym: q.sym, tr: q.tr,
		str: text.Top(q.labels, q.sym),
	}
}

func (q question) text(kind value.Kind) *val {
	if q.labels == 0 && q.sym == 0 && kind == value.Str {
		return anyStr
	}
	return &val{kind: kind, str: text.Top(q.labels, q.sym), labels: q.labels, tr: q.tr}
}

// lazyObject is the object that answers the question, the same one each time.
func (r *run) lazyObject(kind value.Kind, o *obj, q question) *val {
	o.label, o.tr = q.labels, q.tr
	v := &val{kind: kind, labels: q.labels, tr: q.tr, typ: o.typ}
	if q.part == nil {
		v.refs = []ref{{id: r.newObj(o)}}
		return v
	}
	key := *q.part
	key.name += "|" + o.typ.String()
	id, ok := r.part(key)
	if !ok {
		id = r.newObj(o)
		r.settle(id, key)
	}
	v.refs = []ref{{id: id}}
	return v
}

// zero is what a declared variable or field holds before it is set.
func (r *run) zero(t *ir.Type) *val { return r.zeroIn(t, 0) }

func (r *run) zeroIn(t *ir.Type, depth int) *val {
	if !r.sem.ZeroValues || t == nil || t.Kind != ir.Named || depth > 8 {
		return nilVal
	}
	switch r.builtinName(t.Name) {
	case "string":
		return emptyStr
	case "bool":
		return falseVal
	case "error", "any":
		return nilVal
	case "-":
	default:
		return zeroInt
	}
	decl := r.p.Type(t.Name)
	switch {
	case decl == nil || decl.Kind == ir.Interface:
		return nilVal
	case decl.Kind == ir.Defined:
		v := *r.zeroIn(decl.Under, depth+1)
		v.h, v.typ = 0, t
		return &v
	}
	return refVal(value.Object, r.newObj(&obj{kind: aStruct, typ: t, decl: decl}))
}

var (
	emptyStr = &val{kind: value.Str, str: text.Lit("")}
	zeroInt  = intOf(0)
)

func tupleVal(items []*val) *val {
	v := &val{kind: value.List, tuple: true, items: items}
	for _, e := range items {
		if e == nil {
			continue
		}
		if v.labels|e.labels != v.labels {
			v.labels |= e.labels
			v.tr = e.tr
		}
	}
	return v
}
