package golang

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

const (
	maxNesting = 400  // of statements and function literals: consumers recurse over blocks
	maxDepth   = 5000 // of expressions
	maxPasses  = 4    // over one declaration
)

// A lowerer turns one file into a unit.
type lowerer struct {
	arena
	unit    *ir.Unit
	file    *token.File
	fr      *frame
	code    []ir.Instr // the open blocks, one after the other
	entries []entry
	block   int // where the innermost scope begins in entries
	scope   map[string]int32
	decls   map[string]declared // package-level names of this file
	guesses map[string]string   // further names an import may have
	names   map[string]string   // qualified names of this package
	members map[memberKey]string
	iota    int64    // in a constant declaration, else -1
	depth   int      // of expressions
	nesting int      // of statements
	pinned  *ir.Span // when set, where everything is said to stand

	// What one pass over a declaration learns for the next one.
	needsCell map[token.Pos]bool // variables by declaration
	gotos     map[string]bool    // labels that a goto names
	again     bool
}

type memberKey struct{ path, name string }

// A declared is a package-level name of the file.
type declared struct {
	kind token.Token // VAR, CONST, FUNC, TYPE
	spec *ast.TypeSpec
}

func lower(u *ir.Unit) {
	if why := excluded(u); why != "" {
		u.Problems = append(u.Problems, ir.Problem{Text: why})
		return
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, u.Path, u.Text, parser.SkipObjectResolution|parser.AllErrors)
	if tree == nil {
		u.Problems = append(u.Problems, ir.Problem{Text: "the file cannot be read as Go"})
		return
	}
	l := &lowerer{
		unit: u, iota: -1, scope: map[string]int32{}, decls: map[string]declared{}, guesses: map[string]string{},
		names: map[string]string{}, members: map[memberKey]string{},
		needsCell: map[token.Pos]bool{}, gotos: map[string]bool{},
	}
	fset.Iterate(func(f *token.File) bool { l.file = f; return false })
	l.syntaxErrors(err)
	l.imports(tree)
	l.collect(tree)
	l.declarations(tree)
}

// syntaxErrors records what the parser complained about.
func (l *lowerer) syntaxErrors(err error) {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		if err != nil {
			l.problem(ir.Span{}, err.Error())
		}
		return
	}
	for _, e := range list {
		at := l.clamp(e.Pos.Offset)
		l.problem(ir.Span{Start: at, End: min(at+1, uint32(len(l.unit.Text)))}, e.Msg)
	}
}

func (l *lowerer) problem(sp ir.Span, text string) {
	l.unit.Problems = append(l.unit.Problems, ir.Problem{Span: sp, Text: text})
}

// imports binds the names of the file's imports.
func (l *lowerer) imports(tree *ast.File) {
	for _, spec := range tree.Imports {
		if spec.Path == nil {
			continue
		}
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil || p == "" {
			continue
		}
		if !l.unit.Stub {
			p = lang.Outside(p)
		}
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		}
		switch name {
		case "":
			l.guess(p)
		case ".":
			l.unit.Imports["*"+p] = p
		case "_":
			l.unit.Imports["_ "+p] = p
		default:
			l.unit.Imports[name] = p
		}
	}
}

// guess binds the names that the package at an import path may have. Without its
// source nobody knows: "go-x", "x-go" and "x.v2" are commonly package x.
func (l *lowerer) guess(p string) {
	name, others := guessNames(p)
	if have, taken := l.unit.Imports[name]; taken && have != p {
		l.unit.Imports["_ "+p] = p
	} else {
		l.unit.Imports[name] = p
	}
	for _, o := range others {
		if _, taken := l.guesses[o]; !taken {
			l.guesses[o] = p
		}
	}
}

// guessNames gives the likeliest name of the package at an import path, and less
// likely ones.
func guessNames(p string) (string, []string) {
	parts := strings.Split(p, "/")
	last := parts[len(parts)-1]
	if len(parts) > 1 && isMajor(last) {
		last = parts[len(parts)-2]
	}
	if stem, version, ok := strings.Cut(last, ".v"); ok && isMajor("v"+version) {
		last = stem
	}
	name := strings.TrimSuffix(strings.TrimPrefix(last, "go-"), "-go")
	name = strings.TrimSuffix(name, ".go")
	if i := strings.LastIndexByte(name, '-'); i >= 0 {
		plain := strings.ReplaceAll(name, "-", "")
		return plain, []string{name[i+1:], name[:strings.IndexByte(name, '-')], strings.ReplaceAll(name, "-", "_")}
	}
	return name, []string{strings.ReplaceAll(last, "-", "")}
}

