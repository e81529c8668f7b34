package ops

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// FormatPercent is Python's format % v.
func FormatPercent(format string, v any) (string, error) {
	args := []any{v}
	byName, _ := v.(*value.MapValue)
	if l, ok := v.(*value.ListValue); ok && l.Tuple {
		args = l.Items
	}
	var b strings.Builder
	used := 0
	for _, p := range parsePercent(format, true) {
		if p.arg < 0 {
			b.WriteString(p.lit)
			continue
		}
		if p.spec == "*" {
			if used >= len(args) {
				return "", bad("not enough arguments for format string")
			}
			p.width = int(min(num(args, used, 0), maxWidth))
			used++
		}
		var a any
		switch {
		case p.name != "" && byName != nil:
			var ok bool
			if a, ok = byName.Vals[p.name]; !ok {
				return "", bad("missing key %q", p.name)
			}
			used = len(args)
		case used < len(args):
			a = args[used]
			used++
		default:
			return "", bad("not enough arguments for format string")
		}
		s, err := pyVerb(p, a)
		if err != nil {
			return "", err
		}
		b.WriteString(s)
	}
	if used < len(args) && byName == nil {
		return "", bad("not all arguments converted during string formatting")
	}
	return b.String(), nil
}

// pyVerb writes one value of a % format.
func pyVerb(p piece, a any) (string, error) {
	var s string
	switch p.verb {
	case 's':
		s = show(a)
	case 'r':
		s = repr(a)
	case 'a':
		s = ascii7(repr(a))
	case 'c':
		if n, ok := a.(int64); ok {
			s = string(rune(n))
		} else if s = str([]any{a}, 0); utf8.RuneCountInString(s) != 1 {
			return "", bad("%%c requires int or char")
		}
	case 'd', 'i', 'u', 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G':
		return pyNumber(p, a)
	default:
		return "", bad("unsupported format character %q", p.verb)
	}
	if p.prec >= 0 && utf8.RuneCountInString(s) > p.prec {
		s = string([]rune(s)[:p.prec])
	}
	return fillTo(s, p.width, ' ', strings.Contains(p.flags, "-")), nil
}

func ascii7(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c < 0x80 {
			b.WriteRune(c)
		} else {
			q := strconv.QuoteRuneToASCII(c)
			b.WriteString(q[1 : len(q)-1])
		}
	}
	return b.String()
}

func fillTo(s string, width int, fill rune, left bool) string {
	n := width - utf8.RuneCountInString(s)
	if n <= 0 {
		return s
	}
	if left {
		return s + strings.Repeat(string(fill), n)
	}
	return strings.Repeat(string(fill), n) + s
}

func pyNumber(p piece, a any) (string, error) {
	switch a.(type) {
	case int64, bool, float64:
	default:
		return "", bad("%%%c format: a real number is required", p.verb)
	}
	f, _ := parseFloat([]any{a})
	n := num([]any{a}, 0, 0)
	var s string
	switch p.verb {
	case 'd', 'i', 'u':
		s = strconv.FormatInt(n, 10)
	case 'o', 'x', 'X':
		s = strconv.FormatInt(n, map[byte]int{'o': 8, 'x': 16, 'X': 16}[p.verb])
		if strings.Contains(p.flags, "#") {
			digits, minus := strings.CutPrefix(s, "-")
			s = "0" + strings.ToLower(string(rune(p.verb))) + digits
			if minus {
				s = "-" + s
			}
		}
		if p.verb == 'X' {
			s = strings.ToUpper(s)
		}
	default:
		s = pyFixed(f, p.verb, p.prec)
	}
	if !strings.HasPrefix(s, "-") {
		if strings.Contains(p.flags, "+") {
			s = "+" + s
		} else if strings.Contains(p.flags, " ") {
			s = " " + s
		}
	}
	if strings.Contains(p.flags, "0") && !strings.Contains(p.flags, "-") {
		sign := ""
		if s != "" && strings.IndexByte("+- ", s[0]) >= 0 {
			sign, s = s[:1], s[1:]
		}
		return sign + fillTo(s, p.width-len(sign), '0', false), nil
	}
	return fillTo(s, p.width, ' ', strings.Contains(p.flags, "-")), nil
}

func pyFixed(f float64, verb byte, prec int) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(f, 'f', -1, 64)), "+")
	}
	if prec < 0 {
		prec = 6
	}
	return strconv.FormatFloat(f, lowerG(verb), min(prec, 300), 64)
}

func lowerG(verb byte) byte {
	if verb == 'F' {
		return 'f'
	}
	return verb
}

// AbstractFormatPercent is Python's format % v.
func AbstractFormatPercent(in *Context, format, v value.Abs) text.Str {
	if in == nil {
		in = &Context{}
	}
	all := labelsOf(format) | labelsOf(v)
	f, ok := exactText([]value.Abs{format}, 0)
	if !ok {
		return text.Top(all, 0)
	}
	pieces := parsePercent(f, true)
	if odd(pieces) {
		return text.Top(all, 0)
	}
	args := []value.Abs{v}
	if v.Kind == value.List {
		if v.Rest != nil {
			args = nil
		} else if args = v.Items; len(args) == 0 {
			args = []value.Abs{v}
		}
	}
	out := text.Lit("")
	for _, p := range pieces {
		if p.arg < 0 {
			out = text.Concat(out, text.Lit(p.lit))
			continue
		}
		a := value.Abs{Kind: value.Unknown, Labels: labelsOf(v), Str: text.Top(labelsOf(v), 0)}
		if p.name == "" && p.arg < len(args) && (v.Kind == value.List || v.Kind&value.List == 0) {
			a = args[p.arg]
		}
		out = text.Concat(out, in.pyVerb(p, a))
	}
	return out
}

// pyVerb is a value written by a % format.
func (in *Context) pyVerb(p piece, a value.Abs) text.Str {
	var s text.Str
	switch p.verb {
	case 's':
		s = pyText(a)
		if s.None() {
			s = text.Top(labelsOf(a), 0)
		}
	case 'r', 'a':
		s = in.pyRepr(a)
		if p.verb == 'a' {
			s = text.Unknown(mixed(s, text.Unknown(text.Hole{Chars: text.Alnum().Add('\\')})))
		}
	case 'c':
		s = text.Unknown(text.AnyHole(labelsOf(a), 0).Within(text.All(), utf8.UTFMax))
	case 'd', 'i', 'u':
		s = text.Unknown(text.Hole{Labels: a.Labels, Chars: text.Digits().Union(text.Of("-+ "))})
		if a.Kind == value.Int && !strings.ContainsAny(p.flags, "+ ") {
			s = textOf(a)
		}
	default:
		return text.Unknown(text.Hole{Labels: a.Labels, Chars: text.Alnum().Union(text.Of("+-. #"))})
	}
	return padded(s, p)
}
