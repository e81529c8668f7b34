// Package golang shows Go to package mutate, on go/ast. Renaming trusts the
// parser's own scopes, which know one file; carriers are generic functions.
package golang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/probe/mutate"
)

// Language is Go. The zero value is ready.
type Language struct{}

// Name is "go".
func (Language) Name() string { return "go" }

// Owns reports Go files.
func (Language) Owns(file string) bool { return path.Ext(file) == ".go" }

// Concat writes a + b.
func (Language) Concat(a, b string) string { return a + " + " + b }

// Comment writes a line comment.
func (Language) Comment(text string) string { return "// " + text }

// Import is nothing: files of a folder are one package.
func (Language) Import(string, string) string { return "" }

var packageClause = regexp.MustCompile(`(?m)^package\s+\w+`)

// Sibling is another file of the package.
func (Language) Sibling(file string, text []byte) (name, head string) {
	return path.Join(path.Dir(file), strings.TrimSuffix(path.Base(file), ".go")+"_more.go"), string(packageClause.Find(text)) + "\n\n"
}

// View parses a file.
func (Language) View(text []byte) (*mutate.View, bool) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", text, parser.ParseComments)
	if err != nil {
		return nil, false
	}
	r := &reader{set: set, text: text, file: f, view: &mutate.View{End: "\n"}}
	r.view.Imports = r.at(f.Name.End())
	r.view.Declare = len(text)
	r.comments()
	r.names()
	for _, d := range f.Decls {
		r.decl(d)
	}
	return r.view, true
}

// A reader fills the view of one file.
type reader struct {
	set    *token.FileSet
	text   []byte
	file   *ast.File
	view   *mutate.View
	blocks int
}

func (r *reader) at(p token.Pos) int { return r.set.Position(p).Offset }

func (r *reader) span(n ast.Node) mutate.Span {
	return mutate.Span{From: r.at(n.Pos()), To: r.at(n.End())}
}

// comments lists those that no tool reads.
func (r *reader) comments() {
	for _, g := range r.file.Comments {
		for _, c := range g.List {
			if directive.MatchString(c.Text) || r.set.Position(c.Pos()).Line < r.set.Position(r.file.Package).Line {
				continue
			}
			r.view.Comments = append(r.view.Comments, r.span(c))
		}
	}
}

var directive = regexp.MustCompile(`^//(go:|line |export |nolint)|^// \+build`)

func (r *reader) decl(d ast.Decl) {
	if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
		return
	}
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if n.Tag != nil {
				ast.Inspect(n.Type, func(ast.Node) bool { return true })
				return false // tags are not expressions
			}
		case *ast.BasicLit:
			r.literal(n)
		case *ast.CallExpr:
			r.call(n)
		case *ast.IndexExpr:
			if isVars(n) {
				r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(n), Source: true, Text: true})
			}
		case *ast.BlockStmt:
			r.list(n.List)
		case *ast.CaseClause:
			r.list(n.Body)
		}
		return true
	})
}

// literal lists where a text may be split: not inside an escape.
func (r *reader) literal(l *ast.BasicLit) {
	if l.Kind != token.STRING || len(l.Value) < 6 {
		return
	}
	s := r.span(l)
	if s.To-s.From != len(l.Value) {
		return // the parser drops carriage returns of raw texts
	}
	out := mutate.Literal{Span: s, Open: l.Value[:1], Close: l.Value[:1]}
	for i := 3; i < len(l.Value)-2; i++ {
		if plain(l.Value[max(1, i-10):min(len(l.Value), i+1)], l.Value[0] == '`') {
			out.Cuts = append(out.Cuts, s.From+i)
		}
	}
	r.view.Literals = append(r.view.Literals, out)
}

// plain reports text in which no escape can reach over the end.
func plain(text string, raw bool) bool {
	for _, c := range text {
		if c >= 0x80 || c == '\\' && !raw {
			return false
		}
	}
	return true
}
