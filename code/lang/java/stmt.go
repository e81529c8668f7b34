package java

import (
	"maps"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// statements lowers the statements of a block in a scope of their own.
func (l *lowerer) statements(block syntax.Ref) {
	l.scoped(func() {
		for s := l.t.First(block); s != 0; s = l.t.Next(s) {
			l.statement(s)
		}
	})
}

func (l *lowerer) statement(n syntax.Ref) {
	t := l.t
	first := t.First(n)
	switch t.Kind(n) {
	case syntax.Empty:
	case syntax.Block:
		l.statements(n)
	case syntax.ExprStmt:
		if first != 0 {
			l.exprStatement(first)
		}
	case syntax.Local:
		l.localVars(n)
	case syntax.Class:
		l.localClass(n)
	case syntax.If:
		l.ifStmt(n)
	case syntax.For:
		l.forStmt(n)
	case syntax.ForEach:
		l.forEach(n)
	case syntax.While:
		l.while(n)
	case syntax.Do:
		l.doWhile(n)
	case syntax.Return:
		l.returnStmt(n)
	case syntax.Throw:
		in := l.at(ir.Throw, n)
		if first != 0 {
			in.A = l.expr(first)
		}
		l.emit(in)
	case syntax.Yield:
		l.yield(n)
	case syntax.Break, syntax.Continue:
		l.jump(n)
	case syntax.Label:
		l.labelled(n)
	case syntax.Sync:
		if first != 0 {
			l.expr(first)
			if body := t.Next(first); body != 0 {
				l.statement(body)
			}
		}
	case syntax.Assert: // off in production
	case syntax.Try:
		l.tryStmt(n)
	case syntax.Finally, syntax.Catch, syntax.Resources, syntax.Case, syntax.CaseLabels, syntax.Guard, syntax.ForInit, syntax.ForUpdate, syntax.Absent:
	default:
		if t.Kind(n) > syntax.Absent && t.Kind(n) <= syntax.Paren {
			l.expr(n)
		} else if t.Kind(n) == syntax.Error {
			l.broken(n)
		}
	}
}

func (l *lowerer) exprStatement(n syntax.Ref) {
	if l.t.Kind(n) == syntax.Switch {
		l.switchStmt(n)
		return
	}
	l.expr(n)
}

// localVars lowers T a = x, b;
func (l *lowerer) localVars(n syntax.Ref) {
	t := l.t
	typ := l.typeOf(t.Child(n, syntax.Type))
	for d := t.First(n); d != 0; d = t.Next(d) {
		if t.Kind(d) != syntax.Declarator {
			continue
		}
		name, value := t.Text(t.First(d)), t.Next(t.First(d))
		vt := l.arrays(typ, int(t.Nodes[d].Dims))
		v := ir.NoReg
		if value != 0 {
			v = l.valueOf(value, vt)
			if vt == nil {
				vt = l.typ(v)
			}
		}
		r := l.declare(name, vt)
		l.vars[len(l.vars)-1].made = value
		if v == ir.NoReg {
			v = l.zero(d, vt) // also what a loop's turn before left in it is gone
		}
		in := l.at(ir.Copy, d)
		in.Dst, in.A, in.Flags = r, v, ir.FlagDecl
		l.emit(in)
	}
}

func (l *lowerer) ifStmt(n syntax.Ref) {
	t := l.t
	test := t.First(n)
	if test == 0 {
		return
	}
	c := l.expr(test)
	yes := t.Next(test)
	if yes == 0 {
		return
	}
	no := t.Next(yes)
	var other func()
	if no != 0 {
		other = func() { l.scoped(func() { l.statement(no) }) }
	}
	l.when(n, c, func() { l.statement(yes) }, other)
}

// loop emits a Loop whose condition, body and step are lowered by the functions.
func (l *lowerer) loop(n syntax.Ref, cond func() ir.Reg, body, step func()) {
	in := l.at(ir.Loop, n)
	l.targets = append(l.targets, target{loop: true, label: l.takeLabel()})
	var blocks [4]ir.Block
	blocks[0] = l.block(func() { in.A = cond() })
	blocks[1] = l.block(body)
	blocks[2] = l.block(step)
	l.targets = l.targets[:len(l.targets)-1]
	in.Aux = &ir.Aux{Blocks: blocks[:]}
	l.emit(in)
}

// takeLabel gives a loop the label that stands before it.
func (l *lowerer) takeLabel() string {
	if n := len(l.targets); n > 0 && !l.targets[n-1].loop && l.targets[n-1].label != "" {
		return l.targets[n-1].label
	}
	return ""
}

func (l *lowerer) forStmt(n syntax.Ref) {
	t := l.t
	l.scoped(func() {
		init := t.Child(n, syntax.ForInit)
		step := t.Child(n, syntax.ForUpdate)
		body := t.Last(n)
		if init == 0 || step == 0 || body == step {
			return
		}
		for s := t.First(init); s != 0; s = t.Next(s) {
			l.statement(s)
		}
		cond := t.Next(init)
		defer l.counting(init)()
		l.bounded(cond)
		l.loop(n, func() ir.Reg {
			if t.Kind(cond) == syntax.Absent {
				return ir.NoReg
			}
			return l.expr(cond)
		}, func() { l.statement(body) }, func() {
			for s := t.First(step); s != 0; s = t.Next(s) {
				l.expr(s)
			}
		})
	})
}

// counting notes the variables that a loop declares until it ends.
func (l *lowerer) counting(init syntax.Ref) func() {
	old := l.counters
	l.counters = maps.Clone(old)
	if l.counters == nil {
		l.counters = map[string]bool{}
	}
	for s := l.t.First(init); s != 0; s = l.t.Next(s) {
		for d := l.t.First(s); d != 0; d = l.t.Next(d) {
			if l.t.Kind(d) == syntax.Declarator {
				l.counters[l.t.Text(l.t.First(d))] = true
			}
		}
	}
	return func() { l.counters = old }
}

// bounded asks how often a loop turns whose condition compares with a variable.
func (l *lowerer) bounded(cond syntax.Ref) {
	t := l.t
	if t.Kind(cond) != syntax.Binary || l.u.Stub || !compares(t.Op(cond)) {
		return
	}
	if limit := t.Next(t.First(cond)); t.Kind(limit) == syntax.Name && !l.counters[t.Text(limit)] {
		l.call(cond, "java.lang.Checks.turns", nil, l.expr(limit))
	}
}

func (l *lowerer) while(n syntax.Ref) {
	cond := l.t.First(n)
	if cond == 0 {
		return
	}
	body := l.t.Next(cond)
	l.loop(n, func() ir.Reg { return l.expr(cond) }, func() {
		if body != 0 {
			l.statement(body)
		}
	}, func() {})
}

// doWhile is a loop that does not ask the first time.
func (l *lowerer) doWhile(n syntax.Ref) {
	body := l.t.First(n)
	if body == 0 {
		return
	}
	cond := l.t.Next(body)
	first := l.reg("", boolType)
	l.copyTo(first, n, l.boolean(n, true))
	l.loop(n, func() ir.Reg {
		ask := l.reg("", boolType)
		l.when(n, first, func() { l.copyTo(ask, n, l.boolean(n, true)) }, func() {
			if cond != 0 {
				l.copyTo(ask, cond, l.expr(cond))
			}
		})
		return ask
	}, func() {
		l.copyTo(first, n, l.boolean(n, false))
		l.statement(body)
	}, func() {})
}

func (l *lowerer) forEach(n syntax.Ref) {
	t := l.t
	local := t.First(n)
	if local == 0 {
		return
	}
	over := t.Next(local)
	if over == 0 {
		return
	}
	body := t.Next(over)
	l.scoped(func() {
		in := l.at(ir.Range, n)
		in.A = l.expr(over)
		typ := l.typeOf(t.Child(local, syntax.Type))
		if at := l.typ(in.A); typ == nil && at != nil && at.Kind == ir.ListOf {
			typ = at.Elem
		}
		name := ""
		if d := t.Child(local, syntax.Declarator); d != 0 {
			name = t.Text(t.First(d))
		}
		array := l.overArray(over)
		in.B = l.declare(name, typ)
		l.vars[len(l.vars)-1].over = array
		l.targets = append(l.targets, target{loop: true, label: l.takeLabel()})
		b := l.block(func() {
			if body != 0 {
				l.statement(body)
			}
		})
		l.targets = l.targets[:len(l.targets)-1]
		in.Aux = &ir.Aux{Blocks: []ir.Block{b, nil}}
		l.emit(in)
	})
}

func (l *lowerer) returnStmt(n syntax.Ref) {
	in := l.at(ir.Return, n)
	if v := l.t.First(n); v != 0 {
		var typ *ir.Type
		if len(l.f.Results) == 1 {
			typ = l.f.Results[0]
		}
		in.Args = l.list(l.valueOf(v, typ))
		if l.frame.answers != nil {
			l.frame.answers(v, in.Args[0])
		}
	}
	l.emit(in)
}

// jump lowers break and continue.
func (l *lowerer) jump(n syntax.Ref) {
	label := ""
	if id := l.t.First(n); id != 0 {
		label = l.t.Text(id)
	}
	op := ir.Break
	if l.t.Kind(n) == syntax.Continue {
		op = ir.Continue
	}
	for i := len(l.targets) - 1; i >= 0; i-- {
		tg := l.targets[i]
		if label != "" && tg.label != label || op == ir.Continue && !tg.loop || tg.yield {
			continue
		}
		if op == ir.Break && label == "" && !tg.loop && tg.label != "" && tg.label != switchLabel {
			continue // a labelled block is left by its label only
		}
		if label != "" && op == ir.Break && tg.loop && i > 0 && l.targets[i-1].label == label {
			i--
		}
		in := l.at(op, n)
		in.A = ir.Reg(len(l.targets) - 1 - i)
		l.emit(in)
		return
	}
}

// labelled lowers label: statement as a block that Break can leave.
func (l *lowerer) labelled(n syntax.Ref) {
	name := l.t.First(n)
	if name == 0 {
		return
	}
	body := l.t.Next(name)
	if body == 0 {
		return
	}
	in := l.at(ir.Scope, n)
	l.targets = append(l.targets, target{label: l.t.Text(name)})
	b := l.block(func() { l.statement(body) })
	l.targets = l.targets[:len(l.targets)-1]
	in.Aux = &ir.Aux{Blocks: []ir.Block{b}}
	l.emit(in)
}

// tryStmt lowers try with resources, catches and finally.
func (l *lowerer) tryStmt(n syntax.Ref) {
	t := l.t
	body := t.Child(n, syntax.Block)
	res := t.Child(n, syntax.Resources)
	in := l.at(ir.Try, n)
	in.Aux = &ir.Aux{Blocks: make([]ir.Block, 3)}
	in.Aux.Blocks[0] = l.block(func() {
		if res != 0 {
			l.scoped(func() { l.withResources(n, t.First(res), body) })
		} else if body != 0 {
			l.statements(body)
		}
	})
	for c := t.First(n); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.Catch {
			in.Aux.Handlers = append(in.Aux.Handlers, l.catch(c))
		}
	}
	if f := t.Child(n, syntax.Finally); f != 0 && t.First(f) != 0 {
		in.Aux.Blocks[2] = l.block(func() { l.statements(t.First(f)) })
	}
	l.emit(in)
}

