package syntax

func (p *parser) block() {
	m := p.open()
	if !p.expect(tLBrace, "{") {
		p.close(m, Block)
		return
	}
	p.statements()
	p.expect(tRBrace, "}")
	p.close(m, Block)
}

// statements reads to the } or case that ends them.
func (p *parser) statements() {
	for p.k() != tRBrace && p.k() != tEOF && p.k() != kCase && !p.defaultAhead() {
		b := p.i
		p.statement()
		if p.i == b {
			p.fail("unexpected " + p.what())
			p.advance()
		}
	}
}

func (p *parser) defaultAhead() bool {
	return p.k() == kDefault && (p.at(1) == tColon || p.at(1) == tArrow)
}

func (p *parser) condition() {
	p.expect(tLParen, "(")
	p.expr()
	p.expect(tRParen, ")")
}

// localAhead reports whether a declaration of variables begins here.
func (p *parser) localAhead() bool {
	switch p.k() {
	case kPrim:
	case tIdent:
		if n := p.at(1); n == tIdent {
			return !(p.word("yield") && p.at(2) != tAssign && p.at(2) != tSemi)
		} else if n != tDot && n != tLBrack && n != tAt && !(n == tOp && p.opAt(1) == Lt) {
			return false
		}
	default:
		return false
	}
	j, ok := p.skipType(p.i)
	return ok && p.kindAt(j) == tIdent && p.kindAt(j+1) != tArrow
}

