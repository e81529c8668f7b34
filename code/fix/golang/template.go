package golang

import (
	"go/ast"
	"go/types"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/prunella/prunella/code/fix"
)

// templateData takes a value out of the source of a template and gives it to the
// template as data: "Dear " + name becomes "Dear {{.Name}}", and what the template
// is executed with gets the value under that name: a map another key, a structure
// another field beside its own, which it embeds.
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
		return nil, shape("the template is not executed here")
	}
	into, err := s.templateValues(data, body, b)
	if err != nil {
		return nil, err
	}
	var values []value
	pieces := append([]piece(nil), b.pieces...)
	taken := into.taken
	for i, p := range pieces {
		if p.expr == nil || s.isConstant(p.expr) {
			continue
		}
		if p.verb != "" && p.verb != "%s" && p.verb != "%v" {
			return nil, shape("a value of the template is formatted")
		}
		key := fieldName(s, p.expr, taken)
		values = append(values, value{key, p.expr})
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
	into.add(values)
	return s.done("the value is data of the template, not part of its source")
}

// A value is what a template gets under a name.
type value struct {
	key  string
	expr ast.Expr
}

// A holder is what a template is executed with: the names it has, and how it gets
// others.
type holder struct {
	taken map[string]bool
	add   func([]value)
}

// wholeData matches actions of a template that use its data as a whole, or by "$".
var wholeData = regexp.MustCompile(`\{\{[^}]*(\.[^\pL_]|\.$|\$)`)

// templateValues says how what a template is executed with gets further values.
func (s *source) templateValues(data ast.Expr, body *ast.BlockStmt, b *building) (holder, error) {
	if lit := s.mapLiteral(data, body); lit != nil {
		return holder{keysOf(lit), func(values []value) { s.addElements(lit, s.keyed(values)) }}, nil
	}
	for _, p := range b.pieces {
		if wholeData.MatchString(p.text) {
			return holder{}, shape("the template uses its data as a whole, so that nothing can be added to it")
		}
	}
	if id, ok := ast.Unparen(data).(*ast.Ident); ok && id.Name == "nil" {
		return holder{map[string]bool{}, func(values []value) {
			s.replace(data, "map[string]any{"+s.keyed(values)+"}")
		}}, nil
	}
	name, fields := s.embeddable(data)
	if name == "" {
		return holder{}, shape("the template's data is neither a map that is written here nor a structure of a named type")
	}
	return holder{fields, func(values []value) {
		head, list := "struct{ "+name, "{"+s.text(data)
		for _, v := range values {
			head += "; " + v.key + " any"
			list += ", " + s.text(v.expr)
		}
		s.replace(data, head+" }"+list+"}")
	}}, nil
}

func (s *source) keyed(values []value) string {
	var out []string
	for _, v := range values {
		out = append(out, strconv.Quote(v.key)+": "+s.text(v.expr))
	}
	return strings.Join(out, ", ")
}

// embeddable names the type of a structure of this package, and lists the names
// that it takes.
func (s *source) embeddable(data ast.Expr) (string, map[string]bool) {
	t := s.typeOf(data)
	star := ""
	if p, ok := t.(*types.Pointer); ok {
		t, star = p.Elem(), "*"
	}
	n, ok := t.(*types.Named)
	if !ok || n.TypeArgs() != nil || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != s.unit.Module {
		return "", nil
	}
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return "", nil
	}
	taken := map[string]bool{n.Obj().Name(): true}
	for i := range st.NumFields() {
		taken[st.Field(i).Name()] = true
	}
	set := types.NewMethodSet(types.NewPointer(n))
	for i := range set.Len() {
		taken[set.At(i).Obj().Name()] = true
	}
	return star + n.Obj().Name(), taken
}

// executeData is what a template is executed with in a function.
func (s *source) executeData(body *ast.BlockStmt) ast.Expr {
	var out ast.Expr
	ast.Inspect(body, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok || out != nil || len(c.Args) < 2 {
			return true
		}
		sel, ok := c.Fun.(*ast.SelectorExpr)
		if ok && (sel.Sel.Name == "Execute" || sel.Sel.Name == "ExecuteTemplate") {
			out = c.Args[len(c.Args)-1]
		}
		return true
	})
	return out
}

// mapLiteral is the map that an expression is or names, when it is written in the
// function.
func (s *source) mapLiteral(e ast.Expr, body *ast.BlockStmt) *ast.CompositeLit {
	lit := literal(e)
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if as := assignments(body, id.Name); len(as) == 1 {
			lit = literal(as[0].value)
		}
	}
	if lit == nil {
		return nil
	}
	if _, ok := lit.Type.(*ast.MapType); ok {
		return lit
	}
	return nil
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
