package text

// A dfa is a complete deterministic automaton over bytes. Bytes that no state
// tells apart share a class. State 0 is the start. It is immutable.
type dfa struct {
	class  [256]uint8
	n      int     // classes
	next   []int32 // state*n + class
	accept []bool
}

// maxStates bounds every automaton; what would grow beyond it is approximated.
const maxStates = 2048

func (d *dfa) states() int { return len(d.accept) }

func (d *dfa) step(q int32, c byte) int32 { return d.next[int(q)*d.n+int(d.class[c])] }

func (d *dfa) run(q int32, s string) int32 {
	for i := 0; i < len(s); i++ {
		q = d.step(q, s[i])
	}
	return q
}

func (d *dfa) match(s string) bool { return d.accept[d.run(0, s)] }

// sets lists the bytes of each class.
func (d *dfa) sets() []Set {
	out := make([]Set, d.n)
	for c := 0; c < 256; c++ {
		out[d.class[c]] = out[d.class[c]].Add(byte(c))
	}
	return out
}

// classes partitions the bytes by the sets.
func classes(sets ...Set) (class [256]uint8, n int) {
	class, n = classesOf(func(c int) uint64 {
		var key uint64
		for i, s := range sets {
			if s.Has(byte(c)) {
				key |= 1 << i
			}
		}
		return key
	})
	return class, n
}

func classesOf(key func(c int) uint64) (class [256]uint8, n int) {
	var keys []uint64
next:
	for c := 0; c < 256; c++ {
		k := key(c)
		for i, have := range keys {
			if have == k {
				class[c] = uint8(i)
				continue next
			}
		}
		class[c] = uint8(len(keys))
		keys = append(keys, k)
	}
	return class, len(keys)
}

// fromSet accepts the texts made of bytes of s.
func fromSet(s Set) *dfa {
	if s == all {
		return &dfa{n: 1, next: []int32{0}, accept: []bool{true}}
	}
	d := &dfa{accept: []bool{true, false}}
	d.class, d.n = classes(s)
	d.next = make([]int32, 2*d.n)
	for c := 0; c < 256; c++ {
		to := int32(1)
		if s.Has(byte(c)) {
			to = 0
		}
		d.next[d.class[c]] = to
		d.next[d.n+int(d.class[c])] = 1
	}
	return d
}

// wordClasses gives every byte of the words a class of its own.
func wordClasses(words ...string) (class [256]uint8, n int) {
	n = 1
	for _, w := range words {
		for i := 0; i < len(w); i++ {
			if class[w[i]] == 0 && n < 256 {
				class[w[i]] = uint8(n)
				n++
			}
		}
	}
	return class, n
}

// kmp is the matcher of w: state i has read the longest suffix that is w[:i].
// With stay, the last state is kept once reached.
func kmp(w string, stay bool) *dfa {
	d := &dfa{accept: make([]bool, len(w)+1)}
	d.class, d.n = wordClasses(w)
	d.next = make([]int32, (len(w)+1)*d.n)
	d.accept[len(w)] = true
	fail := int32(0)
	for q := 0; q <= len(w); q++ {
		copy(d.next[q*d.n:(q+1)*d.n], d.next[int(fail)*d.n:(int(fail)+1)*d.n])
		if q < len(w) {
			d.next[q*d.n+int(d.class[w[q]])] = int32(q + 1)
			if q > 0 {
				fail = d.step(fail, w[q])
			}
		} else if stay {
			for k := 0; k < d.n; k++ {
				d.next[q*d.n+k] = int32(q)
			}
		}
	}
	if w == "" {
		d.next[0] = 0
	}
	return d
}

// containing accepts the texts with w in them; ending those that end with w.
func containing(w string) *dfa { return kmp(w, true) }
func ending(w string) *dfa     { return kmp(w, false) }

// starting accepts the texts that start with w.
func starting(w string) *dfa { return wordsDFA([]string{w}, true) }

// wordsDFA accepts exactly the words, or (open) the texts that start with one.
func wordsDFA(words []string, open bool) *dfa {
	d := &dfa{}
	d.class, d.n = wordClasses(words...)
	row := func() int32 {
		for k := 0; k < d.n; k++ {
			d.next = append(d.next, -1)
		}
		d.accept = append(d.accept, false)
		return int32(len(d.accept) - 1)
	}
	row()
	for _, w := range words {
		q := int32(0)
		for i := 0; i < len(w); i++ {
			at := int(q)*d.n + int(d.class[w[i]])
			if d.next[at] < 0 {
				to := row()
				d.next[at] = to
			}
			q = d.next[at]
		}
		d.accept[q] = true
	}
	dead := row()
	for at, to := range d.next {
		if to < 0 {
			d.next[at] = dead
			if q := at / d.n; open && d.accept[q] {
				d.next[at] = int32(q)
			}
		}
	}
	if open {
		for q, yes := range d.accept {
			for k := 0; yes && k < d.n; k++ {
				d.next[q*d.n+k] = int32(q)
			}
		}
	}
	return d
}

// complement accepts what d does not.
func (d *dfa) complement() *dfa {
	out := *d
	out.accept = make([]bool, len(d.accept))
	for q, yes := range d.accept {
		out.accept[q] = !yes
	}
	return &out
}

// product runs a and b side by side; a state accepts by the rule. It is nil
// over the limit of states.
func product(a, b *dfa, rule func(x, y bool) bool) *dfa {
	out := &dfa{}
	out.class, out.n = classesOf(func(c int) uint64 { return uint64(a.class[c])<<8 | uint64(b.class[c]) })
	var rep [256]byte
	for c := 255; c >= 0; c-- {
		rep[out.class[c]] = byte(c)
	}
	type pair struct{ x, y int32 }
	index := map[pair]int32{{0, 0}: 0}
	order := []pair{{0, 0}}
	for i := 0; i < len(order); i++ {
		p := order[i]
		out.accept = append(out.accept, rule(a.accept[p.x], b.accept[p.y]))
		for k := 0; k < out.n; k++ {
			to := pair{a.step(p.x, rep[k]), b.step(p.y, rep[k])}
			id, ok := index[to]
			if !ok {
				id = int32(len(order))
				if id >= maxStates {
					return nil
				}
				index[to] = id
				order = append(order, to)
			}
			out.next = append(out.next, id)
		}
	}
	return out
}

func both(x, y bool) bool    { return x && y }
func either(x, y bool) bool  { return x || y }
func without(x, y bool) bool { return x && !y }
