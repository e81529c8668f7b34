package syntax

// typeStatement reads the statements that only TypeScript has; 0 for none.
func (p *parser) typeStatement(start uint32, w string) Ref {
	switch w {
	case "interface", "type", "enum", "namespace", "module", "declare", "abstract", "global":
	default:
		return 0
	}
	follows := p.ahead(func() bool {
		p.next()
		return !p.newline && (p.tok == tIdent || w == "module" && p.tok == tString || w == "global" && p.tok == tLBrace)
	})
	if !follows {
		return 0
	}
	switch w {
	case "interface":
		p.next()
		p.name()
		if p.tok == tLt {
			p.typeArguments()
		}
		if p.acceptWord("extends") {
			p.skipTypes()
		}
		p.skipType()
		return p.node(Empty, start)
	case "type":
		if !p.ahead(func() bool { p.next(); p.next(); return p.tok == tAssign || p.tok == tLt }) {
			return 0
		}
		p.next()
		p.name()
		if p.tok == tLt {
			p.typeArguments()
		}
		p.accept(tAssign)
		p.skipType()
		p.semicolon()
		return p.node(Empty, start)
	case "enum":
		return p.enum(start)
	case "namespace", "module", "global":
		return p.namespace(start)
	case "abstract":
		p.next()
		return p.class(ClassDecl, start, len(p.stack))
	}
	p.next() // declare
	p.trying++
	p.statement()
	p.trying--
	return p.node(Empty, start)
}

func (p *parser) enum(start uint32) Ref {
	p.next()
	mark := len(p.stack)
	p.push(p.name())
	p.expect(tLBrace, "{ is missing")
	for p.tok != tRBrace && p.tok != tEOF {
		p.push(p.listed(func() Ref {
			at := p.start
			key, flags := p.key()
			value := Ref(0)
			if p.accept(tAssign) {
				value = p.assign()
			} else {
				value = p.absent()
			}
			return p.withFlags(p.node(EnumMember, at, key, value), flags)
		}))
		if !p.accept(tComma) && p.tok != tRBrace {
			p.fail(p.start, p.end, "a comma is missing")
		}
	}
	p.expect(tRBrace, "} is missing")
	return p.list(Enum, start, mark)
}

func (p *parser) namespace(start uint32) Ref {
	if !p.is("global") {
		p.next()
	}
	name := p.moduleName()
	for p.accept(tDot) {
		name = p.name()
	}
	if p.tok != tLBrace {
		p.semicolon()
		return p.node(Empty, start)
	}
	return p.node(Namespace, start, name, p.block())
}

// annotation reads ": T" to a Type node, or Absent.
func (p *parser) annotation() Ref {
	if p.tok != tColon {
		return p.absent()
	}
	p.next()
	start := p.start
	if p.is("asserts") && p.ahead(func() bool { p.next(); return p.tok == tIdent && !p.newline }) {
		p.next()
	}
	p.skipType()
	if p.is("is") && !p.newline {
		p.next()
		p.skipType()
	}
	return p.node(Type, start)
}

// typeArguments skips "<…>"; false, with everything as before, when it does not end.
func (p *parser) typeArguments() bool {
	return p.try(func() bool {
		p.inType++
		defer func() { p.inType-- }()
		if p.tok != tLt {
			return false
		}
		p.next()
		for p.tok != tGt {
			at := p.start
			p.acceptWord("const")
			if (p.is("in") || p.is("out")) && p.ahead(func() bool { p.next(); return p.tok == tIdent }) {
				p.next()
			}
			if !p.skipType() {
				return false
			}
			if p.acceptWord("extends") && !p.skipType() {
				return false
			}
			if p.accept(tAssign) && !p.skipType() {
				return false
			}
			if !p.accept(tComma) && p.tok != tGt || p.start == at {
				return false
			}
		}
		p.inType--
		p.at = p.start + 1
		p.next()
		p.inType++
		return true
	})
}

