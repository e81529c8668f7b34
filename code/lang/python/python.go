// Package python is the Python front end: it lowers source that need not be
// importable, of any version from 2.7 on, to ir, and brings the library stubs.
//
// What is particular to the language in the lowered code:
//
//   - a module's variables are globals "module.name"; its body is Unit.Init;
//   - a class is the global "module.Class", methods are functions
//     "module.Class.method", and class variables are fields of the class value;
//   - a decorated function is what its decorators return: the body of the module
//     calls them, flagged ir.FlagDecorator, and sets the global;
//   - comprehensions are loops; with is enter, body, and exit in a finally;
//   - a match statement is a chain of tests.
//
// What Python finds by reflection the front end says outright: frameworks that
// read a handler's signature get it (signature.go), and models that must know
// what a value is for get the names around the call (naming.go).
//
// # Stubs
//
// One file a module, named by it: "os.path.pyi". Besides what package lang says:
//
//   - text that a model returns is declared ("-> str"), else its methods are unknown;
//   - what a request gives is a property or a call, so that a finding names the
//     place where the program asked; module prunella_web has the common parts;
//   - a class variable annotated Annotated[T, "sink K"] puts the demand K on what
//     is stored there (ssl.SSLContext.verify_mode);
//   - prunella.append(list, x), getattr(o, name) and setattr(o, name, x) are
//     instructions;
//   - a helper that only calls what it is given must have a source or sink in
//     sight, else the solver leaves the call out as idle.
//
// # Limits
//
// Templates are read where a program names them by a constant (templates.go);
// of others, what they are given is taken to be escaped. A property's setter is a function of its own that no store calls.
// Decorators of unknown libraries return what they decorate.
//
// __name__ is the constant "__main__", so that a module's own main part is seen.
package python

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang"
)

//go:embed stubs
var stubs embed.FS

// Language is the Python front end. The zero value is ready for use.
type Language struct{}

var _ lang.Language = Language{}

// Name is "python".
func (Language) Name() string { return "python" }

// Owns knows .py, .pyw and .pyi files, scripts that start with a Python "#!", and
// templates (templates.go).
func (Language) Owns(file string, head []byte) bool {
	switch path.Ext(file) {
	case ".py", ".pyw", ".pyi":
		return true
	case "":
		line, _, _ := bytes.Cut(head, []byte("\n"))
		return bytes.HasPrefix(line, []byte("#!")) && bytes.Contains(line, []byte("python"))
	}
	return isTemplate(file)
}

// Stubs holds the library models, one .pyi file per module.
func (Language) Stubs() fs.FS {
	sub, err := fs.Sub(stubs, "stubs")
	if err != nil {
		return stubs // unreachable: the folder is embedded
	}
	return sub
}

// StubFor names the stub of a module, and of the modules above it that may
// declare a name imported as if it were a module ("flask.request").
func (l Language) StubFor(module string) []string {
	var out []string
	for m := module; m != ""; m = parent(m) {
		if l.hasStub(m) {
			out = append(out, m+".pyi")
		}
	}
	return out
}

func (Language) hasStub(module string) bool {
	f, err := stubs.Open("stubs/" + module + ".pyi")
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// Semantics of Python 3.
func (Language) Semantics() lang.Semantics {
	return lang.Semantics{Builtin: "builtin", EmptyIsFalse: true, PercentFormat: true, Constructor: "__init__", RegexDialect: "python"}
}

// parent is the package a module lies in, "" for the topmost.
func parent(module string) string {
	cut := strings.LastIndexByte(module, '.')
	if cut < 0 {
		return ""
	}
	return module[:cut]
}

// isTest tells tests from the program. What lies below a folder of tests is one. A
// file that is only called like one must look like one too: a module named
// load_test.py or test_bench.py may be part of what runs, and what is taken for a
// test is not reported.
func isTest(file string, text []byte) bool {
	base := path.Base(file)
	switch {
	case base == "conftest.py", strings.HasPrefix(file, "tests/"), strings.Contains(file, "/tests/"):
		return true
	case !strings.HasPrefix(base, "test_") && !strings.HasSuffix(base, "_test.py"):
		return false
	}
	return frameworks.Match(text) || testCases.Match(text) && asserts.Match(text)
}

var (
	frameworks = regexp.MustCompile(`(?m)^\s*(?:import|from)\s+(?:unittest|pytest|nose|nose2|hypothesis|doctest|mock|testtools|twisted\.trial|django\.test|[\w.]+\.testing)\b`)
	testCases  = regexp.MustCompile(`(?m)^\s*(?:async\s+)?def\s+test`)
	asserts    = regexp.MustCompile(`(?m)^\s*(?:assert\b|self\.assert)`)
)
