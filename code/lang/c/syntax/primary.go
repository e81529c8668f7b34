package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

func (p *parser) primary() ID {
	from := p.pos
	t := p.tok()
	switch t.Kind {
	case pp.Number, pp.Char:
		p.step()
		k := Number
		if t.Kind == pp.Char {
			k = Char
		}
		n := p.node(k, from)
		p.Nodes[n].Text = t.Text
		return n
	case pp.String:
		return p.str()
	case pp.LParen:
		return p.parens()
	case pp.LBracket:
		if p.opt.Cpp {
			return p.lambda()
		}
	case pp.LBrace:
		return p.initialiser()
	case pp.ColonColon:
		if p.kwAt(1) == kNew {
			p.step()
			return p.newExpr(true)
		}
		if p.kwAt(1) == kDelete {
			p.step()
			return p.deleteExpr()
		}
		return p.name()
	case pp.Ident:
		return p.word()
	}
	p.problem("expected an expression before " + t.Text)
	n := p.open(Bad)
	if k := t.Kind; k != pp.Semi && k != pp.RBrace && k != pp.RParen && k != pp.RBracket && k != pp.Comma && k != pp.EOF {
		p.step()
	}
	return p.close(n)
}

// textMacro: a name beside a literal is a macro of a missing header.
func (p *parser) textMacro() bool {
	return p.at(1).Kind == pp.String || p.named(p.tok().Text) == 0 && !p.tok().Line
}

// str joins adjacent literals.
func (p *parser) str() ID {
	from := p.pos
	text, wide, short := "", false, false
	for first := true; p.is(pp.String) || p.plain(0) && !first && p.textMacro(); first = false {
		if p.is(pp.String) { // a name between is a format macro of a missing header (PRId64)
			s, w := pp.Unquote(p.tok().Text)
			if text += s; w {
				wide = true
			}
			short = short || strings.HasPrefix(p.tok().Text, `u"`) || strings.HasPrefix(p.tok().Text, "uR")
		}
		p.step()
	}
	if short { // of char16_t, which have no form of their own here
		return p.node(Bad, from)
	}
	n := p.node(String, from)
	p.Nodes[n].Text = text
	if wide {
		p.Nodes[n].Flags |= FlagWide
	}
	return n
}

func (p *parser) parens() ID {
	from := p.pos
	p.step()
	if p.is(pp.LBrace) { // ({ … })
		b := p.block()
		p.expect(pp.RParen, ")")
		return p.node(StmtExpr, from, b)
	}
	e := p.expression()
	p.closing(from, pp.RParen)
	return e
}

// closing takes the bracket that closes the one at from; what is before it was
// not understood.
func (p *parser) closing(from int, k pp.Kind) {
	if p.take(k) {
		return
	}
	p.problem("expected a closing bracket before " + p.tok().Text)
	if m := int(p.match[from]); m >= p.pos {
		p.pos = m
		p.step()
	}
}

func (p *parser) word() ID {
	from := p.pos
	switch p.kw[p.pos] {
	case kCast:
		p.step()
		p.expect(pp.Less, "<")
		t := p.typeName()
		p.closeAngle()
		p.expect(pp.LParen, "(")
		v := p.expression()
		p.expect(pp.RParen, ")")
		return p.node(Cast, from, t, v)
	case kThis:
		p.step()
		n := p.node(Name, from)
		p.Nodes[n].Text = "this"
		return n
	case kBool:
		n := p.open(Number)
		p.Nodes[n].Text = p.tok().Text
		p.step()
		return n
	case kTypeWord, kStruct, kTypename, kAuto, kDecltype:
		t := p.specifiers(nil)
		if p.opt.Cpp && p.is(pp.ColonColon) { // decltype(x)::value
			p.name()
			return p.node(Bad, from)
		}
		return p.construct(from, t)
	case kOffsetof, kVaArg:
		return p.typeCall()
	case kGeneric, kTypeid, kNoexcept:
		p.step()
		if p.is(pp.LParen) {
			p.skipBracket()
		}
		return p.node(Bad, from)
	case kOperator, 0:
		return p.name()
	case kThrow:
		return p.assignment()
	}
	p.problem("unexpected " + p.tok().Text)
	p.step()
	return p.node(Bad, from)
}

