package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// maxDepth bounds nesting; what is deeper is skipped.
const maxDepth = 250

// Options say what is known beforehand.
type Options struct {
	Cpp   bool
	Types func(name string) bool // names of types that no file declares
}

type parser struct {
	Tree
	opt    Options
	kw     []keyword
	match  []int32 // the closing bracket of an opening one, or -1
	pos    int
	depth  int
	names  map[string]nameKind
	undo   []undone
	class  []string // the classes around
	local  int      // inside that many functions
	closes int      // where the > of the innermost template's arguments is
}

type nameKind uint8

const (
	aType nameKind = 1 + iota
	aValue
	aTemplate
)

type undone struct {
	name string
	was  nameKind
}

// Parse reads the tokens of a file, the last of which is EOF.
func Parse(toks []pp.Token, opt Options) *Tree {
	p := &parser{opt: opt, names: map[string]nameKind{}}
	p.Toks = toks
	p.Nodes = make([]Node, 1, len(toks)+len(toks)/2+2)
	p.prepare()
	p.Root = p.open(File)
	var last ID
	for p.tok().Kind != pp.EOF {
		at := p.pos
		p.add(p.Root, &last, p.external())
		if p.pos == at {
			p.problem("unexpected " + p.tok().Text)
			p.pos++
		}
	}
	p.close(p.Root)
	return &p.Tree
}

// prepare finds keywords and pairs of brackets.
func (p *parser) prepare() {
	p.kw = make([]keyword, len(p.Toks))
	p.match = make([]int32, len(p.Toks))
	var open []int32
	for i := range p.Toks {
		t := &p.Toks[i]
		p.match[i] = -1
		switch t.Kind {
		case pp.Ident:
			if k := keywords[t.Text]; k != 0 && (p.opt.Cpp || k < firstCpp) {
				p.kw[i] = k
			}
		case pp.LParen, pp.LBrace, pp.LBracket:
			open = append(open, int32(i))
		case pp.RParen, pp.RBrace, pp.RBracket:
			open = p.pair(open, int32(i), t.Kind)
		}
	}
}

// pair closes a bracket; a brace also closes the brackets left open inside.
func (p *parser) pair(open []int32, i int32, k pp.Kind) []int32 {
	for n := len(open) - 1; n >= 0; n-- {
		o := p.Toks[open[n]].Kind
		if o == k-1 {
			p.match[open[n]] = i
			return open[:n]
		}
		if k != pp.RBrace || o == pp.LBrace { // a stray closing bracket
			return open
		}
	}
	return open
}

func (p *parser) tok() *pp.Token { return &p.Toks[p.pos] }
func (p *parser) at(n int) *pp.Token {
	return &p.Toks[min(max(p.pos+n, 0), len(p.Toks)-1)]
}
func (p *parser) is(k pp.Kind) bool  { return p.Toks[p.pos].Kind == k }
func (p *parser) key(k keyword) bool { return p.kw[p.pos] == k }
func (p *parser) kwAt(n int) keyword { return p.kw[min(p.pos+n, len(p.kw)-1)] }

// plain reports an identifier that is no keyword.
func (p *parser) plain(n int) bool { return p.at(n).Kind == pp.Ident && p.kwAt(n) == 0 }

func (p *parser) step() {
	if p.pos < len(p.Toks)-1 {
		p.pos++
	}
}

func (p *parser) take(k pp.Kind) bool {
	if p.is(k) {
		p.step()
		return true
	}
	return false
}

func (p *parser) takeKey(k keyword) bool {
	if p.key(k) {
		p.step()
		return true
	}
	return false
}

func (p *parser) expect(k pp.Kind, what string) bool {
	if p.take(k) {
		return true
	}
	p.problem("expected " + what + " before " + p.tok().Text)
	return false
}

func (p *parser) problem(text string) {
	if len(p.Problems) < 200 {
		t := p.tok()
		p.Problems = append(p.Problems, pp.Problem{Start: t.Start, End: t.End, Text: text})
	}
}

// open makes a node at the current token; close ends it.
func (p *parser) open(k Kind) ID {
	p.Nodes = append(p.Nodes, Node{Kind: k, Tok: int32(p.pos), End: int32(p.pos + 1)})
	return ID(len(p.Nodes) - 1)
}

func (p *parser) close(id ID) ID {
	p.Nodes[id].End = max(int32(p.pos), p.Nodes[id].Tok+1)
	return id
}

func (p *parser) add(parent ID, last *ID, kid ID) {
	if kid == 0 {
		return
	}
	if *last == 0 {
		p.Nodes[parent].First = kid
	} else {
		p.Nodes[*last].Next = kid
	}
	*last = kid
}

// node closes a node of the given children, which starts with from.
func (p *parser) node(k Kind, from int, kids ...ID) ID {
	p.Nodes = append(p.Nodes, Node{Kind: k, Tok: int32(from), End: max(int32(p.pos), int32(from)+1)})
	id := ID(len(p.Nodes) - 1)
	var last ID
	for _, k := range kids {
		p.add(id, &last, k)
	}
	return id
}

// enter counts nesting; where it is too deep, the bracket or the statement is
// skipped.
func (p *parser) enter() bool {
	p.depth++
	if p.depth < maxDepth {
		return true
	}
	p.depth--
	p.problem("nested too deeply")
	p.skipStatement()
	return false
}
func (p *parser) leave() { p.depth-- }

// skipTo moves behind the bracket that closes the one at the current token.
func (p *parser) skipBracket() {
	if m := p.match[p.pos]; m > int32(p.pos) {
		p.pos = int(m)
	}
	p.step()
}

// skipStatement moves behind the next ; of this block, or before its }.
func (p *parser) skipStatement() {
	for !p.is(pp.EOF) {
		switch p.tok().Kind {
		case pp.Semi:
			p.step()
			return
		case pp.RBrace:
			return
		case pp.LBrace:
			p.skipBracket()
			return
		case pp.LParen, pp.LBracket:
			p.skipBracket()
		default:
			p.step()
		}
	}
}

func (p *parser) declare(name string, k nameKind) {
	if name == "" {
		return
	}
	was := p.names[name]
	if was == k {
		return
	}
	p.undo = append(p.undo, undone{name, was})
	p.names[name] = k
}

func (p *parser) scope() int { return len(p.undo) }
func (p *parser) unscope(to int) {
	for len(p.undo) > to {
		u := p.undo[len(p.undo)-1]
		p.undo = p.undo[:len(p.undo)-1]
		if u.was == 0 {
			delete(p.names, u.name)
		} else {
			p.names[u.name] = u.was
		}
	}
}

// named is what a name was declared as, 0 when it was not.
func (p *parser) named(name string) nameKind {
	if k := p.names[name]; k != 0 {
		return k
	}
	if p.opt.Types != nil && p.opt.Types(name) {
		return aType
	}
	return 0
}

func last(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }
