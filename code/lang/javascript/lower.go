package javascript

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/page"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/code/lang/javascript/written"
)

// Lower reads one file by itself.
func (l Language) Lower(file, module string, text []byte) *ir.Unit {
	return l.LowerWith(file, module, text, lang.Tree{})
}

// LowerWith reads one file; the tree tells which templates there are.
func (l Language) LowerWith(file, module string, text []byte, tree lang.Tree) *ir.Unit {
	if isManifest(file) {
		return lowerManifest(file, module, text)
	}
	src := string(text)
	if strings.HasPrefix(src, "\ufeff") {
		src = "   " + src[3:]
	}
	mode := modeOf(file)
	var script page.Script
	if page.Is(file) {
		script = page.Read(path.Ext(file), src)
		src = script.Text
		if script.TypeScript {
			mode = syntax.TypeScript
		}
	}
	t := syntax.Parse(src, mode)
	if !isStubPath(file) {
		unwrap(t)
		if strings.Contains(src, "require(") {
			hoist(t)
		}
	}
	u := &ir.Unit{Path: file, Lang: "javascript", Module: module, Text: text, Imports: map[string]string{}, Test: isTest(file), Lines: lineStarts(text)}
	for _, e := range t.Errors {
		u.Problems = append(u.Problems, ir.Problem{Span: ir.Span{Start: e.Start, End: e.End}, Text: e.Msg})
	}
	lo := &lowerer{lang: l, tree: tree, t: t, u: u, src: src, stub: isStubPath(file), seen: map[string]int{}, known: map[string]bool{}, direct: map[string]bool{}, aliases: map[string]bool{}, same: map[string]bool{}, modules: map[string]bool{}}
	base := path.Base(withoutEnding(file))
	lo.index = base == "index" && !strings.HasSuffix(module, "/index") && module != "./index"
	lo.unit()
	if page.Is(file) {
		replace(u, script)
	}
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
	lang    Language
	tree    lang.Tree
	t       *syntax.Tree
	u       *ir.Unit
	src     string
	stub    bool
	index   bool                // the module is named by its folder
	free    map[syntax.Ref]free // of functions and classes
	seen    map[string]int      // functions of a name so far
	known   map[string]bool     // cache: is there a stub for the module
	direct  map[string]bool     // top-level functions and classes that their name stands for
	modules map[string]bool     // imported names that are modules, not members
	protos  map[string]*proto   // functions that are classes by their prototype
	tops    map[string]bool     // names of the module's body
	exports bool                // CommonJS: there is a global "exports"
	aliases map[string]bool     // variables that are module
	same    map[string]bool     // CommonJS: variables that are what is exported
	whole   string              // CommonJS: the function that the module is
	parts   map[string]bool     // CommonJS: exported functions that are known by name

	own     map[syntax.Ref]bool            // reads by an object's own keys
	awaited map[syntax.Ref]bool            // calls whose results the program waits for
	faults  map[syntax.Ref][]written.Fault // what is wrong as it is written

	selves        map[string]string // what top-level function values call themselves
	shelljs       bool              // the library's functions are global
	exportedFuncs []string          // CommonJS: names of functions that are exported one by one

	*frame

	code   []ir.Instr // the blocks being written, innermost last
	instrs lang.Slab[ir.Instr]
	regs   lang.Slab[ir.Reg]
}

// A frame is the function being lowered.
type frame struct {
	f      *ir.Func
	scope  *scope          // innermost block
	needs  map[string]bool // variables that inner functions use: they live in cells
	class  string          // the class whose method this is
	this   ir.Reg
	depth  int // Loops, Ranges and Scopes around
	labels []label
	name   string // what the value being lowered is assigned to
	outer  *frame
	chains []int // depths of the optional chains around
	later  bool  // what it returns is waited for: an async function, or one of a promise
}

// A label is a target of break or continue.
type label struct {
	name  string
	at    int  // depth of the construct
	loop  bool // may be continued
	plain bool // an unnamed break means it
}

