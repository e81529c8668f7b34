package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// match lowers a match statement to a chain of tests of the subject.
func (l *lowerer) match(n syntax.Ref) {
	subject := l.expr(l.t.First(n))
	l.cases(n, l.t.Next(l.t.First(n)), subject)
}

func (l *lowerer) cases(n, c syntax.Ref, subject ir.Reg) {
	if c == 0 {
		return
	}
	t := l.t
	in := l.from(ir.If, c, n)
	in.A = l.pattern(t.First(c), subject)
	if guard := t.Child(c, 1); t.Kind(guard) != syntax.Absent {
		in.A = l.shortCircuit(guard, true, in.A, func() ir.Reg { return l.expr(guard) })
	}
	then := l.suite(t.Child(c, 2))
	other := l.block(func() { l.cases(n, t.Next(c), subject) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
}

// pattern emits the test whether v matches, and binds the names it captures.
func (l *lowerer) pattern(p syntax.Ref, v ir.Reg) ir.Reg {
	t := l.t
	switch t.Kind(p) {
	case syntax.MatchValue:
		return l.binary(p, ir.Eq, v, l.expr(t.First(p)))
	case syntax.MatchCapture:
		l.assign(t.First(p), v)
	case syntax.MatchAs:
		ok := l.pattern(t.First(p), v)
		l.assign(t.Child(p, 1), v)
		return ok
	case syntax.MatchOr:
		ok := l.pattern(t.First(p), v)
		for c := t.Next(t.First(p)); c != 0; c = t.Next(c) {
			ok = l.shortCircuit(c, false, ok, func() ir.Reg { return l.pattern(c, v) })
		}
		return ok
	case syntax.MatchSequence:
		return l.sequence(p, v)
	case syntax.MatchMapping:
		return l.mapping(p, v)
	case syntax.MatchClass:
		return l.classPattern(p, v)
	case syntax.MatchStar:
		l.assign(t.First(p), v)
	}
	return l.constant(p, ir.Value{Kind: ir.Bool, Int: 1})
}

// both joins two tests.
func (l *lowerer) both(p syntax.Ref, a ir.Reg, b func() ir.Reg) ir.Reg {
	return l.shortCircuit(p, true, a, b)
}

func (l *lowerer) sequence(p syntax.Ref, v ir.Reg) ir.Reg {
	t := l.t
	ok := l.call(p, "builtin.isinstance", v, l.globalValue(p, "builtin.list"))
	i := int64(0)
	for c := t.First(p); c != 0; c = t.Next(c) {
		k := i
		ok = l.both(c, ok, func() ir.Reg { return l.pattern(c, l.element(c, v, ir.Value{Kind: ir.Int, Int: k})) })
		i++
	}
	return ok
}

func (l *lowerer) mapping(p syntax.Ref, v ir.Reg) ir.Reg {
	t := l.t
	ok := l.call(p, "builtin.isinstance", v, l.globalValue(p, "builtin.dict"))
	for c := t.First(p); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.MatchRest {
			l.assign(t.First(c), v)
			continue
		}
		key := l.expr(t.First(c))
		ok = l.both(c, ok, func() ir.Reg { return l.binary(c, ir.In, key, v) })
		ok = l.both(c, ok, func() ir.Reg {
			in := l.at(ir.GetIndex, c)
			in.A, in.B = v, key
			return l.pattern(t.Child(c, 1), l.do(in))
		})
	}
	return ok
}

// classPattern tests the class and then the attributes; positional ones are
// taken as unknown parts, because __match_args__ is not looked up.
func (l *lowerer) classPattern(p syntax.Ref, v ir.Reg) ir.Reg {
	t := l.t
	ok := l.call(p, "builtin.isinstance", v, l.expr(t.First(p)))
	for c := t.Next(t.First(p)); c != 0; c = t.Next(c) {
		ok = l.both(c, ok, func() ir.Reg {
			if t.Kind(c) == syntax.MatchKeyword {
				return l.pattern(t.Child(c, 1), l.getField(t.First(c), v))
			}
			return l.pattern(c, l.call(c, ir.IntrinsicUnknown, v))
		})
	}
	return ok
}

func (l *lowerer) globalValue(n syntax.Ref, name string) ir.Reg {
	in := l.at(ir.GetGlobal, n)
	in.Name = name
	return l.do(in)
}

func (l *lowerer) element(n syntax.Ref, of ir.Reg, key ir.Value) ir.Reg {
	in := l.at(ir.GetIndex, n)
	in.A, in.B = of, l.constant(n, key)
	return l.do(in)
}
