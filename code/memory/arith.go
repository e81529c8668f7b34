package memory

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func typeOf(in *ir.Instr) form {
	if in.Aux == nil {
		return formOf(nil)
	}
	return formOf(in.Aux.Type)
}

func (r *run) unary(fr *frame, in *ir.Instr, st *state) val {
	v := r.used(fr, in, st, st.get(in.A))
	f := typeOf(in)
	switch in.Tok {
	case ir.Not:
		r.asks(fr, in, st, v)
		if t, ok := truth(st, v); ok {
			if t {
				return num(0)
			}
			return num(1)
		}
		return val{k: kInt, lo: 0, hi: 1, lab: v.lab, cond: &cond{not: true, a: v}}
	case ir.Neg:
		if v.k == kFloat || f.float {
			lo, hi := v.floats()
			out := floats(-hi, -lo)
			out.lab, out.fl = v.lab, v.fl
			return out
		}
		if v.k != kInt {
			return unknownOf(f, v.lab)
		}
		out := val{k: kInt, lo: mulSat(v.hi, -1), hi: mulSat(v.lo, -1), lab: v.lab, fl: swapped(v.fl)}
		if out.lo < f.min || out.hi > f.max {
			if out.exact() {
				out.lo = clip(out.lo, f)
				out.hi = out.lo
			} else {
				out = unknownOf(f, v.lab)
			}
			out.fl |= modular
		}
		return out
	}
	if v.exact() && v.k == kInt {
		n := clip(^v.lo, f)
		return val{k: kInt, lo: n, hi: n, lab: v.lab, fl: modular}
	}
	out := unknownOf(f, v.lab)
	out.fl |= modular
	return out
}

func swapped(f flag) flag {
	out := f &^ (vagueLo | vagueHi)
	if f&vagueLo != 0 {
		out |= vagueHi
	}
	if f&vagueHi != 0 {
		out |= vagueLo
	}
	return out
}

func (r *run) binary(fr *frame, in *ir.Instr, st *state) (val, bool) {
	a, b := r.used(fr, in, st, st.get(in.A)), r.used(fr, in, st, st.get(in.B))
	f := typeOf(in)
	switch in.Tok {
	case ir.Eq, ir.Ne, ir.Lt, ir.Le, ir.Gt, ir.Ge:
		if in.Tok <= ir.Ne {
			r.asksEqual(fr, in, st, a, b)
		}
		return r.compare(in, st, a, b), true
	}
	if a.k == kPtr || b.k == kPtr {
		return pointerArith(in.Tok, a, b, f), true
	}
	if f.float || a.k == kFloat || b.k == kFloat {
		return r.floatArith(fr, in, st, a, b)
	}
	if a.k != kInt {
		a = unknownOf(f, a.lab)
	}
	if b.k != kInt {
		b = unknownOf(f, b.lab)
	}
	var out val
	switch in.Tok {
	case ir.Div, ir.Mod:
		if !r.divisor(fr, in, st, b) {
			return val{}, false
		}
		out = r.named(divided(in.Tok, a, b, f))
		r.part(a, out)
		if in.Tok == ir.Div && a.exact() && b.sym != 0 && out.sym != 0 {
			r.derived[out.sym] = derivation{op: "over", of: b, k: a.lo}
		}
	case ir.Add, ir.Sub, ir.Mul:
		out = r.sum(fr, in, st, a, b, f)
	default:
		out = r.named(bits(in.Tok, a, b, f))
		if in.Tok == ir.BitAnd || in.Tok == ir.Shr {
			r.part(a, out)
		}
	}
	if out.k == kInt {
		out.fl |= (a.fl | b.fl) & measured
	}
	return out, true
}

// part notes a number that is at most as large as the one it was made of.
func (r *run) part(of, out val) {
	if of.sym != 0 && of.lo >= 0 && out.sym != 0 && out.sym != of.sym {
		if _, known := r.derived[out.sym]; !known {
			r.derived[out.sym] = derivation{op: "part", of: of}
		}
	}
}

func (r *run) compare(in *ir.Instr, st *state, a, b val) val {
	if r.in != nil {
		r.in.note(a, b)
		r.in.note(b, a)
	}
	if t, ok := compared(in.Tok, a, b); ok {
		if t {
			return num(1)
		}
		return num(0)
	}
	a.cond, b.cond = nil, nil
	return val{k: kInt, lo: 0, hi: 1, lab: a.lab | b.lab, cond: &cond{tok: in.Tok, a: a, b: b}}
}

