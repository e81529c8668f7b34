package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func (r *run) unary(tok ir.Tok, a *val) *val {
	switch tok {
	case ir.Not:
		return r.not(a)
	case ir.Neg:
		if a.isInt() {
			return intOf(-a.lo)
		}
		if a.kind == value.Int && a.lo > minInt && a.hi < maxInt {
			return &val{kind: value.Int, lo: -a.hi, hi: -a.lo}
		}
		if a.kind == value.Float {
			return floatAny
		}
		return intAny
	case ir.BitNot:
		if a.isInt() {
			return intOf(^a.lo)
		}
		return intAny
	}
	return a
}

func (r *run) not(a *val) *val {
	switch a.truth(r.listsFalse()) {
	case text.Always:
		return falseVal
	case text.Never:
		return trueVal
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: notCond(condOf(a))}
}

func (r *run) binary(fr *frame, in *ir.Instr, st *state, a, b *val) *val {
	switch in.Tok {
	case ir.Eq, ir.Ne, ir.Is, ir.IsNot, ir.Lt, ir.Le, ir.Gt, ir.Ge:
		compare := func(x, y *val) *val { return r.compare(in.Tok, refine(st.facts, x), refine(st.facts, y)) }
		return namedToo(r.overWays(st, a, b, compare), a, b, compare)
	case ir.In, ir.NotIn:
		v := r.contains(st, a, b)
		if in.Tok == ir.NotIn {
			return r.not(v)
		}
		return v
	case ir.Add:
		return r.wraps(fr, in, st, refine(st.facts, a), refine(st.facts, b), r.add(st, in, a, b))
	case ir.Mod:
		if r.sem.PercentFormat && a.hasText() {
			return r.percent(fr, in, st, a, b)
		}
	case ir.Mul:
		if !r.sem.PropertyKeys && (a.hasText() && b.kind == value.Int || b.hasText() && a.kind == value.Int) {
			return r.repeat(a, b)
		}
		if l := r.repeatList(st, a, b); l != nil && r.sem.PercentFormat {
			return l
		}
	case ir.BitOr:
		if a.kind&(value.Map|value.List) != 0 && len(a.refs) > 0 {
			return join(a, b)
		}
	}
	return r.wraps(fr, in, st, refine(st.facts, a), refine(st.facts, b), r.arith(in.Tok, a, b))
}

// namedToo reads a comparison of a number that ways keep apart also as one of the number
// by its name: what it says then holds whichever way was taken.
func namedToo(out, a, b *val, compare func(x, y *val) *val) *val {
	if out.cs == nil || (a.cs == nil || a.sym == 0) && (b.cs == nil || b.sym == 0) {
		return out
	}
	whole := compare(a.joined(), b.joined())
	if whole.cond == nil {
		return out
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: &cond{op: cBoth, a: whole.cond, b: condOf(out)}}
}

// joined is v without what each way knew of it.
func (v *val) joined() *val {
	if v.cs == nil {
		return v
	}
	c := *v
	c.h, c.cs, c.alts = 0, nil, nil
	return &c
}

// overWays computes a comparison once for each way that a or b keeps apart.
func (r *run) overWays(st *state, a, b *val, f func(x, y *val) *val) *val {
	cs := a.cs
	if cs == nil {
		cs = b.cs
	}
	if cs == nil || a.cs != nil && b.cs != nil && a.cs != b.cs || r.nest > maxNest {
		return f(a, b)
	}
	r.nest++
	defer func() { r.nest-- }()
	mask := st.facts.mask(cs)
	alts := make([]*val, len(cs.extra))
	var out *val
	for i := range alts {
		x, y := a, b
		if a.cs != nil {
			x = a.alts[i]
		}
		if b.cs != nil {
			y = b.alts[i]
		}
		if x == nil || y == nil || mask&(1<<i) == 0 {
			continue
		}
		alts[i] = r.overWays(st, x, y, f)
		out = join(out, alts[i])
	}
	if out == nil {
		return f(a, b)
	}
	if out.kind == value.Bool && out.lo == out.hi && out.cond == nil {
		return out
	}
	c := *out
	c.h, c.cond, c.cs, c.alts = 0, nil, cs, alts
	return &c
}

func (r *run) compare(tok ir.Tok, a, b *val) *val {
	switch tok {
	case ir.Eq, ir.Is:
		return r.equal(a, b)
	case ir.Ne, ir.IsNot:
		return r.not(r.equal(a, b))
	case ir.Lt:
		return r.less(a, b, 0)
	case ir.Le:
		return r.less(a, b, 1)
	case ir.Gt:
		return r.less(b, a, 0)
	}
	return r.less(b, a, 1)
}

