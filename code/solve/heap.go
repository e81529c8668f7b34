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
	fan     = 16
	fanBits = 4
)

type node struct {
	kids [fan]*node
	objs *[fan]*obj // leaves only
}

func (h heap) get(id objID) *obj {
	if uint64(id)>>(h.shift+fanBits) != 0 {
		return nil
	}
	n := h.root
	for s := h.shift; n != nil && s > 0; s -= fanBits {
		n = n.kids[id>>s&(fan-1)]
	}
	if n == nil || n.objs == nil {
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
	c := &node{}
	if n != nil {
		c.kids = n.kids
	}
	if shift == 0 {
		c.objs = new([fan]*obj)
		if n != nil && n.objs != nil {
			*c.objs = *n.objs
		}
		c.objs[id&(fan-1)] = o
		return c
	}
	i := id >> shift & (fan - 1)
	c.kids[i] = setIn(c.kids[i], shift-fanBits, id, o)
	return c
}

// raise gives the heap the level of another, so that both can be walked in step.
func (h heap) raise(shift uint) heap {
	for h.shift < shift {
		up := h.root
		if up != nil {
			up = &node{}
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
	if a == nil {
		a = &node{}
	}
	if b == nil {
		b = &node{}
	}
	c := &node{}
	if shift > 0 {
		for i := range c.kids {
			c.kids[i] = meetIn(a.kids[i], b.kids[i], shift-fanBits, id|objID(i)<<shift, pick)
		}
		return c
	}
	c.objs = new([fan]*obj)
	for i := range c.objs {
		var x, y *obj
		if a.objs != nil {
			x = a.objs[i]
		}
		if b.objs != nil {
			y = b.objs[i]
		}
		if c.objs[i] = x; x != y {
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
	for _, k := range n.kids {
		eachIn(k, visit)
	}
	if n.objs != nil {
		for _, o := range n.objs {
			if o != nil {
				visit(o)
			}
		}
	}
}