func pointerArith(tok ir.Tok, a, b val, f form) val {
	switch {
	case tok == ir.Sub && a.k == kPtr && b.k == kPtr && a.obj == b.obj:
		return val{k: kInt, lo: addSat(a.lo, mulSat(b.hi, -1)), hi: addSat(a.hi, mulSat(b.lo, -1)), lab: a.lab | b.lab, fl: (a.fl | swapped(b.fl)) & (vagueLo | vagueHi)}
	case a.k == kPtr && b.k == kInt && (tok == ir.Add || tok == ir.Sub):
		if tok == ir.Sub {
			b.lo, b.hi = mulSat(b.hi, -1), mulSat(b.lo, -1)
		}
		if tok == ir.Sub {
			b.sym = 0
		}
		a.sym, a.add = movedName(a, b)
		a.lo, a.hi = addSat(a.lo, b.lo), addSat(a.hi, b.hi)
		return a
	case a.k == kPtr && tok == ir.BitAnd: // alignment
		return a
	}
	return unknownOf(f, a.lab|b.lab)
}

// sum adds, subtracts or multiplies, and says where the result does not fit.
func (r *run) sum(fr *frame, in *ir.Instr, st *state, a, b val, f form) val {
	out := val{k: kInt, lab: a.lab | b.lab, fl: (a.fl | b.fl) & (modular | turning)}
	switch in.Tok {
	case ir.Add:
		out.lo, out.hi = addSat(a.lo, b.lo), addSat(a.hi, b.hi)
		out.fl |= (a.fl | b.fl) & (vagueLo | vagueHi)
		if b.exact() {
			out.sym, out.add = a.sym, a.add+b.lo
		} else if a.exact() {
			out.sym, out.add = b.sym, b.add+a.lo
		} else {
			out.sym, out.add = r.together(a.sym, b.sym), a.add+b.add
		}
	case ir.Sub:
		out.lo, out.hi = addSat(a.lo, mulSat(b.hi, -1)), addSat(a.hi, mulSat(b.lo, -1))
		out.fl |= (a.fl | swapped(b.fl)) & (vagueLo | vagueHi)
		if b.exact() {
			out.sym, out.add = a.sym, a.add-b.lo
		} else if a.sym != 0 && a.sym == b.sym {
			return num(a.add - b.add)
		} else if a.exact() && b.sym != 0 {
			out = r.fresh(out)
			r.derived[out.sym] = derivation{op: "minus", of: b, k: a.lo}
		}
	case ir.Mul:
		w, x, y, z := mulSat(a.lo, b.lo), mulSat(a.lo, b.hi), mulSat(a.hi, b.lo), mulSat(a.hi, b.hi)
		out.lo, out.hi = min(w, x, y, z), max(w, x, y, z)
		if a.sym != 0 && a.sym == b.sym && a.add == b.add {
			out.lo = max(out.lo, 0)
			if a.lo > 0 {
				out.lo = mulSat(a.lo, a.lo)
			} else if a.hi < 0 {
				out.lo = mulSat(a.hi, a.hi)
			}
		}
		out.fl |= (a.fl | b.fl) & (vagueLo | vagueHi)
		if a.exact() {
			out.sym, out.add = r.scaled(b, a.lo)
		} else if b.exact() {
			out.sym, out.add = r.scaled(a, b.lo)
		}
		if f.unsigned && f.size == 8 && (a.exact() || b.exact()) {
			out.fl |= (a.fl | b.fl) & extended
		}
		if (a.fl|b.fl)&vagueLo != 0 && out.lo < 0 {
			out.fl |= vagueHi
		}
	}
	over, under := beyond(out, a, b, f, in.Tok)
	out, within, above := r.told(st, in.Tok, a, b, out, f)
	over, under = over && !within, under && !above
	if f.size == 8 && in.Tok == ir.Add && a.fl&b.fl&measured != 0 { // what is in memory is shorter
		over = false
	}
	if !over && !under {
		if f.size <= 4 {
			out.fl |= summed
		}
		return out
	}
	r.overflow(fr, in, st, a, b, out, f, over)
	if out.exact() && out.lo != maxInt && out.lo != minInt {
		n := clip(out.lo, f)
		return val{k: kInt, lo: n, hi: n, lab: out.lab}
	}
	u := unknownOf(f, out.lab)
	u.fl |= out.fl & (modular | turning)
	if out.lab == 0 && !f.boolean && out.lo <= f.max && out.hi >= f.min { // nobody's number is taken not to wrap
		u.sym, u.add = out.sym, out.add
		u.lo, u.hi = max(u.lo, out.lo), min(u.hi, out.hi)
	}
	return u
}

