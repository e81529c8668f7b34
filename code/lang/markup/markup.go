// Package markup tells where in a page a hole of a template stands: front ends that read
// templates cut the constant text around a hole with it, so that each hole is judged in
// its very context.
package markup

import "strings"

// A place is where in markup an offset stands, as far as cutting the constant
// text around a hole needs: what is open there, since when, and what would end it.
type place struct {
	open   int    // offset of the tag, comment or element that is open; -1 in text
	closer string // what ends it
}

// follow walks over markup that starts in text. It gives the place at the end,
// and the first offset from the given one on at which nothing is open, or -1.
func follow(s string, from int) (end place, settled int) {
	settled = -1
	i := 0
	for i < len(s) {
		if i >= from && settled < 0 {
			settled = i
		}
		if s[i] != '<' {
			i++
			continue
		}
		next, p := construct(s, i)
		if next < 0 {
			return p, settled
		}
		i = next
	}
	if settled < 0 && len(s) >= from {
		settled = len(s)
	}
	return place{open: -1}, settled
}

// construct walks over what a "<" begins; -1 and the place when it does not end.
func construct(s string, at int) (int, place) {
	rest := s[at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		if i := strings.Index(rest[4:], "-->"); i >= 0 {
			return at + 4 + i + 3, place{}
		}
		return -1, place{at, "-->"}
	case len(rest) < 2 || !isLetter(rest[1]) && rest[1] != '/' && rest[1] != '!':
		return at + 1, place{}
	}
	name := tagName(rest[1:])
	end, closer := tagEnd(s, at+1)
	if end < 0 {
		return -1, place{at, closer + rawEnd(name)}
	}
	if stop := rawEnd(name); stop != "" {
		i := strings.Index(strings.ToLower(s[end:]), stop[:len(stop)-1])
		if i < 0 {
			return -1, place{at, stop}
		}
		end += i
		if j := strings.IndexByte(s[end:], '>'); j >= 0 {
			return end + j + 1, place{}
		}
		return -1, place{at, ">"}
	}
	return end, place{}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func tagName(s string) string {
	i := 0
	for i < len(s) && (isLetter(s[i]) || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	return strings.ToLower(s[:i])
}

// rawEnd is the end tag of elements that hold no markup, "" for others.
func rawEnd(name string) string {
	switch name {
	case "script", "style", "textarea", "title":
		return "</" + name + ">"
	}
	return ""
}

// tagEnd is the offset behind a tag, or -1 and what would end it.
func tagEnd(s string, i int) (int, string) {
	quote := byte(0)
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && valueStarts(s, i):
			quote = c
		case c == '>':
			return i + 1, ""
		}
	}
	if quote != 0 {
		return -1, string(quote) + ">"
	}
	return -1, ">"
}

// valueStarts reports whether a quote stands behind an equals sign.
func valueStarts(s string, i int) bool {
	before := strings.TrimRight(s[max(0, i-16):i], " \t\r\n")
	return strings.HasSuffix(before, "=")
}

// maxAfter bounds the markup behind a hole, when it does not settle.
const maxAfter = 240

// MaxBefore is how much of the markup before a hole is worth keeping whole.
const MaxBefore = 2048

// Behind is the constant markup that ends what a hole stands in.
func Behind(before, after string) string {
	if len(after) > maxAfter {
		after = after[:maxAfter]
	}
	n := len(before) + 1
	end, settled := follow(before+"x"+after, n)
	if settled >= 0 {
		return after[:settled-n]
	}
	return after + end.closer
}

// Tail is the end of the markup in which something is still open.
func Tail(before string) string {
	end, _ := follow(before, 0)
	if end.open < 0 {
		return ""
	}
	return before[end.open:]
}
