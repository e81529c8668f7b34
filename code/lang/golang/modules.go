package golang

import (
	"bytes"
	"path"
	"strings"

	"golang.org/x/mod/modfile"
)

// rootModule names the package of files beside no go.mod in the scanned root.
const rootModule = "main"

// Modules names the package of every file: the import path that the nearest
// go.mod gives its folder; the folder's own path where there is none. Vendored
// packages have the path they are imported by. Files of an external test package
// (package x_test) form a package of their own.
func (Language) Modules(paths []string, read func(string) []byte) map[string]string {
	finder := moduleFinder{read: read, dirs: map[string]string{}}
	out := make(map[string]string, len(paths))
	for _, p := range paths {
		if isStub(p) {
			out[p] = importComment(read(p))
			continue
		}
		module := finder.packagePath(path.Dir(p))
		if strings.HasSuffix(p, "_test.go") && strings.HasSuffix(packageName(read(p)), "_test") {
			module += "_test"
		}
		out[p] = module
	}
	return out
}

// A moduleFinder remembers the package path of each folder.
type moduleFinder struct {
	read func(string) []byte
	dirs map[string]string
}

func (f moduleFinder) packagePath(dir string) string {
	if known, ok := f.dirs[dir]; ok {
		return known
	}
	found := f.find(dir)
	f.dirs[dir] = found
	return found
}

func (f moduleFinder) find(dir string) string {
	if _, vendored, ok := strings.Cut("/"+dir, "/vendor/"); ok {
		return vendored
	}
	if name := modfile.ModulePath(f.read(path.Join(dir, "go.mod"))); name != "" {
		if dir != "." && len(Language{}.StubFor(name)) > 0 {
			return "own/" + dir // no part of the program, though it says it is a library
		}
		return name
	}
	parent := path.Dir(dir)
	if dir == "." || dir == "/" || parent == dir {
		return rootModule
	}
	outer := f.packagePath(parent)
	if outer == rootModule { // no go.mod above: the folder's own path
		return strings.TrimPrefix(dir, "/")
	}
	return outer + "/" + path.Base(dir)
}

// importComment is the import path in a stub's package clause:
//
//	package http // import "net/http"
func importComment(text []byte) string {
	for line := range bytes.Lines(text) {
		if rest, ok := bytes.CutPrefix(line, []byte("package ")); ok {
			_, comment, _ := strings.Cut(string(rest), "// import \"")
			name, _, _ := strings.Cut(comment, "\"")
			return name
		}
	}
	return ""
}

// packageName is the name in the package clause, "" when there is none. It reads
// only as far as the clause: comments and blank lines.
func packageName(text []byte) string {
	for comment := false; len(text) > 0; {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte{'\n'})
		line = bytes.TrimSpace(line)
		if comment || bytes.HasPrefix(line, []byte("/*")) {
			comment = !bytes.Contains(line, []byte("*/"))
			continue
		}
		if rest, ok := bytes.CutPrefix(line, []byte("package ")); ok {
			name, _, _ := strings.Cut(strings.TrimSpace(string(rest)), " ")
			name, _, _ = strings.Cut(name, ";")
			return name
		}
	}
	return ""
}
