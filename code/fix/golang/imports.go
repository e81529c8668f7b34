package golang

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/prunella/prunella/code/fix"
)

// pkgName is what the file calls an imported package, "" when it does not import
// it.
func (f *file) pkgName(name string) string {
	for _, im := range f.tree.Imports {
		if p, err := strconv.Unquote(im.Path.Value); err == nil && p == name {
			if im.Name != nil {
				return im.Name.Name
			}
			return baseName(p)
		}
	}
	return ""
}

// baseName is the name of a package by its path: the last element that is no
// major version.
func baseName(p string) string {
	base := path.Base(p)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" && strings.Contains(p, "/") {
		base = path.Base(path.Dir(p))
	}
	return base
}

// use imports a package when needed and returns its name in the file.
func (s *source) use(name string) string {
	if n := s.pkgName(name); n != "" && n != "_" && n != "." {
		return n
	}
	for _, p := range s.imports {
		if p == name {
			return s.freshName(name)
		}
	}
	s.imports = append(s.imports, name)
	return s.freshName(name)
}

// freshName is the name under which a package is newly imported: its own, unless
// the file uses that name for something else.
func (s *source) freshName(name string) string {
	base := baseName(name)
	taken := s.namesOf()
	if !taken[base] {
		return base
	}
	for _, n := range []string{strings.ReplaceAll(path.Dir(name), "/", "") + base, "std" + base} {
		if n != base && token.IsIdentifier(n) && !taken[n] {
			return n
		}
	}
	return "std" + base + "pkg"
}

// namesOf is every name that the file declares, imports or selects bare; a new
// import must not meet any of them.
func (f *file) namesOf() map[string]bool {
	out := map[string]bool{}
	for _, im := range f.tree.Imports {
		if p, err := strconv.Unquote(im.Path.Value); err == nil {
			out[f.pkgName(p)] = true
		}
	}
	fields := map[*ast.Ident]bool{}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.SelectorExpr:
			fields[x.Sel] = true
		case *ast.FuncDecl:
			if x.Recv != nil {
				fields[x.Name] = true
			}
		case *ast.Ident:
			if !fields[x] {
				out[x.Name] = true
			}
		}
		return true
	})
	for _, s := range f.siblings() {
		for _, d := range s.tree.Decls {
			for _, n := range declared(d) {
				out[n] = true
			}
		}
	}
	return out
}

// declared lists the package-level names of a declaration.
func declared(d ast.Decl) []string {
	var out []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			out = append(out, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch x := spec.(type) {
			case *ast.ValueSpec:
				for _, n := range x.Names {
					out = append(out, n.Name)
				}
			case *ast.TypeSpec:
				out = append(out, x.Name.Name)
			}
		}
	}
	return out
}

// helperName is name, or a variant of it that the package does not use.
func (s *source) helperName(name string) string {
	taken := map[string]bool{}
	for _, f := range s.siblings() {
		for _, d := range f.tree.Decls {
			for _, n := range declared(d) {
				taken[n] = true
			}
		}
	}
	for try := name; ; try += "Safe" {
		if !taken[try] {
			return try
		}
	}
}

// helper appends a function to the file, unless the package has that very one
// already, and returns its name. The word NAME in the text becomes the
// name, {pkg path} the name of that package.
func (s *source) helper(name, text string) string {
	text = strings.TrimSpace(text)
	for _, f := range s.siblings() {
		here := strings.TrimSpace(expand(text, f.pkgName))
		for _, d := range f.tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, name) &&
				strings.HasSuffix(strings.ReplaceAll(here, "NAME", fn.Name.Name), f.text(fn)) {
				return fn.Name.Name
			}
		}
	}
	free := s.helperName(name)
	s.helpers[free] = strings.ReplaceAll(expand(text, s.use), "NAME", free)
	return free
}

// finished is the edits with the imports and helpers asked for; imports and
// variables that are used no more go.
func (s *source) finished() ([]fix.Edit, error) {
	edits := append([]fix.Edit(nil), s.edits...)
	names := make([]string, 0, len(s.helpers))
	for n := range s.helpers {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		end := uint32(len(s.unit.Text))
		edits = append(edits, fix.Edit{File: s.unit.Path, Start: end, End: end, New: "\n" + s.helpers[n] + "\n"})
	}
	for i := 0; i < 4; i++ {
		more, err := s.unusedNames(edits)
		if err != nil {
			return nil, err
		}
		if len(more) == 0 {
			break
		}
		edits = append(edits, more...)
	}
	gone, err := s.unusedImports(edits)
	if err != nil {
		return nil, err
	}
	return s.gofmt(append(edits, s.importEdits(gone)...))
}

// gofmt makes the edits such that a file that gofmt had nothing to say about
// stays so; the author's own layout elsewhere is not touched.
func (s *source) gofmt(edits []fix.Edit) ([]fix.Edit, error) {
	text, err := s.apply(edits)
	if err != nil {
		return nil, err
	}
	if clean, err := format.Source(s.unit.Text); err != nil || !bytes.Equal(clean, s.unit.Text) {
		return edits, nil
	}
	clean, err := format.Source(text)
	if err != nil {
		return nil, shape("the patched file does not parse: %v", err)
	}
	var out []fix.Edit
	for _, e := range udiff.Strings(string(s.unit.Text), string(clean)) {
		out = append(out, fix.Edit{File: s.unit.Path, Start: uint32(e.Start), End: uint32(e.End), New: e.New})
	}
	return out, nil
}

// apply is the file's text after the edits.
func (s *source) apply(edits []fix.Edit) ([]byte, error) {
	out, err := fix.Apply(edits, func(string) ([]byte, error) { return s.unit.Text, nil })
	if err != nil {
		return nil, err
	}
	if text, ok := out[s.unit.Path]; ok {
		return text, nil
	}
	return s.unit.Text, nil
}

// unusedImports lists the imports that were used and will not be.
func (s *source) unusedImports(edits []fix.Edit) ([]*ast.ImportSpec, error) {
	text, err := s.apply(edits)
	if err != nil {
		return nil, err
	}
	tree, err := parser.ParseFile(token.NewFileSet(), s.unit.Path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, shape("the patched file does not parse: %v", err)
	}
	before, after := selected(s.tree), selected(tree)
	var out []*ast.ImportSpec
	for _, im := range s.tree.Imports {
		p, err := strconv.Unquote(im.Path.Value)
		if err != nil {
			continue
		}
		if n := s.pkgName(p); n != "_" && n != "." && before[n] && !after[n] {
			out = append(out, im)
		}
	}
	return out, nil
}

// selected is the names in whose package or value something is selected.
func selected(tree *ast.File) map[string]bool {
	out := map[string]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				out[id.Name] = true
			}
		}
		return true
	})
	return out
}
