package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// confinePath keeps a name below the folder that it is joined to. Names inside
// archives are refused when they lead out; others are made local, so that names
// of sub-folders go on working; the other way comes second.
func confinePath(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	var wrapped, guarded []fix.Candidate
	spots := v.spots()
	for _, p := range spots {
		if len(wrapped)+len(guarded) >= 2*maxSpots || !p.names() && (p.builds || !p.certain || !p.file.isString(p.expr) || p.behindJoin(spots)) {
			continue
		}
		if s, err := v.open(p.file.unit); err == nil {
			if c, err := s.refuse(p, s.isLocalTest(p), "a name that leads out of its folder is refused"); err == nil {
				guarded = append(guarded, c...)
			}
		}
		if s, err := v.open(p.file.unit); err == nil {
			if c, err := s.refuseCopy(p); err == nil {
				guarded = append(guarded, c...)
			}
		}
		if p.builds {
			wrapped = append(wrapped, v.wrap("the name is made local, so that it cannot leave its folder", rooted, p)...)
		}
	}
	if len(wrapped)+len(guarded) == 0 {
		return nil, shape("the place where the name is joined to its folder was not found")
	}
	if in.Rule.ID == "zip-slip" {
		return append(guarded, wrapped...), nil
	}
	return append(wrapped, guarded...), nil
}

// names reports whether the spot is a name below a folder: an element behind the
// first of a path, or what is appended to a text.
func (p spot) names() bool {
	if !p.file.isString(p.expr) {
		return false
	}
	if p.call == nil {
		return p.builds && !p.file.leads(p.expr)
	}
	return p.builds && p.index > 0
}

// behindJoin reports a spot that the flow passes after the name was joined to its
// folder. What stands there is a path of the program's own, which may well be
// absolute; to test it as if it were a name would refuse honest ones.
func (p spot) behindJoin(spots []spot) bool {
	for _, j := range spots {
		if !j.names() {
			continue
		}
		inside := j.file == p.file && j.expr != p.expr && p.expr.Pos() <= j.expr.Pos() && j.expr.End() <= p.expr.End()
		if p.near < j.near || inside {
			return true
		}
	}
	return false
}

// leads reports whether an expression is the first part of the text it is in.
func (f *file) leads(e ast.Expr) bool {
	path := f.nodesAt(spanOf(f, e.Pos()))
	for _, n := range path {
		if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.ADD && b.Pos() == e.Pos() {
			return true
		}
	}
	return false
}

// rooted makes a name local: cleaned below "/", it cannot climb out of the folder
// it is joined to.
func rooted(s *source, p spot, e string) string {
	if p.call != nil && s.isCall(p.call, "path", "Join") {
		return s.use("path") + `.Clean("/" + ` + e + ")"
	}
	return s.use("path/filepath") + `.Clean("/" + ` + e + ")"
}

func (s *source) isLocalTest(p spot) string {
	if _, ok := p.expr.(*ast.Ident); !ok && !isSelector(p.expr) {
		return ""
	}
	return "!" + s.use("path/filepath") + ".IsLocal(" + s.text(p.expr) + ")"
}

func isSelector(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	_, id := sel.X.(*ast.Ident)
	return id || isSelector(sel.X)
}

// refuseCopy tests a field by way of a variable, which the statement then uses:
// what was tested is what is used.
func (s *source) refuseCopy(p spot) ([]fix.Candidate, error) {
	if !isSelector(p.expr) {
		return nil, shape("the value is no field")
	}
	path := s.nodesAt(spanOf(s.file, p.expr.Pos()))
	st := stmtOf(path)
	if st == nil {
		return nil, shape("there is no statement to put a test before")
	}
	indent := s.indentOf(st)
	name := s.localName("name")
	body, err := s.refusal(path, p.expr, indent+"\t")
	if err != nil {
		return nil, err
	}
	s.insert(s.start(st), name+" := "+s.text(p.expr)+"\n"+indent+"if !"+s.use("path/filepath")+".IsLocal("+name+") {\n"+body+indent+"}\n"+indent)
	s.replace(p.expr, name)
	return s.done("a name that leads out of its folder is refused")
}

// refuse puts "if test { return … }" before the statement of a spot. The return
// is the function's own: that of a test it already makes, or its error results.
func (s *source) refuse(p spot, test, why string) ([]fix.Candidate, error) {
	if test == "" {
		return nil, shape("the value has no name that could be tested")
	}
	path := s.nodesAt(spanOf(s.file, p.expr.Pos()))
	st := stmtOf(path)
	if st == nil {
		return nil, shape("there is no statement to put a test before")
	}
	indent := s.indentOf(st)
	body, err := s.refusal(path, p.expr, indent+"\t")
	if err != nil {
		return nil, err
	}
	s.insert(s.start(st), "if "+test+" {\n"+body+indent+"}\n"+indent)
	return s.done("%s", why)
}

