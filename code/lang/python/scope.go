package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A scope is what one function body says about names. The module's scope has no
// parent. The names of a class body are fields of the class and nobody's
// variables; while it is walked, it has a scope that functions do not see.
type scope struct {
	parent *scope
	class  bool
	names  []binding
	index  map[string]int32 // of names, once there are many
	inner  []*scope
	free   []string // what this function captures, in order of appearance
	gen    bool
}

// A binding is what a scope knows of a name.
type binding struct {
	name string
	is   mark
	reg  ir.Reg // where lowering keeps the variable; NoReg before
}

type mark uint8

const (
	local    mark = 1 << iota // assigned here
	global                    // declared global
	nonlocal                  // declared nonlocal
	used                      // read here or free in an inner function
	cell                      // a local that an inner function uses
	outside                   // captured from a function around this one
)

// manyNames is where a scope starts to keep an index.
const manyNames = 12

func newScope(parent *scope) *scope {
	s := &scope{parent: parent}
	if parent != nil {
		parent.inner = append(parent.inner, s)
	}
	return s
}

// find returns the binding of name, or nil.
func (s *scope) find(name string) *binding {
	if s.index != nil {
		if i, ok := s.index[name]; ok {
			return &s.names[i]
		}
		return nil
	}
	for i := range s.names {
		if s.names[i].name == name {
			return &s.names[i]
		}
	}
	return nil
}

// know returns the binding of name, new when there was none. It stays valid until
// the next new one.
func (s *scope) know(name string) *binding {
	if b := s.find(name); b != nil {
		return b
	}
	s.names = append(s.names, binding{name: name, reg: ir.NoReg})
	n := len(s.names)
	switch {
	case s.index != nil:
		s.index[name] = int32(n - 1)
	case n > manyNames:
		s.index = make(map[string]int32, 2*n)
		for i := range s.names {
			s.index[s.names[i].name] = int32(i)
		}
	}
	return &s.names[n-1]
}

func (s *scope) mark(name string, m mark) { s.know(name).is |= m }

func (s *scope) has(name string, m mark) bool {
	b := s.find(name)
	return b != nil && b.is&m != 0
}

// inCell reports whether the variable lives in a cell: shared with inner
// functions, or with one around this one.
func (s *scope) inCell(name string) bool { return s.has(name, cell|outside) }

// owns reports whether name is a variable of this very function.
func (s *scope) owns(name string) bool {
	b := s.find(name)
	return b != nil && b.own()
}

func (b *binding) own() bool { return b.is&(local|global|nonlocal) == local }

// reaches reports whether name is a variable of this function or of one around it.
func (s *scope) reaches(name string) bool {
	for ; s != nil && s.parent != nil; s = s.parent {
		if s.owns(name) {
			return true
		}
	}
	return false
}

// resolve finds, bottom up, what each function captures.
func resolve(s *scope) {
	for _, in := range s.inner {
		resolve(in)
		for _, name := range in.free {
			b := s.know(name)
			b.is |= used
			if s.parent != nil && b.own() {
				b.is |= cell
			}
		}
	}
	if s.parent == nil {
		return
	}
	for i := range s.names {
		b := &s.names[i]
		if !b.own() && b.is&global == 0 && s.parent.reaches(b.name) {
			b.is |= outside
			s.free = append(s.free, b.name)
		}
	}
}

// A binder finds the scopes of all functions of a file in one walk.
type binder struct {
	t      *syntax.Tree
	src    string
	module *scope
	scopes map[syntax.Ref]*scope // by FunctionDef or Lambda

	turns  []string // names bound by the comprehensions around the walk
	leaked bool     // a lambda uses one of them
	leaks  map[syntax.Ref]bool
}

// bind returns the scopes of a file: the module's, those of its functions by
// their nodes, and the comprehensions whose variables a lambda inside captures.
func bind(t *syntax.Tree, src string) (module *scope, scopes map[syntax.Ref]*scope, leaks map[syntax.Ref]bool) {
	b := &binder{t: t, src: src, module: newScope(nil), scopes: map[syntax.Ref]*scope{}}
	b.children(t.Root, b.module)
	resolve(b.module)
	return b.module, b.scopes, b.leaks
}

func (b *binder) text(n syntax.Ref) string {
	s, e := b.t.Span(n)
	return b.src[s:e]
}

func (b *binder) children(n syntax.Ref, s *scope) { b.rest(b.t.First(n), s) }

func (b *binder) rest(c syntax.Ref, s *scope) {
	for ; c != 0; c = b.t.Next(c) {
		b.visit(c, s)
	}
}

