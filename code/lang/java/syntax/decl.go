package syntax

// modifier is the flag of a modifier's word.
func modifier(s string) Flag {
	switch s {
	case "static":
		return Static
	case "abstract":
		return Abstract
	case "final":
		return Final
	case "private":
		return Private
	case "public":
		return Public
	}
	return 0
}

// mods reads annotations and modifiers; nothing when there are none.
func (p *parser) mods() {
	m := p.open()
	begin := p.i
	var flags Flag
	for {
		switch {
		case p.k() == kModif:
			t := p.t[p.i]
			flags |= modifier(string(p.src[t.start:t.end]))
		case p.k() == kDefault && p.at(1) != tColon && p.at(1) != tArrow: // a method of an interface with a body
		case p.k() == kSync && p.at(1) != tLParen:
		case p.k() == tAt && p.at(1) != kInterface:
			p.annotation()
			continue
		case p.word("sealed") && (p.at(1) == kClass || p.at(1) == kInterface || p.at(1) == kModif):
		case p.word("non") && p.opAt(1) == Sub && p.at(2) == tIdent:
			p.advance()
			p.advance()
		default:
			if p.i > begin {
				p.close(m, Mods).Flags = flags
			}
			return
		}
		p.advance()
	}
}

func (p *parser) annotation() {
	m := p.open()
	p.advance()
	p.qualified()
	if p.k() == tLParen {
		p.args()
	}
	p.close(m, Annotation)
}

// typeDeclAhead: record and the words before class are no keywords.
func (p *parser) typeDeclAhead() bool {
	switch {
	case p.word("record"):
		return p.at(1) == tIdent && (p.at(2) == tLParen || p.opAt(2) == Lt)
	case p.word("sealed"):
		return p.at(1) == kClass || p.at(1) == kInterface || p.at(1) == kModif
	case p.word("non"):
		return p.opAt(1) == Sub && p.at(2) == tIdent && (p.at(3) == kClass || p.at(3) == kInterface)
	}
	return false
}

func (p *parser) classAhead() bool {
	switch p.k() {
	case kClass, kInterface, kEnum:
		return true
	case tAt:
		return p.at(1) == kInterface
	}
	return p.typeDeclAhead()
}

