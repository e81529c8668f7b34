package javascript

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A branch of a switch: the tests that lead to it, and where its code begins.
type branch struct {
	tests []syntax.Ref
	other bool // default leads here too
	from  syntax.Ref
}

// maxFall bounds how many further cases a case falls through into.
const maxFall = 6

// switchStatement lowers a switch to a chain of tests in a block that break leaves.
// A case that falls through has the code of the next ones after its own.
func (l *lowerer) switchStatement(n syntax.Ref) {
	t := l.t
	value := l.expr(t.First(n))
	branches := l.branches(n)
	in := l.at(ir.Scope, n)
	l.target(false, func() {
		body := l.block(func() {
			l.inScope(func() {
				if !l.scope.top {
					l.declareCases(n)
				}
				l.cases(n, value, branches)
			})
		})
		in.Aux = &ir.Aux{Blocks: []ir.Block{body}}
	})
	l.emit(in)
}

func (l *lowerer) declareCases(n syntax.Ref) {
	t := l.t
	for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
		for s := t.Next(t.First(c)); s != 0; s = t.Next(s) {
			switch t.Kind(s) {
			case syntax.VarDecl:
				if t.Op(s) != syntax.Var {
					l.declareAll(s)
				}
			case syntax.FuncDecl, syntax.ClassDecl:
				l.declare(t.First(s), l.text(t.First(s)))
			}
		}
	}
}

// branches groups the cases without code with the next one that has some.
func (l *lowerer) branches(n syntax.Ref) []branch {
	t := l.t
	var out []branch
	var b branch
	for c := t.Next(t.First(n)); c != 0; c = t.Next(c) {
		if t.Kind(c) != syntax.Case {
			continue
		}
		if test := t.First(c); t.Kind(test) == syntax.Absent {
			b.other = true
		} else {
			b.tests = append(b.tests, test)
		}
		if t.Next(t.First(c)) != 0 || t.Next(c) == 0 {
			b.from = c
			out = append(out, b)
			b = branch{}
		}
	}
	return out
}

func (l *lowerer) cases(n syntax.Ref, value ir.Reg, branches []branch) {
	if len(branches) == 0 {
		return
	}
	b := branches[0]
	rest := branches[1:]
	if b.other {
		l.cases(n, value, append(rest[:len(rest):len(rest)], branch{from: b.from}))
		return
	}
	if len(b.tests) == 0 {
		l.caseBody(b.from)
		return
	}
	in := l.at(ir.If, n)
	in.A = l.anyOf(value, b.tests)
	then := l.block(func() { l.caseBody(b.from) })
	other := l.block(func() { l.cases(n, value, rest) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
}

func (l *lowerer) anyOf(value ir.Reg, tests []syntax.Ref) ir.Reg {
	r := l.binary(tests[0], ir.Eq, value, l.expr(tests[0]))
	for _, test := range tests[1:] {
		first := r
		r = l.logical(test, syntax.Or, func() ir.Reg { return first }, func() ir.Reg { return l.binary(test, ir.Eq, value, l.expr(test)) })
	}
	return r
}

// caseBody lowers the code from a case on, until something leaves.
func (l *lowerer) caseBody(c syntax.Ref) {
	t := l.t
	for i := 0; c != 0 && i < maxFall; i++ {
		for s := t.Next(t.First(c)); s != 0; s = t.Next(s) {
			if t.Kind(s) == syntax.FuncDecl {
				l.functionDecl(s)
				continue
			}
			l.statement(s)
			if l.leaves(s) {
				return
			}
		}
		c = t.Next(c)
	}
}

// leaves tells that a statement surely does not end normally.
func (l *lowerer) leaves(n syntax.Ref) bool {
	t := l.t
	switch t.Kind(n) {
	case syntax.Break, syntax.Continue, syntax.Return, syntax.Throw:
		return true
	case syntax.Block:
		for c := range t.Children(n) {
			if l.leaves(c) {
				return true
			}
		}
	case syntax.If:
		return t.Kind(t.Child(n, 2)) != syntax.Absent && l.leaves(t.Child(n, 1)) && l.leaves(t.Child(n, 2))
	}
	return false
}
