package preprocess

import (
	"strconv"
	"strings"
)

// evaluate decides an #if. What cannot be understood takes the first branch.
func (p *pre) evaluate(l *lexer) bool {
	start := l.pos
	e := &evaluator{p: p, toks: p.line(l)}
	n := e.ternary()
	if e.bad || e.pos < len(e.toks) {
		from, to := uint32(start), uint32(l.pos)
		if l.fixed {
			from, to = l.at[0], l.at[1]
		}
		p.problem(from, to, "a condition that cannot be evaluated: its first branch is read")
		return true
	}
	return n != 0
}

type evaluator struct {
	p     *pre
	toks  []Token
	pos   int
	depth int
	bad   bool
}

func (e *evaluator) peek() Token {
	if e.pos < len(e.toks) {
		return e.toks[e.pos]
	}
	return Token{}
}

func (e *evaluator) take(k Kind) bool {
	if e.peek().Kind == k {
		e.pos++
		return true
	}
	return false
}

func (e *evaluator) ternary() int64 {
	if e.depth++; e.depth > 100 {
		e.bad = true
		return 0
	}
	defer func() { e.depth-- }()
	c := e.binary(0)
	if !e.take(Question) {
		return c
	}
	a := e.ternary()
	if !e.take(Colon) {
		e.bad = true
	}
	b := e.ternary()
	if c != 0 {
		return a
	}
	return b
}

var levels = map[Kind]int{
	PipePipe: 1, AmpAmp: 2, Pipe: 3, Caret: 4, Amp: 5, EqEq: 6, NotEq: 6, Less: 7, LessEq: 7, Greater: 7, GreaterEq: 7,
	Shl: 8, Shr: 8, Plus: 9, Minus: 9, Star: 10, Slash: 10, Percent: 10,
}

func (e *evaluator) binary(min int) int64 {
	a := e.unary()
	for {
		op := e.peek().Kind
		level := levels[op]
		if level == 0 || level <= min || e.bad {
			return a
		}
		e.pos++
		a = Calculate(op, a, e.binary(level))
	}
}

// Calculate is a binary operator on constants.
func Calculate(op Kind, a, b int64) int64 {
	truth := func(t bool) int64 {
		if t {
			return 1
		}
		return 0
	}
	switch op {
	case PipePipe:
		return truth(a != 0 || b != 0)
	case AmpAmp:
		return truth(a != 0 && b != 0)
	case Pipe:
		return a | b
	case Caret:
		return a ^ b
	case Amp:
		return a & b
	case EqEq:
		return truth(a == b)
	case NotEq:
		return truth(a != b)
	case Less:
		return truth(a < b)
	case LessEq:
		return truth(a <= b)
	case Greater:
		return truth(a > b)
	case GreaterEq:
		return truth(a >= b)
	case Shl:
		return a << (uint64(b) & 63)
	case Shr:
		return a >> (uint64(b) & 63)
	case Plus:
		return a + b
	case Minus:
		return a - b
	case Star:
		return a * b
	case Slash, Percent:
		if b == 0 || b == -1 {
			return 0
		}
		if op == Slash {
			return a / b
		}
		return a % b
	}
	return 0
}

func (e *evaluator) unary() int64 {
	if e.depth++; e.depth > 200 {
		e.bad = true
		return 0
	}
	defer func() { e.depth-- }()
	t := e.peek()
	e.pos++
	switch t.Kind {
	case Not:
		if e.unary() == 0 {
			return 1
		}
		return 0
	case Minus:
		return -e.unary()
	case Plus:
		return e.unary()
	case Tilde:
		return ^e.unary()
	case LParen:
		n := e.ternary()
		if !e.take(RParen) {
			e.bad = true
		}
		return n
	case Number:
		n, ok := Integer(t.Text)
		e.bad = e.bad || !ok
		return n
	case Char:
		s, _ := Unquote(t.Text)
		if len(s) > 0 {
			return int64(s[0])
		}
		return 0
	case Ident:
		return e.word(t)
	}
	e.bad = true
	return 0
}

