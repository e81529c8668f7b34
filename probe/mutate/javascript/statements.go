package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// list reads the simple statements of a block that stand on lines of their own and
// end in a semicolon.
func (r *reader) list(block syntax.Ref) {
	r.blocks++
	for n := range r.tree.Children(block) {
		s, ok := r.statement(n)
		if !ok {
			r.blocks++
			continue
		}
		r.view.Statements = append(r.view.Statements, s)
	}
}

func (r *reader) statement(n syntax.Ref) (mutate.Statement, bool) {
	s := mutate.Statement{Span: r.span(n), Block: r.blocks}
	switch r.tree.Kind(n) {
	case syntax.ExprStmt:
		k := r.tree.Kind(r.tree.First(n))
		if s.Plain = k == syntax.Call || k == syntax.Assign; !s.Plain || r.tree.Kind(r.tree.First(r.tree.First(n))) == syntax.Super {
			return s, false
		}
	case syntax.VarDecl:
		if strings.HasPrefix(r.tree.Src[s.To:], ";") {
			s.To++ // the tree leaves it out
		}
	default:
		return s, false
	}
	start := strings.LastIndexByte(r.tree.Src[:s.From], '\n') + 1
	s.Indent = r.tree.Src[start:s.From]
	if strings.TrimSpace(s.Indent) != "" || s.To == 0 || r.tree.Src[s.To-1] != ';' {
		return s, false
	}
	r.effects(n, &s)
	return s, true
}

// effects lists the names that a statement reads and writes. Anything but names,
// literals and their sums counts as a call, which may change all that it names.
func (r *reader) effects(n syntax.Ref, s *mutate.Statement) {
	var visit func(syntax.Ref)
	visit = func(n syntax.Ref) {
		switch r.tree.Kind(n) {
		case syntax.Name:
			s.Reads = append(s.Reads, r.tree.Text(n))
		case syntax.Str, syntax.Number, syntax.True, syntax.False, syntax.Null, syntax.Absent, syntax.VarDecl, syntax.Declarator, syntax.ExprStmt, syntax.Type:
		default:
			s.Calls = true
		}
		for c := range r.tree.Children(n) {
			visit(c)
		}
	}
	visit(n)
	s.Writes = s.Reads
	if !s.Calls && r.tree.Kind(n) == syntax.VarDecl {
		s.Writes = nil
		for d := range r.tree.Children(n) {
			s.Writes = append(s.Writes, r.tree.Text(r.tree.First(d)))
		}
	}
}
