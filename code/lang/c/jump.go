package c

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// blockStmt lowers a block; labels in it become structure: what stands before a
// label is a Scope that a goto forwards leaves, what follows one that is jumped
// back to is a Loop.
func (l *lowerer) blockStmt(id syntax.ID) {
	mark, clean := len(l.undo), len(l.builder.cleanup)
	types := len(l.using)
	l.sequence(l.t.Kids(id))
	l.destroyTo(clean)
	l.builder.cleanup = l.builder.cleanup[:clean]
	l.using = l.using[:types]
	l.unscope(mark)
}

func (l *lowerer) sequence(kids []syntax.ID) {
	last := -1
	for i := len(kids) - 1; i >= 0; i-- {
		if l.t.Nodes[kids[i]].Kind == syntax.Label {
			last = i
			break
		}
	}
	if last < 0 || len(l.targets) > maxNest {
		for _, k := range kids {
			l.stmt(k)
		}
		return
	}
	label := l.t.Nodes[kids[last]].Text
	before, after := kids[:last], kids[last+1:]
	if l.jumps(before, label, 0) {
		l.scope(target{label: label}, func() { l.sequence(before) })
	} else {
		l.sequence(before)
	}
	if !l.jumps(after, label, 0) {
		l.sequence(after)
		return
	}
	l.loop(target{again: label}, func() ir.Reg { return ir.NoReg }, func() {
		l.sequence(after)
		l.brk(0)
	}, noStep)
}

// jumps reports a goto to a label in some statements.
func (l *lowerer) jumps(kids []syntax.ID, label string, depth int) bool {
	for _, k := range kids {
		n := &l.t.Nodes[k]
		if n.Kind == syntax.Goto && n.Text == label {
			return true
		}
		if n.Kind < syntax.Block || n.Kind > syntax.Asm || depth > maxNest || n.Kind == syntax.Expr {
			continue
		}
		if l.jumps(l.t.Kids(k), label, depth+1) {
			return true
		}
	}
	return false
}

func (l *lowerer) gotoStmt(n *syntax.Node) {
	for i := len(l.targets) - 1; i >= 0; i-- {
		t := &l.targets[i]
		depth := len(l.targets) - 1 - i
		switch n.Text {
		case t.label:
			l.destroyTo(t.cleanups)
			l.brk(depth)
			return
		case t.again:
			l.destroyTo(t.cleanups)
			l.emit(ir.Instr{Op: ir.Continue, Dst: ir.NoReg, A: ir.Reg(depth), B: ir.NoReg, C: ir.NoReg})
			return
		}
	}
	// Into a block, or computed: nobody knows where it goes.
	l.emit(ir.Instr{Op: ir.Return, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg})
}

func (l *lowerer) leave(again bool) {
	for i := len(l.targets) - 1; i >= 0; i-- {
		t := &l.targets[i]
		if !t.isLoop && (again || !t.isSwitch) {
			continue
		}
		l.destroyTo(t.cleanups)
		depth := len(l.targets) - 1 - i
		if again {
			l.emit(ir.Instr{Op: ir.Continue, Dst: ir.NoReg, A: ir.Reg(depth), B: ir.NoReg, C: ir.NoReg})
		} else {
			l.brk(depth)
		}
		return
	}
}

// destroyTo runs the destructors of the objects made since.
func (l *lowerer) destroyTo(mark int) {
	for i := len(l.builder.cleanup) - 1; i >= mark; i-- {
		c := l.builder.cleanup[i]
		l.destroy(c.addr, c.typ, c.span)
	}
}

func (l *lowerer) returnStmt(id syntax.ID, n *syntax.Node) {
	s := l.span(id)
	in := ir.Instr{Op: ir.Return, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: s}
	if n.First != 0 {
		var r ir.Reg
		res := l.result
		l.kept(n.First, res)
		switch {
		case res != nil && res.kind == tRef:
			r = l.place(n.First).reg
		case res != nil && res.kind == tRecord && l.t.Nodes[n.First].Kind == syntax.Init:
			r, _ = l.constructed2(res, l.t.Nodes[n.First].First, s)
		default:
			v, t := l.value(n.First)
			t = t.strip()
			if l.inferred != nil && *l.inferred == anyType {
				*l.inferred = t.decay()
			}
			if res != nil && res.kind == tRecord && t.kind != tRecord && t.kind != tUnknown {
				v, _ = l.constructed(res, []ir.Reg{v}, []*ctype{t}, s)
			} else if res != nil && t.kind == tRecord && otherClass(t, res) {
				v = l.converted(v, t, res, s)
			}
			r = l.convert(v, t, res, s)
		}
		in.Args = []ir.Reg{r}
	} else if l.promise {
		l.call("prunella.noreturn", s)
	}
	for i := len(l.builder.cleanup) - 1; i >= 0; i-- { // all but what is handed out
		if c := l.builder.cleanup[i]; len(in.Args) == 0 || c.addr != in.Args[0] {
			l.destroy(c.addr, c.typ, c.span)
		}
	}
	l.emit(in)
}

func (l *lowerer) tryStmt(n *syntax.Node) {
	outer := l.tryMark
	l.tryMark = len(l.builder.cleanup)
	aux := &ir.Aux{Blocks: []ir.Block{l.block(func() { l.inner(n.First) }), nil, nil}}
	l.tryMark = outer
	for k := l.t.Nodes[n.First].Next; k != 0; k = l.t.Nodes[k].Next {
		c := &l.t.Nodes[k]
		if c.Kind != syntax.Catch {
			continue
		}
		mark := len(l.undo)
		h := ir.Handler{Var: ir.NoReg}
		p := &l.t.Nodes[c.First]
		if p.Kind == syntax.Decl {
			t := l.typeOf(p.First)
			h.Var = l.variable(p.Text, t)
			l.declare(p.Text, &symbol{kind: sLocal, typ: t, reg: h.Var, memory: t.kind == tRecord})
		}
		h.Body = l.block(func() { l.inner(p.Next) })
		l.unscope(mark)
		aux.Handlers = append(aux.Handlers, h)
	}
	l.emit(ir.Instr{Op: ir.Try, Dst: ir.NoReg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Aux: aux})
}
