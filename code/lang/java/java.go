// Package java is the Java front end: it lowers source of versions 8 to 21 that
// need not compile to ir, and brings the library stubs.
//
// What is particular to the language in the lowered code:
//
//   - a package is a module, a class a type and a global "package.Class", nested
//     ones "package.Outer.Inner"; static fields are fields of the class value, set
//     by Unit.Init in order of their text;
//   - constructors are methods called <init>: super(…), the initial values of
//     fields, then their own body; a class without one gets one. So are records';
//   - functions of one name stay apart by arity and types when they are called
//     (lang.Semantics.Overloads);
//   - an inner class keeps its outer object in the field this$0, a local or
//     anonymous one what it captures in fields val$name, set before <init> runs;
//   - lambdas are functions; calling any method of a functional interface on one
//     calls it (lang.Semantics.Functional);
//   - char is a text of one character, so that what it carries is not lost; where it
//     meets arithmetic, the number is taken. long, short and byte are int;
//   - string concatenation is Concat where a type says so, else a sum, which is one
//     when a text takes part; switch is a chain of tests, what falls through is
//     written twice.
//
// Entry points are found by what frameworks look for (entry.go): main, servlets'
// methods, annotated handlers of Spring and JAX-RS. Unit.Init registers them.
//
// # Stubs
//
// One file a package, "java.util.java.txt", with the package's name in its package
// clause; types stand at the start of a line. prunella.source(…), sink, op, … are
// the intrinsics; prunella.make(T.class) is an instance of unknown content,
// prunella.list() and map() are the machine's own containers, which a[i] reads and
// writes, prunella.append(list, x) adds to one. str, list, dict, int, bool, func in
// java.lang have the methods of texts, arrays, the machine's maps, numbers, truth
// values and lambdas.
//
// # Limits
//
// Types of expressions are known as far as this file's declarations tell. Names
// that an unknown superclass may declare are taken to be its. Generic types are
// erased. Reflection is unknown code.
package java

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/lang"
)

//go:embed stubs/*.java.txt
var stubFiles embed.FS

// stubPrefix and stubSuffix mark the paths of library models. No project file
// carries the suffix, so no project can speak to the intrinsics.
const (
	stubPrefix = "lib/java/"
	stubSuffix = ".java.txt"
)

// Language is Java. The zero value is ready.
type Language struct{}

var _ lang.Language = Language{}

// Name is "java".
func (Language) Name() string { return "java" }

// Owns reports whether path is a Java source file, or one of settings.
func (Language) Owns(p string, _ []byte) bool {
	return path.Ext(p) == ".java" || path.Ext(p) == settingsSuffix
}

// Stubs holds the library models.
func (Language) Stubs() fs.FS {
	sub, err := fs.Sub(stubFiles, "stubs")
	if err != nil { // cannot happen: the folder is compiled in
		return stubFiles
	}
	return models{sub}
}

// models serves the models of jakarta.… from those of javax.…, whose names differ
// in nothing else.
type models struct{ fs.FS }

// ReadFile implements fs.ReadFileFS.
func (l models) ReadFile(name string) ([]byte, error) {
	rest, ok := strings.CutPrefix(name, "jakarta.")
	if !ok {
		return fs.ReadFile(l.FS, name)
	}
	text, err := fs.ReadFile(l.FS, "javax."+rest)
	if err != nil {
		return nil, fmt.Errorf("the model of %s: %w", name, err)
	}
	for _, p := range jakarta {
		text = bytes.ReplaceAll(text, []byte("javax."+p), []byte("jakarta."+p))
	}
	return text, nil
}

// StubFor names the stub of a package, or of the one that a qualified name of a
// type or member begins with.
func (Language) StubFor(module string) []string {
	for m := module; m != ""; m = parent(m) {
		if _, ok := library()[m]; ok {
			return []string{m + stubSuffix}
		}
	}
	return nil
}

func parent(name string) string {
	return name[:max(0, strings.LastIndexByte(name, '.'))]
}

// Semantics are Java's.
func (Language) Semantics() lang.Semantics {
	return lang.Semantics{
		Builtin: "java.lang", IntDivides: true, Constructor: "<init>", RegexDialect: "java",
		Overloads: true, Functional: true, Null: "null",
	}
}

