// Package javascript shows JavaScript and TypeScript to package mutate, on the tree
// of the front end (text without meaning). Locals are renamed only where a function
// holds no other scope that may bind the same name.
package javascript

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// Language is JavaScript with TypeScript. The zero value is ready.
type Language struct{}

// Name is "javascript".
func (Language) Name() string { return "javascript" }

// Owns reports the files of both.
func (Language) Owns(file string) bool {
	return slices.Contains([]string{".js", ".mjs", ".cjs", ".ts"}, path.Ext(file))
}

// Concat writes a + b.
func (Language) Concat(a, b string) string { return a + " + " + b }

// Comment writes a line comment.
func (Language) Comment(text string) string { return "// " + text }

// Import loads a name from a file beside, as CommonJS does.
func (Language) Import(from, name string) string {
	return "const { " + name + " } = require(\"./" + strings.TrimSuffix(path.Base(from), path.Ext(from)) + "\");\n"
}

// Sibling is a CommonJS module; files of ES modules and TypeScript have none.
func (Language) Sibling(file string, text []byte) (name, head string) {
	if path.Ext(file) != ".js" && text != nil || esModule.Match(text) {
		return "", ""
	}
	return path.Join(path.Dir(file), strings.TrimSuffix(path.Base(file), ".js")+"_more.js"), "Object.assign(exports, { {f} });\n"
}

var esModule = regexp.MustCompile(`(?m)^\s*(import|export)\b`)

// View parses a file.
func (Language) View(text []byte) (*mutate.View, bool) {
	src := string(text)
	t := syntax.Parse(src, syntax.JavaScript)
	if len(t.Errors) > 0 {
		if t = syntax.Parse(src, syntax.TypeScript); len(t.Errors) > 0 {
			return nil, false
		}
	}
	r := &reader{tree: t, view: &mutate.View{End: "\n"}, targets: map[syntax.Ref]bool{}, locals: map[string]bool{}}
	r.view.Declare = len(src)
	r.view.Imports = r.head()
	r.comments()
	r.walk(t.Root)
	return r.view, true
}

// A reader fills the view of one file.
type reader struct {
	tree    *syntax.Tree
	view    *mutate.View
	targets map[syntax.Ref]bool // what is assigned to, deleted or called
	locals  map[string]bool     // variables of the file's functions
	blocks  int
}

func (r *reader) span(n syntax.Ref) mutate.Span {
	return mutate.Span{From: int(r.tree.Nodes[n].Start), To: int(r.tree.Nodes[n].End)}
}

// head is the place after "#!" lines and directives ("use strict").
func (r *reader) head() int {
	for n := range r.tree.Children(r.tree.Root) {
		if r.tree.Kind(n) != syntax.ExprStmt || r.tree.Kind(r.tree.First(n)) != syntax.Str {
			return r.span(n).From
		}
	}
	return len(r.tree.Src)
}

// comments lie in the gaps between texts, templates and regular expressions.
func (r *reader) comments() {
	covered := map[int]int{}
	for i := range r.tree.Nodes {
		switch n := syntax.Ref(i); r.tree.Kind(n) {
		case syntax.Str, syntax.Template, syntax.Regex, syntax.JSX:
			covered[r.span(n).From] = r.span(n).To
		}
	}
	for _, s := range mutate.SlashComments(r.tree.Src, covered) {
		if text := r.tree.Src[s.From:s.To]; !says(text) {
			r.view.Comments = append(r.view.Comments, s)
		}
	}
}

// says reports comments that tools read, and those of several lines, which may stand
// where a line's end counts.
func says(comment string) bool {
	return strings.Contains(comment, "eslint") || strings.Contains(comment, "@ts-") || strings.Contains(comment, "\n")
}

// walk visits expressions and blocks.
func (r *reader) walk(n syntax.Ref) {
	t := r.tree
	switch t.Kind(n) {
	case syntax.Import, syntax.ExportAll, syntax.ExportSpecs, syntax.Type, syntax.Enum, syntax.JSXAttr:
		return
	case syntax.Program, syntax.Block:
		r.list(n)
	case syntax.FuncDecl, syntax.FuncExpr, syntax.Arrow:
		r.function(n)
	case syntax.Assign, syntax.Update:
		r.targets[t.First(n)] = true
	case syntax.Unary:
		if t.Op(n) == syntax.Delete || t.Op(n) == syntax.Typeof {
			r.targets[t.First(n)] = true
		}
	case syntax.Property, syntax.Method, syntax.Field:
		if t.Kind(t.First(n)) == syntax.Str || t.Has(n, syntax.Shorthand) && t.Kind(n) == syntax.Property {
			for c := t.Next(t.First(n)); c != 0 && !t.Has(n, syntax.Shorthand); c = t.Next(c) {
				r.walk(c)
			}
			return
		}
	case syntax.Str:
		r.literal(n)
	case syntax.Call, syntax.New:
		r.call(n)
	case syntax.Member, syntax.Index:
		if !r.targets[n] && r.isSource(n) {
			r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(n), Source: true})
			return
		}
	}
	for c := range t.Children(n) {
		r.walk(c)
	}
}
