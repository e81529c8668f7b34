package golang

import (
	"go/ast"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// parameterise turns the values spliced into a SQL text into parameters of the
// call: "… WHERE n = '" + n + "'" becomes "… WHERE n = ?", n.
func parameterise(in *fix.Input) ([]fix.Candidate, error) {
	s, err := look(in).open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	call, path := s.callAt(in.Flow.At.Span)
	if call == nil {
		return nil, shape("the sink is not a call")
	}
	body, _ := funcOf(path)
	at := sqlArgument(s, call)
	if at < 0 {
		return nil, shape("the call has no argument that is a statement")
	}
	b, ok := s.build(call.Args[at], body)
	if !ok {
		return nil, shape("the statement is put together in more than one place")
	}
	pieces, params, changed := bindValues(s, b.pieces, s.placeholders(in), len(call.Args)-at-1)
	if !changed {
		return nil, shape("no value of the statement stands where a parameter may")
	}
	s.replace(b.whole, s.join(pieces))
	for _, e := range b.extra {
		s.replace(e, `""`)
	}
	s.insert(s.end(call.Args[len(call.Args)-1]), ", "+strings.Join(params, ", "))
	return s.done("values are passed as parameters, so that they cannot become SQL")
}

// sqlArgument is the index of the argument that is the statement: the first that
// is a text being built, a context aside.
func sqlArgument(s *source, c *ast.CallExpr) int {
	sel, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || len(c.Args) == 0 {
		return -1
	}
	switch name := sel.Sel.Name; {
	case strings.HasSuffix(name, "Context") && len(c.Args) > 1:
		return 1
	case name == "Get" || name == "Select": // sqlx: the destination comes first
		if len(c.Args) > 1 {
			return 1
		}
	}
	for i, a := range c.Args {
		if id, ok := a.(*ast.Ident); ok && id.Name == "ctx" {
			continue
		}
		if sub, ok := a.(*ast.CallExpr); ok {
			if sel, ok := sub.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Context" || sel.Sel.Name == "Background") {
				continue
			}
		}
		return i
	}
	return -1
}

// placeholders says how the database's driver writes the nth parameter.
func (s *source) placeholders(in *fix.Input) func(n int) string {
	for _, u := range in.Program.Units {
		if u.Stub {
			continue
		}
		for _, path := range u.Imports {
			if strings.HasPrefix(path, "github.com/jackc/pgx") || path == "github.com/lib/pq" {
				return func(n int) string { return "$" + strconv.Itoa(n) }
			}
		}
	}
	return func(int) string { return "?" }
}

// bindValues replaces each piece that stands in the place of a value; had is how
// many parameters the call has already.
func bindValues(s *source, pieces []piece, placeholder func(int) string, had int) (out []piece, params []string, changed bool) {
	before := ""
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if p.expr == nil {
			before += p.text
			out = append(out, p)
			continue
		}
		quoted := inQuote(before)
		if !quoted && !valuePlace(before, next(pieces, i)) || had > 0 {
			before += "x"
			out = append(out, p)
			continue
		}
		value := s.text(p.expr)
		if quoted {
			var head string
			out, head = cutTail(out)
			var tail string
			pieces, tail = cutHead(pieces, i)
			if strings.ContainsAny(head+tail, "'") {
				return nil, nil, false
			}
			value = s.affixed(head, p, tail)
		} else if p.verb != "" && p.verb != "%s" && p.verb != "%d" && p.verb != "%v" {
			value = s.textOf(p)
		}
		params = append(params, value)
		mark := placeholder(len(params))
		out = append(out, piece{text: mark})
		before = strings.TrimSuffix(before, "'") + mark
		changed = true
		if quoted {
			before = rebuild(out)
		}
	}
	return out, params, changed
}

func rebuild(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.expr == nil {
			b.WriteString(p.text)
		} else {
			b.WriteByte('x')
		}
	}
	return b.String()
}

// affixed writes head + value + tail, where a LIKE pattern has its % signs.
func (s *source) affixed(head string, p piece, tail string) string {
	v := s.text(p.expr)
	if p.verb != "" && p.verb != "%s" && p.verb != "%v" {
		v = s.textOf(p)
	}
	if head != "" {
		v = quote(head) + " + " + v
	}
	if tail != "" {
		v += " + " + quote(tail)
	}
	return v
}

// inQuote reports whether the end of a SQL text lies inside '…'.
func inQuote(text string) bool { return strings.Count(text, "'")%2 == 1 }

// valuePlace reports whether an expression may be a parameter here: behind an
// operator, an opening parenthesis of a list, or a word that takes a value.
func valuePlace(before, after string) bool {
	t := strings.TrimRight(before, " \t\n")
	if t == "" || before == t && !strings.ContainsAny(t[len(t)-1:], "=<>(,+-") {
		return false
	}
	if strings.ContainsAny(t[len(t)-1:], "=<>") {
		return true
	}
	upper := strings.ToUpper(t)
	for _, word := range []string{" LIKE", " LIMIT", " OFFSET", " AND", " BETWEEN", " THEN"} {
		if strings.HasSuffix(upper, word) {
			return true
		}
	}
	values := strings.LastIndex(upper, "VALUES")
	in := strings.LastIndex(upper, " IN")
	list := t[len(t)-1] == '(' || t[len(t)-1] == ','
	return list && (values >= 0 && !strings.Contains(upper[values:], ")") || in >= 0 && !strings.Contains(upper[in:], ")"))
}

func next(pieces []piece, i int) string {
	if i+1 < len(pieces) && pieces[i+1].expr == nil {
		return pieces[i+1].text
	}
	return ""
}

// cutTail takes what stands behind the last ' off the pieces, the quote as well.
func cutTail(out []piece) ([]piece, string) {
	if len(out) == 0 || out[len(out)-1].expr != nil {
		return out, "'"
	}
	last := out[len(out)-1].text
	at := strings.LastIndexByte(last, '\'')
	if at < 0 {
		return out, "'"
	}
	kept := append([]piece(nil), out...)
	kept[len(kept)-1].text = last[:at]
	return kept, last[at+1:]
}

// cutHead takes what stands before the next ' off the piece behind i, the quote
// as well.
func cutHead(pieces []piece, i int) ([]piece, string) {
	if i+1 >= len(pieces) || pieces[i+1].expr != nil {
		return pieces, "'"
	}
	at := strings.IndexByte(pieces[i+1].text, '\'')
	if at < 0 {
		return pieces, "'"
	}
	kept := append([]piece(nil), pieces...)
	tail := kept[i+1].text[:at]
	kept[i+1].text = kept[i+1].text[at+1:]
	return kept, tail
}
