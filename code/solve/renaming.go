package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// A renaming says what a past call gave in the words of the call at hand: its
// objects, names, labels and ways.
type renaming struct {
	r      *run
	d      *deed
	s      *shape // of the call at hand
	fr     *frame
	in     *ir.Instr
	st     *state
	calls  uint64
	known  map[*val]*val
	objs   map[objID]objID
	syms   map[text.Sym]text.Sym
	labels map[uint8]uint8
	ways   map[*cases]*cases
	traces map[*trace]*trace
}

func (n *renaming) object(id objID) objID {
	r := n.r
	if int(id) < len(r.base) {
		return id
	}
	if i := indexOf(n.d.shape.objs, id); i >= 0 && i < len(n.s.objs) {
		return n.s.objs[i]
	}
	if x, ok := n.objs[id]; ok {
		return x
	}
	if n.objs == nil {
		n.objs = map[objID]objID{}
	}
	if k, ok := n.d.homes[id]; ok {
		key := partKey{n.object(k.id), k.name}
		have, ok := r.part(key)
		if !ok {
			have = r.newObj(n.d.plain[id])
			r.settle(have, key)
			n.objs[id] = have
			r.objs[int(have)-len(r.base)] = n.content(n.d.plain[id])
			return have
		}
		n.objs[id] = have
		return have
	}
	return n.made(id, n.d.fresh[id])
}

// made is an object that the past call made, made again. In the settling turns of a
// loop it stands for many, as it would have.
func (n *renaming) made(id objID, o *obj) objID {
	r := n.r
	if o == nil {
		n.objs[id] = r.newObj(&obj{kind: aStruct, lazy: true})
		return n.objs[id]
	}
	if r.widening == 0 || n.in == nil {
		x := r.newObj(o)
		n.objs[id] = x
		r.objs[int(x)-len(r.base)] = n.content(o)
		return x
	}
	key := siteKey{mix(n.context(), mix(uint64(o.kind)+uint64(len(n.objs))<<8, typeHash(o.typ))), n.in}
	x, ok := r.sites[key]
	if !ok {
		x = r.newObj(o)
		r.sites[key], n.objs[id] = x, x
		r.objs[int(x)-len(r.base)] = n.content(o)
		return x
	}
	n.objs[id] = x
	next := combine(r.peek(n.st, x), n.content(o), join)
	next.many = true
	if r.rec != nil {
		r.rec.write(r, x, false)
	}
	n.st.heap = n.st.heap.set(x, next)
	return x
}

// context is the fingerprint of the calls that led here.
func (n *renaming) context() uint64 {
	if n.calls == 0 {
		n.calls = n.r.context() | 1
	}
	return n.calls
}

func (n *renaming) sym(x text.Sym) text.Sym {
	r := n.r
	if x == 0 {
		return 0
	}
	if i := indexOf(n.d.shape.syms, x); i >= 0 && i < len(n.s.syms) {
		return n.s.syms[i]
	}
	if x <= r.baseSyms() {
		return x
	}
	if y, ok := n.syms[x]; ok {
		return y
	}
	if n.syms == nil {
		n.syms = map[text.Sym]text.Sym{}
	}
	var y text.Sym
	if b, ok := n.d.born[x]; ok {
		if b.hasObj {
			b.obj = n.object(b.obj)
		}
		b.sym = n.sym(b.sym)
		y = r.ask(b)
		if b.op && n.d.ctx != nil {
			r.opContext().Adopt(n.d.ctx, x, y, b.sym)
		}
	} else {
		y = n.unnamed()
	}
	n.syms[x] = y
	if src, ok := n.d.of[x]; ok {
		r.symOf[y] = r.label(n.source(src))
	}
	return y
}

// unnamed is a name for what the past call made.
func (n *renaming) unnamed() text.Sym {
	r := n.r
	if r.widening == 0 || n.in == nil {
		return r.newSym(nil)
	}
	key := siteKey{mix(n.context(), uint64(len(n.syms))), n.in}
	y, ok := r.symSites[key]
	if !ok {
		r.syms++
		y = r.syms
		r.symSites[key] = y
	}
	return y
}

// source is where data enters: a model's source is at the call of the model.
func (n *renaming) source(s Source) Source {
	if n.in != nil && n.d.at != "" && s.At.key() == n.d.at {
		s.At = n.r.placeOf(n.fr, n.in)
	}
	return s
}

func (n *renaming) whose(l text.Labels) text.Labels {
	var out text.Labels
	for k := uint8(0); l != 0; k++ {
		if l&(1<<k) == 0 {
			continue
		}
		l &^= 1 << k
		out |= 1 << n.label(k)
	}
	return out
}

func (n *renaming) label(k uint8) uint8 {
	if i := indexOf(n.d.shape.labels, k); i >= 0 && i < len(n.s.labels) {
		return n.s.labels[i]
	}
	if x, ok := n.labels[k]; ok {
		return x
	}
	x := k
	if src, ok := n.d.source[k]; ok {
		x = uint8(min(n.r.label(n.source(src)), maxLabels-1))
	}
	if n.labels == nil {
		n.labels = map[uint8]uint8{}
	}
	n.labels[k] = x
	return x
}

