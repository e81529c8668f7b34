package memory

import "github.com/prunella/prunella/code/ir"

// A pair is what a test told of two unknown numbers together: that their sum, their
// difference or their product stays between two bounds. It is how programs guard
// arithmetic (a > INT_MAX - b) and places in memory of a size that is not known.
type pair struct {
	op     pairOp
	a, b   sym
	lo, hi int64
}

type pairOp uint8

const (
	pairSum  pairOp = iota
	pairLess        // a - b
	pairTimes
)

// maxPairs bounds how many a way remembers; the oldest go first.
const maxPairs = 24

func (s *state) pairOf(op pairOp, a, b sym) (pair, bool) {
	for i := len(s.pairs) - 1; i >= 0; i-- {
		p := s.pairs[i]
		if p.op == op && (p.a == a && p.b == b || op != pairLess && p.a == b && p.b == a) {
			return p, true
		}
	}
	return pair{op: op, a: a, b: b, lo: minInt, hi: maxInt}, false
}

func (s *state) learnPair(op pairOp, a, b sym, lo, hi int64) {
	if a == 0 || b == 0 {
		return
	}
	p, known := s.pairOf(op, a, b)
	next := pair{op: op, a: p.a, b: p.b, lo: max(p.lo, lo), hi: min(p.hi, hi)}
	if known && next == p {
		return
	}
	from := max(0, len(s.pairs)+1-maxPairs)
	s.pairs = append(s.pairs[from:len(s.pairs):len(s.pairs)], next)
}

// meetPairs keeps what both ways know.
func (s *state) meetPairs(o *state) {
	var out []pair
	for i, p := range s.pairs {
		if i < len(o.pairs) && o.pairs[i] == p {
			out = append(out, p)
		} else if q, ok := o.pairOf(p.op, p.a, p.b); ok && q == p {
			out = append(out, p)
		}
	}
	s.pairs = out
}

// relate learns a + gap <= b of the two numbers together.
func (r *run) relate(st *state, a, b val, gap int64) {
	if r.in != nil || a.sym == 0 && b.sym == 0 {
		return
	}
	if d := r.derived[b.sym]; a.sym != 0 && b.sym != 0 && d.of.sym != 0 {
		switch {
		case d.op == "minus": // a + gap <= k - y
			st.learnPair(pairSum, a.sym, d.of.sym, minInt, d.k+b.add-d.of.add-a.add-gap)
		case d.op == "over" && st.refine(d.of).lo > 0 && a.add == 0 && b.add == 0 && d.of.add == 0: // a <= k / y
			st.learnPair(pairTimes, a.sym, d.of.sym, minInt, d.k)
		}
	}
	if d := r.derived[a.sym]; a.sym != 0 && b.sym != 0 && d.of.sym != 0 {
		switch {
		case d.op == "minus": // k - y + gap <= b
			st.learnPair(pairSum, b.sym, d.of.sym, d.k+a.add-d.of.add+gap-b.add, maxInt)
		case d.op == "over" && d.k < 0 && st.refine(d.of).lo > 0 && a.add == 0 && b.add == 0 && d.of.add == 0: // k / y <= b
			st.learnPair(pairTimes, b.sym, d.of.sym, d.k, maxInt)
		}
	}
	if a.sym != 0 && b.sym != 0 && a.sym != b.sym {
		st.learnPair(pairLess, a.sym, b.sym, minInt, b.add-a.add-gap)
	}
}

// told narrows a sum, difference or product by what tests told of its parts; it says
// whether a bound lies within the type for that.
func (r *run) told(st *state, tok ir.Tok, a, b, out val, f form) (_ val, over, under bool) {
	if a.sym == 0 || b.sym == 0 {
		return out, false, false
	}
	lo, hi := int64(minInt), int64(maxInt)
	switch tok {
	case ir.Add:
		if p, ok := st.pairOf(pairSum, a.sym, b.sym); ok {
			lo, hi = shifted(p.lo, a.add+b.add), shifted(p.hi, a.add+b.add)
		}
	case ir.Sub:
		if p, ok := st.pairOf(pairLess, a.sym, b.sym); ok {
			lo, hi = shifted(p.lo, a.add-b.add), shifted(p.hi, a.add-b.add)
		}
		if p, ok := st.pairOf(pairLess, b.sym, a.sym); ok && p.hi < maxInt {
			lo = max(lo, addSat(mulSat(p.hi, -1), a.add-b.add))
		}
	case ir.Mul:
		if p, ok := st.pairOf(pairTimes, a.sym, b.sym); ok && a.add == 0 && b.add == 0 {
			lo, hi = p.lo, p.hi
		}
	}
	out.lo, out.hi = max(out.lo, lo), min(out.hi, hi)
	if out.lo > out.hi {
		out.lo, out.hi = min(out.lo, out.hi), max(out.lo, out.hi)
	}
	return out, hi < maxInt && hi <= f.max, lo > minInt && lo >= f.min
}

