package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func wrap(n int64, length int) int64 {
	if n < 0 {
		return n + int64(length)
	}
	return n
}

func (m *machine) slice(f *frame, in *ir.Instr) (any, bool) {
	bound := func(i int, absent int64) int64 {
		if i >= len(in.Args) || in.Args[i] == ir.NoReg {
			return absent
		}
		v := f.get(in.Args[i])
		if n, ok := m.number(v); ok && v != nil {
			return n
		}
		return absent
	}
	cut := func(n int64) (int, int, bool) {
		lo, hi := bound(0, 0), bound(1, n)
		if m.sem.ZeroValues {
			return int(lo), int(hi), 0 <= lo && lo <= hi && hi <= n
		}
		lo, hi = clamp(wrap(lo, int(n)), n), clamp(wrap(hi, int(n)), n)
		return int(lo), int(max(lo, hi)), true
	}
	step := int64(1)
	if !m.sem.ZeroValues {
		step = bound(2, 1)
	}
	switch x := m.deref(f.get(in.A)).(type) {
	case string:
		return m.sliceText(x, cut, step)
	case value.BytesValue:
		lo, hi, ok := cut(int64(len(x)))
		if !ok {
			return m.raise("IndexError", "slice bounds out of range")
		}
		return x[lo:hi], true
	case *value.ListValue:
		lo, hi, ok := cut(int64(len(x.Items)))
		if !ok {
			return m.raise("IndexError", "slice bounds out of range")
		}
		items := append([]any(nil), x.Items[lo:hi]...)
		m.bytes += int64(16 * len(items))
		return &value.ListValue{Items: stepped(items, step), Tuple: x.Tuple}, true
	case *Unknown, *Lazy:
		return x, true
	}
	return nil, true
}

func (m *machine) sliceText(s string, cut func(int64) (int, int, bool), step int64) (any, bool) {
	if m.sem.ZeroValues || step == 1 && text.ASCII(s) {
		lo, hi, ok := cut(int64(len(s)))
		if !ok {
			return m.raise("IndexError", "slice bounds out of range")
		}
		return s[lo:hi], true
	}
	runes := []rune(s)
	lo, hi, _ := cut(int64(len(runes)))
	out := ""
	for _, r := range stepped(runes[lo:hi], step) {
		out += string(r)
		m.bytes += int64(len(out))
		if m.bytes > m.limits.Bytes {
			break
		}
	}
	return out, true
}

func stepped[T any](items []T, step int64) []T {
	if step == 1 || step == 0 {
		return items
	}
	var out []T
	if step > 0 {
		for i := int64(0); i < int64(len(items)); i += step {
			out = append(out, items[i])
		}
		return out
	}
	for i := int64(len(items)) - 1; i >= 0; i += step {
		out = append(out, items[i])
	}
	return out
}

func clamp(n, hi int64) int64 { return max(0, min(n, hi)) }
