package text

// A Transducer rewrites a text byte by byte, as replacing, escaping and
// changing case do. States are numbered from 0, the start.
type Transducer struct {
	States int
	// Special are the bytes that it treats in a way of their own. Every other one
	// it copies, after what the state held back, and goes to the start.
	Special Set
	Step    func(q int, c byte) (next int, out string)
	End     func(q int) string // what is still to be written; nil: nothing
}

// Bytewise rewrites every byte on its own; those that are not special stay.
func Bytewise(special Set, f func(c byte) string) Transducer {
	return Transducer{States: 1, Special: special, Step: func(_ int, c byte) (int, string) {
		if special.Has(c) {
			return 0, f(c)
		}
		return 0, string([]byte{c})
	}}
}

// kinds is one byte for each way in which the transducer, the automaton and the
// matcher of w treat a byte of chars, and the bytes that it stands for.
func (t Transducer) kinds(d *dfa, chars Set, w string) []kind {
	own := t.Special.Union(Of(w)).Intersect(chars)
	var out []kind
	for _, c := range own.Bytes() {
		out = append(out, kind{c, Set{}.Add(c)})
	}
	if rest := chars.Minus(own); d.n == 1 && !rest.Empty() {
		return append(out, kind{rest.first(), rest})
	} else if !rest.Empty() {
		for _, class := range d.sets() {
			if some := class.Intersect(rest); !some.Empty() {
				out = append(out, kind{some.first(), some})
			}
		}
	}
	return out
}

type kind struct {
	c   byte
	all Set
}

func (t Transducer) end(q int) string {
	if t.End == nil {
		return ""
	}
	return t.End(q)
}

// Run rewrites one text.
func (t Transducer) Run(s string) string {
	q, out := t.run(0, s)
	return string(out) + t.end(q)
}

func (t Transducer) run(q int, s string) (int, []byte) {
	var out []byte
	for i := 0; i < len(s); i++ {
		var w string
		q, w = t.Step(q, s[i])
		out = append(out, w...)
	}
	return q, out
}

// Replacing is the single pass that puts new for every old, from left to right.
// It needs old to be not empty.
func Replacing(old, new string) Transducer {
	fail := failures(old)
	return Transducer{
		States:  len(old),
		Special: Of(old),
		Step: func(q int, c byte) (int, string) {
			from := q
			for q > 0 && old[q] != c {
				q = fail[q]
			}
			if old[q] != c {
				return 0, old[:from] + string([]byte{c})
			}
			if q+1 == len(old) {
				return 0, old[:from-q] + new
			}
			return q + 1, old[:from-q]
		},
		End: func(q int) string { return old[:q] },
	}
}

// failures is the table of Knuth, Morris and Pratt: fail[i] is the length of
// the longest proper suffix of w[:i] that w starts with.
func failures(w string) []int {
	fail := make([]int, len(w)+1)
	k := 0
	for i := 1; i < len(w); i++ {
		for k > 0 && w[i] != w[k] {
			k = fail[k]
		}
		if w[i] == w[k] {
			k++
		}
		fail[i+1] = k
	}
	return fail
}

// Apply is what the transducer makes of the text. words are substrings that it
// may exclude; it tries those beside what the holes exclude already. Constants
// stay constants where the state before them is known; name names the holes it
// makes.
func (s Str) Apply(t Transducer, words []string, name func(Sym) Sym) Str {
	out := Str{}
	for _, q := range s.Alts {
		out.add(q.apply(t, words, name))
	}
	if s.Sym != 0 {
		return out.Named(name(s.Sym))
	}
	return out
}

func (q Seq) apply(t Transducer, words []string, name func(Sym) Sym) Seq {
	if len(q) == 1 && q[0].Hole != nil && q[0].Hole.untouched(t) {
		return q
	}
	var out Seq
	from := []int{0}
	for i, p := range q {
		last := i == len(q)-1
		var h Hole
		if p.Hole == nil {
			h, from = imageOfConst(p.Text, t, from, last)
		} else if h, from = p.Hole.image(t, from, last, words); len(q) == 1 {
			h.Sym = name(p.Hole.Sym)
		} else if t.States == 1 {
			h.Sym = name(p.Hole.Sym)
		}
		out = joinParts(out, h.seq(p.Unit, p.Span))
	}
	if len(q) == 0 {
		return constHole(t.end(0)).seq(0, Part{}.Span)
	}
	return out
}

// untouched reports whether the transducer leaves every text of the hole as it
// is: it copies each byte the hole may contain.
func (h Hole) untouched(t Transducer) bool {
	if t.end(0) != "" {
		return false
	}
	return h.Chars.Intersect(t.Special).Empty()
}

// imageOfConst is what becomes of constant text from any of the states.
func imageOfConst(s string, t Transducer, from []int, last bool) (Hole, []int) {
	var out Hole
	var to []int
	for i, q := range from {
		end, w := t.run(q, s)
		text := string(w)
		if last {
			text += t.end(end)
		}
		if i == 0 {
			out = constHole(text)
		} else {
			out = joinHoles(out, constHole(text))
		}
		to = addState(to, end)
	}
	return out, to
}

func addState(to []int, q int) []int {
	for _, have := range to {
		if have == q {
			return to
		}
	}
	return append(to, q)
}

// image is what becomes of the hole from any of the states, and the states it
// ends in.
func (h Hole) image(t Transducer, from []int, last bool, words []string) (Hole, []int) {
	d := h.automaton()
	out := Hole{Labels: h.Labels}
	to, longest := h.trace(d, t, from, last, &out.Chars)
	if n := longest * h.MaxLen; bound(h) {
		out.MaxLen = n + t.slack(last)
	}
	out.Prefix, out.Suffix = h.fixes(t, from, last)
	for _, list := range [][]string{h.Not, words} {
		for _, w := range list {
			if out.MayContain(w) && !h.yields(d, t, from, last, w) {
				out = out.Without(w)
			}
		}
	}
	return out, to
}

