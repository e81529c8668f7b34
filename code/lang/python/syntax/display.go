package syntax

// parenthesised is (), (x), a tuple, a generator or a yield.
func (p *parser) parenthesised() {
	start, mark := p.begin()
	p.next()
	kind := Absent
	switch p.k {
	case tRParen:
		kind = Tuple
	case tYield:
		p.yield()
	default:
		p.starredOrTest()
		kind = p.rest(tRParen, Tuple, GeneratorExp)
	}
	p.expect(tRParen, "expected ')'")
	if kind != Absent {
		p.close(kind, start, mark).Flags |= Paren
		return
	}
	p.top().Flags |= Paren
}

// rest pushes what follows the first element of a display up to the closer:
// comprehensions, or more elements. Absent when there is only the element.
func (p *parser) rest(closer tok, list, comp Kind) Kind {
	if p.k == tFor || p.k == tAsync {
		p.comprehensions()
		if p.k != closer && p.element(closer) {
			p.elements(closer) // damage: keep the tree's shape out of it
		}
		return comp
	}
	if p.k == closer {
		return Absent
	}
	kind := Absent
	if p.k == tComma {
		kind = list
	}
	for p.more(closer) {
		kind = list
		i := p.i
		p.starredOrTest()
		if p.i == i {
			break
		}
	}
	return kind
}

// elements parses what cannot be there, and wraps it as an Error.
func (p *parser) elements(closer tok) {
	start, mark := p.begin()
	for ok := true; ok; ok = p.more(closer) {
		i := p.i
		p.starredOrTest()
		if p.i == i {
			break
		}
	}
	p.close(Error, start, mark)
}

func (p *parser) list() {
	start, mark := p.begin()
	p.next()
	kind := List
	if p.k != tRBracket {
		p.starredOrTest()
		if p.rest(tRBracket, List, ListComp) == ListComp {
			kind = ListComp
		}
	}
	p.expect(tRBracket, "expected ']'")
	p.close(kind, start, mark)
}

// braces is a dict or a set, or a comprehension of either.
func (p *parser) braces() {
	start, mark := p.begin()
	p.next()
	kind := Dict
	if p.k != tRBrace {
		kind = p.firstInBraces()
		if kind == DictComp || kind == SetComp {
			p.comprehensions()
		}
		for p.more(tRBrace) {
			i := p.i
			if kind == Dict {
				p.dictItem()
			} else {
				p.starredOrTest()
			}
			if p.i == i {
				break
			}
		}
	}
	p.expect(tRBrace, "expected '}'")
	p.close(kind, start, mark)
}

// firstInBraces pushes the first element, from which it tells the kind. The key
// and value of a DictComp are pushed apart.
func (p *parser) firstInBraces() Kind {
	start, mark := p.begin()
	if p.k == tStarStar {
		p.dictItem()
		return Dict
	}
	p.starredOrTest()
	if p.k == tColon {
		p.next()
		p.test()
		if p.k == tFor || p.k == tAsync {
			return DictComp
		}
		p.close(DictItem, start, mark)
		return Dict
	}
	if p.k == tFor || p.k == tAsync {
		return SetComp
	}
	return Set
}

func (p *parser) dictItem() {
	start, mark := p.begin()
	if p.accept(tStarStar) {
		p.nested(func(p *parser) { p.binary(precBitOr) })
		p.close(DictSpread, start, mark)
		return
	}
	p.starredOrTest()
	if p.expect(tColon, "expected ':'") {
		p.test()
	} else {
		p.empty(Error)
	}
	p.close(DictItem, start, mark)
}

// comprehensions pushes one Comprehension per "for".
func (p *parser) comprehensions() {
	for p.k == tFor || p.k == tAsync {
		start, mark := p.begin()
		var f Flag
		if p.accept(tAsync) {
			f = Async
		}
		p.expect(tFor, "expected 'for'")
		p.targets()
		p.expect(tIn, "expected 'in'")
		p.binary(precOr)
		for p.accept(tIf) {
			p.binary(precOr)
		}
		p.close(Comprehension, start, mark).Flags |= f
	}
}