// unit lowers the module's body.
func (l *lowerer) unit() {
	l.free = bind(l.t)
	if !l.stub {
		l.own = ownReads(l.t)
		l.faults = written.Find(l.t)
	}
	init := &ir.Func{Name: l.u.Module + ".<module>", Unit: l.u, Span: ir.Span{End: uint32(len(l.src))}}
	l.u.Init = init
	l.frame = &frame{f: init, scope: &scope{top: true}, this: ir.NoReg}
	if l.u.Module != "builtin" {
		l.u.Imports["import builtin"] = "builtin" // its body makes console, document and so on
	}
	if l.stub {
		l.bindImport(ir.IntrinsicModule, ir.IntrinsicModule, true)
	}
	l.shelljs = strings.Contains(l.src, "shelljs/global")
	l.protos = l.prototypes()
	l.declareTop(l.t.Root)
	init.Body = l.block(func() {
		if l.usesExports() {
			l.exports = true
			l.globalVar("exports")
			in := l.at(ir.SetGlobal, l.t.Root)
			in.Span = ir.Span{}
			m := l.at(ir.Map, l.t.Root)
			m.Span = ir.Span{}
			in.A, in.Name = l.do(m), l.u.Module+".exports"
			l.emit(in)
		}
		l.statements(l.t.First(l.t.Root))
		l.remoteEntries()
		l.unguarded()
	})
	if l.exports && !l.hasGlobal("exports") { // it is a function or class, never the empty object
		init.Body = init.Body[2:]
	}
	l.finish(init)
	l.exportTable()
}

// usesExports tells CommonJS modules: the names are looked for in the text.
func (l *lowerer) usesExports() bool {
	return !l.stub && (strings.Contains(l.src, "exports") && (strings.Contains(l.src, "module.exports") || strings.Contains(l.src, "exports.") || strings.Contains(l.src, "exports[") || len(l.aliases) > 0 && strings.Contains(l.src, ".exports") ||
		strings.Contains(l.src, "module[") || strings.Contains(l.src, "= exports") || strings.Contains(l.src, "(exports")))
}

func (l *lowerer) globalVar(name string) {
	if !l.hasGlobal(name) {
		l.u.Globals = append(l.u.Globals, ir.Global{Name: name})
	}
}

func (l *lowerer) hasGlobal(name string) bool {
	return slices.ContainsFunc(l.u.Globals, func(g ir.Global) bool { return g.Name == name })
}

func (l *lowerer) text(n syntax.Ref) string { return l.t.Text(n) }

func (l *lowerer) span(n syntax.Ref) ir.Span {
	return ir.Span{Start: l.t.Nodes[n].Start, End: l.t.Nodes[n].End}
}

func (l *lowerer) problem(n syntax.Ref, text string) {
	l.u.Problems = append(l.u.Problems, ir.Problem{Span: l.span(n), Text: text})
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

func (l *lowerer) boolean(n syntax.Ref, b bool) ir.Reg {
	v := ir.Value{Kind: ir.Bool}
	if b {
		v.Int = 1
	}
	return l.constant(n, v)
}

// call emits a call of a global with positional arguments.
func (l *lowerer) call(n syntax.Ref, name string, args ...ir.Reg) ir.Reg {
	in := l.at(ir.Call, n)
	in.Name, in.Args = name, l.list(args...)
	return l.do(in)
}

// op emits a primitive operation of package ops.
func (l *lowerer) op(n syntax.Ref, name string, args ...ir.Reg) ir.Reg {
	return l.call(n, ir.IntrinsicOp, append([]ir.Reg{l.str(n, name)}, args...)...)
}

func (l *lowerer) copyTo(dst ir.Reg, n syntax.Ref, v ir.Reg) {
	in := l.at(ir.Copy, n)
	in.Dst, in.A = dst, v
	l.emit(in)
}

// finish counts the registers.
func (l *lowerer) finish(f *ir.Func) {
	f.NumRegs = len(f.RegNames)
	if !l.stub {
		markWritable(f)
	}
	f.RegTypes = append(f.RegTypes, make([]*ir.Type, f.NumRegs-len(f.RegTypes))...)
}

// typed notes the declared type of a register.
func (l *lowerer) typed(r ir.Reg, t *ir.Type) {
	if t == nil {
		return
	}
	for len(l.f.RegTypes) <= int(r) {
		l.f.RegTypes = append(l.f.RegTypes, nil)
	}
	l.f.RegTypes[r] = t
}

// number reads a numeric literal.
func number(lit string) ir.Value {
	lit = strings.TrimSuffix(strings.ReplaceAll(lit, "_", ""), "n")
	if i, err := strconv.ParseInt(lit, 0, 64); err == nil {
		return ir.Value{Kind: ir.Int, Int: i}
	}
	if len(lit) > 1 && lit[0] == '0' && lit[1] >= '0' && lit[1] <= '9' {
		if i, err := strconv.ParseInt(lit, 10, 64); err == nil {
			return ir.Value{Kind: ir.Int, Int: i}
		}
	}
	f, err := strconv.ParseFloat(lit, 64)
	if err == nil && f == float64(int64(f)) && f < 1<<53 && f > -1<<53 {
		return ir.Value{Kind: ir.Int, Int: int64(f)}
	}
	return ir.Value{Kind: ir.Float, Float: f}
}
