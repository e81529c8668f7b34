package golang

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// parameterise turns the values spliced into a SQL text into parameters of the
// call: "… WHERE n = '" + n + "'" becomes "… WHERE n = ?", n. The text may be put
// together in the function of the call, or where it is given to a function that
// takes the parameters along. What cannot be a parameter and stands in quotes has
// them doubled.
func parameterise(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	var out []fix.Candidate
	direct, reason := v.bindAtCall(in)
	out = append(out, direct...)
	for _, p := range v.spots() {
		if p.builds && len(out) < maxSpots {
			out = append(out, v.bindAtBuilder(in, p)...)
		}
	}
	out = append(out, v.doubleQuotes()...)
	if len(out) == 0 {
		return nil, reason
	}
	return out, nil
}

// bindAtCall binds values of a text that is built in the sink's own function.
func (v *view) bindAtCall(in *fix.Input) ([]fix.Candidate, error) {
	s, err := v.open(in.Flow.At.Unit)
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
	given := call.Args[at+1:]
	bound := s.bind(b.pieces, v.placeholders(in), len(given))
	if bound == nil || len(bound.params) == 0 {
		return nil, shape("no value of the statement stands where a parameter may")
	}
	if err := s.give(call, at, given, b, bound); err != nil {
		return nil, err
	}
	s.rewrite(b, bound)
	return s.done("values are passed as parameters, so that they cannot become SQL")
}

// give adds the parameters to the call: as arguments where the text is made in a
// straight line, else in a list that grows with the text.
func (s *source) give(call *ast.CallExpr, at int, given []ast.Expr, b *building, bound *bound) error {
	nested := false
	for _, p := range bound.params {
		nested = nested || b.segments[p.seg].nested
	}
	list := ""
	if call.Ellipsis.IsValid() {
		id, ok := call.Args[len(call.Args)-1].(*ast.Ident)
		if !ok || len(given) != 1 {
			return shape("the call's parameters are in a list that is made elsewhere")
		}
		list = id.Name
	}
	switch {
	case list == "" && !nested:
		s.arguments(call, at, given, bound)
		return nil
	case list == "" && len(given) > 0:
		return shape("the call has parameters already, and the text is put together in branches")
	case list == "":
		list = s.localName("args")
		first := b.segments[0].stmt
		if first == nil {
			return shape("the statement is put together in more than one place")
		}
		s.insert(s.start(first), "var "+list+" []any\n"+s.indentOf(first))
		s.insert(s.end(call.Args[len(call.Args)-1]), ", "+list+"...")
	}
	for _, p := range bound.params {
		st := b.segments[p.seg].stmt
		if st == nil {
			return shape("the statement and its parameters are made in different places")
		}
		s.insert(s.end(st), "\n"+s.indentOf(st)+list+" = append("+list+", "+p.value+")")
	}
	return nil
}

// arguments adds the parameters to a call in the order of their marks.
func (s *source) arguments(call *ast.CallExpr, at int, given []ast.Expr, bound *bound) {
	last := call.Args[len(call.Args)-1]
	for _, p := range bound.params {
		if p.before < len(given) {
			s.insert(s.start(given[p.before]), p.value+", ")
		} else {
			s.insert(s.end(last), ", "+p.value)
		}
	}
}

// localName is a name for a new variable that the function around does not use.
func (s *source) localName(name string) string {
	taken := s.namesOf()
	for taken[name] {
		name += "2"
	}
	return name
}

// rewrite writes the segments anew that have changed.
func (s *source) rewrite(b *building, bound *bound) {
	for i, seg := range b.segments {
		if !bound.changed[i] {
			continue
		}
		var pieces []piece
		for _, p := range bound.pieces {
			if p.seg == i {
				pieces = append(pieces, p)
			}
		}
		s.replace(seg.expr, s.joinLike(seg.expr, pieces))
	}
}

