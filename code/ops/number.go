package ops

import (
	"math"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// numberOps read, write and compute numbers.
func numberOps() []Op {
	return []Op{
		{Name: "int.valid", Doc: `(s, base=10, dialect="go", bits=64) -> whether s is a whole number of so many bits; true for a number. "python": blanks around, underscores, digits of any script`,
			Concrete: bn(func(a []any) bool { _, ok := parseInt(a); return ok }), Abstract: absIntValid},
		{Name: "int.parse", Doc: "(s, base=10, dialect, bits) -> the number; an error when it is none; numbers stay (cut towards zero)",
			Concrete: func(a []any) (any, error) {
				if n, ok := parseInt(a); ok {
					return n, nil
				}
				return nil, bad("invalid number %q", str(a, 0))
			}, Abstract: absIntParse},
		{Name: "int.format", Doc: "(i, base=10) -> its digits",
			Concrete: func(a []any) (any, error) {
				base := num(a, 1, 10)
				if base < 2 || base > 36 {
					return nil, bad("base %d", base)
				}
				return strconv.FormatInt(num(a, 0, 0), int(base)), nil
			}, Abstract: absIntFormat},
		{Name: "float.valid", Doc: "(s) -> whether s is a number with a fraction; true for a number",
			Concrete: bn(func(a []any) bool { _, ok := parseFloat(a); return ok }), Abstract: absFloatValid},
		{Name: "float.parse", Doc: "(s) -> the number",
			Concrete: func(a []any) (any, error) {
				if f, ok := parseFloat(a); ok {
					return f, nil
				}
				return nil, bad("invalid number %q", str(a, 0))
			}, Abstract: func(*Context, []value.Abs) value.Abs { return value.Abs{Kind: value.Float} }},
		{Name: "float.format", Doc: `(f, fmt="g", prec=-1) -> its digits (Go's strconv.FormatFloat)`,
			Concrete: func(a []any) (any, error) {
				f, _ := parseFloat(a)
				verb := byte('g')
				if w := str(a, 1); w != "" && strings.Contains("eEfFgGbxX", w[:1]) {
					verb = w[0]
				} else if n := num(a, 1, 0); n > 0 && n < 128 && strings.ContainsRune("eEfgGbxX", rune(n)) {
					verb = byte(n)
				}
				return strconv.FormatFloat(f, verb, int(max(-1, min(num(a, 2, -1), 100))), 64), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Labels: labelsOf(arg(args, 0)), Chars: text.Alnum().Union(text.Of("+-."))})
			}},
		{Name: "bool.parse", Doc: "(s) -> whether s says true (Go's strconv.ParseBool); an error for other words",
			Concrete: func(a []any) (any, error) { return strconv.ParseBool(str(a, 0)) },
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return truth(0) }},
		{Name: "bool.valid", Doc: "(s) -> whether bool.parse reads s",
			Concrete: bn(func(a []any) bool { _, err := strconv.ParseBool(str(a, 0)); return err == nil }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				words := []string{"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"}
				return guard(subject(args), text.Fact{Kind: text.OneOf, Set: words}, true)
			}},
		{Name: "num.min", Doc: "(values or one list) -> the least", Concrete: extreme(false), Abstract: absExtreme(false)},
		{Name: "num.max", Doc: "(values or one list) -> the greatest", Concrete: extreme(true), Abstract: absExtreme(true)},
		{Name: "num.sum", Doc: "(list) -> the sum", Concrete: sum, Abstract: absAnyNumber},
		{Name: "num.abs", Doc: "(x) -> without its sign", Concrete: numAbs, Abstract: absAbs},
		{Name: "num.round", Doc: "(x, digits=nil) -> the nearest whole number, half to even; with digits a fraction", Concrete: round, Abstract: absAnyNumber},
	}
}

