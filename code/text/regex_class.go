package text

import (
	"strconv"
	"strings"
	"unicode"
)

// set reads a class in brackets; the opening one is read.
func (p *regexParser) set() *node {
	not := p.take("^")
	var ranges []rune
	for first := true; ; first = false {
		if !p.more() {
			p.fail("unterminated character set")
			return nil
		}
		if p.s[p.at] == ']' && (!first || p.re.dialect == "js") {
			p.at++
			break
		}
		lo, group := p.member()
		if group != nil {
			ranges = append(ranges, group...)
			continue
		}
		hi := lo
		if p.at+1 < len(p.s) && p.s[p.at] == '-' && p.s[p.at+1] != ']' {
			p.at++
			var other []rune
			if hi, other = p.member(); other != nil || hi < lo {
				p.fail("bad character range")
				return nil
			}
		}
		ranges = append(ranges, lo, hi)
	}
	ranges = normal(ranges)
	if p.flags.fold {
		ranges = folded(ranges)
	}
	if not {
		ranges = negate(ranges)
	}
	return &node{op: nClass, ranges: ranges}
}

// member reads one character or one escaped class inside brackets.
func (p *regexParser) member() (c rune, group []rune) {
	c = p.next()
	if c != '\\' {
		return c, nil
	}
	if !p.more() {
		p.fail("bad escape")
		return 0, nil
	}
	c = p.next()
	if ranges, ok := p.shorthand(c); ok {
		return 0, ranges
	}
	if c == 'b' {
		return '\b', nil
	}
	return p.character(c), nil
}

var (
	wordRanges  = []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}
	spaceRanges = []rune{'\t', '\r', ' ', ' '}
)

// shorthand is the class that \c stands for. For Unicode the tables of Go
// serve.
func (p *regexParser) shorthand(c rune) ([]rune, bool) {
	var out []rune
	switch unicode.ToLower(c) {
	case 'd':
		out = []rune{'0', '9'}
		if !p.flags.ascii {
			out = tableRanges(unicode.Nd)
		}
	case 'w':
		out = wordRanges
		if !p.flags.ascii {
			out = normal(append(tableRanges(unicode.L, unicode.N), '_', '_'))
		}
	case 's':
		out = spaceRanges
		if !p.flags.ascii {
			out = normal(append(tableRanges(unicode.White_Space), 0x1c, 0x1f))
		} else if p.re.dialect == "js" {
			out = normal(append(tableRanges(unicode.White_Space), 0xfeff, 0xfeff))
		}
	case 'p':
		if p.re.dialect == "python" {
			return nil, false
		}
		out = p.property()
	case 'h':
		if p.re.dialect != "java" {
			return nil, false
		}
		out = []rune{'\t', '\t', ' ', ' ', 0xa0, 0xa0}
	default:
		return nil, false
	}
	if unicode.IsUpper(c) {
		out = negate(out)
	}
	return out, true
}

func tableRanges(tables ...*unicode.RangeTable) []rune {
	var out []rune
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			out = append(out, lo, hi)
			return
		}
		for c := lo; c <= hi; c += stride {
			out = append(out, c, c)
		}
	}
	for _, t := range tables {
		for _, r := range t.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return normal(out)
}

// property reads {Name} or a letter after \p.
func (p *regexParser) property() []rune {
	name := ""
	if p.take("{") {
		name = p.until('}')
	} else if p.more() {
		name = string(p.next())
	}
	posix := map[string][]rune{
		"Lower": {'a', 'z'}, "Upper": {'A', 'Z'}, "Alpha": {'A', 'Z', 'a', 'z'}, "Digit": {'0', '9'},
		"Alnum": {'0', '9', 'A', 'Z', 'a', 'z'}, "ASCII": {0, 0x7f}, "Space": spaceRanges,
		"Punct": {'!', '/', ':', '@', '[', '`', '{', '~'}, "XDigit": {'0', '9', 'A', 'F', 'a', 'f'},
	}
	if r, ok := posix[name]; ok {
		return r
	}
	name = strings.TrimPrefix(name, "Is")
	if _, value, ok := strings.Cut(name, "="); ok {
		name = value
	}
	if t, ok := unicode.Categories[name]; ok {
		return tableRanges(t)
	}
	if t, ok := unicode.Scripts[name]; ok {
		return tableRanges(t)
	}
	p.fail("unknown property %q", name)
	return nil
}

// escape reads what follows a backslash outside brackets.
func (p *regexParser) escape() *node {
	if !p.more() {
		p.fail("bad escape at end of pattern")
		return nil
	}
	c := p.next()
	if ranges, ok := p.shorthand(c); ok {
		return &node{op: nClass, ranges: ranges}
	}
	switch {
	case c == 'b':
		return p.re.assert(atWord)
	case c == 'B':
		return p.re.assert(atNotWord)
	case c == 'A' && p.re.dialect != "js":
		return p.re.assert(atStart)
	case c == 'Z' && p.re.dialect == "python", c == 'z' && p.re.dialect != "js":
		return p.re.assert(atEnd)
	case c == 'Z' && p.re.dialect == "java":
		return p.re.assert(atEndNL)
	case c == 'k' && p.re.dialect != "python" && p.take("<"):
		return p.backref(p.until('>'))
	case c == 'Q' && p.re.dialect == "java":
		return p.quoted()
	case c >= '1' && c <= '9' && !p.octal():
		start := p.at - 1
		if p.more() && p.s[p.at] >= '0' && p.s[p.at] <= '9' {
			p.at++
		}
		return p.backref(p.s[start:p.at])
	}
	c = p.character(c)
	return p.class(c, c)
}

// octal reports whether a digit just read starts three octal digits.
func (p *regexParser) octal() bool {
	return p.at+2 <= len(p.s) && strings.Trim(p.s[p.at-1:p.at+2], "01234567") == ""
}

func (p *regexParser) quoted() *node {
	end := strings.Index(p.s[p.at:], `\E`)
	word := p.s[p.at:]
	if end >= 0 {
		word = p.s[p.at : p.at+end]
		p.at += end + 2
	} else {
		p.at = len(p.s)
	}
	n := &node{op: nCat}
	for _, c := range word {
		n.subs = append(n.subs, p.class(c, c))
	}
	return &node{op: nGroup, subs: []*node{n}}
}

// character is the one that \c stands for.
func (p *regexParser) character(c rune) rune {
	if simple, ok := map[rune]rune{'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': 7}[c]; ok {
		return simple
	}
	switch {
	case c == 'x':
		return p.hex(2)
	case c == 'u':
		if p.re.dialect == "js" && p.take("{") {
			n, err := strconv.ParseUint(p.until('}'), 16, 21)
			if err != nil {
				p.fail("bad escape")
			}
			return rune(n)
		}
		return p.hex(4)
	case c == 'U' && p.re.dialect == "python":
		return p.hex(8)
	case c >= '0' && c <= '7':
		start := p.at - 1
		for p.at < len(p.s) && p.at < start+3 && p.s[p.at] >= '0' && p.s[p.at] <= '7' {
			p.at++
		}
		n, _ := strconv.ParseUint(p.s[start:p.at], 8, 16)
		return rune(n)
	case p.re.dialect != "js" && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'):
		p.fail("bad escape \\%c", c)
	}
	return c
}

func (p *regexParser) hex(n int) rune {
	if p.at+n > len(p.s) {
		p.fail("incomplete escape")
		return 0
	}
	v, err := strconv.ParseUint(p.s[p.at:p.at+n], 16, 32)
	if err != nil || v > unicode.MaxRune {
		p.fail("bad escape")
		return 0
	}
	p.at += n
	return rune(v)
}
