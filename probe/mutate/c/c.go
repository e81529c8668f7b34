// Package c shows C and C++ to package mutate, on the tree of the C front end (text
// without meaning), read without headers. What comes from a macro, or stands in a
// branch that the preprocessor leaves out, is not touched.
//
// Values are pointers: results of known sources, and local pointers and arrays that
// are passed to a call. In C they are carried as void *, in C++ by templates.
package c

import (
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// Language is C, or C++. The zero value is C.
type Language struct{ Cpp bool }

// Name is "c" or "c++".
func (l Language) Name() string {
	if l.Cpp {
		return "c++"
	}
	return "c"
}

// Owns reports sources; headers belong to neither.
func (l Language) Owns(file string) bool {
	if l.Cpp {
		return slices.Contains([]string{".cc", ".cpp", ".cxx"}, path.Ext(file))
	}
	return path.Ext(file) == ".c"
}

// Concat writes literals side by side, which joins them.
func (Language) Concat(a, b string) string { return a + " " + b }

// Comment writes a comment that every dialect reads.
func (Language) Comment(text string) string { return "/* " + text + " */" }

// Import declares a carrier of another file.
func (Language) Import(_, name string) string { return "void *" + name + "(void *v);\n" }

// Sibling is another translation unit; templates have none.
func (l Language) Sibling(file string, _ []byte) (name, head string) {
	if l.Cpp {
		return "", ""
	}
	return path.Join(path.Dir(file), strings.TrimSuffix(path.Base(file), ".c")+"_more.c"), ""
}

// View parses a file; one without a function has no place for declarations.
func (l Language) View(text []byte) (*mutate.View, bool) {
	pre := preprocess.Run("view", text, preprocess.Options{Cpp: l.Cpp})
	t := syntax.Parse(pre.Tokens, syntax.Options{Cpp: l.Cpp})
	if len(t.Problems) > 0 || pre.Cut {
		return nil, false
	}
	r := &reader{tree: t, text: string(text), view: &mutate.View{End: "\n\n"}}
	first := r.firstFunction(t.Root)
	if first == 0 || !r.declare(first) {
		return &mutate.View{}, true
	}
	r.comments()
	for id := range t.Nodes {
		if t.Nodes[id].Kind == syntax.Func {
			r.function(syntax.ID(id))
		}
	}
	return r.view, true
}

// A reader fills the view of one file.
type reader struct {
	tree     *syntax.Tree
	text     string
	view     *mutate.View
	pointers map[string]bool // locals and parameters of the function that is read: pointers and arrays
	blocks   int
}

func (r *reader) span(n syntax.ID) mutate.Span {
	from, to := r.tree.Span(n)
	return mutate.Span{From: int(from), To: int(to)}
}

func (r *reader) lineStart(at int) int { return strings.LastIndexByte(r.text[:at], '\n') + 1 }

// written reports nodes all of whose tokens stand in the file itself.
func (r *reader) written(n syntax.ID) bool {
	node := r.tree.Nodes[n]
	return !slices.ContainsFunc(r.tree.Toks[node.Tok:node.End], func(t preprocess.Token) bool { return t.Macro || t.Header })
}

// firstFunction is the first function at the top of the file.
func (r *reader) firstFunction(within syntax.ID) syntax.ID {
	for _, k := range r.tree.Kids(within) {
		switch r.tree.Nodes[k].Kind {
		case syntax.Func:
			return k
		case syntax.Namespace:
			return 0
		}
	}
	return 0
}

// declare finds the line on which a function begins, with its template's parameters.
func (r *reader) declare(f syntax.ID) bool {
	at := int(r.tree.Nodes[f].Tok)
	for at > 0 && !slices.Contains(ends, r.tree.Toks[at-1].Kind) {
		at--
	}
	first := r.tree.Toks[at]
	r.view.Declare = r.lineStart(int(first.Start))
	return !first.Macro && strings.TrimSpace(r.text[r.view.Declare:first.Start]) == ""
}

// ends are the tokens that a declaration stands behind.
var ends = []preprocess.Kind{preprocess.Semi, preprocess.LBrace, preprocess.RBrace}

// comments lie in the gaps between literals, and not between two words, which they
// part.
func (r *reader) comments() {
	covered := map[int]int{}
	for _, t := range r.tree.Toks {
		if t.Kind == preprocess.String || t.Kind == preprocess.Char {
			covered[int(t.Start)] = int(t.End)
		}
	}
	for _, s := range mutate.SlashComments(r.text, covered) {
		line := r.text[r.lineStart(s.From):s.From]
		if !strings.HasPrefix(strings.TrimSpace(line), "#") && (s.To == len(r.text) || strings.ContainsAny(r.text[s.To:s.To+1], "\r\n \t")) {
			r.view.Comments = append(r.view.Comments, s)
		}
	}
}