// parseInt reads the number; python's int() is more generous.
func parseInt(args []any) (int64, bool) {
	if len(args) == 0 {
		return 0, false
	}
	switch v := args[0].(type) {
	case int64:
		return v, true
	case bool:
		return num(args, 0, 0), true
	case float64:
		return int64(v), !math.IsNaN(v) && math.Abs(v) < 1<<62
	case string, value.BytesValue:
	default:
		return 0, false
	}
	s, base := str(args, 0), num(args, 1, 10)
	if base != 0 && (base < 2 || base > 36) {
		return 0, false
	}
	if str(args, 2) == "python" {
		var ok bool
		if s, ok = pyDigits(s); !ok {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(s, int(base), width(num(args, 3, 64)))
	return n, err == nil
}

// width is a number of bits that numbers can have, else all.
func width(bits int64) int {
	if bits <= 0 || bits > 64 {
		return 64
	}
	return int(bits)
}

// pyDigits is s as Go would write the number: without blanks around it and
// underscores between digits.
func pyDigits(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "__") || strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") {
		return "", false
	}
	return strings.ReplaceAll(s, "_", ""), true
}

// wholeNumber is the texts that int.valid accepts: may and surely.
func wholeNumber(base int64, dialect string) *text.Lang {
	digits := "0123456789abcdefghijklmnopqrstuvwxyz"
	var chars text.Set
	if base >= 2 && base <= 36 {
		chars = text.Of(digits[:base]).Union(text.Of(strings.ToUpper(digits[:base])))
	} else {
		chars = text.Alnum().Add('_')
	}
	if dialect == "python" {
		loose := text.Over(chars.Union(text.Of("+-_" + spaces)).Union(text.High()).Union(text.Range(0x1c, 0x1f)))
		return loose.Intersect(text.Words("").Complement()).Between(text.Over(text.Set{}).Intersect(text.Words("x")))
	}
	body := text.Class(chars)
	may := text.Seqs(text.Options("", "+", "-"), body, text.Many(chars))
	short := text.Seqs(text.Options("", "+", "-"), text.Class(text.Of("0")))
	if base == 10 {
		short = text.Seqs(text.Options("", "+", "-"), text.Class(chars), text.UpTo(chars, 17))
	}
	return may.Between(short)
}

func absIntValid(in *Context, args []value.Abs) value.Abs {
	a := arg(args, 0)
	if a.Kind&^(value.Int|value.Bool) == 0 {
		return boolAbs(true)
	}
	base, ok := exactInt(args, 1, 10)
	dialect, _ := exactText(args, 2)
	if !ok {
		base = 0
	}
	l := in.language(key("int.valid", show(base), dialect), func() *text.Lang { return wholeNumber(base, dialect) })
	return guard(subject(args), text.Fact{Kind: text.Matches, Lang: l}, true)
}

func absIntParse(_ *Context, args []value.Abs) value.Abs {
	a := arg(args, 0)
	if a.Kind == value.Int || a.Kind == value.Bool {
		a.Kind = value.Int
		return a
	}
	s := subject(args)
	out := anyNumber(s.Labels())
	if bits, ok := exactInt(args, 3, 64); ok && width(bits) < 64 {
		out.Lo, out.Hi = -1<<(bits-1), 1<<(bits-1)-1
	}
	if h := s.Flatten(); h.Chars.Subset(text.Digits()) {
		out.Lo = 0
		if h.MaxLen > 0 && h.MaxLen < 18 && arg(args, 1).Kind == value.Nil {
			out.Hi = min(out.Hi, int64(math.Pow10(h.MaxLen))-1)
		}
	}
	return out
}

func absIntFormat(_ *Context, args []value.Abs) value.Abs {
	a := arg(args, 0)
	base, ok := exactInt(args, 1, 10)
	if a.Kind == value.Int && ok && base == 10 {
		return made(textOf(a))
	}
	return hole(text.Hole{Labels: labelsOf(a), Chars: text.Digits().Union(text.Range('a', 'z')).Add('-'), MaxLen: 65})
}

