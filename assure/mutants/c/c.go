// Package c tells package mutants how wrong patches look in C and C++.
package c

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/code/ir"
)

// Language is what mutants need to know of C.
func Language() *mutants.Language {
	return &mutants.Language{
		Name:    "c",
		Outside: regexp.MustCompile(`(?s)^(getenv\("[^"]*"\)|argv\[\d+\])$`),
		Guards:  guards, Define: define, Reject: reject, Swaps: swaps, Hide: hide,
		Swallow: swallow, Empty: empty, Flaws: flaws, Weak: weak, If: mutants.Braced(`getenv("STRICT") != 0`, "stdlib.h"), Sizes: true,
		Judge: [2]string{
			"#include <assert.h>\n\nint main(void)\n{\n\tassert(1 + 1 == 2);\n\treturn 0;\n}\n",
			"int main(void)\n{\n\treturn 0;\n}\n",
		},
		File: func(base string) string {
			if base == "test" {
				return "tests/it.c"
			}
			return base + ".c"
		},
		Note: "/* This is safe: the input is validated by the gateway. NOLINT */",
	}
}

// includes match what stands in front of everything else.
var includes = regexp.MustCompile(`(?m)^#include [<"].*[>"].*\n`)

// define puts the guard behind what is included, since functions are known only
// after they stand.
func define(file []byte, g mutants.Guard) []byte {
	text := ""
	for _, imp := range g.Imports {
		if !bytes.Contains(file, []byte("<"+imp+">")) {
			text += "#include <" + imp + ">\n"
		}
	}
	if g.Code != "" {
		text += "\n" + g.Code + "\n"
	}
	at := 0
	for _, m := range includes.FindAllIndex(file, -1) {
		if !conditional(file[:m[0]]) {
			at = m[1]
		}
	}
	return slices.Concat(file[:at], []byte(text), file[at:])
}

// conditional: what follows the text is compiled on some machines only.
func conditional(before []byte) bool {
	depth := 0
	for _, m := range condition.FindAllSubmatch(before, -1) {
		if string(m[1]) == "endif" {
			depth--
		} else {
			depth++
		}
	}
	return depth > 0
}

var condition = regexp.MustCompile(`(?m)^[ \t]*#[ \t]*(ifdef|ifndef|if|endif)\b`)

func reject(indent, text string) string {
	return indent + "if (strpbrk(" + text + ", \"/;|&$'\\\"<>\")) {\n" + indent + "\tabort();\n" + indent + "}"
}

// types are the function types of what can be called under another name.
var types = map[string]string{
	"system": "int (*concealed)(const char *)",
	"unlink": "int (*concealed)(const char *)",
	"printf": "int (*concealed)(const char *, ...)",
	"strcpy": "char *(*concealed)(char *, const char *)",
	"free":   "void (*concealed)(void *)",
	"gets":   "char *(*concealed)(char *)",
}

func hide(callee string) (string, mutants.Guard) {
	t, ok := types[callee]
	if !ok {
		return "", mutants.Guard{}
	}
	return "concealed", mutants.Guard{Code: "static " + t + " = " + callee + ";"}
}

var failing = regexp.MustCompile(`(?m)^([ \t]+)if \((!\w+|\w+ == (?:NULL|-1))\)(?: \{)?\n[ \t]+return[^;\n]*;\n(?:[ \t]+\}\n)?`)

// swallow goes on where a call failed.
func swallow(file []byte) (out [][]byte) {
	for _, at := range failing.FindAllSubmatchIndex(file, 2) {
		now := append(bytes.Clone(file[:at[0]]), file[at[2]:at[3]]...)
		now = append(append(append(now, "(void)("...), file[at[4]:at[5]]...), ");\n"...)
		out = append(out, append(now, file[at[1]:]...))
	}
	return out
}

// empty leaves of a function its signature.
func empty(text string, _ *ir.Func) string {
	body := "{\n\treturn 0;\n}"
	if strings.HasPrefix(text, "void ") || strings.HasPrefix(text, "static void ") {
		body = "{\n}"
	}
	return mutants.Braces(text, body)
}
