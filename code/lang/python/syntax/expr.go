package syntax

// Precedences of binary operators, loosest first. 0 is no binary operator.
const (
	precOr = 1 + iota
	precAnd
	precNot
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precSum
	precTerm
)

var precedence = [tokCount]uint8{
	tOr: precOr, tAnd: precAnd,
	tLess: precCompare, tGreater: precCompare, tEqEq: precCompare, tNotEq: precCompare,
	tLessEq: precCompare, tGreaterEq: precCompare, tIn: precCompare, tIs: precCompare, tNot: precCompare,
	tPipe: precBitOr, tCaret: precBitXor, tAmp: precBitAnd, tLShift: precShift, tRShift: precShift,
	tPlus: precSum, tMinus: precSum,
	tStar: precTerm, tSlash: precTerm, tSlashSlash: precTerm, tPercent: precTerm, tAt: precTerm,
}

var binaryOp = [tokCount]Op{
	tOr: Or, tAnd: And, tPlus: Add, tMinus: Sub, tStar: Mult, tSlash: Div, tSlashSlash: FloorDiv,
	tPercent: Mod, tStarStar: Pow, tLShift: LShift, tRShift: RShift, tPipe: BitOr, tCaret: BitXor,
	tAmp: BitAnd, tAt: MatMul, tLess: Lt, tGreater: Gt, tEqEq: Eq, tNotEq: NotEq, tLessEq: LtE,
	tGreaterEq: GtE, tIn: In, tIs: Is,
}

// exprs is an expression, or a Tuple without parentheses.
func (p *parser) exprs() {
	start, mark := p.begin()
	p.starredOrTest()
	if p.k == tComma {
		p.commaRest(p.starredOrTest)
		p.close(Tuple, start, mark)
	}
}

// commaRest pushes what follows the first item of a comma list.
func (p *parser) commaRest(item func()) {
	for p.accept(tComma) {
		if !startsExpr[p.k] && p.k != tStar {
			return
		}
		item()
	}
}

func (p *parser) yieldOrExprs() {
	if p.k == tYield {
		p.yield()
		return
	}
	p.exprs()
}

// targets is what stands between for and in.
func (p *parser) targets() {
	start, mark := p.begin()
	p.target()
	if p.k == tComma {
		p.commaRest(p.target)
		p.close(Tuple, start, mark)
	}
}

func (p *parser) target() {
	if p.k == tStar {
		p.starred()
		return
	}
	p.binary(precBitOr)
}

func (p *parser) starred() {
	start, mark := p.begin()
	p.next()
	p.nested(func(p *parser) { p.binary(precBitOr) })
	p.close(Starred, start, mark)
}

func (p *parser) starredOrTest() {
	if p.k == tStar {
		p.starred()
		return
	}
	p.namedExpr()
}

// namedExpr is "name := test" or a test.
func (p *parser) namedExpr() {
	if !isName(p.k) || p.peek(1) != tColonEq {
		p.test()
		return
	}
	start, mark := p.begin()
	p.leaf(Name)
	p.next()
	p.test()
	p.close(NamedExpr, start, mark)
}

// test is a conditional expression, a lambda, or anything tighter.
func (p *parser) test() { p.nested((*parser).conditional) }

func (p *parser) conditional() {
	if p.k == tLambda {
		p.lambda()
		return
	}
	start, mark := p.begin()
	p.binary(precOr)
	if p.accept(tIf) {
		p.binary(precOr)
		if p.expect(tElse, "expected 'else'") {
			p.test()
		} else {
			p.empty(Error)
		}
		p.close(IfExp, start, mark)
	}
}

func (p *parser) lambda() {
	start, mark := p.begin()
	p.next()
	s, m := p.begin()
	p.params(tColon)
	p.close(Params, s, m)
	p.expect(tColon, "expected ':'")
	p.test()
	p.close(Lambda, start, mark)
}

// yield is "yield", "yield x" or "yield from x".
func (p *parser) yield() {
	start, mark := p.begin()
	p.next()
	if p.accept(tFrom) {
		p.test()
		p.close(YieldFrom, start, mark)
		return
	}
	p.optional(p.exprs)
	p.close(Yield, start, mark)
}

// binary parses operators of at least the precedence.
func (p *parser) binary(least uint8) {
	start, mark := p.begin()
	p.unary()
	for {
		k := p.k
		prec := precedence[k]
		if prec < least || prec == 0 || k == tNot && p.peek(1) != tIn {
			return
		}
		if p.tall() {
			p.tooDeep()
			p.close(Error, start, mark)
			return
		}
		switch prec {
		case precOr, precAnd:
			for p.accept(k) {
				p.binary(prec + 1)
			}
			p.close(BoolOp, start, mark).Op = binaryOp[k]
		case precCompare:
			p.comparisons()
			p.close(Compare, start, mark)
		default:
			p.next()
			p.binary(prec + 1)
			p.close(BinaryOp, start, mark).Op = binaryOp[k]
		}
	}
}

// comparisons pushes the ComparePart nodes of one comparison.
func (p *parser) comparisons() {
	for precedence[p.k] == precCompare {
		start, mark := p.begin()
		op := binaryOp[p.k]
		switch {
		case p.k == tNot && p.peek(1) == tIn:
			op = NotIn
			p.next()
		case p.k == tNot:
			return
		case p.k == tIs && p.peek(1) == tNot:
			op = IsNot
			p.next()
		}
		p.next()
		p.binary(precBitOr)
		p.close(ComparePart, start, mark).Op = op
	}
}

// unary parses prefix operators, and the power, which binds tighter than those
// on its left and looser than those on its right.
func (p *parser) unary() {
	op := NoOp
	switch p.k {
	case tNot:
		op = Not
	case tMinus:
		op = USub
	case tPlus:
		op = UAdd
	case tTilde:
		op = Invert
	default:
		p.power()
		return
	}
	start, mark := p.begin()
	p.next()
	if op == Not {
		p.nested(func(p *parser) { p.binary(precNot) })
	} else {
		p.nested((*parser).unary)
	}
	p.close(UnaryOp, start, mark).Op = op
}

func (p *parser) power() {
	start, mark := p.begin()
	if p.accept(tAwait) {
		p.primary()
		p.close(Await, start, mark)
	} else {
		p.primary()
	}
	if p.accept(tStarStar) {
		p.nested((*parser).unary)
		p.close(BinaryOp, start, mark).Op = Pow
	}
}
