package syntax

// params pushes the parameters up to the closer, which it leaves. For a lambda
// the closer is the colon.
func (p *parser) params(closer tok) {
	first, role := len(p.stack), ParamNormal
	for ok := p.k != closer; ok; ok = p.moreParams(closer) {
		i := p.i
		switch {
		case p.k == tSlash:
			p.next()
			for _, c := range p.stack[first:] {
				if n := &p.nodes[c.ref]; n.Op == ParamNormal {
					n.Op = ParamPosOnly
				}
			}
		case p.k == tStar && (p.peek(1) == tComma || p.peek(1) == closer):
			p.next()
			role = ParamKwOnly
		case p.k == tStar:
			p.param(closer, ParamVarArgs)
			role = ParamKwOnly
		case p.k == tStarStar:
			p.param(closer, ParamKwArgs)
		default:
			p.param(closer, role)
		}
		if p.i == i {
			return
		}
	}
}

func (p *parser) moreParams(closer tok) bool {
	switch {
	case p.k == closer:
		return false
	case p.accept(tComma):
		return p.k != closer
	case isName(p.k) || p.k == tStar || p.k == tStarStar:
		p.fail("expected ','")
		return true
	case closer == tColon || p.k <= tDedent:
		return false
	}
	// Skip what is no parameter, up to the next comma.
	p.fail("unexpected token")
	for p.k > tDedent && p.k != closer && p.k != tComma && !isStatement(p.k) {
		if p.k == tColon && p.peek(1) == tNewline {
			return false
		}
		p.next()
	}
	return p.accept(tComma) && p.k != closer
}

func (p *parser) param(closer tok, role Op) {
	start, mark := p.begin()
	if role == ParamVarArgs || role == ParamKwArgs {
		p.next()
	}
	if p.k == tLParen { // Python 2: def f(a, (b, c))
		p.fail("tuple parameters are Python 2")
		s, m := p.begin()
		p.atom()
		p.close(Error, s, m)
	} else {
		p.name()
	}
	if closer != tColon && p.k == tColon && p.peek(1) != tNewline {
		p.next()
		p.starredOrTest() // *args: *Ts
	} else {
		p.absent()
	}
	if p.accept(tAssign) {
		p.test()
	} else {
		p.absent()
	}
	p.close(Param, start, mark).Op = role
}

// typeParams is the optional [T: bound = default, *Ts, **P].
func (p *parser) typeParams() {
	if p.k != tLBracket {
		p.absent()
		return
	}
	start, mark := p.begin()
	p.next()
	for ok := p.k != tRBracket; ok; ok = p.more(tRBracket) {
		i := p.i
		p.typeParam()
		if p.i == i {
			break
		}
	}
	p.expect(tRBracket, "expected ']'")
	p.close(TypeParams, start, mark)
}

func (p *parser) typeParam() {
	start, mark := p.begin()
	op := TypeVar
	switch p.k {
	case tStar:
		op = TypeVarTuple
		p.next()
	case tStarStar:
		op = ParamSpec
		p.next()
	}
	p.name()
	if p.accept(tColon) {
		p.test()
	} else {
		p.absent()
	}
	if p.accept(tAssign) {
		p.starredOrTest()
	} else {
		p.absent()
	}
	p.close(TypeParam, start, mark).Op = op
}
