package golang

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

//go:embed stubs/*.go.txt
var stubFiles embed.FS

// stubPrefix and stubSuffix mark the paths of library models. No project file
// carries the suffix, so no project can speak to the intrinsics.
const (
	stubPrefix = "lib/go/"
	stubSuffix = ".go.txt"
)

// Language is Go. The zero value is ready.
type Language struct{}

var _ lang.Language = Language{}

// Name is "go".
func (Language) Name() string { return "go" }

// Owns reports whether path is a Go source file.
func (Language) Owns(p string, _ []byte) bool {
	base := path.Base(p)
	return strings.HasSuffix(base, ".go") && !strings.HasPrefix(base, "_") && !strings.HasPrefix(base, ".")
}

// Stubs holds the library models.
func (Language) Stubs() fs.FS {
	sub, err := fs.Sub(stubFiles, "stubs")
	if err != nil { // cannot happen: the folder is compiled in
		return stubFiles
	}
	return sub
}

// StubFor names the stub of an import path, if there is one.
func (Language) StubFor(module string) []string {
	if module == "" || strings.ContainsAny(module, "\\\x00") {
		return nil
	}
	file := stubName(module)
	if _, err := fs.Stat(stubFiles, "stubs/"+file); err != nil {
		return nil
	}
	return []string{file}
}

// stubName is the file that models an import path.
func stubName(module string) string {
	return strings.NewReplacer("/", "_", ".", "_").Replace(module) + stubSuffix
}

// Semantics are Go's.
func (Language) Semantics() lang.Semantics {
	return lang.Semantics{Builtin: builtinModule, IntDivides: true, ZeroValues: true, RegexDialect: "go"}
}

// Lower reads one file.
func (Language) Lower(p, module string, text []byte) *ir.Unit {
	u := &ir.Unit{
		Path: p, Lang: "go", Module: module, Text: text,
		Imports: map[string]string{}, Lines: lineStarts(text),
		Stub: isStub(p), Test: strings.HasSuffix(p, "_test.go"),
	}
	lower(u)
	return u
}

func isStub(p string) bool {
	return strings.HasPrefix(p, stubPrefix) && strings.HasSuffix(p, stubSuffix)
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
