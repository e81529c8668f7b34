package syntax

import (
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

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
	n := p.open(Lambda)
	var last ID
	p.captures(n, &last)
	mark := p.scope()
	if p.is(pp.LParen) {
		p.parameters(n, &last)
	}
	for !p.is(pp.LBrace) && !p.is(pp.EOF) && !p.is(pp.Semi) && !p.is(pp.RParen) && !p.is(pp.Comma) {
		if p.is(pp.Arrow) {
			p.step()
			p.add(n, &last, p.typeName())
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
	return p.close(n)
}

// captures reads "[=, &a, b = value]".
func (p *parser) captures(n ID, last *ID) {
	end := int(p.match[p.pos])
	if end < 0 {
		p.skipBracket()
		return
	}
	p.step()
	for p.pos < end && !p.is(pp.EOF) {
		c := p.open(Capture)
		if p.is(pp.Amp) {
			p.Nodes[c].Op = pp.Amp
			p.step()
		} else if p.is(pp.Eq) || p.is(pp.Star) {
			p.step()
		}
		if p.is(pp.Ident) {
			p.Nodes[c].Text = p.tok().Text
			p.step()
		}
		if p.take(pp.Eq) || p.is(pp.LBrace) {
			var inner ID
			p.add(c, &inner, p.assignment())
		}
		p.add(n, last, p.close(c))
		for p.pos < end && !p.take(pp.Comma) {
			p.step()
		}
	}
	p.pos = end
	p.step()
}

// typeBehind reports a name behind what stands in brackets here: "(std::nothrow) T".
func (p *parser) typeBehind() bool {
	end := p.match[p.pos]
	return end > 0 && int(end)+1 < len(p.Toks) && p.Toks[end+1].Kind == pp.Ident
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
	if p.is(pp.LParen) && (!p.castAhead() || p.typeBehind()) { // placement
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
		p.Nodes[n].Flags |= FlagBrace
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
