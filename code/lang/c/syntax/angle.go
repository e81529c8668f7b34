package syntax

import (
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// templateAhead tells "f<int>(" from "a < b".
func (p *parser) templateAhead(name string) bool {
	switch p.named(name) {
	case aValue:
		return false
	case aType, aTemplate:
		return p.angleEnd(p.pos, true) > 0
	}
	end := p.angleEnd(p.pos, false)
	if end < 0 {
		return false
	}
	if end-1 == p.closes && p.Toks[end-1].Kind == pp.Shr { // both lists end here
		return true
	}
	switch p.Toks[min(end, len(p.Toks)-1)].Kind {
	case pp.LParen, pp.ColonColon, pp.LBrace, pp.RParen, pp.Comma, pp.Greater, pp.Ident, pp.Amp, pp.Star, pp.Semi, pp.Shr:
		return true
	}
	return false
}

// maxAngle bounds the search for >.
const maxAngle = 80

// angleEnd is the token after the > that closes the < at i, or -1. Arguments of
// what is known to be a template may be tests.
func (p *parser) angleEnd(i int, known bool) int {
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
		case pp.EqEq, pp.NotEq, pp.LessEq, pp.PipePipe, pp.Not, pp.Plus, pp.Question, pp.Colon:
			if !known {
				return -1
			}
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

// valueOfType tells the argument "size_t(n + 1)" from "Status(int)".
func (p *parser) valueOfType() bool {
	_, n := p.pathAhead(0)
	for p.kwAt(n) == kTypeWord {
		n++
	}
	if n == 0 || p.Toks[p.pos+n].Kind != pp.LParen {
		return false
	}
	first, next := p.at(n+1), p.at(n+2).Kind
	return first.Kind == pp.Number || first.Kind == pp.Not || first.Kind == pp.Ident && (p.named(first.Text) == aValue || next == pp.Minus || next == pp.Plus)
}

// templateArgs reads "< … >"; the answer is the first type among them, chained.
func (p *parser) templateArgs() ID {
	end := p.angleEnd(p.pos, true)
	p.step()
	defer func(was int) { p.closes = was }(p.closes)
	p.closes = end - 1
	var first, prev ID
	for !p.is(pp.EOF) && (end < 0 || p.pos < end) && !p.is(pp.Greater) && !p.is(pp.Shr) {
		at := p.pos
		var id ID
		if p.typeStart() && !p.valueOfType() {
			id = p.typeName()
		} else if end > 0 {
			id = p.assignment()
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
