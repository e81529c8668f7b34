package twin

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/demand/shell"
	"github.com/prunella/prunella/code/demand/sql"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// A Response is what an HTTP handler answered.
type Response struct {
	Status  int64 // 200 when the handler did not say
	Headers []Pair
	Body    string
}

// Response reads the answer out of a run's effects.
func (r *Run) Response() Response {
	out := Response{Status: 200}
	for _, e := range r.Effects {
		switch e.Kind {
		case "http.status":
			out.Status = number(e.Args, 0, out.Status)
		case "http.write", "respond":
			out.Body += textAt(e.Args, 0)
			if e.Kind == "respond" && textAt(e.Args, 1) != "" {
				out.Headers = append(out.Headers, Pair{"Content-Type", textAt(e.Args, 1)})
			}
		case "http.header", "header":
			out.Headers = append(out.Headers, Pair{textAt(e.Args, 0), textAt(e.Args, 1)})
		case "http.cookie", "cookie":
			out.Headers = append(out.Headers, Pair{"Set-Cookie", textAt(e.Args, 0) + "=" + textAt(e.Args, 1)})
		case "http.redirect", "redirect":
			out.Status = number(e.Args, 1, 302)
			out.Headers = append(out.Headers, Pair{"Location", textAt(e.Args, 0)})
		}
	}
	return out
}

func textAt(args []any, i int) string {
	s, ok := lexical.AsText(args, i)
	if !ok && i < len(args) && args[i] != nil {
		return fmt.Sprint(canonical(args[i], 0))
	}
	return s
}

func number(args []any, i int, other int64) int64 {
	if i < len(args) {
		if n, ok := args[i].(int64); ok {
			return n
		}
	}
	return other
}

// Compare lists how two runs differ, as far as anybody can observe: effects in
// their order, what was returned, an error that nobody caught. A statement with
// parameters does the same as one with the values written into it, and a command
// with an argument list the same as the shell line with those words. Nothing is
// the empty list.
func Compare(before, after *Run) []string { return CompareBy(before, after, Meaning) }

// CompareBy is Compare where effects are the same that mean the same; nil stands for [Meaning].
func CompareBy(before, after *Run, meaning func(Event) string) []string {
	if meaning == nil {
		meaning = Meaning
	}
	var out []string
	a, b := observed(before, meaning), observed(after, meaning)
	for i := 0; i < max(len(a), len(b)); i++ {
		switch {
		case i >= len(a):
			out = append(out, "new: "+b[i])
		case i >= len(b):
			out = append(out, "gone: "+a[i])
		case a[i] != b[i]:
			out = append(out, "was: "+a[i], "is: "+b[i])
		}
	}
	if x, y := returned(before, meaning), returned(after, meaning); x != y {
		out = append(out, "was: "+x, "is: "+y)
	}
	if (before.Raised == "") != (after.Raised == "") {
		out = append(out, "raised: "+before.Raised, "raises: "+after.Raised)
	}
	return out
}

// returned is what a run gave back, as if that were an effect.
func returned(r *Run, meaning func(Event) string) string {
	return ir.Unnumbered(meaning(Event{Kind: "returned", Args: []any{r.Result}}))
}

func observed(r *Run, meaning func(Event) string) []string {
	out := make([]string, 0, len(r.Effects))
	for _, e := range r.Effects {
		out = append(out, meaning(e))
	}
	return out
}

// Meaning writes an effect by what it does. A line of a log is the same with the
// values in it quoted.
func Meaning(e Event) string {
	switch e.Kind {
	case "sql":
		statement, params := bound(e.Args)
		return "sql " + sql.Meaning(statement, params)
	case "process", "exec":
		return "process " + strings.Join(command(e.Args), " ")
	}
	parts := make([]string, len(e.Args))
	for i, a := range e.Args {
		parts[i] = show(a)
		if address, ok := a.(string); ok && (e.Kind == "http.request" || e.Kind == "request") {
			parts[i] = normalized(address)
		}
		if e.Kind == "nosql" {
			parts[i] = comparing.ReplaceAllString(parts[i], "$1: $2")
		}
	}
	if name, ok := lexical.AsText(e.Args, 0); ok && (strings.HasPrefix(e.Kind, "file.") || slices.Contains(onFiles, e.Kind)) {
		parts[0] = fileName(name)
	}
	text := e.Kind + " " + strings.Join(parts, ", ")
	if e.Kind == "log" {
		text = strings.NewReplacer(`"`, "", "'", "").Replace(text)
	}
	return text
}

