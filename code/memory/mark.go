package memory

import (
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// A mark is what a model remembers of something at an address beside its bytes: that
// a lock is held, that a parser follows entities, what a test of a file's name gave.
// What has no mark is 0.
type mark struct {
	key      string
	obj      objID
	off      int64
	sym      sym // names what has no address: a number
	v        val
	text     string // the text that stood there
	at       place
	since    int    // when it was set, by the run's clock
	name     string // of a secret: what it was called
	what     string // what it is
	released bool   // of a lock: it was let go at least once
}

// mark makes one of a value; false when nobody knows what it is.
func (m *machine) mark(i int, key string) (mark, bool) {
	p := m.args[i]
	if p.k == kAny && p.sym != 0 {
		p = m.r.foreign(m.st, m.fr, m.in, p)
	}
	switch {
	case p.k == kPtr && p.obj != 0 && p.lo == p.hi:
		return mark{key: key, obj: p.obj, off: p.lo}, true
	case p.k == kInt && p.sym != 0:
		return mark{key: key, sym: p.sym, off: p.add}, true
	}
	return mark{}, false
}

func (k *mark) same(o *mark) bool {
	return k.obj == o.obj && k.off == o.off && k.sym == o.sym && k.key == o.key
}

func (s *state) markOf(k mark) (mark, bool) {
	for i := range s.marks {
		if s.marks[i].same(&k) {
			return s.marks[i], true
		}
	}
	k.v = num(0)
	return k, false
}

// setMark replaces a mark; ways that forked share the list, so it is made anew.
func (s *state) setMark(k mark) {
	out := slices.DeleteFunc(slices.Clone(s.marks), func(o mark) bool { return o.same(&k) })
	s.marks = append(out, k)
}

// unmark forgets what is remembered of an object that unknown code may change.
func (s *state) unmark(id objID) {
	if slices.ContainsFunc(s.marks, func(k mark) bool { return k.obj == id && k.text == "" }) {
		s.marks = slices.DeleteFunc(slices.Clone(s.marks), func(k mark) bool { return k.obj == id && k.text == "" })
	}
}

// joinMarks keeps what both ways say, what one says nothing of being 0 there.
func (s *state) joinMarks(o *state, how func(a, b val) val) {
	if slices.Equal(s.marks, o.marks) {
		return
	}
	out := slices.Clone(s.marks)
	for i := range out {
		other, _ := o.markOf(out[i])
		out[i].v = how(out[i].v, other.v)
		out[i].released = out[i].released || other.released
	}
	for _, k := range o.marks {
		if _, ok := s.markOf(k); !ok {
			k.v = how(k.v, num(0))
			out = append(out, k)
		}
	}
	s.marks = out
}

// remark gives the marks of objects their new numbers.
func (s *state) remark(moved map[objID]objID) {
	if slices.ContainsFunc(s.marks, func(k mark) bool { return moved[k.obj] != 0 }) {
		s.marks = slices.Clone(s.marks)
		for i := range s.marks {
			if to, ok := moved[s.marks[i].obj]; ok {
				s.marks[i].obj = to
			}
		}
	}
}

// setTo is mark: what, key, number.
func (m *machine) setTo() (val, bool) {
	if k, ok := m.mark(0, m.word(1)); ok {
		k.v, k.text = m.args[2], m.content(0)
		k.at.fn, k.at.in = m.r.project(m.fr, m.in)
		m.st.setMark(k)
	}
	return num(0), true
}

// marked is the number of a mark: what, key.
func (m *machine) marked() (val, bool) {
	k, ok := m.mark(0, m.word(1))
	if !ok {
		return num(0), true
	}
	k, _ = m.st.markOf(k)
	if k.text != "" && k.text != m.content(0) {
		return num(0), true
	}
	return m.st.seen(k.v), true
}

// settled tells whether a mark's number was unknown and tests have decided it since,
// the text there being the same: what, key.
func (m *machine) settled() (val, bool) {
	k, ok := m.mark(0, m.word(1))
	if !ok {
		return num(0), true
	}
	k, ok = m.st.markOf(k)
	if _, decided := truth(m.st, m.st.seen(k.v)); !ok || !decided || k.v.sym == 0 && m.r.in == nil || k.text != m.content(0) {
		return num(0), true
	}
	return num(1), true
}

// content tells texts at one address apart.
func (m *machine) content(i int) string {
	s, _ := m.r.textOf(m.st, m.args[i], 1)
	if whole, ok := s.text.Exact(); ok {
		return whole
	}
	out := ""
	for _, n := range symsOf(s.text) {
		out += "#" + strconv.Itoa(int(n))
	}
	return out
}

// told reports what a model or the front end has seen: kind, how it is wrong.
func (m *machine) told() (val, bool) {
	m.r.report(m.fr, m.in, m.st, m.word(0), m.word(1), 0)
	return num(0), true
}

// certain tells whether a number is known not to be 0.
func (m *machine) certain() (val, bool) {
	v := m.args[0]
	if t, ok := truth(m.st, v); !ok || !t || v.fl&(vagueLo|vagueHi) != 0 && !v.exact() {
		return num(0), true
	}
	return num(1), true
}

// lock holds a lock once more; a second time its holder waits for itself.
func (m *machine) lock() (val, bool) {
	k, ok := m.mark(0, "lock")
	if !ok {
		return num(0), true
	}
	k, _ = m.st.markOf(k)
	if k.v.k == kInt && k.v.lo >= 1 && !m.recursive(k) {
		fr, in := m.fr, m.in
		if o := m.st.object(k.obj); o != nil {
			fr, in = passed(fr, in, m.args[0], o, func(f *frame) bool { return k.since < f.since })
		}
		m.r.report(fr, in, m.st, "lock.twice", "is held already by who asks for it", 0)
	}
	m.r.clock++
	k.v, k.since, k.released = num(max(k.v.lo, 0)+1), m.r.clock, k.released && k.v.lo > 0
	k.at.fn, k.at.in = m.r.project(m.fr, m.in)
	m.st.setMark(k)
	return num(0), true
}

// elsewhere tells that another thread runs from here on, which holds no lock; again, that
// it is this one: on or not.
func (m *machine) elsewhere() (val, bool) {
	from, to := "lock", "lock of another thread"
	if m.args[0].lo == 0 {
		from, to = to, from
	}
	var out []mark
	for _, k := range m.st.marks {
		switch k.key {
		case to:
			continue // what the thread did with its own
		case from:
			k.key = to
		}
		out = append(out, k)
	}
	m.st.marks = out
	return num(0), true
}

// recursive reports a lock that its holder may take again.
func (m *machine) recursive(k mark) bool {
	if o := m.st.object(k.obj); o != nil && strings.Contains(o.class, "recursive") {
		return true
	}
	k.key = "recursive"
	_, yes := m.st.markOf(k)
	return yes
}

func (m *machine) unlock() (val, bool) {
	if k, ok := m.mark(0, "lock"); ok {
		k, _ = m.st.markOf(k)
		k.v, k.released = num(max(k.v.lo-1, 0)), true
		m.st.setMark(k)
	}
	return num(0), true
}

// held reports locks that a function lets go on some of its ways and keeps on others,
// unless its result tells the caller which.
func (r *run) held(nf *frame, outs []*state, result func(*state) val) {
	if nf.fn.Unit.Stub || r.over || r.widened > 0 {
		return
	}
	for _, st := range outs {
		for _, k := range st.marks {
			before := int64(0)
			for _, b := range nf.marks {
				if b.same(&k) {
					before = b.v.lo
				}
			}
			if k.key != "lock" || k.v.k != kInt || k.v.lo <= before || k.since < nf.since || k.at.fn == nil {
				continue
			}
			if k.released || r.in != nil || slices.ContainsFunc(outs, func(o *state) bool { return o != st && lets(o, k) && !tells(nf.fn, result(st), result(o)) }) {
				r.reportAt(st, k.at.fn, k.at.in, "lock.held", "is not let go on every way")
			}
		}
	}
}

func lets(o *state, k mark) bool {
	other, ok := o.markOf(k)
	return ok && other.released && other.v.hi < k.v.lo
}

// tells reports results that say "yes" where the lock is held and "no" where it is not.
func tells(fn *ir.Func, held, free val) bool {
	if len(fn.Results) == 0 || held == free {
		return false
	}
	f := formOf(fn.Results[0])
	switch {
	case f.pointer, f.boolean:
		return !held.null()
	case held.k == kInt && held.exact():
		return held.lo >= 0
	}
	return false
}
