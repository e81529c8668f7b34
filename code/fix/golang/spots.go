package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// spanOf is the empty range at a position.
func spanOf(f *file, p token.Pos) ir.Span {
	at := uint32(int(p) - f.base)
	return ir.Span{Start: at, End: at}
}

// A spot is an expression of a flow's data at a place where a text is put
// together: an operand of +, an argument of a format, an element of a path. There
// a value can be made safe without touching the text around it.
type spot struct {
	file   *file
	expr   ast.Expr
	call   *ast.CallExpr // the call that puts the text together, nil for +
	index  int           // of expr in call.Args
	verb   string        // the verb that formats it, "" when none does
	format *ast.BasicLit // the constant format
	at     int           // byte of the verb in the format's text
	// param says that the spot is a bare parameter: who calls may have seen to it.
	param   bool
	certain bool // the flow's data for sure; else merely beside it
	builds  bool // part of a longer text; else handed on as it is
	near    int  // stations between it and the sink
}

// spots lists the places where data of the flow enters a text, best first: those
// that the flow passes for sure, in a longer text, nearest to the sink; parameters
// behind the expressions that their callers pass.
func (v *view) spots() []spot {
	var out []spot
	seen := map[ast.Expr]bool{}
	path := v.in.Flow.Path
	for i := len(path); i >= 0; i-- {
		u, span := v.in.Flow.At.Unit, v.in.Flow.At.Span
		if i < len(path) {
			u, span = path[i].Unit, path[i].Span
		}
		if u == nil || u.Stub {
			continue
		}
		f, err := v.file(u)
		if err != nil {
			continue
		}
		for _, s := range f.spotsIn(span) {
			if !seen[s.expr] {
				seen[s.expr] = true
				s.near = len(path) - i
				out = append(out, s)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].rank() < out[j].rank() })
	return out
}

func (s spot) rank() int {
	r := 0
	if s.param {
		r += 3
	}
	if !s.certain {
		r += 2
	}
	if !s.builds {
		r += 4
	}
	return r
}

// spotsIn lists the spots of the statement around a station of the flow.
func (f *file) spotsIn(span ir.Span) []spot {
	path := f.nodesAt(span)
	var root ast.Node
	for i := len(path) - 1; i >= 0 && root == nil; i-- {
		switch n := path[i].(type) {
		case ast.Stmt, *ast.ValueSpec:
			root = n
		case *ast.FuncDecl:
			return nil // a parameter
		}
	}
	if root == nil {
		return nil
	}
	body, _ := funcOf(path)
	g := &gather{file: f, body: body, span: span}
	for _, n := range heads(root) {
		ast.Inspect(n, g.visit)
	}
	if a, ok := root.(*ast.AssignStmt); ok && a.Tok != token.ADD_ASSIGN {
		for _, r := range a.Rhs {
			if _, call := r.(*ast.CallExpr); call && f.isString(r) {
				g.add(r, spot{})
			}
		}
	}
	for i, p := range g.out {
		g.out[i].certain = f.isTainted(p.expr) || p.call != nil && f.passes(p.call, span) == p.index+1
	}
	return g.out
}

// passes is the number, from 1, of the argument by which the call at a station
// hands the flow on: the one whose parameter the next station names, or the only
// one that is not constant; 0 when that is not clear.
func (f *file) passes(c *ast.CallExpr, span ir.Span) int {
	if f.start(c) != span.Start || f.end(c) != span.End {
		return 0
	}
	path := f.view.in.Flow.Path
	for i, st := range path {
		if st.Unit != f.unit || st.Span != span || i+1 >= len(path) {
			continue
		}
		name, ok := strings.CutPrefix(path[i+1].Note, "parameter ")
		sig, isFunc := f.typeOf(c.Fun).(*types.Signature)
		if !ok || !isFunc {
			continue
		}
		for j := range sig.Params().Len() {
			if sig.Params().At(j).Name() == name && j < len(c.Args) {
				return j + 1
			}
		}
	}
	only := 0
	for i, a := range c.Args {
		if f.isConstant(a) {
			continue
		}
		if only > 0 {
			return 0
		}
		only = i + 1
	}
	return only
}

// heads are the parts of a statement without the blocks it leads.
func heads(n ast.Node) []ast.Node {
	var out []ast.Node
	for _, c := range children(n) {
		if _, block := c.(*ast.BlockStmt); !block {
			out = append(out, c)
		}
	}
	return out
}

type gather struct {
	file *file
	body *ast.BlockStmt
	span ir.Span
	out  []spot
}

func (g *gather) visit(n ast.Node) bool {
	switch x := n.(type) {
	case *ast.FuncLit:
		return false
	case *ast.BinaryExpr:
		if x.Op == token.ADD && g.file.isString(x) && !g.file.isConstant(x) {
			g.add(x.X, spot{builds: true})
			g.add(x.Y, spot{builds: true})
		}
	case *ast.CallExpr:
		g.call(x)
	}
	return true
}

// add notes an operand, unless it is constant or itself a sum.
func (g *gather) add(e ast.Expr, s spot) {
	e = ast.Unparen(e)
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD && s.call == nil || g.file.isConstant(e) {
		return
	}
	s.file, s.expr = g.file, e
	s.param = g.file.isParameter(e)
	g.out = append(g.out, s)
}

