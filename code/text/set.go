package text

import (
	"math/bits"
	"strconv"
	"strings"
)

// Set is a set of bytes.
type Set [4]uint64

var all = Set{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

// All is the set of all 256 bytes.
func All() Set { return all }

// Of is the set of the bytes of s.
func Of(s string) Set {
	var out Set
	for i := 0; i < len(s); i++ {
		out[s[i]>>6] |= 1 << (s[i] & 63)
	}
	return out
}

// Range is the set of the bytes from lo to hi, both included.
func Range(lo, hi byte) Set {
	var out Set
	for c := int(lo); c <= int(hi); c++ {
		out[c>>6] |= 1 << (c & 63)
	}
	return out
}

// Digits is 0 to 9.
func Digits() Set { return Set{0x03ff000000000000} }

// Letters is the ASCII letters.
func Letters() Set { return Set{0, 0x07fffffe07fffffe} }

// Alnum is the ASCII letters and digits.
func Alnum() Set { return Set{0x03ff000000000000, 0x07fffffe07fffffe} }

// High is every byte of a character outside ASCII.
func High() Set { return Set{0, 0, ^uint64(0), ^uint64(0)} }

// Has reports whether c is in the set.
func (s Set) Has(c byte) bool { return s[c>>6]&(1<<(c&63)) != 0 }

// Add is the set with c in it.
func (s Set) Add(c byte) Set { s[c>>6] |= 1 << (c & 63); return s }

// Remove is the set without c.
func (s Set) Remove(c byte) Set { s[c>>6] &^= 1 << (c & 63); return s }

// Union is the set of bytes in either.
func (s Set) Union(t Set) Set {
	return Set{s[0] | t[0], s[1] | t[1], s[2] | t[2], s[3] | t[3]}
}

// Intersect is the set of bytes in both.
func (s Set) Intersect(t Set) Set {
	return Set{s[0] & t[0], s[1] & t[1], s[2] & t[2], s[3] & t[3]}
}

// Minus is the set of bytes of s that are not in t.
func (s Set) Minus(t Set) Set {
	return Set{s[0] &^ t[0], s[1] &^ t[1], s[2] &^ t[2], s[3] &^ t[3]}
}

// Complement is the set of the bytes not in s.
func (s Set) Complement() Set { return all.Minus(s) }

// Subset reports whether every byte of s is in t.
func (s Set) Subset(t Set) bool { return s.Minus(t) == Set{} }

// Empty reports whether no byte is in the set.
func (s Set) Empty() bool { return s == Set{} }

// Len is the number of bytes in the set.
func (s Set) Len() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) + bits.OnesCount64(s[3])
}

// HasAll reports whether every byte of w is in the set.
func (s Set) HasAll(w string) bool {
	for i := 0; i < len(w); i++ {
		if !s.Has(w[i]) {
			return false
		}
	}
	return true
}

// first is the least byte of a set that is not empty.
func (s Set) first() byte {
	for i, w := range s {
		if w != 0 {
			return byte(i*64 + bits.TrailingZeros64(w))
		}
	}
	return 0
}

// Bytes lists the set in order.
func (s Set) Bytes() []byte {
	out := make([]byte, 0, s.Len())
	for i, w := range s {
		for w != 0 {
			out = append(out, byte(i*64+bits.TrailingZeros64(w)))
			w &= w - 1
		}
	}
	return out
}

// Map is the set of the bytes that f makes of the bytes of s.
func (s Set) Map(f func(byte) string) Set {
	var out Set
	for _, c := range s.Bytes() {
		out = out.Union(Of(f(c)))
	}
	return out
}

// String writes the set like a regular expression class.
func (s Set) String() string {
	if s == all {
		return "any"
	}
	var b strings.Builder
	b.WriteByte('[')
	for c := 0; c < 256; c++ {
		if !s.Has(byte(c)) {
			continue
		}
		end := c
		for end < 255 && s.Has(byte(end+1)) {
			end++
		}
		b.WriteString(quoteByte(c))
		if end > c+1 {
			b.WriteByte('-')
		}
		if end > c {
			b.WriteString(quoteByte(end))
		}
		c = end
	}
	b.WriteByte(']')
	return b.String()
}

func quoteByte(c int) string {
	if c >= 0x80 {
		return `\x` + strconv.FormatInt(int64(c), 16)
	}
	q := strconv.QuoteRune(rune(c))
	return strings.Trim(q, "'")
}
