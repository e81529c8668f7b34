package c

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// function reads the body of a function.
func (r *reader) function(f syntax.ID) {
	kids := r.tree.Kids(f)
	if len(kids) == 0 || r.tree.Nodes[kids[len(kids)-1]].Kind != syntax.Block {
		return
	}
	r.pointers = map[string]bool{}
	for _, p := range r.tree.Kids(kids[0]) {
		r.pointer(p)
	}
	body := kids[len(kids)-1]
	locals := r.locals(body)
	r.walk(body)
	r.names(f, locals)
}

// pointer notes a declaration of a pointer to an object, or of an array.
func (r *reader) pointer(decl syntax.ID) {
	n := r.tree.Nodes[decl]
	if n.Kind != syntax.Decl || n.Text == "" {
		return
	}
	typ := r.tree.Kid(decl, 0)
	of := r.tree.Nodes[r.tree.Kid(typ, 0)].Kind
	switch r.tree.Nodes[typ].Kind {
	case syntax.TPointer, syntax.TArray:
		r.pointers[n.Text] = of != syntax.TFunc && of != syntax.TRef
	default:
		r.pointers[n.Text] = false
	}
}

// locals lists the names that a body declares, and notes pointers.
func (r *reader) locals(body syntax.ID) []string {
	var out []string
	r.each(body, func(n syntax.ID) {
		if r.tree.Nodes[n].Kind == syntax.Decl && r.tree.Nodes[n].Text != "" {
			r.pointer(n)
			out = append(out, r.tree.Nodes[n].Text)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// each visits a node and all below it.
func (r *reader) each(n syntax.ID, do func(syntax.ID)) {
	do(n)
	for k := r.tree.Nodes[n].First; k != 0; k = r.tree.Nodes[k].Next {
		r.each(k, do)
	}
}

func (r *reader) walk(n syntax.ID) {
	switch r.tree.Nodes[n].Kind {
	case syntax.Block:
		r.list(n)
	case syntax.String:
		r.literal(n)
	case syntax.Call:
		r.call(n)
	}
	for k := r.tree.Nodes[n].First; k != 0; k = r.tree.Nodes[k].Next {
		r.walk(k)
	}
}

// call lists the source, or the pointers that are passed on.
func (r *reader) call(n syntax.ID) {
	kids := r.tree.Kids(n)
	if !r.written(n) {
		return
	}
	if callee := r.tree.Nodes[kids[0]]; callee.Kind == syntax.Name && strings.TrimPrefix(callee.Text, "std::") == "getenv" {
		r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(n), Source: true, Text: true})
		return
	}
	for _, a := range kids[1:] {
		if name := r.tree.Nodes[a]; name.Kind == syntax.Name && r.pointers[name.Text] {
			r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(a)})
		}
	}
}

// literal lists where a text may be split: away from escapes and conversions.
func (r *reader) literal(n syntax.ID) {
	s := r.span(n)
	text := r.text[s.From:s.To]
	if node := r.tree.Nodes[n]; !r.written(n) || node.End-node.Tok != 1 || len(text) < 6 || text[0] != '"' {
		return
	}
	out := mutate.Literal{Span: s, Open: `"`, Close: `"`}
	for i := 3; i < len(text)-2; i++ {
		if !strings.ContainsFunc(text[max(1, i-10):i+1], func(c rune) bool { return c >= 0x80 || c == '\\' || c == '?' }) {
			out.Cuts = append(out.Cuts, s.From+i)
		}
	}
	r.view.Literals = append(r.view.Literals, out)
}

// names lists the locals that may be called otherwise. All variables of one name in a
// function are given the same new one, so its scopes need not be known.
func (r *reader) names(f syntax.ID, locals []string) {
	node := r.tree.Nodes[f]
	toks := r.tree.Toks[node.Tok:node.End]
	for _, name := range locals {
		if uses, ok := uses(toks, name); ok {
			r.view.Names = append(r.view.Names, mutate.Name{Text: name, Uses: uses})
		}
	}
}

// uses finds the variables of a name among tokens; false when some of them cannot be
// told from labels, tags or what a macro made.
func uses(toks []preprocess.Token, name string) ([]mutate.Span, bool) {
	var out []mutate.Span
	for i, t := range toks {
		if !t.Is(name) {
			continue
		}
		before := preprocess.Token{}
		if i > 0 {
			before = toks[i-1]
		}
		switch {
		case t.Macro, t.Header, before.Is("goto"), before.Is("struct"), before.Is("union"), before.Is("enum"), before.Kind == preprocess.ColonColon:
			return nil, false
		case i+1 < len(toks) && (toks[i+1].Kind == preprocess.ColonColon || toks[i+1].Kind == preprocess.Colon && t.Line):
			return nil, false
		case before.Kind == preprocess.Dot, before.Kind == preprocess.Arrow:
			continue
		}
		out = append(out, mutate.Span{From: int(t.Start), To: int(t.End)})
	}
	return out, len(out) > 0
}
