package golang

import (
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/code/ir"
)

// stmts lowers a list of statements in the current scope.
func (l *lowerer) stmts(list []ast.Stmt) {
	if l.hasGotoLabel(list) {
		l.gotoRegion(list)
		return
	}
	for _, s := range list {
		l.stmt(s, "")
	}
}

// body lowers a block in a scope of its own.
func (l *lowerer) body(list []ast.Stmt) ir.Block {
	return l.inBlock(func() {
		scope := l.openScope()
		l.stmts(list)
		l.closeScope(scope)
	})
}

// stmt lowers one statement. Its temporaries are free again afterwards.
func (l *lowerer) stmt(s ast.Stmt, label string) {
	if l.nesting > maxNesting {
		l.problem(l.between(s.Pos(), s.Pos()+1), "nested too deeply; this statement is left out")
		return
	}
	used := l.fr.used
	l.nesting++
	l.statement(s, label)
	l.nesting--
	l.fr.used = used
}

func (l *lowerer) statement(s ast.Stmt, label string) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		l.exprStmt(s)
	case *ast.AssignStmt:
		l.assignStmt(s)
	case *ast.ReturnStmt:
		l.returnStmt(s)
	case *ast.IfStmt:
		l.ifStmt(s)
	case *ast.ForStmt:
		l.forStmt(s, label)
	case *ast.RangeStmt:
		l.rangeStmt(s, label)
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok {
			l.genDecl(d)
		}
	case *ast.BlockStmt:
		scope := l.openScope()
		l.stmts(s.List)
		l.closeScope(scope)
	case *ast.IncDecStmt:
		l.incDec(s)
	case *ast.SwitchStmt:
		l.switchStmt(s, label)
	case *ast.TypeSwitchStmt:
		l.typeSwitch(s, label)
	case *ast.SelectStmt:
		l.selectStmt(s, label)
	case *ast.SendStmt:
		ch := l.value(s.Chan)
		l.builtin("send", l.span(s), ir.NoReg, ch, l.value(s.Value))
		l.dropResult()
	case *ast.GoStmt:
		l.goStmt(s)
	case *ast.DeferStmt:
		l.deferStmt(s)
	case *ast.LabeledStmt:
		l.stmt(s.Stmt, s.Label.Name)
	case *ast.BranchStmt:
		l.branch(s)
	}
}

func (l *lowerer) exprStmt(s *ast.ExprStmt) {
	before := len(l.code)
	l.value(s.X)
	if len(l.code) > before {
		l.dropResult()
	}
}

// dropResult says that nobody wants the result of the call just lowered.
func (l *lowerer) dropResult() {
	last := &l.code[len(l.code)-1]
	if last.Op == ir.Call || last.Op == ir.Method {
		last.Dst = ir.NoReg
	}
}

// longChain is the length from which an else-if chain is lowered flat.
const longChain = 8

func (l *lowerer) ifStmt(s *ast.IfStmt) {
	n := 0
	for next := s; next != nil; n++ {
		next, _ = next.Else.(*ast.IfStmt)
	}
	if n >= longChain {
		l.flatIf(s)
		return
	}
	scope := l.openScope()
	if s.Init != nil {
		l.stmt(s.Init, "")
	}
	cond := l.value(s.Cond)
	then := l.body(s.Body.List)
	var other ir.Block
	switch e := s.Else.(type) {
	case *ast.BlockStmt:
		other = l.body(e.List)
	case *ast.IfStmt:
		other = l.inBlock(func() { l.stmt(e, "") })
	}
	in := l.push(ir.If, l.span(s))
	in.A, in.Aux = cond, l.withBlocks(then, other)
	l.closeScope(scope)
}

// flatIf lowers a long else-if chain as a Scope of Ifs that leave it, so that
// nobody has to recurse into a thousand blocks.
func (l *lowerer) flatIf(s *ast.IfStmt) {
	sp := l.span(s)
	scope := l.openScope()
	l.scopeOf(target{}, sp, func() {
		var rest ast.Stmt = s
		for rest != nil {
			one, ok := rest.(*ast.IfStmt)
			if !ok {
				l.stmt(rest, "")
				return
			}
			if one.Init != nil {
				l.stmt(one.Init, "")
			}
			used := l.fr.used
			l.guarded(l.value(one.Cond), l.between(one.Pos(), one.Body.End()), func() { l.stmts(one.Body.List) })
			l.fr.used = used
			rest = one.Else
		}
	})
	l.closeScope(scope)
}

// scopeOf wraps what body lowers into a Scope.
func (l *lowerer) scopeOf(t target, sp ir.Span, body func()) {
	l.fr.targets = append(l.fr.targets, t)
	block := l.inBlock(body)
	l.fr.targets = l.fr.targets[:len(l.fr.targets)-1]
	l.push(ir.Scope, sp).Aux = l.withBlocks(block)
}

// guarded is: if cond { body; break }, directly inside a Scope.
func (l *lowerer) guarded(cond ir.Reg, sp ir.Span, body func()) {
	block := l.inBlock(func() {
		scope := l.openScope()
		body()
		l.closeScope(scope)
		l.push(ir.Break, ir.Span{Start: sp.End, End: sp.End}).A = 0
	})
	in := l.push(ir.If, sp)
	in.A, in.Aux = cond, l.withBlocks(block, nil)
}

