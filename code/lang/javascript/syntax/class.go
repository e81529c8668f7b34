package syntax

// function reads from the word "function" on.
func (p *parser) function(kind Kind, start uint32, flags Flag) Ref {
	p.next()
	if p.tok == tBinary && p.op == Mul {
		flags |= Generator
		p.next()
	}
	name := Ref(0)
	if p.tok == tIdent {
		name = p.name()
	} else {
		name = p.absent()
	}
	return p.functionRest(kind, start, name, flags)
}

func (p *parser) functionRest(kind Kind, start uint32, name Ref, flags Flag) Ref {
	branch, noIn := p.branch, p.noIn
	p.branch, p.noIn = 0, false
	defer func() { p.branch, p.noIn = branch, noIn }()
	if p.tok == tLt {
		p.typeArguments()
	}
	params := p.params()
	ret := p.annotation()
	body := Ref(0)
	switch {
	case p.tok == tLBrace:
		body = p.block()
	case p.typed():
		body = p.absent()
		p.accept(tSemi)
	default:
		p.fail(p.start, p.end, "{ is missing")
		body = p.absent()
	}
	return p.withFlags(p.node(kind, start, name, params, ret, body), flags)
}

func (p *parser) methodFunc(flags Flag) Ref {
	start := p.start
	return p.functionRest(FuncExpr, start, p.absent(), flags)
}

func (p *parser) params() Ref {
	start := p.start
	mark := len(p.stack)
	if !p.expect(tLParen, "( is missing") {
		return p.list(Params, start, mark)
	}
	for p.tok != tRParen && p.tok != tEOF {
		p.push(p.listed(p.param))
		if p.tok != tRParen && !p.accept(tComma) {
			p.fail(p.start, p.end, "a comma is missing")
			if p.tok == tLBrace {
				return p.list(Params, start, mark)
			}
		}
	}
	p.expect(tRParen, ") is missing")
	return p.list(Params, start, mark)
}

func (p *parser) param() Ref {
	start := p.start
	mark := len(p.stack)
	var decorators []Ref
	for p.tok == tAt {
		decorators = append(decorators, p.decorator())
	}
	flags := Flag(0)
	if p.typed() && p.modifiers(true).prop {
		flags |= Property_
	}
	if p.accept(tEllipsis) {
		flags |= Rest
	}
	p.push(p.bindingTarget())
	p.accept(tQuestion)
	p.push(p.annotation())
	if p.accept(tAssign) {
		p.push(p.assign())
	} else {
		p.push(p.absent())
	}
	p.stack = append(p.stack, decorators...)
	return p.withFlags(p.list(Param, start, mark), flags)
}

func (p *parser) decorator() Ref {
	start := p.start
	p.next()
	return p.node(Decorator, start, p.chain())
}

// decorated reads a class with decorators, exported or not.
func (p *parser) decorated() Ref {
	start := p.start
	mark := len(p.stack)
	for p.tok == tAt {
		p.push(p.decorator())
	}
	kind := NoOp
	if p.acceptWord("export") {
		kind = Const
		if p.acceptWord("default") {
			kind = Let
		}
	}
	p.acceptWord("abstract")
	if !p.is("class") {
		p.fail(p.start, p.end, "a class is missing")
		return p.list(Error, start, mark)
	}
	c := p.class(ClassDecl, start, mark)
	switch kind {
	case Const:
		return p.wrap(ExportDecl, c)
	case Let:
		return p.wrap(ExportDef, c)
	}
	return c
}

func (p *parser) classExpr() Ref {
	start, mark := p.start, len(p.stack)
	for p.tok == tAt {
		p.push(p.decorator())
	}
	return p.class(ClassExpr, start, mark)
}

// class reads from the word "class" on; decorators are on the stack from mark.
func (p *parser) class(kind Kind, start uint32, mark int) Ref {
	decorators := append([]Ref(nil), p.stack[mark:]...)
	p.stack = p.stack[:mark]
	p.acceptWord("class")
	name, super := Ref(0), Ref(0)
	if p.tok == tIdent && !p.is("extends") && !p.is("implements") {
		name = p.name()
	} else {
		name = p.absent()
	}
	if p.tok == tLt {
		p.typeArguments()
	}
	if p.acceptWord("extends") {
		super = p.chain()
		if p.tok == tLt {
			p.typeArguments()
		}
	} else {
		super = p.absent()
	}
	if p.acceptWord("implements") {
		p.skipTypes()
	}
	body := p.deep(p.classBody)
	return p.node(kind, start, append([]Ref{name, super, body}, decorators...)...)
}

func (p *parser) classBody() Ref {
	start := p.start
	mark := len(p.stack)
	branch, noIn := p.branch, p.noIn
	p.branch, p.noIn = 0, false
	defer func() { p.branch, p.noIn = branch, noIn }()
	if !p.expect(tLBrace, "{ is missing") {
		return p.list(ClassBody, start, mark)
	}
	for p.tok != tRBrace && p.tok != tEOF {
		if p.accept(tSemi) {
			continue
		}
		p.push(p.listed(p.member))
	}
	p.expect(tRBrace, "} is missing")
	return p.list(ClassBody, start, mark)
}

func (p *parser) member() Ref {
	start := p.start
	mark := len(p.stack)
	var decorators []Ref
	for p.tok == tAt {
		decorators = append(decorators, p.decorator())
	}
	m := p.modifiers(true)
	if m.flags&Static != 0 && p.tok == tLBrace {
		return p.node(StaticBlock, start, p.block())
	}
	if p.tok == tLBracket && p.typed() && p.indexSignature() {
		return p.empty(Empty)
	}
	key, flags := p.key()
	flags |= m.flags
	p.accept(tQuestion)
	if p.typed() {
		p.accept(tNot)
	}
	p.push(key)
	kind := Field
	if p.tok == tLParen || p.tok == tLt {
		kind = Method
		p.push(p.methodFunc(m.fn))
	} else {
		p.push(p.annotation())
		if p.accept(tAssign) {
			p.push(p.assign())
		} else {
			p.push(p.absent())
		}
		p.semicolon()
		if m.none {
			kind = Empty
		}
	}
	p.stack = append(p.stack, decorators...)
	return p.withFlags(p.list(kind, start, mark), flags)
}

// indexSignature skips "[key: string]: T".
func (p *parser) indexSignature() bool {
	return p.try(func() bool {
		p.next()
		if p.tok != tIdent {
			return false
		}
		p.next()
		if p.tok != tColon {
			return false
		}
		p.annotation()
		if !p.accept(tRBracket) {
			return false
		}
		p.annotation()
		p.accept(tSemi)
		p.accept(tComma)
		return true
	})
}
