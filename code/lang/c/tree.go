package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// Parse reads a file as the front end does, without the files that it includes. It is
// for who edits the file's text; macros are expanded, and Token.Macro tells which
// tokens come from one.
func Parse(path string, text []byte) *syntax.Tree {
	base := library()
	l := newLowerer(&ir.Unit{Path: path, Text: text}, base)
	l.cpp = isCpp(path, text, lang.Tree{})
	l.parse(pp.Run(path, text, pp.Options{Base: base.macros[b2i(l.cpp)], Cpp: l.cpp}))
	return l.t
}