// comparing is code that a database runs to compare a field with a text: the same as a
// condition on the field.
var comparing = regexp.MustCompile(`\$where: this\.(\w+) ===? '([^']*)'`)

// onFiles are effects on files by other names, in Python's models.
var onFiles = []string{"open", "write", "remove", "mkdir", "rename", "send", "chmod"}

// fileName writes the name of a file so that names of one file are alike: from the
// folder in which the twin runs, and with one sort of separator where it has a drive.
func fileName(name string) string {
	if drive.MatchString(name) {
		name = strings.ReplaceAll(name, `\`, "/")
	}
	return strings.TrimPrefix(path.Clean(name), "/app/")
}

var drive = regexp.MustCompile(`^(/app/)?[A-Za-z]:\\`)

var namedParameter = regexp.MustCompile(`:([A-Za-z_]\w*)|%\(([A-Za-z_]\w*)\)s`)

// bound is a statement and its parameters, those with names in the order in which
// the statement names them.
func bound(args []any) (statement string, params []string) {
	statement = textAt(args, 0)
	if len(args) < 2 {
		return statement, nil
	}
	names, ok := args[1].(*value.MapValue)
	if l, isList := args[1].(*value.ListValue); isList && len(l.Items) == 1 {
		names, ok = l.Items[0].(*value.MapValue)
	}
	if !ok {
		return statement, flatten(args[1])
	}
	statement = namedParameter.ReplaceAllStringFunc(statement, func(found string) string {
		name := strings.TrimSuffix(strings.TrimLeft(found, ":%("), ")s")
		v, known := names.Vals[name]
		if !known {
			return found
		}
		params = append(params, textOf(v))
		return "?"
	})
	return statement, params
}

// command is the words of a started program; a shell's line is taken apart.
func command(args []any) []string {
	var words []string
	for _, a := range args {
		if _, isList := a.(*value.ListValue); isList {
			words = append(words, flatten(a)...)
		} else if s, ok := lexical.AsText([]any{a}, 0); ok {
			words = append(words, s)
		}
	}
	if len(words) > 1 && words[0] == words[1] { // the program, and the vector that starts with it
		words = words[1:]
	}
	if len(words) == 3 && words[1] == "-c" {
		words = words[2:]
	}
	if len(words) == 1 {
		return shell.Words(words[0])
	}
	return words
}

func flatten(v any) []string {
	l, ok := v.(*value.ListValue)
	if !ok {
		if v == nil {
			return nil
		}
		return []string{textOf(v)}
	}
	var out []string
	for _, it := range l.Items {
		out = append(out, flatten(it)...)
	}
	return out
}

func textOf(v any) string {
	if s, ok := lexical.AsText([]any{v}, 0); ok {
		return s
	}
	return fmt.Sprint(v)
}

func show(v any) string { return fmt.Sprint(canonical(v, 0)) }

// canonical is a printable form without addresses.
func canonical(v any, depth int) any {
	if depth > 6 {
		return "…"
	}
	switch x := v.(type) {
	case value.BytesValue:
		return string(x)
	case *value.ListValue:
		out := make([]any, len(x.Items))
		for i, it := range x.Items {
			out[i] = canonical(it, depth+1)
		}
		return out
	case *value.MapValue:
		parts := make([]string, 0, len(x.Keys))
		for _, k := range x.Keys {
			parts = append(parts, fmt.Sprint(k, ": ", canonical(x.Vals[k], depth+1)))
		}
		sort.Strings(parts)
		return parts
	}
	return v
}
