package syntax

func (p *parser) importStatement(start uint32) Ref {
	p.next()
	mark := len(p.stack)
	typeOnly := false
	if p.is("type") || p.is("typeof") {
		typeOnly = p.ahead(func() bool {
			p.next()
			return p.tok == tLBrace || p.tok == tBinary && p.op == Mul || p.tok == tIdent && !p.is("from")
		})
		if typeOnly {
			p.next()
		}
	}
	if p.tok == tString {
		n := p.node(Import, start, p.leaf(Str))
		p.importEnd()
		return n
	}
	if p.tok == tIdent {
		name := p.name()
		if p.accept(tAssign) {
			n := p.node(ImportEq, start, name, p.assign())
			p.semicolon()
			return n
		}
		p.push(p.spec(ImportDefault, p.absentAt(p.nodes[name].Start), name))
		p.accept(tComma)
	}
	if p.tok == tBinary && p.op == Mul {
		p.next()
		p.acceptWord("as")
		at := p.absent()
		p.push(p.spec(ImportNamespace, at, p.name()))
	}
	if p.tok == tLBrace {
		p.specs(ImportSpec)
	}
	source := Ref(0)
	if !p.acceptWord("from") || p.tok != tString {
		p.fail(p.start, p.end, "the module's name is missing")
		source = p.absent()
	} else {
		source = p.leaf(Str)
	}
	specs := append([]Ref(nil), p.stack[mark:]...)
	p.stack = p.stack[:mark]
	n := p.node(Import, start, append([]Ref{source}, specs...)...)
	p.importEnd()
	if typeOnly {
		p.nodes[n].Flags |= Static
	}
	return n
}

// importEnd skips import attributes.
func (p *parser) importEnd() {
	if (p.is("with") || p.is("assert")) && !p.newline {
		p.next()
		if p.tok == tLBrace {
			p.object()
		}
	}
	p.semicolon()
}

func (p *parser) spec(op Op, imported, local Ref) Ref {
	return p.withOp(p.node(ImportSpec, p.nodes[local].Start, imported, local), op)
}

// specs reads "{a, b as c, type d}" onto the stack.
func (p *parser) specs(kind Kind) {
	p.next()
	for p.tok != tRBrace && p.tok != tEOF {
		at := p.start
		if p.is("type") && p.ahead(func() bool { p.next(); return p.tok == tIdent && !p.is("as") }) {
			p.next()
		}
		first := p.moduleName()
		second := Ref(0)
		if p.acceptWord("as") {
			second = p.moduleName()
		} else {
			second = p.copyOf(first)
		}
		n := p.node(kind, at, first, second)
		if kind == ImportSpec {
			p.withOp(n, ImportNamed)
		}
		p.push(n)
		if !p.accept(tComma) && p.tok != tRBrace {
			p.fail(p.start, p.end, "a comma is missing")
			if p.start == at {
				p.next()
			}
			if p.newline {
				return
			}
		}
	}
	p.expect(tRBrace, "} is missing")
}

func (p *parser) moduleName() Ref {
	if p.tok == tString {
		return p.leaf(Str)
	}
	return p.name()
}

func (p *parser) export(start uint32) Ref {
	p.next()
	switch {
	case p.acceptWord("default"):
		return p.exportDefault(start)
	case p.accept(tAssign):
		n := p.node(ExportEq, start, p.expression())
		p.semicolon()
		return n
	case p.tok == tBinary && p.op == Mul:
		return p.exportAll(start)
	case p.tok == tLBrace:
		return p.exportSpecs(start)
	case p.is("type") && p.ahead(func() bool { p.next(); return p.tok == tLBrace || p.tok == tBinary && p.op == Mul }):
		p.next()
		if p.tok == tLBrace {
			p.exportSpecs(start)
		} else {
			p.exportAll(start)
		}
		return p.empty(Empty)
	case p.is("import"):
		return p.statement()
	case p.is("as"): // export as namespace X
		for p.tok == tIdent && !p.newline {
			p.next()
		}
		p.semicolon()
		return p.empty(Empty)
	}
	return p.node(ExportDecl, start, p.statement())
}

func (p *parser) exportDefault(start uint32) Ref {
	at := p.start
	switch {
	case p.is("function"):
		return p.node(ExportDef, start, p.function(FuncDecl, at, 0))
	case p.is("async") && p.ahead(func() bool { p.next(); return p.is("function") && !p.newline }):
		p.next()
		return p.node(ExportDef, start, p.function(FuncDecl, at, Async))
	case p.is("class"), p.is("abstract") && p.ahead(func() bool { p.next(); return p.is("class") }), p.tok == tAt:
		mark := len(p.stack)
		for p.tok == tAt {
			p.push(p.decorator())
		}
		p.acceptWord("abstract")
		return p.node(ExportDef, start, p.class(ClassDecl, at, mark))
	case p.is("interface"):
		return p.statement()
	}
	n := p.node(ExportDef, start, p.assign())
	p.semicolon()
	return n
}

func (p *parser) exportAll(start uint32) Ref {
	p.next()
	name := Ref(0)
	if p.acceptWord("as") {
		name = p.moduleName()
	}
	source := Ref(0)
	if p.acceptWord("from") && p.tok == tString {
		source = p.leaf(Str)
	} else {
		p.fail(p.start, p.end, "the module's name is missing")
		source = p.absent()
	}
	if name == 0 {
		name = p.absent()
	}
	n := p.node(ExportAll, start, source, name)
	p.importEnd()
	return n
}

func (p *parser) exportSpecs(start uint32) Ref {
	mark := len(p.stack)
	p.specs(ExportSpec)
	source := Ref(0)
	if p.acceptWord("from") && p.tok == tString {
		source = p.leaf(Str)
	} else {
		source = p.absent()
	}
	specs := append([]Ref(nil), p.stack[mark:]...)
	p.stack = p.stack[:mark]
	n := p.node(ExportSpecs, start, append([]Ref{source}, specs...)...)
	p.importEnd()
	return n
}
