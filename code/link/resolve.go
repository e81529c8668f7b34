package link

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// maxHops bounds chains of re-exports and of base classes; hostile code has
// cycles.
const maxHops = 32

// Func returns the function called name, following re-exports, or nil.
func (p *Program) Func(name string) *ir.Func { return p.funcs[p.Canonical(name)] }

// Type returns the declared type called name, following re-exports, or nil.
func (p *Program) Type(name string) *ir.TypeDecl { return p.types[p.Canonical(name)] }

// Global returns the variable called name, following re-exports, or nil.
func (p *Program) Global(name string) *ir.Global { return p.globals[p.Canonical(name)] }

// Module returns the files of the module called name.
func (p *Program) Module(name string) []*ir.Unit { return p.modules[name] }

// Canonical follows imports until name is where it is declared: "app.db" is
// "app.models.db" when package app imports db from its models. A name that leads
// nowhere is returned as far as it went.
func (p *Program) Canonical(name string) string {
	if p.declared(name) {
		return name
	}
	return p.found.name(name, p.follow)
}

func (p *Program) follow(name string) string {
	for hop := 0; hop < maxHops && !p.declared(name); hop++ {
		next, ok := p.whole(name)
		if !ok {
			next, ok = p.reexport(name)
		}
		if !ok {
			next, ok = p.carried(name)
		}
		if !ok || next == name {
			break
		}
		name = next
	}
	return name
}

// carried is the class that a variable's value has: "app.db.Model" is
// "flask_sqlalchemy.SQLAlchemy.Model" where app.db is made by that class.
func (p *Program) carried(name string) (string, bool) {
	cut := strings.LastIndexByte(name, '.')
	if cut <= 0 {
		return "", false
	}
	g := p.globals[name[:cut]]
	if g == nil || g.Made == "" {
		return "", false
	}
	class := p.Canonical(g.Made) + name[cut:]
	return class, p.types[class] != nil
}

// whole is what the name of a JavaScript module stands for when it is a value:
// what CommonJS's module.exports was set to, or the default export; and the module
// for its default when it has none.
func (p *Program) whole(name string) (string, bool) {
	if !p.Lang.Semantics().PropertyKeys {
		return "", false
	}
	for _, u := range p.modules[name] {
		for _, member := range [...]string{"exports", "default"} {
			if _, ok := u.Imports[member]; ok || p.declared(name+"."+member) {
				return name + "." + member, true
			}
		}
	}
	if module, ok := strings.CutSuffix(name, ".default"); ok && len(p.modules[module]) > 0 {
		for _, u := range p.modules[module] {
			if _, ok := u.Imports["default"]; ok {
				return "", false
			}
		}
		return module, true
	}
	return "", false
}

// Whole tells a JavaScript class of the project whose ancestors are all known: what
// an instance lacks is undefined.
func (p *Program) Whole(class string) bool {
	for hop := 0; p.Lang.Semantics().PropertyKeys && hop < maxHops; hop++ {
		decl := p.Type(class)
		if decl == nil || decl.Unit == nil || decl.Unit.Stub {
			return false
		}
		if len(decl.Bases) == 0 {
			return true
		}
		class = decl.Bases[0].Base()
	}
	return false
}

// Exports is the value that holds a member of a CommonJS module when no name
// does: "./db.find" is the member "find" of "./db.exports".
func (p *Program) Exports(name string) (object, member string, ok bool) {
	cut := strings.LastIndexByte(name, '.')
	if cut <= 0 || !p.Lang.Semantics().PropertyKeys || len(p.modules[name[:cut]]) == 0 || name[cut+1:] == "exports" || name[cut+1:] == "default" {
		return "", "", false
	}
	object = p.Canonical(name[:cut])
	return object, name[cut+1:], object != name[:cut]
}

func (p *Program) declared(name string) bool {
	if _, ok := p.funcs[name]; ok {
		return true
	}
	if _, ok := p.types[name]; ok {
		return true
	}
	_, ok := p.globals[name]
	return ok
}

