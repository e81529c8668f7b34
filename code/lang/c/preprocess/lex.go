package preprocess

import "strings"

// A lexer reads the tokens of one file.
type lexer struct {
	src   string
	pos   int
	line  bool // at the start of a line
	fixed bool // a header: every token has the span at
	at    [2]uint32
}

func isIdentStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c >= 0x80
}
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

var identPart = func() (t [256]bool) {
	for c := range t {
		t[c] = isIdentStart(byte(c)) || isDigit(byte(c))
	}
	return
}()

// space skips white space and comments; it stops before a newline when inLine.
func (l *lexer) space(inLine bool) (seen bool) {
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; {
		case c == '\n':
			if inLine {
				return seen
			}
			l.line = true
			l.pos++
		case c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v':
			l.pos++
		case c == '\\' && l.spliced():
		case c == '/' && l.pos+1 < len(l.src) && l.src[l.pos+1] == '/':
			l.lineComment()
		case c == '/' && l.pos+1 < len(l.src) && l.src[l.pos+1] == '*':
			end := strings.Index(l.src[l.pos+2:], "*/")
			if end < 0 {
				l.pos = len(l.src)
			} else {
				l.pos += end + 4
			}
		default:
			return seen
		}
		seen = true
	}
	return seen
}

// spliced skips a backslash at the end of a line, and that end.
func (l *lexer) spliced() bool {
	n := l.pos + 1
	if n < len(l.src) && l.src[n] == '\r' {
		n++
	}
	if n < len(l.src) && l.src[n] == '\n' {
		l.pos = n + 1
		return true
	}
	return false
}

func (l *lexer) lineComment() {
	for l.pos < len(l.src) {
		i := strings.IndexByte(l.src[l.pos:], '\n')
		if i < 0 {
			l.pos = len(l.src)
			return
		}
		l.pos += i
		before := strings.TrimSuffix(l.src[:l.pos], "\r")
		if !strings.HasSuffix(before, "\\") {
			return
		}
		l.pos++
	}
}

// next reads a token; inLine stops at the end of the line with EOF.
func (l *lexer) next(inLine bool) Token {
	t := Token{Space: l.space(inLine), Line: l.line}
	l.line = false
	start := l.pos
	if l.pos >= len(l.src) || inLine && l.src[l.pos] == '\n' {
		t.Kind = EOF
	} else {
		t.Kind = l.scan()
		t.Text = l.src[start:l.pos]
		if t.Kind == Ident && strings.Contains(t.Text, "\\") {
			t.Text = strings.NewReplacer("\\\r\n", "", "\\\n", "").Replace(t.Text)
		}
	}
	if l.fixed {
		t.Start, t.End, t.Header = l.at[0], l.at[1], true
	} else {
		t.Start, t.End = uint32(start), uint32(l.pos)
	}
	return t
}

func (l *lexer) scan() Kind {
	c := l.src[l.pos]
	switch {
	case isIdentStart(c):
		return l.ident()
	case isDigit(c), c == '.' && l.pos+1 < len(l.src) && isDigit(l.src[l.pos+1]):
		l.number()
		return Number
	case c == '"':
		l.quoted('"')
		return String
	case c == '\'':
		l.quoted('\'')
		return Char
	}
	return l.punct()
}

func (l *lexer) ident() Kind {
	start := l.pos
	for l.pos < len(l.src) && identPart[l.src[l.pos]] {
		l.pos++
	}
	if l.pos < len(l.src) && (l.src[l.pos] == '"' || l.src[l.pos] == '\'') {
		switch l.src[start:l.pos] {
		case "L", "u", "U", "u8":
			q := l.src[l.pos]
			l.quoted(q)
			if q == '"' {
				return String
			}
			return Char
		case "R", "LR", "uR", "UR", "u8R":
			if l.src[l.pos] == '"' {
				l.raw()
				return String
			}
		}
	}
	return Ident
}

func (l *lexer) number() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case (c == '+' || c == '-') && strings.IndexByte("eEpP", l.src[l.pos-1]) >= 0 && !(len(l.src) > l.pos && hexBefore(l.src, l.pos)):
		case identPart[c] || c == '.':
		case c == '\'' && l.pos+1 < len(l.src) && identPart[l.src[l.pos+1]]:
		default:
			return
		}
		l.pos++
	}
}

// hexBefore tells 0xE+1 from 1e+1.
func hexBefore(s string, at int) bool {
	i := at - 1
	for i > 0 && identPart[s[i-1]] {
		i--
	}
	return (strings.HasPrefix(s[i:], "0x") || strings.HasPrefix(s[i:], "0X")) && (s[at-1] == 'e' || s[at-1] == 'E')
}

