package c

import (
	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

func (l *lowerer) stmt(id syntax.ID) { l.statement(func() { l.stmtIn(id) }) }

func (l *lowerer) stmtIn(id syntax.ID) {
	if id == 0 {
		return
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case syntax.Block:
		l.blockStmt(id)
	case syntax.Expr:
		l.unlooked(&l.t.Nodes[n.First], l.span(n.First))
		v, _ := l.value(n.First)
		if t := l.typeOfExpr(n.First); l.t.Nodes[n.First].Kind == syntax.Call && t.kind == tRecord && destructible(t) && !l.moves(&l.t.Nodes[l.t.Nodes[n.First].First]) {
			l.destroy(v, t, l.span(id)) // a result that nobody takes
		}
	case syntax.Decl, syntax.Group, syntax.TStruct, syntax.TEnum, syntax.Func:
		l.localDecl(id, n)
	case syntax.If:
		l.ifStmt(n)
	case syntax.While:
		l.whileStmt(n)
	case syntax.Do:
		l.doStmt(n)
	case syntax.For:
		l.forStmt(n)
	case syntax.RangeFor:
		l.rangeFor(id, n)
	case syntax.Switch:
		l.switchStmt(id, n)
	case syntax.Break, syntax.Continue:
		l.leave(n.Kind == syntax.Continue)
	case syntax.Goto:
		l.gotoStmt(n)
	case syntax.Return:
		l.returnStmt(id, n)
	case syntax.Asm:
		l.asm(id, n)
	case syntax.Try:
		l.tryStmt(n)
	case syntax.Using:
		l.usingName(n)
	}
}

// test lowers a condition, which may be a declaration.
func (l *lowerer) test(id syntax.ID) ir.Reg {
	n := &l.t.Nodes[id]
	if n.Kind == syntax.Decl {
		l.localDecl(id, n)
		if s := l.names[n.Text]; s != nil {
			v, _ := l.load(place{s.reg, s.memory, s.typ.strip()}, l.span(id))
			return v
		}
	}
	v, t := l.value(id)
	l.mistaken(t.strip(), boolType, l.span(id))
	if t.strip().kind == tRecord {
		if ms := t.strip().rec.lookup("operator bool", 0); len(ms) > 0 {
			v, _ = l.invoke(ms, v, t.strip(), 0, l.span(id))
		} else {
			v = l.unknown(l.span(id), v)
		}
	}
	return v
}

func (l *lowerer) ifStmt(n *syntax.Node) {
	mark := len(l.undo)
	then := l.t.Nodes[n.First].Next
	or := l.t.Nodes[then].Next
	l.sumTest(n.First, then, or)
	c := l.test(n.First)
	bit := l.flagged(n.First)
	l.branch(c, func() { l.branchOf(then, bit == 1) }, func() { l.branchOf(or, bit == 2) })
	l.unscope(mark)
}

// inner lowers a statement that is a scope of its own.
func (l *lowerer) inner(id syntax.ID) {
	if id == 0 {
		return
	}
	mark := len(l.undo)
	l.stmt(id)
	l.unscope(mark)
}

// asm is assembler: what it names it may change.
func (l *lowerer) asm(id syntax.ID, n *syntax.Node) {
	s := l.span(id)
	seen := map[*symbol]bool{}
	for i := n.Tok; i < n.End && int(i) < len(l.t.Toks); i++ {
		sym := l.names[l.t.Toks[i].Text]
		if l.t.Toks[i].Kind != pp.Ident || sym == nil || sym.kind != sLocal || seen[sym] {
			continue
		}
		seen[sym] = true
		l.statement(func() {
			if sym.memory || sym.typ.kind == tRef {
				l.call(ir.IntrinsicModule+".havoc", s, sym.reg)
			} else {
				l.copyTo(sym.reg, l.unknown(s), s)
			}
		})
	}
}