// beyond tells on which side a result leaves its type.
func beyond(out, a, b val, f form, tok ir.Tok) (over, under bool) {
	over, under = out.hi > f.max, out.lo < f.min
	switch {
	case f.size == 8 && f.min == minInt && tok == ir.Add:
		return a.hi > 0 && b.hi > maxInt-a.hi, a.lo < 0 && b.lo < minInt-a.lo
	case f.size == 8 && f.min == minInt && tok == ir.Sub:
		return b.lo < 0 && a.hi > maxInt+b.lo, b.hi > 0 && a.lo < minInt+b.hi
	case f.size == 8: // the result itself saturates
		over = out.hi == maxInt && (a.hi > maxInt/2 || b.hi > maxInt/2 || tok == ir.Mul) && !(tok == ir.Add && a.hi == maxInt && b.hi == 0) && !(tok == ir.Sub && b.lo >= 0)
		under = out.lo == minInt && f.min == minInt && !(tok == ir.Add && b.lo >= 0 && b.exact()) && !(tok == ir.Sub && b.hi <= 0) || out.lo < f.min
		if tok == ir.Add && b.exact() && b.lo == 0 || tok == ir.Sub && b.exact() && b.lo == 0 || tok == ir.Mul && (a.exact() && a.lo <= 1 && a.lo >= 0 || b.exact() && b.lo <= 1 && b.lo >= 0) {
			return false, false
		}
	}
	return over, under
}

// overflow reports arithmetic that leaves its type: of somebody's data, or for
// certain.
func (r *run) overflow(fr *frame, in *ir.Instr, st *state, a, b, out val, f form, over bool) {
	switch {
	case (a.fl|b.fl)&modular != 0, r.in != nil && !(a.exact() && b.exact()):
		return
	case f.unsigned && (a.fl|b.fl)&turning != 0, f.unsigned && r.widened > 0: // a checksum, a hash
		return
	case over && turned(a, b, vagueHi), !over && turned(a, swappedSub(in.Tok, b), vagueLo): // how often a loop turns is not known
		return
	case out.lab == 0 && !(a.exact() && b.exact()):
		return
	case out.lab == 0 && f.unsigned && in.Tok == ir.Sub && fr.fn.Unit.Stub:
		return
	case over && f.size == 8 && (a.fl|b.fl)&measured != 0 && in.Tok == ir.Add: // what is in memory is shorter
		return
	}
	kind, how := "overflow", "can exceed what its type holds"
	if !over {
		kind, how = "underflow", "can fall below what its type holds"
	}
	args := []value.Abs{abs(out), abs(between(f.min, f.max)), abs(a), abs(b)}
	if f.size == 8 && (a.fl|b.fl)&measured != 0 {
		args = nil // lengths and places in one text: a run has to show it
	}
	r.report(fr, in, st, kind, how, out.lab, args...)
}

// turned reports a number whose bound was given up because a loop moves it.
func turned(a, b val, bound flag) bool {
	return a.fl&turning != 0 && a.fl&bound != 0 || b.fl&turning != 0 && b.fl&bound != 0
}

// swappedSub is b with its bounds as a subtraction sees them.
func swappedSub(tok ir.Tok, b val) val {
	if tok == ir.Sub {
		b.fl = swapped(b.fl)
	}
	return b
}

func divided(tok ir.Tok, a, b val, f form) val {
	lab := a.lab | b.lab
	if !(b.lo > 0 || b.hi < 0) {
		return unknownOf(f, lab)
	}
	if tok == ir.Mod {
		m := max(absInt(b.lo), absInt(b.hi)) - 1
		out := val{k: kInt, lo: 0, hi: m, lab: lab, fl: b.fl & (vagueLo | vagueHi)}
		if a.lo < 0 {
			out.lo = -m
		}
		if a.lo >= 0 && a.hi < m {
			out.hi = a.hi
		}
		if a.exact() && b.exact() {
			n := a.lo % b.lo
			out.lo, out.hi = n, n
		}
		return out
	}
	if a.lo == minInt || b.lo == -1 {
		return unknownOf(f, lab)
	}
	w, x, y, z := a.lo/b.lo, a.lo/b.hi, a.hi/b.lo, a.hi/b.hi
	return val{k: kInt, lo: min(w, x, y, z), hi: max(w, x, y, z), lab: lab, fl: (a.fl | b.fl) & (vagueLo | vagueHi | turning)}
}

func absInt(n int64) int64 {
	switch {
	case n == minInt:
		return maxInt
	case n < 0:
		return -n
	}
	return n
}

// divisor reports a divisor that is zero, or may be by somebody's doing.
func (r *run) divisor(fr *frame, in *ir.Instr, st *state, b val) bool {
	if b.lo > 0 || b.hi < 0 {
		return true
	}
	if b.sym != 0 {
		if f, ok := st.known(b.sym); ok && f.nonzero && b.add == 0 {
			return true
		}
	}
	if b.lo == 0 && b.hi == 0 {
		if b.lab == 0 { // who hands it on answers for it
			for fr.caller != nil && fr.call != nil && !fr.fn.Unit.Stub && slices.ContainsFunc(fr.args, func(a val) bool { return a.k == kInt && a.exact() && a.lo == 0 }) {
				fr, in = fr.caller, fr.call
			}
		}
		r.report(fr, in, st, "divide", "is zero", b.lab, abs(b))
		return false
	}
	if b.lab != 0 && r.in == nil {
		r.report(fr, in, st, "divide", "can be zero", b.lab, abs(b))
	}
	return true
}
