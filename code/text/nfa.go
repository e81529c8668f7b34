package text

import (
	"slices"
	"unicode/utf8"
)

// A builder is a nondeterministic automaton over bytes under construction.
type builder struct {
	edges    [][]edge
	asserts  bool // some edge is an assertion
	unicode  bool // \b knows characters outside ASCII
	strict   bool // under-approximate: what is unsure is refused
	rough    bool // something was approximated
	loose    bool // assertions hold everywhere: for pieces of a pattern
	ascii    bool // other characters are left out
	overflow bool
}

// An edge is taken on a byte of [lo, hi], on nothing, or where the assertion
// holds.
type edge struct {
	kind   edgeKind
	lo, hi byte
	to     int32
}

type edgeKind uint8

const (
	onByte edgeKind = iota
	onNothing
	atStart     // of the text
	atLineStart // of the text or after a newline
	atEnd       // of the text
	atEndNL     // of the text or before its last newline
	atLineEnd   // of the text or before a newline
	atWord      // a word boundary
	atNotWord
)

// maxNFA bounds the construction.
const maxNFA = 20000

func (b *builder) state() int32 {
	if len(b.edges) >= maxNFA {
		b.overflow = true
		return int32(len(b.edges) - 1)
	}
	b.edges = append(b.edges, nil)
	return int32(len(b.edges) - 1)
}

func (b *builder) add(from int32, e edge) {
	if b.loose && e.kind > onNothing {
		e.kind = onNothing
	}
	if !b.overflow {
		b.edges[from] = append(b.edges[from], e)
		b.asserts = b.asserts || e.kind > onNothing
	}
}

func (b *builder) bytes(from int32, lo, hi byte, to int32) {
	b.add(from, edge{lo: lo, hi: hi, to: to})
}

func (b *builder) skip(from, to int32) { b.add(from, edge{kind: onNothing, to: to}) }

func (b *builder) word(from int32, w string, to int32) {
	if w == "" {
		b.skip(from, to)
		return
	}
	for i := 0; i < len(w)-1; i++ {
		next := b.state()
		b.bytes(from, w[i], w[i], next)
		from = next
	}
	b.bytes(from, w[len(w)-1], w[len(w)-1], to)
}

// runes adds the UTF-8 encodings of the characters from lo to hi.
func (b *builder) runes(from int32, lo, hi rune, to int32) {
	if b.ascii {
		hi = min(hi, 0x7f)
	}
	for _, limit := range []rune{0x7f, 0x7ff, 0xffff, utf8.MaxRune} {
		if lo <= limit && lo <= hi {
			b.sameLength(from, lo, min(hi, limit), to)
			lo = limit + 1
		}
	}
}

// sameLength adds characters whose encodings have one length.
func (b *builder) sameLength(from int32, lo, hi rune, to int32) {
	if lo <= 0xd7ff && hi >= 0xe000 {
		b.sameLength(from, lo, 0xd7ff, to)
		b.sameLength(from, 0xe000, hi, to)
		return
	}
	if lo >= 0xd800 && hi <= 0xdfff {
		return
	}
	var x, y [4]byte
	n := utf8.EncodeRune(x[:], lo)
	utf8.EncodeRune(y[:], hi)
	b.byteRanges(from, x[:n], y[:n], to)
}

// byteRanges adds the byte strings from x to y whose later bytes run over
// 0x80-0xbf.
func (b *builder) byteRanges(from int32, x, y []byte, to int32) {
	if len(x) == 1 {
		b.bytes(from, x[0], y[0], to)
		return
	}
	low, high := allEqual(x[1:], 0x80), allEqual(y[1:], 0xbf)
	lo, hi := x[0], y[0]
	if lo == hi {
		next := b.state()
		b.bytes(from, lo, lo, next)
		b.byteRanges(next, x[1:], y[1:], to)
		return
	}
	if !low {
		next := b.state()
		b.bytes(from, lo, lo, next)
		b.byteRanges(next, x[1:], filled(len(x)-1, 0xbf), to)
		lo++
	}
	if !high {
		next := b.state()
		b.bytes(from, hi, hi, next)
		b.byteRanges(next, filled(len(x)-1, 0x80), y[1:], to)
		hi--
	}
	if lo <= hi {
		next := b.state()
		b.bytes(from, lo, hi, next)
		b.byteRanges(next, filled(len(x)-1, 0x80), filled(len(x)-1, 0xbf), to)
	}
}

func allEqual(s []byte, c byte) bool {
	return !slices.ContainsFunc(s, func(x byte) bool { return x != c })
}

func filled(n int, c byte) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = c
	}
	return out
}

// What was before a place and may come after it, for assertions.
const (
	nextEnd   = 1 << iota // nothing: the text ends (before: it starts)
	nextNL                // a newline
	nextWord              // an ASCII letter, digit or _
	nextOther             // another ASCII byte
	nextHigh              // a byte of a character outside ASCII
	finalNL               // a newline that comes must be the last byte
	nextAny   = nextEnd | nextNL | nextWord | nextOther | nextHigh
)

func kindOf(c byte) int {
	switch {
	case c == '\n':
		return nextNL
	case c >= 0x80:
		return nextHigh
	case Alnum().Has(c) || c == '_':
		return nextWord
	}
	return nextOther
}

