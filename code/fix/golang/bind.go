package golang

import (
	"go/ast"
	"strings"
)

// A parameter is a value taken out of a text.
type parameter struct {
	value  string
	seg    int // the segment it stood in
	before int // how many marks stand before its own
}

// bound is a text with parameters for its values.
type bound struct {
	pieces  []piece
	params  []parameter
	changed map[int]bool // by segment
}

// bind replaces each piece that stands in the place of a value; given is how many
// parameters the call has already.
func (s *source) bind(pieces []piece, placeholder func(int) string, given int) *bound {
	out := &bound{changed: map[int]bool{}}
	ps := merged(s.inlined(pieces))
	numbered := placeholder(1) != "?"
	before := ""
	for i := range ps {
		p := ps[i]
		if p.constant() {
			before += p.text
			continue
		}
		if p.expr != nil && s.isConstant(p.expr) {
			before += "x"
			continue
		}
		value := ""
		switch {
		case inQuote(before):
			head, tail, ok := cutQuotes(ps, i)
			if !ok {
				before += "x"
				continue
			}
			value = s.affixed(head, p, tail)
			before = before[:strings.LastIndexByte(before, '\'')]
			out.changed[ps[i-1].seg], out.changed[ps[i+1].seg] = true, true
		case valuePlace(before):
			value = s.valueOf(p)
		default:
			before += "x"
			continue
		}
		n := strings.Count(withoutLiterals(before), "?")
		if numbered {
			n = given + len(out.params)
		}
		mark := placeholder(n + 1)
		out.params = append(out.params, parameter{value: value, seg: p.seg, before: n})
		out.changed[p.seg] = true
		ps[i] = piece{text: mark, seg: p.seg}
		before += mark
	}
	// Several new parameters before the same given one keep their order; their
	// index counts only the given.
	if !numbered {
		for i := range out.params {
			out.params[i].before -= i
		}
	}
	out.pieces = ps
	return out
}

// merged joins constant pieces that stand side by side in a segment.
func merged(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if n := len(out); n > 0 && p.constant() && out[n-1].constant() && out[n-1].seg == p.seg {
			out[n-1].text += p.text
			continue
		}
		out = append(out, p)
	}
	return out
}

// inlined looks through calls and variables that are whole literals ("'%…%'").
func (s *source) inlined(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if inner, ok := s.quotedLiteral(p); ok {
			for _, q := range inner {
				q.seg = p.seg
				out = append(out, q)
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// quotedLiteral gives the pieces of an expression that is a quoted literal made by
// a function or set in a variable: it begins and ends with a quote.
func (s *source) quotedLiteral(p piece) ([]piece, bool) {
	if p.constant() || p.code != "" {
		return nil, false
	}
	inner, ok := s.inline(p)
	if id, isID := ast.Unparen(p.expr).(*ast.Ident); isID && !s.isParameter(id) {
		body, _ := funcOf(s.nodesAt(spanOf(s.file, id.Pos())))
		if body == nil {
			return nil, false
		}
		as := assignments(body, id.Name)
		if len(as) != 1 || as[0].nested || as[0].appends {
			return nil, false
		}
		inner, ok = s.pieces(as[0].value)
		if ok && len(inner) == 1 && !inner[0].constant() {
			inner, ok = s.inline(inner[0])
		}
	}
	if !ok || len(inner) < 3 || !inner[0].constant() || !inner[len(inner)-1].constant() {
		return nil, false
	}
	return inner, strings.HasPrefix(inner[0].text, "'") && strings.HasSuffix(inner[len(inner)-1].text, "'")
}

// valueOf writes a value as a parameter.
func (s *source) valueOf(p piece) string {
	if p.expr != nil {
		if e := unescaped(s.file, p.expr); e != p.expr {
			return s.text(e)
		}
	}
	switch p.verb {
	case "", "%s", "%d", "%v":
		return s.codeOf(p)
	}
	return s.textOf(p)
}

// affixed writes head + value + tail, where a LIKE pattern has its % signs.
func (s *source) affixed(head string, p piece, tail string) string {
	v := s.valueOf(p)
	if head == "" && tail == "" {
		return v
	}
	if p.expr != nil && p.verb != "" && !s.isString(p.expr) {
		v = s.textOf(p)
	}
	if head != "" {
		v = quote(head) + "+" + v
	}
	if tail != "" {
		v += "+" + quote(tail)
	}
	return v
}

// cutQuotes takes the rest of the literal around piece i out of its neighbours.
func cutQuotes(ps []piece, i int) (head, tail string, ok bool) {
	if i == 0 || i+1 >= len(ps) || !ps[i-1].constant() || !ps[i+1].constant() {
		return "", "", false
	}
	open, shut := strings.LastIndexByte(ps[i-1].text, '\''), strings.IndexByte(ps[i+1].text, '\'')
	if open < 0 || shut < 0 {
		return "", "", false
	}
	head, tail = ps[i-1].text[open+1:], ps[i+1].text[:shut]
	ps[i-1].text, ps[i+1].text = ps[i-1].text[:open], ps[i+1].text[shut+1:]
	return head, tail, true
}

// withoutLiterals is a SQL text without its quoted literals.
func withoutLiterals(text string) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "'") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// inQuote reports whether the end of a SQL text lies inside '…'.
func inQuote(text string) bool { return strings.Count(text, "'")%2 == 1 }

// valuePlace reports whether an expression may be a parameter here: behind an
// operator, an opening parenthesis of a list, or a word that takes a value.
func valuePlace(before string) bool {
	t := strings.TrimRight(before, " \t\n")
	if t == "" {
		return false
	}
	if strings.ContainsAny(t[len(t)-1:], "=<>") {
		return true
	}
	upper := strings.ToUpper(t)
	if t != before {
		for _, word := range []string{" LIKE", " LIMIT", " OFFSET", " BETWEEN", " THEN"} {
			if strings.HasSuffix(upper, word) {
				return true
			}
		}
		if strings.HasSuffix(upper, " AND") && strings.Contains(upper[max(0, len(upper)-60):], " BETWEEN ") {
			return true
		}
	}
	values := strings.LastIndex(upper, "VALUES")
	in := strings.LastIndex(upper, " IN")
	list := t[len(t)-1] == '(' || t[len(t)-1] == ','
	return list && (values >= 0 && !strings.Contains(upper[values:], ")") || in >= 0 && !strings.Contains(upper[in:], ")"))
}
