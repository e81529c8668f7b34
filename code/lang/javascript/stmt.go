package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// statements lowers a list of statements: functions come first, wherever they stand.
func (l *lowerer) statements(first syntax.Ref) {
	l.declareBlock(first)
	for c := first; c != 0; c = l.t.Next(c) {
		l.statement(c)
	}
}

// declareBlock makes the variables of a block, and its functions.
func (l *lowerer) declareBlock(first syntax.Ref) {
	t := l.t
	if !l.scope.top {
		for c := first; c != 0; c = t.Next(c) {
			switch t.Kind(c) {
			case syntax.VarDecl:
				if t.Op(c) != syntax.Var {
					l.declareAll(c)
				}
			case syntax.FuncDecl, syntax.ClassDecl, syntax.Enum:
				l.declare(t.First(c), l.text(t.First(c)))
			}
		}
	}
	for c := first; c != 0; c = t.Next(c) {
		switch inner := t.First(c); {
		case t.Kind(c) == syntax.FuncDecl:
			l.functionDecl(c)
		case (t.Kind(c) == syntax.ExportDecl || t.Kind(c) == syntax.ExportDef) && t.Kind(inner) == syntax.FuncDecl:
			l.exported(c, inner)
		}
	}
}

func (l *lowerer) declareAll(decl syntax.Ref) {
	for d := range l.t.Children(decl) {
		l.declarePattern(l.t.First(d))
	}
}

func (l *lowerer) declarePattern(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		l.declare(n, l.text(n))
	case syntax.Assign, syntax.Spread:
		l.declarePattern(t.First(n))
	case syntax.Property:
		l.declarePattern(t.Child(n, 1))
	case syntax.Object, syntax.Array:
		for c := range t.Children(n) {
			l.declarePattern(c)
		}
	}
}

// hoist declares the variables that var makes anywhere in a function.
func (l *lowerer) hoist(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.VarDecl:
		if t.Op(n) == syntax.Var {
			l.declareAll(n)
		}
	case syntax.Block, syntax.If, syntax.For, syntax.ForIn, syntax.ForOf, syntax.While, syntax.DoWhile, syntax.Try, syntax.Catch,
		syntax.Switch, syntax.Case, syntax.Labeled, syntax.With:
		for c := range t.Children(n) {
			l.hoist(c)
		}
	}
}

func (l *lowerer) statement(n syntax.Ref) {
	t := l.t
	switch t.Kind(n) {
	case syntax.ExprStmt:
		l.expr(t.First(n))
	case syntax.VarDecl:
		l.variables(n)
	case syntax.Block:
		l.inScope(func() { l.statements(t.First(n)) })
	case syntax.If:
		l.ifStatement(n)
	case syntax.For:
		l.forLoop(n)
	case syntax.ForIn, syntax.ForOf:
		l.rangeLoop(n)
	case syntax.While:
		l.while(n, t.First(n), t.Child(n, 1), false)
	case syntax.DoWhile:
		l.while(n, t.Child(n, 1), t.First(n), true)
	case syntax.Return:
		in := l.at(ir.Return, n)
		if v := t.First(n); t.Kind(v) != syntax.Absent {
			if l.later {
				l.waits(v)
			}
			in.Args = l.list(l.expr(v))
		}
		l.emit(in)
	case syntax.Break, syntax.Continue:
		l.jump(n)
	case syntax.Throw:
		in := l.at(ir.Throw, n)
		in.A = l.expr(t.First(n))
		l.emit(in)
	case syntax.Try:
		l.try(n)
	case syntax.Switch:
		l.switchStatement(n)
	case syntax.Labeled:
		l.labeled(n)
	case syntax.With:
		l.expr(t.First(n))
		l.statement(t.Child(n, 1))
	case syntax.FuncDecl, syntax.Empty, syntax.Absent:
	case syntax.ClassDecl:
		l.classDecl(n)
	case syntax.Enum:
		l.enum(n)
	case syntax.Namespace:
		l.namespace(n)
	case syntax.Import, syntax.ImportEq, syntax.ExportSpecs, syntax.ExportAll, syntax.ExportDecl, syntax.ExportDef, syntax.ExportEq:
		l.moduleStatement(n)
	default:
		l.unknown(n)
	}
}

// variables lowers var, let and const.
func (l *lowerer) variables(n syntax.Ref) {
	t := l.t
	for d := range t.Children(n) {
		pattern, typ, init := t.First(d), t.Child(d, 1), t.Child(d, 2)
		if l.requireDecl(pattern, init) || l.state(d) {
			continue
		}
		if t.Kind(pattern) == syntax.Name && l.scope.top && l.direct[l.text(pattern)] && l.directValue(init) {
			l.directDecl(pattern, init)
			continue
		}
		if t.Kind(init) == syntax.Absent {
			if t.Op(n) != syntax.Var && !l.scope.top && l.depth > 0 {
				l.assign(pattern, l.none(d)) // a new variable each turn
			}
			continue
		}
		name := ""
		if t.Kind(pattern) == syntax.Name {
			name = l.text(pattern)
		}
		v := l.named(name, init)
		if hint := l.typeOfText(typ); hint != nil {
			c := l.temp()
			l.copyTo(c, d, v)
			v = c
		}
		l.assign(pattern, v)
	}
}

