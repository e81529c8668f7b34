package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
)

// setField gives a strategy that sets fields of the struct literal at the sink,
// or of the one the sink's variable is made from.
func setField(why string, fields ...[2]string) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		s, err := look(in).open(in.Flow.At.Unit)
		if err != nil {
			return nil, err
		}
		lit := s.literalOf(in)
		if lit == nil && s.saidYes(in) {
			return s.done("%s", why)
		}
		if lit == nil {
			s, lit = s.returned(in)
		}
		if lit == nil {
			return nil, shape("the value is not made by a literal in this function")
		}
		for _, f := range fields {
			s.setKey(lit, f[0], f[1])
		}
		return s.done("%s", why)
	}
}

// saidYes has gin's SetCookie say yes to the two questions it ends with: Secure, HttpOnly.
func (s *source) saidYes(in *fix.Input) bool {
	call, _ := s.callAt(in.Flow.At.Span)
	if call == nil || len(call.Args) != 7 || in.Rule.ID != "insecure-cookie" {
		return false
	}
	for _, a := range call.Args[5:] {
		if s.text(a) != "true" {
			s.replace(a, "true")
		}
	}
	return true
}

// literalOf finds the struct literal a sink speaks of.
func (s *source) literalOf(in *fix.Input) *ast.CompositeLit {
	path := s.nodesAt(in.Flow.At.Span)
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.CompositeLit:
			return n
		case *ast.CallExpr:
			body, _ := funcOf(path)
			return s.literalIn(n, body)
		}
	}
	return nil
}

// returned is the literal that a function of the project gives back which is called for
// an argument of the sink, when that is all it gives back, and the file it stands in.
func (s *source) returned(in *fix.Input) (*source, *ast.CompositeLit) {
	call, path := s.callAt(in.Flow.At.Span)
	if call == nil {
		return s, nil
	}
	body, _ := funcOf(path)
	for _, e := range call.Args {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok && body != nil {
			if as := assignments(body, id.Name); len(as) == 1 {
				e = as[0].value
			}
		}
		c, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			continue
		}
		d, f := s.declaration(s.callee(c))
		if d == nil {
			continue
		}
		if r := onlyReturn(d.Body); r != nil && len(r.Results) > 0 {
			if lit := literal(r.Results[0]); lit != nil {
				if f.unit == s.unit {
					return s, lit
				}
				other, err := s.view.open(f.unit)
				if err == nil {
					return other, lit
				}
			}
		}
	}
	return s, nil
}

// callee is the function or method that a call names, or nil.
func (f *file) callee(c *ast.CallExpr) types.Object {
	switch fun := ast.Unparen(c.Fun).(type) {
	case *ast.Ident:
		return f.object(fun)
	case *ast.SelectorExpr:
		return f.object(fun.Sel)
	}
	return nil
}

// literalIn looks at a call's receiver and arguments.
func (s *source) literalIn(c *ast.CallExpr, body *ast.BlockStmt) *ast.CompositeLit {
	exprs := append([]ast.Expr(nil), c.Args...)
	if sel, ok := c.Fun.(*ast.SelectorExpr); ok {
		exprs = append(exprs, sel.X)
	}
	for _, e := range exprs {
		if lit := literal(e); lit != nil {
			return lit
		}
		if id, ok := ast.Unparen(e).(*ast.Ident); ok && body != nil {
			for _, a := range assignments(body, id.Name) {
				if lit := literal(a.value); lit != nil {
					return lit
				}
			}
		}
	}
	return nil
}

func literal(e ast.Expr) *ast.CompositeLit {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	lit, _ := e.(*ast.CompositeLit)
	return lit
}

// setKey sets a field of a literal: the value it has is replaced, a new one goes
// behind the last. The words {pkg path} in value become the package's name.
func (s *source) setKey(lit *ast.CompositeLit, key, value string) {
	value = expand(value, s.use)
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if id, ok := kv.Key.(*ast.Ident); ok && id.Name == key {
			s.replace(kv.Value, value)
			return
		}
	}
	s.addElements(lit, key+": "+value)
}

// expand writes the names of packages for {pkg path}.
func expand(value string, name func(path string) string) string {
	for {
		from := strings.Index(value, "{pkg ")
		if from < 0 {
			return value
		}
		to := strings.IndexByte(value[from:], '}') + from
		value = value[:from] + name(value[from+len("{pkg "):to]) + value[to+1:]
	}
}

