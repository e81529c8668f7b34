package python

import (
	"regexp"

	"github.com/prunella/prunella/code/lang/python/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

var (
	sourceCall = regexp.MustCompile(`^(flask\.)?(self\.)?request\.(args|form|values|headers|cookies|GET|POST|COOKIES|META|query_params)\.get$`)
	sourceItem = regexp.MustCompile(`^(flask\.)?(self\.)?request\.(args|form|values|headers|cookies|GET|POST|COOKIES|META|query_params)$`)
)

// call lists sources and the local names that are passed on.
func (r *reader) call(n syntax.Ref, quiet bool) {
	function, args := r.tree.Child(n, 0), r.tree.Child(n, 1)
	if !quiet && sourceCall.Match(r.tree.Text(function)) {
		r.add(n, true)
		return
	}
	for a := range r.tree.Children(args) {
		if r.tree.Kind(a) == syntax.Name && !quiet && r.local(a) {
			r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(a)})
		}
	}
}

func (r *reader) subscript(n syntax.Ref, quiet bool) {
	if !quiet && sourceItem.Match(r.tree.Text(r.tree.Child(n, 0))) && r.tree.Kind(r.tree.Child(n, 1)) == syntax.Str && !r.assigned(n) {
		r.add(n, true)
	}
}

// add lists a value. What a source gives may be None, so no form that asks for a
// text fits where no default is said.
func (r *reader) add(n syntax.Ref, source bool) {
	sure := r.tree.Kind(n) == syntax.Subscript || r.tree.Kind(r.tree.Child(r.tree.Child(n, 1), 1)) == syntax.Str
	r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(n), Source: source, Text: sure})
}

// assigned reports the target of an assignment or a del.
func (r *reader) assigned(n syntax.Ref) bool {
	at, _ := r.tree.Span(n)
	for i := range r.tree.Nodes {
		k := r.tree.Kind(syntax.Ref(i))
		if k != syntax.Assign && k != syntax.AugAssign && k != syntax.Delete {
			continue
		}
		if from, _ := r.tree.Span(r.tree.First(syntax.Ref(i))); from == at {
			return true
		}
	}
	return false
}

// local reports a name that is assigned somewhere, and so is no class or module.
func (r *reader) local(n syntax.Ref) bool {
	name := string(r.tree.Text(n))
	for _, v := range r.view.Names {
		for _, u := range v.Uses {
			if u == r.span(n) {
				return v.Text == name
			}
		}
	}
	return false
}

// names lists the variables of a function that it assigns by plain statements and
// that nothing else can see.
func (r *reader) names(fn syntax.Ref) {
	kids := []syntax.Ref{}
	for c := range r.tree.Children(fn) {
		kids = append(kids, c)
	}
	s := &scope{reader: r, uses: map[string][]mutate.Span{}, assigned: map[string]bool{}, barred: map[string]bool{}}
	for p := range r.tree.Children(kids[2]) {
		s.barred[string(r.tree.Text(r.tree.First(p)))] = true
		s.skip(r.tree.Child(p, 2)) // defaults are of the scope outside
	}
	s.visit(kids[len(kids)-1])
	if s.opaque {
		return
	}
	for _, name := range s.order {
		if s.assigned[name] && !s.barred[name] {
			r.view.Names = append(r.view.Names, mutate.Name{Text: name, Uses: s.uses[name]})
		}
	}
}

// A scope is the names of one function.
type scope struct {
	*reader
	uses             map[string][]mutate.Span
	assigned, barred map[string]bool
	order            []string
	opaque           bool // inner scopes, locals(), eval: leave all names alone
}

func (s *scope) skip(syntax.Ref) {}

func (s *scope) visit(n syntax.Ref) {
	t := s.tree
	switch t.Kind(n) {
	case syntax.FunctionDef, syntax.ClassDef, syntax.Lambda, syntax.ListComp, syntax.SetComp, syntax.DictComp, syntax.GeneratorExp, syntax.NamedExpr, syntax.Match:
		s.opaque = true
		return
	case syntax.Global, syntax.Nonlocal, syntax.Import, syntax.ImportFrom, syntax.ExceptHandler, syntax.With, syntax.FString, syntax.Delete:
		for c := range t.Children(n) {
			s.bar(c)
		}
	case syntax.Assign:
		for c := range t.Children(n) {
			if t.Next(c) != 0 && t.Kind(c) == syntax.Name {
				s.assigned[string(t.Text(c))] = true
			}
		}
	case syntax.Attribute:
		s.visit(t.Child(n, 0))
		return
	case syntax.Keyword:
		s.visit(t.Child(n, 1))
		return
	case syntax.Name:
		name := string(t.Text(n))
		if name == "locals" || name == "eval" || name == "exec" || name == "vars" {
			s.opaque = true
		}
		if s.uses[name] == nil {
			s.order = append(s.order, name)
		}
		s.uses[name] = append(s.uses[name], s.span(n))
		return
	}
	for c := range t.Children(n) {
		s.visit(c)
	}
}

// bar keeps the names that a special statement binds itself; the names inside an
// f-string are uses like any other.
func (s *scope) bar(n syntax.Ref) {
	switch s.tree.Kind(n) {
	case syntax.Block, syntax.FStringField, syntax.Str, syntax.FStringText:
		return
	case syntax.Name:
		s.barred[string(s.tree.Text(n))] = true
	}
	for c := range s.tree.Children(n) {
		s.bar(c)
	}
}
