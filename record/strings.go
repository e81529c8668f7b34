package record

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Text makes foreign bytes fit to be said: invalid UTF-8 becomes U+FFFD. What
// is seen may be hostile or broken; what is said about it must be readable.
func Text(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

const hexDigits = "0123456789abcdef"

// appendString writes s as RFC 8785 asks: only quote, backslash and control
// characters are escaped. The caller has seen to it that s is valid UTF-8.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	plain := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		out = append(out, s[plain:i]...)
		plain = i + 1
		if at := strings.IndexByte("\b\t\n\f\r\"\\", c); at >= 0 {
			out = append(out, '\\', `btnfr"\`[at])
		} else {
			out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	out = append(out, s[plain:]...)
	return append(out, '"')
}

// text reads a string literal; the reader stands on its opening quote.
func (r *reader) text() (string, error) {
	r.pos++
	start := r.pos
	for r.pos < len(r.in) {
		switch c := r.in[r.pos]; {
		case c == '"':
			s := string(r.in[start:r.pos])
			r.pos++
			return s, nil
		case c == '\\':
			return r.escaped(r.in[start:r.pos])
		case c < 0x20:
			return "", ErrSyntax
		}
		r.pos++
	}
	return "", ErrSyntax
}

// escaped goes on reading a string literal from its first backslash.
func (r *reader) escaped(before []byte) (string, error) {
	s := append([]byte(nil), before...)
	for r.pos < len(r.in) {
		c := r.in[r.pos]
		r.pos++
		switch {
		case c == '"':
			return string(s), nil
		case c < 0x20:
			return "", ErrSyntax
		case c != '\\':
			s = append(s, c)
			continue
		}
		if r.pos == len(r.in) {
			break
		}
		c = r.in[r.pos]
		r.pos++
		if c == 'u' {
			ru, err := r.unicode()
			if err != nil {
				return "", err
			}
			s = utf8.AppendRune(s, ru)
			continue
		}
		at := strings.IndexByte(`btnfr"\/`, c)
		if at < 0 {
			return "", ErrSyntax
		}
		s = append(s, "\b\t\n\f\r\"\\/"[at])
	}
	return "", ErrSyntax
}

// unicode reads the digits after \u, and the second half of a surrogate pair.
func (r *reader) unicode() (rune, error) {
	first, err := r.hex4()
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	if !strings.HasPrefix(string(r.in[r.pos:min(r.pos+2, len(r.in))]), `\u`) {
		return 0, ErrUTF8
	}
	r.pos += 2
	second, err := r.hex4()
	if err != nil {
		return 0, err
	}
	pair := utf16.DecodeRune(first, second)
	if pair == utf8.RuneError {
		return 0, ErrUTF8
	}
	return pair, nil
}

func (r *reader) hex4() (rune, error) {
	if len(r.in)-r.pos < 4 {
		return 0, ErrSyntax
	}
	n, err := strconv.ParseUint(string(r.in[r.pos:r.pos+4]), 16, 16)
	if err != nil {
		return 0, ErrSyntax
	}
	r.pos += 4
	return rune(n), nil
}
