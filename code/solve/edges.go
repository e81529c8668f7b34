package solve

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/text"
)

// methodEdge adds what x.name may call.
func (g *graph) methodEdge(p *link.Program, in *funcInfo, i *ir.Instr) {
	base := in.typeOf(i.A).Base()
	decl, f := p.Type(base), p.Method(base, i.Name)
	if decl == nil && base != "" && !strings.Contains(base, ".") { // a built-in type's methods are described with the language's library
		builtin := p.Lang.Semantics().Builtin + "." + base
		decl, f = p.Type(builtin), p.Method(builtin, i.Name)
	}
	switch {
	case base == "":
		if !g.memberEdge(p, in, i) {
			in.names = append(in.names, namedCall(p, i))
		}
	case f != nil && !f.NoBody:
		g.edge(in, f)
		for _, o := range p.Overloads(f) {
			g.edge(in, o)
		}
		if p.Extended(base) {
			in.names = append(in.names, namedCall(p, i))
		}
	case in.asksUnknown(i, base, decl):
	case decl == nil && base == "error":
		in.names = append(in.names, namedCall(p, i))
	case decl == nil: // a library nobody described
		if t := in.typeOf(i.A); t.Kind == ir.Pointer && p.Lang.Semantics().ZeroValues && !g.own[ending(base)] {
			in.isForeign(i)
		}
	case decl.Kind == ir.Interface && !p.Lang.Semantics().Overloads:
		for _, f := range g.implementers(p, decl, i.Name) {
			g.edge(in, f)
		}
	case decl.Kind == ir.Struct, decl.Kind != ir.Interface && p.Field(base, i.Name) != nil && i.Op != ir.Method:
		// a plain field, or what an embedded type of such a library has
	default:
		in.names = append(in.names, namedCall(p, i))
	}
}

// ending is the package and the name of a type, by which the program's own type is known
// whose package it imports under a path that is not known to be its own.
func ending(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// isForeign notes a call of a method of a library's own struct: whatever the program's
// methods are called, it is none of them.
func (f *funcInfo) isForeign(i *ir.Instr) {
	if f.foreign == nil {
		f.foreign = map[*ir.Instr]bool{}
	}
	f.foreign[i] = true
}

// asksUnknown tells whether a model asks whatever it was given for its text or the
// like (Stringer, error). It is no way to all that any object of the program does then: what
// it is asked of is followed when it is known, as guesswork says.
func (f *funcInfo) asksUnknown(i *ir.Instr, base string, decl *ir.TypeDecl) bool {
	return f.fn.Unit.Stub && i.Op == ir.Method && len(i.Args) == 0 && (base == "error" || decl != nil && decl.Kind == ir.Interface && decl.Unit.Stub)
}

// A nameCall is a call of a method of a receiver whose type nobody knows.
type nameCall struct {
	name string
	args int // how many arguments, or -1
}

// namedCall counts the arguments where a call must have as many as the function asks for.
func namedCall(p *link.Program, i *ir.Instr) nameCall {
	c := nameCall{i.Name, -1}
	if i.Op == ir.Method && !p.Lang.Semantics().PropertyKeys && i.Flags&(ir.FlagSpread|ir.FlagKwSpread) == 0 && (i.Aux == nil || len(i.Aux.Keys) == 0) {
		c.args = len(i.Args)
	}
	return c
}

// takes tells whether a method can be called so.
func (c nameCall) takes(f *ir.Func) bool {
	if c.args < 0 {
		return true
	}
	least, most := 0, 0
	for i := range f.Params {
		p := &f.Params[i]
		switch {
		case i == 0 && f.Recv:
		case p.Variadic, p.KwVariadic:
			return c.args >= least
		case p.HasDefault, p.KwOnly:
			most++
		default:
			least, most = least+1, most+1
		}
	}
	return least <= c.args && c.args <= most
}

// implementers are the methods that a method of an interface may be: of the types
// that have all that it asks for.
func (g *graph) implementers(p *link.Program, iface *ir.TypeDecl, name string) []*ir.Func {
	key := iface.Name + "." + name
	fs, ok := g.dispatch[key]
	if ok {
		return fs
	}
	if methods := methodsOf(p, iface, 0); len(methods) > 0 {
		for _, f := range p.Candidates(name) {
			if f.Class != iface.Name && !f.NoBody && hasMethods(p, f.Class, methods) == text.Always {
				fs = append(fs, f)
			}
		}
	}
	g.dispatch[key] = fs
	return fs
}

// memberEdge adds what module.name may call, when x was read from a module's name.
func (g *graph) memberEdge(p *link.Program, in *funcInfo, i *ir.Instr) bool {
	module := in.from[i.A]
	if module == "" {
		return false
	}
	member := *i
	member.Name = module + "." + i.Name
	if n := g.learn(p, member.Name); n.fn == nil && n.decl == nil {
		return false
	}
	g.name(p, in, &member)
	return true
}
