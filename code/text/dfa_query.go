package text

import "slices"

// live marks the states from which a word can still be accepted.
func (d *dfa) live() []bool {
	back := make([][]int32, d.states())
	var queue []int32
	out := make([]bool, d.states())
	for q := range d.accept {
		for k := 0; k < d.n; k++ {
			to := d.next[q*d.n+k]
			if len(back[to]) == 0 || back[to][len(back[to])-1] != int32(q) {
				back[to] = append(back[to], int32(q))
			}
		}
		if d.accept[q] {
			out[q] = true
			queue = append(queue, int32(q))
		}
	}
	for len(queue) > 0 {
		q := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, p := range back[q] {
			if !out[p] {
				out[p] = true
				queue = append(queue, p)
			}
		}
	}
	return out
}

func (d *dfa) empty() bool { return !d.live()[0] }

// chars is the set of bytes that occur in some accepted word.
func (d *dfa) chars() Set {
	var out Set
	live := d.live()
	if !live[0] {
		return out
	}
	sets := d.sets()
	for q := range reach(d) {
		for k := 0; k < d.n; k++ {
			if live[d.next[q*d.n+k]] {
				out = out.Union(sets[k])
			}
		}
	}
	return out
}

// reach lists the states that a word can lead to, as a set.
func reach(d *dfa) map[int]bool {
	seen := map[int]bool{0: true}
	queue := []int{0}
	for len(queue) > 0 {
		q := queue[0]
		queue = queue[1:]
		for k := 0; k < d.n; k++ {
			if to := int(d.next[q*d.n+k]); !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	return seen
}

// prefix is the longest text that all accepted words start with, and whether
// it is the only word.
func (d *dfa) prefix() (text string, only bool) {
	live := d.live()
	if !live[0] {
		return "", false
	}
	sets := d.sets()
	var out []byte
	for q := int32(0); len(out) < d.states(); {
		var step Set
		to := int32(-1)
		for k := 0; k < d.n; k++ {
			if t := d.next[int(q)*d.n+k]; live[t] {
				step, to = step.Union(sets[k]), t
			}
		}
		if to < 0 {
			return string(out), true
		}
		if d.accept[q] || step.Len() != 1 {
			break
		}
		out = append(out, step.Bytes()[0])
		q = to
	}
	return string(out), false
}

// maxLen is the length of the longest accepted word; ok is false when there is
// none (a loop).
func (d *dfa) maxLen() (n int, ok bool) {
	live := d.live()
	depth := make([]int, d.states()) // 0 unseen, -1 on the path, else 1 + longest
	var visit func(q int32) bool
	visit = func(q int32) bool {
		depth[q] = -1
		best := 1
		for k := 0; k < d.n; k++ {
			to := d.next[int(q)*d.n+k]
			if !live[to] {
				continue
			}
			if depth[to] == -1 || depth[to] == 0 && !visit(to) {
				return false
			}
			best = max(best, depth[to]+1)
		}
		depth[q] = best
		return true
	}
	if !live[0] {
		return 0, true
	}
	if !visit(0) {
		return 0, false
	}
	return depth[0] - 1, true
}

// example is a shortest accepted word, the most readable of the shortest.
func (d *dfa) example() (string, bool) {
	return d.shortest(0, func(q int32) bool { return d.accept[q] })
}

// exampleAround is an accepted word with w in it, what stands before w as short as can be.
func (d *dfa) exampleAround(w string) (string, bool) {
	tail, ok := "", false
	tried := map[int32]bool{}
	head, _ := d.shortest(0, func(q int32) bool {
		behind := d.run(q, w)
		if !tried[behind] {
			tried[behind] = true
			tail, ok = d.shortest(behind, func(q int32) bool { return d.accept[q] })
		}
		return ok
	})
	return head + w + tail, ok
}

// shortest is a shortest text that leads from a state to one with a property.
func (d *dfa) shortest(from int32, end func(int32) bool) (string, bool) {
	type step struct {
		from int32
		c    byte
	}
	came := make([]step, d.states())
	seen := make([]bool, d.states())
	queue := []int32{from}
	seen[from] = true
	readable := d.readable()
	for len(queue) > 0 {
		q := queue[0]
		queue = queue[1:]
		if end(q) {
			var out []byte
			for ; q != from; q = came[q].from {
				out = append(out, came[q].c)
			}
			slices.Reverse(out)
			return string(out), true
		}
		for _, c := range readable {
			if to := d.step(q, c); !seen[to] {
				seen[to] = true
				came[to] = step{q, c}
				queue = append(queue, to)
			}
		}
	}
	return "", false
}

// readable gives one byte of each class, letters and digits first.
func (d *dfa) readable() []byte {
	var done [256]bool
	out := make([]byte, 0, d.n)
	take := func(lo, hi int) {
		for c := lo; c <= hi; c++ {
			if k := d.class[c]; !done[k] {
				done[k] = true
				out = append(out, byte(c))
			}
		}
	}
	take('a', 'z')
	take('0', '9')
	take(' ', '~')
	take(0, 255)
	return out
}

// words lists the accepted words, at most limit; ok is false when there are
// more.
func (d *dfa) words(limit int) (out []string, ok bool) {
	if _, finite := d.maxLen(); !finite {
		return nil, false
	}
	live := d.live()
	var visit func(q int32, w []byte) bool
	visit = func(q int32, w []byte) bool {
		if !live[q] {
			return true
		}
		if d.accept[q] {
			if len(out) == limit {
				return false
			}
			out = append(out, string(w))
		}
		for c := 0; c < 256; c++ {
			if !visit(d.step(q, byte(c)), append(w, byte(c))) {
				return false
			}
		}
		return true
	}
	if !visit(0, nil) {
		return nil, false
	}
	return out, true
}

// quotient is d with the states of one part merged, numbered in the order in
// which they are reached, and with the classes nobody tells apart merged.
func (d *dfa) quotient(part []int32) *dfa {
	name := map[int32]int32{part[0]: 0}
	order := []int32{0} // a state of each part
	out := &dfa{}
	for i := 0; i < len(order); i++ {
		q := int(order[i])
		out.accept = append(out.accept, d.accept[q])
		for k := 0; k < d.n; k++ {
			to := d.next[q*d.n+k]
			id, ok := name[part[to]]
			if !ok {
				id = int32(len(order))
				name[part[to]] = id
				order = append(order, to)
			}
			out.next = append(out.next, id)
		}
	}
	out.class, out.n = d.class, d.n
	return out.mergeClasses()
}

func (d *dfa) mergeClasses() *dfa {
	index := map[string]uint8{}
	var keep []int
	name := make([]uint8, d.n)
	for k := 0; k < d.n; k++ {
		var col []byte
		for q := range d.accept {
			col = append4(col, d.next[q*d.n+k])
		}
		id, ok := index[string(col)]
		if !ok {
			id = uint8(len(keep))
			index[string(col)] = id
			keep = append(keep, k)
		}
		name[k] = id
	}
	out := &dfa{n: len(keep), accept: d.accept}
	for c := range d.class {
		out.class[c] = name[d.class[c]]
	}
	for q := range d.accept {
		for _, k := range keep {
			out.next = append(out.next, d.next[q*d.n+k])
		}
	}
	return out
}

func append4(b []byte, v int32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}
