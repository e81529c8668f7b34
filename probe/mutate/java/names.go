package java

import (
	"regexp"

	"github.com/prunella/prunella/code/lang/java/syntax"
	"github.com/prunella/prunella/probe/mutate"
)

var source = regexp.MustCompile(`^(getParameter|getHeader)$`)

// call lists sources, and the local objects that are passed on.
func (r *reader) call(n syntax.Ref) {
	args := r.tree.Child(n, syntax.Args)
	first := r.tree.First(args)
	if source.MatchString(r.method1(n)) && first != 0 && r.tree.Next(first) == 0 {
		r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(n), Source: true, Text: true})
	}
	r.passed(args)
}

// method1 is the name of the method that is called on something.
func (r *reader) method1(call syntax.Ref) string {
	receiver := r.tree.First(call)
	if name := r.tree.Next(receiver); name != 0 && r.tree.Kind(name) == syntax.Name {
		return r.tree.Text(name)
	}
	return ""
}

func (r *reader) passed(args syntax.Ref) {
	if args == 0 {
		return
	}
	for a := r.tree.First(args); a != 0; a = r.tree.Next(a) {
		if r.tree.Kind(a) == syntax.Name && r.locals[r.tree.Text(a)] {
			r.view.Values = append(r.view.Values, mutate.Value{Span: r.span(a)})
		}
	}
}

// declared adds the names that a Local or Field declares.
func (r *reader) declared(n syntax.Ref, to map[string]bool) {
	for d := r.tree.First(n); d != 0; d = r.tree.Next(d) {
		if r.tree.Kind(d) == syntax.Declarator {
			to[r.tree.Text(r.tree.First(d))] = true
		}
	}
}

// method lists the locals of a method. All variables of one name are given the same
// new one, so scopes inside the method need not be known; a name is left alone when
// it is a field's, a parameter's or a constant's too.
func (r *reader) method(m syntax.Ref) {
	v := &locals{reader: r, uses: map[string][]mutate.Span{}, declared: map[string]bool{}, barred: map[string]bool{}}
	if params := r.tree.Child(m, syntax.Params); params != 0 {
		v.params(params)
	}
	if body := r.tree.Child(m, syntax.Block); body != 0 {
		v.visit(body)
	}
	for _, name := range v.order {
		if v.declared[name] && !v.barred[name] && !r.fields[name] {
			r.view.Names = append(r.view.Names, mutate.Name{Text: name, Uses: v.uses[name]})
		}
	}
}

// locals are the names of one method.
type locals struct {
	*reader
	uses             map[string][]mutate.Span
	declared, barred map[string]bool
	order            []string
}

func (v *locals) params(params syntax.Ref) {
	for p := v.tree.First(params); p != 0; p = v.tree.Next(p) {
		if name := v.tree.Child(p, syntax.Name); name != 0 {
			v.barred[v.tree.Text(name)] = true
			v.object(v.tree.Child(p, syntax.Type), v.tree.Text(name), 0)
		}
	}
}

// object notes a variable that holds an object.
func (v *locals) object(typ syntax.Ref, name string, dims uint8) {
	if typ != 0 && (!v.tree.Has(typ, syntax.Primitive) || v.tree.Nodes[typ].Dims+dims > 0) && v.tree.Text(typ) != "var" {
		v.reader.locals[name] = true
	}
}

func (v *locals) visit(n syntax.Ref) {
	t := v.tree
	switch t.Kind(n) {
	case syntax.Mods, syntax.Type, syntax.Break, syntax.Continue, syntax.ClassLit:
		return
	case syntax.CaseLabels:
		v.bar(n)
	case syntax.Local:
		for d := t.First(n); d != 0; d = t.Next(d) {
			if t.Kind(d) == syntax.Declarator {
				v.object(t.Child(n, syntax.Type), t.Text(t.First(d)), t.Nodes[d].Dims)
			}
		}
		v.reader.declared(n, v.declared)
	case syntax.Class, syntax.Lambda, syntax.Pattern, syntax.Catch:
		v.bar(n) // what these bind is not looked into
	case syntax.New:
		if body := t.Child(n, syntax.Body); body != 0 {
			v.bar(body)
		}
	case syntax.Select, syntax.MethodRef:
		v.visit(t.First(n))
		return
	case syntax.Label:
		v.visit(t.Last(n))
		return
	case syntax.Call:
		v.calls(n)
		return
	case syntax.Name:
		name := t.Text(n)
		if v.uses[name] == nil {
			v.order = append(v.order, name)
		}
		v.uses[name] = append(v.uses[name], v.span(n))
		return
	}
	for c := t.First(n); c != 0; c = t.Next(c) {
		v.visit(c)
	}
}

// calls visits a receiver and arguments, not the method's name.
func (v *locals) calls(n syntax.Ref) {
	first := v.tree.First(n)
	if next := v.tree.Next(first); v.tree.Kind(next) == syntax.Name || v.tree.Kind(next) == syntax.This || v.tree.Kind(next) == syntax.Super {
		v.visit(first)
	}
	if args := v.tree.Child(n, syntax.Args); args != 0 {
		v.visit(args)
	}
}

// bar leaves alone all names below a node.
func (v *locals) bar(n syntax.Ref) {
	if v.tree.Kind(n) == syntax.Name {
		v.barred[v.tree.Text(n)] = true
	}
	for c := v.tree.First(n); c != 0; c = v.tree.Next(c) {
		if v.tree.Kind(n) != syntax.Catch || v.tree.Kind(c) != syntax.Block {
			v.bar(c)
		}
	}
}
