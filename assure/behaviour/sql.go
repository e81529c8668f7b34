package behaviour

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/value"
)

// bound writes a statement with its parameters in their places, every literal
// without its quotes: "n = 'x'" and "n = ?" with "x" are the same.
func bound(args []any) string {
	if len(args) == 0 {
		return ""
	}
	params := parameters(args[1:])
	var b strings.Builder
	text := fmt.Sprint(args[0])
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
			b.WriteByte(c)
		case c == '?' && len(params) > 0:
			b.WriteString(params[0])
			params = params[1:]
		case c == '$' && i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9' && len(params) > 0:
			b.WriteString(params[0])
			params = params[1:]
			i++
		case c == '%' && i+1 < len(text) && text[i+1] == 's' && len(params) > 0:
			b.WriteString(params[0])
			params = params[1:]
			i++
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func parameters(args []any) []string {
	var out []string
	for _, a := range args {
		switch v := a.(type) {
		case *value.ListValue:
			out = append(out, parameters(v.Items)...)
		case nil:
			out = append(out, "NULL")
		default:
			out = append(out, fmt.Sprint(v))
		}
	}
	return out
}
