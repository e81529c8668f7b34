package syntax

import "strings"

// jsx reads an element or fragment; the current token is "<".
func (p *parser) jsx() Ref {
	n := p.jsxElement()
	p.next()
	return n
}

// jsxElement leaves p.at right behind the element, with no token read.
func (p *parser) jsxElement() Ref {
	start := p.start
	mark := len(p.stack)
	p.next()
	if p.tok == tGt { // <>
		p.at = p.start + 1
		p.push(p.absent())
		p.push(p.empty(JSXAttrs))
		p.jsxChildren()
		return p.jsxDone(start, mark)
	}
	p.push(p.jsxName())
	if p.tok == tLt && p.typed() {
		p.typeArguments()
	}
	p.push(p.jsxAttrs())
	if p.tok == tSlash {
		p.next()
		p.at = p.start + 1
		if p.tok != tGt {
			p.fail(p.start, p.end, "> is missing")
			p.at = p.start
		}
		return p.jsxDone(start, mark)
	}
	if p.tok != tGt {
		p.fail(p.start, p.end, "> is missing")
		p.at = p.start
		return p.jsxDone(start, mark)
	}
	p.at = p.start + 1
	p.jsxChildren()
	return p.jsxDone(start, mark)
}

func (p *parser) jsxDone(start uint32, mark int) Ref {
	p.end = p.at
	p.prevEnd = p.at
	return p.list(JSX, start, mark)
}

// jsxName reads a-b, a:b or A.B. A name that begins with a small letter, or has a
// sign in it, is the name of an element of the page: a Str node without quotes.
func (p *parser) jsxName() Ref {
	start := p.start
	if p.tok != tIdent {
		p.fail(p.start, p.end, "a name is missing")
		return p.absent()
	}
	p.dashes()
	if p.tok == tDot {
		n := p.leafTo(Name, start)
		for p.accept(tDot) {
			n = p.node(Member, start, n, p.name())
		}
		return n
	}
	kind := Name
	if c := p.src[start]; c >= 'a' && c <= 'z' || strings.ContainsAny(p.src[start:p.prevEnd], "-:") {
		kind = Str
	}
	return p.leafTo(kind, start)
}

func (p *parser) leafTo(k Kind, start uint32) Ref { return p.node(k, start) }

// dashes reads a name that may hold dashes and a colon.
func (p *parser) dashes() {
	for {
		for int(p.at) < len(p.src) && (identPart[p.src[p.at]] || p.src[p.at] == '-') {
			p.at++
		}
		if p.byteAt(p.at) != ':' || !identStart[p.byteAt(p.at+1)] {
			break
		}
		p.at++
	}
	p.end = p.at
	p.next()
}

func (p *parser) jsxAttrs() Ref {
	start := p.start
	mark := len(p.stack)
	for p.tok != tGt && p.tok != tSlash && p.tok != tEOF {
		p.push(p.listed(p.jsxAttr))
	}
	return p.list(JSXAttrs, start, mark)
}

func (p *parser) jsxAttr() Ref {
	start := p.start
	if p.tok == tLBrace {
		p.next()
		p.accept(tEllipsis)
		e := p.assign()
		p.expect(tRBrace, "} is missing")
		return p.node(Spread, start, e)
	}
	if p.tok != tIdent {
		return p.absent()
	}
	p.dashes()
	name := p.node(Name, start)
	if p.tok != tAssign {
		return p.node(JSXAttr, start, name, p.absent())
	}
	p.at = p.end
	p.space()
	if c := p.byteAt(p.at); c == '"' || c == '\'' { // no escapes, may have line breaks
		at := p.at
		if end := strings.IndexByte(p.src[at+1:], c); end >= 0 {
			p.at = at + uint32(end) + 2
			p.end = p.at
			p.next()
			value := p.node(Str, at)
			return p.node(JSXAttr, start, name, value)
		}
	}
	p.next()
	value := Ref(0)
	switch p.tok {
	case tLBrace:
		p.next()
		value = p.deep(p.expression)
		p.expect(tRBrace, "} is missing")
	case tLt:
		value = p.deep(p.jsx)
	default:
		p.fail(p.start, p.end, "a value is missing")
		value = p.absent()
	}
	return p.node(JSXAttr, start, name, value)
}

// jsxChildren reads up to and with the closing tag.
func (p *parser) jsxChildren() {
	for int(p.at) < len(p.src) {
		at := p.at
		for int(p.at) < len(p.src) && p.src[p.at] != '{' && p.src[p.at] != '<' {
			p.at++
		}
		if p.at > at {
			p.nodes = append(p.nodes, Node{Start: at, End: p.at, Kind: JSXText})
			p.push(Ref(len(p.nodes) - 1))
		}
		if int(p.at) >= len(p.src) {
			break
		}
		if p.src[p.at] == '{' {
			p.jsxHole()
			continue
		}
		if p.closing() {
			return
		}
		p.next() // <
		p.push(p.deep(p.jsxElement))
		if p.at <= at {
			p.at = at + 1
		}
	}
	p.fail(p.at, p.at, "the element does not end")
}

// closing skips "</name>" when it stands here.
func (p *parser) closing() bool {
	end := strings.IndexByte(p.src[p.at:min(len(p.src), int(p.at)+200)], '>')
	if end < 0 {
		return false
	}
	if rest := strings.TrimLeft(p.src[p.at+1:int(p.at)+end], " \t\r\n"); !strings.HasPrefix(rest, "/") {
		return false
	}
	p.at += uint32(end) + 1
	return true
}

// jsxHole reads "{expr}", "{...expr}" or "{}".
func (p *parser) jsxHole() {
	p.next() // {
	p.next()
	if p.tok != tRBrace {
		start := p.start
		if p.accept(tEllipsis) {
			p.push(p.node(Spread, start, p.assign()))
		} else {
			p.push(p.deep(p.expression))
		}
	}
	if p.tok != tRBrace {
		p.fail(p.start, p.end, "} is missing")
		p.at = p.start
		return
	}
	p.at = p.start + 1
}
