package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

func binaryTok(op syntax.Op) ir.Tok {
	switch op {
	case syntax.Add:
		return ir.Add
	case syntax.Sub:
		return ir.Sub
	case syntax.Mult:
		return ir.Mul
	case syntax.Div:
		return ir.Div
	case syntax.FloorDiv:
		return ir.FloorDiv
	case syntax.Mod:
		return ir.Mod
	case syntax.Pow:
		return ir.Pow
	case syntax.LShift:
		return ir.Shl
	case syntax.RShift:
		return ir.Shr
	case syntax.BitOr:
		return ir.BitOr
	case syntax.BitXor:
		return ir.BitXor
	case syntax.BitAnd:
		return ir.BitAnd
	case syntax.MatMul:
		return ir.MatMul
	}
	return ir.NoTok
}

func unaryTok(op syntax.Op) ir.Tok {
	switch op {
	case syntax.Not:
		return ir.Not
	case syntax.Invert:
		return ir.BitNot
	case syntax.USub:
		return ir.Neg
	}
	return ir.Plus
}

func compareTok(op syntax.Op) ir.Tok {
	switch op {
	case syntax.Lt:
		return ir.Lt
	case syntax.Gt:
		return ir.Gt
	case syntax.LtE:
		return ir.Le
	case syntax.GtE:
		return ir.Ge
	case syntax.NotEq:
		return ir.Ne
	case syntax.In:
		return ir.In
	case syntax.NotIn:
		return ir.NotIn
	case syntax.Is:
		return ir.Is
	case syntax.IsNot:
		return ir.IsNot
	}
	return ir.Eq
}
