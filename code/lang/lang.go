// Package lang is what a language must bring to be analysed: file names, the
// naming of modules, lowering to ir, and library stubs. A language is one folder
// below this one and one line in the list of cmd's wiring.
//
// # Stubs
//
// What a library does is told in stub files: ordinary source in the language
// itself, lowered by the same front end, executed by the solver and the twin
// alike. They declare types and functions with the library's real names, and
// bodies as far as they matter; the module prunella gives the primitives
// (ir.Intrinsic…):
//
//	package sql // import "database/sql"
//
//	func (db *DB) Query(query string, args ...any) (*Rows, error) {
//		prunella.Sink("sql", query)
//		return &Rows{}, nil
//	}
//
// A function without a body (Python: a body of "...") returns an unknown value
// of its declared type that carries whatever its arguments carry.
package lang

import (
	"io/fs"

	"github.com/prunella/prunella/code/ir"
)

// A Language lowers source text. Implementations are stateless values, safe for
// concurrent use.
type Language interface {
	// Name is the word users type: "go", "python".
	Name() string
	// Owns reports whether the file at the slash-separated path is this
	// language's; head is its first bytes (for "#!" lines).
	Owns(path string, head []byte) bool
	// Modules names the module of each of the language's files, from their
	// paths and the project files beside them (go.mod, __init__.py); read
	// returns nil for a file that is not there. A file without a name is not
	// the language's after all (a template in a project of another language).
	Modules(paths []string, read func(path string) []byte) map[string]string
	// Lower reads one file. It never fails: what cannot be read becomes a
	// Problem of the unit, with its span.
	Lower(path, module string, text []byte) *ir.Unit
	// Stubs holds the library models, one file per library module.
	Stubs() fs.FS
	// StubFor names the stub files that may declare the module a program
	// imports ("net/http" → "net_http.go.txt"); unknown modules give none.
	StubFor(module string) []string
	// Semantics tells the executors what differs between languages.
	Semantics() Semantics
}

// Semantics are the differences the solver and the twin ask for.
type Semantics struct {
	Builtin       string // module of builtin names: "builtin"
	EmptyIsFalse  bool   // "", 0 and empty containers are false (Python)
	IntDivides    bool   // / on two ints truncates (Go)
	ZeroValues    bool   // declared variables and fields start as zero values (Go)
	PercentFormat bool   // text % values formats (Python)
	Constructor   string // the method that a class call runs: "__init__"
	RegexDialect  string // "go", "python", "java", "js"
	Overloads     bool   // functions of one name are told apart by arity and types (Java)
	Functional    bool   // any method of a function value calls it (Java's functional interfaces)
	Null          string // how nil and truth values read in a text: "null", true; "": as above
	PropertyKeys  bool   // an object's properties are the keys of a map, what is absent is nil, functions get this (JavaScript)
	Memory        bool   // variables are bytes at addresses (C): see package code/memory
}

// An Including language reads files that other files include. LowerWith is Lower
// with the project's files at hand; Included tells which files others include.
type Including interface {
	LowerWith(path, module string, text []byte, tree Tree) *ir.Unit
	Included(path string) bool
}

// A Tree is the project's files as an [Including] language sees them.
type Tree struct {
	Paths  []string // sorted
	Read   func(path string) []byte
	ByBase func(base string) []string // the paths whose last part is base; nil: not indexed
}