func isMajor(s string) bool {
	if len(s) < 2 || s[0] != 'v' {
		return false
	}
	_, err := strconv.Atoi(s[1:])
	return err == nil
}

// collect notes the package-level names of the file.
func (l *lowerer) collect(tree *ast.File) {
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				l.decls[d.Name.Name] = declared{kind: token.FUNC}
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				l.collectSpec(d.Tok, s)
			}
		}
	}
}

func (l *lowerer) collectSpec(tok token.Token, s ast.Spec) {
	switch s := s.(type) {
	case *ast.ValueSpec:
		for _, id := range s.Names {
			l.decls[id.Name] = declared{kind: tok}
		}
	case *ast.TypeSpec:
		l.decls[s.Name.Name] = declared{kind: token.TYPE, spec: s}
	}
}

// declarations lowers everything in the order of the source: functions each on
// their own, variables and init functions into Unit.Init.
func (l *lowerer) declarations(tree *ast.File) {
	l.unit.Init = l.function(&ir.Func{
		Name: l.qualified("<init>"), Unit: l.unit, Span: ir.Span{End: uint32(len(l.unit.Text))},
	}, func() { l.fr.pkg = true; l.seen(); l.packageCode(tree) })
	for _, d := range tree.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && !isInit(fd) {
			l.funcDecl(fd)
		}
	}
	l.methodNames()
}

func isInit(d *ast.FuncDecl) bool {
	return d.Recv == nil && d.Name.Name == "init" && d.Body != nil
}

// packageCode lowers what runs when the package is loaded.
func (l *lowerer) packageCode(tree *ast.File) {
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			l.genDecl(d)
		case *ast.FuncDecl:
			if isInit(d) {
				fn := l.closure(d.Type, d.Body, "init", l.span(d), ir.NoReg)
				in := l.push(ir.Call, l.span(d))
				in.A = fn
				l.fr.used = 0
			}
		}
	}
}

// function runs body to fill fn. When body finds out that a variable needs a
// cell, or where a goto leads, it runs once more and knows.
func (l *lowerer) function(fn *ir.Func, body func()) *ir.Func {
	types, globals, problems := len(l.unit.Types), len(l.unit.Globals), len(l.unit.Problems)
	clear(l.needsCell)
	clear(l.gotos)
	for range maxPasses {
		l.unit.Types, l.unit.Globals, l.unit.Problems = l.unit.Types[:types], l.unit.Globals[:globals], l.unit.Problems[:problems]
		pass := *fn
		l.fr = &frame{fn: &pass}
		l.again = false
		scope, mark := l.openScope(), len(l.code)
		body()
		pass.Body = l.cut(mark)
		l.closeScope(scope)
		l.fr = nil
		if !l.again {
			*fn = pass
			return fn
		}
	}
	l.problem(fn.Span, "this function could not be lowered") // cannot happen: each pass adds what it lacked
	return fn
}

// funcDecl lowers a function or method.
func (l *lowerer) funcDecl(d *ast.FuncDecl) {
	fn := &ir.Func{Unit: l.unit, Span: l.span(d), NameSpan: l.span(d.Name), NoBody: d.Body == nil}
	fn.Name = l.qualified(d.Name.Name)
	recv := receiver(d)
	if recv != nil {
		fn.Class, fn.Recv = l.qualified(recv.Name), true
		fn.Name = fn.Class + "." + d.Name.Name
	}
	fn.Doc = l.docBefore(fn.Span.Start)
	fn.Offered = l.offered(d, recv)
	l.unit.Funcs = append(l.unit.Funcs, l.function(fn, func() {
		l.typeParams(d.Type.TypeParams)
		if d.Recv != nil {
			l.receiverTypeParams(d.Recv)
		}
		l.fr.written = l.written(d.Body)
		l.signature(d.Recv, d.Type, d.Body != nil)
		if d.Body != nil {
			l.funcBody(d.Body)
		}
	}))
}

