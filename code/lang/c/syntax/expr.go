package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// expression reads a comma expression.
func (p *parser) expression() ID {
	from := p.pos
	a := p.assignment()
	for p.is(pp.Comma) {
		p.step()
		b := p.assignment()
		a = p.node(Binary, from, a, b)
		p.Nodes[a].Op = pp.Comma
	}
	return a
}

func (p *parser) assignment() ID {
	if !p.enter() {
		return p.open(Bad)
	}
	defer p.leave()
	from := p.pos
	if p.key(kThrow) {
		p.step()
		var v ID
		if !p.is(pp.Semi) && !p.is(pp.RParen) && !p.is(pp.Comma) {
			v = p.assignment()
		}
		return p.node(Throw, from, v)
	}
	a := p.binary(0)
	switch k := p.tok().Kind; {
	case k == pp.Question:
		p.step()
		var then ID
		if p.is(pp.Colon) {
			then = p.open(Empty)
		} else {
			then = p.expression()
		}
		p.expect(pp.Colon, ":")
		or := p.assignment()
		return p.node(Cond, from, a, then, or)
	case k == pp.Eq || k >= pp.PlusEq && k <= pp.ShrEq:
		p.step()
		var b ID
		if p.is(pp.LBrace) {
			b = p.initialiser()
		} else {
			b = p.assignment()
		}
		n := p.node(Assign, from, a, b)
		p.Nodes[n].Op = k
		return n
	}
	return a
}

var levels = func() (t [pp.Other + 1]int) {
	for l, ks := range [][]pp.Kind{{pp.PipePipe}, {pp.AmpAmp}, {pp.Pipe}, {pp.Caret}, {pp.Amp}, {pp.EqEq, pp.NotEq},
		{pp.Less, pp.LessEq, pp.Greater, pp.GreaterEq}, {pp.Shl, pp.Shr}, {pp.Plus, pp.Minus}, {pp.Star, pp.Slash, pp.Percent}, {pp.DotStar, pp.ArrowStar}} {
		for _, k := range ks {
			t[k] = l + 1
		}
	}
	return
}()

func (p *parser) binary(min int) ID {
	from := p.pos
	a := p.unary()
	for {
		op := p.tok().Kind
		if p.key(kWord) {
			if op = pp.PipePipe; p.tok().Text == "and" {
				op = pp.AmpAmp
			}
		}
		level := levels[op]
		if level == 0 || level <= min {
			return a
		}
		p.step()
		b := p.binary(level)
		a = p.node(Binary, from, a, b)
		p.Nodes[a].Op = op
	}
}

func (p *parser) unary() ID {
	if !p.enter() {
		return p.open(Bad)
	}
	defer p.leave()
	from := p.pos
	switch k := p.tok().Kind; k {
	case pp.Plus, pp.Minus, pp.Not, pp.Tilde, pp.Star, pp.Amp, pp.PlusPlus, pp.MinusMinus:
		p.step()
		v := p.unary()
		n := p.node(Unary, from, v)
		p.Nodes[n].Op = k
		return n
	case pp.AmpAmp: // the address of a label
		p.step()
		p.step()
		return p.node(Number, from)
	case pp.LParen:
		if p.castAhead() {
			return p.cast()
		}
	}
	switch p.kw[p.pos] {
	case kSizeof, kAlignof:
		return p.sizeof()
	case kExtension:
		p.step()
		return p.unary()
	case kWord:
		if p.tok().Text == "not" {
			p.step()
			v := p.unary()
			n := p.node(Unary, from, v)
			p.Nodes[n].Op = pp.Not
			return n
		}
	case kNew:
		return p.newExpr(false)
	case kDelete:
		return p.deleteExpr()
	}
	return p.postfix(p.primary())
}

// cast reads "(type) value" or "(type) { … }".
func (p *parser) cast() ID {
	from := p.pos
	p.step()
	t := p.typeName()
	p.expect(pp.RParen, ")")
	if p.is(pp.LBrace) {
		v := p.initialiser()
		return p.postfix(p.node(Compound, from, t, v))
	}
	v := p.unary()
	return p.node(Cast, from, t, v)
}

