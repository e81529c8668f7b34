package c

import (
	"strings"

	"github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// list reads the simple statements of a block that stand on lines of their own.
func (r *reader) list(block syntax.ID) {
	r.blocks++
	for _, c := range r.tree.Kids(block) {
		s, ok := r.statement(c)
		if !ok {
			r.blocks++
			continue
		}
		r.view.Statements = append(r.view.Statements, s)
	}
}

func (r *reader) statement(n syntax.ID) (mutate.Statement, bool) {
	s := mutate.Statement{Span: r.span(n), Block: r.blocks}
	node := r.tree.Nodes[n]
	switch node.Kind {
	case syntax.Expr:
		k := r.tree.Nodes[node.First].Kind
		if s.Plain = k == syntax.Call || k == syntax.Assign; !s.Plain {
			return s, false
		}
	case syntax.Decl:
		if node.Flags&(syntax.FlagTypedef|syntax.FlagExtern|syntax.FlagDefined) != 0 {
			return s, false
		}
		if strings.HasPrefix(r.text[s.To:], ";") {
			s.To++ // the tree leaves it out
		}
	default:
		return s, false
	}
	s.Indent = r.text[r.lineStart(s.From):s.From]
	if !r.written(n) || strings.TrimSpace(s.Indent) != "" || s.To == 0 || r.text[s.To-1] != ';' {
		return s, false
	}
	r.effects(n, &s)
	return s, true
}

// effects lists the names that a statement reads and writes. Anything but names,
// literals and their sums counts as a call, which may change all that it names; so
// does a variable of the whole program.
func (r *reader) effects(n syntax.ID, s *mutate.Statement) {
	r.each(n, func(n syntax.ID) {
		switch node := r.tree.Nodes[n]; node.Kind {
		case syntax.Name, syntax.Decl:
			s.Reads = append(s.Reads, node.Text)
			if _, local := r.pointers[node.Text]; !local {
				s.Calls = true // what a call may read or change
			}
		case syntax.Number, syntax.Char, syntax.String, syntax.Expr, syntax.Assign,
			syntax.TName, syntax.TPointer, syntax.TArray, syntax.TStruct:
		case syntax.Binary:
			s.Calls = s.Calls || node.Op != preprocess.Plus
		default:
			s.Calls = true
		}
	})
	s.Writes = s.Reads
	if node := r.tree.Nodes[n]; !s.Calls && node.Kind == syntax.Decl {
		s.Writes = []string{node.Text}
	}
}
