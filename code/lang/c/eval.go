package c

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// eval computes a constant expression.
func (l *lowerer) eval(id syntax.ID) (int64, bool) { return l.evalAt(id, 0) }

func (l *lowerer) evalAt(id syntax.ID, depth int) (int64, bool) {
	if id == 0 || depth > 100 {
		return 0, false
	}
	n := &l.t.Nodes[id]
	kid := func(i int) (int64, bool) { return l.evalAt(l.t.Kid(id, i), depth+1) }
	switch n.Kind {
	case syntax.Number:
		v, _, ok := number(n.Text)
		return v, ok
	case syntax.Char:
		return charValue(n.Text), true
	case syntax.Name:
		if s := l.lookup(n.Text); s != nil && (s.kind == sConst || s.fixed) {
			return s.value, true
		}
	case syntax.Cast:
		t := l.typeOf(n.First)
		v, ok := kid(1)
		if t.kind == tInt {
			v = wrap(v, t)
		}
		return v, ok && t.kind != tFloat
	case syntax.Sizeof:
		if n.Text == "align" {
			return l.sizeofType(id, n).align(0), true
		}
		t := l.sizeofType(id, n)
		b := t.bytes()
		return b, b > 0 && t != anyType
	case syntax.Offsetof:
		if t := l.typeOf(n.First); t.kind == tRecord {
			if f, ok := t.rec.find(n.Text, 0); ok {
				return f.off, true
			}
		}
	case syntax.Unary:
		v, ok := kid(0)
		switch n.Op {
		case pp.Plus:
			return v, ok
		case pp.Minus:
			return -v, ok
		case pp.Tilde:
			return ^v, ok
		case pp.Not:
			if v == 0 {
				return 1, ok
			}
			return 0, ok
		}
	case syntax.Cond:
		c, ok := kid(0)
		if !ok {
			return 0, false
		}
		if c != 0 {
			return kid(1)
		}
		return kid(2)
	case syntax.Binary:
		a, ok := kid(0)
		b, ok2 := kid(1)
		if ok && ok2 && n.Op != pp.Comma && !((n.Op == pp.Slash || n.Op == pp.Percent) && b == 0) {
			return pp.Calculate(n.Op, a, b), true
		}
	}
	return 0, false
}

// fix notes the value of a variable that is declared constant.
func (l *lowerer) fix(s *symbol, n *syntax.Node, init syntax.ID) {
	if n.Flags&syntax.FlagConst == 0 || s.typ.kind != tInt {
		return
	}
	if v, ok := l.eval(init); ok {
		s.value, s.fixed = wrap(v, s.typ), true
	}
}

// sizeofType is the type whose size a sizeof asks for.
func (l *lowerer) sizeofType(id syntax.ID, n *syntax.Node) *ctype {
	if n.Flags&syntax.FlagType != 0 {
		return l.typeOf(n.First).strip()
	}
	return l.typeOfExpr(n.First).strip()
}

// wrap is v in the width of an integer type.
func wrap(v int64, t *ctype) int64 {
	if t.name == "bool" {
		if v != 0 {
			return 1
		}
		return 0
	}
	switch {
	case t.size >= 8:
		return v
	case t.signed:
		s := 64 - 8*uint(t.size)
		return v << s >> s
	}
	return v & (1<<(8*uint(t.size)) - 1)
}

// number reads a literal and its type.
func number(s string) (int64, *ctype, bool) {
	switch s {
	case "true":
		return 1, boolType, true
	case "false":
		return 0, boolType, true
	case "nullptr":
		return 0, voidPtr, true
	}
	hex := strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X")
	if !hex && strings.ContainsAny(s, ".eEfF") || hex && strings.ContainsAny(s, ".pP") {
		return 0, doubleType, false
	}
	v, ok := pp.Integer(s)
	low := strings.ToLower(s)
	unsigned := strings.ContainsRune(low, 'u')
	long := strings.HasSuffix(strings.TrimRight(low, "u"), "l")
	switch {
	case unsigned && (long || v > 1<<32-1 || v < 0):
		return v, basics["unsigned long"], ok
	case unsigned:
		return v, basics["unsigned int"], ok
	case v < 0:
		return v, basics["unsigned long"], ok
	case !long && hex && v > 1<<31-1 && v <= 1<<32-1:
		return v, basics["unsigned int"], ok
	case long || v > 1<<31-1:
		return v, longType, ok
	}
	return v, intType, ok
}

func charValue(text string) int64 {
	s, wide := pp.Unquote(text)
	if len(s) == 0 {
		return 0
	}
	if wide {
		for _, r := range s {
			return int64(r)
		}
	}
	v := int64(0)
	for i := 0; i < len(s) && i < 4; i++ {
		v = v<<8 | int64(s[i])
	}
	if len(s) == 1 {
		return int64(int8(s[0]))
	}
	return v
}
