package memory

import "github.com/prunella/prunella/code/ir"

// pin chooses numbers that the caller may choose and that a guess has bounded: the last
// ones that it allows, since that is where tests are wrong. yes tells what was guessed.
func (r *run) pin(st *state, c *cond, yes bool) {
	if c == nil || c.not || !r.in.pins || r.in.left > 0 { // what is still to come may bound them further
		return
	}
	a, b := placesOf(c.a, c.b)
	tok := c.tok
	if !yes {
		tok = negated[tok]
	}
	done := false
	for _, v := range []val{a, b} {
		if v.k != kInt || v.sym == 0 || v.exact() {
			continue
		}
		now := st.refine(v)
		at, up := now.hi, false
		switch lower := now.fl&vagueLo == 0; {
		case lower && (r.in.bias == 1 && r.in.way == nil || now.fl&vagueHi != 0 && r.in.way != nil):
			at, up = now.lo, true
		case now.fl&vagueHi != 0:
			continue
		}
		done = r.choose(st, v, at, up) || done
	}
	if !done {
		r.pinBoth(st, tok, a, b)
	}
}

// some is a number that is chosen where any will do: larger than what loops turn before
// they are widened, and small.
const some = 4

// pinBoth chooses two numbers that a guess tells together and nothing bounds.
func (r *run) pinBoth(st *state, tok ir.Tok, a, b val) {
	if a.k != kInt || b.k != kInt || a.sym == 0 || b.sym == 0 || st.refine(a).exact() || st.refine(b).exact() {
		return
	}
	switch tok {
	case ir.Gt, ir.Ge:
		a, b, tok = b, a, mirrored[tok]
	case ir.Lt, ir.Le:
	default:
		return
	}
	n := int64(some)
	if base, k := r.unscaled(b.sym); base != b.sym {
		n = mulSat(n, k)
	}
	if !r.choose(st, b, n+b.add, true) {
		return
	}
	if tok == ir.Lt {
		n--
	}
	r.choose(st, a, n+b.add, false)
}

// choose makes a number that the caller may choose, or that is made of one, be n, or
// the next one that it can be, upwards or downwards.
func (r *run) choose(st *state, v val, n int64, up bool) bool {
	if base, _ := r.unscaled(v.sym); !r.given[base] {
		return false
	}
	return r.put(st, v, n, up)
}

// settled makes a number that nobody knows be some number, unless it is a sum, whose
// parts would have to be told.
func (r *run) settled(st *state, v val) {
	base, k := r.unscaled(v.sym)
	if v.sym == 0 || k <= 0 || k > 1<<10 || r.derived[base].op != "" || !r.in.pins {
		return
	}
	now := st.refine(v)
	n := mulSat(some, k)
	if now.fl&vagueLo == 0 {
		n = max(n, now.lo)
	}
	if now.fl&vagueHi == 0 {
		n = min(n, now.hi)
	}
	r.put(st, v, n, false)
}

func (r *run) put(st *state, v val, n int64, up bool) bool {
	base, k := r.unscaled(v.sym)
	at := addSat(n, -v.add)
	if k <= 0 {
		return false
	}
	if over := at % k; over != 0 && up {
		at += k - over
	} else {
		at -= over
	}
	return st.learn(fact{sym: base, lo: at / k, hi: at / k, vlo: true, vhi: true})
}

// chosen is the number that a name stands for where it is made of one that was chosen.
func (s *state) chosen(n sym) (int64, bool) {
	if s.run == nil || s.run.in == nil || s.run.root == nil {
		return 0, false
	}
	base, k := s.run.unscaled(n)
	if d := s.run.derived[base]; d.op == "sum" {
		a, ok := s.one(d.of.sym)
		b, ok2 := s.one(d.with)
		return mulSat(addSat(a, b), k), ok && ok2
	}
	if base == n {
		return 0, false
	}
	at, ok := s.one(base)
	return mulSat(at, k), ok
}

// one is the one number that a name stands for here.
func (s *state) one(n sym) (int64, bool) {
	f, ok := s.known(n)
	return f.lo, ok && f.lo == f.hi
}
