package syntax

// suite parses ":" and the block behind it, on the same line or indented.
func (p *parser) suite() {
	start, mark := p.end, len(p.stack)
	if !p.accept(tColon) {
		p.fail("expected ':'")
		p.skipToSuite()
		p.accept(tColon)
	}
	if p.depth++; p.depth > maxNest {
		p.fail("nested too deeply")
		p.skipBlock()
		p.depth--
		p.close(Error, start, mark)
		p.close(Block, start, mark)
		return
	}
	if p.k == tNewline {
		p.next()
		if p.k != tIndent {
			p.fail("expected an indented block")
		}
	} else if p.k > tDedent {
		start = p.start()
		p.inlineSuite()
		if p.k == tIndent {
			p.fail("unexpected indent")
		}
	}
	if p.accept(tIndent) {
		if len(p.stack) == mark {
			start = p.start()
		}
		p.statements()
		p.accept(tDedent)
	}
	p.depth--
	p.close(Block, start, mark)
}

// inlineSuite parses what stands behind the colon on the same line. A compound
// statement there is an error, but belongs to the block.
func (p *parser) inlineSuite() {
	if !isCompound(p.k) {
		p.simpleLine()
	}
	if p.toks[p.i-1].kind != tNewline && isCompound(p.k) {
		p.fail("expected a new line")
		p.statement()
	}
}

// orElse is an optional clause of one keyword and a suite.
func (p *parser) orElse(k tok) {
	if p.accept(k) {
		p.suite()
	} else {
		p.absent()
	}
}

func (p *parser) ifStatement() {
	start, mark := p.begin()
	p.next()
	p.namedExpr()
	p.suite()
	for p.k == tElif {
		s, m := p.begin()
		p.next()
		p.namedExpr()
		p.suite()
		p.close(Elif, s, m)
	}
	p.orElse(tElse)
	p.close(If, start, mark)
}

func (p *parser) whileStatement() {
	start, mark := p.begin()
	p.next()
	p.namedExpr()
	p.suite()
	p.orElse(tElse)
	p.close(While, start, mark)
}

func (p *parser) forStatement(start uint32, f Flag) {
	mark := len(p.stack)
	p.next()
	p.targets()
	p.expect(tIn, "expected 'in'")
	p.exprs()
	p.suite()
	p.orElse(tElse)
	p.close(For, start, mark).Flags |= f
}

func (p *parser) tryStatement() {
	start, mark := p.begin()
	p.next()
	p.suite()
	clauses := p.i
	var star Flag
	for p.k == tExcept {
		star |= p.handler()
	}
	p.orElse(tElse)
	p.orElse(tFinally)
	if p.i == clauses {
		p.fail("expected 'except' or 'finally'")
	}
	p.close(Try, start, mark).Flags |= star
}

func (p *parser) handler() Flag {
	start, mark := p.begin()
	p.next()
	var star Flag
	if p.accept(tStar) {
		star = Star
	}
	p.optional(p.exprs)
	if p.accept(tAs) {
		p.name()
	} else {
		p.absent()
	}
	p.suite()
	p.close(ExceptHandler, start, mark).Flags |= star
	return star
}
