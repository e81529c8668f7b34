package memory

import "strings"

// kernel is the class of an open file whose content the system itself writes: it is
// nobody's data.
const kernel = "kernel"

// fromKernel notes that a model reads from such a file.
func (m *machine) fromKernel() (val, bool) {
	if o := m.st.object(m.args[0].obj); m.args[0].k == kPtr && o != nil && o.kind == oHandle {
		m.fr.kernel = o.class == kernel
	}
	return num(0), true
}

// named notes what an open file is called: one argument is the name, where a model says it.
func (m *machine) named(o *object, i int) {
	if i >= len(m.in.Args) || m.args[i].k != kPtr {
		return
	}
	if _, name, ok := m.exactText(i, 1); ok && (strings.HasPrefix(name, "/proc/") || strings.HasPrefix(name, "/sys/")) {
		o.class = kernel
	}
}

// own reports a text that the program itself put where it stands, of nobody's data.
func (m *machine) own(i int) bool {
	if i >= len(m.in.Args) {
		return false
	}
	o := m.st.object(m.args[i].obj)
	if m.args[i].k != kPtr || o == nil || o.kind == oForeign || o.lab != 0 {
		return false
	}
	s, ends := m.r.textOf(m.st, m.args[i], 1)
	return ends && s.lab == 0
}
