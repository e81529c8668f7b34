package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// A resolved name is what a qualified name stands for.
type resolved struct {
	global            *ir.Global
	cell              objID // of the global, when hasCell
	class             objID // the object that holds a class's variables, when hasClass
	hasCell, hasClass bool
	fn                *ir.Func
	decl              *ir.TypeDecl
}

// addGlobals gives every global of the program a cell that all runs know.
func (g *graph) addGlobals(p *link.Program) {
	g.known = map[string]resolved{}
	g.cellOf = map[*ir.Global]objID{}
	g.classOf = map[*ir.TypeDecl]objID{}
	for _, u := range p.Units {
		for i := range u.Globals {
			gl := &u.Globals[i]
			g.cellOf[gl] = objID(len(g.cells))
			g.cells = append(g.cells, &obj{kind: aCell, typ: gl.Type, lazy: true})
		}
		for _, t := range u.Types {
			if t.Kind == ir.Class {
				g.classOf[t] = objID(len(g.cells))
				g.cells = append(g.cells, &obj{kind: aStruct})
			}
		}
	}
}

// learn resolves a name once, before the runs begin.
func (g *graph) learn(p *link.Program, name string) resolved {
	n, ok := g.known[name]
	if !ok {
		n = g.lookup(p, name)
		g.known[name] = n
	}
	return n
}

// resolve finds what a name stands for; the table is only read here, so that
// runs may go side by side.
func (g *graph) resolve(p *link.Program, name string) resolved {
	if n, ok := g.known[name]; ok {
		return n
	}
	return g.lookup(p, name)
}

func (g *graph) lookup(p *link.Program, name string) resolved {
	n := resolved{fn: p.Static(name), decl: p.Type(name), global: p.Global(name)}
	if n.global != nil {
		n.cell, n.hasCell = g.cellOf[n.global]
	}
	if n.decl != nil {
		n.class, n.hasClass = g.classOf[n.decl]
	}
	return n
}

// assigned gives a name that code assigns to a cell: a function that its
// decorators replace.
func (g *graph) assigned(p *link.Program, name string) {
	n := g.learn(p, name)
	if n.hasCell {
		return
	}
	n.cell, n.hasCell = objID(len(g.cells)), true
	g.cells = append(g.cells, &obj{kind: aCell})
	g.known[name] = n
}
