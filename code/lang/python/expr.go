package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// expr lowers an expression and returns the register that holds its value.
func (l *lowerer) expr(n syntax.Ref) ir.Reg {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		return l.load(n, l.text(n))
	case syntax.Int, syntax.Float, syntax.Imag:
		return l.constant(n, number(t.Kind(n), l.text(n)))
	case syntax.True:
		return l.constant(n, ir.Value{Kind: ir.Bool, Int: 1})
	case syntax.False:
		return l.constant(n, ir.Value{Kind: ir.Bool})
	case syntax.None, syntax.Absent, syntax.Ellipsis:
		return l.none(n)
	case syntax.Str, syntax.FStringText:
		return l.str(n, l.literal(n))
	case syntax.Bytes:
		v, _ := t.StringValue(n)
		return l.constant(n, ir.Value{Kind: ir.Bytes, Str: string(v)})
	case syntax.FString, syntax.TString:
		return l.fstring(n)
	case syntax.Attribute:
		return l.attribute(n)
	case syntax.Subscript:
		return l.subscript(n)
	case syntax.Call:
		return l.callExpr(n)
	case syntax.BoolOp:
		return l.boolOp(t.Op(n), t.First(n))
	case syntax.BinaryOp:
		return l.binary(n, binaryTok(t.Op(n)), l.expr(t.First(n)), l.expr(t.Child(n, 1)))
	case syntax.UnaryOp:
		in := l.at(ir.Unary, n)
		in.Tok, in.A = unaryTok(t.Op(n)), l.expr(t.First(n))
		return l.do(in)
	case syntax.Compare:
		return l.compare(n)
	case syntax.IfExp:
		return l.choose(n, t.Child(n, 1), t.First(n), t.Child(n, 2))
	case syntax.NamedExpr:
		v := l.expr(t.Child(n, 1))
		l.assign(t.First(n), v)
		return v
	case syntax.Lambda:
		return l.lambda(n)
	case syntax.List, syntax.Tuple, syntax.Set:
		return l.display(n)
	case syntax.Dict:
		return l.dict(n)
	case syntax.ListComp, syntax.SetComp, syntax.GeneratorExp, syntax.DictComp:
		return l.comprehension(n)
	case syntax.Await:
		in := l.at(ir.Await, n)
		in.A = l.awaited(t.First(n))
		return l.do(in)
	case syntax.Yield, syntax.YieldFrom:
		in := l.at(ir.Yield, n)
		in.A = l.expr(t.First(n))
		if t.Kind(n) == syntax.YieldFrom {
			in.Flags = ir.FlagSpread
		}
		return l.do(in)
	case syntax.Starred:
		return l.expr(t.First(n))
	case syntax.Slice:
		return l.call(n, "builtin.slice", l.expr(t.First(n)), l.expr(t.Child(n, 1)), l.expr(t.Child(n, 2)))
	}
	return l.unknown(n)
}

// unknown stands for what could not be read; its parts are lowered all the same.
func (l *lowerer) unknown(n syntax.Ref) ir.Reg {
	var parts []ir.Reg
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		if k := l.t.Kind(c); k < syntax.Decorated || k > syntax.ExecStmt {
			parts = append(parts, l.expr(c))
		} else {
			l.statement(c)
		}
	}
	return l.call(n, ir.IntrinsicUnknown, parts...)
}

func (l *lowerer) binary(n syntax.Ref, tok ir.Tok, a, b ir.Reg) ir.Reg {
	in := l.at(ir.Binary, n)
	in.Tok, in.A, in.B = tok, a, b
	return l.do(in)
}

// boolOp lowers "a and b and c" to nested And instructions, so that the right
// side runs only when it must.
func (l *lowerer) boolOp(op syntax.Op, first syntax.Ref) ir.Reg {
	a := l.expr(first)
	for c := l.t.Next(first); c != 0; c = l.t.Next(c) {
		a = l.shortCircuit(c, op == syntax.And, a, func() ir.Reg { return l.expr(c) })
	}
	return a
}

func (l *lowerer) shortCircuit(n syntax.Ref, and bool, a ir.Reg, right func() ir.Reg) ir.Reg {
	in := l.at(ir.Or, n)
	if and {
		in.Op = ir.And
	}
	in.A = a
	body := l.block(func() { in.B = right() })
	in.Aux = &ir.Aux{Blocks: []ir.Block{body}}
	return l.do(in)
}