// A thread is a state and what was promised about the next byte: state*64 + bits.
type thread = int32

// determinize is the subset construction; nil over the limit of states.
func (b *builder) determinize(accept int32) *dfa {
	if b.overflow {
		return nil
	}
	d := &dfa{}
	d.class, d.n = b.byteClasses()
	var rep [256]byte
	for c := 255; c >= 0; c-- {
		rep[d.class[c]] = byte(c)
	}
	type subset struct {
		threads []thread
		prev    int
	}
	index := map[string]int32{}
	var order []subset
	intern := func(ts []thread, prev int) int32 {
		if !b.asserts {
			prev = 0
		}
		slices.Sort(ts)
		key := append4(nil, int32(prev))
		for _, t := range ts {
			key = append4(key, t)
		}
		id, ok := index[string(key)]
		if !ok {
			id = int32(len(order))
			index[string(key)] = id
			order = append(order, subset{ts, prev})
		}
		return id
	}
	c := b.closer()
	intern(c.close([]thread{nextAny}, nextEnd, accept), nextEnd)
	for i := 0; i < len(order); i++ {
		if len(order) > maxStates {
			return nil
		}
		s := order[i]
		d.accept = append(d.accept, slices.ContainsFunc(s.threads, func(t thread) bool {
			return t>>6 == accept && t&nextEnd != 0
		}))
		for k := 0; k < d.n; k++ {
			kind := kindOf(rep[k])
			to := b.stepAll(s.threads, rep[k], kind)
			d.next = append(d.next, intern(c.close(to, kind, accept), kind))
		}
	}
	return d
}

func (b *builder) stepAll(ts []thread, c byte, kind int) []thread {
	var to []thread
	for _, t := range ts {
		if int(t)&kind == 0 {
			continue
		}
		promise := thread(nextAny)
		if t&finalNL != 0 && kind == nextNL {
			promise = nextEnd
		}
		for _, e := range b.edges[t>>6] {
			if e.kind == onByte && e.lo <= c && c <= e.hi {
				to = append(to, e.to<<6|promise)
			}
		}
	}
	return to
}

// A closer follows the edges that read nothing.
type closer struct {
	b    *builder
	seen map[thread]bool
}

func (b *builder) closer() *closer { return &closer{b: b, seen: map[thread]bool{}} }

func (c *closer) close(ts []thread, prev int, accept int32) []thread {
	clear(c.seen)
	var out []thread
	queue := ts
	for len(queue) > 0 {
		t := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if c.seen[t] || t&nextAny == 0 {
			continue
		}
		c.seen[t] = true
		q := t >> 6
		if q == accept && t&63 == nextAny && c.b.loopsForever(q) {
			return []thread{t}
		}
		keep := q == accept
		for _, e := range c.b.edges[q] {
			if e.kind == onByte {
				keep = true
			} else if p := c.b.promise(e.kind, t&63, prev); p&nextAny != 0 {
				queue = append(queue, e.to<<6|p)
			}
		}
		if keep {
			out = append(out, t)
		}
	}
	return out
}

// loopsForever: the accepting state of a search, which any byte keeps.
func (b *builder) loopsForever(q int32) bool {
	for _, e := range b.edges[q] {
		if e.kind == onByte && e.lo == 0 && e.hi == 255 && e.to == q {
			return true
		}
	}
	return false
}

// promise is what a thread may still see after it passed the assertion.
func (b *builder) promise(kind edgeKind, p thread, prev int) thread {
	switch kind {
	case atStart:
		if prev != nextEnd {
			return 0
		}
	case atLineStart:
		if prev != nextEnd && prev != nextNL {
			return 0
		}
	case atEnd:
		return p & nextEnd
	case atEndNL:
		return p&(nextEnd|nextNL) | finalNL
	case atLineEnd:
		return p & (nextEnd | nextNL | finalNL)
	case atWord, atNotWord:
		return p & (b.boundary(kind == atWord, prev) | finalNL)
	}
	return p
}

// boundary is the kinds of bytes that may follow at a (non-)boundary of words.
func (b *builder) boundary(want bool, prev int) thread {
	word := thread(nextWord)
	rest := thread(nextEnd | nextNL | nextOther)
	if !b.unicode {
		rest |= nextHigh
	} else if !b.strict {
		word, rest = word|nextHigh, rest|nextHigh
	}
	if b.unicode && prev == nextHigh {
		b.rough = true
		if b.strict {
			return 0
		}
		return nextAny
	}
	if b.unicode {
		b.rough = true
	}
	if (prev == nextWord) == want {
		return rest
	}
	return word
}

// byteClasses groups the bytes that no edge and no assertion tells apart.
func (b *builder) byteClasses() (class [256]uint8, n int) {
	var cut [257]bool
	for _, es := range b.edges {
		for _, e := range es {
			if e.kind == onByte {
				cut[e.lo], cut[int(e.hi)+1] = true, true
			}
		}
	}
	if b.asserts {
		for c := 1; c < 256; c++ {
			cut[c] = cut[c] || kindOf(byte(c)) != kindOf(byte(c-1))
		}
	}
	for c := 1; c < 256; c++ {
		if cut[c] {
			n++
		}
		class[c] = uint8(n)
	}
	return class, n + 1
}
