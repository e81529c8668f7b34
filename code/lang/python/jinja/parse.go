package jinja

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// Parse reads a template. It never fails: what cannot be read is a problem, and
// the rest is read.
func Parse(src string) *Template {
	p := &parser{parts: split(src), t: &Template{}}
	for p.next < len(p.parts) {
		p.t.Nodes = append(p.t.Nodes, p.nodes(nil)...)
		if p.next < len(p.parts) { // an end without a beginning
			p.problem(p.parts[p.next].span, "the tag "+p.word()+" ends nothing")
			p.next++
		}
	}
	return p.t
}

type parser struct {
	parts []part
	next  int
	depth int
	t     *Template
	ends  map[string]int // where each tag stands last
}

func (p *parser) problem(at ir.Span, text string) {
	p.t.Problems = append(p.t.Problems, ir.Problem{Span: at, Text: text})
}

func (p *parser) word() string { return firstWord(p.parts[p.next].text) }

// paired are the tags that have an end; what is between belongs to them.
var paired = map[string]string{
	"if": "endif", "for": "endfor", "block": "endblock", "macro": "endmacro", "call": "endcall", "filter": "endfilter",
	"with": "endwith", "autoescape": "endautoescape", "spaceless": "endspaceless", "trans": "endtrans", "blocktrans": "endblocktrans",
	"blocktranslate": "endblocktranslate", "cache": "endcache", "ifchanged": "endifchanged", "ifequal": "endifequal",
	"ifnotequal": "endifnotequal", "localize": "endlocalize", "language": "endlanguage",
}

// middles are tags that divide a pair.
var middles = map[string]bool{"elif": true, "else": true, "empty": true, "pluralize": true}

// nodes reads up to a tag that is one of stop, or any end or middle tag; that one
// is left.
func (p *parser) nodes(stop []string) []*Node {
	var out []*Node
	if p.depth++; p.depth > maxNesting {
		if p.next < len(p.parts) {
			p.problem(p.parts[p.next].span, "tags nested too deep")
		}
		p.next = len(p.parts)
	}
	defer func() { p.depth-- }()
	for p.next < len(p.parts) {
		q := p.parts[p.next]
		switch q.kind {
		case 't':
			p.next++
			out = append(out, &Node{Kind: Text, Text: q.text, Span: q.span})
		case '{':
			p.next++
			s := scan(q)
			if s.done() {
				continue
			}
			e := s.expr()
			if s.broken || !s.done() {
				p.problem(q.span, "the expression is not read to its end")
			}
			out = append(out, &Node{Kind: Output, Expr: e, Span: q.span})
		default:
			w := p.word()
			if strings.HasPrefix(w, "end") || middles[w] {
				return out
			}
			p.next++
			if n := p.tag(w, q); n != nil {
				out = append(out, n)
			}
		}
	}
	return out
}

// body reads what a tag holds, with the tags that divide it.
func (p *parser) body(w string, at ir.Span, middle func(word string, s *scanner)) [][]*Node {
	bodies := [][]*Node{p.nodes(nil)}
	for p.next < len(p.parts) {
		q := p.parts[p.next]
		switch word := p.word(); {
		case word == paired[w] || word == "end"+w || word == "end":
			p.next++
			return bodies
		case middles[word]:
			p.next++
			s := scan(q)
			s.take()
			if middle != nil {
				middle(word, s)
			}
			bodies = append(bodies, p.nodes(nil))
		default: // another tag's end: this one's is missing
			p.problem(at, "the tag "+w+" has no end")
			return bodies
		}
	}
	p.problem(at, "the tag "+w+" has no end")
	return bodies
}

