package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// infer notes the declared type of what an instruction makes, first come first
// kept. It serves the call graph only: a method of a known type is one edge
// where a bare name would be many.
func (g *graph) infer(p *link.Program, in *funcInfo, i *ir.Instr) {
	if i.Op == ir.Unpack {
		if t := in.typeOf(i.A); t != nil && t.Kind == ir.TupleOf {
			for k, reg := range i.Args {
				if k < len(t.Args) {
					in.setType(reg, t.Args[k])
				}
			}
		}
		return
	}
	in.setType(i.Dst, g.made(p, in, i))
}

func (g *graph) made(p *link.Program, in *funcInfo, i *ir.Instr) *ir.Type {
	switch i.Op {
	case ir.Copy, ir.Await, ir.Slice:
		return in.typeOf(i.A)
	case ir.Cell:
		if i.Aux != nil && i.Aux.Type != nil {
			return i.Aux.Type
		}
		return in.typeOf(i.A)
	case ir.Load:
		return in.typeOf(i.A)
	case ir.New, ir.Convert, ir.Assert, ir.Map, ir.List:
		if i.Aux != nil {
			return i.Aux.Type
		}
	case ir.GetGlobal:
		if n := g.learn(p, i.Name); n.global != nil {
			return n.global.Type
		}
	case ir.GetField, ir.FieldRef:
		if base := in.typeOf(i.A).Base(); base != "" {
			if f := p.Field(base, i.Name); f != nil {
				return f.Type
			}
		}
	case ir.GetIndex:
		return elemType(in.typeOf(i.A))
	case ir.Call:
		return g.calledType(p, i)
	case ir.Method:
		if base := in.typeOf(i.A).Base(); base != "" {
			if f := p.Method(base, i.Name); f != nil {
				return resultsType(f)
			}
		}
	}
	return nil
}

func (g *graph) calledType(p *link.Program, i *ir.Instr) *ir.Type {
	if i.A != ir.NoReg {
		return nil
	}
	n := g.learn(p, i.Name)
	switch {
	case n.decl != nil:
		return &ir.Type{Kind: ir.Named, Name: n.decl.Name}
	case n.fn != nil:
		return resultsType(n.fn)
	}
	return nil
}

func (f *funcInfo) typeOf(reg ir.Reg) *ir.Type {
	if reg < 0 || int(reg) >= len(f.types) {
		return nil
	}
	if f.types[reg] == nil && int(reg) < len(f.fn.RegTypes) {
		return f.fn.RegTypes[reg]
	}
	return f.types[reg]
}

func (f *funcInfo) setType(reg ir.Reg, t *ir.Type) {
	if reg >= 0 && int(reg) < len(f.types) && f.types[reg] == nil {
		f.types[reg] = t
	}
}

// methodEdge adds what x.name may call.
func (g *graph) methodEdge(p *link.Program, in *funcInfo, i *ir.Instr) {
	base := in.typeOf(i.A).Base()
	if base == "" {
		if !g.memberEdge(p, in, i) {
			in.names = append(in.names, i.Name)
		}
		return
	}
	decl := p.Type(base)
	if f := p.Method(base, i.Name); f != nil && !f.NoBody {
		g.edge(in, f)
		for _, o := range p.Overloads(f) {
			g.edge(in, o)
		}
		if p.Extended(base) {
			in.names = append(in.names, i.Name)
		}
		return
	}
	if decl == nil && base != "error" || decl != nil && decl.Kind != ir.Interface && p.Field(base, i.Name) != nil && i.Op != ir.Method {
		return // a library nobody described, or a plain field
	}
	in.names = append(in.names, i.Name)
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
