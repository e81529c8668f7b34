package javascript

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// classDecl lowers a class statement.
func (l *lowerer) classDecl(n syntax.Ref) {
	name := l.text(l.t.First(n))
	v := l.classValue(n, name)
	if !l.scope.top || !l.direct[name] {
		l.store(n, name, v)
	}
}

// classValue declares a class and lowers what is in it, in place.
func (l *lowerer) classValue(n syntax.Ref, name string) ir.Reg {
	t := l.t
	if own := l.text(t.First(n)); own != "" {
		name = own
	}
	q := l.className(n, name)
	decl := &ir.TypeDecl{Name: q, Unit: l.u, Kind: ir.Class, Span: l.span(n)}
	if super := t.Child(n, 1); t.Kind(super) != syntax.Absent {
		if typ := l.typeOf(super); typ != nil {
			decl.Bases = append(decl.Bases, typ)
		} else {
			l.expr(super)
		}
	}
	l.u.Types = append(l.u.Types, decl)
	self := l.global(n, q)
	outer := l.class
	l.class = q
	l.members(n, decl, self)
	l.class = outer
	l.decorate(n, self)
	return self
}

func (l *lowerer) className(n syntax.Ref, name string) string {
	if !simple(name) {
		line, _ := lineOf(l.u.Lines, l.span(n).Start)
		name = "class:" + strconv.Itoa(line)
	}
	q := l.u.Module + "." + name
	if !l.scope.top {
		q = l.f.Name + ".<" + name + ">"
	}
	if k := l.seen[q]; k > 0 {
		l.seen[q]++
		q += "#" + strconv.Itoa(k+1)
	} else {
		l.seen[q] = 1
	}
	return q
}

// members lowers methods, fields and static blocks.
func (l *lowerer) members(n syntax.Ref, decl *ir.TypeDecl, self ir.Reg) {
	t := l.t
	body := t.Child(n, 2)
	constructor := syntax.Ref(0)
	var fields []syntax.Ref
	for m := range t.Children(body) {
		switch t.Kind(m) {
		case syntax.Method:
			if l.keyName(m) == "constructor" && !t.Has(m, syntax.Static) {
				if t.Kind(t.Child(t.Child(m, 1), 3)) != syntax.Absent || l.stub {
					constructor = m
				}
				continue
			}
			l.method(m, decl, self)
		case syntax.Field:
			l.declareField(m, decl)
			if t.Has(m, syntax.Static) {
				l.staticField(m, self)
			} else {
				fields = append(fields, m)
			}
		case syntax.StaticBlock:
			l.inScope(func() { l.statements(t.First(t.First(m))) })
		}
	}
	l.constructor(n, constructor, fields, decl, self)
}

func (l *lowerer) declareField(m syntax.Ref, decl *ir.TypeDecl) {
	name := l.keyName(m)
	if name == "" {
		return
	}
	f := ir.Field{Name: name, Type: l.typeOfText(l.t.Child(m, 1)), Span: l.span(m)}
	if l.stub { // a type "Sink<'kind'>" puts a demand on what is stored here
		if _, rest, ok := strings.Cut(l.text(l.t.Child(m, 1)), "Sink<'"); ok {
			kind, _, _ := strings.Cut(rest, "'")
			f.Tag, f.Type = `prunella:"sink `+kind+`"`, nil
		}
	}
	decl.Fields = append(decl.Fields, f)
}

func (l *lowerer) staticField(m syntax.Ref, self ir.Reg) {
	if value := l.t.Child(m, 2); l.t.Kind(value) != syntax.Absent && l.t.Kind(value) != syntax.Decorator {
		if name := l.keyName(m); name != "" {
			in := l.at(ir.SetField, m)
			in.A, in.B, in.Name = self, l.named(name, value), name
			l.emit(in)
		}
	}
}

// method lowers a method to a function of the class. One that captures variables
// is a closure in the class's field instead.
func (l *lowerer) method(m syntax.Ref, decl *ir.TypeDecl, self ir.Reg) {
	t := l.t
	fn := t.Child(m, 1)
	name := l.keyName(m)
	if name == "" || t.Kind(t.Child(fn, 3)) == syntax.Absent && !l.stub {
		return
	}
	q := decl.Name + "." + name
	if t.Has(m, syntax.Setter) {
		q += ".setter"
	}
	f := l.newFunc(fn, q)
	f.Span, f.NameSpan = l.span(m), l.span(t.First(m))
	f.Class = decl.Name
	f.Property = t.Has(m, syntax.Getter)
	if t.Has(m, syntax.Static) {
		f.Static = !l.free[fn].this
		f.ClassM = !f.Static
	}
	captured := l.function(fn, f, fn)
	decl.Methods = append(decl.Methods, name)
	if len(captured) > 0 {
		f.Class = ""
		in := l.at(ir.SetField, m)
		in.A, in.B, in.Name = self, l.closure(m, f, captured), name
		f.Name = decl.Name + ".<" + name + ">"
		l.emit(in)
	}
}

