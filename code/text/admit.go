package text

import "strings"

// Admits says whether s may be the word: Always only when it is the only one.
func (s Str) Admits(word string) Truth {
	if w, ok := s.Exact(); ok {
		if w == word {
			return Always
		}
		return Never
	}
	for _, q := range s.Alts {
		if q.admits(word) {
			return Maybe
		}
	}
	return Never
}

// admits tries all ways to share the word out among the parts. Holes of one
// name stand for one text.
func (q Seq) admits(word string) bool {
	return q.share(word, map[Sym]string{})
}

func (q Seq) share(word string, given map[Sym]string) bool {
	if len(q) == 0 {
		return word == ""
	}
	p := q[0]
	if p.Hole == nil {
		return strings.HasPrefix(word, p.Text) && q[1:].share(word[len(p.Text):], given)
	}
	sym := p.Hole.Sym
	if w, ok := given[sym]; ok && sym != 0 {
		return strings.HasPrefix(word, w) && p.Hole.Admits(w) != Never && q[1:].share(word[len(w):], given)
	}
	for n := len(word); n >= 0; n-- {
		if p.Hole.Admits(word[:n]) == Never {
			continue
		}
		given[sym] = word[:n]
		if q[1:].share(word[n:], given) {
			return true
		}
		delete(given, sym)
	}
	return false
}