func (e *evaluator) word(t Token) int64 {
	switch t.Text {
	case "defined":
		paren := e.take(LParen)
		name := e.peek().Text
		e.pos++
		if paren && !e.take(RParen) {
			e.bad = true
		}
		if e.p.defined(name) {
			return 1
		}
		return 0
	case "true":
		return 1
	case "__has_include", "__has_include_next":
		return e.hasInclude()
	}
	if e.take(LParen) { // a macro nobody defined
		if strings.HasPrefix(t.Text, "__has_") || strings.HasPrefix(t.Text, "__is_") {
			for e.pos < len(e.toks) && !e.take(RParen) {
				e.pos++
			}
			return 0
		}
		e.bad = true
	}
	return 0
}

// hasInclude: headers of the system are taken to be there.
func (e *evaluator) hasInclude() int64 {
	e.take(LParen)
	angled := e.peek().Kind == Less
	name := ""
	for e.pos < len(e.toks) && !e.take(RParen) {
		name += e.toks[e.pos].Text
		e.pos++
	}
	if angled {
		return 1
	}
	if e.p.opt.Read != nil {
		if _, text := e.p.opt.Read(e.p.files[len(e.p.files)-1].path, strings.Trim(name, "\"<>"), angled); text != nil {
			return 1
		}
	}
	return 0
}

// Integer reads an integer literal.
func Integer(s string) (int64, bool) {
	s = strings.ReplaceAll(s, "'", "")
	s = strings.TrimRight(s, "uUlLzZ")
	base := 10
	switch {
	case strings.HasPrefix(s, "0x"), strings.HasPrefix(s, "0X"):
		base, s = 16, s[2:]
	case strings.HasPrefix(s, "0b"), strings.HasPrefix(s, "0B"):
		base, s = 2, s[2:]
	case len(s) > 1 && s[0] == '0':
		base, s = 8, s[1:]
	}
	n, err := strconv.ParseUint(s, base, 64)
	return int64(n), err == nil
}

// Unquote reads a string or character literal; wide tells that its characters
// have four bytes.
func Unquote(s string) (text string, wide bool) {
	i := strings.IndexAny(s, "\"'")
	if i < 0 {
		return s, false
	}
	prefix := s[:i]
	wide = strings.ContainsAny(prefix, "LU")
	q := s[i]
	if strings.Contains(prefix, "R") {
		open, end := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')')
		if open >= 0 && end > open {
			return s[open+1 : end], wide
		}
		return "", wide
	}
	s = s[i+1:]
	if len(s) > 0 && s[len(s)-1] == q {
		s = s[:len(s)-1]
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s, wide
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		i += escape(&b, s[i:]) - 1
	}
	return b.String(), wide
}

// escape writes what an escape sequence stands for and tells its length after the
// backslash.
func escape(b *strings.Builder, s string) int {
	if i := strings.IndexByte("abfnrtve0", s[0]); i >= 0 && i < 8 {
		b.WriteByte("\a\b\f\n\r\t\v\x1b"[i])
		return 1
	}
	switch c := s[0]; {
	case c == '\n':
		return 1
	case c == '\r':
		return min(2, len(s))
	case c >= '0' && c <= '7':
		n, i := 0, 0
		for i < 3 && i < len(s) && s[i] >= '0' && s[i] <= '7' {
			n = n*8 + int(s[i]-'0')
			i++
		}
		b.WriteByte(byte(n))
		return i
	case c == 'x' || c == 'u' || c == 'U':
		i := 1
		for i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0 && i < 9 {
			i++
		}
		n, _ := strconv.ParseUint(s[1:i], 16, 64)
		if c == 'x' {
			b.WriteByte(byte(n))
		} else {
			b.WriteRune(rune(n))
		}
		return i
	default:
		b.WriteByte(c)
	}
	return 1
}
