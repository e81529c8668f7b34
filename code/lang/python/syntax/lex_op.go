package syntax

// push opens a bracket.
func (l *lexer) push(b bracket) {
	if len(l.open) == 0 {
		l.suspect.pos = 0
	}
	b.pos, b.str = uint32(l.pos), l.enclosingString()
	if b.kind == inString {
		b.str = len(l.open)
	}
	l.open = append(l.open, b)
}

// pop closes the innermost bracket of that kind, with what is open inside it.
// It does not look out of a replacement field. A closer that matches nothing
// closes nothing.
func (l *lexer) pop(kind byte) {
	for n := len(l.open) - 1; n >= max(0, len(l.open)-maxSearch); n-- {
		k := l.open[n].kind
		if k == kind {
			l.open = l.open[:n]
			return
		}
		if k == inField || k == inString {
			return
		}
	}
}

// maxSearch bounds the search for an opener, so that mismatched closers cost no
// more than matched ones.
const maxSearch = 100

// inFieldTop tells whether the innermost open thing is a replacement field.
func (l *lexer) inFieldTop() bool {
	n := len(l.open)
	return n > 0 && l.open[n-1].kind == inField
}

func (l *lexer) at(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

var single = [256]tok{'(': tLParen, ')': tRParen, '[': tLBracket, ']': tRBracket, '{': tLBrace, '}': tRBrace,
	':': tColon, ',': tComma, ';': tSemi, '.': tDot, '+': tPlus, '-': tMinus, '*': tStar, '/': tSlash,
	'%': tPercent, '@': tAt, '&': tAmp, '|': tPipe, '^': tCaret, '~': tTilde, '<': tLess, '>': tGreater,
	'=': tAssign, '!': tExclaim}

func (l *lexer) operator() {
	c, c1 := l.src[l.pos], l.at(l.pos+1)
	switch c {
	case '(', '[', '{':
		l.push(bracket{kind: c})
	case ')':
		l.pop('(')
	case ']':
		l.pop('[')
	case '}':
		if l.inFieldTop() {
			l.open = l.open[:len(l.open)-1]
		} else {
			l.pop('{')
		}
	case ':':
		if l.inFieldTop() {
			l.push(bracket{kind: inSpec})
		} else if c1 == '=' {
			l.op(tColonEq, 2)
			return
		}
	case '.':
		if class[c1] == cDigit {
			l.number()
			return
		}
		if c1 == '.' && l.at(l.pos+2) == '.' {
			l.op(tEllipsis, 3)
			return
		}
	case ',', ';', '~':
	default:
		l.longOperator(c, c1)
		return
	}
	l.op(single[c], 1)
}

func (l *lexer) op(k tok, n int) {
	l.emit(k, l.pos, l.pos+n)
	l.pos += n
}

// longOperator reads the operators that may be doubled or end in =.
func (l *lexer) longOperator(c, c1 byte) {
	k, n := single[c], 1
	switch {
	case c == '-' && c1 == '>':
		l.op(tArrow, 2)
		return
	case c == '!' && c1 == '=':
		l.op(tNotEq, 2)
		return
	case c == '=' && c1 == '=':
		l.op(tEqEq, 2)
		return
	case c == '<' && c1 == '>':
		l.fail(l.pos, l.pos+2, "<> is Python 2")
		l.op(tNotEq, 2)
		return
	case c == '!' || c == '=':
		l.op(k, 1)
		return
	case c1 == c:
		switch c {
		case '*':
			k, n = tStarStar, 2
		case '/':
			k, n = tSlashSlash, 2
		case '<':
			k, n = tLShift, 2
		case '>':
			k, n = tRShift, 2
		}
	}
	if l.at(l.pos+n) == '=' {
		n++
		switch k {
		case tLess:
			k = tLessEq
		case tGreater:
			k = tGreaterEq
		default:
			k += tPlusEq - tPlus
		}
	}
	l.op(k, n)
}

// number reads 1_000, 0xff, 1.5e-3, 2j and .5; also Python 2's 10L.
func (l *lexer) number() {
	s, i := l.pos, l.pos
	k := tInt
	if l.src[i] == '0' && (l.at(i+1)|32 == 'x' || l.at(i+1)|32 == 'o' || l.at(i+1)|32 == 'b') {
		hex := l.src[i+1]|32 == 'x'
		for i += 2; i < len(l.src) && (class[l.src[i]] == cDigit || l.src[i] == '_' ||
			hex && l.src[i]|32 >= 'a' && l.src[i]|32 <= 'f'); i++ {
		}
	} else {
		i = l.digits(i)
		if l.at(i) == '.' {
			k, i = tFloat, l.digits(i+1)
		}
		if l.at(i)|32 == 'e' {
			j := i + 1
			if l.at(j) == '+' || l.at(j) == '-' {
				j++
			}
			if class[l.at(j)] == cDigit {
				k, i = tFloat, l.digits(j)
			}
		}
		if l.at(i)|32 == 'j' {
			k, i = tImag, i+1
		}
	}
	if k == tInt && l.at(i)|32 == 'l' && class[l.at(i+1)] != cIdent {
		i++
		l.fail(s, i, "long integers are Python 2")
	}
	l.pos = i
	l.emit(k, s, i)
}

func (l *lexer) digits(i int) int {
	for i < len(l.src) && (class[l.src[i]] == cDigit || l.src[i] == '_') {
		i++
	}
	return i
}
