package python

import (
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A scope is what one function body says about names. The module's scope has no
// parent; classes have none of their own (their bodies belong to the scope that
// runs them).
type scope struct {
	parent   *scope
	locals   map[string]bool // assigned here
	globals  map[string]bool // declared global
	nonlocal map[string]bool
	uses     map[string]bool // read here or free in an inner function
	cells    map[string]bool // locals that an inner function uses
	free     []string        // what this function captures, sorted
	inner    []*scope
	gen      bool
}

func newScope(parent *scope) *scope {
	s := &scope{parent: parent, locals: map[string]bool{}, uses: map[string]bool{}}
	if parent != nil {
		parent.inner = append(parent.inner, s)
	}
	return s
}

// A binder finds the scopes of all functions of a file in one walk.
type binder struct {
	t      *syntax.Tree
	src    string
	scopes map[syntax.Ref]*scope // by FunctionDef or Lambda
}

func bind(t *syntax.Tree, src string) (module *scope, scopes map[syntax.Ref]*scope) {
	b := &binder{t: t, src: src, scopes: map[syntax.Ref]*scope{}}
	module = newScope(nil)
	b.children(t.Root, module)
	resolve(module)
	return module, b.scopes
}

func (b *binder) text(n syntax.Ref) string {
	s, e := b.t.Span(n)
	return b.src[s:e]
}

func (b *binder) children(n syntax.Ref, s *scope) {
	for c := b.t.First(n); c != 0; c = b.t.Next(c) {
		b.visit(c, s)
	}
}

func (b *binder) visit(n syntax.Ref, s *scope) {
	t := b.t
	switch t.Kind(n) {
	case syntax.Name:
		s.uses[b.text(n)] = true
	case syntax.Attribute:
		b.visit(t.First(n), s)
	case syntax.Keyword:
		b.visit(t.Child(n, 1), s)
	case syntax.FunctionDef:
		b.function(n, s)
	case syntax.Lambda:
		b.lambda(n, s)
	case syntax.ClassDef:
		s.locals[b.text(t.First(n))] = true
		for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
			b.visit(c, s)
		}
	case syntax.Assign:
		for c := t.First(n); t.Next(c) != 0; c = t.Next(c) {
			b.target(c, s)
		}
		b.visit(t.Last(n), s)
	case syntax.AugAssign, syntax.AnnAssign, syntax.For, syntax.NamedExpr:
		b.target(t.First(n), s)
		for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
			b.visit(c, s)
		}
	case syntax.Comprehension:
		b.target(t.First(n), s)
		for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
			b.visit(c, s)
		}
	case syntax.WithItem:
		b.visit(t.First(n), s)
		b.target(t.Child(n, 1), s)
	case syntax.ExceptHandler:
		b.visit(t.First(n), s)
		b.target(t.Child(n, 1), s)
		b.visit(t.Child(n, 2), s)
	case syntax.Import, syntax.ImportFrom:
		b.imports(n, s)
	case syntax.Global:
		b.declare(n, &s.globals)
	case syntax.Nonlocal:
		b.declare(n, &s.nonlocal)
	case syntax.MatchCapture, syntax.MatchRest, syntax.MatchStar:
		b.target(t.First(n), s)
	case syntax.MatchAs:
		b.visit(t.First(n), s)
		b.target(t.Child(n, 1), s)
	case syntax.MatchKeyword:
		b.visit(t.Child(n, 1), s)
	case syntax.Yield, syntax.YieldFrom:
		s.gen = true
		b.children(n, s)
	default:
		b.children(n, s)
	}
}

// target marks the names an assignment binds.
func (b *binder) target(n syntax.Ref, s *scope) {
	switch b.t.Kind(n) {
	case syntax.Name:
		s.locals[b.text(n)] = true
	case syntax.Tuple, syntax.List, syntax.Starred:
		for c := b.t.First(n); c != 0; c = b.t.Next(c) {
			b.target(c, s)
		}
	default:
		b.visit(n, s)
	}
}

func (b *binder) declare(n syntax.Ref, set *map[string]bool) {
	if *set == nil {
		*set = map[string]bool{}
	}
	for c := b.t.First(n); c != 0; c = b.t.Next(c) {
		(*set)[b.text(c)] = true
	}
}

func (b *binder) imports(n syntax.Ref, s *scope) {
	for c := b.t.First(n); c != 0; c = b.t.Next(c) {
		if b.t.Kind(c) == syntax.Alias {
			bound, _ := b.alias(c)
			s.locals[bound] = true
		}
	}
}

// alias gives the name an import binds and the dotted name it imports.
func (b *binder) alias(n syntax.Ref) (bound, dotted string) {
	name := b.t.First(n)
	dotted = b.text(name)
	if as := b.t.Child(n, 1); b.t.Kind(as) == syntax.Name {
		return b.text(as), dotted
	}
	return b.text(b.t.First(name)), dotted
}

func (b *binder) function(n syntax.Ref, s *scope) {
	t := b.t
	s.locals[b.text(t.First(n))] = true
	in := newScope(s)
	b.scopes[n] = in
	b.params(t.Child(n, 2), in)
	b.visit(t.Child(n, 4), in)
}

func (b *binder) lambda(n syntax.Ref, s *scope) {
	in := newScope(s)
	b.scopes[n] = in
	b.params(b.t.First(n), in)
	b.visit(b.t.Child(n, 1), in)
}

// params binds the parameters; defaults run in the function (see ir.Param).
func (b *binder) params(n syntax.Ref, in *scope) {
	for p := b.t.First(n); p != 0; p = b.t.Next(p) {
		in.locals[b.text(b.t.First(p))] = true
		b.visit(b.t.Child(p, 2), in)
	}
}

// resolve finds, bottom up, what each function captures.
func resolve(s *scope) {
	for _, in := range s.inner {
		resolve(in)
		for _, name := range in.free {
			s.uses[name] = true
			if s.parent != nil && s.owns(name) {
				if s.cells == nil {
					s.cells = map[string]bool{}
				}
				s.cells[name] = true
			}
		}
	}
	if s.parent == nil {
		return
	}
	for _, name := range sortedKeys(s.uses, s.nonlocal, s.locals) {
		if !s.owns(name) && !s.globals[name] && s.parent.reaches(name) {
			s.free = append(s.free, name)
		}
	}
}

// owns reports whether name is a variable of this very function.
func (s *scope) owns(name string) bool {
	return s.locals[name] && !s.globals[name] && !s.nonlocal[name]
}

// reaches reports whether name is a variable of this function or of one around it.
func (s *scope) reaches(name string) bool {
	for ; s != nil && s.parent != nil; s = s.parent {
		if s.owns(name) {
			return true
		}
	}
	return false
}