// tag reads one {% tag %} and what belongs to it; nil when it does nothing.
func (p *parser) tag(w string, q part) *Node {
	s := scan(q)
	s.take()
	n := &Node{Span: q.span}
	switch w {
	case "if":
		n.Kind, n.Conds = If, []*Expr{s.expr()}
		n.Bodies = p.body(w, q.span, func(word string, s *scanner) {
			if word == "elif" {
				n.Conds = append(n.Conds, s.expr())
			} else {
				n.Conds = append(n.Conds, nil)
			}
		})
	case "for":
		p.loop(n, s)
	case "set":
		p.set(n, s)
	case "with":
		n.Kind = With
		n.Names, n.Args = s.bindings()
		n.Bodies = p.body(w, q.span, nil)[:1]
	case "block":
		n.Kind, n.Name = Block, s.take().text
		n.Bodies = p.body(w, q.span, nil)[:1]
	case "extends":
		n.Kind, n.Expr = Extends, s.expr()
	case "include":
		n.Kind, n.Expr = Include, s.expr()
		if s.accept("with") {
			n.Names, n.Args = s.bindings()
		}
	case "macro":
		p.macro(n, s)
	case "import":
		n.Kind, n.Expr = Import, s.expr()
		if s.accept("as") {
			n.Name = s.take().text
		}
	case "from":
		n.Kind, n.Expr = Import, s.expr()
		s.accept("import")
		for s.peek().kind == 'w' && !s.is("with", "without") {
			name := s.take().text
			as := name
			if s.accept("as") {
				as = s.take().text
			}
			n.Names, n.As = append(n.Names, name), append(n.As, as)
			s.accept(",")
		}
	case "call":
		n.Kind = CallBlock
		if s.accept("(") {
			s.items(")")
		}
		n.Expr = s.expr()
		n.Bodies = p.body(w, q.span, nil)[:1]
	case "autoescape":
		n.Kind, n.On = Autoescape, !s.is("false", "off", "False")
		n.Bodies = p.body(w, q.span, nil)[:1]
	case "do", "print", "firstof", "cycle":
		n.Kind, n.Expr = Output, s.expr()
		if w == "do" {
			n.Kind, n.Bodies, n.Names = Set, nil, []string{""}
		}
	default:
		// {% trans "x" %} of Django has no end, Jinja's has; a project's own tags may.
		if n.Kind = Other; (paired[w] == "" || w == "trans") && !p.closed("end"+w) {
			return n
		}
		n.Kind = Group
		n.Bodies = append(n.Bodies, p.body(w, q.span, nil)...)
	}
	return n
}

// closed looks ahead for the end of a tag.
func (p *parser) closed(end string) bool {
	if p.ends == nil {
		p.ends = map[string]int{}
		for n, q := range p.parts {
			if q.kind == '%' {
				p.ends[firstWord(q.text)] = n
			}
		}
	}
	return p.ends[end] >= p.next
}

func (p *parser) loop(n *Node, s *scanner) {
	n.Kind = For
	for !s.done() && !s.is("in") {
		if t := s.take(); t.kind == 'w' {
			n.Names = append(n.Names, t.text)
		}
	}
	s.accept("in")
	n.Expr = s.or()
	if s.accept("if") {
		n.Test = s.expr()
	}
	n.Bodies = p.body("for", n.Span, nil)
}

func (p *parser) set(n *Node, s *scanner) {
	n.Kind = Set
	for t := s.take(); t.kind == 'w'; t = s.take() {
		name := t.text
		for s.accept(".") { // a namespace's attribute
			name += "." + s.take().text
		}
		n.Names = append(n.Names, name)
		if !s.is(",") {
			break
		}
		s.take()
	}
	if s.accept("=") {
		n.Expr = s.expr()
		if s.is(",") {
			e := Expr{Args: []*Expr{n.Expr}}
			for s.accept(",") {
				e.Args = append(e.Args, s.expr())
			}
			n.Expr = s.make(Tuple, int(e.Args[0].Span.Start), e)
		}
		return
	}
	n.Bodies = p.body("set", n.Span, nil)[:1]
}

func (p *parser) macro(n *Node, s *scanner) {
	n.Kind, n.Name = Macro, s.take().text
	s.accept("(")
	for s.peek().kind == 'w' {
		n.Names = append(n.Names, s.take().text)
		var value *Expr
		if s.accept("=") {
			value = s.expr()
		}
		n.Args = append(n.Args, value)
		s.accept(",")
	}
	n.Bodies = p.body("macro", n.Span, nil)[:1]
}

// bindings reads "a=x, b=y" and Django's "a=x b=y" and "x as a".
func (s *scanner) bindings() (names []string, values []*Expr) {
	for !s.done() {
		at := s.next
		if t := s.peek(); t.kind == 'w' && s.next+1 < len(s.tokens) && s.tokens[s.next+1].text == "=" {
			s.next += 2
			names, values = append(names, t.text), append(values, s.expr())
		} else if x := s.expr(); s.accept("as") {
			names, values = append(names, s.take().text), append(values, x)
		}
		s.accept(",")
		if s.next == at {
			s.next++
		}
	}
	return names, values
}
