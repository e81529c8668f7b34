package c

import "github.com/prunella/prunella/code/ir"

// Windows tells success in two ways, by typedef names for whole numbers: HRESULT is zero
// or more for success, BOOL is zero for failure.

// outcome gives a typedef of such a name a type of its own, of the same form.
func outcome(name string, t *ctype) *ctype {
	if t.kind != tInt || !t.signed || t.size < 4 || name != "HRESULT" && name != "BOOL" {
		return t
	}
	c := *t
	c.name, c.out = name, nil
	return &c
}

// plain is the type without the name: what is computed is neither.
func plain(t *ctype) *ctype {
	if t.kind == tInt && (t.name == "HRESULT" || t.name == "BOOL") {
		if t.size == 8 {
			return longType
		}
		return intType
	}
	return t
}

// truthName reports the types whose zero is failure.
func truthName(t *ctype) bool { return t.kind == tInt && (t.name == "BOOL" || t.name == "bool") }

// mistaken looks at a result of one kind that is taken for one of the other.
func (l *lowerer) mistaken(from, to *ctype, s ir.Span) {
	switch {
	case from.kind != tInt || to.kind != tInt:
	case from.name == "HRESULT" && truthName(to):
		l.shape("outcome", "is zero for success, and is taken for a truth value", s)
	case truthName(from) && to.name == "HRESULT":
		l.shape("outcome", "is zero for failure, and is taken for a result code, in which zero is success", s)
	}
}