func (g *gather) call(c *ast.CallExpr) {
	if tv, ok := g.file.info().Types[c.Fun]; ok && tv.IsType() {
		return
	}
	if at := g.file.formatArg(c); at >= 0 {
		g.format(c, at)
		return
	}
	joins := g.file.isCall(c, "path/filepath", "Join") || g.file.isCall(c, "path", "Join")
	for i, a := range c.Args {
		g.add(a, spot{call: c, index: i, builds: joins && i > 0})
	}
}

// format notes the arguments of a format with the verbs that write them.
func (g *gather) format(c *ast.CallExpr, at int) {
	lit, ok := ast.Unparen(c.Args[at]).(*ast.BasicLit)
	var verbs []verbAt
	if ok {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			verbs, _ = verbsOf(text)
		}
	}
	for i, a := range c.Args[at+1:] {
		s := spot{call: c, index: at + 1 + i, builds: true}
		if i < len(verbs) {
			s.verb, s.at, s.format = verbs[i].verb, verbs[i].at, lit
		}
		g.add(a, s)
	}
}

type verbAt struct {
	verb string
	at   int
}

// verbsOf lists the verbs of a format that take an argument, in order.
func verbsOf(format string) ([]verbAt, bool) {
	var out []verbAt
	for i := 0; i < len(format); {
		if format[i] != '%' {
			i++
			continue
		}
		verb, _ := cutVerb(format[i:])
		if verb == "" {
			return out, false
		}
		if verb != "%%" {
			out = append(out, verbAt{verb, i})
		}
		i += len(verb)
	}
	return out, true
}

// formatArg is the index of the format in a call of the Printf family, or -1.
func (f *file) formatArg(c *ast.CallExpr) int {
	if c.Ellipsis.IsValid() {
		return -1
	}
	var name string
	switch fun := ast.Unparen(c.Fun).(type) {
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	case *ast.Ident:
		name = fun.Name
	}
	sig, ok := f.typeOf(c.Fun).(*types.Signature)
	if !ok || !sig.Variadic() || name == "" || name[len(name)-1] != 'f' {
		return -1
	}
	at := sig.Params().Len() - 2
	if at < 0 || at >= len(c.Args) {
		return -1
	}
	return at
}

// isParameter reports whether an expression is a bare parameter of its function,
// which nothing in the function has changed.
func (f *file) isParameter(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	obj := f.object(id)
	if obj == nil || obj.Pkg() == nil || obj.Parent() == obj.Pkg().Scope() {
		return false
	}
	for _, n := range f.nodesAt(spanOf(f, obj.Pos())) {
		if _, ok := n.(*ast.FieldList); ok {
			return true
		}
	}
	return false
}

// isTainted reports whether an expression carries the flow: a station of the
// path, a source, or an offending part of the text lies in it; or it names what
// such a station was put into.
func (f *file) isTainted(e ast.Expr) bool {
	if f.stationIn(e) {
		return true
	}
	tainted := false
	remote := false
	for _, src := range f.view.in.Flow.Sources {
		remote = remote || strings.HasPrefix(src.Kind, "http")
	}
	ast.Inspect(e, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && remote && named(f.typeOf(sel.X), "net/http", "Request") {
			tainted = true
		}
		if id, ok := n.(*ast.Ident); ok && !tainted {
			if obj, ok := f.object(id).(*types.Var); ok && f.taintedVar(obj, 0) {
				tainted = true
			}
		}
		_, fn := n.(*ast.FuncLit)
		return !tainted && !fn
	})
	return tainted
}

// stationIn reports whether the flow passes inside a node.
func (f *file) stationIn(n ast.Node) bool {
	from, to := f.start(n), f.end(n)
	inside := func(u *ir.Unit, sp ir.Span) bool {
		return u == f.unit && sp.Start >= from && sp.End <= to && sp.End > sp.Start
	}
	in := f.view.in
	for _, st := range in.Flow.Path {
		if inside(st.Unit, st.Span) {
			return true
		}
	}
	for _, src := range in.Flow.Sources {
		if inside(src.At.Unit, src.At.Span) {
			return true
		}
	}
	for _, part := range in.Flow.Violation.Seq {
		if part.Hole != nil && part.Hole.Labels != 0 && part.Unit > 0 && inside(unitAt(in, int(part.Unit)-1), part.Span) {
			return true
		}
	}
	return false
}

// taintedVar reports whether a local variable is set from the flow, or is the
// parameter that a station names.
func (f *file) taintedVar(obj *types.Var, depth int) bool {
	if obj.IsField() || obj.Pkg() == nil || obj.Parent() == nil || obj.Parent() == obj.Pkg().Scope() || depth > 4 {
		return false
	}
	for _, st := range f.view.in.Flow.Path {
		if st.Unit == f.unit && st.Note == "parameter "+obj.Name() {
			if body := f.funcAt(st.Span); body != nil && body.Pos() <= obj.Pos() && obj.Pos() <= body.End() {
				return true
			}
		}
	}
	home := f.nodesAt(spanOf(f, obj.Pos()))
	body, _ := funcOf(home)
	if body == nil {
		return false
	}
	for _, a := range assignments(body, obj.Name()) {
		if f.stationIn(a.value) {
			return true
		}
		found := false
		ast.Inspect(a.value, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !found {
				if v, ok := f.object(id).(*types.Var); ok && v != obj && f.taintedVar(v, depth+1) {
					found = true
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// funcAt is the function declaration or literal that a span names or opens.
func (f *file) funcAt(span ir.Span) ast.Node {
	path := f.nodesAt(span)
	for i := len(path) - 1; i >= 0; i-- {
		switch path[i].(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return path[i]
		}
	}
	return nil
}
