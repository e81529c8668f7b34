package python

import (
	"bytes"
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// list reads the simple statements of a block; any other ends a row.
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
		s.Plain = r.tree.Kind(r.tree.First(n)) == syntax.Call
	case syntax.Assign, syntax.AugAssign:
		s.Plain = true
	default:
		return s, false
	}
	start := bytes.LastIndexByte(r.text[:s.From], '\n') + 1
	s.Indent = string(r.text[start:s.From])
	end := len(r.text)
	if i := bytes.IndexByte(r.text[s.To:], '\n'); i >= 0 {
		end = s.To + i
	}
	rest := strings.TrimSpace(string(r.text[s.To:end]))
	if strings.TrimSpace(s.Indent) != "" || rest != "" && rest[0] != '#' || bytes.ContainsRune(r.text[s.From:s.To], '\n') || r.isDocstring(n) {
		return s, false // two on a line, or one on several
	}
	r.effects(n, &s)
	return s, true
}

func (r *reader) isDocstring(n syntax.Ref) bool {
	return r.tree.Kind(n) == syntax.ExprStmt && r.tree.Kind(r.tree.First(n)) == syntax.Str
}

// effects lists what a statement reads and writes; anything that may run code or
// raise counts as a call, and a call may change all that it names.
func (r *reader) effects(n syntax.Ref, s *mutate.Statement) {
	var visit func(syntax.Ref)
	visit = func(n syntax.Ref) {
		switch r.tree.Kind(n) {
		case syntax.Name:
			s.Reads = append(s.Reads, string(r.tree.Text(n)))
		case syntax.Str, syntax.Int, syntax.True, syntax.False, syntax.None, syntax.Absent, syntax.Tuple, syntax.List, syntax.Float:
		case syntax.Assign:
		default:
			s.Calls = true
		}
		for c := range r.tree.Children(n) {
			visit(c)
		}
	}
	visit(n)
	s.Writes = append(s.Writes, s.Reads...) // which of them is written makes no difference worth the trouble
	if r.tree.Kind(n) == syntax.Assign && !s.Calls {
		s.Writes = s.Writes[:0]
		for c := range r.tree.Children(n) {
			if r.tree.Next(c) != 0 {
				s.Writes = append(s.Writes, string(r.tree.Text(c)))
			}
		}
	}
}
