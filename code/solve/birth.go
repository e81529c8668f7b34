package solve

import "github.com/prunella/prunella/code/text"

// A birth is the question that a name answers: of what it is a part, and which.
type birth struct {
	tag    uint64
	obj    objID // when hasObj
	sym    text.Sym
	hasObj bool
	op     bool // an operation made it: see ops.Context
}

func (b birth) question() uint64 {
	h := mix(b.tag, uint64(b.sym))
	if b.hasObj {
		h = mix(h, uint64(b.obj)+1)
	}
	return h
}

// ask names what answers a question; the same question gets the same name.
func (r *run) ask(b birth) text.Sym {
	s := r.symFor(b.question())
	if s > r.baseSyms() {
		r.born[s] = b
		if r.rec != nil {
			r.rec.ask(r, s, b)
		}
	}
	return s
}

func (r *run) baseSyms() text.Sym {
	if r.root.from == nil {
		return 0
	}
	return r.root.from.syms
}

// A home is where an object belongs that was made because it was asked for.
type home struct {
	partKey
	ok bool
}

// homeOf is the object and the part of it that an object fills.
func (r *run) homeOf(id objID) home {
	i := int(id) - len(r.base)
	if i < 0 || i >= len(r.homes) {
		return home{}
	}
	return r.homes[i]
}

// older tells whether an object was there, or is part of one that was, before start.
func (r *run) older(id, start objID) bool {
	for n := 0; id >= start; n++ {
		h := r.homeOf(id)
		if !h.ok || n > maxHomes {
			return false
		}
		id = h.id
	}
	return true
}

const maxHomes = 64

// settle notes the home of a new object.
func (r *run) settle(id objID, k partKey) {
	i := int(id) - len(r.base)
	for len(r.homes) <= i {
		r.homes = append(r.homes, home{})
	}
	r.homes[i] = home{k, k.id < 1<<31}
	r.parts[k] = id
	if r.rec != nil {
		r.rec.see(r, id, r.origin(id))
	}
}
