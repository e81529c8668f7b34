package syntax

// maxNesting bounds recursion; what is nested deeper is skipped.
const maxNesting = 1000

// maxErrors bounds what is said about one file.
const maxErrors = 100

// A parser writes nodes bottom up: children wait on a stack until their parent
// closes over them.
type parser struct {
	src   []byte
	t     []token
	i     int
	n     []Node
	wait  []Ref
	errs  []Fault
	depth int
	last  uint32 // where the last error was
}

// Parse reads a file. It keeps text.
func Parse(text []byte) *Tree {
	p := &parser{src: text, t: lex(text), last: ^uint32(0)}
	p.n = make([]Node, 1, len(p.t)+8)
	p.unit()
	return &Tree{Src: text, Nodes: p.n, Root: Ref(len(p.n) - 1), Errors: p.errs}
}

func (p *parser) k() tk { return p.t[p.i].kind }

func (p *parser) at(o int) tk {
	if p.i+o < len(p.t) {
		return p.t[p.i+o].kind
	}
	return tEOF
}

func (p *parser) kindAt(i int) tk {
	if i < len(p.t) {
		return p.t[i].kind
	}
	return tEOF
}

func (p *parser) opAt(o int) Op {
	if p.i+o < len(p.t) {
		return p.t[p.i+o].op
	}
	return NoOp
}

func (p *parser) advance() {
	if p.i < len(p.t)-1 {
		p.i++
	}
}

// word reports whether the current token is the contextual keyword s.
func (p *parser) word(s string) bool {
	t := p.t[p.i]
	return t.kind == tIdent && string(p.src[t.start:t.end]) == s
}

func (p *parser) accept(k tk) bool {
	if p.t[p.i].kind != k {
		return false
	}
	p.advance()
	return true
}

func (p *parser) expect(k tk, what string) bool {
	if p.accept(k) {
		return true
	}
	p.fail("missing " + what)
	return false
}

// fail notes an error at the current token, one a place.
func (p *parser) fail(text string) {
	t := p.t[p.i]
	if t.start == p.last {
		return
	}
	p.last = t.start
	if len(p.errs) < maxErrors {
		p.errs = append(p.errs, Fault{t.start, t.end, text})
	}
}

type mark struct {
	base  int
	start uint32
}

func (p *parser) open() mark { return mark{len(p.wait), p.t[p.i].start} }

// close makes a node of everything read since m.
func (p *parser) close(m mark, k Kind) *Node {
	end := m.start
	if p.i > 0 {
		end = max(end, p.t[p.i-1].end)
	}
	id, first := Ref(len(p.n)), Ref(0)
	for j := len(p.wait) - 1; j >= m.base; j-- {
		c := p.wait[j]
		p.n[c].Next = first
		first = c
		end = max(end, p.n[c].End) // of what is absent, which lies further on
	}
	p.n = append(p.n, Node{Start: m.start, End: end, First: first, Kind: k})
	p.wait = append(p.wait[:m.base], id)
	return &p.n[id]
}

// leaf makes a node of the current token.
func (p *parser) leaf(k Kind) *Node {
	t := p.t[p.i]
	p.n = append(p.n, Node{Start: t.start, End: t.end, Kind: k})
	p.wait = append(p.wait, Ref(len(p.n)-1))
	p.advance()
	return &p.n[len(p.n)-1]
}

// absent makes an empty node where something optional is not there.
func (p *parser) absent(k Kind) {
	at := p.t[p.i].start
	p.n = append(p.n, Node{Start: at, End: at, Kind: k})
	p.wait = append(p.wait, Ref(len(p.n)-1))
}

func (p *parser) name() {
	if p.k() == tIdent {
		p.leaf(Name)
		return
	}
	p.fail("missing name")
	p.absent(Name)
}

// deeper guards a recursion; when it is too deep the rest is skipped.
func (p *parser) deeper() bool {
	if p.depth++; p.depth <= maxNesting {
		return true
	}
	p.fail("nested too deep")
	m := p.open()
	p.skipGroup()
	p.close(m, Error)
	return false
}

// skipGroup passes over the rest of the bracket that is open here.
func (p *parser) skipGroup() {
	for depth := 0; p.k() != tEOF; p.advance() {
		switch p.k() {
		case tLParen, tLBrace, tLBrack:
			depth++
		case tRParen, tRBrace, tRBrack:
			if depth == 0 {
				return
			}
			depth--
		}
	}
}

