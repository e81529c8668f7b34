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
	code string   // the expression as it is written at the text's place, when it was written elsewhere
	verb string   // the Sprintf verb that formats it, "" when concatenated
	seg  int      // which segment it belongs to
}

// constant reports whether the piece is constant text.
func (p piece) constant() bool { return p.expr == nil && p.code == "" }

// A segment is one expression of a text that is built in several: an edit may
// replace it whole.
type segment struct {
	expr   ast.Expr
	stmt   ast.Stmt // the statement it stands in
	nested bool     // in a branch or loop
}

// A building is how a text is made: its pieces in order and the segments they are
// written in.
type building struct {
	pieces   []piece
	segments []segment
}

func (b *building) add(e ast.Expr, st ast.Stmt, nested bool, pieces []piece) {
	for _, p := range pieces {
		p.seg = len(b.segments)
		b.pieces = append(b.pieces, p)
	}
	b.segments = append(b.segments, segment{e, st, nested})
}

// build reads an expression that makes a text. A name is followed to the place in
// the function where it is set and to what is appended to it; a strings.Builder to
// what is written to it.
func (s *source) build(e ast.Expr, body *ast.BlockStmt) (*building, bool) {
	e = ast.Unparen(e)
	switch x := e.(type) {
	case *ast.Ident:
		return s.buildName(x, body)
	case *ast.CallExpr:
		if sel, ok := x.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "String" && len(x.Args) == 0 {
			if id, ok := sel.X.(*ast.Ident); ok && (named(s.typeOf(id), "strings", "Builder") || named(s.typeOf(id), "bytes", "Buffer")) {
				return s.buildWrites(id, body)
			}
		}
	}
	pieces, ok := s.pieces(e)
	b := &building{}
	b.add(e, nil, false, pieces)
	return b, ok
}

func (s *source) buildName(id *ast.Ident, body *ast.BlockStmt) (*building, bool) {
	if body == nil || s.isParameter(id) {
		return nil, false
	}
	b := &building{}
	for _, a := range assignments(body, id.Name) {
		pieces, ok := s.pieces(a.value)
		if !ok || a.appends == (len(b.segments) == 0) || !a.appends && a.nested {
			return nil, false
		}
		b.add(a.value, a.stmt, a.nested, pieces)
	}
	return b, len(b.segments) > 0
}

// buildWrites reads b.WriteString(…) and fmt.Fprintf(&b, …) in order.
func (s *source) buildWrites(id *ast.Ident, body *ast.BlockStmt) (*building, bool) {
	if body == nil {
		return nil, false
	}
	b, fine := &building{}, true
	walk(body, func(n ast.Node, st ast.Stmt, nested bool) {
		c, ok := n.(*ast.CallExpr)
		if !ok {
			return
		}
		if sel, ok := c.Fun.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == id.Name {
				switch {
				case sel.Sel.Name == "WriteString" && len(c.Args) == 1:
					pieces, ok := s.pieces(c.Args[0])
					fine = fine && ok
					b.add(c.Args[0], st, nested, pieces)
				case sel.Sel.Name == "String", sel.Sel.Name == "Len", sel.Sel.Name == "Grow":
				default:
					fine = false
				}
				return
			}
		}
		for _, a := range c.Args {
			if u, ok := a.(*ast.UnaryExpr); ok && s.text(u.X) == id.Name {
				fine = false
			}
		}
	})
	return b, fine && len(b.segments) > 0
}

// An assignment is one place that sets a name.
type assignment struct {
	value   ast.Expr
	stmt    ast.Stmt
	appends bool // with +=
	nested  bool // inside a branch or loop
}

// assignments lists where a function sets name, in source order.
func assignments(body *ast.BlockStmt, name string) []assignment {
	var out []assignment
	walk(body, func(n ast.Node, st ast.Stmt, nested bool) {
		switch a := n.(type) {
		case *ast.AssignStmt:
			for i, l := range a.Lhs {
				if id, ok := l.(*ast.Ident); ok && id.Name == name && len(a.Lhs) == len(a.Rhs) {
					out = append(out, assignment{value: a.Rhs[i], stmt: a, appends: a.Tok == token.ADD_ASSIGN, nested: nested})
				}
			}
		case *ast.ValueSpec:
			for i, id := range a.Names {
				if id.Name == name && i < len(a.Values) {
					out = append(out, assignment{value: a.Values[i], stmt: st, nested: nested})
				}
			}
		}
	})
	return out
}

// walk calls do for every node of a body in source order, with the statement of a
// block that it is in, and whether that is in a branch or a loop.
func walk(body *ast.BlockStmt, do func(n ast.Node, st ast.Stmt, nested bool)) {
	depth := 0
	var in ast.Stmt
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		if n == nil {
			return true
		}
		do(n, in, depth > 0)
		switch n.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
			depth++
			for _, c := range children(n) {
				ast.Inspect(c, visit)
			}
			depth--
			return false
		case *ast.BlockStmt, *ast.CaseClause:
			outer := in
			for _, c := range children(n) {
				if st, ok := c.(ast.Stmt); ok {
					in = st
				}
				ast.Inspect(c, visit)
			}
			in = outer
			return false
		}
		return true
	}
	for _, st := range body.List {
		in = st
		ast.Inspect(st, visit)
	}
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

// pieces splits a + b, fmt.Sprintf(…), constants, and calls of small functions of
// the project that do nothing else.
func (f *file) pieces(e ast.Expr) ([]piece, bool) {
	switch x := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			text, err := strconv.Unquote(x.Value)
			return []piece{{text: text}}, err == nil
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			l, ok := f.pieces(x.X)
			r, ok2 := f.pieces(x.Y)
			return append(l, r...), ok && ok2
		}
	case *ast.CallExpr:
		if f.isCall(x, "fmt", "Sprintf") && len(x.Args) > 0 && !x.Ellipsis.IsValid() {
			return f.formatted(x)
		}
	}
	return []piece{{expr: e}}, true
}

// isCall reports whether c calls pkg.name of an imported package.
func (f *file) isCall(c *ast.CallExpr, pkg, name string) bool {
	sel, ok := c.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == name && f.isPackage(sel.X, pkg)
}

// formatted splits a Sprintf with a constant format into pieces.
func (f *file) formatted(c *ast.CallExpr) ([]piece, bool) {
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
func (s *source) join(pieces []piece) string { return s.joinLike(nil, pieces) }

// joinLike writes constants the way that the expression did.
func (s *source) joinLike(like ast.Expr, pieces []piece) string {
	write := quote
	if like != nil && !strings.Contains(s.text(like), "`") {
		write = strconv.Quote
	}
	var parts []string
	text, pending := "", false
	flush := func() {
		if pending && text != "" {
			parts = append(parts, write(text))
		}
		text, pending = "", false
	}
	for _, p := range pieces {
		if p.constant() {
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

// codeOf writes the expression of a piece.
func (s *source) codeOf(p piece) string {
	if p.code != "" {
		return p.code
	}
	return s.text(p.expr)
}

// textOf writes a piece so that it has the type string.
func (s *source) textOf(p piece) string {
	switch p.verb {
	case "":
		return s.codeOf(p)
	case "%s", "%v":
		if p.expr != nil && s.isString(p.expr) {
			return s.codeOf(p)
		}
	}
	return s.use("fmt") + ".Sprintf(" + quote(p.verb) + ", " + s.codeOf(p) + ")"
}

// quote writes a constant the way people do: with backquotes when it has several
// lines or quotes, else as an interpreted literal.
func quote(text string) string {
	if strings.ContainsAny(text, "\n\"\\") && strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) && strings.Count(text, "\n") < len(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}