// constructor lowers the constructor, with the initialisers of the fields before
// its own code, and after super(…) when it begins with it.
func (l *lowerer) constructor(n, m syntax.Ref, fields []syntax.Ref, decl *ir.TypeDecl, self ir.Reg) {
	t := l.t
	if m == 0 && !l.hasValues(fields) {
		return
	}
	node, fn := n, syntax.Ref(0)
	if m != 0 {
		node, fn = m, t.Child(m, 1)
	}
	q := decl.Name + ".constructor"
	f := l.newFunc(node, q)
	f.Span, f.Class = l.span(node), decl.Name
	if len(fields) > 0 {
		f.Span = l.span(n)
	}
	if m != 0 {
		f.NameSpan = l.span(t.First(m))
	}
	init := func() {
		if m == 0 && len(decl.Bases) > 0 {
			l.forward(n)
		}
		for _, field := range fields {
			l.initField(field)
		}
		if m != 0 {
			l.parameterFields(fn)
		}
	}
	var captured []ir.Reg
	if m != 0 {
		captured = l.functionWith(fn, f, n, init)
	} else {
		captured = l.bareConstructor(n, f, init)
	}
	if len(captured) > 0 {
		f.Class, f.Name = "", decl.Name+".<constructor>"
		in := l.at(ir.SetField, node)
		in.A, in.B, in.Name = self, l.closure(node, f, captured), "constructor"
		l.emit(in)
	}
}

func (l *lowerer) hasValues(fields []syntax.Ref) bool {
	for _, f := range fields {
		if k := l.t.Kind(l.t.Child(f, 2)); k != syntax.Absent && k != syntax.Decorator {
			return true
		}
	}
	return false
}

// bareConstructor is the constructor of a class that writes none.
func (l *lowerer) bareConstructor(n syntax.Ref, f *ir.Func, init func()) []ir.Reg {
	outer := l.frame
	l.frame = &frame{f: f, scope: &scope{fn: true}, needs: l.free[n].inner, class: outer.class, this: ir.NoReg, outer: outer}
	l.receiver(f)
	r := l.reg("")
	f.Params = append(f.Params, ir.Param{Name: "args", Reg: r, Variadic: true})
	l.scope.vars = append(l.scope.vars, variable{name: "args#", reg: r})
	captured := l.captures(outer, l.free[n].names, f)
	f.Body = l.block(func() {
		l.cellParams(n)
		init()
	})
	l.finish(f)
	l.frame = outer
	return captured
}

// forward passes all arguments on to the superclass.
func (l *lowerer) forward(n syntax.Ref) {
	in := l.at(ir.Method, n)
	in.A, in.Name, in.Flags = l.thisValue(n), "constructor", ir.FlagSuper|ir.FlagSpread
	in.Args = l.list(l.scope.find("args#").reg)
	l.do(in)
}

func (l *lowerer) initField(m syntax.Ref) {
	value, name := l.t.Child(m, 2), l.keyName(m)
	if k := l.t.Kind(value); k == syntax.Absent || k == syntax.Decorator || name == "" {
		return
	}
	in := l.at(ir.SetField, m)
	in.B, in.Name = l.named(name, value), name
	in.A = l.thisValue(m)
	l.emit(in)
}

// parameterFields stores what "constructor(private x)" declares.
func (l *lowerer) parameterFields(fn syntax.Ref) {
	t := l.t
	decl := l.u.Types[len(l.u.Types)-1]
	for p := range t.Children(t.Child(fn, 1)) {
		if !t.Has(p, syntax.Property_) {
			continue
		}
		name := l.text(t.First(p))
		decl.Fields = append(decl.Fields, ir.Field{Name: name, Type: l.typeOfText(t.Child(p, 1)), Span: l.span(p)})
		in := l.at(ir.SetField, p)
		in.A, in.B, in.Name = l.thisValue(p), l.load(t.First(p), name), name
		l.emit(in)
	}
}

// decorate calls the decorators: those of methods with the class, the method's
// name, a descriptor {value}, and the decorators of its parameters; then those of
// the class, with the class.
func (l *lowerer) decorate(n syntax.Ref, self ir.Reg) {
	t := l.t
	for m := range t.Children(t.Child(n, 2)) {
		if t.Kind(m) != syntax.Method || t.Kind(t.Child(m, 2)) != syntax.Decorator {
			continue
		}
		name := l.keyName(m)
		var params []ir.Reg
		for p := range t.Children(t.Child(t.Child(m, 1), 1)) {
			d := t.Child(p, 3)
			if t.Kind(d) == syntax.Decorator {
				params = append(params, l.expr(t.First(d)))
			} else {
				params = append(params, l.none(p))
			}
		}
		list := l.at(ir.List, m)
		list.Args = l.list(params...)
		given := l.do(list)
		for d := t.Child(m, 2); d != 0; d = t.Next(d) {
			l.applyDecorator(d, self, l.str(m, name), l.none(m), given)
		}
	}
	for d := t.Child(n, 3); d != 0; d = t.Next(d) {
		l.applyDecorator(d, self)
	}
}

func (l *lowerer) applyDecorator(d syntax.Ref, args ...ir.Reg) {
	in := l.at(ir.Call, d)
	in.Flags = ir.FlagDecorator
	in.A, in.Args = l.expr(l.t.First(d)), l.list(args...)
	l.do(in)
}
