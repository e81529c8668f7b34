package ops

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/value"
)

// show writes a value as Python's str does (Go programs format with fmt.sprintf
// and never come here but for texts and numbers).
func show(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case value.BytesValue:
		return repr(v)
	}
	return repr(v)
}

// repr writes a value as Python's repr does.
func repr(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return pyFloat(v)
	case string:
		return pyQuote(v, false)
	case value.BytesValue:
		return "b" + pyQuote(string(v), true)
	case *value.ListValue:
		return pyList(v)
	case *value.MapValue:
		parts := make([]string, len(v.Keys))
		for i, k := range v.Keys {
			parts[i] = repr(k) + ": " + repr(v.Vals[k])
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprintf("<%T>", v)
}

func pyList(v *value.ListValue) string {
	parts := make([]string, len(v.Items))
	for i, it := range v.Items {
		parts[i] = repr(it)
	}
	body := strings.Join(parts, ", ")
	switch {
	case v.Tuple && len(parts) == 1:
		return "(" + body + ",)"
	case v.Tuple:
		return "(" + body + ")"
	case v.Set && len(parts) == 0:
		return "set()"
	case v.Set:
		return "{" + body + "}"
	}
	return "[" + body + "]"
}

func pyFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		s := strconv.FormatFloat(f, 'e', -1, 64)
		return s
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// pyQuote writes a Python literal: single quotes unless only they occur in s.
func pyQuote(s string, bytes bool) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	var b strings.Builder
	b.WriteByte(q)
	write := func(c rune) {
		switch {
		case c == rune(q) || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c == 0x7f || bytes && c >= 0x80 || c >= 0x80 && c < 0xa1:
			fmt.Fprintf(&b, `\x%02x`, c)
		case !strconv.IsPrint(c) && c < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, c)
		case !strconv.IsPrint(c):
			fmt.Fprintf(&b, `\U%08x`, c)
		default:
			b.WriteRune(c)
		}
	}
	if bytes {
		for i := 0; i < len(s); i++ {
			write(rune(s[i]))
		}
	} else {
		for _, c := range s {
			write(c)
		}
	}
	b.WriteByte(q)
	return b.String()
}