// reexport replaces the longest module prefix and the member after it by what
// the module's import of that member stands for.
func (p *Program) reexport(name string) (string, bool) {
	for cut := strings.LastIndexByte(name, '.'); cut > 0; cut = strings.LastIndexByte(name[:cut], '.') {
		o := p.outlets[name[:cut]]
		if o == nil {
			continue
		}
		member, rest, _ := strings.Cut(name[cut+1:], ".")
		target, ok := p.member(o, member)
		if ok && rest != "" {
			target += "." + rest
		}
		return target, ok
	}
	return "", false
}

// Method finds the method of a declared type: its own, an embedded field's or a
// base's, in the order they are written.
func (p *Program) Method(typeName, method string) *ir.Func {
	return p.found.method(member{p.Canonical(typeName), method}, p.method)
}

func (p *Program) method(of member) *ir.Func { return p.inherited(of.class, of.name, 0) }

func (p *Program) inherited(typeName, method string, hop int) *ir.Func {
	if f, ok := p.funcs[typeName+"."+method]; ok {
		return f
	}
	decl := p.types[typeName]
	if decl == nil || hop > maxHops {
		return nil
	}
	for _, base := range p.supers(decl) {
		if f := p.inherited(base, method, hop+1); f != nil {
			return f
		}
	}
	return nil
}

// supers names what decl inherits from: bases, embedded fields, and the type an
// alias stands for.
func (p *Program) supers(decl *ir.TypeDecl) []string {
	return recall(p.found, p.found.supers, decl, p.inherits)
}

func (p *Program) inherits(decl *ir.TypeDecl) []string {
	var out []string
	for _, b := range decl.Bases {
		out = append(out, p.Canonical(b.Base()))
	}
	for _, f := range decl.Fields {
		if f.Embedded && f.Type != nil {
			out = append(out, p.Canonical(f.Type.Base()))
		}
	}
	if decl.Under != nil && decl.Under.Base() != "" {
		out = append(out, p.Canonical(decl.Under.Base()))
	}
	return out
}

// Methods lists the names of a class's methods, its own first, then those that it
// inherits, each once, without constructors.
func (p *Program) Methods(class string) []string {
	var out []string
	seen := map[string]bool{p.Lang.Semantics().Constructor: true}
	for hop := 0; class != "" && hop < 16; hop++ {
		decl := p.Type(class)
		if decl == nil {
			break
		}
		for _, name := range decl.Methods {
			if !seen[name] {
				seen[name] = true
				out = append(out, name)
			}
		}
		if class = ""; len(decl.Bases) > 0 {
			class = decl.Bases[0].Base()
		}
	}
	return out
}

// Field finds the declared field of a type, own or inherited.
func (p *Program) Field(typeName, field string) *ir.Field {
	return p.field(p.Canonical(typeName), field, 0)
}

func (p *Program) field(typeName, field string, hop int) *ir.Field {
	decl := p.types[typeName]
	if decl == nil || hop > maxHops {
		return nil
	}
	for i := range decl.Fields {
		if decl.Fields[i].Name == field {
			return &decl.Fields[i]
		}
	}
	for _, base := range p.supers(decl) {
		if f := p.field(base, field, hop+1); f != nil {
			return f
		}
	}
	return nil
}

// Is reports whether a value of the named type is also one of base.
func (p *Program) Is(typeName, base string) bool {
	return p.is(p.Canonical(typeName), p.Canonical(base), 0)
}

func (p *Program) is(typeName, base string, hop int) bool {
	if typeName == base {
		return true
	}
	decl := p.types[typeName]
	if decl == nil || hop > maxHops {
		return false
	}
	for _, s := range p.supers(decl) {
		if p.is(s, base, hop+1) {
			return true
		}
	}
	return false
}

// Candidates lists the methods called name that an unknown receiver may have,
// the project's own first; a caller bounds how many it follows.
func (p *Program) Candidates(name string) []*ir.Func { return p.byName[name] }

func lastName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, '.')+1:]
}
