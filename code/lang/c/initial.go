package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// zeroes: an initialiser that leaves the rest of an aggregate zero.
func (l *lowerer) zeroes(init syntax.ID, t *ctype) bool {
	k := l.t.Nodes[init].Kind
	return (k == syntax.Init || k == syntax.String) && !t.scalar()
}

// maxInit bounds how many elements of an initialiser are told apart.
const maxInit = 256

// initialise stores an initialiser.
func (l *lowerer) initialise(p place, init syntax.ID, s ir.Span) {
	n := &l.t.Nodes[init]
	t := p.typ
	switch {
	case t.kind == tArray && n.Kind == syntax.String:
		v, _ := l.value(init)
		size := (int64(len(n.Text)) + 1) * max(1, t.elem.bytes())
		if b := t.bytes(); b > 0 {
			size = min(size, b)
		}
		l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: p.reg, B: v, C: ir.NoReg, Flags: ir.FlagValue, Span: s, Aux: l.placed(t, size, 0)})
	case l.list(t, n):
		l.listed(p.reg, t, n.First, s)
	case t.kind == tRecord && (n.Kind != syntax.Init || len(l.constructors(t)) > 0):
		args := init
		if n.Kind == syntax.Init {
			args = n.First
		}
		l.constructAt(p.reg, t, l.only2(args, n.Kind == syntax.Init), s)
	case n.Kind == syntax.Init && !t.scalar():
		k := n.First
		if t.kind == tArray && k != 0 && l.t.Nodes[k].Kind == syntax.String && t.elem.kind == tInt {
			l.initialise(p, k, s)
			return
		}
		count := 0
		l.aggregate(p, &k, s, &count)
	case n.Kind == syntax.Init:
		if n.First == 0 {
			l.assign(p, l.intConst(0, s), intType, s)
			return
		}
		v, vt := l.value(n.First)
		l.assign(p, v, vt.strip(), s)
	default:
		v, vt := l.value(init)
		l.assign(p, v, vt.strip(), s)
	}
}

func (l *lowerer) only2(id syntax.ID, many bool) syntax.ID {
	if many {
		return id
	}
	return l.only(id)
}

// aggregate takes elements from a list for an array or record; without braces of
// their own, inner aggregates take theirs from the same list.
func (l *lowerer) aggregate(p place, k *syntax.ID, s ir.Span, count *int) {
	if *count > maxInit {
		return
	}
	if p.typ.kind == tArray {
		e := p.typ.elem
		for i := int64(0); *k != 0 && (p.typ.n < 0 || i < p.typ.n); i++ {
			n := &l.t.Nodes[*k]
			if n.Kind == syntax.Designated && n.Text == "" {
				if v, ok := l.eval(n.First); ok {
					i = v
				}
			} else if n.Kind == syntax.Designated {
				return
			}
			if *count++; *count > maxInit {
				l.call("prunella.havoc", s, p.reg)
				return
			}
			at := l.op(ir.IndexRef, p.reg, l.intConst(i, s), s, l.placed(e, e.bytes(), 0))
			l.element(place{at, true, e}, k, s, count)
		}
		return
	}
	fields := p.typ.rec.fields
	for i := 0; *k != 0 && i < len(fields); i++ {
		n := &l.t.Nodes[*k]
		if n.Kind == syntax.Designated {
			found := false
			for j, f := range fields {
				if f.name == n.Text {
					i, found = j, true
				}
			}
			if !found {
				*k = n.Next
				continue
			}
		}
		*count++
		l.element(l.memberAt(p.reg, fields[i], s), k, s, count)
		if p.typ.rec.union {
			return
		}
	}
}

func (l *lowerer) element(p place, k *syntax.ID, s ir.Span, count *int) {
	n := &l.t.Nodes[*k]
	v := *k
	if n.Kind == syntax.Designated {
		v = n.First
		if n.Text == "" {
			v = l.t.Nodes[v].Next
		}
	}
	inner := l.t.Nodes[v].Kind
	if !p.typ.scalar() && inner != syntax.Init && inner != syntax.String && inner != syntax.Compound && n.Kind != syntax.Designated {
		if t := l.typeOfExpr(v).strip(); t.kind != tRecord {
			before := *k
			l.aggregate(p, k, s, count)
			if *k == before {
				*k = n.Next
			}
			return
		}
	}
	next := n.Next
	l.statement(func() { l.initialise(p, v, s) })
	*k = next
}
