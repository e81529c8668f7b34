package preprocess

import "strings"

// A macro is a #define.
type macro struct {
	name   string
	params []string
	fn     bool
	rest   bool // the last parameter takes the remaining arguments
	body   []Token
	line   func(p *pre, t Token) Token // __LINE__ and its like
}

// A context is a list of tokens to be read before what is below it.
type context struct {
	toks  []Token
	pos   int
	macro *macro
}

// define reads what stands after #define.
func (p *pre) define(l *lexer) {
	name := l.next(true)
	if name.Kind != Ident {
		return
	}
	m := &macro{name: name.Text}
	if l.pos < len(l.src) && l.src[l.pos] == '(' {
		m.fn = true
		l.next(true)
		m.parameters(l)
	}
	for {
		t := l.next(true)
		if t.Kind == EOF {
			break
		}
		if t.Kind == Ident && m.fn {
			for i, prm := range m.params {
				if prm == t.Text && i < 120 {
					t.arg = int8(i + 1)
				}
			}
		}
		t.Macro = true
		m.body = append(m.body, t)
	}
	p.macros[m.name] = m
}

func (m *macro) parameters(l *lexer) {
	for {
		t := l.next(true)
		switch t.Kind {
		case Ident:
			m.params = append(m.params, t.Text)
		case Ellipsis:
			if n := len(m.params); n == 0 || !m.rest && l.src[max(0, l.pos-4)] != t.Text[0] && beforeComma(l.src[:l.pos-3]) {
				m.params = append(m.params, "__VA_ARGS__")
			}
			m.rest = true
		case Comma:
		default:
			return
		}
	}
}

// beforeComma tells "a, ..." from "a...".
func beforeComma(s string) bool {
	s = strings.TrimRight(s, " \t")
	return strings.HasSuffix(s, ",") || strings.HasSuffix(s, "(")
}

// raw is the next token before macro expansion.
func (p *pre) raw() Token {
	for n := len(p.stack); n > p.floor; n = len(p.stack) {
		c := &p.stack[n-1]
		if c.pos < len(c.toks) {
			c.pos++
			return c.toks[c.pos-1]
		}
		p.stack = p.stack[:n-1]
	}
	if p.floor > 0 || p.inLine {
		return Token{Kind: EOF}
	}
	return p.fromFile()
}

// peekParen reports whether the next token is "("; it does not leave an argument
// or a directive.
func (p *pre) peekParen() bool {
	for i := len(p.stack) - 1; i >= p.floor; i-- {
		if c := &p.stack[i]; c.pos < len(c.toks) {
			return c.toks[c.pos].Kind == LParen
		}
	}
	if p.floor > 0 || p.inLine {
		return false
	}
	t := p.fromFile()
	if t.Kind == EOF {
		p.ended = true
		return false
	}
	p.stack = append(p.stack, context{toks: []Token{t}})
	return t.Kind == LParen
}

// next is the next token of the output.
func (p *pre) next() Token {
	for {
		t := p.raw()
		if t.Kind != Ident || t.paint {
			return t
		}
		m := p.macros[t.Text]
		if m == nil {
			if m = p.base[t.Text]; m == nil || p.undefined[t.Text] {
				return t
			}
		}
		if p.busy(m) {
			t.paint = true
			return t
		}
		if p.work > p.limit || len(p.stack) > maxDepth {
			return t
		}
		if !p.expand(m, t) {
			return t
		}
	}
}

func (p *pre) busy(m *macro) bool {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].macro == m {
			return true
		}
	}
	return false
}

// expand replaces a macro's use; false when it is none (no parenthesis).
func (p *pre) expand(m *macro, use Token) bool {
	if m.line != nil {
		p.push(m, []Token{m.line(p, use)})
		return true
	}
	if !m.fn {
		p.work += len(m.body)
		p.push(m, placed(m.body, use))
		return true
	}
	if !p.peekParen() {
		return false
	}
	args, end := p.arguments(m)
	use.End = max(end, use.End)
	p.push(m, p.substitute(m, args, use))
	return true
}

func (p *pre) push(m *macro, toks []Token) {
	p.stack = append(p.stack, context{toks: toks, macro: m})
}

// placed gives the tokens the place of the macro's use.
func placed(body []Token, use Token) []Token {
	out := make([]Token, len(body))
	for i, t := range body {
		t.Start, t.End, t.Line, t.Header = use.Start, use.End, false, use.Header
		if i == 0 {
			t.Space, t.Line = use.Space, use.Line
		}
		out[i] = t
	}
	return out
}

