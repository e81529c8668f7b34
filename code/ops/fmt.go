package ops

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A piece of a format: constant text, or a value and how it is written.
type piece struct {
	lit   string
	arg   int    // which value; -1: constant text
	name  string // Python: the value by name
	path  string // str.format: what follows the name (".attr", "[0]")
	verb  byte
	flags string
	width int // -1: none given
	prec  int // -1: none given
	spec  string
	conv  byte // str.format: 'r', 's', 'a'
}

// formatOps put values into texts.
func formatOps() []Op {
	return []Op{
		{Name: "fmt.sprintf", Doc: "(format, args…) or (format, list) -> Go's fmt.Sprintf",
			Concrete: func(a []any) (any, error) { return fmt.Sprintf(str(a, 0), goValues(spreadArgs(a, 1))...), nil },
			Abstract: func(in *Context, args []value.Abs) value.Abs { return made(AbstractSprintf(in, args)) }},
		{Name: "fmt.java", Doc: "(format, args list) -> Java's String.format",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return "", nil
				}
				format, order := javaFormat(show(a[0]))
				return fmt.Sprintf(format, javaArgs(goValues(spreadArgs(a, 1)), order)...), nil
			},
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				if f, ok := exactText(args, 0); ok {
					return made(javaAbstract(in, f, args))
				}
				return made(AbstractSprintf(in, args))
			}},
		{Name: "fmt.sprint", Doc: "(args…) or (list) -> Go's fmt.Sprint",
			Concrete: func(a []any) (any, error) { return fmt.Sprint(goValues(spreadArgs(a, 0))...), nil },
			Abstract: sprintAll("")},
		{Name: "fmt.sprintln", Doc: "(args…) or (list) -> Go's fmt.Sprintln",
			Concrete: func(a []any) (any, error) { return fmt.Sprintln(goValues(spreadArgs(a, 0))...), nil },
			Abstract: sprintAll("\n")},
		{Name: "fmt.percent", Doc: "(format, value, tuple or map) -> Python's format % value; a list that is no tuple comes as its text.repr",
			Concrete: sn(func(a []any) (string, error) {
				var v any
				if len(a) > 1 {
					v = a[1]
				}
				return FormatPercent(str(a, 0), v)
			}),
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				return made(AbstractFormatPercent(in, arg(args, 0), arg(args, 1)))
			}},
		{Name: "fmt.format", Doc: "(format, args list, kwargs map) -> Python's format.format(*args, **kwargs)",
			Concrete: func(a []any) (any, error) {
				kw, _ := at2(a[min(1, len(a)):])
				return formatBraces(str(a, 0), items(a, 1), kw)
			},
			Abstract: absFormat},
		{Name: "fmt.fstring_spec", Doc: "(value, spec) -> the value as Python's format(value, spec) writes it",
			Concrete: func(a []any) (any, error) {
				var v any
				if len(a) > 0 {
					v = a[0]
				}
				return pySpec(v, str(a, 1))
			},
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				spec, _ := exactText(args, 1)
				return made(AbstractSpec(in, arg(args, 0), spec))
			}},
		{Name: "text.str", Doc: "(x) -> Python's str(x)",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return "", nil
				}
				return show(a[0]), nil
			},
			Abstract: func(in *Context, args []value.Abs) value.Abs { return made(pyText(arg(args, 0))) }},
		{Name: "text.repr", Doc: "(x) -> Python's repr(x)",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return "", nil
				}
				return repr(a[0]), nil
			},
			Abstract: func(in *Context, args []value.Abs) value.Abs { return made(in.pyRepr(arg(args, 0))) }},
	}
}

// spreadArgs is the arguments from i on; one list stands for its elements.
func spreadArgs(args []any, i int) []any {
	if i >= len(args) {
		return nil
	}
	if l, ok := args[i].(*value.ListValue); ok && len(args) == i+1 {
		return l.Items
	}
	return args[i:]
}

// goValues is the arguments as Go values that fmt prints as a program's would.
func goValues(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case value.BytesValue:
			out[i] = []byte(v)
		case *value.ListValue:
			out[i] = goValues(v.Items)
		case *value.MapValue:
			m := map[string]any{}
			for _, k := range v.Keys {
				m[fmt.Sprint(k)] = goValues([]any{v.Vals[k]})[0]
			}
			out[i] = m
		default:
			out[i] = a
		}
	}
	return out
}

