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
			p.width = int(min(num(args, used, 0), 1<<16))
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

// parseBraces takes a str.format format apart; ok is false when it is wrong or
// has fields inside specs.
func parseBraces(format string) (out []piece, ok bool) {
	next := 0
	lit := ""
	flush := func() {
		if lit != "" {
			out = append(out, piece{lit: lit, arg: -1})
			lit = ""
		}
	}
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c != '{' && c != '}' {
			lit += string([]byte{c})
			continue
		}
		if i+1 < len(format) && format[i+1] == c {
			lit += string([]byte{c})
			i++
			continue
		}
		end := strings.IndexByte(format[i:], '}')
		if c == '}' || end < 0 || strings.IndexByte(format[i+1:i+end], '{') >= 0 {
			return nil, false
		}
		flush()
		p := field(format[i+1 : i+end])
		if p.name == "" {
			p.arg = next
			next++
		} else if n, err := strconv.Atoi(p.name); err == nil {
			p.arg, p.name = n, ""
		}
		out = append(out, p)
		i += end
	}
	flush()
	return out, true
}

// field reads name.attr[0]!r:spec.
func field(s string) piece {
	p := piece{}
	s, p.spec, _ = strings.Cut(s, ":")
	s, conv, has := strings.Cut(s, "!")
	if has && conv != "" {
		p.conv = conv[0]
	}
	if i := strings.IndexAny(s, ".["); i >= 0 {
		s, p.path = s[:i], s[i:]
	}
	p.name = s
	return p
}

func formatBraces(format string, args []any, kw *value.MapValue) (any, error) {
	pieces, ok := parseBraces(format)
	if !ok {
		return nil, bad("format string: unmatched brace")
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.arg < 0 {
			b.WriteString(p.lit)
			continue
		}
		v, err := lookUp(p, args, kw)
		if err != nil {
			return nil, err
		}
		switch p.conv {
		case 'r', 'a':
			v = repr(v)
		case 's':
			v = show(v)
		}
		s, err := pySpec(v, p.spec)
		if err != nil {
			return nil, err
		}
		b.WriteString(s)
	}
	return b.String(), nil
}

func lookUp(p piece, args []any, kw *value.MapValue) (any, error) {
	var v any
	switch {
	case p.name != "":
		ok := kw != nil
		if ok {
			v, ok = kw.Vals[p.name]
		}
		if !ok {
			return nil, bad("missing key %q", p.name)
		}
	case p.arg < len(args):
		v = args[p.arg]
	default:
		return nil, bad("replacement index %d out of range", p.arg)
	}
	for path := p.path; path != ""; {
		end := strings.IndexByte(path, ']')
		if path[0] != '[' || end < 0 {
			return nil, bad("no attribute %q", path)
		}
		name := path[1:end]
		path = path[end+1:]
		switch c := v.(type) {
		case *value.ListValue:
			n, err := strconv.Atoi(name)
			if err != nil || n >= len(c.Items) {
				return nil, bad("no element %q", name)
			}
			v = c.Items[n]
		case *value.MapValue:
			v = c.Vals[name]
		default:
			return nil, bad("no element %q", name)
		}
	}
	return v, nil
}

// A spec is Python's [[fill]align][sign][#][0][width][,][.precision][type].
type spec struct {
	fill       rune
	align      byte
	sign       byte
	alt, zero  bool
	width      int
	group      byte
	prec       int
	kind       byte
	understood bool
}

func parseSpec(s string) spec {
	out := spec{fill: ' ', prec: -1}
	if c, n := utf8.DecodeRuneInString(s); n > 0 && len(s) > n && strings.IndexByte("<>=^", s[n]) >= 0 {
		out.fill, out.align, s = c, s[n], s[n+1:]
	} else if s != "" && strings.IndexByte("<>=^", s[0]) >= 0 {
		out.align, s = s[0], s[1:]
	}
	take := func(set string) byte {
		if s != "" && strings.IndexByte(set, s[0]) >= 0 {
			c := s[0]
			s = s[1:]
			return c
		}
		return 0
	}
	number := func() int {
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		v, _ := strconv.Atoi(s[:n])
		s = s[n:]
		return min(v, 1<<16)
	}
	out.sign = take("+- ")
	take("z")
	out.alt = take("#") != 0
	out.zero = take("0") != 0
	out.width = number()
	out.group = take(",_")
	if take(".") != 0 {
		out.prec = number()
	}
	out.kind = take("bcdeEfFgGnosxX%")
	out.understood = s == ""
	return out
}

// pySpec is Python's format(v, spec).
func pySpec(v any, s string) (string, error) {
	if s == "" {
		return show(v), nil
	}
	sp := parseSpec(s)
	if !sp.understood {
		return "", bad("invalid format specifier %q", s)
	}
	var out string
	left := true
	switch v.(type) {
	case int64, bool, float64:
		left = false
		var err error
		if out, err = sp.number(v); err != nil {
			return "", err
		}
	case string:
		out = show(v)
		if sp.kind != 0 && sp.kind != 's' {
			return "", bad("unknown format code %q for a text", sp.kind)
		}
		if sp.prec >= 0 && utf8.RuneCountInString(out) > sp.prec {
			out = string([]rune(out)[:sp.prec])
		}
	default:
		return "", bad("unsupported format for this value")
	}
	return sp.pad(out, left), nil
}

