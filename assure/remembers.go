package assure

import (
	"sort"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// Remembers names a variable that outlives a request and that the patched code
// writes, where it did not before; "" when there is none. The solver takes such a
// variable as it is at the start, so that what it proves holds for the first request.
func Remembers(before, after *link.Program) string {
	if before == nil || after == nil {
		return ""
	}
	var found []string
	for _, f := range touched(after, before) {
		if f == f.Unit.Init {
			continue
		}
		had := map[string]bool{}
		if old := counterpart(before, f); old != nil {
			had = kept(old)
		}
		for name := range kept(f) {
			if !had[name] {
				found = append(found, name)
			}
		}
	}
	if len(found) == 0 {
		return ""
	}
	sort.Strings(found)
	return found[0]
}

// changing are methods that change the container they are called on.
var changing = map[string]bool{
	"append": true, "add": true, "update": true, "pop": true, "setdefault": true, "insert": true, "remove": true, "discard": true, "clear": true, "extend": true,
	"appendleft": true, "push": true, "unshift": true, "shift": true, "splice": true, "set": true, "delete": true, "put": true, "addAll": true, "Store": true,
	"LoadOrStore": true, "Delete": true, "Add": true, "Set": true, "Swap": true, "CompareAndSwap": true,
}

// kept lists the globals that a function writes, by itself.
func kept(f *ir.Func) map[string]bool {
	k := keeper{out: map[string]bool{}, from: map[ir.Reg]string{}}
	k.block(f.Body)
	return k.out
}

type keeper struct {
	out  map[string]bool
	from map[ir.Reg]string // registers that hold a global, or its address
}

func (k *keeper) block(b ir.Block) {
	for in := range b.All() {
		k.instr(in)
	}
}

func (k *keeper) instr(in *ir.Instr) {
	switch in.Op {
	case ir.SetGlobal:
		k.out[in.Name] = true
	case ir.GetGlobal:
		k.from[in.Dst] = in.Name
	case ir.FieldRef, ir.GetField, ir.IndexRef, ir.GetIndex, ir.Copy:
		if in.Op == ir.FieldRef && in.A == ir.NoReg {
			k.from[in.Dst] = in.Name
		} else if name, ok := k.from[in.A]; ok {
			k.from[in.Dst] = name
		}
	case ir.SetIndex, ir.DelIndex, ir.SetField, ir.Store:
		k.note(in.A)
	case ir.Method:
		if changing[in.Name] {
			k.note(in.A)
		}
	}
}

func (k *keeper) note(r ir.Reg) {
	if name, ok := k.from[r]; ok && r != ir.NoReg {
		k.out[name] = true
	}
}
