package sql

import (
	"strings"

	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
)

// mode is what kind of token the lexer is inside of; quotes stand for
// themselves.
const (
	code         = 0
	lineComment  = '-'
	blockComment = '*'
)

type lexer struct {
	mysql bool
	mode  byte
	prev  byte   // the byte before, in code and comments
	word  string // the word being read
	last  string // the last whole word, upper case
	seen  bool   // anything but space was read
	slash bool   // the byte before escapes
}

// Feed reads constant text.
func (l *lexer) Feed(s string) {
	for i := 0; i < len(s); i++ {
		l.step(s[i])
	}
}

func (l *lexer) step(c byte) {
	switch l.mode {
	case code:
		l.code(c)
	case lineComment:
		if c == '\n' {
			l.mode = code
		}
	case blockComment:
		if c == '/' && l.prev == '*' {
			l.mode, c = code, 0
		}
	default:
		l.quoted(c)
	}
	l.prev = c
}

func (l *lexer) code(c byte) {
	if strings.IndexByte(lexical.Word, c) >= 0 {
		l.word += string(c)
		l.seen = true
		return
	}
	l.endWord()
	switch {
	case c == '\'' || c == '"' || c == '`':
		l.mode = c
	case c == '-' && l.prev == '-' || c == '#' && l.mysql:
		l.mode = lineComment
	case c == '*' && l.prev == '/':
		l.mode = blockComment
	}
	if c > ' ' {
		l.seen = true
	}
	if strings.IndexByte("=<>(+*/%|", c) >= 0 {
		l.last = string(c)
	}
}

func (l *lexer) endWord() {
	if l.word != "" {
		l.last, l.word = strings.ToUpper(l.word), ""
	}
}

// quoted reads inside a literal; a doubled quote leaves it and enters it again,
// which comes to the same.
func (l *lexer) quoted(c byte) {
	switch {
	case l.slash:
		l.slash = false
	case c == '\\' && l.mysql && l.mode != '`':
		l.slash = true
	case c == l.mode:
		l.mode = code
	}
}

// Hole judges a hole at this place.
func (l *lexer) Hole(h *text.Hole, _ string) (string, string) {
	switch l.mode {
	case code:
		defer func() { l.seen, l.word, l.prev = true, l.word+"x", 'x' }()
		return l.bare(h)
	case lineComment:
		return judge(h, "sql comment", "\n", "ends the comment")
	case blockComment:
		return judge(h, "sql comment", "*", "may end the comment")
	}
	return l.literal(h)
}

func (l *lexer) literal(h *text.Hole) (string, string) {
	context := "sql string " + string(l.mode)
	if lexical.Marked(h, "sql.escaped") && l.mode == '\'' {
		return context, ""
	}
	if doubled(h, l.mode) {
		return context, ""
	}
	if l.mysql && l.mode != '`' {
		return judge(h, context, string(l.mode)+"\\", "ends or continues the literal")
	}
	return judge(h, context, string(l.mode), "ends the literal")
}

// names are the words after which an identifier stands.
var names = map[string]bool{
	"FROM": true, "JOIN": true, "INTO": true, "UPDATE": true, "TABLE": true, "BY": true, "INDEX": true, "VIEW": true,
	"DATABASE": true, "SCHEMA": true, "USE": true, "COLUMN": true, "EXISTS": true, "PRAGMA": true, "SELECT": true, "TRUNCATE": true,
}

func (l *lexer) bare(h *text.Hole) (string, string) {
	inWord := l.word != ""
	l.endWord()
	if lexical.Marked(h, "sql.literal") || lexical.Marked(h, "sql.identifier") {
		return "sql expression", ""
	}
	switch {
	case !l.seen:
		return "sql statement", "is the statement itself"
	case inWord, l.prev == '.', names[l.last], !operator(l.last) && !expression[l.last]:
		return outside(h, "sql identifier", lexical.Word+".", "is more than a name")
	}
	return outside(h, "sql expression", lexical.Number, "is more than a number")
}

// expression are the words after which a value stands.
var expression = map[string]bool{
	"WHERE": true, "AND": true, "OR": true, "NOT": true, "LIMIT": true, "OFFSET": true, "VALUES": true, "SET": true, "IN": true,
	"LIKE": true, "ILIKE": true, "BETWEEN": true, "IS": true, "HAVING": true, "ON": true, "WHEN": true, "THEN": true, "ELSE": true, "TOP": true, "GLOB": true, "REGEXP": true, "RETURN": true,
}

func operator(word string) bool { return len(word) == 1 && strings.Contains("=<>(+*/%|", word) }

func judge(h *text.Hole, context, set, what string) (string, string) {
	if b, ok := lexical.May(h, set); ok {
		return context, lexical.Say(b, what)
	}
	return context, ""
}

// outside is the complaint when a hole may contain a byte that is not in set.
func outside(h *text.Hole, context, set, what string) (string, string) {
	if lexical.Only(h, set) {
		return context, ""
	}
	return context, "is not quoted and " + what
}

// doubled reports whether the quote occurs in the hole only doubled.
func doubled(h *text.Hole, q byte) bool { return lexical.Marked(h, "doubled="+string(q)) }