// parsePercent takes a printf-like format apart; named allows Python's %(name)s.
func parsePercent(format string, named bool) []piece {
	var out []piece
	lit := func(s string) {
		if n := len(out); n > 0 && out[n-1].arg < 0 {
			out[n-1].lit += s
		} else if s != "" {
			out = append(out, piece{lit: s, arg: -1})
		}
	}
	next := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			lit(format[i : i+1])
			continue
		}
		p := piece{width: -1, prec: -1}
		i++
		if named && i < len(format) && format[i] == '(' {
			end := strings.IndexByte(format[i:], ')')
			if end > 0 {
				p.name = format[i+1 : i+end]
				i += end + 1
			}
		}
		start := i
		for i < len(format) && strings.IndexByte("#0- +", format[i]) >= 0 {
			i++
		}
		p.flags = format[start:i]
		number := func() int {
			start := i
			for i < len(format) && format[i] >= '0' && format[i] <= '9' {
				i++
			}
			n, err := strconv.Atoi(format[start:i])
			if err != nil {
				return -1
			}
			return min(n, maxWidth)
		}
		if i < len(format) && format[i] == '*' {
			p.spec, i, next = "*", i+1, next+1
		} else {
			p.width = number()
		}
		if i < len(format) && format[i] == '.' {
			i++
			p.prec = max(0, number())
		}
		for i < len(format) && named && strings.IndexByte("hlL", format[i]) >= 0 {
			i++
		}
		if i >= len(format) {
			p.verb = '!'
			p.arg = next
			out = append(out, p)
			break
		}
		if p.verb = format[i]; p.verb == '%' {
			lit("%")
			continue
		}
		p.arg = next
		next++
		out = append(out, p)
	}
	return out
}

// AbstractSprintf is what fmt.Sprintf makes of the format and the arguments.
func AbstractSprintf(in *Context, args []value.Abs) text.Str {
	format, ok := exactText(args, 0)
	rest := args[min(1, len(args)):]
	var more *value.Abs
	if len(rest) == 1 && rest[0].Kind == value.List {
		more, rest = rest[0].Rest, rest[0].Items
	}
	pieces := parsePercent(format, false)
	if !ok || strings.Contains(format, "[") && strings.Contains(format, "%[") || odd(pieces) {
		return text.Unknown(text.AnyHole(allLabels(args), 0))
	}
	out := text.Lit("")
	for _, p := range pieces {
		switch {
		case p.arg < 0:
			out = text.Concat(out, text.Lit(p.lit))
		case p.arg < len(rest):
			out = text.Concat(out, in.goVerb(p, rest[p.arg]))
		case more != nil:
			out = text.Concat(out, in.goVerb(p, *more))
		default:
			out = text.Concat(out, text.Lit("%!"+string(rune(p.verb))+"(MISSING)"))
		}
	}
	used := 0
	for _, p := range pieces {
		used = max(used, p.arg+1)
	}
	if used < len(rest) {
		return text.Concat(out, text.Unknown(text.AnyHole(allLabels(args), 0)))
	}
	return out // a list of unknown length is taken to have as many as the format asks for
}

// odd: widths taken from the arguments, verbs cut off or of more than a byte.
func odd(pieces []piece) bool {
	for _, p := range pieces {
		if p.spec == "*" || p.arg >= 0 && (p.verb == '!' || p.verb >= utf8.RuneSelf) {
			return true
		}
	}
	return false
}

// goVerb is a value written with one of Go's verbs.
func (in *Context) goVerb(p piece, a value.Abs) text.Str {
	words := a.Kind&^(value.Str|value.Bytes) == 0 && !a.Str.None()
	var s text.Str
	switch {
	case p.verb == 's' || p.verb == 'v' && !strings.Contains(p.flags, "#"):
		switch {
		case words && a.Kind == value.Bytes && p.verb == 'v':
			return text.Unknown(text.Hole{Labels: labelsOf(a), Chars: text.Digits().Union(text.Of("[] ,"))})
		case words:
			s = a.Str
		case p.verb == 's' && a.Kind&^(value.Int|value.Bool|value.Float) == 0 && a.Kind != 0:
			return text.Unknown(text.AnyHole(a.Labels, 0).Within(text.Range(' ', '~'), 0))
		case a.Kind == value.Nil:
			return text.Join(text.Lit("<nil>"), text.Lit("%!s(<nil>)"))
		case a.Kind == value.Bool:
			s = text.Join(text.Lit("true"), text.Lit("false"))
		case a.Kind == value.Int:
			s = textOf(a)
		case a.Kind == value.Unknown:
			s = textOf(a)
		default:
			s = text.Top(labelsOf(a), 0)
		}
	case p.verb == 'd' && a.Kind == value.Int:
		s = textOf(a)
		if strings.ContainsAny(p.flags, "+ ") {
			s = text.Concat(text.Unknown(text.Hole{Chars: text.Of("+ "), MaxLen: 1}), s)
		}
	case p.verb == 'q' && (!words || strings.ContainsAny(p.flags, "#+")):
		// Whatever is quoted, an error's text or the elements of a list, has no
		// control characters in it; between back quotes a tab may stay.
		s = text.Unknown(text.AnyHole(labelsOf(a), 0).Within(text.Range(' ', '~').Union(text.Range(0x80, 0xff)).Add('\t'), 0))
	case p.verb == 'q':
		s = absGoQuote(in, []value.Abs{{Kind: value.Str, Str: a.Str}}).Str
	case (p.verb == 'x' || p.verb == 'X') && words:
		s = text.Unknown(text.Hole{Labels: labelsOf(a), Chars: text.Alnum().Union(text.Of(" "))})
	case p.verb == 't' && a.Kind == value.Bool:
		s = text.Join(text.Lit("true"), text.Lit("false"))
	case strings.IndexByte("bcdoOxXeEfFgGtU", p.verb) >= 0 && a.Kind != 0 && a.Kind&^(value.Int|value.Float|value.Bool) == 0:
		s = text.Unknown(text.AnyHole(labelsOf(a), 0))
		if p.verb != 'c' && p.verb != 'U' {
			s = text.Unknown(text.AnyHole(labelsOf(a), 0).Within(text.Range(' ', '~'), 0))
		}
	default:
		return text.Top(labelsOf(a), 0)
	}
	return padded(s, p)
}

