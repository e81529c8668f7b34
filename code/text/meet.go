package text

import "strings"

// The one engine behind every question about a text: run an automaton over the
// parts, constants byte by byte, holes by all their texts at once.

// mayMeet reports whether some text of the sequence may be accepted by d.
func (q Seq) mayMeet(d *dfa) bool {
	for s := range q.runAll(d) {
		if d.accept[s] {
			return true
		}
	}
	return false
}

type states map[int32]bool

// runAll is the states of d that some text of the sequence may lead to.
func (q Seq) runAll(d *dfa) states {
	now := states{0: true}
	for _, p := range q {
		if p.Hole == nil {
			next := make(states, len(now))
			for s := range now {
				next[d.run(s, p.Text)] = true
			}
			now = next
			continue
		}
		now = p.Hole.through(d, now)
	}
	return now
}

// through is the states of d after any text of the hole, begun in any of from.
func (h Hole) through(d *dfa, from states) states {
	if w, ok := h.Exact(); ok {
		out := make(states, len(from))
		for s := range from {
			out[d.run(s, w)] = true
		}
		return out
	}
	if h.plain() {
		return closure(d, from, h.Chars)
	}
	return walk(d, h.automaton(), from)
}

// closure is the states reached over bytes of the set alone.
func closure(d *dfa, from states, chars Set) states {
	out := make(states, len(from))
	queue := make([]int32, 0, len(from))
	for s := range from {
		out[s] = true
		queue = append(queue, s)
	}
	sets := d.sets()
	for len(queue) > 0 {
		s := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for k, set := range sets {
			to := d.next[int(s)*d.n+k]
			if !out[to] && !set.Intersect(chars).Empty() {
				out[to] = true
				queue = append(queue, to)
			}
		}
	}
	return out
}

// walk is the states of d reached by words of h.
func walk(d, h *dfa, from states) states {
	type pair struct{ d, h int32 }
	class, n := classesOf(func(c int) uint64 { return uint64(d.class[c])<<8 | uint64(h.class[c]) })
	rep := make([]byte, n)
	for c := 0; c < 256; c++ {
		rep[class[c]] = byte(c)
	}
	live := h.live()
	out := states{}
	seen := map[pair]bool{}
	var queue []pair
	visit := func(p pair) {
		if live[p.h] && !seen[p] {
			seen[p] = true
			queue = append(queue, p)
			if h.accept[p.h] {
				out[p.d] = true
			}
		}
	}
	for s := range from {
		visit(pair{s, 0})
	}
	for len(queue) > 0 {
		p := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, c := range rep {
			visit(pair{d.step(p.d, c), h.step(p.h, c)})
		}
	}
	return out
}

// automaton accepts every text of the hole (and, over the limits, more).
func (h Hole) automaton() *dfa {
	out := fromSet(h.Chars)
	and := func(d *dfa) {
		if p := product(out, d, both); p != nil && p.states() <= maxStates/2 {
			out = p
		}
	}
	if h.Lang != nil {
		and(h.Lang.may)
	}
	if h.Prefix != "" {
		and(starting(h.Prefix))
	}
	if h.Suffix != "" {
		and(ending(h.Suffix))
	}
	for _, w := range h.Not {
		and(containing(w).complement())
	}
	return out
}

// Language is the language of the hole's texts: an over-approximation.
func (h Hole) Language() *Lang {
	if h.Lang != nil && h.Prefix == "" && h.Suffix == "" && len(h.Not) == 0 && h.Chars == all {
		return h.Lang
	}
	d := h.automaton().minimize()
	return &Lang{may: d, must: fromSet(Set{}).none(), source: h.String()}
}

// MayMatch reports whether some text of s may be a word of l.
func (s Str) MayMatch(l *Lang) bool { return s.mayMeet(l.may) }

// MayMiss reports whether some text of s may not be a word of l.
func (s Str) MayMiss(l *Lang) bool { return s.mayMeet(l.must.complement()) }

func (s Str) mayMeet(d *dfa) bool {
	for _, q := range s.Alts {
		if q.mayMeet(d) {
			return true
		}
	}
	return false
}

// MayContain reports whether sub may occur in s.
func (s Str) MayContain(sub string) bool {
	for _, q := range s.Alts {
		if q.MayContain(sub) {
			return true
		}
	}
	return false
}

// MayContain reports whether sub may occur in the sequence, also across its
// parts.
func (q Seq) MayContain(sub string) bool {
	switch {
	case len(q) == 0:
		return sub == ""
	case len(q) == 1 && q[0].Hole == nil:
		return strings.Contains(q[0].Text, sub)
	case len(q) == 1:
		return q[0].Hole.MayContain(sub)
	case len(sub) == 1:
		return q.mayContainByte(sub[0])
	}
	return q.mayMeet(containing(sub))
}

func (q Seq) mayContainByte(b byte) bool {
	for _, p := range q {
		if p.Hole == nil && strings.IndexByte(p.Text, b) >= 0 || p.Hole != nil && p.Hole.Chars.Has(b) {
			return true
		}
	}
	return false
}