// member reads a member of a class.
func (p *parser) member() {
	m := p.open()
	if !p.deeper() {
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	p.mods()
	switch {
	case p.k() == tLBrace:
		static := len(p.wait) > m.base && p.n[p.wait[m.base]].Flags&Static != 0
		p.block()
		if n := p.close(m, Init); static {
			n.Flags = Static
		}
		return
	case p.classAhead():
		p.class(m)
		return
	}
	if p.less() {
		p.typeParams()
		for p.k() == tAt {
			p.annotation()
		}
	}
	if p.k() == tIdent && (p.at(1) == tLParen || p.at(1) == tLBrace) {
		p.leaf(Name)
		if p.k() == tLParen {
			p.params(Params)
		} else {
			p.absent(Params)
		}
		p.methodTail(m)
		return
	}
	if p.k() != tIdent && p.k() != kPrim && p.k() != kVoid {
		p.broken(m)
		return
	}
	p.typ()
	switch {
	case p.k() != tIdent:
		p.broken(m)
	case p.at(1) == tLParen:
		p.leaf(Name)
		p.params(Params)
		p.methodTail(m)
	default:
		p.declarators()
		p.endStatement()
		p.close(m, Field)
	}
}

func (p *parser) broken(m mark) {
	p.fail("unexpected " + p.what())
	begin := p.i
	p.sync()
	if p.i == begin && p.k() != tRBrace {
		p.advance()
	}
	p.close(m, Error)
}

func (p *parser) methodTail(m mark) {
	dims := p.brackets()
	if p.k() == kThrows {
		p.types(Throws)
	}
	switch {
	case p.k() == tLBrace:
		p.block()
	case p.accept(kDefault):
		p.value()
		p.endStatement()
	default:
		p.endStatement()
	}
	p.close(m, Method).Dims = dims
}

// types reads a keyword and types with commas.
func (p *parser) types(k Kind) {
	m := p.open()
	p.advance()
	p.typ()
	for p.accept(tComma) {
		p.typ()
	}
	p.close(m, k)
}

func (p *parser) class(m mark) {
	op := SortClass
	switch p.k() {
	case kInterface:
		op = SortInterface
	case kEnum:
		op = SortEnum
	case tAt:
		op = SortAnnotation
		p.advance()
	case tIdent:
		op = SortRecord
	}
	p.advance()
	p.name()
	if p.less() {
		p.typeParams()
	}
	if p.k() == tLParen {
		p.params(RecordParams)
	}
	for {
		switch {
		case p.k() == kExtends:
			p.types(Extends)
			continue
		case p.k() == kImplements:
			p.types(Implements)
			continue
		case p.word("permits"):
			p.types(Permits)
			continue
		}
		break
	}
	p.body(op == SortEnum)
	p.close(m, Class).Op = op
}

func (p *parser) body(enum bool) {
	m := p.open()
	if !p.expect(tLBrace, "{") {
		p.close(m, Body)
		return
	}
	if enum {
		p.enumConstants()
	}
	for p.k() != tRBrace && p.k() != tEOF {
		if p.accept(tSemi) {
			continue
		}
		b := p.i
		p.member()
		if p.i == b {
			p.fail("unexpected " + p.what())
			p.advance()
		}
	}
	p.expect(tRBrace, "}")
	p.close(m, Body)
}

func (p *parser) enumConstants() {
	for p.k() == tIdent || p.k() == tAt {
		c := p.open()
		for p.k() == tAt {
			p.annotation()
		}
		p.name()
		if p.k() == tLParen {
			p.args()
		}
		if p.k() == tLBrace {
			p.body(false)
		}
		p.close(c, EnumConst)
		if !p.accept(tComma) {
			break
		}
	}
	p.accept(tSemi)
}

func (p *parser) params(k Kind) {
	m := p.open()
	p.advance()
	for p.k() != tRParen && p.k() != tEOF && p.k() != tLBrace && p.k() != tSemi {
		b := p.i
		p.param()
		if !p.accept(tComma) || p.i == b {
			break
		}
	}
	if p.k() != tRParen {
		p.fail("missing )")
		for p.k() != tRParen && p.k() != tLBrace && p.k() != tSemi && p.k() != tRBrace && p.k() != tEOF {
			p.advance()
		}
	}
	p.accept(tRParen)
	p.close(m, k)
}

func (p *parser) param() {
	q := p.open()
	p.mods()
	p.typ()
	for p.k() == tAt {
		p.annotation()
	}
	var flags Flag
	if p.accept(tEllipsis) {
		flags = Variadic
	}
	for p.k() == tIdent && p.at(1) == tDot { // Outer.this
		p.advance()
		p.advance()
	}
	switch {
	case p.k() == tIdent:
		p.leaf(Name)
	case p.k() == kThis:
		p.leaf(This)
	default:
		p.fail("missing name")
	}
	dims := p.brackets()
	n := p.close(q, Param)
	n.Flags, n.Dims = flags, dims
}

func (p *parser) declarators() {
	for {
		m := p.open()
		p.name()
		dims := p.brackets()
		if p.k() == tAssign {
			p.advance()
			p.value()
		}
		p.close(m, Declarator).Dims = dims
		if !p.accept(tComma) {
			return
		}
	}
}

// value reads an initial value: an expression, {…} or an annotation.
func (p *parser) value() {
	switch p.k() {
	case tLBrace:
		m := p.open()
		if !p.deeper() {
			p.depth--
			return
		}
		p.advance()
		for p.k() != tRBrace && p.k() != tEOF {
			b := p.i
			p.value()
			if !p.accept(tComma) || p.i == b {
				break
			}
		}
		p.expect(tRBrace, "}")
		p.close(m, ArrayInit)
		p.depth--
	case tAt:
		p.annotation()
	default:
		p.expr()
	}
}
