package page

import (
	"regexp"
	"strings"
)

// pug: lines whose indentation says what is in what. Read are = and != behind tags and
// alone, attributes, #{escaped} and !{raw} in texts, code, loops, conditions, mixins and
// parts.
func pug(w *writer) {
	var code strings.Builder
	probe := &pugReader{writer: &writer{src: w.src}, note: func(s string) { code.WriteString(s + "\n") }}
	probe.read()
	w.wrap(code.String(), func() { (&pugReader{writer: w, note: func(string) {}}).read() })
}

type pugReader struct {
	*writer
	note  func(string) // told of the code that is met
	stack []pugBlock
	skip  int // lines indented deeper are not read; -1: all are
	plain int // lines indented deeper are text
}

// A pugBlock is a line whose deeper lines belong to it.
type pugBlock struct {
	indent int
	shut   string // what ends it in JavaScript
	tag    string
}

func (p *pugReader) read() {
	p.skip, p.plain = -1, -1
	at := 0
	for at < len(p.src) {
		end := strings.IndexByte(p.src[at:], '\n')
		if end < 0 {
			end = len(p.src)
		} else {
			end += at
		}
		from := at
		for from < end && (p.src[from] == ' ' || p.src[from] == '\t') {
			from++
		}
		if from < end && p.src[from] != '\r' {
			if next := p.line(from-at, from, end); next > end {
				end = next // attributes over several lines
			}
		}
		at = end + 1
	}
	p.shut(-1)
}

// shut ends the blocks that are indented as deep as a line, or deeper.
func (p *pugReader) shut(indent int) {
	for len(p.stack) > 0 && p.stack[len(p.stack)-1].indent >= indent {
		p.glue(p.stack[len(p.stack)-1].shut)
		p.stack = p.stack[:len(p.stack)-1]
	}
}

func (p *pugReader) line(indent, from, to int) int {
	if p.skip >= 0 && indent > p.skip {
		return to
	}
	p.skip = -1
	if p.plain >= 0 && indent > p.plain {
		p.interpolated(from, to)
		return to
	}
	p.plain = -1
	if word := p.src[from:to]; !strings.HasPrefix(word, "else") {
		p.shut(indent)
	} else {
		p.shut(indent + 1)
	}
	return p.statement(indent, from, to)
}

var pugWord = regexp.MustCompile(`^(if|unless|else if|else|each|for|while|case|when|default|include|extends|block|append|prepend|mixin|doctype)\b`)

func (p *pugReader) statement(indent, from, to int) int {
	for to > from && (p.src[to-1] == '\r' || p.src[to-1] == ' ') {
		to--
	}
	text := p.src[from:to]
	switch {
	case text == "":
	case strings.HasPrefix(text, "//"):
		p.skip = indent
	case text[0] == '|':
		p.interpolated(from+1, to)
	case text[0] == '-':
		p.code(indent, from+1, to)
	case strings.HasPrefix(text, "!="):
		p.value(true, from+2, to)
	case text[0] == '=':
		p.value(false, from+1, to)
	case text[0] == '+':
		p.note(text[1:])
		p.glue("prunella_mixin_")
		p.copy(from+1, to)
		p.glue(";\n")
	case text[0] == '<':
		p.interpolated(from, to)
	case pugWord.MatchString(text):
		p.keyword(indent, pugWord.FindString(text), from, to)
	default:
		return p.tag(indent, from, to)
	}
	return to
}

// open begins a block of JavaScript.
func (p *pugReader) open(indent int) {
	p.glue(" {\n")
	p.stack = append(p.stack, pugBlock{indent: indent, shut: "}\n"})
}

func (p *pugReader) code(indent, from, to int) {
	text := strings.TrimSpace(p.src[from:to])
	if text == "" { // a block of code below
		return
	}
	p.note(text)
	p.copy(from, to)
	if strings.HasPrefix(text, "for") || strings.HasPrefix(text, "if") || strings.HasPrefix(text, "while") || strings.HasPrefix(text, "else") {
		if !strings.HasSuffix(text, "{") {
			p.open(indent)
			return
		}
	}
	p.glue("\n")
}

func (p *pugReader) keyword(indent int, word string, from, to int) {
	rest := from + len(word)
	switch word {
	case "if", "unless", "else if", "while":
		p.note(p.src[rest:to])
		p.glue("if (prunella_sure(")
		p.copy(rest, to)
		p.glue("))")
		p.open(indent)
	case "else", "when", "default", "case", "block", "append", "prepend":
		p.glue("if (prunella_sure())")
		p.open(indent)
	case "each", "for":
		p.each(indent, rest, to)
	case "mixin":
		p.note(p.src[rest:to])
		p.glue("function prunella_mixin_")
		p.copy(rest+1, to)
		if !strings.Contains(p.src[rest:to], "(") {
			p.glue("()")
		}
		p.open(indent)
	case "include":
		p.glue("include(" + quoted(strings.TrimSpace(p.src[rest:to])) + ", locals);\n")
	}
}

// each: "each name, index in list".
func (p *pugReader) each(indent, from, to int) {
	i := strings.Index(p.src[from:to], " in ")
	if i < 0 {
		return
	}
	names := strings.Split(strings.Trim(p.src[from:from+i], "() "), ",")
	p.note(p.src[from+i+4 : to])
	p.glue("for (const " + strings.TrimSpace(names[0]) + " of prunella_items(")
	p.copy(from+i+4, to)
	p.glue("))")
	p.open(indent)
}