// castAhead tells "(type)" from "(expression)".
func (p *parser) castAhead() bool {
	end := int(p.match[p.pos])
	if end < 0 || end == p.pos+1 {
		return false
	}
	save := p.pos
	p.pos++
	defer func() { p.pos = save }()
	if p.kw[p.pos] != 0 {
		return p.typeKeyword() && p.kw[p.pos] != kExtension && !p.functionalCast()
	}
	if !p.is(pp.Ident) && !p.is(pp.ColonColon) {
		return false
	}
	name, n := p.pathAhead(0)
	if n == 0 {
		return false
	}
	after := p.pos + n
	switch p.named(name) {
	case aValue:
		return false
	case aType, aTemplate:
		k := p.Toks[after].Kind
		return k == pp.RParen && after == end || k == pp.Star || k == pp.Amp || p.kw[after] == kConst || k == pp.LParen && p.Toks[after+1].Kind == pp.Star || k == pp.LBracket && p.Toks[after+1].Kind == pp.RBracket
	}
	// A name nobody declared.
	stars := 0
	for p.Toks[after].Kind == pp.Star || p.kw[after] == kConst {
		after++
		stars++
	}
	if after != end {
		return false
	}
	next := p.Toks[end+1]
	switch next.Kind {
	case pp.Ident:
		return p.kw[end+1] == 0 || p.kw[end+1] == kSizeof || p.kw[end+1] == kNew || p.kw[end+1] == kThis || p.kw[end+1] == kBool
	case pp.Number, pp.String, pp.Char, pp.Tilde, pp.Not:
		return true
	case pp.LParen, pp.LBrace:
		return stars > 0
	case pp.Star, pp.Amp, pp.Minus:
		return stars > 0
	}
	return false
}

// functionalCast tells "(int(x) + 1)" from "(int (*)(void))".
func (p *parser) functionalCast() bool {
	i := p.pos
	for p.kw[i] == kTypeWord {
		i++
	}
	return i > p.pos && p.opt.Cpp && p.Toks[i].Kind == pp.LParen && p.Toks[i+1].Kind != pp.Star && p.Toks[i+1].Kind != pp.RParen && p.match[p.pos-1] > p.match[i]+1
}

func (p *parser) sizeof() ID {
	from := p.pos
	align := p.key(kAlignof)
	p.step()
	var n ID
	if p.opt.Cpp && p.is(pp.Ellipsis) {
		p.step()
	}
	if p.is(pp.LParen) && (p.castAhead() || p.typeInParens()) {
		p.step()
		t := p.typeName()
		p.expect(pp.RParen, ")")
		n = p.node(Sizeof, from, t)
		p.Nodes[n].Flags |= FlagType
	} else {
		v := p.unary()
		n = p.node(Sizeof, from, v)
	}
	if align {
		p.Nodes[n].Text = "align"
	}
	return n
}

// typeInParens: "(T)" where T is a type, whatever follows.
func (p *parser) typeInParens() bool {
	save := p.pos
	p.pos++
	defer func() { p.pos = save }()
	if p.kw[p.pos] != 0 {
		return p.typeKeyword()
	}
	name, n := p.pathAhead(0)
	return n > 0 && (p.named(name) == aType || p.named(name) == aTemplate)
}

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

