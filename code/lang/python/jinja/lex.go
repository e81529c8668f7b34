package jinja

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// A part is a stretch of a template: text, or what stands between delimiters.
type part struct {
	kind byte // 't' text, '{' output, '%' tag
	text string
	at   int // offset of text
	span ir.Span
}

var (
	openTag = regexp.MustCompile(`\{\{|\{%|\{#`)
	endRaw  = regexp.MustCompile(`\{%[-+]?\s*end(raw|verbatim|comment)\b[^%]*%\}`)
)

// split cuts a template at its delimiters. What is not closed is text.
func split(src string) []part {
	var parts []part
	text := func(from, to int) {
		if from < to {
			parts = append(parts, part{kind: 't', text: src[from:to], at: from, span: span(from, to)})
		}
	}
	pos, from := 0, 0
	for {
		m := openTag.FindStringIndex(src[pos:])
		if m == nil {
			break
		}
		start := pos + m[0]
		kind := src[start+1]
		end := closing(src, start+2, kind)
		if end < 0 {
			pos = start + 2
			continue
		}
		text(from, start)
		inner := src[start+2 : end]
		pos, from = end+2, end+2
		at, trimmed := trimMarks(inner, start+2)
		if strings.HasPrefix(inner, "-") && len(parts) > 0 && parts[len(parts)-1].kind == 't' {
			last := &parts[len(parts)-1]
			last.text = strings.TrimRight(last.text, " \t\r\n")
		}
		if kind != '#' {
			parts = append(parts, part{kind: kind, text: trimmed, at: at, span: span(start, pos)})
		}
		if word := firstWord(trimmed); kind == '%' && (word == "raw" || word == "verbatim" || word == "comment") {
			parts = parts[:len(parts)-1]
			stop, next := len(src), len(src)
			if m := endRaw.FindStringIndex(src[pos:]); m != nil {
				stop, next = pos+m[0], pos+m[1]
			}
			if word != "comment" {
				text(pos, stop)
			}
			pos, from = next, next
		}
		if strings.HasSuffix(inner, "-") {
			rest := strings.TrimLeft(src[pos:], " \t\r\n")
			pos = len(src) - len(rest)
			from = pos
		}
	}
	text(from, len(src))
	return parts
}

// closing finds the end of what was opened, outside of quotes; -1 for none.
func closing(src string, from int, kind byte) int {
	end := map[byte]string{'{': "}}", '%': "%}", '#': "#}"}[kind]
	quote := byte(0)
	depth := 0
	for i := from; i+1 < len(src); i++ {
		c := src[i]
		switch {
		case kind == '#':
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'':
			if strings.IndexByte(src[i+1:], c) >= 0 {
				quote = c
			}
			continue
		case c == '{' && kind == '{':
			depth++
			continue
		case c == '}' && depth > 0:
			depth--
			continue
		}
		if src[i:i+2] == end {
			return i
		}
	}
	if i := strings.Index(src[min(from, len(src)):], end); i >= 0 {
		return from + i // quotes or braces that do not match
	}
	return -1
}

func trimMarks(inner string, at int) (int, string) {
	if inner != "" && (inner[0] == '-' || inner[0] == '+') {
		inner, at = inner[1:], at+1
	}
	if n := len(inner); n > 0 && (inner[n-1] == '-' || inner[n-1] == '+') {
		inner = inner[:n-1]
	}
	return at, inner
}

func firstWord(s string) string {
	s = strings.TrimLeft(s, " \t\r\n")
	end := 0
	for end < len(s) && isWord(s[end]) {
		end++
	}
	return s[:end]
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func span(from, to int) ir.Span { return ir.Span{Start: uint32(from), End: uint32(to)} }