// withResources opens the first of the resources, does the rest, and closes it.
func (l *lowerer) withResources(n, res, body syntax.Ref) {
	t := l.t
	if res == 0 {
		if body != 0 {
			l.statements(body)
		}
		return
	}
	var r ir.Reg
	if t.Kind(res) == syntax.Local {
		before := len(l.vars)
		l.localVars(res)
		if len(l.vars) == before {
			l.withResources(n, t.Next(res), body)
			return
		}
		r = l.vars[before].reg
	} else {
		r = l.expr(res)
	}
	in := l.at(ir.Try, n)
	in.Aux = &ir.Aux{Blocks: make([]ir.Block, 3)}
	in.Aux.Blocks[0] = l.block(func() { l.withResources(n, t.Next(res), body) })
	in.Aux.Blocks[2] = l.block(func() {
		there := l.binary(res, ir.IsNot, r, l.null(res), boolType)
		l.when(res, there, func() { l.method(res, r, "close", nil) }, nil)
	})
	l.emit(in)
}

func (l *lowerer) catch(c syntax.Ref) ir.Handler {
	t := l.t
	h := ir.Handler{Var: ir.NoReg, Span: l.span(c)}
	for k := t.First(c); k != 0; k = t.Next(k) {
		if t.Kind(k) == syntax.Type {
			if typ := l.typeOf(k); typ != nil {
				h.Types = append(h.Types, typ)
			}
		}
	}
	l.scoped(func() {
		var typ *ir.Type
		if len(h.Types) == 1 {
			typ = h.Types[0]
		}
		name := ""
		if id := t.Child(c, syntax.Name); id != 0 {
			name = t.Text(id)
		}
		h.Var = l.declare(name, typ)
		h.Body = l.block(func() {
			if b := t.Child(c, syntax.Block); b != 0 {
				l.statements(b)
			}
		})
	})
	return h
}
