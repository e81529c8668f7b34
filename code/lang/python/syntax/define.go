package syntax

func (p *parser) function(start uint32, f Flag) {
	mark := len(p.stack)
	p.next()
	p.name()
	p.typeParams()
	s, m := p.begin()
	if p.expect(tLParen, "expected '('") {
		p.params(tRParen)
		p.expect(tRParen, "expected ')'")
	}
	p.close(Params, s, m)
	if p.accept(tArrow) {
		p.exprs()
	} else {
		p.absent()
	}
	p.suite()
	p.close(FunctionDef, start, mark).Flags |= f
}

func (p *parser) class() {
	start, mark := p.begin()
	p.next()
	p.name()
	p.typeParams()
	if p.k == tLParen {
		p.args()
	} else {
		p.absent()
	}
	p.suite()
	p.close(ClassDef, start, mark)
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