// refusal is the statements, each on its line, by which the innermost function of
// path turns a request down.
func (s *source) refusal(path []ast.Node, value ast.Expr, indent string) (string, error) {
	body, typ := funcOf(path)
	if body == nil {
		return "", shape("the code is in no function")
	}
	if own := s.ownRefusal(body, typ, value); own != "" {
		return indent + own + "\n", nil
	}
	results := resultsOf(typ)
	if n := len(results); n > 0 && isErrorType(results[n-1]) {
		var values []string
		for _, r := range results[:n-1] {
			z, ok := s.zero(r)
			if !ok {
				return "", shape("the zero value of %s is not known", s.text(r))
			}
			values = append(values, z)
		}
		values = append(values, s.use("errors")+`.New("the value is not allowed")`)
		return indent + "return " + strings.Join(values, ", ") + "\n", nil
	}
	if w := s.responseWriter(typ); w != "" && len(results) == 0 {
		h := s.use("net/http")
		return indent + h + `.Error(` + w + `, "the value is not allowed", ` + h + ".StatusBadRequest)\n" + indent + "return\n", nil
	}
	return "", shape("the function has no way to report an error")
}

func resultsOf(typ *ast.FuncType) []ast.Expr {
	var out []ast.Expr
	if typ.Results == nil {
		return nil
	}
	for _, f := range typ.Results.List {
		for range max(1, len(f.Names)) {
			out = append(out, f.Type)
		}
	}
	return out
}

func isErrorType(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "error"
}

// ownRefusal is the author's own way to say no: the return of a test that the
// function makes of the same value, else of any test that it makes, else the one on
// which the functions of the file with the same results agree. It returns an error
// that the package declares.
func (s *source) ownRefusal(body *ast.BlockStmt, typ *ast.FuncType, value ast.Expr) string {
	if own := s.refusals(body, typ, value); len(own) > 0 {
		return own[0]
	}
	if own := s.refusals(body, typ, nil); len(own) > 0 {
		return own[0]
	}
	seen := map[string]bool{}
	for _, d := range s.tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && s.sameResults(f.Type, typ) {
			for _, r := range s.refusals(f.Body, f.Type, nil) {
				seen[r] = true
			}
		}
	}
	if own := sortedKeys(seen); len(own) == 1 {
		return own[0]
	}
	return ""
}

func (s *source) sameResults(a, b *ast.FuncType) bool {
	x, y := resultsOf(a), resultsOf(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if s.text(x[i]) != s.text(y[i]) {
			return false
		}
	}
	return true
}

// refusals lists the returns of tests in a body, of those that speak of value when
// it is given. Each ends in an error of the package and has constants before it.
func (s *source) refusals(body *ast.BlockStmt, typ *ast.FuncType, value ast.Expr) []string {
	results := resultsOf(typ)
	var out []string
	ast.Inspect(body, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		st, ok := n.(*ast.IfStmt)
		if !ok || st.Else != nil || len(st.Body.List) != 1 || value != nil && !mentions(st.Cond, value) {
			return true
		}
		r, ok := st.Body.List[0].(*ast.ReturnStmt)
		if !ok || len(r.Results) == 0 || len(r.Results) != len(results) || !isErrorType(results[len(results)-1]) {
			return true
		}
		if s.isPackageVar(r.Results[len(r.Results)-1]) && s.allEmpty(r.Results[:len(r.Results)-1]) {
			out = append(out, s.text(r))
		}
		return true
	})
	return out
}

func (f *file) isPackageVar(e ast.Expr) bool {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		e = sel.Sel
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := f.object(id).(*types.Var)
	return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

func (f *file) allEmpty(values []ast.Expr) bool {
	for _, v := range values {
		lit, composite := v.(*ast.CompositeLit)
		id, ident := v.(*ast.Ident)
		if !(f.isConstant(v) || composite && len(lit.Elts) == 0 || ident && id.Name == "nil") {
			return false
		}
	}
	return true
}

// mentions reports whether an expression speaks of a variable of value.
func mentions(e, value ast.Expr) bool {
	names := map[string]bool{}
	ast.Inspect(value, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names[id.Name] = true
		}
		return true
	})
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && names[id.Name] {
			found = true
		}
		return true
	})
	return found
}

// zero writes the zero value of a type.
func (s *source) zero(e ast.Expr) (string, bool) {
	t := s.typeOf(e)
	if t == nil {
		switch e.(type) {
		case *ast.StarExpr, *ast.ArrayType, *ast.MapType, *ast.FuncType, *ast.ChanType, *ast.InterfaceType:
			return "nil", true
		}
		return "", false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			return `""`, true
		case u.Info()&types.IsNumeric != 0:
			return "0", true
		case u.Info()&types.IsBoolean != 0:
			return "false", true
		}
	case *types.Struct, *types.Array:
		return s.text(e) + "{}", true
	case *types.Slice, *types.Pointer, *types.Map, *types.Signature, *types.Interface, *types.Chan:
		if _, generic := t.(*types.TypeParam); !generic {
			return "nil", true
		}
	}
	return "", false
}

// responseWriter is the name of the parameter that a handler answers with.
func (s *source) responseWriter(typ *ast.FuncType) string {
	for _, f := range typ.Params.List {
		if t := s.typeOf(f.Type); t != nil && named(t, "net/http", "ResponseWriter") && len(f.Names) == 1 && f.Names[0].Name != "_" {
			return f.Names[0].Name
		}
	}
	return ""
}