// offered: exported, of an exported type, in a package that others may import.
func (l *lowerer) offered(d *ast.FuncDecl, recv *ast.Ident) bool {
	within := "/" + path.Dir(l.unit.Path) + "/"
	return d.Body != nil && !l.unit.Stub && !l.unit.Test && d.Name.IsExported() && (recv == nil || recv.IsExported()) && !strings.Contains(within, "/internal/")
}

// receiver is the name of the type a method belongs to.
func receiver(d *ast.FuncDecl) *ast.Ident {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return nil
	}
	e := d.Recv.List[0].Type
	for {
		switch t := e.(type) {
		case *ast.StarExpr:
			e = t.X
		case *ast.ParenExpr:
			e = t.X
		case *ast.IndexExpr:
			e = t.X
		case *ast.IndexListExpr:
			e = t.X
		case *ast.Ident:
			return t
		default:
			return nil
		}
	}
}

// methodNames lists the methods the file gives its types.
func (l *lowerer) methodNames() {
	at := map[string]*ir.TypeDecl{}
	for _, t := range l.unit.Types {
		at[t.Name] = t
	}
	for _, f := range l.unit.Funcs {
		if t := at[f.Class]; f.Class != "" && t != nil {
			t.Methods = append(t.Methods, f.Name[strings.LastIndexByte(f.Name, '.')+1:])
		}
	}
}

// docBefore is the run of line comments that ends right above a declaration.
func (l *lowerer) docBefore(start uint32) string {
	text, end := l.unit.Text, int(start)
	from := end
	for from > 0 {
		line := bytes.LastIndexByte(text[:from-1], '\n') + 1
		if !bytes.HasPrefix(text[line:from], []byte("//")) {
			break
		}
		from = line
	}
	if from == end {
		return ""
	}
	return strings.TrimRight(strings.ReplaceAll(strings.TrimPrefix(string(text[from:end]), "// "), "\n// ", "\n"), "\n")
}

// push adds an instruction to the open block. The pointer is good until the next
// push.
func (l *lowerer) push(op ir.Op, sp ir.Span) *ir.Instr {
	l.code = append(l.code, ir.Instr{Op: op, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: sp})
	return &l.code[len(l.code)-1]
}

// cut closes the block that began at mark.
func (l *lowerer) cut(mark int) ir.Block {
	b := l.keep(l.code[mark:])
	l.code = l.code[:mark]
	return b
}

// inBlock lowers body as a block of its own.
func (l *lowerer) inBlock(body func()) ir.Block {
	mark := len(l.code)
	body()
	return l.cut(mark)
}

func (l *lowerer) span(n ast.Node) ir.Span { return l.between(n.Pos(), n.End()) }

func (l *lowerer) between(from, to token.Pos) ir.Span {
	if l.pinned != nil {
		return *l.pinned
	}
	sp := ir.Span{Start: l.clamp(int(from) - l.file.Base()), End: l.clamp(int(to) - l.file.Base())}
	if sp.End < sp.Start {
		sp.End = sp.Start
	}
	return sp
}

func (l *lowerer) clamp(offset int) uint32 { return uint32(max(0, min(offset, len(l.unit.Text)))) }

// line is the line number of an offset, from 1.
func (l *lowerer) line(offset uint32) int {
	lo, hi := 0, len(l.unit.Lines)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; l.unit.Lines[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + 1
}

// qualified is the full name of a package-level name of this package.
func (l *lowerer) qualified(name string) string {
	full, ok := l.names[name]
	if !ok {
		full = l.unit.Module + "." + name
		l.names[name] = full
	}
	return full
}

// member is the full name of a name in another package.
func (l *lowerer) member(path, name string) string {
	key := memberKey{path, name}
	full, ok := l.members[key]
	if !ok {
		if l.unit.Stub && path == ir.IntrinsicModule {
			name = strings.ToLower(name)
		}
		full = path + "." + name
		l.members[key] = full
	}
	return full
}
