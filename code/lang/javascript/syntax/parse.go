package syntax

// Mode tells the little that differs between files.
type Mode uint8

// The modes: plain files with JSX, TypeScript without, and TypeScript with it.
const (
	JavaScript Mode = iota
	TypeScript
	TSX
)

// maxDepth bounds the nesting that is read.
const maxDepth = 1500

// Parse reads a file.
func Parse(src string, mode Mode) *Tree {
	p := &parser{src: src, mode: mode, script: mode == JavaScript}
	p.nodes = append(make([]Node, 0, len(src)/4+16), Node{})
	if p.looking("#!") {
		p.line()
	}
	p.next()
	var body []Ref
	for p.tok != tEOF {
		body = append(body, p.listed(p.statement))
	}
	root := p.node(Program, 0, body...)
	p.nodes[root].End = uint32(len(src))
	return &Tree{Src: src, Nodes: p.nodes, Root: root, Errors: p.errors}
}

// A parser holds what reading one file needs.
type parser struct {
	state
	src    string
	mode   Mode
	script bool // "<!--" is a comment
	nodes  []Node
	stack  []Ref // children of the lists being read
	errors []SyntaxError
	depth  int
	inType int  // types being read around: ">>" is two signs
	noIn   bool // the head of a for statement: "in" is no operator
	branch int  // middle parts of "a ? b : c" around: a colon ends them
	trying int  // errors are not kept: what is read may be read again
}

const maxErrors = 200

func (p *parser) fail(start, end uint32, msg string) {
	if p.trying > 0 || len(p.errors) >= maxErrors {
		return
	}
	if n := len(p.errors); n > 0 && p.errors[n-1].Start == start {
		return
	}
	p.errors = append(p.errors, SyntaxError{start, max(start, end), msg})
}

// word is the text of the current token when it is a word, else "".
func (p *parser) word() string {
	if p.tok != tIdent {
		return ""
	}
	return p.src[p.start:p.end]
}

func (p *parser) is(word string) bool { return p.tok == tIdent && p.src[p.start:p.end] == word }

// accept skips a token of the kind, if it is the current one.
func (p *parser) accept(t tok) bool {
	if p.tok != t {
		return false
	}
	p.next()
	return true
}

func (p *parser) acceptWord(w string) bool {
	if !p.is(w) {
		return false
	}
	p.next()
	return true
}

func (p *parser) expect(t tok, msg string) bool {
	if p.accept(t) {
		return true
	}
	p.fail(p.start, p.end, msg)
	return false
}

// node makes a node from start to the end of the last token read.
func (p *parser) node(k Kind, start uint32, children ...Ref) Ref {
	end := max(p.prevEnd, start)
	n := Node{Start: start, End: end, Kind: k}
	id := Ref(len(p.nodes))
	last := Ref(0)
	for _, c := range children {
		if c == 0 {
			continue
		}
		if last == 0 {
			n.First = c
		} else {
			p.nodes[last].Next = c
		}
		last = c
		n.Start = min(n.Start, p.nodes[c].Start)
		n.End = max(n.End, p.nodes[c].End)
	}
	p.nodes = append(p.nodes, n)
	return id
}

// absent makes a node for a part that was not written.
func (p *parser) absent() Ref { return p.empty(Absent) }

func (p *parser) empty(k Kind) Ref {
	p.nodes = append(p.nodes, Node{Start: p.prevEnd, End: p.prevEnd, Kind: k})
	return Ref(len(p.nodes) - 1)
}

func (p *parser) withOp(n Ref, op Op) Ref {
	p.nodes[n].Op = op
	return n
}

func (p *parser) withFlags(n Ref, f Flag) Ref {
	p.nodes[n].Flags |= f
	return n
}

// list makes a node of all that was pushed since mark.
func (p *parser) list(k Kind, start uint32, mark int) Ref {
	n := p.node(k, start, p.stack[mark:]...)
	p.stack = p.stack[:mark]
	return n
}

func (p *parser) push(n Ref) { p.stack = append(p.stack, n) }

// listed reads one element of a list and sees to it that something was read.
func (p *parser) listed(read func() Ref) Ref {
	at := p.start
	n := read()
	if p.start == at && p.tok != tEOF {
		p.fail(p.start, p.end, "this is not expected here")
		start := p.start
		p.next()
		return p.node(Error, start, n)
	}
	return n
}

// deep guards recursion: where nesting is too deep, what is inside is skipped.
func (p *parser) deep(read func() Ref) Ref {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth <= maxDepth {
		return read()
	}
	start := p.start
	p.fail(start, p.end, "nested too deep")
	level := 0
	for p.tok != tEOF {
		switch p.tok {
		case tLBrace, tLParen, tLBracket:
			level++
		case tRBrace, tRParen, tRBracket:
			if level--; level < 0 {
				return p.node(Error, start)
			}
		}
		p.next()
	}
	return p.node(Error, start)
}

// try reads something that may turn out not to be there: when read says so,
// everything is as before.
func (p *parser) try(read func() bool) bool {
	saved, nodes, stack := p.state, len(p.nodes), len(p.stack)
	p.trying++
	ok := read()
	p.trying--
	if !ok {
		p.state, p.nodes, p.stack = saved, p.nodes[:nodes], p.stack[:stack]
	}
	return ok
}

// ahead tells what read finds, and goes back.
func (p *parser) ahead(read func() bool) bool {
	found := false
	p.try(func() bool {
		found = read()
		return false
	})
	return found
}

// semicolon ends a statement: written, or inserted before "}", the end, and a
// line break.
func (p *parser) semicolon() {
	if p.accept(tSemi) || p.tok == tRBrace || p.tok == tEOF || p.newline {
		return
	}
	p.fail(p.start, p.end, "a semicolon is missing")
}

func (p *parser) leaf(k Kind) Ref {
	start := p.start
	p.next()
	return p.node(k, start)
}

// name reads an identifier; any word will do.
func (p *parser) name() Ref {
	if p.tok == tIdent || p.tok == tPrivate {
		return p.leaf(Name)
	}
	p.fail(p.start, p.end, "a name is missing")
	return p.absent()
}

func (p *parser) typed() bool { return p.mode != JavaScript }