func (l *lowerer) incDec(s *ast.IncDecStmt) {
	sp := l.span(s)
	tok := ir.Add
	if s.Tok == token.DEC {
		tok = ir.Sub
	}
	lv := l.place(s.X, false)
	old := l.load(lv, l.span(s.X))
	l.update(lv, tok, old, l.integer(1, sp), sp)
}

func (l *lowerer) goStmt(s *ast.GoStmt) {
	if s.Call == nil {
		return
	}
	before := len(l.code)
	l.value(s.Call)
	if len(l.code) > before {
		l.dropResult()
		if last := &l.code[len(l.code)-1]; last.Op == ir.Call || last.Op == ir.Method {
			last.Flags |= ir.FlagSpawn
		}
	}
}

// deferStmt evaluates what is called and its arguments now, and calls later: the
// operands move to registers that nothing else uses.
func (l *lowerer) deferStmt(s *ast.DeferStmt) {
	if s.Call == nil {
		return
	}
	l.fr.defers = true
	sp, before := l.span(s), len(l.code)
	l.value(s.Call)
	if len(l.code) == before {
		return
	}
	last := l.code[len(l.code)-1]
	l.code = l.code[:len(l.code)-1]
	last.A = l.pin(last.A, sp)
	if last.Op == ir.DelIndex {
		last.B = l.pin(last.B, sp)
	}
	for i, a := range last.Args {
		last.Args[i] = l.pin(a, sp)
	}
	if last.Op == ir.Call || last.Op == ir.Method {
		last.Dst = ir.NoReg
	}
	block := l.inBlock(func() { l.code = append(l.code, last) })
	l.push(ir.Defer, sp).Aux = l.withBlocks(block)
}

// pin copies a register to one of its own.
func (l *lowerer) pin(r ir.Reg, sp ir.Span) ir.Reg {
	if r == ir.NoReg {
		return r
	}
	own := l.variable("", nil)
	in := l.push(ir.Copy, sp)
	in.Dst, in.A = own, r
	return own
}

// genDecl lowers variables, constants and types, of the package or of a block.
func (l *lowerer) genDecl(d *ast.GenDecl) {
	var last *ast.ValueSpec // what a constant without a value repeats
	for i, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			l.typeSpec(s)
		case *ast.ValueSpec:
			if d.Tok != token.CONST {
				l.valueSpec(s, s, false)
				continue
			}
			if len(s.Values) > 0 || last == nil {
				last = s
			}
			l.iota = int64(i)
			l.valueSpec(s, last, true)
			l.iota = -1
		}
	}
}

// valueSpec declares names with the type and values of from.
func (l *lowerer) valueSpec(s, from *ast.ValueSpec, constant bool) {
	used := l.fr.used
	var t *ir.Type
	if from.Type != nil {
		t = l.typeOf(from.Type)
	}
	switch {
	case len(from.Values) == 1 && len(s.Names) > 1 && !constant:
		l.declareMany(s, t, from.Values[0])
	case len(from.Values) == 0 && l.atPackage() && t != nil && t.Kind == ir.Pointer:
		for _, id := range s.Names { // set by whom, when? An unknown one is nearer the truth than nil
			l.declareGlobal(id, t)
		}
	default:
		values := make([]ir.Reg, len(s.Names))
		for i, id := range s.Names {
			values[i] = l.firstValue(id, i, from, t, constant)
		}
		for i, id := range s.Names {
			l.declareOne(id, values[i], t)
		}
	}
	l.fr.used = used
}

// firstValue is the value that the i-th name of a declaration gets.
func (l *lowerer) firstValue(id *ast.Ident, i int, from *ast.ValueSpec, t *ir.Type, constant bool) ir.Reg {
	if i >= len(from.Values) {
		if from.Type == nil {
			return l.unknown(l.span(id), ir.NoReg)
		}
		return l.zeroOfExpr(from.Type, l.span(id), ir.NoReg)
	}
	if !l.atPackage() {
		l.named(id.Name, from.Values[i])
	}
	v := l.stored(from.Values[i])
	if constant && t != nil && t.Kind == ir.Named && universe[t.Name] == 0 { // const A Color = 1 has methods
		dst := l.temp()
		in := l.push(ir.Convert, l.span(id))
		in.Dst, in.A, in.Aux = dst, v, l.withType(t)
		return dst
	}
	return v
}

// declareOne declares a variable or constant with its value.
func (l *lowerer) declareOne(id *ast.Ident, value ir.Reg, t *ir.Type) {
	if !l.atPackage() {
		l.define(id, value, t, l.span(id))
		return
	}
	if id.Name == "_" {
		return
	}
	l.declareGlobal(id, t)
	in := l.push(ir.SetGlobal, l.span(id))
	in.Name, in.A = l.qualified(id.Name), value
}

func (l *lowerer) declareGlobal(id *ast.Ident, t *ir.Type) {
	l.unit.Globals = append(l.unit.Globals, ir.Global{Name: id.Name, Type: t, Span: l.span(id)})
}

// declareMany is var a, b = f().
func (l *lowerer) declareMany(s *ast.ValueSpec, t *ir.Type, value ast.Expr) {
	parts := l.args(len(s.Names))
	for i := range parts {
		parts[i] = l.temp()
	}
	l.multi(value, parts, l.span(s))
	for i, id := range s.Names {
		l.declareOne(id, parts[i], t)
	}
}

// atPackage reports whether the declaration being lowered is the package's.
func (l *lowerer) atPackage() bool { return l.fr.pkg }
