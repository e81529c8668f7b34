package solve

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// infer notes the type of what an instruction makes, as declarations tell it. It
// serves the call graph only: a method of a known type is one edge where a bare name
// would be many. A register without a name is used again and again: it has the
// type that it was last given. A variable keeps its first.
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
			if f := p.Method(base, i.Name); f != nil && f.Property {
				return resultsType(f)
			}
		}
	case ir.GetIndex:
		if f := p.Method(in.typeOf(i.A).Base(), "__getitem__"); f != nil {
			return resultsType(f)
		}
		return elemType(in.typeOf(i.A))
	case ir.Call:
		return g.calledType(p, i)
	case ir.Method:
		if base := in.typeOf(i.A).Base(); base != "" {
			return g.givenBy(p, base, i.Name, 0)
		}
	}
	return nil
}

// givenBy is the type of what a method gives.
func (g *graph) givenBy(p *link.Program, base, name string, hop int) *ir.Type {
	if f := p.Method(base, name); f != nil {
		return resultsType(f)
	}
	decl := p.Type(base)
	if decl == nil || hop > 8 {
		return nil
	}
	if n := slices.Index(decl.Methods, name); n >= 0 && n < len(decl.Results) {
		return typeOfResults(decl.Results[n])
	}
	for _, b := range decl.Bases {
		if t := g.givenBy(p, b.Base(), name, hop+1); t != nil {
			return t
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
	if reg < 0 || int(reg) >= len(f.types) {
		return
	}
	if f.types[reg] == nil || int(reg) >= len(f.fn.RegNames) || f.fn.RegNames[reg] == "" {
		f.types[reg] = t
	}
}
