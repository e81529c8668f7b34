package python

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// Lower reads one file.
func (l Language) Lower(path, module string, text []byte) *ir.Unit {
	if isTemplate(path) {
		return lowerTemplate(path, module, text)
	}
	t := syntax.Parse(text, nil)
	u := &ir.Unit{Path: path, Lang: "python", Module: module, Text: text, Imports: map[string]string{}, Test: isTest(path, text), Lines: lineStarts(text)}
	for _, e := range t.Errors {
		u.Problems = append(u.Problems, ir.Problem{Span: ir.Span{Start: e.Start, End: e.End}, Text: e.Msg})
	}
	lo := &lowerer{lang: l, t: t, u: u, src: string(text), isPackage: strings.HasSuffix(path, "__init__.py"), modules: map[string]bool{}, known: map[string]bool{}}
	lo.unit()
	return u
}

func lineStarts(text []byte) []uint32 {
	lines := []uint32{0}
	for i, c := range text {
		if c == '\n' {
			lines = append(lines, uint32(i)+1)
		}
	}
	return lines
}

// A lowerer holds what lowering one file needs.
type lowerer struct {
	lang      Language
	t         *syntax.Tree
	u         *ir.Unit
	src       string
	isPackage bool
	top       *scope
	scopes    map[syntax.Ref]*scope
	leaks     map[syntax.Ref]bool // comprehensions whose variables are the function's
	modules   map[string]bool     // dotted names imported with "import a.b"
	known     map[string]bool     // cache: is there a stub for the module
	redefined map[string]bool     // names that the module defines after importing them
	seen      map[string]int      // functions of a name so far

	assigning syntax.Ref // the target of the assignment being lowered

	needs      int // signatures of what others depend on, being lowered
	substitute int // exception handlers around: what they define stands in for something

	*frame

	code   []ir.Instr // the blocks being written, innermost last
	instrs lang.Slab[ir.Instr]
	regs   lang.Slab[ir.Reg]
}

// A frame is the function being lowered.
type frame struct {
	f       *ir.Func
	scope   *scope
	aliases map[string]string // names bound by imports in this very function
	turns   []turn            // variables of the comprehensions around
	class   string            // the class whose body this is, or whose method
	inBody  bool              // a class body: names bind to fields of the class
	attrs   bool              // a default in a class body: its names are fields of the class
	fields  map[string]ir.Reg
	self    ir.Reg
	cycles  int // loops around
	outer   *frame
}

// A turn is a comprehension's variable.
type turn struct {
	name string
	reg  ir.Reg
}

// unit lowers the module's body.
func (l *lowerer) unit() {
	l.top, l.scopes, l.leaks = bind(l.t, l.src)
	l.redefined = l.redefinitions()
	l.seen = map[string]int{}
	init := &ir.Func{Name: l.u.Module + ".<module>", Unit: l.u, Span: ir.Span{End: uint32(len(l.src))}}
	l.u.Init = init
	l.frame = &frame{f: init, scope: l.top, self: ir.NoReg}
	l.renamings()
	init.Body = l.block(func() { l.sights(); l.statements(l.t.Root) })
	l.finish(init)
	for i := range l.top.names {
		b := &l.top.names[i]
		if _, imported := l.u.Imports[b.name]; !imported && b.is&local != 0 && b.name != "" {
			l.u.Globals = append(l.u.Globals, ir.Global{Name: b.name})
		}
	}
	l.offers()
	l.made()
	l.instances()
	sort.Slice(l.u.Globals, func(i, j int) bool { return l.u.Globals[i].Name < l.u.Globals[j].Name })
}

func (l *lowerer) text(n syntax.Ref) string {
	s, e := l.t.Span(n)
	return l.src[s:e]
}

func (l *lowerer) span(n syntax.Ref) ir.Span {
	s, e := l.t.Span(n)
	return ir.Span{Start: uint32(s), End: uint32(e)}
}

func (l *lowerer) problem(n syntax.Ref, text string) {
	l.u.Problems = append(l.u.Problems, ir.Problem{Span: l.span(n), Text: text})
}

// cycle is the block of a loop's body, where break and continue mean the loop.
func (l *lowerer) cycle(body func()) ir.Block {
	l.cycles++
	defer func() { l.cycles-- }()
	return l.block(body)
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

func (l *lowerer) temp() ir.Reg { return l.reg("") }

func (l *lowerer) reg(name string) ir.Reg {
	l.f.RegNames = append(l.f.RegNames, name)
	return ir.Reg(len(l.f.RegNames) - 1)
}

func (l *lowerer) emit(in ir.Instr) { l.code = append(l.code, in) }

// do emits an instruction that makes a new value.
func (l *lowerer) do(in ir.Instr) ir.Reg {
	in.Dst = l.temp()
	l.emit(in)
	return in.Dst
}

func (l *lowerer) at(op ir.Op, n syntax.Ref) ir.Instr {
	return ir.Instr{Op: op, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: l.span(n)}
}

func (l *lowerer) constant(n syntax.Ref, v ir.Value) ir.Reg {
	l.f.Consts = append(l.f.Consts, v)
	in := l.at(ir.Const, n)
	in.A = ir.Reg(len(l.f.Consts) - 1)
	return l.do(in)
}

func (l *lowerer) str(n syntax.Ref, s string) ir.Reg {
	return l.constant(n, ir.Value{Kind: ir.Str, Str: s})
}

func (l *lowerer) none(n syntax.Ref) ir.Reg { return l.constant(n, ir.Value{}) }

// call emits a call of a global with positional arguments.
func (l *lowerer) call(n syntax.Ref, name string, args ...ir.Reg) ir.Reg {
	in := l.at(ir.Call, n)
	in.Name, in.Args = name, l.list(args...)
	return l.do(in)
}

func (l *lowerer) method(n syntax.Ref, recv ir.Reg, name string, args ...ir.Reg) ir.Reg {
	in := l.at(ir.Method, n)
	in.A, in.Name, in.Args = recv, name, l.list(args...)
	return l.do(in)
}

// number reads an integer or float literal.
func number(kind syntax.Kind, lit string) ir.Value {
	lit = strings.ReplaceAll(lit, "_", "")
	if kind == syntax.Int {
		if i, err := strconv.ParseInt(lit, 0, 64); err == nil {
			return ir.Value{Kind: ir.Int, Int: i}
		}
		if i, err := strconv.ParseInt(lit, 8, 64); err == nil && strings.HasPrefix(lit, "0") {
			return ir.Value{Kind: ir.Int, Int: i} // Python 2's 0644
		}
		return ir.Value{Kind: ir.Int, Str: lit}
	}
	f, err := strconv.ParseFloat(strings.TrimRight(lit, "jJ"), 64)
	if err != nil {
		return ir.Value{Kind: ir.Float}
	}
	return ir.Value{Kind: ir.Float, Float: f}
}

// literal decodes a text literal; bytes that are not UTF-8 stay as they are.
func (l *lowerer) literal(n syntax.Ref) string {
	v, _ := l.t.StringValue(n)
	if utf8.Valid(v) {
		return string(v)
	}
	return strings.ToValidUTF8(string(v), "\uFFFD")
}
