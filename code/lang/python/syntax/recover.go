package syntax

// tooDeep replaces what would nest too deep by an Error leaf, up to the end of
// the brackets or the line it stands in.
func (p *parser) tooDeep() {
	start, mark := p.begin()
	p.fail("nested too deeply")
	p.skipBalanced()
	p.close(Error, start, mark)
}

// skipBalanced skips to a closer that was not opened here, or the line's end.
func (p *parser) skipBalanced() {
	for depth := 0; p.k > tDedent; p.next() {
		switch p.k {
		case tLParen, tLBracket, tLBrace, tFStart, tTStart:
			depth++
		case tRParen, tRBracket, tRBrace, tFEnd:
			if depth == 0 {
				return
			}
			depth--
		}
	}
}

// more decides after an element of a bracketed list whether another follows:
// after a comma, or where only the comma is missing. What can be no element is
// skipped. It does not consume the closer.
func (p *parser) more(closer tok) bool {
	if p.k == tComma {
		p.next()
		return p.k != closer && p.element(closer)
	}
	if p.k == closer {
		return false
	}
	return p.element(closer)
}

// element skips to where an element may start.
func (p *parser) element(closer tok) bool {
	for {
		switch {
		case p.k == closer || p.k <= tDedent || isStatement(p.k):
			return false
		case startsExpr[p.k] || p.k == tStar || p.k == tStarStar:
			if p.toks[p.i-1].kind != tComma {
				p.fail("expected ','")
			}
			return true
		case p.k == tColon && closer == tRBracket && p.toks[p.i-1].kind == tComma:
			return true // a slice
		case p.k == tRParen || p.k == tRBracket || p.k == tRBrace || p.k == tFEnd || p.k == tFText:
			return false // of an outer bracket
		case p.k == tColon && p.peek(1) == tNewline:
			return false
		}
		p.fail("unexpected token")
		p.next()
	}
}

// skipJunk makes an Error leaf of at least one token, up to where a statement
// may start.
func (p *parser) skipJunk() {
	start, mark := p.begin()
	p.fail("unexpected token")
	for {
		p.next()
		if p.k <= tDedent || p.k == tSemi || startsExpr[p.k] || isStatement(p.k) || isCompound(p.k) {
			break
		}
	}
	p.close(Error, start, mark)
}

// skipToSuite skips the rest of a broken header. It pushes an Error leaf if
// there was anything.
func (p *parser) skipToSuite() {
	start, mark := p.begin()
	i := p.i
	for depth := 0; p.k > tDedent && (p.k != tColon || depth > 0); p.next() {
		switch p.k {
		case tLParen, tLBracket, tLBrace:
			depth++
		case tRParen, tRBracket, tRBrace:
			depth = max(depth-1, 0)
		}
	}
	if p.i > i {
		p.close(Error, start, mark)
	}
}

// skipBlock skips the rest of the line and the block indented below it.
func (p *parser) skipBlock() {
	for p.k > tDedent {
		p.next()
	}
	p.accept(tNewline)
	for depth := 0; p.k != tEOF; p.next() {
		switch p.k {
		case tIndent:
			depth++
		case tDedent:
			depth--
		}
		if depth <= 0 {
			p.accept(tDedent)
			return
		}
	}
}

// orphan is a clause without its statement; its block is kept.
func (p *parser) orphan() {
	start, mark := p.begin()
	p.fail("clause without its statement")
	k := p.k
	p.next()
	if k == tElif || k == tExcept {
		p.optional(p.namedExpr)
		if p.accept(tAs) {
			p.name()
		}
	}
	p.suite()
	p.close(Error, start, mark).Flags |= Damaged
}