func (n *renaming) way(c *cases) *cases {
	if i := indexOf(n.d.shape.ways, c); i >= 0 && i < len(n.s.ways) {
		return n.s.ways[i]
	}
	if x, ok := n.ways[c]; ok {
		return x
	}
	if c.id <= n.d.cases {
		return c
	}
	if n.ways == nil {
		n.ways = map[*cases]*cases{}
	}
	n.r.caseID++
	x := &cases{id: n.r.caseID, extra: make([][]fact, len(c.extra))}
	n.ways[c] = x
	for i, way := range c.extra {
		for k := range way {
			x.extra[i] = append(x.extra[i], n.fact(&way[k]))
		}
	}
	return x
}

func (n *renaming) fact(f *fact) fact {
	out := *f
	out.sym = n.sym(f.sym)
	if f.cs != nil {
		out.cs = n.way(f.cs)
	}
	return out
}

func (n *renaming) trace(t *trace) *trace {
	if t == nil {
		return nil
	}
	if i := indexOf(n.d.shape.traces, t); i >= 0 && i < len(n.s.traces) {
		return n.s.traces[i]
	}
	if x, ok := n.traces[t]; ok {
		return x
	}
	if n.traces == nil {
		n.traces = map[*trace]*trace{}
	}
	x := &trace{fn: t.fn, span: t.span, note: t.note}
	n.traces[t] = x
	x.labels = n.whose(t.labels)
	if t.prev == nil && t.other == nil && n.in != nil && n.d.at != "" && t.fn != nil && (Place{Unit: t.fn.Unit, Span: t.span}).key() == n.d.at {
		at := n.r.placeOf(n.fr, n.in)
		x.fn, x.span = at.Func, at.Span
	}
	x.prev, x.other = n.trace(t.prev), n.trace(t.other)
	return x
}

func (n *renaming) val(v *val) *val {
	if v == nil || v.bare() {
		return v
	}
	if x, ok := n.known[v]; ok {
		return x
	}
	if n.known == nil {
		n.known = map[*val]*val{}
	}
	c := *v
	n.known[v] = &c
	c.h = 0
	c.labels, c.sym = n.whose(v.labels), n.sym(v.sym)
	if v.hasText() {
		c.str = n.text(v.str)
	}
	if len(v.refs) > 0 {
		c.refs = make([]ref, len(v.refs))
		for i, f := range v.refs {
			c.refs[i] = ref{n.object(f.id), f.sel}
			for k := i; k > 0 && c.refs[k].before(c.refs[k-1]); k-- {
				c.refs[k], c.refs[k-1] = c.refs[k-1], c.refs[k]
			}
		}
	}
	if len(v.fns) > 0 {
		c.fns = make([]*closure, len(v.fns))
		for i, f := range v.fns {
			c.fns[i] = n.closure(f)
		}
	}
	c.items = n.vals(v.items)
	c.cond = n.cond(v.cond)
	if v.cs != nil {
		c.cs, c.alts = n.way(v.cs), n.vals(v.alts)
	}
	c.tr = n.trace(v.tr)
	return &c
}

func (n *renaming) vals(vs []*val) []*val {
	if vs == nil {
		return nil
	}
	out := make([]*val, len(vs))
	for i, v := range vs {
		out[i] = n.val(v)
	}
	return out
}

func (n *renaming) closure(c *closure) *closure {
	if len(c.cells) == 0 && c.recv == nil {
		return c
	}
	return &closure{fn: c.fn, decl: c.decl, name: c.name, cells: n.vals(c.cells), recv: n.val(c.recv)}
}

func (n *renaming) cond(c *cond) *cond {
	if c == nil {
		return nil
	}
	out := &cond{op: c.op, hasYes: c.hasYes, hasNo: c.hasNo}
	if c.hasYes {
		out.yes = n.fact(&c.yes)
	}
	if c.hasNo {
		out.no = n.fact(&c.no)
	}
	out.a, out.b, out.of = n.cond(c.a), n.cond(c.b), n.val(c.of)
	return out
}

func (n *renaming) text(t text.Str) text.Str {
	named := t.Sym != 0
	for _, q := range t.Alts {
		for i := range q {
			named = named || q[i].Hole != nil && (q[i].Hole.Sym != 0 || q[i].Hole.Labels != 0)
		}
	}
	if !named {
		return t
	}
	whole := n.sym(t.Sym)
	return t.MapHoles(func(h text.Hole) text.Hole {
		h.Sym, h.Labels = n.sym(h.Sym), n.whose(h.Labels)
		return h
	}).Named(whole)
}

func (n *renaming) content(o *obj) *obj {
	if o == nil {
		return nil
	}
	c := *o
	c.vals, c.items = n.vals(o.vals), n.vals(o.items)
	c.rest, c.key, c.proto = n.val(o.rest), n.val(o.key), n.val(o.proto)
	c.label, c.tr = n.whose(o.label), n.trace(o.tr)
	return &c
}
