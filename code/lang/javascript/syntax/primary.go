package syntax

func (p *parser) primary() Ref {
	start := p.start
	switch p.tok {
	case tIdent:
		return p.wordExpr()
	case tPrivate:
		return p.leaf(Name)
	case tNumber:
		return p.leaf(Number)
	case tBigInt:
		return p.leaf(BigInt)
	case tString:
		return p.leaf(Str)
	case tTemplate:
		if p.src[p.start] == '`' {
			return p.templateLit()
		}
	case tSlash:
		p.regex()
		return p.leaf(Regex)
	case tAssignOp:
		if p.op == Div {
			p.regex()
			return p.leaf(Regex)
		}
	case tLParen:
		return p.paren()
	case tLBracket:
		mark := len(p.stack)
		p.elements(tRBracket)
		return p.list(Array, start, mark)
	case tLBrace:
		return p.deep(p.object)
	case tAt:
		return p.classExpr()
	case tLt:
		if p.mode != TypeScript {
			return p.deep(p.jsx)
		}
	}
	p.fail(start, p.end, "an expression is missing")
	return p.node(Error, p.prevEnd)
}

// wordExpr reads what begins with a word.
func (p *parser) wordExpr() Ref {
	switch p.src[p.start:p.end] {
	case "function":
		return p.function(FuncExpr, p.start, 0)
	case "async":
		start := p.start
		if p.ahead(func() bool { p.next(); return p.is("function") && !p.newline }) {
			p.next()
			return p.function(FuncExpr, start, Async)
		}
	case "class":
		return p.classExpr()
	case "this":
		return p.leaf(This)
	case "super":
		return p.leaf(Super)
	case "null":
		return p.leaf(Null)
	case "true":
		return p.leaf(True)
	case "false":
		return p.leaf(False)
	case "import":
		start := p.start
		if p.ahead(func() bool { p.next(); return p.tok == tDot }) {
			p.next()
			p.next()
			p.name()
			return p.node(Meta, start)
		}
	case "case", "catch", "const", "default", "do", "else", "enum", "export", "extends", "finally", "for", "if", "in",
		"instanceof", "return", "switch", "throw", "try", "var", "while", "with":
		p.fail(p.start, p.end, "an expression is missing")
		return p.node(Error, p.prevEnd)
	}
	return p.leaf(Name)
}

// paren reads "(…)": an expression, or the parameters of an arrow function, which
// are then a Params node for the caller.
func (p *parser) paren() Ref {
	start := p.start
	branch := p.branch
	mark := len(p.stack)
	inner := p.at
	annotated := p.deepElements()
	ret := Ref(0)
	switch {
	case p.tok == tColon && p.typed() && (annotated || branch == 0 || len(p.stack) == mark):
		if !p.try(func() bool { ret = p.annotation(); return p.tok == tArrow }) {
			ret = 0
		}
	case p.tok == tColon && p.typed() && branch > 0:
		// "a ? (b): T => c : d": only when a colon follows what would be the function
		if !p.try(func() bool {
			ret = p.annotation()
			return p.tok == tArrow && p.ahead(func() bool { p.next(); p.assign(); return p.tok == tColon })
		}) {
			ret = 0
		}
	}
	if p.tok == tArrow && !p.newline {
		params := p.paramList(start, mark)
		if ret != 0 {
			return p.arrow(start, params, ret, 0)
		}
		return params
	}
	return p.grouped(start, inner, mark)
}

func (p *parser) deepElements() bool {
	annotated := false
	p.depth++
	if p.depth > maxDepth {
		p.depth--
		p.push(p.deep(func() Ref { return p.node(Error, p.start) }))
		return false
	}
	annotated = p.elements(tRParen)
	p.depth--
	return annotated
}

func (p *parser) paramList(start uint32, mark int) Ref {
	for i := mark; i < len(p.stack); i++ {
		p.stack[i] = p.toParam(p.stack[i])
	}
	return p.list(Params, start, mark)
}

// grouped is a parenthesised expression; its span leaves the parentheses out.
func (p *parser) grouped(start, inner uint32, mark int) Ref {
	switch len(p.stack) - mark {
	case 0:
		p.fail(start, p.prevEnd, "an expression is missing")
		return p.node(Error, start)
	case 1:
		n := p.stack[mark]
		p.stack = p.stack[:mark]
		return p.withFlags(n, Paren)
	}
	end, at, next := p.prevEnd, p.at, p.start
	p.at = inner
	p.space()
	inner, p.at = p.at, at
	p.prevEnd = inner
	n := p.list(Sequence, inner, mark)
	p.prevEnd, p.start = end, next
	return p.withFlags(n, Paren)
}