// bindAtBuilder binds the values of a text that is given, together with its
// parameters, to a function of the project: q.and("n = '" + n + "'") becomes
// q.and("n = ?", n).
func (v *view) bindAtBuilder(in *fix.Input, p spot) []fix.Candidate {
	s, err := v.open(p.file.unit)
	if err != nil {
		return nil
	}
	path := s.nodesAt(spanOf(s.file, p.expr.Pos()))
	for i := len(path) - 1; i >= 0; i-- {
		call, ok := path[i].(*ast.CallExpr)
		if !ok || call.Ellipsis.IsValid() {
			continue
		}
		at := s.takesParameters(call)
		if at < 0 || !(call.Args[at].Pos() <= p.expr.Pos() && p.expr.End() <= call.Args[at].End()) {
			continue
		}
		body, _ := funcOf(path)
		b, ok := s.build(call.Args[at], body)
		if !ok || len(b.segments) != 1 {
			return nil
		}
		given := call.Args[at+1:]
		bound := s.bind(b.pieces, func(int) string { return "?" }, len(given))
		if v.placeholders(in)(1) != "?" || bound == nil || len(bound.params) == 0 {
			return nil
		}
		s.arguments(call, at, given, bound)
		s.rewrite(b, bound)
		c, err := s.done("values are passed along as parameters, so that they cannot become SQL")
		if err != nil {
			return nil
		}
		return c
	}
	return nil
}

// takesParameters is the index of the text in a call of a function of the project
// that takes a text and its parameters (func(…, text string, args ...any)) and
// passes these on; -1 for others.
func (s *source) takesParameters(call *ast.CallExpr) int {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return -1
	}
	fn, ok := s.object(id).(*types.Func)
	if !ok {
		return -1
	}
	sig, ok := fn.Type().(*types.Signature)
	if !ok || !sig.Variadic() || sig.Params().Len() < 2 || len(call.Args) < sig.Params().Len()-1 {
		return -1
	}
	last := sig.Params().Len() - 1
	list, ok := sig.Params().At(last).Type().(*types.Slice)
	if !ok || !types.IsInterface(list.Elem()) || !isBasicString(sig.Params().At(last-1).Type()) {
		return -1
	}
	d, in := s.declaration(fn)
	if d == nil || d.Body == nil {
		return -1
	}
	forwards := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && c.Ellipsis.IsValid() {
			if a, ok := c.Args[len(c.Args)-1].(*ast.Ident); ok && in.object(a) != nil && in.object(a).Name() == sig.Params().At(last).Name() {
				forwards = true
			}
			if in.isCall(c, "fmt", "Sprintf") {
				forwards = false
				return false
			}
		}
		return true
	})
	if !forwards {
		return -1
	}
	return last - 1
}

// doubleQuotes doubles the quotes of a value inside a quoted literal; a doubling
// that stops after the first is repaired.
func (v *view) doubleQuotes() []fix.Candidate {
	if !strings.Contains(v.in.Flow.Violation.Context, "string") && !strings.Contains(v.in.Flow.Violation.Context, "'") {
		return nil
	}
	var out []fix.Candidate
	w := func(s *source, p spot, e string) string {
		if inner := unescaped(s.file, p.expr); inner != p.expr {
			e = s.text(inner)
		}
		return s.use("strings") + `.ReplaceAll(` + e + `, "'", "''")`
	}
	for _, p := range v.spots() {
		if p.builds && len(out) < maxSpots {
			out = append(out, v.wrap("every quote of the value is doubled, so that it stays in its literal", w, p)...)
		}
	}
	return out
}

// sqlArgument is the index of the argument that is the statement: the first that
// is a text.
func sqlArgument(s *source, c *ast.CallExpr) int {
	for i, a := range c.Args {
		if s.isString(a) {
			return i
		}
	}
	return -1
}

// placeholders says how the database's driver writes the nth parameter.
func (v *view) placeholders(in *fix.Input) func(n int) string {
	for _, u := range in.Program.Units {
		if u.Stub {
			continue
		}
		for _, path := range u.Imports {
			if strings.HasPrefix(path, "github.com/jackc/pgx") || path == "github.com/lib/pq" {
				return func(n int) string { return "$" + strconv.Itoa(n) }
			}
			if strings.HasSuffix(path, "/go-mssqldb") {
				return func(n int) string { return "@p" + strconv.Itoa(n) }
			}
		}
	}
	return func(int) string { return "?" }
}
