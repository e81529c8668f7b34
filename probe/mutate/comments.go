package mutate

import "strings"

// SlashComments finds comments of the form //… and /*…*/. Covered tells where texts
// begin and end, in which nothing is a comment.
func SlashComments(text string, covered map[int]int) []Span {
	var out []Span
	for i := 0; i+1 < len(text); i++ {
		if end, ok := covered[i]; ok && end > i {
			i = end - 1
			continue
		}
		if n := slashComment(text[i:]); n > 0 {
			out = append(out, Span{i, i + n})
			i += n - 1
		}
	}
	return out
}

// slashComment is the length of the comment that a text begins with, 0 for none.
func slashComment(text string) int {
	switch {
	case strings.HasPrefix(text, "//"):
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			return i
		}
		return len(text)
	case strings.HasPrefix(text, "/*"):
		if i := strings.Index(text[2:], "*/"); i >= 0 {
			return i + 4
		}
	}
	return 0
}
