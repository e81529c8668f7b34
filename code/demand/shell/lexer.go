package shell

import (
	"strings"

	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
)

const bare = 0

type lexer struct {
	mode   byte   // bare, '\'', '"', '#'
	stack  []byte // the modes around substitutions
	slash  bool
	prev   byte
	inWord bool // a word has begun
	words  int  // words begun since the last operator
}

// Feed reads constant text.
func (l *lexer) Feed(s string) {
	for i := 0; i < len(s); i++ {
		l.step(s[i])
		l.prev = s[i]
	}
}

func (l *lexer) step(c byte) {
	switch {
	case l.slash:
		l.slash = false
		l.begin()
	case l.mode == '\'':
		if c == '\'' {
			l.mode = bare
		}
	case l.mode == '#':
		if c == '\n' {
			l.mode, l.words = bare, 0
		}
	case c == '\\':
		l.slash = true
	case c == '(' && l.prev == '$':
		l.push(')')
	case c == '`':
		l.backtick()
	case l.mode == '"':
		if c == '"' {
			l.mode = bare
		}
	default:
		l.bareByte(c)
	}
}

func (l *lexer) bareByte(c byte) {
	switch {
	case c == '\'' || c == '"':
		l.begin()
		l.mode = c
	case c == '#' && !l.inWord:
		l.mode = '#'
	case strings.IndexByte(" \t", c) >= 0:
		l.inWord = false
	case c == ')' && l.top() == ')':
		l.pop()
	case strings.IndexByte(";|&\n()", c) >= 0:
		l.inWord, l.words = false, 0
	default:
		l.begin()
	}
}

func (l *lexer) begin() {
	if !l.inWord {
		l.words++
	}
	l.inWord = true
}

func (l *lexer) push(end byte) {
	if len(l.stack) < 64 {
		l.stack = append(l.stack, l.mode, end)
	}
	l.mode, l.inWord, l.words = bare, false, 0
}

func (l *lexer) top() byte {
	if len(l.stack) == 0 {
		return 0
	}
	return l.stack[len(l.stack)-1]
}

func (l *lexer) pop() {
	n := len(l.stack)
	l.mode, l.stack = l.stack[n-2], l.stack[:n-2]
	l.inWord, l.words = true, 1
}

func (l *lexer) backtick() {
	if l.top() == '`' {
		l.pop()
		return
	}
	l.push('`')
}

// Hole judges a hole at this place.
func (l *lexer) Hole(h *text.Hole, _ string) (string, string) {
	defer func() { l.prev = 'x' }()
	switch l.mode {
	case '\'':
		if lexical.Marked(h, "reopened='") {
			return "shell word '", ""
		}
		return judge(h, "shell word '", "'", "ends the quoted word")
	case '"':
		return judge(h, "shell word \"", "\"$`\\", "is special inside double quotes")
	case '#':
		return judge(h, "shell comment", "\n", "ends the comment")
	}
	first := !l.inWord && l.words == 0
	l.begin()
	if first {
		return "shell command", "is the command that runs"
	}
	if lexical.Marked(h, "shell.word") {
		return "shell word", ""
	}
	return judge(h, "shell word", " \t\n;&|<>()$`\\\"'*?[~#{!", "is special outside of quotes")
}

func judge(h *text.Hole, context, set, what string) (string, string) {
	if b, ok := lexical.May(h, set); ok {
		return context, lexical.Say(b, what)
	}
	return context, ""
}
