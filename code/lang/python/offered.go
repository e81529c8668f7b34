package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// offers notes what users of a library may call, functions and methods whose names do
// not begin with an underscore, and which of their parameters are texts.
func (l *lowerer) offers() {
	for _, f := range l.u.Funcs {
		if f.Offered = l.public(f); !f.Offered {
			continue
		}
		texts := textsIn(f, f.Body, map[ir.Reg]bool{}, map[ir.Reg]bool{})
		for i := range f.Params {
			p := &f.Params[i]
			p.Text = p.Type == nil && !(i == 0 && f.Recv) && !p.Variadic && !p.KwVariadic && texts[p.Reg]
		}
	}
}

func (l *lowerer) public(f *ir.Func) bool {
	if l.u.Stub || l.u.Test || f.Async && f.Gen {
		return false
	}
	rest, ok := strings.CutPrefix(f.Name, l.u.Module+".")
	parts := strings.Split(rest, ".")
	if !ok || len(parts) > 2 || len(parts) == 2 && f.Class == "" || strings.ContainsAny(rest, "<#") {
		return false
	}
	for _, p := range parts {
		if strings.HasPrefix(p, "_") {
			return false
		}
	}
	return true
}

// textsIn adds the registers that are put into texts: parts of f-strings, and what is
// added to a constant text or follows it after %.
func textsIn(f *ir.Func, b ir.Block, constants, texts map[ir.Reg]bool) map[ir.Reg]bool {
	for i := range b {
		in := &b[i]
		switch {
		case in.Op == ir.Const && int(in.A) < len(f.Consts) && f.Consts[in.A].Kind == ir.Str:
			constants[in.Dst] = true
		case in.Op == ir.Concat:
			for _, a := range in.Args {
				texts[a] = true
			}
		case in.Op == ir.Binary && (in.Tok == ir.Add || in.Tok == ir.Mod):
			if constants[in.A] || texts[in.A] {
				texts[in.B], texts[in.Dst] = true, true
			} else if constants[in.B] {
				texts[in.A], texts[in.Dst] = true, true
			}
		}
		if in.Aux != nil {
			for _, inner := range in.Aux.Blocks {
				textsIn(f, inner, constants, texts)
			}
		}
	}
	return texts
}
