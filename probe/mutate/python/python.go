// Package python shows Python to package mutate, on the tree of the Python front
// end (text without meaning). Names of parameters are left alone, for callers may
// use them as keywords; so are names of functions that use locals(), eval or nested
// scopes.
package python

import (
	"bytes"
	"path"
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// Language is Python. The zero value is ready.
type Language struct{}

// Name is "python".
func (Language) Name() string { return "python" }

// Owns reports Python files.
func (Language) Owns(file string) bool { return path.Ext(file) == ".py" }

// Concat writes a + b.
func (Language) Concat(a, b string) string { return a + " + " + b }

// Comment writes a comment.
func (Language) Comment(text string) string { return "# " + text }

// Import imports a name from a file beside.
func (Language) Import(from, name string) string {
	return "from " + strings.TrimSuffix(path.Base(from), ".py") + " import " + name + "\n"
}

// Sibling is a module beside the file.
func (Language) Sibling(file string, _ []byte) (name, head string) {
	return path.Join(path.Dir(file), strings.TrimSuffix(path.Base(file), ".py")+"_more.py"), ""
}

// View parses a file.
func (Language) View(text []byte) (*mutate.View, bool) {
	t := syntax.Parse(text, nil)
	if len(t.Errors) > 0 {
		return nil, false
	}
	r := &reader{tree: t, text: text, view: &mutate.View{End: "\n\n\n"}}
	r.head()
	r.comments()
	r.walk(t.Root, false)
	return r.view, true
}

// A reader fills the view of one file.
type reader struct {
	tree   *syntax.Tree
	text   []byte
	view   *mutate.View
	blocks int
}

func (r *reader) span(n syntax.Ref) mutate.Span {
	from, to := r.tree.Span(n)
	return mutate.Span{From: from, To: to}
}

// head finds the place after the docstring and the imports that the file begins
// with: what is declared there is known to all that follows.
func (r *reader) head() {
	at := 0
	for n := range r.tree.Children(r.tree.Root) {
		kind := r.tree.Kind(n)
		docstring := kind == syntax.ExprStmt && r.tree.Kind(r.tree.First(n)) == syntax.Str
		if kind != syntax.Import && kind != syntax.ImportFrom && !docstring {
			break
		}
		_, to := r.tree.Span(n)
		at = to
		if i := bytes.IndexByte(r.text[to:], '\n'); i >= 0 {
			at = to + i + 1
		}
	}
	if at == 0 { // before the first statement, after "#!" lines
		at, _ = r.tree.Span(r.tree.First(r.tree.Root))
	}
	r.view.Declare, r.view.Imports = at, at
}

// comments are found in the gaps that no text literal covers.
func (r *reader) comments() {
	covered := make([]bool, len(r.text)+1)
	for n := range r.tree.Nodes {
		switch r.tree.Kind(syntax.Ref(n)) {
		case syntax.Str, syntax.Bytes, syntax.FString, syntax.TString:
			from, to := r.tree.Span(syntax.Ref(n))
			for i := from; i < to; i++ {
				covered[i] = true
			}
		}
	}
	for i := 0; i < len(r.text); i++ {
		if r.text[i] != '#' || covered[i] {
			continue
		}
		end := len(r.text)
		if n := bytes.IndexByte(r.text[i:], '\n'); n >= 0 {
			end = i + n
		}
		if !magic(r.text[i:end], i) {
			r.view.Comments = append(r.view.Comments, mutate.Span{From: i, To: end})
		}
		i = end
	}
}

// magic reports comments that tools read.
func magic(c []byte, at int) bool {
	return at == 0 || bytes.Contains(c, []byte("coding")) || bytes.Contains(c, []byte("type:")) || bytes.Contains(c, []byte("noqa"))
}

// walk visits expressions and blocks. quiet is true where literals are no
// expressions of the program: patterns, inside f-strings.
func (r *reader) walk(n syntax.Ref, quiet bool) {
	switch r.tree.Kind(n) {
	case syntax.Module, syntax.Block:
		r.list(n)
	case syntax.FString, syntax.TString, syntax.MatchValue, syntax.MatchMapping:
		quiet = true
	case syntax.Str:
		if !quiet {
			r.literal(n)
		}
		return
	case syntax.Call:
		r.call(n, quiet)
	case syntax.Subscript:
		r.subscript(n, quiet)
	case syntax.FunctionDef:
		r.names(n)
	case syntax.ExprStmt:
		if k := r.tree.Kind(r.tree.First(n)); k == syntax.Str {
			return // a docstring
		}
	case syntax.Decorated:
		for c := range r.tree.Children(n) {
			if k := r.tree.Kind(c); k == syntax.FunctionDef || k == syntax.ClassDef {
				r.walk(c, quiet)
			}
		}
		return
	}
	for c := range r.tree.Children(n) {
		r.walk(c, quiet)
	}
}

// literal lists where a plain text may be split. Two adjacent ones, and those with
// a prefix or three quotes, are left alone.
func (r *reader) literal(n syntax.Ref) {
	s := r.span(n)
	text := string(r.text[s.From:s.To])
	if len(text) < 6 || text[0] != '"' && text[0] != '\'' || text[:3] == `"""` || text[:3] == "'''" || strings.Count(text, text[:1]) != 2 {
		return
	}
	out := mutate.Literal{Span: s, Open: text[:1], Close: text[:1]}
	for i := 3; i < len(text)-2; i++ {
		if plain(text[max(1, i-10) : i+1]) {
			out.Cuts = append(out.Cuts, s.From+i)
		}
	}
	r.view.Literals = append(r.view.Literals, out)
}

func plain(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return c >= 0x80 || c == '\\' })
}
