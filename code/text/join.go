package text

import (
	"slices"
	"strings"
)

// Join is the texts of a or of b. Alternatives of the same parts, names and marks are
// joined hole by hole; beyond MaxAlts the most alike are merged.
func Join(a, b Str) Str {
	if a.None() {
		return b
	}
	if b.None() || sameAlts(a.Alts, b.Alts) {
		return a
	}
	out := Str{Alts: append(make([]Seq, 0, len(a.Alts)+len(b.Alts)), a.Alts...)}
	for _, q := range b.Alts {
		out.add(q)
	}
	for len(out.Alts) > MaxAlts {
		out.mergeClosest()
	}
	return out
}

func sameAlts(a, b []Seq) bool {
	return len(a) == len(b) && len(a) > 0 && &a[0] == &b[0]
}

// mergeClosest merges the two alternatives that share the most parts.
func (s *Str) mergeClosest() {
	bi, bj, best := 0, 1, -1
	for i := range s.Alts {
		for j := i + 1; j < len(s.Alts); j++ {
			head, tail := shared(s.Alts[i], s.Alts[j])
			if score := 2*(head+tail) - len(s.Alts[i]) - len(s.Alts[j]) + 100; score > best {
				bi, bj, best = i, j, score
			}
		}
	}
	s.Alts[bi] = merge(s.Alts[bi], s.Alts[bj], joinHoles)
	s.Alts = append(s.Alts[:bj], s.Alts[bj+1:]...)
}

// Widen is Join for loops: applied again and again it comes to rest. Where the
// two differ one hole of unbounded length remains.
func Widen(old, new Str) Str {
	if old.None() {
		return new
	}
	if new.Leq(old) {
		return old
	}
	joined := Join(old, new)
	if len(joined.Alts) == len(old.Alts) && shapesAgree(joined, old) {
		for i := range joined.Alts {
			joined.Alts[i] = pointwise(old.Alts[i], joined.Alts[i], widenHoles)
		}
		return joined
	}
	return Str{Alts: []Seq{widenSeq(old.one().Alts[0], new.one().Alts[0])}}
}

func shapesAgree(a, b Str) bool {
	for i := range a.Alts {
		if !sameShape(a.Alts[i], b.Alts[i]) {
			return false
		}
	}
	return true
}

func widenSeq(old, new Seq) Seq {
	out := merge(old, new, widenHoles)
	if len(out) > len(old)+1 {
		h := widenHoles(flatten(old), flatten(new))
		return h.seq(0, out[0].Span)
	}
	for i := range out {
		if h := out[i].Hole; h != nil && h.Sym == 0 {
			out[i].Hole = ptr(widenHoles(*h, *h))
		}
	}
	return out
}

// sameShape: the same constants and holes of the same names in the same order.
func sameShape(a, b Seq) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i].Hole, b[i].Hole
		if (x == nil) != (y == nil) || a[i].Text != b[i].Text || x != nil && (x.Sym != y.Sym || !slices.Equal(x.Marks, y.Marks)) {
			return false
		}
	}
	return true
}

