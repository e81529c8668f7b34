package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

func (p *parser) block() ID {
	n := p.open(Block)
	if !p.enter() {
		return n
	}
	defer p.leave()
	open := p.pos
	mark := p.scope()
	p.expect(pp.LBrace, "{")
	var lastKid ID
	for !p.is(pp.RBrace) && !p.is(pp.EOF) {
		at := p.pos
		p.add(n, &lastKid, p.statement())
		if p.pos == at {
			p.problem("unexpected " + p.tok().Text)
			p.step()
		}
	}
	p.closing(open, pp.RBrace)
	p.unscope(mark)
	return p.close(n)
}

func (p *parser) statement() ID {
	if !p.enter() {
		return 0
	}
	defer p.leave()
	from := p.pos
	switch p.tok().Kind {
	case pp.LBrace:
		return p.block()
	case pp.Semi:
		p.step()
		return p.node(Empty, from)
	case pp.LBracket:
		if p.at(1).Kind == pp.LBracket { // [[fallthrough]]
			p.skipBracket()
			return p.statement()
		}
	}
	switch p.kw[p.pos] {
	case kAttr:
		if p.tok().Is("_Pragma") && p.at(1).Kind == pp.LParen {
			p.step()
			p.skipBracket()
			if p.is(pp.RBrace) {
				return p.node(Empty, from)
			}
			return p.statement()
		}
	case kIf:
		return p.ifStmt()
	case kWhile:
		p.step()
		mark := p.scope()
		c := p.condition()
		b := p.body()
		p.unscope(mark)
		return p.node(While, from, c, b)
	case kDo:
		p.step()
		b := p.body()
		var c ID
		if p.takeKey(kWhile) {
			c = p.condition()
		} else {
			p.problem("expected while before " + p.tok().Text)
			c = p.open(Bad)
		}
		if !p.is(pp.RBrace) {
			p.semicolon()
		}
		return p.node(Do, from, b, c)
	case kFor:
		return p.forStmt()
	case kSwitch:
		p.step()
		mark := p.scope()
		c := p.condition()
		b := p.statement()
		p.unscope(mark)
		return p.node(Switch, from, c, p.orEmpty(b))
	case kCase:
		p.step()
		v := p.binary(0)
		var hi ID
		if p.take(pp.Ellipsis) {
			hi = p.binary(0)
		}
		p.expect(pp.Colon, ":")
		return p.node(Case, from, v, hi)
	case kDefault:
		p.step()
		p.expect(pp.Colon, ":")
		return p.node(Default, from)
	case kBreak, kContinue:
		k := Break
		if p.key(kContinue) {
			k = Continue
		}
		p.step()
		p.semicolon()
		return p.node(k, from)
	case kReturn:
		p.step()
		var v ID
		if !p.is(pp.Semi) && !p.is(pp.RBrace) {
			if p.is(pp.LBrace) {
				v = p.initialiser()
			} else {
				v = p.expression()
			}
		}
		p.semicolon()
		return p.node(Return, from, v)
	case kGoto:
		p.step()
		text := p.tok().Text
		for !p.is(pp.Semi) && !p.is(pp.RBrace) && !p.is(pp.EOF) {
			p.step()
		}
		p.take(pp.Semi)
		n := p.node(Goto, from)
		p.Nodes[n].Text = text
		return n
	case kAsm:
		return p.asm()
	case kTry, kLeave:
		return p.try()
	case kStaticAssert:
		p.skipStatement()
		return p.node(Empty, from)
	case kUsing, kTemplate, kNamespace:
		if d := p.external(); d != 0 {
			return d
		}
		return p.node(Empty, from)
	case kTypedef, kExtern, kStatic:
		return p.orEmpty(p.declaration(false))
	}
	if p.plain(0) && p.at(1).Kind == pp.Colon && p.at(2).Kind != pp.Colon {
		n := p.open(Label)
		p.Nodes[n].Text = p.tok().Text
		p.step()
		p.step()
		return p.close(n)
	}
	if p.declarationAhead() {
		return p.orEmpty(p.declaration(false))
	}
	e := p.expression()
	if p.macroStatement(e) {
		return p.node(Expr, from, e)
	}
	p.semicolon()
	return p.node(Expr, from, e)
}

