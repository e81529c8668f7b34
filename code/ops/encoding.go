package ops

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
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
		if ok && !transparent(enc) {
			return value.Abs{Kind: kind, Str: text.Top(allLabels(args), 0)}
		}
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

// transparent reports an encoding in which ASCII is itself and no other byte or character
// becomes ASCII. What reads UTF-16 as Latin-1, or UTF-7, makes markup of harmless letters.
func transparent(enc string) bool {
	enc = strings.ToLower(strings.NewReplacer("_", "-", " ", "-").Replace(enc))
	return utf8Name(enc) || slices.Contains([]string{"ascii", "us-ascii", "646", "latin", "latin1", "l1", "utf-8-sig", "windows-1252", "mbcs", "locale", "filesystem"}, enc) ||
		slices.ContainsFunc([]string{"latin-", "iso-8859", "iso8859", "cp125", "windows-125", "koi8", "mac-"}, func(family string) bool { return strings.HasPrefix(enc, family) })
}

// A wideOrder says which byte of two is the first.
type wideOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// wide are encodings in which every character has two bytes or more.
var wide = map[string]wideOrder{
	"utf-16": binary.BigEndian, "utf-16be": binary.BigEndian, "utf-16-be": binary.BigEndian, "utf-16le": binary.LittleEndian, "utf-16-le": binary.LittleEndian,
}

// encodeWide writes a text in UTF-16.
func encodeWide(s string, order wideOrder) value.BytesValue {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, unit)
	}
	return value.BytesValue(out)
}

// decodeWide reads UTF-16.
func decodeWide(s string, order wideOrder) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = order.Uint16([]byte(s[2*i:]))
	}
	return string(utf16.Decode(units))
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
	if order, ok := wide[strings.ToLower(strings.ReplaceAll(enc, "_", "-"))]; ok {
		return encodeWide(s, order), nil
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
	if order, ok := wide[strings.ToLower(strings.ReplaceAll(enc, "_", "-"))]; ok {
		return decodeWide(s, order), nil
	}
	return nil, bad("unknown encoding %q", enc)
}
