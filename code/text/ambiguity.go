package text

import "strings"

// Ambiguous is how a backtracking engine's time grows with the
// subject: not at all beyond linear, as a power of its length, or exponentially.
type Ambiguous uint8

// The kinds.
const (
	Linear Ambiguous = iota
	Polynomial
	Exponential
)

// String names the kind.
func (a Ambiguous) String() string { return [...]string{"none", "polynomial", "exponential"}[a] }

// A Pump is a family of subjects that take a pattern long: Prefix, then Pump
// any number of times, then Suffix.
type Pump struct{ Prefix, Pump, Suffix string }

// Subject is the member with n pumps.
func (p Pump) Subject(n int) string { return p.Prefix + strings.Repeat(p.Pump, n) + p.Suffix }

// Ambiguity says how a backtracking engine may fare with the pattern, anchored
// at the start of the subject, and a family of subjects that shows it.
//
// The criteria are those of Weideman, van der Merwe, Berglund and Watson
// (Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers,
// CIAA 2016): exponential when some state has two different paths back to itself
// for one word (EDA), polynomial when two states p, q have paths p-p, p-q and
// q-q for one word (IDA). They are decided on products of the automaton with
// itself, where assertions and look-around are read as always true and counted
// repeats above eight as loops; every answer is then confirmed with [Backtrack],
// so that none is wrong. A pattern too large to decide is called linear, and so is
// one that only characters beyond ASCII make slow.
func Ambiguity(pattern, dialect string) (Ambiguous, Pump) {
	return AmbiguityIn(pattern, dialect, Prefix)
}

// AmbiguityIn is Ambiguity for a mode: in a search an engine starts anew at every
// place, so that even \s+$ takes quadratic time.
func AmbiguityIn(pattern, dialect string, mode Mode) (Ambiguous, Pump) {
	re, err := parseRegex(pattern, dialect)
	if err != nil {
		return Linear, Pump{}
	}
	g := re.graph(mode)
	if g == nil {
		return Linear, Pump{}
	}
	for _, p := range g.exponential() {
		if p, ok := re.confirm(p, mode, Exponential); ok {
			return Exponential, p
		}
		if p, ok := re.confirmBy(p, mode, g.borders()); ok {
			return Exponential, p
		}
	}
	for _, p := range g.polynomial() {
		if p, ok := re.confirm(p, mode, Polynomial); ok {
			return Polynomial, p
		}
	}
	return Linear, Pump{}
}

// A graph is the automaton without empty steps: its nodes are places where a
// byte is read.
type graph struct {
	out   [][]arc // by node
	start []int32
	work  int
}

type arc struct {
	lo, hi byte
	to     int32
	many   bool // two ways of empty steps lead there
}

// maxGraph bounds the places; the products are its square and cube.
const maxGraph = 160

// maxWork bounds the steps spent on one pattern.
const maxWork = 3_000_000

func (re *regex) graph(mode Mode) *graph {
	b := &builder{loose: true, ascii: true}
	start, first, last := b.state(), b.state(), b.state()
	b.skip(start, first)
	if mode == Search {
		b.bytes(start, 0, 255, start)
	}
	re.build(b, clipped(re.root), first, last)
	if b.overflow {
		return nil
	}
	g := &graph{}
	name := map[int32]int32{}
	var order []int32
	node := func(q int32) int32 {
		id, ok := name[q]
		if !ok {
			id = int32(len(order))
			name[q] = id
			order = append(order, q)
		}
		return id
	}
	for _, w := range sortedStates(b.waysFrom(start)) {
		g.start = append(g.start, node(w.state))
	}
	for i := 0; i < len(order); i++ {
		if len(order) > maxGraph {
			return nil
		}
		var arcs []arc
		for _, e := range b.edges[order[i]] {
			if e.kind != onByte {
				continue
			}
			for _, q := range sortedStates(b.waysFrom(e.to)) {
				arcs = append(arcs, arc{e.lo, e.hi, node(q.state), q.ways > 1})
			}
		}
		g.out = append(g.out, arcs)
	}
	return g
}

type way struct {
	state int32
	ways  int
}

func sortedStates(m map[int32]int) []way {
	out := make([]way, 0, len(m))
	for q, n := range m {
		out = append(out, way{q, n})
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].state < out[j-1].state; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// waysFrom counts (up to two) the ways of empty steps to each state that reads
// a byte. A way may come through a state twice, when one loop ends and the loop
// around it begins it anew.
func (b *builder) waysFrom(q int32) map[int32]int {
	out := map[int32]int{}
	on := map[int32]int{}
	work := 0
	var visit func(q int32)
	visit = func(q int32) {
		if work++; on[q] > 1 || work > 4000 {
			return
		}
		on[q]++
		reads := false
		for _, e := range b.edges[q] {
			if e.kind == onByte {
				reads = true
			} else {
				visit(e.to)
			}
		}
		if reads {
			out[q] = min(2, out[q]+1)
		}
		on[q]--
	}
	visit(q)
	return out
}

// clipped puts loops for large counted repeats.
func clipped(n *node) *node {
	out := *n
	out.subs = make([]*node, len(n.subs))
	for i, sub := range n.subs {
		out.subs[i] = clipped(sub)
	}
	if n.op == nRepeat && max(n.min, n.max) > 8 {
		out.min = min(n.min, 2)
		out.max = -1
	}
	if n.op == nLook || n.op == nAssert {
		out.op, out.subs = nEmpty, nil
	}
	return &out
}

// meet is a byte that both arcs read.
func meet(x, y arc) (byte, bool) {
	lo, hi := max(x.lo, y.lo), min(x.hi, y.hi)
	if lo > hi {
		return 0, false
	}
	for _, nice := range []byte{'a', '0', 'A', ' '} {
		if lo <= nice && nice <= hi {
			return nice, true
		}
	}
	return lo, true
}

// cycles numbers the nodes by the loops they lie on (strongly connected
// components); -1: on none.
func (g *graph) cycles() []int {
	n := len(g.out)
	reach := make([][]bool, n)
	for i := range g.out {
		reach[i] = make([]bool, n)
		queue := []int32{int32(i)}
		for len(queue) > 0 {
			q := queue[0]
			queue = queue[1:]
			for _, a := range g.out[q] {
				if !reach[i][a.to] {
					reach[i][a.to] = true
					queue = append(queue, a.to)
				}
			}
		}
	}
	out := make([]int, n)
	for i := range out {
		out[i] = -1
		for j := 0; j <= i; j++ {
			if reach[i][j] && reach[j][i] {
				out[i] = j
				break
			}
		}
	}
	return out
}

// path is a shortest word from the start to the node.
func (g *graph) path(to int32) (string, bool) {
	came := map[int32]string{}
	var queue []int32
	for _, q := range g.start {
		came[q] = ""
		queue = append(queue, q)
	}
	for len(queue) > 0 {
		q := queue[0]
		queue = queue[1:]
		if q == to {
			return came[q], true
		}
		for _, a := range g.out[q] {
			if _, ok := came[a.to]; !ok {
				c, _ := meet(a, a)
				came[a.to] = came[q] + string([]byte{c})
				queue = append(queue, a.to)
			}
		}
	}
	return "", false
}