// macroStatement: "FOREACH(x) {" or "LOCK(l)" at the end of a line: a macro of a
// missing header.
func (p *parser) macroStatement(e ID) bool {
	return p.Nodes[e].Kind == Call && (p.is(pp.LBrace) || p.tok().Line && !p.is(pp.Semi) && p.at(-1).Kind == pp.RParen)
}

// body reads the statement that another one governs; labels belong to what follows.
func (p *parser) body() ID {
	from := p.pos
	s := p.orEmpty(p.statement())
	if k := p.Nodes[s].Kind; k != Label && k != Case && k != Default || p.is(pp.RBrace) || !p.enter() {
		return s
	}
	defer p.leave()
	return p.node(Block, from, s, p.body())
}

func (p *parser) orEmpty(id ID) ID {
	if id == 0 {
		return p.node(Empty, p.pos)
	}
	return id
}

// declarationAhead tells a declaration from an expression.
func (p *parser) declarationAhead() bool {
	if p.kw[p.pos] != 0 {
		switch p.kw[p.pos] {
		case kTypeWord, kTypename, kAuto:
			return !(p.opt.Cpp && p.functionalAhead())
		}
		return p.typeKeyword()
	}
	if !p.is(pp.Ident) && !p.is(pp.ColonColon) {
		return false
	}
	name, n := p.pathAhead(0)
	if n == 0 {
		return false
	}
	after := p.pos + n
	if p.pointerAhead(after) {
		return true
	}
	kind := p.named(name)
	if kind == 0 && strings.HasPrefix(name, "std::") && stdTypes[name] {
		kind = aType
	}
	switch kind {
	case aValue:
		return false
	case aType, aTemplate:
		t := p.Toks[after]
		switch t.Kind {
		case pp.Ident:
			return p.kw[after] == 0 || p.kw[after] == kConst || p.kw[after] == kSpec || p.kw[after] == kOperator || p.kw[after] == kTypeWord || p.kw[after] == kStatic
		case pp.Star, pp.Amp, pp.AmpAmp:
			return true
		case pp.LParen: // T (*f)(), T (x)
			return p.Toks[after+1].Kind == pp.Star && !p.opt.Cpp || p.Toks[after+1].Kind == pp.Star && p.match[after] > 0 && p.Toks[p.match[after]+1].Kind == pp.LParen
		}
		return false
	}
	if p.Toks[after].Kind == pp.LParen {
		return false
	}
	return p.looksDeclared(after)
}

// pointerAhead: "T *x =" or "T *x;" is no product, whatever the names are known as.
func (p *parser) pointerAhead(i int) bool {
	if p.Toks[i].Kind != pp.Star {
		return false
	}
	for p.Toks[i].Kind == pp.Star || p.kw[i] == kConst {
		i++
	}
	return p.Toks[i].Kind == pp.Ident && p.kw[i] == 0 && (p.Toks[i+1].Kind == pp.Eq || p.Toks[i+1].Kind == pp.Semi)
}

func (p *parser) condition() ID {
	if !p.is(pp.LParen) {
		p.problem("expected ( before " + p.tok().Text)
		return p.open(Bad)
	}
	open := p.pos
	p.step()
	var c ID
	if p.opt.Cpp && p.declarationAhead() {
		s := &spec{}
		from := p.pos
		t := p.specifiers(s)
		d, _ := p.declared(from, s, t, false)
		if d == 0 {
			d = p.open(Bad)
		}
		c = d
		if p.take(pp.Semi) {
			c = p.expression()
		}
	} else {
		c = p.expression()
		if p.opt.Cpp && p.take(pp.Semi) {
			c = p.expression()
		}
	}
	p.closing(open, pp.RParen)
	return c
}

func (p *parser) ifStmt() ID {
	from := p.pos
	n := p.open(If)
	var lastKid ID
	p.step()
	if p.tok().Is("constexpr") {
		p.step()
	}
	mark := p.scope()
	p.add(n, &lastKid, p.condition())
	p.add(n, &lastKid, p.body())
	if p.takeKey(kElse) {
		p.add(n, &lastKid, p.body())
	}
	p.unscope(mark)
	_ = from
	return p.close(n)
}

