package java

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

const (
	constructor = "<init>"
	outerField  = "this$0"
	valuePrefix = "val$"
)

// A class is a type this file declares.
type class struct {
	name      string
	qualified string
	node      syntax.Ref // 0 for the members of a fragment
	body      syntax.Ref
	outer     *class
	decl      *ir.TypeDecl
	sort      syntax.Op
	static    bool // has no outer object
	fields    map[string]*field
	methods   map[string]*methods
	typeVars  []string
	frame     *frame // of a local or anonymous class: where it stands
	captured  []string
	inits     []syntax.Ref // fields with values and blocks of instances, in order
	ctors     []syntax.Ref
	record    []syntax.Ref // the components
}

type field struct {
	static bool
	typ    *ir.Type
	made   syntax.Ref // its initial value, if it is declared with one
}

// methods are those of one name.
type methods struct {
	static, instance bool
	typ              *ir.Type // of the result, when all agree
	many             bool
}

// declareAll makes the classes below n known by name.
func (l *lowerer) declareAll(n syntax.Ref, outer *class) {
	t := l.t
	loose := false
	for c := t.First(n); c != 0; c = t.Next(c) {
		switch t.Kind(c) {
		case syntax.Class:
			name := l.className(c)
			if name == "" {
				name = "<unnamed:" + strconv.Itoa(int(c)) + ">"
			}
			cl := l.newClass(c, name, outer)
			l.declareAll(cl.body, cl)
		case syntax.Method, syntax.Field, syntax.Init:
			loose = true
		}
	}
	if outer == nil && loose {
		cl := l.newClass(0, "<fragment>", nil)
		cl.body = n
		l.nodes[n] = cl
	}
	if outer == nil {
		for _, q := range sortedKeys(l.classes) {
			l.header(l.classes[q])
		}
	}
}

// className is the declared name; stubs put $ before one that is a keyword.
func (l *lowerer) className(n syntax.Ref) string {
	name := l.t.Text(l.t.Child(n, syntax.Name))
	if l.u.Stub {
		return strings.TrimPrefix(name, "$")
	}
	return name
}

func (l *lowerer) newClass(n syntax.Ref, name string, outer *class) *class {
	q := l.u.Module + "." + name
	if outer != nil {
		q = outer.qualified + "." + name
	}
	c := &class{name: name, qualified: q, node: n, outer: outer, fields: map[string]*field{}, methods: map[string]*methods{}, sort: syntax.SortClass, static: true}
	kind := ir.Class
	if n != 0 {
		c.body = l.t.Child(n, syntax.Body)
		if l.t.Kind(n) == syntax.Class {
			c.sort = l.t.Op(n)
		}
		if c.sort == syntax.SortInterface || c.sort == syntax.SortAnnotation {
			kind = ir.Interface
		}
		mods := l.t.Child(n, syntax.Mods)
		c.static = outer == nil || c.sort != syntax.SortClass || mods != 0 && l.t.Has(mods, syntax.Static) || outer.sort == syntax.SortInterface
	}
	c.decl = &ir.TypeDecl{Name: q, Unit: l.u, Kind: kind, Span: l.span(max(n, 1))}
	if n == 0 {
		c.decl.Span = ir.Span{End: uint32(len(l.src))}
	}
	if _, ok := l.classes[q]; !ok {
		l.classes[q] = c
	}
	if n != 0 {
		l.nodes[n] = c
	}
	return c
}

// header reads what a class inherits and the names of its members.
func (l *lowerer) header(c *class) {
	t := l.t
	saved := l.frame
	l.frame = &frame{f: l.init.f, class: c, static: true, self: ir.NoReg, outer: saved}
	defer func() { l.frame = saved }()
	if c.node != 0 && t.Kind(c.node) == syntax.Class {
		c.typeVars = l.typeVars(t.Child(c.node, syntax.TypeParams))
		for k := t.First(c.node); k != 0; k = t.Next(k) {
			if t.Kind(k) == syntax.Extends || t.Kind(k) == syntax.Implements {
				for b := t.First(k); b != 0; b = t.Next(b) {
					l.base(c, l.typeOf(b))
				}
			}
		}
	}
	switch c.sort {
	case syntax.SortEnum:
		l.base(c, &ir.Type{Kind: ir.Named, Name: "java.lang.Enum"})
	case syntax.SortRecord:
		l.base(c, &ir.Type{Kind: ir.Named, Name: "java.lang.Record"})
	}
	if c.decl.Kind != ir.Interface && c.qualified != "java.lang.Object" {
		l.base(c, &ir.Type{Kind: ir.Named, Name: "java.lang.Object"})
	}
	l.memberNames(c)
}

