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

func (p *parser) withStatement(start uint32, f Flag) {
	mark := len(p.stack)
	p.next()
	if p.k != tLParen || !p.parenthesisedItems() {
		p.withItem()
		for p.accept(tComma) {
			p.withItem()
		}
	}
	p.suite()
	p.close(With, start, mark).Flags |= f
}

// parenthesisedItems tries "(a as b, c):". It takes everything back when what
// stands there is an expression that starts with a parenthesis.
func (p *parser) parenthesisedItems() bool {
	i, end, nodes, stack, errs, failed := p.i, p.end, len(p.nodes), len(p.stack), len(p.errs), p.failed
	p.next()
	for ok := startsExpr[p.k]; ok; ok = p.accept(tComma) && startsExpr[p.k] {
		p.withItem()
	}
	if p.accept(tRParen) && p.k == tColon && len(p.errs) == errs && len(p.stack) > stack {
		return true
	}
	p.i, p.k, p.end, p.failed, p.hurt = i, p.toks[i].kind, end, failed, false
	p.nodes, p.stack, p.errs = p.nodes[:nodes], p.stack[:stack], p.errs[:errs]
	return false
}

func (p *parser) withItem() {
	start, mark := p.begin()
	p.test()
	if p.accept(tAs) {
		p.target()
	} else {
		p.absent()
	}
	p.close(WithItem, start, mark)
}

func (p *parser) async() {
	start, mark := p.begin()
	p.next()
	switch p.k {
	case tDef:
		p.function(start, Async)
	case tFor:
		p.forStatement(start, Async)
	case tWith:
		p.withStatement(start, Async)
	default:
		p.fail("expected 'def', 'for' or 'with'")
		p.close(Error, start, mark)
	}
}

func (p *parser) decorated() {
	start, mark := p.begin()
	for p.accept(tAt) {
		p.namedExpr()
		if p.k > tDedent {
			p.fail("expected a new line")
			p.skipToSuite()
		}
		p.accept(tNewline)
	}
	switch {
	case p.k == tDef:
		p.function(p.start(), 0)
	case p.k == tClass:
		p.class()
	case p.k == tAsync && p.peek(1) == tDef:
		p.async()
	default:
		p.missing("expected 'def' or 'class'")
	}
	p.close(Decorated, start, mark)
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
