package memory

import "github.com/prunella/prunella/code/ir"

// start runs the initialisers of all files.
func (p *program) start() {
	r := newRun(p, nil, nil, 1<<22)
	r.deep = maxCalls
	st := &state{heap: make([]*object, 1), owner: new(byte), prog: p}
	for _, u := range p.link.Units {
		if u.Init == nil {
			continue
		}
		fr := &frame{fn: u.Init}
		st.regs = make([]val, u.Init.NumRegs)
		ends := r.exec(fr, u.Init.Body, []*state{st})
		if len(ends) == 0 {
			st = &state{heap: st.heap, owner: new(byte), prog: p}
		} else {
			st = ends[0]
			st.facts = facts{}
		}
		if len(ends) != 1 {
			r.forget(len(st.heap))
		}
	}
	r.forget(len(st.heap))
	p.started = st.heap
	p.later = make([]*object, len(st.heap))
	for i, o := range p.started {
		if o == nil {
			continue
		}
		o.owner, o.keeper = nil, 0
		for j := range o.cells {
			if v := &o.cells[j].v; (v.k == kPtr || v.k == kFunc) && v.obj != 0 {
				v.obj += startBase
			}
		}
		p.later[i] = o
	}
	foreign := p.foreign()
	for name, id := range r.globals {
		p.ids[name] = id + startBase
		if o := p.started[id]; o != nil && foreign[name] && o.zero && len(o.cells) == 0 && !p.changed[name] {
			p.started[id] = &object{kind: oGlobal, open: true, size: o.size, class: o.class}
			p.later[id] = p.started[id]
		} else if o != nil && p.changed[name] {
			p.later[id] = &object{kind: oGlobal, open: true, size: o.size, class: o.class}
		}
	}
}

// foreign are the pointers that other files may set: where nothing in the program
// gives one a value, not at its declaration and not later, code that is not here
// does ("FILE *out;" of a library, of a part of a program).
func (p *program) foreign() map[string]bool {
	out := map[string]bool{}
	for _, u := range p.link.Units {
		for i := range u.Globals {
			if g := &u.Globals[i]; !g.Own && g.Type != nil && g.Type.Kind == ir.Pointer {
				out[p.variable(u, g.Name)] = true
			}
		}
	}
	return out
}

// forget drops what was made on ways of the start that did not go on.
func (r *run) forget(from int) {
	for name, id := range r.globals {
		if int(id) >= from {
			delete(r.globals, name)
		}
	}
	for f, ids := range r.lits {
		for at, id := range ids {
			if int(id) >= from {
				delete(r.lits[f], at)
			}
		}
	}
}

// atStart is a variable or literal as a root finds it.
func (p *program) atStart(id objID, main bool) *object {
	i := int(id - startBase)
	if i >= len(p.started) {
		return nil
	}
	if main {
		return p.started[i]
	}
	return p.later[i]
}
