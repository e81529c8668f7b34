package python

import (
	"path"
	"strings"
)

// Modules names each file by its path below the nearest folder that is not a
// package: climbing stops where __init__.py is missing. Stubs, "lib/…/a.b.pyi",
// are named by their file name.
func (Language) Modules(paths []string, read func(string) []byte) map[string]string {
	packages := map[string]bool{}
	for _, p := range paths {
		if path.Base(p) == "__init__.py" {
			packages[path.Dir(p)] = true
		}
	}
	out := make(map[string]string, len(paths))
	for _, p := range paths {
		out[p] = moduleOf(p, packages)
	}
	return out
}

func moduleOf(file string, packages map[string]bool) string {
	base := path.Base(file)
	name := strings.TrimSuffix(base, path.Ext(base))
	if strings.HasPrefix(file, "lib/python/") && strings.HasSuffix(file, ".pyi") {
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
