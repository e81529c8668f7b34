package golang

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
)

// A view is the program as go/types sees it: files are parsed when asked for and
// packages checked when a type is. Libraries are known by their models, so that
// no toolchain is needed; what is unknown has an invalid type.
type view struct {
	in    *fix.Input
	fset  *token.FileSet
	files map[*ir.Unit]*file
	pkgs  map[string]*types.Package
	infos map[string]*types.Info
}

// A file is one parsed file of the program.
type file struct {
	view *view
	unit *ir.Unit
	tree *ast.File
	base int // of the file's positions
}

func look(in *fix.Input) *view {
	return &view{
		in: in, fset: token.NewFileSet(), files: map[*ir.Unit]*file{},
		pkgs: map[string]*types.Package{}, infos: map[string]*types.Info{},
	}
}

// file parses a unit, once.
func (v *view) file(u *ir.Unit) (*file, error) {
	if f := v.files[u]; f != nil {
		return f, nil
	}
	if u == nil {
		return nil, shape("the code is not known")
	}
	tree, err := parser.ParseFile(v.fset, u.Path, u.Text, parser.ParseComments|parser.SkipObjectResolution)
	if tree == nil {
		return nil, shape("%s does not parse: %v", u.Path, err)
	}
	tf := v.fset.File(tree.FileStart)
	if tf == nil {
		return nil, shape("%s does not parse", u.Path)
	}
	v.files[u] = &file{view: v, unit: u, tree: tree, base: tf.Base()}
	return v.files[u], nil
}

// units lists the files of a package, tests aside.
func (v *view) units(module string) []*ir.Unit {
	var out []*ir.Unit
	for _, u := range v.in.Program.Units {
		if u.Module == module && !u.Test {
			out = append(out, u)
		}
	}
	return out
}

// siblings are the parsed files of a file's package.
func (f *file) siblings() []*file {
	var out []*file
	for _, u := range f.view.units(f.unit.Module) {
		if s, err := f.view.file(u); err == nil && s.tree.Name.Name == f.tree.Name.Name {
			out = append(out, s)
		}
	}
	return out
}

// Import implements types.Importer: the project's packages and the models, by
// their declarations alone.
func (v *view) Import(name string) (*types.Package, error) {
	if name == "unsafe" {
		return types.Unsafe, nil
	}
	if p, ok := v.pkgs[name]; ok {
		if p == nil {
			return nil, fmt.Errorf("import cycle through %s", name)
		}
		return p, nil
	}
	v.pkgs[name] = nil
	p := v.check(name, v.trees(name), nil)
	v.pkgs[name] = p
	return p, nil
}

func (v *view) trees(name string) []*ast.File {
	var trees []*ast.File
	for _, u := range v.units(name) {
		if f, err := v.file(u); err == nil {
			trees = append(trees, f.tree)
		}
	}
	return trees
}

// check type-checks as far as that goes; errors are the compiler's to tell.
func (v *view) check(name string, trees []*ast.File, info *types.Info) *types.Package {
	conf := types.Config{
		Importer: v, Error: func(error) {}, IgnoreFuncBodies: info == nil, FakeImportC: true,
		DisableUnusedImportCheck: true,
	}
	p, err := conf.Check(name, v.fset, trees, info)
	if p == nil {
		p = types.NewPackage(name, path.Base(name))
	}
	if err != nil {
		p.MarkComplete()
	}
	return p
}

// info is what the checker knows of a file's package, bodies included.
func (f *file) info() *types.Info {
	name := f.unit.Module
	if info := f.view.infos[name]; info != nil {
		return info
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}, Scopes: map[ast.Node]*types.Scope{},
	}
	f.view.infos[name] = info
	var trees []*ast.File
	for _, s := range f.siblings() {
		trees = append(trees, s.tree)
	}
	f.view.check(name, trees, info)
	return info
}

// typeOf is the type of an expression, or nil when it is not known.
func (f *file) typeOf(e ast.Expr) types.Type {
	t := f.info().TypeOf(e)
	if b, ok := t.(*types.Basic); ok && b.Kind() == types.Invalid {
		return nil
	}
	return t
}

// isString reports whether an expression has the type string itself.
func (f *file) isString(e ast.Expr) bool {
	b, ok := f.typeOf(e).(*types.Basic)
	return ok && (b.Kind() == types.String || b.Kind() == types.UntypedString)
}

// isBytes reports whether an expression is a slice of bytes.
func (f *file) isBytes(e ast.Expr) bool {
	t := f.typeOf(e)
	if t == nil {
		return false
	}
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// isConstant reports whether the compiler knows the expression's value.
func (f *file) isConstant(e ast.Expr) bool { return f.info().Types[e].Value != nil }

// object is what an identifier stands for, or nil.
func (f *file) object(id *ast.Ident) types.Object { return f.info().ObjectOf(id) }

// named reports whether t is the named type, or a pointer to it.
func named(t types.Type, pkg, name string) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == pkg
}
