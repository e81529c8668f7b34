package golang

import (
	"go/ast"
	"go/token"

	"github.com/prunella/prunella/code/ir"
)

// A place is what stands on the left of an assignment, its operands evaluated.
type place struct {
	kind placeKind
	at   int32      // an existing variable
	id   *ast.Ident // a new variable
	reg  ir.Reg     // its register
	a, b ir.Reg     // object and index, or pointer
	name string     // of a field or global
	span ir.Span
}

type placeKind uint8

const (
	blankPlace placeKind = iota
	varPlace
	newPlace
	globalPlace
	fieldPlace
	indexPlace
	pointerPlace
)

// place evaluates the operands of a left side. define: names not yet declared in
// this scope are declared.
func (l *lowerer) place(e ast.Expr, define bool) place {
	sp := l.span(e)
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return l.namePlace(e, define, sp)
	case *ast.SelectorExpr:
		if p, ok := l.importOf(e.X); ok {
			return place{kind: globalPlace, name: l.member(p, e.Sel.Name), span: sp}
		}
		return place{kind: fieldPlace, a: l.value(e.X), name: e.Sel.Name, span: sp}
	case *ast.IndexExpr:
		a := l.value(e.X)
		return place{kind: indexPlace, a: a, b: l.value(e.Index), span: sp}
	case *ast.StarExpr:
		return place{kind: pointerPlace, a: l.value(e.X), span: sp}
	default: // broken code
		l.value(e)
		return place{kind: blankPlace, span: sp}
	}
}

func (l *lowerer) namePlace(id *ast.Ident, define bool, sp ir.Span) place {
	if id.Name == "_" {
		return place{kind: blankPlace, span: sp}
	}
	at := l.lookup(id.Name)
	if define && (at == noEntry || int(at) < l.block) {
		return place{kind: newPlace, id: id, reg: l.variable(id.Name, nil), span: sp}
	}
	if at != noEntry && l.entries[at].kind == varEntry {
		return place{kind: varPlace, at: at, span: sp}
	}
	return place{kind: globalPlace, name: l.qualified(id.Name), span: sp}
}

// target is the register that may receive the value of the place directly, or
// NoReg when the value has to be stored.
func (l *lowerer) target(p place) ir.Reg {
	switch p.kind {
	case varPlace:
		if e := &l.entries[p.at]; !e.cell && e.fn == l.fr {
			return e.reg
		}
	case newPlace:
		if !l.needsCell[p.id.Pos()] {
			return p.reg
		}
	}
	return ir.NoReg
}

// store gives a place its value. A new variable is in scope from here on.
func (l *lowerer) store(p place, value ir.Reg) {
	switch p.kind {
	case varPlace:
		l.write(p.at, value, p.span)
	case newPlace:
		if value != p.reg {
			l.initialise(p.id, p.reg, value, p.span)
		}
		l.declare(p.id, p.reg, l.fr.fn.RegTypes[p.reg])
	case globalPlace:
		in := l.push(ir.SetGlobal, p.span)
		in.Name, in.A = p.name, value
	case fieldPlace:
		in := l.push(ir.SetField, p.span)
		in.A, in.Name, in.B = p.a, p.name, value
	case indexPlace:
		in := l.push(ir.SetIndex, p.span)
		in.A, in.B, in.C = p.a, p.b, value
	case pointerPlace:
		in := l.push(ir.Store, p.span)
		in.A, in.B = p.a, value
	}
}

// load reads a place.
func (l *lowerer) load(p place, sp ir.Span) ir.Reg {
	switch p.kind {
	case varPlace:
		return l.read(p.at, sp, ir.NoReg)
	case globalPlace:
		return l.global(p.name, sp, ir.NoReg)
	case fieldPlace:
		return l.ref(ir.GetField, p.a, ir.NoReg, p.name, sp, ir.NoReg)
	case indexPlace:
		return l.ref(ir.GetIndex, p.a, p.b, "", sp, ir.NoReg)
	case pointerPlace:
		return l.ref(ir.Load, p.a, ir.NoReg, "", sp, ir.NoReg)
	}
	return l.unknown(sp, ir.NoReg)
}

// update is p = old tok operand.
func (l *lowerer) update(p place, tok ir.Tok, old, operand ir.Reg, sp ir.Span) {
	dst := l.dest(l.target(p))
	in := l.push(ir.Binary, sp)
	in.Tok, in.Dst, in.A, in.B = tok, dst, old, operand
	l.store(p, dst)
}

var assignToks = map[token.Token]ir.Tok{
	token.ADD_ASSIGN: ir.Add, token.SUB_ASSIGN: ir.Sub, token.MUL_ASSIGN: ir.Mul, token.QUO_ASSIGN: ir.Div,
	token.REM_ASSIGN: ir.Mod, token.AND_ASSIGN: ir.BitAnd, token.OR_ASSIGN: ir.BitOr, token.XOR_ASSIGN: ir.BitXor,
	token.SHL_ASSIGN: ir.Shl, token.SHR_ASSIGN: ir.Shr, token.AND_NOT_ASSIGN: ir.AndNot,
}

func (l *lowerer) assignStmt(s *ast.AssignStmt) {
	define := s.Tok == token.DEFINE
	switch {
	case len(s.Lhs) == 0 || len(s.Rhs) == 0: // broken code
	case assignToks[s.Tok] != ir.NoTok:
		lv := l.place(s.Lhs[0], false)
		old := l.load(lv, l.span(s.Lhs[0]))
		l.update(lv, assignToks[s.Tok], old, l.value(s.Rhs[0]), l.span(s))
	case len(s.Lhs) == 1:
		l.assignOne(s.Lhs[0], s.Rhs[0], define)
	case len(s.Rhs) == 1:
		l.assignMulti(s, define)
	default:
		l.assignParallel(s, define)
	}
}

