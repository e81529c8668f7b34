package syntax

import (
	"bytes"
	"slices"
)

// Parse reads a whole file. It never fails and never panics; see Tree.Errors.
// The arenas of reuse, which may be nil, are taken over: that tree must not be
// used afterwards. The result keeps src, so src must not change. A tree keeps its
// scratch memory too, so it is best to have one tree per worker and no more.
func Parse(src []byte, reuse *Tree) *Tree {
	t := reuse
	if t == nil {
		t = &Tree{}
	}
	p := &t.work
	long := len(src) > maxSource
	src = src[:min(len(src), maxSource)]
	p.parse(src, t.Nodes, t.Errors, false)
	if len(p.errs) > 0 && bytes.Contains(src, []byte(`"""`)) {
		// A second reading that doubts triple quotes; the better one counts.
		worth := p.worth()
		if p.parse(src, p.nodes, p.errs, true); p.worth() <= worth {
			p.parse(src, p.nodes, p.errs, false)
		}
	}
	if long {
		p.errs = append(p.errs, SyntaxError{maxSource, maxSource, "the rest of the file is too far away"})
	}
	slices.SortStableFunc(p.errs, func(a, b SyntaxError) int { return int(a.Start) - int(b.Start) })
	t.Src, t.Nodes, t.Errors = src, p.nodes, p.errs
	t.Root = p.stack[0].ref
	t.Encoding = declaredEncoding(src)
	p.src, p.nodes, p.errs = nil, nil, nil
	return t
}

// Limits; see the package documentation.
const (
	maxSource = 1 << 30 // bytes that are read: a Ref has 31 bits

	maxNest   = 2000  // calls of the parser inside one another; a bracket takes two
	maxHeight = 10000 // of the left side of a chain such as a.b.c or a + b + c
)

// parser is recursive descent over the token array. Every parsing method
// leaves exactly one entry on stack, unless it says otherwise; close turns the
// topmost entries into the children of a new node.
type parser struct {
	lexer
	i       int // the current token
	k       tok // its kind
	end     uint32
	nodes   []Node
	stack   []pending
	depth   int
	failed  int  // 1 + the token at which an error was last reported
	lineEnd int  // the token that ends the line isMatch looked at
	hurt    bool // an error was reported since the last node was closed
}

// pending is a node without a parent yet, and the height of its tree.
type pending struct {
	ref    Ref
	height int32
}

// worth weighs two readings of the same bytes. Code gives many nodes an error
// even when damaged; prose read as code gives few.
func (p *parser) worth() int { return len(p.nodes) - 8*len(p.errs) }

// parse reads src into fresh or reused arenas.
func (p *parser) parse(src []byte, nodes []Node, errs []SyntaxError, doubt bool) {
	*p = parser{
		lexer: lexer{src: src, toks: p.toks[:0], open: p.open[:0], indents: append(p.indents[:0], 0), errs: errs[:0], doubt: doubt},
		nodes: append(nodes[:0], Node{}), stack: p.stack[:0],
	}
	// A usual file has a token in 4 bytes and a node in 4.
	p.toks, p.nodes = slices.Grow(p.toks, len(src)/5), slices.Grow(p.nodes, len(src)/5)
	p.lexer.run()
	p.i, p.k = 0, p.toks[0].kind
	p.module()
}

// next moves to the next token.
func (p *parser) next() {
	if p.k == tEOF {
		return
	}
	if p.k >= tName {
		p.end = p.toks[p.i].end
	}
	p.i++
	p.k = p.toks[p.i].kind
}

func (p *parser) peek(n int) tok { return p.toks[min(p.i+n, len(p.toks)-1)].kind }

// start of the current token.
func (p *parser) start() uint32 { return p.toks[p.i].start }

func (p *parser) accept(k tok) bool {
	if p.k != k {
		return false
	}
	p.next()
	return true
}

// expect imagines a missing token: it reports it and consumes nothing.
func (p *parser) expect(k tok, msg string) bool {
	if p.accept(k) {
		return true
	}
	p.fail(msg)
	return false
}

// fail reports an error at the current token, once per token. The lexer has
// reported what is tBad.
func (p *parser) fail(msg string) {
	if p.failed == p.i+1 || p.k == tBad {
		return
	}
	p.failed, p.hurt = p.i+1, true
	t := p.toks[p.i]
	p.errs = append(p.errs, SyntaxError{t.start, t.end, msg})
}

// begin remembers where a node starts: in the source and on the stack.
func (p *parser) begin() (start uint32, mark int) { return p.start(), len(p.stack) }

