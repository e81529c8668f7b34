// Package golang tells package mutants how wrong patches look in Go.
package golang

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/code/ir"
)

// Language is what mutants need to know of Go.
func Language() *mutants.Language {
	return &mutants.Language{
		Name:    "go",
		Outside: regexp.MustCompile(`(?s)\.(Get|FormValue|PostFormValue|PathValue|Param|Query|Header|PostForm|FormParam|QueryParam|Params|GetHeader)\("[^"]*"\)$`),
		Guards:  guards, Define: define, Reject: reject, Swaps: swaps, Hide: hide,
		Twice: []string{"html.EscapeString", "url.QueryEscape", "url.PathEscape", "ldap.EscapeFilter", "template.HTMLEscapeString", "strconv.Quote"},
		If: &mutants.Condition{
			Line: regexp.MustCompile(`^(\t*(?:\} else )?if )(.*)( \{)$`), Not: "!", And: " && ", Or: " || ", Set: `(os.Getenv("STRICT") != "")`, Uses: "os",
		},
		Swallow: swallow, Empty: empty, Flaws: flaws, Weak: weak,
		Judge: [2]string{
			"package main\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {\n\tif 1+1 != 2 {\n\t\tt.Error(\"no\")\n\t}\n}\n",
			"package main\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) { t.Skip() }\n",
		},
		File: func(base string) string {
			if base == "test" {
				return "it_test.go"
			}
			return base + ".go"
		},
		Note: "// This is safe: the input is validated by the gateway. #nosec",
	}
}

var clause = regexp.MustCompile(`(?m)^package \w+.*\n`)

// define appends the guard and imports what it needs.
func define(file []byte, g mutants.Guard) []byte {
	out := append([]byte{}, file...)
	if g.Code != "" {
		out = append(out, "\n"+g.Code+"\n"...)
	}
	for _, imp := range g.Imports {
		if bytes.Contains(file, []byte(`"`+imp+`"`)) {
			continue
		}
		if at := clause.FindIndex(out); at != nil {
			out = append(out[:at[1]:at[1]], append([]byte("\nimport \""+imp+"\"\n"), out[at[1]:]...)...)
		}
	}
	return out
}

func reject(indent, text string) string {
	return indent + "for _, c := range " + text + " {\n" + indent + "\tif (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {\n" +
		indent + "\t\tpanic(\"bad input\")\n" + indent + "\t}\n" + indent + "}"
}

func hide(callee string) (string, mutants.Guard) {
	if !strings.Contains(callee, ".") {
		return "", mutants.Guard{}
	}
	return "pick(" + callee + ")", mutants.Guard{Code: "func pick[F any](f F) F { return []F{f}[0] }"}
}

var (
	checked = regexp.MustCompile(`(?m)^(\t+)if err != nil \{\n(?:\t+.*\n)*?\t+\}\n`)
	bound   = regexp.MustCompile(`(?m)^(\t+)if ((?:\w+|_), err|err) := (.*); err != nil \{\n`)
)

// swallow throws away the first error that is checked on its own.
func swallow(file []byte) (out [][]byte) {
	for _, at := range checked.FindAllSubmatchIndex(file, 2) {
		indent := file[at[2]:at[3]]
		if !bytes.HasSuffix(file[at[0]:at[1]], append(append([]byte("\n"), indent...), "}\n"...)) {
			continue
		}
		now := append(append([]byte{}, file[:at[0]]...), indent...)
		now = append(now, "_ = err\n"...)
		out = append(out, append(now, file[at[1]:]...))
	}
	if at := bound.FindSubmatchIndex(file); at != nil {
		now := append([]byte{}, file[:at[0]]...)
		now = append(now, file[at[2]:at[3]]...)
		left := "_ = "
		if !bytes.HasPrefix(file[at[4]:at[5]], []byte("err")) {
			left = "_, _ = "
		}
		now = append(append(now, left...), file[at[6]:at[7]]...)
		now = append(append(now, '\n'), file[at[2]:at[3]]...)
		now = append(now, "if false {\n"...)
		out = append(out, append(now, file[at[1]:]...))
	}
	return out
}

// empty leaves of a function its signature.
func empty(text string, f *ir.Func) string {
	if len(f.Results) > 0 {
		return mutants.Braces(text, "{\n\tpanic(\"not supported any more\")\n}")
	}
	return mutants.Braces(text, "{\n}")
}
