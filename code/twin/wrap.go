package twin

import (
	"math"
	"math/big"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// In languages whose whole numbers wrap around, the front end says what they hold
// (ir: Binary, Aux.Keys). The model keeps them in 64 bits, computes exactly what the
// operation asks for, and goes on with what is left of it.

// wholes are how many bits whole numbers have.
var wholes = map[string]uint{"byte": 8, "short": 16, "int": 32, "long": 64}

// operation executes a Binary.
func (m *machine) operation(f *frame, in *ir.Instr) bool {
	a, b := f.get(in.A), f.get(in.B)
	whole := in.Aux != nil && len(in.Aux.Keys) == 3
	if whole {
		m.divided(in, b)
	}
	v, ok := m.binary(in.Tok, a, b)
	if whole && ok {
		v = m.wrapped(in, a, b, v)
	}
	f.set(in.Dst, v)
	return ok
}

// wrapped is what is left of a result, and notes both: as wrap.over and wrap.under the
// result, as near as 64 bits come, and what is left of it.
func (m *machine) wrapped(in *ir.Instr, a, b, v any) any {
	x, ok1 := m.deref(a).(int64)
	y, ok2 := m.deref(b).(int64)
	n, ok := v.(int64)
	bits := wholes[in.Aux.Keys[0]]
	if !ok || !ok1 || !ok2 || bits == 0 {
		return v
	}
	left := n << (64 - bits) >> (64 - bits)
	switch in.Tok {
	case ir.Add, ir.Sub, ir.Mul:
		exact := exactly(in.Tok, x, y, n)
		m.sum(in, "wrap.over", exact, left)
		m.sum(in, "wrap.under", exact, left)
	}
	return left
}

// exactly is x tok y in 64 bits; where it does not fit, the end of them that is nearest.
// wrapped is the result modulo 2^64.
func exactly(tok ir.Tok, x, y, wrapped int64) int64 {
	if x == int64(int32(x)) && y == int64(int32(y)) {
		return wrapped
	}
	v, b := big.NewInt(x), big.NewInt(y)
	switch tok {
	case ir.Add:
		v.Add(v, b)
	case ir.Sub:
		v.Sub(v, b)
	case ir.Mul:
		v.Mul(v, b)
	}
	switch {
	case v.IsInt64():
		return v.Int64()
	case v.Sign() < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

// divided notes a divisor before it is divided by.
func (m *machine) divided(in *ir.Instr, b any) {
	if n, ok := m.deref(b).(int64); ok && (in.Tok == ir.Div || in.Tok == ir.Mod) {
		m.sum(in, "wrap.zero", n, 0)
	}
}

// sumKey is an operation of whole numbers, and what it may do.
type sumKey struct {
	in   *ir.Instr
	kind string
}

// sum notes an operation: its first time in the run, and the first in which what is
// left is not what was asked for.
func (m *machine) sum(in *ir.Instr, kind string, exact, left int64) {
	broken := false
	switch kind {
	case "wrap.over":
		broken = exact > left
	case "wrap.under":
		broken = exact < left
	case "wrap.zero":
		broken = exact == 0
	}
	key := sumKey{in, kind}
	if was, again := m.sums[key]; again && (was || !broken) || len(m.run.Sums) >= maxEvents {
		return
	}
	if m.sums == nil {
		m.sums = map[sumKey]bool{}
	}
	m.sums[key] = broken
	m.run.Sums = append(m.run.Sums, Event{Kind: kind, At: m.here(), Args: []any{exact, left}, hints: len(m.run.Hints), choices: len(m.run.Choices)})
}

// At lists what the run did at places of a kind: values that came to sinks, or
// operations on whole numbers.
func (r *Run) At(kind string) []Event {
	var out []Event
	for _, e := range r.kept(kind) {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

// kept is the list that holds the events of a kind, among others.
func (r *Run) kept(kind string) []Event {
	if strings.HasPrefix(kind, "wrap.") {
		return r.Sums
	}
	return r.Sinks
}
