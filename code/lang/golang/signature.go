package golang

import (
	"go/ast"

	"github.com/prunella/prunella/code/ir"
)

// signature declares parameters and named results. body tells whether there is
// code that uses them.
func (l *lowerer) signature(recv *ast.FieldList, t *ast.FuncType, body bool) {
	l.params(recv, t.Params)
	fn := l.fr.fn
	fn.Results = l.fieldTypes(t.Results)
	l.fr.declared = len(fn.Results)
	if t.Results == nil || !body {
		return
	}
	for _, f := range t.Results.List {
		for _, id := range f.Names {
			l.result(id, f.Type)
		}
	}
}

// result declares a named result with its zero value.
func (l *lowerer) result(id *ast.Ident, t ast.Expr) {
	typ := l.typeOf(t)
	reg := l.variable(id.Name, typ)
	zero := l.zeroOfExpr(t, l.span(id), ir.NoReg)
	l.initialise(id, reg, zero, l.span(id))
	l.fr.results = append(l.fr.results, l.declare(id, reg, typ))
	l.fr.used = 0
}

// params declares parameters, the receiver's list first: all their registers,
// then the cells of those that need one.
func (l *lowerer) params(lists ...*ast.FieldList) {
	var ids []*ast.Ident
	for _, list := range lists {
		if list == nil {
			continue
		}
		for _, f := range list.List {
			ids = append(ids, l.paramsOf(f)...)
		}
	}
	for i, id := range ids {
		if id == nil || id.Name == "_" {
			continue
		}
		p := l.fr.fn.Params[i]
		reg := p.Reg
		if l.needsCell[id.Pos()] {
			reg = l.variable(id.Name, p.Type)
			l.initialise(id, reg, p.Reg, l.span(id))
		} else if l.fr.written[id.Name] && p.Type != nil && p.Type.Kind == ir.Named {
			reg = l.variable(id.Name, p.Type) // a struct: what is written is the function's own
			in := l.push(ir.Copy, l.span(id))
			in.Dst, in.A, in.Flags = reg, p.Reg, ir.FlagDecl|ir.FlagValue
		}
		l.declare(id, reg, p.Type)
	}
}

// written lists the names through which a body assigns to fields ("t.s = x", "t.n++").
// Models are taken at their word.
func (l *lowerer) written(body *ast.BlockStmt) map[string]bool {
	if body == nil || l.unit.Stub {
		return nil
	}
	var out map[string]bool
	note := func(e ast.Expr) {
		sel, ok := e.(*ast.SelectorExpr)
		for ok {
			e = sel.X
			sel, ok = e.(*ast.SelectorExpr)
			if id, isName := e.(*ast.Ident); isName {
				if out == nil {
					out = map[string]bool{}
				}
				out[id.Name] = true
			}
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				note(e)
			}
		case *ast.IncDecStmt:
			note(n.X)
		}
		return true
	})
	return out
}

// paramsOf makes the registers of one "a, b T".
func (l *lowerer) paramsOf(f *ast.Field) []*ast.Ident {
	t := l.typeOf(f.Type)
	_, rest := f.Type.(*ast.Ellipsis)
	if len(f.Names) == 0 {
		l.param("", t, rest)
		return []*ast.Ident{nil}
	}
	for _, id := range f.Names {
		l.param(id.Name, t, rest)
	}
	return f.Names
}

func (l *lowerer) param(name string, t *ir.Type, rest bool) {
	reg := l.variable(name, t)
	l.fr.fn.Params = append(l.fr.fn.Params, ir.Param{Name: name, Reg: reg, Type: t, Variadic: rest})
}

// funcBody lowers the statements of a function.
func (l *lowerer) funcBody(body *ast.BlockStmt) {
	l.stmts(body.List)
	if l.fr.defers {
		l.resultCells()
	}
}

// resultCells makes named results cells when a deferred function may change
// them.
func (l *lowerer) resultCells() {
	shared := false
	for _, at := range l.fr.results {
		shared = shared || l.entries[at].cell || l.needsCell[l.entries[at].decl]
	}
	if !shared {
		return
	}
	for _, at := range l.fr.results {
		l.markCell(at)
		l.fr.fn.ResultCells = append(l.fr.fn.ResultCells, l.entries[at].reg)
	}
}

// returnStmt lowers return. Results with names are assigned first, where a
// deferred function may see them.
func (l *lowerer) returnStmt(s *ast.ReturnStmt) {
	sp := l.span(s)
	var args []ir.Reg
	switch {
	case len(s.Results) > 0:
		args = l.args(len(s.Results))
		for i, e := range s.Results {
			args[i] = l.value(e)
		}
		args = l.assignResults(args, sp)
	case len(l.fr.results) > 0:
		args = l.args(len(l.fr.results))
		for i, at := range l.fr.results {
			args[i] = l.read(at, sp, ir.NoReg)
		}
	}
	l.push(ir.Return, sp).Args = args
}

// assignResults stores the returned values in named results that are cells.
func (l *lowerer) assignResults(args []ir.Reg, sp ir.Span) []ir.Reg {
	n := len(l.fr.results)
	if n == 0 || !l.entries[l.fr.results[0]].cell {
		return args
	}
	if len(args) == 1 && n > 1 { // return f()
		parts := l.args(n)
		for i := range parts {
			parts[i] = l.temp()
		}
		l.unpack(args[0], parts, sp)
		args = parts
	}
	for i, at := range l.fr.results {
		if i < len(args) {
			l.write(at, args[i], sp)
		}
	}
	return args
}
