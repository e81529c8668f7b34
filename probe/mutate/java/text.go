package java

import (
	"bytes"
	"strings"

	"github.com/prunella/prunella/code/lang/java/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// literal lists where a text may be split.
func (r *reader) literal(n syntax.Ref) {
	s := r.span(n)
	text := string(r.text[s.From:s.To])
	if r.tree.Op(n) != syntax.LitString || len(text) < 6 {
		return
	}
	out := mutate.Literal{Span: s, Open: `"`, Close: `"`}
	for i := 3; i < len(text)-2; i++ {
		if !strings.ContainsFunc(text[max(1, i-10):i+1], func(c rune) bool { return c >= 0x80 || c == '\\' }) {
			out.Cuts = append(out.Cuts, s.From+i)
		}
	}
	r.view.Literals = append(r.view.Literals, out)
}

// list reads the simple statements of a block that stand on lines of their own.
func (r *reader) list(block syntax.Ref) {
	r.blocks++
	for c := r.tree.First(block); c != 0; c = r.tree.Next(c) {
		s, ok := r.statement(c)
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
		s.Plain = k == syntax.Call && !r.constructs(r.tree.First(n)) || k == syntax.Assign
		if !s.Plain {
			return s, false
		}
	case syntax.Local:
	default:
		return s, false
	}
	start := bytes.LastIndexByte(r.text[:s.From], '\n') + 1
	s.Indent = string(r.text[start:s.From])
	if strings.TrimSpace(s.Indent) != "" || s.To == 0 || r.text[s.To-1] != ';' {
		return s, false
	}
	r.effects(n, &s)
	return s, true
}

// constructs reports this(…) and super(…), which must come first.
func (r *reader) constructs(call syntax.Ref) bool {
	k := r.tree.Kind(r.tree.First(call))
	return k == syntax.This || k == syntax.Super
}

// effects lists the names that a statement reads and writes. Anything but names,
// literals and their sums counts as a call, which may change all that it names.
func (r *reader) effects(n syntax.Ref, s *mutate.Statement) {
	var visit func(syntax.Ref)
	visit = func(n syntax.Ref) {
		switch r.tree.Kind(n) {
		case syntax.Name:
			s.Reads = append(s.Reads, r.tree.Text(n))
		case syntax.Type, syntax.Mods:
			return
		case syntax.Binary:
			s.Calls = s.Calls || r.tree.Op(n) != syntax.Add
		case syntax.Literal, syntax.Paren, syntax.Local, syntax.Declarator, syntax.ExprStmt, syntax.Assign:
		default:
			s.Calls = true
		}
		for c := r.tree.First(n); c != 0; c = r.tree.Next(c) {
			visit(c)
		}
	}
	visit(n)
	s.Writes = s.Reads
	if !s.Calls && r.tree.Kind(n) == syntax.Local {
		s.Writes = nil
		for d := r.tree.First(n); d != 0; d = r.tree.Next(d) {
			if r.tree.Kind(d) == syntax.Declarator {
				s.Writes = append(s.Writes, r.tree.Text(r.tree.First(d)))
			}
		}
	}
}
