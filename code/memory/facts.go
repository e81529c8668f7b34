package memory

import "github.com/prunella/prunella/code/text"

// A fact narrows an unknown number.
type fact struct {
	sym     sym
	lo, hi  int64
	vlo     bool // the bounds are facts
	vhi     bool
	nonzero bool
	lab     text.Labels // whose data the upper bound is
}

// facts are what is known of numbers on one way: a tree by the number's name that
// does not change, so that ways share what they have in common.
type facts struct {
	root   *factNode
	levels uint // below the root; a level tells factBits bits of a name apart
}

type factNode struct {
	kids [factWidth]*factNode
	is   *[factWidth]*fact // on the lowest level
}

const (
	factBits  = 4
	factWidth = 1 << factBits
	firstSym  = 1 << 20 // names begin here
)

func factKey(s sym) uint32 { return uint32(s) - firstSym }

// find is what is known of a number, or nil.
func (f facts) find(s sym) *fact {
	k := factKey(s)
	if f.root == nil || k>>(factBits*(f.levels+1)) != 0 {
		return nil
	}
	n := f.root
	for l := f.levels; l > 0; l-- {
		if n = n.kids[k>>(factBits*l)&(factWidth-1)]; n == nil {
			return nil
		}
	}
	return n.is[k&(factWidth-1)]
}

// with is the facts and one more, which replaces what was known of its number.
func (f facts) with(one *fact) facts {
	k := factKey(one.sym)
	for f.root == nil || k>>(factBits*(f.levels+1)) != 0 {
		if f.root == nil && k>>(factBits*(f.levels+1)) == 0 {
			break
		}
		f = f.raised()
	}
	f.root = f.root.with(k, f.levels, one)
	return f
}

// raised is the same facts with room for larger names.
func (f facts) raised() facts {
	out := facts{levels: f.levels + 1}
	if f.root != nil {
		out.root = &factNode{}
		out.root.kids[0] = f.root
	}
	return out
}

func (n *factNode) with(k uint32, level uint, one *fact) *factNode {
	out := &factNode{}
	if n != nil {
		*out = *n
	}
	i := k >> (factBits * level) & (factWidth - 1)
	if level > 0 {
		out.kids[i] = out.kids[i].with(k, level-1, one)
		return out
	}
	is := [factWidth]*fact{}
	if out.is != nil {
		is = *out.is
	}
	is[i] = one
	out.is = &is
	return out
}

// meet keeps what both know.
func (f facts) meet(o facts) facts {
	for f.levels < o.levels {
		f = f.raised()
	}
	for o.levels < f.levels {
		o = o.raised()
	}
	f.root = meetNodes(f.root, o.root)
	return f
}

func meetNodes(a, b *factNode) *factNode {
	if a == b || a == nil {
		return a
	}
	if b == nil {
		return nil
	}
	out := &factNode{}
	for i := range a.kids {
		out.kids[i] = meetNodes(a.kids[i], b.kids[i])
	}
	if a.is != nil && b.is != nil {
		is := [factWidth]*fact{}
		for i := range is {
			is[i] = meetFacts(a.is[i], b.is[i])
		}
		out.is = &is
	}
	return out
}

func meetFacts(a, b *fact) *fact {
	switch {
	case a == b, a == nil:
		return a
	case b == nil:
		return nil
	case *a == *b:
		return a
	}
	return &fact{sym: a.sym, lo: min(a.lo, b.lo), hi: max(a.hi, b.hi), vlo: a.vlo && b.vlo, vhi: a.vhi && b.vhi, nonzero: a.nonzero && b.nonzero}
}