// padded cuts a text to the precision and fills it up to the width.
func padded(s text.Str, p piece) text.Str {
	if p.prec >= 0 {
		h := s.Flatten()
		s = text.Unknown(text.Hole{Labels: h.Labels, Chars: h.Chars, Not: h.Not, MaxLen: h.MaxLen}.Grown(p.prec))
	}
	if p.width <= 0 {
		return s
	}
	fill := text.Of(" ")
	if strings.Contains(p.flags, "0") {
		fill = fill.Add('0')
	}
	pad := text.Unknown(text.Hole{Chars: fill, MaxLen: p.width})
	if strings.Contains(p.flags, "-") {
		return text.Concat(s, pad)
	}
	if strings.Contains(p.flags, "0") { // a sign comes before the zeros
		return text.Unknown(mixed(s, pad))
	}
	return text.Concat(pad, s)
}

func sprintAll(end string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		var more *value.Abs
		if len(args) == 1 && args[0].Kind == value.List {
			more, args = args[0].Rest, args[0].Items
		}
		out := text.Lit("")
		for i, a := range args {
			if i > 0 && end != "" {
				out = text.Concat(out, text.Lit(" "))
			} else if i > 0 && (a.Kind&^(value.Str|value.Bytes) != 0 || args[i-1].Kind&^(value.Str|value.Bytes) != 0) {
				out = text.Concat(out, text.Unknown(text.Hole{Chars: text.Of(" "), MaxLen: 1}))
			}
			out = text.Concat(out, in.goVerb(piece{verb: 'v', width: -1, prec: -1}, a))
		}
		if more != nil {
			out = text.Concat(out, text.Top(labelsOf(*more), 0))
		}
		return made(text.Concat(out, text.Lit(end)))
	}
}

// AbstractAdd is a text and then another.
func AbstractAdd(a, b value.Abs) value.Abs {
	out := made(text.Concat(textOf(a), textOf(b)))
	if a.Kind == value.Bytes {
		out.Kind = value.Bytes
	}
	return out
}

// pyText is Python's str of a value.
func pyText(a value.Abs) text.Str {
	switch {
	case a.Kind == value.Nil:
		return text.Lit("None")
	case a.Kind == value.Bool && a.Labels == 0:
		return text.Join(text.Lit("True"), text.Lit("False"))
	case a.Kind == value.Bytes, a.Kind == value.List:
		return (&Context{}).pyRepr(a)
	case a.Kind&value.Nil != 0 && a.Kind&^(value.Str|value.Nil) == 0:
		return text.Join(textOf(a), text.Lit("None"))
	}
	return textOf(a)
}

// pyRepr is Python's repr of a value: quoted texts, with the quote chosen by
// what is inside.
func (in *Context) pyRepr(a value.Abs) text.Str {
	if a.Kind != value.Str && a.Kind != value.Bytes {
		if a.Kind&^(value.Nil|value.Int|value.Bool|value.Float) == 0 {
			return pyText(a)
		}
		return text.Unknown(text.AnyHole(labelsOf(a), 0).Within(text.Of("\n\r\t").Complement(), 0))
	}
	if a.Str.MayContain("'") || a.Kind == value.Bytes {
		h := anonymous(a.Str.Flatten())
		h = text.Hole{Labels: h.Labels, Chars: h.Chars.Minus(text.Range(0, 31)).Union(text.Alnum()).Union(text.Of(`\'"`))}
		return text.Unknown(h)
	}
	t := map[byte]string{'\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, 0x7f: `\x7f`}
	for c := byte(0); c < ' '; c++ {
		if _, ok := t[c]; !ok {
			t[c] = fmt.Sprintf(`\x%02x`, c)
		}
	}
	s := in.rewrite(loosened(a.Str, `\xuU0123456789abcdef`), escaping(t), "")
	return text.Concat(text.Lit("'"), s, text.Lit("'"))
}
