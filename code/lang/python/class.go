package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// classDef declares the type and lowers the body in place: methods become
// functions, the other names fields of the class value.
func (l *lowerer) classDef(n syntax.Ref, decorators []syntax.Ref) {
	t := l.t
	nameNode := t.First(n)
	name := l.text(nameNode)
	decl := &ir.TypeDecl{Name: l.qualify(name), Unit: l.u, Kind: ir.Class, Span: l.span(n)}
	l.bases(t.Child(n, 2), decl)
	l.u.Types = append(l.u.Types, decl)

	value := l.at(ir.GetGlobal, nameNode)
	value.Name = decl.Name
	self := l.do(value)
	l.classBody(t.Child(n, 3), decl, self)
	nested := l.inBody || l.scope.parent != nil
	if len(decorators) > 0 || nested {
		l.store(nameNode, name, l.decorate(self, decorators, 0))
	}
}

func (l *lowerer) classBody(body syntax.Ref, decl *ir.TypeDecl, self ir.Reg) {
	outer := *l.frame
	l.class, l.inBody, l.fields, l.self = decl.Name, true, map[string]ir.Reg{}, self
	from := len(l.u.Funcs)
	l.statements(body)
	f := l.frame
	f.class, f.inBody, f.fields, f.self = outer.class, outer.inBody, outer.fields, outer.self
	for _, m := range l.u.Funcs[from:] {
		if m.Class == decl.Name {
			decl.Methods = append(decl.Methods, m.Name[len(decl.Name)+1:])
		}
	}
}

// bases lowers the argument list of a class statement.
func (l *lowerer) bases(args syntax.Ref, decl *ir.TypeDecl) {
	for c := l.t.First(args); c != 0; c = l.t.Next(c) {
		switch l.t.Kind(c) {
		case syntax.Keyword, syntax.KeywordSpread, syntax.Starred:
			continue
		}
		if b := l.typeOf(c); b != nil {
			decl.Bases = append(decl.Bases, b)
			continue
		}
		l.expr(c)
	}
}

// field declares an annotated class variable. In stubs, Annotated[T, "sink K"]
// says that what is stored there must meet the demand K.
func (l *lowerer) field(nameNode, annotation syntax.Ref, typ *ir.Type) {
	if d := l.classDecl(); d != nil {
		d.Fields = append(d.Fields, ir.Field{Name: l.text(nameNode), Type: typ, Tag: l.sinkTag(annotation), Span: l.span(nameNode)})
	}
}

func (l *lowerer) sinkTag(n syntax.Ref) string {
	t := l.t
	if t.Kind(n) != syntax.Subscript || l.text(t.First(n)) != "Annotated" {
		return ""
	}
	for c := t.First(t.Child(n, 1)); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.Str && strings.HasPrefix(l.literal(c), "sink ") {
			return `prunella:"` + l.literal(c) + `"`
		}
	}
	return ""
}

func (l *lowerer) classDecl() *ir.TypeDecl {
	for i := len(l.u.Types) - 1; i >= 0; i-- {
		if d := l.u.Types[i]; d.Name == l.class {
			return d
		}
	}
	return nil
}

// attrsFields are the calls that make a field of a class of package attrs without
// an annotation.
var attrsFields = map[string]bool{"attr.ib": true, "attr.attrib": true, "attrs.field": true, "attr.field": true}

// assignedField declares "x = attr.ib()" in a class body.
func (l *lowerer) assignedField(target, value syntax.Ref) {
	if !l.inBody || l.t.Kind(target) != syntax.Name || l.t.Kind(value) != syntax.Call || !attrsFields[l.text(l.t.First(value))] {
		return
	}
	if d := l.classDecl(); d != nil {
		d.Fields = append(d.Fields, ir.Field{Name: l.text(target), Span: l.span(target)})
	}
}
