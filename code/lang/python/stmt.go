package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// statements lowers the children of a module or block.
func (l *lowerer) statements(n syntax.Ref) {
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		l.statement(c)
	}
}

func (l *lowerer) suite(n syntax.Ref) ir.Block { return l.block(func() { l.statements(n) }) }

// statement lowers one statement.
func (l *lowerer) statement(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.ExprStmt:
		l.exprStmt(t.First(n))
	case syntax.Assign:
		l.assignedField(t.First(n), t.Last(n))
		var v ir.Reg
		l.during(t.First(n), func() { v = l.expr(t.Last(n)) })
		for c := t.First(n); t.Next(c) != 0; c = t.Next(c) {
			l.assign(c, v)
		}
	case syntax.AugAssign:
		l.augAssign(n)
	case syntax.AnnAssign:
		l.annAssign(n)
	case syntax.Return:
		in := l.at(ir.Return, n)
		if v := t.First(n); t.Kind(v) != syntax.Absent {
			in.Args = l.list(l.expr(v))
		}
		l.emit(in)
	case syntax.If, syntax.Elif:
		l.ifStmt(n)
	case syntax.While:
		l.while(n)
	case syntax.For:
		l.forStmt(n)
	case syntax.Try:
		l.try(n)
	case syntax.With:
		l.with(n, t.First(n))
	case syntax.Match:
		l.match(n)
	case syntax.Raise:
		in := l.at(ir.Throw, n)
		if v := t.First(n); t.Kind(v) != syntax.Absent {
			in.A = l.expr(v)
		}
		l.emit(in)
	case syntax.Assert:
		l.assert(n)
	case syntax.Break, syntax.Continue:
		if l.cycles == 0 {
			return
		}
		in := l.at(ir.Break, n)
		if t.Kind(n) == syntax.Continue {
			in.Op = ir.Continue
		}
		in.A = 0
		l.emit(in)
	case syntax.Delete:
		for c := t.First(n); c != 0; c = t.Next(c) {
			l.delete(c)
		}
	case syntax.Import, syntax.ImportFrom:
		l.imports(n)
	case syntax.FunctionDef:
		l.functionDef(n, nil)
	case syntax.ClassDef:
		l.classDef(n, nil)
	case syntax.Decorated:
		l.decorated(n)
	case syntax.PrintStmt, syntax.ExecStmt:
		l.oldStatement(n)
	case syntax.Block:
		l.statements(n)
	case syntax.Error:
		l.unknown(n)
	}
}

func (l *lowerer) exprStmt(e syntax.Ref) {
	switch l.t.Kind(e) {
	case syntax.Str, syntax.Ellipsis, syntax.None, syntax.Int: // docstrings and placeholders
	default:
		before := len(l.code)
		v := l.expr(e)
		if n := len(l.code); n > before && l.code[n-1].Dst == v && (l.code[n-1].Op == ir.Call || l.code[n-1].Op == ir.Method) {
			l.code[n-1].Dst = ir.NoReg // nobody asks for what comes of it
		}
	}
}

func (l *lowerer) augAssign(n syntax.Ref) {
	t := l.t
	target := t.First(n)
	old := l.expr(target)
	l.assign(target, l.binary(n, binaryTok(t.Op(n)), old, l.expr(t.Child(n, 1))))
}

func (l *lowerer) annAssign(n syntax.Ref) {
	t := l.t
	target, value := t.First(n), t.Child(n, 2)
	typ := l.typeOf(t.Child(n, 1))
	if l.inBody && t.Kind(target) == syntax.Name {
		l.field(target, t.Child(n, 1), typ)
	}
	if t.Kind(value) != syntax.Absent {
		v := l.expr(value)
		if l.f.RegNames[v] == "" {
			l.typed(v, typ)
		}
		l.assign(target, v)
	}
	if t.Kind(target) == syntax.Name && l.isVariable(l.text(target)) && !l.inBody {
		l.typed(l.variable(l.text(target)), typ)
	}
}

func (l *lowerer) typed(r ir.Reg, typ *ir.Type) {
	if typ == nil {
		return
	}
	for len(l.f.RegTypes) <= int(r) {
		l.f.RegTypes = append(l.f.RegTypes, nil)
	}
	l.f.RegTypes[r] = typ
}

// from is an instruction that reaches from the start of first to the end of n.
func (l *lowerer) from(op ir.Op, first, n syntax.Ref) ir.Instr {
	in := l.at(op, n)
	if at := l.span(first); at.End > at.Start {
		in.Span.Start = at.Start
	}
	return in
}

