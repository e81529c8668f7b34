package syntax

// tok is a kind of token. Punctuation has one each; words are tIdent with a
// keyword in [parser.word].
type tok uint8

const (
	tEOF tok = iota
	tIdent
	tPrivate // #name
	tNumber
	tBigInt
	tString
	tTemplate // the text up to "${" or the closing backtick; see parser.tail
	tRegex
	tBad

	tLBrace
	tRBrace
	tLParen
	tRParen
	tLBracket
	tRBracket
	tSemi
	tComma
	tDot
	tEllipsis
	tQuestion
	tOptional // ?.
	tColon
	tArrow
	tAt
	tAssign   // =
	tAssignOp // += and the like; the operator is in parser.op
	tNot      // !
	tTilde
	tInc
	tDec
	tBinary // a binary operator other than the ones below; in parser.op
	tLt
	tGt
	tPlus
	tMinus
	tSlash
)

// punctuation reads a punctuator at p.at.
func (p *parser) punctuation(c byte) tok {
	switch c {
	case '{':
		return p.eat(1, tLBrace)
	case '}':
		return p.eat(1, tRBrace)
	case '(':
		return p.eat(1, tLParen)
	case ')':
		return p.eat(1, tRParen)
	case '[':
		return p.eat(1, tLBracket)
	case ']':
		return p.eat(1, tRBracket)
	case ';':
		return p.eat(1, tSemi)
	case ',':
		return p.eat(1, tComma)
	case ':':
		return p.eat(1, tColon)
	case '@':
		return p.eat(1, tAt)
	case '~':
		return p.eat(1, tTilde)
	case '.':
		if p.looking("...") {
			return p.eat(3, tEllipsis)
		}
		return p.eat(1, tDot)
	case '?':
		return p.question()
	case '=':
		switch {
		case p.looking("==="):
			return p.binaryTok(3, StrictEq)
		case p.looking("=="):
			return p.binaryTok(2, Eq)
		case p.looking("=>"):
			return p.eat(2, tArrow)
		}
		return p.eat(1, tAssign)
	case '!':
		switch {
		case p.looking("!=="):
			return p.binaryTok(3, StrictNotEq)
		case p.looking("!="):
			return p.binaryTok(2, NotEq)
		}
		return p.eat(1, tNot)
	}
	return p.operator(c)
}

func (p *parser) question() tok {
	switch {
	case p.looking("??="):
		return p.assignTok(3, Nullish)
	case p.looking("??"):
		return p.binaryTok(2, Nullish)
	case p.looking("?.") && !digit(p.byteAt(p.at+2)):
		return p.eat(2, tOptional)
	}
	return p.eat(1, tQuestion)
}

// doubled is an operator whose sign may stand twice, and before "=".
type doubled struct{ one, two Op }

func (p *parser) operator(c byte) tok {
	switch c {
	case '+':
		return p.sign('+', Add, tPlus, tInc, Inc)
	case '-':
		return p.sign('-', Sub, tMinus, tDec, Dec)
	case '*':
		return p.repeated(c, doubled{one: Mul, two: Pow})
	case '%':
		return p.repeated(c, doubled{one: Mod})
	case '&':
		return p.repeated(c, doubled{one: BitAnd, two: And})
	case '|':
		return p.repeated(c, doubled{one: BitOr, two: Or})
	case '^':
		return p.repeated(c, doubled{one: BitXor})
	case '/':
		if p.byteAt(p.at+1) == '=' {
			return p.assignTok(2, Div)
		}
		p.op = Div
		return p.eat(1, tSlash)
	case '<':
		switch {
		case p.looking("<<="):
			return p.assignTok(3, Shl)
		case p.looking("<<"):
			return p.binaryTok(2, Shl)
		case p.looking("<="):
			return p.binaryTok(2, LtE)
		}
		p.op = Lt
		return p.eat(1, tLt)
	case '>':
		return p.greater()
	}
	return p.eat(1, tBad)
}

// greater reads one ">" at a time where types are read; elsewhere the longest.
func (p *parser) greater() tok {
	p.op = Gt
	if p.inType > 0 {
		return p.eat(1, tGt)
	}
	switch {
	case p.looking(">>>="):
		return p.assignTok(4, UShr)
	case p.looking(">>>"):
		return p.binaryTok(3, UShr)
	case p.looking(">>="):
		return p.assignTok(3, Shr)
	case p.looking(">>"):
		return p.binaryTok(2, Shr)
	case p.looking(">="):
		return p.binaryTok(2, GtE)
	}
	return p.eat(1, tGt)
}

func (p *parser) sign(c byte, op Op, one, two tok, twice Op) tok {
	switch p.byteAt(p.at + 1) {
	case c:
		p.op = twice
		return p.eat(2, two)
	case '=':
		return p.assignTok(2, op)
	}
	p.op = op
	return p.eat(1, one)
}

func (p *parser) repeated(c byte, d doubled) tok {
	n, op := uint32(1), d.one
	if d.two != NoOp && p.byteAt(p.at+1) == c {
		n, op = 2, d.two
	}
	if p.byteAt(p.at+n) == '=' {
		return p.assignTok(n+1, op)
	}
	return p.binaryTok(n, op)
}

func (p *parser) binaryTok(n uint32, op Op) tok {
	p.op = op
	return p.eat(n, tBinary)
}

func (p *parser) assignTok(n uint32, op Op) tok {
	p.op = op
	return p.eat(n, tAssignOp)
}

func (p *parser) eat(n uint32, t tok) tok {
	p.at += n
	return t
}

func (p *parser) looking(s string) bool {
	return int(p.at)+len(s) <= len(p.src) && p.src[p.at:int(p.at)+len(s)] == s
}

func (p *parser) byteAt(at uint32) byte {
	if int(at) < len(p.src) {
		return p.src[at]
	}
	return 0
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