// less is a < b+slack on numbers.
func (r *run) less(a, b *val, slack int64) *val {
	if a.kind != value.Int || b.kind != value.Int {
		return boolVal
	}
	switch {
	case a.isInt() && b.isInt():
		return boolOf(a.lo < b.lo || slack > 0 && a.lo == b.lo)
	case a.hi < maxInt && b.lo > minInt && a.hi < b.lo+slack:
		return trueVal
	case a.lo > minInt && b.hi < maxInt && a.lo >= b.hi+slack:
		return falseVal
	}
	switch {
	case a.sym != 0 && b.isInt() && b.lo > minInt+1 && (b.lo < maxInt-1 || slack == 0):
		yes := fact{kind: fRange, sym: a.sym, lo: minInt, hi: b.lo - 1 + slack}
		no := fact{kind: fRange, sym: a.sym, lo: b.lo + slack, hi: maxInt}
		return &val{kind: value.Bool, lo: 0, hi: 1, cond: leaf(&yes, &no)}
	case b.sym != 0 && a.isInt() && (a.lo > minInt+1 || slack == 0) && a.lo < maxInt-1:
		yes := fact{kind: fRange, sym: b.sym, lo: a.lo + 1 - slack, hi: maxInt}
		no := fact{kind: fRange, sym: b.sym, lo: minInt, hi: a.lo - slack}
		return &val{kind: value.Bool, lo: 0, hi: 1, cond: leaf(&yes, &no)}
	}
	return boolVal
}

// equal compares two values. What equals something that is there is there itself.
func (r *run) equal(a, b *val) *val {
	out := r.same(a, b)
	if a.present() == nil {
		a, b = b, a
	}
	there := a.present()
	switch {
	case there == nil || out.lo == out.hi && out.cond == nil:
		return out
	case b.isNil():
		there = notCond(there)
	case b.mayNil():
		return out
	}
	if out.cond != nil {
		there = &cond{op: cBoth, a: there, b: out.cond}
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: there}
}

func (r *run) same(a, b *val) *val {
	if a.kind&b.kind == 0 && a.kind != 0 && b.kind != 0 && !numeric(a, b) && !texts(a, b) {
		return falseVal
	}
	switch {
	case a.isNil() && b.isNil():
		return trueVal
	case b.isNil():
		return nilTest(a)
	case a.isNil():
		return nilTest(b)
	case b.hasText() && b.kind&^(value.Str|value.Bytes) == 0:
		if v := equalText(a, b); v != nil {
			return v
		}
		if v := equalText(b, a); v != nil {
			return v
		}
		return orBool(r.equalOwn(a, b))
	case a.hasText() && a.kind&^(value.Str|value.Bytes) == 0:
		return orBool(equalText(b, a))
	case numeric(a, b):
		return equalNumber(a, b)
	case len(a.fns) == 1 && len(b.fns) == 1 && a.kind == value.Func && b.kind == value.Func && a.hash() == b.hash():
		return trueVal
	}
	return boolVal
}

func orBool(v *val) *val {
	if v == nil {
		return boolVal
	}
	return v
}

func numeric(a, b *val) bool {
	const num = value.Int | value.Bool | value.Float
	return a.kind&^num == 0 && b.kind&^num == 0
}

func texts(a, b *val) bool {
	const t = value.Str | value.Bytes
	return a.kind&t != 0 && b.kind&t != 0
}

func nilTest(v *val) *val {
	if !v.mayNil() {
		return falseVal
	}
	if v.sym == 0 {
		return boolVal
	}
	yes := fact{kind: fNil, sym: v.sym}
	no := fact{kind: fNil, sym: v.sym, not: true}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: leaf(&yes, &no)}
}

// equalText compares a with one or a few known texts; nil when b is not known.
func equalText(a, b *val) *val {
	words, ok := b.str.Exacts()
	if !ok || len(words) == 0 {
		return nil
	}
	f := text.Fact{Kind: text.Equals, Text: words[0]}
	if len(words) > 1 {
		f = text.Fact{Kind: text.OneOf, Set: words}
	}
	if !a.hasText() {
		return boolVal
	}
	switch t := a.str.Decide(f); {
	case t == text.Always && a.kind&^(value.Str|value.Bytes) == 0 && len(words) == 1:
		return trueVal
	case t == text.Never:
		return falseVal
	}
	sym, ok := symOf(a.str)
	if !ok {
		return boolVal
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: textCond(sym, f, len(words) == 1)}
}

// equalOwn compares somebody's text with one that the program, whoever runs it, or the
// very host that is asked chose: where they are the same, it is one of a few.
func (r *run) equalOwn(a, b *val) *val {
	if r.chosen(a) {
		a, b = b, a
	}
	sym, ok := symOf(a.str)
	if !ok || a.labels|a.str.Labels() == 0 || !r.chosen(b) {
		return nil
	}
	return &val{kind: value.Bool, lo: 0, hi: 1, cond: textCond(sym, text.Fact{Kind: text.Marked, Mark: text.MarkFinite}, false)}
}

