package syntax

// Classes of bytes.
const (
	other uint8 = iota
	letter
	digit
	space
)

var class = func() (c [256]uint8) {
	for i := range c {
		b := byte(i)
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '_', b == '$', b >= 0x80:
			c[i] = letter
		case b >= '0' && b <= '9':
			c[i] = digit
		case b == ' ', b == '\t', b == '\n', b == '\r', b == '\f':
			c[i] = space
		}
	}
	return c
}()

func wordByte(b byte) bool { return class[b]-1 < 2 }

// lex splits the text into tokens and matches parentheses. Comments and white
// space leave nothing.
func lex(src []byte) []token {
	out := make([]token, 0, len(src)/4+8)
	for i, n := 0, len(src); i < n; {
		c := src[i]
		s := i
		switch class[c] {
		case space:
			i++
			continue
		case letter:
			for i++; i < n && wordByte(src[i]); {
				i++
			}
			k := tIdent
			if l := i - s; l >= 2 && l <= 12 && c >= 'a' && c <= 'w' {
				k = keyword(src[s:i])
			}
			out = append(out, token{start: uint32(s), end: uint32(i), kind: k})
			continue
		case digit:
			var k tk
			i, k = number(src, s)
			out = append(out, token{start: uint32(s), end: uint32(i), kind: k})
			continue
		}
		if c == '/' && i+1 < n && (src[i+1] == '/' || src[i+1] == '*') {
			i = comment(src, i)
			continue
		}
		t := punctuation(src, i)
		i = min(int(t.end), n)
		t.end = uint32(i)
		out = append(out, t)
	}
	out = append(out, token{start: uint32(len(src)), end: uint32(len(src))})
	pair(out)
	return out
}

// pair notes for every ( the index of its ).
func pair(ts []token) {
	var open []int32
	for i := range ts {
		switch ts[i].kind {
		case tLParen:
			open = append(open, int32(i))
		case tRParen:
			if n := len(open); n > 0 {
				ts[open[n-1]].match = int32(i)
				open = open[:n-1]
			}
		case tSemi: // a for's are inside parentheses, others show a missing )
			if len(open) > 64 {
				open = open[:0]
			}
		}
	}
}

func comment(src []byte, i int) int {
	n := len(src)
	if src[i+1] == '/' {
		for i < n && src[i] != '\n' {
			i++
		}
		return i
	}
	for i += 2; i+1 < n; i++ {
		if src[i] == '*' && src[i+1] == '/' {
			return i + 2
		}
	}
	return n
}

func number(src []byte, s int) (int, tk) {
	i, n := s+1, len(src)
	k := tInt
	hex := src[s] == '0' && i < n && src[i]|32 == 'x'
	for i < n {
		b := src[i]
		switch {
		case wordByte(b):
			if !hex && (b|32 == 'e' || b|32 == 'f' || b|32 == 'd') || hex && b|32 == 'p' {
				k = tFloat
			}
		case b == '.' && !(i+1 < n && (src[i+1] == '.' || class[src[i+1]] == letter && src[i+1]|32 != 'e' && src[i+1]|32 != 'f' && src[i+1]|32 != 'd')):
			k = tFloat
		case (b == '+' || b == '-') && (!hex && src[i-1]|32 == 'e' || hex && src[i-1]|32 == 'p'):
		default:
			return i, k
		}
		i++
	}
	return i, k
}

// quoted reads a literal to its closing quote, or the end of the line.
func quoted(src []byte, i int, q byte) int {
	for i++; i < len(src) && src[i] != q && src[i] != '\n'; i++ {
		if src[i] == '\\' {
			i++
		}
	}
	if i < len(src) && src[i] == '\n' {
		return i
	}
	return i + 1
}

func textBlock(src []byte, i int) int {
	for i += 3; i+2 < len(src); i++ {
		if src[i] == '\\' {
			i++
		} else if src[i] == '"' && src[i+1] == '"' && src[i+2] == '"' {
			return i + 3
		}
	}
	return len(src)
}

// single are the tokens of one byte that begin no other token.
var single = [128]tk{'(': tLParen, ')': tRParen, '{': tLBrace, '}': tRBrace, '[': tLBrack, ']': tRBrack, ';': tSemi, ',': tComma, '@': tAt, '?': tQuest, '~': tOp}

// binaryOps are the operators that = may follow.
var binaryOps = [128]Op{'/': Div, '*': Mul, '%': Mod, '^': Xor, '|': Or, '&': And, '+': Add, '-': Sub}

func punctuation(src []byte, s int) token {
	c := src[s]
	at := func(i int) byte {
		if s+i < len(src) {
			return src[s+i]
		}
		return 0
	}
	tok := func(k tk, width int, op Op) token {
		return token{start: uint32(s), end: uint32(s + width), kind: k, op: op}
	}
	if c < 128 && single[c] != 0 {
		if c == '~' {
			return tok(tOp, 1, BitNot)
		}
		return tok(single[c], 1, NoOp)
	}
	nx := at(1)
	switch c {
	case '"':
		if nx == '"' && at(2) == '"' {
			return tok(tText, textBlock(src, s)-s, NoOp)
		}
		return tok(tString, quoted(src, s, '"')-s, NoOp)
	case '\'':
		return tok(tChar, quoted(src, s, '\'')-s, NoOp)
	case '.':
		switch {
		case nx == '.' && at(2) == '.':
			return tok(tEllipsis, 3, NoOp)
		case class[nx] == digit:
			end, _ := number(src, s+1)
			return tok(tFloat, end-s, NoOp)
		}
		return tok(tDot, 1, NoOp)
	case ':':
		if nx == ':' {
			return tok(tColCol, 2, NoOp)
		}
		return tok(tColon, 1, NoOp)
	case '=':
		if nx == '=' {
			return tok(tOp, 2, Eq)
		}
		return tok(tAssign, 1, NoOp)
	case '!':
		if nx == '=' {
			return tok(tOp, 2, Ne)
		}
		return tok(tOp, 1, Not)
	case '<':
		switch {
		case nx == '=':
			return tok(tOp, 2, Le)
		case nx == '<' && at(2) == '=':
			return tok(tAssign, 3, Shl)
		case nx == '<':
			return tok(tOp, 2, Shl)
		}
		return tok(tOp, 1, Lt)
	case '>':
		if nx == '=' {
			return tok(tOp, 2, Ge)
		}
		return tok(tGt, 1, Gt)
	}
	if c >= 128 || binaryOps[c] == NoOp {
		return tok(tBad, 1, NoOp)
	}
	op := binaryOps[c]
	switch {
	case nx == '=':
		return tok(tAssign, 2, op)
	case c == '+' && nx == '+':
		return tok(tIncDec, 2, Inc)
	case c == '-' && nx == '-':
		return tok(tIncDec, 2, Dec)
	case c == '-' && nx == '>':
		return tok(tArrow, 2, NoOp)
	case c == '|' && nx == '|':
		return tok(tOp, 2, OrOr)
	case c == '&' && nx == '&':
		return tok(tOp, 2, AndAnd)
	}
	return tok(tOp, 1, op)
}