// sync skips to where a statement or member is likely to begin.
func (p *parser) sync() {
	depth := 0
	for p.k() != tEOF {
		switch p.k() {
		case tSemi:
			if depth == 0 {
				p.advance()
				return
			}
		case tLBrace:
			depth++
		case tRBrace:
			if depth == 0 {
				return
			}
			if depth--; depth == 0 {
				p.advance()
				return
			}
		case kReturn, kIf, kFor, kWhile, kTry, kSwitch, kThrow, kModif, tAt:
			if depth == 0 && p.newLine() {
				return
			}
		}
		p.advance()
	}
}

// newLine reports whether the current token is the first of its line.
func (p *parser) newLine() bool {
	if p.i == 0 {
		return true
	}
	for _, c := range p.src[min(int(p.t[p.i-1].end), int(p.t[p.i].start)):p.t[p.i].start] {
		if c == '\n' {
			return true
		}
	}
	return false
}

func (p *parser) unit() {
	m := p.open()
	m.start = 0
	for p.k() != tEOF {
		b := p.i
		switch {
		case p.k() == kPackage:
			p.packageDecl(p.open())
		case p.k() == kImport:
			p.importDecl()
		case p.k() == tSemi:
			p.advance()
		case p.k() == tRBrace:
			p.fail("unexpected }")
			p.advance()
		case p.word("module") && p.at(1) == tIdent, p.word("open") && p.at(1) == tIdent && p.at(2) == tIdent:
			for p.k() != tEOF && p.k() != tLBrace {
				p.advance()
			}
			p.advance()
			p.skipGroup()
			p.accept(tRBrace)
		default:
			p.memberOrStatement()
		}
		if p.i == b {
			p.fail("unexpected " + p.what())
			p.advance()
		}
	}
	n := p.close(m, Unit)
	n.End = uint32(len(p.src))
}

func (p *parser) what() string {
	t := p.t[p.i]
	return "«" + string(p.src[t.start:min(t.end, t.start+20)]) + "»"
}

func (p *parser) packageDecl(m mark) {
	p.advance()
	p.qualified()
	p.close(m, Package)
	p.expect(tSemi, ";")
}

func (p *parser) importDecl() {
	m := p.open()
	p.advance()
	var flags Flag
	if p.k() == kModif {
		p.advance()
		flags |= Static
	}
	p.qualified()
	if p.k() == tDot && p.opAt(1) == Mul {
		p.advance()
		p.advance()
		flags |= Star
	}
	p.close(m, Import).Flags = flags
	if !p.accept(tSemi) {
		p.fail("missing ;")
		if !p.newLine() {
			p.sync()
		}
	}
}

// qualified reads a.b.c as one Name.
func (p *parser) qualified() {
	m := p.open()
	if !p.accept(tIdent) {
		p.fail("missing name")
	}
	for p.k() == tDot && p.at(1) == tIdent {
		p.advance()
		p.advance()
	}
	p.close(m, Name)
}

// memberOrStatement reads what stands outside any class: a class, or the members
// or statements of a fragment.
func (p *parser) memberOrStatement() {
	switch p.k() {
	case kIf, kFor, kWhile, kDo, kSwitch, kTry, kReturn, kThrow, kBreak, kContinue, kAssert, tLBrace, kThis, kSuper, kNew,
		tLParen, tInt, tFloat, tString, tText, tIncDec, kTrue, kFalse, kNull:
		p.statement()
		return
	case tAt, kModif:
		if i := p.pastMods(); p.kindAt(i) == kPackage {
			m := p.open()
			p.mods()
			p.packageDecl(m)
			return
		}
	case tIdent:
		if p.typeDeclAhead() {
			p.member()
			return
		}
		if j, ok := p.skipType(p.i); ok && p.kindAt(j) == tIdent {
			p.member()
			return
		}
		if p.at(1) == tLParen {
			if j := int(p.t[p.i+1].match); j > 0 && (p.kindAt(j+1) == tLBrace || p.kindAt(j+1) == kThrows) {
				p.member()
				return
			}
		}
		p.statement()
		return
	}
	p.member()
}

// pastMods is the index of the first token after annotations and modifiers.
func (p *parser) pastMods() int {
	i := p.i
	for n := 0; n < 64; n++ {
		switch p.kindAt(i) {
		case kModif:
			i++
		case tAt:
			for i += 2; p.kindAt(i) == tDot; {
				i += 2
			}
			if p.kindAt(i) == tLParen {
				if p.t[i].match == 0 {
					return i
				}
				i = int(p.t[i].match) + 1
			}
		default:
			return i
		}
	}
	return i
}
