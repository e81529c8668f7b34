package jinja

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// maxNesting bounds expressions and tags in one another.
const maxNesting = 60

// A token is a word, number, text or sign of an expression.
type token struct {
	kind     byte // 'w' word, 'n' number, 's' text, 'p' sign, 0 end
	text     string
	from, to int
}

// A scanner reads the expressions of one tag.
type scanner struct {
	tokens []token
	next   int
	depth  int
	end    int
	broken bool
}

var signs = []string{"**", "//", "==", "!=", ">=", "<="}

// scan cuts the inside of a tag into tokens.
func scan(p part) *scanner {
	s := &scanner{end: p.at + len(p.text)}
	src := p.text
	for i := 0; i < len(src); {
		c := src[i]
		from := i
		t := token{kind: 'p'}
		switch {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i++
			continue
		case c == '"' || c == '\'':
			t.kind = 's'
			t.text, i = literal(src, i)
		case c >= '0' && c <= '9':
			t.kind = 'n'
			for i < len(src) && (isWord(src[i]) || src[i] == '.' && i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9') {
				i++
			}
			t.text = src[from:i]
		case isWord(c):
			t.kind = 'w'
			for i < len(src) && isWord(src[i]) {
				i++
			}
			t.text = src[from:i]
		default:
			i++
			for _, sign := range signs {
				if strings.HasPrefix(src[from:], sign) {
					i = from + 2
				}
			}
			t.text = src[from:i]
		}
		t.from, t.to = p.at+from, p.at+i
		s.tokens = append(s.tokens, t)
	}
	return s
}

