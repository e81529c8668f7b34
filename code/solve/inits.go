package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// inits is the order of module bodies: imported ones first. Where each type has a body of
// its own that runs when the type is first used (Java), what a body itself uses runs before
// it, also where both import each other.
type inits struct {
	p       *link.Program
	visited map[*ir.Unit]bool
	done    map[*ir.Unit]bool
	walked  map[*ir.Unit]bool
	order   []*ir.Func
}

func initOrder(p *link.Program) []*ir.Func {
	o := &inits{p: p, visited: map[*ir.Unit]bool{}, done: map[*ir.Unit]bool{}, walked: map[*ir.Unit]bool{}}
	for _, u := range p.Units {
		o.visit(u, 0)
	}
	return o.order
}

// maxImports bounds how far imports of imports are followed.
const maxImports = 2000

func (o *inits) visit(u *ir.Unit, depth int) {
	if o.visited[u] || depth > maxImports {
		return
	}
	o.visited[u] = true
	for _, name := range link.Imported(u) {
		for _, m := range modulesOf(o.p, name) {
			o.visit(m, depth+1)
		}
	}
	o.run(u, depth)
}

// run puts a body into the order, after those that it uses.
func (o *inits) run(u *ir.Unit, depth int) {
	if o.done[u] || depth > maxImports {
		return
	}
	o.done[u] = true
	if u.Init == nil || len(u.Init.Body) == 0 || u.Test {
		return
	}
	if o.p.Lang.Semantics().Overloads && !u.Stub {
		o.uses(u.Init.Body, depth, true)
	}
	o.order = append(o.order, u.Init)
}

// uses runs the bodies of the project's types that a block names, and of those that the
// functions of these name: one of them may be called.
func (o *inits) uses(b ir.Block, depth int, functions bool) {
	for i := range b {
		if u := o.unitOf(b[i].Name); u != nil && !u.Stub {
			o.run(u, depth+1)
			if functions && !o.walked[u] {
				o.walked[u] = true
				for _, f := range u.Funcs {
					o.uses(f.Body, depth+1, false)
				}
			}
		}
		if a := b[i].Aux; a != nil {
			for _, inner := range a.Blocks {
				o.uses(inner, depth, functions)
			}
		}
	}
}

// unitOf is where the type is declared that a name is, or is a member of.
func (o *inits) unitOf(name string) *ir.Unit {
	for name != "" {
		if d := o.p.Type(name); d != nil {
			return d.Unit
		}
		name = name[:max(0, len(name)-len(lastName(name))-1)]
	}
	return nil
}