func (p *parser) statement() {
	m := p.open()
	if !p.deeper() {
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	switch p.k() {
	case tLBrace:
		p.block()
	case tSemi:
		p.leaf(Empty)
	case kIf:
		p.ifStmt(m)
	case kWhile:
		p.advance()
		p.condition()
		p.statement()
		p.close(m, While)
	case kDo:
		p.advance()
		p.statement()
		p.expect(kWhile, "while")
		p.condition()
		p.endStatement()
		p.close(m, Do)
	case kFor:
		p.forStmt(m)
	case kSwitch:
		p.expressionOr(m)
	case kTry:
		p.tryStmt(m)
	case kSync:
		p.advance()
		p.condition()
		p.block()
		p.close(m, Sync)
	case kReturn:
		p.jump(m, Return)
	case kThrow:
		p.jump(m, Throw)
	case kBreak, kContinue:
		k := Break
		if p.k() == kContinue {
			k = Continue
		}
		p.advance()
		if p.k() == tIdent {
			p.leaf(Name)
		}
		p.endStatement()
		p.close(m, k)
	case kAssert:
		p.advance()
		p.expr()
		if p.accept(tColon) {
			p.expr()
		}
		p.endStatement()
		p.close(m, Assert)
	case kClass, kInterface, kEnum:
		p.class(m)
	case kModif, tAt:
		p.mods()
		if p.classAhead() {
			p.class(m)
			return
		}
		p.local(m)
	case tRBrace, tEOF, tRParen, tRBrack, kCase, kElse, kCatch, kFinally:
		p.fail("unexpected " + p.what())
	default:
		p.wordStatement(m)
	}
}

// wordStatement reads what begins with a name or an expression.
func (p *parser) wordStatement(m mark) {
	if p.k() == tIdent {
		switch {
		case p.at(1) == tColon:
			p.leaf(Name)
			p.advance()
			p.statement()
			p.close(m, Label)
			return
		case p.typeDeclAhead():
			p.mods()
			p.class(m)
			return
		case p.word("yield") && p.yieldAhead():
			p.jump(m, Yield)
			return
		}
	}
	if p.localAhead() {
		p.local(m)
		return
	}
	p.expressionOr(m)
}

func (p *parser) yieldAhead() bool {
	switch p.at(1) {
	case tAssign, tDot, tLBrack, tIncDec, tSemi, tColCol:
		return false
	case tLParen: // yield (x) + 1; is one, yield(x); is as well since Java 14
		return true
	}
	return true
}

func (p *parser) local(m mark) {
	p.typ()
	p.declarators()
	p.endStatement()
	p.close(m, Local)
}

func (p *parser) expressionOr(m mark) {
	sw := p.k() == kSwitch
	p.expr()
	if sw && p.k() != tSemi { // a switch statement
		p.close(m, ExprStmt)
		return
	}
	p.endStatement()
	p.close(m, ExprStmt)
}

func (p *parser) jump(m mark, k Kind) {
	p.advance()
	if p.k() != tSemi && p.k() != tRBrace {
		p.expr()
	}
	p.endStatement()
	p.close(m, k)
}

func (p *parser) ifStmt(m mark) {
	p.advance()
	p.condition()
	p.statement()
	if p.accept(kElse) {
		p.statement()
	}
	p.close(m, If)
}

func (p *parser) forStmt(m mark) {
	p.advance()
	p.expect(tLParen, "(")
	init := p.open()
	if p.k() == kModif || p.k() == tAt || p.localAhead() {
		l := p.open()
		p.mods()
		p.typ()
		p.declarators()
		p.close(l, Local)
	} else if p.k() != tSemi {
		p.list()
	}
	if p.accept(tColon) {
		p.expr()
		p.expect(tRParen, ")")
		p.statement()
		p.close(m, ForEach)
		return
	}
	p.close(init, ForInit)
	p.expect(tSemi, ";")
	if p.k() == tSemi {
		p.absent(Absent)
	} else {
		p.expr()
	}
	p.expect(tSemi, ";")
	step := p.open()
	if p.k() != tRParen {
		p.list()
	}
	p.close(step, ForUpdate)
	p.expect(tRParen, ")")
	p.statement()
	p.close(m, For)
}

func (p *parser) list() {
	p.expr()
	for p.accept(tComma) {
		p.expr()
	}
}

func (p *parser) tryStmt(m mark) {
	p.advance()
	if p.k() == tLParen {
		p.resources()
	}
	p.block()
	for p.k() == kCatch {
		p.catch()
	}
	if p.k() == kFinally {
		f := p.open()
		p.advance()
		p.block()
		p.close(f, Finally)
	}
	p.close(m, Try)
}

func (p *parser) resources() {
	r := p.open()
	p.advance()
	for p.k() != tRParen && p.k() != tEOF && p.k() != tLBrace {
		b := p.i
		l := p.open()
		if p.k() == kModif || p.k() == tAt || p.localAhead() {
			p.mods()
			p.typ()
			p.declarators()
			p.close(l, Local)
		} else {
			p.expr()
		}
		if !p.accept(tSemi) || p.i == b {
			break
		}
	}
	p.expect(tRParen, ")")
	p.close(r, Resources)
}

func (p *parser) catch() {
	c := p.open()
	p.advance()
	p.expect(tLParen, "(")
	p.mods()
	p.typ()
	for p.k() == tOp && p.t[p.i].op == Or {
		p.advance()
		p.typ()
	}
	p.name()
	p.expect(tRParen, ")")
	p.block()
	p.close(c, Catch)
}

// endStatement wants a semicolon; a line's end stands in for it.
func (p *parser) endStatement() {
	if p.accept(tSemi) {
		return
	}
	p.fail("missing ;")
	if p.k() == tRBrace || p.k() == tEOF || p.newLine() {
		return
	}
	p.sync()
}

// switchBlock reads a switch, statement or expression.
func (p *parser) switchBlock(m mark) {
	p.advance()
	p.condition()
	p.expect(tLBrace, "{")
	for p.k() == kCase || p.defaultAhead() {
		p.switchCase()
	}
	if p.k() != tRBrace {
		p.fail("unexpected " + p.what())
		p.skipGroup()
	}
	p.accept(tRBrace)
	p.close(m, Switch)
}

func (p *parser) switchCase() {
	c := p.open()
	var flags Flag
	isDefault := p.k() == kDefault
	p.advance()
	l := p.open()
	if isDefault {
		flags |= Default
		p.close(l, CaseLabels)
	} else {
		flags |= p.caseLabels()
		p.close(l, CaseLabels)
		if p.word("when") {
			g := p.open()
			p.advance()
			p.ternary()
			p.close(g, Guard)
		}
	}
	if p.accept(tArrow) {
		flags |= Arrow
		switch p.k() {
		case tLBrace:
			p.block()
		case kThrow:
			p.statement()
		default:
			e := p.open()
			p.expr()
			p.endStatement()
			p.close(e, ExprStmt)
		}
	} else {
		p.expect(tColon, ":")
		p.statements()
	}
	p.close(c, Case).Flags = flags
}

func (p *parser) caseLabels() (flags Flag) {
	for {
		if p.accept(kDefault) {
			flags |= Default
		} else if j, ok := p.skipType(p.i); ok && (p.kindAt(j) == tIdent || p.kindAt(j) == tLParen && p.k() == tIdent) {
			p.pattern()
		} else {
			p.ternary()
		}
		if !p.accept(tComma) {
			return flags
		}
	}
}

// pattern reads Type name, or Type(pattern, …).
func (p *parser) pattern() {
	m := p.open()
	if !p.deeper() {
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	p.mods()
	p.typ()
	var flags Flag
	if p.accept(tLParen) {
		flags = Record
		for p.k() != tRParen && p.k() != tEOF {
			b := p.i
			p.pattern()
			if !p.accept(tComma) || p.i == b {
				break
			}
		}
		p.expect(tRParen, ")")
	}
	if p.k() == tIdent && !p.word("when") {
		p.leaf(Name)
	}
	p.close(m, Pattern).Flags = flags
}