// library lists the packages that have a stub, with the types it declares.
var library = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	files, err := fs.Glob(stubFiles, "stubs/*"+stubSuffix)
	if err != nil {
		return out
	}
	for _, f := range files {
		text, err := fs.ReadFile(stubFiles, f)
		if err != nil {
			continue
		}
		name := strings.TrimSuffix(path.Base(f), stubSuffix)
		out[name] = topTypes(text)
		if rest, ok := strings.CutPrefix(name, "javax."); ok && renamed(rest) {
			out["jakarta."+rest] = out[name]
		}
	}
	return out
})

// jakarta are the packages that became jakarta.…; javax.crypto and its like did not.
var jakarta = []string{"servlet", "ws.rs", "persistence", "xml.bind", "inject", "ejb", "annotation", "mail", "jms", "validation", "el", "faces", "json"}

func renamed(rest string) bool {
	for _, p := range jakarta {
		if rest == p || strings.HasPrefix(rest, p+".") {
			return true
		}
	}
	return false
}

// topTypes are the types that a stub declares at the start of a line.
func topTypes(text []byte) map[string]bool {
	types := map[string]bool{}
	for line := range bytes.Lines(text) {
		words := strings.Fields(string(line))
		for i, w := range words {
			if line[0] == ' ' || line[0] == '\t' || i > 2 {
				break
			}
			if (w == "class" || w == "interface" || w == "enum") && i+1 < len(words) {
				types[strings.Trim(words[i+1], "${}")] = true
				break
			}
		}
	}
	return types
}

func isStub(p string) bool {
	return strings.HasPrefix(p, stubPrefix) && strings.HasSuffix(p, stubSuffix)
}

// Modules names the package of every file.
func (Language) Modules(paths []string, read func(string) []byte) map[string]string {
	out := make(map[string]string, len(paths))
	alone := !slices.ContainsFunc(paths, func(p string) bool { return path.Ext(p) == ".java" })
	for _, p := range paths {
		if path.Ext(p) == settingsSuffix {
			if !alone {
				out[p] = "settings"
			}
			continue
		}
		name := packageName(read(p))
		if name == "" {
			name = strings.NewReplacer("/", ".", " ", "_").Replace(path.Join("unnamed", path.Dir(p)))
			name = strings.TrimRight(name, ".")
		}
		out[p] = name
	}
	return out
}

// packageName is the name in the package clause, "" when there is none. It reads
// only as far as the first type or import.
func packageName(text []byte) string {
	for comment := false; len(text) > 0; {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte{'\n'})
		line = bytes.TrimSpace(line)
		if !comment && bytes.HasPrefix(line, []byte("/*")) {
			comment = true
		}
		if comment {
			_, after, ended := bytes.Cut(line, []byte("*/"))
			if !ended {
				continue
			}
			comment, line = false, bytes.TrimSpace(after)
		}
		rest, ok := bytes.CutPrefix(line, []byte("package "))
		if ok {
			name, _, _ := strings.Cut(string(rest), ";")
			return strings.TrimSpace(name)
		}
		if bytes.HasPrefix(line, []byte("import ")) || bytes.HasPrefix(line, []byte("public ")) || bytes.HasPrefix(line, []byte("class ")) {
			return ""
		}
	}
	return ""
}

// isTest follows the build tools' conventions.
func isTest(p string, imports map[string]string) bool {
	if strings.Contains("/"+p, "/src/test/") || strings.Contains("/"+p, "/src/androidTest/") {
		return true
	}
	if strings.Contains("/"+p, "/src/main/") {
		return false // whatever it imports, it is shipped
	}
	for _, target := range imports {
		if strings.HasPrefix(target, "org.junit.") || strings.HasPrefix(target, "org.testng.") || strings.HasPrefix(target, "org.mockito.") {
			return true
		}
	}
	return false
}

// lineStarts lists the byte offset of every line's start.
func lineStarts(text []byte) []uint32 {
	lines := make([]uint32, 1, bytes.Count(text, []byte{'\n'})+1)
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return lines
		}
		at += i + 1
		lines = append(lines, uint32(at))
	}
}

// sortedKeys lists a map's keys in order.
func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
