package syntax

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
