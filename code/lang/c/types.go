package c

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// A ctype is a type of C with its layout (LP64). Types do not change once made,
// save that a record is filled in when its definition is met.
type ctype struct {
	kind     form
	name     string // basic and named types
	size     int64  // bytes; of arrays and records see [ctype.bytes]
	signed   bool
	elem     *ctype // of pointers, references, arrays; a function's result
	n        int64  // elements of an array; -1 unknown
	length   ir.Reg // of an array whose length is computed
	params   []*ctype
	variadic bool
	rec      *record
	args     []*ctype // template arguments
	out      *ir.Type
}

type form uint8

const (
	tVoid form = iota
	tInt
	tFloat
	tPtr
	tRef
	tArray
	tFunc
	tRecord
	tUnknown // a type nobody declared
)

// A record is a struct, union or class.
type record struct {
	name    string
	union   bool
	fields  []field
	bases   []*ctype
	methods map[string][]*method
	size    int64
	align   int64
	defined bool
	virtual bool
	inits   bool // a field has an initialiser
	implied bool // its destructor is not written
	generic bool // a template, or within one
	typ     *ctype
}

type field struct {
	name string
	typ  *ctype
	off  int64
	init syntax.ID // what it is when a constructor says nothing
}

type method struct {
	name    string // qualified, as functions are
	typ     *ctype
	virtual bool
	static  bool
}

var basics = func() map[string]*ctype {
	m := map[string]*ctype{}
	add := func(kind form, size int64, signed bool, names string) {
		for _, n := range strings.Split(names, ",") {
			m[n] = &ctype{kind: kind, name: n, size: size, signed: signed, out: &ir.Type{Kind: ir.Named, Name: n}}
		}
	}
	add(tVoid, 0, false, "void")
	add(tInt, 1, true, "char,signed char,int8_t")
	add(tInt, 1, false, "unsigned char,bool,char8_t,uint8_t")
	add(tInt, 2, true, "short,int16_t")
	add(tInt, 2, false, "unsigned short,char16_t,uint16_t")
	add(tInt, 4, true, "int,wchar_t,int32_t")
	add(tInt, 4, false, "unsigned int,char32_t,uint32_t")
	add(tInt, 8, true, "long,long long,int64_t,ssize_t,ptrdiff_t,intptr_t,off_t,time_t")
	add(tInt, 8, false, "unsigned long,unsigned long long,size_t,uint64_t,uintptr_t")
	add(tInt, 16, true, "__int128,__int128_t")
	add(tInt, 16, false, "unsigned __int128,__uint128_t")
	add(tFloat, 4, true, "float")
	add(tFloat, 8, true, "double")
	add(tFloat, 16, true, "long double")
	return m
}()

var (
	voidType   = basics["void"]
	intType    = basics["int"]
	charType   = basics["char"]
	longType   = basics["long"]
	sizeType   = basics["size_t"]
	doubleType = basics["double"]
	wcharType  = basics["wchar_t"]
	boolType   = basics["bool"]
	voidPtr    = pointer(voidType)
	charPtr    = pointer(charType)
	wcharPtr   = pointer(wcharType)
	anyType    = &ctype{kind: tUnknown, size: 8, out: &ir.Type{Kind: ir.Any}}
)

func pointer(to *ctype) *ctype { return &ctype{kind: tPtr, size: 8, elem: to} }
func refTo(to *ctype) *ctype   { return &ctype{kind: tRef, size: 8, elem: to} }
func array(of *ctype, n int64) *ctype {
	return &ctype{kind: tArray, elem: of, n: n, length: ir.NoReg}
}

func newRecord(name string) *ctype {
	t := &ctype{kind: tRecord, name: name, rec: &record{name: name, align: 1, methods: map[string][]*method{}}}
	t.rec.typ = t
	return t
}

// maxNest bounds types within types.
const maxNest = 40

// bytes is the size of a type, 0 when it is not known.
func (t *ctype) bytes() int64 { return t.sized(0) }

func (t *ctype) sized(depth int) int64 {
	switch {
	case t == nil || depth > maxNest:
		return 0
	case t.kind == tArray:
		if t.n < 0 {
			return 0
		}
		e := t.elem.sized(depth + 1)
		if e > 0 && t.n > (1<<46)/e {
			return 1 << 46
		}
		return t.n * e
	case t.kind == tRecord:
		return t.rec.size
	}
	return t.size
}

