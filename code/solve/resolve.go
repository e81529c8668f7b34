package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// A resolved name is what a qualified name stands for.
type resolved struct {
	global *ir.Global
	cell   objID // of the global
	fn     *ir.Func
	decl   *ir.TypeDecl
}

// addGlobals gives every global of the program a cell that all runs know.
func (g *graph) addGlobals(p *link.Program) {
	g.known = map[string]resolved{}
	g.cellOf = map[*ir.Global]objID{}
	for _, u := range p.Units {
		for i := range u.Globals {
			gl := &u.Globals[i]
			g.cellOf[gl] = objID(len(g.cells))
			g.cells = append(g.cells, &obj{kind: aCell, typ: gl.Type, lazy: true})
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
	n := resolved{fn: p.Func(name), decl: p.Type(name), global: p.Global(name)}
	if n.global != nil {
		n.cell = g.cellOf[n.global]
	}
	return n
}
