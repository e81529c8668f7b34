package solve

import (
	"math"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A val is what is known of a value. It is never changed once made, so that
// states can share it; nil stands for "no value yet".
type val struct {
	kind   value.Kind
	tuple  bool // items counts: a tuple, or the several results of a call
	float  bool // the constant number was written with a point
	labels text.Labels
	sym    text.Sym // names an unknown scalar; 0 when unnamed
	str    text.Str // when kind has Str or Bytes
	lo, hi int64    // when kind has Int, Bool or Float
	refs   []ref    // when kind has Object, List or Map: the objects it may be, sorted
	fns    []*closure
	items  []*val   // a tuple's elements; tuples are values, lists are objects
	typ    *ir.Type // declared type, when it tells more than the rest
	cond   *cond    // what the truth of a boolean says
	cs     *cases   // the ways that led here, and
	alts   []*val   // the value on each of them
	tr     *trace   // how the labelled data came here
	h      uint64   // fingerprint, 0 until asked for
}

// An objID names an object of the abstract heap.
type objID uint32

// A ref points to an object (sel "") or to a part of it (a field's name, "[3]",
// "[]").
type ref struct {
	id  objID
	sel string
}

// A closure is a function value: a function with its captured cells, a bound
// method, a class, a module, or a name that leads nowhere.
type closure struct {
	fn    *ir.Func
	cells []*val
	recv  *val
	decl  *ir.TypeDecl
	name  string // qualified name, for what is none of the above
	h     uint64
}

const (
	minInt = math.MinInt64
	maxInt = math.MaxInt64
)

var (
	nilVal   = shared(val{kind: value.Nil})
	trueVal  = shared(val{kind: value.Bool, lo: 1, hi: 1})
	falseVal = shared(val{kind: value.Bool, lo: 0, hi: 0})
	boolVal  = shared(val{kind: value.Bool, lo: 0, hi: 1})
	intAny   = shared(val{kind: value.Int, lo: minInt, hi: maxInt})
	floatAny = shared(val{kind: value.Float, lo: minInt, hi: maxInt})
	anyVal   = shared(val{kind: value.Unknown, lo: minInt, hi: maxInt, str: anyText})
	anyStr   = shared(val{kind: value.Str, str: anyText})
)

// shared is a value that runs side by side may use: its fingerprint is there.
func shared(v val) *val {
	v.hash()
	return &v
}

func boolOf(b bool) *val {
	if b {
		return trueVal
	}
	return falseVal
}

func intOf(n int64) *val { return &val{kind: value.Int, lo: n, hi: n} }

func strVal(s text.Str) *val { return &val{kind: value.Str, str: s, labels: textLabels(s)} }

func refVal(kind value.Kind, id objID) *val {
	return &val{kind: kind, refs: []ref{{id: id}}}
}

func fnVal(c *closure) *val { return &val{kind: value.Func, fns: []*closure{c}} }

// isNil, isBool, isInt ask for one certain value.
func (v *val) isNil() bool  { return v.kind == value.Nil }
func (v *val) mayNil() bool { return v.kind&value.Nil != 0 }

// anything: of any kind, but for nil perhaps.
func (v *val) anything() bool { return (v.kind|value.Nil)&value.Unknown == value.Unknown }

func (v *val) isInt() bool   { return v.kind == value.Int && v.lo == v.hi }
func (v *val) hasText() bool { return v.kind&(value.Str|value.Bytes) != 0 }

// constant returns the single text v is.
func (v *val) constant() (string, bool) {
	if v == nil || v.kind&^(value.Str|value.Bytes) != 0 || v.kind == 0 {
		return "", false
	}
	return constText(v.str)
}

// truth decides v as a condition.
func (v *val) truth(emptyIsFalse bool) text.Truth {
	may, mayNot := false, false
	if v.kind&value.Bool != 0 {
		may, mayNot = may || v.hi >= 1, mayNot || v.lo <= 0
	}
	if v.kind&value.Nil != 0 {
		mayNot = true
	}
	if v.kind&value.Func != 0 {
		may = true
	}
	if v.kind&(value.Object) != 0 {
		may = true
	}
	if v.kind&(value.Int|value.Float) != 0 {
		may = may || v.lo != 0 || v.hi != 0
		mayNot = mayNot || v.lo <= 0 && v.hi >= 0
	}
	if v.hasText() {
		t := emptyTruth(v.str)
		may, mayNot = may || t != text.Always, mayNot || t != text.Never
	}
	if v.kind&(value.List|value.Map) != 0 {
		may, mayNot = true, mayNot || emptyIsFalse
	}
	switch {
	case may && mayNot, !may && !mayNot:
		return text.Maybe
	case may:
		return text.Always
	}
	return text.Never
}

// listsFalse tells that containers may be false: Python's are when they are empty,
// JavaScript's never.
func (r *run) listsFalse() bool { return r.sem.EmptyIsFalse && !r.sem.PropertyKeys }

// traced returns a copy whose way here has one more step.
func (v *val) traced(tr *trace) *val {
	c := *v
	c.tr = tr
	return &c
}
