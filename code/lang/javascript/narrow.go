package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A narrowed is a variable of which a test tells the type.
type narrowed struct {
	name syntax.Ref
	typ  string
}

// narrowings lists what the truth (or falsehood) of a test tells of variables:
// "typeof x === 'string'", joined by && (or ||), negated.
func (l *lowerer) narrowings(test syntax.Ref, truth bool) []narrowed {
	t := l.t
	switch t.Kind(test) {
	case syntax.Unary:
		if t.Op(test) == syntax.Not {
			return l.narrowings(t.First(test), !truth)
		}
	case syntax.Logical:
		if op := t.Op(test); op == syntax.And && truth || op == syntax.Or && !truth {
			return append(l.narrowings(t.First(test), truth), l.narrowings(t.Child(test, 1), truth)...)
		}
	case syntax.Binary:
		a, b := t.First(test), t.Child(test, 1)
		if t.Kind(a) == syntax.Str {
			a, b = b, a
		}
		op := t.Op(test)
		same := op == syntax.Eq || op == syntax.StrictEq
		if same != truth || !same && op != syntax.NotEq && op != syntax.StrictNotEq {
			return nil
		}
		if t.Kind(a) != syntax.Unary || t.Op(a) != syntax.Typeof || t.Kind(t.First(a)) != syntax.Name || t.Kind(b) != syntax.Str {
			return nil
		}
		switch t.StringValue(b) {
		case "string":
			return []narrowed{{t.First(a), "str"}}
		case "number":
			return []narrowed{{t.First(a), "int"}}
		}
	}
	return nil
}

// narrow gives the variables the types that a test told, from here on.
func (l *lowerer) narrow(all []narrowed) {
	for _, n := range all {
		name := l.text(n.name)
		if l.scope.find(name) == nil {
			continue
		}
		in := l.at(ir.Assert, n.name)
		in.A, in.B, in.Aux = l.load(n.name, name), l.temp(), &ir.Aux{Type: kindNamed(n.typ)}
		l.store(n.name, name, l.do(in))
	}
}