func (r *run) chosen(v *val) bool {
	l := v.labels | v.str.Labels()
	return v.hasText() && (r.only(l, "env") || r.only(l, "http.host"))
}

func textCond(sym text.Sym, f text.Fact, exact bool) *cond {
	yes := fact{kind: fText, sym: sym, text: &f}
	if !exact {
		return leaf(&yes, nil)
	}
	no := yes
	no.not = true
	return leaf(&yes, &no)
}

func equalNumber(a, b *val) *val {
	switch {
	case a.lo == a.hi && b.lo == b.hi && !a.float && !b.float && a.kind != value.Float && b.kind != value.Float:
		return boolOf(a.lo == b.lo)
	case a.hi < b.lo || b.hi < a.lo:
		return falseVal
	}
	if a.sym == 0 || a.kind == value.Bool {
		a, b = b, a
	}
	switch {
	case a.kind == value.Bool && b.kind == value.Bool && b.lo == b.hi:
		c := condOf(a)
		if b.lo == 0 {
			c = notCond(c)
		}
		return &val{kind: value.Bool, lo: 0, hi: 1, cond: c}
	case a.sym != 0 && b.lo == b.hi:
		yes := fact{kind: fRange, sym: a.sym, lo: b.lo, hi: b.lo}
		var no *fact
		if a.labels != 0 { // else nobody asks
			no = &fact{kind: fNot, sym: a.sym, lo: b.lo, hi: b.lo}
		}
		return &val{kind: value.Bool, lo: 0, hi: 1, cond: leaf(&yes, no)}
	}
	return boolVal
}

// arith is arithmetic on what are, or may be, numbers.
func (r *run) arith(tok ir.Tok, a, b *val) *val {
	if a.isInt() && b.isInt() {
		if v, ok := r.constArith(tok, a.lo, b.lo); ok {
			return v
		}
	}
	const known = value.Int | value.Bool
	switch {
	case a.kind&^known == 0 && b.kind&^known == 0:
		return rangeArith(tok, a, b)
	case numeric(a, b):
		return floatAny
	case r.sem.PropertyKeys: // whatever they are, they are made numbers
		return r.stillDrawn(a, r.stillDrawn(b, intAny))
	}
	out := *anyVal
	out.labels, out.tr = a.labels|b.labels, joinTrace(a, b)
	if out.labels != 0 {
		out.str = labelText(anyText, out.labels)
	}
	return &out
}

func (r *run) constArith(tok ir.Tok, x, y int64) (*val, bool) {
	switch tok {
	case ir.Add:
		return intOf(x + y), true
	case ir.Sub:
		return intOf(x - y), true
	case ir.Mul:
		return intOf(x * y), true
	case ir.Div:
		if y == 0 || !r.sem.IntDivides {
			return nil, false
		}
		return intOf(x / y), true
	case ir.FloorDiv:
		if y == 0 {
			return nil, false
		}
		q := x / y
		if (x%y != 0) && (x < 0) != (y < 0) {
			q--
		}
		return intOf(q), true
	case ir.Mod:
		if y == 0 {
			return nil, false
		}
		m := x % y
		if !r.sem.IntDivides && m != 0 && (m < 0) != (y < 0) {
			m += y
		}
		return intOf(m), true
	case ir.Shl:
		if y >= 0 && y < 63 {
			return intOf(x << y), true
		}
	case ir.Shr:
		if y >= 0 && y < 64 {
			return intOf(x >> y), true
		}
	case ir.BitAnd:
		return intOf(x & y), true
	case ir.BitOr:
		return intOf(x | y), true
	case ir.BitXor:
		return intOf(x ^ y), true
	case ir.AndNot:
		return intOf(x &^ y), true
	}
	return nil, false
}

func rangeArith(tok ir.Tok, a, b *val) *val {
	const big = 1 << 40
	small := a.lo > -big && a.hi < big && b.lo > -big && b.hi < big
	switch {
	case tok == ir.Add && small:
		return &val{kind: value.Int, lo: a.lo + b.lo, hi: a.hi + b.hi}
	case tok == ir.Sub && small:
		return &val{kind: value.Int, lo: a.lo - b.hi, hi: a.hi - b.lo}
	case tok == ir.Mod && b.isInt() && b.lo > 0 && a.lo >= 0:
		return &val{kind: value.Int, lo: 0, hi: b.lo - 1}
	case tok == ir.BitAnd && b.isInt() && b.lo >= 0:
		return &val{kind: value.Int, lo: 0, hi: b.lo}
	case tok == ir.Add && a.lo >= 0 && b.lo >= 0:
		return &val{kind: value.Int, lo: 0, hi: maxInt}
	}
	return intAny
}
