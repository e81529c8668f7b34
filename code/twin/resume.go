package twin

import (
	"maps"
	"slices"

	"github.com/prunella/prunella/code/ir"
)

// resume gives a machine that goes on where m is. Most runs touch little of what a
// program has set up when it started, so globals, classes and entries are copied as
// they are asked for, and what was loaded and entered is looked up there. m must not run any more.
func (m *machine) resume() *machine {
	out := *m
	out.base, out.copier = m, newCopier()
	out.run = m.run.clone()
	out.globals, out.types = map[string]any{}, map[string]*TypeValue{}
	out.loaded = map[*ir.Unit]bool{}
	out.seen = maps.Clone(m.seen)
	out.hinted = maps.Clone(m.hinted)
	out.written = maps.Clone(m.written)
	out.entries, out.owned = slices.Clip(m.entries), map[int]*Entry{}
	out.shared = len(m.entries)
	out.elems = map[*mapValue]*ir.Type{}
	out.copier.made = func(old, fresh *mapValue) {
		if t, ok := m.elems[old]; ok {
			out.elems[fresh] = t
		}
	}
	if m.proto != nil {
		out.proto, _ = out.copier.value(m.proto).(*mapValue)
	}
	out.caught = out.copier.values(m.caught)
	out.thrown = out.copier.value(m.thrown)
	out.frames = nil
	return &out
}

// held is what a global holds; false when nothing was stored in it yet.
func (m *machine) held(name string) (any, bool) {
	v, ok := m.globals[name]
	if ok || m.base == nil {
		return v, ok
	}
	if v, ok = m.base.globals[name]; ok {
		v = m.copier.value(v)
		m.globals[name] = v
	}
	return v, ok
}

// isLoaded reports whether a file's body has run.
func (m *machine) isLoaded(u *ir.Unit) bool {
	return m.loaded[u] || m.base != nil && m.base.loaded[u]
}

// class is the value of a class; nil when nobody asked for it yet.
func (m *machine) class(name string) *TypeValue {
	t := m.types[name]
	if t != nil || m.base == nil {
		return t
	}
	if t = m.base.types[name]; t != nil {
		t = m.copier.typeValue(t)
		m.types[name] = t
	}
	return t
}

// entry is the nth entry, ready to be called.
func (m *machine) entry(n int) *Entry {
	if n >= m.shared {
		return &m.entries[n]
	}
	e := m.owned[n]
	if e == nil {
		own := m.entries[n]
		own.handler, own.args = m.copier.value(own.handler), m.copier.values(own.args)
		e = &own
		m.owned[n] = e
	}
	return e
}

// whole makes a machine independent of the one it goes on from.
func (m *machine) whole() {
	if m.base == nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(m.base.globals)) {
		m.held(name)
	}
	for _, name := range slices.Sorted(maps.Keys(m.base.types)) {
		m.class(name)
	}
	all := slices.Clone(m.entries)
	for n := range m.shared {
		all[n] = *m.entry(n)
	}
	m.entries, m.shared = all, 0
	maps.Copy(m.loaded, m.base.loaded)
	m.run.Covered = m.run.Covered.whole()
	m.base, m.owned = nil, nil
}

// clone copies the record of a run; events keep their values, which are plain.
func (r *Run) clone() *Run {
	out := *r
	out.Sinks, out.Effects, out.Sums = slices.Clone(r.Sinks), slices.Clone(r.Effects), slices.Clone(r.Sums)
	out.Asked, out.Hints, out.Choices = slices.Clone(r.Asked), slices.Clone(r.Hints), slices.Clone(r.Choices)
	out.Credentials, out.Assumed = slices.Clone(r.Credentials), slices.Clone(r.Assumed)
	out.Unknowns, out.Fell, out.lacked = slices.Clone(r.Unknowns), slices.Clone(r.Fell), slices.Clone(r.lacked)
	out.Given, out.Documents, out.Covered = maps.Clone(r.Given), maps.Clone(r.Documents), newCover(r.Covered)
	return &out
}
