package text

// minimize merges the states that accept the same words and drops the unreachable
// ones. It is Hopcroft's algorithm ("An n log n algorithm for minimizing states in a
// finite automaton", 1971): automata of long texts have as many states as letters,
// and rounds over all of them, one for each letter, would be too many.
func (d *dfa) minimize() *dfa {
	p := newPartition(d.accept)
	into := d.inverse()
	var todo []splitter
	var waits []bool // by block and class
	push := func(s splitter) {
		for len(waits) < p.blocks()*d.n {
			waits = append(waits, false)
		}
		if i := int(s.block)*d.n + int(s.class); !waits[i] {
			todo, waits[i] = append(todo, s), true
		}
	}
	for b := range int32(p.blocks()) {
		for k := range int32(d.n) {
			push(splitter{b, k})
		}
	}
	var members, touched []int32
	for len(todo) > 0 {
		by := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		waits[int(by.block)*d.n+int(by.class)] = false
		members = append(members[:0], p.members(by.block)...) // marking moves them about
		touched = touched[:0]
		for _, q := range members {
			for _, from := range into.of(q, by.class) {
				if b := p.block[from]; p.mark(from) {
					touched = append(touched, b)
				}
			}
		}
		for _, b := range touched {
			fresh, ok := p.split(b)
			if !ok {
				continue
			}
			for k := range int32(d.n) {
				if !waits[int(b)*d.n+int(k)] && p.size(b) < p.size(fresh) {
					push(splitter{b, k}) // the smaller part is enough, unless the other still waits
				} else {
					push(splitter{fresh, k})
				}
			}
		}
	}
	return d.quotient(p.block)
}

// A splitter tells states apart by whether a letter of a class leads into a block.
type splitter struct{ block, class int32 }

// predecessors lists, for each state and class of letters, the states that lead to it.
type predecessors struct {
	start, from []int32
	n           int
}

func (p *predecessors) of(q, class int32) []int32 {
	i := int(q)*p.n + int(class)
	return p.from[p.start[i]:p.start[i+1]]
}

func (d *dfa) inverse() *predecessors {
	p := &predecessors{start: make([]int32, len(d.next)+1), from: make([]int32, len(d.next)), n: d.n}
	for i, to := range d.next {
		p.start[int(to)*d.n+i%d.n+1]++
	}
	for i := 1; i < len(p.start); i++ {
		p.start[i] += p.start[i-1]
	}
	at := append([]int32(nil), p.start...)
	for i, to := range d.next {
		j := int(to)*d.n + i%d.n
		p.from[at[j]] = int32(i / d.n)
		at[j]++
	}
	return p
}

// A partition divides the states into blocks. The states of a block stand side by
// side in order, the marked ones first.
type partition struct {
	order, place, block []int32 // states in order; place and block of each state
	first, end, marked  []int32 // of each block
}

// newPartition divides the states into those that accept and the others.
func newPartition(accept []bool) *partition {
	p := &partition{place: make([]int32, len(accept)), block: make([]int32, len(accept))}
	for _, kind := range []bool{false, true} {
		start := int32(len(p.order))
		for q, yes := range accept {
			if yes == kind {
				p.place[q], p.block[q] = int32(len(p.order)), int32(len(p.first))
				p.order = append(p.order, int32(q))
			}
		}
		if end := int32(len(p.order)); end > start {
			p.first, p.end, p.marked = append(p.first, start), append(p.end, end), append(p.marked, start)
		}
	}
	return p
}

func (p *partition) blocks() int             { return len(p.first) }
func (p *partition) size(b int32) int32      { return p.end[b] - p.first[b] }
func (p *partition) members(b int32) []int32 { return p.order[p.first[b]:p.end[b]] }

// mark puts a state among the marked ones of its block; it reports the first of one.
func (p *partition) mark(q int32) bool {
	b := p.block[q]
	at, to := p.place[q], p.marked[b]
	if at < to {
		return false
	}
	other := p.order[to]
	p.order[to], p.order[at] = q, other
	p.place[q], p.place[other] = to, at
	p.marked[b]++
	return to == p.first[b]
}

// split makes a block of the marked states, unless that is all of them or none, and
// takes the marks away.
func (p *partition) split(b int32) (fresh int32, ok bool) {
	first, middle, end := p.first[b], p.marked[b], p.end[b]
	p.marked[b] = first
	if middle == first || middle == end {
		return 0, false
	}
	fresh = int32(len(p.first))
	p.first, p.end, p.marked = append(p.first, first), append(p.end, middle), append(p.marked, first)
	p.first[b], p.marked[b] = middle, middle
	for _, q := range p.order[first:middle] {
		p.block[q] = fresh
	}
	return fresh, true
}
