package ops

import (
	"math"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// folding computes the operation when every argument is known, and asks the
// operation's own abstract reading otherwise.
func folding(op Op) func(*Context, []value.Abs) value.Abs {
	abstract, concrete := op.Abstract, op.Concrete
	return func(in *Context, args []value.Abs) value.Abs {
		if in == nil {
			in = &Context{}
		}
		if !asksTuple[op.Name] || !hasList(args) {
			if out, ok := fold(concrete, args); ok {
				return out
			}
		}
		out := abstract(in, args)
		if keepsBytes(op.Name, args) && out.Kind == value.Str {
			out.Kind = value.Bytes
		}
		return out
	}
}

// asksTuple are the operations that tell tuples from lists, which Abs does not.
var asksTuple = map[string]bool{"fmt.percent": true, "text.str": true, "text.repr": true, "fmt.fstring_spec": true, "fmt.format": true}

func hasList(args []value.Abs) bool {
	return slices.ContainsFunc(args, func(a value.Abs) bool {
		return a.Kind&value.List != 0 || hasList(a.Items)
	})
}

// keepsBytes: texts operations give bytes for bytes.
func keepsBytes(name string, args []value.Abs) bool {
	return strings.HasPrefix(name, "text.") && len(args) > 0 && args[0].Kind == value.Bytes
}

// fold computes the operation for each combination of known arguments.
func fold(concrete func([]any) (any, error), args []value.Abs) (value.Abs, bool) {
	alts := 1
	for i := range args {
		n := known(args[i])
		if alts *= n; alts == 0 || alts > text.MaxAlts {
			return value.Abs{}, false
		}
	}
	var out value.Abs
	got := false
	vals := make([]any, len(args))
	for k := 0; k < alts; k++ {
		rest := k
		for i := range args {
			n := known(args[i])
			vals[i] = concreteOf(args[i], rest%n)
			rest /= n
		}
		v, err := concrete(vals)
		if err != nil {
			continue
		}
		a, ok := Of(v)
		if !ok {
			return value.Abs{}, false
		}
		if got {
			if a, ok = joinAbs(out, a); !ok {
				return value.Abs{}, false
			}
		}
		out, got = a, true
	}
	return out, got
}

// known counts the values that a can have; 0 when they are not all known.
func known(a value.Abs) int {
	switch a.Kind {
	case value.Nil:
		return 1
	case value.Str, value.Bytes:
		for _, q := range a.Str.Alts {
			for _, p := range q {
				if p.Hole != nil {
					return 0
				}
			}
		}
		return len(a.Str.Alts)
	case value.Int, value.Bool:
		if a.Lo == a.Hi && a.Labels == 0 {
			return 1
		}
	case value.List:
		if a.Rest != nil || a.Labels != 0 || len(a.Items) > 64 {
			return 0
		}
		for _, it := range a.Items {
			if known(it) != 1 {
				return 0
			}
		}
		return 1
	}
	return 0
}

func concreteOf(a value.Abs, alt int) any {
	switch a.Kind {
	case value.Str:
		s, _ := a.Str.Alts[alt].Exact()
		return s
	case value.Bytes:
		s, _ := a.Str.Alts[alt].Exact()
		return value.BytesValue(s)
	case value.Int:
		return a.Lo
	case value.Bool:
		return a.Lo != 0
	case value.List:
		out := &value.ListValue{}
		for _, it := range a.Items {
			out.Items = append(out.Items, concreteOf(it, 0))
		}
		return out
	}
	return nil
}

// Of is what is known of a value that is known; ok is false for a value that
// has no abstract form of its own (a map).
func Of(v any) (a value.Abs, ok bool) {
	switch v := v.(type) {
	case nil:
		return value.Abs{Kind: value.Nil}, true
	case bool:
		return boolAbs(v), true
	case int64:
		return value.Abs{Kind: value.Int, Lo: v, Hi: v}, true
	case float64:
		return value.Abs{Kind: value.Float}, true
	case string:
		return value.Abs{Kind: value.Str, Str: text.Lit(v)}, true
	case value.BytesValue:
		return value.Abs{Kind: value.Bytes, Str: text.Lit(string(v))}, true
	case *value.ListValue:
		out := value.Abs{Kind: value.List, Items: make([]value.Abs, 0, len(v.Items))} // empty, not unknown
		for _, it := range v.Items {
			a, ok := Of(it)
			if !ok {
				return value.Abs{}, false
			}
			out.Items = append(out.Items, a)
		}
		return out, true
	}
	return value.Abs{}, false
}

func boolAbs(b bool) value.Abs {
	if b {
		return value.Abs{Kind: value.Bool, Lo: 1, Hi: 1}
	}
	return value.Abs{Kind: value.Bool}
}

// joinAbs joins what two runs gave when they gave the same kind of simple
// value.
func joinAbs(a, b value.Abs) (value.Abs, bool) {
	if a.Kind != b.Kind {
		return a, false
	}
	switch a.Kind {
	case value.Str, value.Bytes:
		a.Str = text.Join(a.Str, b.Str)
	case value.Int, value.Bool:
		a.Lo, a.Hi = min(a.Lo, b.Lo), max(a.Hi, b.Hi)
	case value.Nil, value.Float:
	default:
		return a, false
	}
	return a, true
}

// arg is the argument at i; nil when it is absent.
func arg(args []value.Abs, i int) value.Abs {
	if i < len(args) {
		return args[i]
	}
	return value.Abs{Kind: value.Nil}
}

// textOf is the text that a is, or becomes when it is written. Of a value of
// unknown kind the solver says in Str how it reads as a text.
func textOf(a value.Abs) text.Str {
	words := a.Kind&(value.Str|value.Bytes) != 0 && !a.Str.None()
	switch {
	case words && (a.Kind&^(value.Str|value.Bytes|value.Nil) == 0 || a.Kind == value.Unknown):
		return a.Str
	case a.Kind == value.Int && a.Lo == a.Hi && a.Labels == 0:
		return text.Lit(show(a.Lo))
	case a.Kind == value.Int:
		return text.Unknown(digits(a))
	}
	if a.Kind != 0 && a.Kind&^(value.Int|value.Bool|value.Float|value.Nil|value.Str|value.Bytes) == 0 {
		out := text.Unknown(text.Hole{Labels: a.Labels, Chars: text.Alnum().Union(text.Of("+-.<>")), MaxLen: 400})
		if words {
			out = text.Join(out, a.Str)
		}
		return out
	}
	return text.Top(labelsOf(a), 0)
}

// digits is how a whole number of the range reads.
func digits(a value.Abs) text.Hole {
	h := text.Hole{Labels: a.Labels, Chars: text.Digits().Add('-'), MaxLen: 20}
	if a.Lo >= 0 {
		h.Chars = text.Digits()
		h.MaxLen = len(show(a.Hi))
	}
	return h
}

// subject is the text of the first argument.
func subject(args []value.Abs) text.Str { return textOf(arg(args, 0)) }

// exactText is the argument's text when it is known.
func exactText(args []value.Abs, i int) (string, bool) {
	a := arg(args, i)
	if a.Kind&(value.Str|value.Bytes) == 0 {
		return "", false
	}
	return a.Str.Exact()
}

// exactInt is the argument's number when it is known, or other when it is
// absent or nil.
func exactInt(args []value.Abs, i int, other int64) (int64, bool) {
	a := arg(args, i)
	switch {
	case a.Kind == value.Nil:
		return other, true
	case a.Kind&^(value.Int|value.Bool) == 0 && a.Lo == a.Hi:
		return a.Lo, true
	}
	return 0, false
}

// labelsOf is whose data a carries, anywhere in it.
func labelsOf(a value.Abs) text.Labels {
	out := a.Labels | a.Str.Labels()
	for _, it := range a.Items {
		out |= labelsOf(it)
	}
	if a.Rest != nil {
		out |= labelsOf(*a.Rest)
	}
	return out
}

func allLabels(args []value.Abs) text.Labels {
	var out text.Labels
	for _, a := range args {
		out |= labelsOf(a)
	}
	return out
}

// made is a result that is text.
func made(s text.Str) value.Abs { return value.Abs{Kind: value.Str, Str: s} }

// hole is a result that is one hole.
func hole(h text.Hole) value.Abs { return made(text.Unknown(h)) }

// number is a result between lo and hi.
func number(lo, hi int64, labels text.Labels) value.Abs {
	return value.Abs{Kind: value.Int, Lo: lo, Hi: hi, Labels: labels}
}

func anyNumber(labels text.Labels) value.Abs {
	return number(math.MinInt64, math.MaxInt64, labels)
}

// anyText is a result of which nothing is known but whose data it is.
func anyText(args []value.Abs) value.Abs { return made(text.Top(allLabels(args), 0)) }

// key names a derivation: the operation and its other arguments.
func key(op string, args ...string) string {
	for _, a := range args {
		op += "\x00" + a
	}
	return op
}

// derive names what key makes of the value called from.
func (in *Context) derive(key string, from text.Sym) text.Sym {
	return in.deriveBy(origin{from: from, key: key})
}

func (in *Context) deriveBy(o origin) text.Sym {
	if o.from == 0 || o.key == "" || in.Derive == nil {
		return 0
	}
	sym := in.Derive(o.key, o.from)
	in.origins.Store(sym, o)
	return sym
}

// part is what is known of any piece of the text: its bytes, what it cannot
// contain, its greatest length. It has the name that key makes.
func (in *Context) part(s text.Str, key string) text.Hole {
	h := settled(s).Flatten()
	out := text.Hole{Labels: h.Labels, Chars: h.Chars, Not: h.Not, MaxLen: h.MaxLen, Marks: authentic(h)}
	out.Sym = in.derive(key, s.Name())
	return out
}

// settled is a text in which words that the program lists are the program's own: what is
// made of them is nobody else's.
func settled(s text.Str) text.Str {
	return s.MapHoles(func(h text.Hole) text.Hole {
		if h.HasMark(text.MarkFinite) {
			h.Labels = 0
		}
		return h
	})
}