// arguments reads "(a, b)".
func (p *pre) arguments(m *macro) ([][]Token, uint32) {
	p.raw() // (
	var args [][]Token
	var cur []Token
	depth := 0
	for {
		t := p.raw()
		p.work++
		switch t.Kind {
		case EOF:
			return append(args, cur), 0
		case LParen, LBrace, LBracket:
			if t.Kind == LParen {
				depth++
			}
		case RParen:
			if depth == 0 {
				return append(args, cur), t.End
			}
			depth--
		case Comma:
			if depth == 0 && !(m.rest && len(args) >= len(m.params)-1) {
				args, cur = append(args, cur), nil
				continue
			}
		}
		cur = append(cur, t)
		if len(cur) > maxArgument {
			return append(args, cur), t.End
		}
	}
}

// expanded is an argument after macro expansion of its own.
func (p *pre) expanded(arg []Token) []Token {
	floor := p.floor
	p.floor = len(p.stack)
	p.push(nil, arg)
	p.floor = len(p.stack) - 1
	var out []Token
	if p.floor == 0 { // nothing below: a guard keeps raw from reading the file
		p.stack = append([]context{{}}, p.stack...)
		p.floor = 1
		defer func() { p.stack = p.stack[:0] }()
	}
	for {
		t := p.next()
		if t.Kind == EOF {
			break
		}
		out = append(out, t)
		if p.work++; p.work > p.limit {
			break
		}
	}
	p.stack = p.stack[:min(p.floor, len(p.stack))]
	p.floor = floor
	return out
}

// substitute puts the arguments into a body.
func (p *pre) substitute(m *macro, args [][]Token, use Token) []Token {
	arg := func(t Token) []Token {
		if i := int(t.arg) - 1; i < len(args) {
			return args[i]
		}
		return nil
	}
	full := make([][]Token, len(args))
	done := make([]bool, len(args))
	var out []Token
	for i := 0; i < len(m.body) && p.work <= p.limit; i++ {
		t := m.body[i]
		p.work++
		switch {
		case t.Kind == Hash && m.fn && i+1 < len(m.body) && m.body[i+1].arg > 0:
			i++
			out = append(out, Token{Kind: String, Text: spell(arg(m.body[i])), Space: t.Space, Macro: true})
		case t.Kind == HashHash && len(out) > 0 && i+1 < len(m.body):
			i++
			right := []Token{m.body[i]}
			if m.body[i].arg > 0 {
				right = arg(m.body[i])
				if len(right) == 0 && out[len(out)-1].Kind == Comma && m.rest && int(m.body[i].arg) == len(m.params) {
					out = out[:len(out)-1] // , ##__VA_ARGS__
					continue
				}
				if out[len(out)-1].Kind == Comma {
					out = append(out, right...)
					continue
				}
			}
			out = paste(out, right)
		case t.arg > 0 && i+1 < len(m.body) && m.body[i+1].Kind == HashHash:
			if a := arg(t); len(a) > 0 {
				out = append(out, a...)
			} else if i+2 < len(m.body) {
				i += 2 // nothing ## x is x
				if m.body[i].arg > 0 {
					out = append(out, arg(m.body[i])...)
				} else {
					out = append(out, m.body[i])
				}
			}
		case t.arg > 0:
			if k := int(t.arg) - 1; k < len(args) {
				if !done[k] {
					full[k], done[k] = p.expanded(args[k]), true
				}
				p.work += len(full[k])
				out = append(out, full[k]...)
			}
		case t.Is("__VA_OPT__"):
		default:
			out = append(out, t)
		}
	}
	return inUse(out, use)
}

// inUse gives the place of the use to what the macro wrote itself; arguments keep
// the place where the user wrote them.
func inUse(out []Token, use Token) []Token {
	for i := range out {
		if t := &out[i]; t.Macro || t.Start < use.Start || t.End > use.End {
			t.Start, t.End, t.Header = use.Start, use.End, use.Header
		}
		out[i].arg = 0
	}
	return out
}

// paste joins the last token of out with the first of right.
func paste(out, right []Token) []Token {
	if len(right) == 0 {
		return out
	}
	last := out[len(out)-1]
	l := lexer{src: last.Text + right[0].Text}
	t := l.next(false)
	t.Start, t.End, t.Macro, t.Line = last.Start, last.End, true, false
	out = append(out[:len(out)-1:len(out)-1], t)
	if l.pos < len(l.src) { // no single token: keep both
		out[len(out)-1] = last
		out = append(out, right[0])
	}
	return append(out, right[1:]...)
}

// spell is what # makes of an argument.
func spell(toks []Token) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, t := range toks {
		if i > 0 && t.Space {
			b.WriteByte(' ')
		}
		if t.Kind == String || t.Kind == Char {
			b.WriteString(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(t.Text))
			continue
		}
		b.WriteString(t.Text)
	}
	b.WriteByte('"')
	return b.String()
}