var pugTag = regexp.MustCompile(`^[\w:.#-]*`)

// tag reads "tag#id.class(attributes)" and what stands behind it; it gives the end of
// what it read.
func (p *pugReader) tag(indent, from, to int) int {
	head := pugTag.FindString(p.src[from:to])
	name := head
	if i := strings.IndexAny(head, "#.:"); i >= 0 {
		name = head[:i]
	}
	if name == "" {
		name = "div"
	}
	at := from + len(head)
	if at < len(p.src) && p.src[at] == '(' {
		at = min(p.attributes(name, at+1), len(p.src))
		if at > to {
			to = at + strings.IndexByte(p.src[at:]+"\n", '\n')
		}
	}
	p.stack = append(p.stack, pugBlock{indent: indent, tag: name})
	rest := p.src[at:max(at, to)]
	switch {
	case strings.HasPrefix(rest, "!="):
		p.value(true, at+2, to)
	case strings.HasPrefix(rest, "="):
		p.value(false, at+1, to)
	case rest == "." || rest == "" && strings.HasSuffix(head, "."):
		p.plain = indent
	case strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, ":\t"):
		p.statement(indent, at+2, to)
	case strings.HasSuffix(head, ":") && strings.HasPrefix(rest, " "):
		p.statement(indent, at+1, to)
	default:
		p.interpolated(at, to)
	}
	return to
}

// element is the element whose text is no markup, "" for others.
func (p *pugReader) element() string {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if t := p.stack[i].tag; t == "script" || t == "style" {
			return t
		} else if t != "" {
			return ""
		}
	}
	return ""
}

// value writes an expression where text stands.
func (p *pugReader) value(raw bool, from, to int) {
	p.note(p.src[from:to])
	after := ""
	p.before = ""
	if e := p.element(); e != "" {
		p.before, after = "<"+e+">", "</"+e+">"
	}
	p.write(raw, from, to, after)
	p.before = ""
}

// interpolated reads a text: #{escaped} and !{raw}.
func (p *pugReader) interpolated(from, to int) {
	for at := from; at+1 < to; at++ {
		if c := p.src[at]; (c != '#' && c != '!') || p.src[at+1] != '{' {
			continue
		}
		end := closing(p.src, at+2, '}')
		if end < 0 || end > to {
			return
		}
		p.value(p.src[at] == '!', at+2, end)
		at = end
	}
}

// attributes reads to the closing parenthesis and gives what is behind it.
func (p *pugReader) attributes(tag string, at int) int {
	for at < len(p.src) {
		for at < len(p.src) && strings.IndexByte(" \t\r\n,", p.src[at]) >= 0 {
			at++
		}
		if at >= len(p.src) || p.src[at] == ')' {
			return at + 1
		}
		begin := at
		for at < len(p.src) && strings.IndexByte(" \t\r\n,=!)", p.src[at]) < 0 {
			at++
		}
		name := strings.Trim(p.src[begin:at], `"'`)
		raw := at < len(p.src) && p.src[at] == '!'
		if raw {
			at++
		}
		if at >= len(p.src) || p.src[at] != '=' {
			at = max(at, begin+1)
			continue
		}
		end := attributeEnd(p.src, at+1)
		p.note(p.src[at+1 : end])
		p.before = "<" + tag + " " + name + `="`
		p.write(raw, at+1, end, `">`)
		p.before = ""
		at = end
	}
	return at
}

// attributeEnd is where the expression of an attribute ends: at a comma, a closing
// parenthesis, or a blank before another name.
func attributeEnd(src string, at int) int {
	depth := 0
	for at < len(src) && (src[at] == ' ' || src[at] == '\t') {
		at++
	}
	for ; at < len(src); at++ {
		switch c := src[at]; c {
		case '"', '\'', '`':
			if at = skipText(src, at); at >= len(src) {
				return len(src)
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth == 0 {
				return at
			}
			depth--
		case ',':
			if depth == 0 {
				return at
			}
		case ' ', '\t', '\n', '\r':
			if depth == 0 && nextAttribute.MatchString(src[at:min(len(src), at+80)]) {
				return at
			}
		}
	}
	return at
}

var nextAttribute = regexp.MustCompile(`^\s+([\w@:"'.-]+\s*(!?=[^=]|[\s,)])|\))`)

// skipText is the offset of the quote that ends a text.
func skipText(src string, at int) int {
	q := src[at]
	for at++; at < len(src) && src[at] != q; at++ {
		if src[at] == '\\' {
			at++
		}
	}
	return at
}

// maxExpression bounds what is looked at for the end of an expression.
const maxExpression = 1 << 11

// closing is where a bracket that is open before an offset closes; -1 when it does not.
func closing(src string, at int, shut byte) int {
	depth := 0
	src = src[:min(len(src), at+maxExpression)]
	for ; at < len(src); at++ {
		switch c := src[at]; c {
		case '"', '\'', '`':
			at = skipText(src, at)
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth == 0 {
				if c == shut {
					return at
				}
				return -1
			}
			depth--
		}
	}
	return -1
}
