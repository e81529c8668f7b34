package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// made notes what variables of the module are made by: a class of what a library's
// object carries (db.Model) is found there.
func (l *lowerer) made() {
	by, from, times := map[ir.Reg]string{}, map[string]string{}, map[string]int{}
	for _, in := range l.u.Init.Body {
		switch {
		case in.Op == ir.SetGlobal:
			name := strings.TrimPrefix(in.Name, l.u.Module+".")
			from[name], times[name] = by[in.A], times[name]+1
		case in.Op == ir.Call && in.A == ir.NoReg && in.Name != "":
			by[in.Dst] = in.Name
		case in.Dst != ir.NoReg:
			delete(by, in.Dst)
		}
	}
	for i := range l.u.Globals {
		if g := &l.u.Globals[i]; times[g.Name] == 1 {
			g.Made = from[g.Name]
		}
	}
}

// instances notes the types of a model's globals that are made by calling a class of
// the model, as flask.request is: what x["a"] asks of them is then known.
func (l *lowerer) instances() {
	if !isStubPath(l.u.Path) {
		return
	}
	classes := map[string]bool{}
	for _, t := range l.u.Types {
		classes[t.Name] = true
	}
	made, types := map[ir.Reg]string{}, map[string]string{}
	for _, in := range l.u.Init.Body {
		switch {
		case in.Op == ir.SetGlobal:
			types[strings.TrimPrefix(in.Name, l.u.Module+".")] = made[in.A]
		case in.Op == ir.Call && in.A == ir.NoReg && classes[in.Name]:
			made[in.Dst] = in.Name
		default:
			delete(made, in.Dst)
		}
	}
	for i := range l.u.Globals {
		g := &l.u.Globals[i]
		if t := types[g.Name]; t != "" && g.Type == nil {
			g.Type = &ir.Type{Kind: ir.Named, Name: t}
		}
	}
}
