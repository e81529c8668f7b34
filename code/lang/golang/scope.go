package golang

import (
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/code/ir"
)

// An entry is one local name in scope: a variable (reg) or a type (typ).
type entry struct {
	name string
	prev int32 // what the name stood for outside
	fn   *frame
	reg  ir.Reg
	cell bool      // reg holds a cell
	decl token.Pos // where it is declared: its identity between passes
	typ  *ir.Type  // the variable's declared type, or the type itself
	kind entryKind
}

type entryKind uint8

const (
	varEntry entryKind = iota
	typeEntry
)

const noEntry int32 = -1

// A frame is a function being lowered.
type frame struct {
	parent   *frame
	fn       *ir.Func
	temps    []ir.Reg        // registers for intermediate values
	used     int             // how many of temps are in use
	written  map[string]bool // names whose fields the body assigns to
	captures []int32         // entries captured, parallel to fn.Captures
	targets  []target
	results  []int32 // entries of named results
	defers   bool
	pkg      bool // the package's own code
	declared int  // number of declared results
	lambdas  map[int]int
}

// A target is a structure that counts when break and continue say how far they
// leave: a Loop, a Range, a Scope.
type target struct {
	label     string   // "" when unlabelled
	breaks    bool     // a break of the source may mean it
	continues bool     // a continue of the source may mean it
	gotos     []string // the labels of a goto region
	state     ir.Reg   // its selector
}

func (l *lowerer) lookup(name string) int32 {
	if at, ok := l.scope[name]; ok {
		return at
	}
	return noEntry
}

// A mark is where a scope began, and its enclosing one.
type mark struct{ at, outer int }

func (l *lowerer) openScope() mark {
	m := mark{len(l.entries), l.block}
	l.block = m.at
	return m
}

func (l *lowerer) closeScope(m mark) {
	for i := len(l.entries) - 1; i >= m.at; i-- {
		e := &l.entries[i]
		if e.prev == noEntry {
			delete(l.scope, e.name)
		} else {
			l.scope[e.name] = e.prev
		}
	}
	l.entries = l.entries[:m.at]
	l.block = m.outer
}

func (l *lowerer) bind(e entry) int32 {
	e.prev = l.lookup(e.name)
	e.fn = l.fr
	at := int32(len(l.entries))
	l.entries = append(l.entries, e)
	l.scope[e.name] = at
	return at
}

// bindType makes name stand for a type until the scope closes.
func (l *lowerer) bindType(name string, t *ir.Type) {
	l.bind(entry{name: name, kind: typeEntry, typ: t, reg: ir.NoReg})
}

// declare puts a variable into scope. Its register gets its value from the
// caller: see define.
func (l *lowerer) declare(id *ast.Ident, reg ir.Reg, t *ir.Type) int32 {
	return l.bind(entry{name: id.Name, reg: reg, cell: l.needsCell[id.Pos()], decl: id.Pos(), typ: t})
}

// define declares the variable id with the value in register value.
func (l *lowerer) define(id *ast.Ident, value ir.Reg, t *ir.Type, sp ir.Span) {
	if id.Name == "_" {
		return
	}
	reg := l.variable(id.Name, t)
	l.initialise(id, reg, value, sp)
	l.declare(id, reg, t)
}

// initialise gives a new variable its first value.
func (l *lowerer) initialise(id *ast.Ident, reg, value ir.Reg, sp ir.Span) {
	op := ir.Copy
	if l.needsCell[id.Pos()] {
		op = ir.Cell
	}
	in := l.push(op, sp)
	in.Dst, in.A, in.Flags = reg, value, ir.FlagDecl
}

// variable makes a register with a name.
func (l *lowerer) variable(name string, t *ir.Type) ir.Reg {
	fn := l.fr.fn
	fn.RegNames = append(fn.RegNames, name)
	fn.RegTypes = append(fn.RegTypes, t)
	fn.NumRegs++
	return ir.Reg(fn.NumRegs - 1)
}

// temp is a register for the rest of the statement.
func (l *lowerer) temp() ir.Reg {
	f := l.fr
	if f.used == len(f.temps) {
		f.temps = append(f.temps, l.variable("", nil))
	}
	f.used++
	return f.temps[f.used-1]
}

// dest is dst, or a temporary where the caller does not mind.
func (l *lowerer) dest(dst ir.Reg) ir.Reg {
	if dst == ir.NoReg {
		return l.temp()
	}
	return dst
}

// access is the register of a variable in the current function; when it belongs
// to an enclosing one, it is captured on the way.
func (l *lowerer) access(at int32) ir.Reg {
	if l.entries[at].fn != l.fr {
		l.markCell(at)
	}
	return l.captured(l.fr, at)
}

func (l *lowerer) captured(f *frame, at int32) ir.Reg {
	e := &l.entries[at]
	if e.fn == f || f == nil {
		return e.reg
	}
	for i, have := range f.captures {
		if have == at {
			return f.fn.Captures[i]
		}
	}
	l.captured(f.parent, at)
	saved := l.fr
	l.fr = f
	reg := l.variable(e.name, e.typ)
	l.fr = saved
	f.captures = append(f.captures, at)
	f.fn.Captures = append(f.fn.Captures, reg)
	return reg
}

// markCell notes that a variable must live in a cell. When this pass did not
// know, the declaration is lowered once more.
func (l *lowerer) markCell(at int32) {
	e := &l.entries[at]
	if !e.cell && !l.needsCell[e.decl] {
		l.needsCell[e.decl] = true
		l.again = true
	}
}

// read gives the value of a local variable.
func (l *lowerer) read(at int32, sp ir.Span, dst ir.Reg) ir.Reg {
	reg := l.access(at)
	e := &l.entries[at]
	if !e.cell {
		if dst == ir.NoReg || dst == reg {
			return reg
		}
		in := l.push(ir.Copy, sp)
		in.Dst, in.A = dst, reg
		in.Flags = structFlag(e.typ)
		return dst
	}
	stored := dst != ir.NoReg
	dst = l.dest(dst)
	in := l.push(ir.Load, sp)
	in.Dst, in.A = dst, reg
	if stored {
		in.Flags = structFlag(e.typ)
	}
	return dst
}

// write assigns to a local variable.
func (l *lowerer) write(at int32, value ir.Reg, sp ir.Span) {
	reg := l.access(at)
	e := &l.entries[at]
	if e.cell {
		in := l.push(ir.Store, sp)
		in.A, in.B = reg, value
		return
	}
	if reg == value {
		return
	}
	in := l.push(ir.Copy, sp)
	in.Dst, in.A = reg, value
	in.Flags = structFlag(e.typ)
}

// structFlag is FlagValue when a variable of the declared type can hold a struct
// by value, so that storing it copies.
func structFlag(t *ir.Type) ir.Flags {
	if t == nil || t.Kind == ir.Named && universe[t.Name] != universeType {
		return ir.FlagValue
	}
	return 0
}
