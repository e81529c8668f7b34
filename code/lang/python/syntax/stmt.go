package syntax

func (p *parser) module() {
	for p.k != tEOF {
		p.statements()
		if p.k == tDedent {
			p.next()
		}
	}
	p.close(Module, 0, 0)
	p.top().Start, p.top().End = 0, uint32(len(p.src))
}

// statements parses up to the dedent that ends the block, which it leaves. It
// pushes any number of statements. Unexpected indentation is looked through.
func (p *parser) statements() {
	for extra := 0; ; {
		switch p.k {
		case tEOF:
			return
		case tDedent:
			if extra == 0 {
				return
			}
			extra--
			p.next()
		case tIndent:
			p.fail("unexpected indent")
			extra++
			p.next()
		case tNewline:
			p.next()
		default:
			i := p.i
			p.statement()
			if p.i == i {
				p.skipJunk()
			}
		}
	}
}

func (p *parser) statement() {
	switch p.k {
	case tIf:
		p.ifStatement()
	case tFor:
		p.forStatement(p.start(), 0)
	case tWhile:
		p.whileStatement()
	case tTry:
		p.tryStatement()
	case tWith:
		p.withStatement(p.start(), 0)
	case tDef:
		p.function(p.start(), 0)
	case tClass:
		p.class()
	case tAsync:
		p.async()
	case tAt:
		p.decorated()
	case tElif, tElse, tExcept, tFinally:
		p.orphan()
	case tMatch:
		if p.isMatch() {
			p.matchStatement()
			return
		}
		p.simpleLine()
	default:
		p.simpleLine()
	}
}

// simpleLine parses simple statements up to the end of the line. Where the
// line goes on though its statement is over, a line break is imagined.
func (p *parser) simpleLine() {
	for {
		i := p.i
		p.simple()
		switch {
		case p.k == tSemi:
			p.next()
			if p.k == tNewline {
				p.next()
				return
			}
		case p.k == tNewline:
			p.next()
			return
		case p.k <= tDedent:
			return
		default:
			p.fail("expected a new line")
			if p.i == i || !startsExpr[p.k] && !isStatement(p.k) && p.k != tIf && p.k != tFor {
				p.skipJunk()
			}
		}
		if p.k <= tDedent {
			p.accept(tNewline)
			return
		}
		if isCompound(p.k) {
			return
		}
	}
}

func isCompound(k tok) bool {
	switch k {
	case tIf, tFor, tWhile, tTry, tWith, tDef, tClass, tAsync, tAt, tElif, tElse, tExcept, tFinally:
		return true
	}
	return false
}
