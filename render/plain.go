package render

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Plain makes text from a project harmless for a terminal: all that is not seen
// as itself becomes a visible escape, that is control characters, bidirectional
// overrides and other invisible runes. A tab becomes four spaces.
func Plain(s string) string {
	if strings.IndexFunc(s, hidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case hidden(r):
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden reports runes that are not seen as themselves.
func hidden(r rune) bool { return !unicode.IsPrint(r) }

// Escape makes JSON harmless for a terminal without changing what it says:
// outside of strings JSON has nothing hidden, and within them an escape means the
// same.
func Escape(text []byte) []byte {
	var out []byte
	for _, r := range string(text) {
		switch {
		case r == '\n', !hidden(r):
			out = utf8.AppendRune(out, r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}