// tightMode replaces the mode of a file.
func tightMode(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	for i := len(call.Args) - 1; i >= 0; i-- {
		lit, ok := ast.Unparen(call.Args[i]).(*ast.BasicLit)
		if ok && lit.Kind == token.INT {
			mode := "0o600"
			if strings.Contains(s.text(call.Fun), "Mkdir") {
				mode = "0o700"
			}
			s.replace(lit, mode)
			return s.done("only the owner may read and write")
		}
		if sel, ok := call.Args[i].(*ast.SelectorExpr); ok && sel.Sel.Name == "ModePerm" {
			s.replace(sel, "0o600")
			return s.done("only the owner may read and write")
		}
	}
	if n := len(call.Args); n > 1 && s.isMode(call.Args[n-1]) {
		mode := s.text(call.Args[n-1])
		if _, binary := call.Args[n-1].(*ast.BinaryExpr); binary {
			mode = "(" + mode + ")"
		}
		s.replace(call.Args[n-1], mode+"&^0o022")
		return s.done("whatever mode is asked for, nobody but the owner may write")
	}
	return nil, shape("the mode is not written at the call")
}

// isMode: an expression is a mode, or a number without a type.
func (s *source) isMode(e ast.Expr) bool {
	tv, ok := s.info().Types[e]
	if !ok || tv.Type == nil {
		return false
	}
	basic, number := tv.Type.Underlying().(*types.Basic)
	return number && basic.Info()&types.IsInteger != 0
}

type station struct {
	unit *ir.Unit
	span ir.Span
}

// constantPlaces lists where the constant parts of the offending value were
// written, then the stations of the path, then the sink.
func constantPlaces(in *fix.Input) []station {
	var out []station
	for _, a := range in.Flow.Args {
		for _, alt := range a.Str.Alts {
			for _, p := range alt {
				if p.Hole == nil && p.Unit > 0 {
					out = append(out, station{unitAt(in, int(p.Unit)-1), p.Span})
				}
			}
		}
	}
	for _, st := range in.Flow.Path {
		out = append(out, station{st.Unit, st.Span})
	}
	return append(out, station{in.Flow.At.Unit, in.Flow.At.Span})
}

// envName makes SHOP_SIGNING_KEY from the words of the flow.
func envName(in *fix.Input) string {
	name := ""
	if len(in.Flow.Args) > 1 {
		name, _ = in.Flow.Args[1].Str.Exact()
	}
	words := wordsOf(name)
	if len(words) == 1 { // KEY could be anybody's
		module := ""
		if u := in.Flow.At.Unit; u != nil {
			module = u.Module
		}
		if words = append(wordsOf(path.Base(module)), words...); len(words) == 1 {
			words = append([]string{"APP"}, words...)
		}
	}
	if len(words) == 0 {
		return "APP_SECRET"
	}
	return strings.Join(words, "_")
}

// wordsOf splits signingKey, signing-key and SIGNING_KEY into capital words.
func wordsOf(name string) []string {
	var out []string
	word := ""
	end := func() {
		if word != "" {
			out = append(out, strings.ToUpper(word))
		}
		word = ""
	}
	lower := false
	for _, r := range name {
		isLower, isUpper := r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z'
		switch {
		case !isLower && !isUpper && (r < '0' || r > '9'):
			end()
			lower = false
			continue
		case isUpper && lower:
			end()
		}
		lower = isLower
		word += string(r)
	}
	end()
	return out
}

// removeElement takes an element out of a composite literal, with its comma.
func (s *source) removeElement(lit *ast.CompositeLit, e ast.Expr) {
	from, to := s.lineOf(e)
	text := s.unit.Text
	if from == s.start(e) && to == s.end(e) { // other things stand on the line
		end := int(to)
		for end < len(text) && (text[end] == ',' || text[end] == ' ') {
			end++
		}
		if text[end] == '}' {
			end = int(to)
			if i := elementIndex(lit, e); i > 0 {
				from = s.end(lit.Elts[i-1])
			}
		}
		if text[end] == '\n' && text[end-1] == ',' { // alone on its lines
			start := int(from)
			for start > 0 && (text[start-1] == '\t' || text[start-1] == ' ') {
				start--
			}
			if start > 0 && text[start-1] == '\n' {
				from, end = uint32(start), end+1
			}
		}
		to = uint32(end)
	}
	s.replaceRange(from, to, "")
}

func elementIndex(lit *ast.CompositeLit, e ast.Expr) int {
	for i, x := range lit.Elts {
		if x == e {
			return i
		}
	}
	return -1
}