func (b *binder) visit(n syntax.Ref, s *scope) {
	t := b.t
	switch t.Kind(n) {
	case syntax.Name:
		b.use(b.text(n), s)
	case syntax.Attribute:
		b.visit(t.First(n), s)
	case syntax.Keyword:
		b.visit(t.Child(n, 1), s)
	case syntax.FunctionDef:
		b.function(n, s)
	case syntax.Lambda:
		b.lambda(n, s)
	case syntax.ClassDef:
		b.class(n, s)
	case syntax.Assign:
		for c := t.First(n); t.Next(c) != 0; c = t.Next(c) {
			b.target(c, s)
		}
		b.visit(t.Last(n), s)
	case syntax.AugAssign, syntax.AnnAssign, syntax.For, syntax.NamedExpr:
		b.target(t.First(n), s)
		b.rest(t.Next(t.First(n)), s)
	case syntax.ListComp, syntax.SetComp, syntax.GeneratorExp, syntax.DictComp:
		b.comprehension(n, s)
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
		b.declare(n, s, global)
	case syntax.Nonlocal:
		b.declare(n, s, nonlocal)
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

func (b *binder) use(name string, s *scope) {
	if !b.turning(name) {
		s.mark(name, used)
	}
}

func (b *binder) turning(name string) bool {
	for _, t := range b.turns {
		if t == name {
			return true
		}
	}
	return false
}

// target marks the names an assignment binds.
func (b *binder) target(n syntax.Ref, s *scope) {
	switch b.t.Kind(n) {
	case syntax.Name:
		s.mark(b.text(n), local)
	case syntax.Tuple, syntax.List, syntax.Starred:
		for c := b.t.First(n); c != 0; c = b.t.Next(c) {
			b.target(c, s)
		}
	default:
		b.visit(n, s)
	}
}

// comprehension walks one with its variables set apart. Where a lambda in it uses
// one of them, they become variables of the function around it.
func (b *binder) comprehension(n syntax.Ref, s *scope) {
	t := b.t
	mark, outer := len(b.turns), b.leaked
	b.leaked = false
	for c := t.First(n); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.Comprehension {
			iterable := t.Next(t.First(c))
			b.visit(iterable, s)
			b.turns = b.targets(t.First(c), b.turns)
			b.rest(t.Next(iterable), s)
		}
	}
	for c := t.First(n); c != 0; c = t.Next(c) {
		if t.Kind(c) != syntax.Comprehension {
			b.visit(c, s)
		}
	}
	if b.leaked {
		if b.leaks == nil {
			b.leaks = map[syntax.Ref]bool{}
		}
		b.leaks[n] = true
		for _, name := range b.turns[mark:] {
			s.mark(name, local)
		}
	}
	b.turns, b.leaked = b.turns[:mark], outer || b.leaked && mark > 0
}

func (b *binder) targets(n syntax.Ref, names []string) []string {
	switch b.t.Kind(n) {
	case syntax.Name:
		return append(names, b.text(n))
	case syntax.Tuple, syntax.List, syntax.Starred:
		for c := b.t.First(n); c != 0; c = b.t.Next(c) {
			names = b.targets(c, names)
		}
	}
	return names
}

// declare notes a global or nonlocal statement; a global one makes a name of the
// module, wherever it stands.
func (b *binder) declare(n syntax.Ref, s *scope, m mark) {
	for c := b.t.First(n); c != 0; c = b.t.Next(c) {
		s.mark(b.text(c), m)
		if m == global {
			b.module.mark(b.text(c), local)
		}
	}
}

func (b *binder) imports(n syntax.Ref, s *scope) {
	for c := b.t.First(n); c != 0; c = b.t.Next(c) {
		if b.t.Kind(c) == syntax.Alias {
			bound, _ := b.alias(c)
			s.mark(bound, local)
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

// class walks a class statement: its body in a scope of its own, of which only
// what it reads from outside is kept.
func (b *binder) class(n syntax.Ref, s *scope) {
	t := b.t
	s.mark(b.text(t.First(n)), local)
	for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
		if t.Kind(c) != syntax.Block {
			b.visit(c, s)
			continue
		}
		body := &scope{parent: s, class: true}
		b.visit(c, body)
		for i := range body.names {
			if nb := &body.names[i]; !nb.own() {
				s.mark(nb.name, nb.is&(used|global|nonlocal))
			}
		}
	}
}

// function finds the function, or the module, that runs a class body.
func (s *scope) function() *scope {
	for s.class {
		s = s.parent
	}
	return s
}

func (b *binder) function(n syntax.Ref, s *scope) {
	t := b.t
	s.mark(b.text(t.First(n)), local)
	b.inner(n, t.Child(n, 2), t.Child(n, 4), s)
}

func (b *binder) lambda(n syntax.Ref, s *scope) { b.inner(n, b.t.First(n), b.t.Child(n, 1), s) }

// inner walks a function within s.
func (b *binder) inner(n, params, body syntax.Ref, s *scope) {
	in := newScope(s.function())
	b.scopes[n] = in
	for p := b.t.First(params); p != 0; p = b.t.Next(p) {
		in.mark(b.text(b.t.First(p)), local)
		b.defaultValue(b.t.Child(p, 2), in, s)
	}
	turns := b.turns
	b.turns = nil
	b.visit(body, in)
	b.turns = turns
	for i := range in.names {
		switch nb := &in.names[i]; {
		case nb.own() || nb.is&global != 0:
		case b.turning(nb.name):
			b.leaked = true
		case s.function().parent != nil:
			s.function().mark(nb.name, used)
		}
	}
}

// defaultValue walks a parameter's default. It is computed where the function is
// made: one that names something there travels into the function as a captured
// variable of its own.
func (b *binder) defaultValue(n syntax.Ref, in, s *scope) {
	if b.t.Kind(n) == syntax.Absent {
		return
	}
	b.visit(n, s)
	s = s.function()
	switch {
	case !b.names(n):
	case s.parent == nil:
		b.leaked = b.leaked || len(b.turns) > 0
	default:
		name := defaultName(n)
		s.mark(name, local)
		in.mark(name, used)
	}
}

// names reports whether an expression has a name in it.
func (b *binder) names(n syntax.Ref) bool {
	if b.t.Kind(n) == syntax.Name || b.t.Kind(n) == syntax.Lambda {
		return true
	}
	for c := b.t.First(n); c != 0; c = b.t.Next(c) {
		if b.names(c) {
			return true
		}
	}
	return false
}
