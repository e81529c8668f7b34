// Package java shows Java to package mutate, on the tree of the Java front end (text
// without meaning). What is declared goes into the file's first class, as static
// members. Parameters keep their names, for frameworks read them.
package java

import (
	"path"

	"github.com/prunella/prunella/code/lang/java/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// Language is Java. The zero value is ready.
type Language struct{}

// Name is "java".
func (Language) Name() string { return "java" }

// Owns reports Java files.
func (Language) Owns(file string) bool { return path.Ext(file) == ".java" }

// Concat writes a + b.
func (Language) Concat(a, b string) string { return a + " + " + b }

// Comment writes a line comment.
func (Language) Comment(text string) string { return "// " + text }

// Import is not needed.
func (Language) Import(string, string) string { return "" }

// Sibling is none: a class of its own in the same file does as well.
func (Language) Sibling(string, []byte) (name, head string) { return "", "" }

// View parses a file; one without a class has no place for declarations.
func (Language) View(text []byte) (*mutate.View, bool) {
	t := syntax.Parse(text)
	if len(t.Errors) > 0 {
		return nil, false
	}
	r := &reader{tree: t, text: text, view: &mutate.View{End: "\n"}, fields: map[string]bool{}}
	if !r.class() {
		return &mutate.View{}, true
	}
	r.comments()
	for i := range t.Nodes {
		if t.Kind(syntax.Ref(i)) == syntax.Field {
			r.declared(syntax.Ref(i), r.fields)
		}
	}
	r.walk(t.Root)
	return r.view, true
}

// A reader fills the view of one file.
type reader struct {
	tree   *syntax.Tree
	text   []byte
	view   *mutate.View
	fields map[string]bool
	locals map[string]bool // of the method that is walked: objects, not primitive values
	blocks int
}

func (r *reader) span(n syntax.Ref) mutate.Span {
	from, to := r.tree.Span(n)
	return mutate.Span{From: int(from), To: int(to)}
}

// class finds the end of the first class of the file.
func (r *reader) class() bool {
	for c := r.tree.First(r.tree.Root); c != 0; c = r.tree.Next(c) {
		body := r.tree.Child(c, syntax.Body)
		if r.tree.Kind(c) != syntax.Class || r.tree.Op(c) != syntax.SortClass || body == 0 {
			continue
		}
		end := r.span(body).To - 1
		if end < 0 || r.text[end] != '}' {
			return false
		}
		r.view.Declare, r.view.Imports = end, r.span(c).From
		return true
	}
	return false
}

// comments lie in the gaps between texts.
func (r *reader) comments() {
	covered := map[int]int{}
	for i := range r.tree.Nodes {
		if n := syntax.Ref(i); r.tree.Kind(n) == syntax.Literal {
			covered[r.span(n).From] = r.span(n).To
		}
	}
	r.view.Comments = mutate.SlashComments(string(r.text), covered)
}

// walk visits expressions and blocks, without annotations and types.
func (r *reader) walk(n syntax.Ref) {
	switch r.tree.Kind(n) {
	case syntax.Mods, syntax.Annotation, syntax.Type, syntax.Package, syntax.Import:
		return
	case syntax.Method:
		outer := r.locals
		r.locals = map[string]bool{}
		r.method(n)
		defer func() { r.locals = outer }()
	case syntax.Block:
		r.list(n)
	case syntax.Literal:
		r.literal(n)
	case syntax.Call:
		r.call(n)
	case syntax.New:
		r.passed(r.tree.Child(n, syntax.Args))
	}
	for c := r.tree.First(n); c != 0; c = r.tree.Next(c) {
		r.walk(c)
	}
}