// close makes a node of everything on the stack above mark.
func (p *parser) close(k Kind, start uint32, mark int) *Node {
	id := Ref(len(p.nodes))
	first, height := Ref(0), int32(0)
	for j := len(p.stack) - 1; j >= mark; j-- {
		c := p.stack[j]
		p.nodes[c.ref].Next = first
		first, height = c.ref, max(height, c.height)
	}
	start = min(start, p.end)
	for c := first; c != 0 && p.nodes[c].Start < start; c = p.nodes[c].Next {
		if n := &p.nodes[c]; n.Start != n.End {
			start = n.Start
		} else {
			p.moveEmpty(c, start) // empty parts do not widen their parent
		}
	}
	p.nodes = append(p.nodes, Node{Start: start, End: p.end, First: first, Kind: k})
	if p.hurt {
		p.nodes[id].Flags, p.hurt = Damaged, false
	}
	p.stack = append(p.stack[:mark], pending{id, height + 1})
	return &p.nodes[id]
}

// moveEmpty moves a node of no width, and so do its descendants.
func (p *parser) moveEmpty(n Ref, at uint32) {
	p.nodes[n].Start, p.nodes[n].End = at, at
	for c := p.nodes[n].First; c != 0; c = p.nodes[c].Next {
		p.moveEmpty(c, at)
	}
}

// leaf makes a node of the current token.
func (p *parser) leaf(k Kind) *Node {
	t := p.toks[p.i]
	id := Ref(len(p.nodes))
	p.nodes = append(p.nodes, Node{Start: t.start, End: t.end, Kind: k})
	p.stack = append(p.stack, pending{id, 1})
	p.next()
	return &p.nodes[id]
}

// absent stands for an optional part.
func (p *parser) absent() { p.empty(Absent) }

func (p *parser) empty(k Kind) {
	p.stack = append(p.stack, pending{Ref(len(p.nodes)), 1})
	p.nodes = append(p.nodes, Node{Start: p.end, End: p.end, Kind: k})
}

// missing stands for a required part that is not there.
func (p *parser) missing(msg string) {
	p.fail(msg)
	p.empty(Error)
}

// top is the node made last.
func (p *parser) top() *Node { return &p.nodes[p.stack[len(p.stack)-1].ref] }

// tall tells whether the node made last must not be wrapped any further.
func (p *parser) tall() bool { return p.stack[len(p.stack)-1].height > maxHeight }

// tooDeep replaces what would nest too deep by an Error leaf, up to the end of
// the brackets or the line it stands in.
func (p *parser) tooDeep() {
	start, mark := p.begin()
	p.fail("nested too deeply")
	p.skipBalanced()
	p.close(Error, start, mark)
}

// skipBalanced skips to a closer that was not opened here, or the line's end.
func (p *parser) skipBalanced() {
	for depth := 0; p.k > tDedent; p.next() {
		switch p.k {
		case tLParen, tLBracket, tLBrace, tFStart, tTStart:
			depth++
		case tRParen, tRBracket, tRBrace, tFEnd:
			if depth == 0 {
				return
			}
			depth--
		}
	}
}

// name parses an identifier. Soft keywords are names.
func (p *parser) name() {
	if isName(p.k) {
		p.leaf(Name)
		return
	}
	p.missing("expected a name")
}

// more decides after an element of a bracketed list whether another follows:
// after a comma, or where only the comma is missing. What can be no element is
// skipped. It does not consume the closer.
func (p *parser) more(closer tok) bool {
	if p.k == tComma {
		p.next()
		return p.k != closer && p.element(closer)
	}
	if p.k == closer {
		return false
	}
	return p.element(closer)
}

// element skips to where an element may start.
func (p *parser) element(closer tok) bool {
	for {
		switch {
		case p.k == closer || p.k <= tDedent || isStatement(p.k):
			return false
		case startsExpr[p.k] || p.k == tStar || p.k == tStarStar:
			if p.toks[p.i-1].kind != tComma {
				p.fail("expected ','")
			}
			return true
		case p.k == tColon && closer == tRBracket && p.toks[p.i-1].kind == tComma:
			return true // a slice
		case p.k == tRParen || p.k == tRBracket || p.k == tRBrace || p.k == tFEnd || p.k == tFText:
			return false // of an outer bracket
		case p.k == tColon && p.peek(1) == tNewline:
			return false
		}
		p.fail("unexpected token")
		p.next()
	}
}