// quoted ends at the quote, or before the end of the line where it is missing.
func (l *lexer) quoted(q byte) {
	l.pos++
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case '\\':
			if l.pos+2 < len(l.src) && l.src[l.pos+1] == '\r' {
				l.pos++
			}
			l.pos++
		case '\n':
			return
		case q:
			l.pos++
			return
		}
		l.pos++
	}
	l.pos = min(l.pos, len(l.src))
}

func (l *lexer) raw() {
	open := strings.IndexByte(l.src[l.pos:], '(')
	if open < 0 || open > 20 {
		l.quoted('"')
		return
	}
	mark := ")" + l.src[l.pos+1:l.pos+open] + "\""
	end := strings.Index(l.src[l.pos+open:], mark)
	if end < 0 {
		l.pos = len(l.src)
		return
	}
	l.pos += open + end + len(mark)
}

// puncts are the punctuators by first byte, longest first.
var puncts = func() (t [128][]punct) {
	for _, p := range []punct{
		{"...", Ellipsis}, {"<<=", ShlEq}, {">>=", ShrEq}, {"->*", ArrowStar},
		{"##", HashHash}, {"::", ColonColon}, {".*", DotStar}, {"->", Arrow}, {"++", PlusPlus}, {"--", MinusMinus}, {"&&", AmpAmp},
		{"||", PipePipe}, {"==", EqEq}, {"!=", NotEq}, {"<=", LessEq}, {">=", GreaterEq}, {"<<", Shl}, {">>", Shr}, {"+=", PlusEq},
		{"-=", MinusEq}, {"*=", StarEq}, {"/=", SlashEq}, {"%=", PercentEq}, {"&=", AmpEq}, {"|=", PipeEq}, {"^=", CaretEq},
		{"<:", LBracket}, {":>", RBracket}, {"<%", LBrace}, {"%>", RBrace}, {"%:", Hash},
		{"#", Hash}, {"(", LParen}, {")", RParen}, {"{", LBrace}, {"}", RBrace}, {"[", LBracket}, {"]", RBracket}, {";", Semi}, {",", Comma},
		{":", Colon}, {"?", Question}, {".", Dot}, {"+", Plus}, {"-", Minus}, {"*", Star}, {"/", Slash}, {"%", Percent}, {"&", Amp},
		{"|", Pipe}, {"^", Caret}, {"~", Tilde}, {"!", Not}, {"=", Eq}, {"<", Less}, {">", Greater},
	} {
		t[p.text[0]] = append(t[p.text[0]], p)
	}
	return
}()

type punct struct {
	text string
	kind Kind
}

func (l *lexer) punct() Kind {
	c := l.src[l.pos]
	if c < 128 {
		for _, p := range puncts[c] {
			if len(p.text) == 1 || strings.HasPrefix(l.src[l.pos:], p.text) && !(p.text == "<:" && l.scopeAfterAngle()) {
				l.pos += len(p.text)
				return p.kind
			}
		}
	}
	l.pos++
	return Other
}

// restOfLine moves to the end of the logical line, outside comments.
func (l *lexer) restOfLine() {
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; {
		case c == '\n':
			return
		case c == '\\' && l.spliced():
		case c == '/' && l.pos+1 < len(l.src) && l.src[l.pos+1] == '/':
			l.lineComment()
		case c == '/' && l.pos+1 < len(l.src) && l.src[l.pos+1] == '*':
			if end := strings.Index(l.src[l.pos+2:], "*/"); end >= 0 {
				l.pos += end + 4
			} else {
				l.pos = len(l.src)
			}
		case c == '"':
			l.quoted('"')
		default:
			l.pos++
		}
	}
}

// skipGroup moves to the next line that starts with #; false at the end.
func (l *lexer) skipGroup() bool {
	for l.pos < len(l.src) {
		l.space(true)
		if l.pos < len(l.src) && l.src[l.pos] == '#' {
			return true
		}
		l.restOfLine()
		l.pos++
	}
	l.pos = len(l.src)
	return false
}

// scopeAfterAngle: "<::" begins a list of arguments with a name of the global
// scope, unless another colon or > follows.
func (l *lexer) scopeAfterAngle() bool {
	rest := l.src[l.pos:]
	return len(rest) > 2 && rest[2] == ':' && (len(rest) == 3 || rest[3] != ':' && rest[3] != '>')
}
