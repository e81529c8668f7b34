package syntax

// beginsStatement tells whether the current token, at the start of a line, most
// likely begins a statement: a place to go on after an error.
func (p *parser) beginsStatement() bool {
	switch p.word() {
	case "var", "let", "const", "function", "class", "if", "for", "while", "do", "return", "switch", "try", "throw", "import", "export",
		"break", "continue", "interface", "enum":
		return true
	}
	return false
}

func (p *parser) statement() Ref { return p.deep(p.oneStatement) }

func (p *parser) oneStatement() Ref {
	start := p.start
	switch p.tok {
	case tLBrace:
		return p.block()
	case tSemi:
		return p.leaf(Empty)
	case tAt:
		return p.decorated()
	case tIdent:
		if n := p.wordStatement(start, p.src[p.start:p.end]); n != 0 {
			return n
		}
	}
	e := p.expression()
	if p.tok == tColon && p.nodes[e].Kind == Name && p.nodes[e].Flags&Paren == 0 {
		p.next()
		return p.node(Labeled, start, e, p.statement())
	}
	p.semicolon()
	return p.node(ExprStmt, start, e)
}

// wordStatement reads a statement that begins with a keyword; 0 when it is an
// expression after all.
func (p *parser) wordStatement(start uint32, w string) Ref {
	switch w {
	case "var":
		return p.variables(start, Var)
	case "const":
		if p.ahead(func() bool { p.next(); return p.is("enum") }) {
			p.next()
			return p.enum(start)
		}
		return p.variables(start, Const)
	case "let", "using":
		if p.ahead(func() bool {
			p.next()
			return p.tok == tIdent && !p.is("in") && !p.is("instanceof") && (w == "let" || !p.newline && !p.is("of")) || w == "let" && (p.tok == tLBrace || p.tok == tLBracket)
		}) {
			return p.variables(start, Let)
		}
	case "await":
		if p.ahead(func() bool {
			p.next()
			ok := p.is("using") && !p.newline
			p.next()
			return ok && p.tok == tIdent && !p.newline
		}) {
			p.next()
			return p.variables(start, Let)
		}
	case "function":
		return p.function(FuncDecl, start, 0)
	case "async":
		if p.ahead(func() bool { p.next(); return p.is("function") && !p.newline }) {
			p.next()
			return p.function(FuncDecl, start, Async)
		}
	case "class":
		return p.class(ClassDecl, start, len(p.stack))
	case "if":
		p.next()
		test := p.condition()
		then := p.statement()
		if p.acceptWord("else") {
			return p.node(If, start, test, then, p.statement())
		}
		return p.node(If, start, test, then, p.absent())
	case "for":
		return p.forLoop(start)
	case "while":
		p.next()
		return p.node(While, start, p.condition(), p.statement())
	case "do":
		p.next()
		body := p.statement()
		if !p.acceptWord("while") {
			p.fail(p.start, p.end, "while is missing")
			return p.node(DoWhile, start, body, p.absent())
		}
		test := p.condition()
		p.accept(tSemi)
		return p.node(DoWhile, start, body, test)
	case "return", "throw":
		kind := Return
		if w == "throw" {
			kind = Throw
		}
		p.next()
		value := Ref(0)
		if p.tok == tSemi || p.tok == tRBrace || p.tok == tEOF || p.newline {
			value = p.absent()
		} else {
			value = p.expression()
		}
		p.semicolon()
		return p.node(kind, start, value)
	case "break", "continue":
		return p.jump(start, w)
	case "try":
		return p.tryStatement(start)
	case "switch":
		return p.switchStatement(start)
	case "with":
		p.next()
		return p.node(With, start, p.condition(), p.statement())
	case "debugger":
		p.next()
		p.semicolon()
		return p.node(Empty, start)
	case "import":
		if !p.ahead(func() bool { p.next(); return p.tok == tLParen || p.tok == tDot }) {
			return p.importStatement(start)
		}
	case "export":
		return p.export(start)
	}
	return p.typeStatement(start, w)
}

func (p *parser) jump(start uint32, w string) Ref {
	kind := Break
	if w == "continue" {
		kind = Continue
	}
	p.next()
	label := Ref(0)
	if p.tok == tIdent && !p.newline {
		label = p.name()
	} else {
		label = p.absent()
	}
	p.semicolon()
	return p.node(kind, start, label)
}

// condition reads "(expr)".
func (p *parser) condition() Ref {
	p.expect(tLParen, "( is missing")
	e := p.expression()
	p.expect(tRParen, ") is missing")
	return e
}

