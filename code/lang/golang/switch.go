package golang

import (
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/code/ir"
)

// A switch is a Scope of Ifs that leave it, in order; the default comes last.
// So a case is no deeper than the one before it, however many there are.

func (l *lowerer) switchStmt(s *ast.SwitchStmt, label string) {
	scope := l.openScope()
	if s.Init != nil {
		l.stmt(s.Init, "")
	}
	tag := ir.NoReg
	if s.Tag != nil {
		tag = l.value(s.Tag)
	}
	l.scopeOf(target{label: label, breaks: true}, l.span(s), func() {
		if fallsThrough(s.Body) {
			l.casesByNumber(s.Body, tag)
		} else {
			l.cases(s.Body, tag)
		}
	})
	l.closeScope(scope)
}

func (l *lowerer) cases(body *ast.BlockStmt, tag ir.Reg) {
	var other *ast.CaseClause
	for _, c := range body.List {
		clause, ok := c.(*ast.CaseClause)
		if !ok {
			continue
		}
		if clause.List == nil {
			other = clause
			continue
		}
		used := l.fr.used
		l.guarded(l.caseCond(clause, tag), l.span(clause), func() { l.stmts(clause.Body) })
		l.fr.used = used
	}
	if other != nil {
		scope := l.openScope()
		l.stmts(other.Body)
		l.closeScope(scope)
	}
}

// caseCond is tag == a || tag == b, or a || b without a tag.
func (l *lowerer) caseCond(c *ast.CaseClause, tag ir.Reg) ir.Reg {
	cond := l.caseTest(c.List[0], tag)
	for _, e := range c.List[1:] {
		sp := l.between(c.List[0].Pos(), e.End())
		cond = l.shortCircuit(ir.Or, cond, sp, ir.NoReg, func() ir.Reg { return l.caseTest(e, tag) })
	}
	return cond
}

func (l *lowerer) caseTest(e ast.Expr, tag ir.Reg) ir.Reg {
	v := l.value(e)
	if tag == ir.NoReg {
		return v
	}
	return l.compare(ir.Eq, tag, v, l.span(e))
}

func (l *lowerer) compare(tok ir.Tok, a, b ir.Reg, sp ir.Span) ir.Reg {
	dst := l.temp()
	in := l.push(ir.Binary, sp)
	in.Tok, in.Dst, in.A, in.B = tok, dst, a, b
	return dst
}

func fallsThrough(body *ast.BlockStmt) bool {
	for _, c := range body.List {
		if clause, ok := c.(*ast.CaseClause); ok && endsInFallthrough(clause) {
			return true
		}
	}
	return false
}

func endsInFallthrough(c *ast.CaseClause) bool {
	if len(c.Body) == 0 {
		return false
	}
	b, ok := c.Body[len(c.Body)-1].(*ast.BranchStmt)
	return ok && b.Tok == token.FALLTHROUGH
}

// casesByNumber lowers a switch with fallthrough: first which case it is, then
// the bodies in their order, each of which may name the next as well.
func (l *lowerer) casesByNumber(body *ast.BlockStmt, tag ir.Reg) {
	number := l.variable("", intType)
	l.copyTo(l.integer(-1, l.span(body)), l.span(body), number)
	l.scopeOf(target{}, l.span(body), func() { l.numberCases(body, tag, number) })
	for i, c := range body.List {
		clause, ok := c.(*ast.CaseClause)
		if !ok {
			continue
		}
		used, sp := l.fr.used, l.span(clause)
		cond := l.compare(ir.Eq, number, l.integer(int64(i), sp), sp)
		block := l.inBlock(func() {
			scope := l.openScope()
			l.stmts(clause.Body)
			l.closeScope(scope)
			if endsInFallthrough(clause) {
				l.copyTo(l.integer(int64(i+1), sp), sp, number)
			} else {
				l.push(ir.Break, ir.Span{Start: sp.End, End: sp.End}).A = 0
			}
		})
		in := l.push(ir.If, sp)
		in.A, in.Aux = cond, l.withBlocks(block, nil)
		l.fr.used = used
	}
}

// numberCases sets number to the index of the case that tag selects.
func (l *lowerer) numberCases(body *ast.BlockStmt, tag, number ir.Reg) {
	for i, c := range body.List {
		clause, ok := c.(*ast.CaseClause)
		if !ok {
			continue
		}
		sp := l.between(clause.Pos(), clause.Colon)
		if clause.List == nil { // default, unless a later case says otherwise
			defer func() { l.copyTo(l.integer(int64(i), sp), sp, number) }()
			continue
		}
		used := l.fr.used
		l.guarded(l.caseCond(clause, tag), sp, func() { l.copyTo(l.integer(int64(i), sp), sp, number) })
		l.fr.used = used
	}
}

