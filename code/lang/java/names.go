package java

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// local finds a variable of a frame itself.
func (l *lowerer) local(f *frame, name string) (ir.Reg, *ir.Type, bool) {
	for i := len(f.vars) - 1; i >= 0; i-- {
		if f.vars[i].name == name {
			return f.vars[i].reg, f.vars[i].typ, true
		}
	}
	return ir.NoReg, nil, false
}

// has reports whether a variable is seen from a frame, in lambdas' functions and
// around local classes too.
func (l *lowerer) has(f *frame, name string) (*ir.Type, bool) {
	for hop := 0; f != nil && hop < 100; hop++ {
		if _, t, ok := l.local(f, name); ok {
			return t, true
		}
		if f.outer != nil {
			f = f.outer
			continue
		}
		if f.class == nil || f.class.fields[name] != nil {
			return nil, false
		}
		f = f.class.frame
	}
	return nil, false
}

// load reads a local variable, through captures where it must.
func (l *lowerer) load(n syntax.Ref, name string) (ir.Reg, bool) {
	f := l.frame
	if r, _, ok := l.local(f, name); ok {
		return r, true
	}
	if f.outer != nil {
		if t, ok := l.hasInFunction(f.outer, name); ok {
			return l.loadCell(n, name, t), true
		}
	}
	return l.fromClass(n, name)
}

// hasInFunction is has without local classes' surroundings.
func (l *lowerer) hasInFunction(f *frame, name string) (*ir.Type, bool) {
	for ; f != nil; f = f.outer {
		if _, t, ok := l.local(f, name); ok {
			return t, true
		}
	}
	return nil, false
}

// loadCell reads what a lambda captured.
func (l *lowerer) loadCell(n syntax.Ref, name string, t *ir.Type) ir.Reg {
	cell := ir.NoReg
	for _, c := range l.captured {
		if c.name == name {
			cell = c.cell
		}
	}
	if cell == ir.NoReg {
		cell = l.reg("", nil)
		l.captured = append(l.captured, capture{name, cell, t})
	}
	in := l.at(ir.Load, n)
	in.A = cell
	return l.do(in, t)
}

// fromClass reads what a local class captured: a field of this or of an object
// around it.
func (l *lowerer) fromClass(n syntax.Ref, name string) (ir.Reg, bool) {
	depth := 0
	for c := l.class; c != nil; c = c.outer {
		if l.memberField(c, name, 0) != nil {
			return ir.NoReg, false
		}
		if c.frame != nil {
			if t, ok := l.has(c.frame, name); ok {
				if l.static {
					return ir.NoReg, false
				}
				addName(&c.captured, name)
				return l.getField(n, l.outward(n, depth), valuePrefix+name, t), true
			}
		}
		depth++
	}
	return ir.NoReg, false
}

func addName(list *[]string, name string) {
	for _, have := range *list {
		if have == name {
			return
		}
	}
	*list = append(*list, name)
}

// outward is this, or the object depth levels around it.
func (l *lowerer) outward(n syntax.Ref, depth int) ir.Reg {
	r := l.this(n)
	for ; depth > 0; depth-- {
		r = l.getField(n, r, outerField, nil)
	}
	return r
}

// this is the object whose method runs.
func (l *lowerer) this(n syntax.Ref) ir.Reg {
	if l.self != ir.NoReg {
		return l.self
	}
	for f := l.outer; f != nil; f = f.outer {
		if f.self != ir.NoReg {
			var t *ir.Type
			if l.class != nil {
				t = &ir.Type{Kind: ir.Named, Name: l.class.qualified}
			}
			return l.loadCell(n, "this", t)
		}
	}
	return l.null(n)
}

// memberField finds a field a class of this file declares or inherits from one.
func (l *lowerer) memberField(c *class, name string, hop int) *field {
	if f := c.fields[name]; f != nil {
		return f
	}
	for _, b := range c.decl.Bases {
		if base := l.classes[b.Name]; base != nil && hop < 8 {
			if f := l.memberField(base, name, hop+1); f != nil {
				return f
			}
		}
	}
	return nil
}

func (l *lowerer) memberMethod(c *class, name string, hop int) *methods {
	if m := c.methods[name]; m != nil {
		return m
	}
	for _, b := range c.decl.Bases {
		if base := l.classes[b.Name]; base != nil && hop < 8 {
			if m := l.memberMethod(base, name, hop+1); m != nil {
				return m
			}
		}
	}
	return nil
}

// foreign reports whether a class inherits from one that other files declare.
func (l *lowerer) foreign(c *class, hop int) bool {
	for _, b := range c.decl.Bases {
		switch base := l.classes[b.Name]; {
		case base != nil:
			if hop < 8 && l.foreign(base, hop+1) {
				return true
			}
		case b.Name != "java.lang.Object" && b.Name != "java.lang.Enum" && b.Name != "java.lang.Record":
			return true
		}
	}
	return false
}

// A place is something that can be read and written: a variable, a field of an
// object or class, an element.
type place struct {
	kind  placeKind
	reg   ir.Reg // the variable, object or array
	index ir.Reg
	name  string
	typ   *ir.Type
}

type placeKind uint8

