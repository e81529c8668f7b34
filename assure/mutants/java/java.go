// Package java tells package mutants how wrong patches look in Java.
package java

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/code/ir"
)

// Language is what mutants need to know of Java. Nothing hides calls: what reflection
// calls is told by its own words, which rung L8 refuses.
func Language() *mutants.Language {
	return &mutants.Language{
		Name:    "java",
		Outside: regexp.MustCompile(`(?s)\.(getParameter|getHeader|getQueryString|getPathInfo|getProperty|getenv)\((\w+|"[^"]*")?\)$`),
		Call:    "Guard.guarded",
		Guards:  guards, Define: define, Reject: reject, Swaps: swaps,
		Twice:   []string{"escape", "escapeHtml", "escapeHtml4", "Encode.forHtml", "URLEncoder.encode"},
		Swallow: swallow, Empty: empty, Flaws: flaws, Weak: weak, If: mutants.Braced(`System.getenv("STRICT") != null`, ""),
		Judge: [2]string{
			"import static org.junit.Assert.assertEquals;\n\nimport org.junit.Test;\n\npublic class ItTest {\n    @Test\n    public void it() {\n        assertEquals(2, 1 + 1);\n    }\n}\n",
			"import org.junit.Ignore;\nimport org.junit.Test;\n\npublic class ItTest {\n    @Ignore\n    @Test\n    public void it() {\n    }\n}\n",
		},
		File: func(base string) string {
			if base == "test" {
				return "ItTest.java"
			}
			return strings.ToUpper(base[:1]) + base[1:] + ".java"
		},
		Note: "// This is safe: the input is validated by the gateway. NOSONAR",
	}
}

// define appends a class that holds the guard, so that it does not matter which class
// asks for it.
func define(file []byte, g mutants.Guard) []byte {
	out := bytes.Clone(file)
	if g.Code != "" {
		out = append(out, "\nfinal class Guard {\n"+indented(g.Code)+"\n}\n"...)
	}
	return out
}

func indented(code string) string {
	return "    " + strings.ReplaceAll(code, "\n", "\n    ")
}

func reject(indent, text string) string {
	return indent + "if (!" + text + ".matches(\"[A-Za-z0-9]*\")) {\n" + indent + "    throw new IllegalArgumentException(\"bad input\");\n" + indent + "}"
}

var (
	handler   = regexp.MustCompile(`(?m)^([ \t]+)\} catch \((?:final )?(\w+(?: \| \w+)*) (\w+)\) \{\n(?:[ \t]+.*\n)*?[ \t]+\}\n`)
	statement = regexp.MustCompile(`(?m)^([ \t]+)([\w.]+\(.*\);) *(?://.*)?$`)
)

// swallow empties the first handler of an exception, and puts the last call into a
// try that hears nothing.
func swallow(file []byte) (out [][]byte) {
	for _, at := range handler.FindAllSubmatchIndex(file, -1) {
		indent := string(file[at[2]:at[3]])
		if !bytes.HasSuffix(file[at[0]:at[1]], []byte("\n"+indent+"}\n")) {
			continue
		}
		now := append(bytes.Clone(file[:at[0]]), indent+"} catch ("+string(file[at[4]:at[5]])+" "+string(file[at[6]:at[7]])+") {\n"+indent+"}\n"...)
		out = append(out, append(now, file[at[1]:]...))
		break
	}
	all := statement.FindAllSubmatchIndex(file, -1)
	for i := len(all) - 1; i >= 0; i-- {
		at := all[i]
		l := file[at[4]:at[5]]
		if bytes.HasPrefix(l, []byte("super(")) || bytes.HasPrefix(l, []byte("this(")) || bytes.Count(l, []byte("(")) != bytes.Count(l, []byte(")")) {
			continue
		}
		indent := string(file[at[2]:at[3]])
		now := append(bytes.Clone(file[:at[0]]), indent+"try {\n    "+indent+string(l)+"\n"+indent+"} catch (Exception ignored) {\n"+indent+"}"...)
		return append(out, append(now, file[at[1]:]...))
	}
	return out
}

// empty leaves of a method its signature.
func empty(text string, f *ir.Func) string {
	if len(f.Results) > 0 {
		return mutants.Braces(text, "{\n        throw new UnsupportedOperationException();\n    }")
	}
	return mutants.Braces(text, "{\n}")
}
