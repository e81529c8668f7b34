package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// overload chooses the function of a name that the arguments mean.
func (m *machine) overload(group []*ir.Func, args []any) *ir.Func {
	return link.Pick(group, len(args), func(i int, t *ir.Type) int { return m.fits(args[i], t) })
}

// fits grades a value for a declared type: -1 impossible, 0 perhaps, 1 one of its
// kind, 2 exactly.
func (m *machine) fits(v any, t *ir.Type) int {
	if t == nil || t.Kind == ir.Any {
		return 0
	}
	x := m.deref(v)
	switch u := x.(type) {
	case nil, *Lazy, *native:
		return 0
	case *Unknown:
		if u.Type.Base() != "" && u.Type.Base() == t.Base() {
			return 2
		}
		return 0
	case *Closure:
		if basic(t) != "" || t.Kind == ir.ListOf {
			return -1
		}
		return 1
	case int64:
		if basic(t) == "float" {
			return 1
		}
	}
	if m.is(v, t) {
		if m.className(x) == t.Base() || basic(t) != "" {
			return 2
		}
		return 1
	}
	return -1
}

// last is the one argument left from at on; nil when there are more or none.
func last(args []any, at int) any {
	if at != len(args)-1 {
		return nil
	}
	return args[at]
}
