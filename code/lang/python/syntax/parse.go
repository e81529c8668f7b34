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

// name parses an identifier. Soft keywords are names.
func (p *parser) name() {
	if isName(p.k) {
		p.leaf(Name)
		return
	}
	p.missing("expected a name")
}