func parseFloat(args []any) (float64, bool) {
	if len(args) == 0 {
		return 0, false
	}
	switch v := args[0].(type) {
	case float64:
		return v, true
	case int64, bool:
		return float64(num(args, 0, 0)), true
	case string, value.BytesValue:
		f, err := strconv.ParseFloat(strings.TrimSpace(str(args, 0)), 64)
		return f, err == nil
	}
	return 0, false
}

func absFloatValid(_ *Context, args []value.Abs) value.Abs {
	if arg(args, 0).Kind&^(value.Int|value.Bool|value.Float) == 0 {
		return boolAbs(true)
	}
	chars := text.Alnum().Union(text.Of("+-._" + spaces)).Union(text.High())
	l := text.Over(chars).Intersect(text.Words("").Complement())
	return guard(subject(args), text.Fact{Kind: text.Matches, Lang: l}, false)
}

// values is the arguments, or the elements when one list is given.
func values(args []any) []any {
	if len(args) == 1 {
		if l, ok := args[0].(*value.ListValue); ok {
			return l.Items
		}
	}
	return args
}

func less(a, b any) bool {
	x, ok1 := a.(string)
	y, ok2 := b.(string)
	if ok1 && ok2 {
		return x < y
	}
	f, _ := parseFloat([]any{a})
	g, _ := parseFloat([]any{b})
	return f < g
}

func extreme(greatest bool) func([]any) (any, error) {
	return func(args []any) (any, error) {
		vs := values(args)
		if len(vs) == 0 {
			return nil, bad("no values")
		}
		out := vs[0]
		for _, v := range vs[1:] {
			if less(v, out) != greatest && (greatest && less(out, v) || !greatest) {
				out = v
			}
		}
		return out, nil
	}
}

func absExtreme(greatest bool) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		out := value.Abs{}
		for i, a := range args {
			if a.Kind != value.Int {
				return anyValue(args)
			}
			if i == 0 {
				out = a
				continue
			}
			out.Labels |= a.Labels
			out.Opaque, out.Guard = nil, nil // no longer the first
			if greatest {
				out.Lo, out.Hi = max(out.Lo, a.Lo), max(out.Hi, a.Hi)
			} else {
				out.Lo, out.Hi = min(out.Lo, a.Lo), min(out.Hi, a.Hi)
			}
		}
		return out
	}
}

// anyValue is a result of unknown kind.
func anyValue(args []value.Abs) value.Abs {
	l := allLabels(args)
	return value.Abs{Kind: value.Unknown, Lo: math.MinInt64, Hi: math.MaxInt64, Labels: l, Str: text.Top(l, 0)}
}

func sum(args []any) (any, error) {
	var n int64
	var f float64
	floats := false
	for _, v := range values(args) {
		if x, ok := v.(float64); ok {
			f, floats = f+x, true
		} else {
			n += num([]any{v}, 0, 0)
		}
	}
	if floats {
		return f + float64(n), nil
	}
	return n, nil
}

func absAnyNumber(_ *Context, args []value.Abs) value.Abs {
	out := anyNumber(allLabels(args))
	out.Kind |= value.Float
	return out
}

func numAbs(args []any) (any, error) {
	if f, ok := args[0].(float64); ok {
		return math.Abs(f), nil
	}
	n := num(args, 0, 0)
	return max(n, -n), nil
}

func absAbs(_ *Context, args []value.Abs) value.Abs {
	out := absAnyNumber(nil, args)
	if a := arg(args, 0); a.Kind == value.Int && a.Lo >= 0 {
		return a
	}
	return out
}

func round(args []any) (any, error) {
	f, ok := parseFloat(args)
	if !ok {
		return nil, bad("not a number")
	}
	if given(args, 1) {
		p := math.Pow10(int(num(args, 1, 0)))
		return math.RoundToEven(f*p) / p, nil
	}
	if n, ok := args[0].(int64); ok {
		return n, nil
	}
	return int64(math.RoundToEven(f)), nil
}
