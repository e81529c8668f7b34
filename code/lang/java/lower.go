package java

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Lower reads one file.
func (l Language) Lower(p, module string, text []byte) *ir.Unit {
	return l.LowerWith(p, module, text, lang.Tree{})
}

func lower(p, module string, text []byte, tree lang.Tree) *ir.Unit {
	t := syntax.Parse(text)
	u := &ir.Unit{Path: p, Lang: "java", Module: module, Text: text, Imports: map[string]string{}, Lines: lineStarts(text), Stub: isStub(p)}
	for _, e := range t.Errors {
		u.Problems = append(u.Problems, ir.Problem{Span: ir.Span{Start: e.Start, End: min(e.End, uint32(len(text)))}, Text: e.Text})
	}
	u.Problems = append(u.Problems, misread(text)...)
	l := &lowerer{tree: tree, t: t, u: u, src: string(text), classes: map[string]*class{}, nodes: map[syntax.Ref]*class{}, imports: map[string]string{}, statics: map[string]string{}}
	l.unit()
	u.Test = !u.Stub && isTest(p, u.Imports)
	return u
}

// A lowerer holds what lowering one file needs.
type lowerer struct {
	tree    lang.Tree
	t       *syntax.Tree
	u       *ir.Unit
	src     string
	imports map[string]string // simple names of types
	statics map[string]string // names of static members
	stars   []string          // packages or classes imported whole
	members []string          // classes whose static members are imported whole
	classes map[string]*class // of this file, by qualified name
	nodes   map[syntax.Ref]*class
	unnamed int // anonymous classes so far

	init *frame // the unit's
	*frame

	code   []ir.Instr // the blocks being written, innermost last
	instrs lang.Slab[ir.Instr]
	regs   lang.Slab[ir.Reg]
}

// A frame is the function being lowered.
type frame struct {
	f        *ir.Func
	class    *class
	static   bool // there is no this
	self     ir.Reg
	vars     []variable
	targets  []target
	outer    *frame // of a lambda: the function around it
	captured []capture
	typeVars []string
	answers  func(n syntax.Ref, v ir.Reg) // of a handler: what becomes of what it gives
	counters map[string]bool              // variables that the loops around count with
}

// A variable is a local variable or parameter.
type variable struct {
	name string
	reg  ir.Reg
	typ  *ir.Type
	made syntax.Ref // its initial value, if it was declared with one
	over syntax.Ref // of a loop's variable: the array that it goes through
}

// A capture is a variable of the function around that a lambda uses.
type capture struct {
	name string
	cell ir.Reg
	typ  *ir.Type
}

// A target is what Break and Continue count.
type target struct {
	label string
	loop  bool
	yield bool   // of a switch expression
	value ir.Reg // where its value goes
}

func (l *lowerer) unit() {
	init := &ir.Func{Name: l.u.Module + ".<module>", Unit: l.u, Span: ir.Span{End: uint32(len(l.src))}}
	l.u.Init = init
	l.init = &frame{f: init, static: true, self: ir.NoReg}
	l.frame = l.init
	l.importsOf(l.t.Root)
	l.declareAll(l.t.Root, nil)
	init.Body = l.block(func() { l.top(l.t.Root) })
	l.finish(init)
}

func (l *lowerer) importsOf(root syntax.Ref) {
	t := l.t
	for c := t.First(root); c != 0; c = t.Next(c) {
		if t.Kind(c) != syntax.Import {
			continue
		}
		name := strings.Join(strings.Fields(t.Text(t.First(c))), "")
		name = l.outside(name)
		static, star := t.Has(c, syntax.Static), t.Has(c, syntax.Star)
		switch {
		case name == "":
		case star && static:
			l.members = append(l.members, name)
			l.u.Imports["*"+name] = name
		case star:
			l.stars = append(l.stars, name)
			l.u.Imports["*"+name] = name
		case static:
			l.statics[lastName(name)] = name
			l.u.Imports["static "+name] = parent(name)
		default:
			l.imports[lastName(name)] = name
			l.u.Imports[lastName(name)] = name
		}
	}
}

// outside is a name as project code means it: nothing of ours.
func (l *lowerer) outside(name string) string {
	if l.u.Stub {
		return name
	}
	return lang.Outside(name)
}

// top lowers what stands outside any class: classes; in fragments, members and
// statements.
func (l *lowerer) top(root syntax.Ref) {
	t := l.t
	var loose *class
	for c := t.First(root); c != 0; c = t.Next(c) {
		switch t.Kind(c) {
		case syntax.Package, syntax.Import:
		case syntax.Class:
			l.classDecl(l.nodes[c])
		case syntax.Method, syntax.Field, syntax.Init:
			if loose == nil {
				loose = l.nodes[root]
			}
		default:
			l.statement(c)
		}
	}
	if loose != nil {
		l.classDecl(loose)
	}
}

func lastName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, '.')+1:]
}

func (l *lowerer) text(n syntax.Ref) string {
	s, e := l.t.Span(n)
	return l.src[s:e]
}

func (l *lowerer) span(n syntax.Ref) ir.Span {
	s, e := l.t.Span(n)
	return ir.Span{Start: s, End: e}
}

// line is the line a node begins in, from 1.
func (l *lowerer) line(n syntax.Ref) int {
	at, _ := l.t.Span(n)
	lo, hi := 0, len(l.u.Lines)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; l.u.Lines[mid] <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + 1
}

// in lowers a function's body in a frame of its own.
func (l *lowerer) in(f *frame, body func()) {
	outer := l.frame
	l.frame = f
	f.f.Body = l.block(body)
	l.finish(f.f)
	l.frame = outer
}