// construct reads the arguments of "T(x)" or "T{x}".
func (p *parser) construct(from int, t ID) ID {
	n := p.node(Construct, from, t)
	last := t
	p.arguments(n, &last)
	return p.close(n)
}

// arguments reads "( … )" or "{ … }" into a node.
func (p *parser) arguments(n ID, last *ID) {
	open := p.pos
	end := pp.RParen
	if p.is(pp.LBrace) {
		end = pp.RBrace
	}
	if !p.take(pp.LParen) && !p.take(pp.LBrace) {
		return
	}
	for !p.is(end) && !p.is(pp.EOF) {
		at := p.pos
		if p.is(pp.LParen) || !p.typeArgument() {
			p.add(n, last, p.assignment())
		} else { // a macro's or a template's argument that is a type
			p.typeName()
		}
		p.take(pp.Ellipsis)
		if !p.take(pp.Comma) || p.pos == at {
			break
		}
	}
	p.closing(open, end)
}

// typeArgument: an argument that can only be a type (va_arg's kin).
func (p *parser) typeArgument() bool {
	return p.kw[p.pos] != 0 && p.typeKeyword() && p.kw[p.pos] != kExtension && p.at(1).Kind != pp.LParen && p.at(1).Kind != pp.LBrace && p.kw[p.pos] != kTypename && !p.functionalAhead()
}

func (p *parser) functionalAhead() bool {
	i := p.pos
	for p.kw[i] == kTypeWord {
		i++
	}
	return p.Toks[i].Kind == pp.LParen && p.Toks[i+1].Kind != pp.Star && !p.memberPointer(i+1)
}

// memberPointer: "C::*".
func (p *parser) memberPointer(i int) bool {
	return i+2 < len(p.Toks) && p.Toks[i].Kind == pp.Ident && p.Toks[i+1].Kind == pp.ColonColon && p.Toks[i+2].Kind == pp.Star
}

// typeCall reads offsetof(type, member) and va_arg(list, type).
func (p *parser) typeCall() ID {
	from := p.pos
	va := p.key(kVaArg)
	p.step()
	if !p.is(pp.LParen) {
		return p.node(Bad, from)
	}
	end := int(p.match[p.pos])
	p.step()
	if va {
		v := p.assignment()
		p.take(pp.Comma)
		t := p.typeName()
		n := p.node(Construct, from, t, v)
		p.Nodes[n].Text = "va_arg"
		if end > 0 {
			p.pos = end
			p.step()
		}
		return p.close(n)
	}
	t := p.typeName()
	p.take(pp.Comma)
	text := ""
	for end > 0 && p.pos < end {
		text += p.tok().Text
		p.step()
	}
	p.take(pp.RParen)
	n := p.node(Offsetof, from, t)
	p.Nodes[n].Text = text
	return n
}