// str joins adjacent literals.
func (p *parser) str() ID {
	from := p.pos
	text, wide := "", false
	for first := true; p.is(pp.String) || p.plain(0) && p.at(1).Kind == pp.String && !first; first = false {
		if p.is(pp.String) { // a name between is a format macro of a missing header (PRId64)
			s, w := pp.Unquote(p.tok().Text)
			if text += s; w {
				wide = true
			}
		}
		p.step()
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
		t := p.typeName()
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
	return p.Toks[i].Kind == pp.LParen && p.Toks[i+1].Kind != pp.Star
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
	if len(b) == 1 {
		p.Nodes[n].Text = b[0]
	} else {
		p.Nodes[n].Text = strings.Join(b, "::")
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
	case p.is(pp.Ident):
		s := "operator"
		for p.is(pp.Ident) || p.is(pp.Star) || p.is(pp.Amp) || p.is(pp.ColonColon) {
			s += " " + p.tok().Text
			p.step()
		}
		return s
	}
	s := "operator" + p.tok().Text
	p.step()
	return s
}

// templateAhead tells "f<int>(" from "a < b".
func (p *parser) templateAhead(name string) bool {
	switch p.named(name) {
	case aValue:
		return false
	case aType, aTemplate:
		return p.angleEnd(p.pos) > 0
	}
	end := p.angleEnd(p.pos)
	if end < 0 {
		return false
	}
	switch p.Toks[min(end, len(p.Toks)-1)].Kind {
	case pp.LParen, pp.ColonColon, pp.LBrace, pp.RParen, pp.Comma, pp.Greater, pp.Ident, pp.Amp, pp.Star, pp.Semi, pp.Shr:
		return true
	}
	return false
}

// maxAngle bounds the search for >.
const maxAngle = 80

// angleEnd is the token after the > that closes the < at i, or -1.
func (p *parser) angleEnd(i int) int {
	depth := 0
	for n := 0; n < maxAngle && i < len(p.Toks)-1; n++ {
		switch p.Toks[i].Kind {
		case pp.Less:
			depth++
		case pp.Greater:
			depth--
		case pp.Shr:
			depth -= 2
		case pp.LParen, pp.LBracket:
			if m := p.match[i]; m > 0 {
				i = int(m)
			} else {
				return -1
			}
		case pp.Ident, pp.ColonColon, pp.Star, pp.Amp, pp.AmpAmp, pp.Comma, pp.Number, pp.Ellipsis, pp.Eq, pp.Minus, pp.Char:
		default:
			return -1
		}
		i++
		if depth <= 0 {
			return i
		}
	}
	return -1
}

func (p *parser) closeAngle() {
	switch {
	case p.is(pp.Greater):
		p.step()
	case p.is(pp.Shr): // two at once
		t := p.Toks[p.pos]
		t.Kind, t.Text, t.Start = pp.Greater, ">", t.Start+1
		p.Toks[p.pos] = t
	case p.is(pp.GreaterEq), p.is(pp.ShrEq):
		p.step()
	}
}

// templateArgs reads "< … >"; the answer is the first type among them, chained.
func (p *parser) templateArgs() ID {
	end := p.angleEnd(p.pos)
	p.step()
	var first, prev ID
	for !p.is(pp.EOF) && (end < 0 || p.pos < end) && !p.is(pp.Greater) && !p.is(pp.Shr) {
		at := p.pos
		var id ID
		if p.typeStart() {
			id = p.typeName()
		} else {
			id = p.binary(levels[pp.Shl])
		}
		if first == 0 {
			first = id
		} else {
			p.Nodes[prev].Next = id
		}
		prev = id
		p.take(pp.Ellipsis)
		if !p.take(pp.Comma) && p.pos == at {
			p.step()
		}
	}
	p.closeAngle()
	return first
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
					if end := p.angleEnd(p.pos); end > 0 && p.Toks[end].Kind == pp.LParen {
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

// initialiser reads "{ a, .x = b, [2] = c }".
func (p *parser) initialiser() ID {
	open := p.pos
	n := p.open(Init)
	if !p.enter() {
		return n
	}
	defer p.leave()
	p.step()
	var last ID
	for !p.is(pp.RBrace) && !p.is(pp.EOF) {
		at := p.pos
		p.add(n, &last, p.element())
		p.take(pp.Ellipsis)
		if !p.take(pp.Comma) || p.pos == at {
			break
		}
	}
	p.closing(open, pp.RBrace)
	return p.close(n)
}

func (p *parser) element() ID {
	from := p.pos
	switch {
	case p.is(pp.Dot) && p.at(1).Kind == pp.Ident:
		p.step()
		text := p.tok().Text
		p.step()
		for p.is(pp.Dot) || p.is(pp.LBracket) { // .a.b: the inner one is not told apart
			if p.is(pp.LBracket) {
				p.skipBracket()
			} else {
				p.step()
				p.step()
			}
		}
		p.take(pp.Eq)
		v := p.element()
		n := p.node(Designated, from, v)
		p.Nodes[n].Text = text
		return n
	case p.is(pp.LBracket) && !(p.opt.Cpp && p.lambdaAhead()):
		open := p.pos
		p.step()
		i := p.assignment()
		if p.take(pp.Ellipsis) {
			p.assignment()
		}
		p.closing(open, pp.RBracket)
		p.take(pp.Eq)
		v := p.element()
		return p.node(Designated, from, i, v)
	case p.is(pp.LBrace):
		return p.initialiser()
	case p.plain(0) && p.at(1).Kind == pp.Colon: // old GNU
		text := p.tok().Text
		p.step()
		p.step()
		v := p.element()
		n := p.node(Designated, from, v)
		p.Nodes[n].Text = text
		return n
	}
	return p.assignment()
}

func (p *parser) lambdaAhead() bool {
	m := p.match[p.pos]
	return m > 0 && (p.Toks[m+1].Kind == pp.LParen || p.Toks[m+1].Kind == pp.LBrace)
}

func (p *parser) lambda() ID {
	from := p.pos
	n := p.open(Lambda)
	p.skipBracket()
	mark := p.scope()
	var last ID
	if p.is(pp.LParen) {
		p.parameters(n, &last)
	}
	for !p.is(pp.LBrace) && !p.is(pp.EOF) && !p.is(pp.Semi) && !p.is(pp.RParen) && !p.is(pp.Comma) {
		if p.is(pp.Arrow) {
			p.step()
			p.typeName()
			continue
		}
		p.step()
	}
	if p.is(pp.LBrace) {
		p.local++
		p.add(n, &last, p.block())
		p.local--
	}
	p.unscope(mark)
	_ = from
	return p.close(n)
}

func (p *parser) newExpr(global bool) ID {
	from := p.pos
	p.step()
	n := p.open(New)
	p.Nodes[n].Tok = int32(from)
	if global {
		p.Nodes[n].Flags |= FlagGlobal
	}
	var last ID
	var place ID
	if p.is(pp.LParen) && !p.castAhead() { // placement
		p.step()
		place = p.expression()
		p.expect(pp.RParen, ")")
		p.Nodes[n].Flags |= FlagPlacement
	}
	var t ID
	if p.is(pp.LParen) {
		p.step()
		t = p.typeName()
		p.expect(pp.RParen, ")")
	} else {
		t = p.specifiers(nil)
		for p.is(pp.Star) || p.kw[p.pos] == kConst {
			p.step()
			if p.at(-1).Kind == pp.Star {
				t = p.node(TPointer, from, t)
			}
		}
	}
	p.add(n, &last, t)
	if p.is(pp.LBracket) {
		open := p.pos
		p.step()
		p.Nodes[n].Flags |= FlagArray
		p.add(n, &last, p.expression())
		p.closing(open, pp.RBracket)
		for p.is(pp.LBracket) {
			p.skipBracket()
		}
	}
	if place != 0 {
		p.add(n, &last, place)
	}
	if p.is(pp.LParen) || p.is(pp.LBrace) {
		p.arguments(n, &last)
	}
	return p.postfix(p.close(n))
}

func (p *parser) deleteExpr() ID {
	from := p.pos
	p.step()
	array := false
	if p.is(pp.LBracket) {
		p.skipBracket()
		array = true
	}
	v := p.unary()
	n := p.node(Delete, from, v)
	if array {
		p.Nodes[n].Flags |= FlagArray
	}
	return n
}