func (l *lowerer) finish(f *ir.Func) {
	f.NumRegs = len(f.RegNames)
	for len(f.RegTypes) < f.NumRegs {
		f.RegTypes = append(f.RegTypes, nil)
	}
}

// block runs body and returns the instructions it emitted as a block of their own.
func (l *lowerer) block(body func()) ir.Block {
	mark := len(l.code)
	body()
	out := l.instrs.Keep(l.code[mark:]...)
	clear(l.code[mark:])
	l.code = l.code[:mark]
	return out
}

// list keeps a list of registers.
func (l *lowerer) list(rs ...ir.Reg) []ir.Reg { return l.regs.Keep(rs...) }

func (l *lowerer) reg(name string, typ *ir.Type) ir.Reg {
	l.f.RegNames = append(l.f.RegNames, name)
	l.f.RegTypes = append(l.f.RegTypes, typ)
	return ir.Reg(len(l.f.RegNames) - 1)
}

// typ is what a register's value is known to be.
func (l *lowerer) typ(r ir.Reg) *ir.Type {
	if r < 0 || int(r) >= len(l.f.RegTypes) {
		return nil
	}
	return l.f.RegTypes[r]
}

func (l *lowerer) emit(in ir.Instr) { l.code = append(l.code, in) }

// do emits an instruction that makes a new value of a type.
func (l *lowerer) do(in ir.Instr, typ *ir.Type) ir.Reg {
	in.Dst = l.reg("", typ)
	l.emit(in)
	return in.Dst
}

func (l *lowerer) at(op ir.Op, n syntax.Ref) ir.Instr {
	return ir.Instr{Op: op, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: l.span(n)}
}

func (l *lowerer) constant(n syntax.Ref, v ir.Value, typ *ir.Type) ir.Reg {
	l.f.Consts = append(l.f.Consts, v)
	in := l.at(ir.Const, n)
	in.A = ir.Reg(len(l.f.Consts) - 1)
	return l.do(in, typ)
}

func (l *lowerer) str(n syntax.Ref, s string) ir.Reg {
	return l.constant(n, ir.Value{Kind: ir.Str, Str: s}, stringType)
}

func (l *lowerer) boolean(n syntax.Ref, b bool) ir.Reg {
	v := ir.Value{Kind: ir.Bool}
	if b {
		v.Int = 1
	}
	return l.constant(n, v, boolType)
}

func (l *lowerer) null(n syntax.Ref) ir.Reg { return l.constant(n, ir.Value{}, nil) }

func (l *lowerer) copyTo(dst ir.Reg, n syntax.Ref, v ir.Reg) {
	in := l.at(ir.Copy, n)
	in.Dst, in.A = dst, v
	l.emit(in)
}

// call emits a call of a global function with positional arguments.
func (l *lowerer) call(n syntax.Ref, name string, typ *ir.Type, args ...ir.Reg) ir.Reg {
	in := l.at(ir.Call, n)
	in.Name, in.Args = name, l.list(args...)
	return l.do(in, typ)
}

func (l *lowerer) method(n syntax.Ref, recv ir.Reg, name string, typ *ir.Type, args ...ir.Reg) ir.Reg {
	in := l.at(ir.Method, n)
	in.A, in.Name, in.Args = recv, name, l.list(args...)
	if !l.u.Stub && looksUp(name) {
		in.Flags |= ir.FlagAwaited
	}
	return l.do(in, typ)
}

func (l *lowerer) global(n syntax.Ref, name string) ir.Reg {
	in := l.at(ir.GetGlobal, n)
	in.Name = name
	return l.do(in, nil)
}

func (l *lowerer) getField(n syntax.Ref, of ir.Reg, name string, typ *ir.Type) ir.Reg {
	in := l.at(ir.GetField, n)
	in.A, in.Name = of, name
	return l.do(in, typ)
}

func (l *lowerer) setField(n syntax.Ref, of ir.Reg, name string, v ir.Reg) {
	in := l.at(ir.SetField, n)
	in.A, in.Name, in.B = of, name, v
	l.emit(in)
}

func (l *lowerer) binary(n syntax.Ref, tok ir.Tok, a, b ir.Reg, typ *ir.Type) ir.Reg {
	in := l.at(ir.Binary, n)
	in.Tok, in.A, in.B = tok, a, b
	return l.do(in, typ)
}

// unknown stands for what could not be read, and carries what was.
func (l *lowerer) unknown(n syntax.Ref, parts ...ir.Reg) ir.Reg {
	return l.call(n, ir.IntrinsicUnknown, nil, parts...)
}

// when emits If c then else.
func (l *lowerer) when(n syntax.Ref, c ir.Reg, then, other func()) {
	in := l.at(ir.If, n)
	in.A = c
	blocks := []ir.Block{l.block(then), nil}
	if other != nil {
		blocks[1] = l.block(other)
	}
	in.Aux = &ir.Aux{Blocks: blocks}
	l.emit(in)
}

// declare makes a local variable.
func (l *lowerer) declare(name string, typ *ir.Type) ir.Reg {
	r := l.reg(name, typ)
	l.vars = append(l.vars, variable{name: name, reg: r, typ: typ})
	return r
}

// scoped runs body and forgets the variables it declared.
func (l *lowerer) scoped(body func()) {
	n := len(l.vars)
	body()
	l.vars = l.vars[:n]
}

func lambdaName(outer string, line int) string {
	return outer + ".<lambda:" + strconv.Itoa(line) + ">"
}
