package twin

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// equality is ==, != and is. Against nil it is known also of unknown values:
// what a call returned is taken to be there.
func (m *machine) equality(tok ir.Tok, a, b any) any {
	negative := tok == ir.Ne || tok == ir.IsNot
	u := firstUnknown(a, b)
	if u != nil && a != b {
		if a == nil || b == nil {
			if !u.World {
				m.unknown(u.Why)
			}
			return negative
		}
		if u.known != nil && m.equal(u.known, other(u, a, b)) {
			return !negative
		}
		if u.known != nil {
			return negative
		}
		eq := &Unknown{Why: clip("a comparison with " + u.Why), World: u.World, of: u, equals: other(u, a, b)}
		if isZero(eq.equals) { // a count, a state: taken to be something
			eq = &Unknown{Why: eq.Why, World: eq.World, not: &Unknown{Why: eq.Why, World: eq.World}}
		}
		if negative {
			return &Unknown{Why: eq.Why, World: eq.World, not: eq}
		}
		return eq
	}
	m.compare(a, b)
	return m.equal(a, b) != negative
}

func isZero(v any) bool { return v == any(int64(0)) || v == any("") || v == any(false) }

// other is the operand that u is compared with.
func other(u *Unknown, a, b any) any {
	if a == any(u) {
		return b
	}
	return a
}

// equal compares without taking notes; unknown values are equal to themselves.
func (m *machine) equal(a, b any) bool { return m.sameDepth(m.deref(a), m.deref(b), 0) }

func (m *machine) sameDepth(a, b any, depth int) bool {
	if depth > 8 || m.spend(0) {
		return false
	}
	switch x := a.(type) {
	case nil:
		return b == nil
	case string:
		return isText(b) && m.text(b) == x
	case value.BytesValue:
		return isText(b) && m.text(b) == string(x)
	case bool, int64, float64:
		i, ok1 := toFloat(x)
		j, ok2 := toFloat(b)
		return ok1 && ok2 && b != nil && i == j
	case *value.ListValue:
		y, ok := b.(*value.ListValue)
		if !ok || len(x.Items) != len(y.Items) {
			return false
		}
		for i := range x.Items {
			if m.spend(1) || !m.sameDepth(m.deref(x.Items[i]), m.deref(y.Items[i]), depth+1) {
				return false
			}
		}
		return true
	case *Object:
		y, ok := b.(*Object)
		if !ok || x == y || !x.value || !y.value || x.Class != y.Class {
			return ok && x == y
		}
		for k, v := range x.Fields {
			if !m.sameDepth(m.deref(v), m.deref(y.Fields[k]), depth+1) {
				return false
			}
		}
		return true
	case *Module:
		y, ok := b.(*Module)
		return ok && y.Name == x.Name
	case *Closure:
		y, ok := b.(*Closure)
		return ok && x.Fn == y.Fn && x.recv == y.recv
	}
	return a == b
}

// membership is in and not in.
func (m *machine) membership(tok ir.Tok, a, b any) (any, bool) {
	negative := tok == ir.NotIn
	switch x := b.(type) {
	case *Object:
		fn := m.p.Method(x.Class, "__contains__")
		if fn == nil {
			items, ok := m.iterate(x)
			return m.contains(&value.ListValue{Items: items}, a) != negative, ok
		}
		v, ok := m.invoke(&Closure{Fn: fn}, []any{x, a}, nil)
		if ok && negative {
			v = m.unary(ir.Not, v)
		}
		return v, ok
	case *Unknown:
		if negative {
			return &Unknown{Why: x.Why, World: x.World, not: &Unknown{Why: x.Why, World: x.World}}, true
		}
		return &Unknown{Why: x.Why, World: x.World}, true
	case *value.ListValue:
		for _, it := range x.Items[:min(len(x.Items), 8)] {
			m.compare(a, m.deref(it))
		}
		return m.contains(x, a) != negative, true
	case *value.MapValue:
		k := m.key(a)
		m.compareKeys(k, x)
		_, ok := x.Vals[k]
		return ok != negative, true
	case string:
		m.compareTexts(x, m.text(a))
		m.compareTexts(m.text(a), x)
		return strings.Contains(x, m.text(a)) != negative, true
	case value.BytesValue:
		return strings.Contains(string(x), m.text(a)) != negative, true
	case *Lazy:
		return !negative, true
	}
	return negative, true
}

