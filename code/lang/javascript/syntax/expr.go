package syntax

// expression reads "a, b".
func (p *parser) expression() Ref {
	start := p.start
	first := p.assign()
	if p.tok != tComma {
		return first
	}
	mark := len(p.stack)
	p.push(first)
	for p.accept(tComma) {
		p.push(p.assign())
	}
	return p.list(Sequence, start, mark)
}

// assign reads an expression without a comma: an arrow function, an assignment, a
// yield, or less.
func (p *parser) assign() Ref { return p.deep(p.assignment) }

func (p *parser) assignment() Ref {
	start := p.start
	if p.tok == tIdent {
		switch p.src[p.start:p.end] {
		case "yield":
			return p.yield()
		case "async":
			if n := p.asyncArrow(); n != 0 {
				return n
			}
		}
	}
	if p.tok == tLt && p.typed() {
		if n := p.genericArrow(start, 0); n != 0 {
			return n
		}
	}
	left := p.conditional()
	switch p.tok {
	case tArrow:
		if !p.newline {
			return p.arrow(start, left, 0, 0)
		}
	case tAssign, tAssignOp:
		op := NoOp
		if p.tok == tAssignOp {
			op = p.op
		}
		p.next()
		return p.withOp(p.node(Assign, start, left, p.assign()), op)
	}
	return left
}

func (p *parser) yield() Ref {
	start := p.start
	p.next()
	flag := Flag(0)
	if p.tok == tBinary && p.op == Mul && !p.newline {
		p.next()
		flag = Delegate
	}
	switch p.tok {
	case tRParen, tRBracket, tRBrace, tComma, tSemi, tColon, tEOF, tAssign, tDot, tArrow, tBinary:
		if flag == 0 {
			return p.node(Yield, start, p.absent())
		}
	}
	if p.newline && flag == 0 {
		return p.node(Yield, start, p.absent())
	}
	return p.withFlags(p.node(Yield, start, p.assign()), flag)
}

// asyncArrow reads "async x => …" and "async <T>(x) => …"; the form with
// parentheses is read as a call first.
func (p *parser) asyncArrow() Ref {
	start := p.start
	if p.typed() && p.ahead(func() bool { p.next(); return p.tok == tLt && !p.newline }) {
		found := Ref(0)
		p.try(func() bool {
			p.next()
			found = p.genericArrow(start, Async)
			return found != 0
		})
		return found
	}
	if !p.ahead(func() bool {
		p.next()
		if p.tok != tIdent || p.newline {
			return false
		}
		p.next()
		return p.tok == tArrow
	}) {
		return 0
	}
	p.next()
	return p.arrow(start, p.name(), 0, Async)
}

// genericArrow reads "<T>(x: T) => …" where that is what stands here.
func (p *parser) genericArrow(start uint32, flags Flag) Ref {
	found := Ref(0)
	p.try(func() bool {
		if !p.typeArguments() || p.tok != tLParen {
			return false
		}
		params := p.params()
		ret := p.annotation()
		if p.tok != tArrow {
			return false
		}
		found = p.arrowBody(start, params, ret, flags)
		return true
	})
	return found
}

// arrow makes a function of what was read before "=>".
func (p *parser) arrow(start uint32, left, ret Ref, flags Flag) Ref {
	if ret == 0 {
		ret = p.absent()
	}
	return p.arrowBody(start, p.toParams(left), ret, flags)
}

func (p *parser) arrowBody(start uint32, params, ret Ref, flags Flag) Ref {
	p.expect(tArrow, "=> is missing")
	var body Ref
	branch, noIn := p.branch, p.noIn
	if p.tok == tLBrace {
		p.branch, p.noIn = 0, false
		body = p.block()
	} else {
		body = p.assign()
	}
	p.branch, p.noIn = branch, noIn
	return p.withFlags(p.node(Arrow, start, p.absentAt(start), params, ret, body), flags)
}