func (l *lowerer) base(c *class, t *ir.Type) {
	if t != nil && t.Kind == ir.Named && t.Name != "" && t.Name != c.qualified {
		c.decl.Bases = append(c.decl.Bases, &ir.Type{Kind: ir.Named, Name: t.Name})
	}
}

func (l *lowerer) memberNames(c *class) {
	t := l.t
	if c.node != 0 {
		if rec := t.Child(c.node, syntax.RecordParams); rec != 0 {
			for p := t.First(rec); p != 0; p = t.Next(p) {
				if t.Kind(p) == syntax.Param {
					c.record = append(c.record, p)
					l.addField(c, l.paramName(p), l.paramType(p), false, p)
				}
			}
		}
	}
	for m := t.First(c.body); m != 0; m = t.Next(m) {
		static := c.sort == syntax.SortInterface
		mods := t.Child(m, syntax.Mods)
		isStatic := mods != 0 && t.Has(mods, syntax.Static)
		switch t.Kind(m) {
		case syntax.Field:
			typ := l.typeOf(t.Child(m, syntax.Type))
			for d := t.First(m); d != 0; d = t.Next(d) {
				if t.Kind(d) == syntax.Declarator {
					l.addField(c, t.Text(t.First(d)), l.arrays(typ, int(t.Nodes[d].Dims)), static || isStatic, d)
					if f := c.fields[t.Text(t.First(d))]; f != nil {
						f.made = t.Next(t.First(d))
					}
				}
			}
			if !static && !isStatic {
				c.inits = append(c.inits, m)
			}
		case syntax.Init:
			if !t.Has(m, syntax.Static) {
				c.inits = append(c.inits, m)
			}
		case syntax.EnumConst:
			l.addField(c, t.Text(t.Child(m, syntax.Name)), &ir.Type{Kind: ir.Named, Name: c.qualified}, true, m)
		case syntax.Method:
			if t.Child(m, syntax.Type) == 0 {
				c.ctors = append(c.ctors, m)
				continue
			}
			l.addMethod(c, t.Text(t.Child(m, syntax.Name)), isStatic, l.resultType(m))
		}
	}
}

// resultType is what a method gives.
func (l *lowerer) resultType(m syntax.Ref) *ir.Type {
	saved := l.frame.typeVars
	l.frame.typeVars = append(saved[:len(saved):len(saved)], l.typeVars(l.t.Child(m, syntax.TypeParams))...)
	typ := l.typeOf(l.t.Child(m, syntax.Type))
	l.frame.typeVars = saved
	return l.arrays(typ, int(l.t.Nodes[m].Dims))
}

func (l *lowerer) addField(c *class, name string, typ *ir.Type, static bool, n syntax.Ref) {
	if name == "" {
		return
	}
	c.fields[name] = &field{static: static, typ: typ}
	if !static {
		c.decl.Fields = append(c.decl.Fields, ir.Field{Name: name, Type: typ, Span: l.span(n), Tag: l.sinkTag(n)})
	}
}

// sinkTag: a stub's field with the initial value "sink K" puts the demand K on
// what is stored there.
func (l *lowerer) sinkTag(n syntax.Ref) string {
	if !l.u.Stub {
		return ""
	}
	v := l.t.Last(n)
	if l.t.Kind(v) == syntax.Literal && strings.HasPrefix(l.text(v), `"sink `) {
		return "prunella:" + l.text(v)
	}
	return ""
}

func (l *lowerer) addMethod(c *class, name string, static bool, typ *ir.Type) {
	m := c.methods[name]
	if m == nil {
		m = &methods{typ: typ}
		c.methods[name] = m
		c.decl.Methods = append(c.decl.Methods, name)
	} else {
		m.many = true
		if m.typ != typ && m.typ.String() != typ.String() {
			m.typ = nil
		}
	}
	if static {
		m.static = true
	} else {
		m.instance = true
	}
}

