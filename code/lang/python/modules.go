package python

import (
	"bytes"
	"path"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/lang/python/jinja"
)

// Modules names each file by its path below the nearest folder that is not a
// package: climbing stops where __init__.py is missing. A folder without one is a
// package too (a namespace package) when its files import each other relatively,
// or when some file imports one of them by that longer name. Where two files
// would have one name, the later in order of paths is named from the root. Stubs,
// "lib/…/a.b.pyi", are named by their file name. Templates are named by what
// programs call them, and left out when no file imports a template engine.
func (Language) Modules(paths []string, read func(string) []byte) map[string]string {
	sorted := append([]string(nil), paths...)
	sort.Strings(sorted)
	packages := map[string]bool{}
	loose := false
	for _, p := range sorted {
		if path.Base(p) == "__init__.py" {
			packages[path.Dir(p)] = true
		}
	}
	for _, p := range sorted {
		dir := path.Dir(p)
		loose = loose || dir != "." && !packages[dir] && !isStubPath(p) && !isTemplate(p)
	}
	imported := map[string]bool{}
	if loose && read != nil {
		for _, p := range sorted {
			if !isTemplate(p) {
				importsOf(p, read(p), imported, packages)
			}
		}
	}
	out, taken := make(map[string]string, len(paths)), map[string]bool{}
	engine := usesTemplates(sorted, read)
	for _, p := range sorted {
		if isTemplate(p) {
			if engine {
				out[p] = jinja.Prefix + templateName(p)
			}
			continue
		}
		name := moduleOf(p, packages)
		if decoy(p, name, packages) {
			name = "own." + dottedPath(p)
		} else if long := longName(p, name, imported); long != "" {
			name = long
		} else if full := dottedPath(p); taken[name] && !isStubPath(p) {
			name = full
		}
		out[p], taken[name] = name, true
	}
	return out
}

// longName is the longest way some file imports the file at p, when that is
// longer than name.
func longName(p, name string, imported map[string]bool) string {
	for full := dottedPath(p); len(full) > len(name); {
		if imported[full] {
			return full
		}
		_, rest, ok := strings.Cut(full, ".")
		if !ok {
			break
		}
		full = rest
	}
	return ""
}

// dottedPath names a file from the root: "a/b/c.py" is a.b.c.
func dottedPath(p string) string {
	p = strings.TrimSuffix(strings.TrimSuffix(p, path.Ext(p)), "/__init__")
	return strings.ReplaceAll(p, "/", ".")
}

// importsOf collects the dotted names that a file imports, and marks the folders
// that relative imports show to be packages. It reads lines, not syntax: a name
// too many only lengthens a module's name.
func importsOf(file string, text []byte, imported, packages map[string]bool) {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		text = rest
		line = bytes.TrimLeft(line, " \t")
		from := bytes.HasPrefix(line, []byte("from "))
		if !from && !bytes.HasPrefix(line, []byte("import ")) {
			continue
		}
		words := strings.FieldsFunc(string(line), func(r rune) bool { return strings.ContainsRune(" \t,();", r) })
		switch {
		case !from:
			for _, w := range words[1:] {
				imported[w] = true
			}
		case len(words) > 1 && words[1][0] == '.':
			dir := path.Dir(file)
			for i := 0; i < len(words[1]) && words[1][i] == '.' && dir != "."; i++ {
				packages[dir] = true
				dir = path.Dir(dir)
			}
		case len(words) > 2:
			imported[words[1]] = true
			for _, w := range words[3:] {
				imported[words[1]+"."+w] = true
			}
		}
	}
}

// decoy reports a file that has the name of a library and lies in a folder that is
// no package and not where programs are started: only what is run from that very
// folder would import it.
func decoy(file, name string, packages map[string]bool) bool {
	dir := path.Dir(file)
	if dir == "." || dir == "src" || packages[dir] || isStubPath(file) || strings.Contains(name, ".") {
		return false
	}
	return Language{}.hasStub(name)
}

func isStubPath(file string) bool {
	return strings.HasPrefix(file, "lib/python/") && strings.HasSuffix(file, ".pyi")
}

func moduleOf(file string, packages map[string]bool) string {
	base := path.Base(file)
	name := strings.TrimSuffix(base, path.Ext(base))
	if isStubPath(file) {
		return name
	}
	dir := path.Dir(file)
	if name == "__init__" {
		name, dir = path.Base(dir), path.Dir(dir)
	}
	for packages[dir] && dir != "." && dir != "/" {
		name, dir = path.Base(dir)+"."+name, path.Dir(dir)
	}
	return name
}

// absolute resolves the module of "from ...x import y": dots levels up from the
// module itself, or from the package when the file is its __init__.
func absolute(module string, isPackage bool, dots int, name string) string {
	if dots == 0 {
		return name
	}
	base := module
	if !isPackage {
		base = parent(base)
	}
	for i := 1; i < dots; i++ {
		base = parent(base)
	}
	if base == "" || name == "" {
		return base + name
	}
	return base + "." + name
}
