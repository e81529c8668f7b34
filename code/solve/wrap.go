package solve

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// In languages whose whole numbers wrap around and are defined to, arithmetic that
// leaves its type is no error of the machine; the program that did not think of it
// goes on with a number that it cannot have meant. The front end says what the
// numbers are (ir: Binary, Aux.Keys).

// wholes are the bounds of whole numbers by name.
var wholes = map[string]struct{ lo, hi int64 }{
	"byte": {math.MinInt8, math.MaxInt8}, "short": {math.MinInt16, math.MaxInt16},
	"int": {math.MinInt32, math.MaxInt32}, "long": {math.MinInt64, math.MaxInt64},
}

// fits is v as far as a number of a type can be it.
func fits(v *val, name string) (lo, hi int64, ok bool) {
	t, known := wholes[name]
	if !known || v.kind != value.Int {
		return 0, 0, false
	}
	return min(max(v.lo, t.lo), t.hi), max(min(v.hi, t.hi), t.lo), true
}

// clipped is what becomes of a number when it is made one of a type: the same where
// it fits, else any.
func clipped(v *val, t *ir.Type) *val {
	bounds, ok := wholes[sizes[lastName(t.Name)]]
	if !ok || v.labels == 0 || v.lo >= bounds.lo && v.hi <= bounds.hi {
		return v
	}
	c := *v
	c.h, c.lo, c.hi, c.cs, c.alts = 0, bounds.lo, bounds.hi, nil, nil
	return &c
}

// sizes are other names of whole numbers.
var sizes = map[string]string{"int8": "byte", "int16": "short", "int32": "int"}

// wraps asks the demands on arithmetic of numbers from outside, or of constants,
// and gives the result whose data it is and a name.
func (r *run) wraps(fr *frame, in *ir.Instr, st *state, a, b, out *val) *val {
	labels := a.labels | b.labels
	if !r.g.wraps || out.kind != value.Int {
		return left(in, out)
	}
	if labels == 0 && !(a.isInt() && b.isInt()) {
		if fr.info.ends {
			r.constants(in, st, a, b)
		}
		return out
	}
	if in.Aux != nil && len(in.Aux.Keys) == 3 {
		r.judgeNumbers(in, st, a, b)
	}
	if labels == 0 || out.isInt() {
		return left(in, out)
	}
	c := *out
	c.h, c.labels, c.tr, c.sym = 0, labels, joinTrace(a, b), r.newSym(in)
	return &c
}

// constants judges the numbers that came by different ways.
func (r *run) constants(in *ir.Instr, st *state, a, b *val) {
	if in.Aux == nil || len(in.Aux.Keys) != 3 || a.cs == nil && b.cs == nil {
		return
	}
	r.overWays(st, a, b, func(x, y *val) *val {
		if x.isInt() && y.isInt() {
			r.judgeNumbers(in, st, x, y)
		}
		return x
	})
}

// left is what is left of a constant in the type of its operation.
func left(in *ir.Instr, v *val) *val {
	if !v.isInt() || in.Aux == nil || len(in.Aux.Keys) != 3 {
		return v
	}
	t, ok := wholes[in.Aux.Keys[0]]
	if !ok || t.lo <= v.lo && v.lo <= t.hi {
		return v
	}
	spare := bits.LeadingZeros64(uint64(t.hi)) - 1
	return intOf(v.lo << spare >> spare)
}

func (r *run) judgeNumbers(in *ir.Instr, st *state, a, b *val) {
	alo, ahi, ok := fits(a, in.Aux.Keys[1])
	blo, bhi, ok2 := fits(b, in.Aux.Keys[2])
	switch {
	case !ok || !ok2:
	case in.Tok == ir.Div || in.Tok == ir.Mod:
		r.divides(in, st, b, blo, bhi)
	case in.Tok == ir.Shl || in.Tok == ir.Shr: // bits are moved out on purpose
	case r.widening == 0: // sums that grow from turn to turn are meant to wrap
		lo, hi := extremes(in.Tok, alo, ahi, blo, bhi)
		r.leaves(in, st, in.Aux.Keys[0], &val{kind: value.Int, lo: clip(lo), hi: clip(hi), labels: a.labels | b.labels, tr: joinTrace(a, b)}, lo, hi)
	}
}

// leaves asks whether a result between lo and hi stays in its type.
func (r *run) leaves(in *ir.Instr, st *state, name string, number *val, lo, hi *big.Int) {
	t := wholes[name]
	holds := &val{kind: value.Int, lo: t.lo, hi: t.hi}
	switch {
	case hi.Cmp(big.NewInt(t.hi)) > 0:
		r.check(in, st, "wrap.over", []*val{number, holds})
	case lo.Cmp(big.NewInt(t.lo)) < 0:
		r.check(in, st, "wrap.under", []*val{number, holds})
	}
}

// ranged reports a number of somebody's whose range some rule asks for.
func (r *run) ranged(v *val) bool {
	return r.g.wraps && v.kind == value.Int && v.labels != 0
}

// oneName gives a number that comes from several ways a name of its own, so that what
// the program compares it with holds for all of them.
func (r *run) oneName(v *val) *val {
	r.caseID++
	c := *v
	c.h, c.cs, c.alts, c.sym = 0, nil, nil, r.symFor(mix(0x6e616d65, uint64(r.caseID)))
	return &c
}

// divides asks whether somebody's divisor can be nothing.
func (r *run) divides(in *ir.Instr, st *state, b *val, lo, hi int64) {
	if lo <= 0 && hi >= 0 && (b.labels != 0 || b.isInt()) && !isNot(st.facts, b, 0) {
		r.check(in, st, "wrap.zero", []*val{b})
	}
}

// isNot reports whether a named number is known to be another.
func isNot(l *facts, v *val, n int64) bool {
	for ; l != nil && v.sym != 0; l = l.prev {
		if l.kind == fNot && l.sym == v.sym && l.lo == n {
			return true
		}
	}
	return false
}

// extremes are the least and the greatest result.
func extremes(tok ir.Tok, alo, ahi, blo, bhi int64) (lo, hi *big.Int) {
	for _, x := range []int64{alo, ahi} {
		for _, y := range []int64{blo, bhi} {
			v := new(big.Int)
			switch tok {
			case ir.Add:
				v.Add(big.NewInt(x), big.NewInt(y))
			case ir.Sub:
				v.Sub(big.NewInt(x), big.NewInt(y))
			default:
				v.Mul(big.NewInt(x), big.NewInt(y))
			}
			if lo == nil || v.Cmp(lo) < 0 {
				lo = v
			}
			if hi == nil || v.Cmp(hi) > 0 {
				hi = v
			}
		}
	}
	return lo, hi
}

func clip(v *big.Int) int64 {
	switch {
	case v.IsInt64():
		return v.Int64()
	case v.Sign() < 0:
		return minInt
	}
	return maxInt
}
