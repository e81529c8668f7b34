// Package script reads JavaScript just far enough to tell strings, comments,
// numbers, names and punctuation apart (ECMA-262, clause 12): for the demands on
// scripts in pages. A regular expression literal is read as punctuation.
package script

import "strings"

// A Lexer reads script text byte by byte. The zero Lexer stands at the start.
type Lexer struct {
	mode  byte // 0 code; a quote; '/' line comment; '*' block comment
	slash bool
	prev  byte
}

// Quote tells what the lexer is inside of: a quote, '/' or '*' for comments, 0
// for code.
func (l *Lexer) Quote() byte { return l.mode }

// Skip passes over something unknown that kept to its context.
func (l *Lexer) Skip() { l.prev, l.slash = 'x', false }

// Feed reads text.
func (l *Lexer) Feed(s string) {
	for i := 0; i < len(s); i++ {
		l.step(s[i])
	}
}

func (l *Lexer) step(c byte) {
	switch l.mode {
	case 0:
		switch {
		case c == '"' || c == '\'' || c == '`':
			l.mode = c
		case c == '/' && l.prev == '/':
			l.mode = '/'
		case c == '*' && l.prev == '/':
			l.mode, c = '*', 0
		}
	case '/':
		if c == '\n' {
			l.mode = 0
		}
	case '*':
		if c == '/' && l.prev == '*' {
			l.mode, c = 0, 0
		}
	default:
		switch {
		case l.slash:
			l.slash = false
		case c == '\\':
			l.slash = true
		case c == l.mode || c == '\n' && l.mode != '`':
			l.mode = 0
		}
	}
	l.prev = c
}

const word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$"

// Tokens lists the tokens of a script: "S" for a string, "N" for a number, names
// and punctuation as they are; comments are left out.
func Tokens(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\'' || c == '`' || strings.HasPrefix(s[i:], "//") || strings.HasPrefix(s[i:], "/*"):
			n := region(s[i:])
			if c != '/' {
				out = append(out, "S")
			}
			if c == '`' && strings.Contains(s[i:i+n], "${") {
				out = append(out, "${")
			}
			i += n
		case strings.IndexByte(word, c) >= 0:
			j := i
			for j < len(s) && strings.IndexByte(word, s[j]) >= 0 {
				j++
			}
			if c >= '0' && c <= '9' {
				out = append(out, "N")
			} else {
				out = append(out, s[i:j])
			}
			i = j
		case c <= ' ':
			i++
		default:
			out = append(out, string(rune(c)))
			i++
		}
	}
	return out
}

// region is the length of the string or comment that s starts with.
func region(s string) int {
	l := Lexer{}
	for i := 0; i < len(s); i++ {
		l.step(s[i])
		if i > 0 && l.mode == 0 {
			return i + 1
		}
	}
	return len(s)
}
