package syntax

func (p *parser) simple() {
	start, mark := p.begin()
	switch p.k {
	case tPass:
		p.leaf(Pass)
	case tBreak:
		p.leaf(Break)
	case tContinue:
		p.leaf(Continue)
	case tReturn:
		p.next()
		p.optional(p.exprs)
		p.close(Return, start, mark)
	case tRaise:
		p.raise()
	case tDel:
		p.next()
		p.commaList(p.starredOrTest)
		p.close(Delete, start, mark)
	case tAssert:
		p.next()
		p.test()
		if p.accept(tComma) {
			p.test()
		} else {
			p.absent()
		}
		p.close(Assert, start, mark)
	case tGlobal:
		p.next()
		p.commaList(p.name)
		p.close(Global, start, mark)
	case tNonlocal:
		p.next()
		p.commaList(p.name)
		p.close(Nonlocal, start, mark)
	case tImport:
		p.importStatement()
	case tFrom:
		p.importFrom()
	case tType:
		if isName(p.peek(1)) && (p.peek(2) == tAssign || p.peek(2) == tLBracket) {
			p.typeAlias()
			return
		}
		p.exprStatement()
	case tPrint, tExec:
		if k := p.peek(1); startsExpr[k] && k != tLParen && k != tLBracket && k != tPlus && k != tMinus && k != tNot {
			p.printStatement()
			return
		}
		p.exprStatement()
	default:
		p.exprStatement()
	}
}

// optional parses an expression if one starts here, else leaves Absent.
func (p *parser) optional(parse func()) {
	if startsExpr[p.k] || p.k == tStar || p.k == tYield {
		parse()
	} else {
		p.absent()
	}
}

// commaList pushes the items of a comma list; a last comma may follow.
func (p *parser) commaList(item func()) {
	item()
	p.commaRest(item)
}

func (p *parser) raise() {
	start, mark := p.begin()
	p.next()
	p.optional(p.test)
	if p.accept(tFrom) {
		p.test()
	} else {
		p.absent()
	}
	if p.k == tComma {
		p.fail("raise with a comma is Python 2")
		s, m := p.begin()
		for p.accept(tComma) {
			p.test()
		}
		p.close(Error, s, m)
	}
	p.close(Raise, start, mark)
}

// printStatement is Python 2's print or exec.
func (p *parser) printStatement() {
	start, mark := p.begin()
	kind := PrintStmt
	if p.k == tExec {
		kind = ExecStmt
	}
	p.fail("print and exec statements are Python 2")
	p.hurt = false // what is printed is whole
	p.next()
	p.commaList(p.printed)
	if kind == ExecStmt && p.accept(tIn) {
		p.commaList(p.test)
	}
	p.close(kind, start, mark).Flags |= Damaged
}

// printed leaves an "in" alone: it belongs to exec.
func (p *parser) printed() {
	if p.toks[p.i-1].kind == tExec {
		p.binary(precBitOr)
		return
	}
	p.test()
}

// exprStatement is an expression, an assignment of any sort, or an annotation.
func (p *parser) exprStatement() {
	start, mark := p.begin()
	p.yieldOrExprs()
	kind, op := ExprStmt, NoOp
	switch {
	case p.k == tAssign:
		kind = Assign
		for p.accept(tAssign) {
			p.yieldOrExprs()
		}
	case isAugAssign(p.k):
		kind, op = AugAssign, binaryOp[p.k-tPlusEq+tPlus]
		p.next()
		p.yieldOrExprs()
	case p.k == tColon && p.peek(1) != tNewline && annotates(p.top().Kind):
		kind = AnnAssign
		p.next()
		p.test()
		if p.accept(tAssign) {
			p.yieldOrExprs()
		} else {
			p.absent()
		}
	}
	p.close(kind, start, mark).Op = op
}

func annotates(k Kind) bool { return k == Name || k == Attribute || k == Subscript }

func (p *parser) typeAlias() {
	start, mark := p.begin()
	p.next()
	p.name()
	p.typeParams()
	p.expect(tAssign, "expected '='")
	p.test()
	p.close(TypeAlias, start, mark)
}
