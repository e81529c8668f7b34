package text

import (
	"slices"
	"strings"
)

// Assume narrows the hole by a fact or by its negation; false when the two
// contradict each other, so that the place is not reached.
func (h Hole) Assume(f Fact, holds bool) (Hole, bool) {
	if len(f.Via) > 0 {
		return h.assumeVia(f, holds)
	}
	switch h.decide(f) {
	case Always:
		return h, holds
	case Never:
		return h, !holds
	}
	if holds {
		return h.assumeTrue(f)
	}
	return h.assumeFalse(f)
}

func (h Hole) assumeTrue(f Fact) (Hole, bool) {
	switch f.Kind {
	case Equals:
		return h.exactly(f.Text), true
	case HasPrefix:
		if len(f.Text) > len(h.Prefix) {
			h.Prefix = f.Text
		}
		if len(f.Text) == h.MaxLen {
			return h.exactly(f.Text), true
		}
	case HasSuffix:
		if len(f.Text) > len(h.Suffix) {
			h.Suffix = f.Text
		}
		if len(f.Text) == h.MaxLen {
			return h.exactly(f.Text), true
		}
	case OneOf:
		return h.assumeOneOf(f.Set)
	case Matches:
		return h.assumeLang(f.Lang)
	case Marked:
		return h.WithMark(f.Mark), true
	case LenAtMost:
		if f.Len <= 0 {
			return h.exactly(""), true
		}
		return h.Within(all, f.Len), true
	}
	return h, true
}

func (h Hole) assumeFalse(f Fact) (Hole, bool) {
	switch f.Kind {
	case Equals:
		if f.Text == "" || h.Lang != nil {
			return h.assumeLang(Words(f.Text).Complement())
		}
		return h.isnt(f.Text), true
	case Contains:
		return h.Without(f.Text), true
	case HasPrefix:
		return h.assumeLang(Starting(f.Text).Complement())
	case HasSuffix:
		return h.assumeLang(Ending(f.Text).Complement())
	case OneOf:
		if h.Lang != nil && len(f.Set) <= 64 {
			return h.assumeLang(Words(f.Set...).Complement())
		}
		return h.isnt(f.Set...), true
	case Matches:
		return h.assumeLang(f.Lang.Complement())
	}
	return h, true
}

// asked are words that demands ask for: that a text is none of them is kept as a
// mark, where for other words it is forgotten.
var asked = []string{"__proto__", "constructor", "prototype"}

// MarkIsnt, followed by a word, marks holes that are surely not the word.
const MarkIsnt = "text.isnt="

func (h Hole) isnt(words ...string) Hole {
	for _, w := range words {
		if slices.Contains(asked, w) {
			h = h.WithMark(MarkIsnt + w)
		}
	}
	return h
}

// assumeLang narrows the hole to the words of l.
func (h Hole) assumeLang(l *Lang) (Hole, bool) {
	if h.Lang != nil {
		l = h.Lang.Intersect(l)
	}
	if l.Empty() {
		return h, false
	}
	h.Lang = l
	h.Chars = h.Chars.Intersect(l.Chars())
	prefix, only := l.may.prefix()
	if only {
		return h.exactly(prefix), h.Admits(prefix) != Never
	}
	if len(prefix) > len(h.Prefix) {
		h.Prefix = prefix
	}
	if n, ok := l.may.maxLen(); ok && (h.MaxLen == 0 || n < h.MaxLen) {
		h.MaxLen = n
	}
	return h, true
}

// assumeOneOf narrows the hole to those of the words it admits.
func (h Hole) assumeOneOf(words []string) (Hole, bool) {
	var left []string
	for _, w := range words {
		if h.Admits(w) != Never {
			left = append(left, w)
		}
	}
	slices.Sort(left)
	left = slices.Compact(left)
	switch {
	case len(left) == 0:
		return h, false
	case len(left) == 1:
		return h.exactly(left[0]), true
	}
	h = h.WithMark(MarkFinite)
	h.Not, h.Chars, h.Prefix, h.Suffix, h.MaxLen = nil, Set{}, left[0], left[0], 0
	for _, w := range left {
		h.Chars = h.Chars.Union(Of(w))
		h.Prefix, h.Suffix = commonPrefix(h.Prefix, w), commonSuffix(h.Suffix, w)
		h.MaxLen = max(h.MaxLen, len(w))
	}
	h.Lang = Words(left...)
	return h, true
}

// assumeVia keeps what was learnt of a part or an image of the text as a mark:
// host(u) == "x" becomes "url.host=x", several words are separated by bars.
// Package ops translates the facts that say something of the text itself before
// they come here.
func (h Hole) assumeVia(f Fact, holds bool) (Hole, bool) {
	words := f.Set
	if f.Kind == Equals {
		words = []string{f.Text}
	} else if f.Kind != OneOf || len(words) == 0 {
		return h, true
	}
	via := strings.Join(f.Via, " ")
	if have, ok := h.Marked(via); ok {
		_, ok = have.Assume(Fact{Kind: OneOf, Set: words}, holds)
		return h, ok
	}
	if !holds || strings.Contains(strings.Join(words, ""), "|") {
		return h, true
	}
	return h.WithMark(via + "=" + strings.Join(words, "|")), true
}

