package lexical

import "strings"

// maxLanded bounds the texts in which a changed input is searched for.
const maxLanded = 1 << 14

// Landed finds the attacker's input in what reached the sink: the bytes from
// start to end. Input that was changed on its way (other case, cut, escaped) is
// found by its longest surviving stretch, which must be at least four bytes, or
// half of the input, so that accidental letters do not count.
func Landed(sink, input string) (start, end int, ok bool) {
	if input == "" {
		return 0, 0, false
	}
	if i := strings.Index(sink, input); i >= 0 {
		return i, i + len(input), true
	}
	if len(sink) > maxLanded || len(input) > maxLanded/16 {
		return 0, 0, false
	}
	start, end = longest(strings.ToLower(sink), strings.ToLower(input))
	least := min(4, (len(input)+1)/2)
	return start, end, end-start >= least && len(sink) == len(strings.ToLower(sink))
}

// LandedAt is Landed for input of which it is known that it reaches from or beyond a
// place: what is the same by chance before that does not count.
func LandedAt(sink, input string, place int) (start, end int, ok bool) {
	if from := max(0, place-len(input)+1); input != "" && from < len(sink) {
		if i := strings.Index(sink[from:], input); i >= 0 {
			return from + i, from + i + len(input), true
		}
	}
	return Landed(sink, input)
}

// longest is the longest common substring of a and b, as its place in a.
func longest(a, b string) (int, int) {
	prev, row := make([]int, len(b)+1), make([]int, len(b)+1)
	best, at := 0, 0
	for i := 0; i < len(a); i++ {
		for j := 0; j < len(b); j++ {
			row[j+1] = 0
			if a[i] == b[j] {
				row[j+1] = prev[j] + 1
			}
			if row[j+1] > best {
				best, at = row[j+1], i+1
			}
		}
		prev, row = row, prev
	}
	return at - best, at
}

// AsText reads a concrete argument as text: strings, bytes; false for others.
func AsText(args []any, i int) (string, bool) {
	if i >= len(args) {
		return "", false
	}
	switch v := args[i].(type) {
	case string:
		return v, true
	case interface{ Text() string }:
		return v.Text(), true
	}
	return bytesText(args[i])
}
