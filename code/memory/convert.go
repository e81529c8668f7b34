package memory

import (
	"math"

	"github.com/prunella/prunella/code/ir"
)

func bits(tok ir.Tok, a, b val, f form) val {
	lab := a.lab | b.lab
	if a.exact() && b.exact() {
		n := int64(0)
		switch tok {
		case ir.BitAnd:
			n = a.lo & b.lo
		case ir.BitOr:
			n = a.lo | b.lo
		case ir.BitXor:
			n = a.lo ^ b.lo
		case ir.Shl:
			n = a.lo << (uint64(b.lo) & 63)
		case ir.Shr:
			if f.unsigned && f.size == 8 {
				n = int64(uint64(a.lo) >> (uint64(b.lo) & 63))
			} else {
				n = a.lo >> (uint64(b.lo) & 63)
			}
		}
		n = clip(n, f)
		out := val{k: kInt, lo: n, hi: n, lab: lab}
		if tok == ir.BitXor || tok == ir.BitOr || tok == ir.Shl && f.unsigned && a.lo != 1 { // a pattern, not a quantity
			out.fl = modular
		}
		return out
	}
	out := unknownOf(f, lab)
	out.fl |= modular
	switch tok {
	case ir.BitAnd:
		if b.lo >= 0 {
			out.lo, out.hi, out.fl = 0, b.hi, out.fl&^vagueLo&^vagueHi|b.fl&vagueHi
		}
		if a.lo >= 0 && (b.lo < 0 || a.hi < b.hi) {
			out.lo, out.hi, out.fl = 0, a.hi, out.fl&^vagueLo&^vagueHi|a.fl&vagueHi
		}
	case ir.BitOr, ir.BitXor:
		if a.lo >= 0 && b.lo >= 0 {
			out.lo, out.hi = 0, ones(max(a.hi, b.hi))
			if (a.fl|b.fl)&vagueHi == 0 {
				out.fl &^= vagueLo | vagueHi
			}
		}
	case ir.Shr:
		if b.exact() && b.lo >= 0 && b.lo < 64 && a.lo >= 0 {
			out.lo, out.hi = a.lo>>uint(b.lo), a.hi>>uint(b.lo)
			out.fl = out.fl&^(vagueLo|vagueHi) | a.fl&(vagueLo|vagueHi)
		}
	case ir.Shl:
		if b.exact() && b.lo >= 0 && b.lo < 63 && a.lo >= 0 && a.hi <= f.max>>uint(b.lo) {
			out.lo, out.hi = a.lo<<uint(b.lo), a.hi<<uint(b.lo)
			out.fl = out.fl&^(vagueLo|vagueHi) | a.fl&(vagueLo|vagueHi)
		}
	}
	out.fl |= (a.fl | b.fl) & turning
	return out
}

// ones is the smallest 2^k-1 that is not below n.
func ones(n int64) int64 {
	for i := uint(1); i < 64; i <<= 1 {
		n |= n >> i
	}
	return n
}

func (r *run) floatArith(fr *frame, in *ir.Instr, st *state, a, b val) (val, bool) {
	al, ah := a.floats()
	bl, bh := b.floats()
	if in.Tok == ir.Div {
		nonzero := bl > 0 || bh < 0
		if f, ok := st.known(b.sym); b.sym != 0 && ok && f.nonzero {
			nonzero = true
		}
		if d, ok := r.derived[b.sym]; ok && d.op == "float" {
			f, ok := st.known(d.of.sym)
			nonzero = nonzero || ok && f.nonzero && d.of.add == 0
		}
		switch {
		case nonzero:
		case bl == 0 && bh == 0 && b.lab == 0: // infinite, or not a number: wrong where a whole number is made of it
			return val{k: kFloat, lo: int64(math.Float64bits(math.Inf(1))), hi: int64(math.Float64bits(math.Inf(1)))}, true
		case bl == 0 && bh == 0:
			r.report(fr, in, st, "divide", "is zero", b.lab, value0())
			return val{}, false
		case b.lab != 0 && r.in == nil:
			r.report(fr, in, st, "divide", "can be zero", b.lab, value0())
		}
		if a.lo == a.hi && b.lo == b.hi && bl != 0 {
			out := floats(al/bl, al/bl)
			out.lab = a.lab | b.lab
			return out, true
		}
		return unknownOf(form{float: true}, a.lab|b.lab), true
	}
	var lo, hi float64
	switch in.Tok {
	case ir.Add:
		lo, hi = al+bl, ah+bh
	case ir.Sub:
		lo, hi = al-bh, ah-bl
	case ir.Mul:
		w, x, y, z := al*bl, al*bh, ah*bl, ah*bh
		lo, hi = math.Min(math.Min(w, x), math.Min(y, z)), math.Max(math.Max(w, x), math.Max(y, z))
	default:
		return unknownOf(form{float: true}, a.lab|b.lab), true
	}
	out := floats(lo, hi)
	out.lab, out.fl = a.lab|b.lab, (a.fl|b.fl)&(vagueLo|vagueHi)
	return out, true
}

