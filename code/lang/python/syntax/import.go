package syntax

func (p *parser) importStatement() {
	start, mark := p.begin()
	p.next()
	p.alias(true)
	for p.accept(tComma) {
		if !isName(p.k) {
			p.fail("expected a name")
			break
		}
		p.alias(true)
	}
	p.close(Import, start, mark)
}

// alias is "a.b as c", or without dots in a from-import.
func (p *parser) alias(dotted bool) {
	start, mark := p.begin()
	p.dottedName(dotted)
	if p.accept(tAs) {
		p.name()
	} else {
		p.absent()
	}
	p.close(Alias, start, mark)
}

func (p *parser) dottedName(dotted bool) {
	start, mark := p.begin()
	p.name()
	for dotted && p.accept(tDot) {
		p.name()
	}
	p.close(DottedName, start, mark)
}

func (p *parser) importFrom() {
	start, mark := p.begin()
	p.next()
	level := 0
	for p.k == tDot || p.k == tEllipsis {
		level++
		if p.k == tEllipsis {
			level += 2
		}
		p.next()
	}
	if isName(p.k) || level == 0 {
		p.dottedName(true)
	} else {
		p.absent()
	}
	p.expect(tImport, "expected 'import'")
	switch {
	case p.k == tStar:
		p.leaf(ImportStar)
	case p.accept(tLParen):
		for ok := isName(p.k) || p.more(tRParen); ok; ok = p.more(tRParen) {
			i := p.i
			p.alias(false)
			if p.i == i {
				p.next()
			}
		}
		p.expect(tRParen, "expected ')'")
	default:
		p.alias(false)
		for p.accept(tComma) {
			p.alias(false)
		}
	}
	p.close(ImportFrom, start, mark).Extra = uint16(min(level, 1<<16-1))
}
