package ops

import "strings"

// javaFormat writes a format of Java's as one of Go's: %1$s is %[1]s, %n a line's
// end, and verbs are s, d, f, x as there; groups of thousands are left out.
func javaFormat(f string) string {
	var b strings.Builder
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
		b.WriteString(javaVerb(f[i+1:end], f[end]))
		if (f[end] == 't' || f[end] == 'T') && end+1 < len(f) {
			end++
		}
		i = end
	}
	return b.String()
}

func javaVerb(flags string, verb byte) string {
	switch verb {
	case 'n':
		return "\n"
	case '%':
		return "%%"
	}
	index, rest, ok := strings.Cut(flags, "$")
	if !ok {
		index, rest = "", flags
	}
	rest = strings.NewReplacer(",", "", "(", "", "<", "").Replace(rest)
	if index != "" {
		rest += "[" + index + "]"
	}
	switch verb {
	case 's', 'S', 'b', 'B', 'h', 'H', 't', 'T', 'd':
		if strings.Contains(rest, ".") && verb == 'd' {
			verb = 'v'
			break
		}
		return "%" + strings.TrimLeft(rest, "0") + "v"
	case 'c', 'C':
		return "%" + rest + "v"
	}
	return "%" + rest + string(verb)
}