func (l *lowerer) paramName(p syntax.Ref) string {
	if l.t.Kind(p) == syntax.Name {
		return l.t.Text(p)
	}
	return l.t.Text(l.t.Child(p, syntax.Name))
}

func (l *lowerer) paramType(p syntax.Ref) *ir.Type {
	typ := l.typeOf(l.t.Child(p, syntax.Type))
	return l.arrays(typ, int(l.t.Nodes[p].Dims))
}

// classDecl lowers a class: its functions, and in place what runs when it is
// loaded.
func (l *lowerer) classDecl(c *class) {
	if c == nil || l.depthOf(c) > 40 {
		return
	}
	l.u.Types = append(l.u.Types, c.decl)
	l.enumMethods(c)
	l.constructors(c)
	t := l.t
	for m := t.First(c.body); m != 0; m = t.Next(m) {
		switch t.Kind(m) {
		case syntax.Method:
			if t.Child(m, syntax.Type) != 0 {
				l.methodDecl(c, m)
			}
		case syntax.Class:
			if inner := l.nodes[m]; inner != nil && inner.outer == c {
				l.classDecl(inner)
			}
		}
	}
	if c.sort == syntax.SortRecord {
		l.accessors(c)
	}
	l.loading(c)
	if !l.u.Stub && c.frame == nil {
		l.entries(c)
	}
}

func (l *lowerer) depthOf(c *class) int {
	n := 0
	for ; c != nil; c = c.outer {
		n++
	}
	return n
}

// loading runs in the unit's body what a class does when it is loaded.
func (l *lowerer) loading(c *class) {
	saved := l.frame
	f := saved // of a local class they stand in place
	oldClass, oldStatic := f.class, f.static
	if f == l.init {
		f.class, f.static = c, true
	}
	self := ir.NoReg
	value := func(n syntax.Ref) ir.Reg {
		if self == ir.NoReg {
			self = l.global(n, c.qualified)
		}
		return self
	}
	t := l.t
	if c.sort == syntax.SortEnum {
		l.setField(c.node, value(c.node), valuesField, l.do(l.at(ir.List, c.node), nil))
	}
	for m := t.First(c.body); m != 0; m = t.Next(m) {
		switch t.Kind(m) {
		case syntax.EnumConst:
			l.enumConst(c, m, value(m))
		case syntax.Field:
			mods := t.Child(m, syntax.Mods)
			if c.sort == syntax.SortInterface || c.sort == syntax.SortAnnotation || mods != 0 && t.Has(mods, syntax.Static) {
				l.fieldValues(c, m, value(m))
			}
		case syntax.Init:
			if t.Has(m, syntax.Static) {
				l.guarded(m, func() { l.scoped(func() { l.statement(t.First(m)) }) })
			}
		}
	}
	f.class, f.static = oldClass, oldStatic
}

// guarded keeps an exception in one class from ending the whole file's body.
func (l *lowerer) guarded(n syntax.Ref, body func()) {
	in := l.at(ir.Try, n)
	caught := l.reg("", nil)
	b := l.block(body)
	in.Aux = &ir.Aux{Blocks: []ir.Block{b, nil, nil}, Handlers: []ir.Handler{{Var: caught, Span: l.span(n)}}}
	l.emit(in)
}

func (l *lowerer) enumConst(c *class, m syntax.Ref, self ir.Reg) {
	t := l.t
	name := t.Text(t.Child(m, syntax.Name))
	if name == "" {
		return
	}
	cl := c
	if t.Child(m, syntax.Body) != 0 {
		if sub := l.anonymous(m, &ir.Type{Kind: ir.Named, Name: c.qualified}); sub != nil {
			cl = sub
		}
	}
	v := l.create(m, cl, t.Child(m, syntax.Args), ir.NoReg, func(o ir.Reg) {
		l.setField(m, o, "name", l.str(m, name))
	})
	l.setField(m, self, name, v)
	all := l.getField(m, self, valuesField, nil)
	in := l.at(ir.SetIndex, m)
	in.A, in.C = all, v
	l.emit(in)
}

