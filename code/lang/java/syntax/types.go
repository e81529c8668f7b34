package syntax

// maxLook bounds the look-ahead for a type.
const maxLook = 400

// skipType returns the index after the type that begins at token i, without
// making nodes.
func (p *parser) skipType(i int) (int, bool) {
	budget := maxLook
	return p.passType(i, &budget)
}

func (p *parser) passType(i int, budget *int) (int, bool) {
	if *budget--; *budget < 0 {
		return 0, false
	}
	for p.kindAt(i) == tAt && p.kindAt(i+1) == tIdent {
		if i += 2; p.kindAt(i) == tLParen {
			if p.t[i].match == 0 {
				return 0, false
			}
			i = int(p.t[i].match) + 1
		}
	}
	switch p.kindAt(i) {
	case kPrim, kVoid:
		i++
	case tQuest:
		i++
		if k := p.kindAt(i); k == kExtends || k == kSuper {
			return p.passType(i+1, budget)
		}
		return i, true
	case tIdent:
		for {
			if *budget--; *budget < 0 {
				return 0, false
			}
			i++
			if p.kindAt(i) == tOp && p.t[i].op == Lt {
				var ok bool
				if i, ok = p.passArgs(i+1, budget); !ok {
					return 0, false
				}
			}
			if p.kindAt(i) != tDot || p.kindAt(i+1) != tIdent {
				break
			}
			i++
		}
	default:
		return 0, false
	}
	for p.kindAt(i) == tLBrack && p.kindAt(i+1) == tRBrack {
		i += 2
	}
	return i, true
}

func (p *parser) passArgs(i int, budget *int) (int, bool) {
	if p.kindAt(i) == tGt {
		return i + 1, true
	}
	for {
		var ok bool
		if i, ok = p.passType(i, budget); !ok {
			return 0, false
		}
		if p.kindAt(i) == tComma || p.kindAt(i) == tOp && p.t[i].op == And {
			i++
			continue
		}
		return i + 1, p.kindAt(i) == tGt
	}
}

// typ reads a type.
func (p *parser) typ() {
	m := p.open()
	if !p.deeper() {
		p.depth--
		return
	}
	var flags Flag
	for p.k() == tAt {
		p.annotation()
	}
	switch p.k() {
	case kPrim, kVoid:
		p.leaf(Name)
		flags = Primitive
	case tQuest:
		p.advance()
		flags = Wildcard
		if p.accept(kExtends) || p.accept(kSuper) {
			p.typ()
		}
	case tIdent:
		p.typeNames()
	default:
		p.fail("missing type")
	}
	dims := p.brackets()
	n := p.close(m, Type)
	n.Flags, n.Dims = flags, dims
	p.depth--
}

func (p *parser) typeNames() {
	for {
		p.leaf(Name)
		if p.less() {
			p.typeArgs()
		}
		if p.k() != tDot || p.at(1) != tIdent && p.at(1) != tAt {
			return
		}
		p.advance()
		for p.k() == tAt {
			p.annotation()
		}
		if p.k() != tIdent {
			p.fail("missing name")
			return
		}
	}
}

func (p *parser) less() bool { return p.k() == tOp && p.t[p.i].op == Lt }

// brackets passes [] [] and counts them.
func (p *parser) brackets() uint8 {
	dims := uint8(0)
	for {
		if p.k() == tAt && p.at(1) == tIdent && p.at(2) == tLBrack {
			p.advance()
			p.advance()
		}
		if p.k() != tLBrack || p.at(1) != tRBrack {
			return dims
		}
		p.advance()
		p.advance()
		if dims < 255 {
			dims++
		}
	}
}

func (p *parser) typeArgs() {
	m := p.open()
	p.advance()
	for p.k() != tGt && p.k() != tEOF {
		b := p.i
		p.typ()
		for p.k() == tOp && p.t[p.i].op == And {
			p.advance()
			p.typ()
		}
		if !p.accept(tComma) || p.i == b {
			break
		}
	}
	p.expect(tGt, ">")
	p.close(m, TypeArgs)
}

func (p *parser) typeParams() {
	m := p.open()
	p.advance()
	for p.k() != tGt && p.k() != tEOF {
		for p.k() == tAt {
			p.annotation()
		}
		if p.k() != tIdent {
			p.fail("missing type parameter")
			break
		}
		p.leaf(Name)
		if p.accept(kExtends) {
			p.typ()
			for p.k() == tOp && p.t[p.i].op == And {
				p.advance()
				p.typ()
			}
		}
		if !p.accept(tComma) {
			break
		}
	}
	p.expect(tGt, ">")
	p.close(m, TypeParams)
}
