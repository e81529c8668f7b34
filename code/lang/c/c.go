package c

import (
	"embed"
	"io/fs"
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

//go:embed stubs
var stubFiles embed.FS

// Language is C and C++. The zero value is ready.
type Language struct{}

var (
	_ lang.Language  = Language{}
	_ lang.Including = Language{}
)

// Name is "c".
func (Language) Name() string { return "c" }

var endings = map[string]bool{
	".c": true, ".h": true, ".cc": true, ".cpp": true, ".cxx": true, ".c++": true, ".hpp": true, ".hh": true, ".hxx": true, ".inl": true, ".ipp": true, ".tcc": true,
}

// Owns knows the usual endings.
func (Language) Owns(p string, _ []byte) bool { return endings[strings.ToLower(path.Ext(p))] }

// Included tells headers from what is compiled by itself.
func (Language) Included(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".c", ".cc", ".cpp", ".cxx", ".c++":
		return false
	}
	return true
}

// Modules names each file's module by its path: what a file declares static is
// its own; all else is found by its name in the whole program.
func (Language) Modules(paths []string, _ func(string) []byte) map[string]string {
	out := make(map[string]string, len(paths))
	for _, p := range paths {
		out[p] = p
	}
	return out
}

// Stubs holds the library models: one file a family of headers.
func (Language) Stubs() fs.FS {
	sub, err := fs.Sub(stubFiles, "stubs")
	if err != nil { // cannot happen: the folder is compiled in
		return stubFiles
	}
	return sub
}

// StubFor gives all models for the builtin module: a name of the C library is
// visible whatever a file includes.
func (Language) StubFor(module string) []string {
	if module != builtin {
		return nil
	}
	entries, err := stubFiles.ReadDir("stubs")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

const (
	builtin    = "builtin"
	stubPrefix = "lib/c/"
	stubSuffix = ".txt"
)

// isStub reports the path of a library model; no project's file has such a one.
func isStub(p string) bool {
	return strings.HasPrefix(p, stubPrefix) && strings.HasSuffix(p, stubSuffix)
}

// Semantics of C.
func (Language) Semantics() lang.Semantics {
	return lang.Semantics{Builtin: builtin, EmptyIsFalse: true, IntDivides: true, ZeroValues: false, RegexDialect: "go", Memory: true}
}

// Lower reads one file without those it includes.
func (l Language) Lower(p, module string, text []byte) *ir.Unit {
	return l.LowerWith(p, module, text, lang.Tree{})
}

// isTest follows the conventions of the common frameworks.
func isTest(p string) bool {
	base := strings.TrimSuffix(path.Base(p), path.Ext(p))
	return strings.HasSuffix(base, "_test") || strings.HasSuffix(base, "_unittest")
}
