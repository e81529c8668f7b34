package learn

import "strings"

// Expressions are read by brackets, quotes and commas, alike in all languages.

// token is a word, a literal with its quotes, or a sign; text[from:to].
type token struct{ from, to int }

// tokens cuts a text; white space is left out. A quote without an end is a sign.
func tokens(text string) []token {
	var out []token
	for i := 0; i < len(text); {
		c, from := text[i], i
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
			continue
		case wordByte(c):
			for i < len(text) && wordByte(text[i]) {
				i++
			}
			if i < len(text) && strings.IndexByte("\"'`", text[i]) >= 0 && i-from <= 2 { // f"…", rb'…'
				i = literalEnd(text, i)
			}
		case strings.IndexByte("\"'`", c) >= 0:
			i = literalEnd(text, i)
		default:
			i++
		}
		out = append(out, token{from, i})
	}
	return out
}

func wordByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// literalEnd is the end of the literal whose quote stands at i.
func literalEnd(text string, i int) int {
	q := text[i]
	for j := i + 1; j < len(text); j++ {
		switch {
		case text[j] == '\\' && q != '`':
			j++
		case text[j] == q:
			return j + 1
		case text[j] == '\n' && q != '`':
			return i + 1
		}
	}
	return i + 1
}

// split cuts a text at a sign that stands outside of brackets and literals.
func split(text string, at byte) []string {
	var out []string
	depth, from := 0, 0
	for _, t := range tokens(text) {
		if t.to-t.from != 1 {
			continue
		}
		switch c := text[t.from]; {
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		case c == at && depth == 0:
			out = append(out, strings.TrimSpace(text[from:t.from]))
			from = t.to
		}
	}
	if last := strings.TrimSpace(text[from:]); last != "" || len(out) > 0 {
		out = append(out, last)
	}
	return out
}

// balanced reports whether the brackets of a text close each other.
func balanced(text string) bool {
	var open []byte
	for _, t := range tokens(text) {
		if t.to-t.from != 1 {
			continue
		}
		c := text[t.from]
		if i := strings.IndexByte("([{", c); i >= 0 {
			open = append(open, ")]}"[i])
		} else if strings.IndexByte(")]}", c) >= 0 {
			if len(open) == 0 || open[len(open)-1] != c {
				return false
			}
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}

// A call is "receiver.name(args)" taken apart.
type call struct {
	head     string // "db.Query"
	receiver string // "db"; "" for a plain function
	name     string // "Query"
	args     []string
}

func readCall(text string) (call, bool) {
	text = strings.TrimSpace(text)
	open := -1
	depth := 0
	for _, t := range tokens(text) {
		if t.to-t.from != 1 {
			continue
		}
		switch c := text[t.from]; {
		case strings.IndexByte("([{", c) >= 0:
			if depth == 0 && c == '(' {
				open = t.from // the last bracket that is opened outside of others
			}
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		}
	}
	if open <= 0 || depth != 0 || !strings.HasSuffix(text, ")") {
		return call{}, false
	}
	c := call{head: strings.TrimSpace(text[:open]), args: split(text[open+1:len(text)-1], ',')}
	c.name = c.head
	if i := strings.LastIndexByte(c.head, '.'); i >= 0 {
		c.receiver, c.name = strings.TrimSpace(c.head[:i]), strings.TrimSpace(c.head[i+1:])
	}
	if n := len(c.args); n > 0 && c.args[n-1] == "" {
		c.args = c.args[:n-1] // a comma at the end
	}
	return c, c.name != "" && strings.Trim(c.name, "_$0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// A piece of a built text: a constant, or an expression that is put in.
type piece struct {
	text  string // of a constant without quotes, as written
	value string // "" for a constant
}

// pieces takes apart how a text is built: by +, by a format, by an f-string or a
// template literal. A lone expression is one piece.
func pieces(expr string) []piece {
	expr = strings.TrimSpace(expr)
	if parts := split(expr, '%'); len(parts) == 2 && quoted(parts[0]) {
		args := strings.TrimSpace(parts[1])
		if strings.HasPrefix(args, "(") && strings.HasSuffix(args, ")") {
			args = args[1 : len(args)-1]
		}
		return format(unquote(parts[0]), split(args, ','))
	}
	if c, ok := readCall(expr); ok && len(c.args) > 1 && quoted(c.args[0]) && (c.name == "Sprintf" || c.name == "format" && c.receiver == "String") {
		return format(unquote(c.args[0]), c.args[1:])
	}
	var out []piece
	for _, p := range split(expr, '+') {
		switch {
		case p == "":
			return nil
		case quoted(p) && (p[0] == 'f' || p[0] == 'F'):
			out = append(out, braces(unquote(p), "{")...)
		case p[0] == '`' && strings.Contains(p, "${"):
			out = append(out, braces(unquote(p), "${")...)
		case quoted(p):
			out = append(out, piece{text: unquote(p)})
		default:
			out = append(out, piece{value: p})
		}
	}
	return out
}

// quoted reports whether an expression is one text literal.
func quoted(p string) bool {
	ts := tokens(p)
	return len(ts) == 1 && ts[0].to == len(p) && strings.IndexByte("\"'`", p[len(p)-1]) >= 0 && len(p) > 1
}

func unquote(p string) string {
	i := strings.IndexAny(p, "\"'`")
	return p[i+1 : len(p)-1]
}

// format reads verbs of one letter, and {}.
func format(f string, args []string) []piece {
	var out []piece
	n, from := 0, 0
	for i := 0; i+1 < len(f) && n < len(args); i++ {
		if f[i] == '%' && f[i+1] == '%' {
			i++
			continue
		}
		if f[i] == '%' && strings.IndexByte("svdq", f[i+1]) >= 0 || f[i] == '{' && f[i+1] == '}' {
			out = append(out, piece{text: f[from:i]}, piece{value: args[n]})
			n, from = n+1, i+2
			i++
		}
	}
	if n != len(args) {
		return nil
	}
	return append(out, piece{text: f[from:]})
}

func braces(text, open string) []piece {
	var out []piece
	for {
		before, rest, ok := strings.Cut(text, open)
		if !ok {
			return append(out, piece{text: text})
		}
		value, after, ok := strings.Cut(rest, "}")
		if !ok || value == "" {
			return nil
		}
		out = append(out, piece{text: before}, piece{value: strings.TrimSpace(value)})
		text = after
	}
}