// valuesField holds all constants of an enum.
const valuesField = "$VALUES"

// enumMethods are values() and valueOf(name).
func (l *lowerer) enumMethods(c *class) {
	if c.sort != syntax.SortEnum {
		return
	}
	self := &ir.Type{Kind: ir.Named, Name: c.qualified}
	n := c.node
	l.addMethod(c, "values", true, &ir.Type{Kind: ir.ListOf, Elem: self})
	fr := l.newFunc(n, l.nameNode(c), c, "values", true)
	l.in(fr, func() {
		in := l.at(ir.Return, n)
		in.Args = l.list(l.getField(n, l.global(n, c.qualified), valuesField, nil))
		l.emit(in)
	})
	l.u.Funcs = append(l.u.Funcs, fr.f)
	l.addMethod(c, "valueOf", true, self)
	fr = l.newFunc(n, l.nameNode(c), c, "valueOf", true)
	l.in(fr, func() {
		name := l.declare("name", stringType)
		l.f.Params = append(l.f.Params, ir.Param{Name: "name", Reg: name, Type: stringType})
		all := l.getField(n, l.global(n, c.qualified), valuesField, nil)
		in := l.at(ir.Return, n)
		in.Args = l.list(l.call(n, "java.lang.Enum.find", self, all, name))
		l.emit(in)
	})
	l.u.Funcs = append(l.u.Funcs, fr.f)
}

// fieldValues sets the fields of one declaration to their initial values.
func (l *lowerer) fieldValues(c *class, m syntax.Ref, of ir.Reg) {
	t := l.t
	for d := t.First(m); d != 0; d = t.Next(d) {
		if t.Kind(d) != syntax.Declarator {
			continue
		}
		name := t.Text(t.First(d))
		f := c.fields[name]
		if f == nil || l.sinkTag(d) != "" {
			continue
		}
		value := t.Next(t.First(d))
		var v ir.Reg
		switch {
		case value != 0:
			v = l.valueOf(value, f.typ)
		case l.injected(m), l.provided(f):
			v = l.make(m, f.typ)
		default:
			v = l.zero(m, f.typ)
		}
		l.setField(d, of, name, v)
	}
}

// provided: a field that nothing sets where it stands, of a type that others hand
// out (a data source, a template engine, a singleton), is taken to be set by code we
// do not follow: another request's, a container's.
func (l *lowerer) provided(f *field) bool {
	if l.u.Stub || f.typ == nil || f.typ.Kind != ir.Named || isText(f.typ) || isPlain(f.typ) {
		return false
	}
	if f.static {
		return true
	}
	if strings.HasPrefix(f.typ.Name, "java.") && !strings.HasPrefix(f.typ.Name, "java.sql.") {
		return false
	}
	return library()[parent(f.typ.Name)] != nil
}

// zero is what a field of a type holds before anything is stored there.
func (l *lowerer) zero(n syntax.Ref, typ *ir.Type) ir.Reg {
	switch typ {
	case intType, byteType:
		return l.constant(n, ir.Value{Kind: ir.Int}, typ)
	case boolType:
		return l.boolean(n, false)
	case floatType:
		return l.constant(n, ir.Value{Kind: ir.Float}, typ)
	case charType:
		return l.str(n, "\x00")
	}
	return l.null(n)
}

// make is an instance that somebody else provides.
func (l *lowerer) make(n syntax.Ref, typ *ir.Type) ir.Reg {
	in := l.at(ir.Call, n)
	in.Name = ir.IntrinsicNew
	if typ != nil {
		in.Aux = &ir.Aux{Type: typ}
		if typ.Kind == ir.Named {
			l.needs(typ.Name)
		}
	}
	return l.do(in, typ)
}

// injecting are the annotations by which a container provides a field.
var injecting = map[string]bool{
	"Autowired": true, "Inject": true, "Resource": true, "EJB": true, "PersistenceContext": true, "PersistenceUnit": true, "Value": true, "Context": true, "MockBean": true,
	"ConfigProperty": true, "Reference": true, "ManagedProperty": true,
}

func (l *lowerer) injected(m syntax.Ref) bool {
	for _, a := range l.annotations(m) {
		if injecting[a.name] {
			return true
		}
	}
	return false
}