func (t *ctype) align(depth int) int64 {
	switch {
	case depth > maxNest:
		return 1
	case t.kind == tArray:
		return t.elem.align(depth + 1)
	case t.kind == tRecord:
		return t.rec.align
	}
	return max(1, min(t.size, 16))
}

// put adds a member and gives it its place.
func (r *record) put(name string, t *ctype) {
	a := max(1, t.align(0))
	off := int64(0)
	if !r.union {
		off = (r.size + a - 1) / a * a
	}
	r.fields = append(r.fields, field{name: name, typ: t, off: off})
	r.size = max(r.size, off+t.bytes())
	r.align = max(r.align, a)
}

// close rounds the size up to the alignment.
func (r *record) close() {
	r.size = (r.size + r.align - 1) / r.align * r.align
	r.defined = true
}

// find looks for a member, in unnamed members and base classes too.
func (r *record) find(name string, depth int) (field, bool) {
	if depth > maxNest {
		return field{}, false
	}
	for _, f := range r.fields {
		if f.name == name && name != "" {
			return f, true
		}
		if f.name == "" && f.typ.kind == tRecord {
			if in, ok := f.typ.rec.find(name, depth+1); ok {
				in.off += f.off
				return in, true
			}
		}
	}
	return field{}, false
}

// lookup finds the methods of a name, in base classes too.
func (r *record) lookup(name string, depth int) []*method {
	if depth > maxNest {
		return nil
	}
	if ms := r.methods[name]; len(ms) > 0 {
		return ms
	}
	for _, b := range r.bases {
		if b.kind == tRecord {
			if ms := b.rec.lookup(name, depth+1); len(ms) > 0 {
				return ms
			}
		}
	}
	return nil
}

// ir is the type as the IR says it.
func (t *ctype) ir() *ir.Type { return t.toIR(0) }

func (t *ctype) toIR(depth int) *ir.Type {
	if t == nil || depth > maxNest {
		return nil
	}
	if t.out != nil {
		return t.out
	}
	out := &ir.Type{}
	switch t.kind {
	case tPtr, tRef:
		out.Kind = ir.Pointer
		out.Elem = t.elem.toIR(depth + 1)
		if out.Elem == nil {
			out.Elem = &ir.Type{Kind: ir.Any}
		}
	case tArray:
		out.Kind, out.Elem, out.Name = ir.ListOf, t.elem.toIR(depth+1), strconv.FormatInt(t.n, 10)
		if out.Elem == nil {
			out.Elem = &ir.Type{Kind: ir.Any}
		}
	case tFunc:
		out.Kind = ir.FuncOf
	case tRecord:
		out.Kind, out.Name = ir.Named, t.rec.name
	default:
		out.Kind = ir.Any
	}
	t.out = out
	return out
}

// strip looks through references.
func (t *ctype) strip() *ctype {
	if t != nil && t.kind == tRef {
		return t.elem
	}
	return t
}

func (t *ctype) scalar() bool     { return t.kind != tRecord && t.kind != tArray }
func (t *ctype) pointing() bool   { return t.kind == tPtr || t.kind == tArray }
func (t *ctype) arithmetic() bool { return t.kind == tInt || t.kind == tFloat }

// decay is what an array or function becomes as a value.
func (t *ctype) decay() *ctype {
	switch t.kind {
	case tArray:
		return pointer(t.elem)
	case tFunc:
		return pointer(t)
	}
	return t
}

// promote is C's integer promotion.
func promote(t *ctype) *ctype {
	if t.kind == tInt && t.size < 4 {
		return intType
	}
	return plain(t)
}

// common is the type in which two operands are computed.
func common(a, b *ctype) *ctype {
	switch {
	case a.kind == tFloat && b.kind == tFloat:
		if a.size >= b.size {
			return a
		}
		return b
	case a.kind == tFloat:
		return a
	case b.kind == tFloat:
		return b
	case a.kind != tInt && b.kind == tInt:
		return promote(b)
	case a.kind == tInt && b.kind != tInt:
		return promote(a)
	}
	a, b = promote(a), promote(b)
	switch {
	case a.size > b.size:
		return a
	case b.size > a.size:
		return b
	case !a.signed:
		return a
	}
	return b
}