// convert changes the form of a number, and says where a number that somebody
// chose changes its sign or loses a part.
func (r *run) convert(fr *frame, in *ir.Instr, st *state) val {
	v := r.used(fr, in, st, st.get(in.A))
	f := typeOf(in)
	switch {
	case f.boolean && v.k == kInt && v.lo >= 0 && v.hi <= 1:
		return v
	case f.boolean:
		if t, ok := truth(st, v); ok {
			if t {
				return num(1)
			}
			return num(0)
		}
		return val{k: kInt, lo: 0, hi: 1, lab: v.lab, cond: &cond{tok: ir.Ne, a: v, b: num(0)}}
	case f.pointer, f.any:
		if v.k == kInt && v.exact() && v.lo == 0 {
			return null
		}
		return v
	case f.float:
		if v.k == kFloat {
			return v
		}
		if v.k == kInt {
			out := floats(float64(v.lo), float64(v.hi))
			out.lab, out.fl = v.lab, v.fl&(vagueLo|vagueHi)
			if v.sym != 0 && v.lo != v.hi {
				out = r.fresh(out)
				r.derived[out.sym] = derivation{op: "float", of: v}
			}
			return out
		}
		return unknownOf(f, v.lab)
	}
	switch v.k {
	case kFloat:
		lo, hi := v.floats()
		if math.IsInf(lo, 1) && v.lab == 0 {
			r.report(fr, in, st, "divide", "is zero", 0, value0())
		}
		if lo >= -9e18 && hi <= 9e18 && !math.IsNaN(lo) {
			v = val{k: kInt, lo: int64(lo), hi: int64(hi), lab: v.lab, fl: v.fl}
			break
		}
		return unknownOf(f, v.lab)
	case kInt:
	case kPtr, kFunc:
		if f.size == 8 {
			return v
		}
		return unknownOf(f, v.lab)
	default:
		if v.k == kAny && v.sym != 0 && f.size == 8 {
			return v
		}
		out := unknownOf(f, v.lab)
		out.fl |= v.fl & answered
		return out
	}
	if v.lo >= f.min && v.hi <= f.max {
		if f.min >= 0 || f.size >= 8 || !f.unsigned {
			v.fl &^= modular
		}
		return r.named(v)
	}
	return r.narrow(fr, in, st, v, f)
}

// narrow is a conversion that changes the value.
func (r *run) narrow(fr *frame, in *ir.Instr, st *state, v val, f form) val {
	cast := in.Flags&ir.FlagDecl != 0
	switch {
	case v.fl&modular != 0, r.in != nil && !v.exact():
	case v.lab != 0 && f.size < 4 && !(cast && (f.unsigned || in.Name == "result")) && v.fl&summed == 0 && v.fl&turning == 0 && (v.lo < -half(f) || v.hi >= 2*half(f)):
		r.report(fr, in, st, "truncate", "does not fit into the type it is stored in", v.lab, abs(v), abs(between(-half(f), 2*half(f)-1)))
	case v.fl&summed != 0 && f.size < 4 && (v.lab != 0 || v.exact()) && !(f.unsigned && v.fl&turning != 0):
		kind := "overflow"
		if v.hi <= f.max {
			kind = "underflow"
		}
		if !(f.unsigned && cast && v.lab == 0) {
			r.report(fr, in, st, kind, "does not fit into the type it is stored in", v.lab, abs(v), abs(between(f.min, f.max)))
		}
	}
	if v.exact() {
		n := clip(v.lo, f)
		if f.unsigned && f.size == 8 && v.lo < 0 {
			n = maxInt // 2^64 and less
			return val{k: kInt, lo: addSat(maxInt, v.lo), hi: n, lab: v.lab, fl: v.fl&^modular | extended}
		}
		return val{k: kInt, lo: n, hi: n, lab: v.lab}
	}
	if f.unsigned && v.hi <= f.max && f.size == 8 { // negative numbers become huge ones
		out := val{k: kInt, lo: 0, hi: maxInt, lab: v.lab, fl: v.fl&(vagueLo|vagueHi) | extended}
		out.sym, out.add = r.unsigned(v)
		return out
	}
	out := unknownOf(f, v.lab)
	out.fl |= v.fl & answered
	if v.fl&(vagueLo|vagueHi) == 0 {
		out.fl &^= vagueLo | vagueHi
	}
	return r.named(out)
}

// half is half of the numbers that a small type tells apart.
func half(f form) int64 { return 1 << (8*f.size - 1) }

// extended: a negative number became a huge one.
const extended flag = parsed
