package solve

import "github.com/prunella/prunella/code/text"

// A gathering finds everything that a past call's answer speaks of.
type gathering struct {
	r     *run
	st    *state
	d     *deed
	count int
	done  map[any]bool // values, conditions and ways that were looked at
}

// maxGathered bounds the values of an answer.
const maxGathered = 1500

// again tells whether x was looked at before.
func (g *gathering) again(x any) bool {
	if g.done == nil {
		g.done = map[any]bool{}
	}
	if g.done[x] {
		return true
	}
	g.done[x] = true
	g.count++
	return false
}

func (g *gathering) all() bool {
	g.val(g.d.out)
	for _, w := range g.d.writes {
		g.object(w.id)
		g.content(w.o)
	}
	for i := range g.d.added {
		g.fact(&g.d.added[i])
	}
	return g.count <= maxGathered && int64(g.count) <= 40+g.d.work/2
}

func (g *gathering) val(v *val) {
	if v == nil || g.count > maxGathered {
		return
	}
	if v.bare() { // given away as it is, to runs side by side
		v.hash()
		return
	}
	if g.again(v) {
		return
	}
	g.whose(v.labels)
	g.sym(v.sym)
	if v.hasText() {
		g.sym(v.str.Sym)
		for _, q := range v.str.Alts {
			for i := range q {
				if h := q[i].Hole; h != nil {
					g.sym(h.Sym)
					g.whose(h.Labels)
				}
			}
		}
	}
	for _, f := range v.refs {
		g.object(f.id)
	}
	for _, c := range v.fns {
		c.hash()
		for _, x := range c.cells {
			g.val(x)
		}
		g.val(c.recv)
	}
	for _, x := range v.items {
		g.val(x)
	}
	g.cond(v.cond)
	if v.cs != nil {
		g.way(v.cs)
		for _, x := range v.alts {
			g.val(x)
		}
	}
	for t, n := v.tr, 0; t != nil && n < 50; t, n = t.prev, n+1 {
		if indexOf(g.d.shape.traces, t) >= 0 {
			break
		}
		g.whose(t.labels)
	}
}

func (g *gathering) way(c *cases) {
	if indexOf(g.d.shape.ways, c) >= 0 || c.id <= g.d.cases || g.again(c) {
		return
	}
	g.d.stable = false
	for _, way := range c.extra {
		for i := range way {
			g.fact(&way[i])
		}
	}
}

func (g *gathering) fact(f *fact) {
	g.sym(f.sym)
	if f.cs != nil && g.count < maxGathered {
		g.way(f.cs)
	}
}

func (g *gathering) cond(c *cond) {
	if c == nil || g.count > maxGathered || g.again(c) {
		return
	}
	g.fact(&c.yes)
	g.fact(&c.no)
	g.cond(c.a)
	g.cond(c.b)
	if c.of != nil {
		g.val(c.of)
	}
}

func (g *gathering) object(id objID) {
	r, d := g.r, g.d
	if int(id) < len(r.base) || indexOf(d.shape.objs, id) >= 0 {
		return
	}
	if _, ok := d.fresh[id]; ok {
		return
	}
	if _, ok := d.homes[id]; ok {
		return
	}
	if h := r.homeOf(id); h.ok {
		if d.homes == nil {
			d.homes, d.plain = map[objID]partKey{}, map[objID]*obj{}
		}
		d.homes[id], d.plain[id] = h.partKey, r.origin(id)
		g.object(h.id)
		g.content(r.origin(id))
		return
	}
	if id < d.start { // older, and never seen
		g.count = maxGathered + 1
		return
	}
	o := r.peek(g.st, id)
	d.stable = false
	if d.fresh == nil {
		d.fresh = map[objID]*obj{}
	}
	d.fresh[id] = o
	g.content(o)
}

func (g *gathering) content(o *obj) {
	if o == nil {
		return
	}
	for _, v := range o.vals {
		g.val(v)
	}
	for _, v := range o.items {
		g.val(v)
	}
	g.val(o.rest)
	g.val(o.key)
	g.val(o.proto)
	g.whose(o.label)
}

func (g *gathering) sym(x text.Sym) {
	r, d := g.r, g.d
	if x == 0 || x <= r.baseSyms() || indexOf(d.shape.syms, x) >= 0 {
		return
	}
	if _, ok := d.born[x]; ok {
		return
	}
	if n, ok := r.sourceOf(x); ok {
		if d.of == nil {
			d.of = map[text.Sym]Source{}
		}
		d.of[x] = r.sourceAt(n)
	}
	b, ok := r.born[x]
	if !ok {
		d.stable = false
		return
	}
	if d.born == nil {
		d.born = map[text.Sym]birth{}
	}
	d.born[x] = b
	g.sym(b.sym)
	if b.hasObj {
		g.object(b.obj)
	}
}

func (g *gathering) whose(l text.Labels) {
	for k := uint8(0); l != 0; k++ {
		if l&(1<<k) == 0 {
			continue
		}
		l &^= 1 << k
		if indexOf(g.d.shape.labels, k) >= 0 || int(k) >= len(g.r.labels) {
			continue
		}
		if g.d.source == nil {
			g.d.source = map[uint8]Source{}
		}
		g.d.source[k] = g.r.labels[k]
	}
}
