package ops

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// maxWidth bounds what one field of a format writes.
const maxWidth = 1 << 12

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
		return min(v, maxWidth)
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
		least := 0
		if sp.zero && sp.align == 0 {
			least = max(0, 3*(sp.width-len(out))/4-4)
		}
		for zeros := strings.Repeat("0", least); ; zeros += "0" { // zeros that fill the width are grouped too
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
			if at := slices.Index(kw.Keys, p.name); at >= 0 {
				a = kw.Vals[at]
			}
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
