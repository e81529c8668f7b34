package ops

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/value"
)

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