func (p *parser) templateLit() Ref {
	start := p.start
	mark := len(p.stack)
	for {
		text := Node{Start: p.start + 1, End: p.end - 1, Kind: TemplateText}
		if !p.tail {
			text.End--
		}
		text.End = max(text.Start, text.End)
		text.End = min(text.End, uint32(len(p.src)))
		p.nodes = append(p.nodes, text)
		p.push(Ref(len(p.nodes) - 1))
		if p.tail {
			p.next()
			return p.list(Template, start, mark)
		}
		p.next()
		noIn, branch := p.noIn, p.branch
		p.noIn, p.branch = false, 0
		p.push(p.deep(p.expression))
		p.noIn, p.branch = noIn, branch
		if p.tok != tRBrace {
			p.fail(p.start, p.end, "} is missing")
			return p.list(Template, start, mark)
		}
		p.at = p.start + 1
		p.template()
		p.tok, p.end = tTemplate, p.at
	}
}

func (p *parser) object() Ref {
	start := p.start
	mark := len(p.stack)
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, 0
	p.next()
	for p.tok != tRBrace && p.tok != tEOF {
		at := p.start
		p.push(p.listed(p.property))
		if p.tok != tRBrace && !p.accept(tComma) {
			p.fail(p.start, p.end, "a comma is missing")
			if p.tok == tSemi || p.start == at {
				p.next()
			}
			if p.newline && p.beginsStatement() {
				break
			}
		}
	}
	p.noIn, p.branch = noIn, branch
	p.expect(tRBrace, "} is missing")
	return p.list(Object, start, mark)
}

func (p *parser) property() Ref {
	start := p.start
	if p.accept(tEllipsis) {
		return p.node(Spread, start, p.assign())
	}
	m := p.modifiers(false)
	key, flags := p.key()
	flags |= m.flags & (Getter | Setter)
	switch {
	case p.tok == tLParen || p.tok == tLt && p.typed():
		return p.withFlags(p.node(Method, start, key, p.methodFunc(m.fn)), flags)
	case p.accept(tColon):
		return p.withFlags(p.node(Property, start, key, p.assign()), flags)
	}
	if p.nodes[key].Kind != Name {
		p.fail(p.start, p.end, "a colon is missing")
	}
	value := p.copyOf(key)
	if p.tok == tAssign {
		p.next()
		value = p.node(Assign, start, value, p.assign())
	}
	return p.withFlags(p.node(Property, start, key, value), flags|Shorthand)
}

func (p *parser) copyOf(n Ref) Ref {
	c := p.nodes[n]
	c.Next, c.First = 0, 0
	p.nodes = append(p.nodes, c)
	return Ref(len(p.nodes) - 1)
}

// key reads the name of a property or member.
func (p *parser) key() (Ref, Flag) {
	switch p.tok {
	case tIdent, tPrivate:
		return p.leaf(Name), 0
	case tString:
		return p.leaf(Str), 0
	case tNumber, tBigInt:
		return p.leaf(Number), 0
	case tLBracket:
		p.next()
		noIn := p.noIn
		p.noIn = false
		e := p.assign()
		p.noIn = noIn
		p.expect(tRBracket, "] is missing")
		return e, Computed
	}
	p.fail(p.start, p.end, "a name is missing")
	return p.absent(), 0
}

// mods are the words before a member.
type mods struct {
	flags Flag // of the member: Static, Getter, Setter
	fn    Flag // of its function: Async, Generator
	none  bool // declared only: abstract, declare
	prop  bool // a parameter property: public, private, protected, readonly
}

// modifiers reads the words before a member's name. A word is one only when a name
// follows it.
func (p *parser) modifiers(class bool) mods {
	var m mods
	for {
		if p.tok == tBinary && p.op == Mul {
			m.fn |= Generator
			p.next()
			continue
		}
		w := p.word()
		if !modifier(w, class) || !p.ahead(func() bool {
			p.next()
			switch p.tok {
			case tIdent, tPrivate, tString, tNumber, tBigInt, tLBracket:
				return !p.newline || w == "static" || w != "async" && w != "get" && w != "set"
			case tBinary:
				return p.op == Mul && !p.newline
			case tLBrace:
				return w == "static"
			case tAt:
				return true
			}
			return false
		}) {
			return m
		}
		switch w {
		case "static":
			m.flags |= Static
		case "get":
			m.flags |= Getter
		case "set":
			m.flags |= Setter
		case "async":
			m.fn |= Async
		case "abstract", "declare":
			m.none = true
		default:
			m.prop = true
		}
		p.next()
		if m.flags&Static != 0 && p.tok == tLBrace {
			return m
		}
	}
}

func modifier(w string, class bool) bool {
	switch w {
	case "get", "set", "async":
		return true
	case "static", "public", "private", "protected", "readonly", "abstract", "override", "declare", "accessor":
		return class
	}
	return false
}
