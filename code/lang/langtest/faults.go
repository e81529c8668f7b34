package langtest

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// maxFaults bounds how much is said about one unit.
const maxFaults = 20

// Faults lists where a unit breaks the contract of package ir.
func Faults(l lang.Language, u *ir.Unit) []string {
	c := &checker{unit: u}
	if u.Lang != l.Name() {
		c.fault("the unit's language is %q", u.Lang)
	}
	c.lines()
	for _, p := range u.Problems {
		c.span("problem "+p.Text, p.Span, ir.Span{End: uint32(len(u.Text))})
	}
	if u.Init != nil {
		c.function(u.Init, whole(u))
	}
	for _, f := range u.Funcs {
		c.qualified("function", f.Name)
		c.function(f, whole(u))
	}
	for _, t := range u.Types {
		c.qualified("type", t.Name)
		c.span("type "+t.Name, t.Span, whole(u))
	}
	for _, g := range u.Globals {
		if g.Name == "" {
			c.fault("a global has no name")
		}
		c.span("global "+g.Name, g.Span, whole(u))
	}
	return c.faults
}

func whole(u *ir.Unit) ir.Span { return ir.Span{End: uint32(len(u.Text))} }

type checker struct {
	unit   *ir.Unit
	fn     *ir.Func
	faults []string
}

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
}

// lines: the starts of lines ascend from 0 and lie in the text.
func (c *checker) lines() {
	if len(c.unit.Lines) == 0 || c.unit.Lines[0] != 0 {
		c.fault("Lines does not begin with 0")
		return
	}
	for i, at := range c.unit.Lines[1:] {
		if at <= c.unit.Lines[i] || int(at) > len(c.unit.Text) {
			c.fault("line %d starts at %d", i+2, at)
		}
	}
}

// qualified: a name begins with the unit's module.
func (c *checker) qualified(what, name string) {
	if !strings.HasPrefix(name, c.unit.Module+".") {
		c.fault("%s %q is not qualified with %q", what, name, c.unit.Module)
	}
}

// span: a stretch is well formed and lies in another.
func (c *checker) span(what string, s, outer ir.Span) {
	if s.Start > s.End || s.Start < outer.Start || s.End > outer.End {
		c.fault("%s: span %v is not in %v", what, s, outer)
	}
}

func (c *checker) function(f *ir.Func, outer ir.Span) {
	saved := c.fn
	c.fn = f
	c.span("function "+f.Name, f.Span, outer)
	c.span("name of "+f.Name, f.NameSpan, f.Span)
	if len(f.RegNames) != f.NumRegs || len(f.RegTypes) != f.NumRegs {
		c.fault("%s: %d registers, %d names, %d types", f.Name, f.NumRegs, len(f.RegNames), len(f.RegTypes))
	}
	if f.Unit != c.unit {
		c.fault("%s: another unit", f.Name)
	}
	for i, p := range f.Params {
		if p.Reg != ir.Reg(i) {
			c.fault("%s: parameter %d is in register %d", f.Name, i, p.Reg)
		}
		c.block(p.Default, f.Span, nil)
	}
	for _, r := range f.Captures {
		c.reg("captures", r)
	}
	for _, r := range f.ResultCells {
		c.reg("result cells", r)
	}
	c.block(f.Body, f.Span, nil)
	c.fn = saved
}

func (c *checker) reg(what string, r ir.Reg) {
	if r != ir.NoReg && (r < 0 || int(r) >= c.fn.NumRegs) {
		c.fault("%s: %s: register %d of %d", c.fn.Name, what, r, c.fn.NumRegs)
	}
}

// block checks instructions; targets tells of the enclosing Loops, Ranges and
// Scopes, innermost last, which of them Continue may name.
func (c *checker) block(b ir.Block, outer ir.Span, targets []bool) {
	for i := range b {
		c.instr(&b[i], outer, targets)
	}
}

func (c *checker) instr(in *ir.Instr, outer ir.Span, targets []bool) {
	what := fmt.Sprintf("%s: %s", c.fn.Name, in.Op)
	if in.Span != (ir.Span{}) {
		c.span(what, in.Span, outer)
	}
	c.registers(what, in)
	switch in.Op {
	case ir.Const:
		if in.A < 0 || int(in.A) >= len(c.fn.Consts) {
			c.fault("%s: constant %d of %d", what, in.A, len(c.fn.Consts))
		}
	case ir.Break, ir.Continue:
		at := len(targets) - 1 - int(in.A)
		if in.A < 0 || at < 0 || in.Op == ir.Continue && !targets[at] {
			c.fault("%s %d: no such target among %d", what, in.A, len(targets))
		}
	case ir.Call:
		if in.A == ir.NoReg && in.Name == "" {
			c.fault("%s of nothing", what)
		}
	case ir.Method, ir.GetField, ir.SetField, ir.GetGlobal, ir.SetGlobal:
		if in.Name == "" {
			c.fault("%s without a name", what)
		}
	}
	c.inside(in, outer, targets)
}

func (c *checker) registers(what string, in *ir.Instr) {
	c.reg(what, in.Dst)
	if in.Op != ir.Const && in.Op != ir.Break && in.Op != ir.Continue {
		c.reg(what, in.A)
	}
	if in.Op != ir.Unpack {
		c.reg(what, in.B)
	}
	c.reg(what, in.C)
	for _, r := range in.Args {
		c.reg(what, r)
	}
}

// shape is how many blocks an instruction has.
var shape = map[ir.Op]int{ir.And: 1, ir.Or: 1, ir.If: 2, ir.Loop: 4, ir.Range: 2, ir.Scope: 1, ir.Try: 3, ir.Defer: 1}

// inside checks the blocks of an instruction. And and Or, If, Try and Defer are
// no targets of Break; a deferred block has no targets at all.
func (c *checker) inside(in *ir.Instr, outer ir.Span, targets []bool) {
	blocks := 0
	if in.Aux != nil {
		blocks = len(in.Aux.Blocks)
	}
	if blocks != shape[in.Op] {
		c.fault("%s: %s has %d blocks", c.fn.Name, in.Op, blocks)
	}
	if in.Aux == nil {
		return
	}
	switch in.Op {
	case ir.Loop, ir.Range:
		targets = append(targets[:len(targets):len(targets)], true)
	case ir.Scope:
		targets = append(targets[:len(targets):len(targets)], false)
	case ir.Defer:
		targets = nil
	}
	if in.Span != (ir.Span{}) {
		outer = in.Span
	}
	for _, b := range in.Aux.Blocks {
		c.block(b, outer, targets)
	}
	for _, h := range in.Aux.Handlers {
		c.reg("handler", h.Var)
		c.block(h.Body, outer, targets)
	}
	if in.Op == ir.MakeFunc {
		c.closure(in)
	}
}

// closure: a function value gets as many cells as its function captures.
func (c *checker) closure(in *ir.Instr) {
	fn := in.Aux.Fn
	if fn == nil {
		c.fault("%s: func without a function", c.fn.Name)
		return
	}
	if len(in.Args) != len(fn.Captures) {
		c.fault("%s: %d cells for %d captures of %s", c.fn.Name, len(in.Args), len(fn.Captures), fn.Name)
	}
	c.function(fn, c.fn.Span)
}