func (p *parser) block() Ref {
	start := p.start
	mark := len(p.stack)
	if !p.expect(tLBrace, "{ is missing") {
		return p.list(Block, start, mark)
	}
	for p.tok != tRBrace && p.tok != tEOF {
		p.push(p.listed(p.statement))
	}
	p.expect(tRBrace, "} is missing")
	return p.list(Block, start, mark)
}

func (p *parser) variables(start uint32, op Op) Ref {
	p.next()
	n := p.declarators(start, op)
	p.semicolon()
	return n
}

func (p *parser) declarators(start uint32, op Op) Ref {
	mark := len(p.stack)
	for {
		at := p.start
		pattern := p.bindingTarget()
		if p.typed() {
			p.accept(tNot)
		}
		typ := p.annotation()
		init := Ref(0)
		if p.accept(tAssign) {
			init = p.assign()
		} else {
			init = p.absent()
		}
		p.push(p.node(Declarator, at, pattern, typ, init))
		if !p.accept(tComma) {
			return p.withOp(p.list(VarDecl, start, mark), op)
		}
	}
}

// bindingTarget reads what a declaration binds.
func (p *parser) bindingTarget() Ref {
	switch p.tok {
	case tLBrace:
		return p.deep(p.object)
	case tLBracket:
		start, mark := p.start, len(p.stack)
		p.elements(tRBracket)
		return p.list(Array, start, mark)
	}
	return p.name()
}

func (p *parser) forLoop(start uint32) Ref {
	p.next()
	flags := Flag(0)
	if p.acceptWord("await") {
		flags = Async
	}
	p.expect(tLParen, "( is missing")
	first := p.forHead()
	switch {
	case p.is("of") || p.is("in"):
		kind := ForOf
		if p.is("in") {
			kind = ForIn
		}
		p.next()
		var iterable Ref
		if kind == ForOf {
			iterable = p.assign()
		} else {
			iterable = p.expression()
		}
		p.expect(tRParen, ") is missing")
		return p.withFlags(p.node(kind, start, first, iterable, p.statement()), flags)
	}
	p.expect(tSemi, "a semicolon is missing")
	test := p.absentOr(tSemi)
	p.expect(tSemi, "a semicolon is missing")
	update := p.absentOr(tRParen)
	p.expect(tRParen, ") is missing")
	return p.node(For, start, first, test, update, p.statement())
}

func (p *parser) absentOr(end tok) Ref {
	if p.tok == end || p.tok == tEOF {
		return p.absent()
	}
	return p.expression()
}

func (p *parser) forHead() Ref {
	start := p.start
	p.noIn = true
	defer func() { p.noIn = false }()
	op := NoOp
	switch p.word() {
	case "var":
		op = Var
	case "const":
		op = Const
	case "let", "using":
		if p.ahead(func() bool {
			p.next()
			return p.tok == tIdent && !p.is("in") && !p.is("of") || p.tok == tLBrace || p.tok == tLBracket
		}) {
			op = Let
		}
	}
	switch {
	case op != NoOp:
		p.next()
		return p.declarators(start, op)
	case p.tok == tSemi:
		return p.absent()
	}
	return p.expression()
}

func (p *parser) tryStatement(start uint32) Ref {
	p.next()
	body := p.block()
	catch, finally := p.absent(), Ref(0)
	if at := p.start; p.acceptWord("catch") {
		pattern := Ref(0)
		if p.accept(tLParen) {
			pattern = p.bindingTarget()
			p.annotation()
			p.expect(tRParen, ") is missing")
		} else {
			pattern = p.absent()
		}
		catch = p.node(Catch, at, pattern, p.block())
	}
	if p.acceptWord("finally") {
		finally = p.block()
	} else {
		finally = p.absent()
	}
	return p.node(Try, start, body, catch, finally)
}

func (p *parser) switchStatement(start uint32) Ref {
	p.next()
	mark := len(p.stack)
	p.push(p.condition())
	p.expect(tLBrace, "{ is missing")
	for p.tok != tRBrace && p.tok != tEOF {
		p.push(p.listed(p.caseClause))
	}
	p.expect(tRBrace, "} is missing")
	return p.list(Switch, start, mark)
}

func (p *parser) caseClause() Ref {
	start := p.start
	mark := len(p.stack)
	switch {
	case p.acceptWord("case"):
		p.push(p.expression())
	case p.acceptWord("default"):
		p.push(p.absent())
	default:
		return p.absent()
	}
	p.expect(tColon, "a colon is missing")
	for p.tok != tRBrace && p.tok != tEOF && !p.is("case") && !p.is("default") {
		p.push(p.listed(p.statement))
	}
	return p.list(Case, start, mark)
}