func (m *machine) contains(l *value.ListValue, v any) bool {
	for _, it := range l.Items {
		if m.spend(1) {
			return false
		}
		if m.equal(it, v) {
			return true
		}
	}
	return false
}

// order is <, <=, > and >=.
func (m *machine) order(tok ir.Tok, a, b any) (any, bool) {
	c := 0
	switch {
	case isText(a) && isText(b):
		c = strings.Compare(m.text(a), m.text(b))
	default:
		x, ok1 := toFloat(a)
		y, ok2 := toFloat(b)
		if !ok1 || !ok2 {
			return m.unknownOf(nil, "an order of values that have none"), true
		}
		m.compareNumbers(a, b)
		switch {
		case x < y:
			c = -1
		case x > y:
			c = 1
		}
	}
	switch tok {
	case ir.Lt:
		return c < 0, true
	case ir.Le:
		return c <= 0, true
	case ir.Gt:
		return c > 0, true
	}
	return c >= 0, true
}

// maxHints bounds what one run may suggest.
const maxHints = 64

// hint notes a further input worth trying.
func (m *machine) hint(k SourceKey, v string) {
	m.note(Hint{Source: k, Value: v})
}

func (m *machine) note(h Hint) {
	k, v := h.Source, h.Value
	if len(m.run.Hints) < maxHints && len(v) <= 4096 && !m.hinted[h] && m.run.Given[k] != v {
		m.hinted[h] = true
		m.run.Hints = append(m.run.Hints, h)
	}
}

// compare notes what a source's value was compared with.
func (m *machine) compare(a, b any) {
	switch {
	case isText(a) && isText(b):
		m.compareTexts(m.text(a), m.text(b))
		m.compareTexts(m.text(b), m.text(a))
	default:
		m.compareNumbers(a, b)
	}
}

// open are the sources for which a comparison may still suggest something: a program that
// asks for ever more of them in a loop learns nothing new from the later ones.
func (m *machine) open() []SourceKey {
	if len(m.run.Hints) >= maxHints {
		return nil
	}
	return m.run.Asked[:min(len(m.run.Asked), maxOpen)]
}

const maxOpen = 256

// compareTexts: when a is what a source gave, apart from case and space, b is
// worth trying.
func (m *machine) compareTexts(a, b string) {
	if a == "" || a == b {
		return
	}
	for _, k := range m.open() {
		given := m.run.Given[k]
		switch {
		case given == a, len(given) < 256 && strings.EqualFold(strings.TrimSpace(given), a):
			m.hint(k, b)
		case len(a) >= 4 && len(given) < 256 && strings.Contains(given, a) && b != "": // a part of it
			m.hint(k, strings.Replace(given, a, b, 1))
		}
	}
}

// compareNumbers: the same for numbers a source's text was read as, and for
// its length.
func (m *machine) compareNumbers(a, b any) {
	x, ok1 := a.(int64)
	y, ok2 := b.(int64)
	if !ok1 || !ok2 {
		return
	}
	m.compareNumber(x, y)
	m.compareNumber(y, x)
}

func (m *machine) compareNumber(x, y int64) {
	text := strconv.FormatInt(x, 10)
	for _, k := range m.open() {
		given := m.run.Given[k]
		if given == text {
			for _, n := range []int64{y, y - 1, y + 1} {
				m.hint(k, strconv.FormatInt(n, 10))
			}
			continue
		}
		if x == int64(len(given)) && x > 3 && y > 0 && y < 256 {
			m.hint(k, resized(given, int(y)))
			m.hint(k, resized(given, int(y)+1))
			m.hint(k, resized(given, int(y)-1))
		}
	}
}

func resized(s string, n int) string {
	if n <= len(s) {
		return s[:max(n, 0)]
	}
	return s + strings.Repeat("x", n-len(s))
}

// compareKeys: a look-up by a source's value suggests the keys there are.
func (m *machine) compareKeys(k any, mv *value.MapValue) {
	s, ok := k.(string)
	if !ok || len(m.run.Asked) == 0 {
		return
	}
	for _, have := range mv.Keys[:min(len(mv.Keys), 8)] {
		if t, ok := have.(string); ok {
			m.compareTexts(s, t)
		}
	}
}
