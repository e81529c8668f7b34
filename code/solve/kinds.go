package solve

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
)

// What a look at a function tells of the sinks and sources in it: their kinds are constants.

// dataSinks are the kinds of sink that judge whose data they get, when nobody says
// so. All others may find fault with a constant.
var dataSinks = []string{
	"code", "exec", "header", "html", "ldap", "log", "path", "redirect", "shell", "split", "sql", "template", "url", "xpath",
	"amount", "index", "narrow",
}

// numberSinks judge the range of a number: what it was compared with has to be known.
var numberSinks = []string{"amount", "index", "narrow"}

// noteConst notes which constant a register is set to.
func (in *funcInfo) noteConst(i *ir.Instr) {
	switch {
	case int(i.A) >= len(in.fn.Consts) || i.A < 0 || i.Dst < 0 || int(i.Dst) >= len(in.set):
	case in.set[i.Dst] != 0:
		in.set[i.Dst] = -1
	default:
		in.set[i.Dst] = int32(i.A) + 1
	}
}

// firstConst is the kind that a source or sink is given.
func (in *funcInfo) firstConst(i *ir.Instr) (string, bool) {
	if len(i.Args) == 0 {
		return "", false
	}
	return in.lastConst(i.Args[0])
}

// lastConst is the constant text a register was set to, when it is set once.
func (in *funcInfo) lastConst(reg ir.Reg) (string, bool) {
	if !in.isConst(reg) {
		return "", false
	}
	v := in.fn.Consts[in.set[reg]-1]
	return v.Str, v.Kind == ir.Str
}

// isConst reports a register that holds one constant.
func (in *funcInfo) isConst(reg ir.Reg) bool {
	return reg >= 0 && int(reg) < len(in.set) && in.set[reg] > 0
}

// sink notes what reaching a sink may show. One in the project's own code with nothing but
// constants (what a front end saw to be wrong as it is written) says the same whoever
// calls: one execution shows it.
func (g *graph) sink(in *funcInfo, i *ir.Instr) {
	kind, _ := in.firstConst(i)
	of := g.watch.sink(kind)
	g.wraps = g.wraps || of != 0 && slices.Contains(numberSinks, kind)
	if of == toValue && !in.fn.Unit.Stub && !slices.ContainsFunc(i.Args, func(r ir.Reg) bool { return !in.isConst(r) }) {
		in.says = true
		return
	}
	in.reach |= of
}
