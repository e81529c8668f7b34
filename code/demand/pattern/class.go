package pattern

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An item is one member of a character class.
type item struct {
	lo, hi rune
	source string
	ranged bool // written as a range
	class  bool // written as \d, \w or \s
}

// ranges finds ranges of a character class that hold more than they say: from one
// kind of character to another, and those that others of the class are part of.
func ranges(pattern, _ string) string {
	for _, items := range classes(pattern) {
		for i, a := range items {
			if said := suspicious(a); said != "" {
				return said
			}
			for _, b := range items[i+1:] {
				if overlap(a, b) {
					return fmt.Sprintf("has the range %s, which holds what %s says already", pick(a, b).source, other(a, b).source)
				}
			}
		}
	}
	return ""
}

func pick(a, b item) item {
	if a.ranged {
		return a
	}
	return b
}

func other(a, b item) item {
	if a.ranged {
		return b
	}
	return a
}

// overlap asks for two that share characters, one of them a range, and neither a
// single character: that somebody wrote a character twice is no sign of a slip.
func overlap(a, b item) bool {
	single := func(i item) bool { return !i.ranged && !i.class }
	return (a.ranged || b.ranged) && !single(a) && !single(b) && a.lo <= b.hi && b.lo <= a.hi
}

// suspicious tells a range from one kind of character to another that holds letters
// or digits nobody named.
func suspicious(a item) string {
	switch {
	case !a.ranged:
		return ""
	case a.hi < a.lo:
		return fmt.Sprintf("has the range %s, which is empty", a.source)
	case a.lo < '!' || a.hi >= '~' || kind(a.lo) == kind(a.hi) && kind(a.lo) != 0:
		return ""
	}
	for c := a.lo; c <= a.hi; c++ {
		if kind(c) != 0 {
			return fmt.Sprintf("has the range %s, which holds %q too", a.source, c)
		}
	}
	return ""
}

func kind(c rune) int {
	switch {
	case c >= '0' && c <= '9':
		return 1
	case c >= 'A' && c <= 'Z':
		return 2
	case c >= 'a' && c <= 'z':
		return 3
	}
	return 0
}

// classes reads the character classes of a pattern.
func classes(pattern string) [][]item {
	var out [][]item
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			items, end := class(pattern, i+1)
			out = append(out, items)
			i = end
		}
	}
	return out
}

// class reads the class that begins at i; end is the place of its bracket.
func class(p string, i int) (items []item, end int) {
	i += len(p[i:]) - len(strings.TrimPrefix(p[i:], "^"))
	for first := true; i < len(p) && (p[i] != ']' || first); first = false {
		if strings.HasPrefix(p[i:], "[:") { // [:alpha:]
			if n := strings.Index(p[i:], ":]"); n > 0 {
				i += n + 2
				continue
			}
		}
		start := i
		a, next := member(p, i)
		i = next
		if !a.class && i+1 < len(p) && p[i] == '-' && p[i+1] != ']' {
			if b, after := member(p, i+1); !b.class {
				a.hi, a.ranged, i = b.lo, true, after
			}
		}
		a.source = p[start:i]
		items = append(items, a)
	}
	return items, i
}

// member reads one character or escape.
func member(p string, i int) (item, int) {
	if p[i] != '\\' || i+1 >= len(p) {
		c, n := utf8.DecodeRuneInString(p[i:])
		return item{lo: c, hi: c}, i + n
	}
	switch c := p[i+1]; c {
	case 'd':
		return item{lo: '0', hi: '9', class: true}, i + 2
	case 'w':
		return item{lo: 'a', hi: 'z', class: true}, i + 2
	case 's', 'S', 'D', 'W', 'b', 'B', 'p', 'P':
		return item{lo: -1, hi: -1, class: true}, i + 2
	case 'x', 'u', 'U':
		return hex(p, i+2, map[byte]int{'x': 2, 'u': 4, 'U': 8}[c])
	case 'n', 't', 'r', 'f', 'v':
		return item{lo: '\n', hi: '\n'}, i + 2
	default:
		r, n := utf8.DecodeRuneInString(p[i+1:])
		return item{lo: r, hi: r}, i + 1 + n
	}
}

func hex(p string, i, digits int) (item, int) {
	var c rune
	end := min(len(p), i+digits)
	for ; i < end; i++ {
		d := strings.IndexByte("0123456789abcdef", p[i]|0x20)
		if p[i] < 'A' {
			d = int(p[i]) - '0'
		}
		if d < 0 || d > 15 {
			break
		}
		c = c<<4 | rune(d)
	}
	return item{lo: c, hi: c}, i
}