func (p *parser) forStmt() ID {
	from := p.pos
	p.step()
	if !p.is(pp.LParen) {
		p.problem("expected ( before " + p.tok().Text)
		return p.node(Empty, from)
	}
	open := p.pos
	p.step()
	mark := p.scope()
	defer p.unscope(mark)
	if p.opt.Cpp {
		if n := p.rangeFor(from, open); n != 0 {
			return n
		}
	}
	var init ID
	switch {
	case p.is(pp.Semi):
		init = p.node(Empty, p.pos)
		p.step()
	case p.declarationAhead() || p.key(kStatic):
		init = p.orEmpty(p.declaration(false))
	default:
		e := p.expression()
		init = p.node(Expr, from, e)
		p.expect(pp.Semi, ";")
	}
	cond, step := p.node(Empty, p.pos), p.node(Empty, p.pos)
	if !p.is(pp.Semi) {
		cond = p.expression()
	}
	p.expect(pp.Semi, ";")
	if !p.is(pp.RParen) {
		step = p.expression()
	}
	p.closing(open, pp.RParen)
	return p.node(For, from, init, cond, step, p.body())
}

// rangeFor reads "for (T x : xs) …"; 0 when it is not one.
func (p *parser) rangeFor(from, open int) ID {
	colon := -1
	end := int(p.match[open])
	for i, n := p.pos, 0; i < end && n < 60; i, n = i+1, n+1 {
		switch p.Toks[i].Kind {
		case pp.Colon:
			colon = i
		case pp.LParen, pp.LBracket, pp.LBrace:
			if m := p.match[i]; m > 0 {
				i = int(m)
			}
			continue
		case pp.Semi, pp.Question:
			return 0
		default:
			continue
		}
		break
	}
	if colon < 0 {
		return 0
	}
	s := &spec{}
	at := p.pos
	t := p.specifiers(s)
	name, t := p.declarator(t, false)
	p.pos = colon + 1
	d := p.node(Decl, at, t)
	p.Nodes[d].Text, p.Nodes[d].Flags = name, s.flags
	p.declare(name, aValue)
	var v ID
	if p.is(pp.LBrace) {
		v = p.initialiser()
	} else {
		v = p.expression()
	}
	p.closing(open, pp.RParen)
	return p.node(RangeFor, from, d, v, p.body())
}

func (p *parser) asm() ID {
	from := p.pos
	for p.key(kAsm) || p.key(kConst) || p.key(kSpec) || p.key(kGoto) {
		p.step()
	}
	if p.is(pp.LParen) || p.is(pp.LBrace) {
		p.skipBracket()
		p.take(pp.Semi)
	} else { // __asm mov eax, 1
		for !p.is(pp.EOF) && !p.tok().Line {
			p.step()
		}
	}
	return p.node(Asm, from)
}

func (p *parser) try() ID {
	from := p.pos
	p.step()
	n := p.open(Try)
	p.Nodes[n].Tok = int32(from)
	var lastKid ID
	if !p.is(pp.LBrace) {
		p.problem("expected { before " + p.tok().Text)
		return n
	}
	p.add(n, &lastKid, p.block())
	for p.key(kCatch) || p.key(kLeave) {
		at := p.pos
		p.step()
		mark := p.scope()
		param := p.node(Empty, p.pos)
		if p.is(pp.LParen) {
			open := p.pos
			p.step()
			if !p.is(pp.Ellipsis) && p.typeStart() {
				s := &spec{}
				f := p.pos
				t := p.specifiers(s)
				name, t := p.declarator(t, true)
				param = p.node(Decl, f, t)
				p.Nodes[param].Text = name
				p.declare(name, aValue)
			}
			p.pos = max(p.pos, int(p.match[open]))
			p.step()
		}
		var b ID
		if p.is(pp.LBrace) {
			b = p.block()
		}
		p.unscope(mark)
		p.add(n, &lastKid, p.node(Catch, at, param, p.orEmpty(b)))
	}
	return p.close(n)
}