func (l *lowerer) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	scope := l.openScope()
	if s.Init != nil {
		l.stmt(s.Init, "")
	}
	id, subject := typeSwitchParts(s.Assign)
	x := l.unknownIfNil(subject, l.span(s))
	l.scopeOf(target{label: label, breaks: true}, l.span(s), func() {
		var other *ast.CaseClause
		for _, c := range s.Body.List {
			clause, ok := c.(*ast.CaseClause)
			if !ok {
				continue
			}
			if clause.List == nil {
				other = clause
				continue
			}
			used := l.fr.used
			l.typeCase(clause, id, x)
			l.fr.used = used
		}
		if other != nil {
			inner := l.openScope()
			l.caseVariable(id, x, nil, l.between(other.Pos(), other.Colon))
			l.stmts(other.Body)
			l.closeScope(inner)
		}
	})
	l.closeScope(scope)
}

// typeSwitchParts takes x := v.(type) apart.
func typeSwitchParts(s ast.Stmt) (*ast.Ident, ast.Expr) {
	var id *ast.Ident
	var e ast.Expr
	switch s := s.(type) {
	case *ast.AssignStmt:
		if len(s.Lhs) > 0 && len(s.Rhs) > 0 {
			id, _ = s.Lhs[0].(*ast.Ident)
			e = s.Rhs[0]
		}
	case *ast.ExprStmt:
		e = s.X
	}
	if a, ok := e.(*ast.TypeAssertExpr); ok {
		return id, a.X
	}
	return id, e
}

func (l *lowerer) unknownIfNil(e ast.Expr, sp ir.Span) ir.Reg {
	if e == nil {
		return l.unknown(sp, ir.NoReg)
	}
	return l.value(e)
}

func (l *lowerer) typeCase(c *ast.CaseClause, id *ast.Ident, x ir.Reg) {
	cond, bound := l.typeTest(c.List[0], x)
	var t *ir.Type
	if len(c.List) > 1 {
		bound = x
		for _, e := range c.List[1:] {
			sp := l.between(c.List[0].Pos(), e.End())
			cond = l.shortCircuit(ir.Or, cond, sp, ir.NoReg, func() ir.Reg {
				ok, _ := l.typeTest(e, x)
				return ok
			})
		}
	} else if !isNil(c.List[0]) {
		t = l.typeOf(c.List[0])
	}
	l.guarded(cond, l.span(c), func() {
		l.caseVariable(id, bound, t, l.between(c.Pos(), c.Colon))
		l.stmts(c.Body)
	})
}

// typeTest gives whether x is of the type e, and x as that type.
func (l *lowerer) typeTest(e ast.Expr, x ir.Reg) (ok, as ir.Reg) {
	sp := l.span(e)
	if isNil(e) {
		return l.compare(ir.Eq, x, l.constant(ir.Value{}, sp, ir.NoReg), sp), x
	}
	ok = l.temp()
	return ok, l.assertTo(x, l.typeOf(e), sp, ir.NoReg, ok)
}

func isNil(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "nil"
}

// caseVariable declares the variable of a type switch in one of its cases.
func (l *lowerer) caseVariable(id *ast.Ident, value ir.Reg, t *ir.Type, sp ir.Span) {
	if id != nil {
		l.define(id, value, t, sp)
	}
}

// selectStmt lowers select: any of its cases may be the one that is ready, the
// last or the default when no other is.
func (l *lowerer) selectStmt(s *ast.SelectStmt, label string) {
	sp := l.span(s)
	l.scopeOf(target{label: label, breaks: true}, sp, func() {
		last := lastComm(s.Body)
		for _, c := range s.Body.List {
			clause, ok := c.(*ast.CommClause)
			if !ok || clause == last {
				continue
			}
			used := l.fr.used
			ready := l.temp()
			in := l.push(ir.Call, l.between(clause.Pos(), clause.Colon))
			in.Dst, in.Name = ready, ir.IntrinsicClean
			l.guarded(ready, l.span(clause), func() { l.comm(clause) })
			l.fr.used = used
		}
		if last != nil {
			scope := l.openScope()
			l.comm(last)
			l.closeScope(scope)
		}
	})
}

// lastComm is the clause tried last: the default, else the last one.
func lastComm(body *ast.BlockStmt) *ast.CommClause {
	var last *ast.CommClause
	for _, c := range body.List {
		if clause, ok := c.(*ast.CommClause); ok {
			if last = clause; clause.Comm == nil {
				break
			}
		}
	}
	return last
}

func (l *lowerer) comm(c *ast.CommClause) {
	if c.Comm != nil {
		l.stmt(c.Comm, "")
	}
	l.stmts(c.Body)
}
