package link

import "github.com/prunella/prunella/code/ir"

// Overloads lists the functions that a call which found f may mean, f's own class
// first; nil when f is the only one of its name and arity does not matter.
func (p *Program) Overloads(f *ir.Func) []*ir.Func { return p.overloads[f] }

// findOverloads groups the functions of one name that a class has or inherits. A
// function that overrides another hides it; constructors are not inherited.
func (p *Program) findOverloads() {
	sem := p.Lang.Semantics()
	if !sem.Overloads {
		return
	}
	p.overloads = map[*ir.Func][]*ir.Func{}
	own := map[string][]*ir.Func{}
	for _, u := range p.Units {
		for _, f := range u.Funcs {
			if f.Class != "" {
				own[f.Name] = append(own[f.Name], f)
			}
		}
	}
	for _, u := range p.Units {
		for _, f := range u.Funcs {
			if f.Class == "" || p.funcs[f.Name] != f {
				continue
			}
			name := lastName(f.Name)
			group := append([]*ir.Func(nil), own[f.Name]...)
			if name != sem.Constructor {
				group = p.inheritedOverloads(f.Class, name, own, group, 0)
			}
			if len(group) > 1 {
				p.overloads[f] = group
			}
		}
	}
}

func (p *Program) inheritedOverloads(class, name string, own map[string][]*ir.Func, group []*ir.Func, hop int) []*ir.Func {
	decl := p.types[class]
	if decl == nil || hop > maxHops {
		return group
	}
	for _, base := range p.supers(decl) {
		for _, f := range own[base+"."+name] {
			if !hidden(group, f) {
				group = append(group, f)
			}
		}
		group = p.inheritedOverloads(base, name, own, group, hop+1)
	}
	return group
}

// hidden: one of the group has the same parameters.
func hidden(group []*ir.Func, f *ir.Func) bool {
	for _, g := range group {
		if g == f || sameParams(g, f) {
			return true
		}
	}
	return false
}

func sameParams(a, b *ir.Func) bool {
	if len(a.Params) != len(b.Params) {
		return false
	}
	for i := range a.Params {
		if i == 0 && a.Recv && b.Recv {
			continue
		}
		if a.Params[i].Type.String() != b.Params[i].Type.String() {
			return false
		}
	}
	return true
}

// Pick chooses among overloads for a call with n arguments, the receiver counted
// when the function has one. fits grades an argument for a declared type: negative
// for impossible, more for better. The first of equals wins.
func Pick(group []*ir.Func, n int, fits func(i int, t *ir.Type) int) *ir.Func {
	best, most := group[0], -1
	for _, f := range group {
		grade, ok := suits(f, n, fits)
		if ok && grade > most {
			best, most = f, grade
		}
	}
	return best
}

func suits(f *ir.Func, n int, fits func(i int, t *ir.Type) int) (int, bool) {
	np := len(f.Params)
	variadic := np > 0 && f.Params[np-1].Variadic
	if n != np && !(variadic && n >= np-1) {
		return 0, false
	}
	grade := 1
	if !variadic {
		grade = 2
	}
	for i := 0; i < n; i++ {
		if i == 0 && f.Recv {
			continue
		}
		t := f.Params[min(i, np-1)].Type
		if variadic && i >= np-1 && (n != np || t != nil && t.Kind == ir.ListOf && fits(i, t) < 0) {
			t = t.Elem
		}
		g := fits(i, t)
		if g < 0 {
			return 0, false
		}
		grade += 2 * g
	}
	return grade, true
}

// Extended reports whether classes of a language with overriding inherit from the
// named one.
func (p *Program) Extended(name string) bool { return p.overloads != nil && len(p.subs[name]) > 0 }

// Implementers lists the methods called name of the types below base that have a
// body, the project's own first. The list is the program's own.
func (p *Program) Implementers(base, name string) []*ir.Func {
	return recall(p.found, p.found.below, member{base, name}, p.implementers)
}

func (p *Program) implementers(of member) []*ir.Func {
	var out []*ir.Func
	for _, f := range p.byName[of.name] {
		if !f.NoBody && !f.Unit.Test && f.Class != of.class && p.Is(f.Class, of.class) {
			out = append(out, f)
		}
	}
	return out
}

// Static finds a function by the name of a class that inherits it.
func (p *Program) Static(name string) *ir.Func {
	if f := p.Func(name); f != nil || p.overloads == nil {
		return f
	}
	last := lastName(name)
	if len(last) == len(name) {
		return nil
	}
	if class := p.Canonical(name[:len(name)-len(last)-1]); p.types[class] != nil && last != p.Lang.Semantics().Constructor {
		return p.Method(class, last)
	}
	return nil
}