func (l *lowerer) ifStatement(n syntax.Ref) {
	t := l.t
	in := l.at(ir.If, n)
	test := t.First(n)
	in.A = l.expr(test)
	then := l.block(func() {
		l.narrow(l.narrowings(test, true))
		l.inScope(func() { l.statement(t.Child(n, 1)) })
	})
	other := l.block(func() { l.inScope(func() { l.statement(t.Child(n, 2)) }) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
	if l.leaves(t.Child(n, 1)) {
		l.narrow(l.narrowings(test, false))
	}
}

// target runs body as the inside of a loop or block that break can leave.
func (l *lowerer) target(loop bool, body func()) {
	l.depth++
	mark := len(l.labels)
	for i := len(l.labels) - 1; i >= 0 && l.labels[i].at < 0; i-- {
		l.labels[i].at, l.labels[i].loop = l.depth, loop
	}
	l.labels = append(l.labels, label{at: l.depth, loop: loop, plain: true})
	body()
	l.labels = l.labels[:mark]
	l.depth--
}

func (l *lowerer) labeled(n syntax.Ref) {
	t := l.t
	body := t.Child(n, 1)
	mark := len(l.labels)
	l.labels = append(l.labels, label{name: l.text(t.First(n)), at: -1})
	switch t.Kind(body) {
	case syntax.For, syntax.ForIn, syntax.ForOf, syntax.While, syntax.DoWhile, syntax.Switch, syntax.Labeled:
		l.statement(body)
	default:
		in := l.at(ir.Scope, n)
		block := l.block(func() {
			l.depth++
			l.labels[mark].at = l.depth
			l.statement(body)
			l.depth--
		})
		in.Aux = &ir.Aux{Blocks: []ir.Block{block}}
		l.emit(in)
	}
	l.labels = l.labels[:mark]
}

func (l *lowerer) jump(n syntax.Ref) {
	name := l.text(l.t.First(n))
	loop := l.t.Kind(n) == syntax.Continue
	for i := len(l.labels) - 1; i >= 0; i-- {
		x := l.labels[i]
		if x.at < 0 || loop && !x.loop || name != x.name || name == "" && !x.plain {
			continue
		}
		in := l.at(ir.Break, n)
		if loop {
			in.Op = ir.Continue
		}
		in.A = ir.Reg(l.depth - x.at)
		l.emit(in)
		return
	}
	l.problem(n, "no loop to leave")
}

func (l *lowerer) forLoop(n syntax.Ref) {
	t := l.t
	l.inScope(func() {
		init, test, update, body := t.First(n), t.Child(n, 1), t.Child(n, 2), t.Child(n, 3)
		switch {
		case t.Kind(init) == syntax.VarDecl:
			if t.Op(init) != syntax.Var && !l.scope.top {
				l.declareAll(init)
			}
			l.variables(init)
		case t.Kind(init) != syntax.Absent:
			l.expr(init)
		}
		in := l.at(ir.Loop, n)
		l.target(true, func() {
			cond := l.block(func() {
				if t.Kind(test) != syntax.Absent {
					in.A = l.expr(test)
				}
			})
			block := l.block(func() { l.inScope(func() { l.statement(body) }) })
			step := l.block(func() {
				if t.Kind(update) != syntax.Absent {
					l.expr(update)
				}
			})
			in.Aux = &ir.Aux{Blocks: []ir.Block{cond, block, step, nil}}
		})
		l.emit(in)
	})
}

// while lowers while and do: the latter tests after the first turn only.
func (l *lowerer) while(n, test, body syntax.Ref, after bool) {
	in := l.at(ir.Loop, n)
	again := ir.NoReg
	if after {
		again = l.temp()
		l.copyTo(again, n, l.boolean(n, false))
	}
	l.target(true, func() {
		cond := l.block(func() {
			if !after {
				in.A = l.expr(test)
				return
			}
			first := l.not(n, again)
			l.copyTo(again, n, l.boolean(n, true))
			in.A = l.logical(n, syntax.Or, func() ir.Reg { return first }, func() ir.Reg { return l.expr(test) })
		})
		block := l.block(func() { l.inScope(func() { l.statement(body) }) })
		in.Aux = &ir.Aux{Blocks: []ir.Block{cond, block, nil, nil}}
	})
	l.emit(in)
}

// rangeLoop lowers for…of and for…in.
func (l *lowerer) rangeLoop(n syntax.Ref) {
	t := l.t
	head, over, body := t.First(n), t.Child(n, 1), t.Child(n, 2)
	in := l.at(ir.Range, n)
	in.A = l.expr(over)
	item := l.temp()
	if t.Kind(n) == syntax.ForIn {
		in.Dst = item
	} else {
		in.B = item
	}
	l.target(true, func() {
		block := l.block(func() {
			l.inScope(func() {
				target := head
				if t.Kind(head) == syntax.VarDecl {
					if t.Op(head) != syntax.Var && !l.scope.top {
						l.declareAll(head)
					}
					target = t.First(t.First(head))
				}
				l.assign(target, item)
				l.statement(body)
			})
		})
		in.Aux = &ir.Aux{Blocks: []ir.Block{block, nil}}
	})
	l.emit(in)
}

func (l *lowerer) try(n syntax.Ref) {
	t := l.t
	body, catch, finally := t.First(n), t.Child(n, 1), t.Child(n, 2)
	in := l.at(ir.Try, n)
	in.Aux = &ir.Aux{}
	main := l.block(func() { l.statement(body) })
	if t.Kind(catch) == syntax.Catch {
		h := ir.Handler{Var: ir.NoReg, Span: l.span(catch)}
		l.inScope(func() {
			pattern := t.First(catch)
			if t.Kind(pattern) != syntax.Absent {
				h.Var = l.temp()
			}
			h.Body = l.block(func() {
				if h.Var != ir.NoReg {
					l.declarePattern(pattern)
					l.assign(pattern, h.Var)
				}
				l.statement(t.Child(catch, 1))
			})
		})
		in.Aux.Handlers = []ir.Handler{h}
	}
	last := l.block(func() { l.statement(finally) })
	in.Aux.Blocks = []ir.Block{main, nil, last}
	l.emit(in)
}
