package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// hoist lifts "const {exec} = require('child_process')" out of functions to the module's
// body, where what it names is known by name: libraries are loaded once, wherever the
// program asks for them. It stays where the file has another thing of that name.
func hoist(t *syntax.Tree) {
	h := &hoister{t: t, texts: map[string]string{}, other: map[string]bool{}}
	top := map[syntax.Ref]bool{}
	for c := range t.Children(t.Root) {
		top[c] = true
	}
	n := syntax.Ref(len(t.Nodes))
	for c := syntax.Ref(1); c < n; c++ {
		h.note(c)
	}
	for c := n - 1; c > 0; c-- {
		if t.Kind(c) != syntax.VarDecl || top[c] || !h.lifts(c) {
			continue
		}
		up := t.Nodes[c]
		up.Next = t.Nodes[t.Root].First
		t.Nodes[c] = syntax.Node{Kind: syntax.Empty, Start: up.Start, End: up.End, Next: t.Nodes[c].Next}
		t.Nodes = append(t.Nodes, up)
		t.Nodes[t.Root].First = syntax.Ref(len(t.Nodes) - 1)
	}
}

type hoister struct {
	t     *syntax.Tree
	texts map[string]string // of the declarator that declares a name
	other map[string]bool   // names that are declared in other ways too
}

// note keeps what a node declares or assigns.
func (h *hoister) note(n syntax.Ref) {
	t := h.t
	u := unwrapper{t: t}
	names := map[string]bool{}
	switch t.Kind(n) {
	case syntax.Declarator:
		u.names(t.First(n), names)
		for name := range names {
			if had, ok := h.texts[name]; ok && had != t.Text(n) {
				h.other[name] = true
			}
			h.texts[name] = t.Text(n)
		}
		return
	case syntax.Param, syntax.Catch, syntax.FuncDecl, syntax.ClassDecl, syntax.FuncExpr:
		u.names(t.First(n), names)
	case syntax.Assign:
		if t.Kind(t.First(n)) == syntax.Name {
			u.names(t.First(n), names)
		}
	case syntax.ImportSpec:
		u.names(t.Child(n, 1), names)
	}
	for name := range names {
		h.other[name] = true
	}
}

// lifts tells a declaration of nothing but parts of libraries, whose names are its own.
func (h *hoister) lifts(c syntax.Ref) bool {
	t := h.t
	u := unwrapper{t: t}
	names := map[string]bool{}
	for d := range t.Children(c) {
		init := t.Child(d, 2)
		if t.Kind(init) == syntax.Member {
			init = t.First(init)
		}
		arg := t.First(t.Child(init, 1))
		if t.Kind(init) != syntax.Call || t.Text(t.First(init)) != "require" || t.Kind(arg) != syntax.Str || strings.HasPrefix(t.StringValue(arg), ".") {
			return false
		}
		u.names(t.First(d), names)
	}
	for name := range names {
		if h.other[name] {
			return false
		}
	}
	return len(names) > 0
}
