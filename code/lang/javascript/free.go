package javascript

import "github.com/prunella/prunella/code/lang/javascript/syntax"

// free lists the names that a function, or what is in a class, uses and does not
// declare; this and arguments are among them where arrow functions use them.
type free struct {
	names []string        // in order of first use
	inner map[string]bool // what functions within it use of it
	this  bool            // it says this or super itself, or through arrow functions
	args  bool            // likewise arguments
	yield bool
}

// bind walks the tree once and finds the free names of every function and class.
func bind(t *syntax.Tree) map[syntax.Ref]free {
	b := &binder{t: t, out: map[syntax.Ref]free{}}
	top := &names{}
	b.visit(t.Root, top)
	return b.out
}

type binder struct {
	t   *syntax.Tree
	out map[syntax.Ref]free
}

// names are those of one function.
type names struct {
	declared map[string]bool
	used     map[string]bool
	order    []string
	inner    map[string]bool
	yield    bool
}

func (s *names) declare(name string) {
	if s.declared == nil {
		s.declared = map[string]bool{}
	}
	s.declared[name] = true
}

func (s *names) use(name string) {
	if s.used[name] {
		return
	}
	if s.used == nil {
		s.used = map[string]bool{}
	}
	s.used[name] = true
	s.order = append(s.order, name)
}

// within notes a name that an inner function uses.
func (s *names) within(name string) {
	if s.inner == nil {
		s.inner = map[string]bool{}
	}
	s.inner[name] = true
}

func (b *binder) visit(n syntax.Ref, s *names) {
	t := b.t
	switch t.Kind(n) {
	case syntax.Absent, syntax.Type:
		return
	case syntax.Name:
		s.use(t.Text(n))
		return
	case syntax.This, syntax.Super:
		s.use("this")
		return
	case syntax.Yield:
		s.yield = true
	case syntax.FuncDecl:
		s.declare(t.Text(t.First(n)))
		b.function(n, s)
		return
	case syntax.FuncExpr, syntax.Arrow:
		b.function(n, s)
		return
	case syntax.ClassDecl, syntax.ClassExpr:
		b.class(n, s)
		return
	case syntax.Declarator:
		b.pattern(t.First(n), s)
		if value, _, ok := stateHook(t, n); ok { // its setter assigns it
			s.within(t.Text(value))
		}
		b.visit(t.Child(n, 2), s)
		return
	case syntax.Catch:
		b.pattern(t.First(n), s)
		b.visit(t.Child(n, 1), s)
		return
	case syntax.Member:
		b.visit(t.First(n), s)
		return
	case syntax.Property:
		if t.Has(n, syntax.Computed) {
			b.visit(t.First(n), s)
		}
		b.visit(t.Child(n, 1), s)
		return
	case syntax.Method, syntax.Field:
		b.member(n, s)
		return
	case syntax.Labeled:
		b.visit(t.Child(n, 1), s)
		return
	case syntax.Break, syntax.Continue, syntax.Import:
		return
	case syntax.JSXAttr:
		b.visit(t.Child(n, 1), s)
		return
	case syntax.Enum, syntax.ImportEq:
		s.declare(t.Text(t.First(n)))
	}
	for c := range t.Children(n) {
		b.visit(c, s)
	}
}

func (b *binder) member(n syntax.Ref, s *names) {
	t := b.t
	if t.Has(n, syntax.Computed) {
		b.visit(t.First(n), s)
	}
	for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
		b.visit(c, s)
	}
}

// pattern declares the names in a pattern, and visits its defaults.
func (b *binder) pattern(n syntax.Ref, s *names) {
	t := b.t
	switch t.Kind(n) {
	case syntax.Name:
		s.declare(t.Text(n))
	case syntax.Assign:
		b.pattern(t.First(n), s)
		b.visit(t.Child(n, 1), s)
	case syntax.Spread:
		b.pattern(t.First(n), s)
	case syntax.Property:
		if t.Has(n, syntax.Computed) {
			b.visit(t.First(n), s)
		}
		b.pattern(t.Child(n, 1), s)
	case syntax.Object, syntax.Array:
		for c := range t.Children(n) {
			b.pattern(c, s)
		}
	}
}

func (b *binder) function(n syntax.Ref, s *names) {
	t := b.t
	in := &names{}
	for p := range t.Children(t.Child(n, 1)) {
		b.pattern(t.First(p), in)
		for c := t.Next(t.First(p)); c != 0; c = t.Next(c) {
			b.visit(c, in)
		}
	}
	b.visit(t.Child(n, 3), in)
	b.close(n, in, s, t.Kind(n) != syntax.Arrow)
}

// close notes what is free in a function and hands it to the one around.
func (b *binder) close(n syntax.Ref, in, s *names, own bool) {
	f := free{inner: in.inner, yield: in.yield}
	for _, name := range in.order {
		if in.declared[name] {
			continue
		}
		if name == "this" || name == "arguments" {
			f.this, f.args = f.this || name == "this", f.args || name == "arguments"
			if own {
				continue
			}
		}
		f.names = append(f.names, name)
		s.use(name)
		s.within(name)
	}
	if in.inner["this"] && own {
		f.this = true
	}
	if in.inner["arguments"] && own {
		f.args = true
	}
	b.out[n] = f
}

// class walks a class: the initialisers of its fields run in its constructor.
func (b *binder) class(n syntax.Ref, s *names) {
	t := b.t
	if t.Kind(n) == syntax.ClassDecl {
		s.declare(t.Text(t.First(n)))
	}
	b.visit(t.Child(n, 1), s)
	in := &names{}
	b.visit(t.Child(n, 2), in)
	for c := t.Next(t.Child(n, 2)); c != 0; c = t.Next(c) {
		b.visit(c, s)
	}
	b.close(n, in, s, true)
}