func equalSeq(a, b Seq) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Unit != b[i].Unit || a[i].Span != b[i].Span || !equalPart(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalPart(a, b Part) bool {
	if a.Hole == nil || b.Hole == nil {
		return a.Hole == b.Hole && a.Text == b.Text
	}
	return a.Hole == b.Hole || a.Hole.Equal(*b.Hole)
}

// pointwise joins two sequences of one shape.
func pointwise(a, b Seq, join func(x, y Hole) Hole) Seq {
	out := make(Seq, len(a))
	for i := range a {
		out[i] = joinPart(a[i], b[i], join)
	}
	return out
}

func joinPart(a, b Part, join func(x, y Hole) Hole) Part {
	if a.Hole != nil && !equalPart(a, b) {
		a.Hole = ptr(join(*a.Hole, *b.Hole))
	}
	if a.Unit != b.Unit || a.Span != b.Span {
		a.Unit = 0
	}
	return a
}

// alike: constants that agree, or two holes.
func alike(a, b Part) bool {
	return (a.Hole == nil) == (b.Hole == nil) && a.Text == b.Text
}

// shared counts the parts at the head and at the tail that two sequences share.
func shared(a, b Seq) (head, tail int) {
	n := min(len(a), len(b))
	for head < n && alike(a[head], b[head]) {
		head++
	}
	for tail < n-head && alike(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
	}
	return head, tail
}

// merge joins two sequences into one: what they share at head and tail stays,
// what is between melts into one hole, which swallows the holes beside it.
func merge(a, b Seq, join func(x, y Hole) Hole) Seq {
	head, tail := shared(a, b)
	if head == len(a) && head == len(b) {
		return pointwise(a, b, join)
	}
	for head > 0 && a[head-1].Hole != nil {
		head--
	}
	for tail > 0 && a[len(a)-tail].Hole != nil {
		tail--
	}
	out := make(Seq, 0, head+tail+1)
	out = append(out, pointwise(a[:head], b[:head], join)...)
	mid := join(flatten(a[head:len(a)-tail]), flatten(b[head:len(b)-tail]))
	if mid.Labels != 0 && a[head:len(a)-tail].onlyDigits() && b[head:len(b)-tail].onlyDigits() {
		mid = mid.WithMark(MarkDigits)
	}
	out = append(out, mid.seq(0, Part{}.Span)...)
	return append(out, pointwise(a[len(a)-tail:], b[len(b)-tail:], join)...)
}

// onlyDigits: what is labelled in q are numbers.
func (q Seq) onlyDigits() bool {
	for _, p := range q {
		if p.Hole != nil && !p.Hole.onlyDigits() {
			return false
		}
	}
	return true
}

func (h Hole) onlyDigits() bool {
	return h.Labels == 0 || h.HasMark(MarkDigits) || h.Chars.Subset(numerals)
}

var numerals = Digits().Union(Of("+-"))

// joinHoles is what is known of a text that is one of the two.
func joinHoles(a, b Hole) Hole {
	out := Hole{
		Labels: a.Labels | b.Labels,
		Chars:  a.Chars.Union(b.Chars),
		Prefix: commonPrefix(a.Prefix, b.Prefix),
		Suffix: commonSuffix(a.Suffix, b.Suffix),
		Marks:  sharedStrings(a.Marks, b.Marks),
	}
	if (a.HasMark(MarkDigits) || b.HasMark(MarkDigits)) && a.onlyDigits() && b.onlyDigits() {
		out = out.WithMark(MarkDigits)
	}
	if a.Sym == b.Sym {
		out.Sym = a.Sym
	}
	if bound(a) && bound(b) {
		out.MaxLen = max(a.MaxLen, b.MaxLen)
	}
	if a.Lang != nil && b.Lang != nil {
		out.Lang = joinLangs(a.Lang, b.Lang)
	}
	for _, w := range a.Not {
		if !b.MayContain(w) {
			out = out.Without(w)
		}
	}
	for _, w := range b.Not {
		if !a.MayContain(w) {
			out = out.Without(w)
		}
	}
	return out
}

// bound reports whether the hole's length has a bound.
func bound(h Hole) bool { return h.MaxLen > 0 || h.Chars.Empty() }

// Either is the words of a or of b; nil when that would be too large to keep.
func Either(a, b *Lang) *Lang { return joinLangs(a, b) }

// joinLangs keeps a union while it is small.
func joinLangs(a, b *Lang) *Lang {
	if sameLang(a, b) {
		return a
	}
	if a.may.states()+b.may.states() > 128 {
		return nil
	}
	if u := a.Union(b); u.may.states() <= 128 {
		return u
	}
	return nil
}

// widenHoles is joinHoles without what may change forever.
func widenHoles(a, b Hole) Hole {
	out := joinHoles(a, b)
	if out.MaxLen != a.MaxLen || out.Chars != a.Chars {
		out.MaxLen = 0
	}
	if !sameLang(out.Lang, a.Lang) {
		out.Lang = nil
	}
	if out.Chars != a.Chars {
		out.Chars = widenChars(out.Chars)
	}
	return out
}

// widenChars completes the groups of bytes that a set has a part of.
func widenChars(s Set) Set {
	for _, group := range []Set{Digits(), Range('a', 'z'), Range('A', 'Z'), High(), Range(0, 31)} {
		if !s.Intersect(group).Empty() {
			s = s.Union(group)
		}
	}
	return s
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

func commonSuffix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return a[len(a)-n:]
}

func sharedStrings(a, b []string) []string {
	var out []string
	for _, w := range a {
		for _, v := range b {
			if w == v {
				out = append(out, w)
			}
		}
	}
	return out
}

// Leq reports whether b is known to stand for every text of a, with its labels.
func (s Str) Leq(o Str) bool {
next:
	for _, q := range s.Alts {
		for _, r := range o.Alts {
			if leqSeq(q, r) {
				continue next
			}
		}
		return false
	}
	return true
}

func leqSeq(a, b Seq) bool {
	if len(a) == len(b) {
		ok := true
		for i := range a {
			ok = ok && leqPart(a[i], b[i])
		}
		if ok {
			return true
		}
	}
	return len(b) == 1 && b[0].Hole != nil && flatten(a).Leq(*b[0].Hole)
}

func leqPart(a, b Part) bool {
	switch {
	case b.Hole == nil:
		return a.Hole == nil && a.Text == b.Text
	case a.Hole == nil:
		return constHole(a.Text).Leq(*b.Hole)
	}
	return a.Hole == b.Hole || a.Hole.Leq(*b.Hole)
}

// Leq reports whether o is known to stand for every text of h.
func (h Hole) Leq(o Hole) bool {
	if h.Labels&^o.Labels != 0 || o.Sym != 0 && o.Sym != h.Sym || !h.Chars.Subset(o.Chars) ||
		!strings.HasPrefix(h.Prefix, o.Prefix) || !strings.HasSuffix(h.Suffix, o.Suffix) ||
		o.MaxLen > 0 && (!bound(h) || h.MaxLen > o.MaxLen) {
		return false
	}
	for _, m := range o.Marks {
		if !h.HasMark(m) {
			return false
		}
	}
	for _, w := range o.Not {
		if h.MayContain(w) {
			return false
		}
	}
	return o.Lang == nil || h.within(o.Lang)
}

// within reports whether every text of the hole is surely a word of l.
func (h Hole) within(l *Lang) bool {
	if w, ok := h.Exact(); ok {
		return l.Surely(w)
	}
	if h.Lang != nil && (h.Lang == l || h.Lang.Subset(l)) {
		return true
	}
	return !Seq{{Hole: &h}}.mayMeet(l.must.complement())
}