const (
	nowhere placeKind = iota
	inVariable
	inField
	inArray
)

// namePlace finds what a simple name means as a value.
func (l *lowerer) namePlace(n syntax.Ref, name string) (place, bool) {
	if r, ok := l.load(n, name); ok {
		return place{kind: inVariable, reg: r, typ: l.typ(r)}, true
	}
	depth := 0
	instance := !l.static
	for c := l.class; c != nil; c = c.outer {
		if f := l.memberField(c, name, 0); f != nil {
			if f.static || !instance {
				return place{kind: inField, reg: l.global(n, c.qualified), name: name, typ: f.typ}, true
			}
			return place{kind: inField, reg: l.outward(n, depth), name: name, typ: f.typ}, true
		}
		instance = instance && !c.static
		depth++
	}
	return place{}, false
}

// foreignPlace is a name that a static import or an unknown superclass declares.
func (l *lowerer) foreignPlace(n syntax.Ref, name string) (place, bool) {
	if q, ok := l.statics[name]; ok {
		return place{kind: inField, reg: l.global(n, parent(q)), name: name}, true
	}
	depth := 0
	instance := !l.static
	for c := l.class; c != nil; c = c.outer {
		if l.foreign(c, 0) {
			if !instance {
				return place{kind: inField, reg: l.global(n, c.qualified), name: name}, true
			}
			return place{kind: inField, reg: l.outward(n, depth), name: name}, true
		}
		instance = instance && !c.static
		depth++
	}
	for _, q := range l.members {
		return place{kind: inField, reg: l.global(n, q), name: name}, true
	}
	return place{}, false
}

func (l *lowerer) read(n syntax.Ref, p place) ir.Reg {
	switch p.kind {
	case inVariable:
		return p.reg
	case inField:
		return l.getField(n, p.reg, p.name, p.typ)
	case inArray:
		in := l.at(ir.GetIndex, n)
		in.A, in.B = p.reg, p.index
		return l.do(in, p.typ)
	}
	return l.unknown(n)
}

func (l *lowerer) write(n syntax.Ref, p place, v ir.Reg) {
	switch p.kind {
	case inVariable:
		l.copyTo(p.reg, n, v)
	case inField:
		l.setField(n, p.reg, p.name, v)
	case inArray:
		in := l.at(ir.SetIndex, n)
		in.A, in.B, in.C = p.reg, p.index, v
		l.emit(in)
	}
}

// dottedText is the text of a chain of names without blanks and comments; "" for
// other expressions.
func (l *lowerer) dottedText(n syntax.Ref) string {
	switch l.t.Kind(n) {
	case syntax.Name:
		return l.t.Text(n)
	case syntax.Select:
		first := l.t.First(n)
		of := l.dottedText(first)
		if name := l.t.Text(l.t.Next(first)); of != "" && name != "" {
			return of + "." + name
		}
	}
	return ""
}

// classNamed is the qualified name of the class that an expression names; "" when
// it is a value.
func (l *lowerer) classNamed(n syntax.Ref) string {
	if l.t.Kind(n) == syntax.Type {
		if name := l.typeName(n); name != "" {
			return l.resolveType(name)
		}
		return ""
	}
	dotted := l.dottedText(n)
	if dotted == "" {
		return ""
	}
	first, rest, more := strings.Cut(dotted, ".")
	if l.isValue(first) {
		return ""
	}
	if q, ok := l.lookupType(first); ok {
		if !more {
			return q
		}
		if l.classes[q+"."+rest] != nil {
			return q + "." + rest
		}
		return "" // a field or a class nested in it: who runs it can tell
	}
	if !more {
		if upper(first) && (!allUpper(first) || !l.inForeign()) {
			return l.u.Module + "." + first
		}
		return ""
	}
	parts := strings.Split(dotted, ".")
	lower := 0
	for lower < len(parts) && !upper(parts[lower]) {
		lower++
	}
	if lower == len(parts) || lower == 1 {
		return ""
	}
	if len(parts) > lower+1 {
		return ""
	}
	q := dotted
	if lower == 0 {
		q = l.u.Module + "." + dotted
	} else {
		l.needs(l.outside(strings.Join(parts[:lower+1], ".")))
	}
	return l.outside(q)
}

// inForeign reports whether a class around inherits names we do not see.
func (l *lowerer) inForeign() bool {
	for c := l.class; c != nil; c = c.outer {
		if l.foreign(c, 0) {
			return true
		}
	}
	return len(l.members) > 0
}

// isValue reports whether a simple name is a variable or field seen here.
func (l *lowerer) isValue(name string) bool {
	if _, ok := l.has(l.frame, name); ok {
		return true
	}
	for c := l.class; c != nil; c = c.outer {
		if l.memberField(c, name, 0) != nil {
			return true
		}
		if c.frame != nil {
			if _, ok := l.has(c.frame, name); ok {
				return true
			}
		}
	}
	_, static := l.statics[name]
	return static && !upper(name)
}

func upper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// allUpper: a constant by convention; two letters are rather a class's (IO, DB, UI).
func allUpper(s string) bool { return len(s) > 2 && s == strings.ToUpper(s) }
