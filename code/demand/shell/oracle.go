package shell

import (
	"strings"

	"github.com/prunella/prunella/code/demand/lexical"
)

// A token is a word ('w'), an operator or a special expansion ('o', with its
// text).
type token struct {
	kind       byte
	text       string
	start, end int
}

// Broken compares words and operators of a benign and an attacked command line.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	if !ok1 || !ok2 || was == is {
		return false, ""
	}
	return Differs(was, is, input)
}

// Differs reports whether the attacked command line has other words or
// operators than the benign one, and that because of the input.
func Differs(was, is, input string) (bool, string) {
	if _, _, landed := lexical.Landed(is, input); !landed {
		return false, ""
	}
	a, b := tokens(was), tokens(is)
	for i := range b {
		switch {
		case i >= len(a):
			return true, "the shell sees one more " + name(b[i])
		case a[i].kind != b[i].kind || a[i].kind == 'o' && a[i].text != b[i].text:
			return true, "the shell sees " + name(b[i]) + " where there was " + name(a[i])
		case i == 0 && a[0].text != b[0].text && strings.Contains(input, strings.Trim(b[0].text, `'"`)):
			return true, "the command that runs is " + b[0].text
		}
	}
	if len(b) < len(a) {
		return true, "the shell no longer sees " + name(a[len(b)])
	}
	return false, ""
}

func name(t token) string {
	text := t.text
	if len(text) > 60 {
		text = text[:60] + "…"
	}
	if t.kind == 'w' {
		return "the word " + text
	}
	return "the operator " + strings.ReplaceAll(text, "\n", "newline")
}

// scanner cuts a command line into tokens.
type scanner struct {
	s     string
	pos   int
	start int // of the word being read; -1: none
	out   []token
}

func tokens(s string) []token {
	sc := &scanner{s: s, start: -1}
	sc.list(0, 0)
	return sc.out
}

const maxNesting = 50

// list reads until the closing byte of a substitution.
func (sc *scanner) list(closing byte, depth int) {
	for sc.pos < len(sc.s) {
		c := sc.s[sc.pos]
		switch {
		case c == closing && closing != 0:
			sc.endWord()
			return
		case c == '\'':
			sc.begin()
			sc.single()
		case c == '"':
			sc.begin()
			sc.double(depth)
		case c == '\\':
			sc.begin()
			sc.pos += 2
		case c == '$' || c == '`':
			sc.begin()
			sc.expansion(depth)
		case c == ' ' || c == '\t':
			sc.endWord()
			sc.pos++
		case c == '#' && sc.start < 0:
			sc.comment()
		case strings.IndexByte(";&|<>()\n", c) >= 0:
			sc.endWord()
			sc.operator()
		default:
			sc.begin()
			if strings.IndexByte("*?[", c) >= 0 {
				sc.out = append(sc.out, token{'o', string(c), sc.pos, sc.pos + 1})
			}
			sc.pos++
		}
	}
	sc.endWord()
}

func (sc *scanner) begin() {
	if sc.start < 0 {
		sc.start = sc.pos
	}
}

func (sc *scanner) endWord() {
	if sc.start >= 0 {
		end := min(sc.pos, len(sc.s))
		sc.out = append(sc.out, token{'w', sc.s[sc.start:end], sc.start, end})
	}
	sc.start = -1
}

func (sc *scanner) single() {
	i := strings.IndexByte(sc.s[sc.pos+1:], '\'')
	if i < 0 {
		sc.out = append(sc.out, token{'o', "unclosed '", sc.pos, len(sc.s)})
		sc.pos = len(sc.s)
		return
	}
	sc.pos += i + 2
}

func (sc *scanner) double(depth int) {
	for sc.pos++; sc.pos < len(sc.s); {
		switch sc.s[sc.pos] {
		case '"':
			sc.pos++
			return
		case '\\':
			sc.pos += 2
		case '$', '`':
			sc.expansion(depth)
		default:
			sc.pos++
		}
	}
	sc.out = append(sc.out, token{'o', "unclosed \"", sc.pos, sc.pos})
}

// expansion reads $x, ${x}, $(…) and `…`; each is an operator of its own.
func (sc *scanner) expansion(depth int) {
	from := sc.pos
	closing := byte(')')
	switch {
	case sc.s[sc.pos] == '`':
		closing = '`'
		sc.pos++
	case strings.HasPrefix(sc.s[sc.pos:], "$("):
		sc.pos += 2
	default:
		sc.variable()
		return
	}
	sc.out = append(sc.out, token{'o', sc.s[from:sc.pos], from, sc.pos})
	outer := sc.start
	sc.start = -1
	if depth < maxNesting {
		sc.list(closing, depth+1)
	} else {
		sc.pos = len(sc.s)
	}
	sc.start = outer
	sc.pos++
}

func (sc *scanner) variable() {
	from := sc.pos
	sc.pos++
	for sc.pos < len(sc.s) && strings.IndexByte(lexical.Word+"{", sc.s[sc.pos]) >= 0 {
		sc.pos++
	}
	if sc.pos > from+1 {
		sc.out = append(sc.out, token{'o', sc.s[from:sc.pos], from, sc.pos})
	}
}

func (sc *scanner) comment() {
	if i := strings.IndexByte(sc.s[sc.pos:], '\n'); i >= 0 {
		sc.pos += i
		return
	}
	sc.pos = len(sc.s)
}

func (sc *scanner) operator() {
	from := sc.pos
	for sc.pos++; sc.pos < len(sc.s) && sc.pos < from+2 && sc.s[sc.pos] == sc.s[from] && sc.s[from] != '(' && sc.s[from] != ')'; {
		sc.pos++
	}
	sc.out = append(sc.out, token{'o', sc.s[from:sc.pos], from, sc.pos})
}

// Words are the words and operators of a command line, quotes taken away.
func Words(s string) []string {
	var out []string
	for _, t := range tokens(s) {
		text := t.text
		if t.kind == 'w' {
			text = unquoted(text)
		}
		out = append(out, text)
	}
	return out
}

func unquoted(word string) string {
	var b strings.Builder
	quote := byte(0)
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && quote != '\'' && i+1 < len(word):
			i++
			b.WriteByte(word[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
