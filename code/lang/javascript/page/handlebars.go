package page

import (
	"fmt"
	"strings"
)

// handlebars: {{escaped}}, {{{raw}}}, {{&raw}}, {{#block}} … {{else}} … {{/block}}, {{> part}}.
// A context is a variable: c0 is the locals, each block that changes it has its own.
func handlebars(w *writer) {
	h := &bars{writer: w, stack: []context{{name: "c0"}}}
	w.glue(imports + "export function prunella_template(c0, prunella_of) {\nvar locals = c0;\n")
	h.read()
	for len(h.stack) > 1 {
		h.leave()
	}
	w.glue("}\n")
}

type bars struct {
	*writer
	stack  []context
	count  int
	nested int // parentheses around
}

// A context is what names are looked up in, and the names that a block gives.
type context struct {
	name  string
	given []string
	opens bool // wrote a brace
}

const (
	maxBlocks = 200
	maxNested = 20
)

func (h *bars) read() {
	at := 0
	for {
		i := strings.Index(h.src[at:], "{{")
		if i < 0 {
			return
		}
		h.text(h.src[at : at+i])
		from, shut := at+i+2, "}}"
		raw := strings.HasPrefix(h.src[from:], "{")
		if raw {
			from, shut = from+1, "}}}"
		}
		if strings.HasPrefix(h.src[from:], "!--") {
			shut = "--}}"
		}
		j := strings.Index(h.src[from:], shut)
		if j < 0 {
			return
		}
		to := from + j
		at = to + len(shut)
		h.tag(raw, from, to, at)
	}
}

