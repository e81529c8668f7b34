package golang

import (
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/code/ir"
)

func (l *lowerer) forStmt(s *ast.ForStmt, label string) {
	scope := l.openScope()
	if s.Init != nil {
		l.stmt(s.Init, "")
	}
	vars := len(l.entries)
	l.fr.targets = append(l.fr.targets, target{label: label, breaks: true, continues: true})
	cond := ir.NoReg
	condition := l.inBlock(func() {
		if s.Cond != nil {
			cond = l.value(s.Cond)
		}
	})
	body := l.body(s.Body.List)
	step := l.inBlock(func() {
		l.freshCells(scope.at, vars, l.span(s))
		if s.Post != nil {
			l.stmt(s.Post, "")
		}
	})
	l.fr.targets = l.fr.targets[:len(l.fr.targets)-1]
	in := l.push(ir.Loop, l.span(s))
	in.A, in.Aux = cond, l.withBlocks(condition, body, step, nil)
	l.closeScope(scope)
}

// freshCells gives the loop variables of each turn a cell of their own.
func (l *lowerer) freshCells(from, to int, sp ir.Span) {
	for at := from; at < to; at++ {
		if e := l.entries[at]; e.cell {
			old := l.read(int32(at), sp, ir.NoReg)
			in := l.push(ir.Cell, sp)
			in.Dst, in.A, in.Flags = e.reg, old, ir.FlagDecl
		}
	}
}

func (l *lowerer) rangeStmt(s *ast.RangeStmt, label string) {
	scope := l.openScope()
	x := l.value(s.X)
	define := s.Tok == token.DEFINE
	key, value := ir.NoReg, ir.NoReg
	l.fr.targets = append(l.fr.targets, target{label: label, breaks: true, continues: true})
	body := l.inBlock(func() {
		key = l.rangeVar(s.Key, define)
		if value = l.rangeVar(s.Value, define); value != ir.NoReg && key == ir.NoReg {
			key = l.temp() // only Python's loops have no key: they are over the keys of a map
		}
		inner := l.openScope()
		l.stmts(s.Body.List)
		l.closeScope(inner)
	})
	l.fr.targets = l.fr.targets[:len(l.fr.targets)-1]
	in := l.push(ir.Range, l.span(s))
	in.Dst, in.A, in.B, in.Aux = key, x, value, l.withBlocks(body, nil)
	l.closeScope(scope)
}

// rangeVar is the register that receives the key or value of each turn; code
// that brings it to where the source wants it begins the body.
func (l *lowerer) rangeVar(e ast.Expr, define bool) ir.Reg {
	if e == nil {
		return ir.NoReg
	}
	if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
		return ir.NoReg
	}
	received := l.temp() // before the operands of the place: the loop writes it first
	p := l.place(e, define)
	if to := l.target(p); to != ir.NoReg {
		received = to
	}
	l.store(p, received)
	return received
}

// branch lowers break, continue, goto; fallthrough is the switch's.
func (l *lowerer) branch(s *ast.BranchStmt) {
	sp, label := l.span(s), ""
	if s.Label != nil {
		label = s.Label.Name
	}
	for i := len(l.fr.targets) - 1; i >= 0; i-- {
		t, depth := &l.fr.targets[i], len(l.fr.targets)-1-i
		switch s.Tok {
		case token.BREAK:
			if t.breaks && (label == "" || label == t.label) {
				l.push(ir.Break, sp).A = ir.Reg(depth)
				return
			}
		case token.CONTINUE:
			if t.continues && (label == "" || label == t.label) {
				l.push(ir.Continue, sp).A = ir.Reg(depth)
				return
			}
		case token.GOTO:
			if n := indexOf(t.gotos, label); n >= 0 {
				l.copyTo(l.integer(int64(n+1), sp), sp, t.state)
				l.push(ir.Continue, sp).A = ir.Reg(depth)
				return
			}
		}
	}
	switch s.Tok {
	case token.GOTO:
		if l.gotos[label] {
			l.problem(sp, "goto to a label that is not around it")
			return
		}
		l.gotos[label], l.again = true, true
	case token.BREAK, token.CONTINUE:
		l.problem(sp, s.Tok.String()+" outside of what it could leave")
	}
}

func indexOf(list []string, s string) int {
	for i, have := range list {
		if have == s {
			return i
		}
	}
	return -1
}

func (l *lowerer) hasGotoLabel(list []ast.Stmt) bool {
	if len(l.gotos) == 0 {
		return false
	}
	for _, s := range list {
		if ls, ok := s.(*ast.LabeledStmt); ok && l.gotos[ls.Label.Name] {
			return true
		}
	}
	return false
}

// gotoRegion lowers a list with labels that a goto names as a loop over its
// stretches. A selector says from which stretch on to run, so that goto is
// "set the selector and continue", forwards and backwards:
//
//	state = 0
//	loop { if state <= 0 { … }; if state <= 1 { L1: … }; break }
func (l *lowerer) gotoRegion(list []ast.Stmt) {
	labels, stretches := l.stretches(list)
	sp := l.between(list[0].Pos(), list[len(list)-1].End())
	state := l.variable("", intType)
	l.copyTo(l.integer(0, sp), sp, state)
	l.fr.targets = append(l.fr.targets, target{gotos: labels, state: state})
	body := l.inBlock(func() {
		for i, part := range stretches {
			if len(part) > 0 {
				l.stretch(part, state, i)
			}
		}
		l.push(ir.Break, ir.Span{Start: sp.End, End: sp.End}).A = 0
	})
	l.fr.targets = l.fr.targets[:len(l.fr.targets)-1]
	l.push(ir.Loop, sp).Aux = l.withBlocks(nil, body, nil, nil)
}

// stretch is: if state <= i { part }. Names it declares stay in scope.
func (l *lowerer) stretch(part []ast.Stmt, state ir.Reg, i int) {
	sp := l.between(part[0].Pos(), part[len(part)-1].End())
	used := l.fr.used
	limit, cond := l.integer(int64(i), sp), l.temp()
	in := l.push(ir.Binary, sp)
	in.Tok, in.Dst, in.A, in.B = ir.Le, cond, state, limit
	block := l.inBlock(func() {
		for _, s := range part {
			l.stmt(s, "")
		}
	})
	in = l.push(ir.If, sp)
	in.A, in.Aux = cond, l.withBlocks(block, nil)
	l.fr.used = used
}

// stretches cuts a list before every label that a goto names.
func (l *lowerer) stretches(list []ast.Stmt) (labels []string, parts [][]ast.Stmt) {
	from := 0
	for i, s := range list {
		if ls, ok := s.(*ast.LabeledStmt); ok && l.gotos[ls.Label.Name] {
			labels = append(labels, ls.Label.Name)
			parts = append(parts, list[from:i])
			from = i
		}
	}
	return labels, append(parts, list[from:])
}
