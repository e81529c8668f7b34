package golang

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// A piece is a stretch of a text as the program builds it: constant, or an
// expression.
type piece struct {
	text string   // of a constant
	expr ast.Expr // nil for a constant
	verb string   // the Sprintf verb that formats it, "" when concatenated
}

// A building is how a text is made: its pieces in order and the expression that
// makes it, which an edit may replace whole.
type building struct {
	whole  ast.Expr
	pieces []piece
	// extra are further expressions that append ("q += …"), to be replaced too.
	extra []ast.Expr
}

// build reads an expression that makes a text. A name is followed to the one
// place in the function where it is set (and to what is appended to it in a
// straight line).
func (s *source) build(e ast.Expr, body *ast.BlockStmt) (*building, bool) {
	e = ast.Unparen(e)
	if id, ok := e.(*ast.Ident); ok {
		return s.buildName(id, body)
	}
	pieces, ok := s.pieces(e)
	return &building{whole: e, pieces: pieces}, ok
}

func (s *source) buildName(id *ast.Ident, body *ast.BlockStmt) (*building, bool) {
	if body == nil {
		return nil, false
	}
	var b *building
	ok := true
	for _, a := range assignments(body, id.Name) {
		pieces, fine := s.pieces(a.value)
		switch {
		case !fine:
			ok = false
		case a.appends && b != nil && !a.nested:
			b.pieces = append(b.pieces, pieces...)
			b.extra = append(b.extra, a.value)
		case b == nil && !a.appends:
			b = &building{whole: a.value, pieces: pieces}
		default:
			ok = false
		}
	}
	return b, ok && b != nil
}

// An assignment is one place that sets a name.
type assignment struct {
	value   ast.Expr
	appends bool // with +=
	nested  bool // inside a branch or loop
}

// assignments lists where a function sets name, in source order.
func assignments(body *ast.BlockStmt, name string) []assignment {
	var out []assignment
	depth := 0
	var walk func(n ast.Node) bool
	walk = func(n ast.Node) bool {
		switch st := n.(type) {
		case *ast.AssignStmt:
			for i, l := range st.Lhs {
				if id, ok := l.(*ast.Ident); ok && id.Name == name && len(st.Lhs) == len(st.Rhs) {
					out = append(out, assignment{value: st.Rhs[i], appends: st.Tok == token.ADD_ASSIGN, nested: depth > 0})
				}
			}
		case *ast.ValueSpec:
			for i, id := range st.Names {
				if id.Name == name && i < len(st.Values) {
					out = append(out, assignment{value: st.Values[i], nested: depth > 0})
				}
			}
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.FuncLit:
			depth++
			for _, c := range children(n) {
				ast.Inspect(c, walk)
			}
			depth--
			return false
		}
		return true
	}
	ast.Inspect(body, walk)
	return out
}

func children(n ast.Node) []ast.Node {
	var out []ast.Node
	ast.Inspect(n, func(c ast.Node) bool {
		if c == n {
			return true
		}
		if c != nil {
			out = append(out, c)
		}
		return false
	})
	return out
}

// pieces splits a + b, fmt.Sprintf(…) and constants.
func (s *source) pieces(e ast.Expr) ([]piece, bool) {
	switch x := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			text, err := strconv.Unquote(x.Value)
			return []piece{{text: text}}, err == nil
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			l, ok := s.pieces(x.X)
			r, ok2 := s.pieces(x.Y)
			return append(l, r...), ok && ok2
		}
	case *ast.CallExpr:
		if s.isCall(x, "fmt", "Sprintf") && len(x.Args) > 0 && !x.Ellipsis.IsValid() {
			return s.formatted(x)
		}
	}
	return []piece{{expr: e}}, true
}

// isCall reports whether c calls pkg.name of an imported package.
func (f *file) isCall(c *ast.CallExpr, pkg, name string) bool {
	sel, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && id.Name == f.pkgName(pkg)
}

// formatted splits a Sprintf with a constant format into pieces.
func (s *source) formatted(c *ast.CallExpr) ([]piece, bool) {
	lit, ok := ast.Unparen(c.Args[0]).(*ast.BasicLit)
	if !ok {
		return nil, false
	}
	format, err := strconv.Unquote(lit.Value)
	if err != nil {
		return nil, false
	}
	var out []piece
	next := 1
	for format != "" {
		at := strings.IndexByte(format, '%')
		if at < 0 {
			return append(out, piece{text: format}), true
		}
		if at > 0 {
			out = append(out, piece{text: format[:at]})
		}
		verb, rest := cutVerb(format[at:])
		if verb == "" {
			return nil, false
		}
		format = rest
		if verb == "%%" {
			out = append(out, piece{text: "%"})
			continue
		}
		if next >= len(c.Args) {
			return nil, false
		}
		out = append(out, piece{expr: c.Args[next], verb: verb})
		next++
	}
	return out, true
}

// cutVerb cuts one verb such as %s or %05d off the front; indexed arguments and
// stars are not read.
func cutVerb(f string) (verb, rest string) {
	i := 1
	for i < len(f) && strings.IndexByte("+-# 0123456789.", f[i]) >= 0 {
		i++
	}
	if i >= len(f) || f[i] == '[' || f[i] == '*' {
		return "", ""
	}
	return f[:i+1], f[i+1:]
}

// join writes pieces as a Go expression: constants merged, the rest concatenated.
func (s *source) join(pieces []piece) string {
	var parts []string
	text, pending := "", false
	flush := func() {
		if pending {
			parts = append(parts, quote(text))
		}
		text, pending = "", false
	}
	for _, p := range pieces {
		if p.expr == nil {
			text, pending = text+p.text, true
			continue
		}
		flush()
		parts = append(parts, s.textOf(p))
	}
	flush()
	if len(parts) == 0 {
		return `""`
	}
	return strings.Join(parts, " + ")
}

// textOf writes a piece so that it has the type string.
func (s *source) textOf(p piece) string {
	switch p.verb {
	case "", "%s":
		return s.text(p.expr)
	}
	return s.use("fmt") + ".Sprintf(" + quote(p.verb) + ", " + s.text(p.expr) + ")"
}

// quote writes a constant the way people do: with backquotes when it has several
// lines or quotes, else as an interpreted literal.
func quote(text string) string {
	if strings.ContainsAny(text, "\n\"\\") && strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}
