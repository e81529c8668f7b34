package link

import "github.com/prunella/prunella/code/ir"

// Mains are the functions that a system may start, each a program of its own, in the
// order of their units. A language whose module bodies are programs has none.
func (p *Program) Mains() []*ir.Func {
	if !p.Lang.Semantics().ZeroValues {
		return nil
	}
	var out []*ir.Func
	for _, u := range p.Units {
		if f := p.Func(u.Module + ".main"); f != nil && f.Unit == u && !u.Stub && !u.Test && f.Class == "" {
			out = append(out, f)
		}
	}
	return out
}

// Process is the units whose code stands in one process with a main function: its
// module, and all that this imports. The map is the program's own.
func (p *Program) Process(main *ir.Func) map[*ir.Unit]bool {
	return recall(p.found, p.found.process, main, p.processOf)
}

func (p *Program) processOf(main *ir.Func) map[*ir.Unit]bool {
	in := map[*ir.Unit]bool{}
	queue := p.Module(main.Unit.Module)
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		if !in[u] {
			in[u] = true
			queue = append(queue[:len(queue):len(queue)], p.Before(u)...)
		}
	}
	return in
}
