package solve

import (
	"sync"

	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// What an operation makes of equal arguments is equal, so it is computed once: for
// texts that have a name or an owner in a run, for others in the whole analysis.
// Whoever comes first, the answer is the same.

// An opKey stands for an operation and its arguments. Languages have no fingerprint,
// so they are told apart by identity.
type opKey struct {
	hash  uint64
	langs [3]*text.Lang
}

// A worked is what an operation gave. same is the argument that it gave back, or -1.
type worked struct {
	out  value.Abs
	same int
}

// A workshop keeps what operations gave, for all runs.
type workshop struct {
	sync.RWMutex
	done map[opKey]worked
}

// maxWorked bounds what is kept.
const maxWorked = 1 << 16

func (w *workshop) get(key opKey) (worked, bool) {
	w.RLock()
	defer w.RUnlock()
	x, ok := w.done[key]
	return x, ok
}

func (w *workshop) put(key opKey, x worked) {
	w.Lock()
	defer w.Unlock()
	if len(w.done) < maxWorked {
		w.done[key] = x
	}
}

// doOp runs the abstract reading of an operation, or remembers it.
func (r *run) doOp(op ops.Op, in []value.Abs) value.Abs {
	key, named, ok := keyOf(op.Name, in)
	if !ok {
		return op.Abstract(r.opContext(), in)
	}
	var x worked
	var have bool
	if named {
		x, have = r.worked[key]
	} else {
		x, have = r.shop.get(key)
	}
	if !have {
		x = worked{out: op.Abstract(r.opContext(), in), same: -1}
		for i := range in {
			if x.out.Opaque != nil && x.out.Opaque == in[i].Opaque {
				x.same = i
			}
		}
		if x.same < 0 && x.out.Opaque != nil || x.out.Items != nil || x.out.Rest != nil {
			return x.out
		}
		opaque := x.out.Opaque
		x.out.Opaque = nil
		if named {
			r.worked[key] = x
		} else {
			r.shop.put(key, x)
		}
		x.out.Opaque = opaque
		return x.out
	}
	if x.same >= 0 {
		x.out.Opaque = in[x.same].Opaque
	}
	return x.out
}

// keyOf is the key of plain arguments; named tells that some text in them has a
// name or an owner.
func keyOf(name string, in []value.Abs) (key opKey, named, ok bool) {
	h := mixString(0x0b5e, name)
	langs := 0
	for i := range in {
		a := &in[i]
		if !plain(a) {
			return opKey{}, false, false
		}
		h = mix(mix(h, uint64(a.Kind)), uint64(a.Labels))
		h = mix(mix(h, uint64(a.Lo)), uint64(a.Hi))
		h = mix(h, textHash(a.Str))
		named = named || a.Labels != 0 || a.Str.Sym != 0
		for _, q := range a.Str.Alts {
			for i := range q {
				o := q[i].Hole
				if o == nil {
					continue
				}
				named = named || o.Sym != 0 || o.Labels != 0
				if o.Lang == nil {
					continue
				}
				if langs == len(key.langs) {
					return opKey{}, false, false
				}
				key.langs[langs] = o.Lang
				langs++
			}
		}
	}
	key.hash = h
	return key, named, true
}

// plain tells whether an argument is no container and says nothing but what it is.
func plain(a *value.Abs) bool {
	if a.Items != nil || a.Rest != nil || a.Guard != nil || a.Kind != value.Unknown && a.Kind&(value.List|value.Map|value.Object|value.Func) != 0 {
		return false
	}
	v, ok := a.Opaque.(*val)
	return !ok || len(v.refs) == 0 && len(v.fns) == 0 && !v.tuple
}