// slack is the most that End adds, and that a state held back before the hole.
func (t Transducer) slack(last bool) int {
	n := 0
	for q := 0; q < t.States; q++ {
		n = max(n, len(t.end(q)))
	}
	if last {
		n *= 2
	}
	return n
}

// fixes are the text that every image is known to start and to end with.
func (h Hole) fixes(t Transducer, from []int, last bool) (prefix, suffix string) {
	for i, q := range from {
		end, w := t.run(q, h.Prefix)
		if i == 0 {
			prefix = string(w)
		} else {
			prefix = commonPrefix(prefix, string(w))
		}
		_ = end
	}
	if !last && t.States > 1 {
		return prefix, ""
	}
	for q := 0; q < t.States; q++ {
		end, w := t.run(q, h.Suffix)
		text := string(w) + t.end(end)
		if q == 0 {
			suffix = text
		} else {
			suffix = commonSuffix(suffix, text)
		}
	}
	return prefix, suffix
}

type crossing struct{ h, t int32 }

// trace walks the hole's automaton and the transducer together: which states
// the transducer may end in, which bytes are written, the longest output of
// one byte.
func (h Hole) trace(d *dfa, t Transducer, from []int, last bool, chars *Set) (to []int, longest int) {
	live := d.live()
	kinds := t.kinds(d, h.Chars, "")
	seen := map[crossing]bool{}
	var queue []crossing
	visit := func(x crossing) {
		if !live[x.h] || seen[x] {
			return
		}
		seen[x] = true
		queue = append(queue, x)
		if d.accept[x.h] {
			to = addState(to, int(x.t))
			if last {
				*chars = chars.Union(Of(t.end(int(x.t))))
			}
		}
	}
	for _, q := range from {
		visit(crossing{0, int32(q)})
	}
	for len(queue) > 0 {
		x := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, k := range kinds {
			next := d.step(x.h, k.c)
			if !live[next] {
				continue
			}
			q, out := t.Step(int(x.t), k.c)
			longest = max(longest, len(out))
			*chars = chars.Union(Of(out))
			if !t.Special.Has(k.c) {
				*chars = chars.Union(k.all)
			}
			visit(crossing{next, int32(q)})
		}
	}
	return to, longest
}

// yields reports whether an image may contain w.
func (h Hole) yields(d *dfa, t Transducer, from []int, last bool, w string) bool {
	type triple struct{ h, t, k int32 }
	k := containing(w)
	full := int32(len(w))
	live := d.live()
	kinds := t.kinds(d, h.Chars, w)
	steps := newSteps(t, kinds)
	states, row := int32(max(t.States, 1)), full+1
	seen := make([]bool, int32(len(d.accept))*states*row)
	var queue []triple
	for _, q := range from {
		queue = append(queue, triple{0, int32(q), 0})
	}
	for len(queue) > 0 {
		x := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if x.k == full || last && d.accept[x.h] && k.run(x.k, t.end(int(x.t))) == full {
			return true
		}
		for i, b := range kinds {
			next := d.step(x.h, b.c)
			if !live[next] {
				continue
			}
			s := steps.at(x.t, i)
			y := triple{next, s.to, k.run(x.k, s.out)}
			if at := (y.h*states+y.t)*row + y.k; !seen[at] {
				seen[at] = true
				queue = append(queue, y)
			}
		}
	}
	return false
}

// Steps are a transducer's moves by kind of byte, each asked for once.
type steps struct {
	t     Transducer
	kinds []kind
	moves []move
}

type move struct {
	out  string
	to   int32
	done bool
}

func newSteps(t Transducer, kinds []kind) *steps {
	return &steps{t, kinds, make([]move, max(t.States, 1)*len(kinds))}
}

func (s *steps) at(q int32, kind int) move {
	m := &s.moves[int(q)*len(s.kinds)+kind]
	if !m.done {
		to, out := s.t.Step(int(q), s.kinds[kind].c)
		*m = move{out, int32(to), true}
	}
	return *m
}

// Preimage is the language of the texts that the transducer turns into words
// of l; ok is false over the limit of states.
func (t Transducer) Preimage(l *Lang) (out *Lang, ok bool) {
	may := t.preimage(l.may)
	must := may
	if !l.Exact() {
		must = t.preimage(l.must)
	}
	if may == nil || must == nil {
		return nil, false
	}
	if may == must {
		return exactLang(may, "image in "+l.source), true
	}
	return &Lang{may: may.minimize(), must: must.minimize(), source: "image in " + l.source}, true
}

func (t Transducer) preimage(d *dfa) *dfa {
	out := &dfa{n: 256}
	for c := range out.class {
		out.class[c] = uint8(c)
	}
	index := map[crossing]int32{{}: 0}
	order := []crossing{{}}
	for i := 0; i < len(order); i++ {
		x := order[i]
		out.accept = append(out.accept, d.accept[d.run(x.h, t.end(int(x.t)))])
		for c := 0; c < 256; c++ {
			q, w := t.Step(int(x.t), byte(c))
			y := crossing{d.run(x.h, w), int32(q)}
			id, ok := index[y]
			if !ok {
				id = int32(len(order))
				if id >= maxStates {
					return nil
				}
				index[y] = id
				order = append(order, y)
			}
			out.next = append(out.next, id)
		}
	}
	return out.mergeClasses()
}
