package twin

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Base stands for the program's address in the commands of witnesses.
const Base = "http://localhost:8080"

// curl writes the request as a command line.
func (w *Witness) curl() string {
	args := []string{"curl", "--path-as-is"}
	if w.Method != "GET" {
		args = append(args, "-X", w.Method)
	}
	for _, h := range w.Headers {
		args = append(args, "-H", h.Name+": "+h.Value)
	}
	switch {
	case len(w.Files) > 0:
		for _, f := range w.Form {
			args = append(args, "--form-string", f.Name+"="+f.Value)
		}
		for _, f := range w.Files {
			name := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(f.Value)
			args = append(args, "-F", f.Name+`=@-;filename="`+name+`"`)
		}
	case len(w.Form) > 0:
		for _, f := range w.Form {
			args = append(args, "--data-urlencode", f.Name+"="+f.Value)
		}
	case w.Body != "":
		args = append(args, "--data-binary", w.Body)
	}
	args = append(args, Base+w.Path)
	return joinQuoted(args)
}

// shell writes the call of a command-line program.
func (w *Witness) shell() string {
	var args []string
	for _, e := range w.Env {
		args = append(args, e.Name+"="+Quote(e.Value))
	}
	args = append(args, "PROGRAM")
	for _, a := range w.Args {
		args = append(args, Quote(a))
	}
	out := strings.Join(args, " ")
	if w.Stdin != "" {
		out = "printf %s " + Quote(w.Stdin) + " | " + out
	}
	return out
}

func joinQuoted(args []string) string {
	for i, a := range args {
		args[i] = Quote(a)
	}
	return strings.Join(args, " ")
}

// Quote makes one word of a POSIX shell of any text. Control characters, which a
// terminal would obey, are written as escapes ($'…', POSIX.1-2024 2.2.4).
func Quote(s string) string {
	plain, control := s != "", false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c < ' ' || c == 0x7f:
			control = true
		case !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,", rune(c)):
			plain = false
		}
	}
	switch {
	case control:
		return "$'" + escapes(s) + "'"
	case plain:
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func escapes(s string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c == 0x7f:
			b.WriteString(`\x` + string(hex[c>>4]) + string(hex[c&15]))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// jsonText is the document with these parts; names with dots are nested.
func jsonText(parts []Pair) string {
	if len(parts) == 1 && (parts[0].Name == "" || parts[0].Name == "body") {
		return parts[0].Value
	}
	doc := map[string]any{}
	for _, p := range parts {
		if p.Name == "body" || p.Name == "" {
			continue
		}
		at := doc
		names := strings.Split(p.Name, ".")
		for _, n := range names[:len(names)-1] {
			inner, ok := at[n].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[n] = inner
			}
			at = inner
		}
		at[names[len(names)-1]] = p.Value
	}
	out, err := json.Marshal(doc)
	if err != nil {
		return url.QueryEscape(parts[0].Value) // cannot happen: texts and maps
	}
	return string(out)
}