// tag reads one pair of braces; rest is where the markup goes on.
func (h *bars) tag(raw bool, from, to, rest int) {
	for from < to && strings.IndexByte("~ \t\r\n", h.src[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte("~ \t\r\n", h.src[to-1]) >= 0 {
		to--
	}
	if from >= to {
		return
	}
	switch h.src[from] {
	case '!':
	case '/':
		if len(h.stack) > 1 {
			h.leave()
		}
	case '#', '^':
		if len(h.stack) < maxBlocks {
			h.enter(h.src[from] == '^', h.src[from+1:to])
		}
	case '>':
		h.part(strings.Fields(h.src[from+1 : to]))
	case '&':
		h.hole(true, from+1, to, rest)
	default:
		if h.src[from:to] == "else" || strings.HasPrefix(h.src[from:to], "else ") {
			if top := h.stack[len(h.stack)-1]; top.opens {
				h.glue("}\nif (prunella_sure()) {\n")
			}
			return
		}
		h.hole(raw, from, to, rest)
	}
}

// hole writes a value, or what a helper makes of some.
func (h *bars) hole(raw bool, from, to, rest int) {
	for from < to && h.src[from] == ' ' {
		from++
	}
	words := arguments(h.src[from:to])
	if len(words) == 0 {
		return
	}
	h.says(raw, h.expression(words), from, to, h.behind(rest))
}

// behind is the markup after a hole, other tags being x.
func (h *bars) behind(at int) string {
	var b strings.Builder
	for b.Len() < 512 {
		i := strings.Index(h.src[at:], "{{")
		if i < 0 {
			b.WriteString(h.src[at:min(len(h.src), at+512)])
			break
		}
		b.WriteString(h.src[at : at+min(i, 512)])
		j := strings.Index(h.src[at+i:], "}}")
		if j < 0 {
			break
		}
		at += i + j + 2
		if strings.HasPrefix(h.src[at:], "}") {
			at++
		}
		b.WriteByte('x')
	}
	return b.String()
}

// expression says words in JavaScript: a value, or a helper and what it is given.
func (h *bars) expression(words []string) string {
	if len(words) == 0 || h.nested > maxNested {
		return "null"
	}
	h.nested++
	defer func() { h.nested-- }()
	if len(words) == 1 {
		return h.value(words[0])
	}
	var b strings.Builder
	fmt.Fprintf(&b, "prunella_helper(%s", quoted(words[0]))
	for _, w := range words[1:] {
		if name, value, ok := strings.Cut(w, "="); ok && identifier.FindString(name) == name {
			w = value
		}
		b.WriteString(", " + h.value(w))
	}
	return b.String() + ")"
}

// value says one word: a text, a number, a path, or an expression in parentheses.
func (h *bars) value(word string) string {
	switch {
	case word == "":
		return "null"
	case word[0] == '"' || word[0] == '\'':
		return quoted(strings.Trim(word, `"'`))
	case word[0] == '(':
		return h.expression(arguments(strings.Trim(word, "()")))
	case word[0] >= '0' && word[0] <= '9' || word == "true" || word == "false" || word == "null":
		if strings.Trim(word, "0123456789") != "" && word[0] <= '9' {
			return "null"
		}
		return word
	case word[0] == '@':
		if rest, ok := strings.CutPrefix(word, "@root."); ok {
			return h.path("c0", rest)
		}
		return "null"
	}
	depth := len(h.stack) - 1
	for strings.HasPrefix(word, "../") {
		word = word[3:]
		depth = max(0, depth-1)
	}
	of := h.stack[depth].name
	word = strings.TrimPrefix(strings.TrimPrefix(word, "this."), "this/")
	if word == "this" || word == "." || word == ".." {
		return of
	}
	first, rest, dotted := strings.Cut(strings.ReplaceAll(word, "/", "."), ".")
	for i := depth; i >= 0; i-- {
		for _, g := range h.stack[i].given {
			if g != first {
				continue
			}
			if dotted {
				return h.path("g_"+g, rest)
			}
			return "g_" + g
		}
	}
	return h.path(of, strings.ReplaceAll(word, "/", "."))
}

// path looks names up, one in the other.
func (h *bars) path(of, names string) string {
	for _, name := range strings.Split(names, ".") {
		of = "prunella_look(" + of + ", " + quoted(strings.Trim(name, "[]")) + ", prunella_of)"
	}
	return of
}

// enter opens a block.
func (h *bars) enter(inverse bool, text string) {
	text, as, _ := strings.Cut(text, " as |")
	words := arguments(text)
	c := context{name: h.stack[len(h.stack)-1].name, opens: true}
	for _, g := range strings.Fields(strings.Trim(as, "| ")) {
		if identifier.FindString(g) == g {
			c.given = append(c.given, g)
		}
	}
	value := "null"
	if len(words) > 1 {
		value = h.value(words[1])
	}
	h.count++
	inner := fmt.Sprintf("c%d", h.count)
	switch name := append(words, "")[0]; {
	case name == "if" || name == "unless" || inverse || name == "":
		h.glue("if (prunella_sure()) {\n")
	case name == "each" || name == "list":
		h.glue("for (const " + inner + " of prunella_items(" + value + ")) {\n")
		c.name = inner
	case name == "with":
		h.glue("{ const " + inner + " = " + value + ";\n")
		c.name = inner
	case len(words) == 1: // a section: of each element, of the object, or if it is there
		h.glue("for (const " + inner + " of prunella_items(" + h.value(name) + ", " + c.name + ")) {\n")
		c.name = inner
	default:
		h.glue("{\n")
	}
	for i, g := range c.given {
		if i == 0 {
			h.glue("const g_" + g + " = " + c.name + ";\n")
		} else {
			h.glue("const g_" + g + " = null;\n")
		}
	}
	h.stack = append(h.stack, c)
}

func (h *bars) leave() {
	if h.stack[len(h.stack)-1].opens {
		h.glue("}\n")
	}
	h.stack = h.stack[:len(h.stack)-1]
}

// part writes another template, with what names here mean.
func (h *bars) part(words []string) {
	if len(words) == 0 {
		return
	}
	data := h.stack[len(h.stack)-1].name
	if len(words) > 1 && !strings.Contains(words[1], "=") {
		data = h.value(words[1])
	}
	h.glue("include(" + quoted(strings.Trim(words[0], `"'`)) + ", " + data + ");\n")
}

// arguments splits a tag's text at blanks, outside of texts and parentheses.
func arguments(s string) (out []string) {
	start, depth, quote := -1, 0, byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth <= 0 && strings.IndexByte(" \t\r\n", c) >= 0:
			if start >= 0 {
				out = append(out, s[start:i])
				start = -1
			}
			continue
		}
		if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out
}
