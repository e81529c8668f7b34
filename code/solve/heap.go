package solve

// A heap maps object ids to objects. It is persistent: an update copies the few
// nodes on the way, so a branch costs nothing until it writes, and the join of
// two heaps looks only at what differs (shared nodes are the same pointer).
// Objects that nobody changed since they were made are not in it: see
// [run.pristine].
type heap struct {
	root  *node
	shift uint // of the root's level; 0 for leaves
}

const (
	fan     = 8
	fanBits = 3
)

// A node is inner or a leaf.
type node struct {
	kids *[fan]*node
	objs *[fan]*obj
}

// Nodes are made in one piece with what they hold.
type innerNode struct {
	node
	of [fan]*node
}

type leafNode struct {
	node
	of [fan]*obj
}

func newInner(from *node) *node {
	n := &innerNode{}
	if n.kids = &n.of; from != nil && from.kids != nil {
		n.of = *from.kids
	}
	return &n.node
}

func newLeaf(from *node) *node {
	n := &leafNode{}
	if n.objs = &n.of; from != nil && from.objs != nil {
		n.of = *from.objs
	}
	return &n.node
}

func (h heap) get(id objID) *obj {
	if uint64(id)>>(h.shift+fanBits) != 0 {
		return nil
	}
	n := h.root
	for s := h.shift; n != nil && s > 0; s -= fanBits {
		n = n.kids[id>>s&(fan-1)]
	}
	if n == nil {
		return nil
	}
	return n.objs[id&(fan-1)]
}

func (h heap) set(id objID, o *obj) heap {
	for uint64(id)>>(h.shift+fanBits) != 0 {
		h = h.raise(h.shift + fanBits)
	}
	h.root = setIn(h.root, h.shift, id, o)
	return h
}

func setIn(n *node, shift uint, id objID, o *obj) *node {
	if shift == 0 {
		c := newLeaf(n)
		c.objs[id&(fan-1)] = o
		return c
	}
	c := newInner(n)
	i := id >> shift & (fan - 1)
	c.kids[i] = setIn(c.kids[i], shift-fanBits, id, o)
	return c
}

// raise gives the heap the level of another, so that both can be walked in step.
func (h heap) raise(shift uint) heap {
	for h.shift < shift {
		up := h.root
		if up != nil {
			up = newInner(nil)
			up.kids[0] = h.root
		}
		h = heap{up, h.shift + fanBits}
	}
	return h
}

// meet joins two heaps: pick decides on every object that differs; either may be
// nil.
func meet(a, b heap, pick func(id objID, a, b *obj) *obj) heap {
	if a.root == b.root && a.shift == b.shift {
		return a
	}
	s := max(a.shift, b.shift)
	a, b = a.raise(s), b.raise(s)
	return heap{meetIn(a.root, b.root, s, 0, pick), s}
}

func meetIn(a, b *node, shift uint, id objID, pick func(objID, *obj, *obj) *obj) *node {
	if a == b {
		return a
	}
	if shift == 0 {
		return meetLeaves(a, b, id, pick)
	}
	c := newInner(a)
	for i, x := range c.kids {
		var y *node
		if b != nil {
			y = b.kids[i]
		}
		if x != y {
			c.kids[i] = meetIn(x, y, shift-fanBits, id|objID(i)<<shift, pick)
		}
	}
	return c
}

func meetLeaves(a, b *node, id objID, pick func(objID, *obj, *obj) *obj) *node {
	c := newLeaf(a)
	for i, x := range c.objs {
		var y *obj
		if b != nil {
			y = b.objs[i]
		}
		if x != y {
			c.objs[i] = pick(id|objID(i), x, y)
		}
	}
	return c
}

// each visits every object of the heap.
func (h heap) each(visit func(*obj)) { eachIn(h.root, visit) }

func eachIn(n *node, visit func(*obj)) {
	if n == nil {
		return
	}
	if n.kids != nil {
		for _, k := range n.kids {
			eachIn(k, visit)
		}
	}
	if n.objs != nil {
		for _, o := range n.objs {
			if o != nil {
				visit(o)
			}
		}
	}
}
