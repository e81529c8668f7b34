package syntax

// isMatch tells the match statement from a line that starts with a name: its
// line ends in a colon.
func (p *parser) isMatch() bool {
	if k := p.peek(1); !startsExpr[k] && k != tStar {
		return false
	}
	if p.lineEnd <= p.i { // a line is looked through once, however often it says match
		p.lineEnd = p.i
		for p.toks[p.lineEnd].kind > tDedent {
			p.lineEnd++
		}
	}
	return p.toks[p.lineEnd-1].kind == tColon && p.lineEnd-1 > p.i+1
}

func (p *parser) matchStatement() {
	start, mark := p.begin()
	p.next()
	p.exprs()
	if p.k != tColon || p.peek(1) != tNewline {
		p.fail("expected ':' and a new line")
		s, m := p.begin()
		for p.k > tDedent {
			p.next()
		}
		p.close(Error, s, m)
	}
	p.accept(tColon)
	p.accept(tNewline)
	switch p.depth++; {
	case p.k != tIndent:
		p.fail("expected an indented block")
	case p.depth > maxNest:
		p.fail("nested too deeply")
		p.skipBlock()
	default:
		p.next()
		p.cases()
		p.accept(tDedent)
	}
	p.depth--
	p.close(Match, start, mark)
}

// cases pushes the cases of a match; what is no case becomes an Error.
func (p *parser) cases() {
	for p.k != tDedent && p.k != tEOF {
		if p.k == tCase {
			p.matchCase()
			continue
		}
		p.fail("expected 'case'")
		start, mark := p.begin()
		if p.accept(tIndent) {
			p.statements()
			p.accept(tDedent)
		} else if i := p.i; p.k == tNewline {
			p.next()
		} else if p.statement(); p.i == i {
			p.next()
		}
		p.close(Error, start, mark)
	}
}

func (p *parser) matchCase() {
	start, mark := p.begin()
	p.next()
	p.patterns()
	if p.accept(tIf) {
		p.namedExpr()
	} else {
		p.absent()
	}
	p.suite()
	p.close(MatchCase, start, mark)
}

// patterns is the pattern of a case: an open sequence or one pattern.
func (p *parser) patterns() {
	start, mark := p.begin()
	p.starPattern()
	if p.k == tComma || p.nodes[p.stack[len(p.stack)-1].ref].Kind == MatchStar {
		for p.accept(tComma) && p.k != tColon && p.k != tIf {
			p.starPattern()
		}
		p.close(MatchSequence, start, mark)
	}
}

func (p *parser) starPattern() {
	if p.k != tStar {
		p.pattern()
		return
	}
	start, mark := p.begin()
	p.next()
	if p.wildcard() {
		p.next()
		p.absent()
	} else {
		p.name()
	}
	p.close(MatchStar, start, mark)
}

func (p *parser) wildcard() bool {
	t := p.toks[p.i]
	return p.k == tName && t.end-t.start == 1 && p.src[t.start] == '_'
}

// pattern is "a | b as name".
func (p *parser) pattern() { p.nested((*parser).orPattern) }

func (p *parser) orPattern() {
	start, mark := p.begin()
	p.closedPattern()
	if p.k == tPipe {
		for p.accept(tPipe) {
			p.closedPattern()
		}
		p.close(MatchOr, start, mark)
	}
	if p.accept(tAs) {
		p.name()
		p.close(MatchAs, start, mark)
	}
}

func (p *parser) closedPattern() {
	start, mark := p.begin()
	switch {
	case p.k == tLParen || p.k == tLBracket:
		p.sequencePattern()
	case p.k == tLBrace:
		p.mappingPattern()
	case p.wildcard() && p.peek(1) != tDot && p.peek(1) != tLParen:
		p.leaf(MatchWildcard)
	case isName(p.k):
		p.namePattern()
	case startsExpr[p.k]:
		p.binary(precSum)
		p.close(MatchValue, start, mark)
	default:
		p.missing("expected a pattern")
	}
}

// namePattern is a capture, a dotted value or a class pattern.
func (p *parser) namePattern() {
	start, mark := p.begin()
	p.leaf(Name)
	dotted := p.k == tDot
	for p.k == tDot && !p.tall() {
		p.next()
		p.name()
		p.close(Attribute, start, mark)
	}
	switch {
	case p.k == tLParen:
		p.next()
		for ok := p.k != tRParen; ok; ok = p.more(tRParen) {
			i := p.i
			p.classArgument()
			if p.i == i {
				break
			}
		}
		p.expect(tRParen, "expected ')'")
		p.close(MatchClass, start, mark)
	case dotted:
		p.close(MatchValue, start, mark)
	default:
		p.close(MatchCapture, start, mark)
	}
}

func (p *parser) classArgument() {
	if !isName(p.k) || p.peek(1) != tAssign {
		p.pattern()
		return
	}
	start, mark := p.begin()
	p.leaf(Name)
	p.next()
	p.pattern()
	p.close(MatchKeyword, start, mark)
}

// sequencePattern is [..], (..) with a comma, or a parenthesised pattern.
func (p *parser) sequencePattern() {
	start, mark := p.begin()
	closer := tRBracket
	if p.k == tLParen {
		closer = tRParen
	}
	p.next()
	group := closer == tRParen && p.k != closer
	for ok := p.k != closer; ok; ok = p.more(closer) {
		i := p.i
		p.starPattern()
		if p.k == tComma || p.top().Kind == MatchStar {
			group = false
		}
		if p.i == i {
			break
		}
	}
	p.expect(closer, "expected a closing bracket")
	if group && len(p.stack) == mark+1 {
		p.top().Flags |= Paren
		return
	}
	p.close(MatchSequence, start, mark)
}

func (p *parser) mappingPattern() {
	start, mark := p.begin()
	p.next()
	for ok := p.k != tRBrace; ok; ok = p.more(tRBrace) {
		s, m := p.begin()
		i := p.i
		if p.accept(tStarStar) {
			p.name()
			p.close(MatchRest, s, m)
			continue
		}
		p.binary(precSum)
		p.expect(tColon, "expected ':'")
		p.pattern()
		p.close(MatchPair, s, m)
		if p.i == i {
			break
		}
	}
	p.expect(tRBrace, "expected '}'")
	p.close(MatchMapping, start, mark)
}
