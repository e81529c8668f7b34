package syntax

import (
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
		if level == 0 || level <= min || p.pos == p.closes {
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
		return k == pp.RParen && after == end && p.operandAt(end+1) || k == pp.Star || k == pp.Amp || p.kw[after] == kConst || k == pp.LParen && p.Toks[after+1].Kind == pp.Star || k == pp.LBracket && p.Toks[after+1].Kind == pp.RBracket
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
	case pp.Amp:
		return stars > 0 || shouted(last(name)) && p.Toks[end+2].Start == next.End // (PVOID)&x
	case pp.Star, pp.Minus:
		return stars > 0
	}
	return false
}

// operandAt: what a cast may stand before.
func (p *parser) operandAt(i int) bool {
	switch p.Toks[i].Kind {
	case pp.Semi, pp.Comma, pp.RParen, pp.RBracket, pp.RBrace, pp.EOF:
		return false
	}
	return true
}

// functionalCast tells "(int(x) + 1)" from "(int (*)(void))".
func (p *parser) functionalCast() bool {
	i := p.pos
	for p.kw[i] == kTypeWord {
		i++
	}
	if i == p.pos || !p.opt.Cpp || p.Toks[i].Kind != pp.LParen {
		return false
	}
	first := p.Toks[i+1].Kind
	return first == pp.Number || first != pp.Star && first != pp.RParen && p.match[p.pos-1] > p.match[i]+1
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
	return n > 0 && (p.named(name) == aType || p.named(name) == aTemplate && p.Toks[p.pos+n].Kind != pp.LParen)
}