func (sp spec) pad(s string, left bool) string {
	n := sp.width - utf8.RuneCountInString(s)
	if n <= 0 {
		return s
	}
	fill, align := sp.fill, sp.align
	if sp.zero && align == 0 {
		fill, align = '0', '='
		if left {
			align = '<'
		}
	}
	f := string(fill)
	switch {
	case align == '^':
		return strings.Repeat(f, n/2) + s + strings.Repeat(f, n-n/2)
	case align == '=':
		sign := 0
		if s != "" && strings.IndexByte("+- ", s[0]) >= 0 {
			sign = 1
		}
		return s[:sign] + strings.Repeat(f, n) + s[sign:]
	case align == '<' || align == 0 && left:
		return s + strings.Repeat(f, n)
	}
	return strings.Repeat(f, n) + s
}

func (sp spec) number(v any) (string, error) {
	p := piece{verb: sp.kind, width: -1, prec: sp.prec}
	if _, isFloat := v.(float64); isFloat && sp.kind == 0 {
		p.verb = 'g'
		if sp.prec < 0 {
			return show(v), nil
		}
	}
	if sp.sign == '+' || sp.sign == ' ' {
		p.flags = string([]byte{sp.sign})
	}
	switch sp.kind {
	case 0, 'n':
		if p.verb != 'g' {
			p.verb = 'd'
		}
	case 's':
		return "", bad("unknown format code 's' for a number")
	case 'c':
		return string(rune(num([]any{v}, 0, 0))), nil
	case 'b':
		return strconv.FormatInt(num([]any{v}, 0, 0), 2), nil
	case '%':
		f, _ := parseFloat([]any{v})
		return pyFixed(f*100, 'f', sp.prec) + "%", nil
	}
	if sp.alt {
		p.flags += "#"
	}
	out, err := pyNumber(p, v)
	if err == nil && sp.group != 0 {
		for zeros := ""; ; zeros += "0" { // zeros that fill the width are grouped too
			sign := len(out) - len(strings.TrimLeft(out, "+- "))
			next := grouped(out[:sign]+zeros+out[sign:], sp.group)
			if !sp.zero || sp.align != 0 || len(next) >= sp.width {
				return next, nil
			}
		}
	}
	return out, err
}

// grouped puts a separator between the thousands.
func grouped(s string, sep byte) string {
	whole, frac, has := strings.Cut(s, ".")
	start := len(whole) - len(strings.TrimLeft(whole, "+- "))
	for i := len(whole) - 3; i > start; i -= 3 {
		whole = whole[:i] + string([]byte{sep}) + whole[i:]
	}
	if has {
		return whole + "." + frac
	}
	return whole
}

// AbstractSpec is a value written by an f-string field or a str.format field
// with a spec.
func AbstractSpec(in *Context, a value.Abs, s string) text.Str {
	if in == nil {
		in = &Context{}
	}
	if s == "" {
		return pyText(a)
	}
	sp := parseSpec(s)
	pad := text.Unknown(text.Hole{Chars: text.Of(string(sp.fill)).Union(text.Of("0")), MaxLen: utf8.RuneLen(sp.fill) * max(1, sp.width)})
	if a.Kind&^(value.Int|value.Float|value.Bool) == 0 && a.Kind != 0 {
		h := text.Hole{Labels: a.Labels, Chars: text.Alnum().Union(text.Of("+-. ,_%#"))}
		if sp.kind == 'c' || !sp.understood {
			h.Chars = text.All()
		}
		return text.Unknown(mixed(text.Unknown(h), pad))
	}
	if a.Kind&^value.Str != 0 || !sp.understood {
		return text.Unknown(mixed(text.Top(labelsOf(a), 0), pad))
	}
	out := textOf(a)
	if sp.prec >= 0 {
		out = text.Unknown(in.part(out, ""))
	}
	switch {
	case sp.width == 0:
		return out
	case sp.align == '<' || sp.align == 0:
		return text.Concat(out, pad)
	case sp.align == '>':
		return text.Concat(pad, out)
	}
	return text.Concat(pad, out, pad)
}

func absFormat(in *Context, args []value.Abs) value.Abs {
	format, ok := exactText(args, 0)
	pieces, ok2 := parseBraces(format)
	if !ok || !ok2 {
		return anyText(args)
	}
	list, kw := arg(args, 1), arg(args, 2)
	out := text.Lit("")
	for _, p := range pieces {
		if p.arg < 0 {
			out = text.Concat(out, text.Lit(p.lit))
			continue
		}
		a := value.Abs{Kind: value.Unknown, Labels: labelsOf(list), Str: text.Top(labelsOf(list), 0)}
		switch {
		case p.name != "":
			a.Labels, a.Str = labelsOf(kw), text.Top(labelsOf(kw), 0)
		case list.Kind == value.List && p.arg < len(list.Items):
			a = list.Items[p.arg]
		case list.Kind == value.List && list.Rest != nil:
			a = *list.Rest
		}
		if p.path != "" {
			l := labelsOf(a)
			a = value.Abs{Kind: value.Unknown, Labels: l, Str: text.Top(l, 0)}
		}
		if p.conv == 'r' || p.conv == 'a' {
			a = made(in.pyRepr(a))
		} else if p.conv == 's' {
			a = made(pyText(a))
		}
		out = text.Concat(out, AbstractSpec(in, a, p.spec))
	}
	return made(out)
}
