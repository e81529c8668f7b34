package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// display lowers [a, *b], (a, b) and {a, b}.
func (l *lowerer) display(n syntax.Ref) ir.Reg {
	in := l.at(ir.List, n)
	switch l.t.Kind(n) {
	case syntax.Tuple:
		in.Flags |= ir.FlagTuple
	case syntax.Set:
		in.Flags |= ir.FlagSet
	}
	var args []ir.Reg
	var spread []bool
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		star := l.t.Kind(c) == syntax.Starred
		if star {
			in.Flags |= ir.FlagSpread
		}
		args, spread = append(args, l.expr(c)), append(spread, star)
	}
	if in.Flags&ir.FlagSpread != 0 {
		in.Aux = &ir.Aux{Spread: spread}
	}
	in.Args = l.list(args...)
	return l.do(in)
}

// dict lowers {k: v, **m}.
func (l *lowerer) dict(n syntax.Ref) ir.Reg {
	var args []ir.Reg
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		if l.t.Kind(c) == syntax.DictItem {
			args = append(args, l.expr(l.t.First(c)), l.expr(l.t.Child(c, 1)))
			continue
		}
		args = append(args, ir.NoReg, l.expr(l.t.First(c)))
	}
	in := l.at(ir.Map, n)
	in.Args = l.list(args...)
	return l.do(in)
}

// comprehension lowers [e for x in xs if c] to loops that append; a generator
// expression is run at once.
func (l *lowerer) comprehension(n syntax.Ref) ir.Reg {
	t := l.t
	kind := t.Kind(n)
	in := l.at(ir.List, n)
	parts := 1
	switch kind {
	case syntax.DictComp:
		in.Op, parts = ir.Map, 2
	case syntax.SetComp:
		in.Flags = ir.FlagSet
	}
	dst := l.do(in)
	mark := len(l.turns)
	l.loops(n, t.Child(n, parts), !l.leaks[n], func() {
		set := l.at(ir.SetIndex, n)
		set.A = dst
		if kind == syntax.DictComp {
			set.B = l.expr(t.First(n))
			set.C = l.expr(t.Child(n, 1))
		} else {
			set.C = l.expr(t.First(n))
		}
		l.emit(set)
	})
	l.turns = l.turns[:mark]
	return dst
}

// loops nests the loops and conditions of a comprehension around body.
// Their variables are set apart from the function's, unless a lambda needs them.
func (l *lowerer) loops(n, c syntax.Ref, apart bool, body func()) {
	if c == 0 {
		body()
		return
	}
	t := l.t
	in := l.at(ir.Range, n)
	in.A, in.B = l.expr(t.Child(c, 1)), l.temp()
	if apart {
		b := binder{t: t, src: l.src}
		for _, name := range b.targets(t.First(c), nil) {
			l.turns = append(l.turns, turn{name, l.reg(name)})
		}
	}
	block := l.block(func() {
		l.assign(t.First(c), in.B)
		l.conditions(n, t.Child(c, 2), func() { l.loops(n, t.Next(c), apart, body) })
	})
	in.Aux = &ir.Aux{Blocks: []ir.Block{block, nil}}
	l.emit(in)
}

func (l *lowerer) conditions(n, c syntax.Ref, body func()) {
	if c == 0 {
		body()
		return
	}
	in := l.at(ir.If, n)
	in.A = l.expr(c)
	then := l.block(func() { l.conditions(n, l.t.Next(c), body) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, nil}}
	l.emit(in)
}