func (p *parser) absentAt(at uint32) Ref {
	n := p.absent()
	p.nodes[n].Start, p.nodes[n].End = at, at
	return n
}

// toParams turns an expression into parameters: "(a, b = 1, ...c)" was read as the
// elements of a Params node already, "a" as a Name.
func (p *parser) toParams(left Ref) Ref {
	n := p.nodes[left]
	if n.Kind == Params {
		return left
	}
	param := p.wrap(Param, left)
	return p.wrap(Params, param)
}

// wrap makes a node around one that is not yet anybody's child.
func (p *parser) wrap(k Kind, inner Ref) Ref {
	n := p.nodes[inner]
	p.nodes = append(p.nodes, Node{Start: n.Start, End: n.End, First: inner, Kind: k})
	return Ref(len(p.nodes) - 1)
}

func (p *parser) conditional() Ref {
	start := p.start
	test := p.binary(0)
	if p.tok != tQuestion || p.optionalMark() {
		return test
	}
	p.next()
	noIn := p.noIn
	p.noIn = false
	p.branch++
	then := p.assign()
	p.branch--
	p.noIn = noIn
	p.expect(tColon, "a colon is missing")
	return p.node(Cond, start, test, then, p.assign())
}

// optionalMark: the "?" of "(a?: T) => …".
func (p *parser) optionalMark() bool {
	return p.ahead(func() bool {
		p.next()
		return p.tok == tColon || p.tok == tComma || p.tok == tRParen || p.tok == tAssign
	})
}

// precedence of the current token as a binary operator, 0 for none.
func (p *parser) precedence() (int, Op) {
	switch p.tok {
	case tPlus, tMinus:
		return 10, p.op
	case tSlash:
		return 11, Div
	case tLt:
		return 8, Lt
	case tGt:
		if p.inType > 0 {
			return 0, NoOp
		}
		return 8, Gt
	case tBinary:
		return levels[p.op], p.op
	case tIdent:
		switch p.src[p.start:p.end] {
		case "in":
			if !p.noIn {
				return 8, In
			}
		case "instanceof":
			return 8, InstanceOf
		}
	}
	return 0, NoOp
}

var levels = [...]int{
	Nullish: 1, Or: 2, And: 3, BitOr: 4, BitXor: 5, BitAnd: 6, Eq: 7, NotEq: 7, StrictEq: 7, StrictNotEq: 7,
	LtE: 8, GtE: 8, Shl: 9, Shr: 9, UShr: 9, Mul: 11, Mod: 11, Pow: 12, Div: 11,
}

// binary reads operators that bind tighter than min.
func (p *parser) binary(min int) Ref {
	start := p.start
	left := p.unary()
	for {
		if p.typed() && !p.newline && (p.is("as") || p.is("satisfies")) {
			p.next()
			p.skipType()
			continue
		}
		level, op := p.precedence()
		if level <= min {
			return left
		}
		p.next()
		right := Ref(0)
		if op == Pow {
			right = p.deep(func() Ref { return p.binary(level - 1) })
		} else {
			right = p.deep(func() Ref { return p.binary(level) })
		}
		kind := Binary
		if op == And || op == Or || op == Nullish {
			kind = Logical
		}
		left = p.withOp(p.node(kind, start, left, right), op)
	}
}

func (p *parser) unary() Ref {
	start := p.start
	op := NoOp
	switch p.tok {
	case tNot:
		op = Not
	case tTilde:
		op = BitNot
	case tPlus:
		op = Plus
	case tMinus:
		op = Neg
	case tInc, tDec:
		op = p.op
		p.next()
		return p.withFlags(p.withOp(p.node(Update, start, p.deep(p.unary)), op), Prefix)
	case tLt:
		if p.mode == TypeScript && p.typeArguments() {
			return p.deep(p.unary)
		}
	case tIdent:
		switch p.src[p.start:p.end] {
		case "typeof":
			op = Typeof
		case "void":
			op = Void
		case "delete":
			op = Delete
		case "await":
			if n := p.await(); n != 0 {
				return n
			}
		}
	}
	if op == NoOp {
		return p.postfix()
	}
	p.next()
	return p.withOp(p.node(Unary, start, p.deep(p.unary)), op)
}

