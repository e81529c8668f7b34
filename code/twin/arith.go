package twin

import (
	"math"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

func (m *machine) unary(tok ir.Tok, v any) any {
	v = m.deref(v)
	switch tok {
	case ir.Not:
		if u, ok := v.(*Unknown); ok {
			return &Unknown{Why: u.Why, World: u.World, not: u}
		}
		return !m.truth(v)
	case ir.Neg:
		switch x := v.(type) {
		case int64:
			return -x
		case float64:
			return -x
		case bool:
			n, _ := m.number(x)
			return -n
		}
	case ir.BitNot:
		if n, ok := v.(int64); ok {
			return ^n
		}
	}
	return v
}

// truth decides a condition.
func (m *machine) truth(v any) bool {
	switch x := m.deref(v).(type) {
	case nil:
		return false
	case bool:
		return x
	case *Unknown:
		return m.choose(x)
	case int64:
		return x != 0
	case float64:
		return x != 0
	case string:
		if m.sem.EmptyIsFalse {
			m.compareTexts(x, "")
			return x != ""
		}
	case value.BytesValue:
		return !m.sem.EmptyIsFalse || x != ""
	case *value.ListValue:
		return !m.sem.EmptyIsFalse || m.sem.PropertyKeys || len(x.Items) > 0
	case *value.MapValue:
		return !m.sem.EmptyIsFalse || m.sem.PropertyKeys || len(x.Keys) > 0
	case *Object:
		return m.objectTruth(x)
	}
	return true
}

func (m *machine) objectTruth(o *Object) bool {
	if !m.sem.EmptyIsFalse {
		return true
	}
	for _, name := range []string{"__bool__", "__len__"} {
		if fn := m.p.Method(o.Class, name); fn != nil {
			v, ok := m.invoke(&Closure{Fn: fn}, []any{o}, nil)
			if !ok {
				m.thrown = nil
				return true
			}
			if _, again := v.(*Object); again {
				return true
			}
			return m.truth(v)
		}
	}
	return true
}

// choose decides a condition that nobody knows: true in the project, false in
// library models, where it stands for what may go wrong; the other way when the
// inputs say so; the same value the same way each time.
func (m *machine) choose(u *Unknown) bool {
	if u.not != nil {
		return !m.choose(u.not)
	}
	if !u.chosen {
		u.chosen = true
		u.truth = m.inProject() != m.in.Flips[len(m.run.Choices)]
		m.run.Choices = append(m.run.Choices, u.Why)
		if u.truth && u.of != nil {
			m.assume(u)
		}
		if !u.World {
			m.unknown(u.Why)
		}
	}
	return u.truth
}

// assume notes what an unknown text was taken to be.
func (m *machine) assume(u *Unknown) {
	if _, ok := u.equals.(*Unknown); ok {
		return
	}
	u.of.known = u.equals
	if s, ok := u.equals.(string); ok && u.of.World {
		m.run.Assumed = append(m.run.Assumed, s)
	}
}

func (m *machine) inProject() bool {
	n := len(m.frames)
	return n == 0 || !m.frames[n-1].fn.Unit.Stub
}

// number reads a value as an integer.
func (m *machine) number(v any) (int64, bool) {
	switch x := m.deref(v).(type) {
	case int64:
		return x, true
	case bool:
		if x {
			return 1, true
		}
		return 0, true
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<62 {
			return int64(x), true
		}
	case *Unknown:
		m.unknown(x.Why)
		return 1, true
	}
	return 0, false
}

// binary computes a tok b; ok is false when it raises.
func (m *machine) binary(tok ir.Tok, a, b any) (any, bool) {
	a, b = m.deref(a), m.deref(b)
	if tok == ir.Add && m.sem.ZeroValues {
		a, b = noBytes(a), noBytes(b)
	}
	switch tok {
	case ir.Eq, ir.Ne, ir.Is, ir.IsNot:
		return m.equality(tok, a, b), true
	case ir.In, ir.NotIn:
		return m.membership(tok, a, b)
	}
	if u := firstUnknown(a, b); u != nil && !(tok == ir.Add && (isText(a) || isText(b))) && !(tok == ir.Mod && isText(a)) {
		out := m.unknownOf(nil, u.Why)
		if v, ok := out.(*Unknown); ok {
			v.World = u.World
		}
		return out, true
	}
	if tok >= ir.Lt && tok <= ir.Ge {
		return m.order(tok, a, b)
	}
	if v, ok := m.textual(tok, a, b); ok {
		return v, m.thrown == nil
	}
	if o, ok := a.(*Object); ok {
		if fn := m.p.Method(o.Class, dunder(tok)); fn != nil {
			return m.invoke(&Closure{Fn: fn}, []any{o, b}, nil)
		}
		return m.unknownOf(nil, "an operator of "+o.Class), true
	}
	return m.arithmetic(tok, a, b)
}

// noBytes is v, or no bytes for a nil slice.
func noBytes(v any) any {
	if v == nil {
		return value.BytesValue("")
	}
	return v
}

func dunder(tok ir.Tok) string {
	switch tok {
	case ir.Add:
		return "__add__"
	case ir.Div:
		return "__truediv__"
	case ir.Mod:
		return "__mod__"
	case ir.BitOr:
		return "__or__"
	case ir.BitAnd:
		return "__and__"
	case ir.Sub:
		return "__sub__"
	case ir.Mul:
		return "__mul__"
	}
	return "__operator__"
}

func firstUnknown(a, b any) *Unknown {
	if u, ok := a.(*Unknown); ok {
		return u
	}
	u, _ := b.(*Unknown)
	return u
}

func isText(v any) bool {
	switch v.(type) {
	case string, value.BytesValue:
		return true
	}
	return false
}

// textual is sum, repetition and formatting of texts and lists.
func (m *machine) textual(tok ir.Tok, a, b any) (any, bool) {
	switch {
	case tok == ir.Add && (isText(a) || isText(b)):
		s := m.text(a) + m.text(b)
		m.bytes += int64(len(s))
		if _, ok := a.(value.BytesValue); ok {
			return value.BytesValue(s), true
		}
		return s, true
	case tok == ir.Mod && isText(a) && m.sem.PercentFormat:
		v, _ := m.op("fmt.percent", []any{a, b})
		return v, true
	case tok == ir.Mul && isText(a) && !isText(b):
		n, _ := m.number(b)
		s := m.text(a)
		if n = max(n, 0); int64(len(s))*n > m.limits.Bytes {
			m.stopped = true
			return nil, true
		}
		m.bytes += int64(len(s)) * n
		return strings.Repeat(s, int(n)), true
	}
	x, ok1 := a.(*value.ListValue)
	y, ok2 := b.(*value.ListValue)
	switch {
	case tok == ir.Add && ok1 && ok2:
		m.bytes += int64(16 * (len(x.Items) + len(y.Items)))
		return &value.ListValue{Items: append(append([]any(nil), x.Items...), y.Items...), Tuple: x.Tuple}, true
	case tok == ir.Mul && ok1:
		n, _ := m.number(b)
		out := &value.ListValue{Tuple: x.Tuple}
		for ; n > 0 && len(out.Items)+len(x.Items) < maxItems && len(x.Items) > 0; n-- {
			out.Items = append(out.Items, x.Items...)
		}
		m.bytes += int64(16 * len(out.Items))
		return out, true
	case ok1 && ok2 && x.Set:
		return m.setOperation(tok, x, y), true
	}
	return nil, false
}

func (m *machine) setOperation(tok ir.Tok, a, b *value.ListValue) any {
	out := &value.ListValue{Set: true}
	for _, v := range a.Items {
		in := m.contains(b, v)
		if tok == ir.BitOr || tok == ir.BitAnd && in || tok == ir.Sub && !in {
			m.addItem(out, v)
		}
	}
	if tok == ir.BitOr {
		for _, v := range b.Items {
			m.addItem(out, v)
		}
	}
	return out
}

func (m *machine) arithmetic(tok ir.Tok, a, b any) (any, bool) {
	x, ok1 := toFloat(a)
	y, ok2 := toFloat(b)
	if !ok1 || !ok2 {
		return m.unknownOf(nil, "an operator on values it is not for"), true
	}
	i, int1 := integer(a)
	j, int2 := integer(b)
	if int1 && int2 && !(tok == ir.Div && !m.sem.IntDivides) && !(tok == ir.Pow && j < 0) {
		return m.integers(tok, i, j)
	}
	switch tok {
	case ir.Add:
		return x + y, true
	case ir.Sub:
		return x - y, true
	case ir.Mul:
		return x * y, true
	case ir.Pow:
		return math.Pow(x, y), true
	case ir.Div, ir.FloorDiv, ir.Mod:
		if y == 0 && !m.sem.ZeroValues {
			return m.raise("ZeroDivisionError", "division by zero")
		}
		switch tok {
		case ir.FloorDiv:
			return math.Floor(x / y), true
		case ir.Mod:
			return x - y*math.Floor(x/y), true
		}
		return x / y, true
	}
	return x, true
}

func toFloat(v any) (float64, bool) {
	switch x := v.(type) {
	case int64:
		return float64(x), true
	case float64:
		return x, true
	case bool:
		if x {
			return 1, true
		}
		return 0, true
	case nil:
		return 0, true
	}
	return 0, false
}

func integer(v any) (int64, bool) {
	switch x := v.(type) {
	case int64:
		return x, true
	case bool:
		if x {
			return 1, true
		}
		return 0, true
	case nil:
		return 0, true
	}
	return 0, false
}

func (m *machine) integers(tok ir.Tok, a, b int64) (any, bool) {
	switch tok {
	case ir.Add:
		return a + b, true
	case ir.Sub:
		return a - b, true
	case ir.Mul:
		return a * b, true
	case ir.Div, ir.FloorDiv, ir.Mod:
		if b == 0 {
			return m.raise("ZeroDivisionError", "division by zero")
		}
		if b == -1 {
			if tok == ir.Mod {
				return int64(0), true
			}
			return -a, true
		}
		q, r := a/b, a%b
		if !m.sem.IntDivides && r != 0 && (r < 0) != (b < 0) {
			q, r = q-1, r+b
		}
		if tok == ir.Mod {
			return r, true
		}
		return q, true
	case ir.Shl:
		return a << uint64(clamp(b, 64)), true
	case ir.Shr:
		return a >> uint64(clamp(b, 64)), true
	case ir.BitAnd:
		return a & b, true
	case ir.BitOr:
		return a | b, true
	case ir.BitXor:
		return a ^ b, true
	case ir.AndNot:
		return a &^ b, true
	case ir.Pow:
		out := int64(1)
		for i := int64(0); i < b && i < 64; i++ {
			out *= a
		}
		return out, true
	}
	return a, true
}
