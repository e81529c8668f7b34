package golang

import (
	"go/ast"
	"strconv"
	"strings"
	"unicode"

	"github.com/prunella/prunella/code/fix"
)

// templateData takes a value out of the source of a template and gives it to the
// template as data: "Dear " + name becomes "Dear {{.Name}}", and the map that
// the template is executed with gets the value under that name.
func templateData(in *fix.Input) ([]fix.Candidate, error) {
	s, call, body, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	if in.Flow.Sink != "template" || len(call.Args) != 1 || body == nil {
		return nil, shape("the code is not a template parsed in a function")
	}
	b, ok := s.build(call.Args[0], body)
	if !ok {
		return nil, shape("the template's text is put together in more than one place")
	}
	data := s.executeData(body)
	if data == nil {
		return nil, shape("the template is not executed here with a map of its data")
	}
	var values []string
	pieces := append([]piece(nil), b.pieces...)
	taken := keysOf(data)
	for i, p := range pieces {
		if p.expr == nil || s.isConstant(p.expr) {
			continue
		}
		if p.verb != "" && p.verb != "%s" && p.verb != "%v" {
			return nil, shape("a value of the template is formatted")
		}
		key := fieldName(s, p.expr, taken)
		values = append(values, strconv.Quote(key)+": "+s.text(p.expr))
		pieces[i] = piece{text: "{{." + key + "}}", seg: p.seg}
	}
	if len(values) == 0 {
		return nil, shape("the template's text has no value in it")
	}
	changed := &bound{pieces: pieces, changed: map[int]bool{}}
	for i := range b.segments {
		changed.changed[i] = true
	}
	s.rewrite(b, changed)
	s.addElements(data, strings.Join(values, ", "))
	return s.done("the value is data of the template, not part of its source")
}

// executeData is the map literal that a template is executed with in a function.
func (s *source) executeData(body *ast.BlockStmt) *ast.CompositeLit {
	var out *ast.CompositeLit
	ast.Inspect(body, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok || out != nil || len(c.Args) < 2 {
			return true
		}
		sel, ok := c.Fun.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Execute" && sel.Sel.Name != "ExecuteTemplate" {
			return true
		}
		e := c.Args[len(c.Args)-1]
		lit := literal(e)
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if as := assignments(body, id.Name); len(as) == 1 {
				lit = literal(as[0].value)
			}
		}
		if lit == nil {
			return true
		}
		if _, ok := lit.Type.(*ast.MapType); ok {
			out = lit
		}
		return true
	})
	return out
}

func keysOf(lit *ast.CompositeLit) map[string]bool {
	out := map[string]bool{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if b, ok := kv.Key.(*ast.BasicLit); ok {
				if k, err := strconv.Unquote(b.Value); err == nil {
					out[k] = true
				}
			}
		}
	}
	return out
}

// fieldName names a value for a template: by the constant it is asked for with,
// its variable or its field.
func fieldName(s *source, e ast.Expr, taken map[string]bool) string {
	name := "Value"
	switch x := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if len(x.Args) == 1 {
			if lit, ok := x.Args[0].(*ast.BasicLit); ok {
				if w, err := strconv.Unquote(lit.Value); err == nil {
					name = w
				}
			}
		}
	case *ast.Ident:
		name = x.Name
	case *ast.SelectorExpr:
		name = x.Sel.Name
	}
	var b strings.Builder
	upper := true
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			upper = true
			continue
		}
		if upper {
			r = unicode.ToUpper(r)
		}
		upper = false
		b.WriteRune(r)
	}
	name = b.String()
	if name == "" || !unicode.IsLetter([]rune(name)[0]) {
		name = "Value"
	}
	for taken[name] {
		name += "2"
	}
	taken[name] = true
	return name
}

// addElements adds elements behind the last of a literal.
func (s *source) addElements(lit *ast.CompositeLit, elements string) {
	if len(lit.Elts) == 0 {
		s.insert(uint32(int(lit.Rbrace)-s.base), elements)
		return
	}
	last := lit.Elts[len(lit.Elts)-1]
	if s.view.fset.Position(last.End()).Line == s.view.fset.Position(lit.Rbrace).Line {
		s.insert(s.end(last), ", "+elements)
		return
	}
	s.insert(s.end(last)+1, "\n"+s.indentOf(last)+elements+",")
}