// await is an operator where an operand follows.
func (p *parser) await() Ref {
	if !p.ahead(func() bool {
		p.next()
		switch p.tok {
		case tIdent:
			return !p.newline && !p.is("in") && !p.is("of") && !p.is("instanceof")
		case tString, tNumber, tTemplate, tLBrace, tNot:
			return !p.newline
		case tLParen, tLBracket:
			return true
		case tSlash, tPlus, tMinus, tLt:
			return false
		}
		return false
	}) {
		return 0
	}
	start := p.start
	p.next()
	return p.node(Await, start, p.deep(p.unary))
}

func (p *parser) postfix() Ref {
	start := p.start
	n := p.chain()
	if (p.tok == tInc || p.tok == tDec) && !p.newline {
		op := p.op
		p.next()
		n = p.withOp(p.node(Update, start, n), op)
	}
	return n
}

// chain reads a primary and what follows it: members, calls, templates.
func (p *parser) chain() Ref {
	start := p.start
	var n Ref
	if p.is("new") {
		n = p.newExpr()
	} else {
		n = p.primary()
	}
	if k := p.nodes[n].Kind; (k == Arrow || k == Params) && p.nodes[n].Flags&Paren == 0 {
		return n
	}
	optional := false
	for length := 0; length < 10000; length++ {
		next := p.link(start, n, &optional)
		if next == 0 {
			break
		}
		n = next
	}
	if optional {
		n = p.node(Chain, start, n)
	}
	return n
}

// link reads one more part of a chain; 0 when there is none.
func (p *parser) link(start uint32, n Ref, optional *bool) Ref {
	switch p.tok {
	case tDot:
		p.next()
		return p.node(Member, start, n, p.name())
	case tOptional:
		*optional = true
		p.next()
		return p.optionalLink(start, n)
	case tLBracket:
		return p.index(start, n)
	case tLParen:
		call := p.node(Call, start, n, p.args())
		return p.asyncCall(start, n, call)
	case tTemplate:
		if p.src[p.start] == '`' {
			return p.node(Tagged, start, n, p.templateLit())
		}
	case tNot:
		if p.typed() && !p.newline {
			p.next()
			return n
		}
	case tLt:
		if p.typed() && p.callTypes() {
			return n
		}
	}
	return 0
}

func (p *parser) index(start uint32, n Ref) Ref {
	p.next()
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, 0
	at := p.deep(p.expression)
	p.noIn, p.branch = noIn, branch
	p.expect(tRBracket, "] is missing")
	return p.node(Index, start, n, at)
}

func (p *parser) optionalLink(start uint32, n Ref) Ref {
	switch p.tok {
	case tLBracket:
		return p.withFlags(p.index(start, n), Optional)
	case tLParen:
		return p.withFlags(p.node(Call, start, n, p.args()), Optional)
	case tLt:
		if p.typed() && p.callTypes() && p.tok == tLParen {
			return p.withFlags(p.node(Call, start, n, p.args()), Optional)
		}
	case tTemplate:
		return p.node(Tagged, start, n, p.templateLit())
	}
	return p.withFlags(p.node(Member, start, n, p.name()), Optional)
}

