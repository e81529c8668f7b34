package c

import (
	"bytes"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// A lowerer lowers one file.
type lowerer struct {
	t       *syntax.Tree
	u       *ir.Unit
	cpp     bool
	stub    bool
	base    *lowerer // the declarations of the library, for all files alike
	names   map[string]*symbol
	undo    []undone
	records map[string]*ctype
	space   []string // namespaces and classes around
	using   []string
	aux     map[auxKey]*ir.Aux
	macros  [2]*pp.Macros // of base: for C, for C++
	seen    map[string]int
	init    *builder // of variables with static storage
	lambdas map[syntax.ID]*ctype
	*builder
}

// A symbol is what a name stands for.
type symbol struct {
	kind    symbolKind
	typ     *ctype
	value   int64    // enumerators, and variables that are fixed
	fixed   bool     // a constant variable of a whole number that the text tells
	name    string   // functions and globals: qualified
	reg     ir.Reg   // locals
	memory  bool     // the register holds the variable's address
	others  []*ctype // functions: the types of its overloads
	verdict bool     // locals: it was given what a certificate's verification answers
}

type symbolKind uint8

const (
	sType symbolKind = 1 + iota
	sConst
	sGlobal
	sFunc
	sLocal
)

type undone struct {
	name string
	was  *symbol
}

type auxKey struct {
	t            *ctype
	size, offset int64
}

// LowerWith reads one file and what it includes from the tree.
func (l Language) LowerWith(p, module string, text []byte, tree lang.Tree) *ir.Unit {
	return lower(p, module, text, tree, library())
}

// library is what the stub files declare: macros, types, prototypes.
var library = sync.OnceValue(func() *lowerer {
	base := &lowerer{names: map[string]*symbol{}, records: map[string]*ctype{}}
	var all strings.Builder
	for _, f := range (Language{}).StubFor(builtin) {
		text, err := stubFiles.ReadFile("stubs/" + f)
		if err != nil {
			continue
		}
		all.Write(text)
		all.WriteByte('\n')
	}
	text := all.String()
	base.macros[0] = pp.Define(text, predefined)
	base.macros[1] = base.macros[0].With(map[string]string{"__cplusplus": "201703L", "_GNU_SOURCE": "1"})
	l := newLowerer(&ir.Unit{Path: "lib/c/all.txt", Module: builtin, Text: []byte(text), Imports: map[string]string{}}, base)
	l.cpp, l.stub = true, true
	l.parse(pp.Run(l.u.Path, l.u.Text, pp.Options{Base: base.macros[1], Cpp: true}))
	l.declareAll(l.t.Root, true)
	base.names, base.records = l.names, l.records
	return base
})

// predefined are the macros of a Linux machine with GCC.
var predefined = map[string]string{
	"__linux__": "1", "__linux": "1", "linux": "1", "__unix__": "1", "__unix": "1", "__x86_64__": "1", "__LP64__": "1", "_LP64": "1", "__GNUC__": "12", "__GNUC_MINOR__": "2",
	"__STDC__": "1", "__STDC_HOSTED__": "1", "__CHAR_BIT__": "8", "__SIZEOF_INT__": "4", "__SIZEOF_LONG__": "8", "__SIZEOF_POINTER__": "8", "__SIZEOF_SIZE_T__": "8",
	"__BYTE_ORDER__": "1234", "__ORDER_LITTLE_ENDIAN__": "1234", "__ORDER_BIG_ENDIAN__": "4321", "__DATE__": `"Jan 1 2026"`, "__TIME__": `"00:00:00"`, "__COUNTER__": "0",
	"__func__": `"function"`, "__FUNCTION__": `"function"`, "__PRETTY_FUNCTION__": `"function"`, "__ELF__": "1",
}

func newLowerer(u *ir.Unit, base *lowerer) *lowerer {
	return &lowerer{u: u, base: base, names: map[string]*symbol{}, records: map[string]*ctype{}, aux: map[auxKey]*ir.Aux{}, seen: map[string]int{}, lambdas: map[syntax.ID]*ctype{}}
}

func lower(p, module string, text []byte, tree lang.Tree, base *lowerer) *ir.Unit {
	u := &ir.Unit{Path: p, Lang: "c", Module: module, Text: text, Imports: map[string]string{}, Lines: lineStarts(text), Test: isTest(p), Stub: isStub(p)}
	l := newLowerer(u, base)
	l.stub = u.Stub
	l.cpp = isCpp(p, text, tree)
	macros := base.macros[b2i(l.cpp)]
	res := pp.Run(p, text, pp.Options{Read: reader(tree), Base: macros, Cpp: l.cpp})
	for _, pr := range res.Problems {
		u.Problems = append(u.Problems, l.asProblem(pr))
	}
	for _, inc := range res.Includes {
		u.Imports[inc] = "include:" + inc
	}
	l.parse(res)
	for _, pr := range l.t.Problems {
		u.Problems = append(u.Problems, l.asProblem(pr))
	}
	l.unit()
	return u
}

func (l *lowerer) parse(res *pp.Result) {
	base := l.base
	l.t = syntax.Parse(res.Tokens, syntax.Options{Cpp: l.cpp, Types: func(name string) bool {
		if s := base.names[dots(name)]; s != nil {
			return s.kind == sType
		}
		_, ok := basics[name]
		return ok
	}})
}

func (l *lowerer) asProblem(p pp.Problem) ir.Problem {
	return ir.Problem{Span: ir.Span{Start: min(p.Start, uint32(len(l.u.Text))), End: min(p.End, uint32(len(l.u.Text)))}, Text: p.Text}
}

func lineStarts(text []byte) []uint32 {
	lines := make([]uint32, 1, len(text)/30+1)
	for i := 0; i < len(text); {
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		lines = append(lines, uint32(i))
	}
	return lines
}

// unit lowers the declarations of a file.
func (l *lowerer) unit() {
	initFn := &ir.Func{Name: l.u.Module + ".<init>", Unit: l.u, Span: ir.Span{End: uint32(len(l.u.Text))}}
	l.init = newBuilder(l, initFn)
	l.builder = l.init
	l.declareAll(l.t.Root, false)
	l.lowerAll(l.t.Root)
	l.builder = l.init
	l.finish()
	if len(initFn.Body) > 0 {
		l.u.Init = initFn
	}
}

// fromHeader reports a declaration that an included file has.
func (l *lowerer) fromHeader(id syntax.ID) bool {
	n := &l.t.Nodes[id]
	return l.t.Toks[n.Tok].Header
}

func (l *lowerer) declare(name string, s *symbol) {
	l.undo = append(l.undo, undone{name, l.names[name]})
	l.names[name] = s
}

func (l *lowerer) unscope(to int) {
	for len(l.undo) > to {
		u := l.undo[len(l.undo)-1]
		l.undo = l.undo[:len(l.undo)-1]
		if u.was == nil {
			delete(l.names, u.name)
		} else {
			l.names[u.name] = u.was
		}
	}
}

// lookup finds what a name stands for, from the innermost namespace outwards.
func (l *lowerer) lookup(name string) *symbol {
	if s := l.names[name]; s != nil {
		return s
	}
	if l.cpp {
		name = strings.ReplaceAll(name, "::", ".")
		for i := len(l.space); i >= 0; i-- {
			if s := l.names[qualify(l.space[:i], name)]; s != nil {
				return s
			}
		}
		for _, u := range l.using {
			if s := l.names[u+"."+name]; s != nil {
				return s
			}
			if s := l.base.names[u+"."+name]; s != nil {
				return s
			}
		}
	}
	if s := l.base.names[name]; s != nil || !l.cpp || !strings.HasPrefix(name, "std.") {
		return s
	}
	return l.base.names[name[len("std."):]] // of C's library: std::fopen
}

func qualify(space []string, name string) string {
	if len(space) == 0 {
		return name
	}
	return strings.Join(space, ".") + "." + name
}

// path is the name of something declared here.
func (l *lowerer) path(name string) string {
	return qualify(l.space, strings.ReplaceAll(name, "::", "."))
}

// span is where a node stands, within the function around.
func (l *lowerer) span(id syntax.ID) ir.Span {
	a, b := l.t.Span(id)
	n := uint32(len(l.u.Text))
	s := ir.Span{Start: min(a, n), End: min(b, n)}
	if l.builder != nil && l.fn.Span != (ir.Span{}) {
		s.Start, s.End = max(s.Start, l.fn.Span.Start), min(s.End, l.fn.Span.End)
	}
	if s.Start > s.End {
		return ir.Span{}
	}
	return s
}
