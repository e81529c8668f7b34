package ops

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// sameText passes the text on as the kind.
func sameText(kind value.Kind) func(*Context, []value.Abs) value.Abs {
	return func(_ *Context, args []value.Abs) value.Abs {
		enc, ok := exactText(args, 1)
		mode, ok2 := exactText(args, 2)
		s := subject(args)
		plain := len(args) < 2 || (ok || arg(args, 1).Kind == value.Nil) && utf8Name(enc) &&
			(ok2 && mode == "strict" || arg(args, 2).Kind == value.Nil)
		if !plain && !ascii(s) {
			s = text.Unknown(recoded(s.Flatten()))
		}
		return value.Abs{Kind: kind, Str: s}
	}
}

// recoded is the hole after its characters outside ASCII were dropped, replaced
// or written otherwise; escapes such as \xe9, &#233; and "?" included.
func recoded(h text.Hole) text.Hole {
	out := text.Hole{Labels: h.Labels, Chars: h.Chars.Union(text.High()).Union(text.Alnum()).Union(text.Of(`\&#;?{}`))}
	if h.MaxLen > 0 {
		out.MaxLen = 10 * h.MaxLen
	}
	return out
}

func utf8Name(enc string) bool {
	switch strings.ToLower(strings.ReplaceAll(enc, "_", "-")) {
	case "", "utf-8", "utf8":
		return true
	}
	return false
}

func encodeText(args []any) (any, error) {
	s, enc, mode := str(args, 0), str(args, 1), str(args, 2)
	if utf8Name(enc) {
		return value.BytesValue(s), nil
	}
	limit, ok := map[string]rune{"ascii": 0x80, "us-ascii": 0x80, "latin-1": 0x100, "latin1": 0x100, "iso-8859-1": 0x100}[strings.ToLower(enc)]
	if !ok {
		return nil, bad("unknown encoding %q", enc)
	}
	var out []byte
	for _, c := range s {
		switch {
		case c < limit:
			out = append(out, byte(c))
		case mode == "ignore":
		case mode == "replace":
			out = append(out, '?')
		case mode == "xmlcharrefreplace":
			out = append(out, "&#"+strconv.Itoa(int(c))+";"...)
		case mode == "backslashreplace":
			q := strconv.QuoteToASCII(string(c))
			out = append(out, q[1:len(q)-1]...)
		default:
			return nil, bad("%q cannot be encoded as %s", c, enc)
		}
	}
	return value.BytesValue(out), nil
}

func decodeText(args []any) (any, error) {
	s, enc, mode := str(args, 0), str(args, 1), str(args, 2)
	switch e := strings.ToLower(enc); {
	case utf8Name(enc), e == "ascii", e == "us-ascii":
		if utf8.ValidString(s) {
			return s, nil
		}
		if mode == "ignore" {
			return strings.ToValidUTF8(s, ""), nil
		}
		if mode == "replace" {
			return strings.ToValidUTF8(s, "\uFFFD"), nil
		}
		return nil, bad("invalid %s", enc)
	case e == "latin-1", e == "latin1", e == "iso-8859-1":
		r := make([]rune, len(s))
		for i := range r {
			r[i] = rune(s[i])
		}
		return string(r), nil
	}
	return nil, bad("unknown encoding %q", enc)
}
