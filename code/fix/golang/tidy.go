package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"sort"

	"github.com/prunella/prunella/code/fix"
)

// unusedNames gives the edits for local variables whose every use the edits take
// away: the statement that sets one goes when nothing else depends on it, else its
// value is thrown away.
func (s *source) unusedNames(edits []fix.Edit) ([]fix.Edit, error) {
	uses := map[types.Object][]*ast.Ident{}
	for id, obj := range s.info().Uses {
		if v, ok := obj.(*types.Var); ok && !v.IsField() && s.holds(id) {
			uses[v] = append(uses[v], id)
		}
	}
	var dead []types.Object
	for obj, ids := range uses {
		if s.isLocal(obj) && allGone(s, ids, edits) {
			dead = append(dead, obj)
		}
	}
	sort.Slice(dead, func(i, j int) bool { return dead[i].Pos() < dead[j].Pos() })
	var out []fix.Edit
	for _, obj := range dead {
		if e, ok := s.forget(obj); ok && !covered(e, edits) {
			out = append(out, e)
		}
	}
	return out, nil
}

func (f *file) holds(n ast.Node) bool { return f.tree.FileStart <= n.Pos() && n.Pos() < f.tree.FileEnd }

// isLocal reports whether a variable is one of a function's body, not a parameter.
func (f *file) isLocal(obj types.Object) bool {
	if obj.Parent() == nil || obj.Pkg() == nil || obj.Parent() == obj.Pkg().Scope() {
		return false
	}
	path := f.nodesAt(spanOf(f, obj.Pos()))
	for _, n := range path {
		if _, ok := n.(*ast.FieldList); ok {
			return false
		}
	}
	return true
}

func allGone(s *source, ids []*ast.Ident, edits []fix.Edit) bool {
	for _, id := range ids {
		gone := false
		for _, e := range edits {
			if e.Start <= s.start(id) && s.end(id) <= e.End && !hasWord(e.New, id.Name) {
				gone = true
			}
		}
		if !gone {
			return false
		}
	}
	for _, e := range edits {
		for _, id := range ids {
			if hasWord(e.New, id.Name) {
				return false
			}
		}
	}
	return len(ids) > 0
}

func hasWord(text, word string) bool {
	re, err := regexp.Compile(`(^|[^\pL\pN_])` + regexp.QuoteMeta(word) + `($|[^\pL\pN_])`)
	return err != nil || re.MatchString(text)
}

func covered(e fix.Edit, edits []fix.Edit) bool {
	for _, o := range edits {
		if o.Start < e.End && e.Start < o.End || o.Start == e.Start && o.End == e.End {
			return true
		}
	}
	return false
}

// forget is the edit that takes a variable's definition away.
func (s *source) forget(obj types.Object) (fix.Edit, bool) {
	for _, n := range s.nodesAt(spanOf(s.file, obj.Pos())) {
		a, ok := n.(*ast.AssignStmt)
		if !ok || a.Tok != token.DEFINE {
			continue
		}
		if len(a.Lhs) == 1 && len(a.Rhs) == 1 {
			if s.isPure(a.Rhs[0], 0) {
				from, to := s.lineOf(a)
				return fix.Edit{File: s.unit.Path, Start: from, End: to}, true
			}
			return fix.Edit{File: s.unit.Path, Start: s.start(a), End: s.start(a.Rhs[0]), New: "_ = "}, true
		}
	}
	return fix.Edit{}, false
}

// purePackages are those whose functions do nothing but compute.
var purePackages = map[string]bool{
	"strings": true, "strconv": true, "path": true, "path/filepath": true, "time": true, "math/rand": true,
	"math/rand/v2": true, "fmt": true, "bytes": true, "html": true, "math": true, "unicode": true,
}

// isPure reports whether an expression can be left out without loss.
func (f *file) isPure(e ast.Expr, depth int) bool {
	pure := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			pure = pure && f.isPureCall(x, depth)
		case *ast.UnaryExpr:
			pure = pure && x.Op != token.ARROW
		case *ast.FuncLit:
			return false
		}
		return pure
	})
	return pure
}

func (f *file) isPureCall(c *ast.CallExpr, depth int) bool {
	if tv, ok := f.info().Types[c.Fun]; ok && tv.IsType() {
		return true
	}
	switch fun := ast.Unparen(c.Fun).(type) {
	case *ast.SelectorExpr:
		obj := f.object(fun.Sel)
		if obj == nil || obj.Pkg() == nil || !purePackages[obj.Pkg().Path()] {
			return false
		}
		return obj.Pkg().Path() != "fmt" || obj.Name() == "Sprintf" || obj.Name() == "Sprint"
	case *ast.Ident:
		if b, ok := f.object(fun).(*types.Builtin); ok {
			return b.Name() == "len" || b.Name() == "cap" || b.Name() == "min" || b.Name() == "max"
		}
		d, in := f.declaration(f.object(fun))
		if d == nil || depth > 3 {
			return false
		}
		r := onlyReturn(d.Body)
		return r != nil && len(r.Results) == 1 && in.isPure(r.Results[0], depth+1)
	}
	return false
}

// onlyReturn is the return statement of a body that has nothing else.
func onlyReturn(body *ast.BlockStmt) *ast.ReturnStmt {
	if body == nil || len(body.List) != 1 {
		return nil
	}
	r, _ := body.List[0].(*ast.ReturnStmt)
	return r
}

// declaration finds the declaration of a function or method of the project.
func (f *file) declaration(obj types.Object) (*ast.FuncDecl, *file) {
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil {
		return nil, nil
	}
	fn = fn.Origin()
	for _, u := range f.view.units(fn.Pkg().Path()) {
		if u.Stub {
			continue
		}
		in, err := f.view.file(u)
		if err != nil {
			continue
		}
		for _, d := range in.tree.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Name.Pos() == fn.Pos() {
				return d, in
			}
		}
	}
	return nil, nil
}