// callTypes reads the type arguments of a call or a template, when that is what
// follows.
func (p *parser) callTypes() bool {
	return p.try(func() bool {
		if !p.typeArguments() {
			return false
		}
		switch p.tok {
		case tLParen, tRParen, tRBracket, tComma, tSemi, tColon, tDot, tOptional, tEOF, tRBrace:
			return true
		case tTemplate:
			return p.src[p.start] == '`'
		}
		return p.newline
	})
}

func (p *parser) skipTypes() {
	for {
		p.skipType()
		if !p.accept(tComma) {
			return
		}
	}
}

// skipType skips a type; false when there is none.
func (p *parser) skipType() bool {
	p.depth++
	p.inType++
	defer func() { p.depth--; p.inType-- }()
	if p.depth > maxDepth {
		return false
	}
	if p.tok == tBinary && (p.op == BitOr || p.op == BitAnd) {
		p.next()
	}
	for {
		if !p.typeOperand() {
			return false
		}
		if p.tok == tBinary && (p.op == BitOr || p.op == BitAnd) {
			p.next()
			continue
		}
		break
	}
	if p.is("extends") && !p.newline && p.ahead(func() bool { p.next(); return p.skipType() && p.tok == tQuestion }) {
		p.next()
		p.skipType()
		p.accept(tQuestion)
		p.skipType()
		p.accept(tColon)
		return p.skipType()
	}
	return true
}

func (p *parser) typeOperand() bool {
	switch p.tok {
	case tIdent:
		return p.typeWord()
	case tString, tNumber, tBigInt:
		p.next()
	case tMinus, tEllipsis:
		p.next()
		return p.typeOperand()
	case tTemplate:
		p.templateLit()
	case tLBrace, tLBracket:
		p.balanced()
	case tLParen:
		p.balanced()
		if p.tok == tArrow {
			p.next()
			return p.returned()
		}
	case tLt:
		if !p.typeArguments() || p.tok != tLParen {
			return false
		}
		return p.typeOperand()
	case tQuestion:
		p.next()
		return true
	default:
		return false
	}
	return p.typeSuffix()
}

// returned skips what a function type returns.
func (p *parser) returned() bool {
	if p.is("asserts") && p.ahead(func() bool { p.next(); return p.tok == tIdent && !p.newline }) {
		p.next()
	}
	ok := p.skipType()
	if p.is("is") && !p.newline {
		p.next()
		return p.skipType()
	}
	return ok
}

func (p *parser) typeWord() bool {
	switch p.src[p.start:p.end] {
	case "keyof", "unique", "infer", "readonly", "typeof", "abstract", "new", "asserts":
		if p.ahead(func() bool {
			p.next()
			return p.tok == tIdent && !p.is("is") && !p.is("extends") || p.tok == tLParen || p.tok == tLBrace || p.tok == tLBracket || p.tok == tLt || p.tok == tString
		}) {
			p.next()
			return p.typeOperand()
		}
	}
	p.next()
	for p.tok == tDot {
		p.next()
		p.accept(tIdent)
	}
	if p.tok == tLParen && p.src[p.prevEnd-1] == 't' { // import("x")
		p.balanced()
		for p.accept(tDot) {
			p.accept(tIdent)
		}
	}
	if p.tok == tLt && !p.newline {
		p.typeArguments()
	}
	return p.typeSuffix()
}

func (p *parser) typeSuffix() bool {
	for p.tok == tLBracket && !p.newline || p.tok == tDot {
		if p.tok == tDot {
			p.next()
			p.accept(tIdent)
			continue
		}
		p.balanced()
	}
	return true
}

// balanced skips brackets and what is in them.
func (p *parser) balanced() {
	level := 0
	for p.tok != tEOF {
		switch p.tok {
		case tLBrace, tLParen, tLBracket:
			level++
		case tRBrace, tRParen, tRBracket:
			level--
		case tTemplate:
			if p.src[p.start] == '`' {
				p.templateLit()
				continue
			}
		}
		if level <= 0 {
			p.inType-- // what follows may be ">>="
			p.next()
			p.inType++
			return
		}
		p.next()
	}
}
