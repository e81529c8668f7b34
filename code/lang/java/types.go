package java

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// The types that have a form of their own in the IR.
var (
	stringType = &ir.Type{Kind: ir.Named, Name: "str"}
	intType    = &ir.Type{Kind: ir.Named, Name: "int"}
	longType   = &ir.Type{Kind: ir.Named, Name: "int"} // told from intType by its address
	shortType  = &ir.Type{Kind: ir.Named, Name: "int"}
	boolType   = &ir.Type{Kind: ir.Named, Name: "bool"}
	floatType  = &ir.Type{Kind: ir.Named, Name: "float"}
	charType   = &ir.Type{Kind: ir.Named, Name: "str"} // told from stringType by its address
	byteType   = &ir.Type{Kind: ir.Named, Name: "byte"}
	anyType    = &ir.Type{Kind: ir.Any}
)

var plainTypes = map[string]*ir.Type{
	"String": stringType, "CharSequence": stringType, "char": charType, "Character": charType,
	"int": intType, "long": longType, "short": shortType, "Integer": intType, "Long": longType, "Short": shortType, "byte": byteType, "Byte": byteType,
	"boolean": boolType, "Boolean": boolType, "double": floatType, "float": floatType, "Double": floatType, "Float": floatType,
	"Object": anyType, "void": nil, "var": nil,
}

func isText(t *ir.Type) bool { return t != nil && t.Kind == ir.Named && t.Name == "str" }

func isPlain(t *ir.Type) bool {
	return isWhole(t) || t == boolType || t == floatType
}

// isWhole: byte, short, int or long.
func isWhole(t *ir.Type) bool { return widths[t] != "" }

// bits is how much whole numbers hold.
var bits = map[string]int{"byte": 8, "short": 16, "int": 32, "long": 64}

// widths name the whole numbers by how much they hold.
var widths = map[*ir.Type]string{byteType: "byte", shortType: "short", intType: "int", longType: "long"}

// typeOf reads a type; nil when nothing is said (var, void).
func (l *lowerer) typeOf(n syntax.Ref) *ir.Type {
	if n == 0 || l.t.Kind(n) != syntax.Type {
		return nil
	}
	return l.arrays(l.elementType(n), int(l.t.Nodes[n].Dims))
}

// arrays is an array of t, dims deep.
func (l *lowerer) arrays(t *ir.Type, dims int) *ir.Type {
	for ; dims > 0; dims-- {
		if t == nil {
			t = anyType
		}
		t = &ir.Type{Kind: ir.ListOf, Elem: t}
	}
	return t
}

func (l *lowerer) elementType(n syntax.Ref) *ir.Type {
	t := l.t
	if t.Has(n, syntax.Wildcard) {
		if inner := t.Child(n, syntax.Type); inner != 0 {
			return l.typeOf(inner)
		}
		return anyType
	}
	name := l.typeName(n)
	if typ, ok := plainTypes[name]; ok && !l.declares(name) {
		return typ
	}
	if l.isTypeVar(name) || name == "" {
		return anyType
	}
	out := &ir.Type{Kind: ir.Named, Name: l.resolveType(name)}
	if args := t.Child(n, syntax.TypeArgs); args != 0 {
		for a := t.First(args); a != 0; a = t.Next(a) {
			if at := l.typeOf(a); at != nil {
				out.Args = append(out.Args, at)
			}
		}
	}
	return out
}

// declares: this file or its imports say what a name of java.lang is here.
func (l *lowerer) declares(name string) bool {
	if l.u.Module == "java.lang" { // the models of these very types
		return false
	}
	_, imported := l.imports[name]
	return imported || l.classes[l.u.Module+"."+name] != nil
}

func (l *lowerer) isTypeVar(name string) bool {
	for f := l.frame; f != nil; f = f.outer {
		for _, v := range f.typeVars {
			if v == name {
				return true
			}
		}
	}
	for c := l.class; c != nil; c = c.outer {
		for _, v := range c.typeVars {
			if v == name {
				return true
			}
		}
	}
	return false
}

// typeName is the name of a Type without its arguments: "Map.Entry".
func (l *lowerer) typeName(n syntax.Ref) string {
	t := l.t
	name := ""
	for c := t.First(n); c != 0; c = t.Next(c) {
		switch t.Kind(c) {
		case syntax.Name:
			if name != "" {
				name += "."
			}
			name += t.Text(c)
		case syntax.Select:
			return l.dottedText(c)
		case syntax.Type:
			if name == "" && !t.Has(n, syntax.Wildcard) {
				return l.typeName(c)
			}
		}
	}
	return name
}

// typeVars lists the names of type parameters.
func (l *lowerer) typeVars(n syntax.Ref) []string {
	var out []string
	if n == 0 {
		return nil
	}
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		if l.t.Kind(c) == syntax.Name {
			out = append(out, l.t.Text(c))
		}
	}
	return out
}

// resolveType qualifies the name of a type, simple or dotted.
func (l *lowerer) resolveType(name string) string {
	if l.u.Stub {
		name = strings.TrimPrefix(name, "$")
	}
	first, rest, dotted := strings.Cut(name, ".")
	q, ok := l.lookupType(first)
	if ok {
		if dotted {
			return q + "." + rest
		}
		return q
	}
	if dotted && first != "" && first[0] >= 'a' && first[0] <= 'z' { // written in full
		name = l.outside(name)
		l.needs(name)
		return name
	}
	q = l.u.Module + "." + name
	return q
}

// needs notes that the file uses a package it does not import.
func (l *lowerer) needs(name string) {
	if l.u.Imports[name] == "" {
		l.u.Imports[name] = name
	}
}

// lookupType finds what a simple name means here; false when only other files of
// the package can tell.
func (l *lowerer) lookupType(name string) (string, bool) {
	for c := l.class; c != nil; c = c.outer {
		if c.name == name {
			return c.qualified, true
		}
		if q, ok := l.memberType(c, name, 0); ok {
			return q, true
		}
	}
	for f := l.frame; f != nil; f = f.around() {
		for i := len(f.vars) - 1; i >= 0; i-- {
			if f.vars[i].name == "class "+name {
				return f.vars[i].typ.Name, true
			}
		}
	}
	if q, ok := l.imports[name]; ok {
		return q, true
	}
	if q := l.u.Module + "." + name; l.classes[q] != nil {
		return q, true
	}
	for _, p := range l.stars {
		if library()[p][name] {
			return p + "." + name, true
		}
		if q := p + "." + name; l.classes[q] != nil {
			return q, true
		}
	}
	if library()["java.lang"][name] && l.u.Module != "java.lang" {
		return "java.lang." + name, true
	}
	return "", false
}

// memberType is a type nested in a class or in what it inherits from.
func (l *lowerer) memberType(c *class, name string, hop int) (string, bool) {
	if q := c.qualified + "." + name; l.classes[q] != nil {
		return q, true
	}
	for _, b := range c.decl.Bases {
		if base := l.classes[b.Name]; base != nil && hop < 8 {
			if q, ok := l.memberType(base, name, hop+1); ok {
				return q, true
			}
		}
	}
	return "", false
}

// around is the frame whose variables are seen from f: a lambda's function, a
// local class's place.
func (f *frame) around() *frame {
	if f.outer != nil {
		return f.outer
	}
	if f.class != nil {
		return f.class.frame
	}
	return nil
}
