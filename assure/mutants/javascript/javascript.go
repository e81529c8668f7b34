// Package javascript tells package mutants how wrong patches look in JavaScript.
package javascript

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/code/ir"
)

// Language is what mutants need to know of JavaScript.
func Language() *mutants.Language {
	return &mutants.Language{
		Name:    "javascript",
		Outside: regexp.MustCompile(`(?s)\b(query|body|params|cookies|headers|searchParams)(\.\w+|\[['"][^'"]+['"]\]|\.get\(['"][^'"]+['"]\))$`),
		Guards:  guards, Define: define, Reject: reject, Swaps: swaps, Hide: hide,
		Twice:   []string{"escapeHtml", "encodeURIComponent", "escape"},
		If:      mutants.Braced("process.env.STRICT", ""),
		Swallow: swallow, Empty: empty, Flaws: flaws, Weak: weak,
		Judge: [2]string{
			"const assert = require('node:assert');\nconst test = require('node:test');\n\ntest('it', () => assert.equal(1 + 1, 2));\n",
			"const test = require('node:test');\n\ntest.skip('it', () => {});\n",
		},
		File: func(base string) string {
			if base == "test" {
				return "it.test.js"
			}
			return base + ".js"
		},
		Note: "// This is safe: the input is validated by the gateway. eslint-disable-line",
	}
}

// define appends the guard, since functions are known before they stand, and asks
// for what it needs in front.
func define(file []byte, g mutants.Guard) []byte {
	out := bytes.Clone(file)
	if g.Code != "" {
		out = append(out, "\n"+g.Code+"\n"...)
	}
	for _, imp := range g.Imports {
		line := "const " + imp + " = require('" + imp + "');\n"
		if bytes.Contains(file, []byte("require('"+imp+"')")) {
			continue
		}
		if bytes.HasPrefix(file, []byte("import ")) {
			line = "import " + imp + " from '" + imp + "';\n"
		}
		out = append([]byte(line), out...)
	}
	return out
}

func reject(indent, text string) string {
	return indent + "if (!/^[A-Za-z0-9]*$/.test(" + text + ")) throw new Error('bad input');"
}

func hide(callee string) (string, mutants.Guard) {
	i := strings.LastIndexByte(callee, '.')
	if i < 0 || i > len(callee)-3 {
		return "", mutants.Guard{}
	}
	name := callee[i+1:]
	return callee[:i] + "['" + name[:2] + "' + '" + name[2:] + "']", mutants.Guard{}
}

var statement = regexp.MustCompile(`(?m)^( +)((?:return |await )?[\w.]+\(.*\);) *(?://.*)?$`)

// swallow puts the last calls into a try that hears nothing.
func swallow(file []byte) (out [][]byte) {
	all := statement.FindAllSubmatchIndex(file, -1)
	for i := len(all) - 1; i >= 0 && len(out) < 2; i-- {
		at := all[i]
		l := file[at[4]:at[5]]
		if bytes.Count(l, []byte("(")) != bytes.Count(l, []byte(")")) || bytes.Count(l, []byte("{")) != bytes.Count(l, []byte("}")) {
			continue
		}
		indent := string(file[at[2]:at[3]])
		now := append(bytes.Clone(file[:at[0]]), indent+"try {\n  "+indent+string(l)+"\n"+indent+"} catch (err) {\n"+indent+"}"...)
		out = append(out, append(now, file[at[1]:]...))
	}
	return out
}

// empty leaves of a function its signature.
func empty(text string, _ *ir.Func) string {
	return mutants.Braces(text, "{\n}")
}
