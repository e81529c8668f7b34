package text

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// MarkFinite marks a hole that is one of the words the program lists: what
// comes of it is the programmer's choice, not an attacker's.
const MarkFinite = "finite"

// MarkDigits marks a hole in which nothing but digits is anybody else's: alternatives
// that were merged, such as "" and " LIMIT 5".
const MarkDigits = "digits"

// MarkAuthentic marks a hole that came with the right authentication code, made
// with a key that only the program knows.
const MarkAuthentic = "authentic"

// AnyHole is the hole that may be any text.
func AnyHole(labels Labels, sym Sym) Hole { return Hole{Sym: sym, Labels: labels, Chars: all} }

// Exact is the one text the hole can be.
func (h Hole) Exact() (string, bool) {
	if h.Chars.Empty() {
		return "", true
	}
	if h.MaxLen > 0 && len(h.Prefix) == h.MaxLen && h.Prefix == h.Suffix {
		return h.Prefix, true
	}
	return "", false
}

// exactly is the hole narrowed to one word.
func (h Hole) exactly(w string) Hole {
	h.Chars, h.Prefix, h.Suffix, h.MaxLen = Of(w), w, w, len(w)
	h.Lang = nil
	return h
}

// HasMark reports whether the hole carries the mark.
func (h Hole) HasMark(mark string) bool {
	_, ok := slices.BinarySearch(h.Marks, mark)
	return ok
}

// WithMark is the hole with a mark more.
func (h Hole) WithMark(mark string) Hole {
	at, ok := slices.BinarySearch(h.Marks, mark)
	if !ok {
		h.Marks = slices.Insert(slices.Clone(h.Marks), at, mark)
	}
	return h
}

// Without is the hole that cannot contain w; a single byte leaves Chars.
func (h Hole) Without(w string) Hole {
	if len(w) == 1 {
		h.Chars = h.Chars.Remove(w[0])
		return h
	}
	if w == "" || !h.Chars.HasAll(w) {
		return h
	}
	for _, not := range h.Not {
		if strings.Contains(w, not) {
			return h
		}
	}
	at, ok := slices.BinarySearch(h.Not, w)
	if !ok && len(h.Not) < maxNots {
		h.Not = slices.Insert(slices.Clone(h.Not), at, w)
	}
	return h
}

// maxNots bounds Hole.Not.
const maxNots = 16

// Within is the hole narrowed to the bytes of s, and to at most n bytes when n
// is not 0.
func (h Hole) Within(s Set, n int) Hole {
	h.Chars = h.Chars.Intersect(s)
	if n > 0 && (h.MaxLen == 0 || n < h.MaxLen) {
		h.MaxLen = n
	}
	return h
}

// Admits says whether the hole can be the word.
func (h Hole) Admits(word string) Truth {
	if w, ok := h.Exact(); ok {
		if w == word {
			return Always
		}
		return Never
	}
	if h.MaxLen > 0 && len(word) > h.MaxLen || !h.Chars.HasAll(word) ||
		!strings.HasPrefix(word, h.Prefix) || !strings.HasSuffix(word, h.Suffix) {
		return Never
	}
	for _, not := range h.Not {
		if strings.Contains(word, not) {
			return Never
		}
	}
	if h.Lang != nil && !h.Lang.Match(word) || len(h.Marks) > 0 && h.HasMark(MarkIsnt+word) {
		return Never
	}
	return Maybe
}

// MayContainByte reports whether b may occur in the hole.
func (h Hole) MayContainByte(b byte) bool { return h.Chars.Has(b) }

// MayContain reports whether sub may occur in the hole.
func (h Hole) MayContain(sub string) bool {
	if sub == "" {
		return true
	}
	if !h.Chars.HasAll(sub) || h.MaxLen > 0 && len(sub) > h.MaxLen {
		return false
	}
	for _, not := range h.Not {
		if strings.Contains(sub, not) {
			return false
		}
	}
	if w, ok := h.Exact(); ok {
		return strings.Contains(w, sub)
	}
	if h.Lang == nil && h.Prefix == "" && h.Suffix == "" {
		return true
	}
	return Seq{{Hole: &h}}.mayMeet(containing(sub))
}

// MayStartWith reports whether the hole may start with prefix.
func (h Hole) MayStartWith(prefix string) bool {
	if !h.Chars.HasAll(prefix) || h.MaxLen > 0 && len(prefix) > h.MaxLen {
		return false
	}
	if !strings.HasPrefix(prefix, h.Prefix) && !strings.HasPrefix(h.Prefix, prefix) {
		return false
	}
	return h.plain() || Seq{{Hole: &h}}.mayMeet(starting(prefix))
}

// MayBeEmpty reports whether the hole may be the empty text.
func (h Hole) MayBeEmpty() bool { return h.Admits("") != Never }

// plain reports whether Chars and MaxLen say all that is known.
func (h Hole) plain() bool {
	return h.Lang == nil && h.Prefix == "" && h.Suffix == "" && len(h.Not) == 0
}

// Equal reports whether a and b say the same.
func (h Hole) Equal(o Hole) bool {
	return h.Sym == o.Sym && h.Labels == o.Labels && h.Chars == o.Chars && h.Prefix == o.Prefix &&
		h.Suffix == o.Suffix && h.MaxLen == o.MaxLen && slices.Equal(h.Not, o.Not) &&
		slices.Equal(h.Marks, o.Marks) && sameLang(h.Lang, o.Lang)
}

func sameLang(a, b *Lang) bool {
	return a == b || a != nil && b != nil && a.Equal(b)
}

// String prints the sequence for a person who debugs.
func (q Seq) String() string {
	if len(q) == 0 {
		return `""`
	}
	parts := make([]string, len(q))
	for i, p := range q {
		if p.Hole == nil {
			parts[i] = strconv.Quote(p.Text)
		} else {
			parts[i] = p.Hole.String()
		}
	}
	return strings.Join(parts, " + ")
}

// String prints the hole for a person who debugs.
func (h Hole) String() string {
	var b strings.Builder
	b.WriteByte('{')
	if h.Sym != 0 {
		fmt.Fprintf(&b, "#%d", h.Sym)
	}
	if h.Labels != 0 {
		fmt.Fprintf(&b, " labels %x", uint64(h.Labels))
	}
	if h.Chars != all {
		b.WriteString(" " + h.Chars.String())
	}
	field := func(name, s string) {
		if s != "" {
			fmt.Fprintf(&b, " %s %q", name, s)
		}
	}
	field("prefix", h.Prefix)
	field("suffix", h.Suffix)
	for _, not := range h.Not {
		field("not", not)
	}
	if h.Lang != nil {
		field("lang", h.Lang.String())
	}
	if h.MaxLen > 0 {
		fmt.Fprintf(&b, " max %d", h.MaxLen)
	}
	for _, m := range h.Marks {
		b.WriteString(" " + m)
	}
	return strings.TrimSpace(b.String()) + "}"
}

// Grown is the hole with room for n bytes at least, when it is bounded: for
// operations that may write a few bytes more.
func (h Hole) Grown(n int) Hole {
	if h.MaxLen > 0 {
		h.MaxLen = max(h.MaxLen, n)
	}
	return h
}