// compare lowers "a < b < c" as a < b and b < c, b computed once.
func (l *lowerer) compare(n syntax.Ref) ir.Reg {
	t := l.t
	left := l.expr(t.First(n))
	part := t.Next(t.First(n))
	right := l.expr(t.First(part))
	l.compared(n, t.First(n), t.First(part), compareTok(t.Op(part)))
	res := l.binary(n, compareTok(t.Op(part)), left, right)
	for part = t.Next(part); part != 0; part = t.Next(part) {
		left := right
		p := part
		res = l.shortCircuit(p, true, res, func() ir.Reg {
			right = l.expr(t.First(p))
			return l.binary(p, compareTok(t.Op(p)), left, right)
		})
	}
	return res
}

// choose lowers "body if test else orelse".
func (l *lowerer) choose(n, test, body, orelse syntax.Ref) ir.Reg {
	dst := l.temp()
	in := l.at(ir.If, n)
	in.A = l.expr(test)
	then := l.block(func() { l.copyTo(dst, body, l.expr(body)) })
	other := l.block(func() { l.copyTo(dst, orelse, l.expr(orelse)) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
	return dst
}

func (l *lowerer) copyTo(dst ir.Reg, n syntax.Ref, v ir.Reg) {
	in := l.at(ir.Copy, n)
	in.Dst, in.A = dst, v
	l.emit(in)
}

// attribute reads a.b, as a global where a is a module.
func (l *lowerer) attribute(n syntax.Ref) ir.Reg {
	if name, rest, ok := l.dotted(n); ok {
		in := l.at(ir.GetGlobal, n)
		in.Name = name
		r := l.do(in)
		for _, a := range rest {
			r = l.getField(a, r)
		}
		return r
	}
	return l.getField(l.t.Child(n, 1), l.expr(l.t.First(n)))
}

func (l *lowerer) getField(attr syntax.Ref, of ir.Reg) ir.Reg {
	in := l.at(ir.GetField, attr)
	if in.A, in.Name = of, l.text(attr); in.Name == "" {
		return of // broken off: "x."
	}
	return l.do(in)
}

func (l *lowerer) subscript(n syntax.Ref) ir.Reg {
	t := l.t
	of := l.expr(t.First(n))
	index := t.Child(n, 1)
	if t.Kind(index) == syntax.Slice {
		in := l.at(ir.Slice, n)
		in.A = of
		in.Args = l.list(l.bound(t.First(index)), l.bound(t.Child(index, 1)), l.bound(t.Child(index, 2)))
		return l.do(in)
	}
	in := l.at(ir.GetIndex, n)
	in.A, in.B = of, l.expr(index)
	return l.do(in)
}

func (l *lowerer) bound(n syntax.Ref) ir.Reg {
	if l.t.Kind(n) == syntax.Absent {
		return ir.NoReg
	}
	return l.expr(n)
}

// fstring lowers f"…{x!r:>5}…" to the parts in order; format specs are kept when
// they are constant.
func (l *lowerer) fstring(n syntax.Ref) ir.Reg {
	var args []ir.Reg
	var specs []string
	add := func(r ir.Reg, spec string) { args, specs = append(args, r), append(specs, spec) }
	for c := l.t.First(n); c != 0; c = l.t.Next(c) {
		if l.t.Kind(c) != syntax.FStringField {
			add(l.expr(c), "")
			continue
		}
		if l.t.Has(c, syntax.SelfDoc) {
			add(l.str(c, string(l.t.SelfDocText(c))), "")
		}
		v := l.expr(l.t.First(c))
		switch l.t.Op(c) {
		case syntax.ConvRepr, syntax.ConvASCII:
			v = l.call(c, "builtin.repr", v)
		case syntax.ConvStr:
			v = l.call(c, "builtin.str", v)
		}
		add(v, l.spec(l.t.Child(c, 1)))
	}
	in := l.at(ir.Concat, n)
	in.Args, in.Aux = l.list(args...), &ir.Aux{Keys: specs}
	return l.do(in)
}

func (l *lowerer) spec(n syntax.Ref) string {
	if l.t.Kind(n) != syntax.FormatSpec || l.t.Count(n) != 1 || l.t.Kind(l.t.First(n)) != syntax.FStringText {
		return ""
	}
	return l.literal(l.t.First(n))
}