// name reads a name that may be qualified and have template arguments.
func (p *parser) name() ID {
	from := p.pos
	n := p.open(Name)
	var b []string
	var args ID
	for {
		if p.is(pp.ColonColon) {
			p.step()
			continue
		}
		if p.key(kOperator) {
			b = append(b, p.operatorName())
			break
		}
		if p.key(kTemplate) {
			p.step()
		}
		if p.is(pp.Tilde) && len(b) > 0 && p.at(1).Kind == pp.Ident {
			p.step()
			b = append(b, "~"+p.tok().Text)
			p.step()
			break
		}
		if !p.is(pp.Ident) {
			break
		}
		b = append(b, p.tok().Text)
		p.step()
		if p.opt.Cpp && p.is(pp.Less) && p.templateAhead(b[len(b)-1]) {
			args = p.templateArgs()
		}
		if !p.opt.Cpp || !p.is(pp.ColonColon) {
			break
		}
	}
	if len(b) == 1 && p.is(pp.String) && p.named(b[0]) == 0 { // VERSION "\n"
		p.str()
		p.Nodes[n].Kind = Bad
		return p.close(n)
	}
	if len(b) == 1 {
		p.Nodes[n].Text = b[0]
	} else {
		p.Nodes[n].Text = strings.Join(b, "::")
	}
	if p.opt.Cpp && len(b) > 1 && p.is(pp.LBrace) { // A::B{…}
		p.Nodes[n].Kind = TName
		p.Nodes[n].First = args
		p.close(n)
		return p.construct(from, n)
	}
	if p.opt.Cpp && (p.is(pp.LParen) || p.is(pp.LBrace)) {
		if k := p.named(p.Nodes[n].Text); (k == aType || k == aTemplate && args != 0) && p.names[last(p.Nodes[n].Text)] != aValue {
			p.Nodes[n].Kind = TName
			p.Nodes[n].First = args
			p.close(n)
			return p.construct(from, n)
		}
	}
	p.Nodes[n].First = args
	if args != 0 && p.Nodes[args].Next == 0 {
		p.Nodes[n].First = args
	}
	return p.close(n)
}

// operatorName reads "operator==", "operator bool", "operator()".
func (p *parser) operatorName() string {
	p.step()
	switch {
	case p.is(pp.LParen) && p.at(1).Kind == pp.RParen, p.is(pp.LBracket) && p.at(1).Kind == pp.RBracket:
		s := p.tok().Text + p.at(1).Text
		p.step()
		p.step()
		return "operator" + s
	case p.key(kNew), p.key(kDelete):
		s := "operator " + p.tok().Text
		p.step()
		if p.is(pp.LBracket) {
			p.skipBracket()
			s += "[]"
		}
		return s
	case p.is(pp.Ident), p.is(pp.ColonColon):
		s := "operator"
		for p.is(pp.Ident) || p.is(pp.Star) || p.is(pp.Amp) || p.is(pp.ColonColon) {
			s += " " + p.tok().Text
			p.step()
			if end := p.angleEnd(p.pos, true); p.is(pp.Less) && end > 0 { // operator list<int>*
				p.pos = end
			}
		}
		return s
	}
	s := "operator" + p.tok().Text
	p.step()
	return s
}

func (p *parser) postfix(a ID) ID {
	from := int(p.Nodes[a].Tok)
	for {
		switch p.tok().Kind {
		case pp.LParen:
			n := p.node(Call, from, a)
			last := a
			p.arguments(n, &last)
			a = p.close(n)
		case pp.LBracket:
			open := p.pos
			p.step()
			i := p.expression()
			p.closing(open, pp.RBracket)
			a = p.node(Index, from, a, i)
		case pp.Dot, pp.Arrow:
			arrow := p.is(pp.Arrow)
			p.step()
			if p.key(kTemplate) {
				p.step()
			}
			text := ""
			switch {
			case p.is(pp.Tilde):
				p.step()
				text = "~" + p.tok().Text
				p.step()
			case p.key(kOperator):
				text = p.operatorName()
			case p.is(pp.Ident):
				text = p.tok().Text
				p.step()
				for p.opt.Cpp && p.is(pp.ColonColon) && p.at(1).Kind == pp.Ident {
					text = p.at(1).Text
					p.step()
					p.step()
				}
				if p.opt.Cpp && p.is(pp.Less) && p.names[text] != aValue {
					if end := p.angleEnd(p.pos, false); end > 0 && p.Toks[end].Kind == pp.LParen {
						p.templateArgs()
					}
				}
			default:
				p.problem("expected a member before " + p.tok().Text)
			}
			a = p.node(Member, from, a)
			p.Nodes[a].Text = text
			if arrow {
				p.Nodes[a].Flags |= FlagArrow
			}
		case pp.PlusPlus, pp.MinusMinus:
			op := p.tok().Kind
			p.step()
			a = p.node(Postfix, from, a)
			p.Nodes[a].Op = op
		default:
			return a
		}
	}
}
