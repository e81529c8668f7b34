package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token's state; saved and restored to look ahead.
type state struct {
	at      uint32 // where the next token is looked for
	start   uint32 // the current token
	end     uint32
	prevEnd uint32 // end of the token before
	tok     tok
	op      Op
	newline bool // a line break stands before the token
	tail    bool // tTemplate: the closing piece
}

// next reads a token. A slash is division; the parser asks for a regular
// expression where one can stand.
func (p *parser) next() {
	p.prevEnd = p.end
	p.newline = p.space()
	p.start = p.at
	if int(p.at) >= len(p.src) {
		p.tok, p.end = tEOF, p.at
		return
	}
	c := p.src[p.at]
	switch {
	case identStart[c]:
		p.tok = p.ident()
	case c >= utf8.RuneSelf || c == '\\':
		p.tok = p.wideIdent()
	case digit(c), c == '.' && digit(p.byteAt(p.at+1)):
		p.tok = p.number()
	case c == '"' || c == '\'':
		p.tok = p.str(c)
	case c == '`':
		p.at++
		p.tok = p.template()
	case c == '#':
		p.at++
		if p.ident(); p.at == p.start+1 {
			p.tok = tBad
		} else {
			p.tok = tPrivate
		}
	default:
		p.tok = p.punctuation(c)
	}
	p.end = p.at
}

var identStart, identPart = identTables()

func identTables() (start, part [256]bool) {
	for c := 0; c < 128; c++ {
		start[c] = c == '_' || c == '$' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		part[c] = start[c] || c >= '0' && c <= '9'
	}
	return start, part
}

func (p *parser) ident() tok {
	for int(p.at) < len(p.src) {
		c := p.src[p.at]
		if !identPart[c] {
			if c >= utf8.RuneSelf || c == '\\' {
				return p.wideIdent()
			}
			break
		}
		p.at++
	}
	return tIdent
}

// wideIdent reads an identifier with letters beyond ASCII or escapes.
func (p *parser) wideIdent() tok {
	begin := p.at
	for int(p.at) < len(p.src) {
		c := p.src[p.at]
		if c == '\\' && p.byteAt(p.at+1) == 'u' {
			p.at += 2
			if p.byteAt(p.at) == '{' {
				if i := strings.IndexByte(p.src[p.at:min(len(p.src), int(p.at)+12)], '}'); i > 0 {
					p.at += uint32(i) + 1
				}
			}
			continue
		}
		if c < utf8.RuneSelf {
			if !identPart[c] {
				break
			}
			p.at++
			continue
		}
		r, n := utf8.DecodeRuneInString(p.src[p.at:])
		if r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r) && r != 0x200c && r != 0x200d {
			break
		}
		p.at += uint32(n)
	}
	if p.at == begin {
		_, n := utf8.DecodeRuneInString(p.src[p.at:])
		p.at += uint32(max(n, 1))
		return tBad
	}
	return tIdent
}

// space skips blanks and comments; it reports whether a line ended.
func (p *parser) space() bool {
	newline := false
	for int(p.at) < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '\n' || c == '\r':
			newline = true
			p.at++
		case c == ' ' || c == '\t' || c == '\v' || c == '\f':
			p.at++
		case c == '/' && p.byteAt(p.at+1) == '/':
			p.line()
		case c == '/' && p.byteAt(p.at+1) == '*':
			end := strings.Index(p.src[p.at+2:], "*/")
			if end < 0 {
				p.fail(p.at, uint32(len(p.src)), "the comment does not end")
				p.at = uint32(len(p.src))
				return newline
			}
			newline = newline || strings.ContainsAny(p.src[p.at:int(p.at)+2+end], "\n\r")
			p.at += uint32(end) + 4
		case c == '<' && p.looking("<!--") && p.script, c == '-' && p.looking("-->") && p.script && (newline || p.at == 0):
			p.line()
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(p.src[p.at:])
			if r != 0xfeff && r != 0x2028 && r != 0x2029 && !unicode.Is(unicode.Zs, r) {
				return newline
			}
			newline = newline || r == 0x2028 || r == 0x2029
			p.at += uint32(n)
		default:
			return newline
		}
	}
	return newline
}

func (p *parser) line() {
	end := strings.IndexByte(p.src[p.at:], '\n')
	if end < 0 {
		end = len(p.src) - int(p.at)
	}
	p.at += uint32(end)
}

func (p *parser) number() tok {
	if p.src[p.at] == '0' && int(p.at)+1 < len(p.src) && strings.IndexByte("xXoObB", p.src[p.at+1]) >= 0 {
		p.at += 2
		for p.hexPart() {
			p.at++
		}
	} else {
		p.digits()
		if p.byteAt(p.at) == '.' {
			p.at++
			p.digits()
		}
		if c := p.byteAt(p.at); c == 'e' || c == 'E' {
			p.at++
			if c := p.byteAt(p.at); c == '+' || c == '-' {
				p.at++
			}
			p.digits()
		}
	}
	if p.byteAt(p.at) == 'n' {
		p.at++
		return tBigInt
	}
	return tNumber
}

func (p *parser) hexPart() bool {
	c := p.byteAt(p.at)
	return digit(c) || c == '_' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

func (p *parser) digits() {
	for c := p.byteAt(p.at); digit(c) || c == '_'; c = p.byteAt(p.at) {
		p.at++
	}
}

// str reads a string; one that does not end is taken to end with its line.
func (p *parser) str(quote byte) tok {
	begin := p.at
	p.at++
	for int(p.at) < len(p.src) {
		switch c := p.src[p.at]; c {
		case quote:
			p.at++
			return tString
		case '\\':
			p.at++
			if p.byteAt(p.at) == '\r' && p.byteAt(p.at+1) == '\n' {
				p.at++
			}
			if int(p.at) < len(p.src) {
				p.at++
			}
		case '\n':
			p.fail(begin, p.at, "the string does not end")
			return tString
		default:
			p.at++
		}
	}
	p.fail(begin, p.at, "the string does not end")
	return tString
}

// template reads the text of a template from behind "`" or "}".
func (p *parser) template() tok {
	for int(p.at) < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '`':
			p.at++
			p.tail = true
			return tTemplate
		case c == '$' && p.byteAt(p.at+1) == '{':
			p.at += 2
			p.tail = false
			return tTemplate
		case c == '\\' && int(p.at)+1 < len(p.src):
			p.at += 2
		default:
			p.at++
		}
	}
	p.fail(p.start, p.at, "the template does not end")
	p.tail = true
	return tTemplate
}

// regex reads the current slash on as a regular expression.
func (p *parser) regex() {
	p.at = p.start + 1
	class := false
	for int(p.at) < len(p.src) {
		c := p.src[p.at]
		if c == '\n' {
			break
		}
		p.at++
		switch {
		case c == '\\' && p.byteAt(p.at) != '\n' && int(p.at) < len(p.src):
			p.at++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			for int(p.at) < len(p.src) && identPart[p.src[p.at]] {
				p.at++
			}
			p.tok, p.end = tRegex, p.at
			return
		}
	}
	p.fail(p.start, p.at, "the regular expression does not end")
	p.tok, p.end = tRegex, p.at
}