// asyncCall turns "async(x) => …", read as a call, into a function.
func (p *parser) asyncCall(start uint32, callee, call Ref) Ref {
	if p.nodes[callee].Kind != Name || p.src[p.nodes[callee].Start:p.nodes[callee].End] != "async" {
		return call
	}
	if p.tok != tArrow && p.tok != tColon || p.newline {
		return call
	}
	ret := Ref(0)
	if p.tok == tColon && !p.try(func() bool { ret = p.annotation(); return p.tok == tArrow }) {
		return call
	}
	args := p.nodes[callee].Next
	p.nodes[callee].Next = 0
	mark := len(p.stack)
	for c := p.nodes[args].First; c != 0; {
		next := p.nodes[c].Next
		p.nodes[c].Next = 0
		p.push(p.toParam(c))
		c = next
	}
	params := p.list(Params, p.nodes[args].Start, mark)
	return p.arrow(start, params, ret, Async)
}

// toParam makes a parameter of an expression: a name, a pattern, "a = 1" or "...a".
func (p *parser) toParam(e Ref) Ref {
	n := p.nodes[e]
	switch {
	case n.Kind == Param:
		return e
	case n.Kind == Spread:
		return p.withFlags(p.wrap(Param, n.First), Rest)
	case n.Kind == Assign && n.Op == NoOp && n.Flags&Paren == 0:
		target := n.First
		value := p.nodes[target].Next
		typ := p.absent()
		p.nodes[typ].Start, p.nodes[typ].End = p.nodes[target].End, p.nodes[target].End
		p.nodes[target].Next, p.nodes[typ].Next = typ, value
		p.nodes[e].Kind = Param
		return e
	}
	return p.wrap(Param, e)
}

func (p *parser) newExpr() Ref {
	start := p.start
	p.next()
	if p.accept(tDot) {
		p.name()
		return p.node(Meta, start)
	}
	var callee Ref
	if p.is("new") {
		callee = p.deep(p.newExpr)
	} else {
		at := p.start
		callee = p.primary()
		for more := true; more; {
			switch {
			case p.tok == tDot:
				p.next()
				callee = p.node(Member, at, callee, p.name())
			case p.tok == tLBracket:
				callee = p.index(at, callee)
			case p.tok == tNot && p.typed() && !p.newline:
				p.next()
			default:
				more = false
			}
		}
	}
	if p.tok == tLt && p.typed() {
		p.callTypes()
	}
	if p.tok == tLParen {
		return p.node(New, start, callee, p.args())
	}
	return p.node(New, start, callee, p.absent())
}

// args reads "(a, ...b)". Annotations may stand in it, of "async (a: T) => …".
func (p *parser) args() Ref {
	start := p.start
	mark := len(p.stack)
	p.elements(tRParen)
	return p.list(Args, start, mark)
}

// elements reads the inside of parentheses up to close.
func (p *parser) elements(close tok) (annotated bool) {
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, 0
	p.next()
	for p.tok != close && p.tok != tEOF {
		at := p.start
		if p.tok == tComma {
			p.next()
			if close == tRBracket {
				p.push(p.absent())
			}
			continue
		}
		e, typed := p.element()
		annotated = annotated || typed
		p.push(e)
		if p.tok != close && !p.accept(tComma) {
			p.fail(p.start, p.end, "a comma is missing")
			if p.start == at || p.tok == tSemi || p.tok == tRBrace || p.newline && p.beginsStatement() {
				break
			}
		}
	}
	p.noIn, p.branch = noIn, branch
	p.expect(close, "a bracket is not closed")
	return annotated
}

// element reads an argument, or a parameter of what will be an arrow function.
func (p *parser) element() (n Ref, typed bool) {
	start := p.start
	if p.tok == tEllipsis {
		p.next()
		inner := p.assign()
		if p.tok == tColon {
			t := p.annotation()
			return p.withFlags(p.node(Param, start, inner, t, p.absent()), Rest), true
		}
		return p.node(Spread, start, inner), false
	}
	e := p.assign()
	if p.tok != tColon && p.tok != tQuestion {
		return e, false
	}
	p.accept(tQuestion)
	t := p.annotation()
	value := Ref(0)
	if p.accept(tAssign) {
		value = p.assign()
	} else {
		value = p.absent()
	}
	return p.node(Param, start, e, t, value), true
}
