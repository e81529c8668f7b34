package syntax

func (p *parser) expr() {
	m := p.open()
	if !p.deeper() {
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	p.ternary()
	switch {
	case p.k() == tAssign:
		op := p.t[p.i].op
		p.advance()
		p.value()
		p.close(m, Assign).Op = op
	case p.k() == tGt && p.opAt(1) == Ge, p.k() == tGt && p.at(1) == tGt && p.opAt(2) == Ge:
		op := Shr // >>= or >>>=
		if p.at(1) == tGt {
			op = UShr
		}
		for p.k() == tGt {
			p.advance()
		}
		p.advance()
		p.expr()
		p.close(m, Assign).Op = op
	}
}

func (p *parser) ternary() {
	m := p.open()
	p.binary(1)
	if p.k() != tQuest {
		return
	}
	if !p.deeper() {
		p.depth--
		return
	}
	p.advance()
	p.expr()
	p.expect(tColon, ":")
	if p.k() == tLParen || p.k() == tIdent { // perhaps a lambda
		p.expr()
	} else {
		p.ternary()
	}
	p.close(m, Ternary)
	p.depth--
}

var precedence = [...]int8{OrOr: 1, AndAnd: 2, Or: 3, Xor: 4, And: 5, Eq: 6, Ne: 6, Lt: 7, Gt: 7, Le: 7, Ge: 7, Shl: 8, Shr: 8, UShr: 8, Add: 9, Sub: 9, Mul: 10, Div: 10, Mod: 10, Not: 0, BitNot: 0, Inc: 0, Dec: 0}

// operator is the binary operator here and how many tokens it has.
func (p *parser) operator() (Op, int) {
	t := p.t[p.i]
	if t.kind != tGt {
		if t.kind == tOp {
			return t.op, 1
		}
		return NoOp, 0
	}
	glued := func(o int) bool { return p.i+o < len(p.t) && p.t[p.i+o-1].end == p.t[p.i+o].start }
	switch {
	case p.opAt(1) == Ge && glued(1):
		return NoOp, 0 // >>=
	case p.at(1) == tGt && glued(1):
		if p.at(2) == tGt && glued(2) {
			if p.opAt(3) == Ge && glued(3) {
				return NoOp, 0
			}
			return UShr, 3
		}
		if p.opAt(2) == Ge && glued(2) {
			return NoOp, 0
		}
		return Shr, 2
	}
	return Gt, 1
}

func (p *parser) binary(least int8) {
	m := p.open()
	p.unary()
	for {
		if p.k() == kInstanceof {
			if least > 7 {
				return
			}
			p.advance()
			p.instanceOf(m)
			continue
		}
		op, width := p.operator()
		prec := precedence[op]
		if prec == 0 || prec < least {
			return
		}
		for ; width > 0; width-- {
			p.advance()
		}
		p.binary(prec + 1)
		p.close(m, Binary).Op = op
	}
}

func (p *parser) instanceOf(m mark) {
	j, ok := p.skipType(p.i)
	if p.k() == kModif || p.k() == tAt || ok && (p.kindAt(j) == tIdent || p.kindAt(j) == tLParen) {
		p.pattern()
	} else {
		p.typ()
	}
	p.close(m, Instanceof)
}

func (p *parser) unary() {
	m := p.open()
	t := p.t[p.i]
	if t.kind == tIncDec || t.kind == tOp && (t.op == Add || t.op == Sub || t.op == Not || t.op == BitNot) {
		if p.deeper() {
			p.advance()
			p.unary()
			p.close(m, Unary).Op = t.op
		}
		p.depth--
		return
	}
	switch t.kind {
	case tLParen:
		if t.match > 0 && p.kindAt(int(t.match)+1) == tArrow {
			p.lambda()
			return
		}
		if p.castAhead() {
			p.cast(m)
			return
		}
	case tIdent:
		if p.at(1) == tArrow {
			p.lambda()
			return
		}
	}
	p.primary(m)
	for p.k() == tIncDec {
		op := p.t[p.i].op
		p.advance()
		p.close(m, Postfix).Op = op
	}
}

// castAhead looks whether (Type) is followed by what a cast can apply to.
func (p *parser) castAhead() bool {
	if k := p.at(1); k != kPrim && k != tIdent && k != tAt {
		return false
	}
	j, ok := p.skipType(p.i + 1)
	for ok && p.kindAt(j) == tOp && p.t[j].op == And {
		j, ok = p.skipType(j + 1)
	}
	if !ok || p.kindAt(j) != tRParen {
		return false
	}
	switch p.kindAt(j + 1) {
	case tIdent, tInt, tFloat, tString, tText, tChar, tLParen, kThis, kSuper, kNew, kTrue, kFalse, kNull, kSwitch, kPrim, kVoid:
		return true
	case tIncDec:
		return p.at(1) == kPrim && p.at(2) == tRParen
	case tOp:
		op := p.t[j+1].op
		return op == Not || op == BitNot || p.at(1) == kPrim && (op == Add || op == Sub)
	}
	return false
}

func (p *parser) cast(m mark) {
	if !p.deeper() {
		p.depth--
		return
	}
	p.advance()
	p.typ()
	for p.k() == tOp && p.t[p.i].op == And {
		p.advance()
		p.typ()
	}
	p.accept(tRParen)
	p.unary()
	p.close(m, Cast)
	p.depth--
}

func (p *parser) lambda() {
	m := p.open()
	if !p.deeper() {
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	switch {
	case p.k() == tIdent:
		p.leaf(Name)
	case p.at(1) == tIdent && (p.at(2) == tComma || p.at(2) == tRParen):
		p.advance()
		for p.k() == tIdent {
			p.leaf(Name)
			if !p.accept(tComma) {
				break
			}
		}
		p.expect(tRParen, ")")
	default:
		p.params(Params)
	}
	p.expect(tArrow, "->")
	if p.k() == tLBrace {
		p.block()
	} else {
		p.expr()
	}
	p.close(m, Lambda)
}

func (p *parser) args() {
	m := p.open()
	p.advance()
	for p.k() != tRParen && p.k() != tEOF && p.k() != tSemi && p.k() != tRBrace {
		b := p.i
		p.value()
		if !p.accept(tComma) || p.i == b {
			break
		}
	}
	p.expect(tRParen, ")")
	p.close(m, Args)
}

// literals by token.
var literals = map[tk]Op{tInt: LitInt, tFloat: LitFloat, tString: LitString, tText: LitText, tChar: LitChar, kTrue: LitTrue, kFalse: LitFalse, kNull: LitNull}

func (p *parser) primary(m mark) {
	switch p.k() {
	case tInt, tFloat, tString, tText, tChar, kTrue, kFalse, kNull:
		op := literals[p.k()]
		p.leaf(Literal).Op = op
	case tIdent:
		p.nameOrCall(m)
	case kThis, kSuper:
		k := This
		if p.k() == kSuper {
			k = Super
		}
		p.leaf(k)
		if p.k() == tLParen {
			p.args()
			p.close(m, Call)
		}
	case kPrim, kVoid:
		p.typ()
	case tLParen:
		p.advance()
		p.expr()
		p.expect(tRParen, ")")
		p.close(m, Paren)
	case kNew:
		p.creation(m)
	case kSwitch:
		p.switchBlock(m)
	default:
		p.fail("unexpected " + p.what())
		switch p.k() {
		case tRParen, tRBrace, tSemi, tEOF, tComma, tRBrack, tLBrace, tColon, tArrow:
		default:
			if p.k() < kwFirst {
				p.advance()
			}
		}
		p.close(m, Error)
		return
	}
	p.suffixes(m)
}

func (p *parser) nameOrCall(m mark) {
	if p.at(1) == tLParen {
		p.leaf(Name)
		p.args()
		p.close(m, Call)
		return
	}
	if p.at(1) == tOp && p.opAt(1) == Lt || p.at(1) == tLBrack && p.at(2) == tRBrack { // a type before :: or .class
		if j, ok := p.skipType(p.i); ok && (p.kindAt(j) == tColCol || p.kindAt(j) == tDot && p.kindAt(j+1) == kClass) {
			p.typ()
			return
		}
	}
	p.leaf(Name)
}

func (p *parser) suffixes(m mark) {
	for {
		switch p.k() {
		case tDot:
			p.advance()
			if !p.member1(m) {
				return
			}
		case tLBrack:
			if p.at(1) == tRBrack { // a.b.C[]::new, a.b.C[].class
				dims := p.brackets()
				p.close(m, Type).Dims = dims
				continue
			}
			p.advance()
			p.expr()
			p.expect(tRBrack, "]")
			p.close(m, Index)
		case tColCol:
			p.advance()
			if p.less() {
				p.typeArgs()
			}
			var flags Flag
			if p.k() == tIdent {
				p.leaf(Name)
			} else if p.expect(kNew, "name") {
				flags = NewRef
			}
			p.close(m, MethodRef).Flags = flags
		default:
			return
		}
	}
}

// member1 reads what follows a dot.
func (p *parser) member1(m mark) bool {
	if p.less() {
		mark := len(p.wait)
		p.typeArgs()
		p.wait = p.wait[:mark]
	}
	switch p.k() {
	case kNew:
		p.creation(m)
	case kClass:
		p.advance()
		p.close(m, ClassLit)
	case kThis:
		p.advance()
		p.close(m, This)
	case kSuper:
		p.advance()
		p.close(m, Super)
		if p.k() == tLParen { // outer.super(…)
			p.args()
			p.close(m, Call)
		}
	case tIdent:
		p.leaf(Name)
		if p.k() == tLParen {
			p.args()
			p.close(m, Call)
		} else {
			p.close(m, Select)
		}
	default:
		p.fail("missing name")
		p.absent(Name)
		p.close(m, Select)
		return false
	}
	return true
}

// creation reads new T(…) {…} or new T[…].
func (p *parser) creation(m mark) {
	if !p.deeper() {
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	p.advance()
	for p.k() == tAt {
		p.annotation()
	}
	if p.less() {
		mark := len(p.wait)
		p.typeArgs()
		p.wait = p.wait[:mark]
	}
	t := p.open()
	switch {
	case p.k() == kPrim:
		p.leaf(Name)
	case p.k() == tIdent:
		p.typeNames()
	default:
		p.fail("missing type")
	}
	p.close(t, Type)
	switch p.k() {
	case tLBrack:
		p.newArray(m)
		return
	case tLParen:
		p.args()
	default:
		p.fail("missing (")
		p.absent(Args)
	}
	if p.k() == tLBrace {
		p.body(false)
	}
	p.close(m, New)
}

func (p *parser) newArray(m mark) {
	dims := uint8(0)
	for p.k() == tLBrack {
		if p.at(1) != tRBrack && dims > 0 && p.n[p.wait[len(p.wait)-1]].Kind == ArrayInit {
			break
		}
		p.advance()
		dims++
		if p.k() != tRBrack {
			p.expr()
		}
		p.expect(tRBrack, "]")
	}
	if p.k() == tLBrace {
		p.value()
	}
	p.close(m, NewArray).Dims = dims
}
