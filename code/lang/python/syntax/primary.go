package syntax

// primary is an atom and what follows it: attributes, calls, subscripts.
func (p *parser) primary() {
	start, mark := p.begin()
	p.atom()
	for {
		if p.k != tDot && p.k != tLParen && p.k != tLBracket {
			return
		}
		if p.tall() {
			p.tooDeep()
			p.close(Error, start, mark)
			return
		}
		switch p.k {
		case tDot:
			p.next()
			p.attributeName()
			p.close(Attribute, start, mark)
		case tLParen:
			p.args()
			p.close(Call, start, mark)
		case tLBracket:
			p.subscript()
			p.close(Subscript, start, mark)
		}
	}
}

// attributeName is a name; a keyword glued to the dot is taken for one.
func (p *parser) attributeName() {
	if p.k >= tAnd && p.start() == p.end {
		p.fail("a keyword is no attribute")
		p.leaf(Name)
		return
	}
	p.name()
}

// args is the parenthesised argument list of a call or a class.
func (p *parser) args() {
	start, mark := p.begin()
	p.next()
	for ok := p.k != tRParen; ok; ok = p.more(tRParen) {
		i := p.i
		p.arg()
		if p.i == i {
			p.element(tRParen)
			if p.i == i {
				break
			}
		}
	}
	p.expect(tRParen, "expected ')'")
	n := p.close(Args, start, mark)
	// The only argument being a generator, it shares the call's parentheses.
	if only := &p.nodes[n.First]; only.Kind == GeneratorExp && only.Flags&Paren == 0 {
		only.Start, only.End = n.Start, n.End
		if only.Next != 0 {
			only.End = max(only.Start, p.nodes[only.Next].Start)
		}
	}
}

func (p *parser) arg() {
	start, mark := p.begin()
	switch {
	case p.k == tStar:
		p.next()
		p.test()
		p.close(Starred, start, mark)
	case p.k == tStarStar:
		p.next()
		p.test()
		p.close(KeywordSpread, start, mark)
	case isName(p.k) && p.peek(1) == tAssign:
		p.leaf(Name)
		p.next()
		p.test()
		p.close(Keyword, start, mark)
	default:
		p.namedExpr()
		if p.k == tFor || p.k == tAsync {
			p.comprehensions()
			p.close(GeneratorExp, start, mark)
		}
	}
}

// subscript pushes the one index of a subscript, brackets included.
func (p *parser) subscript() {
	p.next()
	start, mark := p.begin()
	p.index()
	tuple := p.k == tComma || p.top().Kind == Starred
	for p.more(tRBracket) {
		i := p.i
		tuple = true
		p.index()
		if p.i == i {
			break
		}
	}
	if tuple {
		p.close(Tuple, start, mark)
	}
	p.expect(tRBracket, "expected ']'")
}

func (p *parser) index() {
	start, mark := p.begin()
	if p.k != tColon {
		p.starredOrTest()
		if p.k != tColon {
			return
		}
	} else {
		p.absent()
	}
	if p.peek(1) == tNewline && !p.bracketed() {
		return // the colon of a header whose bracket was never closed
	}
	p.next()
	p.optionalBound()
	if p.accept(tColon) {
		p.optionalBound()
	} else {
		p.absent()
	}
	p.close(Slice, start, mark)
}

// bracketed tells whether the line goes on behind the next token.
func (p *parser) bracketed() bool { return p.peek(1) > tDedent }

func (p *parser) optionalBound() {
	if p.k == tColon || p.k == tComma || p.k == tRBracket {
		p.absent()
		return
	}
	p.test()
}

// atom is a name, a literal, or something in brackets.
func (p *parser) atom() {
	switch p.k {
	case tName, tMatch, tCase, tType, tPrint, tExec:
		p.leaf(Name)
	case tInt:
		p.leaf(Int)
	case tFloat:
		p.leaf(Float)
	case tImag:
		p.leaf(Imag)
	case tStr, tBytes, tFStart, tTStart:
		p.strings()
	case tNone:
		p.leaf(None)
	case tTrue:
		p.leaf(True)
	case tFalse:
		p.leaf(False)
	case tEllipsis:
		p.leaf(Ellipsis)
	case tLParen:
		p.nested((*parser).parenthesised)
	case tLBracket:
		p.nested((*parser).list)
	case tLBrace:
		p.nested((*parser).braces)
	case tBad:
		p.fail("invalid character")
		if startsExpr[p.peek(1)] {
			p.next()
			p.nested((*parser).unary) // look through the damage
			return
		}
		p.leaf(Error)
	default:
		p.missing("expected an expression")
	}
}

// nested parses one level deeper, or gives up on what is there.
func (p *parser) nested(parse func(*parser)) {
	if p.depth++; p.depth > maxNest {
		p.tooDeep()
	} else {
		parse(p)
	}
	p.depth--
}
