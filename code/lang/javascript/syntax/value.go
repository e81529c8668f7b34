package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// StringValue is the value of a Str, TemplateText or key.
func (t *Tree) StringValue(n Ref) string {
	s := t.Text(n)
	if t.Kind(n) == Str && len(s) > 0 && (s[0] == '"' || s[0] == '\'') {
		quote := s[0]
		s = s[1:]
		if len(s) > 0 && s[len(s)-1] == quote {
			s = s[:len(s)-1]
		}
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return unescape(s)
}

// ConstantText is what a literal without holes says: of a Str or a Template; false for all
// else.
func (t *Tree) ConstantText(n Ref) (string, bool) {
	switch {
	case t.Kind(n) == Str:
		return t.StringValue(n), true
	case t.Kind(n) == Template && t.Count(n) == 1:
		return t.StringValue(t.First(n)), true
	}
	return "", false
}

// unescape resolves backslashes.
func unescape(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			out.WriteByte(c)
			i++
			continue
		}
		i += 2
		switch c := s[i-1]; c {
		case 'n':
			out.WriteByte('\n')
		case 't':
			out.WriteByte('\t')
		case 'r':
			out.WriteByte('\r')
		case 'b':
			out.WriteByte('\b')
		case 'f':
			out.WriteByte('\f')
		case 'v':
			out.WriteByte('\v')
		case '\n':
		case '\r':
			if i < len(s) && s[i] == '\n' {
				i++
			}
		case 'x':
			i += hex(&out, s[i:], 2)
		case 'u':
			i += unicodeEscape(&out, s[i:])
		case '0', '1', '2', '3', '4', '5', '6', '7':
			i += octal(&out, s[i-1:]) - 1
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

func octal(out *strings.Builder, s string) int {
	n, v := 0, 0
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '7' && v*8+int(s[n]-'0') < 256 {
		v = v*8 + int(s[n]-'0')
		n++
	}
	out.WriteRune(rune(v))
	return n
}

func hex(out *strings.Builder, s string, n int) int {
	if len(s) < n {
		return 0
	}
	v, err := strconv.ParseUint(s[:n], 16, 32)
	if err != nil {
		return 0
	}
	out.WriteRune(rune(v))
	return n
}

// unicodeEscape reads what follows "\u": XXXX, a surrogate pair, or {X…}.
func unicodeEscape(out *strings.Builder, s string) int {
	if strings.HasPrefix(s, "{") {
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return 0
		}
		v, err := strconv.ParseUint(s[1:end], 16, 32)
		if err != nil || v > utf8.MaxRune {
			return 0
		}
		out.WriteRune(rune(v))
		return end + 1
	}
	if len(s) < 4 {
		return 0
	}
	v, err := strconv.ParseUint(s[:4], 16, 32)
	if err != nil {
		return 0
	}
	if v >= 0xd800 && v < 0xdc00 && len(s) >= 10 && s[4] == '\\' && s[5] == 'u' {
		if low, err := strconv.ParseUint(s[6:10], 16, 32); err == nil && low >= 0xdc00 && low < 0xe000 {
			out.WriteRune(rune(0x10000 + (v-0xd800)<<10 + (low - 0xdc00)))
			return 10
		}
	}
	out.WriteRune(rune(v))
	return 4
}

// Regex takes a literal regular expression apart: /pattern/flags. Both are "" for what is
// no such literal, or breaks off.
func (t *Tree) Regex(n Ref) (pattern, flags string) {
	text := t.Text(n)
	end := strings.LastIndexByte(text, '/')
	if t.Kind(n) != Regex || end < 1 {
		return "", ""
	}
	return text[1:end], text[end+1:]
}
