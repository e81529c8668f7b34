package solve

import "github.com/prunella/prunella/code/text"

// seen is one entry of a recorder's log.
type seen struct {
	id    objID
	o     *obj
	sym   text.Sym
	birth birth
}

// A recorder watches what a call reads and writes of older objects.
type recorder struct {
	parent *recorder
	start  objID
	syms   text.Sym
	log    []seen
	writes []written
	moved  objID // the oldest object that somebody's data was put into
	placed bool  // it asked for the project call that led to it
	spoilt bool  // it registered an entry, threw, or looked at too much
}

// see notes that an object was looked at.
func (c *recorder) see(r *run, id objID, o *obj) {
	if c.spoilt || id >= c.start && !r.older(id, c.start) {
		return
	}
	for i := len(c.log) - 1; i >= 0; i-- {
		if c.log[i].sym == 0 && c.log[i].id == id {
			return
		}
	}
	c.push(seen{id: id, o: o})
}

func (c *recorder) push(x seen) {
	if len(c.log) >= maxLooks {
		c.spoilt = true
		return
	}
	c.log = append(c.log, x)
}

// ask notes that something older was asked for a name.
func (c *recorder) ask(r *run, s text.Sym, b birth) {
	if c.spoilt || b.sym > c.syms || b.hasObj && b.obj >= c.start && !r.older(b.obj, c.start) {
		return
	}
	for i := len(c.log) - 1; i >= 0; i-- {
		if c.log[i].sym == s {
			return
		}
	}
	c.push(seen{sym: s, birth: b})
}

// write notes that an older object is changed.
func (c *recorder) write(r *run, id objID, moved bool) {
	if c.spoilt || id >= c.start && !r.older(id, c.start) {
		return
	}
	for i := range c.writes {
		if c.writes[i].id == id {
			c.writes[i].moved = c.writes[i].moved || moved
			return
		}
	}
	if len(c.writes) >= maxLooks {
		c.spoilt = true
		return
	}
	c.writes = append(c.writes, written{id: id, moved: moved})
}

// watch begins to record a call.
func (r *run) watch() *recorder {
	r.rec = &recorder{parent: r.rec, start: objID(len(r.base) + len(r.objs)), syms: r.syms, moved: ^objID(0)}
	return r.rec
}

// unwatch ends the recording; what concerns the caller's recording goes there.
func (r *run) unwatch(rec *recorder, model bool) {
	r.rec = rec.parent
	p := rec.parent
	if p == nil {
		return
	}
	p.placed = p.placed || rec.placed && model
	p.spoilt, p.moved = p.spoilt || rec.spoilt, min(p.moved, rec.moved)
	for _, x := range rec.log {
		if x.sym != 0 {
			p.ask(r, x.sym, x.birth)
		} else {
			p.see(r, x.id, x.o)
		}
	}
	for _, w := range rec.writes {
		p.write(r, w.id, w.moved)
	}
}
