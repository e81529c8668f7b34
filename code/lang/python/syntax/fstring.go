package syntax

// strings parses adjacent literals. Plain ones become one leaf; as soon as one
// is an f- or t-string, all are children of one FString or TString.
func (p *parser) strings() {
	start, mark := p.begin()
	kind := Str
	if p.k == tBytes {
		kind = Bytes
	}
	for i := p.i; ; i++ { // a look ahead over plain literals only
		if k := p.toks[i].kind; k == tFStart {
			kind = FString
		} else if k == tTStart {
			kind = TString
		} else if isStringPart(k) {
			continue
		}
		break
	}
	if kind == Str || kind == Bytes {
		for isStringPart(p.k) {
			if (p.k == tBytes) != (kind == Bytes) {
				p.fail("cannot mix bytes and nonbytes literals")
			}
			p.next()
		}
		p.close(kind, start, mark)
		return
	}
	for isStringPart(p.k) {
		switch p.k {
		case tStr:
			p.leaf(Str)
		case tBytes:
			p.fail("cannot mix bytes and nonbytes literals")
			p.leaf(Bytes)
		default:
			p.fstring()
		}
	}
	p.close(kind, start, mark)
}

// fstring pushes the parts of one f- or t-string.
func (p *parser) fstring() {
	raw := rawFlag(p.src[p.start():p.toks[p.i].end])
	p.next()
	p.fparts(raw)
	p.accept(tFEnd)
}

func rawFlag(prefix []byte) Flag {
	for _, c := range prefix {
		if c|32 == 'r' {
			return Raw
		}
	}
	return 0
}

// fparts pushes text and fields up to a token that is neither.
func (p *parser) fparts(raw Flag) {
	for {
		switch p.k {
		case tFText:
			p.leaf(FStringText).Flags |= raw
		case tLBrace:
			p.field(raw)
		default:
			return
		}
	}
}

// field is "{" expression ["="] ["!" conversion] [":" spec] "}".
func (p *parser) field(raw Flag) {
	start, mark := p.begin()
	if p.depth++; p.depth > maxNest {
		p.tooDeep()
		p.depth--
		return
	}
	p.next()
	p.yieldOrExprs()
	var flags Flag
	if p.accept(tAssign) {
		flags |= SelfDoc
	}
	conv := NoOp
	if p.accept(tExclaim) {
		conv = p.conversion()
	}
	if p.k != tColon && p.k != tRBrace {
		p.fail("expected '}'")
		p.skipField()
	}
	if p.k == tColon {
		p.next()
		s, m := p.end, len(p.stack)
		p.fparts(raw)
		p.close(FormatSpec, s, m)
	} else {
		p.absent()
	}
	p.expect(tRBrace, "expected '}'")
	p.depth--
	n := p.close(FStringField, start, mark)
	n.Op, n.Flags = conv, n.Flags|flags
}

func (p *parser) conversion() Op {
	t := p.toks[p.i]
	if isName(p.k) && t.end == t.start+1 {
		switch p.src[t.start] {
		case 's':
			p.next()
			return ConvStr
		case 'r':
			p.next()
			return ConvRepr
		case 'a':
			p.next()
			return ConvASCII
		}
	}
	p.fail("expected a conversion: s, r or a")
	return NoOp
}

// skipField skips the rest of a broken field up to its colon, its closing
// brace, or the end of the string.
func (p *parser) skipField() {
	for depth := 0; p.k > tDedent; p.next() {
		switch p.k {
		case tLParen, tLBracket, tLBrace, tFStart, tTStart:
			depth++
		case tRParen, tRBracket:
			depth = max(depth-1, 0)
		case tColon:
			if depth == 0 {
				return
			}
		case tRBrace, tFEnd:
			if depth == 0 {
				return
			}
			depth--
		}
	}
}