// literal reads a quoted text; one that is not closed ends with the tag.
func literal(src string, i int) (string, int) {
	quote := src[i]
	var b strings.Builder
	for i++; i < len(src); i++ {
		switch c := src[i]; {
		case c == quote:
			return b.String(), i + 1
		case c == '\\' && i+1 < len(src):
			i++
			switch src[i] {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(src[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), i
}

func (s *scanner) peek() token {
	if s.next < len(s.tokens) {
		return s.tokens[s.next]
	}
	return token{from: s.end, to: s.end}
}

func (s *scanner) take() token {
	t := s.peek()
	if s.next < len(s.tokens) {
		s.next++
	}
	return t
}

// is reports whether the next token is one of the words or signs.
func (s *scanner) is(texts ...string) bool {
	t := s.peek()
	for _, x := range texts {
		if (t.kind == 'w' || t.kind == 'p') && t.text == x {
			return true
		}
	}
	return false
}

func (s *scanner) accept(texts ...string) bool {
	if s.is(texts...) {
		s.next++
		return true
	}
	return false
}

func (s *scanner) done() bool { return s.next >= len(s.tokens) }

func (s *scanner) last() int {
	if s.next > 0 && s.next <= len(s.tokens) {
		return s.tokens[s.next-1].to
	}
	return s.end
}

func (s *scanner) make(op Op, from int, e Expr) *Expr {
	e.Op, e.Span = op, span(from, max(from, s.last()))
	return &e
}

// expr reads a whole expression: X if Y else Z.
func (s *scanner) expr() *Expr {
	if s.depth++; s.depth > maxNesting {
		s.broken, s.next = true, len(s.tokens)
	}
	defer func() { s.depth-- }()
	from := s.peek().from
	x := s.or()
	for s.accept("if") {
		e := Expr{X: x, Y: s.or()}
		if s.accept("else") {
			e.Z = s.expr()
		}
		x = s.make(Cond, from, e)
	}
	return x
}

func (s *scanner) or() *Expr {
	from := s.peek().from
	x := s.and()
	for s.accept("or") {
		x = s.make(Or, from, Expr{X: x, Y: s.and()})
	}
	return x
}

func (s *scanner) and() *Expr {
	from := s.peek().from
	x := s.not()
	for s.accept("and") {
		x = s.make(And, from, Expr{X: x, Y: s.not()})
	}
	return x
}

func (s *scanner) not() *Expr {
	from := s.peek().from
	nots := 0
	for s.accept("not") {
		nots++
	}
	x := s.compare()
	if nots%2 == 1 {
		x = s.make(Unary, from, Expr{Tok: ir.Not, X: x})
	}
	return x
}

var comparisons = map[string]ir.Tok{"==": ir.Eq, "!=": ir.Ne, "<": ir.Lt, "<=": ir.Le, ">": ir.Gt, ">=": ir.Ge, "in": ir.In, "=": ir.Eq}

func (s *scanner) compare() *Expr {
	from := s.peek().from
	x := s.infix(0)
	for {
		t := s.peek()
		if t.kind == 'w' && t.text == "not" && s.next+1 < len(s.tokens) && s.tokens[s.next+1].text == "in" {
			s.next += 2
			x = s.make(Binary, from, Expr{Tok: ir.NotIn, X: x, Y: s.infix(0)})
			continue
		}
		tok, ok := comparisons[t.text]
		if !ok || t.kind == 's' || t.text == "=" {
			return x
		}
		s.take()
		x = s.make(Binary, from, Expr{Tok: tok, X: x, Y: s.infix(0)})
	}
}

// levels are the infix operators, loosest first.
var levels = []map[string]ir.Tok{
	{"~": ir.NoTok},
	{"+": ir.Add, "-": ir.Sub},
	{"*": ir.Mul, "/": ir.Div, "//": ir.FloorDiv, "%": ir.Mod},
	{"**": ir.Pow},
}

func (s *scanner) infix(level int) *Expr {
	if level == len(levels) {
		return s.unary()
	}
	from := s.peek().from
	x := s.infix(level + 1)
	for {
		t := s.peek()
		tok, ok := levels[level][t.text]
		if !ok || t.kind != 'p' {
			return x
		}
		s.take()
		y := s.infix(level + 1)
		if tok == ir.NoTok {
			x = s.make(Join, from, Expr{X: x, Y: y})
		} else {
			x = s.make(Binary, from, Expr{Tok: tok, X: x, Y: y})
		}
	}
}

func (s *scanner) unary() *Expr {
	from := s.peek().from
	neg := 0
	for s.is("-", "+") {
		if s.take().text == "-" {
			neg++
		}
	}
	x := s.postfix(s.primary())
	if neg%2 == 1 {
		x = s.make(Unary, from, Expr{Tok: ir.Neg, X: x})
	}
	return x
}

func (s *scanner) primary() *Expr {
	t := s.take()
	switch {
	case t.kind == 's':
		for s.peek().kind == 's' {
			t.text += s.take().text
		}
		return s.make(Const, t.from, Expr{Value: ir.Value{Kind: ir.Str, Str: t.text}})
	case t.kind == 'n':
		return s.make(Const, t.from, Expr{Value: number(t.text)})
	case t.kind == 'w':
		if v, ok := constants[t.text]; ok {
			return s.make(Const, t.from, Expr{Value: v})
		}
		return s.make(Name, t.from, Expr{Text: t.text})
	case t.text == "(":
		args, tuple := s.items(")")
		if len(args) == 1 && !tuple {
			return args[0]
		}
		return s.make(Tuple, t.from, Expr{Args: args})
	case t.text == "[":
		args, _ := s.items("]")
		return s.make(List, t.from, Expr{Args: args})
	case t.text == "{":
		var args []*Expr
		for !s.done() && !s.is("}") {
			key := s.expr()
			s.accept(":")
			args = append(args, key, s.expr())
			if !s.accept(",") {
				break
			}
		}
		s.accept("}")
		return s.make(Dict, t.from, Expr{Args: args})
	}
	s.broken = true
	return s.make(Const, t.from, Expr{})
}

var constants = map[string]ir.Value{
	"true": {Kind: ir.Bool, Int: 1}, "True": {Kind: ir.Bool, Int: 1}, "false": {Kind: ir.Bool}, "False": {Kind: ir.Bool},
	"none": {}, "None": {},
}

func number(s string) ir.Value {
	if n, err := strconv.ParseInt(strings.ReplaceAll(s, "_", ""), 0, 64); err == nil {
		return ir.Value{Kind: ir.Int, Int: n}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return ir.Value{Kind: ir.Float}
	}
	return ir.Value{Kind: ir.Float, Float: f}
}

// items reads expressions up to a closing sign; comma: was there one.
func (s *scanner) items(end string) (args []*Expr, comma bool) {
	for !s.done() && !s.is(end) {
		at := s.next
		args = append(args, s.expr())
		if s.accept(",") {
			comma = true
		} else if s.next == at {
			break
		} else if !s.is(end) {
			break
		}
	}
	s.accept(end)
	return args, comma || len(args) == 0
}

// postfix reads .name, [index], (arguments), |filter and is tests.
func (s *scanner) postfix(x *Expr) *Expr {
	from := int(x.Span.Start)
	for {
		switch {
		case s.accept("."):
			t := s.take()
			switch t.kind {
			case 'w':
				x = s.make(Attr, from, Expr{X: x, Text: t.text})
			case 'n':
				x = s.make(Index, from, Expr{X: x, Y: &Expr{Op: Const, Value: number(t.text), Span: span(t.from, t.to)}})
			default:
				s.broken = true
				return x
			}
		case s.accept("["):
			x = s.subscript(x, from)
		case s.is("(") && s.peek().from == s.last():
			s.take()
			x = s.call(Call, from, Expr{X: x})
		case s.accept("|"):
			x = s.filter(x, from)
		case s.is("is"):
			s.take()
			x = s.test(x, from)
		default:
			return x
		}
	}
}

func (s *scanner) subscript(x *Expr, from int) *Expr {
	var bounds [3]*Expr
	n := 0
	for !s.done() && !s.is("]") {
		if s.accept(":") {
			n = min(n+1, 2)
			continue
		}
		at := s.next
		bounds[n] = s.expr()
		if s.next == at || !s.is(":") {
			break
		}
	}
	s.accept("]")
	if n == 0 {
		y := bounds[0]
		if y == nil {
			y = s.make(Const, from, Expr{})
		}
		return s.make(Index, from, Expr{X: x, Y: y})
	}
	return s.make(Slice, from, Expr{X: x, Args: bounds[:2]})
}

// call reads arguments; the opening parenthesis was taken.
func (s *scanner) call(op Op, from int, e Expr) *Expr {
	var named []*Expr
	for !s.done() && !s.is(")") {
		at := s.next
		for s.accept("*", "**") {
		}
		if t := s.peek(); t.kind == 'w' && s.next+1 < len(s.tokens) && s.tokens[s.next+1].text == "=" && s.tokens[s.next+1].kind == 'p' {
			s.next += 2
			e.Keys = append(e.Keys, t.text)
			named = append(named, s.expr())
		} else {
			e.Args = append(e.Args, s.expr())
		}
		if !s.accept(",") && (s.next == at || !s.is(")")) {
			break
		}
	}
	s.accept(")")
	e.Args = append(e.Args, named...)
	return s.make(op, from, e)
}

// filter reads name, name(arguments) and Django's name:argument.
func (s *scanner) filter(x *Expr, from int) *Expr {
	e := Expr{X: x, Text: s.take().text}
	for s.accept(".") { // a filter of a package
		e.Text += "." + s.take().text
	}
	switch {
	case s.accept("("):
		return s.call(Filter, from, e)
	case s.is(":") && s.peek().from == s.last():
		s.take()
		e.Args = []*Expr{s.argument()}
	}
	return s.make(Filter, from, e)
}

// argument is a constant or a name with its attributes.
func (s *scanner) argument() *Expr {
	x := s.primary()
	for s.accept(".") {
		x = s.make(Attr, int(x.Span.Start), Expr{X: x, Text: s.take().text})
	}
	return x
}

func (s *scanner) test(x *Expr, from int) *Expr {
	negated := s.accept("not")
	e := Expr{X: x, Text: s.take().text}
	if s.accept("(") {
		x = s.call(Test, from, e)
	} else {
		if t := s.peek(); t.kind == 's' || t.kind == 'n' || t.kind == 'w' && !s.is("and", "or", "if", "else", "is", "not", "in") {
			e.Args = []*Expr{s.argument()}
		}
		x = s.make(Test, from, e)
	}
	if negated {
		x = s.make(Unary, from, Expr{Tok: ir.Not, X: x})
	}
	return x
}
