// Package python tells package mutants how wrong patches look in Python.
package python

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/code/ir"
)

// Language is what mutants need to know of Python.
func Language() *mutants.Language {
	return &mutants.Language{
		Name:    "python",
		Outside: regexp.MustCompile(`(?s)(\.(get|pop|get_argument|get_query_argument|get_body_argument)\("[^"]*"(, *("[^"]*"|None))?\)|\["[^"]*"\])$`),
		Guards:  guards, Define: define, Reject: reject, Swaps: swaps, Import: "import NAME",
		Default: regexp.MustCompile(`setFeature\((xml\.sax\.handler\.)?feature_external_[gp]es, False\)`), // since Python 3.7.1
		Hide:    hide,
		Twice:   []string{"html.escape", "escape", "shlex.quote", "quote", "escape_filter_chars", "repr"},
		If: &mutants.Condition{
			Line: regexp.MustCompile(`^( *(?:el)?if )(.*)(:)$`), Not: "not ", And: " and ", Or: " or ", Set: `os.environ.get("STRICT")`, Uses: "os",
		},
		Swallow: swallow, Empty: empty, Flaws: flaws, Weak: weak,
		Judge: [2]string{
			"import unittest\n\n\nclass It(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(1 + 1, 2)\n",
			"import unittest\n\n\nclass It(unittest.TestCase):\n    @unittest.skip(\"flaky\")\n    def test_it(self):\n        self.assertEqual(1 + 1, 2)\n",
		},
		File: func(base string) string {
			if base == "test" {
				return "test_it.py"
			}
			return base + ".py"
		},
		Note: "# This is safe: the input is validated by the gateway.  # nosec",
	}
}

var imports = regexp.MustCompile(`(?m)^(import |from )[^(\n]*(\([^)]*\))?[^\n]*\n`)

// define puts the guard behind the imports, and its own imports before it.
func define(file []byte, g mutants.Guard) []byte {
	text := ""
	for _, imp := range g.Imports {
		if !bytes.Contains(file, []byte("import "+imp+"\n")) {
			text += "import " + imp + "\n"
		}
	}
	if g.Code != "" {
		text += "\n\n" + g.Code + "\n\n"
	}
	return mutants.Behind(file, imports, text)
}

func reject(indent, text string) string {
	return indent + "if not (" + text + ").isalnum():\n" + indent + "    raise ValueError(\"bad input\")"
}

func hide(callee string) (string, mutants.Guard) {
	i := strings.LastIndexByte(callee, '.')
	if i < 0 || i > len(callee)-3 {
		return "", mutants.Guard{}
	}
	name := callee[i+1:]
	return "getattr(" + callee[:i] + ", \"" + name[:2] + "\" + \"" + name[2:] + "\")", mutants.Guard{}
}

var statement = regexp.MustCompile(`(?m)^( +)(return .*|\w+ = .*\(.*\)|[\w.]+\(.*\))\n`)

// swallow puts the last statements of a function that call something into a try
// that hears nothing.
func swallow(file []byte) (out [][]byte) {
	all := statement.FindAllSubmatchIndex(file, -1)
	for i := len(all) - 1; i >= 0 && len(out) < 2; i-- {
		at := all[i]
		l := file[at[4]:at[5]]
		if bytes.Count(l, []byte("(")) != bytes.Count(l, []byte(")")) || !bytes.Contains(l, []byte("(")) || bytes.Contains(l, []byte(`"""`)) {
			continue
		}
		indent := string(file[at[2]:at[3]])
		now := append([]byte{}, file[:at[0]]...)
		now = append(now, indent+"try:\n    "+indent+string(l)+"\n"+indent+"except Exception:\n"+indent+"    pass\n"...)
		out = append(out, append(now, file[at[1]:]...))
	}
	return out
}

// empty leaves of a function its signature.
func empty(text string, _ *ir.Func) string {
	head, body, ok := strings.Cut(text, ":\n")
	if !ok || !strings.Contains(head, "def ") {
		return ""
	}
	return head + ":\n" + body[:len(body)-len(strings.TrimLeft(body, " "))] + "return \"\""
}
