package lexical

import (
	"strings"

	"github.com/prunella/prunella/code/text"
)

// May reports which of the bytes of set a hole may contain: the first one, or
// false when it may contain none.
func May(h *text.Hole, set string) (byte, bool) {
	for i := 0; i < len(set); i++ {
		if h.MayContainByte(set[i]) {
			return set[i], true
		}
	}
	return 0, false
}

// Only reports whether every byte the hole may contain is in set.
func Only(h *text.Hole, set string) bool { return h.Chars.Subset(text.Of(set)) }

// The sets of bytes that grammars agree on.
const (
	Digits  = "0123456789"
	Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	Word    = Letters + Digits + "_"
	Number  = Digits + "+-."
)

// Marked reports whether a mark is on the hole; name= matches with any value.
func Marked(h *text.Hole, name string) bool {
	for _, m := range h.Marks {
		if m == name || strings.HasSuffix(name, "=") && strings.HasPrefix(m, name) {
			return true
		}
	}
	return false
}

// Quote names a byte for a person.
func Quote(b byte) string {
	switch b {
	case '\n':
		return "a line feed"
	case '\r':
		return "a carriage return"
	case ' ':
		return "a space"
	case '\t':
		return "a tab"
	case 0:
		return "a NUL byte"
	}
	return string(rune(b))
}

// Say writes the common reason: the hole may contain a byte that ends, or starts,
// something.
func Say(b byte, what string) string { return "may contain " + Quote(b) + ", which " + what }
