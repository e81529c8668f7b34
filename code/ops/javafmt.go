package ops

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// javaFormat writes a format of Java's as one of Go's: %n is a line's end, verbs are
// s, d, f, x as there; groups of thousands are left out. order says which argument
// each verb takes, from 0: %1$s takes the first wherever it stands.
func javaFormat(f string) (format string, order []int) {
	var b strings.Builder
	next := 0
	for i := 0; i < len(f); i++ {
		if f[i] != '%' {
			b.WriteByte(f[i])
			continue
		}
		end := i + 1
		for end < len(f) && strings.IndexByte("0123456789$-+# ,.(<", f[end]) >= 0 {
			end++
		}
		if end == len(f) {
			b.WriteString("%%" + f[i+1:])
			break
		}
		verb, index := javaVerb(f[i+1:end], f[end])
		b.WriteString(verb)
		switch {
		case f[end] == 'n' || f[end] == '%':
		case index > 0:
			order = append(order, index-1)
		default:
			order = append(order, next)
			next++
		}
		if (f[end] == 't' || f[end] == 'T') && end+1 < len(f) {
			end++
		}
		i = end
	}
	return b.String(), order
}

// javaArgs are the arguments in the order in which the verbs take them; what no verb
// takes Java leaves out.
func javaArgs(args []any, order []int) []any {
	out := make([]any, 0, len(order))
	for _, i := range order {
		if i < 0 || i >= len(args) {
			break
		}
		out = append(out, args[i])
	}
	return out
}

// javaAbstract is what a format that is known makes of its arguments.
func javaAbstract(in *Context, f string, args []value.Abs) text.Str {
	format, order := javaFormat(f)
	rest := args[min(1, len(args)):]
	var more *value.Abs
	if len(rest) == 1 && rest[0].Kind == value.List {
		more, rest = rest[0].Rest, rest[0].Items
	}
	given := []value.Abs{made(text.Lit(format))}
	for _, i := range order {
		switch {
		case i >= 0 && i < len(rest):
			given = append(given, rest[i])
		case more != nil:
			given = append(given, *more)
		}
	}
	return AbstractSprintf(in, given)
}

// javaVerb is a verb as Go writes it, and the argument that it names, from 1; 0 when
// it names none.
func javaVerb(flags string, verb byte) (string, int) {
	switch verb {
	case 'n':
		return "\n", 0
	case '%':
		return "%%", 0
	}
	index, rest, ok := strings.Cut(flags, "$")
	if !ok {
		index, rest = "", flags
	}
	rest = strings.NewReplacer(",", "", "(", "", "<", "").Replace(rest)
	n, err := strconv.Atoi(index)
	if err != nil {
		n = 0
	}
	switch verb {
	case 's', 'S', 'b', 'B', 'h', 'H', 't', 'T', 'd':
		if strings.Contains(rest, ".") && verb == 'd' {
			verb = 'v'
			break
		}
		return "%" + strings.TrimLeft(rest, "0") + "v", n
	case 'c', 'C':
		return "%" + rest + "v", n
	}
	return "%" + rest + string(verb), n
}