// assignOne is x = e or x := e.
func (l *lowerer) assignOne(lhs, rhs ast.Expr, define bool) {
	p := l.place(lhs, define)
	if id, ok := lhs.(*ast.Ident); ok {
		l.named(id.Name, rhs)
	}
	if p.kind == newPlace {
		l.fr.fn.RegTypes[p.reg] = l.obviousType(rhs)
	}
	to := l.target(p)
	if p.kind == blankPlace {
		l.value(rhs)
		return
	}
	if to == ir.NoReg {
		l.store(p, l.stored(rhs))
		return
	}
	l.store(p, l.expr(rhs, to))
}

// stored lowers a value that is about to be stored: what may be a struct is
// copied from where it is.
func (l *lowerer) stored(e ast.Expr) ir.Reg {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		at := l.lookup(x.Name)
		if at == noEntry || l.entries[at].kind != varEntry || structFlag(l.entries[at].typ) == 0 {
			return l.value(e)
		}
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
	default:
		return l.value(e)
	}
	return l.expr(e, l.temp())
}

// obviousType is the type of e when its text says it.
func (l *lowerer) obviousType(e ast.Expr) *ir.Type {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		if e.Type != nil {
			return l.typeOf(e.Type)
		}
	case *ast.UnaryExpr:
		if lit, ok := e.X.(*ast.CompositeLit); ok && e.Op == token.AND && lit.Type != nil {
			return l.typ(ir.Type{Kind: ir.Pointer, Elem: l.typeOf(lit.Type)})
		}
	case *ast.TypeAssertExpr:
		if e.Type != nil {
			return l.typeOf(e.Type)
		}
	case *ast.BasicLit:
		return literalType(e.Kind)
	case *ast.CallExpr:
		return l.callType(e)
	}
	return nil
}

var (
	stringType = &ir.Type{Kind: ir.Named, Name: "string"}
	intType    = &ir.Type{Kind: ir.Named, Name: "int"}
	floatType  = &ir.Type{Kind: ir.Named, Name: "float64"}
	runeType   = &ir.Type{Kind: ir.Named, Name: "rune"}
)

func literalType(kind token.Token) *ir.Type {
	switch kind {
	case token.STRING:
		return stringType
	case token.INT:
		return intType
	case token.FLOAT:
		return floatType
	case token.CHAR:
		return runeType
	}
	return nil
}

// callType is the type that a conversion, make or new gives.
func (l *lowerer) callType(e *ast.CallExpr) *ir.Type {
	fun := l.callee(e.Fun)
	if l.isType(fun) {
		return l.typeOf(fun)
	}
	id, ok := fun.(*ast.Ident)
	if !ok || len(e.Args) == 0 || l.lookup(id.Name) != noEntry {
		return nil
	}
	if _, own := l.decls[id.Name]; own {
		return nil
	}
	switch id.Name {
	case "make":
		return l.typeOf(e.Args[0])
	case "new":
		if l.isType(e.Args[0]) {
			return l.typ(ir.Type{Kind: ir.Pointer, Elem: l.typeOf(e.Args[0])})
		}
	case "len", "cap", "copy":
		return intType
	}
	return nil
}

// assignMulti is a, b = f() and the comma-ok forms.
func (l *lowerer) assignMulti(s *ast.AssignStmt, define bool) {
	places, parts := make([]place, len(s.Lhs)), l.args(len(s.Lhs))
	for i, e := range s.Lhs {
		places[i] = l.place(e, define)
		parts[i] = l.target(places[i])
		if parts[i] == ir.NoReg && places[i].kind != blankPlace {
			parts[i] = l.temp()
		}
	}
	l.multi(s.Rhs[0], parts, l.span(s))
	for i, p := range places {
		l.store(p, parts[i])
	}
}

// multi puts the several values of e into parts; NoReg drops one.
func (l *lowerer) multi(e ast.Expr, parts []ir.Reg, sp ir.Span) {
	if len(parts) == 2 {
		switch x := ast.Unparen(e).(type) {
		case *ast.IndexExpr:
			l.indexOk(x, parts[0], parts[1])
			return
		case *ast.TypeAssertExpr:
			l.assert(x, parts[0], parts[1])
			return
		case *ast.UnaryExpr:
			if x.Op == token.ARROW {
				l.unpack(l.builtin("recv2", l.span(x), ir.NoReg, l.value(x.X)), parts, sp)
				return
			}
		}
	}
	l.unpack(l.value(e), parts, sp)
}

func (l *lowerer) unpack(tuple ir.Reg, parts []ir.Reg, sp ir.Span) {
	in := l.push(ir.Unpack, sp)
	in.A, in.Args = tuple, parts
}

// assignParallel is a, b = x, y: everything is read before anything is written.
func (l *lowerer) assignParallel(s *ast.AssignStmt, define bool) {
	places := make([]place, len(s.Lhs))
	for i, e := range s.Lhs {
		places[i] = l.place(e, define)
		if places[i].kind == indexPlace {
			places[i].b = l.saved(places[i].b)
		}
	}
	values := make([]ir.Reg, len(s.Rhs))
	for i, e := range s.Rhs {
		values[i] = l.saved(l.stored(e))
	}
	for i, p := range places {
		if i < len(values) {
			l.store(p, values[i])
		} else {
			l.store(p, l.unknown(p.span, ir.NoReg))
		}
	}
}

// saved copies a variable's register, which may be about to change.
func (l *lowerer) saved(r ir.Reg) ir.Reg {
	if l.fr.fn.RegNames[r] == "" {
		return r
	}
	return l.copyTo(r, ir.Span{}, l.temp())
}
