package ir

import "strings"

// Base is the qualified name of a named type, seen through pointers; "" for
// every other form.
func (t *Type) Base() string {
	for t != nil && t.Kind == Pointer {
		t = t.Elem
	}
	if t == nil || t.Kind != Named {
		return ""
	}
	return t.Name
}

// String writes the type roughly as Go would.
func (t *Type) String() string {
	if t == nil {
		return "?"
	}
	switch t.Kind {
	case Named:
		return t.Name
	case Pointer:
		return "*" + t.Elem.String()
	case ListOf:
		return "[]" + t.Elem.String()
	case MapOf:
		return "map[" + t.Key.String() + "]" + t.Elem.String()
	case FuncOf:
		return "func" + tuple(t.Args) + tuple(t.Res)
	case ChanOf:
		return "chan " + t.Elem.String()
	case TupleOf:
		return tuple(t.Args)
	}
	return "any"
}

func tuple(ts []*Type) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = t.String()
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
