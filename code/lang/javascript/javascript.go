// Package javascript is the front end for JavaScript and TypeScript, with JSX: it
// lowers source of any vintage to ir, and brings the library stubs.
//
// What is particular to the language in the lowered code:
//
//   - a file is a module, named by its path from the root without the ending,
//     "./src/db"; its top-level variables are globals "./src/db.name";
//   - an object literal is a map; properties of maps are their keys
//     (lang.Semantics.PropertyKeys), and what is not there is nil;
//   - null and undefined are both nil; a promise is the value it is resolved to;
//   - a function that says this gets it as its first parameter (ir.Func.Recv); calls
//     of methods pass it, other calls pass nil;
//   - "X.prototype.m = function" in a module's body makes X a class with the method m;
//   - CommonJS's module.exports is the global "exports" of the module, and the name of
//     the module stands for it (link.Program.Canonical).
//
// # Stubs
//
// One file a module in stubs/, a "/" in the name written "~": "fs~promises.js". They
// are written as ECMAScript modules and may use TypeScript's annotations. Besides
// what package lang says: the default export is what "require" gives; the classes
// str, list, dict, int, float, bool and bytes of builtin.js hold the methods of
// values; [Symbol.iterator] is the method __iter__.
//
//   - code in a wrapper that only gives it names of its own is the module's (unwrap);
//   - templates, and the markup of Vue's and Svelte's components, are functions that write
//     their holes (package page); a call that renders one by a constant name calls it;
//   - parameters (req, res, …) and (ctx, next) without a type are a request's.
//
// # Limits
//
// eval'd code, with and the prototype chain of single objects are not followed. A generator is the list of what it yields.
package javascript

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
	"strings"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/page"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

//go:embed stubs
var stubs embed.FS

// Language is the front end. The zero value is ready for use.
type Language struct{}

var _ lang.Language = Language{}

// Name is "javascript", for TypeScript as well.
func (Language) Name() string { return "javascript" }

// Owns knows the endings, and scripts whose first line names node, deno or bun.
func (Language) Owns(file string, head []byte) bool {
	if isManifest(file) {
		return true
	}
	if page.Is(file) {
		return true
	}
	switch path.Ext(file) {
	case ".js", ".mjs", ".cjs", ".jsx", ".tsx", ".mts", ".cts", ".ts":
		return !strings.HasSuffix(file, ".min.js") && !declarations(file)
	case "":
		line, _, _ := bytes.Cut(head, []byte("\n"))
		return bytes.HasPrefix(line, []byte("#!")) && (bytes.Contains(line, []byte("node")) || bytes.Contains(line, []byte("deno")) || bytes.Contains(line, []byte("bun")))
	}
	return false
}

// declarations are files that only the type checker reads.
func declarations(file string) bool {
	return strings.HasSuffix(file, ".d.ts") || strings.HasSuffix(file, ".d.mts") || strings.HasSuffix(file, ".d.cts")
}

// Stubs holds the library models.
func (Language) Stubs() fs.FS {
	sub, err := fs.Sub(stubs, "stubs")
	if err != nil {
		return stubs // unreachable: the folder is embedded
	}
	return sub
}

// StubFor names the stub of a module, and of the modules above a member's name.
func (l Language) StubFor(module string) []string {
	var out []string
	for m := module; m != ""; {
		if file, ok := l.stubFile(m); ok {
			out = append(out, file)
		}
		cut := strings.LastIndexByte(m, '.')
		if cut < 0 {
			break
		}
		m = m[:cut]
	}
	return out
}

func (Language) stubFile(module string) (string, bool) {
	if strings.ContainsAny(module, "\\:*?\"<>|\x00") || module == "" {
		return "", false
	}
	file := strings.ReplaceAll(module, "/", "~") + ".js"
	f, err := stubs.Open("stubs/" + file)
	if err != nil {
		return "", false
	}
	return file, f.Close() == nil
}

// Semantics of ECMAScript.
func (Language) Semantics() lang.Semantics {
	return lang.Semantics{Builtin: "builtin", EmptyIsFalse: true, PropertyKeys: true, Null: "null", Constructor: "constructor", RegexDialect: "js"}
}

// modeOf tells how to read a file.
func modeOf(file string) syntax.Mode {
	switch path.Ext(file) {
	case ".ts", ".mts", ".cts":
		return syntax.TypeScript
	case ".tsx":
		return syntax.TSX
	}
	if isStubPath(file) {
		return syntax.TypeScript
	}
	return syntax.JavaScript
}

func isStubPath(file string) bool { return strings.HasPrefix(file, "lib/javascript/") }

// isTest follows the conventions of jest, mocha and their kin.
func isTest(file string) bool {
	base := path.Base(file)
	for _, mark := range []string{".test.", ".spec.", ".e2e.", ".e2e-spec.", ".stories."} {
		if strings.Contains(base, mark) {
			return true
		}
	}
	for _, dir := range strings.Split(path.Dir(file), "/") {
		switch dir {
		case "test", "tests", "__tests__", "__mocks__", "spec", "cypress", "e2e":
			return true
		}
	}
	return false
}