// Marked is the words that the mark called name gives, "url.host=a|b".
func (h Hole) Marked(name string) (Str, bool) {
	for _, m := range h.Marks {
		if words, ok := strings.CutPrefix(m, name+"="); ok {
			var out Str
			for _, w := range strings.Split(words, "|") {
				out = Join(out, Lit(w))
			}
			return out, true
		}
	}
	return Str{}, false
}

// Assume narrows the text by a fact about the whole of it; false when no text
// is left.
func (s Str) Assume(f Fact, holds bool) (Str, bool) {
	out := Str{}
	for _, q := range s.Alts {
		if len(q) == 1 && q[0].Hole != nil {
			if h, ok := q[0].Hole.Assume(f, holds); ok {
				out.addWords(h.seq(q[0].Unit, q[0].Span), h.Sym)
			}
			continue
		}
		if t := q.decide(f); t == Maybe || holds == (t == Always) {
			out.add(q.assume(f, holds))
		}
	}
	return out.Named(s.Sym), !out.None()
}

// assume narrows several parts by a fact about all of them together, as far as that
// tells of each: what does not occur in the whole occurs in no part, and the
// characters of the whole are those of the parts. A text that may begin in any
// way becomes one hole when a language limits it.
func (q Seq) assume(f Fact, holds bool) Seq {
	switch {
	case len(f.Via) > 0:
		return q
	case !holds && f.Kind == Contains:
		return q.each(func(h Hole) Hole { return h.Without(f.Text) })
	case !holds || f.Kind != Matches && f.Kind != OneOf && f.Kind != Equals:
		return q
	}
	whole := flatten(q)
	narrow, ok := whole.Assume(f, true)
	if !ok {
		return q
	}
	if len(q) > 0 && q[0].Hole != nil {
		return narrow.seq(q[0].Unit, q[0].Span)
	}
	return q.each(func(h Hole) Hole {
		h.Chars = h.Chars.Intersect(narrow.Chars)
		return h
	})
}

// each is the sequence with f of every hole in its place.
func (q Seq) each(f func(Hole) Hole) Seq {
	out := slices.Clone(q)
	for i, p := range out {
		if p.Hole != nil {
			h := f(*p.Hole)
			out[i].Hole = &h
		}
	}
	return out
}

// AssumeSym narrows the value called sym, wherever it stands in the text, by a
// fact or its negation. A value that can only be one of a few words becomes
// those words. False when no text is left.
func (s Str) AssumeSym(sym Sym, f Fact, holds bool) (Str, bool) {
	if s.Sym != 0 && s.Sym == sym {
		return s.Assume(f, holds)
	}
	if !s.Mentions(sym) {
		return s, true
	}
	out := Str{}
	for _, q := range s.Alts {
		seq, ok := q.assumeSym(sym, f, holds)
		if ok {
			out.addWords(seq, sym)
		}
	}
	return out.Named(s.Sym), !out.None()
}

// Mentions reports whether the value called sym stands in the text, or is it.
func (s Str) Mentions(sym Sym) bool {
	if s.Sym == sym && sym != 0 {
		return true
	}
	for _, q := range s.Alts {
		for _, p := range q {
			if p.Hole != nil && p.Hole.Sym == sym {
				return true
			}
		}
	}
	return false
}

func (q Seq) assumeSym(sym Sym, f Fact, holds bool) (Seq, bool) {
	out := make(Seq, len(q))
	copy(out, q)
	for i, p := range out {
		if p.Hole == nil || p.Hole.Sym != sym {
			continue
		}
		h, ok := p.Hole.Assume(f, holds)
		if !ok {
			return nil, false
		}
		out[i].Hole = &h
		if w, ok := h.Exact(); ok {
			return out.with(sym, w), true
		}
	}
	return out, true
}

// addWords adds the sequence; its hole called sym is written out when it can
// only be a few words and the bound on alternatives leaves room.
func (s *Str) addWords(q Seq, sym Sym) {
	for _, p := range q {
		if p.Hole == nil || p.Hole.Sym != sym {
			continue
		}
		words := p.Hole.few(MaxAlts - len(s.Alts))
		if len(words) == 0 {
			break
		}
		for _, w := range words {
			s.add(q.with(sym, w))
		}
		return
	}
	s.add(q)
}

// few lists the hole's texts when there are at most limit.
func (h Hole) few(limit int) []string {
	if w, ok := h.Exact(); ok {
		return []string{w}
	}
	if h.Lang == nil || h.MaxLen == 0 || limit < 2 || !h.HasMark(MarkFinite) {
		return nil
	}
	words, ok := h.Lang.Finite(limit)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(words, func(w string) bool { return h.Admits(w) == Never })
}

// with is the sequence with w for the value called sym.
func (q Seq) with(sym Sym, w string) Seq {
	out := make(Seq, 0, len(q))
	for _, p := range q {
		if p.Hole != nil && p.Hole.Sym == sym {
			if w == "" {
				continue
			}
			p.Hole, p.Text = nil, w
		}
		out = append(out, p)
	}
	return out
}
