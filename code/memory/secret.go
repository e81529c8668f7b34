package memory

import (
	"slices"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/lang"
)

// A text that a name calls a credential, or that says how the machine is set up, is
// marked where it stands; copies of it are marked too. What unknown code was given, or
// what was overwritten, is no longer.

// confide marks a text: address, name, what it is.
func (m *machine) confide() (val, bool) {
	m.confided(m.args[0], m.word(1), m.word(2))
	return m.args[0], true
}

func (m *machine) confided(p val, name, what string) {
	m.args[0] = p
	if k, ok := m.mark(0, "secret"); ok && what != "" {
		k.v, k.name, k.what = num(1), name, what
		m.st.setMark(k)
	}
}

// confidant is what an address is marked with.
func (m *machine) confidant(p val) (mark, bool) {
	n := *m
	n.args = []val{p}
	k, ok := n.mark(0, "secret")
	if !ok {
		return k, false
	}
	k, ok = m.st.markOf(k)
	return k, ok && k.v.hi > 0
}

// pass marks a copy as its source is marked; what was there is gone unless more is
// added to it.
func (m *machine) pass(to, from val, added bool) {
	m.renamed(to)
	n := *m
	n.args = []val{to}
	k, ok := n.mark(0, "secret")
	if !ok || len(m.st.marks) == 0 {
		return
	}
	if s, ok := m.confidant(from); ok {
		k.v, k.name, k.what = s.v, s.name, s.what
		m.st.setMark(k)
	} else if old, was := m.st.markOf(k); was && !added {
		old.v = num(0)
		m.st.setMark(old)
	}
}

// local reports a descriptor of the console, or of a file: no connection.
func (m *machine) local(i int) bool {
	if len(m.in.Args) <= i {
		return false
	}
	fd := m.args[i]
	o := m.st.object(fd.obj)
	return fd.k == kInt && fd.lo >= 0 && fd.hi <= 2 || fd.k == kPtr && o != nil && o.kind == oHandle && o.family == "file"
}

// renamed forgets what tests told of files by names that nobody knows, when a text is
// written through another address that nobody knows: it may be a part of the name.
func (m *machine) renamed(to val) {
	foreign := func(id objID) bool { o := m.st.object(id); return o == nil || o.kind == oForeign }
	gone := func(k mark) bool { return k.v.k == kInt && (k.key == "checked" || k.key == "opened") && foreign(k.obj) }
	if (to.k == kAny || to.k == kPtr && foreign(to.obj)) && slices.ContainsFunc(m.st.marks, gone) {
		m.st.marks = slices.DeleteFunc(slices.Clone(m.st.marks), gone)
	}
}

// setting marks a variable of the environment by its name.
func (m *machine) setting(p val, name string) {
	switch {
	case lang.Sensitive(name) != "":
		m.confided(p, name, "the machine's secret")
	case machines[name]:
		m.confided(p, name, "how the machine is set up")
	}
}

// machines are variables that tell of the machine and who uses it.
var machines = map[string]bool{"HOME": true, "PATH": true, "USER": true, "USERNAME": true, "LOGNAME": true, "USERPROFILE": true, "HOSTNAME": true, "LD_LIBRARY_PATH": true, "TMPDIR": true, "TEMP": true}

// disclose reports marked texts that are written: where ("file", "net", "console"), a
// text, the descriptor it is written to: 0 to 2 are the console.
func (m *machine) disclose() (val, bool) {
	if fd := m.args[2]; len(m.in.Args) > 3 && fd.k == kInt && fd.lo >= 0 && fd.hi <= 2 {
		m.disclosed("console", m.args[1])
		return num(0), true
	}
	m.disclosed(m.word(0), m.args[1])
	return num(0), true
}

func (m *machine) disclosed(where string, p val) {
	k, ok := m.confidant(p)
	if !ok {
		return
	}
	kind := "clear"
	switch {
	case k.what == "the machine's secret" && where == "stream": // nobody knows whose it is
		return
	case k.what == "how the machine is set up" && where == "net", k.what == "the machine's secret":
		kind = "system.sent"
	case k.what == "how the machine is set up", where == "console":
		return
	case where == "net":
		kind = "clear.sent"
	}
	m.r.found(m.fr, m.in, m.st, kind, demand.Violation{Context: k.what, Reason: k.name + " is " + k.what}, nil)
}

// discloses reports marked texts among those that a format writes: where, format,
// arguments, width.
func (m *machine) discloses() (val, bool) {
	where := m.word(0)
	for _, p := range m.texts(m.args[1], m.args[2], m.width(3)) {
		m.disclosed(where, p)
	}
	return num(0), true
}

// texts are the arguments that a format writes as texts.
func (m *machine) texts(f, rest val, w int64) []val {
	fs, _ := m.r.textOf(m.st, f, w)
	whole, ok := fs.text.Exact()
	if !ok || rest.k != kRest || rest.rest == nil || len(m.st.marks) == 0 {
		return nil
	}
	var out []val
	args := *rest.rest
	for _, d := range directives(whole) {
		if d.verb == 0 {
			continue
		}
		if args = args[min(d.stars, len(args)):]; len(args) == 0 {
			break
		}
		if d.verb == 's' || d.verb == 'S' {
			out = append(out, args[0])
		}
		args = args[1:]
	}
	return out
}
