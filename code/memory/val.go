package memory

import (
	"math"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// A val is what is known of a scalar: a number in an interval, an address with an
// interval of offsets, a function.
type val struct {
	k      kind
	fl     flag
	lo, hi int64 // numbers (of floats: bits, see floats); offsets in bytes
	obj    objID // of addresses; 0: null
	sym    sym   // names an unknown number: the value is sym + add
	add    int64
	lab    text.Labels
	cond   *cond
	fn     *ir.Func
	rest   *[]val // the variable arguments of a call
}

type kind uint8

const (
	kNone kind = iota // never written: reading it is a flaw
	kInt
	kFloat
	kPtr
	kFunc
	kAny // nobody knows; it may be an address
	kRest
)

type flag uint16

const (
	vagueLo   flag = 1 << iota // the bound is not a fact but the lack of one
	vagueHi                    //
	modular                    // a pattern of bits, not a quantity: wrapping is meant
	unchecked                  // null: from an allocation that failed
	summed                     // came of arithmetic whose overflow shows when it is narrowed
	turning                    // changes from turn to turn of a loop
	opened                     // a resource that must be closed
	parsed                     // a number that the outside wrote, at its full width
	answered                   // what code gave that nobody modelled
	measured                   // the length of something that is in memory, or made of one
)

type sym uint32
type objID int32

const (
	minInt = math.MinInt64
	maxInt = math.MaxInt64
)

func num(n int64) val { return val{k: kInt, lo: n, hi: n} }

func between(lo, hi int64) val { return val{k: kInt, lo: lo, hi: hi} }

func floats(lo, hi float64) val {
	return val{k: kFloat, lo: int64(math.Float64bits(lo)), hi: int64(math.Float64bits(hi))}
}

func (v val) floats() (lo, hi float64) {
	if v.k == kFloat {
		return math.Float64frombits(uint64(v.lo)), math.Float64frombits(uint64(v.hi))
	}
	return float64(v.lo), float64(v.hi)
}

var null = val{k: kPtr}

func (v val) exact() bool { return v.lo == v.hi && (v.k == kInt || v.k == kFloat) }
func (v val) null() bool {
	return v.k == kPtr && v.obj == 0 && v.lo == 0 && v.hi == 0 || v.k == kInt && v.lo == 0 && v.hi == 0
}

// A form is how an integer type represents numbers.
type form struct {
	min, max int64
	size     int64
	float    bool
	pointer  bool
	any      bool
	unsigned bool
	boolean  bool
}

// formOf reads a declared type of C.
func formOf(t *ir.Type) form {
	if t == nil {
		return form{any: true, min: minInt, max: maxInt, size: 8}
	}
	switch t.Kind {
	case ir.Pointer, ir.FuncOf:
		return form{pointer: true, size: 8, min: minInt, max: maxInt}
	case ir.Named:
		if f, ok := forms[t.Name]; ok {
			return f
		}
	}
	return form{any: true, min: minInt, max: maxInt, size: 8}
}

var forms = func() map[string]form {
	m := map[string]form{}
	add := func(size uint, unsigned bool, names ...string) {
		f := form{size: int64(size), unsigned: unsigned, min: minInt, max: maxInt}
		switch {
		case unsigned && size < 8:
			f.min, f.max = 0, 1<<(8*size)-1
		case unsigned:
			f.min = 0
		case size < 8:
			f.min, f.max = -1<<(8*size-1), 1<<(8*size-1)-1
		}
		for _, n := range names {
			m[n] = f
		}
	}
	add(1, false, "char", "signed char", "int8_t")
	add(1, true, "unsigned char", "uint8_t", "char8_t")
	add(2, false, "short", "int16_t")
	add(2, true, "unsigned short", "uint16_t", "char16_t")
	add(4, false, "int", "wchar_t", "int32_t")
	add(4, true, "unsigned int", "uint32_t", "char32_t")
	add(8, false, "long", "long long", "int64_t", "ssize_t", "ptrdiff_t", "intptr_t", "off_t", "time_t", "__int128", "__int128_t")
	add(8, true, "unsigned long", "unsigned long long", "size_t", "uint64_t", "uintptr_t", "unsigned __int128", "__uint128_t")
	m["bool"] = form{size: 1, unsigned: true, max: 1, boolean: true}
	for _, n := range []string{"float", "double", "long double"} {
		m[n] = form{size: 8, float: true}
	}
	m["void"] = form{any: true, min: minInt, max: maxInt, size: 1}
	return m
}()

// unknownOf is any value of a form.
func unknownOf(f form, lab text.Labels) val {
	switch {
	case f.float:
		v := floats(math.Inf(-1), math.Inf(1))
		v.lab, v.fl = lab, vagueLo|vagueHi
		return v
	case f.pointer, f.any:
		return val{k: kAny, lo: minInt, hi: maxInt, lab: lab, fl: vagueLo | vagueHi}
	}
	return val{k: kInt, lo: f.min, hi: f.max, lab: lab, fl: vagueLo | vagueHi}
}

var anything = unknownOf(form{any: true}, 0)

// join is what two ways agree on.
func join(a, b val) val {
	if a == b {
		return a
	}
	lab := a.lab | b.lab
	switch {
	case a.k == kNone && b.k == kNone:
		return a
	case a.k == kNone || b.k == kNone:
		return val{k: kAny, lo: minInt, hi: maxInt, lab: lab, fl: vagueLo | vagueHi}
	case a.k == kPtr && b.k == kPtr && a.obj == b.obj, a.k == kInt && b.k == kInt:
		out := val{k: a.k, obj: a.obj, lo: min(a.lo, b.lo), hi: max(a.hi, b.hi), lab: lab, fl: (a.fl | b.fl) &^ (vagueLo | vagueHi)}
		out.fl |= vague(a, b)
		if a.sym == b.sym && a.add == b.add {
			out.sym, out.add = a.sym, a.add
		}
		return out
	case a.k == kFloat && b.k == kFloat:
		al, ah := a.floats()
		bl, bh := b.floats()
		out := floats(math.Min(al, bl), math.Max(ah, bh))
		out.lab, out.fl = lab, (a.fl|b.fl)&(vagueLo|vagueHi)
		return out
	case a.k == kFunc && b.k == kFunc && a.fn == b.fn && a.obj == b.obj:
		return a
	}
	return val{k: kAny, lo: minInt, hi: maxInt, lab: lab, fl: vagueLo | vagueHi}
}

// vague keeps that a bound is not known of the value that brings it.
func vague(a, b val) flag {
	var f flag
	if a.lo <= b.lo {
		f |= a.fl & vagueLo
	}
	if b.lo <= a.lo {
		f |= b.fl & vagueLo
	}
	if a.hi >= b.hi {
		f |= a.fl & vagueHi
	}
	if b.hi >= a.hi {
		f |= b.fl & vagueHi
	}
	return f
}

// widen gives up a bound that moves.
func widen(old, next val) val {
	if old == next {
		return old
	}
	out := join(old, next)
	switch out.k {
	case kInt, kPtr:
		if out.lo < old.lo {
			out.lo = minInt
			out.fl |= vagueLo
		}
		if out.hi > old.hi {
			out.hi = maxInt
			out.fl |= vagueHi
		}
		out.fl |= turning
		out.sym, out.add = 0, 0
	}
	return out
}
