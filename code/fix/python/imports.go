package python

import (
	"sort"
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// wanted is an import to add: a module, or a name from one.
type wanted struct{ module, name, as string }

// standard lists the modules of the standard library that we add or sort by.
const standard = " __future__ abc argparse array ast asyncio base64 binascii bisect collections concurrent configparser contextlib copy csv " +
	"ctypes dataclasses datetime decimal difflib email enum errno fcntl fnmatch ftplib functools gc getpass glob gzip hashlib heapq hmac html http " +
	"imaplib importlib inspect io ipaddress itertools json locale logging math mimetypes multiprocessing numbers operator os pathlib pickle platform " +
	"posixpath pprint queue random re sched secrets select selectors shelve shlex shutil signal smtplib socket socketserver sqlite3 ssl stat " +
	"statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit traceback types typing unicodedata unittest urllib uuid " +
	"warnings wave weakref webbrowser xml xmlrpc zipfile zlib "

func isStandard(module string) bool {
	root, _, _ := strings.Cut(module, ".")
	return strings.Contains(standard, " "+root+" ")
}

// imported maps the names that import statements bind to what they stand for:
// "sp" to "subprocess", "urlparse" to "urllib.parse.urlparse".
func (s *source) imported() map[string]string {
	names := map[string]string{}
	for i := range s.tree.Nodes {
		n := syntax.Ref(i)
		switch s.kind(n) {
		case syntax.Import:
			for _, a := range s.children(n) {
				path, as := s.text(s.child(a, 0)), s.text(s.child(a, 1))
				if as != "" {
					names[as] = path
				} else {
					root, _, _ := strings.Cut(path, ".")
					names[root] = root
				}
			}
		case syntax.ImportFrom:
			from := s.moduleOf(n)
			for _, a := range s.children(n)[1:] {
				if s.is(a, syntax.Alias) {
					name, as := s.text(s.child(a, 0)), s.text(s.child(a, 1))
					if as == "" {
						as = name
					}
					names[as] = from + "." + name
				}
			}
		}
	}
	return names
}

// moduleOf is the absolute name of the module a from-import names.
func (s *source) moduleOf(n syntax.Ref) string {
	path := s.text(s.child(n, 0))
	dots := int(s.tree.Nodes[n].Extra)
	if dots == 0 {
		return path
	}
	base := strings.Split(s.unit.Module, ".")
	if strings.HasSuffix(s.unit.Path, "__init__.py") {
		dots--
	}
	base = base[:max(0, len(base)-dots)]
	if path != "" {
		base = append(base, path)
	}
	return strings.Join(base, ".")
}

// dotted is what a name or attribute chain stands for: "subprocess.run" for
// sp.run, or "" for other expressions. Names nobody imported stand for themselves.
func (s *source) dotted(n syntax.Ref) string {
	switch s.kind(n) {
	case syntax.Name:
		name := s.text(n)
		if q, ok := s.names[name]; ok {
			return q
		}
		return name
	case syntax.Attribute:
		if base := s.dotted(s.child(n, 0)); base != "" {
			return base + "." + s.text(s.child(n, 1))
		}
	}
	return ""
}

// calls reports whether a call calls one of the qualified names.
func (s *source) calls(call syntax.Ref, names ...string) bool {
	if !s.is(call, syntax.Call) {
		return false
	}
	q := s.dotted(s.child(call, 0))
	for _, name := range names {
		if q == name {
			return true
		}
	}
	return false
}

// use gives the name of a module in this file, importing it when needed.
func (s *source) use(module string) string {
	for _, n := range s.tops() {
		if !s.is(n, syntax.Import) {
			continue
		}
		for _, a := range s.children(n) {
			if s.text(s.child(a, 0)) == module {
				if as := s.text(s.child(a, 1)); as != "" {
					return as
				}
				return module
			}
		}
	}
	if root, _, _ := strings.Cut(module, "."); root == module && s.taken(module) {
		s.want(wanted{module: module, as: module + "_"})
		return module + "_"
	}
	s.want(wanted{module: module})
	return module
}

// taken reports whether the file binds a name otherwise than by imports.
func (s *source) taken(name string) bool {
	for i := range s.tree.Nodes {
		n := syntax.Ref(i)
		if !s.is(n, syntax.Name) || s.text(n) != name {
			continue
		}
		if s.isTarget(n) || s.is(s.up[n], syntax.Param, syntax.FunctionDef, syntax.ClassDef) && s.tree.First(s.up[n]) == n {
			return true
		}
	}
	return false
}

// useFrom gives the name of a module's member in this file, importing it when
// needed.
func (s *source) useFrom(module, name string) string {
	for _, n := range s.tops() {
		switch {
		case s.is(n, syntax.Import):
			for _, a := range s.children(n) {
				if s.text(s.child(a, 0)) == module && s.text(s.child(a, 1)) == "" {
					return module + "." + name
				}
			}
		case s.is(n, syntax.ImportFrom) && s.moduleOf(n) == module:
			for _, a := range s.children(n)[1:] {
				if s.text(s.child(a, 0)) == name {
					if as := s.text(s.child(a, 1)); as != "" {
						return as
					}
					return name
				}
			}
		}
	}
	if s.taken(name) {
		s.want(wanted{module: module})
		return module + "." + name
	}
	s.want(wanted{module: module, name: name})
	return name
}

func (s *source) want(w wanted) {
	for _, have := range s.imports {
		if have == w {
			return
		}
	}
	s.imports = append(s.imports, w)
}

// tops lists the statements of the module.
func (s *source) tops() []syntax.Ref { return s.children(s.tree.Root) }

// addImports writes the imports asked for, each where its like stand.
func (s *source) addImports() {
	sort.SliceStable(s.imports, func(i, j int) bool {
		a, b := s.imports[i], s.imports[j]
		return a.name == "" && b.name != "" || (a.name == "") == (b.name == "") && a.module < b.module
	})
	fresh := map[bool][]string{}
	for _, w := range s.imports {
		if s.joinImport(w) || s.placeImport(w) {
			continue
		}
		fresh[isStandard(w.module)] = append(fresh[isStandard(w.module)], w.line())
	}
	s.imports = nil
	for _, std := range []bool{true, false} {
		if lines := fresh[std]; len(lines) > 0 {
			s.newGroup(std, strings.Join(lines, ""))
		}
	}
}

func (w wanted) line() string {
	if w.as != "" {
		return "import " + w.module + " as " + w.as + "\n"
	}
	if w.name == "" {
		return "import " + w.module + "\n"
	}
	return "from " + w.module + " import " + w.name + "\n"
}

// joinImport adds a name to an existing "from module import".
func (s *source) joinImport(w wanted) bool {
	if w.name == "" {
		return false
	}
	for _, n := range s.block() {
		if !s.is(n, syntax.ImportFrom) || s.moduleOf(n) != w.module {
			continue
		}
		names := s.children(n)[1:]
		if len(names) == 0 || !s.is(names[0], syntax.Alias) {
			continue
		}
		if at := s.sortedPlace(names, w.name); at != 0 {
			s.insert(s.start(at), w.name+", ")
			return true
		}
		s.insert(s.end(names[len(names)-1]), ", "+w.name)
		return true
	}
	return false
}

// sortedPlace is the name before which a new one goes when the names are sorted,
// with or without regard to case; 0: behind the last.
func (s *source) sortedPlace(names []syntax.Ref, name string) syntax.Ref {
	exact := func(text string) string { return text }
	for _, key := range []func(string) string{exact, strings.ToLower} {
		in, at := true, syntax.Ref(0)
		for i, a := range names {
			this := key(s.text(s.child(a, 0)))
			in = in && (i == 0 || key(s.text(s.child(names[i-1], 0))) <= this)
			if at == 0 && this > key(name) {
				at = a
			}
		}
		if in {
			return at
		}
	}
	return 0
}

// block lists the imports at the head of the module, without __future__.
func (s *source) block() []syntax.Ref {
	var out []syntax.Ref
	for i, n := range s.tops() {
		switch {
		case s.is(n, syntax.Import):
			out = append(out, n)
		case s.is(n, syntax.ImportFrom):
			if s.text(s.child(n, 0)) != "__future__" {
				out = append(out, n)
			}
		case i == 0 && s.isDocstring(n):
		case len(out) > 0:
			return out
		}
	}
	return out
}

func (s *source) isDocstring(n syntax.Ref) bool {
	return s.is(n, syntax.ExprStmt) && s.is(s.child(n, 0), syntax.Str)
}

// importOf is the module a statement of the import block names first.
func (s *source) importOf(n syntax.Ref) string {
	if s.is(n, syntax.Import) {
		return s.text(s.child(s.child(n, 0), 0))
	}
	if s.tree.Nodes[n].Extra > 0 {
		return "."
	}
	return s.text(s.child(n, 0))
}

// placeImport puts a line among imports of the same kind (standard library or
// not), in order.
func (s *source) placeImport(w wanted) bool {
	last := syntax.Ref(0)
	for _, n := range s.block() {
		m := s.importOf(n)
		if m == "." || isStandard(m) != isStandard(w.module) {
			if last != 0 {
				break
			}
			continue
		}
		from := s.is(n, syntax.ImportFrom)
		if from && w.name == "" || from == (w.name != "") && m > w.module {
			s.insert(s.start(n), w.line())
			return true
		}
		last = n
	}
	if last == 0 {
		return false
	}
	s.insert(s.lineEnd(s.end(last)), s.newline(s.lineEnd(s.end(last)))+w.line())
	return true
}

// newline is a line break when the text before an offset lacks one.
func (s *source) newline(at uint32) string {
	if at > 0 && s.unit.Text[at-1] != '\n' {
		return "\n"
	}
	return ""
}

// newGroup starts a block of imports: the standard library's before all others,
// others' behind the standard library's.
func (s *source) newGroup(std bool, lines string) {
	block := s.block()
	at := -1
	for i, n := range block {
		if std || !isStandard(s.importOf(n)) {
			at = i
			break
		}
	}
	switch {
	case at >= 0:
		s.insert(s.start(block[at]), lines+"\n")
	case len(block) > 0:
		end := s.lineEnd(s.end(block[len(block)-1]))
		s.insert(end, s.newline(end)+"\n"+lines)
	default:
		s.firstImport(lines)
	}
}

// firstImport is for a file that has none: behind the docstring and __future__,
// or before the first statement.
func (s *source) firstImport(lines string) {
	after := syntax.Ref(0)
	for i, n := range s.tops() {
		if i == 0 && s.isDocstring(n) || s.is(n, syntax.ImportFrom) && s.text(s.child(n, 0)) == "__future__" {
			after = n
			continue
		}
		break
	}
	if after != 0 {
		end := s.lineEnd(s.end(after))
		s.insert(end, s.newline(end)+"\n"+lines)
		return
	}
	at := uint32(0)
	if tops := s.tops(); len(tops) > 0 {
		at = s.start(tops[0])
	}
	s.insert(at, lines+"\n")
}

// dropImport removes the import of a module whose last use was inside gone.
func (s *source) dropImport(module string, gone ...syntax.Ref) {
	for _, n := range s.tops() {
		if !s.is(n, syntax.Import) || s.tree.Count(n) != 1 || s.text(s.child(s.child(n, 0), 0)) != module {
			continue
		}
		name := s.text(s.child(s.child(n, 0), 1))
		if name == "" {
			name = module
		}
		if !s.usedOutside(name, gone) {
			s.edit(s.lineStart(s.start(n)), s.lineEnd(s.end(n)), "")
		}
	}
}

// usedOutside reports whether a name is used anywhere but in gone.
func (s *source) usedOutside(name string, gone []syntax.Ref) bool {
	root, _, _ := strings.Cut(name, ".")
	for i := range s.tree.Nodes {
		n := syntax.Ref(i)
		if !s.is(n, syntax.Name) || s.text(n) != root || s.is(s.up[n], syntax.DottedName, syntax.Alias) {
			continue
		}
		if s.is(s.up[n], syntax.Attribute) && s.child(s.up[n], 0) != n {
			continue
		}
		inside := false
		for _, g := range gone {
			inside = inside || s.start(n) >= s.start(g) && s.end(n) <= s.end(g)
		}
		if !inside {
			return true
		}
	}
	return false
}
