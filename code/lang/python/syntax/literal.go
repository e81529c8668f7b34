package syntax

import (
	"bytes"
	"unicode/utf8"
)

// Encoding is what the file declares (PEP 263), as far as it matters here.
type Encoding uint8

// Encodings.
const (
	UTF8  Encoding = iota
	Other          // something else is declared: bytes from 0x80 on are read as Latin-1
)

// declaredEncoding looks for "coding[:=] name" in a comment on the first two
// lines.
func declaredEncoding(src []byte) Encoding {
	for range 2 {
		line, rest, _ := bytes.Cut(src, []byte("\n"))
		line = bytes.TrimLeft(line, " \t\f\xef\xbb\xbf")
		if len(line) > 0 && line[0] == '#' {
			if name := codingName(line); name != nil {
				if bytes.Equal(name, []byte("utf8")) || bytes.Equal(name, []byte("ascii")) || bytes.HasPrefix(name, []byte("utf8sig")) {
					return UTF8
				}
				return Other
			}
		} else if len(bytes.TrimSpace(line)) > 0 {
			return UTF8
		}
		src = rest
	}
	return UTF8
}

// codingName is the declared name in lower case without separators, or nil.
func codingName(line []byte) []byte {
	i := bytes.Index(line, []byte("coding"))
	if i < 0 || i+6 >= len(line) || line[i+6] != ':' && line[i+6] != '=' {
		return nil
	}
	name := []byte{}
	for _, c := range bytes.TrimLeft(line[i+7:], " \t") {
		switch {
		case class[c] == cDigit || class[c] == cIdent && c != '_' && c < 0x80:
			name = append(name, lower(c))
		case c != '_' && c != '-' && c != '.':
			return name
		}
	}
	return name
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// StringValue decodes a Str, Bytes or FStringText node: escapes, prefixes and
// adjacent literals. A str value is UTF-8 (lone surrogates as three bytes each,
// as in WTF-8); a bytes value is the bytes. exact is false when part of the
// value is not known, as with \N{...} (given as U+FFFD) or a broken literal.
// The value is a slice of Src where nothing had to be changed.
func (t *Tree) StringValue(n Ref) (value []byte, exact bool) {
	text := t.Text(n)
	switch t.Kind(n) {
	case FStringText:
		d := decoder{src: text, raw: t.Has(n, Raw), doubled: true, latin: t.Encoding == Other, exact: true}
		return d.body(), d.exact
	case Str, Bytes:
		return t.literals(text)
	}
	return nil, false
}

// literals decodes adjacent literals and what may stand between them.
func (t *Tree) literals(text []byte) (value []byte, exact bool) {
	exact = true
	for first := true; ; first = false {
		text = skipBetween(text)
		if len(text) == 0 {
			return value, exact
		}
		d, rest := oneLiteral(text)
		if rest == nil {
			return value, false
		}
		d.latin = t.Encoding == Other
		part := d.body()
		exact = exact && d.exact
		if first {
			value = part[:len(part):len(part)]
		} else {
			value = append(value, part...)
		}
		text = rest
	}
}

// skipBetween skips blanks, line joins and comments.
func skipBetween(s []byte) []byte {
	for len(s) > 0 {
		switch c := s[0]; {
		case class[c] == cSpace || class[c] == cNewline || c == '\\':
			s = s[1:]
		case c == '#':
			n := bytes.IndexAny(s, "\r\n")
			if n < 0 {
				return nil
			}
			s = s[n:]
		default:
			return s
		}
	}
	return s
}

// oneLiteral splits the first literal off; rest is nil when there is none.
func oneLiteral(s []byte) (d decoder, rest []byte) {
	q := 0
	for q < len(s) && class[s[q]] == cIdent {
		q++
	}
	f, ok := prefixOf(s[:q])
	if q == len(s) || class[s[q]] != cQuote || !ok && q > 0 {
		return d, nil
	}
	quote, width := s[q], 1
	if q+2 < len(s) && s[q+1] == quote && s[q+2] == quote {
		width = 3
	}
	l := lexer{src: s}
	end, closed := l.stringEnd(q+width, quote, width == 3)
	end = min(end, len(s))
	d = decoder{raw: f.raw, bytes: f.bytes, exact: closed}
	if closed {
		d.src = s[q+width : end-width]
	} else {
		d.src = s[min(q+width, end):end]
	}
	return d, s[end:len(s):len(s)]
}

// SelfDocText is the text that the field n prints before its value: the source
// from the opening brace to behind the equals sign, as in {x = }.
func (t *Tree) SelfDocText(n Ref) []byte {
	if !t.Has(n, SelfDoc) {
		return nil
	}
	start, end := t.Span(n)
	_, i := t.Span(t.First(n))
	for i < end && t.Src[i] != '=' {
		if t.Src[i] == '#' {
			for i < end && class[t.Src[i]] != cNewline {
				i++
			}
			continue
		}
		i++
	}
	i = min(i+1, end)
	for i < end && (class[t.Src[i]] == cSpace || class[t.Src[i]] == cNewline) {
		i++
	}
	return t.Src[min(start+1, i):i]
}

// appendRune writes a code point as UTF-8, surrogates too.
func appendRune(out []byte, r uint32) []byte {
	if r >= 0xd800 && r < 0xe000 {
		return append(out, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0xbf, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(out, rune(r))
}