// shifted is a bound plus a number; a bound that is none stays so.
func shifted(bound, by int64) int64 {
	if bound == minInt || bound == maxInt {
		return bound
	}
	return addSat(bound, by)
}

// scaled names k times a named number, by the same name each time.
func (r *run) scaled(v val, k int64) (sym, int64) {
	if v.sym == 0 || k == 0 || r.root == nil {
		return 0, 0
	}
	if k == 1 {
		return v.sym, v.add
	}
	key := scale{v.sym, k}
	n, ok := r.scales[key]
	if !ok {
		r.syms++
		n = r.syms
		r.scales[key] = n
		r.derived[n] = derivation{op: "times", of: val{k: kInt, sym: v.sym}, k: k}
	}
	return n, mulSat(v.add, k)
}

type scale struct {
	of sym
	by int64
}

// lead is by how much an offset is at most ahead of a size, both unknown, when tests
// told something of the two.
func (r *run) lead(st *state, p, size val) (int64, bool) {
	if p.sym == 0 || size.sym == 0 {
		return 0, false
	}
	if p.sym == size.sym {
		return p.add - size.add, true
	}
	a, k := r.unscaled(p.sym)
	b, m := r.unscaled(size.sym)
	if k != m {
		return 0, false
	}
	if a == b {
		return p.add - size.add, true
	}
	if far, ok := st.excess(a, b, maxSteps); ok && far < 1<<40 && far > -1<<40 {
		return far*k + p.add - size.add, true
	}
	return 0, false
}

// maxSteps bounds how many pairs are put together.
const maxSteps = 3

// excess is by how much a exceeds b at most: the shortest way from the one to the other in
// the graph of differences that tests told (Miné, "A New Numerical Abstract Domain Based
// on Difference-Bound Matrices", PADO 2001). The matrix is not kept closed: ways are
// looked for where something is asked, which is seldom.
func (s *state) excess(a, b sym, steps int) (int64, bool) {
	if a == b {
		return 0, true
	}
	best, found := int64(maxInt), false
	for i := len(s.pairs) - 1; i >= 0 && steps > 0; i-- {
		p := s.pairs[i]
		next, by := p.b, p.hi
		if p.b == a {
			next, by = p.a, mulSat(p.lo, -1)
		} else if p.a != a {
			continue
		}
		if p.op != pairLess || by == maxInt {
			continue
		}
		if rest, ok := s.excess(next, b, steps-1); ok && addSat(by, rest) < best {
			best, found = addSat(by, rest), true
		}
	}
	return best, found
}

// unsigned names a number that was converted to an unsigned one.
func (r *run) unsigned(v val) (sym, int64) {
	if v.sym == 0 || r.root == nil {
		return 0, 0
	}
	key := scale{v.sym, minInt}
	n, ok := r.scales[key]
	if !ok {
		r.syms++
		n = r.syms
		r.scales[key] = n
		r.derived[n] = derivation{op: "unsigned", of: val{k: kInt, sym: v.sym}}
	}
	return n, v.add
}

// together names the sum of two named numbers, by the same name each time.
func (r *run) together(a, b sym) sym {
	if a == 0 || b == 0 || r.root == nil {
		return 0
	}
	key := scale{min(a, b), -int64(max(a, b))}
	n, ok := r.scales[key]
	if !ok {
		r.syms++
		n = r.syms
		r.scales[key] = n
		r.derived[n] = derivation{op: "sum", of: val{k: kInt, sym: a}, with: b}
	}
	return n
}

func (r *run) unscaled(n sym) (sym, int64) {
	k := int64(1)
	for range 3 {
		d, ok := r.derived[n]
		switch {
		case ok && d.op == "times":
			n, k = d.of.sym, mulSat(k, d.k)
		case ok && d.op == "unsigned":
			n = d.of.sym
		default:
			return n, k
		}
	}
	return n, k
}