// ifStmt lowers if and elif; the rest of an elif chain is its else.
func (l *lowerer) ifStmt(n syntax.Ref) {
	t := l.t
	test := t.First(n)
	body := t.Next(test)
	in := l.from(ir.If, test, n)
	in.A = l.expr(test)
	then := l.suite(body)
	other := l.block(func() { l.elseOf(n, t.Next(body)) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
}

// elseOf lowers what follows a branch: an Elif with everything after it, or the else.
func (l *lowerer) elseOf(n, c syntax.Ref) {
	t := l.t
	if t.Kind(c) != syntax.Elif {
		l.statements(c)
		return
	}
	test := t.First(c)
	in := l.from(ir.If, test, n)
	in.A = l.expr(test)
	then := l.suite(t.Next(test))
	other := l.block(func() { l.elseOf(n, t.Next(c)) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
}

func (l *lowerer) while(n syntax.Ref) {
	t := l.t
	in := l.at(ir.Loop, n)
	cond := l.block(func() { in.A = l.expr(t.First(n)) })
	body := l.cycle(func() { l.statements(t.Child(n, 1)) })
	other := l.suite(t.Child(n, 2))
	in.Aux = &ir.Aux{Blocks: []ir.Block{cond, body, nil, other}}
	l.emit(in)
}

func (l *lowerer) forStmt(n syntax.Ref) {
	t := l.t
	in := l.at(ir.Range, n)
	in.A, in.B = l.expr(t.Child(n, 1)), l.temp()
	body := l.cycle(func() {
		l.assign(t.First(n), in.B)
		l.statements(t.Child(n, 2))
	})
	other := l.suite(t.Child(n, 3))
	in.Aux = &ir.Aux{Blocks: []ir.Block{body, other}}
	l.emit(in)
}

func (l *lowerer) try(n syntax.Ref) {
	t := l.t
	in := l.at(ir.Try, n)
	aux := &ir.Aux{Blocks: []ir.Block{l.suite(t.First(n)), nil, nil}}
	c := t.Next(t.First(n))
	for ; t.Kind(c) == syntax.ExceptHandler; c = t.Next(c) {
		aux.Handlers = append(aux.Handlers, l.handler(c))
	}
	aux.Blocks[1] = l.suite(c)
	aux.Blocks[2] = l.suite(t.Next(c))
	in.Aux = aux
	l.emit(in)
}

func (l *lowerer) handler(n syntax.Ref) ir.Handler {
	t := l.t
	h := ir.Handler{Var: ir.NoReg, Span: l.span(n), Types: l.caught(t.First(n))}
	name := t.Child(n, 1)
	if t.Kind(name) == syntax.Name {
		h.Var = l.temp()
	}
	l.substitute++
	defer func() { l.substitute-- }()
	h.Body = l.block(func() {
		if h.Var != ir.NoReg {
			l.store(name, l.text(name), h.Var)
		}
		l.statements(t.Child(n, 2))
	})
	return h
}

// caught lists the exception types of a handler; none means all.
func (l *lowerer) caught(n syntax.Ref) []*ir.Type {
	switch l.t.Kind(n) {
	case syntax.Absent:
		return nil
	case syntax.Tuple:
		var out []*ir.Type
		for c := l.t.First(n); c != 0; c = l.t.Next(c) {
			out = append(out, l.caught(c)...)
		}
		return out
	}
	if typ := l.typeOf(n); typ != nil {
		return []*ir.Type{typ}
	}
	return nil
}

// with lowers one item after the other, each around the rest.
func (l *lowerer) with(n, item syntax.Ref) {
	t := l.t
	if t.Kind(item) != syntax.WithItem {
		l.statements(item)
		return
	}
	manager := l.expr(t.First(item))
	enter, exit := "__enter__", "__exit__"
	if t.Has(n, syntax.Async) {
		enter, exit = "__aenter__", "__aexit__"
	}
	entered := l.method(item, manager, enter)
	if target := t.Child(item, 1); t.Kind(target) != syntax.Absent {
		l.assign(target, entered)
	}
	in := l.from(ir.Try, item, n)
	body := l.block(func() { l.with(n, t.Next(item)) })
	finally := l.block(func() {
		none := l.none(item)
		l.method(item, manager, exit, none, none, none)
	})
	in.Aux = &ir.Aux{Blocks: []ir.Block{body, nil, finally}}
	l.emit(in)
}

func (l *lowerer) assert(n syntax.Ref) {
	in := l.at(ir.If, n)
	in.A = l.expr(l.t.First(n))
	fail := l.block(func() {
		throw := l.at(ir.Throw, n)
		throw.A = l.call(n, "builtin.AssertionError", l.expr(l.t.Child(n, 1)))
		l.emit(throw)
	})
	in.Aux = &ir.Aux{Blocks: []ir.Block{nil, fail}}
	l.emit(in)
}

func (l *lowerer) delete(n syntax.Ref) {
	t := l.t
	in := l.at(ir.DelIndex, n)
	switch t.Kind(n) {
	case syntax.Subscript:
		in.A, in.B = l.expr(t.First(n)), l.expr(t.Child(n, 1))
	case syntax.Attribute:
		in.A, in.Name = l.expr(t.First(n)), l.text(t.Child(n, 1))
	case syntax.Name:
		in.Name = l.text(n)
	case syntax.Tuple, syntax.List:
		for c := t.First(n); c != 0; c = t.Next(c) {
			l.delete(c)
		}
		return
	}
	l.emit(in)
}

// oldStatement lowers Python 2's print and exec as calls.
func (l *lowerer) oldStatement(n syntax.Ref) {
	name := "builtin.print"
	if l.t.Kind(n) == syntax.ExecStmt {
		name = "builtin.exec"
	}
	var args []ir.Reg
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		args = append(args, l.expr(c))
	}
	l.call(n, name, args...)
}
