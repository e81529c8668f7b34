package javascript

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

// source is what a request holds for a name; optional chaining is left alone.
var source = regexp.MustCompile(`^(req|request|ctx|ctx\.request)\.(query|body|params|cookies|headers)(\.[A-Za-z_$][\w$]*|\[["'][\w-]+["']\])$`)

func (r *reader) isSource(n syntax.Ref) bool {
	return source.MatchString(r.tree.Text(n)) && !r.tree.Has(n, syntax.Optional)
}

// call lists the local variables that are passed on. A callee keeps its object.
func (r *reader) call(n syntax.Ref) {
	callee := r.tree.First(n)
	r.targets[callee] = true
	args := r.tree.Child(n, 1)
	if name := r.tree.Text(callee); name == "require" || name == "eval" || r.tree.Kind(callee) == syntax.Super {
		return
	}
	for a := range r.tree.Children(args) {
		if r.tree.Kind(a) == syntax.Name && r.locals[r.tree.Text(a)] {
			r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(a)})
		}
	}
}

// literal lists where a plain text may be split.
func (r *reader) literal(n syntax.Ref) {
	s := r.span(n)
	text := r.tree.Src[s.From:s.To]
	if len(text) < 6 || text == "'use strict'" || text == `"use strict"` {
		return
	}
	out := mutate.Literal{Span: s, Open: text[:1], Close: text[:1]}
	for i := 3; i < len(text)-2; i++ {
		if !strings.ContainsFunc(text[max(1, i-10):i+1], func(c rune) bool { return c >= 0x80 || c == '\\' }) {
			out.Cuts = append(out.Cuts, s.From+i)
		}
	}
	r.view.Literals = append(r.view.Literals, out)
}

// function lists the locals of a function that nothing inside it binds again.
func (r *reader) function(fn syntax.Ref) {
	s := &scope{reader: r, uses: map[string][]mutate.Span{}, declared: map[string]int{}, barred: map[string]bool{}}
	kids := []syntax.Ref{}
	for c := range r.tree.Children(fn) {
		kids = append(kids, c)
	}
	if len(kids) < 4 || r.tree.Kind(kids[3]) != syntax.Block {
		return
	}
	s.bar(kids[1])
	s.visit(kids[3], true)
	for _, name := range s.order {
		if s.declared[name] == 1 && !s.barred[name] && !s.opaque {
			r.view.Names = append(r.view.Names, mutate.Name{Text: name, Uses: s.uses[name]})
		}
		if s.declared[name] > 0 {
			r.locals[name] = true
		}
	}
}

// A scope is the names of one function.
type scope struct {
	*reader
	uses     map[string][]mutate.Span
	declared map[string]int
	barred   map[string]bool
	order    []string
	opaque   bool
}

// visit collects names; own says that no inner function is around it. What inner
// functions bind is barred, so that all other uses mean this function's variable.
func (s *scope) visit(n syntax.Ref, own bool) {
	t := s.tree
	switch t.Kind(n) {
	case syntax.Type, syntax.Break, syntax.Continue:
		return
	case syntax.With, syntax.JSX, syntax.ClassDecl, syntax.ClassExpr, syntax.Labeled:
		s.opaque = true
		return
	case syntax.FuncDecl, syntax.FuncExpr, syntax.Arrow:
		s.bar(t.Child(n, 0))
		s.bar(t.Child(n, 1))
		own = false
	case syntax.Catch:
		s.bar(t.First(n))
	case syntax.Declarator:
		pattern := t.First(n)
		if t.Kind(pattern) == syntax.Name && own {
			s.declared[t.Text(pattern)]++
		} else {
			s.bar(pattern)
		}
	case syntax.Member:
		s.visit(t.First(n), own)
		return
	case syntax.Property, syntax.Method:
		if t.Has(n, syntax.Shorthand) {
			s.bar(n)
		}
		for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
			s.visit(c, own)
		}
		return
	case syntax.Name:
		s.name(n)
		return
	}
	for c := range t.Children(n) {
		s.visit(c, own)
	}
}

func (s *scope) name(n syntax.Ref) {
	name := s.tree.Text(n)
	if name == "eval" || name == "arguments" {
		s.opaque = true
	}
	if s.uses[name] == nil {
		s.order = append(s.order, name)
	}
	s.uses[name] = append(s.uses[name], s.span(n))
}

// bar leaves alone all names below a node.
func (s *scope) bar(n syntax.Ref) {
	if s.tree.Kind(n) == syntax.Name {
		s.barred[s.tree.Text(n)] = true
	}
	for c := range s.tree.Children(n) {
		s.bar(c)
	}
}
